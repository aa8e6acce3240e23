/* Shared by the files of sched/: processors, workers, and the words that stop the world.

   A processor owns a run queue and free lists; a worker is an OS thread and holds at most one
   processor; a task runs on a worker that holds one. sched_lock protects who holds what, the
   idle lists and the global queue. Lock order: timers, a SchedLock's guard, sched_lock. */
#ifndef PYLLC_SCHED_INTERNAL_H
#define PYLLC_SCHED_INTERNAL_H

#include <pthread.h>
#include "runtime/sched/sched.h"

enum { RING = 256, PROCESSORS_MAX = 256 };

typedef enum ProcessorStatus { PROCESSOR_IDLE, PROCESSOR_RUNNING, PROCESSOR_STOPPED } ProcessorStatus;

typedef struct Processor {
    ProcessorHeap heap;              /* first: memory.h */
    struct Worker *worker;           /* who holds it; changed under sched_lock */
    uint32_t status;                 /* atomic; changed by its worker, or under sched_lock */
    uint32_t random;
    SchedTask *current;              /* atomic: running on it */
    SchedTask *next;                 /* atomic: runs before the ring, within the same slice */
    uint32_t head, tail;             /* of the ring: thieves move head, the owner both */
    SchedTask *ring[RING];
    uint32_t tick;                   /* tasks switched in */
    uint32_t seen_tick;              /* the monitor's notes */
    uint32_t seen_in_c;
    int64_t seen_at;
    struct Processor *idle_link;
} __attribute__((aligned(128))) Processor;

typedef struct Worker {
    Processor *processor;            /* NULL: none; changed under sched_lock */
    SchedTask *current;
    void *loop_sp;                   /* its loop's context while a task runs */
    uint32_t in_c;                   /* odd while in detached C; atomic */
    uint32_t request;                /* leaving C takes the slow path; atomic */
    uint32_t wake;                   /* futex: 1 when woken */
    bool spinning;
    bool is_main;
    struct Worker *idle_link;
    uintptr_t stack_low, stack_high; /* of the OS thread; known in sanitized builds only */
} Worker;

extern SchedTask *main_task;
extern Processor *processors;        /* processor_count of them */
extern int processor_count;
extern pthread_mutex_t sched_lock;
extern uint32_t world_stopping;      /* atomic, futex */
extern bool shuffling;               /* PYLLC_SCHED=shuffle */
extern bool exiting;

/* switch.S */
void context_switch(void **save, void *load, void **save_too);
void context_jump(void *load) __attribute__((noreturn));
void task_entry(void);
void *on_task_stack(struct Task *task, void *(*fn)(struct Task *task, void *argument), void *argument);
void task_main(SchedTask *self);

/* announce.c: which stack runs next, for the sanitizer */
#ifdef PYLLC_SANITIZE
void announce_task(const SchedTask *task);
void announce_system(const Worker *worker);
void announce_bounds(Worker *worker);
#else
static inline void announce_task(const SchedTask *task) { }
static inline void announce_system(const Worker *worker) { }
static inline void announce_bounds(Worker *worker) { }
#endif

/* stack.c */
bool stack_make(SchedTask *task, size_t size);
void stack_trim(SchedTask *task);
void stack_free(SchedTask *task);

/* queue.c */
void queue_put(Processor *processor, SchedTask *task, bool next);
SchedTask *queue_get(Processor *processor);
bool queue_is_empty(const Processor *processor);
bool queue_has_more(const Processor *processor);   /* than the task that runs next */
SchedTask *queue_steal(Processor *thief, Processor *victim, bool take_next);
void global_put(SchedTask *task);
SchedTask *global_get(Processor *processor, int most);   /* the others go to the processor's ring */
int64_t global_length(void);
void global_after_fork(void);
uint32_t processor_random(Processor *processor);

/* worker.c */
void worker_start(Worker *worker);
void worker_loop(Worker *worker);    /* the main one returns when exiting is set */
void worker_wake_one(void);          /* after work was published */
bool worker_take_processor(Worker *worker);              /* sched_lock held */
void processor_release(Processor *processor);            /* sched_lock held: to the idle list */
bool processors_idle(void);
void worker_await_processor(Worker *worker);             /* for a pinned task: waits for one */
bool processors_wanted(void);                            /* somebody waits so */
Worker *current_worker(void);
void workers_after_fork(void);

/* stop.c */
void world_stop_here(Worker *worker);     /* waits while the world is stopped */
bool world_stop(Worker *worker);          /* false: it was stopped by another; it runs again */
void world_start(void);
void collector_start(void);
RT void collect_alone(TASK);
RT void collect_parallel(TASK);
void membarrier_all(void);

/* task.c */
Worker *task_worker(SchedTask *task);
void tasks_after_fork(SchedTask *self);
void poll_yield(SchedTask *self);         /* gives way if somebody else can run */

/* timer.c */
void timer_add(SchedTask *task, int64_t deadline, TimerKind kind);
void timer_remove(SchedTask *task);
int64_t timers_next(void);                /* earliest deadline, or INT64_MAX */
void timers_run(int64_t now);
void timers_hold(void);                   /* nobody fires a timer until timers_let */
void timers_let(void);
void wait_interrupt(SchedTask *task);

void timers_after_fork(void);

/* lock.c */
bool lock_abandon(SchedTask *task, bool expired);   /* takes it off its lock's list, if it is on one */

/* monitor.c */
void monitor_start(void);
void monitor_after_fork(void);
void monitor_poke(void);                  /* async-signal-safe */

/* poll.c */
void poll_start(void);
void task_reset_limit(SchedTask *task);
bool signals_pending(void);
bool take_signals(SchedTask *self);       /* on the main task, at a poll */
void signals_deliver(void);               /* wakes the main task, if it waits, to take them */

void sched_pause(void);                    /* lets another OS thread run */

/* futexes */
void futex_wait(uint32_t *word, uint32_t value, int64_t timeout);   /* timeout < 0: none */
void futex_wake(uint32_t *word, int count);

ALWAYS_INLINE void spin_lock(uint8_t *byte)
{
    for (int i = 0; __atomic_exchange_n(byte, 1, __ATOMIC_ACQUIRE); i++) {
        if (i < 200)
            __builtin_ia32_pause();
        else
            sched_pause();
    }
}
ALWAYS_INLINE void spin_unlock(uint8_t *byte) { __atomic_store_n(byte, 0, __ATOMIC_RELEASE); }

#endif
