/* What the container types offer to each other, to builtins and to modules: access to tuples
   and lists without checks, snapshots of iterables, slices, iterator layouts. */
#ifndef PYLLC_TYPES_CONTAINERS_H
#define PYLLC_TYPES_CONTAINERS_H

#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/object.h"

/* ---- tuples and lists: the caller knows the type and the bounds ------------------------ */
ALWAYS_INLINE int64_t tuple_size(Value tuple) { return ((PyTuple *)tuple)->size; }
ALWAYS_INLINE Value tuple_get(Value tuple, int64_t i) { return ((PyTuple *)tuple)->items[i].word; }
ALWAYS_INLINE void tuple_init(Value tuple, int64_t i, Value item) { gc_init(&((PyTuple *)tuple)->items[i], item); }
/* The items as words; they never change. */
ALWAYS_INLINE const Value *tuple_words(Value tuple) { return (const Value *)((PyTuple *)tuple)->items; }

/* Two tuples with the same words: equal without asking the items. */
ALWAYS_INLINE bool tuples_identical(Value a, Value b)
{
    if (!value_is_exact_tuple(a) || !value_is_exact_tuple(b) || tuple_size(a) != tuple_size(b))
        return false;
    int64_t i = 0, n = tuple_size(a);
    while (i < n && tuple_get(a, i) == tuple_get(b, i))
        i++;
    return i == n;
}

ALWAYS_INLINE int64_t list_size(Value list) { return __atomic_load_n(&((PyList *)list)->size, __ATOMIC_RELAXED); }
/* Item i, or zero when i is outside the list at this moment. */
ALWAYS_INLINE Value list_peek(Value v, int64_t i)
{
    PyList *list = (PyList *)v;
    ListItems *items = pointer_load(list->items);
    if ((uint64_t)i >= (uint64_t)list_size(v) || i >= items->capacity)
        return 0;
    return slot_load(&items->slots[i]);
}
extern ListItems list_no_items;
/* Of a list that nobody else has seen yet. */
ALWAYS_INLINE void list_init(Value list, int64_t i, Value item) { gc_init(&((PyList *)list)->items->slots[i], item); }

/* ---- walking any iterable: tuples and lists without an iterator object ----------------------- */
typedef struct Cursor { Value source; int64_t index; UnaryFn next; } Cursor;    /* next: NULL for a list */
ALWAYS_INLINE bool cursor_start(struct Task *task, Cursor *c, Value iterable)
{
    bool is_list = value_is_exact_list(iterable);
    *c = (Cursor){is_list ? iterable : object_iter(task, iterable), 0, NULL};
    if (!is_list && c->source)
        c->next = type_of(c->source)->slots.next;
    return c->source != 0;
}
/* As object_next. */
ALWAYS_INLINE Value cursor_next(struct Task *task, Cursor *c)
{
    if (c->next)
        return c->next(task, c->source);
    Value item = list_peek(c->source, c->index);
    c->index += item != 0;
    return item ? item : VALUE_STOP;
}

/* A snapshot of any iterable. The tuple itself, when it is exactly a tuple. */
RT Value tuple_from_iterable(TASK, Value iterable);
/* A new list. */
RT Value list_from_iterable(TASK, Value iterable);
/* Atomic copy of a list as a tuple, of items [low, high). */
RT Value list_snapshot(TASK, Value list, int64_t low, int64_t high);
/* Appends all items; list is exactly a list or a subclass. */
RT bool list_extend(TASK, Value list, Value iterable);
/* Replaces items [low, high) by n words. Bounds are cut to the size at that moment. */
RT bool list_splice(TASK, Value list, int64_t low, int64_t high, const Value *words, int64_t n);
RT bool list_reserve(TASK, Value list, int64_t capacity);
RT Value list_pop(TASK, Value list, int64_t index);          /* negative counts from the end; IndexError */
RT bool list_sort(TASK, Value list, Value key, bool reverse); /* key: VALUE_NONE for none */
RT Value list_reversed_copy(TASK, Value list);

/* The item for sequence types: index or slice words checked. `what`: "list", "tuple", ... */
ALWAYS_INLINE bool value_has_index(Value v) { return value_is_int(v) || type_of(v)->slots.index != NULL; }
RT bool sequence_index(TASK, Value index, int64_t length, const char *message, int64_t *result);

RT int64_t tuple_hash(TASK, Value tuple);                    /* -1 failed */
/* compare slot of sequences, over arrays of words that do not change. */
RT Value words_compare(TASK, const Value *a, int64_t a_size, const Value *b, int64_t b_size, int op);
/* repr of items between brackets. */
RT Value words_repr(TASK, Value self, const Value *words, int64_t n, const char *open, const char *close);
/* "unhashable type: 'list'" */
RT int64_t container_unhashable(TASK, Value self);

/* ---- repr of things that contain themselves ----------------------------------------------- */
typedef struct ReprGuard { struct Task *task; Value value; struct ReprGuard *previous, *next; } ReprGuard;
/* False when value is being printed by this task already, or with a RecursionError when too many
   are; else call repr_leave afterwards. */
RT bool repr_enter(TASK, ReprGuard *guard, Value value);
RT void repr_leave(TASK, ReprGuard *guard);

/* ---- slices ---------------------------------------------------------------------------------- */
typedef struct PySlice { Object head; Slot start, stop, step; } PySlice;
ALWAYS_INLINE bool value_is_slice(Value v) { return value_has_shape(v, &shape_slice); }
/* start, stop and step as CPython's slice.indices(length) gives them; count: how many items. */
RT bool slice_indices(TASK, Value slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count);

/* ---- iterators -------------------------------------------------------------------------------- */
typedef struct PySequenceIterator {       /* tuple, list, iterator (by __getitem__), reversed */
    Object head;
    Slot sequence;                        /* zero once exhausted */
    int64_t index;
} PySequenceIterator;
typedef struct PyRange { Object head; Slot start, stop, step, length; } PyRange;
typedef struct PyRangeIterator { Object head; int64_t next, step, remaining; } PyRangeIterator;
RT Value sequence_iterator_new(TASK, Shape *shape, Value sequence, int64_t index);
RT Value sequence_iterator_reduce(TASK, Value self);
RT Value sequence_iterator_setstate(TASK, Value self, Value state);
RT Value sequence_iter(TASK, Value sequence);                 /* by __getitem__ */
RT Value callable_iterator_new(TASK, Value callable, Value sentinel);
RT Value identity_iter(TASK, Value self);
RT Value range_new(TASK, Value start, Value stop, Value step);
RT Value mappingproxy_new(TASK, Value mapping);
RT Value generic_alias_new(TASK, Value origin, Value item);
RT Value union_new(TASK, Value left, Value right);            /* X | Y; NotImplemented when it makes no sense */

/* Claims the next position of an iterator that several tasks may share. */
ALWAYS_INLINE int64_t position_claim(int64_t *position)
{
    if (__builtin_expect(!runtime_parallel, 1))
        return (*position)++;
    return __atomic_fetch_add(position, 1, __ATOMIC_RELAXED);
}

/* ---- arguments of constructors ---------------------------------------------------------------- */
/* "list() takes no keyword arguments" */
RT bool arguments_no_keywords(TASK, const char *function, Value kwnames);
/* "list expected at most 1 argument, got 2" */
RT bool arguments_count(TASK, const char *function, int64_t nargs, int64_t least, int64_t most);
/* Does str value equal the ASCII text? */
bool str_is(Value str, const char *text);

extern PyTuple tuple_empty_object;      /* (): compiled code names it too */

#endif
