/* A task: a coroutine with a stack of its own, run by any worker.

   States and the legal moves:

       NEW ──▶ READY ──▶ RUNNING ──▶ DEAD ──▶ NEW (struct and stack are pooled)
                 ▲  ▲      │  ▲
                 │  └──────┤  └── READY: woken before it had left its stack
                 │  yield  ▼
                 ├────── PARKING
                 │         ▼
                 └────── PARKED

   A task that waits enters PARKING before it publishes itself on a wait list. Whoever takes it
   off that list calls task_ready, once. A running task that is stopped for a collection, or is
   in blocking C, stays RUNNING. */
#ifndef PYLLC_SCHED_TASK_H
#define PYLLC_SCHED_TASK_H

#include "runtime/memory/memory.h"

typedef enum TaskState { TASK_NEW, TASK_READY, TASK_RUNNING, TASK_PARKING, TASK_PARKED, TASK_DEAD } TaskState;
typedef enum TimerKind { TIMER_SLEEP, TIMER_LOCK } TimerKind;

typedef RT Value (*TaskFn)(TASK, Value argument);
struct SchedLock;

typedef struct SchedTask {
    Task head;
    StackScan scan;                  /* scan.low: the saved stack pointer. Follows head: memory.h */
    uintptr_t system_sp;             /* where C for this task runs; zero while it does */
    uint32_t state;                  /* TaskState, atomic */
    uint32_t index;                  /* in the table of all tasks */
    uintptr_t stack_low, stack_high; /* usable range */
    uintptr_t stack_limit;           /* overflow: 16 KB above stack_low */
    uintptr_t watermark;             /* where the depth is counted next: >= stack_limit */
    const uintptr_t *counted_frame;  /* where the last count of a deep stack began, and its result */
    uintptr_t counted_caller, counted_return;
    int64_t counted_python, counted_c;
    size_t stack_size;               /* reserved; the pool holds the default size */
    TaskFn fn;
    Value argument;
    const char *reason;              /* why it is parked: shown in dumps */
    struct SchedTask *link;          /* global run queue, pool */
    struct SchedTask *wait_next, *wait_previous;  /* protected by wait_lock's guard, as is: */
    struct SchedLock *wait_lock;     /* the lock whose list it is on (atomic) */
    bool wait_expired;               /* its time ran out */
    bool wait_interrupted;           /* a signal came */
    bool wait_long;                  /* waited so long that the lock is handed to it */
    uint32_t pinned;                 /* callbacks from C that run: the OS thread stays with it */
    bool finalizing;                 /* runs finalizers: does not start more */
    bool refused;                    /* a MemoryError is being made for it */
    bool owes_memory_error;          /* raised by its next poll (gc_alloc_reserve) */
    bool preempt;                    /* give way at the next poll that may (atomic) */
    TimerKind timer_kind;
    int64_t deadline;                /* of its timer, in nanoseconds of the monotonic clock */
    int64_t timer_index;             /* in the timer heap, -1: none; protected by the timers' lock */
    void *local;                     /* heap object of the thread module, or NULL */
} SchedTask;

ALWAYS_INLINE SchedTask *sched_task(Task *task) { return (SchedTask *)task; }

#endif
