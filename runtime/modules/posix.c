/* The posix module: its table of functions, constants and types. */
#define _GNU_SOURCE
#include "runtime/modules/posix_functions.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>
#include "runtime/object/exceptions.h"

METHOD_TABLE_BEGIN(posix)
#include "runtime/modules/posix.def"
METHOD_TABLE_END

static bool add_constants(struct Task *task, Value module)
{
    static const struct { const char *name; int64_t value; } rows[] = {
#define ROW(name) {#name, name},
        ROW(F_OK) ROW(R_OK) ROW(W_OK) ROW(X_OK) ROW(NGROUPS_MAX) ROW(TMP_MAX) ROW(WCONTINUED) ROW(WNOHANG)
        ROW(WUNTRACED) ROW(O_RDONLY) ROW(O_WRONLY) ROW(O_RDWR) ROW(O_NDELAY) ROW(O_NONBLOCK) ROW(O_APPEND)
        ROW(O_DSYNC) ROW(O_RSYNC) ROW(O_SYNC) ROW(O_NOCTTY) ROW(O_CREAT) ROW(O_EXCL) ROW(O_TRUNC) ROW(O_LARGEFILE)
        ROW(O_PATH) ROW(O_TMPFILE) ROW(O_CLOEXEC) ROW(O_ACCMODE) ROW(O_ASYNC) ROW(O_DIRECT) ROW(O_DIRECTORY)
        ROW(O_NOFOLLOW) ROW(O_NOATIME) ROW(EX_OK) ROW(EX_USAGE) ROW(EX_DATAERR) ROW(EX_NOINPUT) ROW(EX_NOUSER)
        ROW(EX_NOHOST) ROW(EX_UNAVAILABLE) ROW(EX_SOFTWARE) ROW(EX_OSERR) ROW(EX_OSFILE) ROW(EX_CANTCREAT)
        ROW(EX_IOERR) ROW(EX_TEMPFAIL) ROW(EX_PROTOCOL) ROW(EX_NOPERM) ROW(EX_CONFIG) ROW(ST_RDONLY) ROW(ST_NOSUID)
        ROW(ST_NODEV) ROW(ST_NOEXEC) ROW(ST_SYNCHRONOUS) ROW(ST_MANDLOCK) ROW(ST_WRITE) ROW(ST_APPEND) ROW(ST_NOATIME)
        ROW(ST_NODIRATIME) ROW(ST_RELATIME) ROW(POSIX_FADV_NORMAL) ROW(POSIX_FADV_SEQUENTIAL) ROW(POSIX_FADV_RANDOM)
        ROW(POSIX_FADV_NOREUSE) ROW(POSIX_FADV_WILLNEED) ROW(POSIX_FADV_DONTNEED) ROW(P_PID) ROW(P_PGID) ROW(P_ALL)
        ROW(P_PIDFD) ROW(WEXITED) ROW(WNOWAIT) ROW(WSTOPPED) ROW(CLD_EXITED) ROW(CLD_KILLED) ROW(CLD_DUMPED)
        ROW(CLD_TRAPPED) ROW(CLD_STOPPED) ROW(CLD_CONTINUED) ROW(F_LOCK) ROW(F_TLOCK) ROW(F_ULOCK) ROW(F_TEST)
        ROW(PRIO_PROCESS) ROW(PRIO_PGRP) ROW(PRIO_USER) ROW(SCHED_OTHER) ROW(SCHED_FIFO) ROW(SCHED_RR)
        ROW(SCHED_BATCH) ROW(SCHED_IDLE) ROW(SCHED_RESET_ON_FORK) ROW(GRND_RANDOM) ROW(GRND_NONBLOCK) ROW(RTLD_LAZY)
        ROW(RTLD_NOW) ROW(RTLD_GLOBAL) ROW(RTLD_LOCAL) ROW(RTLD_NODELETE) ROW(RTLD_NOLOAD) ROW(RTLD_DEEPBIND)
        ROW(SEEK_DATA) ROW(SEEK_HOLE)
#undef ROW
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!module_set_c(task, module, rows[i].name, value_from_small_int(rows[i].value)))
            return false;
    return true;
}

/* The names by which os.py decides what takes a descriptor, dir_fd or follow_symlinks. */
static bool add_have_functions(struct Task *task, Value module)
{
    static const char *const names[] = {
        "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR",
        "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES",
        "HAVE_FUTIMESAT", "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MKDIRAT", "HAVE_MKFIFOAT",
        "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT",
        "HAVE_UTIMENSAT"};
    Value list = list_new(task, 0);
    for (size_t i = 0; list && i < sizeof names / sizeof *names; i++) {
        Value name = str_from_c(task, names[i]);
        if (!name || !list_append(task, list, name))
            return false;
    }
    return list && module_set_c(task, module, "_have_functions", list);
}

static RT bool posix_init(TASK, Value module)
{
    return add_constants(task, module) && add_have_functions(task, module) &&
           module_set_c(task, module, "error", value_from_object(&type_OSError)) && posix_stat_start(task, module) &&
           posix_process_start(task, module);
}

const NativeModule module_posix = {"posix", "What the operating system offers by the POSIX standard; the os module presents it.",
                                   posix_methods, posix_init};
