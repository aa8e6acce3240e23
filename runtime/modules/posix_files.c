/* posix: descriptors, and calls on paths. Calls that may wait run detached (sched_blocking). */
#define _GNU_SOURCE
#include "runtime/modules/posix_functions.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>
#include "runtime/sched/sched.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- reading and writing ---- */

typedef struct Transfer { int descriptor; void *data; size_t size; int64_t offset; } Transfer;
static intptr_t do_read(void *p) { Transfer *t = p; return read(t->descriptor, t->data, t->size); }
static intptr_t do_write(void *p) { Transfer *t = p; return write(t->descriptor, t->data, t->size); }
static intptr_t do_pread(void *p) { Transfer *t = p; return pread(t->descriptor, t->data, t->size, t->offset); }
static intptr_t do_pwrite(void *p) { Transfer *t = p; return pwrite(t->descriptor, t->data, t->size, t->offset); }

/* Repeats after signals; -1 with the exception set. */
static int64_t transfer(struct Task *task, Transfer *t, intptr_t (*call)(void *))
{
    for (;;) {
        int64_t n = sched_blocking(task, call, t);
        bool failed;
        if (n >= 0)
            return n;
        if (!posix_interrupted(task, &failed))
            return failed ? -1 : fail_int(posix_error(task));
    }
}

static Value read_bytes(struct Task *task, Value fd, Value length, int64_t offset, intptr_t (*call)(void *))
{
    Transfer t = {.offset = offset};
    int64_t size;
    if (!posix_int(task, fd, &t.descriptor) || !object_index_i64(task, length, &size, false))
        return 0;
    if (size < 0) {
        errno = EINVAL;
        return posix_error(task);
    }
    t.size = (size_t)size;
    t.data = gc_alloc(task, t.size + 1, LAYOUT_FREE);
    int64_t n = t.data ? transfer(task, &t, call) : -1;
    return n < 0 ? 0 : bytes_from_data(task, t.data, n);
}

static Value write_bytes(struct Task *task, Value fd, Value data, int64_t offset, intptr_t (*call)(void *))
{
    Transfer t = {.offset = offset};
    BufferView view;
    if (!posix_int(task, fd, &t.descriptor) || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    t.data = view.data;
    t.size = (size_t)view.size;
    int64_t n = transfer(task, &t, call);
    buffer_release(task, &view);
    return n < 0 ? 0 : int_from_i64(task, n);
}

RT Value posix_read(TASK, Value fd, Value length) { return read_bytes(task, fd, length, 0, do_read); }
RT Value posix_write(TASK, Value fd, Value data) { return write_bytes(task, fd, data, 0, do_write); }
RT Value posix_pread(TASK, Value fd, Value length, Value offset)
{
    int64_t at;
    return object_index_i64(task, offset, &at, false) ? read_bytes(task, fd, length, at, do_pread) : 0;
}
RT Value posix_pwrite(TASK, Value fd, Value data, Value offset)
{
    int64_t at;
    return object_index_i64(task, offset, &at, false) ? write_bytes(task, fd, data, at, do_pwrite) : 0;
}

/* The buffers of a sequence, one transfer each, until one is short. */
static Value transfer_many(struct Task *task, Value fd, Value buffers, intptr_t (*call)(void *), int flags)
{
    Transfer t = {.offset = 0};
    Value items = posix_int(task, fd, &t.descriptor) ? tuple_from_iterable(task, buffers) : 0;
    int64_t total = 0;
    for (int64_t i = 0; items && i < tuple_size(items); i++) {
        BufferView view;
        if (!buffer_get(task, tuple_get(items, i), &view, flags))
            return 0;
        t.data = view.data;
        t.size = (size_t)view.size;
        int64_t n = transfer(task, &t, call);
        buffer_release(task, &view);
        if (n < 0)
            return 0;
        total += n;
        if (n < view.size)
            break;
    }
    return items ? int_from_i64(task, total) : 0;
}
RT Value posix_readv(TASK, Value fd, Value buffers) { return transfer_many(task, fd, buffers, do_read, BUFFER_WRITE); }
RT Value posix_writev(TASK, Value fd, Value buffers) { return transfer_many(task, fd, buffers, do_write, BUFFER_READ); }

typedef struct Sending { int out, in; off_t *offset; size_t count; } Sending;
static intptr_t do_send(void *p) { Sending *s = p; return sendfile(s->out, s->in, s->offset, s->count); }
RT Value posix_sendfile(TASK, Value out_fd, Value in_fd, Value offset, Value count)
{
    Sending s = {.offset = NULL};
    int64_t size, start;
    off_t at;
    if (!posix_int(task, out_fd, &s.out) || !posix_int(task, in_fd, &s.in) || !object_index_i64(task, count, &size, false))
        return 0;
    if (offset != VALUE_NONE) {
        if (!object_index_i64(task, offset, &start, false))
            return 0;
        at = start;
        s.offset = &at;
    }
    s.count = (size_t)size;
    for (;;) {
        int64_t n = sched_blocking(task, do_send, &s);
        bool failed;
        if (n >= 0)
            return int_from_i64(task, n);
        if (!posix_interrupted(task, &failed))
            return failed ? 0 : posix_error(task);
    }
}

/* ---- descriptors ---- */

typedef struct Opening { int folder; const char *path; int flags; mode_t mode; } Opening;
static intptr_t do_open(void *p) { Opening *o = p; return openat(o->folder, o->path, o->flags, o->mode); }

RT Value posix_open(TASK, Value path, Value flags, Value mode, Value dir_fd)
{
    PosixPath p;
    Opening o;
    int bits, permissions;
    if (!posix_path(task, path, "open", "path", PATH_PLAIN, &p) || !posix_int(task, flags, &bits) ||
        !posix_int(task, mode, &permissions) || !posix_folder(task, dir_fd, &o.folder))
        return 0;
    o.path = p.text;
    o.flags = bits | O_CLOEXEC;
    o.mode = (mode_t)permissions;
    for (;;) {
        int64_t fd = sched_blocking(task, do_open, &o);
        bool failed;
        if (fd >= 0)
            return int_from_i64(task, fd);
        if (!posix_interrupted(task, &failed))
            return failed ? 0 : posix_path_error(task, &p);
    }
}

RT Value posix_close(TASK, Value fd)
{
    int d;
    return posix_int(task, fd, &d) ? posix_done(task, close(d) < 0 && errno != EINTR ? -1 : 0) : 0;
}

RT Value posix_closerange(TASK, Value low, Value high)
{
    int from, to;
    if (!posix_int(task, low, &from) || !posix_int(task, high, &to))
        return 0;
    if (from < to)
        close_range((unsigned)(from < 0 ? 0 : from), (unsigned)to - 1, 0);
    return VALUE_NONE;
}

RT Value posix_dup(TASK, Value fd)
{
    int d;
    if (!posix_int(task, fd, &d))
        return 0;
    int copy = fcntl(d, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? posix_error(task) : value_from_small_int(copy);
}

RT Value posix_dup2(TASK, Value fd, Value fd2, Value inheritable)
{
    int from, to, inherits = object_truth(task, inheritable);
    if (inherits < 0 || !posix_int(task, fd, &from) || !posix_int(task, fd2, &to))
        return 0;
    if (from < 0 || to < 0) {
        errno = EBADF;
        return posix_error(task);
    }
    int result = inherits || from == to ? dup2(from, to) : dup3(from, to, O_CLOEXEC);
    return result < 0 ? posix_error(task) : value_from_small_int(result);
}

static Value new_pipe(struct Task *task, int flags)
{
    int ends[2];
    if (pipe2(ends, flags) < 0)
        return posix_error(task);
    Value words[2] = {value_from_small_int(ends[0]), value_from_small_int(ends[1])};
    return tuple_from(task, words, 2);
}
RT Value posix_pipe(TASK) { return new_pipe(task, O_CLOEXEC); }
RT Value posix_pipe2(TASK, Value flags)
{
    int bits;
    return posix_int(task, flags, &bits) ? new_pipe(task, bits) : 0;
}

RT Value posix_isatty(TASK, Value fd)
{
    int d;
    return posix_int(task, fd, &d) ? value_from_bool(isatty(d)) : 0;
}

RT Value posix_ttyname(TASK, Value fd)
{
    int d;
    char name[256];
    if (!posix_int(task, fd, &d))
        return 0;
    errno = ttyname_r(d, name, sizeof name);
    return errno ? posix_error(task) : posix_text(task, name, false);
}

RT Value posix_get_terminal_size(TASK, Value fd)
{
    struct winsize size;
    int d;
    if (!posix_int(task, fd, &d))
        return 0;
    if (ioctl(d, TIOCGWINSZ, &size) < 0)
        return posix_error(task);
    Value words[2] = {value_from_small_int(size.ws_col), value_from_small_int(size.ws_row)};
    return struct_new(task, &type_terminal_size, words);
}

RT Value posix_lseek(TASK, Value fd, Value position, Value how)
{
    int d, whence;
    int64_t at;
    if (!posix_int(task, fd, &d) || !object_index_i64(task, position, &at, false) || !posix_int(task, how, &whence))
        return 0;
    off_t result = lseek(d, at, whence);
    return result < 0 ? posix_error(task) : int_from_i64(task, result);
}

static intptr_t do_fsync(void *p) { return fsync(*(int *)p); }
static intptr_t do_fdatasync(void *p) { return fdatasync(*(int *)p); }
RT Value posix_fsync(TASK, Value fd)
{
    int d;
    return posix_descriptor(task, fd, &d) ? posix_done(task, sched_blocking(task, do_fsync, &d)) : 0;
}
RT Value posix_fdatasync(TASK, Value fd)
{
    int d;
    return posix_descriptor(task, fd, &d) ? posix_done(task, sched_blocking(task, do_fdatasync, &d)) : 0;
}
RT Value posix_sync(TASK) { sync(); return VALUE_NONE; }

RT Value posix_ftruncate(TASK, Value fd, Value length)
{
    int d;
    int64_t size;
    return posix_int(task, fd, &d) && object_index_i64(task, length, &size, false) ? posix_done(task, ftruncate(d, size)) : 0;
}

RT Value posix_get_inheritable(TASK, Value fd)
{
    int d, flags;
    if (!posix_int(task, fd, &d))
        return 0;
    flags = fcntl(d, F_GETFD);
    return flags < 0 ? posix_error(task) : value_from_bool(!(flags & FD_CLOEXEC));
}
RT Value posix_set_inheritable(TASK, Value fd, Value inheritable)
{
    int d, wanted, flags;
    if (!posix_int(task, fd, &d) || !posix_int(task, inheritable, &wanted))
        return 0;
    flags = fcntl(d, F_GETFD);
    return posix_done(task, flags < 0 ? -1 : fcntl(d, F_SETFD, wanted ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
RT Value posix_get_blocking(TASK, Value fd)
{
    int d, flags;
    if (!posix_int(task, fd, &d))
        return 0;
    flags = fcntl(d, F_GETFL);
    return flags < 0 ? posix_error(task) : value_from_bool(!(flags & O_NONBLOCK));
}
RT Value posix_set_blocking(TASK, Value fd, Value blocking)
{
    int d, flags, wanted = object_truth(task, blocking);
    if (wanted < 0 || !posix_int(task, fd, &d))
        return 0;
    flags = fcntl(d, F_GETFL);
    return posix_done(task, flags < 0 ? -1 : fcntl(d, F_SETFL, wanted ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

RT Value posix_device_encoding(TASK, Value fd)
{
    int d;
    return !posix_int(task, fd, &d) ? 0 : isatty(d) ? str_from_c(task, "UTF-8") : VALUE_NONE;
}

RT Value posix_major(TASK, Value device)
{
    int64_t d;
    return value_to_i64(task, device, &d) ? value_from_small_int(major((dev_t)d)) : 0;
}
RT Value posix_minor(TASK, Value device)
{
    int64_t d;
    return value_to_i64(task, device, &d) ? value_from_small_int(minor((dev_t)d)) : 0;
}
RT Value posix_makedev(TASK, Value high, Value low)
{
    int a, b;
    return posix_int(task, high, &a) && posix_int(task, low, &b) ? int_from_i64(task, (int64_t)makedev((unsigned)a, (unsigned)b)) : 0;
}

/* ---- paths ---- */

RT Value posix_access(TASK, Value path, Value mode, Value dir_fd, Value effective_ids, Value follow_symlinks)
{
    PosixPath p;
    int folder, wanted, flags = 0, effective = object_truth(task, effective_ids), follow = object_truth(task, follow_symlinks);
    if (effective < 0 || follow < 0 || !posix_path(task, path, "access", "path", PATH_PLAIN, &p) ||
        !posix_int(task, mode, &wanted) || !posix_folder(task, dir_fd, &folder))
        return 0;
    flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return value_from_bool(faccessat(folder, p.text, wanted, flags) == 0);
}

RT Value posix_chdir(TASK, Value path)
{
    PosixPath p;
    if (!posix_path(task, path, "chdir", "path", PATH_DESCRIPTOR, &p))
        return 0;
    return posix_path_done(task, p.text ? chdir(p.text) : fchdir(p.descriptor), &p);
}
RT Value posix_fchdir(TASK, Value fd)
{
    int d;
    return posix_descriptor(task, fd, &d) ? posix_done(task, fchdir(d)) : 0;
}
RT Value posix_chroot(TASK, Value path)
{
    PosixPath p;
    return posix_path(task, path, "chroot", "path", PATH_PLAIN, &p) ? posix_path_done(task, chroot(p.text), &p) : 0;
}

static Value current_folder(struct Task *task, bool as_bytes)
{
    char room[4096];
    return getcwd(room, sizeof room) ? posix_text(task, room, as_bytes) : posix_error(task);
}
RT Value posix_getcwd(TASK) { return current_folder(task, false); }
RT Value posix_getcwdb(TASK) { return current_folder(task, true); }

RT Value posix_chmod(TASK, Value path, Value mode, Value dir_fd, Value follow_symlinks)
{
    PosixPath p;
    int folder, bits, follow = object_truth(task, follow_symlinks);
    if (follow < 0 || !posix_path(task, path, "chmod", "path", PATH_DESCRIPTOR, &p) || !posix_int(task, mode, &bits) ||
        !posix_folder(task, dir_fd, &folder))
        return 0;
    if (!p.text)
        return posix_path_done(task, fchmod(p.descriptor, (mode_t)bits), &p);
    if (!follow)
        return raise_error(task, &type_NotImplementedError, "chmod: follow_symlinks unavailable on this platform");
    return posix_path_done(task, fchmodat(folder, p.text, (mode_t)bits, 0), &p);
}
RT Value posix_fchmod(TASK, Value fd, Value mode)
{
    int d, bits;
    return posix_int(task, fd, &d) && posix_int(task, mode, &bits) ? posix_done(task, fchmod(d, (mode_t)bits)) : 0;
}

static bool owner_id(struct Task *task, Value v, unsigned *id)
{
    int64_t wide;
    if (!object_index_i64(task, v, &wide, false))
        return false;
    *id = (unsigned)wide;
    if (wide >= -1 && wide <= 0xffffffffL)
        return true;
    raise_error(task, &type_OverflowError, wide < 0 ? "uid is less than minimum" : "uid is greater than maximum");
    return false;
}
static Value change_owner(struct Task *task, const char *function, Value path, Value uid, Value gid, Value dir_fd, int follow)
{
    PosixPath p;
    unsigned user, group;
    int folder, allowed = function[0] == 'l' ? PATH_PLAIN : PATH_DESCRIPTOR;
    if (follow < 0 || !posix_path(task, path, function, "path", allowed, &p) || !owner_id(task, uid, &user) ||
        !owner_id(task, gid, &group) || !posix_folder(task, dir_fd, &folder))
        return 0;
    return posix_path_done(task, p.text ? fchownat(folder, p.text, user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                                        : fchown(p.descriptor, user, group), &p);
}
RT Value posix_chown(TASK, Value path, Value uid, Value gid, Value dir_fd, Value follow_symlinks)
{
    return change_owner(task, "chown", path, uid, gid, dir_fd, object_truth(task, follow_symlinks));
}
RT Value posix_lchown(TASK, Value path, Value uid, Value gid)
{
    return change_owner(task, "lchown", path, uid, gid, VALUE_NONE, 0);
}
RT Value posix_fchown(TASK, Value fd, Value uid, Value gid)
{
    unsigned user, group;
    int d;
    return posix_int(task, fd, &d) && owner_id(task, uid, &user) && owner_id(task, gid, &group)
               ? posix_done(task, fchown(d, user, group)) : 0;
}

RT Value posix_mkdir(TASK, Value path, Value mode, Value dir_fd)
{
    PosixPath p;
    int folder, bits;
    return posix_path(task, path, "mkdir", "path", PATH_PLAIN, &p) && posix_int(task, mode, &bits) &&
                   posix_folder(task, dir_fd, &folder)
               ? posix_path_done(task, mkdirat(folder, p.text, (mode_t)bits), &p) : 0;
}
RT Value posix_mkfifo(TASK, Value path, Value mode, Value dir_fd)
{
    PosixPath p;
    int folder, bits;
    return posix_path(task, path, "mkfifo", "path", PATH_PLAIN, &p) && posix_int(task, mode, &bits) &&
                   posix_folder(task, dir_fd, &folder)
               ? posix_path_done(task, mkfifoat(folder, p.text, (mode_t)bits), &p) : 0;
}
RT Value posix_mknod(TASK, Value path, Value mode, Value device, Value dir_fd)
{
    PosixPath p;
    int folder, bits;
    int64_t number;
    return posix_path(task, path, "mknod", "path", PATH_PLAIN, &p) && posix_int(task, mode, &bits) &&
                   object_index_i64(task, device, &number, false) && posix_folder(task, dir_fd, &folder)
               ? posix_path_done(task, mknodat(folder, p.text, (mode_t)bits, (dev_t)number), &p) : 0;
}

static Value unlink_at(struct Task *task, const char *function, Value path, Value dir_fd, int flags)
{
    PosixPath p;
    int folder;
    return posix_path(task, path, function, "path", PATH_PLAIN, &p) && posix_folder(task, dir_fd, &folder)
               ? posix_path_done(task, unlinkat(folder, p.text, flags), &p) : 0;
}
RT Value posix_rmdir(TASK, Value path, Value dir_fd) { return unlink_at(task, "rmdir", path, dir_fd, AT_REMOVEDIR); }
RT Value posix_unlink(TASK, Value path, Value dir_fd) { return unlink_at(task, "unlink", path, dir_fd, 0); }
RT Value posix_remove(TASK, Value path, Value dir_fd) { return unlink_at(task, "remove", path, dir_fd, 0); }

static Value rename_paths(struct Task *task, const char *function, Value src, Value dst, Value src_dir_fd, Value dst_dir_fd)
{
    PosixPath from, to;
    int a, b;
    if (!posix_path(task, src, function, "src", PATH_PLAIN, &from) || !posix_path(task, dst, function, "dst", PATH_PLAIN, &to) ||
        !posix_folder(task, src_dir_fd, &a) || !posix_folder(task, dst_dir_fd, &b))
        return 0;
    return renameat(a, from.text, b, to.text) < 0 ? posix_error_two(task, src, dst) : VALUE_NONE;
}
RT Value posix_rename(TASK, Value src, Value dst, Value a, Value b) { return rename_paths(task, "rename", src, dst, a, b); }
RT Value posix_replace(TASK, Value src, Value dst, Value a, Value b) { return rename_paths(task, "replace", src, dst, a, b); }

RT Value posix_link(TASK, Value src, Value dst, Value src_dir_fd, Value dst_dir_fd, Value follow_symlinks)
{
    PosixPath from, to;
    int a, b, follow = object_truth(task, follow_symlinks);
    if (follow < 0 || !posix_path(task, src, "link", "src", PATH_PLAIN, &from) ||
        !posix_path(task, dst, "link", "dst", PATH_PLAIN, &to) || !posix_folder(task, src_dir_fd, &a) ||
        !posix_folder(task, dst_dir_fd, &b))
        return 0;
    bool anywhere = a == AT_FDCWD && b == AT_FDCWD && follow;
    int result = anywhere ? link(from.text, to.text) : linkat(a, from.text, b, to.text, follow ? AT_SYMLINK_FOLLOW : 0);
    return result < 0 ? posix_error_two(task, src, dst) : VALUE_NONE;
}

RT Value posix_symlink(TASK, Value src, Value dst, Value target_is_directory, Value dir_fd)
{
    PosixPath from, to;
    int folder;
    if (object_truth(task, target_is_directory) < 0 || !posix_path(task, src, "symlink", "src", PATH_PLAIN, &from) ||
        !posix_path(task, dst, "symlink", "dst", PATH_PLAIN, &to) || !posix_folder(task, dir_fd, &folder))
        return 0;
    return symlinkat(from.text, folder, to.text) < 0 ? posix_error_two(task, src, dst) : VALUE_NONE;
}

RT Value posix_readlink(TASK, Value path, Value dir_fd)
{
    PosixPath p;
    int folder;
    char room[4097];
    if (!posix_path(task, path, "readlink", "path", PATH_PLAIN, &p) || !posix_folder(task, dir_fd, &folder))
        return 0;
    ssize_t n = readlinkat(folder, p.text, room, sizeof room - 1);
    if (n < 0)
        return posix_path_error(task, &p);
    room[n] = 0;
    return posix_text(task, room, p.is_bytes);
}

RT Value posix_truncate(TASK, Value path, Value length)
{
    PosixPath p;
    int64_t size;
    if (!posix_path(task, path, "truncate", "path", PATH_DESCRIPTOR, &p) || !object_index_i64(task, length, &size, false))
        return 0;
    return posix_path_done(task, p.text ? truncate(p.text, size) : ftruncate(p.descriptor, size), &p);
}

RT Value posix_umask(TASK, Value mask)
{
    int bits;
    return posix_int(task, mask, &bits) ? value_from_small_int(umask((mode_t)bits)) : 0;
}

/* ---- utime ---- */

static bool split_seconds(struct Task *task, Value v, struct timespec *out)
{
    double seconds;
    int64_t whole;
    if (value_is_int(v)) {
        if (!value_to_i64(task, v, &whole))
            return false;
        *out = (struct timespec){whole, 0};
        return true;
    }
    if (!object_double(task, v, &seconds))
        return false;
    double floor_part = __builtin_floor(seconds);
    out->tv_sec = (time_t)floor_part;
    out->tv_nsec = (long)__builtin_floor((seconds - floor_part) * 1e9);
    return true;
}
static bool split_nanoseconds(struct Task *task, Value v, struct timespec *out)
{
    int64_t whole;
    if (!object_index_i64(task, v, &whole, false))
        return false;
    int64_t rest = whole % 1000000000;
    rest += rest < 0 ? 1000000000 : 0;
    *out = (struct timespec){(whole - rest) / 1000000000, rest};
    return true;
}

RT Value posix_utime(TASK, Value path, Value times, Value ns, Value dir_fd, Value follow_symlinks)
{
    PosixPath p;
    struct timespec when[2];
    int folder, follow = object_truth(task, follow_symlinks);
    if (follow < 0 || !posix_path(task, path, "utime", "path", PATH_DESCRIPTOR, &p) || !posix_folder(task, dir_fd, &folder))
        return 0;
    bool by_time = times != VALUE_NONE, by_nanoseconds = ns != VALUE_UNBOUND;
    if (by_time && by_nanoseconds)
        return raise_error(task, &type_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
    Value pair = by_time ? times : ns;
    if (by_time || by_nanoseconds) {
        if (!value_is_exact_tuple(pair) || tuple_size(pair) != 2)
            return raise_error(task, &type_TypeError, by_time ? "utime: 'times' must be either a tuple of two ints or None"
                                                              : "utime: 'ns' must be a tuple of two ints");
        for (int i = 0; i < 2; i++)
            if (!(by_time ? split_seconds : split_nanoseconds)(task, tuple_get(pair, i), &when[i]))
                return 0;
    }
    const struct timespec *given = by_time || by_nanoseconds ? when : NULL;
    return posix_path_done(task, p.text ? utimensat(folder, p.text, given, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                                        : futimens(p.descriptor, given), &p);
}
