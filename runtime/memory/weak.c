/* Weak pointers and finalizers.

   Weak pointers stand in one table in malloc'ed memory, hashed by the pointer's own address:
   open addressing, a power of two, entries never moved but by growth. When marking is done
   (everybody stopped, the collector's lock held) one walk drops entries whose container died
   and clears pointers whose referent died: before bdwgc marks what finalizers revive.

   Finalizers use bdwgc's own table in the order-free form that also finds cycles; the objects
   that it hands out wait in a chunked list that is a root. */
#include "runtime/memory/memory_internal.h"
#include <stdlib.h>

typedef struct WeakEntry { WeakPointer *pointer; uintptr_t hidden_container; } WeakEntry;
#define REMOVED ((WeakPointer *)8)

static WeakEntry *table;
static size_t capacity, occupied;      /* occupied: removed entries included */
static uint8_t table_lock;

typedef struct DueList { struct DueList *next; void *object; } DueList;
RT void (*hook_finalizer)(TASK, void *object);
static ROOT DueList *due;              /* heap objects: link and object are scanned */
static uint8_t due_lock;

static void lock(uint8_t *byte)
{
    while (__atomic_exchange_n(byte, 1, __ATOMIC_ACQUIRE))
        __builtin_ia32_pause();
}

static void unlock(uint8_t *byte)
{
    __atomic_store_n(byte, 0, __ATOMIC_RELEASE);
}

/* ---- the table ------------------------------------------------------------------------------------ */

static size_t hash(const void *pointer)
{
    return (size_t)(((uintptr_t)pointer >> 3) * 0x9e3779b97f4a7c15u >> 20);
}

static WeakEntry *find(const WeakPointer *pointer)
{
    if (!capacity)
        return NULL;
    for (size_t i = hash(pointer) & (capacity - 1); table[i].pointer; i = (i + 1) & (capacity - 1)) {
        if (table[i].pointer == pointer)
            return &table[i];
    }
    return NULL;
}

static void insert(WeakPointer *pointer, uintptr_t hidden_container)
{
    size_t i = hash(pointer) & (capacity - 1);
    while (table[i].pointer)
        i = (i + 1) & (capacity - 1);
    table[i] = (WeakEntry){ pointer, hidden_container };
    occupied++;
}

static bool reserve(void)
{
    if (occupied * 4 < capacity * 3)
        return true;
    WeakEntry *old = table;
    size_t old_capacity = capacity, live = 0;
    for (size_t i = 0; i < old_capacity; i++)
        live += old[i].pointer > REMOVED;
    size_t wanted = 64;
    while (wanted < live * 2 + 2)
        wanted *= 2;
    WeakEntry *fresh = calloc(wanted, sizeof *fresh);
    if (!fresh)
        return false;
    table = fresh;
    capacity = wanted;
    occupied = 0;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].pointer > REMOVED)
            insert(old[i].pointer, old[i].hidden_container);
    }
    free(old);
    return true;
}

typedef struct WeakRequest { WeakPointer *weak; void *container, *referent; bool done; } WeakRequest;

static void *register_weak(void *argument)
{
    WeakRequest *request = argument;
    lock(&table_lock);
    WeakEntry *known = find(request->weak);
    request->done = known || reserve();
    if (request->done) {
        if (known)
            known->hidden_container = ~(uintptr_t)request->container;
        else
            insert(request->weak, ~(uintptr_t)request->container);
        __atomic_store_n(&request->weak->hidden, ~(uintptr_t)request->referent, __ATOMIC_RELEASE);
    }
    unlock(&table_lock);
    return NULL;
}

RT bool gc_weak_register(TASK, WeakPointer *weak, void *container, void *referent)
{
    WeakRequest request = { weak, container, referent, false };
    on_system_stack(task, register_weak, &request);
    if (!request.done)
        hook_memory_error(task);
    return request.done;
}

void gc_weak_clear(WeakPointer *weak)
{
    lock(&table_lock);
    WeakEntry *known = find(weak);
    if (known)
        known->pointer = REMOVED;
    __atomic_store_n(&weak->hidden, 0, __ATOMIC_RELEASE);
    unlock(&table_lock);
}

void weak_sweep(void)
{
    for (size_t i = 0; i < capacity; i++) {
        WeakEntry *entry = &table[i];
        if (entry->pointer <= REMOVED)
            continue;
        if (!GC_is_marked((void *)~entry->hidden_container)) {
            entry->pointer = REMOVED;
        } else if (!GC_is_marked((void *)~entry->pointer->hidden)) {
            __atomic_store_n(&entry->pointer->hidden, 0, __ATOMIC_RELEASE);
            entry->pointer = REMOVED;
        }
    }
}

/* ---- finalizers -------------------------------------------------------------------------------------- */

/* Called by bdwgc for each dead object, which it has kept; the cell was made at registration,
   so nothing is allocated here. */
static void GC_CALLBACK make_due(void *object, void *cell)
{
    DueList *entry = cell;
    entry->object = object;
    lock(&due_lock);
    entry->next = due;
    due = entry;
    unlock(&due_lock);
}

typedef struct FinalizerRequest { void *object; bool done; } FinalizerRequest;

static void *register_finalizer(void *argument)
{
    FinalizerRequest *request = argument;
    DueList *cell = GC_generic_malloc(sizeof *cell, gc_kinds[LAYOUT_REFS]);
    request->done = cell != NULL;
    if (cell)
        GC_register_finalizer_no_order(request->object, make_due, cell, NULL, NULL);
    return NULL;
}

RT bool gc_finalizer_register(TASK, void *object)
{
    FinalizerRequest request = { object, false };
    on_system_stack(task, register_finalizer, &request);
    if (!request.done)
        hook_memory_error(task);
    return request.done;
}

static void *invoke(void *unused)
{
    GC_invoke_finalizers();
    return NULL;
}

RT void *gc_finalizer_next(TASK)
{
    if (GC_should_invoke_finalizers())
        on_system_stack(task, invoke, NULL);
    if (!__atomic_load_n(&due, __ATOMIC_RELAXED))
        return NULL;
    lock(&due_lock);
    DueList *entry = due;
    if (entry)
        due = entry->next;
    unlock(&due_lock);
    return entry ? entry->object : NULL;
}
