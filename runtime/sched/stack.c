/* Stacks of tasks: address space that costs memory only where touched. Stacks of the default
   size are cut from arenas and never given back to the system, only their pages; other sizes
   are mapped one by one.

   The lowest page is a guard: by MADV_GUARD_INSTALL where the kernel has it (no mapping is
   split), else by mprotect while that leaves mappings to the program, else there is none.
   Stack tops are coloured, since equal offsets in every stack would share cache sets. */
#include "runtime/sched/sched_internal.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

#ifdef PYLLC_SANITIZE
enum { STACK_RESERVE = 128 << 10 };      /* frames with red zones are several times as large */
#else
enum { STACK_RESERVE = 16 << 10 };       /* below the limit word: C that is SMALL, a signal's frame */
#endif
enum {
    GUARD = 4096, ARENA_STACKS = 64, KEPT = 64 << 10, COLOURS = 16, COLOUR = 128,
    GUARD_INSTALL = 102, DEFAULT_MAPPINGS = 65530
};

static uint8_t arena_lock;
static char *arena_next, *arena_end;
static bool guard_unsupported;
static int64_t guards_left = -1;     /* by mprotect; -1: not read yet */
static uint32_t colour;

/* No stack takes more than a quarter of the address space that the process may use. */
static bool is_too_large(size_t size)
{
    struct rlimit space;
    return getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY && size > space.rlim_cur / 4;
}

static char *map(size_t size)
{
    if (is_too_large(size))
        return NULL;
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, size, MADV_NOHUGEPAGE);
    return memory;
}

static int64_t mapping_limit(void)
{
    long limit = DEFAULT_MAPPINGS;
    FILE *file = fopen("/proc/sys/vm/max_map_count", "r");
    if (file) {
        if (fscanf(file, "%ld", &limit) != 1)
            limit = DEFAULT_MAPPINGS;
        fclose(file);
    }
    return limit / 4;
}

static void guard(char *page)
{
    if (!guard_unsupported && madvise(page, GUARD, GUARD_INSTALL) == 0)
        return;
    guard_unsupported = true;
    if (guards_left < 0)
        guards_left = mapping_limit() / 2;
    if (guards_left > 0 && mprotect(page, GUARD, PROT_NONE) == 0)
        guards_left--;
}

static char *from_arena(void)
{
    if (arena_next == arena_end) {
        size_t size = (size_t)ARENA_STACKS * task_stack_default;
        char *arena = map(size);
        if (!arena)
            arena = map(size = task_stack_default);
        if (!arena)
            return NULL;
        arena_next = arena;
        arena_end = arena + size;
    }
    char *memory = arena_next;
    arena_next += task_stack_default;
    return memory;
}

bool stack_make(SchedTask *task, size_t size)
{
    spin_lock(&arena_lock);
    char *memory = size == task_stack_default ? from_arena() : map(size);
    if (memory)
        guard(memory);
    uintptr_t offset = colour++ % COLOURS * COLOUR;
    spin_unlock(&arena_lock);
    if (!memory)
        return false;
    task->stack_size = size;
    task->stack_low = (uintptr_t)memory + GUARD;
    task->stack_high = (uintptr_t)memory + size - offset;
    task->stack_limit = task->stack_low + STACK_RESERVE;
    return true;
}

/* Gives back the pages of a stack that was deep. The watermark tells: it lies just above
   where the stack pointer has never been. */
void stack_trim(SchedTask *task)
{
    uintptr_t keep = (task->stack_high - KEPT) & -(uintptr_t)GUARD;
    if (task->watermark < keep)
        madvise((void *)task->stack_low, keep - task->stack_low, MADV_DONTNEED);
}

void stack_free(SchedTask *task)
{
    munmap((void *)(task->stack_low - GUARD), task->stack_size);
    task->stack_size = 0;
}
