/* __del__: called once, after the collector found the object unreachable. What it raises is
   shown by sys.unraisablehook. */
#include "runtime/object/finalizer.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"

/* sys.unraisablehook(UnraisableHookArgs), or nothing while the program is starting or ending. */
RT void exception_unraisable(TASK, Value source)
{
    Value exception = exception_take(task), sys = import_module_c(task, "sys");
    Value hook = sys ? module_get(task, sys, str_intern_c(task, "unraisablehook")) : 0;
    if (!exception || !hook || hook == VALUE_UNBOUND || hook == VALUE_NONE) {
        exception_clear(task);
        return;
    }
    Value traceback = slot_load(&exception_of(exception)->traceback);
    const char *names[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};
    Value values[] = {(Value)type_of(exception), exception, traceback ? traceback : VALUE_NONE, VALUE_NONE, source}, keys = tuple_new(task, 5);
    for (int i = 0; keys && i < 5; i++)
        gc_init(&((PyTuple *)keys)->items[i], str_intern_c(task, names[i]));
    Value arguments = keys ? object_call(task, (Value)&type_simple_namespace, values, 0, keys) : 0;
    if (!arguments || !call_one(task, hook, arguments))
        exception_clear(task);
}

static RT void run_finalizer(TASK, void *object)
{
    Value self = (Value)object, pending = exception_take(task), handled = task->handled;
    task->handled = VALUE_NONE;
    if (call_special(task, self, NAME(__del__), NULL, 0) == 0)
        exception_unraisable(task, type_lookup(type_of(self), NAME(__del__)));
    task->handled = handled;
    task->exception = pending;
}

void finalizers_start(void) { hook_finalizer = run_finalizer; }
