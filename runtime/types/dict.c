/* The tables of dict: finding, storing, removing, walking. Protocol: dict.h.

   Equality that may run user code runs without lock; afterwards table and key are compared
   again, and a change restarts the probe. Insertion also compares the number of filled
   entries, so that two tasks never insert one key twice. */
#include "runtime/types/dict.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

enum { ABSENT = -1, FAILED = -2, INLINE_INDEX_MAX = 64, SMALLEST_INDEX = 8 };

static uint32_t no_index[1];
DictTable dict_empty_table = {.index = no_index};

/* ---- tables ---- */

static int64_t usable(uint64_t slots) { return (int64_t)(slots * 2 / 3); }

/* A small index lies behind the entries; a large one is a pointer-free block of its own. */
static DictTable *table_new(struct Task *task, int64_t entries)
{
    uint64_t slots = SMALLEST_INDEX;
    while (usable(slots) < entries)
        slots *= 2;
    if (slots > UINT32_MAX) {
        raise_error(task, &type_MemoryError, "");
        return NULL;
    }
    int64_t capacity = usable(slots);
    size_t size = sizeof(DictTable) + (size_t)capacity * sizeof(DictEntry);
    bool is_inline = slots <= INLINE_INDEX_MAX;
    uint32_t *index = is_inline ? NULL : gc_alloc(task, slots * sizeof(uint32_t), LAYOUT_FREE);
    if (!is_inline && index == NULL)
        return NULL;
    DictTable *table = gc_alloc(task, size + (is_inline ? slots * sizeof(uint32_t) : 0), LAYOUT_REFS);
    if (table == NULL)
        return NULL;
    if (is_inline)
        index = (uint32_t *)((char *)table + size);
    else
        memset(index, 0, slots * sizeof(uint32_t));
    table->index = index;
    table->mask = slots - 1;
    table->capacity = capacity;
    return table;
}

static void index_insert(DictTable *table, uint64_t hash, int64_t number)
{
    uint64_t i = hash & table->mask, perturb = hash;
    while (table->index[i] != 0)
        i = dict_probe_next(i, &perturb, table->mask);
    __atomic_store_n(&table->index[i], (uint32_t)number + 1, __ATOMIC_RELEASE);
}

/* Copies the live entries of one table into an unpublished one that has room. */
static void copy_live(DictTable *to, const DictTable *from)
{
    int64_t n = 0;
    for (int64_t i = from->first; i < from->last; i++) {
        const DictEntry *entry = &from->entries[i];
        if (entry->key.word == 0)
            continue;
        to->entries[n] = *entry;
        index_insert(to, entry->hash, n++);
    }
    to->filled = to->last = n;
}

static bool grow(struct Task *task, PyDict *dict, DictTable *old)
{
    int64_t used = dict->used;
    DictTable *table = table_new(task, used ? used * 2 : 1);
    if (table == NULL)
        return false;
    byte_lock(task, &dict->lock);
    if (dict->table == old && dict->used <= table->capacity) {
        copy_live(table, old);
        gc_store_pointer(dict->table, table);
    }
    byte_unlock(task, &dict->lock);
    return true;
}

/* ---- construction ---- */

static Value dict_make(struct Task *task, DictTable *table)
{
    PyDict *dict = gc_new(task, PyDict);
    if (dict == NULL)
        return 0;
    dict->head.shape = &shape_dict;
    dict->table = table;
    return value_from_object(dict);
}

RT Value dict_new(TASK) { return dict_make(task, &dict_empty_table); }

RT Value dict_new_sized(TASK, int64_t entries)
{
    DictTable *table = entries ? table_new(task, entries) : &dict_empty_table;
    return table == NULL ? 0 : dict_make(task, table);
}

RT Value dict_new_stored(TASK, const DictStorageOps *ops, Value owner)
{
    DictTable *table = gc_alloc(task, sizeof(DictTable), LAYOUT_REFS);
    DictStorage *storage = gc_alloc(task, sizeof(DictStorage), LAYOUT_REFS);
    if (table == NULL || storage == NULL)
        return 0;
    storage->ops = ops;
    gc_init(&storage->owner, owner);
    table->index = no_index;
    table->storage = storage;
    return dict_make(task, table);
}

DictStorage *dict_storage(Value dict) { return pointer_load(((PyDict *)dict)->table)->storage; }

RT bool dict_detach(TASK, Value v)
{
    PyDict *dict = (PyDict *)v;
    Value copy = dict_copy(task, v);
    if (!copy)
        return false;
    byte_lock(task, &dict->lock);
    dict->used = ((PyDict *)copy)->used;
    gc_store_pointer(dict->table, ((PyDict *)copy)->table);
    dict->version++;
    byte_unlock(task, &dict->lock);
    return true;
}

/* ---- finding ---- */

RT bool dict_hash_key(TASK, Value key, uint64_t *hash)
{
    if (value_is_exact_str(key)) {
        PyStr *s = (PyStr *)key;
        *hash = s->hash ? dict_str_hash(s) : (uint64_t)str_hash_value(s);
        return true;
    }
    if (value_is_small_int(key) && int_hashes_to_itself(value_small_int(key))) {
        *hash = (uint64_t)value_small_int(key);
        return true;
    }
    int64_t h = value_is_exact_tuple(key) ? tuple_hash(task, key) : object_hash(task, key);
    *hash = (uint64_t)h;
    return h != -1;
}

/* Are two keys of equal hash equal? -1 failed. *plain: no user code can have run. */
static int keys_equal(struct Task *task, Value a, Value b, bool *plain)
{
    *plain = true;
    if (value_is_exact_str(a) && value_is_exact_str(b))
        return str_equal((PyStr *)a, (PyStr *)b);
    if (!value_is_pointer(a) && !value_is_pointer(b))
        return object_equal(task, a, b);
    if (tuples_identical(a, b))
        return 1;
    *plain = false;
    return object_equal(task, a, b);
}

/* Number of the entry, ABSENT or FAILED; the table it was looked for in, and how many entries
   that had filled before. */
static int64_t find(struct Task *task, PyDict *dict, Value key, uint64_t hash, DictTable **in, int64_t *filled)
{
restart:;
    DictTable *table = __atomic_load_n(&dict->table, __ATOMIC_ACQUIRE);
    uint64_t i = hash & table->mask, perturb = hash;
    *in = table;
    *filled = __atomic_load_n(&table->filled, __ATOMIC_ACQUIRE);
    for (;;) {
        uint32_t number = __atomic_load_n(&table->index[i], __ATOMIC_RELAXED);
        if (number == 0)
            return ABSENT;
        DictEntry *entry = &table->entries[number - 1];
        Value other = slot_load(&entry->key);
        if (other == key)
            return number - 1;
        if (other && entry->hash == hash) {
            bool plain;
            int equal = keys_equal(task, other, key, &plain);
            if (equal < 0)
                return FAILED;
            if (!plain && (pointer_load(dict->table) != table || slot_load(&entry->key) != other))
                goto restart;
            if (equal)
                return number - 1;
        }
        i = dict_probe_next(i, &perturb, table->mask);
    }
}

RT Value dict_get_hashed(TASK, Value v, Value key, uint64_t hash)
{
    PyDict *dict = (PyDict *)v;
    DictTable *table;
    int64_t filled;
    DictStorage *storage = pointer_load(dict->table)->storage;
    if (storage != NULL)
        return storage->ops->get(task, storage, key);
    int64_t number = find(task, dict, key, hash, &table, &filled);
    if (number < 0)
        return number == ABSENT ? VALUE_UNBOUND : 0;
    Value value = slot_load(&table->entries[number].value);
    return value ? value : VALUE_UNBOUND;
}

RT Value dict_get(TASK, Value dict, Value key)
{
    uint64_t hash;
    return dict_hash_key(task, key, &hash) ? dict_get_hashed(task, dict, key, hash) : 0;
}

RT Value dict_get_str(TASK, Value dict, const char *key)
{
    Value name = str_intern_c(task, key);
    return name ? dict_get(task, dict, name) : 0;
}

RT int dict_contains(TASK, Value dict, Value key)
{
    Value found = dict_get(task, dict, key);
    return !found ? -1 : found != VALUE_UNBOUND;
}

/* ---- storing ---- */

/* Under the lock: entry number `filled` becomes (key, value). */
static void insert_locked(PyDict *dict, DictTable *table, Value key, uint64_t hash, Value value)
{
    int64_t number = table->filled;
    DictEntry *entry = &table->entries[number];
    entry->hash = hash;
    gc_store(&entry->value, value);
    gc_store(&entry->key, key);
    __atomic_store_n(&table->filled, number + 1, __ATOMIC_RELEASE);
    if (table->first == table->last)
        table->first = number;
    table->last = number + 1;
    index_insert(table, hash, number);
    dict->used++;
    dict->version++;
}

/* Stores, unless `keep` and the key is there. Gives the value that is there afterwards. */
static Value store(struct Task *task, PyDict *dict, Value key, uint64_t hash, Value value, bool keep)
{
    for (;;) {
        DictTable *table;
        int64_t filled, number = find(task, dict, key, hash, &table, &filled);
        if (number == FAILED)
            return 0;
        if (number == ABSENT && filled == table->capacity) {
            if (!grow(task, dict, table))
                return 0;
            continue;
        }
        Value result = 0;
        byte_lock(task, &dict->lock);
        if (number == ABSENT) {
            if (dict->table == table && table->filled == filled) {
                insert_locked(dict, table, key, hash, value);
                result = value;
            }
        } else if (dict->table == table && table->entries[number].key.word != 0) {
            result = keep ? table->entries[number].value.word : value;
            if (!keep)
                gc_store(&table->entries[number].value, value);
        }
        byte_unlock(task, &dict->lock);
        if (result)
            return result;
    }
}

RT bool dict_set_hashed(TASK, Value v, Value key, uint64_t hash, Value value)
{
    DictStorage *storage = dict_storage(v);
    if (storage != NULL)
        return storage->ops->set(task, storage, key, value);
    return store(task, (PyDict *)v, key, hash, value, false) != 0;
}

RT bool dict_set(TASK, Value dict, Value key, Value value)
{
    uint64_t hash;
    return dict_hash_key(task, key, &hash) && dict_set_hashed(task, dict, key, hash, value);
}

RT Value dict_setdefault(TASK, Value v, Value key, Value value)
{
    uint64_t hash;
    if (!dict_hash_key(task, key, &hash))
        return 0;
    DictStorage *storage = dict_storage(v);
    if (storage == NULL)
        return store(task, (PyDict *)v, key, hash, value, true);
    Value found = storage->ops->get(task, storage, key);
    if (found != VALUE_UNBOUND)
        return found;
    return storage->ops->set(task, storage, key, value) ? value : 0;
}

/* ---- removing ---- */

static void remove_locked(PyDict *dict, DictTable *table, int64_t number)
{
    gc_store(&table->entries[number].value, 0);
    gc_store(&table->entries[number].key, 0);
    if (number + 1 == table->last)
        table->last = number;
    while (table->first < table->last && table->entries[table->first].key.word == 0)
        table->first++;
    dict->used--;
    dict->version++;
}

RT Value dict_take(TASK, Value v, Value key)
{
    PyDict *dict = (PyDict *)v;
    uint64_t hash;
    if (!dict_hash_key(task, key, &hash))
        return 0;
    DictStorage *storage = dict_storage(v);
    if (storage != NULL) {
        Value found = storage->ops->get(task, storage, key);
        if (!found || found == VALUE_UNBOUND)
            return found;
        int done = storage->ops->delete_(task, storage, key);
        return done < 0 ? 0 : done ? found : VALUE_UNBOUND;
    }
    for (;;) {
        DictTable *table;
        int64_t filled, number = find(task, dict, key, hash, &table, &filled);
        if (number < 0)
            return number == ABSENT ? VALUE_UNBOUND : 0;
        byte_lock(task, &dict->lock);
        Value value = dict->table == table ? table->entries[number].value.word : 0;
        if (value)
            remove_locked(dict, table, number);
        byte_unlock(task, &dict->lock);
        if (value)
            return value;
    }
}

RT int dict_delete(TASK, Value dict, Value key)
{
    Value value = dict_take(task, dict, key);
    return !value ? -1 : value != VALUE_UNBOUND;
}

RT bool dict_clear(TASK, Value v)
{
    PyDict *dict = (PyDict *)v;
    DictStorage *storage = dict_storage(v);
    if (storage != NULL)
        return storage->ops->clear(task, storage);
    byte_lock(task, &dict->lock);
    gc_store_pointer(dict->table, &dict_empty_table);
    dict->used = 0;
    dict->version++;
    byte_unlock(task, &dict->lock);
    return true;
}

static Value stored_pop_item(struct Task *task, Value v, bool last)
{
    Value key, value, pair[2] = {0, 0};
    for (int64_t position = 0; dict_next(task, v, &position, &key, &value) && (last || !pair[0]);) {
        pair[0] = key;
        pair[1] = value;
    }
    if (!pair[0])
        return VALUE_UNBOUND;
    return dict_delete(task, v, pair[0]) < 0 ? 0 : tuple_from(task, pair, 2);
}

RT Value dict_pop_item(TASK, Value v, bool last)
{
    PyDict *dict = (PyDict *)v;
    if (dict_storage(v) != NULL)
        return stored_pop_item(task, v, last);
    Value pair = tuple_new(task, 2);
    if (!pair)
        return 0;
    byte_lock(task, &dict->lock);
    DictTable *table = dict->table;
    int64_t number = last ? table->last - 1 : table->first;
    while (last && number >= table->first && table->entries[number].key.word == 0)
        number--;
    bool any = dict->used > 0;
    if (any) {
        tuple_init(pair, 0, table->entries[number].key.word);
        tuple_init(pair, 1, table->entries[number].value.word);
        remove_locked(dict, table, number);
        if (last)
            table->last = number > table->first ? number : table->first;
    }
    byte_unlock(task, &dict->lock);
    return any ? pair : VALUE_UNBOUND;
}

/* ---- walking and copying ---- */

RT int64_t dict_length(TASK, Value v)
{
    DictStorage *storage = dict_storage(v);
    if (storage != NULL)
        return storage->ops->length(task, storage);
    return __atomic_load_n(&((PyDict *)v)->used, __ATOMIC_RELAXED);
}

RT bool dict_next(TASK, Value v, int64_t *position, Value *key, Value *value)
{
    DictTable *table = __atomic_load_n(&((PyDict *)v)->table, __ATOMIC_ACQUIRE);
    if (table->storage != NULL)
        return table->storage->ops->next(task, table->storage, position, key, value);
    int64_t i = *position < table->first ? table->first : *position;
    for (int64_t end = __atomic_load_n(&table->filled, __ATOMIC_ACQUIRE); i < end; i++) {
        *key = slot_load(&table->entries[i].key);
        *value = slot_load(&table->entries[i].value);
        if (*key && *value) {
            *position = i + 1;
            return true;
        }
    }
    *position = i;
    return false;
}

/* A copy of whatever the entries are, with a table of its own. */
static Value copy_stored(struct Task *task, Value v)
{
    Value copy = dict_new(task), key, value;
    for (int64_t position = 0; copy && dict_next(task, v, &position, &key, &value);)
        if (!dict_set(task, copy, key, value))
            return 0;
    return copy;
}

RT Value dict_copy(TASK, Value v)
{
    PyDict *dict = (PyDict *)v;
    if (dict_storage(v) != NULL)
        return copy_stored(task, v);
    for (;;) {
        int64_t used = __atomic_load_n(&dict->used, __ATOMIC_RELAXED);
        Value copy = dict_new_sized(task, used);
        if (!copy || used == 0)
            return copy;
        byte_lock(task, &dict->lock);
        bool steady = dict->used == used;
        if (steady) {
            copy_live(((PyDict *)copy)->table, dict->table);
            ((PyDict *)copy)->used = used;
        }
        byte_unlock(task, &dict->lock);
        if (steady)
            return copy;
    }
}

static Value stored_snapshot(struct Task *task, Value v, DictPart part)
{
    Value copy = copy_stored(task, v);
    return copy ? dict_snapshot(task, copy, part) : 0;
}

/* Words of one part under the lock; false when the size changed meanwhile. */
static bool copy_words(struct Task *task, PyDict *dict, int64_t used, Slot *keys, Slot *values)
{
    byte_lock(task, &dict->lock);
    bool steady = dict->used == used;
    const DictTable *table = dict->table;
    int64_t n = 0;
    for (int64_t i = table->first; steady && i < table->last; i++) {
        if (table->entries[i].key.word == 0)
            continue;
        if (keys != NULL)
            gc_init(&keys[n], table->entries[i].key.word);
        if (values != NULL)
            gc_init(&values[n], table->entries[i].value.word);
        n++;
    }
    byte_unlock(task, &dict->lock);
    return steady;
}

RT Value dict_snapshot(TASK, Value v, DictPart part)
{
    PyDict *dict = (PyDict *)v;
    if (dict_storage(v) != NULL)
        return stored_snapshot(task, v, part);
    for (;;) {
        int64_t used = __atomic_load_n(&dict->used, __ATOMIC_RELAXED);
        Value list = list_new(task, used), values = part == DICT_ITEMS ? list_new(task, used) : list;
        if (!list || !values)
            return 0;
        Slot *first = ((PyList *)list)->items->slots, *second = ((PyList *)values)->items->slots;
        if (!copy_words(task, dict, used, part == DICT_VALUES ? NULL : first, part == DICT_KEYS ? NULL : second))
            continue;
        for (int64_t i = 0; part == DICT_ITEMS && i < used; i++) {
            Value words[2] = {first[i].word, second[i].word}, pair = tuple_from(task, words, 2);
            if (!pair)
                return 0;
            list_init(list, i, pair);
        }
        return list;
    }
}

/* ---- merging ---- */

static bool merge_dict(struct Task *task, Value dict, Value other)
{
    if (dict == other)
        return true;
    if (runtime_parallel) {
        other = dict_copy(task, other);
        if (!other)
            return false;
    }
    if (dict_storage(dict) == NULL && ((PyDict *)dict)->used == 0 && dict_storage(other) == NULL) {
        Value copy = dict_copy(task, other);
        if (!copy)
            return false;
        PyDict *to = (PyDict *)dict, *from = (PyDict *)copy;
        byte_lock(task, &to->lock);
        bool empty = to->used == 0;
        if (empty) {
            gc_store_pointer(to->table, from->table);
            to->used = from->used;
            to->version++;
        }
        byte_unlock(task, &to->lock);
        if (empty)
            return true;
    }
    Value key, value;
    int64_t used = dict_length(task, other);
    for (int64_t position = 0; dict_next(task, other, &position, &key, &value);) {
        if (!dict_set(task, dict, key, value))
            return false;
        if (dict_length(task, other) != used) {
            raise_error(task, &type_RuntimeError, "dict mutated during update");
            return false;
        }
    }
    return true;
}

static bool merge_mapping(struct Task *task, Value dict, Value mapping, Value keys_method)
{
    Value keys = call_zero(task, keys_method), iterator = keys ? object_iter(task, keys) : 0;
    if (!iterator)
        return false;
    for (;;) {
        Value key = object_next(task, iterator);
        if (key == VALUE_STOP)
            return true;
        Value value = key ? object_get_item(task, mapping, key) : 0;
        if (!value || !dict_set(task, dict, key, value))
            return false;
    }
}

static bool merge_pairs(struct Task *task, Value dict, Value pairs)
{
    Value iterator = object_iter(task, pairs);
    if (!iterator)
        return false;
    for (int64_t i = 0;; i++) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return true;
        if (!item)
            return false;
        Value pair = tuple_from_iterable(task, item);
        if (!pair) {
            if (exception_matches(task, &type_TypeError))
                raise_error(task, &type_TypeError,
                            "cannot convert dictionary update sequence element #%ld to a sequence", (long)i);
            return false;
        }
        if (tuple_size(pair) != 2) {
            raise_error(task, &type_ValueError,
                        "dictionary update sequence element #%ld has length %ld; 2 is required", (long)i,
                        (long)tuple_size(pair));
            return false;
        }
        if (!dict_set(task, dict, tuple_get(pair, 0), tuple_get(pair, 1)))
            return false;
    }
}

RT bool dict_update(TASK, Value dict, Value other)
{
    if (value_is_dict(other) && type_of(other)->slots.iter == type_dict.slots.iter)
        return merge_dict(task, dict, other);
    Value keys = object_get_attr_or_unbound(task, other, NAME(keys));
    if (!keys)
        return false;
    return keys == VALUE_UNBOUND ? merge_pairs(task, dict, other) : merge_mapping(task, dict, other, keys);
}
