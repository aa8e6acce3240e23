/* What a task does when its stack pointer lies below its limit word: it obeys requests (a
   collection, signals), or has gone too deep.

   Depth. Nobody counts calls. The limit word is the higher of the stack's end and a
   watermark; a task that crosses it counts its Python frames by walking the frame pointers
   (return addresses inside section pytext), then sets the watermark as far below as the frames
   still allowed need at least: so plain recursion ends exactly at sys.getrecursionlimit(), and
   a stack that has been so deep once is not counted again. C frames count too, with a limit of
   their own, far higher: recursion through C alone must also end.

   Requests. A request is a flag set first and then the limit word set to UINTPTR_MAX; the poll
   restores the limit word first and then reads the flags. */
#include "runtime/sched/sched_internal.h"
#include "runtime/abi/entries.h"
#include "runtime/object/object.h"
#include <signal.h>

enum { SMALLEST_FRAME = 16, C_FRAMES_EACH = 20, DEFAULT_RECURSION_LIMIT = 1000 };

extern char python_text_start[] __asm__("__start_pytext") __attribute__((weak, visibility("hidden")));
extern char python_text_stop[] __asm__("__stop_pytext") __attribute__((weak, visibility("hidden")));

int64_t recursion_limit = DEFAULT_RECURSION_LIMIT;
static volatile sig_atomic_t interrupted;

/* ---- depth ------------------------------------------------------------------------------------------ */

typedef struct Depth { int64_t python, c; } Depth;

static Depth count_frames(const SchedTask *self, const uintptr_t *frame)
{
    Depth depth = { 0, 0 };
    uintptr_t low = (uintptr_t)python_text_start, size = (uintptr_t)python_text_stop - low;
    while ((uintptr_t)frame > self->stack_low && (uintptr_t)frame < self->stack_high - 8) {
        if (frame[1] - low < size)
            depth.python++;
        else
            depth.c++;
        const uintptr_t *next = (const uintptr_t *)frame[0];
        if (next <= frame)
            break;
        frame = next;
    }
    return depth;
}

int64_t task_depth(struct Task *task)
{
    return count_frames(sched_task(task), __builtin_frame_address(0)).python;
}

void task_reset_limit(SchedTask *task)
{
    __atomic_store_n(&task->head.limit, task->watermark, __ATOMIC_SEQ_CST);
}

void recursion_limit_set(struct Task *task, int64_t limit)
{
    __atomic_store_n(&recursion_limit, limit, __ATOMIC_RELAXED);
    sched_task(task)->watermark = sched_task(task)->stack_high;
    __atomic_store_n(&task->limit, sched_task(task)->stack_high, __ATOMIC_SEQ_CST);
}

/* Below the watermark: counts, and sets the next one; false with RecursionError set. */
static bool check_depth(SchedTask *self, const uintptr_t *frame)
{
    int64_t limit = __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED);
    Depth depth = count_frames(self, frame);
    int64_t left = limit - depth.python, c_left = limit * C_FRAMES_EACH - depth.c;
    if ((uintptr_t)frame > self->stack_limit && left >= 0 && c_left >= 0) {
        int64_t reach = (left < c_left ? left : c_left) * SMALLEST_FRAME;
        uintptr_t here = (uintptr_t)frame - SMALLEST_FRAME;
        bool beyond = reach > (int64_t)(here - self->stack_limit);
        self->watermark = beyond ? self->stack_limit : here - (uintptr_t)reach;
        task_reset_limit(self);
        return true;
    }
    task_reset_limit(self);
    if ((uintptr_t)frame <= self->stack_low + 8192)
        return false;
    raise_error(&self->head, &type_RecursionError, "maximum recursion depth exceeded");
    return false;
}

/* ---- signals ------------------------------------------------------------------------------------------ */

static void on_interrupt(int number)
{
    interrupted = 1;
    if (main_task)
        __atomic_store_n(&main_task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
}

static bool take_signals(SchedTask *self)
{
    if (self != main_task || !interrupted)
        return true;
    interrupted = 0;
    raise_error(&self->head, &type_KeyboardInterrupt, "");
    return false;
}

/* ---- the polls ---------------------------------------------------------------------------------------- */

static bool poll(SchedTask *self, const uintptr_t *frame, bool may_yield)
{
    task_reset_limit(self);
    if (__atomic_load_n(&gc_wanted, __ATOMIC_ACQUIRE))
        hook_collect(&self->head);
    if (!take_signals(self))
        return false;
    return (uintptr_t)frame > self->watermark || check_depth(self, frame);
}

RT bool task_poll(TASK)
{
    return poll(sched_task(task), __builtin_frame_address(0), true);
}

static RT bool poll_in_runtime(TASK)
{
    return poll(sched_task(task), __builtin_frame_address(0), false);
}

static RT void wait_for_lock(TASK, uint8_t *lock)
{
    for (int i = 0; i < 100 && __atomic_load_n(lock, __ATOMIC_RELAXED); i++)
        __builtin_ia32_pause();
}

void poll_start(void)
{
    hook_poll = poll_in_runtime;
    hook_stack_check = poll_in_runtime;
    hook_lock_wait = wait_for_lock;
    struct sigaction old;
    sigaction(SIGINT, NULL, &old);
    if (old.sa_handler == SIG_DFL) {
        struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = SA_ONSTACK };
        sigaction(SIGINT, &action, NULL);
    }
}
