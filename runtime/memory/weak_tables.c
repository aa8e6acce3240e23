/* Tables that keep nothing alive: after a collection, with everybody still stopped, their owners
   drop what died. That is later than weak pointers are cleared (weak.c): what a finalizer revives
   keeps its identity, so it stays in these tables.

   A dead object is one without a mark, or one whose block is gone. Marks are good until the next
   collection begins; whoever sweeps runs before anybody allocates. */
#include "runtime/memory/memory_internal.h"
#include "runtime/memory/quarantine.h"
#include <stdlib.h>
#include <string.h>

enum { SWEEPERS_MAX = 8, FIRST_ITEMS = 4, FIRST_LISTS = 64 };

static void (*sweepers[SWEEPERS_MAX])(void);
static int sweeper_count;

bool gc_is_dead(const void *object)
{
    uintptr_t word = (uintptr_t)object;
    if (word < (uintptr_t)GC_least_plausible_heap_addr || word > (uintptr_t)GC_greatest_plausible_heap_addr)
        return false;
    return GC_base((void *)word) != object || !GC_is_marked(object) || guard_is_dead(object);
}

/* At start-up, by the only task. */
void gc_on_sweep(void (*sweep)(void))
{
    if (sweeper_count == SWEEPERS_MAX)
        fatal("too many weak tables");
    sweepers[sweeper_count++] = sweep;
}

void *gc_table_new(size_t size)
{
    return calloc(1, size);
}

void gc_table_free(void *table)
{
    free(table);
}

/* ---- weak lists ---------------------------------------------------------------------------- */

/* All lists, hidden. */
static uintptr_t *lists;
static int64_t list_count, list_capacity;
static uint8_t lists_lock;

static bool remember_list(const WeakList *list)
{
    while (__atomic_exchange_n(&lists_lock, 1, __ATOMIC_ACQUIRE))
        __builtin_ia32_pause();
    bool done = true;
    if (list_count == list_capacity) {
        int64_t capacity = list_capacity ? list_capacity * 2 : FIRST_LISTS;
        uintptr_t *bigger = realloc(lists, (size_t)capacity * sizeof *bigger);
        done = bigger != NULL;
        if (done) {
            lists = bigger;
            list_capacity = capacity;
        }
    }
    if (done)
        lists[list_count++] = ~(uintptr_t)list;
    __atomic_store_n(&lists_lock, 0, __ATOMIC_RELEASE);
    return done;
}

static void *remember_job(void *list)
{
    return remember_list(list) ? list : NULL;
}

static RT WeakList *list_new_weak(TASK, int64_t capacity)
{
    WeakList *list = gc_alloc(task, sizeof *list + (size_t)capacity * sizeof(uintptr_t), LAYOUT_FREE);
    if (!list)
        return NULL;
    list->capacity = capacity;
    list->count = 0;
    if (!on_system_stack(task, remember_job, list)) {
        hook_memory_error(task);
        return NULL;
    }
    return list;
}

bool weak_list_has(const WeakList *list, const void *object)
{
    int64_t count = list ? __atomic_load_n(&list->count, __ATOMIC_ACQUIRE) : 0;
    for (int64_t i = 0; i < count; i++)
        if (list->hidden[i] == ~(uintptr_t)object)
            return true;
    return false;
}

void *weak_list_get(const WeakList *list, int64_t i)
{
    return list && i < __atomic_load_n(&list->count, __ATOMIC_ACQUIRE) ? (void *)~list->hidden[i] : NULL;
}

RT bool weak_list_add(TASK, WeakList **list, uint8_t *lock, void *object)
{
    return weak_list_has(pointer_load(*list), object) || weak_list_append(task, list, lock, object);
}

RT bool weak_list_append(TASK, WeakList **list, uint8_t *lock, void *object)
{
    for (;;) {
        WeakList *old = pointer_load(*list), *fresh = NULL;
        if (!old || old->count == old->capacity) {
            fresh = list_new_weak(task, old ? old->capacity * 2 : FIRST_ITEMS);
            if (!fresh)
                return false;
        }
        byte_lock(task, lock);
        bool done = *list == old && (fresh || old->count < old->capacity);
        if (done) {
            WeakList *to = fresh ? fresh : old;
            if (fresh && old) {
                memcpy(fresh->hidden, old->hidden, (size_t)old->count * sizeof(uintptr_t));
                fresh->count = old->count;
            }
            to->hidden[to->count] = ~(uintptr_t)object;
            __atomic_store_n(&to->count, to->count + 1, __ATOMIC_RELEASE);
            if (fresh)
                gc_store_pointer(*list, fresh);
        }
        byte_unlock(task, lock);
        if (done)
            return true;
    }
}

void weak_list_remove(struct Task *task, WeakList *list, uint8_t *lock, const void *object)
{
    byte_lock(task, lock);
    int64_t kept = 0;
    for (int64_t i = 0; list && i < list->count; i++)
        if (list->hidden[i] != ~(uintptr_t)object)
            list->hidden[kept++] = list->hidden[i];
    if (list)
        __atomic_store_n(&list->count, kept, __ATOMIC_RELEASE);
    byte_unlock(task, lock);
}

static void sweep_list(WeakList *list)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < list->count; i++)
        if (!gc_is_dead((void *)~list->hidden[i]))
            list->hidden[kept++] = list->hidden[i];
    list->count = kept;
}

void weak_tables_sweep(void)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < list_count; i++) {
        WeakList *list = (WeakList *)~lists[i];
        if (gc_is_dead(list))
            continue;
        lists[kept++] = lists[i];
        sweep_list(list);
    }
    list_count = kept;
    for (int i = 0; i < sweeper_count; i++)
        sweepers[i]();
}
