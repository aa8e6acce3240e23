/* range: start, stop, step and length as ints of any size. Its iterator counts in 64 bits when
   everything fits, else in objects (longrange_iterator). */
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/int.h"

enum { ADD = 0, SUBTRACT = 1, MULTIPLY = 2, MODULO = 5, FLOOR_DIVIDE = 12 };
static const Value ZERO = 1, ONE = 5;          /* words of 0 and 1 */

static PyRange *as_range(Value v) { return (PyRange *)v; }

/* ---- construction ---- */

static Value range_length_of(struct Task *task, Value start, Value stop, Value step)
{
    int64_t low, high, by;
    if (int_to_i64(start, &low) && int_to_i64(stop, &high) && int_to_i64(step, &by) && by != INT64_MIN) {
        __int128 span = by > 0 ? (__int128)high - low : (__int128)low - high, size = by > 0 ? by : -by;
        return int_from_i128(task, span <= 0 ? 0 : (span - 1) / size + 1);
    }
    bool down = int_sign(step) < 0;
    Value span = down ? int_subtract(task, start, stop) : int_subtract(task, stop, start);
    Value size = down ? int_negative(task, step) : step;
    if (!span || !size)
        return 0;
    if (int_sign(span) <= 0)
        return ZERO;
    Value less = int_subtract(task, span, ONE), count = less ? int_floor_divide(task, less, size) : 0;
    return count ? int_add(task, count, ONE) : 0;
}

RT Value range_new(TASK, Value start, Value stop, Value step)
{
    Value length = range_length_of(task, start, stop, step);
    PyRange *range = length ? gc_new(task, PyRange) : NULL;
    if (range == NULL)
        return 0;
    range->head.shape = &shape_range;
    gc_init(&range->start, start);
    gc_init(&range->stop, stop);
    gc_init(&range->step, step);
    gc_init(&range->length, length);
    return value_from_object(range);
}

RT bool is_range_type(TASK, Value v)
{
    return v == value_from_object(&type_range);
}

static RT Value range_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    Value words[3];
    if (!arguments_no_keywords(task, "range", kwnames) || !arguments_count(task, "range", nargs, 1, 3))
        return 0;
    for (int64_t i = 0; i < nargs; i++) {
        words[i] = object_index(task, args[i]);
        if (!words[i])
            return 0;
    }
    if (nargs == 1)
        return range_new(task, ZERO, words[0], ONE);
    if (nargs == 3 && words[2] == ZERO)
        return raise_error(task, &type_ValueError, "range() arg 3 must not be zero");
    return range_new(task, words[0], words[1], nargs == 3 ? words[2] : ONE);
}

/* ---- protocol slots ---- */

static RT Value range_repr(TASK, Value self)
{
    PyRange *r = as_range(self);
    if (r->step.word == ONE)
        return str_format(task, "range(%R, %R)", r->start.word, r->stop.word);
    return str_format(task, "range(%R, %R, %R)", r->start.word, r->stop.word, r->step.word);
}

/* Ranges are equal as sequences: what does not show in the items is None in the key. */
static Value range_key(struct Task *task, Value self)
{
    PyRange *r = as_range(self);
    Value words[3] = {r->length.word, VALUE_NONE, VALUE_NONE};
    if (r->length.word != ZERO)
        words[1] = r->start.word;
    if (r->length.word != ZERO && r->length.word != ONE)
        words[2] = r->step.word;
    return tuple_from(task, words, 3);
}

static RT int64_t range_hash(TASK, Value self)
{
    Value key = range_key(task, self);
    return key ? object_hash(task, key) : -1;
}

static RT Value range_compare(TASK, Value a, Value b, int op)
{
    if (!value_has_shape(a, &shape_range) || !value_has_shape(b, &shape_range) || (op != COMPARE_EQ && op != COMPARE_NE))
        return VALUE_NOTIMPLEMENTED;
    Value x = range_key(task, a), y = x ? range_key(task, b) : 0;
    return y ? object_compare(task, x, y, op) : 0;
}

static RT int64_t range_length(TASK, Value self)
{
    int64_t length;
    if (int_to_i64(as_range(self)->length.word, &length))
        return length;
    return fail_int(raise_error(task, &type_OverflowError, "Python int too large to convert to C ssize_t"));
}

static RT int range_truth(TASK, Value self) { return as_range(self)->length.word != ZERO; }

static Value item_at(struct Task *task, PyRange *r, Value i)
{
    Value offset = int_multiply(task, i, r->step.word);
    return offset ? int_add(task, r->start.word, offset) : 0;
}

static Value range_slice(struct Task *task, Value self, Value slice)
{
    PyRange *r = as_range(self);
    Value method = object_get_attr(task, slice, NAME(indices));
    Value parts = method ? call_one(task, method, r->length.word) : 0;
    if (!parts)
        return 0;
    Value start = item_at(task, r, tuple_get(parts, 0)), stop = start ? item_at(task, r, tuple_get(parts, 1)) : 0;
    Value step = stop ? int_multiply(task, r->step.word, tuple_get(parts, 2)) : 0;
    return step ? range_new(task, start, stop, step) : 0;
}

static RT Value range_get_item(TASK, Value self, Value index)
{
    PyRange *r = as_range(self);
    if (value_is_slice(index))
        return range_slice(task, self, index);
    if (!value_has_index(index))
        return raise_error(task, &type_TypeError, "range indices must be integers or slices, not %T", index);
    Value i = object_index(task, index);
    if (i && int_sign(i) < 0)
        i = int_add(task, i, r->length.word);
    if (!i)
        return 0;
    if (int_sign(i) < 0 || int_compare3(i, r->length.word) >= 0)
        return raise_error(task, &type_IndexError, "range object index out of range");
    return item_at(task, r, i);
}

/* Position of an int in the range; VALUE_UNBOUND when it is not there. */
static Value position_of(struct Task *task, PyRange *r, Value v)
{
    bool down = int_sign(r->step.word) < 0;
    int from = int_compare3(v, r->start.word), to = int_compare3(v, r->stop.word);
    if (down ? from > 0 || to <= 0 : from < 0 || to >= 0)
        return VALUE_UNBOUND;
    Value offset = int_subtract(task, v, r->start.word);
    Value rest = offset ? int_modulo(task, offset, r->step.word) : 0;
    if (!rest)
        return 0;
    return rest == ZERO ? int_floor_divide(task, offset, r->step.word) : VALUE_UNBOUND;
}

static Value search(struct Task *task, Value self, Value v)
{
    if (value_is_exact_int(v) || value_is_bool(v))
        return position_of(task, as_range(self), v);
    Value iterator = object_iter(task, self);
    for (int64_t i = 0; iterator; i++) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return VALUE_UNBOUND;
        int equal = item ? object_equal(task, item, v) : -1;
        if (equal < 0 || (i % 4096 == 4095 && !runtime_poll(task)))
            return 0;
        if (equal)
            return int_from_i64(task, i);
    }
    return 0;
}

static RT int range_contains(TASK, Value self, Value v)
{
    Value found = search(task, self, v);
    return !found ? -1 : found != VALUE_UNBOUND;
}

/* ---- methods ---- */

static RT Value range_count(TASK, Value self, Value v)
{
    int found;
    if (value_is_exact_int(v) || value_is_bool(v)) {
        found = range_contains(task, self, v);
        return found < 0 ? 0 : found ? ONE : ZERO;
    }
    int64_t count = 0;
    Value iterator = object_iter(task, self);
    while (iterator) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return int_from_i64(task, count);
        found = item ? object_equal(task, item, v) : -1;
        if (found < 0)
            return 0;
        count += found;
    }
    return 0;
}

static RT Value range_index(TASK, Value self, Value v)
{
    Value found = search(task, self, v);
    if (found != VALUE_UNBOUND)
        return found;
    if (value_is_exact_int(v) || value_is_bool(v))
        return raise_error(task, &type_ValueError, "%R is not in range", v);
    return raise_error(task, &type_ValueError, "sequence.index(x): x not in sequence");
}

static RT Value range_reduce(TASK, Value self)
{
    PyRange *r = as_range(self);
    Value words[] = {r->start.word, r->stop.word, r->step.word}, args = tuple_from(task, words, 3);
    Value state[] = {value_from_object(&type_range), args};
    return args ? tuple_from(task, state, 2) : 0;
}

/* ---- iterators ---- */

typedef struct PyLongRangeIterator { Object head; Slot next, step, remaining; uint8_t lock; } PyLongRangeIterator;

static Value iterator_from(struct Task *task, Value first, Value step, Value count)
{
    int64_t start, by, n, last;
    if (int_to_i64(first, &start) && int_to_i64(step, &by) && int_to_i64(count, &n) &&
        !__builtin_mul_overflow(by, n, &last) && !__builtin_add_overflow(start, last, &last)) {
        PyRangeIterator *it = gc_alloc(task, sizeof(PyRangeIterator), LAYOUT_FREE);
        if (it == NULL)
            return 0;
        it->head.shape = &shape_range_iterator;
        it->next = start;
        it->step = by;
        it->remaining = n;
        return value_from_object(it);
    }
    PyLongRangeIterator *it = gc_new(task, PyLongRangeIterator);
    if (it == NULL)
        return 0;
    it->head.shape = &shape_longrange_iterator;
    gc_init(&it->next, first);
    gc_init(&it->step, step);
    gc_init(&it->remaining, count);
    return value_from_object(it);
}

static RT Value range_iter(TASK, Value self)
{
    PyRange *r = as_range(self);
    return iterator_from(task, r->start.word, r->step.word, r->length.word);
}

static RT Value range_reversed(TASK, Value self)
{
    PyRange *r = as_range(self);
    Value last = int_subtract(task, r->length.word, ONE), first = last ? item_at(task, r, last) : 0;
    Value step = first ? int_negative(task, r->step.word) : 0;
    return step ? iterator_from(task, first, step, r->length.word) : 0;
}

/* `remaining` is the word that tasks compete for; the item follows from it. */
static RT Value range_iterator_next(TASK, Value self)
{
    PyRangeIterator *it = (PyRangeIterator *)self;
    if (__builtin_expect(!runtime_parallel, 1)) {
        if (it->remaining <= 0)
            return VALUE_STOP;
        int64_t i = it->next;
        it->next += it->step;
        it->remaining--;
        return int_from_i64(task, i);
    }
    if (__atomic_fetch_sub(&it->remaining, 1, __ATOMIC_RELAXED) <= 0) {
        __atomic_store_n(&it->remaining, 0, __ATOMIC_RELAXED);
        return VALUE_STOP;
    }
    return int_from_i64(task, __atomic_fetch_add(&it->next, it->step, __ATOMIC_RELAXED));
}

static RT Value range_iterator_length_hint(TASK, Value self)
{
    int64_t left = ((PyRangeIterator *)self)->remaining;
    return int_from_i64(task, left > 0 ? left : 0);
}

static Value rebuilt(struct Task *task, Value start, Value step, Value count)
{
    Value span = int_multiply(task, step, count), stop = span ? int_add(task, start, span) : 0;
    Value range = stop ? range_new(task, start, stop, step) : 0, args = range ? tuple_from(task, &range, 1) : 0;
    Value module = args ? import_module_c(task, "builtins") : 0;
    Value state[2] = {module ? object_get_attr(task, module, NAME(iter)) : 0, args};
    return state[0] ? tuple_from(task, state, 2) : 0;
}

static RT Value range_iterator_reduce(TASK, Value self)
{
    PyRangeIterator *it = (PyRangeIterator *)self;
    Value next = int_from_i64(task, it->next), step = int_from_i64(task, it->step);
    return next && step ? rebuilt(task, next, step, int_from_i64(task, it->remaining)) : 0;
}

static RT Value range_iterator_setstate(TASK, Value self, Value state)
{
    PyRangeIterator *it = (PyRangeIterator *)self;
    int64_t skip;
    if (!object_index_i64(task, state, &skip, false))
        return 0;
    skip = skip < 0 ? 0 : skip > it->remaining ? it->remaining : skip;
    it->next += skip * it->step;
    it->remaining -= skip;
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(range_iterator)
    METHOD(__length_hint__, "(self, /)", range_iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", range_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", range_iterator_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END

static RT Value longrange_iterator_next(TASK, Value self)
{
    PyLongRangeIterator *it = (PyLongRangeIterator *)self;
    for (;;) {
        Value item = slot_load(&it->next), left = slot_load(&it->remaining);
        if (left == ZERO)
            return VALUE_STOP;
        Value next = int_add(task, item, it->step.word), less = next ? int_subtract(task, left, ONE) : 0;
        if (!less)
            return 0;
        byte_lock(task, &it->lock);
        bool steady = it->next.word == item && it->remaining.word == left;
        if (steady) {
            gc_store(&it->next, next);
            gc_store(&it->remaining, less);
        }
        byte_unlock(task, &it->lock);
        if (steady)
            return item;
    }
}

static RT Value longrange_iterator_length_hint(TASK, Value self) { return ((PyLongRangeIterator *)self)->remaining.word; }
static RT Value longrange_iterator_reduce(TASK, Value self)
{
    PyLongRangeIterator *it = (PyLongRangeIterator *)self;
    return rebuilt(task, it->next.word, it->step.word, it->remaining.word);
}

METHOD_TABLE_BEGIN(longrange_iterator)
    METHOD(__length_hint__, "(self, /)", longrange_iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", longrange_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
METHOD_TABLE_END

METHOD_TABLE_BEGIN(range)
#include "runtime/types/range.def"
METHOD_TABLE_END

static const MemberDef range_members[] = {{"start", offsetof(PyRange, start), true, NULL},
                                          {"stop", offsetof(PyRange, stop), true, NULL},
                                          {"step", offsetof(PyRange, step), true, NULL},
                                          {.name = NULL}};

DEFINE_TYPE(range, "range", .basic_size = sizeof(PyRange), .methods = range_methods, .members = range_members,
            .flags = TYPE_FLAG_SEQUENCE,
            .slots = {.repr = range_repr, .hash = range_hash, .compare = range_compare, .truth = range_truth,
                      .length = range_length, .get_item = range_get_item, .contains = range_contains,
                      .iter = range_iter, .new_ = range_new_slot});
DEFINE_TYPE(range_iterator, "range_iterator", .basic_size = sizeof(PyRangeIterator), .methods = range_iterator_methods,
            .slots = {.iter = identity_iter, .next = range_iterator_next});
DEFINE_TYPE(longrange_iterator, "longrange_iterator", .basic_size = sizeof(PyLongRangeIterator),
            .methods = longrange_iterator_methods,
            .slots = {.iter = identity_iter, .next = longrange_iterator_next});
