/* _signal. A signal's C handler only notes that it came (sched/poll.c); its Python handler runs at
   a poll of the main task. Only the main OS thread takes signals: all others block them. */
#define _GNU_SOURCE
#include "runtime/modules/signal_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#include "runtime/modules/durations.h"
#include "runtime/modules/sys.h"
#include "runtime/modules/thread_internal.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/finalizer.h"
#include "runtime/object/frame.h"
#include "runtime/object/module.h"

static Slot handlers[SIGNAL_LIMIT] ROOT;           /* SIG_DFL and SIG_IGN are the ints 0 and 1; None: not set by Python */
static Slot int_handler ROOT, timer_error ROOT;    /* default_int_handler, ItimerError: set once by init */
static bool warns_when_full;                       /* set_wakeup_fd's option; main task only */

static Value constant(void (*handler)(int)) { return value_from_small_int((intptr_t)handler); }

RT bool signal_number(TASK, Value v, int *number)
{
    if (!posix_int(task, v, number))
        return false;
    if (*number < 1 || *number >= SIGNAL_LIMIT)
        return raise_error(task, &type_ValueError, "signal number out of range") != 0;
    return true;
}

RT bool signals_run(TASK) { return stack_check(task); }

/* ---- running handlers ---- */

/* What set_wakeup_fd's descriptor did not take. */
static void report_wakeup(struct Task *task)
{
    int error = sched_signal_wakeup_error();
    if (!error || ((error == EAGAIN || error == EWOULDBLOCK) && !warns_when_full))
        return;
    Value file = sys_attribute(task, "stderr"), text = str_from_c(task, "Exception ignored when trying to write to the signal wakeup fd:\n");
    if (!file || !text || file == VALUE_UNBOUND || file == VALUE_NONE || !io_write(task, file, text))
        exception_clear(task);
    raise_os_error(task, error, 0, 0);
    exception_unraisable(task, VALUE_NONE);
}

static RT bool run_handler(TASK, int number)
{
    report_wakeup(task);
    Value handler = slot_load(&handlers[number]);
    if (handler == VALUE_NONE || handler == constant(SIG_DFL) || handler == constant(SIG_IGN))
        return true;
    Value frame = frame_current(task, 0);
    if (!frame)
        return false;
    return call_two(task, handler, value_from_small_int(number), frame == VALUE_UNBOUND ? VALUE_NONE : frame) != 0;
}

static RT Value signal_default_int_handler(TASK, Value number, Value frame)
{
    Value exception = exception_new(task, &type_KeyboardInterrupt, NULL, 0);
    return exception ? raise_value(task, exception) : 0;
}

/* ---- signal, getsignal ---- */

static RT Value signal_getsignal(TASK, Value signalnum)
{
    int number;
    return signal_number(task, signalnum, &number) ? slot_load(&handlers[number]) : 0;
}

/* SIG_DFL or SIG_IGN, however it is spelled; zero: something else. */
static Value as_constant(struct Task *task, Value handler)
{
    for (intptr_t i = 0; i < 2; i++) {
        Value word = value_from_small_int(i);
        if (object_equal(task, handler, word) == 1)
            return word;
        exception_clear(task);
    }
    return 0;
}

static bool install(int number, Value handler)
{
    if (handler != constant(SIG_DFL) && handler != constant(SIG_IGN))
        return sched_signal_catch(number);
    struct sigaction action = {.sa_handler = handler == constant(SIG_DFL) ? SIG_DFL : SIG_IGN, .sa_flags = SA_ONSTACK};
    return sigaction(number, &action, NULL) == 0;
}

static RT Value signal_signal(TASK, Value signalnum, Value handler)
{
    int number;
    if (!posix_int(task, signalnum, &number))
        return 0;
    if (!task_is_main(task))
        return raise_error(task, &type_ValueError, "signal only works in main thread of the main interpreter");
    if (!signal_number(task, signalnum, &number))
        return 0;
    Value word = as_constant(task, handler);
    if (!word && !value_is_callable(handler))
        return raise_error(task, &type_TypeError,
                           "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    if (!signals_run(task))
        return 0;
    handler = word ? word : handler;
    if (!install(number, handler))
        return posix_error(task);
    Value before = slot_load(&handlers[number]);
    gc_store(&handlers[number], handler);
    return before;
}

static RT Value signal_siginterrupt(TASK, Value signalnum, Value flag)
{
    int number, interrupts;
    struct sigaction action;
    if (!signal_number(task, signalnum, &number) || !posix_int(task, flag, &interrupts))
        return 0;
    if (sigaction(number, NULL, &action) < 0)
        return posix_error(task);
    action.sa_flags = interrupts ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    return posix_done(task, sigaction(number, &action, NULL));
}

/* ---- raising ---- */

static RT Value signal_raise_signal(TASK, Value signalnum)
{
    int number;
    if (!posix_int(task, signalnum, &number))
        return 0;
    if (raise(number) != 0)
        return posix_error(task);
    return signals_run(task) ? VALUE_NONE : 0;
}

static RT Value signal_pthread_kill(TASK, Value thread, Value signalnum)
{
    int64_t ident;
    int number;
    if (!value_is_int(thread))
        return raise_error(task, &type_TypeError, "pthread_kill() argument 1 must be int, not %T", thread);
    if (!value_to_i64(task, thread, &ident) || !posix_int(task, signalnum, &number))
        return 0;
    if (!task_is_alive((void *)ident)) {
        errno = ESRCH;
        return posix_error(task);
    }
    if (kill(getpid(), number) < 0)
        return posix_error(task);
    return signals_run(task) ? VALUE_NONE : 0;
}

static RT Value signal_pidfd_send_signal(TASK, Value pidfd, Value signalnum, Value siginfo, Value flags)
{
    int descriptor, number, bits;
    if (!posix_int(task, pidfd, &descriptor) || !posix_int(task, signalnum, &number) || !posix_int(task, flags, &bits))
        return 0;
    if (siginfo != VALUE_NONE)
        return raise_error(task, &type_TypeError, "siginfo must be None");
    return posix_done(task, syscall(SYS_pidfd_send_signal, descriptor, number, NULL, bits));
}

static RT Value signal_strsignal(TASK, Value signalnum)
{
    int number;
    if (!signal_number(task, signalnum, &number))
        return 0;
    const char *text = strsignal(number);
    return text && !strstr(text, "Unknown signal") ? str_from_c(task, text) : VALUE_NONE;
}

static RT Value signal_set_wakeup_fd(TASK, Value fd, Value warns)
{
    int descriptor, flags = 0, full = object_truth(task, warns);
    struct stat status;
    if (full < 0 || !posix_int(task, fd, &descriptor))
        return 0;
    if (!task_is_main(task))
        return raise_error(task, &type_ValueError, "set_wakeup_fd only works in main thread of the main interpreter");
    if (descriptor != -1) {
        if (fstat(descriptor, &status) < 0 || (flags = fcntl(descriptor, F_GETFL)) < 0)
            return posix_error(task);
        if (!(flags & O_NONBLOCK))
            return raise_error(task, &type_ValueError, "the fd %d must be in non-blocking mode", descriptor);
    }
    warns_when_full = full;
    return value_from_small_int(sched_signal_wakeup(descriptor));
}

/* ---- timers ---- */

static RT Value signal_alarm(TASK, Value seconds)
{
    int n;
    return posix_int(task, seconds, &n) ? value_from_small_int(alarm((unsigned)n)) : 0;
}

static Value timer_state(struct Task *task, const struct itimerval *timer)
{
    Value words[2] = {float_from_double(task, (double)timer->it_value.tv_sec + (double)timer->it_value.tv_usec * 1e-6),
                      float_from_double(task, (double)timer->it_interval.tv_sec + (double)timer->it_interval.tv_usec * 1e-6)};
    return words[0] && words[1] ? tuple_from(task, words, 2) : 0;
}

/* OSError's arguments in the class of its own. */
static Value timer_failed(struct Task *task)
{
    posix_error(task);
    Value error = exception_take(task), args = error ? object_get_attr(task, error, NAME(args)) : 0;
    Value own = args ? call_spread(task, slot_load(&timer_error), args, VALUE_UNBOUND) : 0;
    return own ? raise_value(task, own) : 0;
}

static bool to_timeval(struct Task *task, Value seconds, struct timeval *result)
{
    int64_t nanoseconds;
    if (!seconds_to_nanoseconds(task, seconds, &nanoseconds))
        return false;
    int64_t micro = nanoseconds / 1000 + (nanoseconds % 1000 > 0);
    *result = (struct timeval){micro / 1000000, micro % 1000000};
    if (micro < 0)                                          /* the system says EINVAL */
        *result = (struct timeval){-1, 0};
    return true;
}

static RT Value signal_setitimer(TASK, Value which, Value seconds, Value interval)
{
    int kind;
    struct itimerval timer, before;
    if (!posix_int(task, which, &kind) || !to_timeval(task, seconds, &timer.it_value) ||
        !to_timeval(task, interval, &timer.it_interval))
        return 0;
    return setitimer((__itimer_which_t)kind, &timer, &before) < 0 ? timer_failed(task) : timer_state(task, &before);
}

static RT Value signal_getitimer(TASK, Value which)
{
    int kind;
    struct itimerval timer;
    if (!posix_int(task, which, &kind))
        return 0;
    return getitimer((__itimer_which_t)kind, &timer) < 0 ? timer_failed(task) : timer_state(task, &timer);
}

/* ---- the module ---- */

METHOD_TABLE_BEGIN(signal)
#include "runtime/modules/signal.def"
METHOD_TABLE_END

static bool add_constants(struct Task *task, Value module)
{
    static const struct { const char *name; int value; } rows[] = {
#define ROW(name) {#name, name},
        ROW(SIG_BLOCK) ROW(SIG_UNBLOCK) ROW(SIG_SETMASK) ROW(SIGHUP) ROW(SIGINT) ROW(SIGQUIT) ROW(SIGILL) ROW(SIGTRAP)
        ROW(SIGIOT) ROW(SIGABRT) ROW(SIGFPE) ROW(SIGKILL) ROW(SIGBUS) ROW(SIGSEGV) ROW(SIGSYS) ROW(SIGPIPE) ROW(SIGALRM)
        ROW(SIGTERM) ROW(SIGUSR1) ROW(SIGUSR2) ROW(SIGCLD) ROW(SIGCHLD) ROW(SIGPWR) ROW(SIGIO) ROW(SIGURG) ROW(SIGWINCH)
        ROW(SIGPOLL) ROW(SIGSTOP) ROW(SIGTSTP) ROW(SIGCONT) ROW(SIGTTIN) ROW(SIGTTOU) ROW(SIGVTALRM) ROW(SIGPROF)
        ROW(SIGXCPU) ROW(SIGXFSZ) ROW(SIGSTKFLT) ROW(ITIMER_REAL) ROW(ITIMER_VIRTUAL) ROW(ITIMER_PROF)
#undef ROW
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!module_set_c(task, module, rows[i].name, value_from_small_int(rows[i].value)))
            return false;
    return module_set_c(task, module, "NSIG", value_from_small_int(SIGNAL_LIMIT)) &&
           module_set_c(task, module, "SIGRTMIN", value_from_small_int(SIGRTMIN)) &&
           module_set_c(task, module, "SIGRTMAX", value_from_small_int(SIGRTMAX)) &&
           module_set_c(task, module, "SIG_DFL", constant(SIG_DFL)) && module_set_c(task, module, "SIG_IGN", constant(SIG_IGN));
}

static bool make_timer_error(struct Task *task, Value module)
{
    Value base = (Value)&type_OSError, namespace = dict_new(task), home = str_from_c(task, "signal");
    if (!namespace || !home || !dict_set(task, namespace, NAME(__module__), home))
        return false;
    Value words[3] = {str_intern_c(task, "itimer_error"), tuple_from(task, &base, 1), namespace};
    Value made = words[0] && words[1] ? object_call(task, (Value)&type_type, words, 3, 0) : 0;
    if (!made)
        return false;
    gc_store(&timer_error, made);
    return module_set_c(task, module, "ItimerError", made);
}

/* What the signals do at start. The runtime itself takes SIGINT unless it is ignored. */
static void read_handlers(void)
{
    for (int number = 1; number < SIGNAL_LIMIT; number++) {
        struct sigaction action;
        Value handler = VALUE_NONE;
        if (sigaction(number, NULL, &action) == 0 && (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN))
            handler = constant(action.sa_handler);
        else if (number == SIGINT)
            handler = slot_load(&int_handler);
        gc_store(&handlers[number], handler);
    }
    gc_store(&handlers[0], VALUE_NONE);
}

static RT bool signal_init(TASK, Value module)
{
    Value name = str_intern_c(task, "default_int_handler"), handler = name ? module_get(task, module, name) : 0;
    if (!handler || !add_constants(task, module) || !make_timer_error(task, module) ||
        !struct_ready(task, &type_struct_siginfo, 7, module))
        return false;
    gc_store(&int_handler, handler);
    read_handlers();
    hook_signal = run_handler;
    return true;
}
const NativeModule module__signal = {"_signal", "Signals: handlers in Python, masks, timers.", signal_methods, signal_init};
