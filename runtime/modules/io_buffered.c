/* BufferedReader, BufferedWriter and BufferedRandom: one buffer over a raw file, which holds
   either bytes read ahead or bytes not yet written, never both. BufferedRWPair joins two.

   The raw file is called through Python methods, or at once when it is exactly a FileIO. Every
   object with unwritten bytes is in a list, which the program's end flushes. */
#include <errno.h>
#include "runtime/modules/io.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

typedef struct PyBuffered {
    Object head;
    Slot raw;                        /* zero: detached or not initialised */
    uint8_t *data;
    int64_t capacity;
    int64_t position, filled;        /* read ahead: data[position, filled) */
    int64_t pending;                 /* to be written: data[0, pending) */
    bool is_listed;
} PyBuffered;

static Slot dirty_files ROOT;        /* list of PyBuffered with pending bytes */

static PyBuffered *as_buffered(Value v) { return (PyBuffered *)v; }

static bool usable(struct Task *task, Value self)
{
    if (as_buffered(self)->raw.word)
        return true;
    raise_error(task, &type_ValueError, as_buffered(self)->data ? "raw stream has been detached"
                                                                 : "I/O operation on uninitialized object");
    return false;
}

static bool is_open(struct Task *task, Value self)
{
    if (!usable(task, self))
        return false;
    Value raw = as_buffered(self)->raw.word;
    bool plain = value_has_shape(raw, &shape_FileIO);
    int closed = plain ? ((PyFileIO *)raw)->descriptor < 0 : io_is_closed(task, raw);
    if (closed > 0)
        io_raise_closed(task);
    return closed == 0;
}

/* ---- the raw file ---- */

/* Bytes read; 0 at the end, -1 failed, -2 would block. */
static int64_t raw_read(struct Task *task, PyBuffered *file, uint8_t *data, int64_t size)
{
    Value raw = file->raw.word;
    if (value_has_shape(raw, &shape_FileIO))
        return fileio_read(task, (PyFileIO *)raw, data, size);
    Value count = int_from_i64(task, size), room = count ? call_one(task, value_from_object(&type_bytearray), count) : 0;
    Value got = room ? call_method(task, raw, NAME(readinto), &room, 1) : 0;
    if (!got || got == VALUE_NONE)
        return got ? -2 : -1;
    int64_t n;
    if (!object_index_i64(task, got, &n, false))
        return -1;
    if (n < 0 || n > size)
        return fail_int(raise_error(task, &type_OSError,
                                    "raw readinto() returned invalid length %ld (should have been between 0 and %ld)",
                                    (long)n, (long)size));
    memcpy(data, ((PyBytearray *)room)->data, (size_t)n);
    return n;
}

static int64_t raw_write(struct Task *task, PyBuffered *file, const uint8_t *data, int64_t size)
{
    Value raw = file->raw.word;
    if (value_has_shape(raw, &shape_FileIO))
        return fileio_write(task, (PyFileIO *)raw, data, size);
    Value bytes = bytes_from_data(task, data, size), got = bytes ? call_method(task, raw, NAME(write), &bytes, 1) : 0;
    if (!got || got == VALUE_NONE)
        return got ? -2 : -1;
    int64_t n;
    if (!object_index_i64(task, got, &n, false))
        return -1;
    if (n < 0 || n > size)
        return fail_int(raise_error(task, &type_OSError,
                                    "raw write() returned invalid length %ld (should have been between 0 and %ld)",
                                    (long)n, (long)size));
    return n;
}

static int64_t raw_seek(struct Task *task, PyBuffered *file, int64_t offset, int whence)
{
    Value args[2] = {int_from_i64(task, offset), value_from_small_int(whence)};
    return args[0] ? io_int_result(task, call_method(task, file->raw.word, NAME(seek), args, 2)) : -1;
}

/* ---- the buffer ---- */

static bool list_dirty(struct Task *task, PyBuffered *file)
{
    if (file->is_listed)
        return true;
    Value list = slot_load(&dirty_files);
    if (!list) {
        list = list_new(task, 0);
        if (!list)
            return false;
        gc_store(&dirty_files, list);
    }
    file->is_listed = true;
    return list_append(task, list, value_from_object(file));
}

static void unlist(struct Task *task, PyBuffered *file)
{
    Value list = slot_load(&dirty_files);
    for (int64_t i = list ? list_size(list) - 1 : -1; i >= 0 && file->is_listed; i--)
        if (list_peek(list, i) == value_from_object(file)) {
            list_splice(task, list, i, i + 1, NULL, 0);
            file->is_listed = false;
        }
}

static bool write_out(struct Task *task, PyBuffered *file, const uint8_t *data, int64_t size, int64_t *done)
{
    for (*done = 0; *done < size;) {
        int64_t n = raw_write(task, file, data + *done, size - *done);
        if (n == -2) {
            Value args[3] = {value_from_small_int(EAGAIN), str_from_c(task, "write could not complete without blocking"),
                             value_from_small_int(0)};
            Value exception = exception_new(task, &type_BlockingIOError, args, 3);
            if (exception)
                raise_value(task, exception);
        }
        if (n < 0)
            return false;
        *done += n;
    }
    return true;
}

static bool write_pending(struct Task *task, PyBuffered *file)
{
    int64_t done;
    if (file->pending == 0)
        return true;
    bool good = write_out(task, file, file->data, file->pending, &done);
    memmove(file->data, file->data + done, (size_t)(file->pending - done));
    file->pending -= done;
    if (file->pending == 0)
        unlist(task, file);
    return good;
}

/* Forgets what was read ahead: the raw file goes back to where the reader is. */
static bool forget_ahead(struct Task *task, PyBuffered *file)
{
    int64_t ahead = file->filled - file->position;
    file->position = file->filled = 0;
    return ahead == 0 || raw_seek(task, file, -ahead, 1) >= 0;
}

RT bool buffered_write_bytes(TASK, Value self, const void *bytes, int64_t size)
{
    PyBuffered *file = as_buffered(self);
    int64_t done;
    if (!is_open(task, self) || !forget_ahead(task, file))
        return false;
    if (size > file->capacity - file->pending) {
        if (!write_pending(task, file))
            return false;
        if (size >= file->capacity)
            return write_out(task, file, bytes, size, &done);
    }
    memcpy(file->data + file->pending, bytes, (size_t)size);
    file->pending += size;
    return size == 0 || list_dirty(task, file);
}

/* Reads more into an empty buffer: bytes there now; 0 end, -1 failed, -2 would block. */
static int64_t fill(struct Task *task, PyBuffered *file)
{
    file->position = file->filled = 0;
    int64_t n = raw_read(task, file, file->data, file->capacity);
    if (n > 0)
        file->filled = n;
    return n;
}

RT void io_flush_all(TASK)
{
    Value list = slot_load(&dirty_files);
    while (list && list_size(list) > 0) {
        Value file = list_pop(task, list, -1);
        if (!file)
            break;
        as_buffered(file)->is_listed = false;
        if (as_buffered(file)->raw.word && !write_pending(task, as_buffered(file)))
            exception_clear(task);
        list = slot_load(&dirty_files);
    }
}

/* ---- construction ---- */

static bool buffered_setup(struct Task *task, PyBuffered *file, Value raw, int64_t size)
{
    if (size <= 0) {
        raise_error(task, &type_ValueError, "buffer size must be strictly positive");
        return false;
    }
    file->data = gc_alloc(task, (size_t)size, LAYOUT_FREE);
    if (file->data == NULL)
        return false;
    gc_card(&file->data);
    gc_store(&file->raw, raw);
    file->capacity = size;
    file->position = file->filled = file->pending = 0;
    return true;
}

RT Value buffered_new(TASK, PyType *type, Value raw, int64_t size)
{
    PyBuffered *file = object_alloc(task, type, 0);
    return file && buffered_setup(task, file, raw, size) ? value_from_object(file) : 0;
}

static RT int buffered_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("BufferedReader", "(raw, buffer_size=8192)");
    Value out[2];
    int64_t size;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out) || !object_index_i64(task, out[1], &size, false))
        return -1;
    bool reads = !value_is_instance(self, &type_BufferedWriter), writes = !value_is_instance(self, &type_BufferedReader);
    if ((reads && !call_method(task, out[0], str_intern_c(task, "_checkReadable"), NULL, 0)) ||
        (writes && !call_method(task, out[0], str_intern_c(task, "_checkWritable"), NULL, 0))) {
        if (!exception_matches(task, &type_AttributeError))
            return -1;
        exception_clear(task);
    }
    return buffered_setup(task, as_buffered(self), out[0], size) ? 0 : -1;
}

/* ---- reading ---- */

typedef struct Bytes { uint8_t *data; int64_t size, capacity; } Bytes;

static bool bytes_add(struct Task *task, Bytes *b, const uint8_t *data, int64_t n)
{
    if (b->size + n > b->capacity) {
        int64_t capacity = (b->size + n) * 2;
        uint8_t *bigger = gc_alloc(task, (size_t)capacity, LAYOUT_FREE);
        if (bigger == NULL)
            return false;
        memcpy(bigger, b->data, (size_t)b->size);
        b->data = bigger;
        b->capacity = capacity;
    }
    memcpy(b->data + b->size, data, (size_t)n);
    b->size += n;
    return true;
}

static bool take_ahead(struct Task *task, PyBuffered *file, Bytes *b, int64_t most)
{
    int64_t n = file->filled - file->position;
    if (n > most)
        n = most;
    bool good = bytes_add(task, b, file->data + file->position, n);
    file->position += n;
    return good;
}

/* size bytes, or as many as there are; all when size is negative. */
static Value read_bytes(struct Task *task, PyBuffered *file, int64_t size)
{
    Bytes b = {NULL, 0, 0};
    int64_t n = 1;
    while (size < 0 || b.size < size) {
        if (file->position == file->filled && (n = fill(task, file)) <= 0)
            break;
        if (!take_ahead(task, file, &b, size < 0 ? INT64_MAX : size - b.size))
            return 0;
    }
    if (n == -1)
        return 0;
    return n == -2 && b.size == 0 ? VALUE_NONE : bytes_from_data(task, b.data, b.size);
}

static bool ready_to_read(struct Task *task, Value self)
{
    return is_open(task, self) && write_pending(task, as_buffered(self));
}

static RT Value buffered_read(TASK, Value self, Value size)
{
    int64_t wanted;
    if (!io_size(task, size, &wanted))
        return 0;
    if (wanted < -1)
        return raise_error(task, &type_ValueError, "read length must be non-negative or -1");
    return ready_to_read(task, self) ? read_bytes(task, as_buffered(self), wanted) : 0;
}

static RT Value buffered_read1(TASK, Value self, Value size)
{
    PyBuffered *file = as_buffered(self);
    int64_t wanted, n;
    if (!io_size(task, size, &wanted) || !ready_to_read(task, self))
        return 0;
    if (wanted < 0)
        wanted = file->capacity;
    if (wanted > 0 && file->position == file->filled && (n = fill(task, file)) <= 0)
        return n == -1 ? 0 : n == -2 ? VALUE_NONE : BYTES_EMPTY;
    int64_t ahead = file->filled - file->position;
    if (wanted > ahead)
        wanted = ahead;
    file->position += wanted;
    return bytes_from_data(task, file->data + file->position - wanted, wanted);
}

static RT Value buffered_peek(TASK, Value self, Value size)
{
    PyBuffered *file = as_buffered(self);
    if (!ready_to_read(task, self) || (file->position == file->filled && fill(task, file) == -1))
        return 0;
    return bytes_from_data(task, file->data + file->position, file->filled - file->position);
}

static RT Value buffered_readinto(TASK, Value self, Value buffer)
{
    BufferView view;
    if (!ready_to_read(task, self) || !buffer_get(task, buffer, &view, BUFFER_WRITE))
        return 0;
    Value data = read_bytes(task, as_buffered(self), view.size);
    if (data && data != VALUE_NONE)
        memcpy(view.data, ((PyBytes *)data)->data, (size_t)((PyBytes *)data)->length);
    buffer_release(task, &view);
    return !data || data == VALUE_NONE ? data : int_from_i64(task, ((PyBytes *)data)->length);
}

static RT Value buffered_readinto1(TASK, Value self, Value buffer)
{
    BufferView view;
    if (!buffer_get(task, buffer, &view, BUFFER_WRITE))
        return 0;
    Value size = int_from_i64(task, view.size), data = size ? buffered_read1(task, self, size) : 0;
    if (data && data != VALUE_NONE)
        memcpy(view.data, ((PyBytes *)data)->data, (size_t)((PyBytes *)data)->length);
    buffer_release(task, &view);
    return !data || data == VALUE_NONE ? data : int_from_i64(task, ((PyBytes *)data)->length);
}

static Value read_line(struct Task *task, PyBuffered *file, int64_t limit)
{
    Bytes b = {NULL, 0, 0};
    while (limit < 0 || b.size < limit) {
        if (file->position == file->filled) {
            int64_t n = fill(task, file);
            if (n == -1)
                return 0;
            if (n <= 0)
                break;
        }
        uint8_t *start = file->data + file->position;
        int64_t most = file->filled - file->position;
        if (limit >= 0 && most > limit - b.size)
            most = limit - b.size;
        uint8_t *end = memchr(start, '\n', (size_t)most);
        int64_t n = end ? end - start + 1 : most;
        if (end && b.size == 0) {
            file->position += n;
            return bytes_from_data(task, start, n);
        }
        if (!take_ahead(task, file, &b, n))
            return 0;
        if (end)
            break;
    }
    return bytes_from_data(task, b.data, b.size);
}

static RT Value buffered_readline(TASK, Value self, Value size)
{
    int64_t limit;
    return io_size(task, size, &limit) && ready_to_read(task, self) ? read_line(task, as_buffered(self), limit) : 0;
}

static RT Value buffered_next(TASK, Value self)
{
    Value line = ready_to_read(task, self) ? read_line(task, as_buffered(self), -1) : 0;
    return line && ((PyBytes *)line)->length == 0 ? VALUE_STOP : line;
}

/* ---- writing ---- */

static RT Value buffered_write(TASK, Value self, Value data)
{
    BufferView view;
    if (value_is_str(data))
        return raise_error(task, &type_TypeError, "a bytes-like object is required, not 'str'");
    if (!usable(task, self) || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    bool good = buffered_write_bytes(task, self, view.data, view.size);
    buffer_release(task, &view);
    return good ? int_from_i64(task, view.size) : 0;
}

static RT Value buffered_flush(TASK, Value self)
{
    if (!usable(task, self))
        return 0;
    Value raw = as_buffered(self)->raw.word;
    if (!is_open(task, self) || !write_pending(task, as_buffered(self)))
        return 0;
    if (value_has_shape(raw, &shape_FileIO))
        return VALUE_NONE;
    return call_method(task, raw, NAME(flush), NULL, 0);
}

/* ---- position ---- */

static RT Value buffered_tell(TASK, Value self)
{
    PyBuffered *file = as_buffered(self);
    if (!is_open(task, self))
        return 0;
    int64_t at = io_int_result(task, call_method(task, file->raw.word, NAME(tell), NULL, 0));
    return at < 0 ? 0 : int_from_i64(task, at - (file->filled - file->position) + file->pending);
}

static RT Value buffered_seek(TASK, Value self, Value offset, Value whence)
{
    PyBuffered *file = as_buffered(self);
    int64_t to, from;
    if (!object_index_i64(task, whence, &from, false) || !object_index_i64(task, offset, &to, false))
        return 0;
    if (from < 0 || from > 4)
        return raise_error(task, &type_ValueError, "whence value %ld unsupported", (long)from);
    if (!is_open(task, self) || !write_pending(task, file))
        return 0;
    if (from == 1)
        to -= file->filled - file->position;
    file->position = file->filled = 0;
    int64_t at = raw_seek(task, file, to, (int)from);
    return at < 0 ? 0 : int_from_i64(task, at);
}

static RT Value buffered_truncate(TASK, Value self, Value size)
{
    if (!is_open(task, self) || !write_pending(task, as_buffered(self)))
        return 0;
    if (size == VALUE_NONE)
        size = buffered_tell(task, self);
    return size ? call_method(task, as_buffered(self)->raw.word, NAME(truncate), &size, 1) : 0;
}

/* ---- the rest goes to the raw file ---- */

static RT Value buffered_close(TASK, Value self)
{
    if (!usable(task, self))
        return 0;
    Value raw = as_buffered(self)->raw.word;
    int closed = io_is_closed(task, raw);
    if (closed)
        return closed < 0 ? 0 : VALUE_NONE;
    Value flushed = call_method(task, self, NAME(flush), NULL, 0), failure = flushed ? 0 : exception_take(task);
    unlist(task, as_buffered(self));
    as_buffered(self)->pending = 0;
    Value result = call_method(task, raw, NAME(close), NULL, 0);
    if (failure)
        return raise_value(task, failure);
    return result;
}

static RT Value buffered_detach(TASK, Value self)
{
    if (!usable(task, self) || !call_method(task, self, NAME(flush), NULL, 0))
        return 0;
    Value raw = as_buffered(self)->raw.word;
    gc_store(&as_buffered(self)->raw, 0);
    return raw;
}

static Value forward(struct Task *task, Value self, const char *name)
{
    Value word = usable(task, self) ? str_intern_c(task, name) : 0;
    return word ? call_method(task, as_buffered(self)->raw.word, word, NULL, 0) : 0;
}
static RT Value buffered_seekable(TASK, Value self) { return forward(task, self, "seekable"); }
static RT Value buffered_readable(TASK, Value self) { return forward(task, self, "readable"); }
static RT Value buffered_writable(TASK, Value self) { return forward(task, self, "writable"); }
static RT Value buffered_fileno(TASK, Value self) { return forward(task, self, "fileno"); }
static RT Value buffered_isatty(TASK, Value self) { return forward(task, self, "isatty"); }
static Value raw_attribute(struct Task *task, Value self, Value name)
{
    return usable(task, self) ? object_get_attr(task, as_buffered(self)->raw.word, name) : 0;
}
static RT Value buffered_closed(TASK, Value self) { return raw_attribute(task, self, NAME(closed)); }
static RT Value buffered_name(TASK, Value self) { return raw_attribute(task, self, NAME(name)); }
static RT Value buffered_mode(TASK, Value self) { return raw_attribute(task, self, NAME(mode)); }
static RT Value buffered_raw(TASK, Value self)
{
    Value raw = as_buffered(self)->raw.word;
    return raw ? raw : VALUE_NONE;
}

static RT Value buffered_repr(TASK, Value self)
{
    Value raw = as_buffered(self)->raw.word, name = raw ? object_get_attr_or_unbound(task, raw, NAME(name)) : VALUE_UNBOUND;
    if (!name)
        return 0;
    return name == VALUE_UNBOUND ? str_format(task, "<%s>", type_name(type_of(self)))
                                 : str_format(task, "<%s name=%R>", type_name(type_of(self)), name);
}

#define COMMON_METHODS                                                                                     \
    METHOD(flush, "(self, /)", buffered_flush, NONE, RAISES, NULL)                                          \
    METHOD(close, "(self, /)", buffered_close, NONE, RAISES, NULL)                                          \
    METHOD(detach, "(self, /)", buffered_detach, OBJ, RAISES, NULL)                                         \
    METHOD(seek, "(self, target, whence=0, /)", buffered_seek, INT, RAISES, NULL)                           \
    METHOD(tell, "(self, /)", buffered_tell, INT, RAISES, NULL)                                             \
    METHOD(truncate, "(self, pos=None, /)", buffered_truncate, INT, RAISES, NULL)                           \
    METHOD(seekable, "(self, /)", buffered_seekable, BOOL, RAISES, NULL)                                    \
    METHOD(readable, "(self, /)", buffered_readable, BOOL, RAISES, NULL)                                    \
    METHOD(writable, "(self, /)", buffered_writable, BOOL, RAISES, NULL)                                    \
    METHOD(fileno, "(self, /)", buffered_fileno, INT, RAISES, NULL)                                         \
    METHOD(isatty, "(self, /)", buffered_isatty, BOOL, RAISES, NULL)
#define READ_METHODS                                                                                        \
    METHOD(read, "(self, size=-1, /)", buffered_read, OBJ, RAISES, NULL)                                     \
    METHOD(read1, "(self, size=-1, /)", buffered_read1, OBJ, RAISES, NULL)                                   \
    METHOD(peek, "(self, size=0, /)", buffered_peek, OBJ, RAISES, NULL)                                      \
    METHOD(readinto, "(self, buffer, /)", buffered_readinto, OBJ, RAISES, NULL)                              \
    METHOD(readinto1, "(self, buffer, /)", buffered_readinto1, OBJ, RAISES, NULL)                            \
    METHOD(readline, "(self, size=-1, /)", buffered_readline, OBJ, RAISES, NULL)
#define WRITE_METHODS METHOD(write, "(self, buffer, /)", buffered_write, OBJ, RAISES, "Put bytes into the buffer; returns how many.")

METHOD_TABLE_BEGIN(BufferedReader) COMMON_METHODS READ_METHODS METHOD_TABLE_END
METHOD_TABLE_BEGIN(BufferedWriter) COMMON_METHODS WRITE_METHODS METHOD_TABLE_END
METHOD_TABLE_BEGIN(BufferedRandom) COMMON_METHODS READ_METHODS WRITE_METHODS METHOD_TABLE_END
static const GetSetDef buffered_getsets[] = {{"closed", buffered_closed, NULL, NULL}, {"name", buffered_name, NULL, NULL},
                                             {"mode", buffered_mode, NULL, NULL}, {"raw", buffered_raw, NULL, NULL},
                                             {.name = NULL}};
#define BUFFERED_TYPE(id, documentation, ...)                                                                \
    BUILTIN_TYPE(id, "_io." #id, PyBuffered, .base = &type__BufferedIOBase, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, \
                 .methods = id##_methods, .getsets = buffered_getsets, .c_doc = documentation,               \
                 .slots = {.repr = buffered_repr, .new_ = object_new_entry, .init = buffered_init, __VA_ARGS__})
BUFFERED_TYPE(BufferedReader, "Reads ahead from a raw stream.", .next = buffered_next)
BUFFERED_TYPE(BufferedWriter, "Collects small writes to a raw stream.")
BUFFERED_TYPE(BufferedRandom, "Reads and writes a raw stream that can seek.", .next = buffered_next)

/* ---- BufferedRWPair ---- */

typedef struct PyPair { Object head; Slot reader, writer; } PyPair;
static RT int pair_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("BufferedRWPair", "(reader, writer, buffer_size=8192, /)");
    Value out[3];
    int64_t size;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out) || !object_index_i64(task, out[2], &size, false))
        return -1;
    Value reader = buffered_new(task, &type_BufferedReader, out[0], size);
    Value writer = reader ? buffered_new(task, &type_BufferedWriter, out[1], size) : 0;
    if (!writer)
        return -1;
    gc_store(&((PyPair *)self)->reader, reader);
    gc_store(&((PyPair *)self)->writer, writer);
    return 0;
}
static Value reader_of(Value v) { return ((PyPair *)v)->reader.word; }
static Value writer_of(Value v) { return ((PyPair *)v)->writer.word; }
static RT Value pair_read(TASK, Value self, Value size) { return buffered_read(task, reader_of(self), size); }
static RT Value pair_read1(TASK, Value self, Value size) { return buffered_read1(task, reader_of(self), size); }
static RT Value pair_peek(TASK, Value self, Value size) { return buffered_peek(task, reader_of(self), size); }
static RT Value pair_readinto(TASK, Value self, Value buffer) { return buffered_readinto(task, reader_of(self), buffer); }
static RT Value pair_readinto1(TASK, Value self, Value buffer) { return buffered_readinto1(task, reader_of(self), buffer); }
static RT Value pair_readline(TASK, Value self, Value size) { return buffered_readline(task, reader_of(self), size); }
static RT Value pair_write(TASK, Value self, Value data) { return buffered_write(task, writer_of(self), data); }
static RT Value pair_flush(TASK, Value self) { return buffered_flush(task, writer_of(self)); }
static RT Value pair_readable(TASK, Value self) { return buffered_readable(task, reader_of(self)); }
static RT Value pair_writable(TASK, Value self) { return buffered_writable(task, writer_of(self)); }
static RT Value pair_close(TASK, Value self)
{
    Value written = buffered_close(task, writer_of(self)), failure = written ? 0 : exception_take(task);
    Value closed = buffered_close(task, reader_of(self));
    return failure ? raise_value(task, failure) : closed;
}
static RT Value pair_isatty(TASK, Value self)
{
    Value writes = buffered_isatty(task, writer_of(self));
    return writes == VALUE_FALSE ? buffered_isatty(task, reader_of(self)) : writes;
}
static RT Value pair_closed(TASK, Value self) { return buffered_closed(task, writer_of(self)); }
METHOD_TABLE_BEGIN(BufferedRWPair)
    METHOD(read, "(self, size=-1, /)", pair_read, OBJ, RAISES, NULL)
    METHOD(read1, "(self, size=-1, /)", pair_read1, OBJ, RAISES, NULL)
    METHOD(peek, "(self, size=0, /)", pair_peek, OBJ, RAISES, NULL)
    METHOD(readinto, "(self, buffer, /)", pair_readinto, OBJ, RAISES, NULL)
    METHOD(readinto1, "(self, buffer, /)", pair_readinto1, OBJ, RAISES, NULL)
    METHOD(readline, "(self, size=-1, /)", pair_readline, OBJ, RAISES, NULL)
    METHOD(write, "(self, buffer, /)", pair_write, OBJ, RAISES, NULL)
    METHOD(flush, "(self, /)", pair_flush, NONE, RAISES, NULL)
    METHOD(close, "(self, /)", pair_close, NONE, RAISES, NULL)
    METHOD(readable, "(self, /)", pair_readable, BOOL, RAISES, NULL)
    METHOD(writable, "(self, /)", pair_writable, BOOL, RAISES, NULL)
    METHOD(isatty, "(self, /)", pair_isatty, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef pair_getsets[] = {{"closed", pair_closed, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(BufferedRWPair, "_io.BufferedRWPair", PyPair, .base = &type__BufferedIOBase,
             .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = BufferedRWPair_methods, .getsets = pair_getsets,
             .c_doc = "One stream to read from and another to write to, as one object.",
             .slots = {.new_ = object_new_entry, .init = pair_init})
