/* _thread._excepthook, which prints what ended a threading.Thread, and the type of its argument:
   a tuple of four whose items are attributes, too. */
#include "runtime/abi/entries.h"
#include "runtime/modules/thread_internal.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/traceback.h"

enum { HOOK_TYPE, HOOK_VALUE, HOOK_TRACEBACK, HOOK_THREAD, HOOK_FIELDS };

static Value item(Value args, int index)
{
    return slot_load(&((PyTuple *)args)->items[index]);
}

static RT Value get_type(TASK, Value self)      { return item(self, HOOK_TYPE); }
static RT Value get_value(TASK, Value self)     { return item(self, HOOK_VALUE); }
static RT Value get_traceback(TASK, Value self) { return item(self, HOOK_TRACEBACK); }
static RT Value get_thread(TASK, Value self)    { return item(self, HOOK_THREAD); }

static const GetSetDef getsets[] = {
    {"exc_type", get_type, NULL, "Exception type"}, {"exc_value", get_value, NULL, "Exception value"},
    {"exc_traceback", get_traceback, NULL, "Exception traceback"}, {"thread", get_thread, NULL, "Thread"}, {.name = NULL}
};

static RT Value args_make(TASK, Value class, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("_ExceptHookArgs", "(sequence, dict=<unset>)");
    Value bound[2];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, bound))
        return 0;
    Value list = list_new(task, 0);
    if (!list || !list_extend_entry(task, list, bound[0]))
        return 0;
    int64_t size = object_length(task, list);
    if (size != HOOK_FIELDS)
        return raise_error(task, &type_TypeError, "_thread._ExceptHookArgs() takes a %d-sequence (%ld-sequence given)",
                           HOOK_FIELDS, (long)size);
    PyTuple *self = object_alloc(task, (PyType *)class, HOOK_FIELDS * sizeof(Slot));
    if (!self)
        return 0;
    self->size = HOOK_FIELDS;
    for (int i = 0; i < HOOK_FIELDS; i++) {
        Value field = object_get_item(task, list, value_from_small_int(i));
        if (!field)
            return 0;
        gc_store(&self->items[i], field);
    }
    return (Value)self;
}

static RT Value args_repr(TASK, Value self)
{
    return str_format(task, "_thread._ExceptHookArgs(exc_type=%R, exc_value=%R, exc_traceback=%R, thread=%R)",
                      item(self, HOOK_TYPE), item(self, HOOK_VALUE), item(self, HOOK_TRACEBACK), item(self, HOOK_THREAD));
}

BUILTIN_TYPE(thread_hook_args, "_thread._ExceptHookArgs", PyTuple, .base = &type_tuple, .item_size = sizeof(Slot),
    .flags = TYPE_FLAG_TUPLE_SUBCLASS,
    .c_doc = "What threading.excepthook gets: four fields.",
    .getsets = getsets, .slots = {.new_ = args_make, .repr = args_repr})

/* sys.stderr, or the thread's own note of it; VALUE_NONE: there is none. */
static RT Value error_file(TASK, Value thread)
{
    Value sys = import_module_c(task, "sys");
    Value file = sys ? object_get_attr_or_unbound(task, sys, NAME(stderr)) : 0;
    if (file && (file == VALUE_UNBOUND || file == VALUE_NONE)) {
        Value name = thread == VALUE_NONE ? 0 : str_intern_c(task, "_stderr");
        file = name ? object_get_attr_or_unbound(task, thread, name) : VALUE_NONE;
    }
    return file == VALUE_UNBOUND ? VALUE_NONE : file;
}

RT Value thread_excepthook(TASK, Value args)
{
    if (type_of(args) != &type_thread_hook_args)
        return raise_error(task, &type_TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
    if (item(args, HOOK_TYPE) == (Value)&type_SystemExit)
        return VALUE_NONE;
    Value thread = item(args, HOOK_THREAD), file = error_file(task, thread);
    if (!file || file == VALUE_NONE)
        return file;
    Value name = VALUE_UNBOUND;
    if (thread != VALUE_NONE) {
        name = object_get_attr_or_unbound(task, thread, NAME(name));
        if (!name)
            exception_clear(task);
    }
    Value head = name && name != VALUE_UNBOUND
        ? str_format(task, "Exception in thread %S:\n", name)
        : str_format(task, "Exception in thread %ld:\n", (long)thread_ident(task));
    if (!head || !call_method(task, file, NAME(write), &head, 1))
        return 0;
    if (value_is_instance(item(args, HOOK_VALUE), &type_BaseException))
        traceback_print_exception(task, item(args, HOOK_VALUE), file);
    return VALUE_NONE;
}
