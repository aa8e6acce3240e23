/* x[a:b] and x[a:b] = v as compiled code calls them: lists, tuples and str with bounds that are
   small ints or None are cut at once; everything else gets a slice object and the type's own
   item slots. */
#include "runtime/types/list_internal.h"

#include "runtime/abi/slow.h"
#include "runtime/types/str.h"

/* The bound within [0, length]; `otherwise` for None. False: not for here. */
ALWAYS_INLINE bool plain_bound(Value word, int64_t length, int64_t otherwise, int64_t *bound)
{
    if (value_is_small_int(word)) {
        int64_t i = value_small_int(word);
        i += i < 0 ? length : 0;
        *bound = i < 0 ? 0 : i < length ? i : length;
        return true;
    }
    *bound = otherwise;
    return word == VALUE_NONE;
}

ALWAYS_INLINE bool plain_bounds(Value lower, Value upper, int64_t length, int64_t *from, int64_t *to)
{
    if (!plain_bound(lower, length, 0, from) || !plain_bound(upper, length, length, to))
        return false;
    if (*to < *from)
        *to = *from;
    return true;
}

RT Value list_part(TASK, Value v, int64_t from, int64_t to)
{
    Value part = list_new(task, to - from);
    const ListItems *items = pointer_load(((PyList *)v)->items);
    if (!part)
        return 0;
    PyList *list = (PyList *)part;
    int64_t n = (to < items->capacity ? to : items->capacity) - from, i = 0;
    for (; i < n; i++) {
        Value item = slot_load(&items->slots[from + i]);
        if (!item)                       /* it shrinks under a writer's hands */
            break;
        gc_init(&list->items->slots[i], item);
    }
    list->size = i;
    return part;
}

RT Value slice_get(TASK, Value v, Value lower, Value upper, Value step)
{
    int64_t from, to;
    if (step == VALUE_NONE && value_is_pointer(v)) {
        const Shape *shape = object_shape((void *)v);
        if (shape == &shape_list) {
            if (plain_bounds(lower, upper, list_size(v), &from, &to))
                return list_part(task, v, from, to);
        } else if (shape == &shape_str) {
            if (plain_bounds(lower, upper, as_str(v)->length, &from, &to))
                return str_substring(task, v, from, to);
        } else if (shape == &shape_tuple && plain_bounds(lower, upper, tuple_size(v), &from, &to)) {
            return to - from == tuple_size(v) ? v : tuple_from(task, tuple_words(v) + from, to - from);
        }
    }
    Value slice = slice_new(task, lower, upper, step);
    return slice ? slow_get_item(task, v, slice) : 0;
}

RT bool slice_set(TASK, Value v, Value lower, Value upper, Value step, Value value)
{
    int64_t from, to;
    if (step == VALUE_NONE && value_is_exact_list(v) && plain_bounds(lower, upper, list_size(v), &from, &to)) {
        if (value_is_exact_tuple(value))
            return list_splice(task, v, from, to, tuple_words(value), tuple_size(value));
        if (value_is_exact_list(value) && value != v && !runtime_parallel)
            return list_splice(task, v, from, to, (const Value *)((PyList *)value)->items->slots, list_size(value));
    }
    Value slice = slice_new(task, lower, upper, step);
    return slice && slow_set_item(task, v, slice, value);
}
