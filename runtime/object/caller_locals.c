/* The caller's locals, for the builtins that look at them. Compiled code keeps locals in
   registers, so a function that names locals, vars, dir, eval or exec hands them over right
   before it calls that name; the builtin takes them. What is handed over is a snapshot, as
   locals() is in CPython. */
#include "runtime/abi/entries.h"
#include "runtime/object/object.h"
#include "runtime/types/containers.h"

RT bool locals_publish(TASK, Value names, Value words, int64_t cells)
{
    Value dict = dict_new(task);
    int64_t count = tuple_size(names);
    for (int64_t i = 0; dict && i < count; i++) {
        Value value = tuple_get(words, i);
        if (i >= count - cells)
            value = slot_load(&((Cell *)value)->value);
        if (value && value != VALUE_UNBOUND && !dict_set(task, dict, tuple_get(names, i), value))
            return false;
    }
    task->caller_locals = dict;
    return dict != 0;
}

RT void namespace_publish(TASK, Value mapping)
{
    task->caller_locals = mapping == VALUE_UNBOUND ? 0 : mapping;
}

Value caller_locals_take(struct Task *task)
{
    Value locals = task->caller_locals;
    task->caller_locals = 0;
    return locals;
}
