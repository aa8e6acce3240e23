/* Allocation. Each processor has inline free lists, refilled a block at a time; larger
   objects go to the collector one by one. Refills run on the system stack, since bdwgc clears
   up to 16 KB below its stack pointer.

   Both of our kinds are our own: bdwgc's pointer-free kind does not clear objects, and its
   normal kind does not scan the last word when interior pointers are on. Free objects lie
   zeroed but for the link in word 0.

   When to collect: after as many bytes as GROWTH_PERCENT of what the last collection left
   alive, at least MINIMUM_GROWTH. Payloads count. */
#include "runtime/memory/memory_internal.h"
#include "runtime/memory/quarantine.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef PYLLC_SANITIZE
enum { SANITIZED = true, MINIMUM_GROWTH = 1 << 20 };       /* no inline lists: every object is guarded */
#else
enum { SANITIZED = false, MINIMUM_GROWTH = 8 << 20 };
#endif
enum { GROWTH_PERCENT = 100, BLOCK_MAX = 2048 };

uint8_t gc_cards[CARD_COUNT];
bool runtime_parallel;
RT bool (*hook_poll)(TASK);
RT bool (*hook_stack_check)(TASK);
int64_t recursion_limit = 1000;
RT void (*hook_lock_wait)(TASK, uint8_t *lock);
RT void (*hook_memory_error)(TASK);
void (*hook_memory_error_later)(struct Task *task);
RT void (*hook_collect)(TASK);
void (*hook_request)(void);

int gc_kinds[LAYOUT_COUNT];
bool gc_wanted;
static int64_t trigger = MINIMUM_GROWTH;   /* bytes allocated between collections */
static int64_t stress_interval;            /* 0: off; n: every nth allocation requests a collection */
static int64_t stress_count;

typedef struct Allocation {
    struct Task *task;
    size_t size;
    Layout layout;
    void *result;
} Allocation;

void fatal(const char *message)
{
    fprintf(stderr, "Fatal Python error: %s\n", message);
    abort();
}

/* ---- requests --------------------------------------------------------------------------- */

void gc_request(void)
{
    __atomic_store_n(&gc_wanted, true, __ATOMIC_RELEASE);
    if (hook_request)
        hook_request();
}

static void request_from(struct Task *task)
{
    __atomic_store_n(&gc_wanted, true, __ATOMIC_RELEASE);
    __atomic_store_n(&task->limit, UINTPTR_MAX, __ATOMIC_RELEASE);
}

void gc_check_trigger(struct Task *task)
{
    int64_t since = (int64_t)GC_get_bytes_since_gc() + __atomic_load_n(&payload_since, __ATOMIC_RELAXED);
    if (since >= __atomic_load_n(&trigger, __ATOMIC_RELAXED))
        request_from(task);
}

/* Called after a collection, when live bytes are known. */
void gc_set_trigger(int64_t live)
{
    int64_t growth = live / 100 * GROWTH_PERCENT;
    growth = gc_limit_growth(live, growth > MINIMUM_GROWTH ? growth : MINIMUM_GROWTH);
    __atomic_store_n(&trigger, growth, __ATOMIC_RELAXED);
}

void gc_collect_refused(struct Task *task)
{
    if (task->locks_held == 0 && hook_collect)
        hook_collect(task);
    payloads_release(task);
}

/* ---- the slow path -------------------------------------------------------------------------- */

static void *allocate_one(size_t size, Layout layout)
{
    size_t wanted = guarded_size(size);
    void *object = wanted <= BLOCK_MAX ? GC_generic_malloc(wanted, gc_kinds[layout])
                                       : GC_generic_malloc_ignore_off_page(wanted, gc_kinds[layout]);
    return guard_object(object, size < sizeof(void *) ? sizeof(void *) : size);
}

static void *refill(struct Task *task, size_t class_index, Layout layout)
{
    ProcessorHeap *heap = (ProcessorHeap *)task->processor;
    void *list = NULL;
    GC_generic_malloc_many(class_index * SIZE_GRANULE, gc_kinds[layout], &list);
    if (list)
        heap->free[layout][class_index] = *(void **)list;
    return list;
}

static void *allocate(void *argument)
{
    Allocation *request = argument;
    size_t size = request->size ? request->size : SIZE_GRANULE;
    if (stress_interval) {
        if (__atomic_add_fetch(&stress_count, 1, __ATOMIC_RELAXED) % stress_interval == 0)
            request_from(request->task);
        request->result = allocate_one(size, request->layout);
    } else {
        gc_check_trigger(request->task);
        request->result = size <= SMALL_SIZE_MAX && !SANITIZED
            ? refill(request->task, (size + SIZE_GRANULE - 1) / SIZE_GRANULE, request->layout)
            : allocate_one(size, request->layout);
    }
    if (request->result)
        *(void **)request->result = NULL;
    return NULL;
}

RT void *gc_alloc_slow(TASK, size_t size, Layout layout)
{
    Allocation request = { task, size, layout, NULL };
    if (size < PTRDIFF_MAX / 2) {
        on_system_stack(task, allocate, &request);
        if (!request.result) {
            gc_collect_refused(task);
            on_system_stack(task, allocate, &request);
        }
    }
    if (!request.result)
        hook_memory_error(task);
    return request.result;
}

/* Static, so that its pages are there before memory is short, and untouched until then. */
void *gc_alloc_reserve(struct Task *task, size_t size)
{
    enum { RESERVE = 4 << 20 };
    static _Alignas(16) char reserve[RESERVE];
    static size_t used;
    size_t at = __atomic_fetch_add(&used, (size + 15) & ~(size_t)15, __ATOMIC_RELAXED);
    if (at + size > RESERVE)
        fatal("memory is exhausted");
    hook_memory_error_later(task);
    return reserve + at;
}

void *gc_alloc_root(size_t size)
{
    void *memory = GC_malloc_uncollectable(size);
    if (!memory)
        fatal("no memory for a root table");
    return memory;
}

/* Words are moved one by one once other tasks may read them: memmove may tear. */
void gc_move(Slot *dst, const Slot *src, int64_t n)
{
    if (n <= 0)
        return;
    if (!runtime_parallel) {
        memmove(dst, src, (size_t)n * sizeof(Slot));
    } else if (dst <= src) {
        for (int64_t i = 0; i < n; i++)
            __atomic_store_n(&dst[i].word, slot_load(&src[i]), __ATOMIC_RELEASE);
    } else {
        for (int64_t i = n - 1; i >= 0; i--)
            __atomic_store_n(&dst[i].word, slot_load(&src[i]), __ATOMIC_RELEASE);
    }
    for (uintptr_t at = (uintptr_t)dst >> CARD_SHIFT; at <= (uintptr_t)&dst[n - 1] >> CARD_SHIFT; at++)
        gc_card((void *)(at << CARD_SHIFT));
}

/* ---- start-up ---------------------------------------------------------------------------------- */

/* GC_generic_malloc_many does not make a kind's reclaim list; one plain allocation does. */
void kinds_start(void)
{
    gc_kinds[LAYOUT_REFS] = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 1, 1);
    gc_kinds[LAYOUT_FREE] = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 0, 1);
    for (int layout = 0; layout < LAYOUT_COUNT; layout++) {
        guard_kind(gc_kinds[layout]);
        GC_generic_malloc(SIZE_GRANULE, gc_kinds[layout]);
    }
}

/* PYLLC_GC=stress[:n] requests a collection at every (nth) allocation. */
void stress_start(void)
{
    const char *mode = getenv("PYLLC_GC");
    if (!mode || strncmp(mode, "stress", 6) != 0)
        return;
    stress_interval = mode[6] == ':' ? atoll(mode + 7) : 1;
    if (stress_interval < 1)
        stress_interval = 1;
}
