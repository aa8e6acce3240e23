/* itertools: product, permutations, combinations. Each holds its pools and an array of indices,
   and steps the indices to the next arrangement. */
#include "runtime/modules/itertools_internal.h"

typedef struct PyArrangement {
    Object head;
    Slot pools;                      /* product: tuple of tuples; else one tuple */
    int64_t *indices, *cycles;       /* pointer-free blocks */
    int64_t length;                  /* of a result */
    bool started, done;
} PyArrangement;

static PyArrangement *arrangement_new(struct Task *task, Value cls, Value pools, int64_t length, int64_t indices)
{
    PyArrangement *a = object_alloc(task, (PyType *)cls, 0);
    if (a == NULL)
        return NULL;
    gc_init(&a->pools, pools);
    a->length = length;
    a->indices = gc_alloc(task, (size_t)(indices + 1) * sizeof(int64_t), LAYOUT_FREE);
    if (a->indices == NULL)
        return NULL;
    gc_card(&a->indices);
    for (int64_t i = 0; i < indices; i++)
        a->indices[i] = 0;
    return a;
}

/* The current arrangement of one pool. */
static Value chosen(struct Task *task, PyArrangement *a)
{
    Value result = tuple_new(task, a->length);
    for (int64_t i = 0; result && i < a->length; i++)
        tuple_init(result, i, tuple_get(a->pools.word, a->indices[i]));
    return result;
}

/* ---- product ---- */

static RT Value product_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    int64_t repeat = 1;
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        if (!str_is(tuple_get(kwnames, i), "repeat"))
            return raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for product()", tuple_get(kwnames, i));
        if (!object_index_i64(task, args[nargs + i], &repeat, false))
            return 0;
    }
    if (repeat < 0)
        return raise_error(task, &type_ValueError, "repeat argument cannot be negative");
    int64_t n = nargs * repeat;
    Value pools = tuple_new(task, n);
    for (int64_t i = 0; pools && i < n; i++) {
        Value pool = i < nargs ? tuple_from_iterable(task, args[i]) : tuple_get(pools, i - nargs);
        if (!pool)
            return 0;
        gc_store(&((PyTuple *)pools)->items[i], pool);
    }
    PyArrangement *a = pools ? arrangement_new(task, cls, pools, n, n) : NULL;
    for (int64_t i = 0; a && i < n; i++)
        a->done |= tuple_size(tuple_get(pools, i)) == 0;
    return value_from_object(a);
}

static RT Value product_next(TASK, Value self)
{
    PyArrangement *a = (PyArrangement *)self;
    Value pools = a->pools.word;
    if (a->done)
        return VALUE_STOP;
    if (a->started) {
        int64_t i = a->length - 1;
        for (; i >= 0; i--) {
            if (++a->indices[i] < tuple_size(tuple_get(pools, i)))
                break;
            a->indices[i] = 0;
        }
        if (i < 0) {
            a->done = true;
            return VALUE_STOP;
        }
    }
    a->started = true;
    Value result = tuple_new(task, a->length);
    for (int64_t i = 0; result && i < a->length; i++)
        tuple_init(result, i, tuple_get(tuple_get(pools, i), a->indices[i]));
    return result;
}
DEFINE_ITERTOOL(product, PyArrangement, product_make, product_next, "All tuples with one item from each iterable, the last varying fastest.")

/* ---- combinations, permutations ---- */

static PyArrangement *pool_and_length(struct Task *task, Signature *signature, Value cls, Value *args, int64_t nargs, Value kwnames, bool optional)
{
    Value out[2];
    int64_t r;
    if (!bind_arguments(task, signature, args, nargs, kwnames, out))
        return NULL;
    Value pool = tuple_from_iterable(task, out[0]);
    if (!pool)
        return NULL;
    if (optional && out[1] != VALUE_NONE && !value_is_int(out[1])) {
        raise_error(task, &type_TypeError, "Expected int as r");
        return NULL;
    }
    r = tuple_size(pool);
    if (!(optional && out[1] == VALUE_NONE) && !object_index_i64(task, out[1], &r, false))
        return NULL;
    if (r < 0) {
        raise_error(task, &type_ValueError, "r must be non-negative");
        return NULL;
    }
    return arrangement_new(task, cls, pool, r, tuple_size(pool) > r ? tuple_size(pool) : r);
}

static RT Value combinations_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("combinations", "(iterable, r)");
    PyArrangement *a = pool_and_length(task, &signature, cls, args, nargs, kwnames, false);
    for (int64_t i = 0; a && i < a->length; i++)
        a->indices[i] = i;
    if (a)
        a->done = a->length > tuple_size(a->pools.word);
    return value_from_object(a);
}
static RT Value combinations_next(TASK, Value self)
{
    PyArrangement *a = (PyArrangement *)self;
    int64_t n = tuple_size(a->pools.word), r = a->length, i = r - 1;
    if (a->done)
        return VALUE_STOP;
    if (a->started) {
        while (i >= 0 && a->indices[i] == i + n - r)
            i--;
        if (i < 0) {
            a->done = true;
            return VALUE_STOP;
        }
        a->indices[i]++;
        for (int64_t j = i + 1; j < r; j++)
            a->indices[j] = a->indices[j - 1] + 1;
    }
    a->started = true;
    return chosen(task, a);
}
DEFINE_ITERTOOL(combinations, PyArrangement, combinations_make, combinations_next, "All choices of r items, in the order of the iterable.")

static RT Value replacement_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("combinations_with_replacement", "(iterable, r)");
    PyArrangement *a = pool_and_length(task, &signature, cls, args, nargs, kwnames, false);
    if (a)
        a->done = tuple_size(a->pools.word) == 0 && a->length > 0;
    return value_from_object(a);
}
static RT Value replacement_next(TASK, Value self)
{
    PyArrangement *a = (PyArrangement *)self;
    int64_t n = tuple_size(a->pools.word), i = a->length - 1;
    if (a->done)
        return VALUE_STOP;
    if (a->started) {
        while (i >= 0 && a->indices[i] == n - 1)
            i--;
        if (i < 0) {
            a->done = true;
            return VALUE_STOP;
        }
        int64_t index = a->indices[i] + 1;
        for (; i < a->length; i++)
            a->indices[i] = index;
    }
    a->started = true;
    return chosen(task, a);
}
DEFINE_ITERTOOL(combinations_with_replacement, PyArrangement, replacement_make, replacement_next, "All choices of r items, each allowed more than once.")

static RT Value permutations_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("permutations", "(iterable, r=None)");
    PyArrangement *a = pool_and_length(task, &signature, cls, args, nargs, kwnames, true);
    if (a == NULL)
        return 0;
    int64_t n = tuple_size(a->pools.word), r = a->length;
    a->done = r > n;
    a->cycles = gc_alloc(task, (size_t)(r + 1) * sizeof(int64_t), LAYOUT_FREE);
    if (a->cycles == NULL)
        return 0;
    gc_card(&a->cycles);
    for (int64_t i = 0; i < n; i++)
        a->indices[i] = i;
    for (int64_t i = 0; i < r; i++)
        a->cycles[i] = n - i;
    return value_from_object(a);
}
static RT Value permutations_next(TASK, Value self)
{
    PyArrangement *a = (PyArrangement *)self;
    int64_t n = tuple_size(a->pools.word), i = a->length - 1;
    if (a->done)
        return VALUE_STOP;
    for (; a->started && i >= 0; i--) {
        if (--a->cycles[i] > 0) {
            int64_t j = n - a->cycles[i], index = a->indices[i];
            a->indices[i] = a->indices[j];
            a->indices[j] = index;
            break;
        }
        int64_t first = a->indices[i];
        memmove(&a->indices[i], &a->indices[i + 1], (size_t)(n - 1 - i) * sizeof(int64_t));
        a->indices[n - 1] = first;
        a->cycles[i] = n - i;
    }
    if (a->started && i < 0) {
        a->done = true;
        return VALUE_STOP;
    }
    a->started = true;
    return chosen(task, a);
}
DEFINE_ITERTOOL(permutations, PyArrangement, permutations_make, permutations_next, "All orderings of r items.")
