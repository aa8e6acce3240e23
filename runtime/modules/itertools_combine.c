/* itertools: chain, zip_longest, groupby, tee. */
#include "runtime/modules/itertools_internal.h"
#include "runtime/types/str.h"

/* ---- chain ---- */

typedef struct PyChain { Object head; Slot source, active; } PyChain;

static Value chain_new(struct Task *task, PyType *type, Value iterables)
{
    Value source = object_iter(task, iterables);
    PyChain *it = source ? object_alloc(task, type, 0) : NULL;
    if (it != NULL)
        gc_init(&it->source, source);
    return value_from_object(it);
}
static RT Value chain_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if ((PyType *)cls == &type_itertools_chain && !arguments_no_keywords(task, "chain", kwnames))
        return 0;
    Value iterables = tuple_from(task, args, nargs);
    return iterables ? chain_new(task, (PyType *)cls, iterables) : 0;
}
static RT Value chain_from_iterable(TASK, Value cls, Value iterables) { return chain_new(task, (PyType *)cls, iterables); }
static RT Value chain_next(TASK, Value self)
{
    PyChain *it = (PyChain *)self;
    for (;;) {
        Value active = slot_load(&it->active), source = slot_load(&it->source);
        if (!active) {
            if (!source)
                return VALUE_STOP;
            Value iterable = step(task, source);
            if (is_end(iterable)) {
                gc_store(&it->source, 0);
                return iterable;
            }
            active = object_iter(task, iterable);
            if (!active) {
                gc_store(&it->source, 0);
                return 0;
            }
            gc_store(&it->active, active);
        }
        Value item = step(task, active);
        if (item != VALUE_STOP)
            return item;
        gc_store(&it->active, 0);
    }
}
METHOD_TABLE_BEGIN(chain)
    CLASS_METHOD(from_iterable, "(cls, iterable, /)", chain_from_iterable, OBJ, RAISES, "Chain the iterables that an iterable produces, each when its turn comes.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
DEFINE_ITERTOOL(chain, PyChain, chain_make, chain_next, "The items of one iterable after the other.", .methods = chain_methods)

/* ---- zip_longest ---- */

typedef struct PyZipLongest { Object head; Slot iterators, fill; int64_t active; } PyZipLongest;

static RT Value zip_longest_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    Value fill = VALUE_NONE, iterators = tuple_new(task, nargs);
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        if (!str_is(tuple_get(kwnames, i), "fillvalue"))
            return raise_error(task, &type_TypeError, "zip_longest() got an unexpected keyword argument");
        fill = args[nargs + i];
    }
    for (int64_t i = 0; iterators && i < nargs; i++) {
        Value iterator = object_iter(task, args[i]);
        if (!iterator)
            return 0;
        gc_store(&((PyTuple *)iterators)->items[i], iterator);
    }
    PyZipLongest *it = iterators ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterators, iterators);
    gc_init(&it->fill, fill);
    it->active = nargs;
    return value_from_object(it);
}
static RT Value zip_longest_next(TASK, Value self)
{
    PyZipLongest *it = (PyZipLongest *)self;
    int64_t n = tuple_size(it->iterators.word);
    if (n == 0 || it->active == 0)
        return VALUE_STOP;
    Value result = tuple_new(task, n);
    for (int64_t i = 0; result && i < n; i++) {
        Slot *slot = &((PyTuple *)it->iterators.word)->items[i];
        Value iterator = slot_load(slot), item = iterator == VALUE_NONE ? it->fill.word : step(task, iterator);
        if (!item) {
            it->active = 0;
            return 0;
        }
        if (item == VALUE_STOP) {
            if (--it->active <= 0)
                return VALUE_STOP;
            gc_store(slot, VALUE_NONE);
            item = it->fill.word;
        }
        gc_store(&((PyTuple *)result)->items[i], item);
    }
    return result;
}
DEFINE_ITERTOOL(zip_longest, PyZipLongest, zip_longest_make, zip_longest_next, "Tuples of one item from each iterable, until the longest ends; short ones are filled up.")

/* ---- groupby ---- */

typedef struct PyGroupby { Object head; Slot iterator, key_function, target, key, value, group; } PyGroupby;
typedef struct PyGrouper { Object head; Slot parent, target; } PyGrouper;

static RT Value groupby_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("groupby", "(iterable, key=None)");
    Value out[2];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    Value iterator = object_iter(task, out[0]);
    PyGroupby *it = iterator ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    gc_init(&it->key_function, out[1]);
    return value_from_object(it);
}

/* The next value and its key: VALUE_STOP at the end, zero failed. */
static Value groupby_step(struct Task *task, PyGroupby *it)
{
    Value value = step(task, it->iterator.word);
    if (is_end(value))
        return value;
    Value key = it->key_function.word == VALUE_NONE ? value : call_one(task, it->key_function.word, value);
    if (!key)
        return 0;
    gc_store(&it->value, value);
    gc_store(&it->key, key);
    return value;
}

static RT Value groupby_next(TASK, Value self)
{
    PyGroupby *it = (PyGroupby *)self;
    gc_store(&it->group, 0);
    for (;;) {
        Value key = slot_load(&it->key), target = slot_load(&it->target);
        if (key && !target)
            break;
        if (key) {
            int equal = object_equal(task, target, key);
            if (equal < 0)
                return 0;
            if (!equal)
                break;
        }
        Value more = groupby_step(task, it);
        if (is_end(more))
            return more;
    }
    gc_store(&it->target, it->key.word);
    PyGrouper *group = object_alloc(task, &type_itertools__grouper, 0);
    if (group == NULL)
        return 0;
    gc_init(&group->parent, self);
    gc_init(&group->target, it->key.word);
    gc_store(&it->group, value_from_object(group));
    Value pair[2] = {it->key.word, value_from_object(group)};
    return tuple_from(task, pair, 2);
}

static RT Value grouper_next(TASK, Value self)
{
    PyGrouper *group = (PyGrouper *)self;
    PyGroupby *it = (PyGroupby *)group->parent.word;
    if (slot_load(&it->group) != self)
        return VALUE_STOP;
    if (!slot_load(&it->value)) {
        Value more = groupby_step(task, it);
        if (is_end(more))
            return more;
    }
    int equal = object_equal(task, group->target.word, it->key.word);
    if (equal <= 0)
        return equal < 0 ? 0 : VALUE_STOP;
    Value value = it->value.word;
    gc_store(&it->value, 0);
    gc_store(&it->key, group->target.word);
    return value;
}
DEFINE_ITERTOOL(groupby, PyGroupby, groupby_make, groupby_next, "Runs of neighbours with equal keys, as pairs of a key and an iterator.")
BUILTIN_TYPE(itertools__grouper, "itertools._grouper", PyGrouper, .slots = {.iter = identity_iter, .next = grouper_next})

/* ---- tee: a chain of cells that all copies read; the one in front fills it ---- */

typedef struct PyTeeCell { Object head; Slot value, next, iterator; } PyTeeCell;      /* value zero: not read yet */
typedef struct PyTee { Object head; Slot cell; } PyTee;
static Shape shape_tee_cell = {.type = &type_cell};

static Value tee_cell(struct Task *task, Value iterator)
{
    PyTeeCell *cell = gc_new(task, PyTeeCell);
    if (cell == NULL)
        return 0;
    cell->head.shape = &shape_tee_cell;
    gc_init(&cell->iterator, iterator);
    return value_from_object(cell);
}
static Value tee_new(struct Task *task, Value cell)
{
    PyTee *tee = object_alloc(task, &type_itertools__tee, 0);
    if (tee != NULL)
        gc_init(&tee->cell, cell);
    return value_from_object(tee);
}
static RT Value tee_next(TASK, Value self)
{
    PyTee *tee = (PyTee *)self;
    PyTeeCell *cell = (PyTeeCell *)tee->cell.word;
    Value value = slot_load(&cell->value);
    if (!value) {
        value = step(task, cell->iterator.word);
        if (is_end(value))
            return value;
        Value next = tee_cell(task, cell->iterator.word);
        if (!next)
            return 0;
        gc_store(&cell->next, next);
        gc_store(&cell->value, value);
    }
    gc_store(&tee->cell, cell->next.word);
    return value;
}
static RT Value tee_copy(TASK, Value self) { return tee_new(task, ((PyTee *)self)->cell.word); }
static RT Value tee_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, "_tee", nargs, kwnames, 1, 1))
        return 0;
    Value iterator = object_iter(task, args[0]);
    if (iterator && value_is_instance(iterator, &type_itertools__tee))
        return tee_copy(task, iterator);
    Value cell = iterator ? tee_cell(task, iterator) : 0;
    return cell ? tee_new(task, cell) : 0;
}
METHOD_TABLE_BEGIN(_tee)
    METHOD(__copy__, "(self, /)", tee_copy, OBJ, RAISES, "Another iterator at the same place.")
METHOD_TABLE_END
BUILTIN_TYPE(itertools__tee, "itertools._tee", PyTee, .methods = _tee_methods, .c_doc = "One of the iterators that tee() makes.",
             .slots = {.iter = identity_iter, .next = tee_next, .new_ = tee_make})

RT Value itertools_tee(TASK, Value iterable, Value count)
{
    int64_t n;
    if (!object_index_i64(task, count, &n, false))
        return 0;
    if (n < 0)
        return raise_error(task, &type_ValueError, "n must be >= 0");
    Value result = tuple_new(task, n), iterator = result && n ? object_iter(task, iterable) : 0;
    if (n == 0)
        return result;
    Value copy = iterator ? object_get_attr_or_unbound(task, iterator, NAME(__copy__)) : 0;
    if (copy == VALUE_UNBOUND) {
        iterator = tee_make(task, value_from_object(&type_itertools__tee), &iterator, 1, 0);
        copy = iterator ? object_get_attr(task, iterator, NAME(__copy__)) : 0;
    }
    for (int64_t i = 0; copy && i < n; i++) {
        Value one = i == 0 ? iterator : call_zero(task, copy);
        if (!one)
            return 0;
        gc_store(&((PyTuple *)result)->items[i], one);
    }
    return copy ? result : 0;
}
