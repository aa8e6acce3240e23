/* The monitor: an OS thread without a processor. It fires timers, takes processors from workers
   that are stuck in C while work waits, ends the slices of tasks while others wait, wakes
   workers for work that nobody takes, and wakes the main task for signals.

   It looks every 100 us at first; when nothing was to be done, ever more seldom, up to 10 ms;
   not at all while every processor is idle. It exists from the second task on. */
#include "runtime/sched/sched_internal.h"
#include <signal.h>

enum { SHORTEST = 100000, LONGEST = 10000000, QUIET_ROUNDS = 10, RETAKE_AFTER = 20000, SLICE = 10000000 };

static uint32_t poked;               /* futex */
static bool started;

void monitor_poke(void)
{
    if (!started)
        return;
    __atomic_store_n(&poked, 1, __ATOMIC_SEQ_CST);
    futex_wake(&poked, 1);
}

static bool work_waits(const Processor *processor)
{
    return !queue_is_empty(processor) || global_length() > 0 || processors_wanted();
}

/* A worker has been in the same piece of C for long enough. */
static bool retake(Processor *processor, uint32_t in_c)
{
    pthread_mutex_lock(&sched_lock);
    Worker *worker = processor->worker;
    bool taken = false;
    if (worker && !__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST)) {
        __atomic_store_n(&worker->request, 1, __ATOMIC_SEQ_CST);
        membarrier_all();
        taken = __atomic_load_n(&worker->in_c, __ATOMIC_SEQ_CST) == in_c;
        if (taken)
            processor_release(processor);
    }
    pthread_mutex_unlock(&sched_lock);
    if (taken)
        worker_wake_one();
    return taken;
}

static bool end_slice(Processor *processor)
{
    SchedTask *task = __atomic_load_n(&processor->current, __ATOMIC_SEQ_CST);
    if (!task || !work_waits(processor))
        return false;
    __atomic_store_n(&task->preempt, true, __ATOMIC_SEQ_CST);
    __atomic_store_n(&task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    return true;
}

static bool look_at(Processor *processor, int64_t now)
{
    Worker *worker = __atomic_load_n(&processor->worker, __ATOMIC_SEQ_CST);
    if (!worker || __atomic_load_n(&processor->status, __ATOMIC_SEQ_CST) != PROCESSOR_RUNNING)
        return false;
    uint32_t in_c = __atomic_load_n(&worker->in_c, __ATOMIC_SEQ_CST);
    uint32_t tick = __atomic_load_n(&processor->tick, __ATOMIC_RELAXED);
    if (in_c != processor->seen_in_c || tick != processor->seen_tick) {
        processor->seen_in_c = in_c;
        processor->seen_tick = tick;
        processor->seen_at = now;
        return in_c & 1;
    }
    int64_t age = now - processor->seen_at;
    if (in_c & 1) {
        bool urgent = age >= RETAKE_AFTER && work_waits(processor) && !processors_idle();
        return (urgent || age >= LONGEST) && retake(processor, in_c);
    }
    if (age < SLICE || !end_slice(processor))
        return false;
    processor->seen_at = now;
    return true;
}

static bool look_around(void)
{
    int64_t now = monotonic_now();
    bool active = false, work = global_length() > 0;
    if (timers_next() <= now) {
        timers_run(now);
        active = true;
    }
    if (signals_pending())
        signals_deliver();
    for (int i = 0; i < processor_count; i++) {
        active |= look_at(&processors[i], now);
        work |= !queue_is_empty(&processors[i]);
    }
    if (work && processors_idle()) {
        worker_wake_one();
        active = true;
    }
    return active;
}

static bool all_idle(void)
{
    for (int i = 0; i < processor_count; i++) {
        if (__atomic_load_n(&processors[i].status, __ATOMIC_SEQ_CST) != PROCESSOR_IDLE)
            return false;
    }
    return true;
}

void monitor_after_fork(void)
{
    started = false;
}

static void *monitor_loop(void *unused)
{
    int64_t period = SHORTEST;
    for (int quiet = 0;;) {
        int64_t now = monotonic_now(), next = timers_next();
        int64_t wait = all_idle() ? INT64_MAX : period;
        if (next != INT64_MAX && next - now < wait)
            wait = next > now ? next - now : 0;
        if (wait)
            futex_wait(&poked, 0, wait == INT64_MAX ? -1 : wait);
        __atomic_store_n(&poked, 0, __ATOMIC_SEQ_CST);
        if (look_around()) {
            quiet = 0;
            period = SHORTEST;
        } else if (++quiet > QUIET_ROUNDS && period < LONGEST) {
            period = period * 2 < LONGEST ? period * 2 : LONGEST;
        }
    }
    return NULL;
}

void monitor_start(void)
{
    pthread_t thread;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    if (pthread_create(&thread, NULL, monitor_loop, NULL) != 0)
        fatal("cannot start the monitor thread");
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_detach(thread);
    started = true;
}
