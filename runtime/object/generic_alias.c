/* list[int]: types.GenericAlias. Most attributes are the origin's. */
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/type_alias.h"
#include "runtime/types/str.h"

typedef struct PyGenericAlias { Object head; Slot origin, args, parameters; bool starred; } PyGenericAlias;

static PyGenericAlias *as_alias(Value v) { return (PyGenericAlias *)v; }

static RT Value make(TASK, PyType *type, Value origin, Value args, bool starred)
{
    Value tuple = value_is_tuple(args) ? args : tuple_from(task, &args, 1);
    PyGenericAlias *alias = tuple ? object_alloc(task, type, 0) : NULL;
    if (!alias)
        return 0;
    gc_init(&alias->origin, origin);
    gc_init(&alias->args, tuple);
    alias->starred = starred;
    return (Value)alias;
}

RT Value generic_alias_new(TASK, Value origin, Value item) { return make(task, &type_generic_alias, origin, item, false); }

static RT Value alias_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return check_positional(task, "GenericAlias", nargs, kwnames, 2, 2) ? make(task, (PyType *)cls, args[0], args[1], false) : 0;
}

/* ---- parameters ------------------------------------------------------------------------------------------ */

static RT Value typing_subst(TASK, Value v)
{
    return value_is_type(v) ? VALUE_UNBOUND : object_get_attr_or_unbound(task, v, NAME(__typing_subst__));
}

static RT bool add_once(TASK, Value list, Value item)
{
    int known = object_contains(task, list, item);
    return known > 0 || (known == 0 && list_append(task, list, item));
}

/* Type variables of the arguments, each once, in order. */
RT Value alias_parameters(TASK, Value args)
{
    PyTuple *tuple = (PyTuple *)args;
    Value list = list_new(task, 0);
    for (int64_t i = 0; list && i < tuple->size; i++) {
        Value item = slot_load(&tuple->items[i]);
        Value subst = typing_subst(task, item);
        if (!subst || (subst != VALUE_UNBOUND && !add_once(task, list, item)))
            return 0;
        if (subst != VALUE_UNBOUND || value_is_type(item))
            continue;
        Value inner = object_get_attr_or_unbound(task, item, NAME(__parameters__));
        if (!inner)
            return 0;
        for (int64_t j = 0; inner != VALUE_UNBOUND && value_is_tuple(inner) && j < ((PyTuple *)inner)->size; j++)
            if (!add_once(task, list, slot_load(&((PyTuple *)inner)->items[j])))
                return 0;
    }
    return list ? tuple_from(task, ((PyList *)list)->items->slots, ((PyList *)list)->size) : 0;
}

static RT Value get_parameters(TASK, Value self)
{
    PyGenericAlias *alias = as_alias(self);
    Value parameters = slot_load(&alias->parameters);
    if (!parameters && (parameters = alias_parameters(task, slot_load(&alias->args))))
        gc_store(&alias->parameters, parameters);
    return parameters;
}

static int64_t index_of(Value tuple, Value item)
{
    for (int64_t i = 0; i < ((PyTuple *)tuple)->size; i++)
        if (value_is(slot_load(&((PyTuple *)tuple)->items[i]), item))
            return i;
    return -1;
}

/* The arguments of an inner alias, chosen among the items by its parameters. */
static RT Value substitute_inner(TASK, Value item, Value inner, Value parameters, PyTuple *items)
{
    Value chosen = tuple_new(task, ((PyTuple *)inner)->size);
    for (int64_t i = 0; chosen && i < ((PyTuple *)inner)->size; i++) {
        Value variable = slot_load(&((PyTuple *)inner)->items[i]);
        int64_t at = index_of(parameters, variable);
        gc_init(&((PyTuple *)chosen)->items[i], at < 0 ? variable : slot_load(&items->items[at]));
    }
    return chosen ? object_get_item(task, item, chosen) : 0;
}

/* args with each type variable replaced by its item. */
RT Value alias_substitute(TASK, Value self, Value args, Value parameters, Value item)
{
    int64_t n = ((PyTuple *)parameters)->size;
    if (!n)
        return raise_error(task, &type_TypeError, "%R is not a generic class", self);
    Value given = value_is_tuple(item) ? item : tuple_from(task, &item, 1);
    for (int64_t i = 0; given && i < n; i++) {
        Value variable = slot_load(&((PyTuple *)parameters)->items[i]);
        Value prepare = object_get_attr_or_unbound(task, variable, NAME(__typing_prepare_subst__));
        if (prepare && prepare != VALUE_UNBOUND)
            given = call_two(task, prepare, self, given);
        if (!prepare || !given)
            return 0;
        if (!value_is_tuple(given))
            given = call_one(task, (Value)&type_tuple, given);
    }
    if (!given)
        return 0;
    int64_t count = ((PyTuple *)given)->size;
    if (count != n)
        return raise_error(task, &type_TypeError, "Too %s arguments for %R; actual %ld, expected %ld", count > n ? "many" : "few", self, count, n);
    Value result = list_new(task, 0);
    for (int64_t i = 0; result && i < ((PyTuple *)args)->size; i++) {
        Value old = slot_load(&((PyTuple *)args)->items[i]), fresh = old;
        Value subst = typing_subst(task, old);
        if (!subst)
            return 0;
        if (subst != VALUE_UNBOUND) {
            fresh = call_one(task, subst, slot_load(&((PyTuple *)given)->items[index_of(parameters, old)]));
        } else if (!value_is_type(old)) {
            Value inner = object_get_attr_or_unbound(task, old, NAME(__parameters__));
            if (inner && inner != VALUE_UNBOUND && value_is_tuple(inner) && ((PyTuple *)inner)->size)
                fresh = substitute_inner(task, old, inner, parameters, (PyTuple *)given);
            else if (!inner)
                return 0;
        }
        if (!fresh || !list_append(task, result, fresh))
            return 0;
    }
    return result ? tuple_from(task, ((PyList *)result)->items->slots, ((PyList *)result)->size) : 0;
}

static RT Value alias_get_item(TASK, Value self, Value item)
{
    Value parameters = get_parameters(task, self);
    Value args = parameters ? alias_substitute(task, self, slot_load(&as_alias(self)->args), parameters, item) : 0;
    return args ? make(task, &type_generic_alias, slot_load(&as_alias(self)->origin), args, as_alias(self)->starred) : 0;
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

RT Value alias_item_text(TASK, Value item)
{
    if (item == VALUE_ELLIPSIS)
        return str_from_c(task, "...");
    if (item == VALUE_NONE || item == (Value)&type_none)
        return str_from_c(task, "None");
    if (value_has_flag(item, TYPE_FLAG_LIST_SUBCLASS)) {
        Value text = str_from_c(task, "[");
        PyList *list = (PyList *)item;
        for (int64_t i = 0; text && i < list->size; i++) {
            Value one = alias_item_text(task, slot_load(&list->items->slots[i]));
            text = one ? str_format(task, i ? "%U, %U" : "%U%U", text, one) : 0;
        }
        return text ? str_format(task, "%U]", text) : 0;
    }
    Value origin = object_get_attr_or_unbound(task, item, NAME(__origin__));
    if (!origin)
        return 0;
    if (origin != VALUE_UNBOUND && object_get_attr_or_unbound(task, item, NAME(__args__)) != VALUE_UNBOUND)
        return object_repr(task, item);
    Value qualname = object_get_attr_or_unbound(task, item, NAME(__qualname__));
    Value module = object_get_attr_or_unbound(task, item, NAME(__module__));
    if (!qualname || !module)
        return 0;
    if (qualname == VALUE_UNBOUND || module == VALUE_UNBOUND || module == VALUE_NONE)
        return object_repr(task, item);
    if (object_equal(task, module, NAME(builtins)) == 1)
        return object_str(task, qualname);
    return str_format(task, "%S.%S", module, qualname);
}

static RT Value alias_repr(TASK, Value self)
{
    PyGenericAlias *alias = as_alias(self);
    Value text = alias_item_text(task, slot_load(&alias->origin));
    text = text ? str_format(task, alias->starred ? "*%U[" : "%U[", text) : 0;
    PyTuple *args = (PyTuple *)slot_load(&alias->args);
    for (int64_t i = 0; text && i < args->size; i++) {
        Value one = alias_item_text(task, slot_load(&args->items[i]));
        text = one ? str_format(task, i ? "%U, %U" : "%U%U", text, one) : 0;
    }
    return text ? str_format(task, args->size ? "%U]" : "%U()]", text) : 0;
}

/* ---- protocol ------------------------------------------------------------------------------------------------- */

static RT Value alias_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || !value_is_instance(b, &type_generic_alias))
        return VALUE_NOTIMPLEMENTED;
    int equal = as_alias(a)->starred == as_alias(b)->starred;
    if (equal)
        equal = object_equal(task, slot_load(&as_alias(a)->origin), slot_load(&as_alias(b)->origin));
    if (equal > 0)
        equal = object_equal(task, slot_load(&as_alias(a)->args), slot_load(&as_alias(b)->args));
    return equal < 0 ? 0 : value_from_bool(equal == (op == COMPARE_EQ));
}
static RT int64_t alias_hash(TASK, Value self)
{
    int64_t origin = object_hash(task, slot_load(&as_alias(self)->origin));
    int64_t args = origin == -1 ? -1 : object_hash(task, slot_load(&as_alias(self)->args));
    if (args == -1)
        return -1;
    return (origin ^ args) == -1 ? -2 : origin ^ args;
}
static RT Value alias_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value object = object_call(task, slot_load(&as_alias(self)->origin), args, nargs, kwnames);
    if (object && object_set_attr(task, object, NAME(__orig_class__), self) < 0) {
        if (!exception_matches(task, &type_AttributeError) && !exception_matches(task, &type_TypeError))
            return 0;
        exception_clear(task);
    }
    return object;
}
static bool is_own(Value name)
{
    static PyStr *const own[] = {&pys___origin__, &pys___args__, &pys___parameters__, &pys___mro_entries__, &pys___reduce_ex__,
                                 &pys___reduce__, &pys___copy__, &pys___deepcopy__, &pys___unpacked__,
                                 &pys___typing_unpacked_tuple_args__, &pys___class__};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (name == (Value)own[i])
            return true;
    return false;
}
static bool is_dunder(Value name)
{
    PyStr *text = (PyStr *)name;
    return text->width == 1 && text->length > 4 && !memcmp(text->data, "__", 2);
}
static RT Value alias_get_attr(TASK, Value self, Value name)
{
    if (is_own(name))
        return generic_get_attr(task, self, name);
    if (is_dunder(name) && type_lookup(&type_generic_alias, name) && name != NAME(__doc__) && name != NAME(__module__))
        return generic_get_attr(task, self, name);
    return object_get_attr(task, slot_load(&as_alias(self)->origin), name);
}
static RT Value alias_iter(TASK, Value self)
{
    PyGenericAlias *alias = as_alias(self);
    Value starred = make(task, &type_generic_alias, slot_load(&alias->origin), slot_load(&alias->args), true);
    Value list = starred ? tuple_from(task, &starred, 1) : 0;
    return list ? object_iter(task, list) : 0;
}
static RT Value alias_mro_entries(TASK, Value self, Value bases)
{
    Value origin = slot_load(&as_alias(self)->origin);
    return tuple_from(task, &origin, 1);
}
static RT Value refuse_check(TASK, Value self, Value other, const char *what)
{
    return raise_error(task, &type_TypeError, "%s() argument 2 cannot be a parameterized generic", what);
}
static RT Value alias_instancecheck(TASK, Value self, Value v) { return refuse_check(task, self, v, "isinstance"); }
static RT Value alias_subclasscheck(TASK, Value self, Value v) { return refuse_check(task, self, v, "issubclass"); }
static RT Value alias_reduce(TASK, Value self)
{
    Value pair[] = {slot_load(&as_alias(self)->origin), slot_load(&as_alias(self)->args)};
    Value parts[] = {(Value)&type_generic_alias, tuple_from(task, pair, 2)};
    return parts[1] ? tuple_from(task, parts, 2) : 0;
}
static RT Value get_unpacked(TASK, Value self) { return value_from_bool(as_alias(self)->starred); }
static RT Value get_unpacked_args(TASK, Value self)
{
    PyGenericAlias *alias = as_alias(self);
    return alias->starred && slot_load(&alias->origin) == (Value)&type_tuple ? slot_load(&alias->args) : VALUE_NONE;
}
static RT Value alias_or(TASK, Value left, Value right) { return union_of(task, left, right); }

static const MethodDef methods[] = {
    {"__mro_entries__", "(self, bases, /)", NULL, (void *)alias_mro_entries, METHOD_INSTANCE},
    {"__instancecheck__", "(self, instance, /)", NULL, (void *)alias_instancecheck, METHOD_INSTANCE},
    {"__subclasscheck__", "(self, cls, /)", NULL, (void *)alias_subclasscheck, METHOD_INSTANCE},
    {"__reduce__", "(self, /)", NULL, (void *)alias_reduce, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {
    {"__parameters__", get_parameters, NULL, "Type variables in the GenericAlias."}, {"__unpacked__", get_unpacked, NULL, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL}, {0}};
static const MemberDef members[] = {
    {"__origin__", offsetof(PyGenericAlias, origin), true, NULL}, {"__args__", offsetof(PyGenericAlias, args), true, NULL}, {0}};
BUILTIN_TYPE(generic_alias, "types.GenericAlias", PyGenericAlias, .flags = TYPE_FLAG_BASE, .methods = methods, .getsets = getsets,
             .members = members, .c_doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
             .slots = {.repr = alias_repr, .compare = alias_compare, .hash = alias_hash, .call = alias_call,
                       .get_attr = alias_get_attr, .get_item = alias_get_item, .iter = alias_iter, .binary[9] = alias_or,
                       .new_ = alias_make})
