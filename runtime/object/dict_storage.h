/* Dicts whose entries live elsewhere: an instance's attributes (obj.__dict__), a module's cells
   (globals()), a class's own attributes (behind the mappingproxy).

   Such a dict is an ordinary PyDict whose table is an always-miss table that refers to a
   DictStorage, so that inlined dict code falls into the slow path, and types/dict.c dispatches
   every operation on the storage. Keys are compared as a dict compares them; a storage may
   answer keys that are not str slowly. Order is that of insertion. */
#ifndef PYLLC_OBJECT_DICT_STORAGE_H
#define PYLLC_OBJECT_DICT_STORAGE_H

#include "runtime/object/type.h"

struct DictStorage;
typedef struct DictStorageOps {
    RT Value (*get)(TASK, struct DictStorage *storage, Value key);     /* VALUE_UNBOUND: absent; zero fails */
    RT bool (*set)(TASK, struct DictStorage *storage, Value key, Value value);
    RT int (*delete_)(TASK, struct DictStorage *storage, Value key);   /* 1 done, 0 absent, -1 fails */
    RT int64_t (*length)(TASK, struct DictStorage *storage);
    /* The next entry in order. *position starts at 0 and is opaque; false at the end. Entries
       added or removed meanwhile may or may not be seen. */
    RT bool (*next)(TASK, struct DictStorage *storage, int64_t *position, Value *key, Value *value);
    RT bool (*clear)(TASK, struct DictStorage *storage);
} DictStorageOps;

typedef struct DictStorage {
    const DictStorageOps *ops;
    Slot owner;                         /* the instance, module or class */
} DictStorage;

/* Provided by types/dict.c. */
RT Value dict_new_stored(TASK, const DictStorageOps *ops, Value owner);
DictStorage *dict_storage(Value dict);  /* NULL: a dict with a table of its own */
/* Copies what the storage holds into a table of the dict's own, and forgets the storage
   (obj.__dict__ is replaced while somebody holds the old one). */
RT bool dict_detach(TASK, Value dict);

#endif
