/* Starting: types first object and type, which everything refers to, then the others in the
   order of types.def, then exceptions. */
#include "runtime/object/start.h"
#include "runtime/object/builtin.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/finalizer.h"
#include "runtime/object/function.h"
#include "runtime/object/generator.h"
#include "runtime/object/module.h"
#include "runtime/object/type_internal.h"


/* Types whose instances start with Callable. */
static PyType *const callable_types[] = {
    &type_function, &type_builtin_function, &type_method, &type_method_descriptor, &type_classmethod_descriptor,
    &type_wrapper_descriptor, &type_method_wrapper,
};

/* ExceptionGroup is an Exception too. */
static RT bool second_base(TASK, PyType *type, PyType *second)
{
    Value bases[] = {(Value)type->base, (Value)second};
    Value tuple = tuple_from(task, bases, 2);
    if (!tuple)
        return false;
    gc_store(&type->bases, tuple);
    Value mro = mro_merge(task, type);
    if (mro)
        gc_store(&type->mro, mro);
    return mro != 0;
}

RT bool object_start(TASK)
{
    finalizers_start();
    caches_start();
    codes_start();
    strs_start();
    if (!task->handled)
        task->handled = VALUE_NONE;
    for (size_t i = 0; i < sizeof callable_types / sizeof *callable_types; i++) {
        callable_types[i]->instance_shape->flags |= SHAPE_CALLABLE;
        callable_types[i]->slots.call = callable_call;
    }
    static PyType *const first[] = {&type_object, &type_type, &type_builtin_function, &type_method_descriptor,
                                    &type_classmethod_descriptor, &type_staticmethod, &type_classmethod};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (!type_ready(task, first[i]))
            return false;
#define TYPE(name) if (!type_ready(task, &type_##name)) return false;
#include "runtime/types/types.def"
#undef TYPE
#define EXCEPTION(name, base, struct_type, doc) if (!type_ready(task, &type_##name)) return false;
#include "runtime/object/exceptions.def"
#undef EXCEPTION
    return memory_errors_start(task) && async_generators_start(task) && second_base(task, &type_ExceptionGroup, &type_Exception) && modules_start(task);
}
