/* tuple: a size and the items inline. Immutable once published, so reads need no care. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/int.h"

_Alignas(16) PyTuple tuple_empty_object = { .head = { &shape_tuple } };

/* ---- construction ---- */

RT Value tuple_new(TASK, int64_t size)
{
    if (size == 0)
        return value_from_object(&tuple_empty_object);
    PyTuple *tuple = gc_alloc(task, sizeof(PyTuple) + (size_t)size * sizeof(Slot), LAYOUT_REFS);
    if (tuple == NULL)
        return 0;
    tuple->head.shape = &shape_tuple;
    tuple->size = size;
    return value_from_object(tuple);
}

RT Value tuple_from(TASK, const void *words, int64_t size)
{
    const Value *items = words;
    Value v = tuple_new(task, size);
    if (v)
        for (int64_t i = 0; i < size; i++)
            tuple_init(v, i, items[i]);
    return v;
}

RT Value tuple_from_iterable(TASK, Value iterable)
{
    if (value_is_exact_tuple(iterable))
        return iterable;
    if (value_is_exact_list(iterable))
        return list_snapshot(task, iterable, 0, INT64_MAX);
    Value list = list_from_iterable(task, iterable);
    return list ? list_snapshot(task, list, 0, INT64_MAX) : 0;
}

static RT Value tuple_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if (type->slots.init == type_tuple.slots.init && !arguments_no_keywords(task, "tuple", kwnames))
        return 0;
    if (!arguments_count(task, "tuple", nargs, 0, 1))
        return 0;
    Value items = nargs ? tuple_from_iterable(task, args[0]) : tuple_new(task, 0);
    if (!items || type == &type_tuple)
        return items;
    int64_t size = tuple_size(items);
    PyTuple *tuple = object_alloc(task, type, (size_t)size * sizeof(Slot));
    if (tuple == NULL)
        return 0;
    tuple->size = size;
    for (int64_t i = 0; i < size; i++)
        gc_init(&tuple->items[i], tuple_get(items, i));
    return value_from_object(tuple);
}

/* ---- protocol slots ---- */

static RT Value tuple_repr(TASK, Value self)
{
    int64_t n = tuple_size(self);
    if (!stack_check(task))
        return 0;
    if (n == 0)
        return str_from_c(task, "()");
    return words_repr(task, self, tuple_words(self), n, "(", n == 1 ? ",)" : ")");
}

/* xxHash64's mixing of the items' hashes, as CPython's tuple. */
RT int64_t tuple_hash(TASK, Value self)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u, prime5 = 2870177450012600261u;
    uint64_t sum = prime5;
    bool is_checked = false;
    for (int64_t i = 0; i < tuple_size(self); i++) {
        Value item = tuple_get(self, i);
        bool is_own_hash = value_is_small_int(item) && int_hashes_to_itself(value_small_int(item));
        if (!is_own_hash && !is_checked && !(is_checked = stack_check(task)))
            return -1;
        int64_t lane = is_own_hash ? value_small_int(item) : object_hash(task, item);
        if (lane == -1)
            return -1;
        sum += (uint64_t)lane * prime2;
        sum = sum << 31 | sum >> 33;
        sum *= prime1;
    }
    sum += (uint64_t)tuple_size(self) ^ (prime5 ^ 3527539u);
    return sum == (uint64_t)-1 ? 1546275796 : (int64_t)sum;
}

static RT Value tuple_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_tuple(a) || !value_is_tuple(b))
        return VALUE_NOTIMPLEMENTED;
    return words_compare(task, tuple_words(a), tuple_size(a), tuple_words(b), tuple_size(b), op);
}

static RT Value tuple_concat(TASK, Value a, Value b)
{
    if (!value_is_tuple(a))
        return VALUE_NOTIMPLEMENTED;
    if (!value_is_tuple(b))
        return type_of(b)->slots.binary[0] == NULL
                   ? raise_error(task, &type_TypeError, "can only concatenate tuple (not \"%T\") to tuple", b)
                   : VALUE_NOTIMPLEMENTED;
    int64_t m = tuple_size(a), n = tuple_size(b);
    if (n == 0 && value_is_exact_tuple(a))
        return a;
    if (m == 0 && value_is_exact_tuple(b))
        return b;
    Value sum = tuple_new(task, m + n);
    if (!sum)
        return 0;
    for (int64_t i = 0; i < m; i++)
        tuple_init(sum, i, tuple_get(a, i));
    for (int64_t i = 0; i < n; i++)
        tuple_init(sum, m + i, tuple_get(b, i));
    return sum;
}

static RT Value tuple_repeat(TASK, Value a, Value b)
{
    Value tuple = value_is_tuple(a) ? a : b, count = value_is_tuple(a) ? b : a;
    int64_t times;
    if (!value_has_index(count))
        return value_is_tuple(a) && (!(type_of(b)->flags & TYPE_FLAG_HEAP) || type_of(b)->slots.binary[2] == NULL)
                   ? raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count)
                   : VALUE_NOTIMPLEMENTED;
    if (!object_count_i64(task, count, &times))
        return 0;
    int64_t n = tuple_size(tuple);
    if (times <= 0 || n == 0)
        return tuple_new(task, 0);
    if (times == 1 && value_is_exact_tuple(tuple))
        return tuple;
    if (n > (INT64_MAX >> 5) / times)
        return raise_error(task, &type_MemoryError, "");
    Value product = tuple_new(task, n * times);
    if (product)
        for (int64_t i = 0; i < n * times; i++)
            tuple_init(product, i, tuple_get(tuple, i % n));
    return product;
}

static RT int64_t tuple_length(TASK, Value self) { return tuple_size(self); }

static RT Value tuple_get_item(TASK, Value self, Value index)
{
    int64_t i, start, stop, step, count;
    if (value_has_index(index))
        return sequence_index(task, index, tuple_size(self), "tuple index out of range", &i) ? tuple_get(self, i) : 0;
    if (!value_is_slice(index))
        return raise_error(task, &type_TypeError, "tuple indices must be integers or slices, not %T", index);
    if (!slice_indices(task, index, tuple_size(self), &start, &stop, &step, &count))
        return 0;
    if (count == tuple_size(self) && step == 1 && value_is_exact_tuple(self))
        return self;
    Value part = tuple_new(task, count);
    if (part)
        for (i = 0; i < count; i++)
            tuple_init(part, i, tuple_get(self, start + i * step));
    return part;
}

static RT int tuple_contains(TASK, Value self, Value item)
{
    for (int64_t i = 0; i < tuple_size(self); i++) {
        int equal = object_equal(task, tuple_get(self, i), item);
        if (equal)
            return equal;
    }
    return 0;
}

static RT Value tuple_iter(TASK, Value self)
{
    return sequence_iterator_new(task, &shape_tuple_iterator, self, 0);
}

/* ---- methods ---- */

static RT Value tuple_count(TASK, Value self, Value value)
{
    int64_t count = 0;
    for (int64_t i = 0; i < tuple_size(self); i++) {
        int equal = object_equal(task, tuple_get(self, i), value);
        if (equal < 0)
            return 0;
        count += equal;
    }
    return int_from_i64(task, count);
}

static RT Value tuple_index(TASK, Value self, Value value, Value start, Value stop)
{
    int64_t low, high, n = tuple_size(self);
    if (!object_index_i64(task, start, &low, true) || !object_index_i64(task, stop, &high, true))
        return 0;
    low = low < 0 ? (low + n < 0 ? 0 : low + n) : low;
    high = high < 0 ? high + n : high;
    for (int64_t i = low; i < high && i < n; i++) {
        int equal = object_equal(task, tuple_get(self, i), value);
        if (equal < 0)
            return 0;
        if (equal)
            return int_from_i64(task, i);
    }
    return raise_error(task, &type_ValueError, "tuple.index(x): x not in tuple");
}

static RT Value tuple_getnewargs(TASK, Value self)
{
    Value copy = tuple_from(task, tuple_words(self), tuple_size(self));
    return copy ? tuple_from(task, &copy, 1) : 0;
}

METHOD_TABLE_BEGIN(tuple)
#include "runtime/types/tuple.def"
METHOD_TABLE_END

/* ---- iterator ---- */

static RT Value tuple_iterator_next(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value tuple = slot_load(&it->sequence);
    if (!tuple)
        return VALUE_STOP;
    int64_t i = position_claim(&it->index);
    if (i < tuple_size(tuple))
        return tuple_get(tuple, i);
    gc_store(&it->sequence, 0);
    return VALUE_STOP;
}

static RT Value tuple_iterator_length_hint(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value tuple = slot_load(&it->sequence);
    int64_t left = tuple ? tuple_size(tuple) - it->index : 0;
    return int_from_i64(task, left > 0 ? left : 0);
}

METHOD_TABLE_BEGIN(tuple_iterator)
    METHOD(__length_hint__, "(self, /)", tuple_iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END

/* ---- type objects ---- */

DEFINE_TYPE(tuple, "tuple", .basic_size = sizeof(PyTuple), .item_size = sizeof(Slot), .methods = tuple_methods,
            .flags = TYPE_FLAG_BASE | TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_SEQUENCE,
            .slots = {.repr = tuple_repr, .hash = tuple_hash, .compare = tuple_compare,
                      .binary = {[0] = tuple_concat, [2] = tuple_repeat}, .length = tuple_length,
                      .get_item = tuple_get_item, .contains = tuple_contains, .iter = tuple_iter,
                      .new_ = tuple_new_slot});

DEFINE_TYPE(tuple_iterator, "tuple_iterator", .basic_size = sizeof(PySequenceIterator),
            .methods = tuple_iterator_methods, .slots = {.iter = identity_iter, .next = tuple_iterator_next});
