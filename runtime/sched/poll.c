/* What a task does when its stack pointer lies below its limit word: it obeys requests (a
   collection, signals), or has gone too deep.

   Depth. Nobody counts calls. The limit word is the higher of the stack's end and a
   watermark; a task that crosses it counts its Python frames by walking the frame pointers
   (return addresses inside section pytext), then sets the watermark as far below as the frames
   still allowed need at least: so plain recursion ends exactly at sys.getrecursionlimit(), and
   a stack that has been so deep once is not counted again. (Later frames may be smaller, and so
   go deeper; every slow poll counts anew, so that this does not last.) C frames count too, with a limit of
   their own, far higher: recursion through C alone must also end.

   Requests. A request is a flag set first and then the limit word set to UINTPTR_MAX; the poll
   restores the limit word first and then reads the flags. */
#include "runtime/sched/sched_internal.h"
#include "runtime/abi/entries.h"
#include "runtime/object/object.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { SMALLEST_FRAME = 16, C_FRAMES_EACH = 20, COUNTED_DEPTH = 10000 };

extern char python_text_start[] __asm__("__start_pytext") __attribute__((weak, visibility("hidden")));
extern char python_text_stop[] __asm__("__stop_pytext") __attribute__((weak, visibility("hidden")));

RT bool (*hook_signal)(TASK, int number);

static uint64_t arrived;             /* a bit per signal, atomic */
static uint64_t held_back;           /* signals that wait in `arrived` until they are let through, atomic */
static uint64_t seen;                /* how many came, atomic */
static int wakeup_descriptor = -1;   /* atomic: gets a byte for each signal */
static int wakeup_errno;             /* atomic: why the last such write failed */

/* ---- depth ------------------------------------------------------------------------------------------ */

typedef struct Depth { int64_t python, c; } Depth;

/* Very deep stacks are not walked whole each time: the walk ends where the last one began, if
   that frame still returns to the same place. */
static Depth count_frames(SchedTask *self, const uintptr_t *frame)
{
    const uintptr_t *first = frame;
    Depth depth = { 0, 0 };
    uintptr_t low = (uintptr_t)python_text_start, size = (uintptr_t)python_text_stop - low;
    while ((uintptr_t)frame > self->stack_low && (uintptr_t)frame < self->stack_high - 8) {
        if (frame == self->counted_frame && frame[0] == self->counted_caller && frame[1] == self->counted_return) {
            depth.python += self->counted_python;
            depth.c += self->counted_c;
            break;
        }
        if (frame[1] - low < size)
            depth.python++;
        else
            depth.c++;
        const uintptr_t *next = (const uintptr_t *)frame[0];
        if (next <= frame)
            break;
        frame = next;
    }
    const uintptr_t *caller = (const uintptr_t *)first[0];       /* the first is the poll's own */
    bool first_is_python = first[1] - low < size;
    self->counted_frame = depth.python + depth.c > COUNTED_DEPTH ? caller : NULL;
    if (self->counted_frame) {
        self->counted_caller = caller[0];
        self->counted_return = caller[1];
        self->counted_python = depth.python - first_is_python;
        self->counted_c = depth.c - !first_is_python;
    }
    return depth;
}

int64_t task_depth(struct Task *task)
{
    return count_frames(sched_task(task), __builtin_frame_address(0)).python;
}

/* A request that came between the flags' last look and this store would be lost with its limit
   word: so the flags are read after the store, always. */
static bool is_wanted(const SchedTask *task)
{
    return __atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST) || __atomic_load_n(&gc_wanted, __ATOMIC_SEQ_CST)
           || __atomic_load_n(&task->preempt, __ATOMIC_SEQ_CST) || task->owes_memory_error || (task == main_task && signals_pending());
}

static void set_limit(SchedTask *task, uintptr_t limit)
{
    __atomic_store_n(&task->head.limit, limit, __ATOMIC_SEQ_CST);
    if (is_wanted(task))
        __atomic_store_n(&task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
}

void task_reset_limit(SchedTask *task) { set_limit(task, task->watermark); }

void recursion_limit_set(struct Task *task, int64_t limit)
{
    __atomic_store_n(&recursion_limit, limit, __ATOMIC_RELAXED);
    sched_task(task)->watermark = sched_task(task)->stack_high;
    set_limit(sched_task(task), sched_task(task)->stack_high);
}

/* Counts, and sets the watermark; false with RecursionError set. */
static bool check_depth(SchedTask *self, const uintptr_t *frame)
{
    int64_t limit = __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED);
    Depth depth = count_frames(self, frame);
    int64_t left = limit - depth.python, c_left = limit * C_FRAMES_EACH - depth.c;
    if ((uintptr_t)frame > self->stack_limit && left >= 0 && c_left >= 0) {
        int64_t reach = (left < c_left ? left : c_left) * SMALLEST_FRAME;
        uintptr_t here = (uintptr_t)frame + 1;            /* what our caller calls next has this frame */
        bool beyond = reach > (int64_t)(here - self->stack_limit);
        self->watermark = beyond ? self->stack_limit : here - (uintptr_t)reach;
        task_reset_limit(self);
        return true;
    }
    self->watermark = self->stack_high;               /* the next call counts again, where it is */
    task_reset_limit(self);
    self->counted_frame = NULL;
    raise_error(&self->head, &type_RecursionError, "maximum recursion depth exceeded");
    return false;
}

/* ---- signals ------------------------------------------------------------------------------------------ */

static uint64_t deliverable(void)
{
    return __atomic_load_n(&arrived, __ATOMIC_SEQ_CST) & ~__atomic_load_n(&held_back, __ATOMIC_SEQ_CST);
}

bool signals_pending(void) { return deliverable() != 0; }

static void request_poll(void)
{
    if (main_task)
        __atomic_store_n(&main_task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    monitor_poke();
}

void sched_signal_raise(int number)
{
    int saved = errno, descriptor = __atomic_load_n(&wakeup_descriptor, __ATOMIC_SEQ_CST);
    uint8_t byte = (uint8_t)number;
    __atomic_fetch_or(&arrived, (uint64_t)1 << (number - 1), __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&seen, 1, __ATOMIC_SEQ_CST);
    if (descriptor >= 0 && write(descriptor, &byte, 1) < 0)
        __atomic_store_n(&wakeup_errno, errno, __ATOMIC_SEQ_CST);
    request_poll();
    errno = saved;
}

int sched_signal_wakeup(int descriptor) { return __atomic_exchange_n(&wakeup_descriptor, descriptor, __ATOMIC_SEQ_CST); }

int sched_signal_wakeup_error(void) { return __atomic_exchange_n(&wakeup_errno, 0, __ATOMIC_SEQ_CST); }

uint64_t sched_signals_hold(uint64_t set)
{
    uint64_t before = __atomic_exchange_n(&held_back, set, __ATOMIC_SEQ_CST);
    if (deliverable())
        request_poll();
    return before;
}

uint64_t sched_signals_held(uint64_t *waiting)
{
    uint64_t held = __atomic_load_n(&held_back, __ATOMIC_SEQ_CST);
    *waiting = __atomic_load_n(&arrived, __ATOMIC_SEQ_CST) & held;
    return held;
}

uint64_t sched_signals_seen(void) { return __atomic_load_n(&seen, __ATOMIC_SEQ_CST); }

int sched_signal_take(uint64_t set)
{
    uint64_t found = __atomic_load_n(&arrived, __ATOMIC_SEQ_CST) & set;
    if (!found)
        return 0;
    int number = __builtin_ctzll(found) + 1;
    uint64_t bit = (uint64_t)1 << (number - 1);
    return __atomic_fetch_and(&arrived, ~bit, __ATOMIC_SEQ_CST) & bit ? number : 0;
}

bool sched_signal_catch(int number)
{
    struct sigaction action = { .sa_handler = sched_signal_raise, .sa_flags = SA_ONSTACK };
    return sigaction(number, &action, NULL) == 0;
}

static RT bool default_signal(TASK, int number)
{
    if (number != SIGINT)
        return true;
    Value exception = exception_new(task, &type_KeyboardInterrupt, NULL, 0);
    if (exception)
        raise_value(task, exception);
    return false;
}

bool take_signals(SchedTask *self)
{
    while (self == main_task && signals_pending()) {
        int number = sched_signal_take(deliverable());
        if (number && !hook_signal(&self->head, number))
            return false;
    }
    return true;
}

void signals_deliver(void)
{
    __atomic_store_n(&main_task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    wait_interrupt(main_task);
}

/* ---- finalizers ----------------------------------------------------------------------------------------- */

RT int64_t finalizers_run(TASK)
{
    SchedTask *self = sched_task(task);
    int64_t count = 0;
    if (!hook_finalizer || self->finalizing)
        return 0;
    self->finalizing = true;
    for (void *object;; count++) {                       /* callbacks of weak references come first */
        if ((object = gc_notice_next(task)))
            hook_weak_notice(task, object);
        else if ((object = gc_finalizer_next(task)))
            hook_finalizer(task, object);
        else
            break;
    }
    self->finalizing = false;
    return count;
}

/* ---- the polls ---------------------------------------------------------------------------------------- */

static void *stop_here(void *worker)
{
    world_stop_here(worker);
    return NULL;
}

static bool poll(SchedTask *self, const uintptr_t *frame, bool may_yield)
{
    task_reset_limit(self);
    if (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST))
        on_system_stack(&self->head, stop_here, task_worker(self));
    if (__atomic_load_n(&gc_wanted, __ATOMIC_SEQ_CST))
        hook_collect(&self->head);
    if (!take_signals(self))
        return false;
    if (!check_depth(self, frame))
        return false;
    if (self->owes_memory_error) {
        self->owes_memory_error = false;
        hook_memory_error(&self->head);
        return false;
    }
    if (may_yield && (__atomic_load_n(&self->preempt, __ATOMIC_SEQ_CST) || (shuffling && processor_random((Processor *)self->head.processor) & 1)))
        poll_yield(self);
    if (shuffling && runtime_parallel)
        __atomic_store_n(&self->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    return true;
}

/* A preemption stays wanted after a poll that may not obey: the next one that may comes here
   again. */
static bool poll_keeping(SchedTask *self, const uintptr_t *frame)
{
    bool done = poll(self, frame, false);
    if (__atomic_load_n(&self->preempt, __ATOMIC_SEQ_CST))
        __atomic_store_n(&self->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    return done;
}

RT bool task_poll(TASK)
{
    if (!poll(sched_task(task), __builtin_frame_address(0), true))
        return false;
    finalizers_run(task);
    return true;
}

static RT bool poll_in_runtime(TASK)
{
    return poll_keeping(sched_task(task), __builtin_frame_address(0));
}

static RT void wait_for_lock(TASK, uint8_t *lock)
{
    for (int i = 0; i < 1000; i++) {
        if (!__atomic_load_n(lock, __ATOMIC_RELAXED))
            return;
        __builtin_ia32_pause();
    }
    sched_pause();
}

void poll_start(void)
{
    hook_poll = poll_in_runtime;
    hook_stack_check = poll_in_runtime;
    hook_lock_wait = wait_for_lock;
    hook_signal = default_signal;
    struct sigaction old;
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        sched_signal_catch(SIGINT);
}
