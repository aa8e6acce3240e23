/* The heap of a sanitized build. An object is

       | what was asked for | red zone, poisoned ... | state word |

   and the state tells bdwgc's procedure for dead objects the three apart that it is shown:
   objects in use until now, free objects, and those that it kept before. A dying object is
   poisoned whole and kept, so that nothing takes its place; past QUARANTINE_MAX bytes objects
   are let go, cleared of poison. bdwgc itself is not instrumented and never stopped by poison,
   but memset is, so nothing that it may clear stays poisoned. */
#include "runtime/memory/quarantine.h"
#include "runtime/memory/sanitize.h"

#ifdef PYLLC_SANITIZE

enum { RED_ZONE = 32 };
static const size_t QUARANTINE_MAX = (size_t)512 << 20;
static const uintptr_t IN_USE = 0x7079c06a6c697665u, DEAD = 0x7079c06a64656164u;

static size_t quarantined;           /* bytes; atomic */

extern void collector_reclaim_all(int (*stop)(void), int ignore_old) __asm__("GC_reclaim_all");

READS_EVERYTHING static uintptr_t *state(const void *object)
{
    return (uintptr_t *)((char *)object + GC_size(object)) - 1;
}

size_t guarded_size(size_t size)
{
    return size + RED_ZONE;
}

READS_EVERYTHING void *guard_object(void *object, size_t size)
{
    if (!object)
        return NULL;
    *state(object) = IN_USE;
    __asan_poison_memory_region((char *)object + size, GC_size(object) - size);
    return object;
}

READS_EVERYTHING bool guard_is_dying(const void *object)
{
    return *state(object) == IN_USE;
}

READS_EVERYTHING bool guard_is_dead(const void *object)
{
    return *state(object) != IN_USE;
}

READS_EVERYTHING int guard_keep(void *object)
{
    uintptr_t *word = state(object);
    size_t size = GC_size(object);
    if (*word == DEAD)
        return 1;
    if (*word != IN_USE)
        return 0;
    if (__atomic_add_fetch(&quarantined, size, __ATOMIC_RELAXED) > QUARANTINE_MAX) {
        __asan_unpoison_memory_region(object, size);
        *word = 0;
        return 0;
    }
    *word = DEAD;
    __asan_poison_memory_region(object, size);
    return 1;
}

static int GC_CALLBACK keep(void *object)
{
    return guard_keep(object);
}

void guard_kind(int kind)
{
    GC_register_disclaim_proc(kind, keep, 0);
}

void guard_sweep(void)
{
    collector_reclaim_all(NULL, 0);
}

#endif
