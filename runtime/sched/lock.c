/* Locks for threading: waiters are parked tasks in a list inside the lock.

   A released lock is free for whoever comes first (a handoff at each release would make every
   contended section as slow as a switch); the first waiter is woken and tries again. One that
   has lost for a millisecond is served next: the release hands the lock over to it. */
#include "runtime/sched/sched_internal.h"

enum { PATIENCE = 1000000 };

bool lock_is_held(const SchedLock *lock)
{
    return __atomic_load_n(&lock->held, __ATOMIC_ACQUIRE);
}

/* ---- the list; the guard is held -------------------------------------------------------------------------- */

static void append(SchedLock *lock, SchedTask *task, bool in_front)
{
    SchedTask *after = in_front ? NULL : lock->last, *before = after ? NULL : lock->first;
    task->wait_previous = after;
    task->wait_next = before;
    *(after ? &after->wait_next : &lock->first) = task;
    *(before ? &before->wait_previous : &lock->last) = task;
    __atomic_store_n(&task->wait_lock, lock, __ATOMIC_RELEASE);
}

static void unlink_task(SchedLock *lock, SchedTask *task)
{
    *(task->wait_previous ? &task->wait_previous->wait_next : &lock->first) = task->wait_next;
    *(task->wait_next ? &task->wait_next->wait_previous : &lock->last) = task->wait_previous;
    task->wait_next = task->wait_previous = NULL;
    __atomic_store_n(&task->wait_lock, NULL, __ATOMIC_RELEASE);
}

/* ---- acquiring ------------------------------------------------------------------------------------------------ */

static bool try(SchedLock *lock)
{
    return !__atomic_load_n(&lock->held, __ATOMIC_RELAXED) && !__atomic_exchange_n(&lock->held, 1, __ATOMIC_ACQUIRE);
}

/* Waits once. True when woken with the lock already handed over. */
static bool wait_once(SchedTask *self, SchedLock *lock, int64_t deadline, int64_t since)
{
    Task *task = &self->head;
    bool again = since != 0;
    task_prepare_park(task);
    spin_lock(&lock->guard);
    if (try(lock)) {
        spin_unlock(&lock->guard);
        __atomic_store_n(&self->state, TASK_RUNNING, __ATOMIC_RELEASE);
        return true;
    }
    self->wait_expired = self->wait_interrupted = false;
    self->wait_long = again && monotonic_now() - since > PATIENCE;
    append(lock, self, again);
    spin_unlock(&lock->guard);
    if (deadline != INT64_MAX)
        timer_add(self, deadline, TIMER_LOCK);
    if (self == main_task && signals_pending())
        wait_interrupt(self);
    task_park(task, "lock");
    if (deadline != INT64_MAX)
        timer_remove(self);
    return self->wait_long && !self->wait_expired && !self->wait_interrupted;
}

/* One task: nobody else can release it, but a signal handler may, and time may run out. */
static LockResult wait_alone(SchedTask *self, SchedLock *lock, int64_t deadline)
{
    while (!try(lock)) {
        int64_t now = monotonic_now();
        if (now >= deadline)
            return LOCK_EXPIRED;
        int64_t most = 1000000000;
        if (!task_sleep(&self->head, deadline - now < most ? deadline - now : most))
            return LOCK_FAILED;
    }
    return LOCK_ACQUIRED;
}

RT LockResult lock_acquire(TASK, SchedLock *lock, int64_t timeout)
{
    if (try(lock))
        return LOCK_ACQUIRED;
    if (timeout == 0)
        return LOCK_EXPIRED;
    SchedTask *self = sched_task(task);
    int64_t start = monotonic_now(), deadline = INT64_MAX, since = 0;
    if (timeout > 0 && __builtin_add_overflow(start, timeout, &deadline))
        deadline = INT64_MAX;
    for (;;) {
        if (!runtime_parallel)
            return wait_alone(self, lock, deadline);
        bool handed = wait_once(self, lock, deadline, since);
        if (!handed && self->wait_expired)
            return LOCK_EXPIRED;
        if (!handed && self->wait_interrupted && !take_signals(self))
            return LOCK_FAILED;
        if (handed || try(lock))
            return LOCK_ACQUIRED;
        since = start;
    }
}

/* ---- releasing -------------------------------------------------------------------------------------------------- */

bool lock_release(SchedLock *lock)
{
    if (!lock_is_held(lock))
        return false;
    if (!runtime_parallel) {
        lock->held = 0;
        return true;
    }
    spin_lock(&lock->guard);
    SchedTask *waiter = lock->first;
    if (waiter)
        unlink_task(lock, waiter);
    if (!waiter || !waiter->wait_long)
        __atomic_store_n(&lock->held, 0, __ATOMIC_RELEASE);
    spin_unlock(&lock->guard);
    if (waiter)
        task_ready(waiter);
    return true;
}

bool lock_abandon(SchedTask *task, bool expired)
{
    SchedLock *lock = __atomic_load_n(&task->wait_lock, __ATOMIC_ACQUIRE);
    if (!lock)
        return false;
    spin_lock(&lock->guard);
    bool waiting = __atomic_load_n(&task->wait_lock, __ATOMIC_ACQUIRE) == lock;
    if (waiting) {
        unlink_task(lock, task);
        *(expired ? &task->wait_expired : &task->wait_interrupted) = true;
    }
    spin_unlock(&lock->guard);
    if (waiting)
        task_ready(task);
    return waiting;
}
