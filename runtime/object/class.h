/* Inside of classes, shared by this folder and the inlined fast paths: attribute cells, tables
   of cells (a class's own attributes, a module's names), the vector of resolved cells, and what
   a cache word says.

   A cache word is `shape << 16 | index`; zero is empty. The index tells where, never what:

     0x0000..0x3fff   word of the instance, counted from its start: an attribute slot
     0x4000..0x5fff   slot number of the instance, in a chunk or behind items
                      (where a site stores: the word of the slot that is added; CACHE_HEIR: by going to the shape's heir)
     0x6000..0x6fff   cell of a module object, position in its table
     0x7000..0x7fff   the object is a class: index in its own vector
     0x8000..0xffff   index in the vector of the object's class */
#ifndef PYLLC_OBJECT_CLASS_H
#define PYLLC_OBJECT_CLASS_H

#include "runtime/object/object.h"

enum { CACHE_HEIR = 0x2000, CACHE_SLOT = 0x4000, CACHE_MODULE = 0x6000, CACHE_OWN_VECTOR = 0x7000, CACHE_VECTOR = 0x8000 };

/* How a class attribute acts when found; the order is that of growing claims. */
typedef enum {
    KIND_PLAIN,            /* given as is */
    KIND_FUNCTION,         /* Callable with RECORD_METHOD: binds self */
    KIND_BINDS,            /* another non-data descriptor */
    KIND_DATA,             /* data descriptor: before the instance's own */
} ClassCellKind;

/* A class attribute. Its value changes by a plain store as long as the kind stays; a value of
   another kind comes in a new cell, so that a reader may trust kind and value of one cell. */
typedef struct ClassCell {
    Slot value;
    Slot name;
    PyType *owner;
    int64_t kind;
} ClassCell;

/* Ordered table of names; entries are appended, never reused. Replaced whole when full.
   Keys are interned str, or (rarely) any other object, found by comparing. */
typedef struct CellEntry { Slot name; struct GlobalCell *cell; } CellEntry;   /* dead: both zero */
typedef struct CellTable {
    int64_t capacity, count;             /* of entries; count includes dead ones */
    int64_t live;
    uint64_t mask;
    uint32_t *index;                     /* entry + 1 */
    CellEntry entries[];
} CellTable;

RT CellTable *cell_table_new(TASK, int64_t capacity);
GlobalCell *cell_table_find(const CellTable *table, Value name);    /* by identity; NULL */
int64_t cell_table_position(const CellTable *table, Value name);    /* or -1 */
/* The key as the table holds it: interned when an exact str. An odd key is looked for by value
   among the table's odd keys. Zero: failed. */
RT Value cell_table_key(TASK, const CellTable *table, Value key);
/* Adds an entry to *table under the lock (which may be NULL), growing it. The cell is the one given unless
   the name is there already; gives that in effect, NULL for memory. */
RT GlobalCell *cell_table_add(TASK, CellTable **table, uint8_t *lock, Value name, GlobalCell *cell);
/* Another cell for a name: who holds the old one finishes on its last value. */
void cell_table_replace(struct Task *task, CellTable *table, uint8_t *lock, Value name, GlobalCell *cell);
void cell_table_remove(struct Task *task, CellTable *table, uint8_t *lock, Value name);
bool cell_table_next(const CellTable *table, int64_t *position, Value *name, Value *value);

/* Resolved cells of a class, its own and inherited: an index is never used for another name. */
typedef struct ClassVector {
    int64_t capacity, count;
    uint64_t mask;
    uint32_t *index;                     /* entry + 1 */
    Slot *names;
    ClassCell *cells[];                  /* NULL: to be resolved again; &class_absent: no such name */
} ClassVector;
extern ClassCell class_absent;

/* The index of a name in the vector of a class, resolved, or -1 when there is no room or memory
   (nothing raised). `adds`: absent names get an index too, for cache sites. */
RT int64_t class_vector_index(TASK, PyType *type, Value name, bool adds);
/* The cell that the MRO finds, or NULL. */
RT ClassCell *class_find(TASK, PyType *type, Value name);
ClassCell *class_resolve(const PyType *type, Value name);           /* without the vector */
ALWAYS_INLINE ClassCell *class_own(const PyType *type, Value name)
{
    return type->own ? (ClassCell *)cell_table_find(type->own, name) : NULL;
}

int64_t class_kind_of(Value v);
/* Stores an own attribute (VALUE_UNBOUND deletes; false without exception when absent). Handles
   structural changes: caches, slots, records of the class and its subclasses. */
RT bool class_store(TASK, PyType *type, Value name, Value value);
/* A class under construction, before anybody can see it. */
RT bool class_add(TASK, PyType *type, Value name, Value value);

/* Cache words: filled under class_lock, if nothing structural happened since `epoch` was read. */
extern uint8_t class_lock;
extern int64_t class_epoch;
void cache_fill(struct Task *task, uint64_t *cache, const Shape *shape, uint64_t index, int64_t epoch);
/* Where attributes of shapes are that pass by sites which see several: words as in caches, of one
   processor, found by shape and name. A site that misses asks here before it looks up. */
typedef struct MemoEntry { uint64_t word; Slot name; } MemoEntry;
enum { MEMO_ENTRIES = 512 };
typedef struct AttributeMemo {
    struct AttributeMemo *next;
    uint64_t hits;
    MemoEntry entries[MEMO_ENTRIES];
} AttributeMemo;
ALWAYS_INLINE MemoEntry *memo_entry(AttributeMemo *memo, const Shape *shape, Value name)
{
    uint64_t mixed = ((uint64_t)shape >> 4) * 0x9E3779B97F4A7C15u ^ (name >> 4) * 0xC2B2AE3D27D4EB4Fu;
    return &memo->entries[mixed >> 32 & (MEMO_ENTRIES - 1)];
}
/* The index of a cache word, or -1. */
ALWAYS_INLINE int64_t attribute_memo_find(struct Task *task, const Shape *shape, Value name)
{
    AttributeMemo *memo = ((ProcessorHeap *)task->processor)->attributes;
    if (!memo)
        return -1;
    const MemoEntry *entry = memo_entry(memo, shape, name);
    uint64_t word = __atomic_load_n(&entry->word, __ATOMIC_RELAXED);
    return word >> 16 == (uint64_t)shape && slot_load(&entry->name) == name ? (int64_t)(word & 0xffff) : -1;
}
void attribute_memo_refresh(struct Task *task, uint64_t *cache, const Shape *shape, Value name);
/* The same for a site that missed. Now and then the answer becomes the site's own, so that one
   whose first shape was rare does not stay with it. */
ALWAYS_INLINE int64_t attribute_memo_ask(struct Task *task, uint64_t *cache, const Shape *shape, Value name)
{
    int64_t index = attribute_memo_find(task, shape, name);
    if (index >= 0 && (++((ProcessorHeap *)task->processor)->attributes->hits & 31) == 0)
        attribute_memo_refresh(task, cache, shape, name);
    return index;
}
void attribute_memo_fill(struct Task *task, Value name, const Shape *shape, uint64_t index, int64_t epoch);

RT uint64_t *cache_words_new(TASK, int64_t count);     /* for code made at run time, which holds them */
void caches_start(void);

/* slots.c: fills slots that special methods of the MRO define, or one name's (zero: all). */
RT bool slots_update(TASK, PyType *type, Value name);
RT bool slots_add_wrappers(TASK, PyType *type);        /* builtin types: attributes for the slots they fill */
bool slots_is_special(Value name);

/* type.c */
RT void type_update_record(TASK, PyType *type);
RT bool mro_compute(TASK, PyType *type);
RT Value mro_order(TASK, PyType *type);                /* a tuple, not yet the class's */
/* __bases__ changed: what the class and those below it have resolved; the classes below; their slots and records. */
RT void class_forget(TASK, PyType *type);
RT Value class_living_subclasses(TASK, PyType *type);
RT bool class_update_derived(TASK, PyType *type);
RT bool class_set_match_flags(TASK, PyType *type, uint32_t flags);    /* TYPE_FLAG_SEQUENCE or _MAPPING, instead of what it had */

#endif
