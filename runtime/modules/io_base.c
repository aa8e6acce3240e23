/* _IOBase: what every file can do in terms of a few methods of its subclasses. */
#include <errno.h>
#include "runtime/modules/io.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

Slot io_unsupported ROOT;

RT Value io_raise_unsupported(TASK, const char *message)
{
    PyType *type = io_unsupported.word ? (PyType *)io_unsupported.word : &type_OSError;
    return raise_error(task, type, "%s", message);
}

RT Value io_raise_closed(TASK) { return raise_error(task, &type_ValueError, "I/O operation on closed file."); }

RT Value io_raise_os_error(TASK, int error, Value file_name)
{
    Value args[3] = {value_from_small_int(error), str_from_c(task, strerror(error)), file_name};
    Value exception = args[1] ? object_call(task, value_from_object(&type_OSError), args, file_name ? 3 : 2, 0) : 0;
    return exception ? raise_value(task, exception) : 0;
}

RT int io_is_closed(TASK, Value file)
{
    Value closed = object_get_attr(task, file, NAME(closed));
    return closed ? object_truth(task, closed) : -1;
}

RT bool io_size(TASK, Value size, int64_t *result)
{
    *result = -1;
    if (size == VALUE_NONE || size == VALUE_UNBOUND)
        return true;
    if (!value_has_index(size)) {
        raise_error(task, &type_TypeError, "argument should be integer or None, not '%T'", size);
        return false;
    }
    return object_index_i64(task, size, result, false);
}

RT int64_t io_int_result(TASK, Value result)
{
    int64_t number;
    return result && object_index_i64(task, result, &number, false) ? number : -1;
}

static bool check_open(struct Task *task, Value self)
{
    int closed = io_is_closed(task, self);
    if (closed > 0)
        io_raise_closed(task);
    return closed == 0;
}

/* ---- state: a base instance only knows whether it was closed ---- */

typedef struct PyIOBase { Object head; } PyIOBase;
static STATIC_STR(closed_mark, "__IOBase_closed");

static Value closed_name(struct Task *task) { return str_intern(task, (Value)&closed_mark); }

static RT Value base_closed(TASK, Value self)
{
    Value name = closed_name(task), mark = name ? object_get_attr_or_unbound(task, self, name) : 0;
    return mark ? value_from_bool(mark != VALUE_UNBOUND) : 0;
}

static RT Value base_flush(TASK, Value self)
{
    Value closed = base_closed(task, self);
    return !closed ? 0 : closed == VALUE_TRUE ? io_raise_closed(task) : VALUE_NONE;
}

static RT Value base_close(TASK, Value self)
{
    Value closed = base_closed(task, self);
    if (closed != VALUE_FALSE)
        return closed ? VALUE_NONE : 0;
    Value flushed = call_method(task, self, NAME(flush), NULL, 0), failure = flushed ? 0 : exception_take(task);
    if (object_set_attr(task, self, closed_name(task), VALUE_TRUE) < 0)
        return 0;
    return failure ? raise_value(task, failure) : VALUE_NONE;
}

static Value unsupported(struct Task *task, const char *name) { return io_raise_unsupported(task, name); }
static RT Value base_seek(TASK, Value self, Value offset, Value whence) { return unsupported(task, "seek"); }
static RT Value base_truncate(TASK, Value self, Value size) { return unsupported(task, "truncate"); }
static RT Value base_fileno(TASK, Value self) { return unsupported(task, "fileno"); }
static RT Value base_tell(TASK, Value self)
{
    Value args[2] = {value_from_small_int(0), value_from_small_int(1)};
    return call_method(task, self, NAME(seek), args, 2);
}
static RT Value base_false(TASK, Value self) { return VALUE_FALSE; }
static RT Value base_isatty(TASK, Value self) { return check_open(task, self) ? VALUE_FALSE : 0; }
static RT Value base_enter(TASK, Value self) { return check_open(task, self) ? self : 0; }
static RT Value base_exit(TASK, Value self, Value args)
{
    return call_method(task, self, NAME(close), NULL, 0) ? VALUE_NONE : 0;
}
static RT Value base_iter(TASK, Value self) { return check_open(task, self) ? self : 0; }

static Value check_flag(struct Task *task, Value self, const char *method, const char *message)
{
    Value name = str_intern_c(task, method), flag = name ? call_method(task, self, name, NULL, 0) : 0;
    int truth = flag ? object_truth(task, flag) : -1;
    return truth < 0 ? 0 : truth ? VALUE_TRUE : io_raise_unsupported(task, message);
}
static RT Value base_check_closed(TASK, Value self, Value message) { return check_open(task, self) ? VALUE_NONE : 0; }
static RT Value base_check_readable(TASK, Value self, Value message)
{
    return check_flag(task, self, "readable", "File or stream is not readable.");
}
static RT Value base_check_writable(TASK, Value self, Value message)
{
    return check_flag(task, self, "writable", "File or stream is not writable.");
}
static RT Value base_check_seekable(TASK, Value self, Value message)
{
    return check_flag(task, self, "seekable", "File or stream is not seekable.");
}

static RT Value base_next(TASK, Value self)
{
    Value line = call_method(task, self, NAME(readline), NULL, 0);
    int64_t length = line ? object_length(task, line) : -1;
    return length < 0 ? 0 : length == 0 ? VALUE_STOP : line;
}

/* Byte by byte, as far as read(1) goes: subclasses in C have their own. */
static RT Value base_readline(TASK, Value self, Value size)
{
    int64_t limit;
    Value line = BYTES_EMPTY, one = value_from_small_int(1);
    if (!io_size(task, size, &limit))
        return 0;
    while (limit < 0 || ((PyBytes *)line)->length < limit) {
        Value piece = call_method(task, self, NAME(read), &one, 1);
        if (!piece)
            return 0;
        if (!value_is_bytes(piece))
            return raise_error(task, &type_OSError, "read() should have returned a bytes object, not '%T'", piece);
        if (((PyBytes *)piece)->length == 0)
            break;
        line = object_binary(task, line, piece, 0);
        if (!line || ((PyBytes *)piece)->data[((PyBytes *)piece)->length - 1] == '\n')
            break;
    }
    return line;
}

static RT Value base_readlines(TASK, Value self, Value hint)
{
    int64_t limit, total = 0;
    Value lines = list_new(task, 0), iterator = lines ? object_iter(task, self) : 0;
    if (!iterator || !io_size(task, hint, &limit))
        return 0;
    for (;;) {
        Value line = object_next(task, iterator);
        if (line == VALUE_STOP)
            return lines;
        int64_t length = line && list_append(task, lines, line) ? object_length(task, line) : -1;
        if (length < 0)
            return 0;
        total += length;
        if (limit > 0 && total >= limit)
            return lines;
    }
}

static RT Value base_writelines(TASK, Value self, Value lines)
{
    Value iterator = check_open(task, self) ? object_iter(task, lines) : 0;
    if (!iterator)
        return 0;
    for (;;) {
        Value line = object_next(task, iterator);
        if (line == VALUE_STOP)
            return VALUE_NONE;
        if (!line || !call_method(task, self, NAME(write), &line, 1))
            return 0;
    }
}

METHOD_TABLE_BEGIN(_IOBase)
    METHOD(seek, "(self, offset, whence=0, /)", base_seek, INT, RAISES, "Move to an offset from the start, the position or the end.")
    METHOD(tell, "(self, /)", base_tell, INT, RAISES, "The position in the stream.")
    METHOD(truncate, "(self, size=None, /)", base_truncate, INT, RAISES, "Cut or extend the file to this size.")
    METHOD(flush, "(self, /)", base_flush, NONE, RAISES, "Pass on what has been buffered for writing.")
    METHOD(close, "(self, /)", base_close, NONE, RAISES, "Flush, then close for good.")
    METHOD(seekable, "(self, /)", base_false, BOOL, RAISES, "Say whether seek() works.")
    METHOD(readable, "(self, /)", base_false, BOOL, RAISES, "Say whether read() works.")
    METHOD(writable, "(self, /)", base_false, BOOL, RAISES, "Say whether write() works.")
    METHOD(fileno, "(self, /)", base_fileno, INT, RAISES, "The file descriptor below, if there is one.")
    METHOD(isatty, "(self, /)", base_isatty, BOOL, RAISES, "Say whether this is a terminal.")
    METHOD(readline, "(self, size=-1, /)", base_readline, OBJ, RAISES, "Read up to the end of the line, at most size.")
    METHOD(readlines, "(self, hint=-1, /)", base_readlines, LIST, RAISES, "Read all lines, or about hint bytes of them.")
    METHOD(writelines, "(self, lines, /)", base_writelines, NONE, RAISES, "Write each line in turn; adds no line ends.")
    METHOD(__enter__, "(self, /)", base_enter, OBJ, RAISES, NULL)
    METHOD(__exit__, "(self, /, *args)", base_exit, NONE, RAISES, NULL)
    METHOD(_checkClosed, "(self, message=None, /)", base_check_closed, NONE, RAISES, NULL)
    METHOD(_checkReadable, "(self, message=None, /)", base_check_readable, BOOL, RAISES, NULL)
    METHOD(_checkWritable, "(self, message=None, /)", base_check_writable, BOOL, RAISES, NULL)
    METHOD(_checkSeekable, "(self, message=None, /)", base_check_seekable, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef base_getsets[] = {{"closed", base_closed, NULL, NULL}, {.name = NULL}};

/* ---- _RawIOBase ---- */

static RT Value raw_read(TASK, Value self, Value size)
{
    int64_t wanted;
    if (!io_size(task, size, &wanted))
        return 0;
    if (wanted < 0)
        return call_method(task, self, NAME(readall), NULL, 0);
    Value count = int_from_i64(task, wanted), room = count ? call_one(task, value_from_object(&type_bytearray), count) : 0;
    Value got = room ? call_method(task, self, NAME(readinto), &room, 1) : 0;
    if (!got || got == VALUE_NONE)
        return got;
    int64_t n = io_int_result(task, got);
    if (n < 0 || n > wanted)
        return n < 0 && task->exception ? 0
                     : raise_error(task, &type_ValueError, "readinto returned %ld outside buffer size %ld", (long)n, (long)wanted);
    return bytes_from_data(task, ((PyBytearray *)room)->data, n);
}

static RT Value raw_readall(TASK, Value self)
{
    Value parts = list_new(task, 0), size = value_from_small_int(IO_BUFFER_SIZE);
    while (parts) {
        Value piece = call_method(task, self, NAME(read), &size, 1);
        if (!piece)
            return 0;
        if (piece == VALUE_NONE || !value_is_bytes(piece) || ((PyBytes *)piece)->length == 0)
            break;
        if (!list_append(task, parts, piece))
            return 0;
    }
    return parts ? call_method(task, BYTES_EMPTY, NAME(join), &parts, 1) : 0;
}
static RT Value raw_unsupported_readinto(TASK, Value self, Value buffer) { return unsupported(task, "readinto"); }
static RT Value raw_unsupported_write(TASK, Value self, Value data) { return unsupported(task, "write"); }

METHOD_TABLE_BEGIN(_RawIOBase)
    METHOD(read, "(self, size=-1, /)", raw_read, OBJ, RAISES, NULL)
    METHOD(readall, "(self, /)", raw_readall, OBJ, RAISES, "Read up to the end, in as many calls as needed.")
    METHOD(readinto, "(self, buffer, /)", raw_unsupported_readinto, OBJ, RAISES, NULL)
    METHOD(write, "(self, data, /)", raw_unsupported_write, OBJ, RAISES, NULL)
METHOD_TABLE_END

/* ---- _BufferedIOBase, _TextIOBase ---- */

static RT Value buffered_detach(TASK, Value self) { return unsupported(task, "detach"); }
static RT Value buffered_read(TASK, Value self, Value size) { return unsupported(task, "read"); }
static RT Value buffered_read1(TASK, Value self, Value size) { return unsupported(task, "read1"); }
static RT Value buffered_write(TASK, Value self, Value data) { return unsupported(task, "write"); }

static Value read_into(struct Task *task, Value self, Value buffer, Value method)
{
    BufferView view;
    if (!buffer_get(task, buffer, &view, BUFFER_WRITE))
        return 0;
    Value size = int_from_i64(task, view.size), data = size ? call_method(task, self, method, &size, 1) : 0;
    if (data && !value_is_bytes(data))
        data = raise_error(task, &type_TypeError, "read() should return bytes");
    int64_t n = data ? ((PyBytes *)data)->length : 0;
    if (data && n > view.size)
        data = raise_error(task, &type_ValueError, "read() returned too much data: %ld bytes requested, %ld returned",
                           (long)view.size, (long)n);
    if (data)
        memcpy(view.data, ((PyBytes *)data)->data, (size_t)n);
    buffer_release(task, &view);
    return data ? int_from_i64(task, n) : 0;
}
static RT Value buffered_readinto(TASK, Value self, Value buffer) { return read_into(task, self, buffer, NAME(read)); }
static RT Value buffered_readinto1(TASK, Value self, Value buffer) { return read_into(task, self, buffer, NAME(read1)); }

METHOD_TABLE_BEGIN(_BufferedIOBase)
    METHOD(detach, "(self, /)", buffered_detach, OBJ, RAISES, "Give up the raw stream and return it.")
    METHOD(read, "(self, size=-1, /)", buffered_read, OBJ, RAISES, "Read at most size bytes, all by default.")
    METHOD(read1, "(self, size=-1, /)", buffered_read1, OBJ, RAISES, "Read at most size bytes, with one read of the raw stream at most.")
    METHOD(readinto, "(self, buffer, /)", buffered_readinto, INT, RAISES, NULL)
    METHOD(readinto1, "(self, buffer, /)", buffered_readinto1, INT, RAISES, NULL)
    METHOD(write, "(self, data, /)", buffered_write, INT, RAISES, "Write bytes; returns how many.")
METHOD_TABLE_END

static RT Value text_base_read(TASK, Value self, Value size) { return unsupported(task, "read"); }
static RT Value text_readline(TASK, Value self, Value size) { return unsupported(task, "readline"); }
static RT Value text_base_write(TASK, Value self, Value text) { return unsupported(task, "write"); }
static RT Value text_none(TASK, Value self) { return VALUE_NONE; }

METHOD_TABLE_BEGIN(_TextIOBase)
    METHOD(detach, "(self, /)", buffered_detach, OBJ, RAISES, "Give up the binary buffer and return it.")
    METHOD(read, "(self, size=-1, /)", text_base_read, OBJ, RAISES, "Read at most size characters, all by default.")
    METHOD(readline, "(self, size=-1, /)", text_readline, OBJ, RAISES, "Read one line, with its end.")
    METHOD(write, "(self, text, /)", text_base_write, OBJ, RAISES, "Write text; returns the number of characters.")
METHOD_TABLE_END
static const GetSetDef text_getsets[] = {{"encoding", text_none, NULL, NULL}, {"newlines", text_none, NULL, NULL},
                                         {"errors", text_none, NULL, NULL}, {.name = NULL}};

#define BASE_FLAGS (TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT)
BUILTIN_TYPE(_IOBase, "_io._IOBase", PyIOBase, .flags = BASE_FLAGS, .methods = _IOBase_methods, .getsets = base_getsets,
             .c_doc = "What all streams have in common.",
             .slots = {.iter = base_iter, .next = base_next, .new_ = object_new_entry})
BUILTIN_TYPE(_RawIOBase, "_io._RawIOBase", PyIOBase, .base = &type__IOBase, .flags = BASE_FLAGS,
             .methods = _RawIOBase_methods, .c_doc = "What unbuffered binary streams have in common.")
BUILTIN_TYPE(_BufferedIOBase, "_io._BufferedIOBase", PyIOBase, .base = &type__IOBase, .flags = BASE_FLAGS,
             .methods = _BufferedIOBase_methods, .c_doc = "What buffered binary streams have in common.")
BUILTIN_TYPE(_TextIOBase, "_io._TextIOBase", PyIOBase, .base = &type__IOBase, .flags = BASE_FLAGS,
             .methods = _TextIOBase_methods, .getsets = text_getsets, .c_doc = "What text streams have in common.")
