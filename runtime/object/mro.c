/* The method resolution order: C3 merge of the bases' orders, or what a metaclass's mro() says. */
#include "runtime/object/class_bases.h"
#include "runtime/object/type_internal.h"

static RT Value merge_error(TASK, Value *lists, int64_t *heads, int64_t n)
{
    Value names = str_from_c(task, ""), seen = list_new(task, 0);
    for (int64_t i = 0; names && seen && i < n; i++) {
        PyTuple *list = (PyTuple *)lists[i];
        if (heads[i] >= list->size)
            continue;
        Value candidate = slot_load(&list->items[heads[i]]);
        int known = object_contains(task, seen, candidate);
        if (known < 0)
            return 0;
        if (known)
            continue;
        names = str_format(task, object_length(task, seen) ? "%U, %s" : "%U%s", names, type_name((PyType *)candidate));
        if (!names || !list_append(task, seen, candidate))
            return 0;
    }
    if (!names || !seen)
        return 0;
    return raise_error(task, &type_TypeError,
                       "Cannot create a consistent method resolution\norder (MRO) for bases %U", names);
}

static bool in_tail(Value *lists, const int64_t *heads, int64_t n, Value candidate)
{
    for (int64_t i = 0; i < n; i++) {
        PyTuple *list = (PyTuple *)lists[i];
        for (int64_t j = heads[i] + 1; j < list->size; j++)
            if (slot_load(&list->items[j]) == candidate)
                return true;
    }
    return false;
}

static RT Value check_duplicate_bases(TASK, PyTuple *bases)
{
    for (int64_t i = 0; i < bases->size; i++)
        for (int64_t j = i + 1; j < bases->size; j++)
            if (slot_load(&bases->items[i]) == slot_load(&bases->items[j]))
                return raise_error(task, &type_TypeError, "duplicate base class %N", (PyType *)slot_load(&bases->items[j]));
    return VALUE_NONE;
}

enum { MAX_BASES = 62 };

/* The C3 order as a tuple. */
RT Value mro_merge(TASK, PyType *type)
{
    PyTuple *bases = (PyTuple *)slot_load(&type->bases);
    Value lists[MAX_BASES + 2];
    int64_t heads[MAX_BASES + 2] = {0}, n = bases->size;
    if (n > MAX_BASES)
        return raise_error(task, &type_TypeError, "a class cannot have more than %d bases", MAX_BASES);
    if (!check_duplicate_bases(task, bases))
        return 0;
    for (int64_t i = 0; i < n; i++) {
        PyType *base = (PyType *)slot_load(&bases->items[i]);
        lists[i] = slot_load(&base->mro);
        if (!lists[i])
            return raise_error(task, &type_TypeError, "Cannot extend an incomplete type '%N'", base);
    }
    lists[n] = (Value)bases;
    Value result = list_new(task, 0);
    if (!result || !list_append(task, result, (Value)type))
        return 0;
    for (;;) {
        Value chosen = 0;
        bool empty = true;
        for (int64_t i = 0; i <= n && !chosen; i++) {
            PyTuple *list = (PyTuple *)lists[i];
            if (heads[i] >= list->size)
                continue;
            empty = false;
            Value candidate = slot_load(&list->items[heads[i]]);
            if (!in_tail(lists, heads, n + 1, candidate))
                chosen = candidate;
        }
        if (empty)
            break;
        if (!chosen)
            return merge_error(task, lists, heads, n + 1);
        if (!list_append(task, result, chosen))
            return 0;
        for (int64_t i = 0; i <= n; i++) {
            PyTuple *list = (PyTuple *)lists[i];
            if (heads[i] < list->size && slot_load(&list->items[heads[i]]) == chosen)
                heads[i]++;
        }
    }
    return tuple_from(task, ((PyList *)result)->items->slots, ((PyList *)result)->size);
}

static RT Value custom_mro(TASK, PyType *type)
{
    Value method = object_get_attr(task, (Value)type, NAME(mro));
    Value order = method ? call_zero(task, method) : 0;
    if (!order)
        return 0;
    const PyType *solid = class_solid_base(type);
    Value list = list_new(task, 0), iterator = object_iter(task, order);
    if (!list || !iterator)
        return 0;
    for (;;) {
        Value item = object_next(task, iterator);
        if (!item)
            return 0;
        if (item == VALUE_STOP)
            break;
        if (!value_is_type(item))
            return raise_error(task, &type_TypeError, "mro() returned a non-class ('%T')", item);
        if (!type_is_subtype(solid, class_solid_base((PyType *)item)))
            return raise_error(task, &type_TypeError, "mro() returned base with unsuitable layout ('%N')", (PyType *)item);
        if (!list_append(task, list, item))
            return 0;
    }
    return tuple_from(task, ((PyList *)list)->items->slots, ((PyList *)list)->size);
}

RT Value mro_order(TASK, PyType *type)
{
    PyType *meta = object_shape(type)->type;
    ClassCell *cell = meta == &type_type ? NULL : class_resolve(meta, NAME(mro));
    return cell && cell->owner != &type_type ? custom_mro(task, type) : mro_merge(task, type);
}

RT bool mro_compute(TASK, PyType *type)
{
    Value before = slot_load(&type->mro), mro = mro_order(task, type);
    if (!mro)
        return false;
    if (slot_load(&type->mro) == before)        /* else mro() has assigned __bases__ */
        gc_store(&type->mro, mro);
    return true;
}
