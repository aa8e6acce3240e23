/* The vector of a class: resolved attribute cells by name, own and inherited. A site's cache
   word holds an index of it; so it is append-only, and grows by being replaced whole (indexes
   stay). A structural change of a class (a name added or removed, a kind changed, the bases)
   resolves its name anew in the class and all subclasses and clears every cache word.

   Names that were looked for in vain have an index too, up to ABSENT_MAX names in a vector.

   Cache words keep no shape alive: the collector does not see them, and after each collection
   those of dead shapes are cleared, before another shape can get the same address.

   class_lock serialises structural changes, the filling of vectors and of cache words. It is a
   byte lock: allocation comes before, and user code never runs under it. */
#include "runtime/object/class.h"

enum { MAX_VECTOR = 0x7fff, ABSENT_MAX = 256, FIRST_RANGES = 16 };

uint8_t class_lock;
int64_t class_epoch;
ClassCell class_absent;

extern uint64_t __start_pyllc_caches[] __attribute__((weak));
extern uint64_t __stop_pyllc_caches[] __attribute__((weak));
/* Words of code made at run time, each range a heap object that the code holds; class_lock. */
typedef struct CacheRange { uintptr_t hidden; int64_t count; } CacheRange;
static CacheRange *cache_ranges;
static int64_t cache_range_count, cache_range_capacity;

/* ---- cache words -------------------------------------------------------------------------- */

void cache_fill(struct Task *task, uint64_t *cache, const Shape *shape, uint64_t index, int64_t epoch)
{
    if (shape->flags & SHAPE_UNCACHED)
        return;
    byte_lock(task, &class_lock);
    if (class_epoch == epoch)
        __atomic_store_n(cache, (uint64_t)shape << 16 | index, __ATOMIC_RELAXED);
    byte_unlock(task, &class_lock);
}

static void clear_range(uint64_t *first, uint64_t *end)
{
    for (; first < end; first++)
        if (*first)
            __atomic_store_n(first, 0, __ATOMIC_RELAXED);
}

static AttributeMemo *memos;             /* of all processors, added under class_lock */

/* Only the processor's own worker fills; who clears may run beside it. */
void attribute_memo_fill(struct Task *task, Value name, const Shape *shape, uint64_t index, int64_t epoch)
{
    ProcessorHeap *heap = (ProcessorHeap *)task->processor;
    bool is_new = heap->attributes == NULL;
    if (shape->flags & SHAPE_UNCACHED)
        return;
    if (is_new)
        heap->attributes = gc_alloc_root(sizeof(AttributeMemo));
    AttributeMemo *memo = heap->attributes;
    MemoEntry *entry = memo_entry(memo, shape, name);
    byte_lock(task, &class_lock);
    if (is_new) {
        memo->next = memos;
        memos = memo;
    }
    if (class_epoch == epoch) {
        __atomic_store_n(&entry->word, 0, __ATOMIC_RELAXED);
        gc_store(&entry->name, name);
        __atomic_store_n(&entry->word, (uint64_t)shape << 16 | index, __ATOMIC_RELEASE);
    }
    byte_unlock(task, &class_lock);
}

void attribute_memo_refresh(struct Task *task, uint64_t *cache, const Shape *shape, Value name)
{
    int64_t epoch = __atomic_load_n(&class_epoch, __ATOMIC_ACQUIRE), index = attribute_memo_find(task, shape, name);
    if (index >= 0)
        cache_fill(task, cache, shape, (uint64_t)index, epoch);
}

static void clear_memos(void)
{
    for (AttributeMemo *memo = memos; memo; memo = memo->next)
        for (int64_t i = 0; i < MEMO_ENTRIES; i++)
            if (memo->entries[i].word)
                __atomic_store_n(&memo->entries[i].word, 0, __ATOMIC_RELAXED);
}

/* Under class_lock. */
static void clear_caches(void)
{
    class_epoch++;
    clear_memos();
    clear_range(__start_pyllc_caches, __stop_pyllc_caches);
    for (int64_t i = 0; i < cache_range_count; i++) {
        uint64_t *first = (uint64_t *)~cache_ranges[i].hidden;
        clear_range(first, first + cache_ranges[i].count);
    }
}

RT uint64_t *cache_words_new(TASK, int64_t count)
{
    uint64_t *words = gc_alloc(task, (size_t)count * sizeof *words, LAYOUT_FREE);
    if (!words)
        return NULL;
    memset(words, 0, (size_t)count * sizeof *words);
    for (;;) {
        int64_t capacity = __atomic_load_n(&cache_range_capacity, __ATOMIC_RELAXED);
        bool full = __atomic_load_n(&cache_range_count, __ATOMIC_RELAXED) == capacity;
        int64_t wanted = capacity ? capacity * 2 : FIRST_RANGES;
        CacheRange *bigger = full ? gc_table_new((size_t)wanted * sizeof *bigger) : NULL, *old = NULL;
        if (full && !bigger) {
            hook_memory_error(task);
            return NULL;
        }
        byte_lock(task, &class_lock);
        if (bigger && cache_range_capacity == capacity) {
            old = cache_ranges;
            if (old)
                memcpy(bigger, old, (size_t)cache_range_count * sizeof *bigger);
            cache_ranges = bigger;
            cache_range_capacity = wanted;
        } else {
            old = bigger;
        }
        bool done = cache_range_count < cache_range_capacity;
        if (done)
            cache_ranges[cache_range_count++] = (CacheRange){~(uintptr_t)words, count};
        byte_unlock(task, &class_lock);
        gc_table_free(old);
        if (done)
            return words;
    }
}

static void sweep_range(uint64_t *first, uint64_t *end)
{
    uint64_t alive = 0;
    for (; first < end; first++) {
        uint64_t shape = *first >> 16;
        if (!shape || shape == alive)
            continue;
        if (gc_is_dead((void *)shape))
            *first = 0;
        else
            alive = shape;
    }
}

static void sweep_memos(void)
{
    for (AttributeMemo *memo = memos; memo; memo = memo->next)
        for (int64_t i = 0; i < MEMO_ENTRIES; i++)
            if (gc_is_dead((void *)(memo->entries[i].word >> 16)))
                memo->entries[i] = (MemoEntry){0};
}

static void sweep_caches(void)
{
    sweep_memos();
    sweep_range(__start_pyllc_caches, __stop_pyllc_caches);
    int64_t kept = 0;
    for (int64_t i = 0; i < cache_range_count; i++) {
        uint64_t *first = (uint64_t *)~cache_ranges[i].hidden;
        if (gc_is_dead(first))
            continue;
        sweep_range(first, first + cache_ranges[i].count);
        cache_ranges[kept++] = cache_ranges[i];
    }
    cache_range_count = kept;
}

void caches_start(void) { gc_on_sweep(sweep_caches); }

/* ---- the vector ------------------------------------------------------------------------------ */

static uint64_t name_hash(Value name) { return (name >> 4) * 0x9E3779B97F4A7C15u >> 32; }

ClassCell *class_resolve(const PyType *type, Value name)
{
    PyTuple *mro = (PyTuple *)slot_load(&type->mro);
    if (!mro)
        return NULL;
    for (int64_t i = 0; i < mro->size; i++) {
        PyType *base = (PyType *)slot_load(&mro->items[i]);
        ClassCell *cell = class_own(base, name);
        if (cell && slot_load(&cell->value))
            return cell;
    }
    return NULL;
}

static int64_t vector_find(const ClassVector *vector, Value name)
{
    if (!vector)
        return -1;
    for (uint64_t i = name_hash(name) & vector->mask;; i = (i + 1) & vector->mask) {
        uint32_t entry = __atomic_load_n(&vector->index[i], __ATOMIC_ACQUIRE);
        if (!entry)
            return -1;
        if (slot_load(&vector->names[entry - 1]) == name)
            return entry - 1;
    }
}

static RT ClassVector *vector_new(TASK, int64_t capacity)
{
    uint64_t size = 16;
    while (size < (uint64_t)capacity * 2)
        size *= 2;
    ClassVector *vector = gc_alloc(task, sizeof *vector + (size_t)capacity * sizeof(ClassCell *), LAYOUT_REFS);
    uint32_t *index = gc_alloc(task, size * sizeof *index, LAYOUT_FREE);
    Slot *names = gc_alloc(task, (size_t)capacity * sizeof *names, LAYOUT_REFS);
    if (!vector || !index || !names)
        return NULL;
    memset(index, 0, size * sizeof *index);
    names[0].word = 0;
    vector->capacity = capacity;
    vector->count = 0;
    vector->mask = size - 1;
    gc_store_pointer(vector->index, index);
    gc_store_pointer(vector->names, names);
    return vector;
}

static void vector_append(ClassVector *vector, Value name, ClassCell *cell)
{
    int64_t position = vector->count;
    gc_store_pointer(vector->cells[position], cell);
    gc_store(&vector->names[position], name);
    vector->count = position + 1;
    uint64_t i = name_hash(name) & vector->mask;
    while (vector->index[i])
        i = (i + 1) & vector->mask;
    __atomic_store_n(&vector->index[i], (uint32_t)position + 1, __ATOMIC_RELEASE);
}

RT int64_t class_vector_index(TASK, PyType *type, Value name, bool adds)
{
    for (;;) {
        ClassVector *vector = pointer_load(type->vector);
        int64_t position = vector_find(vector, name);
        if (position >= 0 && pointer_load(vector->cells[position]))
            return position;
        ClassVector *bigger = NULL;
        if (position < 0) {
            if (!adds && vector && vector->count >= ABSENT_MAX && !class_resolve(type, name))
                return -1;
            if (vector && vector->count >= MAX_VECTOR)
                return -1;
            if (!vector || vector->count == vector->capacity) {
                bigger = vector_new(task, vector ? vector->capacity * 2 : 8);
                if (!bigger) {
                    exception_clear(task);
                    return -1;
                }
            }
        }
        byte_lock(task, &class_lock);
        bool current = type->vector == vector && (!vector || bigger || position >= 0 || vector->count < vector->capacity);
        if (current && position < 0 && vector_find(vector, name) >= 0)
            current = false;
        if (current) {
            ClassCell *cell = class_resolve(type, name);
            if (!cell)
                cell = &class_absent;
            if (position >= 0) {
                gc_store_pointer(vector->cells[position], cell);
            } else {
                if (bigger) {
                    for (int64_t i = 0; vector && i < vector->count; i++)
                        vector_append(bigger, slot_load(&vector->names[i]), vector->cells[i]);
                    gc_store_pointer(type->vector, bigger);
                    vector = bigger;
                }
                vector_append(vector, name, cell);
            }
        }
        byte_unlock(task, &class_lock);
    }
}

RT ClassCell *class_find(TASK, PyType *type, Value name)
{
    int64_t position = class_vector_index(task, type, name, false);
    if (position < 0)
        return class_resolve(type, name);
    ClassCell *cell = pointer_load(pointer_load(type->vector)->cells[position]);
    if (!cell)
        cell = class_resolve(type, name);
    return cell == &class_absent ? NULL : cell;
}

Value type_lookup(const PyType *type, Value name)
{
    ClassVector *vector = pointer_load(type->vector);
    int64_t position = vector_find(vector, name);
    ClassCell *cell = position < 0 ? NULL : pointer_load(vector->cells[position]);
    if (!cell)
        cell = class_resolve(type, name);
    return cell ? slot_load(&cell->value) : 0;
}

/* ---- changes ------------------------------------------------------------------------------- */

int64_t class_kind_of(Value v)
{
    if (!value_is_pointer(v))
        return KIND_PLAIN;
    Shape *shape = object_shape((void *)v);
    if ((shape->flags & SHAPE_CALLABLE) && (((Callable *)v)->record->flags & RECORD_METHOD))
        return KIND_FUNCTION;
    const TypeSlots *slots = &shape->type->slots;
    return slots->descr_set ? KIND_DATA : slots->descr_get ? KIND_BINDS : KIND_PLAIN;
}

/* Under class_lock: forgets what was resolved for the name; true when somebody may have used it. */
static bool forget(PyType *type, Value name)
{
    bool used = false;
    ClassVector *vector = type->vector;
    if (vector && !name) {
        for (int64_t i = 0; i < vector->count; i++)
            gc_store_pointer(vector->cells[i], NULL);
        used = vector->count != 0;
    } else if (vector) {
        int64_t position = vector_find(vector, name);
        if (position >= 0) {
            gc_store_pointer(vector->cells[position], NULL);
            used = true;
        }
    }
    PyType *subclass;
    for (int64_t i = 0; (subclass = weak_list_get(type->subclasses, i)); i++)
        used |= forget(subclass, name);
    return used;
}

/* Those there are now, kept alive: code of the program may run between two of them. NULL: memory. */
static RT PyList *living_subclasses(TASK, PyType *type)
{
    Value list = list_new(task, 0);
    void *subclass;
    for (int64_t i = 0; list && (subclass = weak_list_get(pointer_load(type->subclasses), i)); i++)
        if (!list_append(task, list, (Value)subclass))
            return NULL;
    return (PyList *)list;
}

static RT bool update_derived(TASK, PyType *type, Value name)
{
    if (!slots_update(task, type, name))
        return false;
    type_update_record(task, type);
    PyList *subclasses = living_subclasses(task, type);
    for (int64_t i = 0; subclasses && i < subclasses->size; i++)
        if (!update_derived(task, (PyType *)slot_load(&subclasses->items->slots[i]), name))
            return false;
    return subclasses != NULL;
}

RT bool class_add(TASK, PyType *type, Value name, Value value)
{
    ClassCell *cell = gc_new(task, ClassCell);
    if (!cell)
        return false;
    gc_init(&cell->value, value);
    gc_init(&cell->name, name);
    cell->owner = type;
    cell->kind = class_kind_of(value);
    GlobalCell *held = cell_table_add(task, &type->own, NULL, name, (GlobalCell *)cell);
    if (held && held != (GlobalCell *)cell) {
        gc_store(&held->value, value);
        ((ClassCell *)held)->kind = cell->kind;
    }
    gc_card(&type->own);
    return held != NULL;
}

RT bool class_store(TASK, PyType *type, Value name, Value value)
{
    ClassCell *cell = class_own(type, name);
    int64_t kind = class_kind_of(value);
    if (value == VALUE_UNBOUND) {
        if (!cell)
            return false;
        gc_store(&cell->value, 0);
        cell_table_remove(task, type->own, &class_lock, name);
    } else if (cell && slot_load(&cell->value) && cell->kind == kind && !slots_is_special(name)) {
        gc_store(&cell->value, value);
        return true;
    } else {
        ClassCell *fresh = gc_new(task, ClassCell);
        if (!fresh)
            return false;
        gc_init(&fresh->value, value);
        gc_init(&fresh->name, name);
        fresh->owner = type;
        fresh->kind = kind;
        if (cell)
            cell_table_replace(task, type->own, &class_lock, name, (GlobalCell *)fresh);
        else if (!cell_table_add(task, &type->own, &class_lock, name, (GlobalCell *)fresh))
            return false;
    }
    byte_lock(task, &class_lock);
    if (forget(type, name))
        clear_caches();
    else
        class_epoch++;
    byte_unlock(task, &class_lock);
    return !slots_is_special(name) || update_derived(task, type, name);
}

RT void class_forget(TASK, PyType *type)
{
    byte_lock(task, &class_lock);
    forget(type, 0);
    clear_caches();
    byte_unlock(task, &class_lock);
}

/* Of the class and all below it; builtin classes keep theirs. */
RT bool class_set_match_flags(TASK, PyType *type, uint32_t flags)
{
    if (!(type->flags & TYPE_FLAG_HEAP))
        return true;
    uint32_t both = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING;
    __atomic_store_n(&type->flags, (type->flags & ~both) | flags, __ATOMIC_RELAXED);
    PyList *below = living_subclasses(task, type);
    for (int64_t i = 0; below && i < below->size; i++)
        if (!class_set_match_flags(task, (PyType *)slot_load(&below->items->slots[i]), flags))
            return false;
    return below != NULL;
}

RT Value class_living_subclasses(TASK, PyType *type) { return (Value)living_subclasses(task, type); }
RT bool class_update_derived(TASK, PyType *type) { return update_derived(task, type, 0); }
