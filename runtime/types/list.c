/* list: a size and a buffer of slots with its own capacity.

   Readers take no lock: they load the buffer once, check the index against the size and the
   buffer's capacity, and treat a zero word as out of range. Writers hold the byte lock. A
   shrinking list lowers its size before it zeroes slots; a buffer that was replaced is never
   written again. New buffers are allocated before the lock is taken. */
#include "runtime/types/list_internal.h"
#include "runtime/types/dict.h"

ListItems list_no_items = {0, 0};

/* ---- construction ---- */

static ListItems *items_new(struct Task *task, int64_t capacity)
{
    if (capacity == 0)
        return &list_no_items;
    if (capacity > (INT64_MAX >> 5)) {
        raise_error(task, &type_MemoryError, "");
        return NULL;
    }
    ListItems *items = gc_alloc(task, sizeof(ListItems) + (size_t)capacity * sizeof(Slot), LAYOUT_REFS);
    if (items != NULL)
        items->capacity = capacity;
    return items;
}

RT Value list_new(TASK, int64_t size)
{
    PyList *list = gc_new(task, PyList);
    if (list == NULL)
        return 0;
    list->head.shape = &shape_list;
    list->items = items_new(task, size);
    if (list->items == NULL)
        return 0;
    list->size = size;
    return value_from_object(list);
}

RT Value list_from(TASK, const void *words, int64_t size)
{
    const Value *items = words;
    Value list = list_new(task, size);
    if (list)
        for (int64_t i = 0; i < size; i++)
            list_init(list, i, items[i]);
    return list;
}

static RT Value list_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if (type == &type_list)
        return list_new(task, 0);
    PyList *list = object_alloc(task, type, 0);
    if (list == NULL)
        return 0;
    list->items = &list_no_items;
    return value_from_object(list);
}

static RT int list_init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (type_of(self)->slots.new_ == type_list.slots.new_ && !arguments_no_keywords(task, "list", kwnames))
        return -1;
    if (!arguments_count(task, "list", nargs, 0, 1))
        return -1;
    Value iterable = nargs ? args[0] : 0;
    if (list_size(self))
        list_clear(task, (PyList *)self);
    return iterable && !list_extend(task, self, iterable) ? -1 : 0;
}

RT Value list_from_iterable(TASK, Value iterable)
{
    Value list = list_new(task, 0);
    return list && list_extend(task, list, iterable) ? list : 0;
}

/* ---- growing, shrinking, moving ---- */

RT bool list_reserve(TASK, Value v, int64_t capacity)
{
    PyList *list = (PyList *)v;
    if (pointer_load(list->items)->capacity >= capacity)
        return true;
    ListItems *items = items_new(task, capacity);
    if (items == NULL)
        return false;
    byte_lock(task, &list->lock);
    if (list->items->capacity < capacity) {
        memcpy(items->slots, list->items->slots, (size_t)list->size * sizeof(Slot));
        gc_store_pointer(list->items, items);
    }
    byte_unlock(task, &list->lock);
    return true;
}

static int64_t grown(int64_t size) { return size + (size < 65536 ? size / 2 : size / 4) + 4; }

static void set_size(PyList *list, int64_t size) { __atomic_store_n(&list->size, size, __ATOMIC_RELEASE); }

RT bool list_append(TASK, Value v, Value item)
{
    PyList *list = (PyList *)v;
    for (;;) {
        byte_lock(task, &list->lock);
        int64_t size = list->size;
        if (__builtin_expect(size < list->items->capacity, 1)) {
            gc_store(&list->items->slots[size], item);
            set_size(list, size + 1);
            byte_unlock(task, &list->lock);
            return true;
        }
        byte_unlock(task, &list->lock);
        if (!list_reserve(task, v, grown(size + 1)))
            return false;
    }
}

RT void list_clear(TASK, PyList *list)
{
    byte_lock(task, &list->lock);
    set_size(list, 0);
    gc_store_pointer(list->items, &list_no_items);
    byte_unlock(task, &list->lock);
}

static void splice_locked(PyList *list, int64_t low, int64_t high, const Value *words, int64_t n)
{
    Slot *slots = list->items->slots;
    int64_t size = list->size, change = n - (high - low);
    if (change > 0) {
        gc_move(slots + high + change, slots + high, size - high);
    } else if (change < 0) {
        gc_move(slots + high + change, slots + high, size - high);
        set_size(list, size + change);
        for (int64_t i = size + change; i < size; i++)
            gc_store(&slots[i], 0);
    }
    for (int64_t i = 0; i < n; i++)
        gc_store(&slots[low + i], words[i]);
    if (change > 0)
        set_size(list, size + change);
}

RT bool list_splice(TASK, Value v, int64_t low, int64_t high, const Value *words, int64_t n)
{
    PyList *list = (PyList *)v;
    for (;;) {
        byte_lock(task, &list->lock);
        int64_t size = list->size;
        int64_t from = low > size ? size : low, to = high > size ? size : high < from ? from : high;
        int64_t wanted = size - (to - from) + n;
        if (wanted <= list->items->capacity) {
            splice_locked(list, from, to, words, n);
            byte_unlock(task, &list->lock);
            return true;
        }
        byte_unlock(task, &list->lock);
        if (!list_reserve(task, v, size ? grown(wanted) : wanted))
            return false;
    }
}

RT Value list_snapshot(TASK, Value v, int64_t low, int64_t high)
{
    PyList *list = (PyList *)v;
    for (;;) {
        int64_t size = list_size(v), end = high < size ? high : size, n = end > low ? end - low : 0;
        Value tuple = tuple_new(task, n);
        if (!tuple || n == 0)
            return tuple;
        byte_lock(task, &list->lock);
        bool steady = list->size == size;
        if (steady)
            memcpy(((PyTuple *)tuple)->items, list->items->slots + low, (size_t)n * sizeof(Slot));
        byte_unlock(task, &list->lock);
        if (steady)
            return tuple;
    }
}

static bool extend_by_list(struct Task *task, Value v, Value source)
{
    int64_t n = list_size(source);
    if (runtime_parallel || v == source) {
        Value snapshot = list_snapshot(task, source, 0, INT64_MAX);
        return snapshot && list_splice(task, v, INT64_MAX, INT64_MAX, tuple_words(snapshot), tuple_size(snapshot));
    }
    return list_splice(task, v, INT64_MAX, INT64_MAX, (const Value *)((PyList *)source)->items->slots, n);
}

RT bool list_extend(TASK, Value v, Value iterable)
{
    if (value_is_exact_list(iterable))
        return extend_by_list(task, v, iterable);
    if (value_is_exact_tuple(iterable))
        return list_splice(task, v, INT64_MAX, INT64_MAX, tuple_words(iterable), tuple_size(iterable));
    int taken = dict_append_all(task, v, iterable);
    if (taken)
        return taken > 0;
    Value iterator = object_iter(task, iterable);
    if (!iterator)
        return false;
    int64_t hint = object_length_hint(task, iterable, 0);
    if (hint < 0)
        return false;
    if (hint > 0 && hint < (1 << 24) && !list_reserve(task, v, list_size(v) + hint))
        return false;
    UnaryFn next = type_of(iterator)->slots.next;
    for (int64_t turns = 1;; turns++) {
        Value item = next(task, iterator);
        if (item == VALUE_STOP)
            return true;
        if (!item || !list_append(task, v, item))
            return false;
        if (turns % 4096 == 0 && !runtime_poll(task))
            return false;
    }
}

RT Value list_pop(TASK, Value v, int64_t index)
{
    PyList *list = (PyList *)v;
    byte_lock(task, &list->lock);
    int64_t size = list->size, i = index < 0 ? index + size : index;
    Value item = 0;
    if (i >= 0 && i < size) {
        item = slot_load(&list->items->slots[i]);
        if (i == size - 1) {
            set_size(list, i);
            gc_store(&list->items->slots[i], 0);
        } else {
            splice_locked(list, i, i + 1, NULL, 0);
        }
    }
    byte_unlock(task, &list->lock);
    if (item)
        return item;
    return raise_error(task, &type_IndexError, size ? "pop index out of range" : "pop from empty list");
}

/* ---- protocol slots ---- */

static RT Value list_repr(TASK, Value self)
{
    if (!stack_check(task))
        return 0;
    Value items = list_snapshot(task, self, 0, INT64_MAX);
    if (!items)
        return 0;
    if (tuple_size(items) == 0)
        return str_from_c(task, "[]");
    return words_repr(task, self, tuple_words(items), tuple_size(items), "[", "]");
}

/* All common items are equal: which list goes on? */
static bool order_of_ends(bool a_goes_on, bool b_goes_on, int op)
{
    switch (op) {
    case COMPARE_EQ: return !a_goes_on && !b_goes_on;
    case COMPARE_NE: return a_goes_on || b_goes_on;
    case COMPARE_LT: return !a_goes_on && b_goes_on;
    case COMPARE_LE: return !a_goes_on;
    case COMPARE_GT: return a_goes_on && !b_goes_on;
    default: return !b_goes_on;
    }
}

/* Comparison runs user code, which may change both lists: each item is fetched afresh. */
static RT Value list_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_list(a) || !value_is_list(b))
        return VALUE_NOTIMPLEMENTED;
    if (!stack_check(task))
        return 0;
    if (list_size(a) != list_size(b) && (op == COMPARE_EQ || op == COMPARE_NE))
        return value_from_bool(op == COMPARE_NE);
    for (int64_t i = 0;; i++) {
        Value x = list_peek(a, i), y = list_peek(b, i);
        if (!x || !y)
            return value_from_bool(order_of_ends(x != 0, y != 0, op));
        if (x == y)
            continue;
        int equal = object_equal(task, x, y);
        if (equal < 0)
            return 0;
        if (equal)
            continue;
        if (op == COMPARE_EQ || op == COMPARE_NE)
            return value_from_bool(op == COMPARE_NE);
        return object_compare(task, x, y, op);
    }
}

static RT Value list_concat(TASK, Value a, Value b)
{
    if (!value_is_list(a))
        return VALUE_NOTIMPLEMENTED;
    if (!value_is_list(b))
        return type_of(b)->slots.binary[0] == NULL
                   ? raise_error(task, &type_TypeError, "can only concatenate list (not \"%T\") to list", b)
                   : VALUE_NOTIMPLEMENTED;
    Value sum = list_new(task, 0);
    if (!sum || !list_reserve(task, sum, list_size(a) + list_size(b)))
        return 0;
    return extend_by_list(task, sum, a) && extend_by_list(task, sum, b) ? sum : 0;
}

static RT Value list_inplace_concat(TASK, Value a, Value b)
{
    return list_extend(task, a, b) ? a : 0;
}

static bool repeat_count(struct Task *task, Value count, int64_t n, int64_t *times)
{
    if (!object_count_i64(task, count, times))
        return false;
    if (*times < 0)
        *times = 0;
    if (n && *times > (INT64_MAX >> 5) / n) {
        raise_error(task, &type_MemoryError, "");
        return false;
    }
    return true;
}

static RT Value list_repeat(TASK, Value a, Value b)
{
    Value list = value_is_list(a) ? a : b, count = value_is_list(a) ? b : a;
    int64_t times;
    if (!value_has_index(count))
        return value_is_list(a) && (!(type_of(b)->flags & TYPE_FLAG_HEAP) || type_of(b)->slots.binary[2] == NULL)
                   ? raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count)
                   : VALUE_NOTIMPLEMENTED;
    if (!repeat_count(task, count, list_size(list), &times))
        return 0;
    Value items = list_snapshot(task, list, 0, INT64_MAX);
    if (!items)
        return 0;
    int64_t n = tuple_size(items);
    Value product = list_new(task, n * times);
    if (!product)
        return 0;
    for (int64_t turn = 0, at = 0; turn < times && n > 0; turn++)
        for (int64_t i = 0; i < n; i++)
            list_init(product, at++, tuple_get(items, i));
    return product;
}

static RT Value list_inplace_repeat(TASK, Value self, Value count)
{
    if (!value_has_index(count))
        return raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count);
    Value product = list_repeat(task, self, count);
    if (!product)
        return 0;
    return list_splice(task, self, 0, INT64_MAX, (const Value *)((PyList *)product)->items->slots, list_size(product))
               ? self : 0;
}

static RT int64_t list_length(TASK, Value self) { return list_size(self); }

static RT int list_contains(TASK, Value self, Value item)
{
    for (int64_t i = 0;; i++) {
        Value other = list_peek(self, i);
        if (!other)
            return 0;
        if (other == item)
            return 1;
        if (value_is_small_int(other) && value_is_small_int(item))
            continue;
        int equal = object_equal(task, other, item);
        if (equal)
            return equal;
    }
}

static RT Value list_iter(TASK, Value self)
{
    return sequence_iterator_new(task, &shape_list_iterator, self, 0);
}

/* ---- entries for compiled code ---- */


/* [*x]: unlike list.extend, names the construct in its message. */
RT bool list_extend_entry(TASK, Value list, Value iterable)
{
    if (!stack_check(task))
        return false;
    if (!value_is_pointer(iterable) || (type_of(iterable)->slots.iter == NULL && type_of(iterable)->slots.get_item == NULL)) {
        raise_error(task, &type_TypeError, "Value after * must be an iterable, not %T", iterable);
        return false;
    }
    return list_extend(task, list, iterable);
}

RT Value list_to_tuple(TASK, Value list) { return list_snapshot(task, list, 0, INT64_MAX); }

/* ---- iterators ---- */

static RT Value list_iterator_next(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value list = slot_load(&it->sequence);
    if (!list)
        return VALUE_STOP;
    Value item = list_peek(list, position_claim(&it->index));
    if (item)
        return item;
    gc_store(&it->sequence, 0);
    return VALUE_STOP;
}

static RT Value list_iterator_length_hint(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value list = slot_load(&it->sequence);
    int64_t left = list ? list_size(list) - it->index : 0;
    return int_from_i64(task, left > 0 ? left : 0);
}

METHOD_TABLE_BEGIN(list_iterator)
    METHOD(__length_hint__, "(self, /)", list_iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END

/* Counts down; index -1 is the end. */
static RT Value list_reverseiterator_next(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value list = slot_load(&it->sequence);
    if (!list)
        return VALUE_STOP;
    int64_t i = runtime_parallel ? __atomic_fetch_sub(&it->index, 1, __ATOMIC_RELAXED) : it->index--;
    Value item = i < 0 ? 0 : list_peek(list, i);
    if (item)
        return item;
    gc_store(&it->sequence, 0);
    return VALUE_STOP;
}

static RT Value list_reverseiterator_length_hint(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value list = slot_load(&it->sequence);
    int64_t left = it->index + 1;
    return int_from_i64(task, list && left <= list_size(list) && left > 0 ? left : 0);
}

METHOD_TABLE_BEGIN(list_reverseiterator)
    METHOD(__length_hint__, "(self, /)", list_reverseiterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END

/* ---- type objects ---- */

DEFINE_TYPE(list, "list", .basic_size = sizeof(PyList), .methods = list_methods,
            .flags = TYPE_FLAG_BASE | TYPE_FLAG_LIST_SUBCLASS | TYPE_FLAG_SEQUENCE,
            .slots = {.repr = list_repr, .hash = container_unhashable, .compare = list_compare,
                      .binary = {[0] = list_concat, [2] = list_repeat},
                      .inplace = {[0] = list_inplace_concat, [2] = list_inplace_repeat},
                      .length = list_length, .get_item = list_get_slot, .set_item = list_set_slot,
                      .contains = list_contains, .iter = list_iter, .new_ = list_new_slot, .init = list_init_slot});

DEFINE_TYPE(list_iterator, "list_iterator", .basic_size = sizeof(PySequenceIterator), .methods = list_iterator_methods,
            .slots = {.iter = identity_iter, .next = list_iterator_next});

DEFINE_TYPE(list_reverseiterator, "list_reverseiterator", .basic_size = sizeof(PySequenceIterator),
            .methods = list_reverseiterator_methods,
            .slots = {.iter = identity_iter, .next = list_reverseiterator_next});
