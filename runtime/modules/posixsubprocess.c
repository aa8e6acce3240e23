/* _posixsubprocess: fork_exec, which subprocess is written over. Everything that the child needs is
   made before the fork; the child calls only what is safe in a copy of one thread, then exec. With a
   preexec_fn it is a full child (sched_fork), which may run Python code. */
#define _GNU_SOURCE
#include "runtime/modules/posix.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "runtime/object/module.h"
#include "runtime/sched/sched.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

enum { P2C_READ, P2C_WRITE, C2P_READ, C2P_WRITE, ERR_READ, ERR_WRITE, PIPE_READ, PIPE_WRITE, PIPES };
enum { UNCHANGED = -1 };

typedef struct Child {
    char **argv, **executables, **envp;  /* end with NULL; envp NULL: as here */
    const char *cwd;                     /* or NULL */
    int pipes[PIPES];
    int *kept;                           /* descriptors that stay open, ascending */
    int64_t kept_count;
    bool closes, restores_signals, new_session, sets_group, sets_groups, sets_gid, sets_uid;
    int group, mask;                     /* mask: UNCHANGED, or for umask */
    gid_t gid, *groups;
    int64_t group_count;
    uid_t uid;
    Value preexec;
    Value keep;                          /* list: what the arrays point into */
} Child;

/* ---- in the child --------------------------------------------------------------------------------- */

static void close_others(const Child *c)
{
    int from = 3;
    for (int64_t i = 0; i < c->kept_count; i++) {
        if (c->kept[i] > from)
            syscall(SYS_close_range, from, c->kept[i] - 1, 0);
        if (c->kept[i] >= from)
            from = c->kept[i] + 1;
    }
    syscall(SYS_close_range, from, INT_MAX, 0);
}

static int set_inheritable(int descriptor) { return fcntl(descriptor, F_SETFD, fcntl(descriptor, F_GETFD) & ~FD_CLOEXEC); }

/* Descriptor `from` becomes number `to`. */
static int place(int from, int to)
{
    return from == UNCHANGED ? 0 : from == to ? set_inheritable(from) : dup2(from, to);
}

static int place_pipes(int *pipes)
{
    if (pipes[P2C_WRITE] != -1 && close(pipes[P2C_WRITE]) < 0)
        return -1;
    if (pipes[C2P_READ] != -1 && close(pipes[C2P_READ]) < 0)
        return -1;
    if (pipes[ERR_READ] != -1 && close(pipes[ERR_READ]) < 0)
        return -1;
    close(pipes[PIPE_READ]);
    if (pipes[C2P_WRITE] == 0 && (pipes[C2P_WRITE] = dup(0)) < 0)
        return -1;
    while (pipes[ERR_WRITE] == 0 || pipes[ERR_WRITE] == 1)
        if ((pipes[ERR_WRITE] = dup(pipes[ERR_WRITE])) < 0)
            return -1;
    return place(pipes[P2C_READ], 0) < 0 || place(pipes[C2P_WRITE], 1) < 0 || place(pipes[ERR_WRITE], 2) < 0 ? -1 : 0;
}

static int change_identity(const Child *c)
{
    if (c->new_session && setsid() < 0)
        return -1;
    if (c->sets_group && setpgid(0, c->group) < 0)
        return -1;
    if (c->sets_groups && setgroups((size_t)c->group_count, c->groups) < 0)
        return -1;
    if (c->sets_gid && setregid(c->gid, c->gid) < 0)
        return -1;
    return c->sets_uid && setreuid(c->uid, c->uid) < 0 ? -1 : 0;
}

/* Comes back when it failed: with the message for the parent, and errno. */
static const char *run_child(struct Task *task, Child *c)
{
    for (int64_t i = 0; i < c->kept_count; i++)
        if (c->kept[i] != c->pipes[PIPE_WRITE])
            set_inheritable(c->kept[i]);
    if (place_pipes(c->pipes) < 0)
        return "";
    if (c->cwd && chdir(c->cwd) < 0)
        return "noexec";
    if (c->mask != UNCHANGED)
        umask((mode_t)c->mask);
    if (c->restores_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (change_identity(c) < 0)
        return "";
    errno = 0;
    if (c->preexec != VALUE_NONE && !call_zero(task, c->preexec)) {
        errno = 0;
        return "Exception occurred in preexec_fn.";
    }
    if (c->closes)
        close_others(c);
    int found = 0;
    for (char **executable = c->executables; *executable; executable++) {
        execve(*executable, c->argv, c->envp ? c->envp : environ);
        if (errno != ENOENT && errno != ENOTDIR && !found)
            found = errno;
    }
    errno = found ? found : errno;
    return "";
}

static _Noreturn void report(int descriptor, const char *message)
{
    char text[120];
    int error = errno, length = error ? snprintf(text, sizeof text, "OSError:%x:%s", (unsigned)error, message)
                                      : snprintf(text, sizeof text, "SubprocessError:0:%s", message);
    ssize_t written = write(descriptor, text, (size_t)length);
    _exit(written < 0 ? 254 : 255);
}

/* ---- before the fork ------------------------------------------------------------------------------- */

/* The items as C strings. */
static char **strings(struct Task *task, Child *c, Value sequence)
{
    Value items = tuple_from_iterable(task, sequence);
    int64_t n = items ? tuple_size(items) : 0;
    char **array = items ? gc_alloc(task, (size_t)(n + 1) * sizeof *array, LAYOUT_FREE) : NULL;
    for (int64_t i = 0; array && i < n; i++) {
        PosixPath path;
        if (!posix_path(task, tuple_get(items, i), "fork_exec", "args", PATH_PLAIN, &path) || !list_append(task, c->keep, path.keep))
            return NULL;
        array[i] = (char *)path.text;
    }
    if (array)
        array[n] = NULL;
    return array && list_append(task, c->keep, items) ? array : NULL;
}

static bool read_kept(struct Task *task, Child *c, Value descriptors)
{
    c->kept_count = tuple_size(descriptors);
    c->kept = gc_alloc(task, (size_t)(c->kept_count + 1) * sizeof *c->kept, LAYOUT_FREE);
    for (int64_t i = 0, before = -1; c->kept && i < c->kept_count; i++) {
        int64_t number;
        Value item = tuple_get(descriptors, i);
        if (!value_is_int(item) || !value_to_i64(task, item, &number) || number < 0 || number > INT_MAX || number <= before) {
            exception_clear(task);
            return raise_error(task, &type_ValueError, "bad value(s) in fds_to_keep") != 0;
        }
        c->kept[i] = (int)(before = number);
    }
    return c->kept != NULL;
}

static bool read_groups(struct Task *task, Child *c, Value list)
{
    if (list == VALUE_NONE)
        return true;
    if (!value_is_list(list))
        return raise_error(task, &type_TypeError, "setgroups argument must be a list") != 0;
    c->group_count = list_size(list);
    c->groups = gc_alloc(task, (size_t)(c->group_count + 1) * sizeof *c->groups, LAYOUT_FREE);
    c->sets_groups = true;
    for (int64_t i = 0; c->groups && i < c->group_count; i++) {
        int64_t number;
        if (!object_index_i64(task, list_peek(list, i), &number, false))
            return false;
        c->groups[i] = (gid_t)number;
    }
    return c->groups != NULL;
}

/* An id, or None: unchanged. */
static bool read_id(struct Task *task, Value v, bool *is_set, unsigned *id)
{
    int64_t number;
    *is_set = v != VALUE_NONE;
    if (!*is_set)
        return true;
    if (!object_index_i64(task, v, &number, false))
        return false;
    *id = (unsigned)number;
    return true;
}

enum { ARGS, EXECUTABLES, CLOSE, KEPT, CWD, ENV, FIRST_PIPE, RESTORE = FIRST_PIPE + PIPES, SESSION, GROUP, GID, GROUPS, UID, UMASK, PREEXEC,
       VFORK, ARGUMENTS };

static bool read_flags(struct Task *task, Child *c, const Value *a)
{
    int closes = object_truth(task, a[CLOSE]), restores = object_truth(task, a[RESTORE]), session = object_truth(task, a[SESSION]);
    if (closes < 0 || restores < 0 || session < 0)
        return false;
    c->closes = closes;
    c->restores_signals = restores;
    c->new_session = session;
    for (int i = 0; i < PIPES; i++)
        if (!posix_int(task, a[FIRST_PIPE + i], &c->pipes[i]))
            return false;
    if (!posix_int(task, a[GROUP], &c->group) || !posix_int(task, a[UMASK], &c->mask))
        return false;
    c->sets_group = c->group >= 0;
    if (closes && c->pipes[PIPE_WRITE] < 3)
        return raise_error(task, &type_ValueError, "errpipe_write must be >= 3") != 0;
    return true;
}

static bool read_child(struct Task *task, Child *c, const Value *a)
{
    PosixPath cwd;
    if (!value_is_tuple(a[KEPT]))
        return raise_error(task, &type_TypeError, "fork_exec() argument 4 must be tuple, not %T", a[KEPT]) != 0;
    c->keep = list_new(task, 0);
    c->preexec = a[PREEXEC];
    if (!c->keep || !read_flags(task, c, a) || !read_kept(task, c, a[KEPT]) || !(c->executables = strings(task, c, a[EXECUTABLES])) ||
        !(c->argv = strings(task, c, a[ARGS])) || (a[ENV] != VALUE_NONE && !(c->envp = strings(task, c, a[ENV]))) ||
        !read_groups(task, c, a[GROUPS]) || !read_id(task, a[GID], &c->sets_gid, &c->gid) ||
        !read_id(task, a[UID], &c->sets_uid, &c->uid))
        return false;
    if (a[CWD] == VALUE_NONE)
        return true;
    if (!posix_path(task, a[CWD], "fork_exec", "cwd", PATH_PLAIN, &cwd) || !list_append(task, c->keep, cwd.keep))
        return false;
    c->cwd = cwd.text;
    return true;
}

static RT Value fork_exec(TASK, Value args)
{
    Child c = {0};
    if (!check_positional(task, "fork_exec", tuple_size(args), 0, ARGUMENTS, ARGUMENTS) || !read_child(task, &c, tuple_words(args)))
        return 0;
    int64_t process = c.preexec == VALUE_NONE ? fork() : sched_fork(task);
    if (process == 0)
        report(c.pipes[PIPE_WRITE], run_child(task, &c));
    return process < 0 ? posix_error(task) : int_from_i64(task, process);
}

METHOD_TABLE_BEGIN(posixsubprocess)
    METHOD(fork_exec, "(*args)", fork_exec, INT, RAISES, "Start a program in a new process, set up as 23 arguments say; gives its number.")
METHOD_TABLE_END
const NativeModule module__posixsubprocess = {"_posixsubprocess", "Starts processes, for the subprocess module.", posixsubprocess_methods, NULL};
