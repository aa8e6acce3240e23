/* A task: a coroutine with a stack of its own, run by any worker.

   States and the legal moves; task_move performs each and asserts where it came from.

       NEW ──▶ READY ──▶ RUNNING ──▶ DEAD ──▶ NEW (the struct and the stack are pooled)
                 ▲         │  ▲
                 │         ▼  └── (woken before it had left its stack)
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

typedef RT Value (*TaskFn)(TASK, Value argument);
struct SchedLock;
struct Worker;

typedef struct SchedTask {
    Task head;
    StackScan scan;                  /* scan.low: the saved stack pointer. Follows head: memory.h */
    uintptr_t system_sp;             /* where C for this task runs; zero while it does */
    uint32_t state;                  /* TaskState, atomic */
    uint32_t index;                  /* in the table of all tasks; in `ident`, too */
    uintptr_t stack_low, stack_high; /* usable range */
    uintptr_t stack_limit;           /* overflow: 16 KB above stack_low */
    uintptr_t watermark;             /* where the depth is counted next: >= stack_limit */
    TaskFn fn;
    Value argument;
    const char *reason;              /* why it is parked: shown in dumps */
    struct SchedTask *link;          /* the run queue, the pool */
    struct SchedTask *wait_next, *wait_previous;
    struct SchedLock *wait_lock;     /* the lock whose list it is on; protected by that lock */
    bool wait_expired;               /* its time ran out, or a signal came */
    bool wait_interruptible;
    bool preempt;                    /* give way at the next poll that may */
    int64_t deadline;                /* of its timer, in nanoseconds of the monotonic clock */
    int64_t timer_index;             /* in the timer heap; -1: none */
    int64_t ident;                   /* threading.get_ident: unique while it lives */
    void *local;                     /* a heap object of the thread module, or NULL */
} SchedTask;

ALWAYS_INLINE SchedTask *sched_task(Task *task) { return (SchedTask *)task; }

#endif
