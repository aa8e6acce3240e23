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
    PyTraceback *tb = (PyTraceback *)self;
    Value frame = tb->instruction ? 0 : get_frame(task, self);
    return tb->instruction ? value_from_small_int(tb->instruction - 1) : frame ? frame_instruction(task, frame) : 0;
}

static const GetSetDef traceback_getsets[] = {
    {"tb_frame", get_frame, NULL, NULL},
    {"tb_lasti", get_lasti, NULL, NULL},
    {"tb_next", get_next, set_next, NULL},
    {"tb_lineno", get_line, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

/* TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno). */
static RT Value traceback_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("TracebackType", "(tb_next, tb_frame, tb_lasti, tb_lineno)");
    Value a[4];
    int64_t instruction, line;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, a))
        return 0;
    if (a[0] != VALUE_NONE && !value_has_shape(a[0], &shape_traceback))
        return raise_error(task, &type_TypeError, "expected traceback object or None, got '%T'", a[0]);
    if (!value_has_shape(a[1], &shape_frame))
        return raise_error(task, &type_TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T", a[1]);
    if (!object_index_i64(task, a[2], &instruction, false) || !object_index_i64(task, a[3], &line, false))
        return 0;
    if (instruction != (int32_t)instruction || line != (int32_t)line)
        return raise_error(task, &type_OverflowError, "Python int too large to convert to C int");
    PyTraceback *tb = gc_new(task, PyTraceback);
    Position *position = gc_alloc(task, sizeof *position, LAYOUT_REFS);
    if (!tb || !position)
        return 0;
    *position = (Position){(intptr_t)position_code(((PyFrame *)a[1])->position), (int32_t)line, (int32_t)line, -1, -1};
    tb->head.shape = &shape_traceback;
    tb->position = position;
    gc_init(&tb->next, a[0] == VALUE_NONE ? 0 : a[0]);
    gc_init(&tb->frame, a[1]);
    tb->instruction = instruction + 1;
    return (Value)tb;
}

BUILTIN_TYPE(traceback, "traceback", PyTraceback, .getsets = traceback_getsets, .slots = {.new_ = traceback_make})
