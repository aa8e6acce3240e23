/* isinstance and issubclass: over classes, tuples, classes whose metaclass answers itself, and objects that act as
   classes by having a tuple __bases__. Nested tuples and bases that recurse for ever end in a RecursionError at the
   interpreter's limit, since no Python function need be running. */
#include "runtime/object/object.h"

#include "runtime/abi/entries.h"
#include "runtime/object/attribute.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/type_internal.h"
#include "runtime/types/containers.h"

#define NOT_A_CLASS_2 "arg 2 must be a class, a tuple of classes, or a union"

static bool may_descend(struct Task *task, int64_t depth, const char *where)
{
    if (depth <= __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED))
        return stack_check(task);
    raise_error(task, &type_RecursionError, "maximum recursion depth exceeded%s", where);
    return false;
}

/* ---- objects that act as classes ---------------------------------------------------------------------- */

/* Their __bases__: VALUE_UNBOUND when there is no such tuple, zero when looking raised. */
static RT Value bases_of(TASK, Value cls)
{
    Value bases = object_get_attr_or_unbound(task, cls, NAME(__bases__));
    return bases && bases != VALUE_UNBOUND && !value_is_tuple(bases) ? VALUE_UNBOUND : bases;
}

static RT bool acts_as_class(TASK, Value v, const char *message)
{
    Value bases = bases_of(task, v);
    if (bases == VALUE_UNBOUND)
        raise_error(task, &type_TypeError, "%s", message);
    return bases && bases != VALUE_UNBOUND;
}

static RT int reaches(TASK, Value derived, Value cls, int64_t depth)
{
    for (;;) {
        if (derived == cls)
            return 1;
        Value bases = bases_of(task, derived);
        if (!bases || !may_descend(task, depth, " in __issubclass__"))
            return -1;
        int64_t n = bases == VALUE_UNBOUND ? 0 : tuple_size(bases);
        if (n != 1) {
            int found = 0;
            for (int64_t i = 0; !found && i < n; i++)
                found = reaches(task, tuple_get(bases, i), cls, depth + 1);
            return found;
        }
        derived = tuple_get(bases, 0);
    }
}

/* ---- without the metaclass ------------------------------------------------------------------------------ */

/* By the real class, else by what __class__ says. */
static RT int is_instance_plainly(TASK, Value v, Value cls)
{
    if (!value_is_type(cls) && !acts_as_class(task, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
        return -1;
    PyType *type = type_of(v);
    if (value_is_type(cls) && (value_is_instance(v, (PyType *)cls) ||
                               (!(type->flags & TYPE_FLAG_HEAP) && type->slots.get_attr == generic_get_attr)))
        return value_is_instance(v, (PyType *)cls);
    Value claimed = object_get_attr_or_unbound(task, v, NAME(__class__));
    if (!claimed || claimed == VALUE_UNBOUND)
        return claimed ? 0 : -1;
    if (!value_is_type(cls))
        return reaches(task, claimed, cls, 0);
    return value_is_type(claimed) && claimed != value_from_object(type) && type_is_subtype((PyType *)claimed, (PyType *)cls);
}

static RT int is_subclass_plainly(TASK, Value v, Value cls)
{
    if (value_is_type(v) && value_is_type(cls))
        return type_is_subtype((PyType *)v, (PyType *)cls);
    if (!acts_as_class(task, v, "issubclass() arg 1 must be a class") || !acts_as_class(task, cls, "issubclass() " NOT_A_CLASS_2))
        return -1;
    return reaches(task, v, cls, 0);
}

RT Value type_instance_check(TASK, Value cls, Value v)
{
    int answer = is_instance_plainly(task, v, cls);
    return answer < 0 ? 0 : value_from_bool(answer);
}
RT Value type_subclass_check(TASK, Value cls, Value v)
{
    int answer = is_subclass_plainly(task, v, cls);
    return answer < 0 ? 0 : value_from_bool(answer);
}

/* ---- over tuples, with the metaclass ---------------------------------------------------------------------- */

/* 2: the class's class has no say. */
static RT int ask_metaclass(TASK, Value v, Value cls, Value name)
{
    Value result = call_special(task, cls, name, &v, 1);
    if (result == VALUE_UNBOUND)
        return 2;
    return result ? object_truth(task, result) : -1;
}

static RT int is_instance(TASK, Value v, Value cls, int64_t depth)
{
    if (value_from_object(type_of(v)) == cls)
        return 1;
    if (value_is_type(cls) && type_of(cls) == &type_type)
        return is_instance_plainly(task, v, cls);
    if (!may_descend(task, depth, " in __instancecheck__"))
        return -1;
    int found = 0;
    if (value_is_tuple(cls)) {
        for (int64_t i = 0; !found && i < tuple_size(cls); i++)
            found = is_instance(task, v, tuple_get(cls, i), depth + 1);
        return found;
    }
    found = ask_metaclass(task, v, cls, NAME(__instancecheck__));
    return found == 2 ? is_instance_plainly(task, v, cls) : found;
}

static RT int is_subclass(TASK, Value v, Value cls, int64_t depth)
{
    if (value_is_type(cls) && type_of(cls) == &type_type)
        return v == cls ? 1 : is_subclass_plainly(task, v, cls);
    if (!may_descend(task, depth, " in __subclasscheck__"))
        return -1;
    int found = 0;
    if (value_is_tuple(cls)) {
        for (int64_t i = 0; !found && i < tuple_size(cls); i++)
            found = is_subclass(task, v, tuple_get(cls, i), depth + 1);
        return found;
    }
    found = ask_metaclass(task, v, cls, NAME(__subclasscheck__));
    return found == 2 ? is_subclass_plainly(task, v, cls) : found;
}

RT int object_is_instance(TASK, Value v, Value cls) { return is_instance(task, v, cls, 0); }
RT int object_is_subclass(TASK, Value v, Value cls) { return is_subclass(task, v, cls, 0); }
