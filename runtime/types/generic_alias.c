/* types.GenericAlias, list[int]: a class, arguments, and the type variables among them. Every
   attribute but a few is the class's own. And types.UnionType, int | str: a tuple of members. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/dict.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/str.h"

typedef struct PyAlias { Object head; Slot origin, args, parameters; bool starred; } PyAlias;
typedef struct PyUnion { Object head; Slot args, parameters; } PyUnion;

static PyAlias *as_alias(Value v) { return (PyAlias *)v; }
static PyUnion *as_union(Value v) { return (PyUnion *)v; }

/* ---- type variables ---- */

static STATIC_STR(subst_text, "__typing_subst__");
static STATIC_STR(prepare_text, "__typing_prepare_subst__");
static Value subst_name(struct Task *task) { return str_intern(task, (Value)&subst_text); }
static Value prepare_name(struct Task *task) { return str_intern(task, (Value)&prepare_text); }

static bool add_once(struct Task *task, Value list, Value item)
{
    int there = object_contains(task, list, item);
    return there > 0 || (there == 0 && list_append(task, list, item));
}

/* The distinct type variables of the arguments, in order. */
static Value parameters_of(struct Task *task, Value args)
{
    Value found = list_new(task, 0), name = subst_name(task);
    for (int64_t i = 0; found && name && i < tuple_size(args); i++) {
        Value item = tuple_get(args, i);
        if (value_is_type(item))
            continue;
        Value subst = object_get_attr_or_unbound(task, item, name);
        if (!subst)
            return 0;
        if (subst != VALUE_UNBOUND) {
            if (!add_once(task, found, item))
                return 0;
            continue;
        }
        Value inner = object_get_attr_or_unbound(task, item, NAME(__parameters__));
        if (!inner)
            return 0;
        for (int64_t k = 0; inner != VALUE_UNBOUND && value_is_tuple(inner) && k < tuple_size(inner); k++)
            if (!add_once(task, found, tuple_get(inner, k)))
                return 0;
    }
    return found && name ? list_snapshot(task, found, 0, INT64_MAX) : 0;
}

static int64_t index_of(Value tuple, Value item)
{
    for (int64_t i = 0; i < tuple_size(tuple); i++)
        if (tuple_get(tuple, i) == item)
            return i;
    return -1;
}

/* One argument with its type variables replaced. */
static Value substituted(struct Task *task, Value item, Value parameters, Value values)
{
    Value name = subst_name(task);
    if (value_is_type(item) || !name)
        return name ? item : 0;
    Value subst = object_get_attr_or_unbound(task, item, name);
    if (!subst)
        return 0;
    int64_t at = index_of(parameters, item);
    if (subst != VALUE_UNBOUND && at >= 0)
        return call_one(task, subst, tuple_get(values, at));
    Value inner = object_get_attr_or_unbound(task, item, NAME(__parameters__));
    if (!inner || inner == VALUE_UNBOUND || !value_is_tuple(inner) || tuple_size(inner) == 0)
        return inner ? item : 0;
    Value chosen = list_new(task, 0);
    for (int64_t i = 0; chosen && i < tuple_size(inner); i++) {
        at = index_of(parameters, tuple_get(inner, i));
        Value value = at >= 0 ? tuple_get(values, at) : tuple_get(inner, i);
        if (!(value_is_tuple(value) && at >= 0 ? list_extend(task, chosen, value) : list_append(task, chosen, value)))
            return 0;
    }
    Value key = chosen ? list_snapshot(task, chosen, 0, INT64_MAX) : 0;
    return key ? object_get_item(task, item, key) : 0;
}

/* self[item]: every argument with its type variables replaced. */
static Value substitute(struct Task *task, Value self, Value args, Value parameters, Value item)
{
    int64_t n = tuple_size(parameters);
    if (n == 0)
        return raise_error(task, &type_TypeError, "%R is not a generic class", self);
    Value values = value_is_tuple(item) ? item : tuple_from(task, &item, 1), prepare = prepare_name(task);
    for (int64_t i = 0; values && prepare && i < n; i++) {
        Value method = object_get_attr_or_unbound(task, tuple_get(parameters, i), prepare);
        if (method != VALUE_UNBOUND)
            values = method ? call_two(task, method, self, values) : 0;
        if (values && !value_is_tuple(values))
            values = tuple_from_iterable(task, values);
    }
    if (!values)
        return 0;
    if (tuple_size(values) != n)
        return raise_error(task, &type_TypeError, "Too %s arguments for %R; actual %ld, expected %ld",
                           tuple_size(values) > n ? "many" : "few", self, (long)tuple_size(values), (long)n);
    Value result = list_new(task, 0);
    for (int64_t i = 0; result && i < tuple_size(args); i++) {
        Value old = tuple_get(args, i), word = substituted(task, old, parameters, values);
        bool unpacked = value_has_shape(old, &shape_generic_alias) && as_alias(old)->starred;
        if (!word || !(unpacked && value_is_tuple(word) ? list_extend(task, result, word) : list_append(task, result, word)))
            return 0;
    }
    return result ? list_snapshot(task, result, 0, INT64_MAX) : 0;
}

/* ---- repr of one argument ---- */

static bool write_argument(struct Task *task, StrBuilder *b, Value v)
{
    if (v == VALUE_ELLIPSIS)
        return builder_c(b, "...");
    Value text = 0, origin = value_is_type(v) ? VALUE_UNBOUND : object_get_attr_or_unbound(task, v, NAME(__origin__));
    Value qualname = object_get_attr_or_unbound(task, v, NAME(__qualname__));
    Value module = qualname ? object_get_attr_or_unbound(task, v, NAME(__module__)) : 0;
    if (!origin || !module)
        return false;
    if (v == value_from_object(&type_none))
        text = str_from_c(task, "None");
    else if (origin != VALUE_UNBOUND || qualname == VALUE_UNBOUND || module == VALUE_UNBOUND || module == VALUE_NONE)
        text = object_repr(task, v);
    else
        text = value_is_str(module) && str_is(module, "builtins") ? object_str(task, qualname)
                                                                  : str_format(task, "%S.%S", module, qualname);
    return text && builder_str(b, text);
}

/* ---- GenericAlias ---- */

static Value alias_make(struct Task *task, PyType *type, Value origin, Value args, bool starred)
{
    Value tuple = value_is_tuple(args) ? args : tuple_from(task, &args, 1);
    PyAlias *alias = tuple ? object_alloc(task, type, 0) : NULL;
    if (alias == NULL)
        return 0;
    gc_init(&alias->origin, origin);
    gc_init(&alias->args, tuple);
    alias->starred = starred;
    return value_from_object(alias);
}

RT Value generic_alias_new(TASK, Value origin, Value args) { return alias_make(task, &type_generic_alias, origin, args, false); }

static RT Value alias_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "GenericAlias", kwnames) || !arguments_count(task, "GenericAlias", nargs, 2, 2))
        return 0;
    return alias_make(task, (PyType *)callee, args[0], args[1], false);
}

static RT Value alias_parameters(TASK, Value self)
{
    Value found = slot_load(&as_alias(self)->parameters);
    if (!found) {
        found = parameters_of(task, as_alias(self)->args.word);
        if (found)
            gc_store(&as_alias(self)->parameters, found);
    }
    return found;
}

static RT Value alias_repr(TASK, Value self)
{
    StrBuilder b;
    PyAlias *alias = as_alias(self);
    builder_start(&b, task);
    if ((alias->starred && !builder_char(&b, '*')) || !write_argument(task, &b, alias->origin.word))
        return 0;
    builder_char(&b, '[');
    for (int64_t i = 0; i < tuple_size(alias->args.word); i++)
        if ((i && !builder_c(&b, ", ")) || !write_argument(task, &b, tuple_get(alias->args.word, i)))
            return 0;
    if (tuple_size(alias->args.word) == 0)
        builder_c(&b, "()");
    builder_char(&b, ']');
    return builder_finish(&b);
}

static RT int64_t alias_hash(TASK, Value self)
{
    int64_t first = object_hash(task, as_alias(self)->origin.word);
    int64_t second = first == -1 ? -1 : object_hash(task, as_alias(self)->args.word);
    return second == -1 ? -1 : (first ^ second) == -1 ? -2 : first ^ second;
}

static RT Value alias_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_instance(a, &type_generic_alias) || !value_is_instance(b, &type_generic_alias) || op > COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    int equal = as_alias(a)->starred != as_alias(b)->starred ? 0
                                                              : object_equal(task, as_alias(a)->origin.word, as_alias(b)->origin.word);
    if (equal > 0)
        equal = object_equal(task, as_alias(a)->args.word, as_alias(b)->args.word);
    return equal < 0 ? 0 : value_from_bool(equal == (op == COMPARE_EQ));
}

static RT Value alias_get_item(TASK, Value self, Value item)
{
    PyAlias *alias = as_alias(self);
    Value parameters = alias_parameters(task, self);
    Value args = parameters ? substitute(task, self, alias->args.word, parameters, item) : 0;
    return args ? alias_make(task, type_of(self), alias->origin.word, args, alias->starred) : 0;
}

static RT Value alias_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value object = object_call(task, as_alias(self)->origin.word, args, nargs, kwnames);
    Value name = object ? str_intern_c(task, "__orig_class__") : 0;
    if (name && value_is_pointer(object) && object_set_attr(task, object, name, self) < 0) {
        if (!exception_matches(task, &type_AttributeError) && !exception_matches(task, &type_TypeError))
            return 0;
        exception_clear(task);
    }
    return object;
}

static RT Value alias_get_attr(TASK, Value self, Value name)
{
    static const char *const own[] = {"__class__", "__origin__", "__args__", "__parameters__", "__unpacked__",
                                      "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                                      "__copy__", "__deepcopy__"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_is(name, own[i]))
            return generic_get_attr(task, self, name);
    return object_get_attr(task, as_alias(self)->origin.word, name);
}

/* list[int] unpacked: *tuple[int, ...] in a signature. */
static RT Value alias_iter(TASK, Value self)
{
    Value starred = alias_make(task, type_of(self), as_alias(self)->origin.word, as_alias(self)->args.word, true);
    Value tuple = starred ? tuple_from(task, &starred, 1) : 0;
    return tuple ? object_iter(task, tuple) : 0;
}

static RT Value alias_unpacked(TASK, Value self) { return value_from_bool(as_alias(self)->starred); }
static RT Value alias_unpacked_args(TASK, Value self)
{
    PyAlias *alias = as_alias(self);
    return alias->starred && alias->origin.word == value_from_object(&type_tuple) ? alias->args.word : VALUE_NONE;
}
static RT Value alias_mro_entries(TASK, Value self, Value bases) { return tuple_from(task, &as_alias(self)->origin.word, 1); }
static RT Value alias_check(TASK, Value self, Value v)
{
    return raise_error(task, &type_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
static RT Value alias_subclass_check(TASK, Value self, Value v)
{
    return raise_error(task, &type_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
static RT Value alias_reduce(TASK, Value self)
{
    Value words[2] = {as_alias(self)->origin.word, as_alias(self)->args.word}, args = tuple_from(task, words, 2);
    Value state[2] = {value_from_object(&type_generic_alias), args};
    return args ? tuple_from(task, state, 2) : 0;
}
static RT Value alias_dir(TASK, Value self)
{
    static const char *const own[] = {"__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__",
                                      "__reduce__", "__copy__", "__deepcopy__", "__unpacked__", "__class__"};
    Value names = call_special(task, as_alias(self)->origin.word, NAME(__dir__), NULL, 0);
    names = names && names != VALUE_UNBOUND ? list_from_iterable(task, names) : names;
    for (size_t i = 0; names && names != VALUE_UNBOUND && i < sizeof own / sizeof *own; i++) {
        Value name = str_intern_c(task, own[i]);
        if (!name || !add_once(task, names, name))
            return 0;
    }
    return names == VALUE_UNBOUND ? list_new(task, 0) : names;
}

METHOD_TABLE_BEGIN(generic_alias)
    METHOD(__mro_entries__, "(self, bases, /)", alias_mro_entries, TUPLE, RAISES, NULL)
    METHOD(__instancecheck__, "(self, instance, /)", alias_check, BOOL, RAISES, NULL)
    METHOD(__subclasscheck__, "(self, cls, /)", alias_subclass_check, BOOL, RAISES, NULL)
    METHOD(__reduce__, "(self, /)", alias_reduce, TUPLE, RAISES, NULL)
    METHOD(__dir__, "(self, /)", alias_dir, LIST, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef alias_getsets[] = {{"__parameters__", alias_parameters, NULL, "The type variables among the arguments."},
                                          {"__unpacked__", alias_unpacked, NULL, NULL},
                                          {"__typing_unpacked_tuple_args__", alias_unpacked_args, NULL, NULL},
                                          {.name = NULL}};
static const MemberDef alias_members[] = {{"__origin__", offsetof(PyAlias, origin), true, NULL},
                                          {"__args__", offsetof(PyAlias, args), true, NULL}, {.name = NULL}};
static RT Value alias_or(TASK, Value a, Value b) { return union_of(task, a, b); }

BUILTIN_TYPE(generic_alias, "types.GenericAlias", PyAlias, .flags = TYPE_FLAG_BASE, .methods = generic_alias_methods,
             .getsets = alias_getsets, .members = alias_members, .c_doc = "A generic class with its arguments, such as list[int].",
             .slots = {.repr = alias_repr, .hash = alias_hash, .compare = alias_compare, .binary = {[9] = alias_or},
                       .get_item = alias_get_item, .iter = alias_iter, .get_attr = alias_get_attr, .call = alias_call,
                       .new_ = alias_new_slot})

/* ---- UnionType ---- */

static bool may_join(Value v)
{
    return v == VALUE_NONE || value_is_type(v) || value_is_instance(v, &type_generic_alias) || value_has_shape(v, &shape_union);
}

static bool add_members(struct Task *task, Value list, Value v)
{
    if (value_has_shape(v, &shape_union)) {
        for (int64_t i = 0; i < tuple_size(as_union(v)->args.word); i++)
            if (!add_once(task, list, tuple_get(as_union(v)->args.word, i)))
                return false;
        return true;
    }
    return add_once(task, list, v == VALUE_NONE ? value_from_object(&type_none) : v);
}

static Value union_make(struct Task *task, Value members)
{
    Value args = list_snapshot(task, members, 0, INT64_MAX);
    if (!args || tuple_size(args) == 1)
        return args ? tuple_get(args, 0) : 0;
    PyUnion *joined = gc_new(task, PyUnion);
    if (joined == NULL)
        return 0;
    joined->head.shape = &shape_union;
    gc_init(&joined->args, args);
    return value_from_object(joined);
}

RT Value union_of(TASK, Value a, Value b)
{
    if (!may_join(a) || !may_join(b))
        return VALUE_NOTIMPLEMENTED;
    Value members = list_new(task, 0);
    return members && add_members(task, members, a) && add_members(task, members, b) ? union_make(task, members) : 0;
}

static RT Value union_repr(TASK, Value self)
{
    StrBuilder b;
    Value args = as_union(self)->args.word;
    builder_start(&b, task);
    for (int64_t i = 0; i < tuple_size(args); i++)
        if ((i && !builder_c(&b, " | ")) || !write_argument(task, &b, tuple_get(args, i)))
            return 0;
    return builder_finish(&b);
}

static RT int64_t union_hash(TASK, Value self)
{
    Value set = call_one(task, value_from_object(&type_frozenset), as_union(self)->args.word);
    return set ? object_hash(task, set) : -1;
}

static RT Value union_compare(TASK, Value a, Value b, int op)
{
    if (!value_has_shape(a, &shape_union) || !value_has_shape(b, &shape_union) || op > COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    Value x = call_one(task, value_from_object(&type_set), as_union(a)->args.word);
    Value y = x ? call_one(task, value_from_object(&type_set), as_union(b)->args.word) : 0;
    return y ? object_compare(task, x, y, op) : 0;
}

static RT Value union_parameters(TASK, Value self)
{
    Value found = slot_load(&as_union(self)->parameters);
    if (!found) {
        found = parameters_of(task, as_union(self)->args.word);
        if (found)
            gc_store(&as_union(self)->parameters, found);
    }
    return found;
}

static RT Value union_get_item(TASK, Value self, Value item)
{
    Value parameters = union_parameters(task, self);
    Value args = parameters ? substitute(task, self, as_union(self)->args.word, parameters, item) : 0;
    Value members = args ? list_new(task, 0) : 0;
    for (int64_t i = 0; members && i < tuple_size(args); i++)
        if (!add_members(task, members, tuple_get(args, i)))
            return 0;
    return members ? union_make(task, members) : 0;
}

static Value check_members(struct Task *task, Value self, Value v, bool subclass)
{
    Value args = as_union(self)->args.word;
    for (int64_t i = 0; i < tuple_size(args); i++)
        if (value_is_instance(tuple_get(args, i), &type_generic_alias))
            return raise_error(task, &type_TypeError, "%s() argument 2 cannot be a parameterized generic",
                               subclass ? "issubclass" : "isinstance");
    int yes = subclass ? object_is_subclass(task, v, args) : object_is_instance(task, v, args);
    return yes < 0 ? 0 : value_from_bool(yes);
}
static RT Value union_instance(TASK, Value self, Value v) { return check_members(task, self, v, false); }
static RT Value union_subclass(TASK, Value self, Value v)
{
    if (!value_is_type(v))
        return raise_error(task, &type_TypeError, "issubclass() arg 1 must be a class");
    return check_members(task, self, v, true);
}

METHOD_TABLE_BEGIN(union)
    METHOD(__instancecheck__, "(self, instance, /)", union_instance, BOOL, RAISES, NULL)
    METHOD(__subclasscheck__, "(self, cls, /)", union_subclass, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef union_getsets[] = {{"__parameters__", union_parameters, NULL, "The type variables among the members."},
                                          {.name = NULL}};
static const MemberDef union_members[] = {{"__args__", offsetof(PyUnion, args), true, NULL}, {.name = NULL}};

BUILTIN_TYPE(union, "types.UnionType", PyUnion, .methods = union_methods, .getsets = union_getsets, .members = union_members,
             .c_doc = "Several types of which one applies, written with |.",
             .slots = {.repr = union_repr, .hash = union_hash, .compare = union_compare, .binary = {[9] = alias_or},
                       .get_item = union_get_item})
