/* posix: stat, statvfs, and the contents of folders. */
#define _GNU_SOURCE
#include "runtime/modules/posix_functions.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "runtime/abi/operators.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- results ---- */

#define FIELD(name, n, doc) {name, struct_field_##n, NULL, doc}
/* Items 7 to 9, the times in whole seconds, have no attribute: the floats behind the items have. */
static const GetSetDef stat_fields[] = {
    FIELD("st_mode", 0, "protection bits"), FIELD("st_ino", 1, "inode"), FIELD("st_dev", 2, "device"),
    FIELD("st_nlink", 3, "how many names it has"), FIELD("st_uid", 4, "the owning user's number"), FIELD("st_gid", 5, "the owning group's number"),
    FIELD("st_size", 6, "its size in bytes"), FIELD("st_atime", 10, "when it was read, in seconds"),
    FIELD("st_mtime", 11, "when its contents changed, in seconds"), FIELD("st_ctime", 12, "when its inode changed, in seconds"),
    FIELD("st_atime_ns", 13, "when it was read, in nanoseconds"), FIELD("st_mtime_ns", 14, "when its contents changed, in nanoseconds"),
    FIELD("st_ctime_ns", 15, "when its inode changed, in nanoseconds"), FIELD("st_blksize", 16, "the size of reads and writes that suits best"),
    FIELD("st_blocks", 17, "how many blocks of 512 bytes it takes"), FIELD("st_rdev", 18, "which device the node stands for"), {.name = NULL}};
enum { STAT_WORDS = 19, STAT_UNNAMED = 3 };

/* Missing float times are taken from the whole seconds. */
static RT Value stat_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    Value result = struct_make(task, cls, args, nargs, kwnames);
    for (int i = 7; result && i < 10; i++) {
        Slot *items = ((PyTuple *)result)->items;
        if (slot_load(&items[i + 3]) == VALUE_NONE)
            gc_store(&items[i + 3], slot_load(&items[i]));
    }
    return result;
}
STRUCT_TYPE(stat_result, "os.stat_result", stat_fields, "What stat() and its relatives tell about a file: a tuple with names.", stat_make)

static const GetSetDef statvfs_fields[] = {
    FIELD("f_bsize", 0, NULL), FIELD("f_frsize", 1, NULL), FIELD("f_blocks", 2, NULL), FIELD("f_bfree", 3, NULL),
    FIELD("f_bavail", 4, NULL), FIELD("f_files", 5, NULL), FIELD("f_ffree", 6, NULL), FIELD("f_favail", 7, NULL),
    FIELD("f_flag", 8, NULL), FIELD("f_namemax", 9, NULL), FIELD("f_fsid", 10, NULL), {.name = NULL}};
STRUCT_TYPE(statvfs_result, "os.statvfs_result", statvfs_fields, "What statvfs() tells about a file system.", struct_make)

static Value from_stat(struct Task *task, const struct stat *s)
{
    const struct timespec *times[3] = {&s->st_atim, &s->st_mtim, &s->st_ctim};
    Value words[STAT_WORDS] = {
        value_from_small_int(s->st_mode), int_from_u64(task, s->st_ino), int_from_u64(task, s->st_dev),
        value_from_small_int((int64_t)s->st_nlink), value_from_small_int(s->st_uid), value_from_small_int(s->st_gid),
        int_from_i64(task, s->st_size)};
    for (int i = 0; i < 3; i++) {
        words[7 + i] = int_from_i64(task, times[i]->tv_sec);
        words[10 + i] = float_from_double(task, (double)times[i]->tv_sec + 1e-9 * (double)times[i]->tv_nsec);
        words[13 + i] = int_from_i128(task, (__int128)times[i]->tv_sec * 1000000000 + times[i]->tv_nsec);
    }
    words[16] = value_from_small_int(s->st_blksize);
    words[17] = int_from_i64(task, s->st_blocks);
    words[18] = int_from_u64(task, s->st_rdev);
    return struct_new(task, &type_stat_result, words);
}

static Value stat_path(struct Task *task, const char *function, Value path, Value dir_fd, int follow)
{
    PosixPath p;
    struct stat status;
    int folder, allowed = function[0] == 'l' ? PATH_PLAIN : PATH_DESCRIPTOR;
    if (follow < 0 || !posix_path(task, path, function, "path", allowed, &p) || !posix_folder(task, dir_fd, &folder))
        return 0;
    if (!p.text && folder != AT_FDCWD)
        return raise_error(task, &type_ValueError, "%s: can't specify dir_fd without matching path", function);
    if (!p.text && !follow)
        return raise_error(task, &type_ValueError, "%s: cannot use fd and follow_symlinks together", function);
    int result = p.text ? fstatat(folder, p.text, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) : fstat(p.descriptor, &status);
    return result < 0 ? posix_path_error(task, &p) : from_stat(task, &status);
}

RT Value posix_stat(TASK, Value path, Value dir_fd, Value follow_symlinks)
{
    return stat_path(task, "stat", path, dir_fd, object_truth(task, follow_symlinks));
}
RT Value posix_lstat(TASK, Value path, Value dir_fd) { return stat_path(task, "lstat", path, dir_fd, 0); }
RT Value posix_fstat(TASK, Value fd)
{
    struct stat status;
    int d;
    if (!posix_int(task, fd, &d))
        return 0;
    return fstat(d, &status) < 0 ? posix_error(task) : from_stat(task, &status);
}

static Value from_statvfs(struct Task *task, const struct statvfs *s)
{
    Value words[11] = {int_from_u64(task, s->f_bsize), int_from_u64(task, s->f_frsize), int_from_u64(task, s->f_blocks),
                       int_from_u64(task, s->f_bfree), int_from_u64(task, s->f_bavail), int_from_u64(task, s->f_files),
                       int_from_u64(task, s->f_ffree), int_from_u64(task, s->f_favail), int_from_u64(task, s->f_flag),
                       int_from_u64(task, s->f_namemax), int_from_u64(task, s->f_fsid)};
    return struct_new(task, &type_statvfs_result, words);
}
RT Value posix_statvfs(TASK, Value path)
{
    PosixPath p;
    struct statvfs status;
    if (!posix_path(task, path, "statvfs", "path", PATH_DESCRIPTOR, &p))
        return 0;
    int result = p.text ? statvfs(p.text, &status) : fstatvfs(p.descriptor, &status);
    return result < 0 ? posix_path_error(task, &p) : from_statvfs(task, &status);
}
RT Value posix_fstatvfs(TASK, Value fd)
{
    struct statvfs status;
    int d;
    if (!posix_int(task, fd, &d))
        return 0;
    return fstatvfs(d, &status) < 0 ? posix_error(task) : from_statvfs(task, &status);
}

/* ---- reading a folder ---- */

static DIR *open_folder(const PosixPath *p)
{
    if (p->text)
        return opendir(p->text);
    int copy = fcntl(p->descriptor, F_DUPFD_CLOEXEC, 0);
    DIR *folder = copy < 0 ? NULL : fdopendir(copy);
    if (folder)
        rewinddir(folder);
    else if (copy >= 0)
        close(copy);
    return folder;
}

/* Calls add for each entry but "." and ".."; false: failed, exception set. */
static bool each_entry(struct Task *task, const PosixPath *p, bool (*add)(struct Task *, void *, const struct dirent *), void *data)
{
    DIR *folder = open_folder(p);
    bool good = true;
    if (!folder) {
        posix_path_error(task, p);
        return false;
    }
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        good = add(task, data, entry);
        if (!good)
            break;
    }
    if (good && errno) {
        posix_path_error(task, p);
        good = false;
    }
    closedir(folder);
    return good;
}

typedef struct Listing { Value list; const PosixPath *path; } Listing;
static bool add_name(struct Task *task, void *data, const struct dirent *entry)
{
    Listing *listing = data;
    Value name = posix_text(task, entry->d_name, listing->path->is_bytes);
    return name && list_append(task, listing->list, name);
}
RT Value posix_listdir(TASK, Value path)
{
    PosixPath p;
    if (!posix_path(task, path, "listdir", "path", PATH_NULLABLE | PATH_DESCRIPTOR, &p))
        return 0;
    Listing listing = {list_new(task, 0), &p};
    return listing.list && each_entry(task, &p, add_name, &listing) ? listing.list : 0;
}

/* ---- DirEntry ---- */

/* What stat gives is asked for once and kept; d_type, when the file system tells it, saves that. */
typedef struct PyDirEntry {
    Object head;
    Slot name, path, status, link_status;
    uint64_t inode;
    int32_t descriptor;              /* scandir(fd): names are relative to it; else -1 */
    uint8_t kind;                    /* DT_... */
} PyDirEntry;
static PyDirEntry *as_entry(Value v) { return (PyDirEntry *)v; }

static Value entry_status(struct Task *task, Value self, bool follow)
{
    PyDirEntry *entry = as_entry(self);
    Slot *kept = follow ? &entry->status : &entry->link_status;
    Value status = slot_load(kept);
    if (status)
        return status;
    if (entry->descriptor >= 0)
        status = stat_path(task, "stat", slot_load(&entry->name), value_from_small_int(entry->descriptor), follow);
    else
        status = stat_path(task, "stat", slot_load(&entry->path), VALUE_NONE, follow);
    if (status)
        gc_store(kept, status);
    return status;
}
static RT Value entry_stat(TASK, Value self, Value follow_symlinks)
{
    int follow = object_truth(task, follow_symlinks);
    if (follow < 0)
        return 0;
    bool is_link = as_entry(self)->kind == DT_LNK || as_entry(self)->kind == DT_UNKNOWN;
    return entry_status(task, self, follow && is_link);
}

static Value entry_is(struct Task *task, Value self, bool follow, mode_t wanted)
{
    uint8_t kind = as_entry(self)->kind;
    if (kind != DT_UNKNOWN && !(kind == DT_LNK && follow))
        return value_from_bool((mode_t)DTTOIF(kind) == wanted);
    Value status = entry_status(task, self, follow);
    if (status)
        return value_from_bool((value_small_int(tuple_get(status, 0)) & S_IFMT) == wanted);
    if (!exception_matches(task, &type_FileNotFoundError))
        return 0;
    exception_clear(task);
    return VALUE_FALSE;
}
static RT Value entry_is_dir(TASK, Value self, Value follow)
{
    int f = object_truth(task, follow);
    return f < 0 ? 0 : entry_is(task, self, f, S_IFDIR);
}
static RT Value entry_is_file(TASK, Value self, Value follow)
{
    int f = object_truth(task, follow);
    return f < 0 ? 0 : entry_is(task, self, f, S_IFREG);
}
static RT Value entry_is_symlink(TASK, Value self) { return entry_is(task, self, false, S_IFLNK); }
static RT Value entry_inode(TASK, Value self) { return int_from_u64(task, as_entry(self)->inode); }
static RT Value entry_fspath(TASK, Value self) { return slot_load(&as_entry(self)->path); }
static RT Value entry_repr(TASK, Value self) { return str_format(task, "<DirEntry %R>", slot_load(&as_entry(self)->name)); }

METHOD_TABLE_BEGIN(entry)
    METHOD(is_dir, "(self, /, *, follow_symlinks=True)", entry_is_dir, BOOL, RAISES, "Is it a folder?")
    METHOD(is_file, "(self, /, *, follow_symlinks=True)", entry_is_file, BOOL, RAISES, "Is it a regular file?")
    METHOD(is_symlink, "(self, /)", entry_is_symlink, BOOL, RAISES, "Is it a symbolic link?")
    METHOD(stat, "(self, /, *, follow_symlinks=True)", entry_stat, OBJ, RAISES, "Its stat_result, kept after the first call.")
    METHOD(inode, "(self, /)", entry_inode, INT, RAISES, "Its inode number.")
    METHOD(__fspath__, "(self, /)", entry_fspath, OBJ, NEVER, "Its path.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "A generic alias of the class.")
METHOD_TABLE_END
static const MemberDef entry_members[] = {
    {"name", offsetof(PyDirEntry, name), false, "the name alone"},
    {"path", offsetof(PyDirEntry, path), false, "the name after the path given to scandir"}, {.name = NULL}};
BUILTIN_TYPE(dir_entry, "posix.DirEntry", PyDirEntry, .methods = entry_methods, .members = entry_members,
             .slots = {.repr = entry_repr})

/* ---- scandir: the folder is read at once, so nothing stays open ---- */

typedef struct PyScandir { Object head; Slot entries; int64_t next; } PyScandir;

/* The path of an entry: the name after the path that scandir was given. */
static Value joined(struct Task *task, const PosixPath *p, Value name)
{
    size_t n = strlen(p->text);
    Value prefix = posix_text(task, p->text, p->is_bytes);
    if (prefix && n > 0 && p->text[n - 1] != '/') {
        Value slash = posix_text(task, "/", p->is_bytes);
        prefix = slash ? object_binary(task, prefix, slash, OP_ADD) : 0;
    }
    return prefix ? object_binary(task, prefix, name, OP_ADD) : 0;
}

static bool add_entry(struct Task *task, void *data, const struct dirent *found)
{
    Listing *listing = data;
    PyDirEntry *entry = object_alloc(task, &type_dir_entry, 0);
    Value name = posix_text(task, found->d_name, listing->path->is_bytes);
    Value path = name && listing->path->text ? joined(task, listing->path, name) : name;
    if (!entry || !path)
        return false;
    gc_init(&entry->name, name);
    gc_init(&entry->path, path);
    entry->inode = found->d_ino;
    entry->kind = found->d_type;
    entry->descriptor = listing->path->text ? -1 : listing->path->descriptor;
    return list_append(task, listing->list, value_from_object(entry));
}

RT Value posix_scandir(TASK, Value path)
{
    PosixPath p;
    if (!posix_path(task, path, "scandir", "path", PATH_NULLABLE | PATH_DESCRIPTOR, &p))
        return 0;
    Listing listing = {list_new(task, 0), &p};
    PyScandir *result = object_alloc(task, &type_scandir_iterator, 0);
    if (!listing.list || !result || !each_entry(task, &p, add_entry, &listing))
        return 0;
    gc_init(&result->entries, listing.list);
    return value_from_object(result);
}

static RT Value scandir_next(TASK, Value self)
{
    PyScandir *scan = (PyScandir *)self;
    Value entries = slot_load(&scan->entries), entry = entries ? list_peek(entries, position_claim(&scan->next)) : 0;
    return entry ? entry : VALUE_STOP;
}
static RT Value scandir_close(TASK, Value self)
{
    gc_store(&((PyScandir *)self)->entries, 0);
    return VALUE_NONE;
}
static RT Value scandir_enter(TASK, Value self) { return self; }
static RT Value scandir_exit(TASK, Value self, Value args) { return scandir_close(task, self); }
METHOD_TABLE_BEGIN(scandir)
    METHOD(close, "(self, /)", scandir_close, NONE, NEVER, "Ends the iteration.")
    METHOD(__enter__, "(self, /)", scandir_enter, OBJ, NEVER, NULL)
    METHOD(__exit__, "(self, /, *args)", scandir_exit, NONE, NEVER, NULL)
METHOD_TABLE_END
BUILTIN_TYPE(scandir_iterator, "posix.ScandirIterator", PyScandir, .methods = scandir_methods,
             .slots = {.iter = identity_iter, .next = scandir_next})

RT bool posix_stat_start(TASK, Value module)
{
    return struct_ready_unnamed(task, &type_stat_result, 10, STAT_UNNAMED, module) &&
           struct_ready(task, &type_statvfs_result, 10, module) && module_set_type(task, module, &type_dir_entry) &&
           type_ready(task, &type_scandir_iterator);
}
