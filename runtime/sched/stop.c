/* Stopping the world, and C during which a task need not be waited for.

   Who stops it sets world_stopping, then the limit word of every running task; a task that
   polls, and a worker between tasks, marks its processor STOPPED and sleeps until the word is
   cleared. A worker in detached C counts as stopped: it enters and leaves with a plain store,
   and leaving looks at its request word, which the stopper sets before a membarrier. So either
   the stopper sees it outside, or it sees the request. An idle processor is taken only by a
   worker that looks at world_stopping before it does anything else.

   Everything here runs on system stacks: the tasks' registers lie on their own. */
#include "runtime/sched/sched_internal.h"
#include <errno.h>
#include <stdlib.h>
#include <linux/membarrier.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SPINS = 500, STOP_WAIT = 50000 };

uint32_t world_stopping;
static uint32_t stop_progress;               /* futex of the stopper */
static Worker *stopper_self;                 /* its own processor is not waited for */
static uint32_t collector_request, collector_done;     /* futexes: counters */

static bool has_membarrier;

static __attribute__((noinline)) void set_errno(int error)
{
    errno = error;
}

void membarrier_all(void)
{
    if (has_membarrier)
        syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}

/* ---- the stopped side ------------------------------------------------------------------------------------- */

void world_stop_here(Worker *worker)
{
    Processor *processor = worker->processor;
    while (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST)) {
        __atomic_store_n(&processor->status, PROCESSOR_STOPPED, __ATOMIC_SEQ_CST);
        __atomic_fetch_add(&stop_progress, 1, __ATOMIC_SEQ_CST);
        futex_wake(&stop_progress, 1);
        while (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST)) {
            if (__atomic_load_n(&exiting, __ATOMIC_ACQUIRE) && worker->is_main) {
                if (worker->current)
                    context_jump(worker->loop_sp);
                return;
            }
            futex_wait(&world_stopping, 1, -1);
        }
        __atomic_store_n(&processor->status, PROCESSOR_RUNNING, __ATOMIC_SEQ_CST);
    }
}

/* ---- the stopping side -------------------------------------------------------------------------------------- */

static bool is_stopped(Processor *processor)
{
    if (__atomic_load_n(&processor->status, __ATOMIC_SEQ_CST) != PROCESSOR_RUNNING)
        return true;
    Worker *worker = __atomic_load_n(&processor->worker, __ATOMIC_SEQ_CST);
    return !worker || worker == stopper_self || (__atomic_load_n(&worker->in_c, __ATOMIC_SEQ_CST) & 1);
}

static void request_stop(void)
{
    for (int i = 0; i < processor_count; i++) {
        Worker *worker = processors[i].worker;
        if (!worker || worker == stopper_self)
            continue;
        __atomic_store_n(&worker->request, 1, __ATOMIC_SEQ_CST);
        SchedTask *task = __atomic_load_n(&processors[i].current, __ATOMIC_SEQ_CST);
        if (task)
            __atomic_store_n(&task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    }
}

static void await_stop(void)
{
    for (int i = 0; i < processor_count; i++) {
        for (int spins = 0; !is_stopped(&processors[i]); spins++) {
            uint32_t seen = __atomic_load_n(&stop_progress, __ATOMIC_SEQ_CST);
            if (spins < SPINS)
                __builtin_ia32_pause();
            else if (!is_stopped(&processors[i]))
                futex_wait(&stop_progress, seen, STOP_WAIT);
        }
    }
}

bool world_stop(Worker *worker)
{
    pthread_mutex_lock(&sched_lock);
    if (world_stopping) {
        pthread_mutex_unlock(&sched_lock);
        world_stop_here(worker);
        return false;
    }
    __atomic_store_n(&world_stopping, 1, __ATOMIC_SEQ_CST);
    stopper_self = worker;
    request_stop();
    pthread_mutex_unlock(&sched_lock);
    membarrier_all();
    await_stop();
    timers_hold();
    return true;
}

void world_start(void)
{
    timers_let();
    pthread_mutex_lock(&sched_lock);
    stopper_self = NULL;
    __atomic_store_n(&world_stopping, 0, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&sched_lock);
    futex_wake(&world_stopping, INT32_MAX);
}

typedef struct StopCall {
    SchedTask *self;
    void (*fn)(struct Task *task, void *argument);
    void *argument;
} StopCall;

static void *stop_and_call(void *argument)
{
    StopCall *call = argument;
    if (!runtime_parallel) {
        call->fn(&call->self->head, call->argument);
        return NULL;
    }
    while (!world_stop(task_worker(call->self)))
        continue;
    call->fn(&call->self->head, call->argument);
    world_start();
    return NULL;
}

RT void sched_stop_world(TASK, void (*fn)(struct Task *task, void *argument), void *argument)
{
    StopCall call = { sched_task(task), fn, argument };
    on_system_stack(task, stop_and_call, &call);
}

/* ---- collections ------------------------------------------------------------------------------------------------ */

/* One task: on the main OS thread, whose own stack this is. */
static void *collect_here(void *unused)
{
    gc_collect_stopped();
    return NULL;
}

RT void collect_alone(TASK)
{
    on_system_stack(task, collect_here, NULL);
}

static void *collector_loop(void *ready)
{
    gc_thread_enter();
    __atomic_store_n((uint32_t *)ready, 1, __ATOMIC_RELEASE);
    futex_wake(ready, 1);
    for (uint32_t done = 0;; done++) {
        while (__atomic_load_n(&collector_request, __ATOMIC_ACQUIRE) == done)
            futex_wait(&collector_request, done, -1);
        gc_collect_stopped();
        __atomic_store_n(&collector_done, done + 1, __ATOMIC_RELEASE);
        futex_wake(&collector_done, 1);
    }
}

static void *collect_with_others(void *argument)
{
    SchedTask *self = argument;
    int64_t before = gc_collection_count();
    while (!world_stop(task_worker(self))) {
        if (gc_collection_count() != before)
            return NULL;                                  /* another task's collection serves */
    }
    uint32_t number = __atomic_add_fetch(&collector_request, 1, __ATOMIC_RELEASE);
    futex_wake(&collector_request, 1);
    uint32_t done;
    while ((done = __atomic_load_n(&collector_done, __ATOMIC_ACQUIRE)) != number)
        futex_wait(&collector_done, done, -1);
    world_start();
    return NULL;
}

RT void collect_parallel(TASK)
{
    on_system_stack(task, collect_with_others, task);
}

/* From now on a thread of its own collects. On the main OS thread's system stack. */
void collector_start(void)
{
    has_membarrier = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    uint32_t ready = 0;
    pthread_t thread;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    gc_threads_allow();
    if (pthread_create(&thread, NULL, collector_loop, &ready) != 0)
        fatal("cannot start the collector's thread");
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_detach(thread);
    while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE))
        futex_wait(&ready, 0, -1);
    gc_thread_leave();
    hook_collect = collect_parallel;
}

/* ---- fork ------------------------------------------------------------------------------------------------------------ */

typedef struct ForkCall { SchedTask *self; pid_t pid; int error; } ForkCall;

static void become_child(SchedTask *self, bool was_parallel)
{
    world_stopping = 0;
    stopper_self = NULL;
    collector_request = collector_done = 0;
    hook_collect = collect_alone;
    runtime_parallel = false;
    gc_fork_child(was_parallel);
    workers_after_fork();
    timers_after_fork();
    monitor_after_fork();
    tasks_after_fork(self);
}

/* The world is stopped, so no guard of ours is held but the timers', by us. */
static void *fork_here(void *argument)
{
    ForkCall *call = argument;
    bool was_parallel = runtime_parallel;
    while (was_parallel && !world_stop(task_worker(call->self)))
        continue;
    gc_fork_prepare();
    call->pid = fork();
    call->error = errno;
    if (call->pid != 0)
        gc_fork_parent();
    if (call->pid == 0) {
        if (was_parallel)
            timers_let();
        become_child(call->self, was_parallel);
    } else if (was_parallel) {
        world_start();
    }
    return NULL;
}

RT int64_t sched_fork(TASK)
{
    ForkCall call = { sched_task(task), 0, 0 };
    on_system_stack(task, fork_here, &call);
    set_errno(call.error);
    return call.pid;
}

/* ---- detached C ---------------------------------------------------------------------------------------------------- */

typedef struct Blocking {
    SchedTask *self;
    intptr_t (*fn)(void *argument);
    void *argument;
    intptr_t result;
    int error;
} Blocking;

/* The world is stopped, or the processor was taken away. Returns on this OS thread if it has or
   gets a processor; else the task goes to the global queue and this worker to sleep. Only the
   monitor takes a processor away, under sched_lock, from a worker in C, which this one no
   longer is. */
static void attach_slowly(Worker *worker, SchedTask *self)
{
    for (;;) {
        pthread_mutex_lock(&sched_lock);
        __atomic_store_n(&worker->request, 0, __ATOMIC_SEQ_CST);
        bool stopping = __atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST);
        bool attached = worker->processor || (!stopping && worker_take_processor(worker));
        if (!attached && self->pinned) {
            pthread_mutex_unlock(&sched_lock);
            worker_await_processor(worker);
            continue;
        }
        if (attached) {
            self->head.processor = (struct Processor *)worker->processor;
            __atomic_store_n(&worker->processor->current, self, __ATOMIC_SEQ_CST);
        } else {
            worker->current = NULL;
            __atomic_store_n(&self->state, TASK_READY, __ATOMIC_SEQ_CST);
        }
        pthread_mutex_unlock(&sched_lock);
        if (!attached) {
            global_put(self);
            worker_wake_one();
            context_jump(worker->loop_sp);
        }
        if (!stopping)
            return;
        world_stop_here(worker);
    }
}

static void enter_c(Worker *worker)
{
    __atomic_store_n(&worker->in_c, worker->in_c + 1, __ATOMIC_RELEASE);
}

static void leave_c(Worker *worker, SchedTask *self)
{
    if (has_membarrier || !runtime_parallel) {            /* alone: nobody reads it */
        __atomic_store_n(&worker->in_c, worker->in_c + 1, __ATOMIC_RELEASE);
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    } else {
        __atomic_exchange_n(&worker->in_c, worker->in_c + 1, __ATOMIC_SEQ_CST);
    }
    if (__atomic_load_n(&worker->request, __ATOMIC_ACQUIRE))
        attach_slowly(worker, self);
}

static void *block(void *argument)
{
    Blocking *call = argument;
    Worker *worker = task_worker(call->self);
    enter_c(worker);
    call->result = call->fn(call->argument);
    call->error = errno;
    leave_c(worker, call->self);
    return NULL;
}

RT intptr_t sched_blocking(TASK, intptr_t (*fn)(void *argument), void *argument)
{
    Blocking call = { sched_task(task), fn, argument, 0, 0 };
    if (sched_task(task)->system_sp == 0)                 /* below C already: it cannot be left */
        return fn(argument);
    on_system_stack(task, block, &call);
    set_errno(call.error);
    return call.result;
}

/* ---- callbacks ------------------------------------------------------------------------------------------------------ */

void *sched_callback(void *(*fn)(struct Task *task, void *argument), void *argument)
{
    Worker *worker = current_worker();
    SchedTask *self = worker ? worker->current : NULL;
    if (!self)
        fatal("an OS thread that runs no Python thread called back from C");
    bool was_detached = worker->in_c & 1;
    self->pinned++;
    if (was_detached)
        leave_c(worker, self);
    void *result = on_task_stack(&self->head, fn, argument);
    if (was_detached)
        enter_c(worker);
    self->pinned--;
    return result;
}
