/* enumerate, zip, map and filter: iterators over other iterators. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/int.h"

/* What these iterators reduce to: their class and its arguments, and a state when not None. */
static Value reduced(struct Task *task, Value self, const Value *args, int64_t n, Value state)
{
    Value words[3] = {value_from_object(type_of(self)), tuple_from(task, args, n), state};
    return words[1] ? tuple_from(task, words, state == VALUE_NONE ? 2 : 3) : 0;
}

/* ---- enumerate ---- */

typedef struct PyEnumerate { Object head; Slot iterator; int64_t index; Slot big_index; } PyEnumerate;

static RT Value enumerate_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("enumerate", "(iterable, start=0)");
    Value words[2];
    if (nargs == 0 && !kwnames)
        return raise_error(task, &type_TypeError, "enumerate() missing required argument 'iterable'");
    if (!bind_arguments(task, &signature, args, nargs, kwnames, words))
        return 0;
    Value start = object_index(task, words[1]), iterator = start ? object_iter(task, words[0]) : 0;
    PyEnumerate *it = iterator ? object_alloc(task, (PyType *)callee, 0) : NULL;
    if (it == NULL)
        return 0;
    gc_init(&it->iterator, iterator);
    if (!int_to_i64(start, &it->index) || it->index > INT64_MAX / 2) {
        gc_init(&it->big_index, start);
        it->index = 0;
    }
    return value_from_object(it);
}

/* The next index and item; VALUE_UNBOUND when the pair is filled in, else the word for next(). */
static Value enumerate_pair(struct Task *task, PyEnumerate *it, Value *pair)
{
    pair[1] = type_of(it->iterator.word)->slots.next(task, it->iterator.word);
    if (!pair[1] || pair[1] == VALUE_STOP)
        return pair[1];
    pair[0] = int_from_i64(task, position_claim(&it->index));
    if (pair[0] && it->big_index.word)
        pair[0] = int_add(task, it->big_index.word, pair[0]);
    return pair[0] ? VALUE_UNBOUND : 0;
}

static RT Value enumerate_next(TASK, Value self)
{
    Value pair[2], state = enumerate_pair(task, (PyEnumerate *)self, pair);
    return state == VALUE_UNBOUND ? tuple_from(task, pair, 2) : state;
}

static RT Value enumerate_reduce(TASK, Value self)
{
    PyEnumerate *it = (PyEnumerate *)self;
    Value args[2] = {it->iterator.word, int_from_i64(task, it->index)};
    if (args[1] && it->big_index.word)
        args[1] = int_add(task, it->big_index.word, args[1]);
    return args[1] ? reduced(task, self, args, 2, VALUE_NONE) : 0;
}

METHOD_TABLE_BEGIN(enumerate)
    METHOD(__reduce__, "(self, /)", enumerate_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
DEFINE_TYPE(enumerate, "enumerate", .basic_size = sizeof(PyEnumerate), .methods = enumerate_methods,
            .flags = TYPE_FLAG_BASE,
            .slots = {.iter = identity_iter, .next = enumerate_next, .new_ = enumerate_new_slot});

/* ---- zip and map: several iterators ---- */

typedef struct PyZip { Object head; Slot iterators, function; int64_t strict; } PyZip;

static Value iterators_of(struct Task *task, const Value *args, int64_t n)
{
    Value iterators = tuple_new(task, n);
    for (int64_t i = 0; iterators && i < n; i++) {
        Value iterator = object_iter(task, args[i]);
        if (!iterator)
            return 0;
        tuple_init(iterators, i, iterator);
        gc_card(&((PyTuple *)iterators)->items[i]);
    }
    return iterators;
}

static Value next_of(struct Task *task, Value iterators, int64_t i)
{
    Value iterator = tuple_get(iterators, i);
    return type_of(iterator)->slots.next(task, iterator);
}

static RT Value zip_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    int strict = 0;
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        if (!str_is(tuple_get(kwnames, i), "strict"))
            return (PyType *)callee == &type_zip
                       ? raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for zip()", tuple_get(kwnames, i)) : 0;
        strict = object_truth(task, args[nargs + i]);
    }
    Value iterators = strict < 0 ? 0 : iterators_of(task, args, nargs);
    PyZip *zip = iterators ? object_alloc(task, (PyType *)callee, 0) : NULL;
    if (zip == NULL)
        return 0;
    gc_init(&zip->iterators, iterators);
    zip->strict = strict;
    return value_from_object(zip);
}

/* Iterator number i ended: with strict, all must end together. */
static Value zip_end(struct Task *task, PyZip *zip, int64_t i)
{
    if (!zip->strict)
        return VALUE_STOP;
    if (i > 0)
        return raise_error(task, &type_ValueError, "zip() argument %ld is shorter than argument%s%ld", (long)i + 1,
                           i == 1 ? " " : "s 1-", (long)i);
    for (int64_t k = 1; k < tuple_size(zip->iterators.word); k++) {
        Value item = next_of(task, zip->iterators.word, k);
        if (!item)
            return 0;
        if (item != VALUE_STOP)
            return raise_error(task, &type_ValueError, "zip() argument %ld is longer than argument%s%ld", (long)k + 1,
                               k == 1 ? " " : "s 1-", (long)k);
    }
    return VALUE_STOP;
}

/* As enumerate_pair, of two iterators. */
static Value zip_pair(struct Task *task, Value iterators, Value *pair)
{
    for (int i = 0; i < 2; i++) {
        pair[i] = next_of(task, iterators, i);
        if (!pair[i] || pair[i] == VALUE_STOP)
            return pair[i];
    }
    return VALUE_UNBOUND;
}

/* Of an enumerate or zip object: a pair as two words and the result VALUE_UNBOUND; else as next(). */
RT Value next_pair(TASK, Value iterator, const void *words)
{
    Value *pair = (Value *)words;
    PyZip *zip = (PyZip *)iterator;
    if (type_of(iterator) == &type_enumerate)
        return enumerate_pair(task, (PyEnumerate *)iterator, pair);
    if (type_of(iterator) == &type_zip && !zip->strict && tuple_size(zip->iterators.word) == 2)
        return zip_pair(task, zip->iterators.word, pair);
    return type_of(iterator)->slots.next(task, iterator);
}

static RT Value zip_next(TASK, Value self)
{
    PyZip *zip = (PyZip *)self;
    Value iterators = zip->iterators.word;
    int64_t n = tuple_size(iterators);
    if (n == 0)
        return VALUE_STOP;
    if (n == 2 && !zip->strict) {
        Value pair[2], state = zip_pair(task, iterators, pair);
        return state == VALUE_UNBOUND ? tuple_from(task, pair, 2) : state;
    }
    Value tuple = tuple_new(task, n);
    for (int64_t i = 0; tuple && i < n; i++) {
        Value item = next_of(task, iterators, i);
        if (!item)
            return 0;
        if (item == VALUE_STOP)
            return zip_end(task, zip, i);
        tuple_init(tuple, i, item);
        gc_card(&((PyTuple *)tuple)->items[i]);
    }
    return tuple;
}

static RT Value zip_reduce(TASK, Value self)
{
    PyZip *zip = (PyZip *)self;
    return reduced(task, self, tuple_words(zip->iterators.word), tuple_size(zip->iterators.word),
                   zip->strict ? VALUE_TRUE : VALUE_NONE);
}

static RT Value zip_setstate(TASK, Value self, Value state)
{
    int strict = object_truth(task, state);
    if (strict < 0)
        return 0;
    ((PyZip *)self)->strict = strict;
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(zip)
    METHOD(__reduce__, "(self, /)", zip_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", zip_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END
DEFINE_TYPE(zip, "zip", .basic_size = sizeof(PyZip), .methods = zip_methods, .flags = TYPE_FLAG_BASE,
            .slots = {.iter = identity_iter, .next = zip_next, .new_ = zip_new_slot});

static RT Value map_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if (((PyType *)callee)->slots.init == type_map.slots.init && !arguments_no_keywords(task, "map", kwnames))
        return 0;
    if (nargs < 2)
        return raise_error(task, &type_TypeError, "map() must have at least two arguments.");
    Value iterators = iterators_of(task, args + 1, nargs - 1);
    PyZip *map = iterators ? object_alloc(task, (PyType *)callee, 0) : NULL;
    if (map == NULL)
        return 0;
    gc_init(&map->iterators, iterators);
    gc_init(&map->function, args[0]);
    return value_from_object(map);
}

static RT Value map_next(TASK, Value self)
{
    PyZip *map = (PyZip *)self;
    Value iterators = map->iterators.word;
    int64_t n = tuple_size(iterators);
    if (n == 1) {
        Value item = next_of(task, iterators, 0);
        if (!item || item == VALUE_STOP)
            return item;
        Value words[CALL_WORDS];
        void *direct = fast_call_direct(task, map->function.word, 1, words);
        return direct ? ((RT Value (*)(TASK, Value, Value, Value, Value))direct)(task, item, words[0], words[1], words[2])
                      : object_call(task, map->function.word, &item, 1, 0);
    }
    Value words[8], more = n > 8 ? tuple_new(task, n) : 0;
    Value *args = n > 8 ? (Value *)((PyTuple *)more)->items : words;
    if (n > 8 && !more)
        return 0;
    for (int64_t i = 0; i < n; i++) {
        Value item = next_of(task, iterators, i);
        if (!item || item == VALUE_STOP)
            return item;
        args[i] = item;
        if (more)
            gc_card(&args[i]);
    }
    return object_call(task, map->function.word, args, n, 0);
}

static RT Value map_reduce(TASK, Value self)
{
    PyZip *map = (PyZip *)self;
    Value args = tuple_new(task, 1 + tuple_size(map->iterators.word));
    if (!args)
        return 0;
    tuple_init(args, 0, map->function.word);
    for (int64_t i = 0; i < tuple_size(map->iterators.word); i++)
        tuple_init(args, 1 + i, tuple_get(map->iterators.word, i));
    return reduced(task, self, tuple_words(args), tuple_size(args), VALUE_NONE);
}

METHOD_TABLE_BEGIN(map)
    METHOD(__reduce__, "(self, /)", map_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
METHOD_TABLE_END
DEFINE_TYPE(map, "map", .basic_size = sizeof(PyZip), .methods = map_methods, .flags = TYPE_FLAG_BASE,
            .slots = {.iter = identity_iter, .next = map_next, .new_ = map_new_slot});

/* ---- filter ---- */

typedef struct PyFilter { Object head; Slot function, iterator; } PyFilter;

static RT Value filter_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if ((((PyType *)callee)->slots.init == type_filter.slots.init && !arguments_no_keywords(task, "filter", kwnames)) ||
        !arguments_count(task, "filter", nargs, 2, 2))
        return 0;
    Value iterator = object_iter(task, args[1]);
    PyFilter *filter = iterator ? object_alloc(task, (PyType *)callee, 0) : NULL;
    if (filter == NULL)
        return 0;
    gc_init(&filter->function, args[0]);
    gc_init(&filter->iterator, iterator);
    return value_from_object(filter);
}

static RT Value filter_next(TASK, Value self)
{
    PyFilter *filter = (PyFilter *)self;
    Value function = filter->function.word, iterator = filter->iterator.word;
    UnaryFn next = type_of(iterator)->slots.next;
    bool plain = function == VALUE_NONE || function == value_from_object(&type_bool);
    for (;;) {
        Value item = next(task, iterator);
        if (!item || item == VALUE_STOP)
            return item;
        Value verdict = plain ? item : call_one(task, function, item);
        int keep = verdict ? object_truth(task, verdict) : -1;
        if (keep)
            return keep < 0 ? 0 : item;
        if (!runtime_poll(task))
            return 0;
    }
}

static RT Value filter_reduce(TASK, Value self)
{
    Value args[2] = {((PyFilter *)self)->function.word, ((PyFilter *)self)->iterator.word};
    return reduced(task, self, args, 2, VALUE_NONE);
}

METHOD_TABLE_BEGIN(filter)
    METHOD(__reduce__, "(self, /)", filter_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
METHOD_TABLE_END
DEFINE_TYPE(filter, "filter", .basic_size = sizeof(PyFilter), .methods = filter_methods, .flags = TYPE_FLAG_BASE,
            .slots = {.iter = identity_iter, .next = filter_next, .new_ = filter_new_slot});
