/* StringIO: text in memory, as an array of code points. */
#include "runtime/modules/io.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

typedef struct PyStringIO {
    Object head;
    uint32_t *data;
    int64_t size, capacity, position;
    Slot line_end;                   /* what \n becomes when written; zero: itself */
    Newlines newlines;
    bool closed, translates_writes;
} PyStringIO;

static PyStringIO *as_io(Value v) { return (PyStringIO *)v; }

static bool is_open(struct Task *task, Value self)
{
    if (as_io(self)->closed)
        raise_error(task, &type_ValueError, "I/O operation on closed file");
    return !as_io(self)->closed;
}

static bool put(struct Task *task, PyStringIO *io, Value text)
{
    if (io->newlines.universal && io->newlines.translate) {
        text = newlines_decode(task, &io->newlines, text, true);
        if (!text)
            return false;
    }
    if (io->line_end.word) {
        Value newline = str_from_c(task, "\n");
        text = newline ? str_replace_all(task, text, newline, io->line_end.word, -1) : 0;
        if (!text)
            return false;
    }
    PyStr *s = (PyStr *)text;
    int64_t end = io->position + s->length;
    if (end > io->capacity) {
        int64_t capacity = end + end / 2 + 64;
        uint32_t *data = gc_alloc(task, (size_t)capacity * sizeof *data, LAYOUT_FREE);
        if (data == NULL)
            return false;
        memcpy(data, io->data, (size_t)io->size * sizeof *data);
        gc_store_pointer(io->data, data);
        io->capacity = capacity;
    }
    for (int64_t i = io->size; i < io->position; i++)
        io->data[i] = 0;
    for (int64_t i = 0; i < s->length; i++)
        io->data[io->position + i] = str_at(s, i);
    if (s->length)
        io->position = end;
    if (s->length && end > io->size)
        io->size = end;
    return true;
}

static RT int stringio_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("StringIO", "(initial_value='', newline='\\n')");
    static const char *const allowed[] = {"", "\n", "\r", "\r\n"};
    PyStringIO *io = as_io(self);
    Value out[2];
    int which = -1;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return -1;
    if (out[1] != VALUE_NONE) {
        if (!value_is_str(out[1]))
            return fail_int(raise_error(task, &type_TypeError, "newline must be str or None, not %T", out[1]));
        for (int i = 0; i < 4; i++)
            if (str_is(out[1], allowed[i]))
                which = i;
        if (which < 0)
            return fail_int(raise_error(task, &type_ValueError, "illegal newline value: %R", out[1]));
    }
    if (out[0] != VALUE_NONE && !value_is_str(out[0]))
        return fail_int(raise_error(task, &type_TypeError, "initial_value must be str or None, not %T", out[0]));
    io->newlines = (Newlines){.translate = which < 0, .universal = which <= 0};
    gc_store(&io->line_end, which >= 2 ? out[1] : 0);
    io->size = io->position = 0;
    io->closed = false;
    if (out[0] != VALUE_NONE && !put(task, io, out[0]))
        return -1;
    io->position = 0;
    return 0;
}

static Value text_of(struct Task *task, PyStringIO *io, int64_t start, int64_t end)
{
    return end <= start ? STR_EMPTY : str_from_text(task, 4, io->data + start, end - start);
}

static RT Value stringio_read(TASK, Value self, Value size)
{
    PyStringIO *io = as_io(self);
    int64_t n, left = io->size - io->position;
    if (!io_size(task, size, &n) || !is_open(task, self))
        return 0;
    if (left < 0)
        left = 0;
    if (n < 0 || n > left)
        n = left;
    io->position += n;
    return text_of(task, io, io->position - n, io->position);
}

static int64_t line_end(PyStringIO *io)
{
    PyStr *mark = io->line_end.word ? (PyStr *)io->line_end.word : NULL;
    bool any = io->newlines.universal && !io->newlines.translate;
    for (int64_t i = io->position; i < io->size; i++) {
        uint32_t c = io->data[i];
        bool both = c == '\r' && i + 1 < io->size && io->data[i + 1] == '\n';
        if (mark ? c == str_at(mark, 0) && (mark->length == 1 || both) : c == '\n' || (any && c == '\r'))
            return i + 1 + (mark ? mark->length - 1 : any && both);
    }
    return io->size;
}

static Value line(struct Task *task, PyStringIO *io, int64_t limit)
{
    if (io->position >= io->size)
        return STR_EMPTY;
    int64_t start = io->position, end = line_end(io);
    if (limit >= 0 && end - start > limit)
        end = start + limit;
    io->position = end;
    return text_of(task, io, start, end);
}

static RT Value stringio_readline(TASK, Value self, Value size)
{
    int64_t limit;
    return io_size(task, size, &limit) && is_open(task, self) ? line(task, as_io(self), limit) : 0;
}

static RT Value stringio_next(TASK, Value self)
{
    Value text = is_open(task, self) ? line(task, as_io(self), -1) : 0;
    return text && ((PyStr *)text)->length == 0 ? VALUE_STOP : text;
}

static RT Value stringio_write(TASK, Value self, Value text)
{
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "string argument expected, got '%T'", text);
    return is_open(task, self) && put(task, as_io(self), text) ? int_from_i64(task, ((PyStr *)text)->length) : 0;
}

static RT Value stringio_seek(TASK, Value self, Value offset, Value whence)
{
    PyStringIO *io = as_io(self);
    int64_t to, from;
    if (!object_index_i64(task, offset, &to, false) || !object_index_i64(task, whence, &from, false) || !is_open(task, self))
        return 0;
    if (from < 0 || from > 2)
        return raise_error(task, &type_ValueError, "Invalid whence (%ld, should be 0, 1 or 2)", (long)from);
    if (from == 0 && to < 0)
        return raise_error(task, &type_ValueError, "Negative seek position %ld", (long)to);
    if (from != 0 && to != 0)
        return raise_error(task, &type_OSError, "Can't do nonzero cur-relative seeks");
    io->position = from == 0 ? to : from == 1 ? io->position : io->size;
    return int_from_i64(task, io->position);
}

static RT Value stringio_truncate(TASK, Value self, Value size)
{
    PyStringIO *io = as_io(self);
    int64_t n = io->position;
    if (!is_open(task, self) || (size != VALUE_NONE && !object_index_i64(task, size, &n, false)))
        return 0;
    if (n < 0)
        return raise_error(task, &type_ValueError, "Negative size value %ld", (long)n);
    if (n < io->size)
        io->size = n;
    return int_from_i64(task, n);
}

static RT Value stringio_close(TASK, Value self)
{
    as_io(self)->closed = true;
    return VALUE_NONE;
}
static RT Value stringio_tell(TASK, Value self) { return is_open(task, self) ? int_from_i64(task, as_io(self)->position) : 0; }
static RT Value stringio_getvalue(TASK, Value self) { return is_open(task, self) ? text_of(task, as_io(self), 0, as_io(self)->size) : 0; }
static RT Value stringio_true(TASK, Value self) { return is_open(task, self) ? VALUE_TRUE : 0; }
static RT Value stringio_closed(TASK, Value self) { return value_from_bool(as_io(self)->closed); }
static RT Value stringio_line_buffering(TASK, Value self) { return is_open(task, self) ? VALUE_FALSE : 0; }
static RT Value stringio_newlines(TASK, Value self) { return newlines_seen(task, &as_io(self)->newlines); }

METHOD_TABLE_BEGIN(StringIO)
    METHOD(read, "(self, size=-1, /)", stringio_read, STR, RAISES, "Give at most size characters from the position on.")
    METHOD(readline, "(self, size=-1, /)", stringio_readline, STR, RAISES, "Give the rest of the line, with its end.")
    METHOD(write, "(self, s, /)", stringio_write, INT, RAISES, "Put text at the position; returns its length.")
    METHOD(seek, "(self, pos, whence=0, /)", stringio_seek, INT, RAISES, "Move the position.")
    METHOD(tell, "(self, /)", stringio_tell, INT, RAISES, "Tell where the next read or write happens.")
    METHOD(truncate, "(self, pos=None, /)", stringio_truncate, INT, RAISES, "Drop what lies behind size, by default behind the position.")
    METHOD(close, "(self, /)", stringio_close, NONE, RAISES, "Drop the contents; later calls fail.")
    METHOD(getvalue, "(self, /)", stringio_getvalue, STR, RAISES, "All text, wherever the position is.")
    METHOD(seekable, "(self, /)", stringio_true, BOOL, RAISES, NULL)
    METHOD(readable, "(self, /)", stringio_true, BOOL, RAISES, NULL)
    METHOD(writable, "(self, /)", stringio_true, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef stringio_getsets[] = {{"closed", stringio_closed, NULL, NULL},
                                             {"line_buffering", stringio_line_buffering, NULL, NULL},
                                             {"newlines", stringio_newlines, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(StringIO, "_io.StringIO", PyStringIO, .base = &type__TextIOBase,
             .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = StringIO_methods, .getsets = stringio_getsets,
             .c_doc = "A text stream in memory.",
             .slots = {.next = stringio_next, .new_ = object_new_entry, .init = stringio_init})
