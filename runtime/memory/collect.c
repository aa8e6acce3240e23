/* The collection itself. bdwgc never collects by itself (GC_disable): sched/ stops every task
   at a safepoint with its registers spilled to its own stack, then the one registered OS
   thread calls gc_collect_stopped. While there is a single task that thread is the main one,
   working on its own (the process's) stack; from the second task on it is a thread of its own.

   Roots: the section pyllc_roots, the memory of gc_alloc_root, the collecting thread's stack,
   and the tasks, which a table of gc_alloc_task's objects holds. A task's stack is scanned by
   the mark procedure of its object's kind, in pieces, so that markers share the work and the
   mark stack stays small. */
#include "runtime/memory/memory_internal.h"
#include "runtime/memory/quarantine.h"
#include "runtime/memory/sanitize.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROCESSORS_MAX = 1024, PIECE_WORDS = 512, INITIAL_HEAP = 8 << 20 };

extern char roots_start[] __asm__("__start_pyllc_roots") __attribute__((weak, visibility("hidden")));
extern char roots_stop[] __asm__("__stop_pyllc_roots") __attribute__((weak, visibility("hidden")));

static ProcessorHeap *heaps[PROCESSORS_MAX];
static int heap_count;
static int64_t live_bytes;
static unsigned task_procedure;
static int task_kind;

/* ---- scanning tasks ----------------------------------------------------------------------------- */

static struct GC_ms_entry *push_word(uintptr_t word, struct GC_ms_entry *top, struct GC_ms_entry *limit)
{
    if (word & 7 || word < (uintptr_t)GC_least_plausible_heap_addr || word > (uintptr_t)GC_greatest_plausible_heap_addr)
        return top;
    void *base = GC_base((void *)word);
    return base ? GC_mark_and_push(base, top, limit, NULL) : top;
}

/* One piece of the task's ranges: the object's own words come first. Pushing the object back
   with the next piece's number keeps the mark stack short however deep the stack is. */
READS_EVERYTHING static struct GC_ms_entry *scan_task(GC_word *object, struct GC_ms_entry *top, struct GC_ms_entry *limit, GC_word piece)
{
    struct { GC_word *start, descriptor; } *entry;
    StackScan *scan = (StackScan *)((Task *)object + 1);
    if (scan->magic != STACK_SCAN_MAGIC)
        return top;                                       /* a free object, or a dead task */
    const uintptr_t *low = (const uintptr_t *)scan->low + piece * PIECE_WORDS;
    const uintptr_t *high = (const uintptr_t *)scan->high;
    if (high - low > PIECE_WORDS) {
        high = low + PIECE_WORDS;
        entry = (void *)((char *)top + sizeof *entry);
        entry->start = object;
        entry->descriptor = GC_MAKE_PROC(task_procedure, piece + 1);
        top = (struct GC_ms_entry *)entry;
    }
    for (; low < high; low++)
        top = push_word(*low, top, limit);
    if (piece)
        return top;
    size_t words = GC_size(object) / sizeof(uintptr_t);
    for (size_t i = 0; i < words; i++)
        top = push_word(((uintptr_t *)object)[i], top, limit);
    for (low = (const uintptr_t *)scan->system_low; low < (const uintptr_t *)scan->system_high; low++)
        top = push_word(*low, top, limit);
    return top;
}

void *gc_alloc_task(size_t size)
{
    return GC_generic_malloc(size, task_kind);
}

/* ---- what is alive -------------------------------------------------------------------------- */

/* Bytes of marked objects. bdwgc adds them up as it prepares the sweep, but tells nobody; its
   headers offer whole blocks only, which is several times as much in a fragmented heap. The
   offset is that of Debian's 8.2.2 on x86-64; a sum that cannot be is not believed. */
enum { IN_USE_OFFSET = 0xa8 };
extern char collector_arrays[] __asm__("GC_arrays");

static int64_t marked_bytes(void)
{
    int64_t blocks = (int64_t)(GC_get_heap_size() - GC_get_free_bytes());
#if GC_VERSION_MAJOR == 8 && GC_VERSION_MINOR == 2 && GC_VERSION_MICRO == 2 && defined(__x86_64__)
    GC_word with_pointers, without;
    memcpy(&with_pointers, collector_arrays + IN_USE_OFFSET, sizeof with_pointers);
    memcpy(&without, collector_arrays + IN_USE_OFFSET + sizeof with_pointers, sizeof without);
    int64_t marked = (int64_t)(with_pointers + without);
    if (marked > 0 && marked <= blocks)
        return marked;
#endif
    return blocks;
}

/* ---- collecting --------------------------------------------------------------------------------- */

void gc_heap_register(ProcessorHeap *heap)
{
    if (heap_count == PROCESSORS_MAX)
        fatal("too many processors");
    heaps[heap_count++] = heap;
}

/* The lists' objects are not marked: they become free objects of the sweep. */
static void drop_free_lists(void)
{
    for (int i = 0; i < heap_count; i++) {
        memset(heaps[i]->free, 0, sizeof heaps[i]->free);
        heaps[i]->allocated = 0;
    }
}

void gc_collect_stopped(void)
{
    __atomic_store_n(&gc_wanted, false, __ATOMIC_RELEASE);
    drop_free_lists();
    GC_enable();
    GC_gcollect();
    guard_sweep();
    weak_tables_sweep();
    GC_disable();
    __atomic_store_n(&payload_since, 0, __ATOMIC_RELAXED);
    live_bytes = marked_bytes() + __atomic_load_n(&payload_live, __ATOMIC_RELAXED);
    gc_set_trigger(live_bytes);
}

RT void gc_collect(TASK)
{
    hook_collect(task);
}

int64_t gc_live_bytes(void)
{
    return live_bytes;
}

int64_t gc_heap_bytes(void)
{
    return (int64_t)GC_get_heap_size();
}

int64_t gc_collection_count(void)
{
    return (int64_t)GC_get_gc_no();
}

static void GC_CALLBACK on_event(GC_EventType event)
{
    if (event == GC_EVENT_MARK_END)
        weak_sweep();
}

/* ---- which OS thread collects ------------------------------------------------------------------- */

void gc_threads_allow(void)
{
    GC_allow_register_threads();
}

void gc_thread_leave(void)
{
    GC_unregister_my_thread();
}

void gc_thread_enter(void)
{
    struct GC_stack_base base;
    GC_get_stack_base(&base);
    GC_register_my_thread(&base);
}

/* ---- fork ------------------------------------------------------------------------------------------- */

void gc_fork_prepare(void) { GC_atfork_prepare(); }
void gc_fork_parent(void)  { GC_atfork_parent(); }

void gc_fork_child(bool was_parallel)
{
    GC_atfork_child();
    if (was_parallel)
        gc_thread_enter();
}

/* ---- start-up ------------------------------------------------------------------------------------- */

static void *refuse(size_t size)
{
    return NULL;
}

static int marker_count(void)
{
    const char *text = getenv("PYLLC_MARKERS");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    long count = text ? atol(text) : cores / 2;
    return count < 1 ? 1 : count > 4 && !text ? 4 : count > 16 ? 16 : (int)count;
}

void gc_start(void)
{
    GC_set_all_interior_pointers(0);
    GC_set_no_dls(1);
    GC_set_handle_fork(-1);
    GC_set_finalize_on_demand(1);
    GC_set_java_finalization(1);
    GC_set_markers_count((unsigned)marker_count());
    GC_set_warn_proc(GC_ignore_warn_proc);
    GC_set_oom_fn(refuse);
    GC_INIT();
    GC_disable();
    GC_clear_roots();
    if (roots_start < roots_stop)
        GC_add_roots(roots_start, roots_stop);
    GC_expand_hp(INITIAL_HEAP);
    task_procedure = GC_new_proc(scan_task);
    task_kind = (int)GC_new_kind(GC_new_free_list(), GC_MAKE_PROC(task_procedure, 0), 0, 1);
    kinds_start();
    stress_start();
    GC_set_on_collection_event(on_event);
}
