/* The tables of set and frozenset, and what is done with whole sets. Protocol: set.h.

   The probe: up to LINEAR_PROBES + 1 neighbours, then a jump by multiplying and mixing in the
   upper hash bits. Equality that may run user code is revalidated as in dict.c. */
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/set_internal.h"
#include "runtime/types/str.h"

enum { LINEAR_PROBES = 9, PERTURB_SHIFT = 5, SMALLEST = 8, REMOVED_HASH = -1 };

static struct { uint64_t mask; int64_t filled, insertions; SetEntry entries[SMALLEST]; } no_entries = {.mask = SMALLEST - 1};
SetTable *const set_empty_table = (SetTable *)&no_entries;

PyType *set_base_type(Value set) { return value_is_frozenset(set) ? &type_frozenset : &type_set; }
bool value_is_frozenset(Value v) { return value_is_any_set(v) && value_is_instance(v, &type_frozenset); }

/* ---- tables ---- */

static SetTable *table_new(struct Task *task, int64_t more_than)
{
    uint64_t size = SMALLEST;
    while (size <= (uint64_t)more_than)
        size *= 2;
    SetTable *table = gc_alloc(task, sizeof(SetTable) + size * sizeof(SetEntry), LAYOUT_REFS);
    if (table != NULL)
        table->mask = size - 1;
    return table;
}

/* Into an unpublished table without removed entries and without an equal key. */
static void insert_clean(SetTable *table, Value key, int64_t hash)
{
    uint64_t perturb = (uint64_t)hash, i = (uint64_t)hash & table->mask;
    for (;;) {
        SetEntry *entry = &table->entries[i];
        int probes = i + LINEAR_PROBES <= table->mask ? LINEAR_PROBES : 0;
        do {
            if (entry->key.word == 0) {
                entry->hash = hash;
                gc_init(&entry->key, key);
                return;
            }
            entry++;
        } while (probes--);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & table->mask;
    }
}

static bool is_live(const SetEntry *entry) { return entry->key.word != 0 && entry->key.word != VALUE_UNBOUND; }

static void copy_live(SetTable *to, const SetTable *from)
{
    for (uint64_t i = 0; i <= from->mask; i++)
        if (is_live(&from->entries[i])) {
            insert_clean(to, from->entries[i].key.word, from->entries[i].hash);
            to->filled++;
        }
}

static bool resize(struct Task *task, PySet *set, SetTable *old, int64_t more_than)
{
    SetTable *table = table_new(task, more_than);
    if (table == NULL)
        return false;
    byte_lock(task, &set->lock);
    if (set->table == old && set->used <= (int64_t)table->mask) {
        copy_live(table, old);
        gc_store_pointer(set->table, table);
    }
    byte_unlock(task, &set->lock);
    return true;
}

/* ---- construction ---- */

RT Value set_make(TASK, PyType *type)
{
    PySet *set;
    if (type == &type_set || type == &type_frozenset) {
        set = gc_new(task, PySet);
        if (set != NULL)
            set->head.shape = type->instance_shape;
    } else {
        set = object_alloc(task, type, 0);
    }
    if (set == NULL)
        return 0;
    set->table = set_empty_table;
    set->hash = -1;
    return value_from_object(set);
}

RT Value set_new(TASK) { return set_make(task, &type_set); }

RT Value set_copy_as(TASK, PyType *type, Value iterable)
{
    Value set = set_make(task, type);
    return set && set_update(task, set, iterable) ? set : 0;
}

RT Value frozenset_from(TASK, Value iterable) { return set_copy_as(task, &type_frozenset, iterable); }

/* ---- finding ---- */

typedef struct Found { SetTable *table; SetEntry *entry; int64_t insertions; } Found;

enum { AGAIN = 2 };

/* Is the key of an entry with the same hash equal? AGAIN: user code ran and the table changed. */
static __attribute__((noinline)) int compare_keys(struct Task *task, PySet *set, SetTable *table, const SetEntry *entry, Value other,
                                                  Value key)
{
    if (value_is_exact_str(other) && value_is_exact_str(key))
        return str_equal((PyStr *)other, (PyStr *)key);
    if (other == VALUE_UNBOUND)
        return 0;
    if (tuples_identical(other, key))
        return 1;
    int equal = object_equal(task, other, key);
    if (equal >= 0 && (pointer_load(set->table) != table || slot_load(&entry->key) != other))
        return AGAIN;
    return equal;
}

/* 1 found, 0 absent (entry: the free one where it would go), -1 failed. */
ALWAYS_INLINE int find(struct Task *task, PySet *set, Value key, int64_t hash, Found *found)
{
restart:;
    SetTable *table = __atomic_load_n(&set->table, __ATOMIC_ACQUIRE);
    uint64_t perturb = (uint64_t)hash, i = (uint64_t)hash & table->mask;
    int64_t insertions = __atomic_load_n(&table->insertions, __ATOMIC_ACQUIRE);
    SetEntry *removed = NULL;
    for (;;) {
        SetEntry *entry = &table->entries[i], *last = entry + (i + LINEAR_PROBES <= table->mask ? LINEAR_PROBES : 0);
        for (; entry <= last; entry++) {
            Value other = __atomic_load_n(&entry->key.word, __ATOMIC_ACQUIRE);
            if (other == 0) {
                *found = (Found){table, removed ? removed : entry, insertions};
                return 0;
            }
            if (other == key) {
                *found = (Found){table, entry, insertions};
                return 1;
            }
            if (__builtin_expect(entry->hash == hash, 0)) {
                int equal = compare_keys(task, set, table, entry, other, key);
                if (equal == AGAIN)
                    goto restart;
                *found = (Found){table, entry, insertions};
                if (equal)
                    return equal;
            }
            if (other == VALUE_UNBOUND)
                removed = entry;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & table->mask;
    }
}

RT int set_contains_hashed(TASK, Value set, Value item, int64_t hash)
{
    Found found;
    return find(task, (PySet *)set, item, hash, &found);
}

/* ---- changing ---- */

static bool grow_when_full(struct Task *task, PySet *set, SetTable *table)
{
    if ((uint64_t)table->filled * 5 < table->mask * 3)
        return true;
    return resize(task, set, table, set->used > 50000 ? set->used * 2 : set->used * 4);
}

RT bool set_add_hashed(TASK, Value v, Value item, int64_t hash)
{
    PySet *set = (PySet *)v;
    for (;;) {
        Found found;
        int there = find(task, set, item, hash, &found);
        if (there)
            return there > 0;
        if (found.table == set_empty_table) {
            if (!resize(task, set, found.table, 0))
                return false;
            continue;
        }
        byte_lock(task, &set->lock);
        bool steady = set->table == found.table && found.table->insertions == found.insertions;
        bool fresh = steady && found.entry->key.word == 0;
        if (steady) {
            found.entry->hash = hash;
            gc_store(&found.entry->key, item);
            found.table->filled += fresh;
            found.table->insertions++;
            set->used++;
        }
        byte_unlock(task, &set->lock);
        if (steady)
            return !fresh || grow_when_full(task, set, found.table);
    }
}

static bool hash_of(struct Task *task, Value item, int64_t *hash)
{
    uint64_t h;
    bool good = dict_hash_key(task, item, &h);
    *hash = (int64_t)h;
    return good;
}

RT bool set_add(TASK, Value set, Value item)
{
    int64_t hash;
    return hash_of(task, item, &hash) && set_add_hashed(task, set, item, hash);
}

RT int set_remove_hashed(TASK, Value v, Value item, int64_t hash)
{
    PySet *set = (PySet *)v;
    for (;;) {
        Found found;
        int there = find(task, set, item, hash, &found);
        if (there <= 0)
            return there;
        byte_lock(task, &set->lock);
        bool steady = set->table == found.table && is_live(found.entry);
        if (steady) {
            gc_store(&found.entry->key, VALUE_UNBOUND);
            found.entry->hash = REMOVED_HASH;
            set->used--;
        }
        byte_unlock(task, &set->lock);
        if (steady)
            return 1;
    }
}

/* A set is looked for by its contents, though it has no hash. */
static bool hash_or_freeze(struct Task *task, Value *item, int64_t *hash)
{
    if (hash_of(task, *item, hash))
        return true;
    if (!value_is_any_set(*item) || !exception_matches(task, &type_TypeError))
        return false;
    exception_clear(task);
    *item = frozenset_from(task, *item);
    return *item && hash_of(task, *item, hash);
}

RT int set_contains(TASK, Value set, Value item)
{
    int64_t hash;
    return hash_or_freeze(task, &item, &hash) ? set_contains_hashed(task, set, item, hash) : -1;
}

RT int set_discard(TASK, Value set, Value item)
{
    int64_t hash;
    return hash_or_freeze(task, &item, &hash) ? set_remove_hashed(task, set, item, hash) : -1;
}

RT void set_clear(TASK, Value v)
{
    PySet *set = (PySet *)v;
    byte_lock(task, &set->lock);
    gc_store_pointer(set->table, set_empty_table);
    set->used = 0;
    byte_unlock(task, &set->lock);
}

RT void set_replace(TASK, Value v, Value fresh)
{
    PySet *set = (PySet *)v, *from = (PySet *)fresh;
    byte_lock(task, &set->lock);
    gc_store_pointer(set->table, from->table);
    set->used = from->used;
    byte_unlock(task, &set->lock);
}

RT Value set_pop(TASK, Value v)
{
    PySet *set = (PySet *)v;
    Value key = 0;
    byte_lock(task, &set->lock);
    if (set->used > 0) {
        SetTable *table = set->table;
        uint64_t i = (uint64_t)set->finger & table->mask;
        while (!is_live(&table->entries[i]))
            i = (i + 1) & table->mask;
        key = table->entries[i].key.word;
        gc_store(&table->entries[i].key, VALUE_UNBOUND);
        table->entries[i].hash = REMOVED_HASH;
        set->finger = (int64_t)i + 1;
        set->used--;
    }
    byte_unlock(task, &set->lock);
    if (key)
        return key;
    Value message = str_from_c(task, "pop from an empty set");
    return message ? raise_key_error(task, message) : 0;
}

RT bool set_next(TASK, Value set, int64_t *position, Value *key, int64_t *hash)
{
    SetTable *table = __atomic_load_n(&((PySet *)set)->table, __ATOMIC_ACQUIRE);
    for (uint64_t i = (uint64_t)*position; i <= table->mask; i++) {
        *key = __atomic_load_n(&table->entries[i].key.word, __ATOMIC_ACQUIRE);
        *hash = table->entries[i].hash;
        if (*key && *key != VALUE_UNBOUND) {
            *position = (int64_t)i + 1;
            return true;
        }
    }
    *position = (int64_t)table->mask + 1;
    return false;
}

/* ---- whole sets ---- */

/* Makes room as CPython does before a merge of `more` keys. */
static bool room_for(struct Task *task, PySet *set, int64_t more)
{
    SetTable *table = pointer_load(set->table);
    if ((uint64_t)(table->filled + more) * 5 < table->mask * 3)
        return true;
    return resize(task, set, table, (set->used + more) * 2);
}

static bool add_all(struct Task *task, Value v, Value other)
{
    Value key;
    int64_t hash;
    for (int64_t position = 0; set_next(task, other, &position, &key, &hash);)
        if (!set_add_hashed(task, v, key, hash))
            return false;
    return true;
}

/* Into an empty set: the same table when sizes agree, else its keys in table order. */
static bool fill_from(struct Task *task, PySet *set, PySet *other)
{
    SetTable *from = pointer_load(other->table), *wanted = pointer_load(set->table);
    SetTable *table = gc_alloc(task, sizeof(SetTable) + (wanted->mask + 1) * sizeof(SetEntry), LAYOUT_REFS);
    if (table == NULL)
        return false;
    table->mask = wanted->mask;
    byte_lock(task, &other->lock);
    bool steady = other->table == from && (uint64_t)other->used <= table->mask;
    if (steady && from->mask == table->mask && from->filled == other->used) {
        memcpy(table->entries, from->entries, (from->mask + 1) * sizeof(SetEntry));
        table->filled = from->filled;
    } else if (steady) {
        copy_live(table, from);
    }
    byte_unlock(task, &other->lock);
    byte_lock(task, &set->lock);
    bool taken = steady && set->table == wanted && wanted->filled == 0;
    if (taken) {
        set->used = table->filled;
        gc_store_pointer(set->table, table);
    }
    byte_unlock(task, &set->lock);
    return taken || add_all(task, value_from_object(set), value_from_object(other));
}

static bool merge_set(struct Task *task, Value v, Value other)
{
    PySet *set = (PySet *)v;
    if (v == other || set_size(other) == 0)
        return true;
    if (!room_for(task, set, set_size(other)))
        return false;
    if (pointer_load(set->table)->filled == 0)
        return fill_from(task, set, (PySet *)other);
    return add_all(task, v, other);
}

static bool merge_dict(struct Task *task, Value v, Value dict)
{
    Value keys = dict_snapshot(task, dict, DICT_KEYS);
    if (!keys || !room_for(task, (PySet *)v, list_size(keys)))
        return false;
    for (int64_t i = 0; i < list_size(keys); i++)
        if (!set_add(task, v, list_peek(keys, i)))
            return false;
    return true;
}

RT bool set_update(TASK, Value v, Value iterable)
{
    if (value_is_any_set(iterable))
        return merge_set(task, v, iterable);
    if (value_is_exact_dict(iterable))
        return merge_dict(task, v, iterable);
    Cursor cursor;
    if (!cursor_start(task, &cursor, iterable))
        return false;
    for (;;) {
        Value item = cursor_next(task, &cursor);
        if (item == VALUE_STOP)
            return true;
        if (!item || !set_add(task, v, item))
            return false;
    }
}

RT bool set_difference_update(TASK, Value v, Value iterable)
{
    Value key;
    int64_t hash;
    if (v == iterable) {
        set_clear(task, v);
        return true;
    }
    if (value_is_any_set(iterable)) {
        for (int64_t position = 0; set_next(task, iterable, &position, &key, &hash);)
            if (set_remove_hashed(task, v, key, hash) < 0)
                return false;
        return true;
    }
    Value iterator = object_iter(task, iterable);
    if (!iterator)
        return false;
    for (;;) {
        key = object_next(task, iterator);
        if (key == VALUE_STOP)
            return true;
        if (!key || !hash_of(task, key, &hash) || set_remove_hashed(task, v, key, hash) < 0)
            return false;
    }
}

/* set ^= other, where other is a set of distinct keys. */
static bool toggle_all(struct Task *task, Value v, Value other)
{
    Value key;
    int64_t hash;
    for (int64_t position = 0; set_next(task, other, &position, &key, &hash);) {
        int removed = set_remove_hashed(task, v, key, hash);
        if (removed < 0 || (!removed && !set_add_hashed(task, v, key, hash)))
            return false;
    }
    return true;
}

RT bool set_symmetric_difference_update(TASK, Value v, Value iterable)
{
    if (v == iterable) {
        set_clear(task, v);
        return true;
    }
    if (value_is_exact_dict(iterable)) {
        Value keys = dict_snapshot(task, iterable, DICT_KEYS);
        for (int64_t i = 0; keys && i < list_size(keys); i++) {
            int64_t hash;
            Value key = list_peek(keys, i);
            int removed = hash_of(task, key, &hash) ? set_remove_hashed(task, v, key, hash) : -1;
            if (removed < 0 || (!removed && !set_add_hashed(task, v, key, hash)))
                return false;
        }
        return keys != 0;
    }
    if (!value_is_any_set(iterable))
        iterable = set_copy_as(task, &type_set, iterable);
    return iterable && toggle_all(task, v, iterable);
}

RT Value set_intersection(TASK, Value v, Value iterable)
{
    Value result = set_make(task, set_base_type(v)), key;
    int64_t hash;
    if (!result)
        return 0;
    if (value_is_any_set(iterable)) {
        if (set_size(iterable) > set_size(v)) {
            Value other = v;
            v = iterable;
            iterable = other;
        }
        for (int64_t position = 0; set_next(task, iterable, &position, &key, &hash);) {
            int there = set_contains_hashed(task, v, key, hash);
            if (there < 0 || (there && !set_add_hashed(task, result, key, hash)))
                return 0;
        }
        return result;
    }
    Value iterator = object_iter(task, iterable);
    if (!iterator)
        return 0;
    for (;;) {
        key = object_next(task, iterator);
        if (key == VALUE_STOP)
            return result;
        int there = key && hash_of(task, key, &hash) ? set_contains_hashed(task, v, key, hash) : -1;
        if (there < 0 || (there && !set_add_hashed(task, result, key, hash)))
            return 0;
    }
}

RT Value set_difference(TASK, Value v, Value iterable)
{
    Value key;
    int64_t hash;
    bool is_set = value_is_any_set(iterable), is_dict = value_is_exact_dict(iterable);
    int64_t other_size = is_set ? set_size(iterable) : is_dict ? dict_length(task, iterable) : 0;
    if (!(is_set || is_dict) || set_size(v) >> 2 > other_size) {
        Value copy = set_copy_as(task, set_base_type(v), v);
        return copy && set_difference_update(task, copy, iterable) ? copy : 0;
    }
    Value result = set_make(task, set_base_type(v));
    for (int64_t position = 0; result && set_next(task, v, &position, &key, &hash);) {
        Value found = is_dict ? dict_get_hashed(task, iterable, key, (uint64_t)hash) : 0;
        int there = is_set ? set_contains_hashed(task, iterable, key, hash) : !found ? -1 : found != VALUE_UNBOUND;
        if (there < 0 || (!there && !set_add_hashed(task, result, key, hash)))
            return 0;
    }
    return result;
}

RT int set_is_subset(TASK, Value a, Value b)
{
    Found found;
    if (set_size(a) > set_size(b))
        return 0;
    const SetTable *table = __atomic_load_n(&((PySet *)a)->table, __ATOMIC_ACQUIRE);
    for (uint64_t i = 0; i <= table->mask; i++) {
        Value key = __atomic_load_n(&table->entries[i].key.word, __ATOMIC_ACQUIRE);
        int there = key && key != VALUE_UNBOUND ? find(task, (PySet *)b, key, table->entries[i].hash, &found) : 1;
        if (there <= 0)
            return there;
    }
    return 1;
}
