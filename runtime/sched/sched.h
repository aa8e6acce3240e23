/* The scheduler: tasks on workers, parking, blocking C, timers, locks. Times are nanoseconds. */
#ifndef PYLLC_SCHED_H
#define PYLLC_SCHED_H

#include "runtime/sched/task.h"

/* Starts memory and scheduler and runs body on the main task; gives its result, on the main
   OS thread. When that one is busy in C at the end, the process exits with the result instead. */
int sched_main(int (*body)(struct Task *task, void *argument), void *argument);

/* ---- tasks (task.c) ------------------------------------------------------------------------ */

/* A new task that runs fn(argument), soon. NULL: RuntimeError is set. fn's result is ignored. */
RT SchedTask *task_start(TASK, TaskFn fn, Value argument);
extern size_t task_stack_size;                     /* of tasks started from now on */
extern size_t task_stack_default;                  /* this size is pooled */
void sched_deep_stacks(void);                      /* before any task: interpreted frames are larger than compiled ones */
#ifdef PYLLC_SANITIZE
enum { TASK_STACK_DEFAULT = 1 << 20, TASK_STACK_DEEP = 4 << 20, TASK_STACK_MINIMUM = 256 << 10 };
#else
enum { TASK_STACK_DEFAULT = 1 << 20, TASK_STACK_DEEP = 4 << 20, TASK_STACK_MINIMUM = 64 << 10 };
#endif
bool task_is_main(const struct Task *task);
bool task_is_alive(const void *address);           /* of any address: is a task there that has not ended? */
struct Task *current_task(void);                   /* of this OS thread; for callbacks from C */
int64_t task_count(void);                          /* tasks that are not dead */

/* Waiting. task_prepare_park, then publish the task where its waker finds it, then task_park.
   task_ready is called once by whoever took it from there. */
RT void task_prepare_park(TASK);
RT void task_park(TASK, const char *reason);
void task_ready(SchedTask *waiter);
RT void task_yield(TASK);
/* False: interrupted by a signal whose handler raised. Negative durations are zero. */
RT bool task_sleep(TASK, int64_t duration);
int64_t monotonic_now(void);

/* ---- blocking C (stop.c) --------------------------------------------------------------------- */

/* Calls fn(argument) on the system stack, detached: neither collections nor other tasks wait
   for it. fn may not touch the heap or the task; argument may lie on the task's stack. errno
   afterwards is fn's. */
RT intptr_t sched_blocking(TASK, intptr_t (*fn)(void *argument), void *argument);

/* A callback from C that this task called on the system stack, detached or not: runs fn on the
   task's own stack. While it runs the task is pinned: it keeps its OS thread, whose stack has
   the C frames, and that thread runs nothing else. Called by an OS thread that runs no task,
   it ends the process. */
void *sched_callback(void *(*fn)(struct Task *task, void *argument), void *argument);

/* Calls fn(task, argument) while every other task stands at a safepoint. */
RT void sched_stop_world(TASK, void (*fn)(struct Task *task, void *argument), void *argument);

/* fork(): the child has the calling task only, as its main task, and one processor; threads
   come back on demand. The result and errno are fork's. */
RT int64_t sched_fork(TASK);

/* ---- locks (lock.c) ---------------------------------------------------------------------------- */

/* A lock whose waiters are parked tasks. Any task may release it. All zero: free. Lies in the
   heap or in static memory. */
typedef struct SchedLock {
    uint8_t guard;                   /* byte spin lock over the rest */
    uint8_t held;
    SchedTask *first, *last;
} SchedLock;
typedef enum LockResult { LOCK_ACQUIRED, LOCK_EXPIRED, LOCK_FAILED } LockResult;  /* FAILED: exception set */
enum { LOCK_FOREVER = -1 };
RT LockResult lock_acquire(TASK, SchedLock *lock, int64_t timeout);
bool lock_release(SchedLock *lock);  /* false: it was not held */
bool lock_is_held(const SchedLock *lock);

/* ---- limits and signals (poll.c) ----------------------------------------------------------------- */

/* sys.setrecursionlimit and getrecursionlimit. */
void recursion_limit_set(struct Task *task, int64_t limit);
int64_t task_depth(struct Task *task);             /* Python frames on the stack, by walking it */

/* Runs due finalizers (gc_finalizer_register) on this task; gives how many. gc.collect() calls
   it after gc_collect; polls of compiled code do so by themselves. */
RT int64_t finalizers_run(TASK);

/* Marks a signal as arrived and makes the main task take it at its next poll. Async-signal-safe. */
void sched_signal_raise(int number);
/* Installs sched_signal_raise as the handler of a signal. */
bool sched_signal_catch(int number);
/* Signals that arrive are also written, a byte each, to this descriptor (-1: none); the former one. */
int sched_signal_wakeup(int descriptor);
int sched_signal_wakeup_error(void);               /* errno of a write that failed since the last call, or 0 */
/* Sets of signals, bit number - 1. Those held back wait until they are let through; the set before. */
uint64_t sched_signals_hold(uint64_t set);
uint64_t sched_signals_held(uint64_t *waiting);    /* the set; of it, what has arrived */
uint64_t sched_signals_seen(void);                 /* how many have come so far */
/* One that has arrived out of the set is taken away, unhandled; 0: none has. */
int sched_signal_take(uint64_t set);
/* Runs on the main task for each signal that arrived; false: exception set. The default raises
   KeyboardInterrupt for SIGINT and ignores others. */
extern RT bool (*hook_signal)(TASK, int number);

#endif
