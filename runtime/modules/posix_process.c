/* posix: processes, identities, the environment, and facts about the system. */
#define _GNU_SOURCE
#include "runtime/modules/posix_functions.h"

#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include "runtime/object/finalizer.h"
#include "runtime/sched/sched.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/abi/operators.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

#define FIELD(name, n, doc) {name, struct_field_##n, NULL, doc}
static const GetSetDef terminal_fields[] = {FIELD("columns", 0, "characters per row"),
                                            FIELD("lines", 1, "rows"), {.name = NULL}};
STRUCT_TYPE(terminal_size, "os.terminal_size", terminal_fields, "The size of a terminal: (columns, lines).", struct_make)
static const GetSetDef uname_fields[] = {FIELD("sysname", 0, "the system's name"), FIELD("nodename", 1, "the machine's name"),
                                         FIELD("release", 2, "its release"), FIELD("version", 3, "the build of the release"),
                                         FIELD("machine", 4, "hardware identifier"), {.name = NULL}};
STRUCT_TYPE(uname_result, "posix.uname_result", uname_fields, "What uname() tells about the system.", struct_make)
static const GetSetDef times_fields[] = {FIELD("user", 0, "user time"), FIELD("system", 1, "system time"),
                                         FIELD("children_user", 2, "CPU seconds of ended children outside the kernel"),
                                         FIELD("children_system", 3, "CPU seconds of ended children in the kernel"),
                                         FIELD("elapsed", 4, "seconds of a clock that starts anywhere"), {.name = NULL}};
STRUCT_TYPE(times_result, "posix.times_result", times_fields, "The times of a process and its children.", struct_make)
static const GetSetDef param_fields[] = {FIELD("sched_priority", 0, "its priority"), {.name = NULL}};
STRUCT_TYPE(sched_param, "posix.sched_param", param_fields, "Parameters of a scheduling policy.", struct_make)

/* ---- identities ---- */

RT Value posix_getpid(TASK) { return value_from_small_int(getpid()); }
RT Value posix_getppid(TASK) { return value_from_small_int(getppid()); }
RT Value posix_getuid(TASK) { return value_from_small_int(getuid()); }
RT Value posix_geteuid(TASK) { return value_from_small_int(geteuid()); }
RT Value posix_getgid(TASK) { return value_from_small_int(getgid()); }
RT Value posix_getegid(TASK) { return value_from_small_int(getegid()); }
RT Value posix_getpgrp(TASK) { return value_from_small_int(getpgrp()); }
RT Value posix_setpgrp(TASK) { return posix_done(task, setpgid(0, 0)); }
RT Value posix_setsid(TASK) { return posix_done(task, setsid()); }

#define OF_ONE_INT(name, call, result)                                  \
    RT Value name(TASK, Value v)                                        \
    {                                                                   \
        int n;                                                          \
        if (!posix_int(task, v, &n))                                    \
            return 0;                                                   \
        int64_t found = call(n);                                        \
        return found < 0 ? posix_error(task) : result;                  \
    }
#define UNSIGNED(name, call) static int64_t call##_of(int n) { return call((unsigned)n); } OF_ONE_INT(name, call##_of, VALUE_NONE)
UNSIGNED(posix_setuid, setuid)
UNSIGNED(posix_seteuid, seteuid)
UNSIGNED(posix_setgid, setgid)
UNSIGNED(posix_setegid, setegid)
OF_ONE_INT(posix_getpgid, getpgid, value_from_small_int(found))
OF_ONE_INT(posix_getsid, getsid, value_from_small_int(found))
OF_ONE_INT(posix_sched_get_priority_max, sched_get_priority_max, value_from_small_int(found))
OF_ONE_INT(posix_sched_get_priority_min, sched_get_priority_min, value_from_small_int(found))
OF_ONE_INT(posix_tcgetpgrp, tcgetpgrp, value_from_small_int(found))

#define OF_TWO_INTS(name, call)                                                                           \
    RT Value name(TASK, Value first, Value second)                                                        \
    {                                                                                                     \
        int a, b;                                                                                         \
        return posix_int(task, first, &a) && posix_int(task, second, &b) ? posix_done(task, call(a, b)) : 0; \
    }
static OF_TWO_INTS(send_signal, kill)
RT Value posix_kill(TASK, Value pid, Value number)
{
    return send_signal(task, pid, number) && runtime_poll(task) ? VALUE_NONE : 0;    /* it may be for this process */
}
OF_TWO_INTS(posix_killpg, killpg)
OF_TWO_INTS(posix_setpgid, setpgid)
OF_TWO_INTS(posix_tcsetpgrp, tcsetpgrp)

RT Value posix_getgroups(TASK)
{
    gid_t groups[1024];
    int n = getgroups(1024, groups);
    Value list = n < 0 ? posix_error(task) : list_new(task, 0);
    for (int i = 0; list && i < n; i++)
        if (!list_append(task, list, value_from_small_int(groups[i])))
            return 0;
    return list;
}
static Value three_ids(struct Task *task, int result, unsigned a, unsigned b, unsigned c)
{
    Value words[3] = {value_from_small_int(a), value_from_small_int(b), value_from_small_int(c)};
    return result < 0 ? posix_error(task) : tuple_from(task, words, 3);
}
RT Value posix_getresuid(TASK)
{
    uid_t a = 0, b = 0, c = 0;
    int result = getresuid(&a, &b, &c);
    return three_ids(task, result, a, b, c);
}
RT Value posix_getresgid(TASK)
{
    gid_t a = 0, b = 0, c = 0;
    int result = getresgid(&a, &b, &c);
    return three_ids(task, result, a, b, c);
}
RT Value posix_getlogin(TASK)
{
    char name[256];
    errno = getlogin_r(name, sizeof name);
    return errno ? posix_error(task) : posix_text(task, name, false);
}
RT Value posix_nice(TASK, Value increment)
{
    int by;
    if (!posix_int(task, increment, &by))
        return 0;
    errno = 0;
    int result = nice(by);
    return result == -1 && errno ? posix_error(task) : value_from_small_int(result);
}
RT Value posix_getpriority(TASK, Value which, Value who)
{
    int a, b;
    if (!posix_int(task, which, &a) || !posix_int(task, who, &b))
        return 0;
    errno = 0;
    int result = getpriority((__priority_which_t)a, (id_t)b);
    return errno ? posix_error(task) : value_from_small_int(result);
}
RT Value posix_setpriority(TASK, Value which, Value who, Value priority)
{
    int a, b, c;
    return posix_int(task, which, &a) && posix_int(task, who, &b) && posix_int(task, priority, &c)
               ? posix_done(task, setpriority((__priority_which_t)a, (id_t)b, c)) : 0;
}

/* ---- starting and ending ---- */

static Slot fork_before ROOT, fork_parent ROOT, fork_child ROOT;     /* lists of callables */

static bool add_hook(struct Task *task, Slot *list, Value callable, const char *name)
{
    if (callable == VALUE_UNBOUND)
        return true;
    if (!value_is_callable(callable)) {
        raise_error(task, &type_TypeError, "'%s' must be callable, not %T", name, callable);
        return false;
    }
    if (!slot_load(list)) {
        Value fresh = list_new(task, 0);
        if (!fresh)
            return false;
        gc_store(list, fresh);
    }
    return list_append(task, slot_load(list), callable);
}
RT Value posix_register_at_fork(TASK, Value before, Value after_in_child, Value after_in_parent)
{
    if (before == VALUE_UNBOUND && after_in_child == VALUE_UNBOUND && after_in_parent == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "At least one argument is required.");
    return add_hook(task, &fork_before, before, "before") && add_hook(task, &fork_child, after_in_child, "after_in_child") &&
                   add_hook(task, &fork_parent, after_in_parent, "after_in_parent")
               ? VALUE_NONE : 0;
}

/* What hooks raise is shown and forgotten. */
static void run_hooks(struct Task *task, const Slot *hooks, bool backwards)
{
    Value list = slot_load(hooks);
    int64_t n = list ? list_size(list) : 0;
    for (int64_t i = 0; i < n; i++) {
        Value hook = list_peek(list, backwards ? n - 1 - i : i);
        if (hook && !call_zero(task, hook))
            exception_unraisable(task, hook);
    }
}

RT Value posix_fork(TASK)
{
    run_hooks(task, &fork_before, true);
    int64_t child = sched_fork(task);
    int error = errno;
    run_hooks(task, child == 0 ? &fork_child : &fork_parent, false);
    errno = error;
    return child < 0 ? posix_error(task) : int_from_i64(task, child);
}

RT Value posix__exit(TASK, Value status)
{
    int code;
    if (!posix_int(task, status, &code))
        return 0;
    _exit(code);
}
RT Value posix_abort(TASK) { abort(); }

/* The argument vector of a sequence; NULL: failed. Its strings are kept alive by *keep. */
static char **vector_of(struct Task *task, Value sequence, const char *what, Value *keep)
{
    Value items = value_is_list(sequence) || value_is_tuple(sequence) ? tuple_from_iterable(task, sequence)
                : raise_error(task, &type_TypeError, "%s must be a tuple or list", what);
    int64_t n = items ? tuple_size(items) : 0;
    char **vector = items ? gc_alloc(task, (size_t)(n + 1) * sizeof *vector, LAYOUT_REFS) : NULL;
    *keep = list_new(task, 0);
    for (int64_t i = 0; vector && *keep && i < n; i++) {
        PosixPath p;
        if (!posix_path(task, tuple_get(items, i), what, "argument", PATH_PLAIN, &p) || !list_append(task, *keep, p.keep))
            return NULL;
        vector[i] = (char *)p.text;
    }
    return *keep ? vector : NULL;
}
static Value environment_list(struct Task *task, Value mapping)
{
    Value list = list_new(task, 0), items = call_method(task, mapping, str_intern_c(task, "items"), NULL, 0);
    Value pairs = list && items ? tuple_from_iterable(task, items) : 0;
    for (int64_t i = 0; pairs && i < tuple_size(pairs); i++) {
        Value pair = tuple_from_iterable(task, tuple_get(pairs, i)), equals = bytes_from_data(task, "=", 1);
        PosixPath key, value;
        if (!pair || !equals || tuple_size(pair) != 2 ||
            !posix_path(task, tuple_get(pair, 0), "execve", "env", PATH_PLAIN, &key) ||
            !posix_path(task, tuple_get(pair, 1), "execve", "env", PATH_PLAIN, &value))
            return 0;
        if (strchr(key.text, '='))
            return raise_error(task, &type_ValueError, "illegal environment variable name");
        Value head = object_binary(task, key.keep, equals, OP_ADD), row = head ? object_binary(task, head, value.keep, OP_ADD) : 0;
        if (!row || !list_append(task, list, row))
            return 0;
    }
    return pairs ? list : 0;
}
static Value execute(struct Task *task, const char *function, Value path, Value argv, Value environment)
{
    PosixPath p;
    Value keep, keep_environment, list = environment ? environment_list(task, environment) : 0;
    if ((environment && !list) || !posix_path(task, path, function, "path", PATH_PLAIN, &p))
        return 0;
    char **vector = vector_of(task, argv, function, &keep), **variables = environ;
    if (vector && !vector[0])
        return raise_error(task, &type_ValueError, "%s() arg 2 must not be empty", function);
    if (vector && environment)
        variables = vector_of(task, list, function, &keep_environment);
    if (!vector || !variables)
        return 0;
    execve(p.text, vector, variables);
    return posix_path_error(task, &p);
}
RT Value posix_execv(TASK, Value path, Value argv) { return execute(task, "execv", path, argv, 0); }
RT Value posix_execve(TASK, Value path, Value argv, Value environment) { return execute(task, "execve", path, argv, environment); }

static intptr_t do_system(void *p) { return system(p); }
RT Value posix_system(TASK, Value command)
{
    PosixPath p;
    return posix_path(task, command, "system", "command", PATH_PLAIN, &p)
               ? value_from_small_int(sched_blocking(task, do_system, (void *)p.text)) : 0;
}

typedef struct Waiting { pid_t pid; int status, options; struct rusage usage; } Waiting;
static intptr_t do_wait(void *p) { Waiting *w = p; return wait4(w->pid, &w->status, w->options, &w->usage); }
static Value wait_for(struct Task *task, int pid, int options)
{
    Waiting w = {.pid = pid, .options = options};
    for (;;) {
        int64_t found = sched_blocking(task, do_wait, &w);
        bool failed;
        if (found >= 0) {
            Value words[2] = {value_from_small_int(found), value_from_small_int(found ? w.status : 0)};
            return tuple_from(task, words, 2);
        }
        if (!posix_interrupted(task, &failed))
            return failed ? 0 : posix_error(task);
    }
}
RT Value posix_waitpid(TASK, Value pid, Value options)
{
    int who, how;
    return posix_int(task, pid, &who) && posix_int(task, options, &how) ? wait_for(task, who, how) : 0;
}
RT Value posix_wait(TASK) { return wait_for(task, -1, 0); }

#define OF_STATUS(name, expression, result)                          \
    RT Value name(TASK, Value v)                                     \
    {                                                                \
        int status;                                                  \
        return posix_int(task, v, &status) ? result(expression) : 0; \
    }
OF_STATUS(posix_WIFEXITED, WIFEXITED(status), value_from_bool)
OF_STATUS(posix_WIFSIGNALED, WIFSIGNALED(status), value_from_bool)
OF_STATUS(posix_WIFSTOPPED, WIFSTOPPED(status), value_from_bool)
OF_STATUS(posix_WIFCONTINUED, WIFCONTINUED(status), value_from_bool)
OF_STATUS(posix_WCOREDUMP, WCOREDUMP(status), value_from_bool)
OF_STATUS(posix_WEXITSTATUS, WEXITSTATUS(status), value_from_small_int)
OF_STATUS(posix_WTERMSIG, WTERMSIG(status), value_from_small_int)
OF_STATUS(posix_WSTOPSIG, WSTOPSIG(status), value_from_small_int)
RT Value posix_waitstatus_to_exitcode(TASK, Value v)
{
    int status;
    if (!posix_int(task, v, &status))
        return 0;
    if (WIFEXITED(status))
        return value_from_small_int(WEXITSTATUS(status));
    if (WIFSIGNALED(status))
        return value_from_small_int(-WTERMSIG(status));
    if (WIFSTOPPED(status))
        return raise_error(task, &type_ValueError, "process stopped by delivery of signal %d", WSTOPSIG(status));
    return raise_error(task, &type_ValueError, "invalid wait status: %d", status);
}

/* ---- the environment ---- */

static Value environment_dict(struct Task *task)
{
    Value dict = dict_new(task);
    for (char **at = environ; dict && at && *at; at++) {
        const char *equals = strchr(*at, '=');
        if (!equals)
            continue;
        Value key = bytes_from_data(task, *at, equals - *at);
        Value value = key ? bytes_from_data(task, equals + 1, (int64_t)strlen(equals + 1)) : 0;
        if (!value || !dict_setdefault(task, dict, key, value))
            return 0;
    }
    return dict;
}
RT Value posix_putenv(TASK, Value name, Value value)
{
    PosixPath n, v;
    if (!posix_path(task, name, "putenv", "name", PATH_PLAIN, &n) || !posix_path(task, value, "putenv", "value", PATH_PLAIN, &v))
        return 0;
    if (strchr(n.text, '='))
        return raise_error(task, &type_ValueError, "illegal environment variable name");
    return posix_done(task, setenv(n.text, v.text, 1));
}
RT Value posix_unsetenv(TASK, Value name)
{
    PosixPath n;
    return posix_path(task, name, "unsetenv", "name", PATH_PLAIN, &n) ? posix_done(task, unsetenv(n.text)) : 0;
}

/* ---- the system ---- */

RT Value posix_uname(TASK)
{
    struct utsname u;
    if (uname(&u) < 0)
        return posix_error(task);
    Value words[5] = {posix_text(task, u.sysname, false), posix_text(task, u.nodename, false), posix_text(task, u.release, false),
                      posix_text(task, u.version, false), posix_text(task, u.machine, false)};
    return struct_new(task, &type_uname_result, words);
}
RT Value posix_times(TASK)
{
    struct tms t;
    clock_t now = times(&t);
    double per_second = (double)sysconf(_SC_CLK_TCK);
    if (now == (clock_t)-1)
        return posix_error(task);
    Value words[5] = {float_from_double(task, (double)t.tms_utime / per_second), float_from_double(task, (double)t.tms_stime / per_second),
                      float_from_double(task, (double)t.tms_cutime / per_second),
                      float_from_double(task, (double)t.tms_cstime / per_second), float_from_double(task, (double)now / per_second)};
    return struct_new(task, &type_times_result, words);
}
RT Value posix_getloadavg(TASK)
{
    double load[3];
    if (getloadavg(load, 3) != 3)
        return raise_error(task, &type_OSError, "Load averages are unobtainable");
    Value words[3] = {float_from_double(task, load[0]), float_from_double(task, load[1]), float_from_double(task, load[2])};
    return words[0] && words[1] && words[2] ? tuple_from(task, words, 3) : 0;
}
RT Value posix_cpu_count(TASK)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? VALUE_NONE : value_from_small_int(n);
}
RT Value posix_strerror(TASK, Value code)
{
    int n;
    return posix_int(task, code, &n) ? posix_text(task, strerror(n), false) : 0;
}

static Value random_bytes(struct Task *task, Value size, unsigned flags, bool whole)
{
    int64_t n, got = 0;
    if (!object_index_i64(task, size, &n, false))
        return 0;
    if (n < 0 && whole)
        return raise_error(task, &type_ValueError, "negative argument not allowed");
    PyBytes *bytes = n < 0 ? NULL : bytes_new(task, n);
    errno = EINVAL;
    while (bytes && got < n) {
        ssize_t some = getrandom(bytes->data + got, (size_t)(n - got), flags);
        if (some < 0 && errno == EINTR && runtime_poll(task))
            continue;
        if (some < 0)
            return errno == EINTR ? 0 : posix_error(task);
        got += some;
        if (!whole)
            return bytes_from_data(task, bytes->data, got);
    }
    return bytes ? value_from_object(bytes) : n < 0 ? posix_error(task) : 0;
}
RT Value posix_urandom(TASK, Value size) { return random_bytes(task, size, 0, true); }
RT Value posix_getrandom(TASK, Value size, Value flags)
{
    int bits;
    return posix_int(task, flags, &bits) ? random_bytes(task, size, (unsigned)bits, false) : 0;
}

RT Value posix_sched_yield(TASK)
{
    task_yield(task);
    return VALUE_NONE;
}
enum { MOST_PROCESSORS = 8192 };
RT Value posix_sched_getaffinity(TASK, Value pid)
{
    int who;
    unsigned char mask[MOST_PROCESSORS / 8] = {0};
    if (!posix_int(task, pid, &who))
        return 0;
    if (sched_getaffinity(who, sizeof mask, (cpu_set_t *)(void *)mask) < 0)
        return posix_error(task);
    Value set = set_new(task);
    for (int i = 0; set && i < MOST_PROCESSORS; i++)
        if ((mask[i / 8] >> i % 8 & 1) && !set_add(task, set, value_from_small_int(i)))
            return 0;
    return set;
}
RT Value posix_sched_setaffinity(TASK, Value pid, Value processors)
{
    int who, number;
    unsigned char mask[MOST_PROCESSORS / 8] = {0};
    Value items = posix_int(task, pid, &who) ? tuple_from_iterable(task, processors) : 0;
    for (int64_t i = 0; items && i < tuple_size(items); i++) {
        if (!value_is_int(tuple_get(items, i)))
            return raise_error(task, &type_TypeError, "expected an iterator of ints, but iterator yielded %R",
                               value_from_object(type_of(tuple_get(items, i))));
        if (!posix_int(task, tuple_get(items, i), &number))
            return 0;
        if (number < 0 || number >= MOST_PROCESSORS)
            return raise_error(task, number < 0 ? &type_ValueError : &type_OverflowError, number < 0 ? "negative CPU number" : "CPU number too large");
        mask[number / 8] |= (unsigned char)(1 << number % 8);
    }
    return items ? posix_done(task, sched_setaffinity(who, sizeof mask, (cpu_set_t *)(void *)mask)) : 0;
}
RT Value posix_sched_getscheduler(TASK, Value pid)
{
    int who;
    if (!posix_int(task, pid, &who))
        return 0;
    int policy = sched_getscheduler(who);
    return policy < 0 ? posix_error(task) : value_from_small_int(policy);
}

/* ---- sysconf ---- */

static const struct { const char *name; int number; } sysconf_rows[] = {
    {"SC_ARG_MAX", _SC_ARG_MAX}, {"SC_CHILD_MAX", _SC_CHILD_MAX}, {"SC_CLK_TCK", _SC_CLK_TCK}, {"SC_IOV_MAX", _SC_IOV_MAX},
    {"SC_NGROUPS_MAX", _SC_NGROUPS_MAX}, {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
    {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN}, {"SC_OPEN_MAX", _SC_OPEN_MAX}, {"SC_PAGESIZE", _SC_PAGESIZE},
    {"SC_PAGE_SIZE", _SC_PAGE_SIZE}, {"SC_PHYS_PAGES", _SC_PHYS_PAGES}, {"SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES},
    {"SC_SEM_NSEMS_MAX", _SC_SEM_NSEMS_MAX}, {"SC_SYMLOOP_MAX", _SC_SYMLOOP_MAX}, {"SC_VERSION", _SC_VERSION}};

RT Value posix_sysconf(TASK, Value name)
{
    int number = -1;
    if (value_is_int(name)) {
        if (!posix_int(task, name, &number))
            return 0;
    } else if (value_is_str(name)) {
        for (size_t i = 0; i < sizeof sysconf_rows / sizeof *sysconf_rows; i++)
            if (str_is(name, sysconf_rows[i].name))
                number = sysconf_rows[i].number;
        if (number < 0)
            return raise_error(task, &type_ValueError, "unrecognized configuration name");
    } else {
        return raise_error(task, &type_TypeError, "configuration names must be strings or integers");
    }
    errno = 0;
    long value = sysconf(number);
    return value == -1 && errno ? posix_error(task) : int_from_i64(task, value);
}

RT bool posix_process_start(TASK, Value module)
{
    Value names = dict_new(task), environment = environment_dict(task);
    for (size_t i = 0; names && i < sizeof sysconf_rows / sizeof *sysconf_rows; i++) {
        Value name = str_intern_c(task, sysconf_rows[i].name);
        if (!name || !dict_set(task, names, name, value_from_small_int(sysconf_rows[i].number)))
            return false;
    }
    return names && environment && module_set_c(task, module, "sysconf_names", names) &&
           module_set_c(task, module, "environ", environment) && struct_ready(task, &type_terminal_size, 2, module) &&
           struct_ready(task, &type_uname_result, 5, module) && struct_ready(task, &type_times_result, 5, module) &&
           struct_ready(task, &type_sched_param, 1, module);
}
