/* types.SimpleNamespace. */
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/str.h"

typedef struct PySimpleNamespace { Object head; } PySimpleNamespace;

static RT Value namespace_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return (Value)object_alloc(task, (PyType *)cls, 0);
}

static RT int namespace_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs)
        return fail_int(raise_error(task, &type_TypeError, "no positional arguments expected"));
    PyTuple *names = (PyTuple *)kwnames;
    for (int64_t i = 0; names && i < names->size; i++) {
        Value name = str_intern(task, slot_load(&names->items[i]));
        if (!name || !instance_set(task, self, name, args[i]))
            return -1;
    }
    return 0;
}

static RT Value namespace_repr(TASK, Value self)
{
    const char *name = type_of(self) == &type_simple_namespace ? "namespace" : type_name(type_of(self));
    Value dict = instance_dict(task, self), iterator = dict ? object_iter(task, dict) : 0, key;
    Value text = str_format(task, "%s(", name);
    bool first = true;
    while (iterator && text && (key = object_next(task, iterator)) && key != VALUE_STOP) {
        Value value = dict_get(task, dict, key);
        text = value && value != VALUE_UNBOUND ? str_format(task, first ? "%U%S=%R" : "%U, %S=%R", text, key, value) : 0;
        first = false;
    }
    return iterator && text && key ? str_format(task, "%U)", text) : 0;
}

static RT Value namespace_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_instance(a, &type_simple_namespace) || !value_is_instance(b, &type_simple_namespace))
        return VALUE_NOTIMPLEMENTED;
    Value x = instance_dict(task, a), y = instance_dict(task, b);
    return x && y ? object_compare(task, x, y, op) : 0;
}

static RT Value get_dict(TASK, Value self) { return instance_dict(task, self); }
static RT Value namespace_reduce(TASK, Value self)
{
    Value parts[] = {(Value)type_of(self), tuple_from(task, NULL, 0), instance_dict(task, self)};
    return parts[1] && parts[2] ? tuple_from(task, parts, 3) : 0;
}
static const MethodDef methods[] = {
    {"__reduce__", "(self, /)", "What pickle and copy need to rebuild it.", (void *)namespace_reduce, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {{"__dict__", get_dict, NULL, NULL}, {0}};
BUILTIN_TYPE(simple_namespace, "types.SimpleNamespace", PySimpleNamespace, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT,
             .methods = methods, .getsets = getsets,
             .c_doc = "An object whose attributes are given as keywords.",
             .slots = {.repr = namespace_repr, .compare = namespace_compare, .new_ = namespace_make, .init = namespace_init})
