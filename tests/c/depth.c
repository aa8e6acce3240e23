/* Recursion limits: exact for plain recursion, on the main stack and on a task's; the end of a
   small stack; the end of recursion through C alone; a signal as an exception. */
#include "tests/c/weak_object.h"
#include "runtime/abi/entries.h"
#include "runtime/sched/sched.h"
#include <signal.h>
#include <unistd.h>

#define PYTHON __attribute__((section("pytext"), noinline))

static int64_t deepest;

/* Compiled code's prologue. */
#define PROLOGUE \
    if (__builtin_expect((uintptr_t)__builtin_frame_address(0) < __atomic_load_n(&task->limit, __ATOMIC_RELAXED), 0) \
        && !task_poll(task)) \
        return 0

static PYTHON RT Value recurse(TASK, int64_t depth, bool thick)
{
    PROLOGUE;
    char pad[thick ? 2000 : 8];
    __asm__ volatile("" : : "r"(pad) : "memory");
    if (depth > deepest)
        deepest = depth;
    Value result = recurse(task, depth + 1, thick);
    __asm__ volatile("" ::: "memory");
    return result;
}

static PYTHON RT Value module(TASK, bool thick)
{
    PROLOGUE;
    deepest = 0;
    Value result = recurse(task, 1, thick);
    CHECK(result == 0 && task->exception == (Value)&type_RecursionError);
    task->exception = 0;
    return 1;
}

static __attribute__((noinline)) int64_t in_c(Task *task, int64_t depth)
{
    if (!stack_check(task))
        return depth;
    int64_t result = in_c(task, depth + 1);
    __asm__ volatile("" ::: "memory");
    return result;
}

static SchedLock done;

static RT Value in_task(TASK, Value argument)
{
    module(task, false);
    printf("in a task: %ld frames\n", deepest);
    CHECK(deepest == 999);
    module(task, true);
    printf("in a task, frames of 2 KB: %ld frames\n", deepest);
    CHECK(deepest > 400 && deepest < 999);
    lock_release(&done);
    return 0;
}

static int body(Task *task, void *argument)
{
    for (int i = 0; i < 3; i++) {
        int64_t start = monotonic_now();
        module(task, false);
        printf("limit 1000: %ld frames, %.1f us\n", deepest, (monotonic_now() - start) / 1e3);
        CHECK(deepest == 999);
    }
    module(task, true);
    CHECK(deepest == 999);
    recursion_limit_set(task, 500000);
    module(task, false);
    printf("limit 500000: %ld frames\n", deepest);
    CHECK(deepest == 499999);
    module(task, true);
    printf("limit 500000, frames of 2 KB: %ld frames\n", deepest);
    recursion_limit_set(task, 1000);
    int64_t depth = in_c(task, 0);
    printf("in C: %ld frames\n", depth);
    CHECK(depth > 5000 && depth < 100000 && task->exception);
    task->exception = 0;
    lock_acquire(task, &done, LOCK_FOREVER);
    kill(getpid(), SIGINT);
    CHECK(!runtime_poll(task) && task->exception == (Value)&type_KeyboardInterrupt);
    task->exception = 0;
    kill(getpid(), SIGINT);
    CHECK(lock_acquire(task, &done, 100000000) == LOCK_FAILED);
    CHECK(task->exception == (Value)&type_KeyboardInterrupt);
    task->exception = 0;
    CHECK(lock_acquire(task, &done, 1000000) == LOCK_EXPIRED);
    task_start(task, in_task, 0);
    lock_acquire(task, &done, LOCK_FOREVER);
    kill(getpid(), SIGINT);
    CHECK(lock_acquire(task, &done, LOCK_FOREVER) == LOCK_FAILED);
    return 0;
}

int main(void)
{
    return sched_main(body, NULL);
}
