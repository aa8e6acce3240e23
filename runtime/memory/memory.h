/* All that the runtime knows of the collector. Only this folder includes gc.h.

   Allocation is never a safepoint: it may set the request, and the next poll obeys. It does
   fail (zero, MemoryError set) when the system refuses memory. Objects are zeroed but for
   word 0, which the caller sets to the shape before the next poll.

   Three layouts: references (every word may be a Value or a pointer), pointer-free, and
   coroutine stacks. Interior pointers do not keep an object alive: hold its base. */
#ifndef PYLLC_MEMORY_H
#define PYLLC_MEMORY_H

#include <stddef.h>
#include "runtime/abi/layout.h"

typedef enum { LAYOUT_REFS, LAYOUT_FREE, LAYOUT_COUNT } Layout;

enum { SMALL_SIZE_MAX = 512, SIZE_GRANULE = 16, SIZE_CLASSES = SMALL_SIZE_MAX / SIZE_GRANULE + 1 };

/* The part of a processor that allocation uses; sched/ has the whole, this is its head. */
typedef struct ProcessorHeap {
    void *free[LAYOUT_COUNT][SIZE_CLASSES];   /* inline free lists, linked through word 0 */
    int64_t allocated;                        /* bytes since the last collection */
    struct AttributeMemo *attributes;         /* object/class.h; made when first needed */
} ProcessorHeap;

/* Slow path of gc_alloc, and all sizes above SMALL_SIZE_MAX. Runs on the system stack. */
RT void *gc_alloc_slow(TASK, size_t size, Layout layout) __attribute__((noinline, cold));

ALWAYS_INLINE void *gc_alloc(struct Task *task, size_t size, Layout layout)
{
    size_t class_index = (size + SIZE_GRANULE - 1) / SIZE_GRANULE;
    if (__builtin_expect(size <= SMALL_SIZE_MAX, 1)) {
        ProcessorHeap *heap = (ProcessorHeap *)task->processor;
        void **object = heap->free[layout][class_index];
        if (__builtin_expect(object != NULL, 1)) {
            heap->free[layout][class_index] = *object;
            *object = NULL;
            return object;
        }
    }
    return gc_alloc_slow(task, size, layout);
}
#define gc_new(task, Type) ((Type *)gc_alloc(task, sizeof(Type), LAYOUT_REFS))

/* For what cannot fail: an object without references, from a reserve that is never given back.
   Called when an allocation was just refused; MemoryError is raised at the task's next poll
   instead of now. Ends the process when the reserve is used up. */
void *gc_alloc_reserve(struct Task *task, size_t size);

/* Bytes for a payload (str, bytes, bytearray, array): malloc'ed and owned by the object
   that gc_own_payload names; freed when that object is swept. Inline payloads need none. */
void *gc_payload(struct Task *task, size_t size);
void *gc_payload_resize(struct Task *task, void *payload, size_t size);
void gc_payload_free(void *payload);
/* An object whose `data` pointer at byte `data_offset` owns a payload (or is NULL). A layout
   and offset in use is announced at start-up, while there is memory for what it needs. */
void gc_owners_start(Layout layout, size_t data_offset);
RT void *gc_alloc_owner(TASK, size_t size, Layout layout, size_t data_offset);

/* Lives until the process ends, scanned; for tables reached from C statics. */
void *gc_alloc_root(size_t size);
/* Static variables that may refer to the heap. */
#define ROOT __attribute__((section("pyllc_roots")))

/* ---- the only ways to write a value into the heap ---------------------------------------- */

extern uint8_t gc_cards[];                    /* one byte per 4 KB of address space, hashed */
enum { CARD_SHIFT = 12, CARD_COUNT = 1 << 20 };

ALWAYS_INLINE void gc_card(const void *address)
{
    uint8_t *card = &gc_cards[((uintptr_t)address >> CARD_SHIFT) & (CARD_COUNT - 1)];
    if (!*card)
        *card = 1;
}

/* Into an object that others may see: release store and card mark. */
ALWAYS_INLINE void gc_store(Slot *slot, Value value)
{
    __atomic_store_n(&slot->word, value, __ATOMIC_RELEASE);
    gc_card(slot);
}

/* The same for a pointer field (a table, a buffer). */
#define gc_store_pointer(field, pointer)                                   \
    do {                                                                   \
        __atomic_store_n(&(field), (pointer), __ATOMIC_RELEASE);           \
        gc_card(&(field));                                                 \
    } while (0)

/* Into an object not yet published. */
ALWAYS_INLINE void gc_init(Slot *slot, Value value) { slot->word = value; }

/* Moves n references by whole words (may overlap), marking the cards of dst. */
void gc_move(Slot *dst, const Slot *src, int64_t n);

ALWAYS_INLINE Value slot_load(const Slot *slot) { return __atomic_load_n(&slot->word, __ATOMIC_RELAXED); }
#define pointer_load(field) __atomic_load_n(&(field), __ATOMIC_RELAXED)

ALWAYS_INLINE bool slot_compare_swap(Slot *slot, Value expected, Value desired)
{
    bool done = __atomic_compare_exchange_n(&slot->word, &expected, desired, false,
                                            __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
    gc_card(slot);
    return done;
}

/* ---- polls and locks ---------------------------------------------------------------------- */

/* Set when the second task starts, with the world stopped; never cleared. */
extern bool runtime_parallel;

/* Hooks that sched/ fills in: slow paths of the inline checks below. */
extern RT bool (*hook_poll)(TASK);            /* stop, signals; false: exception set */
extern RT bool (*hook_stack_check)(TASK);     /* polls, or raises RecursionError */
extern int64_t recursion_limit;               /* Python calls that may be nested; recursion in C takes it as its bound too */
extern RT void (*hook_lock_wait)(TASK, uint8_t *lock);

/* Runtime C that runs long calls this every 50 us or so: it stops and takes signals, it
   never yields. No byte lock may be held. */
ALWAYS_INLINE bool runtime_poll(struct Task *task)
{
    return __builtin_expect(__atomic_load_n(&task->limit, __ATOMIC_RELAXED) != UINTPTR_MAX, 1) || hook_poll(task);
}

/* First thing in every RECURSES function. */
ALWAYS_INLINE bool stack_check(struct Task *task)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    return __builtin_expect(here > __atomic_load_n(&task->limit, __ATOMIC_RELAXED), 1) || hook_stack_check(task);
}

/* Byte lock: straight-line C only. Allocate first, lock, recheck, write, unlock. At most one
   is held; never at a poll, a call of user code or while parked. */
ALWAYS_INLINE void byte_lock(struct Task *task, uint8_t *lock)
{
    if (__builtin_expect(!runtime_parallel, 1))
        return;
    while (__atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE))
        hook_lock_wait(task, lock);
    task->locks_held++;
}

ALWAYS_INLINE void byte_unlock(struct Task *task, uint8_t *lock)
{
    if (__builtin_expect(!runtime_parallel, 1))
        return;
    task->locks_held--;
    __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
}

/* ---- running C on the system stack ------------------------------------------------------- */

/* Calls fn(argument) on the worker's own stack (8 MB), for C of unknown or large stack need.
   fn may not poll, park or call user code. */
RT void *on_system_stack(TASK, void *(*fn)(void *argument), void *argument);

/* Our own state is damaged, or what cannot do without memory got none: ends the process. */
void fatal(const char *message) __attribute__((noreturn, cold));

/* ---- weak references and finalizers (weak.c) ---------------------------------------------- */

/* A pointer that keeps nothing alive. It stands in memory that the collector does not read
   (it is stored inverted) and becomes zero in the collection that finds its referent dead,
   before any finalizer may revive the referent. */
typedef struct WeakPointer { uintptr_t hidden; } WeakPointer;
ALWAYS_INLINE void *weak_pointer_get(const WeakPointer *weak)
{
    uintptr_t hidden = __atomic_load_n(&weak->hidden, __ATOMIC_ACQUIRE);
    return hidden ? (void *)~hidden : NULL;
}
/* Points `weak`, new, inside the heap object `container` (forgotten when that dies), to referent.
   False: MemoryError is set. */
RT bool gc_weak_register(TASK, WeakPointer *weak, void *container, void *referent, bool notify);
/* The living or not yet collected containers of weak pointers to it, the newest first: as many as
   fit; gives how many there are. */
int64_t gc_weak_containers(const void *referent, void **containers, int64_t room);
/* A container that was registered with `notify`, lives, and whose referent was found dead; once.
   NULL: none. Cheap then. */
RT void *gc_notice_next(TASK);
extern RT void (*hook_weak_notice)(TASK, void *container);   /* what is done then; leaves no exception */
void gc_weak_clear(WeakPointer *weak);

/* A list of objects that it does not keep alive, oldest first. `lock` guards
   what adds and removes; readers take none. Those that have died are gone after the collection
   (places move at stops), those that a finalizer revives stay. */
typedef struct WeakList { int64_t capacity, count; uintptr_t hidden[]; } WeakList;
RT bool weak_list_append(TASK, WeakList **list, uint8_t *lock, void *object);
RT bool weak_list_add(TASK, WeakList **list, uint8_t *lock, void *object);   /* unless it is there */
void weak_list_remove(struct Task *task, WeakList *list, uint8_t *lock, const void *object);
bool weak_list_has(const WeakList *list, const void *object);        /* of NULL: false */
void *weak_list_get(const WeakList *list, int64_t i);                /* NULL past the end */

/* Other tables that keep nothing alive: memory that is not scanned (zeroed; NULL: refused), and a
   function called after each collection, everybody stopped, that drops what is dead. */
void *gc_table_new(size_t size);
void gc_table_free(void *table);
void gc_on_sweep(void (*sweep)(void));
bool gc_is_dead(const void *object);          /* in such a function only; false for static objects */

/* The object comes out of gc_finalizer_next once after it has become unreachable. */
RT bool gc_finalizer_register(TASK, void *object);
/* What a due finalizer does: object/ sets it. Leaves no exception. Called by polls of compiled
   code, never from within itself on the same task. */
extern RT void (*hook_finalizer)(TASK, void *object);
/* The next object whose finalizer is due, or NULL. Cheap when there is none. */
RT void *gc_finalizer_next(TASK);

/* ---- collections -------------------------------------------------------------------------- */
void gc_request(void);                                   /* collect at the next poll of every task */
int64_t gc_live_bytes(void);                             /* after the last collection, payloads included */
int64_t gc_heap_bytes(void);                             /* taken from the system */
int64_t gc_collection_count(void);
RT void gc_collect(TASK);                                /* a full collection, now; the caller is at a poll */

/* ---- for sched/ --------------------------------------------------------------------------- */

/* What the collector knows of a coroutine; follows the Task in the object that gc_alloc_task
   makes. Both ranges are scanned, interior pointers honoured, and so is the object itself. */
typedef struct StackScan {
    uint64_t magic;                                      /* STACK_SCAN_MAGIC while it is to be scanned */
    uintptr_t low, high;                                 /* saved stack pointer, base */
    uintptr_t system_low, system_high;                   /* the same on a system stack, or zero */
} StackScan;
#define STACK_SCAN_MAGIC 0x7079c0726f757469u

void gc_start(void);                                     /* once, on the main OS thread */
void *gc_alloc_task(size_t size);                        /* on the system stack; zeroed; NULL: refused */
void gc_limit_start(void);                               /* limit.c; what is mapped by now is not the heap's to use */
void gc_heap_register(ProcessorHeap *heap);
extern bool gc_wanted;                                   /* somebody asked for a collection */
void gc_collect_stopped(void);                           /* everybody stopped; on the collecting thread */
void gc_threads_allow(void);                             /* before a second OS thread starts */
void gc_thread_leave(void);                              /* the main OS thread stops being the collecting one */
void gc_thread_enter(void);                              /* the calling OS thread becomes it */
void gc_fork_prepare(void);                              /* around fork(), everybody stopped */
void gc_fork_parent(void);
void gc_fork_child(bool was_parallel);                   /* the calling OS thread collects from now on */
extern RT void (*hook_memory_error)(TASK);               /* sets MemoryError */
extern void (*hook_memory_error_later)(struct Task *task);   /* takes it back and sets it at the next poll */
extern void (*hook_request)(void);                       /* makes running tasks poll */
extern RT void (*hook_collect)(TASK);                    /* stops the others and collects */

#endif
