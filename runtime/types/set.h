/* set and frozenset, seen from inside the runtime.

   A table of entries probed as CPython 3.11 does it: a short linear run, then a jump; same
   sizes, same growth, since iteration shows the order. One table behind one pointer: readers
   load it once. A removed key leaves a mark, which a later insertion on the same path takes
   over; the hash is written before the key. Writers hold the byte lock. */
#ifndef PYLLC_TYPES_SET_H
#define PYLLC_TYPES_SET_H

#include "runtime/object/object.h"

typedef struct SetEntry { Slot key; int64_t hash; } SetEntry;     /* removed: key VALUE_UNBOUND, hash -1 */
typedef struct SetTable {
    uint64_t mask;
    int64_t filled;                      /* entries ever used, removed ones included */
    int64_t insertions;                  /* changes whenever a key is put in */
    SetEntry entries[];
} SetTable;
typedef struct PySet {
    Object head;
    SetTable *table;
    int64_t used;
    int64_t hash;                        /* frozenset: -1 until computed */
    int64_t finger;                      /* where pop goes on */
    uint8_t lock;
} PySet;

ALWAYS_INLINE bool value_is_any_set(Value v) { return value_has_flag(v, TYPE_FLAG_SET_SUBCLASS); }
bool value_is_frozenset(Value v);        /* or a subclass */

/* set_new, set_add: object/object.h */
RT Value frozenset_from(TASK, Value iterable);
RT int set_contains(TASK, Value set, Value item);
RT int set_contains_hashed(TASK, Value set, Value item, int64_t hash);
RT int set_discard(TASK, Value set, Value item);             /* 1 done, 0 absent, -1 failed */
RT bool set_update(TASK, Value set, Value iterable);
RT bool set_difference_update(TASK, Value set, Value iterable);
RT bool set_symmetric_difference_update(TASK, Value set, Value iterable);
/* The next entry at or after *position; false at the end. */
RT bool set_next(TASK, Value set, int64_t *position, Value *key, int64_t *hash);

#endif
