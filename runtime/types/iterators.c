/* Iterators over sequences by __getitem__, backwards, and over calls; what sequence iterators
   share; unpacking with a star. */
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"

RT Value identity_iter(TASK, Value self) { return self; }

RT Value sequence_iterator_new(TASK, Shape *shape, Value sequence, int64_t index)
{
    PySequenceIterator *it = gc_new(task, PySequenceIterator);
    if (it == NULL)
        return 0;
    it->head.shape = shape;
    gc_init(&it->sequence, sequence);
    it->index = index;
    return value_from_object(it);
}

RT Value sequence_iter(TASK, Value sequence) { return sequence_iterator_new(task, &shape_iterator, sequence, 0); }

static Value builtin_named(struct Task *task, const char *name)
{
    Value module = import_module_c(task, "builtins"), word = module ? str_intern_c(task, name) : 0;
    return word ? object_get_attr(task, module, word) : 0;
}

RT Value sequence_iterator_reduce(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    bool backwards = type_of(self) == &type_list_reverseiterator;
    Value sequence = slot_load(&it->sequence);
    Value function = builtin_named(task, sequence && backwards ? "reversed" : "iter");
    Value whole = sequence ? sequence : tuple_new(task, 0), args = whole && function ? tuple_from(task, &whole, 1) : 0;
    Value state[3] = {function, args, int_from_i64(task, it->index)};
    return args ? tuple_from(task, state, sequence ? 3 : 2) : 0;
}

RT Value sequence_iterator_setstate(TASK, Value self, Value state)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    int64_t index;
    if (!object_index_i64(task, state, &index, false))
        return 0;
    it->index = index < 0 && type_of(self) != &type_list_reverseiterator ? 0 : index < -1 ? -1 : index;
    return VALUE_NONE;
}

/* ---- iterator: calls __getitem__ with 0, 1, 2, ... ---- */

static RT Value iterator_next(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value sequence = slot_load(&it->sequence);
    if (!sequence)
        return VALUE_STOP;
    Value index = int_from_i64(task, position_claim(&it->index));
    Value item = index ? object_get_item(task, sequence, index) : 0;
    if (item)
        return item;
    if (!exception_matches(task, &type_IndexError) && !exception_matches(task, &type_StopIteration))
        return 0;
    exception_clear(task);
    gc_store(&it->sequence, 0);
    return VALUE_STOP;
}

static RT Value iterator_length_hint(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value sequence = slot_load(&it->sequence);
    if (!sequence)
        return int_from_i64(task, 0);
    if (type_of(sequence)->slots.length == NULL)
        return VALUE_NOTIMPLEMENTED;
    int64_t length = object_length(task, sequence);
    return length < 0 ? 0 : int_from_i64(task, length > it->index ? length - it->index : 0);
}

METHOD_TABLE_BEGIN(iterator)
    METHOD(__length_hint__, "(self, /)", iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
    METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "Take over pickled state.")
METHOD_TABLE_END
DEFINE_TYPE(iterator, "iterator", .basic_size = sizeof(PySequenceIterator), .methods = iterator_methods,
            .slots = {.iter = identity_iter, .next = iterator_next});

/* ---- reversed ---- */

static RT Value reversed_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if ((type == &type_reversed && !arguments_no_keywords(task, "reversed", kwnames)) ||
        !arguments_count(task, "reversed", nargs, 1, 1))
        return 0;
    Value method = type_lookup(type_of(args[0]), NAME(__reversed__));
    if (method == VALUE_NONE)
        return raise_error(task, &type_TypeError, "'%T' object is not reversible", args[0]);
    if (method)
        return call_special(task, args[0], NAME(__reversed__), NULL, 0);
    const TypeSlots *slots = &type_of(args[0])->slots;
    if (slots->get_item == NULL || slots->length == NULL || value_is_dict(args[0]))
        return raise_error(task, &type_TypeError, "'%T' object is not reversible", args[0]);
    int64_t length = object_length(task, args[0]);
    PySequenceIterator *it = length < 0 ? NULL : object_alloc(task, type, 0);
    if (it == NULL)
        return 0;
    gc_init(&it->sequence, args[0]);
    it->index = length - 1;
    return value_from_object(it);
}

static RT Value reversed_next(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value sequence = slot_load(&it->sequence);
    if (!sequence)
        return VALUE_STOP;
    int64_t i = runtime_parallel ? __atomic_fetch_sub(&it->index, 1, __ATOMIC_RELAXED) : it->index--;
    if (i >= 0) {
        Value index = int_from_i64(task, i), item = index ? object_get_item(task, sequence, index) : 0;
        if (item)
            return item;
        if (!exception_matches(task, &type_IndexError) && !exception_matches(task, &type_StopIteration))
            return 0;
        exception_clear(task);
    }
    gc_store(&it->sequence, 0);
    return VALUE_STOP;
}

static RT Value reversed_length_hint(TASK, Value self)
{
    PySequenceIterator *it = (PySequenceIterator *)self;
    Value sequence = slot_load(&it->sequence);
    int64_t length = sequence ? object_length(task, sequence) : 0;
    if (length < 0)
        return 0;
    return int_from_i64(task, sequence && it->index >= 0 && it->index < length ? it->index + 1 : 0);
}

METHOD_TABLE_BEGIN(reversed)
    METHOD(__length_hint__, "(self, /)", reversed_length_hint, INT, RAISES, "How many items are still to come.")
METHOD_TABLE_END
DEFINE_TYPE(reversed, "reversed", .basic_size = sizeof(PySequenceIterator), .methods = reversed_methods,
            .flags = TYPE_FLAG_BASE,
            .slots = {.iter = identity_iter, .next = reversed_next, .new_ = reversed_new_slot});

/* ---- callable_iterator: iter(function, sentinel) ---- */

typedef struct PyCallableIterator { Object head; Slot callable, sentinel; } PyCallableIterator;

RT Value callable_iterator_new(TASK, Value callable, Value sentinel)
{
    PyCallableIterator *it = gc_new(task, PyCallableIterator);
    if (it == NULL)
        return 0;
    it->head.shape = &shape_callable_iterator;
    gc_init(&it->callable, callable);
    gc_init(&it->sentinel, sentinel);
    return value_from_object(it);
}

static RT Value callable_iterator_next(TASK, Value self)
{
    PyCallableIterator *it = (PyCallableIterator *)self;
    Value callable = slot_load(&it->callable);
    if (!callable)
        return VALUE_STOP;
    Value item = call_zero(task, callable);
    if (!item) {
        if (!exception_matches(task, &type_StopIteration))
            return 0;
        exception_clear(task);
        gc_store(&it->callable, 0);
        return VALUE_STOP;
    }
    int equal = object_equal(task, item, it->sentinel.word);
    if (equal < 0)
        return 0;
    if (!equal)
        return item;
    gc_store(&it->callable, 0);
    return VALUE_STOP;
}

DEFINE_TYPE(callable_iterator, "callable_iterator", .basic_size = sizeof(PyCallableIterator),
            .slots = {.iter = identity_iter, .next = callable_iterator_next});

/* ---- a, *b, c = x ---- */

RT Value unpack_star(TASK, Value iterable, int64_t before, int64_t after)
{
    if (!stack_check(task))
        return 0;
    const TypeSlots *slots = &type_of(iterable)->slots;
    if (slots->iter == NULL && slots->get_item == NULL)
        return raise_error(task, &type_TypeError, "cannot unpack non-iterable %T object", iterable);
    Value items = list_from_iterable(task, iterable);
    if (!items)
        return 0;
    int64_t n = list_size(items);
    if (n < before + after)
        return raise_error(task, &type_ValueError, "not enough values to unpack (expected at least %ld, got %ld)",
                           (long)(before + after), (long)n);
    Value result = tuple_new(task, before + 1 + after), middle = list_new(task, n - before - after);
    if (!result || !middle)
        return 0;
    for (int64_t i = 0; i < before; i++)
        tuple_init(result, i, list_peek(items, i));
    for (int64_t i = before; i < n - after; i++)
        list_init(middle, i - before, list_peek(items, i));
    tuple_init(result, before, middle);
    for (int64_t i = 0; i < after; i++)
        tuple_init(result, before + 1 + i, list_peek(items, n - after + i));
    return result;
}
