/* Workers: OS threads that run tasks. A worker with a processor looks for a task in the global
   queue (every 61st time first), its own queue, due timers, and other processors' queues; one
   that finds none gives its processor up and sleeps.

   Spinning: a worker that looks into others' queues spins; at most half as many spin as are
   busy, and whoever publishes work wakes a worker only while none spins and a processor is
   idle. A spinner that finds work, and was the last, wakes the next. One that gives up first
   lists its processor as idle, then looks once more: so no published task is missed. */
#include "runtime/sched/sched_internal.h"
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { GLOBAL_EVERY = 61, STEAL_ROUNDS = 4, SIGNAL_STACK = 64 << 10, WORKER_STACK = 8 << 20, AWAIT_STEP = 100000 };

pthread_mutex_t sched_lock = PTHREAD_MUTEX_INITIALIZER;
bool exiting;
static Processor *idle_processors;          /* under sched_lock */
static int idle_processor_count;            /* atomic */
static Worker *idle_workers;                /* under sched_lock */
static int spinning_count;                  /* atomic */
static int wanted_count;                    /* atomic: pinned tasks that wait for a processor */
static uint32_t never;                      /* a futex that nobody wakes */
static __thread Worker *this_worker;

/* ---- system calls --------------------------------------------------------------------------------------- */

void futex_wait(uint32_t *word, uint32_t value, int64_t timeout)
{
    struct timespec limit = { timeout / 1000000000, timeout % 1000000000 };
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, timeout < 0 ? NULL : &limit, NULL, 0);
}

void futex_wake(uint32_t *word, int count)
{
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
}

void sched_pause(void)
{
    sched_yield();
}

__attribute__((noinline)) Worker *current_worker(void)
{
    __asm__ volatile("" ::: "memory");
    return this_worker;
}

/* ---- who holds which processor ---------------------------------------------------------------------------- */

void processor_release(Processor *processor)
{
    if (processor->worker)
        processor->worker->processor = NULL;
    processor->worker = NULL;
    __atomic_store_n(&processor->current, NULL, __ATOMIC_SEQ_CST);
    __atomic_store_n(&processor->status, PROCESSOR_IDLE, __ATOMIC_SEQ_CST);
    processor->idle_link = idle_processors;
    idle_processors = processor;
    __atomic_fetch_add(&idle_processor_count, 1, __ATOMIC_SEQ_CST);
}

bool processors_idle(void)
{
    return __atomic_load_n(&idle_processor_count, __ATOMIC_SEQ_CST) > 0;
}

bool worker_take_processor(Worker *worker)
{
    Processor *processor = idle_processors;
    if (!processor)
        return false;
    idle_processors = processor->idle_link;
    __atomic_fetch_sub(&idle_processor_count, 1, __ATOMIC_SEQ_CST);
    processor->worker = worker;
    __atomic_store_n(&processor->status, PROCESSOR_RUNNING, __ATOMIC_SEQ_CST);
    worker->processor = processor;
    return true;
}

bool processors_wanted(void)
{
    return __atomic_load_n(&wanted_count, __ATOMIC_SEQ_CST) > 0;
}

/* Workers between tasks give theirs up while the count is not zero. */
void worker_await_processor(Worker *worker)
{
    __atomic_fetch_add(&wanted_count, 1, __ATOMIC_SEQ_CST);
    for (bool taken = false; !taken;) {
        pthread_mutex_lock(&sched_lock);
        taken = !__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST) && worker_take_processor(worker);
        pthread_mutex_unlock(&sched_lock);
        if (!taken)
            futex_wait(&never, 0, AWAIT_STEP);
    }
    __atomic_fetch_sub(&wanted_count, 1, __ATOMIC_SEQ_CST);
}

/* ---- waking and sleeping ------------------------------------------------------------------------------------ */

static void *run_thread(void *argument)
{
    worker_start(argument);
    worker_loop(argument);
    return NULL;
}

static Worker *make_worker(void)
{
    return mmap(NULL, sizeof(Worker), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static bool start_thread(Worker *worker)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, old;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, WORKER_STACK);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int failed = pthread_create(&thread, &attributes, run_thread, worker);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attributes);
    return !failed;
}

/* A worker for an idle processor, unless one already looks for work. */
void worker_wake_one(void)
{
    if (!processors_idle() || __atomic_load_n(&spinning_count, __ATOMIC_SEQ_CST) > 0)
        return;
    int none = 0;
    if (!__atomic_compare_exchange_n(&spinning_count, &none, 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
        return;
    pthread_mutex_lock(&sched_lock);
    Worker *worker = idle_workers;
    bool fresh = !worker;
    if (!fresh)
        idle_workers = worker->idle_link;
    else if (idle_processors)
        worker = make_worker();
    bool taken = worker && worker != MAP_FAILED && worker_take_processor(worker);
    if (taken)
        worker->spinning = true;
    else if (!fresh)
        idle_workers = worker;                            /* its link still holds */
    pthread_mutex_unlock(&sched_lock);
    if (taken && !fresh) {
        __atomic_store_n(&worker->wake, 1, __ATOMIC_RELEASE);
        futex_wake(&worker->wake, 1);
    } else if (!taken || !start_thread(worker)) {
        if (taken) {
            pthread_mutex_lock(&sched_lock);
            processor_release(worker->processor);
            pthread_mutex_unlock(&sched_lock);
        }
        __atomic_fetch_sub(&spinning_count, 1, __ATOMIC_SEQ_CST);
    }
}

static void sleep_idle(Worker *worker)
{
    pthread_mutex_lock(&sched_lock);
    if (worker->processor || (exiting && worker->is_main)) {
        pthread_mutex_unlock(&sched_lock);
        return;
    }
    __atomic_store_n(&worker->wake, 0, __ATOMIC_RELAXED);
    worker->idle_link = idle_workers;
    idle_workers = worker;
    pthread_mutex_unlock(&sched_lock);
    while (!__atomic_load_n(&worker->wake, __ATOMIC_ACQUIRE))
        futex_wait(&worker->wake, 0, -1);
}

static void stop_spinning(Worker *worker)
{
    worker->spinning = false;
    if (__atomic_sub_fetch(&spinning_count, 1, __ATOMIC_SEQ_CST) == 0)
        worker_wake_one();
}

static bool any_work(void)
{
    if (global_length())
        return true;
    for (int i = 0; i < processor_count; i++) {
        if (queue_has_more(&processors[i]))
            return true;
    }
    return false;
}

/* Nothing to do: the processor becomes idle. False when work turned up on the way. */
static bool give_up(Worker *worker)
{
    pthread_mutex_lock(&sched_lock);
    if (global_length() || __atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST)) {
        pthread_mutex_unlock(&sched_lock);
        return false;
    }
    processor_release(worker->processor);
    pthread_mutex_unlock(&sched_lock);
    bool was_spinning = worker->spinning;
    if (was_spinning) {
        worker->spinning = false;
        __atomic_fetch_sub(&spinning_count, 1, __ATOMIC_SEQ_CST);
    }
    if (!any_work())
        return true;
    pthread_mutex_lock(&sched_lock);
    bool taken = worker_take_processor(worker);
    pthread_mutex_unlock(&sched_lock);
    return !taken;
}

/* ---- finding work ---------------------------------------------------------------------------------------------- */

static SchedTask *steal(Worker *worker)
{
    Processor *own = worker->processor;
    if (processor_count == 1)
        return NULL;
    if (!worker->spinning) {
        int busy = processor_count - __atomic_load_n(&idle_processor_count, __ATOMIC_RELAXED);
        if (2 * __atomic_load_n(&spinning_count, __ATOMIC_SEQ_CST) >= busy)
            return NULL;
        worker->spinning = true;
        __atomic_fetch_add(&spinning_count, 1, __ATOMIC_SEQ_CST);
    }
    for (int round = 0; round < STEAL_ROUNDS; round++) {
        uint32_t start = processor_random(own);
        for (int i = 0; i < processor_count; i++) {
            Processor *victim = &processors[(start + (uint32_t)i) % (uint32_t)processor_count];
            if (victim == own)
                continue;
            if (__atomic_load_n(&world_stopping, __ATOMIC_RELAXED))
                return NULL;
            SchedTask *task = queue_steal(own, victim, round == STEAL_ROUNDS - 1);
            if (task)
                return task;
        }
    }
    return NULL;
}

static SchedTask *look_around(Worker *worker)
{
    Processor *processor = worker->processor;
    SchedTask *task = NULL;
    if (processor->tick % GLOBAL_EVERY == 0 || (shuffling && processor_random(processor) & 1))
        task = global_get(processor, 1);
    if (!task && timers_next() != INT64_MAX)
        timers_run(monotonic_now());
    if (!task)
        task = queue_get(processor);
    if (!task)
        task = global_get(processor, RING / 2);
    return task ? task : steal(worker);
}

/* Gave its processor to a pinned task; takes another when that one has it. */
static void sleep_briefly(Worker *worker)
{
    if (worker->spinning)
        stop_spinning(worker);
    futex_wait(&never, 0, 2 * AWAIT_STEP);
    pthread_mutex_lock(&sched_lock);
    worker_take_processor(worker);
    pthread_mutex_unlock(&sched_lock);
}

/* NULL: the main worker shall return. */
static SchedTask *find_task(Worker *worker)
{
    for (;;) {
        if (worker->is_main && __atomic_load_n(&exiting, __ATOMIC_ACQUIRE))
            return NULL;
        if (!worker->processor) {
            sleep_idle(worker);
            continue;
        }
        if (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST)) {
            world_stop_here(worker);
            continue;
        }
        if (processors_wanted()) {
            pthread_mutex_lock(&sched_lock);
            processor_release(worker->processor);
            pthread_mutex_unlock(&sched_lock);
            sleep_briefly(worker);
            continue;
        }
        SchedTask *task = look_around(worker);
        if (task) {
            if (worker->spinning)
                stop_spinning(worker);
            return task;
        }
        give_up(worker);
    }
}

static void run(Worker *worker, SchedTask *task)
{
    Processor *processor = worker->processor;
    uint32_t before = __atomic_exchange_n(&task->state, TASK_RUNNING, __ATOMIC_ACQ_REL);
    if (before != TASK_READY)
        abort();
    task->head.processor = (struct Processor *)processor;
    worker->current = task;
    __atomic_store_n(&processor->tick, processor->tick + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&processor->current, task, __ATOMIC_SEQ_CST);
    task_reset_limit(task);
    if (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST) || shuffling || gc_wanted || (task == main_task && signals_pending()))
        __atomic_store_n(&task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    announce_task(task);
    context_switch(&worker->loop_sp, (void *)task->scan.low, (void **)&task->system_sp);
}

void workers_after_fork(void)
{
    pthread_mutex_init(&sched_lock, NULL);
    idle_processors = NULL;
    idle_processor_count = 0;
    idle_workers = NULL;
    spinning_count = wanted_count = 0;
}

void worker_start(Worker *worker)
{
    this_worker = worker;
    announce_bounds(worker);
    stack_t stack = { .ss_size = SIGNAL_STACK };
    stack.ss_sp = mmap(NULL, SIGNAL_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack.ss_sp != MAP_FAILED)
        sigaltstack(&stack, NULL);
}

void worker_loop(Worker *worker)
{
    SchedTask *task;
    while ((task = find_task(worker)))
        run(worker, task);
}
