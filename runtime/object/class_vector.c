/* The vector of a class: resolved attribute cells by name, own and inherited. A site's cache
   word holds an index of it; so it is append-only, and grows by being replaced whole (indexes
   stay). A structural change of a class (a name added or removed, a kind changed, the bases)
   resolves its name anew in the class and all subclasses and clears every cache word.

   class_lock serialises structural changes, the filling of vectors and of cache words. It is a
   byte lock: allocation comes before, and user code never runs under it. */
#include "runtime/object/class.h"

enum { MAX_VECTOR = 0x7fff };

uint8_t class_lock;
int64_t class_epoch;
ClassCell class_absent;

extern uint64_t __start_pyllc_caches[] __attribute__((weak));
extern uint64_t __stop_pyllc_caches[] __attribute__((weak));
static struct CacheRange { uint64_t *first, *end; } *cache_ranges;
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
    for (int64_t i = 0; i < cache_range_count; i++)
        clear_range(cache_ranges[i].first, cache_ranges[i].end);
}

void cache_register(uint64_t *first, uint64_t *end)
{
    if (cache_range_count == cache_range_capacity) {
        int64_t capacity = cache_range_capacity ? cache_range_capacity * 2 : 16;
        struct CacheRange *ranges = gc_alloc_root((size_t)capacity * sizeof *ranges);
        if (cache_range_count)
            memcpy(ranges, cache_ranges, (size_t)cache_range_count * sizeof *ranges);
        cache_ranges = ranges;
        cache_range_capacity = capacity;
    }
    cache_ranges[cache_range_count++] = (struct CacheRange){first, end};
}

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
            if (!adds && !class_resolve(type, name))
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
    PyList *subclasses = (PyList *)slot_load(&type->subclasses);
    for (int64_t i = 0; subclasses && i < subclasses->size; i++)
        used |= forget((PyType *)slot_load(&subclasses->items->slots[i]), name);
    return used;
}

static RT bool update_derived(TASK, PyType *type, Value name)
{
    if (!slots_update(task, type, name))
        return false;
    type_update_record(task, type);
    PyList *subclasses = (PyList *)slot_load(&type->subclasses);
    for (int64_t i = 0; subclasses && i < subclasses->size; i++)
        if (!update_derived(task, (PyType *)slot_load(&subclasses->items->slots[i]), name))
            return false;
    return true;
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

static RT bool recompute_mro(TASK, PyType *type)
{
    if (!mro_compute(task, type))
        return false;
    PyList *subclasses = (PyList *)slot_load(&type->subclasses);
    for (int64_t i = 0; subclasses && i < subclasses->size; i++)
        if (!recompute_mro(task, (PyType *)slot_load(&subclasses->items->slots[i])))
            return false;
    return true;
}

RT bool class_update_subclasses(TASK, PyType *type)
{
    if (!recompute_mro(task, type))
        return false;
    byte_lock(task, &class_lock);
    forget(type, 0);
    clear_caches();
    byte_unlock(task, &class_lock);
    return update_derived(task, type, 0);
}
