/* set and frozenset as Python sees them. */
#include "runtime/types/set_internal.h"
#include "runtime/types/str.h"

/* ---- construction ---- */

static RT Value set_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return set_make(task, (PyType *)callee);
}

static RT int set_init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "set", kwnames))
        return -1;
    if (!arguments_count(task, "set", nargs, 0, 1))
        return -1;
    set_clear(task, self);
    return nargs && !set_update(task, self, args[0]) ? -1 : 0;
}

static RT Value frozenset_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if (type->slots.init == type_frozenset.slots.init && !arguments_no_keywords(task, "frozenset", kwnames))
        return 0;
    if (!arguments_count(task, "frozenset", nargs, 0, 1))
        return 0;
    if (type == &type_frozenset && nargs && type_of(args[0]) == &type_frozenset)
        return args[0];
    Value set = set_make(task, type);
    return set && nargs && !set_update(task, set, args[0]) ? 0 : set;
}

/* ---- protocol slots ---- */

static RT Value set_repr(TASK, Value self)
{
    ReprGuard guard;
    if (!stack_check(task))
        return 0;
    if (set_size(self) == 0)
        return str_format(task, "%T()", self);
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_format(task, "%T(...)", self);
    Value items = tuple_from_iterable(task, self);
    repr_leave(task, &guard);
    if (!items)
        return 0;
    Value text = words_repr(task, self, tuple_words(items), tuple_size(items), "{", "}");
    return !text || type_of(self) == &type_set ? text : str_format(task, "%T(%U)", self, text);
}

static uint64_t shuffled(uint64_t hash) { return ((hash ^ 89869747u) ^ (hash << 16)) * 3644798167u; }

static RT int64_t frozenset_hash(TASK, Value self)
{
    PySet *set = (PySet *)self;
    if (set->hash != -1)
        return set->hash;
    uint64_t sum = 0;
    Value key;
    int64_t hash;
    for (int64_t position = 0; set_next(task, self, &position, &key, &hash);)
        sum ^= shuffled((uint64_t)hash);
    sum ^= ((uint64_t)set->used + 1) * 1927868237u;
    sum ^= sum >> 11 ^ sum >> 25;
    sum = sum * 69069u + 907133923u;
    set->hash = sum == (uint64_t)-1 ? 590923713 : (int64_t)sum;
    return set->hash;
}

static RT Value set_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_any_set(a) || !value_is_any_set(b))
        return VALUE_NOTIMPLEMENTED;
    int64_t m = set_size(a), n = set_size(b);
    int result = 0;
    switch (op) {
    case COMPARE_EQ: case COMPARE_NE: result = m == n ? set_is_subset(task, a, b) : 0; break;
    case COMPARE_LT: result = m < n ? set_is_subset(task, a, b) : 0; break;
    case COMPARE_LE: result = set_is_subset(task, a, b); break;
    case COMPARE_GT: result = m > n ? set_is_subset(task, b, a) : 0; break;
    case COMPARE_GE: result = set_is_subset(task, b, a); break;
    }
    return result < 0 ? 0 : value_from_bool(op == COMPARE_NE ? !result : result);
}

static bool both_sets(Value a, Value b) { return value_is_any_set(a) && value_is_any_set(b); }

static RT Value set_or(TASK, Value a, Value b)
{
    if (!both_sets(a, b))
        return VALUE_NOTIMPLEMENTED;
    Value copy = set_copy_as(task, set_base_type(a), a);
    return copy && set_update(task, copy, b) ? copy : 0;
}

static RT Value set_and(TASK, Value a, Value b)
{
    return both_sets(a, b) ? set_intersection(task, a, b) : VALUE_NOTIMPLEMENTED;
}

static RT Value set_subtract(TASK, Value a, Value b)
{
    return both_sets(a, b) ? set_difference(task, a, b) : VALUE_NOTIMPLEMENTED;
}

static RT Value set_method_symmetric_difference(TASK, Value self, Value other)
{
    Value copy = set_copy_as(task, set_base_type(self), other);
    return copy && set_symmetric_difference_update(task, copy, self) ? copy : 0;
}

static RT Value set_xor(TASK, Value a, Value b)
{
    return both_sets(a, b) ? set_method_symmetric_difference(task, a, b) : VALUE_NOTIMPLEMENTED;
}

static RT Value set_inplace_or(TASK, Value a, Value b)
{
    return !value_is_any_set(b) ? VALUE_NOTIMPLEMENTED : set_update(task, a, b) ? a : 0;
}

static RT Value set_inplace_and(TASK, Value a, Value b)
{
    if (!value_is_any_set(b))
        return VALUE_NOTIMPLEMENTED;
    Value common = set_intersection(task, a, b);
    if (common)
        set_replace(task, a, common);
    return common ? a : 0;
}

static RT Value set_inplace_subtract(TASK, Value a, Value b)
{
    return !value_is_any_set(b) ? VALUE_NOTIMPLEMENTED : set_difference_update(task, a, b) ? a : 0;
}

static RT Value set_inplace_xor(TASK, Value a, Value b)
{
    return !value_is_any_set(b) ? VALUE_NOTIMPLEMENTED : set_symmetric_difference_update(task, a, b) ? a : 0;
}

static RT int64_t set_length(TASK, Value self) { return set_size(self); }
static RT int set_contains_slot(TASK, Value self, Value item) { return set_contains(task, self, item); }

/* ---- methods ---- */

static RT Value set_method_add(TASK, Value self, Value item) { return set_add(task, self, item) ? VALUE_NONE : 0; }

static RT Value set_method_clear(TASK, Value self)
{
    set_clear(task, self);
    return VALUE_NONE;
}

static RT Value set_method_discard(TASK, Value self, Value item)
{
    return set_discard(task, self, item) < 0 ? 0 : VALUE_NONE;
}

static RT Value set_method_remove(TASK, Value self, Value item)
{
    int removed = set_discard(task, self, item);
    return removed < 0 ? 0 : removed ? VALUE_NONE : raise_key_error(task, item);
}

static RT Value set_method_pop(TASK, Value self) { return set_pop(task, self); }

static RT Value set_method_update(TASK, Value self, Value others)
{
    for (int64_t i = 0; i < tuple_size(others); i++)
        if (!set_update(task, self, tuple_get(others, i)))
            return 0;
    return VALUE_NONE;
}

static RT Value set_method_copy(TASK, Value self)
{
    return type_of(self) == &type_frozenset ? self : set_copy_as(task, set_base_type(self), self);
}

static RT Value set_method_union(TASK, Value self, Value others)
{
    Value result = set_copy_as(task, set_base_type(self), self);
    return result && set_method_update(task, result, others) ? result : 0;
}

static RT Value set_method_intersection(TASK, Value self, Value others)
{
    if (tuple_size(others) == 0)
        return set_copy_as(task, set_base_type(self), self);
    Value result = self;
    for (int64_t i = 0; result && i < tuple_size(others); i++)
        result = set_intersection(task, result, tuple_get(others, i));
    return result;
}

static RT Value set_method_intersection_update(TASK, Value self, Value others)
{
    Value common = set_method_intersection(task, self, others);
    if (!common)
        return 0;
    set_replace(task, self, common);
    return VALUE_NONE;
}

static RT Value set_method_difference(TASK, Value self, Value others)
{
    if (tuple_size(others) == 0)
        return set_copy_as(task, set_base_type(self), self);
    Value result = set_difference(task, self, tuple_get(others, 0));
    for (int64_t i = 1; result && i < tuple_size(others); i++)
        if (!set_difference_update(task, result, tuple_get(others, i)))
            return 0;
    return result;
}

static RT Value set_method_difference_update(TASK, Value self, Value others)
{
    for (int64_t i = 0; i < tuple_size(others); i++)
        if (!set_difference_update(task, self, tuple_get(others, i)))
            return 0;
    return VALUE_NONE;
}

static RT Value set_method_symmetric_difference_update(TASK, Value self, Value other)
{
    return set_symmetric_difference_update(task, self, other) ? VALUE_NONE : 0;
}

static RT Value set_method_isdisjoint(TASK, Value self, Value other)
{
    Value iterator, item;
    if (value_is_any_set(other) && set_size(other) > set_size(self)) {
        item = self;
        self = other;
        other = item;
    }
    iterator = object_iter(task, other);
    if (!iterator)
        return 0;
    for (;;) {
        item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return VALUE_TRUE;
        int there = item ? set_contains(task, self, item) : -1;
        if (there)
            return there < 0 ? 0 : VALUE_FALSE;
    }
}

static Value subset(struct Task *task, Value a, Value b)
{
    int result = set_is_subset(task, a, b);
    return result < 0 ? 0 : value_from_bool(result);
}

static RT Value set_method_issubset(TASK, Value self, Value other)
{
    if (!value_is_any_set(other))
        other = set_copy_as(task, &type_set, other);
    return other ? subset(task, self, other) : 0;
}

static RT Value set_method_issuperset(TASK, Value self, Value other)
{
    if (!value_is_any_set(other))
        other = set_copy_as(task, &type_set, other);
    return other ? subset(task, other, self) : 0;
}

static RT Value set_method_contains(TASK, Value self, Value item)
{
    int there = set_contains(task, self, item);
    return there < 0 ? 0 : value_from_bool(there);
}

static RT Value set_method_reduce(TASK, Value self)
{
    Value items = list_from_iterable(task, self), args = items ? tuple_from(task, &items, 1) : 0;
    Value dict = args ? object_get_attr_or_unbound(task, self, NAME(__dict__)) : 0;
    Value state[3] = {value_from_object(type_of(self)), args, dict == VALUE_UNBOUND ? VALUE_NONE : dict};
    return dict ? tuple_from(task, state, 3) : 0;
}

static RT Value set_method_sizeof(TASK, Value self)
{
    SetTable *table = pointer_load(((PySet *)self)->table);
    return int_from_i64(task, 200 + (table->mask < 8 ? 0 : (int64_t)(table->mask + 1) * 16));
}

METHOD_TABLE_BEGIN(set)
#include "runtime/types/set.def"
METHOD_TABLE_END
METHOD_TABLE_BEGIN(frozenset)
#include "runtime/types/set_common.def"
METHOD_TABLE_END

/* ---- iterator ---- */

typedef struct PySetIterator { Object head; Slot set; int64_t position, used, remaining; } PySetIterator;

static RT Value set_iter(TASK, Value self)
{
    PySetIterator *it = gc_new(task, PySetIterator);
    if (it == NULL)
        return 0;
    it->head.shape = &shape_set_iterator;
    gc_init(&it->set, self);
    it->used = it->remaining = set_size(self);
    return value_from_object(it);
}

static RT Value set_iterator_next(TASK, Value self)
{
    PySetIterator *it = (PySetIterator *)self;
    Value set = slot_load(&it->set), key;
    int64_t hash;
    if (!set)
        return VALUE_STOP;
    if (it->used != set_size(set)) {
        it->used = -1;
        return raise_error(task, &type_RuntimeError, "Set changed size during iteration");
    }
    for (;;) {
        int64_t seen = __atomic_load_n(&it->position, __ATOMIC_RELAXED), position = seen;
        if (!set_next(task, set, &position, &key, &hash)) {
            gc_store(&it->set, 0);
            return VALUE_STOP;
        }
        if (!runtime_parallel)
            it->position = position;
        else if (!__atomic_compare_exchange_n(&it->position, &seen, position, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            continue;
        it->remaining--;
        return key;
    }
}

static RT Value set_iterator_length_hint(TASK, Value self)
{
    PySetIterator *it = (PySetIterator *)self;
    Value set = slot_load(&it->set);
    return int_from_i64(task, set && it->used == set_size(set) ? it->remaining : 0);
}

METHOD_TABLE_BEGIN(set_iterator)
    METHOD(__length_hint__, "(self, /)", set_iterator_length_hint, INT, RAISES, "How many items are still to come.")
METHOD_TABLE_END

/* ---- entries for compiled code ---- */

/* Two tasks may both make it; the one stored last stays, and either is right. */
RT Value frozenset_constant(TASK, const void *cell, Value items)
{
    GlobalCell *known = (GlobalCell *)cell;
    Value set = __atomic_load_n(&known->value.word, __ATOMIC_ACQUIRE);
    if (set)
        return set;
    set = frozenset_from(task, items);
    if (set)
        gc_store(&known->value, set);
    return set;
}

RT Value set_from(TASK, const void *words, int64_t n)
{
    const Value *items = words;
    Value set = stack_check(task) ? set_new(task) : 0;
    for (int64_t i = 0; set && i < n; i++)
        if (!set_add(task, set, items[i]))
            return 0;
    return set;
}

RT bool set_add_entry(TASK, Value set, Value item) { return stack_check(task) && set_add(task, set, item); }
RT bool set_update_entry(TASK, Value set, Value items) { return stack_check(task) && set_update(task, set, items); }

/* ---- type objects ---- */

DEFINE_TYPE(set, "set", .basic_size = sizeof(PySet), .methods = set_methods,
            .flags = TYPE_FLAG_BASE | TYPE_FLAG_SET_SUBCLASS,
            .slots = {.repr = set_repr, .hash = container_unhashable, .compare = set_compare,
                      .binary = {[1] = set_subtract, [9] = set_or, [10] = set_xor, [11] = set_and},
                      .inplace = {[1] = set_inplace_subtract, [9] = set_inplace_or, [10] = set_inplace_xor,
                                  [11] = set_inplace_and},
                      .length = set_length, .contains = set_contains_slot, .iter = set_iter,
                      .new_ = set_new_slot, .init = set_init_slot});

DEFINE_TYPE(frozenset, "frozenset", .basic_size = sizeof(PySet), .methods = frozenset_methods,
            .flags = TYPE_FLAG_BASE | TYPE_FLAG_SET_SUBCLASS,
            .slots = {.repr = set_repr, .hash = frozenset_hash, .compare = set_compare,
                      .binary = {[1] = set_subtract, [9] = set_or, [10] = set_xor, [11] = set_and},
                      .length = set_length, .contains = set_contains_slot, .iter = set_iter,
                      .new_ = frozenset_new_slot});

DEFINE_TYPE(set_iterator, "set_iterator", .basic_size = sizeof(PySetIterator), .methods = set_iterator_methods,
            .slots = {.iter = identity_iter, .next = set_iterator_next});
