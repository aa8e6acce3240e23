/* itertools: count, cycle, repeat, accumulate, compress, dropwhile, takewhile, filterfalse,
   starmap, islice, pairwise, and the module. */
#include "runtime/modules/itertools_internal.h"
#include "runtime/abi/entries.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- count ---- */

typedef struct PyCount { Object head; int64_t next; Slot big, by; uint8_t lock; } PyCount;   /* big: zero while 64 bits do */

static RT Value count_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("count", "(start=0, step=1)");
    Value out[2];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    for (int i = 0; i < 2; i++)
        if (!value_is_int(out[i]) && !value_is_float(out[i]) && type_of(out[i])->slots.to_float == NULL && type_of(out[i])->slots.index == NULL)
            return raise_error(task, &type_TypeError, "a number is required");
    PyCount *it = object_alloc(task, (PyType *)cls, 0);
    if (it == NULL)
        return 0;
    gc_init(&it->by, out[1]);
    if (!value_is_exact_int(out[0]) || !int_to_i64(out[0], &it->next) || out[1] != value_from_small_int(1) ||
        it->next > INT64_MAX / 2)
        gc_init(&it->big, out[0]);
    return value_from_object(it);
}

static RT Value count_next(TASK, Value self)
{
    PyCount *it = (PyCount *)self;
    if (!slot_load(&it->big))
        return int_from_i64(task, position_claim(&it->next));
    for (;;) {
        Value now = slot_load(&it->big), then = object_binary(task, now, it->by.word, 0);
        if (!then)
            return 0;
        if (!runtime_parallel)
            gc_store(&it->big, then);
        else if (!slot_compare_swap(&it->big, now, then))
            continue;
        return now;
    }
}

static RT Value count_repr(TASK, Value self)
{
    PyCount *it = (PyCount *)self;
    Value now = it->big.word ? it->big.word : int_from_i64(task, it->next);
    return it->by.word == value_from_small_int(1) ? str_format(task, "count(%R)", now) : str_format(task, "count(%R, %R)", now, it->by.word);
}
BUILTIN_TYPE(itertools_count, "itertools.count", PyCount, .flags = TYPE_FLAG_BASE,
             .c_doc = "Numbers from start on, each step apart.",
             .slots = {.repr = count_repr, .iter = identity_iter, .next = count_next, .new_ = count_make})

/* ---- cycle, repeat ---- */

typedef struct PyCycle { Object head; Slot iterator, saved; int64_t at; } PyCycle;

static RT Value cycle_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, "cycle", nargs, kwnames, 1, 1))
        return 0;
    Value iterator = object_iter(task, args[0]), saved = iterator ? list_new(task, 0) : 0;
    PyCycle *it = saved ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    gc_init(&it->saved, saved);
    return value_from_object(it);
}

static RT Value cycle_next(TASK, Value self)
{
    PyCycle *it = (PyCycle *)self;
    Value iterator = slot_load(&it->iterator), saved = it->saved.word;
    if (iterator) {
        Value item = step(task, iterator);
        if (!item)
            return 0;
        if (item != VALUE_STOP)
            return list_append(task, saved, item) ? item : 0;
        gc_store(&it->iterator, 0);
    }
    int64_t n = list_size(saved);
    return n == 0 ? VALUE_STOP : list_peek(saved, position_claim(&it->at) % n);
}
DEFINE_ITERTOOL(cycle, PyCycle, cycle_make, cycle_next, "The items over and over.")

typedef struct PyRepeat { Object head; Slot object; int64_t left; } PyRepeat;      /* left -1: for ever */

static RT Value repeat_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("repeat", "(object, times=<unset>)");
    Value out[2];
    int64_t times = -1;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    if (out[1] != VALUE_UNBOUND) {
        if (!object_index_i64(task, out[1], &times, false))
            return 0;
        times = times < 0 ? 0 : times;
    }
    PyRepeat *it = object_alloc(task, (PyType *)cls, 0);
    if (it == NULL)
        return 0;
    gc_init(&it->object, out[0]);
    it->left = times;
    return value_from_object(it);
}
static RT Value repeat_next(TASK, Value self)
{
    PyRepeat *it = (PyRepeat *)self;
    if (it->left == 0)
        return VALUE_STOP;
    if (it->left > 0)
        it->left--;
    return it->object.word;
}
static RT Value repeat_repr(TASK, Value self)
{
    PyRepeat *it = (PyRepeat *)self;
    return it->left < 0 ? str_format(task, "repeat(%R)", it->object.word) : str_format(task, "repeat(%R, %ld)", it->object.word, (long)it->left);
}
static RT Value repeat_length_hint(TASK, Value self)
{
    int64_t left = ((PyRepeat *)self)->left;
    return left < 0 ? raise_error(task, &type_TypeError, "len() of unsized object") : int_from_i64(task, left);
}
METHOD_TABLE_BEGIN(repeat)
    METHOD(__length_hint__, "(self, /)", repeat_length_hint, INT, RAISES, "How many items are still to come.")
METHOD_TABLE_END
BUILTIN_TYPE(itertools_repeat, "itertools.repeat", PyRepeat, .flags = TYPE_FLAG_BASE, .methods = repeat_methods,
             .c_doc = "One object over and over, or so many times.",
             .slots = {.repr = repeat_repr, .iter = identity_iter, .next = repeat_next, .new_ = repeat_make})

/* ---- accumulate ---- */

typedef struct PyAccumulate { Object head; Slot iterator, function, total, initial; } PyAccumulate;

static RT Value accumulate_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("accumulate", "(iterable, func=None, *, initial=None)");
    Value out[3];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    Value iterator = object_iter(task, out[0]);
    PyAccumulate *it = iterator ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    gc_init(&it->function, out[1]);
    gc_init(&it->initial, out[2] == VALUE_NONE ? 0 : out[2]);
    return value_from_object(it);
}
static RT Value accumulate_next(TASK, Value self)
{
    PyAccumulate *it = (PyAccumulate *)self;
    Value initial = slot_load(&it->initial), total = slot_load(&it->total);
    if (initial) {
        gc_store(&it->initial, 0);
        gc_store(&it->total, initial);
        return initial;
    }
    Value item = step(task, it->iterator.word);
    if (is_end(item))
        return item;
    if (total)
        item = it->function.word == VALUE_NONE ? object_binary(task, total, item, 0) : call_two(task, it->function.word, total, item);
    if (item)
        gc_store(&it->total, item);
    return item;
}
DEFINE_ITERTOOL(accumulate, PyAccumulate, accumulate_make, accumulate_next, "Running totals, or results of another function of two arguments.")

/* ---- a function and an iterator: dropwhile, takewhile, filterfalse, starmap; compress ---- */

typedef struct PyFiltering { Object head; Slot function, iterator; bool passed; } PyFiltering;

static Value filtering_make(struct Task *task, const char *name, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, name, nargs, kwnames, 2, 2))
        return 0;
    Value iterator = object_iter(task, args[1]);
    PyFiltering *it = iterator ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->function, args[0]);
    gc_init(&it->iterator, iterator);
    return value_from_object(it);
}
#define FILTERING_MAKE(name)                                                                                    \
    static RT Value name##_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)                     \
    {                                                                                                           \
        return filtering_make(task, #name, cls, args, nargs, kwnames);                                          \
    }
FILTERING_MAKE(dropwhile) FILTERING_MAKE(takewhile) FILTERING_MAKE(filterfalse) FILTERING_MAKE(starmap)

static int verdict(struct Task *task, Value function, Value item)
{
    Value answer = function == VALUE_NONE || function == value_from_object(&type_bool) ? item : call_one(task, function, item);
    return answer ? object_truth(task, answer) : -1;
}
static RT Value dropwhile_next(TASK, Value self)
{
    PyFiltering *it = (PyFiltering *)self;
    for (;;) {
        Value item = step(task, it->iterator.word);
        if (is_end(item) || it->passed)
            return item;
        Value answer = call_one(task, it->function.word, item);
        int yes = answer ? object_truth(task, answer) : -1;
        if (yes < 0)
            return 0;
        if (!yes) {
            it->passed = true;
            return item;
        }
    }
}
static RT Value takewhile_next(TASK, Value self)
{
    PyFiltering *it = (PyFiltering *)self;
    Value item = it->passed ? VALUE_STOP : step(task, it->iterator.word);
    if (is_end(item))
        return item;
    Value answer = call_one(task, it->function.word, item);
    int yes = answer ? object_truth(task, answer) : -1;
    if (yes > 0)
        return item;
    it->passed = yes == 0;
    return yes < 0 ? 0 : VALUE_STOP;
}
static RT Value filterfalse_next(TASK, Value self)
{
    PyFiltering *it = (PyFiltering *)self;
    for (;;) {
        Value item = step(task, it->iterator.word);
        if (is_end(item))
            return item;
        int yes = verdict(task, it->function.word, item);
        if (yes <= 0)
            return yes < 0 ? 0 : item;
    }
}
static RT Value starmap_next(TASK, Value self)
{
    PyFiltering *it = (PyFiltering *)self;
    Value item = step(task, it->iterator.word);
    if (is_end(item))
        return item;
    Value args = tuple_from_iterable(task, item);
    return args ? call_spread(task, it->function.word, args, VALUE_UNBOUND) : 0;
}
DEFINE_ITERTOOL(dropwhile, PyFiltering, dropwhile_make, dropwhile_next, "The items from the first one that fails the predicate on.")
DEFINE_ITERTOOL(takewhile, PyFiltering, takewhile_make, takewhile_next, "The items before the first one that fails the predicate.")
DEFINE_ITERTOOL(filterfalse, PyFiltering, filterfalse_make, filterfalse_next, "The items that fail the predicate.")
DEFINE_ITERTOOL(starmap, PyFiltering, starmap_make, starmap_next, "The results of a function called with each item's elements as arguments.")

static RT Value compress_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("compress", "(data, selectors)");
    Value out[2];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    Value data = object_iter(task, out[0]), selectors = data ? object_iter(task, out[1]) : 0;
    PyFiltering *it = selectors ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->function, selectors);
    gc_init(&it->iterator, data);
    return value_from_object(it);
}
static RT Value compress_next(TASK, Value self)
{
    PyFiltering *it = (PyFiltering *)self;
    for (;;) {
        Value item = step(task, it->iterator.word), selector = is_end(item) ? item : step(task, it->function.word);
        if (is_end(selector))
            return selector;
        int yes = object_truth(task, selector);
        if (yes)
            return yes < 0 ? 0 : item;
    }
}
DEFINE_ITERTOOL(compress, PyFiltering, compress_make, compress_next, "The items whose selector is true.")

/* ---- islice, pairwise ---- */

typedef struct PyIslice { Object head; Slot iterator; int64_t next, stop, step, count; } PyIslice;   /* stop -1: none */

static bool islice_bound(struct Task *task, Value v, int64_t otherwise, const char *message, int64_t *result)
{
    *result = otherwise;
    if (v == VALUE_NONE)
        return true;
    if (value_has_index(v) && object_index_i64(task, v, result, false) && *result >= 0)
        return true;
    exception_clear(task);
    raise_error(task, &type_ValueError, "%s", message);
    return false;
}

static RT Value islice_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static const char indices[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    int64_t start = 0, stop, by = 1;
    if (!check_positional(task, "islice", nargs, kwnames, 2, 4))
        return 0;
    if (!islice_bound(task, args[nargs == 2 ? 1 : 2], -1,
                      nargs == 2 ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : indices, &stop) ||
        (nargs > 2 && !islice_bound(task, args[1], 0, indices, &start)) ||
        (nargs > 3 && !islice_bound(task, args[3], 1, "Step for islice() must be a positive integer or None.", &by)))
        return 0;
    if (by < 1)
        return raise_error(task, &type_ValueError, "Step for islice() must be a positive integer or None.");
    Value iterator = object_iter(task, args[0]);
    PyIslice *it = iterator ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    it->next = start;
    it->stop = stop;
    it->step = by;
    return value_from_object(it);
}

static RT Value islice_next(TASK, Value self)
{
    PyIslice *it = (PyIslice *)self;
    Value iterator = slot_load(&it->iterator), item = VALUE_STOP;
    if (!iterator)
        return VALUE_STOP;
    while (it->count < it->next) {
        item = step(task, iterator);
        if (is_end(item)) {
            gc_store(&it->iterator, 0);
            return item;
        }
        it->count++;
    }
    if (it->stop < 0 || it->count < it->stop) {
        item = step(task, iterator);
        if (!is_end(item)) {
            it->count++;
            bool over = __builtin_add_overflow(it->next, it->step, &it->next);
            if (over || (it->stop >= 0 && it->next > it->stop))
                it->next = it->stop;
            return item;
        }
    } else {
        item = VALUE_STOP;
    }
    gc_store(&it->iterator, 0);
    return item;
}
DEFINE_ITERTOOL(islice, PyIslice, islice_make, islice_next, "The items that a slice would pick, one at a time.")

typedef struct PyPairwise { Object head; Slot iterator, old; } PyPairwise;
static RT Value pairwise_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, "pairwise", nargs, kwnames, 1, 1))
        return 0;
    Value iterator = object_iter(task, args[0]);
    PyPairwise *it = iterator ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    return value_from_object(it);
}
static RT Value pairwise_next(TASK, Value self)
{
    PyPairwise *it = (PyPairwise *)self;
    Value old = slot_load(&it->old);
    if (!old) {
        old = step(task, it->iterator.word);
        if (is_end(old))
            return old;
    }
    Value item = step(task, it->iterator.word), pair[2] = {old, item};
    if (is_end(item))
        return item;
    gc_store(&it->old, item);
    return tuple_from(task, pair, 2);
}
DEFINE_ITERTOOL(pairwise, PyPairwise, pairwise_make, pairwise_next, "Each item together with its successor.")

/* ---- the module ---- */

METHOD_TABLE_BEGIN(itertools)
    METHOD(tee, "(iterable, n=2, /)", itertools_tee, TUPLE, RAISES, "Split one iterator into n that advance separately.")
METHOD_TABLE_END

static RT bool itertools_init(TASK, Value module)
{
    PyType *const types[] = {
        &type_itertools_count, &type_itertools_cycle, &type_itertools_repeat, &type_itertools_accumulate, &type_itertools_chain,
        &type_itertools_compress, &type_itertools_dropwhile, &type_itertools_filterfalse, &type_itertools_groupby,
        &type_itertools__grouper, &type_itertools_islice, &type_itertools_pairwise, &type_itertools_starmap,
        &type_itertools_takewhile, &type_itertools__tee, &type_itertools_zip_longest, &type_itertools_product,
        &type_itertools_permutations, &type_itertools_combinations, &type_itertools_combinations_with_replacement};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!module_set_type(task, module, types[i]))
            return false;
    return true;
}
const NativeModule module_itertools = {"itertools", "Building blocks for iterators.", itertools_methods, itertools_init};
