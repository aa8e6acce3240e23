/* Frame objects, as tracebacks and sys._getframe show them. */
#include "runtime/object/frame.h"
#include "runtime/object/builtin.h"
#include "runtime/object/function.h"
#include "runtime/object/module.h"

RT Value frame_new(TASK, const Position *position, Value back)
{
    PyFrame *frame = gc_new(task, PyFrame);
    if (!frame)
        return 0;
    frame->head.shape = &shape_frame;
    frame->position = position;
    gc_init(&frame->back, back);
    return (Value)frame;
}

static const CodeInfo *info_of(Value self) { return position_code(((PyFrame *)self)->position); }
static RT Value get_code(TASK, Value self) { return code_of(task, info_of(self), NULL); }
static RT Value get_globals(TASK, Value self) { return module_info_globals(task, info_of(self)->module); }
static RT Value get_builtins(TASK, Value self)
{
    Value module = import_module_c(task, "builtins");
    return module ? module_dict(task, module) : 0;
}
static RT Value get_locals(TASK, Value self)
{
    const CodeInfo *info = info_of(self);
    return info == info->module->code ? get_globals(task, self) : dict_new(task);
}
static RT Value get_line(TASK, Value self) { return value_from_small_int(((PyFrame *)self)->position->line); }
static RT Value get_back(TASK, Value self)
{
    Value back = slot_load(&((PyFrame *)self)->back);
    return back ? back : VALUE_NONE;
}
static RT Value get_none(TASK, Value self) { return VALUE_NONE; }
static RT Value get_lasti(TASK, Value self) { return value_from_small_int(0); }
static RT Value frame_repr(TASK, Value self)
{
    Value code = get_code(task, self);
    Value file = code ? code_filename(task, info_of(self)) : 0;
    return file ? str_format(task, "<frame, file %R, line %d, code %U>", file, ((PyFrame *)self)->position->line, info_of(self)->name) : 0;
}
static RT Value frame_clear(TASK, Value self) { return VALUE_NONE; }
static const MethodDef methods[] = {
    {"clear", "(self, /)", "F.clear(): clear most references held by the frame", (void *)frame_clear, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {
    {"f_code", get_code, NULL, NULL}, {"f_globals", get_globals, NULL, NULL}, {"f_builtins", get_builtins, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL}, {"f_lineno", get_line, NULL, NULL}, {"f_back", get_back, NULL, NULL},
    {"f_trace", get_none, NULL, NULL}, {"f_lasti", get_lasti, NULL, NULL}, {0}};
BUILTIN_TYPE(frame, "frame", PyFrame, .methods = methods, .getsets = getsets, .slots = {.repr = frame_repr})
