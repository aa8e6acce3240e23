/* Stacks of tasks: address space only, until touched. */
#include "runtime/sched/sched_internal.h"
#include <sys/mman.h>

enum { STACK_RESERVE = 16 << 10, GUARD = 4096 };

bool stack_make(SchedTask *task, size_t size)
{
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    madvise(memory, size, MADV_NOHUGEPAGE);
    mprotect(memory, GUARD, PROT_NONE);
    task->stack_low = (uintptr_t)memory + GUARD;
    task->stack_high = (uintptr_t)memory + size;
    task->stack_limit = task->stack_low + STACK_RESERVE;
    return true;
}
