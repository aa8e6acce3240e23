/* Sets of signals. The mask belongs to the process here, not to a thread, as handlers run on the
   main task only: blocked signals are held back by the scheduler (sched_signals_hold), and on the main OS
   thread, which takes the signals, by the system, too, so that default actions wait as well. */
#define _GNU_SOURCE
#include "runtime/modules/signal_internal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>
#include "runtime/modules/durations.h"
#include "runtime/object/errors.h"
#include "runtime/types/int.h"

#define FIELD(name, n, doc) {name, struct_field_##n, NULL, doc}
const GetSetDef siginfo_fields[] = {
    FIELD("si_signo", 0, "the signal"), FIELD("si_code", 1, "where it comes from"), FIELD("si_errno", 2, "an error number that goes with it"),
    FIELD("si_pid", 3, "the process that sent it"), FIELD("si_uid", 4, "that process's user"),
    FIELD("si_status", 5, "an exit status or a signal"), FIELD("si_band", 6, "a band event, of SIGPOLL"), {.name = NULL}};
STRUCT_TYPE(struct_siginfo, "signal.struct_siginfo", siginfo_fields, "What the system tells about a signal.", struct_make)

/* ---- sets ---- */

static uint64_t bit(int number) { return (uint64_t)1 << (number - 1); }

static sigset_t to_system(uint64_t bits)
{
    sigset_t set;
    sigemptyset(&set);
    for (int number = 1; number < SIGNAL_LIMIT; number++)
        if (bits & bit(number))
            sigaddset(&set, number);
    return set;
}

static uint64_t from_system(const sigset_t *set)
{
    uint64_t bits = 0;
    for (int number = 1; number < SIGNAL_LIMIT; number++)
        if (sigismember(set, number) == 1)
            bits |= bit(number);
    return bits;
}

static uint64_t all_valid(void)
{
    sigset_t set;
    sigfillset(&set);
    return from_system(&set);
}

static Value to_set(struct Task *task, uint64_t bits)
{
    Value set = set_new(task);
    for (int number = 1; set && number < SIGNAL_LIMIT; number++)
        if ((bits & bit(number)) && !set_add(task, set, value_from_small_int(number)))
            return 0;
    return set;
}

static bool add_number(struct Task *task, Value item, uint64_t *bits)
{
    int64_t number = -1;
    Value index = object_index(task, item);
    if (!index)
        return false;
    if (!int_to_i64(index, &number))
        number = -1;
    if (number < 1 || number >= SIGNAL_LIMIT)
        return raise_error(task, &type_ValueError, "signal number %ld out of range [1; %d]", (long)number, SIGNAL_LIMIT - 1) != 0;
    if (!(all_valid() & bit((int)number)))
        return raise_warning(task, &type_RuntimeWarning, "invalid signal number %ld, please use valid_signals()", (long)number);
    *bits |= bit((int)number);
    return true;
}

static bool read_set(struct Task *task, Value iterable, uint64_t *bits)
{
    Value iterator = object_iter(task, iterable);
    for (*bits = 0;;) {
        Value item = iterator ? object_next(task, iterator) : 0;
        if (!item || item == VALUE_STOP)
            return item != 0;
        if (!add_number(task, item, bits))
            return false;
    }
}

RT Value signal_valid_signals(TASK) { return to_set(task, all_valid()); }

/* ---- blocking ---- */

static bool on_main_os_thread(void) { return gettid() == getpid(); }

/* What is blocked: what the program held back, and what the process was started with. */
static uint64_t blocked_now(uint64_t *waiting)
{
    sigset_t set;
    uint64_t bits = sched_signals_held(waiting);
    if (on_main_os_thread() && pthread_sigmask(SIG_BLOCK, NULL, &set) == 0)
        bits |= from_system(&set);
    return bits;
}

RT Value signal_pthread_sigmask(TASK, Value how, Value mask)
{
    int action;
    uint64_t set, waiting, before;
    if (!posix_int(task, how, &action) || !read_set(task, mask, &set))
        return 0;
    before = blocked_now(&waiting);
    if (action != SIG_BLOCK && action != SIG_UNBLOCK && action != SIG_SETMASK) {
        errno = EINVAL;
        return posix_error(task);
    }
    uint64_t blocked = action == SIG_BLOCK ? before | set : action == SIG_UNBLOCK ? before & ~set : set;
    sigset_t system = to_system(blocked);
    sched_signals_hold(blocked & ~(bit(SIGKILL) | bit(SIGSTOP)));
    if (on_main_os_thread())
        pthread_sigmask(SIG_SETMASK, &system, NULL);
    return signals_run(task) ? to_set(task, before) : 0;
}

RT Value signal_sigpending(TASK)
{
    sigset_t set;
    uint64_t waiting;
    sched_signals_held(&waiting);
    return sigpending(&set) < 0 ? posix_error(task) : to_set(task, waiting | from_system(&set));
}

/* ---- waiting ---- */

enum { STEP = 20000000 };                /* nanoseconds: a signal may come by way of the scheduler, too */

typedef struct Wait { sigset_t set; siginfo_t info; struct timespec time; } Wait;

static intptr_t wait_in_system(void *argument)
{
    Wait *wait = argument;
    return sigtimedwait(&wait->set, &wait->info, &wait->time);
}

/* The signal's number; 0: none in that time (negative: for ever); -1: exception set. */
static int wait_for(struct Task *task, uint64_t bits, int64_t duration, siginfo_t *info)
{
    int64_t end = duration < 0 ? INT64_MAX : monotonic_now() + duration;
    for (;;) {
        Wait wait = {.set = to_system(bits)};
        int number = sched_signal_take(bits);
        if (number) {
            *info = (siginfo_t){.si_signo = number, .si_code = SI_USER, .si_pid = getpid(), .si_uid = getuid()};
            return number;
        }
        int64_t left = end == INT64_MAX ? STEP : end - monotonic_now(), step = left < STEP ? left : STEP;
        wait.time.tv_nsec = step > 0 ? step : 0;
        number = (int)sched_blocking(task, wait_in_system, &wait);
        if (number > 0) {
            *info = wait.info;
            return number;
        }
        if (errno != EAGAIN && errno != EINTR) {
            posix_error(task);
            return -1;
        }
        if (!signals_run(task))
            return -1;
        if (left <= 0)
            return 0;
    }
}

RT Value signal_sigwait(TASK, Value set)
{
    uint64_t bits;
    siginfo_t info;
    if (!read_set(task, set, &bits))
        return 0;
    int number = wait_for(task, bits, -1, &info);
    return number < 0 ? 0 : value_from_small_int(number);
}

static Value info_tuple(struct Task *task, const siginfo_t *info)
{
    Value words[7] = {value_from_small_int(info->si_signo), value_from_small_int(info->si_code), value_from_small_int(info->si_errno),
                      value_from_small_int(info->si_pid), value_from_small_int(info->si_uid), value_from_small_int(info->si_status),
                      value_from_small_int(info->si_band)};
    return struct_new(task, &type_struct_siginfo, words);
}

RT Value signal_sigwaitinfo(TASK, Value set)
{
    uint64_t bits;
    siginfo_t info;
    if (!read_set(task, set, &bits))
        return 0;
    return wait_for(task, bits, -1, &info) < 0 ? 0 : info_tuple(task, &info);
}

RT Value signal_sigtimedwait(TASK, Value set, Value timeout)
{
    uint64_t bits;
    int64_t duration;
    siginfo_t info;
    if (!seconds_to_nanoseconds(task, timeout, &duration))
        return 0;
    if (duration < 0)
        return raise_error(task, &type_ValueError, "timeout must be non-negative");
    if (!read_set(task, set, &bits))
        return 0;
    int number = wait_for(task, bits, duration, &info);
    return number < 0 ? 0 : number == 0 ? VALUE_NONE : info_tuple(task, &info);
}

static intptr_t wait_a_step(void *unused)
{
    struct timespec time = {0, STEP};
    return ppoll(NULL, 0, &time, NULL);
}

RT Value signal_pause(TASK)
{
    uint64_t before = sched_signals_seen();
    while (sched_signals_seen() == before)
        sched_blocking(task, wait_a_step, NULL);
    return signals_run(task) ? VALUE_NONE : 0;
}
