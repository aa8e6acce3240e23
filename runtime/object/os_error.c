/* OSError: OSError(errno, strerror[, filename[, winerror[, filename2]]]) makes the subclass that
   the number means. */
#include <errno.h>
#include <string.h>

#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/str.h"

static const struct { int number; PyType *type; } subclasses[] = {
    {EAGAIN, &type_BlockingIOError}, {EALREADY, &type_BlockingIOError}, {EINPROGRESS, &type_BlockingIOError},
    {EPIPE, &type_BrokenPipeError}, {ESHUTDOWN, &type_BrokenPipeError}, {ECHILD, &type_ChildProcessError},
    {ECONNABORTED, &type_ConnectionAbortedError}, {ECONNREFUSED, &type_ConnectionRefusedError},
    {ECONNRESET, &type_ConnectionResetError}, {EEXIST, &type_FileExistsError}, {ENOENT, &type_FileNotFoundError},
    {EISDIR, &type_IsADirectoryError}, {ENOTDIR, &type_NotADirectoryError}, {EINTR, &type_InterruptedError},
    {EACCES, &type_PermissionError}, {EPERM, &type_PermissionError}, {ESRCH, &type_ProcessLookupError},
    {ETIMEDOUT, &type_TimeoutError},
};

static PyType *class_for(int64_t number)
{
    for (size_t i = 0; i < sizeof subclasses / sizeof *subclasses; i++)
        if (subclasses[i].number == number)
            return subclasses[i].type;
    return &type_OSError;
}

/* Does the class define __init__ itself (its __new__ then leaves the arguments to it)? */
static bool inits_itself(const PyType *type) { return type->slots.init != os_error_init && type->slots.new_ == os_error_make; }

static bool fill(struct Task *task, PyOSError *e, const Value *args, int64_t nargs)
{
    int64_t kept = nargs;
    if (nargs >= 2 && nargs <= 5) {
        gc_store(&e->number, args[0]);
        gc_store(&e->text, args[1]);
        if (nargs >= 3 && args[2] != VALUE_NONE) {
            bool is_written_count = type_is_subtype(type_of(value_from_object(e)), &type_BlockingIOError) && value_is_int(args[2]);
            gc_store(is_written_count ? &e->written : &e->file_name, args[2]);
            if (!is_written_count)
                kept = 2;
        }
        if (nargs == 5 && args[4] != VALUE_NONE)
            gc_store(&e->file_name2, args[4]);
    }
    Value tuple = tuple_from(task, args, kept);
    if (tuple)
        gc_store(&e->base.args, tuple);
    return tuple != 0;
}

RT Value os_error_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)cls;
    if (kwnames && ((PyTuple *)kwnames)->size && !inits_itself(type))
        return raise_error(task, &type_TypeError, "%s() takes no keyword arguments", type_name(type));
    if (type == &type_OSError && nargs >= 2 && nargs <= 5 && value_is_small_int(args[0]))
        type = class_for(value_small_int(args[0]));
    PyOSError *e = object_alloc(task, type, 0);
    if (!e)
        return 0;
    if (inits_itself(type)) {
        Value empty = tuple_from(task, NULL, 0);
        gc_init(&e->base.args, empty);
        return empty ? value_from_object(e) : 0;
    }
    return fill(task, e, args, nargs) ? value_from_object(e) : 0;
}

RT int os_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (!inits_itself(type_of(self)))
        return 0;                                         /* __new__ has done it */
    if (kwnames && ((PyTuple *)kwnames)->size)
        return fail_int(raise_error(task, &type_TypeError, "%s() takes no keyword arguments", type_name(type_of(self))));
    return fill(task, (PyOSError *)self, args, nargs) ? 0 : -1;
}

RT Value os_error_str(TASK, Value self)
{
    const PyOSError *e = (PyOSError *)self;
    Value number = slot_load(&e->number), text = slot_load(&e->text);
    Value file = slot_load(&e->file_name), file2 = slot_load(&e->file_name2);
    if (file && file2)
        return str_format(task, "[Errno %S] %S: %R -> %R", number, text, file, file2);
    if (file)
        return str_format(task, "[Errno %S] %S: %R", number, text, file);
    if (number && text)
        return str_format(task, "[Errno %S] %S", number, text);
    return type_BaseException.slots.str(task, self);
}

RT Value raise_os_error(TASK, int number, Value file_name, Value file_name2)
{
    Value text = str_from_c(task, strerror(number));
    Value args[5] = {value_from_small_int(number), text, file_name ? file_name : VALUE_NONE, VALUE_NONE,
                     file_name2 ? file_name2 : VALUE_NONE};
    if (!text)
        return 0;
    return raise_value(task, exception_new(task, &type_OSError, args, file_name2 ? 5 : file_name ? 3 : 2));
}
