/* dict, seen from inside the runtime: the table, and operations on any dict.

   One table behind one pointer: a hash index over entries in order of insertion. An entry is
   used for one key once in the table's life: insertion fills the next entry and then
   release-stores its number into the index; replacing stores the value; deletion stores zero
   into value, then key. A full table is rebuilt and swapped whole. So a reader loads the table
   once, probes, and takes a zero word for "look again, slowly". Writers hold the byte lock. */
#ifndef PYLLC_TYPES_DICT_H
#define PYLLC_TYPES_DICT_H

#include "runtime/object/dict_storage.h"
#include "runtime/object/object.h"

typedef struct DictEntry { Slot key, value; uint64_t hash; } DictEntry;
typedef struct DictTable {
    uint32_t *index;             /* mask + 1 words: 0 never used, else number of the entry + 1 */
    uint64_t mask;
    int64_t capacity;            /* entries that fit */
    int64_t filled;              /* entries used so far, removed ones included */
    int64_t first, last;         /* live entries lie in [first, last) */
    struct DictStorage *storage; /* entries lie elsewhere; this table always misses */
    DictEntry entries[];
} DictTable;
extern DictTable dict_empty_table;

enum { DICT_PERTURB_SHIFT = 5 };
ALWAYS_INLINE uint64_t dict_probe_next(uint64_t i, uint64_t *perturb, uint64_t mask)
{
    *perturb >>= DICT_PERTURB_SHIFT;
    return (i * 5 + *perturb + 1) & mask;
}

/* str.hash as dicts use it; the caller has seen that it is not 0. */
ALWAYS_INLINE uint64_t dict_str_hash(const PyStr *s) { return s->hash == (uint64_t)1 << 63 ? 0 : s->hash; }

/* For inlined code: the value of an interned or identical str key or small int, or zero: ask dict_get. */
ALWAYS_INLINE Value dict_peek(PyDict *dict, Value key, uint64_t hash)
{
    DictTable *table = pointer_load(dict->table);
    uint64_t i = hash & table->mask, perturb = hash;
    for (;;) {
        uint32_t number = __atomic_load_n(&table->index[i], __ATOMIC_RELAXED);
        if (number == 0)
            return 0;
        DictEntry *entry = &table->entries[number - 1];
        if (slot_load(&entry->key) == key)
            return slot_load(&entry->value);
        i = dict_probe_next(i, &perturb, table->mask);
    }
}

/* dict_new, dict_set, dict_get, dict_get_str: object/object.h */
RT bool dict_hash_key(TASK, Value key, uint64_t *hash);
RT Value dict_new_sized(TASK, int64_t entries);
RT Value dict_get_hashed(TASK, Value dict, Value key, uint64_t hash);
RT bool dict_set_hashed(TASK, Value dict, Value key, uint64_t hash, Value value);
RT int dict_delete(TASK, Value dict, Value key);                 /* 1 done, 0 absent, -1 failed */
RT Value dict_take(TASK, Value dict, Value key);                 /* the value removed; VALUE_UNBOUND: absent */
RT Value dict_setdefault(TASK, Value dict, Value key, Value value);
RT int dict_contains(TASK, Value dict, Value key);
RT int64_t dict_length(TASK, Value dict);
RT bool dict_clear(TASK, Value dict);
RT Value dict_copy(TASK, Value dict);                            /* an exact dict */
RT bool dict_update(TASK, Value dict, Value other);              /* as dict.update(other) */
/* The next entry at or after *position (0 at first); false at the end. */
RT bool dict_next(TASK, Value dict, int64_t *position, Value *key, Value *value);
typedef enum { DICT_KEYS, DICT_VALUES, DICT_ITEMS } DictPart;
RT Value dict_snapshot(TASK, Value dict, DictPart part);         /* an atomic copy, as list */
RT Value dict_pop_item(TASK, Value dict, bool last);             /* (key, value); VALUE_UNBOUND when empty */
RT Value dict_view_new(TASK, Value dict, DictPart part);
/* Appends what iterating over an exact dict or a view of one gives, all from one moment: 1 done, 0 the value
   is neither, -1 failed. */
RT int dict_append_all(TASK, Value list, Value v);
RT Value dict_repr(TASK, Value dict);
RT Value dict_compare(TASK, Value a, Value b, int op);
RT Value dict_iterator_new(TASK, Value dict, DictPart part, bool reversed);
RT Value dict_reversed(TASK, Value dict);
RT int64_t dict_length_slot(TASK, Value dict);

#endif
