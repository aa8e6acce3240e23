/* slice: three words, immutable. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"

RT Value slice_new(TASK, Value start, Value stop, Value step)
{
    PySlice *slice = gc_new(task, PySlice);
    if (slice == NULL)
        return 0;
    slice->head.shape = &shape_slice;
    gc_init(&slice->start, start);
    gc_init(&slice->stop, stop);
    gc_init(&slice->step, step);
    return value_from_object(slice);
}

static RT Value slice_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "slice", kwnames) || !arguments_count(task, "slice", nargs, 1, 3))
        return 0;
    if (nargs == 1)
        return slice_new(task, VALUE_NONE, args[0], VALUE_NONE);
    return slice_new(task, args[0], args[1], nargs == 3 ? args[2] : VALUE_NONE);
}

static bool part(struct Task *task, Value word, int64_t *result)
{
    if (value_is_small_int(word)) {
        *result = value_small_int(word);
        return true;
    }
    if (!value_has_index(word)) {
        raise_error(task, &type_TypeError, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return object_index_i64(task, word, result, true);
}

static int64_t bounded(int64_t i, int64_t length, int64_t step)
{
    if (i < 0) {
        i += length;
        return i >= 0 ? i : step < 0 ? -1 : 0;
    }
    return i < length ? i : step < 0 ? length - 1 : length;
}

RT bool slice_indices(TASK, Value v, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count)
{
    PySlice *slice = (PySlice *)v;
    *step = 1;
    if (slice->step.word != VALUE_NONE) {
        if (!part(task, slice->step.word, step))
            return false;
        if (*step == 0) {
            raise_error(task, &type_ValueError, "slice step cannot be zero");
            return false;
        }
        if (*step < -INT64_MAX)
            *step = -INT64_MAX;
    }
    *start = *step < 0 ? length - 1 : 0;
    *stop = *step < 0 ? -1 : length;
    int64_t given;
    if (slice->start.word != VALUE_NONE) {
        if (!part(task, slice->start.word, &given))
            return false;
        *start = bounded(given, length, *step);
    }
    if (slice->stop.word != VALUE_NONE) {
        if (!part(task, slice->stop.word, &given))
            return false;
        *stop = bounded(given, length, *step);
    }
    if (*step > 0)
        *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
    else
        *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
    return true;
}

static RT Value slice_repr(TASK, Value self)
{
    PySlice *slice = (PySlice *)self;
    return str_format(task, "slice(%R, %R, %R)", slice->start.word, slice->stop.word, slice->step.word);
}

static RT Value slice_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_slice(a) || !value_is_slice(b))
        return VALUE_NOTIMPLEMENTED;
    PySlice *x = (PySlice *)a, *y = (PySlice *)b;
    Value left[] = {x->start.word, x->stop.word, x->step.word}, right[] = {y->start.word, y->stop.word, y->step.word};
    return words_compare(task, left, 3, right, 3, op);
}

/* indices(): arithmetic on integers of any size, since the length is not that of a real object. */
static Value wide_bound(struct Task *task, Value word, Value length, bool down, bool is_start)
{
    Value zero = value_from_small_int(0), one = value_from_small_int(1), minus_one = value_from_small_int(-1);
    Value lower = down ? minus_one : zero;
    Value upper = down ? object_binary(task, length, one, 1) : length;
    if (!upper)
        return 0;
    if (word == VALUE_NONE)
        return is_start == down ? upper : lower;
    if (!value_has_index(word))
        return raise_error(task, &type_TypeError, "slice indices must be integers or None or have an __index__ method");
    Value i = object_index(task, word);
    int negative = i ? object_compare_truth(task, i, zero, COMPARE_LT) : -1;
    if (negative < 0)
        return 0;
    if (negative) {
        i = object_binary(task, i, length, 0);
        int below = i ? object_compare_truth(task, i, lower, COMPARE_LT) : -1;
        return below < 0 ? 0 : below ? lower : i;
    }
    int above = object_compare_truth(task, i, upper, COMPARE_GT);
    return above < 0 ? 0 : above ? upper : i;
}

static RT Value slice_method_indices(TASK, Value self, Value length)
{
    PySlice *slice = (PySlice *)self;
    Value zero = value_from_small_int(0);
    length = object_index(task, length);
    int negative = length ? object_compare_truth(task, length, zero, COMPARE_LT) : -1;
    if (negative < 0)
        return 0;
    if (negative)
        return raise_error(task, &type_ValueError, "length should not be negative");
    Value step = value_from_small_int(1);
    if (slice->step.word != VALUE_NONE) {
        if (!value_has_index(slice->step.word))
            return raise_error(task, &type_TypeError,
                               "slice indices must be integers or None or have an __index__ method");
        step = object_index(task, slice->step.word);
        if (!step)
            return 0;
        if (step == zero)
            return raise_error(task, &type_ValueError, "slice step cannot be zero");
    }
    int down = object_compare_truth(task, step, zero, COMPARE_LT);
    if (down < 0)
        return 0;
    Value parts[3] = {wide_bound(task, slice->start.word, length, down, true), 0, step};
    if (!parts[0])
        return 0;
    parts[1] = wide_bound(task, slice->stop.word, length, down, false);
    return parts[1] ? tuple_from(task, parts, 3) : 0;
}

static RT Value slice_reduce(TASK, Value self)
{
    PySlice *slice = (PySlice *)self;
    Value words[] = {slice->start.word, slice->stop.word, slice->step.word};
    Value state[] = {value_from_object(&type_slice), tuple_from(task, words, 3)};
    return state[1] ? tuple_from(task, state, 2) : 0;
}

METHOD_TABLE_BEGIN(slice)
#include "runtime/types/slice.def"
METHOD_TABLE_END

static const MemberDef slice_members[] = {{"start", offsetof(PySlice, start), true, NULL},
                                          {"stop", offsetof(PySlice, stop), true, NULL},
                                          {"step", offsetof(PySlice, step), true, NULL},
                                          {.name = NULL}};

DEFINE_TYPE(slice, "slice", .basic_size = sizeof(PySlice), .methods = slice_methods, .members = slice_members,
            .slots = {.repr = slice_repr, .hash = container_unhashable, .compare = slice_compare, .new_ = slice_new_slot});
