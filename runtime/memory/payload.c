/* Payloads: bytes outside the collected heap, owned by one object and freed when that object
   is swept. malloc serves 8 KB five times faster than bdwgc does, and does so in parallel.

   bdwgc attaches the procedure that it calls on a dying object to a kind, and tells it nothing
   but the object, so each (layout, offset of the data pointer) has its own kind and its own
   procedure. The procedure also sees free objects: their words but the first are zero. */
#include "runtime/memory/memory_internal.h"
#include "runtime/memory/quarantine.h"
#include "runtime/memory/sanitize.h"
#include <malloc.h>
#include <stdlib.h>

enum { OWNER_KINDS = 8, FLUSH_BYTES = 64 << 10 };

int64_t payload_live, payload_since;

typedef struct OwnerKind {
    size_t offset;
    Layout layout;
    int kind;
} OwnerKind;
static OwnerKind owner_kinds[OWNER_KINDS];
static int owner_count;          /* atomic; rows below it are complete */
static uint8_t owner_lock;       /* adding a row */

/* ---- plain payloads ----------------------------------------------------------------------------- */

/* Counts on the processor first, so that processors do not share a line at every call. */
static void count(struct Task *task, int64_t bytes)
{
    ProcessorHeap *heap = (ProcessorHeap *)task->processor;
    heap->allocated += bytes;
    if (heap->allocated < FLUSH_BYTES)
        return;
    __atomic_fetch_add(&payload_since, heap->allocated, __ATOMIC_RELAXED);
    heap->allocated = 0;
    gc_check_trigger(task);
}

void *gc_payload(struct Task *task, size_t size)
{
    bool is_sane = size < PTRDIFF_MAX / 2;
    void *payload = is_sane && gc_limit_allows((int64_t)size) ? malloc(size ? size : 1) : NULL;
    if (!payload && is_sane) {
        gc_collect_refused(task);
        payload = gc_limit_allows((int64_t)size) ? malloc(size ? size : 1) : NULL;
    }
    if (!payload) {
        hook_memory_error(task);
        return NULL;
    }
    int64_t usable = (int64_t)malloc_usable_size(payload);
    __atomic_fetch_add(&payload_live, usable, __ATOMIC_RELAXED);
    count(task, usable);
    return payload;
}

void *gc_payload_resize(struct Task *task, void *payload, size_t size)
{
    if (!payload)
        return gc_payload(task, size);
    int64_t before = (int64_t)malloc_usable_size(payload);
    bool is_sane = size < PTRDIFF_MAX / 2 && ((int64_t)size <= before || gc_limit_allows((int64_t)size - before));
    void *resized = is_sane ? realloc(payload, size ? size : 1) : NULL;
    if (!resized) {
        hook_memory_error(task);
        return NULL;
    }
    int64_t grown = (int64_t)malloc_usable_size(resized) - before;
    __atomic_fetch_add(&payload_live, grown, __ATOMIC_RELAXED);
    if (grown > 0)
        count(task, grown);
    return resized;
}

void gc_payload_free(void *payload)
{
    if (!payload)
        return;
    __atomic_fetch_sub(&payload_live, (int64_t)malloc_usable_size(payload), __ATOMIC_RELAXED);
    free(payload);
}

/* ---- owners ---------------------------------------------------------------------------------------- */

READS_EVERYTHING static int release(void *object, int row)
{
    if (guard_is_dying(object))
        gc_payload_free(*(void **)((char *)object + owner_kinds[row].offset));
    return guard_keep(object);
}
static int GC_CALLBACK release_0(void *object) { return release(object, 0); }
static int GC_CALLBACK release_1(void *object) { return release(object, 1); }
static int GC_CALLBACK release_2(void *object) { return release(object, 2); }
static int GC_CALLBACK release_3(void *object) { return release(object, 3); }
static int GC_CALLBACK release_4(void *object) { return release(object, 4); }
static int GC_CALLBACK release_5(void *object) { return release(object, 5); }
static int GC_CALLBACK release_6(void *object) { return release(object, 6); }
static int GC_CALLBACK release_7(void *object) { return release(object, 7); }
static const GC_disclaim_proc releases[OWNER_KINDS] = {
    release_0, release_1, release_2, release_3, release_4, release_5, release_6, release_7
};

static int find_kind(Layout layout, size_t offset)
{
    int known = __atomic_load_n(&owner_count, __ATOMIC_ACQUIRE);
    for (int i = 0; i < known; i++) {
        if (owner_kinds[i].offset == offset && owner_kinds[i].layout == layout)
            return owner_kinds[i].kind;
    }
    return -1;
}

static int make_kind(Layout layout, size_t offset)
{
    while (__atomic_exchange_n(&owner_lock, 1, __ATOMIC_ACQUIRE))
        __builtin_ia32_pause();
    int kind = find_kind(layout, offset);
    if (kind < 0) {
        if (owner_count == OWNER_KINDS)
            fatal("too many kinds of payload owners");
        OwnerKind *row = &owner_kinds[owner_count];
        row->offset = offset;
        row->layout = layout;
        row->kind = kind = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, layout == LAYOUT_REFS, 1);
        GC_register_disclaim_proc(kind, releases[owner_count], 0);
        __atomic_store_n(&owner_count, owner_count + 1, __ATOMIC_RELEASE);
    }
    __atomic_store_n(&owner_lock, 0, __ATOMIC_RELEASE);
    return kind;
}

extern void collector_reclaim_all(int (*stop)(void), int ignore_old) __asm__("GC_reclaim_all");

static void *release_dead(void *unused)
{
    GC_alloc_lock();
    collector_reclaim_all(NULL, 0);
    GC_alloc_unlock();
    return NULL;
}

void payloads_release(struct Task *task)
{
    on_system_stack(task, release_dead, NULL);
}

/* Early: bdwgc ends the process when it has no memory for a kind. */
void gc_owners_start(Layout layout, size_t data_offset)
{
    make_kind(layout, data_offset);
}

typedef struct OwnerRequest {
    struct Task *task;
    size_t size, offset;
    Layout layout;
    void *result;
} OwnerRequest;

static void *allocate_owner(void *argument)
{
    OwnerRequest *request = argument;
    int kind = find_kind(request->layout, request->offset);
    if (kind < 0)
        kind = make_kind(request->layout, request->offset);
    gc_check_trigger(request->task);
    request->result = guard_object(GC_generic_malloc(guarded_size(request->size), kind), request->size);
    if (request->result)
        *(void **)request->result = NULL;
    return NULL;
}

RT void *gc_alloc_owner(TASK, size_t size, Layout layout, size_t data_offset)
{
    OwnerRequest request = { task, size, data_offset, layout, NULL };
    on_system_stack(task, allocate_owner, &request);
    if (!request.result) {
        gc_collect_refused(task);
        on_system_stack(task, allocate_owner, &request);
    }
    if (!request.result)
        hook_memory_error(task);
    return request.result;
}
