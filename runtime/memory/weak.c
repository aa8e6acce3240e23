/* Weak pointers and finalizers.

   Weak pointers stand in one table in malloc'ed memory: chains of nodes, hashed by the referent,
   the newest first. When marking is done (everybody stopped, the collector's lock held) one walk
   drops nodes whose container died and clears pointers whose referent died: before bdwgc marks
   what finalizers revive. Containers that want to know wait in an array that is scanned, and
   that was made large enough when they were registered.

   Finalizers use bdwgc's own table in the order-free form that also finds cycles; the objects
   that it hands out wait in a chunked list that is a root. */
#include "runtime/memory/memory_internal.h"
#include <stdlib.h>
#include <string.h>

typedef struct WeakNode {
    struct WeakNode *next;
    WeakPointer *pointer;
    uintptr_t hidden_container, hidden_referent;
    uint64_t serial;
    bool notify;
} WeakNode;
enum { FIRST_CAPACITY = 64 };

static WeakNode **table, *spare;       /* chains; nodes to use again */
static size_t capacity, node_count;
static uint64_t serial;
static uint8_t table_lock;             /* all of the above */

/* What died while a container wanted to know: a heap object that is a root. Its order is that of
   the referents' first nodes, and the newest node of a referent comes first. */
typedef struct Notice { void *container; uintptr_t hidden_referent; uint64_t serial, first; } Notice;
static ROOT Notice *notices;
static size_t notice_start, notice_end, notice_capacity, notify_count;   /* table_lock */

typedef struct DueList { struct DueList *next; void *object; } DueList;
RT void (*hook_finalizer)(TASK, void *object);
RT void (*hook_weak_notice)(TASK, void *container);
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

static size_t chain_of(uintptr_t hidden_referent)
{
    return (size_t)((hidden_referent >> 3) * 0x9e3779b97f4a7c15u >> 20) & (capacity - 1);
}

/* Room for one node more. Chains keep their order. */
static bool reserve(void)
{
    if (node_count < capacity)
        return true;
    size_t old_capacity = capacity, wanted = capacity ? capacity * 2 : FIRST_CAPACITY;
    WeakNode **fresh = calloc(wanted, sizeof *fresh);
    if (!fresh)
        return false;
    capacity = wanted;
    for (size_t i = 0; i < old_capacity; i++) {
        WeakNode **low = &fresh[i], **high = &fresh[i + old_capacity];
        for (WeakNode *node = table[i]; node; node = node->next) {
            WeakNode ***end = chain_of(node->hidden_referent) == i ? &low : &high;
            **end = node;
            *end = &node->next;
        }
        *low = *high = NULL;
    }
    free(table);
    table = fresh;
    return true;
}

static bool reserve_notice(void)
{
    size_t waiting = notice_end - notice_start, wanted = notice_capacity ? notice_capacity * 2 : FIRST_CAPACITY;
    if (notice_start + waiting + notify_count + 1 <= notice_capacity)
        return true;
    while (wanted < waiting + notify_count + 1)
        wanted *= 2;
    Notice *fresh = GC_generic_malloc(wanted * sizeof *fresh, gc_kinds[LAYOUT_REFS]);
    if (!fresh)
        return false;
    memset(fresh, 0, wanted * sizeof *fresh);
    if (waiting)
        memcpy(fresh, notices + notice_start, waiting * sizeof *fresh);
    notices = fresh;
    notice_capacity = wanted;
    notice_start = 0;
    notice_end = waiting;
    return true;
}

static WeakNode *take_node(void)
{
    WeakNode *node = spare;
    if (!node)
        return malloc(sizeof *node);
    spare = node->next;
    return node;
}

static void drop_node(WeakNode **link)
{
    WeakNode *node = *link;
    *link = node->next;
    node->next = spare;
    spare = node;
    node_count--;
    notify_count -= node->notify;
}

typedef struct WeakRequest { WeakPointer *weak; void *container, *referent; bool notify, done; } WeakRequest;

static void *register_weak(void *argument)
{
    WeakRequest *request = argument;
    lock(&table_lock);
    WeakNode *node = reserve() && (!request->notify || reserve_notice()) ? take_node() : NULL;
    request->done = node != NULL;
    if (node) {
        uintptr_t hidden = ~(uintptr_t)request->referent;
        WeakNode **chain = &table[chain_of(hidden)];
        *node = (WeakNode){*chain, request->weak, ~(uintptr_t)request->container, hidden, ++serial, request->notify};
        *chain = node;
        node_count++;
        notify_count += request->notify;
        __atomic_store_n(&request->weak->hidden, hidden, __ATOMIC_RELEASE);
    }
    unlock(&table_lock);
    return NULL;
}

RT bool gc_weak_register(TASK, WeakPointer *weak, void *container, void *referent, bool notify)
{
    WeakRequest request = { weak, container, referent, notify, false };
    on_system_stack(task, register_weak, &request);
    if (!request.done)
        hook_memory_error(task);
    return request.done;
}

void gc_weak_clear(WeakPointer *weak)
{
    lock(&table_lock);
    uintptr_t hidden = weak->hidden;
    for (WeakNode **link = hidden && capacity ? &table[chain_of(hidden)] : NULL; link && *link; link = &(*link)->next) {
        if ((*link)->pointer == weak) {
            drop_node(link);
            break;
        }
    }
    __atomic_store_n(&weak->hidden, 0, __ATOMIC_RELEASE);
    unlock(&table_lock);
}

int64_t gc_weak_containers(const void *referent, void **containers, int64_t room)
{
    int64_t count = 0;
    uintptr_t hidden = ~(uintptr_t)referent;
    lock(&table_lock);
    for (WeakNode *node = capacity ? table[chain_of(hidden)] : NULL; node; node = node->next) {
        if (node->hidden_referent != hidden)
            continue;
        if (count < room)
            containers[count] = (void *)~node->hidden_container;
        count++;
    }
    unlock(&table_lock);
    return count;
}

/* ---- what died -------------------------------------------------------------------------------------- */

/* While marks are complete; static objects live. */
static bool is_unmarked(uintptr_t hidden)
{
    void *object = (void *)~hidden;
    if (object < GC_least_plausible_heap_addr || object > GC_greatest_plausible_heap_addr)
        return false;
    return GC_base(object) == object && !GC_is_marked(object);
}

static int by_referent(const void *a, const void *b)
{
    const Notice *x = a, *y = b;
    if (x->hidden_referent != y->hidden_referent)
        return x->hidden_referent < y->hidden_referent ? -1 : 1;
    return x->serial < y->serial ? 1 : -1;
}

static int by_age(const void *a, const void *b)
{
    const Notice *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->serial < y->serial ? 1 : -1;
}

static void sort_notices(Notice *fresh, size_t count)
{
    qsort(fresh, count, sizeof *fresh, by_referent);
    for (size_t i = count; i-- > 0;)
        fresh[i].first = i + 1 < count && fresh[i + 1].hidden_referent == fresh[i].hidden_referent ? fresh[i + 1].first
                                                                                                    : fresh[i].serial;
    qsort(fresh, count, sizeof *fresh, by_age);
}

void weak_sweep(void)
{
    size_t before = notice_end;
    for (size_t i = 0; i < capacity; i++) {
        for (WeakNode **link = &table[i]; *link;) {
            WeakNode *node = *link;
            bool is_orphan = is_unmarked(node->hidden_container);
            if (!is_orphan && !is_unmarked(node->hidden_referent)) {
                link = &node->next;
                continue;
            }
            if (!is_orphan) {
                __atomic_store_n(&node->pointer->hidden, 0, __ATOMIC_RELEASE);
                if (node->notify)
                    notices[notice_end++] = (Notice){(void *)~node->hidden_container, node->hidden_referent, node->serial, 0};
            }
            drop_node(link);
        }
    }
    if (notice_end > before)
        sort_notices(notices + before, notice_end - before);
}

RT void *gc_notice_next(TASK)
{
    if (__atomic_load_n(&notice_start, __ATOMIC_RELAXED) == __atomic_load_n(&notice_end, __ATOMIC_RELAXED))
        return NULL;
    lock(&table_lock);
    void *container = NULL;
    if (notice_start < notice_end) {
        container = notices[notice_start].container;
        notices[notice_start++].container = NULL;
    }
    if (notice_start == notice_end)
        notice_start = notice_end = 0;
    unlock(&table_lock);
    return container;
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
