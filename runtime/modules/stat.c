/* _stat: the constants of st_mode and the questions about it. */
#include "runtime/modules/posix.h"

#include <sys/stat.h>
#include "runtime/types/str.h"

static bool mode_of(struct Task *task, Value v, int64_t *mode)
{
    return object_index_i64(task, v, mode, false);
}

#define QUESTION(name, kind)                                                                     \
    static RT Value stat_##name(TASK, Value v)                                                   \
    {                                                                                            \
        int64_t mode;                                                                            \
        return mode_of(task, v, &mode) ? value_from_bool(kind && (mode & S_IFMT) == kind) : 0;   \
    }
QUESTION(S_ISDIR, S_IFDIR)
QUESTION(S_ISCHR, S_IFCHR)
QUESTION(S_ISBLK, S_IFBLK)
QUESTION(S_ISREG, S_IFREG)
QUESTION(S_ISFIFO, S_IFIFO)
QUESTION(S_ISLNK, S_IFLNK)
QUESTION(S_ISSOCK, S_IFSOCK)
QUESTION(S_ISDOOR, 0)
QUESTION(S_ISPORT, 0)
QUESTION(S_ISWHT, 0)

static RT Value stat_S_IMODE(TASK, Value v)
{
    int64_t mode;
    return mode_of(task, v, &mode) ? value_from_small_int(mode & 07777) : 0;
}
static RT Value stat_S_IFMT(TASK, Value v)
{
    int64_t mode;
    return mode_of(task, v, &mode) ? value_from_small_int(mode & S_IFMT) : 0;
}

static char kind_letter(int64_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
    }
}
static RT Value stat_filemode(TASK, Value v)
{
    int64_t mode;
    char text[11];
    if (!mode_of(task, v, &mode))
        return 0;
    text[0] = kind_letter(mode);
    for (int i = 0; i < 9; i++)
        text[1 + i] = mode >> (8 - i) & 1 ? "rwx"[i % 3] : '-';
    if (mode & S_ISUID)
        text[3] = mode & S_IXUSR ? 's' : 'S';
    if (mode & S_ISGID)
        text[6] = mode & S_IXGRP ? 's' : 'S';
    if (mode & S_ISVTX)
        text[9] = mode & S_IXOTH ? 't' : 'T';
    return str_from_ascii(task, text, 10);
}

METHOD_TABLE_BEGIN(stat)
    METHOD(S_ISDIR, "(mode, /)", stat_S_ISDIR, BOOL, RAISES, "Is it the mode of a folder?")
    METHOD(S_ISCHR, "(mode, /)", stat_S_ISCHR, BOOL, RAISES, "Is it the mode of a character device?")
    METHOD(S_ISBLK, "(mode, /)", stat_S_ISBLK, BOOL, RAISES, "Is it the mode of a block device?")
    METHOD(S_ISREG, "(mode, /)", stat_S_ISREG, BOOL, RAISES, "Is it the mode of a regular file?")
    METHOD(S_ISFIFO, "(mode, /)", stat_S_ISFIFO, BOOL, RAISES, "Is it the mode of a named pipe?")
    METHOD(S_ISLNK, "(mode, /)", stat_S_ISLNK, BOOL, RAISES, "Is it the mode of a symbolic link?")
    METHOD(S_ISSOCK, "(mode, /)", stat_S_ISSOCK, BOOL, RAISES, "Is it the mode of a socket?")
    METHOD(S_ISDOOR, "(mode, /)", stat_S_ISDOOR, BOOL, RAISES, "Is it the mode of a door? Never on this system.")
    METHOD(S_ISPORT, "(mode, /)", stat_S_ISPORT, BOOL, RAISES, "Is it the mode of an event port? Never on this system.")
    METHOD(S_ISWHT, "(mode, /)", stat_S_ISWHT, BOOL, RAISES, "Is it the mode of a whiteout? Never on this system.")
    METHOD(S_IMODE, "(mode, /)", stat_S_IMODE, INT, RAISES, "The part of a mode that chmod can set.")
    METHOD(S_IFMT, "(mode, /)", stat_S_IFMT, INT, RAISES, "The part of a mode that tells the kind of file.")
    METHOD(filemode, "(mode, /)", stat_filemode, STR, RAISES, "A mode as ls shows it: '-rwxr-xr-x'.")
METHOD_TABLE_END

static RT bool stat_init(TASK, Value module)
{
    static const struct { const char *name; int64_t value; } rows[] = {
        {"SF_APPEND", 0x40000}, {"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000}, {"SF_NOUNLINK", 0x100000},
        {"SF_SNAPSHOT", 0x200000}, {"ST_ATIME", 0x7}, {"ST_CTIME", 0x9}, {"ST_DEV", 0x2}, {"ST_GID", 0x5},
        {"ST_INO", 0x1}, {"ST_MODE", 0x0}, {"ST_MTIME", 0x8}, {"ST_NLINK", 0x3}, {"ST_SIZE", 0x6}, {"ST_UID", 0x4},
        {"S_ENFMT", 0x400}, {"S_IEXEC", 0x40}, {"S_IFBLK", 0x6000}, {"S_IFCHR", 0x2000}, {"S_IFDIR", 0x4000},
        {"S_IFDOOR", 0x0}, {"S_IFIFO", 0x1000}, {"S_IFLNK", 0xa000}, {"S_IFPORT", 0x0}, {"S_IFREG", 0x8000},
        {"S_IFSOCK", 0xc000}, {"S_IFWHT", 0x0}, {"S_IREAD", 0x100}, {"S_IRGRP", 0x20}, {"S_IROTH", 0x4},
        {"S_IRUSR", 0x100}, {"S_IRWXG", 0x38}, {"S_IRWXO", 0x7}, {"S_IRWXU", 0x1c0}, {"S_ISGID", 0x400},
        {"S_ISUID", 0x800}, {"S_ISVTX", 0x200}, {"S_IWGRP", 0x10}, {"S_IWOTH", 0x2}, {"S_IWRITE", 0x80},
        {"S_IWUSR", 0x80}, {"S_IXGRP", 0x8}, {"S_IXOTH", 0x1}, {"S_IXUSR", 0x40}, {"UF_APPEND", 0x4},
        {"UF_COMPRESSED", 0x20}, {"UF_HIDDEN", 0x8000}, {"UF_IMMUTABLE", 0x2}, {"UF_NODUMP", 0x1},
        {"UF_NOUNLINK", 0x10}, {"UF_OPAQUE", 0x8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!module_set_c(task, module, rows[i].name, value_from_small_int(rows[i].value)))
            return false;
    return true;
}

const NativeModule module__stat = {"_stat", "Constants of file modes, and questions about them.", stat_methods, stat_init};
