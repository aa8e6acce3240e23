/* BytesIO: a file in memory. */
#include "runtime/modules/io.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"

typedef struct PyBytesIO {
    Object head;
    uint8_t *data;                   /* NULL while empty */
    int64_t size, capacity, position;
    bool closed;
} PyBytesIO;

static PyBytesIO *as_io(Value v) { return (PyBytesIO *)v; }

static bool is_open(struct Task *task, Value self)
{
    if (as_io(self)->closed)
        io_raise_closed(task);
    return !as_io(self)->closed;
}

static bool reserve(struct Task *task, PyBytesIO *io, int64_t capacity)
{
    if (capacity <= io->capacity)
        return true;
    capacity += capacity / 4 + 32;
    uint8_t *data = gc_alloc(task, (size_t)capacity, LAYOUT_FREE);
    if (data == NULL)
        return false;
    memcpy(data, io->data, (size_t)io->size);
    gc_store_pointer(io->data, data);
    io->capacity = capacity;
    return true;
}

static bool put(struct Task *task, PyBytesIO *io, const uint8_t *data, int64_t n)
{
    if (n == 0)
        return true;
    if (!reserve(task, io, io->position + n))
        return false;
    if (io->position > io->size)
        memset(io->data + io->size, 0, (size_t)(io->position - io->size));
    memmove(io->data + io->position, data, (size_t)n);
    io->position += n;
    if (io->position > io->size)
        io->size = io->position;
    return true;
}

static RT int bytesio_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("BytesIO", "(initial_bytes=None)");
    Value initial;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, &initial))
        return -1;
    PyBytesIO *io = as_io(self);
    io->size = io->position = 0;
    io->closed = false;
    if (initial == VALUE_NONE)
        return 0;
    BufferView view;
    if (!buffer_get(task, initial, &view, BUFFER_READ))
        return -1;
    bool good = put(task, io, view.data, view.size);
    io->position = 0;
    buffer_release(task, &view);
    return good ? 0 : -1;
}

static Value take(struct Task *task, PyBytesIO *io, int64_t n)
{
    int64_t left = io->size - io->position;
    if (left < 0)
        left = 0;
    if (n < 0 || n > left)
        n = left;
    Value bytes = bytes_from_data(task, n ? io->data + io->position : io->data, n);
    io->position += n;
    return bytes;
}

static RT Value bytesio_read(TASK, Value self, Value size)
{
    int64_t n;
    return io_size(task, size, &n) && is_open(task, self) ? take(task, as_io(self), n) : 0;
}

static Value line(struct Task *task, PyBytesIO *io, int64_t limit)
{
    int64_t left = io->size - io->position;
    uint8_t *end = left > 0 ? memchr(io->data + io->position, '\n', (size_t)left) : NULL;
    int64_t n = end ? end - (io->data + io->position) + 1 : left;
    return take(task, io, limit >= 0 && n > limit ? limit : n < 0 ? 0 : n);
}

static RT Value bytesio_readline(TASK, Value self, Value size)
{
    int64_t limit;
    return io_size(task, size, &limit) && is_open(task, self) ? line(task, as_io(self), limit) : 0;
}

static RT Value bytesio_next(TASK, Value self)
{
    Value text = is_open(task, self) ? line(task, as_io(self), -1) : 0;
    return text && ((PyBytes *)text)->length == 0 ? VALUE_STOP : text;
}

static RT Value bytesio_readinto(TASK, Value self, Value buffer)
{
    BufferView view;
    PyBytesIO *io = as_io(self);
    if (!is_open(task, self) || !buffer_get(task, buffer, &view, BUFFER_WRITE))
        return 0;
    int64_t left = io->size - io->position, n = left < 0 ? 0 : left < view.size ? left : view.size;
    if (n)
        memmove(view.data, io->data + io->position, (size_t)n);
    io->position += n;
    buffer_release(task, &view);
    return int_from_i64(task, n);
}

static RT Value bytesio_write(TASK, Value self, Value data)
{
    BufferView view;
    if (!is_open(task, self) || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    bool good = put(task, as_io(self), view.data, view.size);
    buffer_release(task, &view);
    return good ? int_from_i64(task, view.size) : 0;
}

static RT Value bytesio_seek(TASK, Value self, Value offset, Value whence)
{
    PyBytesIO *io = as_io(self);
    int64_t to, from;
    if (!object_index_i64(task, offset, &to, false) || !object_index_i64(task, whence, &from, false) || !is_open(task, self))
        return 0;
    if (from == 0 && to < 0)
        return raise_error(task, &type_ValueError, "negative seek value %ld", (long)to);
    if (from < 0 || from > 2)
        return raise_error(task, &type_ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)from);
    to += from == 1 ? io->position : from == 2 ? io->size : 0;
    io->position = to < 0 ? 0 : to;
    return int_from_i64(task, io->position);
}

static RT Value bytesio_truncate(TASK, Value self, Value size)
{
    PyBytesIO *io = as_io(self);
    int64_t n = io->position;
    if (!is_open(task, self) || (size != VALUE_NONE && !object_index_i64(task, size, &n, false)))
        return 0;
    if (n < 0)
        return raise_error(task, &type_ValueError, "negative size value %ld", (long)n);
    if (n < io->size)
        io->size = n;
    return int_from_i64(task, n);
}

static RT Value bytesio_close(TASK, Value self)
{
    as_io(self)->closed = true;
    return VALUE_NONE;
}
static RT Value bytesio_true(TASK, Value self) { return is_open(task, self) ? VALUE_TRUE : 0; }
static RT Value bytesio_isatty(TASK, Value self) { return is_open(task, self) ? VALUE_FALSE : 0; }
static RT Value bytesio_flush(TASK, Value self) { return is_open(task, self) ? VALUE_NONE : 0; }
static RT Value bytesio_tell(TASK, Value self) { return is_open(task, self) ? int_from_i64(task, as_io(self)->position) : 0; }
static RT Value bytesio_getvalue(TASK, Value self)
{
    return is_open(task, self) ? bytes_from_data(task, as_io(self)->data, as_io(self)->size) : 0;
}
static RT Value bytesio_getbuffer(TASK, Value self)
{
    Value copy = is_open(task, self) ? bytearray_from_data(task, as_io(self)->data, as_io(self)->size) : 0;
    return copy ? memoryview_new(task, copy) : 0;
}
static RT Value bytesio_closed(TASK, Value self) { return value_from_bool(as_io(self)->closed); }

METHOD_TABLE_BEGIN(BytesIO)
    METHOD(read, "(self, size=-1, /)", bytesio_read, BYTES, RAISES, "Give at most size bytes from the position on.")
    METHOD(read1, "(self, size=-1, /)", bytesio_read, BYTES, RAISES, "Give at most size bytes from the position on.")
    METHOD(readline, "(self, size=-1, /)", bytesio_readline, BYTES, RAISES, "Give the rest of the line, at most size bytes.")
    METHOD(readinto, "(self, buffer, /)", bytesio_readinto, INT, RAISES, "Fill a buffer from the position on; returns the count.")
    METHOD(write, "(self, b, /)", bytesio_write, INT, RAISES, "Put bytes at the position; returns how many.")
    METHOD(seek, "(self, pos, whence=0, /)", bytesio_seek, INT, RAISES, "Move the position.")
    METHOD(tell, "(self, /)", bytesio_tell, INT, RAISES, "Tell where the next read or write happens.")
    METHOD(truncate, "(self, size=None, /)", bytesio_truncate, INT, RAISES, "Drop what lies behind size, by default behind the position.")
    METHOD(close, "(self, /)", bytesio_close, NONE, RAISES, "Drop the contents; later calls fail.")
    METHOD(flush, "(self, /)", bytesio_flush, NONE, RAISES, "Does nothing.")
    METHOD(getvalue, "(self, /)", bytesio_getvalue, BYTES, RAISES, "All bytes, wherever the position is.")
    METHOD(getbuffer, "(self, /)", bytesio_getbuffer, OBJ, RAISES, "A memoryview of a copy of the contents.")
    METHOD(seekable, "(self, /)", bytesio_true, BOOL, RAISES, NULL)
    METHOD(readable, "(self, /)", bytesio_true, BOOL, RAISES, NULL)
    METHOD(writable, "(self, /)", bytesio_true, BOOL, RAISES, NULL)
    METHOD(isatty, "(self, /)", bytesio_isatty, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef bytesio_getsets[] = {{"closed", bytesio_closed, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(BytesIO, "_io.BytesIO", PyBytesIO, .base = &type__BufferedIOBase,
             .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = BytesIO_methods, .getsets = bytesio_getsets,
             .c_doc = "A binary stream in memory.",
             .slots = {.next = bytesio_next, .new_ = object_new_entry, .init = bytesio_init})
