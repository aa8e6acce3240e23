/* Arguments and errors of the posix module. */
#define _GNU_SOURCE
#include "runtime/modules/posix.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

RT Value posix_error(TASK) { return io_raise_os_error(task, errno, 0); }

RT Value posix_path_error(TASK, const PosixPath *path) { return io_raise_os_error(task, errno, path->object); }

RT Value posix_error_two(TASK, Value from, Value to)
{
    int error = errno;
    Value args[5] = {value_from_small_int(error), str_from_c(task, strerror(error)), from, VALUE_NONE, to};
    Value exception = args[1] ? object_call(task, value_from_object(&type_OSError), args, 5, 0) : 0;
    return exception ? raise_value(task, exception) : 0;
}

RT Value posix_done(TASK, int64_t result) { return result < 0 ? posix_error(task) : VALUE_NONE; }

RT Value posix_path_done(TASK, int64_t result, const PosixPath *path)
{
    return result < 0 ? posix_path_error(task, path) : VALUE_NONE;
}

RT bool posix_interrupted(TASK, bool *failed)
{
    *failed = false;
    if (errno != EINTR)
        return false;
    *failed = !runtime_poll(task);
    return !*failed;
}

/* ---- numbers ---- */

RT bool posix_int(TASK, Value v, int *result)
{
    int64_t wide;
    if (!value_is_int(v)) {
        v = object_index(task, v);
        if (!v)
            return false;
    }
    if (value_is_small_int(v) || value_is_bool(v))
        wide = value_is_bool(v) ? value_bool(v) : value_small_int(v);
    else if (!value_to_i64(task, v, &wide))
        return false;
    *result = (int)wide;
    if (wide == *result)
        return true;
    raise_error(task, &type_OverflowError, wide > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    return false;
}

RT bool posix_descriptor(TASK, Value v, int *result)
{
    if (!value_is_int(v)) {
        Value name = str_intern_c(task, "fileno"), method = name ? object_get_attr_or_unbound(task, v, name) : 0;
        if (method == VALUE_UNBOUND)
            raise_error(task, &type_TypeError, "argument must be an int, or have a fileno() method.");
        if (method == 0 || method == VALUE_UNBOUND)
            return false;
        v = call_zero(task, method);
        if (v && !value_is_int(v))
            v = raise_error(task, &type_TypeError, "fileno() returned a non-integer");
    }
    if (!v || !posix_int(task, v, result))
        return false;
    if (*result < 0)
        raise_error(task, &type_ValueError, "file descriptor cannot be a negative integer (%d)", *result);
    return *result >= 0;
}

RT bool posix_folder(TASK, Value dir_fd, int *result)
{
    if (dir_fd == VALUE_NONE) {
        *result = AT_FDCWD;
        return true;
    }
    if (!value_has_index(dir_fd)) {
        raise_error(task, &type_TypeError, "argument should be integer or None, not %T", dir_fd);
        return false;
    }
    return posix_int(task, dir_fd, result);
}

/* ---- paths ---- */

RT Value posix_fspath(TASK, Value path)
{
    if (value_is_str(path) || value_is_bytes(path))
        return path;
    Value result = call_special(task, path, NAME(__fspath__), NULL, 0);
    if (result == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "expected str, bytes or os.PathLike object, not %T", path);
    if (result && !value_is_str(result) && !value_is_bytes(result))
        return raise_error(task, &type_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", path, result);
    return result;
}

static bool wrong_kind(struct Task *task, Value v, const char *function, const char *argument, int flags)
{
    const char *kinds = flags == (PATH_NULLABLE | PATH_DESCRIPTOR) ? "string, bytes, os.PathLike, integer or None"
                      : flags & PATH_DESCRIPTOR                    ? "string, bytes, os.PathLike or integer"
                      : flags & PATH_NULLABLE                      ? "string, bytes, os.PathLike or None"
                                                                   : "string, bytes or os.PathLike";
    raise_error(task, &type_TypeError, "%s: %s should be %s, not %T", function, argument, kinds, v);
    return false;
}

static bool use_bytes(struct Task *task, PosixPath *path, Value bytes, const char *function, const char *argument)
{
    path->keep = bytes;
    path->text = (const char *)as_bytes(bytes)->data;
    if ((int64_t)strlen(path->text) == as_bytes(bytes)->length)
        return true;
    if (path->is_bytes)
        raise_error(task, &type_ValueError, "%s: embedded null character in %s", function, argument);
    else
        raise_error(task, &type_ValueError, "embedded null byte");
    return false;
}

RT bool posix_path(TASK, Value v, const char *function, const char *argument, int flags, PosixPath *path)
{
    *path = (PosixPath){.descriptor = -1, .object = v, .keep = v};
    if (v == VALUE_NONE && (flags & PATH_NULLABLE)) {
        path->text = ".";
        path->object = 0;
        return true;
    }
    if (!value_is_str(v) && !value_is_bytes(v)) {
        if ((flags & PATH_DESCRIPTOR) && value_has_index(v))
            return posix_int(task, v, &path->descriptor);
        if (!type_lookup(type_of(v), NAME(__fspath__)))
            return wrong_kind(task, v, function, argument, flags);
        v = posix_fspath(task, v);
        if (!v)
            return false;
    }
    path->is_bytes = value_is_bytes(v);
    if (!path->is_bytes)
        v = codec_encode(task, v, "utf-8", "surrogateescape");
    return v && use_bytes(task, path, v, function, argument);
}

RT Value posix_text(TASK, const char *text, bool as_bytes)
{
    int64_t length = (int64_t)strlen(text);
    return as_bytes ? bytes_from_data(task, text, length)
                    : codec_decode(task, (const uint8_t *)text, length, "utf-8", "surrogateescape");
}
