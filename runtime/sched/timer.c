/* Timers of tasks that sleep or wait for a lock with a timeout: one binary heap, ordered by
   deadline. The monitor thread and workers between tasks fire what is due. */
#define _GNU_SOURCE
#include "runtime/sched/sched_internal.h"
#include <sys/mman.h>
#include <time.h>

static uint8_t timers_guard;
static SchedTask **heap;
static int64_t count, capacity;
static int64_t next_deadline = INT64_MAX;            /* atomic copy of heap[0]'s */

int64_t monotonic_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void timers_hold(void) { spin_lock(&timers_guard); }
void timers_let(void) { spin_unlock(&timers_guard); }

int64_t timers_next(void)
{
    return __atomic_load_n(&next_deadline, __ATOMIC_SEQ_CST);
}

/* ---- the heap ------------------------------------------------------------------------------------------------ */

static void place(int64_t index, SchedTask *task)
{
    heap[index] = task;
    task->timer_index = index;
}

static void sift_up(int64_t index, SchedTask *task)
{
    while (index > 0 && heap[(index - 1) / 2]->deadline > task->deadline) {
        place(index, heap[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    place(index, task);
}

static void sift_down(int64_t index, SchedTask *task)
{
    for (int64_t child; (child = 2 * index + 1) < count; index = child) {
        if (child + 1 < count && heap[child + 1]->deadline < heap[child]->deadline)
            child++;
        if (heap[child]->deadline >= task->deadline)
            break;
        place(index, heap[child]);
    }
    place(index, task);
}

static void publish_next(void)
{
    __atomic_store_n(&next_deadline, count ? heap[0]->deadline : INT64_MAX, __ATOMIC_SEQ_CST);
}

static void grow(void)
{
    int64_t wanted = capacity ? capacity * 2 : 512;
    SchedTask **fresh = capacity
        ? mremap(heap, (size_t)capacity * sizeof *heap, (size_t)wanted * sizeof *heap, MREMAP_MAYMOVE)
        : mmap(NULL, (size_t)wanted * sizeof *heap, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (fresh == MAP_FAILED)
        fatal("no memory for timers");
    heap = fresh;
    capacity = wanted;
}

static void remove_at(int64_t index)
{
    heap[index]->timer_index = -1;
    SchedTask *last = heap[--count];
    if (index == count)
        return;
    if (index > 0 && heap[(index - 1) / 2]->deadline > last->deadline)
        sift_up(index, last);
    else
        sift_down(index, last);
}

/* ---- operations ------------------------------------------------------------------------------------------------ */

void timer_add(SchedTask *task, int64_t deadline, TimerKind kind)
{
    spin_lock(&timers_guard);
    if (count == capacity)
        grow();
    task->deadline = deadline;
    task->timer_kind = kind;
    count++;
    sift_up(count - 1, task);
    bool first = heap[0] == task;
    publish_next();
    spin_unlock(&timers_guard);
    if (first)
        monitor_poke();
}

void timer_remove(SchedTask *task)
{
    spin_lock(&timers_guard);
    if (task->timer_index >= 0) {
        remove_at(task->timer_index);
        publish_next();
    }
    spin_unlock(&timers_guard);
}

/* A lock's waiter may have been woken meanwhile: then it is on no list, and there is nothing
   to do. A sleeper is woken by whoever takes its timer out of the heap. */
static void fire(SchedTask *task)
{
    if (task->timer_kind == TIMER_LOCK)
        lock_abandon(task, true);
    else
        task_ready(task);
}

void timers_run(int64_t now)
{
    if (timers_next() > now)
        return;
    spin_lock(&timers_guard);
    while (count && heap[0]->deadline <= now) {
        SchedTask *task = heap[0];
        remove_at(0);
        fire(task);
    }
    publish_next();
    spin_unlock(&timers_guard);
}

/* A signal came for a task that may be waiting: it is woken to take it. The guard keeps
   collections away, and so the lock that it waits for alive. */
void wait_interrupt(SchedTask *task)
{
    spin_lock(&timers_guard);
    if (!lock_abandon(task, false) && task->timer_index >= 0 && task->timer_kind == TIMER_SLEEP) {
        remove_at(task->timer_index);
        publish_next();
        task_ready(task);
    }
    spin_unlock(&timers_guard);
}

/* Only the calling task is left, and it does not wait. */
void timers_after_fork(void)
{
    count = 0;
    publish_next();
}

/* ---- sleeping ---------------------------------------------------------------------------------------------------- */

static intptr_t sleep_in_system(void *deadline)
{
    int64_t at = *(int64_t *)deadline;
    struct timespec t = { at / 1000000000, at % 1000000000 };
    return clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

RT bool task_sleep(TASK, int64_t duration)
{
    int64_t deadline, now = monotonic_now();
    if (duration < 0)
        duration = 0;
    if (__builtin_add_overflow(now, duration, &deadline))
        deadline = INT64_MAX - 1;
    SchedTask *self = sched_task(task);
    do {
        if (!runtime_parallel) {
            sched_blocking(task, sleep_in_system, &deadline);
        } else if (duration == 0) {
            task_yield(task);
        } else {
            task_prepare_park(task);
            timer_add(self, deadline, TIMER_SLEEP);
            if (self == main_task && signals_pending())
                wait_interrupt(self);
            task_park(task, "sleep");
        }
        if (self == main_task && !take_signals(self))
            return false;
        if (!runtime_poll(task))
            return false;
    } while (duration && monotonic_now() < deadline);
    return true;
}
