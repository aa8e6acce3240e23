/* FileIO: a file descriptor. Reads and writes retry after signals; a descriptor that would
   block gives None. */
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "runtime/modules/io.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

static PyFileIO *as_file(Value v) { return (PyFileIO *)v; }

static bool is_open(struct Task *task, Value self)
{
    if (as_file(self)->descriptor >= 0)
        return true;
    io_raise_closed(task);
    return false;
}

/* ---- system calls ---- */

RT int64_t fileio_read(TASK, PyFileIO *file, void *data, int64_t size)
{
    for (;;) {
        ssize_t n = read(file->descriptor, data, (size_t)size);
        if (n >= 0)
            return n;
        if (errno == EAGAIN)
            return -2;
        if (errno != EINTR)
            return fail_int(io_raise_os_error(task, errno, 0));
        if (!runtime_poll(task))
            return -1;
    }
}

RT int64_t fileio_write(TASK, PyFileIO *file, const void *data, int64_t size)
{
    for (;;) {
        ssize_t n = write(file->descriptor, data, (size_t)size);
        if (n >= 0)
            return n;
        if (errno == EAGAIN)
            return -2;
        if (errno != EINTR)
            return fail_int(io_raise_os_error(task, errno, 0));
        if (!runtime_poll(task))
            return -1;
    }
}

/* ---- opening ---- */

static bool mode_error(struct Task *task, const char *text)
{
    raise_error(task, &type_ValueError, "%s", text);
    return false;
}

static bool parse_mode(struct Task *task, PyFileIO *file, const char *mode, int *flags)
{
    int kinds = 0, plus = 0;
    *flags = 0;
    for (const char *c = mode; *c; c++) {
        switch (*c) {
        case 'x': kinds++; file->created = file->writable = true; *flags |= O_EXCL | O_CREAT; break;
        case 'r': kinds++; file->readable = true; break;
        case 'w': kinds++; file->writable = true; *flags |= O_CREAT | O_TRUNC; break;
        case 'a': kinds++; file->writable = file->appending = true; *flags |= O_APPEND | O_CREAT; break;
        case 'b': break;
        case '+': plus++; break;
        default:
            raise_error(task, &type_ValueError, "invalid mode: %s", mode);
            return false;
        }
    }
    if (kinds != 1 || plus > 1)
        return mode_error(task, "Must have exactly one of create/read/write/append mode and at most one plus");
    if (plus)
        file->readable = file->writable = true;
    *flags |= file->readable && file->writable ? O_RDWR : file->readable ? O_RDONLY : O_WRONLY;
    *flags |= O_CLOEXEC;
    return true;
}

static bool open_path(struct Task *task, PyFileIO *file, Value name, int flags, Value opener)
{
    if (opener != VALUE_NONE) {
        Value args[2] = {name, value_from_small_int(flags)}, result = object_call(task, opener, args, 2, 0);
        int64_t descriptor;
        if (!result || !object_index_i64(task, result, &descriptor, false))
            return false;
        file->descriptor = (int32_t)descriptor;
        if (descriptor < 0)
            raise_error(task, &type_ValueError, "opener returned %ld", (long)descriptor);
        return descriptor >= 0;
    }
    int64_t length;
    const char *path = value_is_bytes(name) ? (const char *)((PyBytes *)name)->data : str_utf8_lossy(task, name, &length);
    if (path == NULL)
        return false;
    do
        file->descriptor = open(path, flags, 0666);
    while (file->descriptor < 0 && errno == EINTR);
    if (file->descriptor < 0)
        io_raise_os_error(task, errno, name);
    return file->descriptor >= 0;
}

static bool not_a_folder(struct Task *task, PyFileIO *file, Value name)
{
    struct stat status;
    if (fstat(file->descriptor, &status) == 0 && !S_ISDIR(status.st_mode))
        return true;
    int error = S_ISDIR(status.st_mode) ? EISDIR : errno;
    if (file->closes)
        close(file->descriptor);
    file->descriptor = -1;
    io_raise_os_error(task, error, name);
    return false;
}

static bool fileio_open(struct Task *task, PyFileIO *file, Value name, const char *mode, bool closes, Value opener)
{
    int flags;
    int64_t descriptor;
    if (!parse_mode(task, file, mode, &flags))
        return false;
    file->closes = true;
    gc_store(&file->name, name);
    if (value_is_int(name)) {
        if (!object_index_i64(task, name, &descriptor, false))
            return false;
        if (descriptor < 0)
            return mode_error(task, "negative file descriptor");
        file->descriptor = (int32_t)descriptor;
        file->closes = closes;
    } else {
        if (!closes)
            return mode_error(task, "Cannot use closefd=False with file name");
        if (!open_path(task, file, name, flags, opener))
            return false;
    }
    if (!not_a_folder(task, file, name))
        return false;
    if (file->appending)
        lseek(file->descriptor, 0, SEEK_END);
    return true;
}

static Value path_of(struct Task *task, Value name)
{
    if (value_is_int(name) || value_is_str(name) || value_is_bytes(name))
        return name;
    Value path = call_special(task, name, NAME(__fspath__), NULL, 0);
    if (path == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "expected str, bytes or os.PathLike object, not %T", name);
    return path;
}

RT Value fileio_new(TASK, Value name, const char *mode, bool closes, Value opener, int descriptor)
{
    PyFileIO *file = object_alloc(task, &type_FileIO, 0);
    if (file == NULL)
        return 0;
    file->descriptor = -1;
    file->seekable = -1;
    name = path_of(task, name);
    return name && fileio_open(task, file, name, mode, closes, opener) ? value_from_object(file) : 0;
}

static RT Value fileio_make(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyFileIO *file = object_alloc(task, (PyType *)callee, 0);
    if (file == NULL)
        return 0;
    file->descriptor = -1;
    file->seekable = -1;
    return value_from_object(file);
}

static RT int fileio_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("FileIO", "(file, mode='r', closefd=True, opener=None)");
    Value out[4];
    int64_t length;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return -1;
    Value name = path_of(task, out[0]);
    int closes = name ? object_truth(task, out[2]) : -1;
    if (closes < 0)
        return -1;
    const char *mode = value_is_str(out[1]) ? str_utf8(task, out[1], &length) : NULL;
    if (mode == NULL)
        return fail_int(raise_error(task, &type_TypeError, "FileIO() argument 'mode' must be str, not %T", out[1]));
    return fileio_open(task, as_file(self), name, mode, closes, out[3]) ? 0 : -1;
}

/* ---- methods ---- */

static const char *mode_text(PyFileIO *file)
{
    if (file->created)
        return file->readable ? "xb+" : "xb";
    if (file->appending)
        return file->readable ? "ab+" : "ab";
    return file->readable && file->writable ? "rb+" : file->readable ? "rb" : "wb";
}

static RT Value fileio_repr(TASK, Value self)
{
    PyFileIO *file = as_file(self);
    if (file->descriptor < 0)
        return str_from_c(task, "<_io.FileIO [closed]>");
    return str_format(task, "<_io.FileIO name=%R mode='%s' closefd=%s>", file->name.word, mode_text(file),
                      file->closes ? "True" : "False");
}

static bool may(struct Task *task, Value self, bool allowed, const char *what)
{
    if (!is_open(task, self))
        return false;
    if (!allowed)
        raise_error(task, (PyType *)io_unsupported.word, "File not open for %s", what);
    return allowed;
}

static Value read_all(struct Task *task, PyFileIO *file)
{
    struct stat status;
    int64_t size = 0, capacity = IO_BUFFER_SIZE;
    off_t at = lseek(file->descriptor, 0, SEEK_CUR);
    if (fstat(file->descriptor, &status) == 0 && at >= 0 && status.st_size > at)
        capacity = status.st_size - at + 1;
    uint8_t *data = gc_alloc(task, (size_t)capacity, LAYOUT_FREE);
    while (data != NULL) {
        int64_t n = fileio_read(task, file, data + size, capacity - size);
        if (n == -2 && size == 0)
            return VALUE_NONE;
        if (n == -1)
            return 0;
        if (n <= 0)
            return bytes_from_data(task, data, size);
        size += n;
        if (size == capacity) {
            uint8_t *bigger = gc_alloc(task, (size_t)(capacity *= 2), LAYOUT_FREE);
            if (bigger == NULL)
                return 0;
            data = memcpy(bigger, data, (size_t)size);
        }
    }
    return 0;
}

static RT Value fileio_method_readall(TASK, Value self)
{
    return may(task, self, as_file(self)->readable, "reading") ? read_all(task, as_file(self)) : 0;
}

static RT Value fileio_method_read(TASK, Value self, Value size)
{
    PyFileIO *file = as_file(self);
    int64_t wanted;
    if (!may(task, self, file->readable, "reading") || !io_size(task, size, &wanted))
        return 0;
    if (wanted < 0)
        return read_all(task, file);
    uint8_t *data = gc_alloc(task, (size_t)wanted + 1, LAYOUT_FREE);
    int64_t n = data ? fileio_read(task, file, data, wanted) : -1;
    return n == -2 ? VALUE_NONE : n < 0 ? 0 : bytes_from_data(task, data, n);
}

static RT Value fileio_method_readinto(TASK, Value self, Value buffer)
{
    BufferView view;
    if (!may(task, self, as_file(self)->readable, "reading") || !buffer_get(task, buffer, &view, BUFFER_WRITE))
        return 0;
    int64_t n = fileio_read(task, as_file(self), view.data, view.size);
    buffer_release(task, &view);
    return n == -2 ? VALUE_NONE : n < 0 ? 0 : int_from_i64(task, n);
}

static RT Value fileio_method_write(TASK, Value self, Value data)
{
    BufferView view;
    if (!may(task, self, as_file(self)->writable, "writing") || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    int64_t n = fileio_write(task, as_file(self), view.data, view.size);
    buffer_release(task, &view);
    return n == -2 ? VALUE_NONE : n < 0 ? 0 : int_from_i64(task, n);
}

static RT Value fileio_seek(TASK, Value self, Value offset, Value whence)
{
    int64_t to, from;
    if (!is_open(task, self) || !object_index_i64(task, offset, &to, false) ||
        !object_index_i64(task, whence, &from, false))
        return 0;
    off_t at = lseek(as_file(self)->descriptor, to, (int)from);
    return at < 0 ? io_raise_os_error(task, errno, 0) : int_from_i64(task, at);
}

static RT Value fileio_tell(TASK, Value self)
{
    if (!is_open(task, self))
        return 0;
    off_t at = lseek(as_file(self)->descriptor, 0, SEEK_CUR);
    return at < 0 ? io_raise_os_error(task, errno, 0) : int_from_i64(task, at);
}

static RT Value fileio_truncate(TASK, Value self, Value size)
{
    int64_t length;
    if (!may(task, self, as_file(self)->writable, "writing"))
        return 0;
    if (size == VALUE_NONE)
        size = fileio_tell(task, self);
    if (!size || !object_index_i64(task, size, &length, false))
        return 0;
    return ftruncate(as_file(self)->descriptor, length) < 0 ? io_raise_os_error(task, errno, 0) : size;
}

static RT Value fileio_close(TASK, Value self)
{
    PyFileIO *file = as_file(self);
    int descriptor = file->descriptor;
    file->descriptor = -1;
    if (descriptor < 0 || !file->closes)
        return VALUE_NONE;
    return close(descriptor) < 0 && errno != EINTR ? io_raise_os_error(task, errno, 0) : VALUE_NONE;
}

static RT Value fileio_seekable(TASK, Value self)
{
    PyFileIO *file = as_file(self);
    if (!is_open(task, self))
        return 0;
    if (file->seekable < 0)
        file->seekable = lseek(file->descriptor, 0, SEEK_CUR) >= 0;
    return value_from_bool(file->seekable);
}

static RT Value fileio_readable(TASK, Value self) { return is_open(task, self) ? value_from_bool(as_file(self)->readable) : 0; }
static RT Value fileio_writable(TASK, Value self) { return is_open(task, self) ? value_from_bool(as_file(self)->writable) : 0; }
static RT Value fileio_fileno(TASK, Value self) { return is_open(task, self) ? value_from_small_int(as_file(self)->descriptor) : 0; }
static RT Value fileio_isatty(TASK, Value self) { return is_open(task, self) ? value_from_bool(isatty(as_file(self)->descriptor)) : 0; }
static RT Value fileio_closed(TASK, Value self) { return value_from_bool(as_file(self)->descriptor < 0); }
static RT Value fileio_closefd(TASK, Value self) { return value_from_bool(as_file(self)->closes); }
static RT Value fileio_mode(TASK, Value self) { return str_from_c(task, mode_text(as_file(self))); }
static RT Value fileio_blksize(TASK, Value self) { return value_from_small_int(IO_BUFFER_SIZE); }

METHOD_TABLE_BEGIN(FileIO)
    METHOD(read, "(self, size=-1, /)", fileio_method_read, OBJ, RAISES, "One read of at most size bytes.")
    METHOD(readall, "(self, /)", fileio_method_readall, OBJ, RAISES, "Read up to the end of the file.")
    METHOD(readinto, "(self, buffer, /)", fileio_method_readinto, OBJ, RAISES, "One read straight into a buffer; returns the count.")
    METHOD(write, "(self, b, /)", fileio_method_write, OBJ, RAISES, "One write; returns how many bytes were taken.")
    METHOD(seek, "(self, pos, whence=0, /)", fileio_seek, INT, RAISES, "Move the position; returns the new one.")
    METHOD(tell, "(self, /)", fileio_tell, INT, RAISES, "Tell where the next read or write happens.")
    METHOD(truncate, "(self, size=None, /)", fileio_truncate, INT, RAISES, "Make the file size bytes long, by default up to the position.")
    METHOD(close, "(self, /)", fileio_close, NONE, RAISES, "Give the descriptor back to the system.")
    METHOD(seekable, "(self, /)", fileio_seekable, BOOL, RAISES, "Say whether the file can seek.")
    METHOD(readable, "(self, /)", fileio_readable, BOOL, RAISES, "Say whether the mode allows reading.")
    METHOD(writable, "(self, /)", fileio_writable, BOOL, RAISES, "Say whether the mode allows writing.")
    METHOD(fileno, "(self, /)", fileio_fileno, INT, RAISES, "The file descriptor.")
    METHOD(isatty, "(self, /)", fileio_isatty, BOOL, RAISES, "Say whether it is a terminal.")
METHOD_TABLE_END
static const GetSetDef fileio_getsets[] = {
    {"closed", fileio_closed, NULL, "Whether close() was called"}, {"closefd", fileio_closefd, NULL, NULL},
    {"mode", fileio_mode, NULL, "The mode as open() spells it"}, {"_blksize", fileio_blksize, NULL, NULL}, {.name = NULL}};
static const MemberDef fileio_members[] = {{"name", offsetof(PyFileIO, name), false, NULL}, {.name = NULL}};

BUILTIN_TYPE(FileIO, "_io.FileIO", PyFileIO, .base = &type__RawIOBase, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT,
             .methods = FileIO_methods, .getsets = fileio_getsets, .members = fileio_members,
             .c_doc = "A file of the system, without a buffer.",
             .slots = {.repr = fileio_repr, .new_ = fileio_make, .init = fileio_init})
