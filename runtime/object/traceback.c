/* Traceback objects: one for each function that an exception leaves, innermost last. */
#include "runtime/object/traceback.h"

#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/frame.h"
#include "runtime/object/function.h"

Value (*hook_source_path)(struct Task *task, struct ModuleInfo *module);

/* A CALL_METHOD has two positions, the call and behind it the look-up of the method.
   The pending exception leaves, or is caught in, the function at this position. */
RT void traceback_add(TASK, const void *position)
{
    Value exception = task->exception;
    const Position *place = position;
    if (task->lookup_failed) {
        task->lookup_failed = false;
        place++;
    }
    if (!exception)
        return;
    PyTraceback *tb = gc_new(task, PyTraceback);
    if (!tb) {                                            /* memory refused: MemoryError took its place */
        task->exception = exception;
        return;
    }
    tb->head.shape = &shape_traceback;
    tb->position = place;
    gc_init(&tb->next, slot_load(&exception_of(exception)->traceback));
    gc_store(&exception_of(exception)->traceback, value_from_object(tb));
}

static RT Value get_next(TASK, Value self)
{
    Value next = slot_load(&((PyTraceback *)self)->next);
    return next ? next : VALUE_NONE;
}

static RT int set_next(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "can't delete tb_next attribute"));
    if (value != VALUE_NONE && !value_has_shape(value, &shape_traceback))
        return fail_int(raise_error(task, &type_TypeError, "expected traceback object, got '%T'", value));
    for (Value v = value; v && v != VALUE_NONE; v = slot_load(&((PyTraceback *)v)->next))
        if (v == self)
            return fail_int(raise_error(task, &type_ValueError, "traceback loop detected"));
    gc_store(&((PyTraceback *)self)->next, value == VALUE_NONE ? 0 : value);
    return 0;
}

static RT Value get_line(TASK, Value self)
{
    return int_from_i64(task, ((PyTraceback *)self)->position->line);
}

static RT Value get_frame(TASK, Value self)
{
    PyTraceback *tb = (PyTraceback *)self;
    Value frame = slot_load(&tb->frame);
    if (!frame && (frame = frame_new(task, tb->position, 0)))
        gc_store(&tb->frame, frame);
    return frame;
}

static RT Value get_lasti(TASK, Value self)
{
    int64_t index = code_instruction(task, ((PyTraceback *)self)->position);
    return index < 0 ? 0 : value_from_small_int(index);
}

static const GetSetDef traceback_getsets[] = {
    {"tb_frame", get_frame, NULL, NULL},
    {"tb_lasti", get_lasti, NULL, NULL},
    {"tb_next", get_next, set_next, NULL},
    {"tb_lineno", get_line, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

BUILTIN_TYPE(traceback, "traceback", PyTraceback, .getsets = traceback_getsets)
