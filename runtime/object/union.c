/* int | str: types.UnionType. Members are flattened and each stands once. */
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/type_alias.h"
#include "runtime/types/str.h"

typedef struct PyUnion { Object head; Slot args, parameters; } PyUnion;

static PyTuple *args_of(Value v) { return (PyTuple *)slot_load(&((PyUnion *)v)->args); }

static bool is_member(Value v)
{
    return v == VALUE_NONE || value_is_type(v) || type_of(v) == &type_generic_alias || type_of(v) == &type_union;
}

static RT bool add(TASK, Value list, Value item)
{
    if (item == VALUE_NONE)
        item = (Value)&type_none;
    if (type_of(item) == &type_union) {
        PyTuple *inner = args_of(item);
        for (int64_t i = 0; i < inner->size; i++)
            if (!add(task, list, slot_load(&inner->items[i])))
                return false;
        return true;
    }
    int known = object_contains(task, list, item);
    return known > 0 || (known == 0 && list_append(task, list, item));
}

static RT Value from_list(TASK, Value list)
{
    PyList *items = (PyList *)list;
    if (items->size == 1)
        return slot_load(&items->items->slots[0]);
    Value args = tuple_from(task, items->items->slots, items->size);
    PyUnion *result = args ? object_alloc(task, &type_union, 0) : NULL;
    if (result)
        gc_init(&result->args, args);
    return (Value)result;
}

RT Value union_of(TASK, Value left, Value right)
{
    if (!is_member(left) || !is_member(right) || (left == VALUE_NONE && right == VALUE_NONE))
        return VALUE_NOTIMPLEMENTED;
    Value list = list_new(task, 0);
    return list && add(task, list, left) && add(task, list, right) ? from_list(task, list) : 0;
}

static RT Value union_repr(TASK, Value self)
{
    PyTuple *args = args_of(self);
    Value text = str_from_c(task, "");
    for (int64_t i = 0; text && i < args->size; i++) {
        Value one = alias_item_text(task, slot_load(&args->items[i]));
        text = one ? str_format(task, i ? "%U | %U" : "%U%U", text, one) : 0;
    }
    return text;
}

static RT Value members_set(TASK, Value self) { return call_one(task, (Value)&type_frozenset, (Value)args_of(self)); }
static RT Value union_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || type_of(a) != &type_union || type_of(b) != &type_union)
        return VALUE_NOTIMPLEMENTED;
    Value x = members_set(task, a), y = x ? members_set(task, b) : 0;
    return y ? object_compare(task, x, y, op) : 0;
}
static RT int64_t union_hash(TASK, Value self)
{
    Value set = members_set(task, self);
    return set ? object_hash(task, set) : -1;
}
static RT Value check(TASK, Value self, Value v, bool instance)
{
    PyTuple *args = args_of(self);
    for (int64_t i = 0; i < args->size; i++)
        if (type_of(slot_load(&args->items[i])) == &type_generic_alias)
            return raise_error(task, &type_TypeError, "%s() argument 2 cannot be a parameterized generic", instance ? "isinstance" : "issubclass");
    for (int64_t i = 0; i < args->size; i++) {
        Value member = slot_load(&args->items[i]);
        int result = instance ? object_is_instance(task, v, member) : object_is_subclass(task, v, member);
        if (result)
            return result < 0 ? 0 : VALUE_TRUE;
    }
    return VALUE_FALSE;
}
static RT Value union_instancecheck(TASK, Value self, Value v) { return check(task, self, v, true); }
static RT Value union_subclasscheck(TASK, Value self, Value v)
{
    return value_is_type(v) ? check(task, self, v, false) : raise_error(task, &type_TypeError, "issubclass() arg 1 must be a class");
}
static RT Value get_parameters(TASK, Value self)
{
    PyUnion *u = (PyUnion *)self;
    Value parameters = slot_load(&u->parameters);
    if (!parameters && (parameters = alias_parameters(task, (Value)args_of(self))))
        gc_store(&u->parameters, parameters);
    return parameters;
}
static RT Value union_get_item(TASK, Value self, Value item)
{
    Value parameters = get_parameters(task, self);
    Value args = parameters ? alias_substitute(task, self, (Value)args_of(self), parameters, item) : 0;
    Value result = args ? slot_load(&((PyTuple *)args)->items[0]) : 0;
    for (int64_t i = 1; result && i < ((PyTuple *)args)->size; i++)
        result = object_binary(task, result, slot_load(&((PyTuple *)args)->items[i]), 9);
    return result;
}
static const MethodDef methods[] = {
    {"__instancecheck__", "(self, instance, /)", NULL, (void *)union_instancecheck, METHOD_INSTANCE},
    {"__subclasscheck__", "(self, cls, /)", NULL, (void *)union_subclasscheck, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {{"__parameters__", get_parameters, NULL, "Type variables in the types.UnionType."}, {0}};
static const MemberDef members[] = {{"__args__", offsetof(PyUnion, args), true, NULL}, {0}};
BUILTIN_TYPE(union, "types.UnionType", PyUnion, .methods = methods, .getsets = getsets, .members = members,
             .c_doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
             .slots = {.repr = union_repr, .compare = union_compare, .hash = union_hash, .get_item = union_get_item, .binary[9] = union_of})
