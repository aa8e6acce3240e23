/* super: attributes looked up in the MRO behind a class. super() without arguments is compiled
   to super(__class__, first argument). */
#include "runtime/object/builtin.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/class.h"

typedef struct PySuper { Object head; Slot type, object, object_type; } PySuper;

/* The class whose MRO is searched: of the object, or the object itself. Zero: does not fit. */
static RT Value check_object(TASK, PyType *type, Value object)
{
    if (value_is_type(object) && type_is_subtype((PyType *)object, type))
        return object;
    if (value_is_instance(object, type))
        return (Value)type_of(object);
    Value other = object_get_attr_or_unbound(task, object, NAME(__class__));
    if (!other)
        return 0;
    if (other != VALUE_UNBOUND && value_is_type(other) && type_is_subtype((PyType *)other, type))
        return other;
    return raise_error(task, &type_TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

static RT Value super_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return (Value)object_alloc(task, (PyType *)cls, 0);
}

static RT int super_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PySuper *super = (PySuper *)self;
    if (nargs == 0 && !kwnames)
        return fail_int(raise_error(task, &type_RuntimeError, "super(): no arguments"));
    if (!check_positional(task, "super", nargs, kwnames, 1, 2))
        return -1;
    if (!value_is_type(args[0]))
        return fail_int(raise_error(task, &type_TypeError, "super() argument 1 must be a type, not %T", args[0]));
    Value object = nargs == 2 && args[1] != VALUE_NONE ? args[1] : 0;
    Value object_type = object ? check_object(task, (PyType *)args[0], object) : 0;
    if (object && !object_type)
        return -1;
    gc_store(&super->type, args[0]);
    gc_store(&super->object, object);
    gc_store(&super->object_type, object_type);
    return 0;
}

static RT Value super_get_attr(TASK, Value self, Value name)
{
    PySuper *super = (PySuper *)self;
    PyType *start = (PyType *)slot_load(&super->object_type);
    if (!start || name == NAME(__class__))
        return generic_get_attr(task, self, name);
    PyTuple *mro = (PyTuple *)slot_load(&start->mro);
    if (!mro)                                   /* within mro() of its metaclass */
        return generic_get_attr(task, self, name);
    int64_t i = 0;
    while (i < mro->size && slot_load(&mro->items[i]) != slot_load(&super->type))
        i++;
    for (i++; i < mro->size; i++) {
        ClassCell *cell = class_own((PyType *)slot_load(&mro->items[i]), name);
        Value found = cell ? slot_load(&cell->value) : 0;
        if (!found)
            continue;
        Value object = slot_load(&super->object);
        return descriptor_get(task, found, object == (Value)start ? 0 : object, start);
    }
    return generic_get_attr(task, self, name);
}

static RT Value super_get(TASK, Value self, Value object, Value type)
{
    PySuper *super = (PySuper *)self;
    if (!object || object == VALUE_NONE || slot_load(&super->object))
        return self;
    Value args[] = {slot_load(&super->type), object};
    return object_call(task, (Value)type_of(self), args, 2, 0);
}

static RT Value super_repr(TASK, Value self)
{
    PySuper *super = (PySuper *)self;
    PyType *type = (PyType *)slot_load(&super->type), *object_type = (PyType *)slot_load(&super->object_type);
    const char *name = type ? type_name(type) : "NULL";
    return object_type ? str_format(task, "<super: <class '%s'>, <%N object>>", name, object_type)
                       : str_format(task, "<super: <class '%s'>, NULL>", name);
}

static const MemberDef members[] = {
    {"__thisclass__", offsetof(PySuper, type), true, "the class whose successors are searched"},
    {"__self__", offsetof(PySuper, object), true, "the object or class that methods are bound to"},
    {"__self_class__", offsetof(PySuper, object_type), true, "the type whose method resolution order is searched"}, {0}};
BUILTIN_TYPE(super, "super", PySuper, .flags = TYPE_FLAG_BASE, .members = members,
             .c_doc = "Looks attributes up in the classes that follow one in a method resolution order.",
             .slots = {.repr = super_repr, .get_attr = super_get_attr, .descr_get = super_get, .new_ = super_make, .init = super_init})
