/* The methods of list, and its index and slice operations. */
#include "runtime/types/list_internal.h"

RT Value list_get_slot(TASK, Value self, Value index)
{
    int64_t i, start, stop, step, count;
    if (value_has_index(index)) {
        if (!sequence_index(task, index, list_size(self), "list index out of range", &i))
            return 0;
        Value item = list_peek(self, i);
        return item ? item : raise_error(task, &type_IndexError, "list index out of range");
    }
    if (!value_is_slice(index))
        return raise_error(task, &type_TypeError, "list indices must be integers or slices, not %T", index);
    if (!slice_indices(task, index, list_size(self), &start, &stop, &step, &count))
        return 0;
    if (step == 1)
        return list_part(task, self, start, start + count);
    Value part = list_new(task, count);
    for (i = 0; part && i < count; i++) {
        Value item = list_peek(self, start + i * step);
        if (!item) {
            ((PyList *)part)->size = i;
            break;
        }
        list_init(part, i, item);
    }
    return part;
}

static int set_index(struct Task *task, Value self, Value index, Value value)
{
    PyList *list = (PyList *)self;
    int64_t i;
    if (!object_index_i64(task, index, &i, false))
        return -1;
    if (value == VALUE_UNBOUND) {
        if (i < 0)
            i += list_size(self);
        if (i < 0 || i >= list_size(self))
            return fail_int(raise_error(task, &type_IndexError, "list assignment index out of range"));
        return list_splice(task, self, i, i + 1, NULL, 0) ? 0 : -1;
    }
    byte_lock(task, &list->lock);
    if (i < 0)
        i += list->size;
    bool inside = i >= 0 && i < list->size;
    if (inside)
        gc_store(&list->items->slots[i], value);
    byte_unlock(task, &list->lock);
    return inside ? 0 : fail_int(raise_error(task, &type_IndexError, "list assignment index out of range"));
}

/* Deletes count items from start in steps: closes the gaps from a snapshot. */
static int delete_steps(struct Task *task, Value self, int64_t start, int64_t step, int64_t count)
{
    if (count == 0)
        return 0;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    Value items = list_snapshot(task, self, 0, INT64_MAX);
    if (!items)
        return -1;
    int64_t n = tuple_size(items), kept = 0, gone = 0;
    Value rest = list_new(task, n - count);
    if (!rest)
        return -1;
    for (int64_t i = 0; i < n; i++) {
        if (gone < count && i == start + gone * step)
            gone++;
        else
            list_init(rest, kept++, tuple_get(items, i));
    }
    return list_splice(task, self, 0, INT64_MAX, (const Value *)((PyList *)rest)->items->slots, kept) ? 0 : -1;
}

static int store_steps(struct Task *task, Value self, int64_t start, int64_t step, int64_t count, Value items)
{
    PyList *list = (PyList *)self;
    if (tuple_size(items) != count)
        return fail_int(raise_error(task, &type_ValueError,
                                    "attempt to assign sequence of size %ld to extended slice of size %ld",
                                    (long)tuple_size(items), (long)count));
    byte_lock(task, &list->lock);
    for (int64_t i = 0; i < count; i++)
        if (start + i * step < list->size)
            gc_store(&list->items->slots[start + i * step], tuple_get(items, i));
    byte_unlock(task, &list->lock);
    return 0;
}

RT int list_set_slot(TASK, Value self, Value index, Value value)
{
    int64_t start, stop, step, count;
    if (value_has_index(index))
        return set_index(task, self, index, value);
    if (!value_is_slice(index))
        return fail_int(raise_error(task, &type_TypeError, "list indices must be integers or slices, not %T", index));
    if (!slice_indices(task, index, list_size(self), &start, &stop, &step, &count))
        return -1;
    if (value == VALUE_UNBOUND) {
        if (step != 1)
            return delete_steps(task, self, start, step, count);
        return list_splice(task, self, start, start + count, NULL, 0) ? 0 : -1;
    }
    Value iterable_type_ok = type_of(value)->slots.iter || type_of(value)->slots.get_item;
    if (!iterable_type_ok)
        return fail_int(raise_error(task, &type_TypeError, step == 1 ? "can only assign an iterable"
                                                           : "must assign iterable to extended slice"));
    Value items = tuple_from_iterable(task, value);
    if (!items)
        return -1;
    if (step != 1)
        return store_steps(task, self, start, step, count, items);
    return list_splice(task, self, start, stop < start ? start : stop, tuple_words(items), tuple_size(items)) ? 0 : -1;
}

/* ---- methods ---- */

static RT Value list_method_append(TASK, Value self, Value item)
{
    return list_append(task, self, item) ? VALUE_NONE : 0;
}

static RT Value list_method_clear(TASK, Value self)
{
    list_clear(task, (PyList *)self);
    return VALUE_NONE;
}

static RT Value list_method_copy(TASK, Value self)
{
    if (!runtime_parallel)
        return list_part(task, self, 0, list_size(self));
    Value copy = list_new(task, 0), items = copy ? list_snapshot(task, self, 0, INT64_MAX) : 0;
    return items && list_splice(task, copy, 0, 0, tuple_words(items), tuple_size(items)) ? copy : 0;
}

static RT Value list_method_count(TASK, Value self, Value value)
{
    int64_t count = 0;
    for (int64_t i = 0;; i++) {
        Value item = list_peek(self, i);
        if (!item)
            return int_from_i64(task, count);
        int equal = item == value ? 1 : object_equal(task, item, value);
        if (equal < 0)
            return 0;
        count += equal;
    }
}

static RT Value list_method_extend(TASK, Value self, Value iterable)
{
    return list_extend(task, self, iterable) ? VALUE_NONE : 0;
}

static RT Value list_method_index(TASK, Value self, Value value, Value start, Value stop)
{
    int64_t low, high, n = list_size(self);
    if (!object_index_i64(task, start, &low, true) || !object_index_i64(task, stop, &high, true))
        return 0;
    low = low < 0 ? (low + n < 0 ? 0 : low + n) : low;
    high = high < 0 ? high + n : high;
    for (int64_t i = low; i < high; i++) {
        Value item = list_peek(self, i);
        if (!item)
            break;
        int equal = object_equal(task, item, value);
        if (equal < 0)
            return 0;
        if (equal)
            return int_from_i64(task, i);
    }
    return raise_error(task, &type_ValueError, "%R is not in list", value);
}

static RT Value list_method_insert(TASK, Value self, Value index, Value item)
{
    int64_t i, n = list_size(self);
    if (!object_index_i64(task, index, &i, false))
        return 0;
    if (i < 0)
        i = i + n < 0 ? 0 : i + n;
    return list_splice(task, self, i, i, &item, 1) ? VALUE_NONE : 0;
}

static RT Value list_method_pop(TASK, Value self, Value index)
{
    int64_t i;
    if (value_is_small_int(index))
        i = value_small_int(index);
    else if (!object_index_i64(task, index, &i, false))
        return 0;
    return list_pop(task, self, i);
}

static RT Value list_method_remove(TASK, Value self, Value value)
{
    for (int64_t i = 0;; i++) {
        Value item = list_peek(self, i);
        if (!item)
            return raise_error(task, &type_ValueError, "list.remove(x): x not in list");
        int equal = object_equal(task, item, value);
        if (equal < 0)
            return 0;
        if (equal)
            return list_splice(task, self, i, i + 1, NULL, 0) ? VALUE_NONE : 0;
    }
}

static RT Value list_method_reverse(TASK, Value self)
{
    PyList *list = (PyList *)self;
    byte_lock(task, &list->lock);
    Slot *slots = list->items->slots;
    for (int64_t i = 0, j = list->size - 1; i < j; i++, j--) {
        Value low = slot_load(&slots[i]), high = slot_load(&slots[j]);
        gc_store(&slots[i], high);
        gc_store(&slots[j], low);
    }
    byte_unlock(task, &list->lock);
    return VALUE_NONE;
}

RT Value list_reversed_copy(TASK, Value self)
{
    Value items = list_snapshot(task, self, 0, INT64_MAX);
    if (!items)
        return 0;
    int64_t n = tuple_size(items);
    Value copy = list_new(task, n);
    for (int64_t i = 0; copy && i < n; i++)
        list_init(copy, i, tuple_get(items, n - 1 - i));
    return copy;
}

static RT Value list_method_sort(TASK, Value self, Value key, Value reverse)
{
    int backwards = object_truth(task, reverse);
    if (backwards < 0)
        return 0;
    return list_sort(task, self, key, backwards) ? VALUE_NONE : 0;
}

static RT Value list_method_reversed(TASK, Value self)
{
    return sequence_iterator_new(task, &shape_list_reverseiterator, self, list_size(self) - 1);
}

static RT Value list_method_sizeof(TASK, Value self)
{
    return int_from_i64(task, 40 + 8 * pointer_load(((PyList *)self)->items)->capacity);
}

const MethodDef list_methods[] = {
#include "runtime/types/list.def"
METHOD_TABLE_END
