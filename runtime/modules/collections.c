/* _collections: deque, defaultdict, _tuplegetter, _count_elements. (OrderedDict is the
   library's own, in Python.)

   A deque is a ring of slots: item i lies at (start + i) mod capacity. All operations are
   under the byte lock; `changes` tells iterators that the deque was changed. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

typedef struct PyDeque {
    Object head;
    ListItems *items;
    int64_t start, size, most;       /* most: maxlen, or -1 */
    int64_t changes;
    uint8_t lock;
} PyDeque;
typedef struct PyDequeIterator { Object head; Slot deque; int64_t at, changes; bool reversed; } PyDequeIterator;
extern PyType type_deque, type_deque_iterator, type_deque_reverse_iterator, type_defaultdict, type_tuplegetter;
extern Shape shape_deque, shape_deque_iterator, shape_deque_reverse_iterator, shape_defaultdict, shape_tuplegetter;

static PyDeque *as_deque(Value v) { return (PyDeque *)v; }
static Slot *slot_at(PyDeque *d, int64_t i)
{
    int64_t at = d->start + i;
    return &d->items->slots[at >= d->items->capacity ? at - d->items->capacity : at];
}

/* ---- the ring ---- */

static bool grow(struct Task *task, PyDeque *d, int64_t wanted)
{
    int64_t capacity = wanted < 8 ? 8 : wanted + wanted / 2;
    ListItems *items = gc_alloc(task, sizeof(ListItems) + (size_t)capacity * sizeof(Slot), LAYOUT_REFS);
    if (items == NULL)
        return false;
    items->capacity = capacity;
    byte_lock(task, &d->lock);
    if (d->size <= capacity) {
        for (int64_t i = 0; i < d->size; i++)
            gc_init(&items->slots[i], slot_at(d, i)->word);
        gc_store_pointer(d->items, items);
        d->start = 0;
    }
    byte_unlock(task, &d->lock);
    return true;
}

static Value take(struct Task *task, PyDeque *d, bool left)
{
    Value item = 0;
    byte_lock(task, &d->lock);
    if (d->size > 0) {
        Slot *slot = slot_at(d, left ? 0 : d->size - 1);
        item = slot->word;
        gc_store(slot, 0);
        if (left && ++d->start == d->items->capacity)
            d->start = 0;
        d->size--;
        d->changes++;
    }
    byte_unlock(task, &d->lock);
    return item;
}

static bool add(struct Task *task, PyDeque *d, Value item, bool left)
{
    if (d->most == 0)
        return true;
    for (;;) {
        byte_lock(task, &d->lock);
        bool fits = d->size < d->items->capacity;
        if (fits) {
            if (left)
                d->start = d->start == 0 ? d->items->capacity - 1 : d->start - 1;
            d->size++;
            gc_store(slot_at(d, left ? 0 : d->size - 1), item);
            d->changes++;
        }
        byte_unlock(task, &d->lock);
        if (fits)
            break;
        if (!grow(task, d, d->size + 1))
            return false;
    }
    if (d->most > 0 && d->size > d->most)
        take(task, d, !left);
    return true;
}

static Value peek(PyDeque *d, int64_t i) { return i < 0 || i >= d->size ? 0 : slot_at(d, i)->word; }

static Value snapshot(struct Task *task, PyDeque *d)
{
    for (;;) {
        int64_t n = d->size;
        Value tuple = tuple_new(task, n);
        if (!tuple)
            return 0;
        byte_lock(task, &d->lock);
        bool steady = d->size == n;
        for (int64_t i = 0; steady && i < n; i++)
            tuple_init(tuple, i, slot_at(d, i)->word);
        byte_unlock(task, &d->lock);
        if (steady)
            return tuple;
    }
}

static void clear(struct Task *task, PyDeque *d)
{
    byte_lock(task, &d->lock);
    gc_store_pointer(d->items, &list_no_items);
    d->start = d->size = 0;
    d->changes++;
    byte_unlock(task, &d->lock);
}

static bool replace(struct Task *task, PyDeque *d, const Value *words, int64_t n)
{
    clear(task, d);
    for (int64_t i = 0; i < n; i++)
        if (!add(task, d, words[i], false))
            return false;
    return true;
}

static bool extend(struct Task *task, Value self, Value iterable, bool left)
{
    if (iterable == self)
        iterable = snapshot(task, as_deque(self));
    Value iterator = iterable ? object_iter(task, iterable) : 0;
    while (iterator) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return true;
        if (!item || !add(task, as_deque(self), item, left))
            return false;
    }
    return false;
}

/* ---- construction ---- */

static Value deque_new(struct Task *task, PyType *type, int64_t most)
{
    PyDeque *d = object_alloc(task, type, 0);
    if (d == NULL)
        return 0;
    d->items = &list_no_items;
    d->most = most;
    return value_from_object(d);
}
static RT Value deque_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames) { return deque_new(task, (PyType *)cls, -1); }

static RT int deque_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("deque", "(iterable=<unset>, maxlen=None)");
    Value out[2];
    int64_t most = -1;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return -1;
    if (out[1] != VALUE_NONE) {
        if (!value_is_int(out[1]))
            return fail_int(raise_error(task, &type_TypeError, "an integer is required"));
        if (!object_index_i64(task, out[1], &most, false))
            return -1;
        if (most < 0)
            return fail_int(raise_error(task, &type_ValueError, "maxlen must be non-negative"));
    }
    clear(task, as_deque(self));
    as_deque(self)->most = most;
    return out[0] == VALUE_UNBOUND || extend(task, self, out[0], false) ? 0 : -1;
}

static Value deque_like(struct Task *task, Value self, Value items)
{
    Value copy = deque_new(task, &type_deque, as_deque(self)->most);
    if (type_of(self) != &type_deque) {
        Value most = as_deque(self)->most < 0 ? VALUE_NONE : int_from_i64(task, as_deque(self)->most);
        return most == VALUE_NONE ? call_one(task, value_from_object(type_of(self)), items)
                                  : call_two(task, value_from_object(type_of(self)), items, most);
    }
    return copy && extend(task, copy, items, false) ? copy : 0;
}

/* ---- slots ---- */

static RT Value deque_repr(TASK, Value self)
{
    ReprGuard guard;
    if (!stack_check(task))
        return 0;
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_from_c(task, "[...]");
    Value items = snapshot(task, as_deque(self)), list = items ? list_from_iterable(task, items) : 0;
    const char *name = strrchr(type_name(type_of(self)), '.');
    name = name ? name + 1 : type_name(type_of(self));
    Value text = !list ? 0 : as_deque(self)->most >= 0 ? str_format(task, "%s(%R, maxlen=%ld)", name, list, (long)as_deque(self)->most)
                                                       : str_format(task, "%s(%R)", name, list);
    repr_leave(task, &guard);
    return text;
}
static RT Value deque_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_instance(a, &type_deque) || !value_is_instance(b, &type_deque))
        return VALUE_NOTIMPLEMENTED;
    Value x = snapshot(task, as_deque(a)), y = x ? snapshot(task, as_deque(b)) : 0;
    return y ? words_compare(task, tuple_words(x), tuple_size(x), tuple_words(y), tuple_size(y), op) : 0;
}
static RT int64_t deque_length(TASK, Value self) { return as_deque(self)->size; }
static RT Value deque_get_item(TASK, Value self, Value index)
{
    int64_t i;
    if (!value_has_index(index))
        return raise_error(task, &type_TypeError, "sequence index must be integer, not '%T'", index);
    if (!sequence_index(task, index, as_deque(self)->size, "deque index out of range", &i))
        return 0;
    Value item = peek(as_deque(self), i);
    return item ? item : raise_error(task, &type_IndexError, "deque index out of range");
}
static bool remove_at(struct Task *task, PyDeque *d, int64_t i)
{
    Value items = snapshot(task, d);
    if (!items || i >= tuple_size(items))
        return false;
    int64_t n = tuple_size(items);
    byte_lock(task, &d->lock);
    for (int64_t k = i; k + 1 < n && n == d->size; k++)
        gc_store(slot_at(d, k), tuple_get(items, k + 1));
    byte_unlock(task, &d->lock);
    take(task, d, false);
    return true;
}
static RT int deque_set_item(TASK, Value self, Value index, Value value)
{
    int64_t i;
    if (!value_has_index(index))
        return fail_int(raise_error(task, &type_TypeError, "sequence index must be integer, not '%T'", index));
    if (!sequence_index(task, index, as_deque(self)->size, "deque index out of range", &i))
        return -1;
    if (value == VALUE_UNBOUND)
        return remove_at(task, as_deque(self), i) ? 0 : -1;
    byte_lock(task, &as_deque(self)->lock);
    if (i < as_deque(self)->size)
        gc_store(slot_at(as_deque(self), i), value);
    byte_unlock(task, &as_deque(self)->lock);
    return 0;
}

/* Index of an equal item in [start, stop), -1 when there is none, -2 failed. */
static int64_t find(struct Task *task, Value self, Value item, int64_t start, int64_t stop)
{
    PyDeque *d = as_deque(self);
    int64_t changes = d->changes;
    for (int64_t i = start; i < stop && i < d->size; i++) {
        int equal = object_equal(task, peek(d, i), item);
        if (equal < 0)
            return -2;
        if (equal)
            return i;
        if (changes != d->changes) {
            raise_error(task, &type_RuntimeError, "deque mutated during iteration");
            return -2;
        }
    }
    return -1;
}
static RT int deque_contains(TASK, Value self, Value item)
{
    int64_t at = find(task, self, item, 0, INT64_MAX);
    return at == -2 ? -1 : at >= 0;
}
static RT Value deque_concat(TASK, Value a, Value b)
{
    if (!value_is_instance(a, &type_deque))
        return VALUE_NOTIMPLEMENTED;
    if (!value_is_instance(b, &type_deque))
        return raise_error(task, &type_TypeError, "can only concatenate deque (not \"%T\") to deque", b);
    Value items = snapshot(task, as_deque(a)), sum = items ? deque_like(task, a, items) : 0;
    return sum && extend(task, sum, b, false) ? sum : 0;
}
static RT Value deque_inplace_concat(TASK, Value a, Value b) { return extend(task, a, b, false) ? a : 0; }
static RT Value deque_inplace_repeat(TASK, Value a, Value count)
{
    int64_t times;
    if (!object_count_i64(task, count, &times))
        return 0;
    Value items = snapshot(task, as_deque(a));
    if (items && times <= 0)
        clear(task, as_deque(a));
    for (int64_t i = 1; items && i < times; i++)
        if (!extend(task, a, items, false))
            return 0;
    return items ? a : 0;
}
static RT Value deque_repeat(TASK, Value a, Value b)
{
    Value self = value_is_instance(a, &type_deque) ? a : b, count = self == a ? b : a;
    if (!value_has_index(count))
        return VALUE_NOTIMPLEMENTED;
    Value items = snapshot(task, as_deque(self)), copy = items ? deque_like(task, self, items) : 0;
    return copy ? deque_inplace_repeat(task, copy, count) : 0;
}

/* ---- methods ---- */

static RT Value deque_append(TASK, Value self, Value item) { return add(task, as_deque(self), item, false) ? VALUE_NONE : 0; }
static RT Value deque_appendleft(TASK, Value self, Value item) { return add(task, as_deque(self), item, true) ? VALUE_NONE : 0; }
static RT Value deque_extend(TASK, Value self, Value iterable) { return extend(task, self, iterable, false) ? VALUE_NONE : 0; }
static RT Value deque_extendleft(TASK, Value self, Value iterable) { return extend(task, self, iterable, true) ? VALUE_NONE : 0; }
static Value pop(struct Task *task, Value self, bool left)
{
    Value item = take(task, as_deque(self), left);
    return item ? item : raise_error(task, &type_IndexError, "pop from an empty deque");
}
static RT Value deque_pop(TASK, Value self) { return pop(task, self, false); }
static RT Value deque_popleft(TASK, Value self) { return pop(task, self, true); }
static RT Value deque_clear(TASK, Value self) { clear(task, as_deque(self)); return VALUE_NONE; }
static RT Value deque_copy(TASK, Value self)
{
    Value items = snapshot(task, as_deque(self));
    return items ? deque_like(task, self, items) : 0;
}
static RT Value deque_count(TASK, Value self, Value item)
{
    int64_t count = 0;
    for (int64_t at = find(task, self, item, 0, INT64_MAX); at != -1; at = find(task, self, item, at + 1, INT64_MAX), count++)
        if (at == -2)
            return 0;
    return int_from_i64(task, count);
}
static RT Value deque_index(TASK, Value self, Value item, Value start, Value stop)
{
    int64_t low, high, n = as_deque(self)->size;
    if (!object_index_i64(task, start, &low, true) || !object_index_i64(task, stop, &high, true))
        return 0;
    low = low < 0 ? (low + n < 0 ? 0 : low + n) : low;
    high = high < 0 ? high + n : high;
    int64_t at = find(task, self, item, low, high);
    return at >= 0 ? int_from_i64(task, at) : at == -2 ? 0 : raise_error(task, &type_ValueError, "%R is not in deque", item);
}
static RT Value deque_remove(TASK, Value self, Value item)
{
    int64_t n = as_deque(self)->size, at = find(task, self, item, 0, INT64_MAX);
    if (at == -2 && n != as_deque(self)->size)
        return raise_error(task, &type_IndexError, "deque mutated during remove().");
    if (at < 0)
        return at == -2 ? 0 : raise_error(task, &type_ValueError, "%R is not in deque", item);
    return remove_at(task, as_deque(self), at) ? VALUE_NONE : 0;
}
static RT Value deque_insert(TASK, Value self, Value index, Value item)
{
    PyDeque *d = as_deque(self);
    int64_t i, n = d->size;
    if (d->most >= 0 && n >= d->most)
        return raise_error(task, &type_IndexError, "deque already at its maximum size");
    if (!object_index_i64(task, index, &i, false))
        return 0;
    i = i < 0 ? (i + n < 0 ? 0 : i + n) : i > n ? n : i;
    Value items = snapshot(task, d), list = items ? list_from_iterable(task, items) : 0;
    if (!list || !list_splice(task, list, i, i, &item, 1))
        return 0;
    items = list_snapshot(task, list, 0, INT64_MAX);
    return items && replace(task, d, tuple_words(items), tuple_size(items)) ? VALUE_NONE : 0;
}
static RT Value deque_reverse(TASK, Value self)
{
    PyDeque *d = as_deque(self);
    byte_lock(task, &d->lock);
    for (int64_t i = 0, j = d->size - 1; i < j; i++, j--) {
        Value low = slot_at(d, i)->word;
        gc_store(slot_at(d, i), slot_at(d, j)->word);
        gc_store(slot_at(d, j), low);
    }
    byte_unlock(task, &d->lock);
    return VALUE_NONE;
}
static RT Value deque_rotate(TASK, Value self, Value steps)
{
    PyDeque *d = as_deque(self);
    int64_t n;
    if (!object_index_i64(task, steps, &n, false))
        return 0;
    if (d->size < 2)
        return VALUE_NONE;
    int64_t half = d->size / 2;
    n %= d->size;
    n = n > half ? n - d->size : n < -half ? n + d->size : n;
    for (; n != 0; n += n > 0 ? -1 : 1) {
        Value item = take(task, d, n < 0);
        if (!item || !add(task, d, item, n > 0))
            return item ? 0 : VALUE_NONE;
    }
    return VALUE_NONE;
}
static RT Value deque_maxlen(TASK, Value self) { return as_deque(self)->most < 0 ? VALUE_NONE : int_from_i64(task, as_deque(self)->most); }
static RT Value deque_reduce(TASK, Value self)
{
    Value items = snapshot(task, as_deque(self)), most = deque_maxlen(task, self), empty = tuple_new(task, 0);
    Value words[2] = {empty, most}, args = most == VALUE_NONE ? empty : tuple_from(task, words, 2);
    Value dict = object_get_attr_or_unbound(task, self, NAME(__dict__)), iterator = items ? object_iter(task, items) : 0;
    Value state[4] = {value_from_object(type_of(self)), args, dict == VALUE_UNBOUND ? VALUE_NONE : dict, iterator};
    return args && dict && iterator ? tuple_from(task, state, 4) : 0;
}

/* ---- iterators ---- */

static Value deque_iterator(struct Task *task, Value self, bool reversed)
{
    PyDequeIterator *it = object_alloc(task, reversed ? &type_deque_reverse_iterator : &type_deque_iterator, 0);
    if (it == NULL)
        return 0;
    gc_init(&it->deque, self);
    it->changes = as_deque(self)->changes;
    it->reversed = reversed;
    return value_from_object(it);
}
static RT Value deque_iter(TASK, Value self) { return deque_iterator(task, self, false); }
static RT Value deque_reversed(TASK, Value self) { return deque_iterator(task, self, true); }
static RT Value deque_iterator_next(TASK, Value self)
{
    PyDequeIterator *it = (PyDequeIterator *)self;
    PyDeque *d = (PyDeque *)it->deque.word;
    if (it->changes != d->changes)
        return raise_error(task, &type_RuntimeError, "deque mutated during iteration");
    int64_t i = position_claim(&it->at);
    Value item = peek(d, it->reversed ? d->size - 1 - i : i);
    return item ? item : VALUE_STOP;
}
static RT Value deque_iterator_length_hint(TASK, Value self)
{
    PyDequeIterator *it = (PyDequeIterator *)self;
    int64_t left = ((PyDeque *)it->deque.word)->size - it->at;
    return int_from_i64(task, left > 0 ? left : 0);
}
METHOD_TABLE_BEGIN(deque_iterator)
    METHOD(__length_hint__, "(self, /)", deque_iterator_length_hint, INT, RAISES, "How many items are still to come.")
METHOD_TABLE_END
BUILTIN_TYPE(deque_iterator, "_collections._deque_iterator", PyDequeIterator, .methods = deque_iterator_methods,
             .slots = {.iter = identity_iter, .next = deque_iterator_next})
BUILTIN_TYPE(deque_reverse_iterator, "_collections._deque_reverse_iterator", PyDequeIterator, .methods = deque_iterator_methods,
             .slots = {.iter = identity_iter, .next = deque_iterator_next})

METHOD_TABLE_BEGIN(deque)
    METHOD(append, "(self, item, /)", deque_append, NONE, RAISES, "Add one item at the right end.")
    METHOD(appendleft, "(self, item, /)", deque_appendleft, NONE, RAISES, "Add one item at the left end.")
    METHOD(clear, "(self, /)", deque_clear, NONE, NEVER, "Empty the deque.")
    METHOD(copy, "(self, /)", deque_copy, OBJ, RAISES, "A new deque with the same items and bound.")
    METHOD(__copy__, "(self, /)", deque_copy, OBJ, RAISES, "A new deque with the same items and bound.")
    METHOD(count, "(self, value, /)", deque_count, INT, RAISES, "How many items equal value.")
    METHOD(extend, "(self, iterable, /)", deque_extend, NONE, RAISES, "Append each item of the iterable at the right end.")
    METHOD(extendleft, "(self, iterable, /)", deque_extendleft, NONE, RAISES, "Push each item of the iterable on the left end.")
    METHOD(index, "(self, value, start=0, stop=9223372036854775807, /)", deque_index, INT, RAISES, "The index of the first item that equals value; ValueError if there is none.")
    METHOD(insert, "(self, index, object, /)", deque_insert, NONE, RAISES, "Put an item before the one at this index.")
    METHOD(pop, "(self, /)", deque_pop, OBJ, RAISES, "Take the item at the right end.")
    METHOD(popleft, "(self, /)", deque_popleft, OBJ, RAISES, "Take the item at the left end.")
    METHOD(remove, "(self, value, /)", deque_remove, NONE, RAISES, "Delete the leftmost item that equals value.")
    METHOD(reverse, "(self, /)", deque_reverse, NONE, NEVER, "Turn the order of the items around in place.")
    METHOD(rotate, "(self, n=1, /)", deque_rotate, NONE, RAISES, "Move n items from the right end to the left, or back for a negative n.")
    METHOD(__reversed__, "(self, /)", deque_reversed, OBJ, RAISES, "Iterate from the right end to the left.")
    METHOD(__reduce__, "(self, /)", deque_reduce, TUPLE, RAISES, "What pickle and copy need to rebuild it.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const GetSetDef deque_getsets[] = {{"maxlen", deque_maxlen, NULL, "The bound on the length, or None"}, {.name = NULL}};
BUILTIN_TYPE(deque, "collections.deque", PyDeque, .flags = TYPE_FLAG_BASE | TYPE_FLAG_SEQUENCE, .methods = deque_methods, .getsets = deque_getsets,
             .c_doc = "A queue with fast additions and removals at both ends, optionally of bounded length.",
             .slots = {.repr = deque_repr, .hash = container_unhashable, .compare = deque_compare,
                       .binary = {[0] = deque_concat, [2] = deque_repeat},
                       .inplace = {[0] = deque_inplace_concat, [2] = deque_inplace_repeat}, .length = deque_length,
                       .get_item = deque_get_item, .set_item = deque_set_item, .contains = deque_contains, .iter = deque_iter,
                       .new_ = deque_make, .init = deque_init})

/* ---- defaultdict ---- */

typedef struct PyDefaultDict { PyDict dict; Slot factory; } PyDefaultDict;

static Value factory_of(Value v)
{
    Value factory = slot_load(&((PyDefaultDict *)v)->factory);
    return factory ? factory : VALUE_NONE;
}
static RT int defaultdict_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value factory = nargs ? args[0] : VALUE_NONE;
    if (factory != VALUE_NONE && !value_is_callable(factory))
        return fail_int(raise_error(task, &type_TypeError, "first argument must be callable or None"));
    gc_store(&((PyDefaultDict *)self)->factory, factory);
    return type_dict.slots.init(task, self, args + (nargs > 0), nargs - (nargs > 0), kwnames);
}
static RT Value defaultdict_missing(TASK, Value self, Value key)
{
    Value factory = factory_of(self);
    if (factory == VALUE_NONE)
        return raise_key_error(task, key);
    Value value = call_zero(task, factory);
    return value && object_set_item(task, self, key, value) == 0 ? value : 0;
}
static RT Value defaultdict_repr(TASK, Value self)
{
    ReprGuard guard;
    const char *name = strrchr(type_name(type_of(self)), '.');
    Value items = dict_repr(task, self), text = 0;
    if (!items)
        return 0;
    if (repr_enter(task, &guard, self)) {
        text = object_repr(task, factory_of(self));
        repr_leave(task, &guard);
    } else {
        text = str_from_c(task, "...");
    }
    return text ? str_format(task, "%s(%U, %U)", name ? name + 1 : type_name(type_of(self)), text, items) : 0;
}
static RT Value defaultdict_copy(TASK, Value self) { return call_two(task, value_from_object(type_of(self)), factory_of(self), self); }
static RT Value defaultdict_reduce(TASK, Value self)
{
    Value factory = factory_of(self), args = factory == VALUE_NONE ? tuple_new(task, 0) : tuple_from(task, &factory, 1);
    Value items = args ? call_method(task, self, NAME(items), NULL, 0) : 0, iterator = items ? object_iter(task, items) : 0;
    Value state[5] = {value_from_object(type_of(self)), args, VALUE_NONE, VALUE_NONE, iterator};
    return iterator ? tuple_from(task, state, 5) : 0;
}
static RT Value defaultdict_or(TASK, Value a, Value b)
{
    Value self = value_is_instance(a, &type_defaultdict) ? a : b;
    if (!value_is_dict(a) || !value_is_dict(b))
        return VALUE_NOTIMPLEMENTED;
    Value merged = call_two(task, value_from_object(type_of(self)), factory_of(self), a);
    return merged && dict_update(task, merged, b) ? merged : 0;
}
METHOD_TABLE_BEGIN(defaultdict)
    METHOD(__missing__, "(self, key, /)", defaultdict_missing, OBJ, RAISES, "Store and give what the factory makes; KeyError without a factory.")
    METHOD(copy, "(self, /)", defaultdict_copy, OBJ, RAISES, "A new defaultdict with the same items and factory.")
    METHOD(__copy__, "(self, /)", defaultdict_copy, OBJ, RAISES, "A new defaultdict with the same items and factory.")
    METHOD(__reduce__, "(self, /)", defaultdict_reduce, TUPLE, RAISES, "What pickle and copy need to rebuild it.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const MemberDef defaultdict_members[] = {{"default_factory", offsetof(PyDefaultDict, factory), false, "The callable that __missing__() asks for a value."}, {.name = NULL}};
BUILTIN_TYPE(defaultdict, "collections.defaultdict", PyDefaultDict, .base = &type_dict,
             .flags = TYPE_FLAG_BASE | TYPE_FLAG_DICT_SUBCLASS | TYPE_FLAG_MAPPING, .methods = defaultdict_methods, .members = defaultdict_members,
             .c_doc = "A dict that makes the values of absent keys by calling a factory.",
             .slots = {.repr = defaultdict_repr, .binary = {[9] = defaultdict_or}, .init = defaultdict_init})

/* ---- _tuplegetter: a field of a named tuple ---- */

typedef struct PyTupleGetter { Object head; int64_t index; Slot doc; } PyTupleGetter;

static RT Value tuplegetter_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    int64_t index;
    if (!check_positional(task, "_tuplegetter", nargs, kwnames, 2, 2) || !object_index_i64(task, args[0], &index, false))
        return 0;
    PyTupleGetter *getter = object_alloc(task, (PyType *)cls, 0);
    if (getter == NULL)
        return 0;
    getter->index = index;
    gc_init(&getter->doc, args[1]);
    return value_from_object(getter);
}
static RT Value tuplegetter_get(TASK, Value self, Value object, Value type)
{
    PyTupleGetter *getter = (PyTupleGetter *)self;
    if (!object || object == VALUE_NONE)
        return self;
    if (!value_is_tuple(object))
        return raise_error(task, &type_TypeError, "descriptor for index '%ld' for tuple subclasses doesn't apply to '%T' object",
                           (long)getter->index, object);
    if (getter->index < 0 || getter->index >= tuple_size(object))
        return raise_error(task, &type_IndexError, "tuple index out of range");
    return tuple_get(object, getter->index);
}
static RT int tuplegetter_set(TASK, Value self, Value object, Value value)
{
    return fail_int(raise_error(task, &type_AttributeError, value == VALUE_UNBOUND ? "can't delete attribute" : "can't set attribute"));
}
static RT Value tuplegetter_reduce(TASK, Value self)
{
    Value words[2] = {int_from_i64(task, ((PyTupleGetter *)self)->index), ((PyTupleGetter *)self)->doc.word};
    Value state[2] = {value_from_object(type_of(self)), tuple_from(task, words, 2)};
    return state[1] ? tuple_from(task, state, 2) : 0;
}
METHOD_TABLE_BEGIN(tuplegetter)
    METHOD(__reduce__, "(self, /)", tuplegetter_reduce, TUPLE, RAISES, "What pickle and copy need to rebuild it.")
METHOD_TABLE_END
static const MemberDef tuplegetter_members[] = {{"__doc__", offsetof(PyTupleGetter, doc), false, NULL}, {.name = NULL}};
BUILTIN_TYPE(tuplegetter, "_collections._tuplegetter", PyTupleGetter, .methods = tuplegetter_methods, .members = tuplegetter_members,
             .slots = {.descr_get = tuplegetter_get, .descr_set = tuplegetter_set, .new_ = tuplegetter_make})

/* ---- the module ---- */

static RT Value count_elements(TASK, Value mapping, Value iterable)
{
    Value iterator = object_iter(task, iterable), one = value_from_small_int(1);
    bool exact = value_is_exact_dict(mapping) || (value_is_dict(mapping) && type_of(mapping)->slots.set_item == type_dict.slots.set_item);
    Value get = exact || !iterator ? 0 : object_get_attr(task, mapping, NAME(get));
    while (iterator && (exact || get)) {
        Value key = object_next(task, iterator);
        if (key == VALUE_STOP)
            return VALUE_NONE;
        Value old = !key ? 0 : exact ? dict_get(task, mapping, key) : call_two(task, get, key, value_from_small_int(0));
        Value count = !old ? 0 : old == VALUE_UNBOUND ? one : object_binary(task, old, one, 0);
        if (!count || !(exact ? dict_set(task, mapping, key, count) : object_set_item(task, mapping, key, count) == 0))
            return 0;
    }
    return 0;
}
METHOD_TABLE_BEGIN(collections)
    METHOD(_count_elements, "(mapping, iterable, /)", count_elements, NONE, RAISES, "Add one to the mapping's count of each item in the iterable.")
METHOD_TABLE_END
static RT bool collections_init(TASK, Value module)
{
    return type_ready(task, &type_deque) && type_ready(task, &type_defaultdict) && type_ready(task, &type_tuplegetter) &&
           type_ready(task, &type_deque_iterator) && type_ready(task, &type_deque_reverse_iterator) &&
           module_set_c(task, module, "deque", value_from_object(&type_deque)) &&
           module_set_c(task, module, "defaultdict", value_from_object(&type_defaultdict)) &&
           module_set_c(task, module, "_tuplegetter", value_from_object(&type_tuplegetter)) &&
           module_set_c(task, module, "_deque_iterator", value_from_object(&type_deque_iterator)) &&
           module_set_c(task, module, "_deque_reverse_iterator", value_from_object(&type_deque_reverse_iterator));
}
const NativeModule module__collections = {"_collections", "The containers beyond the built-in ones.", collections_methods, collections_init};
