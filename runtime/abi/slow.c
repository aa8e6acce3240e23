/* Continuations of fast.c that are not Python's general protocol yet: mixed numbers, strings,
   dict look-ups, unpacking. Called with everything that the inlined paths do not take. */
#include "runtime/abi/slow.h"

#include <math.h>

#include "runtime/abi/entries.h"
#include "runtime/object/object.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"

enum { ADD = 0, SUBTRACT = 1, MULTIPLY = 2, DIVIDE = 4, POWER = 6 };
#define EXACT_LIMIT ((int64_t)1 << 53)

/* Any float, or a small int that a double holds exactly. */
static bool as_exact_double(Value v, double *d)
{
    if (value_is_tagged_float(v)) {
        *d = value_tagged_float(v);
        return true;
    }
    int64_t i = value_small_int(v);
    *d = (double)i;
    return value_is_small_int(v) && i <= EXACT_LIMIT && i >= -EXACT_LIMIT;
}

/* Powers that are neither complex nor an error. */
static Value float_power(struct Task *task, double x, double y)
{
    double result = x > 0 ? pow(x, y) : INFINITY;
    return isfinite(result) ? float_from_double(task, result) : 0;
}

/* float op float or int, result zero when it is not for here. */
static Value mixed_binary(struct Task *task, Value a, Value b, int64_t op)
{
    double x, y;
    if (!((a | b) & 2) || !as_exact_double(a, &x) || !as_exact_double(b, &y))
        return 0;
    switch (op) {
    case ADD: return float_from_double(task, x + y);
    case SUBTRACT: return float_from_double(task, x - y);
    case MULTIPLY: return float_from_double(task, x * y);
    case DIVIDE: return y != 0 ? float_from_double(task, x / y) : 0;
    case POWER: return float_power(task, x, y);
    default: return 0;
    }
}

/* A bool as the int that it is. */
static Value plain_int(Value v) { return value_is_bool(v) ? value_from_small_int(v == VALUE_TRUE) : v; }

/* Sums and differences of ints and bools. */
static Value bool_binary(Value a, Value b, int64_t op)
{
    a = plain_int(a), b = plain_int(b);
    if (op > SUBTRACT || !value_is_small_int(a) || !value_is_small_int(b))
        return 0;
    int64_t sum = op == ADD ? value_small_int(a) + value_small_int(b) : value_small_int(a) - value_small_int(b);
    return small_int_fits(sum) ? value_from_small_int(sum) : 0;
}

RT Value slow_binary(TASK, Value a, Value b, int64_t op)
{
    Value result = (a | b) & 2 ? mixed_binary(task, a, b, op) : bool_binary(a, b, op);
    if (result)
        return result;
    if (op == ADD && value_is_exact_str(a) && value_is_exact_str(b))
        return str_concat(task, a, b);
    return object_binary(task, a, b, (int)op);
}

RT Value slow_inplace(TASK, Value a, Value b, int64_t op)
{
    Value result = (a | b) & 2 ? mixed_binary(task, a, b, op) : bool_binary(a, b, op);
    if (result)
        return result;
    if (op == ADD && value_is_exact_str(a) && value_is_exact_str(b))
        return str_concat(task, a, b);
    return object_inplace(task, a, b, (int)op);
}

RT Value slow_unary(TASK, Value v, int64_t op) { return object_unary(task, v, (int)op); }

/* 0, 1, or -1: not two exact strings compared for equality. */
static int equal_strings(Value a, Value b, int64_t op)
{
    if (op > COMPARE_NE || !value_is_exact_str(a) || !value_is_exact_str(b))
        return -1;
    bool equal = a == b || str_equal((PyStr *)a, (PyStr *)b);
    return equal == (op == COMPARE_EQ);
}

static int mixed_compare(Value a, Value b, int64_t op)
{
    double x, y;
    if (!((a | b) & 2) || !as_exact_double(a, &x) || !as_exact_double(b, &y))
        return equal_strings(a, b, op);
    switch (op) {
    case COMPARE_EQ: return x == y;
    case COMPARE_NE: return x != y;
    case COMPARE_LT: return x < y;
    case COMPARE_LE: return x <= y;
    case COMPARE_GT: return x > y;
    default: return x >= y;
    }
}

RT Value slow_compare(TASK, Value a, Value b, int64_t op)
{
    int quick = mixed_compare(a, b, op);
    return quick >= 0 ? value_from_bool(quick) : object_compare(task, a, b, (int)op);
}

RT int slow_compare_truth(TASK, Value a, Value b, int64_t op)
{
    int quick = mixed_compare(a, b, op);
    return quick >= 0 ? quick : object_compare_truth(task, a, b, (int)op);
}

/* The hash that dict uses, when it is at hand; false: ask the key. */
static bool ready_hash(Value key, uint64_t *hash)
{
    if (value_is_small_int(key)) {
        int64_t i = value_small_int(key);
        *hash = (uint64_t)i;
        return i >= 0 && i < ((int64_t)1 << 61) - 1;
    }
    if (!value_is_exact_str(key) || ((PyStr *)key)->hash == 0)
        return false;
    *hash = dict_str_hash((PyStr *)key);
    return true;
}

RT Value slow_get_item(TASK, Value v, Value index)
{
    uint64_t hash;
    if (value_is_exact_dict(v)) {
        Value found = ready_hash(index, &hash) ? dict_peek((PyDict *)v, index, hash) : 0;
        if (!found)
            found = dict_get(task, v, index);
        return found == VALUE_UNBOUND ? raise_key_error(task, index) : found;
    }
    if (value_is_exact_str(v) && value_is_small_int(index)) {
        const PyStr *s = (PyStr *)v;
        int64_t i = value_small_int(index);
        i += i < 0 ? s->length : 0;
        if ((uint64_t)i < (uint64_t)s->length)
            return str_from_char(task, str_at(s, i));
    }
    return object_get_item(task, v, index);
}

RT bool slow_set_item(TASK, Value v, Value index, Value value)
{
    if (value_is_exact_dict(v))
        return dict_set(task, v, index, value);
    return object_set_item(task, v, index, value) >= 0;
}

/* ---- membership ------------------------------------------------------------------------------------- */

/* In a tuple, most often a constant one: words and text are compared here. */
static int in_tuple(struct Task *task, Value item, const PyTuple *tuple)
{
    for (int64_t i = 0; i < tuple->size; i++) {
        Value other = slot_load(&tuple->items[i]);
        int equal = other == item ? 1 : object_equal(task, other, item);
        if (equal)
            return equal;
    }
    return 0;
}

RT int slow_contains(TASK, Value item, Value container)
{
    if (value_is_pointer(container)) {
        const Shape *shape = object_shape((void *)container);
        uint64_t hash;
        if (shape == &shape_tuple)
            return in_tuple(task, item, (PyTuple *)container);
        if ((shape == &shape_set || shape == &shape_frozenset) && ready_hash(item, &hash))
            return set_contains_hashed(task, container, item, (int64_t)hash);
        if (shape == &shape_dict && ready_hash(item, &hash) && dict_peek((PyDict *)container, item, hash))
            return 1;
    }
    return object_contains(task, container, item);
}

/* ---- unpacking -------------------------------------------------------------------------------------- */

static Value raise_too_few(struct Task *task, int64_t wanted, int64_t got)
{
    return raise_error(task, &type_ValueError, "not enough values to unpack (expected %ld, got %ld)", (long)wanted, (long)got);
}

static Value raise_too_many(struct Task *task, int64_t wanted)
{
    return raise_error(task, &type_ValueError, "too many values to unpack (expected %ld)", (long)wanted);
}

static Value unpack_iterable(struct Task *task, Value v, int64_t count)
{
    if (!type_of(v)->slots.iter && !type_of(v)->slots.get_item)
        return raise_error(task, &type_TypeError, "cannot unpack non-iterable %T object", v);
    Value iterator = object_iter(task, v), tuple = iterator ? tuple_new(task, count) : 0;
    if (!tuple)
        return 0;
    for (int64_t i = 0; i < count; i++) {
        Value item = object_next(task, iterator);
        if (!item || item == VALUE_STOP)
            return item ? raise_too_few(task, count, i) : 0;
        gc_store(&((PyTuple *)tuple)->items[i], item);
    }
    Value more = object_next(task, iterator);
    if (more == VALUE_STOP)
        return tuple;
    return more ? raise_too_many(task, count) : 0;
}

RT Value slow_unpack(TASK, Value v, int64_t count)
{
    if (value_is_exact_list(v))
        v = list_to_tuple(task, v);
    if (!v || !value_is_exact_tuple(v))
        return v ? unpack_iterable(task, v, count) : 0;
    int64_t size = ((PyTuple *)v)->size;
    if (size == count)
        return v;
    return size < count ? raise_too_few(task, count, size) : raise_too_many(task, count);
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

RT Value slow_load_cell(TASK, Value name, int64_t is_free)
{
    if (is_free)
        return raise_error(task, &type_NameError,
                           "cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
    return raise_unbound(task, name);
}

RT Value raise_unbound(TASK, Value name)
{
    return raise_error(task, &type_UnboundLocalError, "cannot access local variable '%U' where it is not associated with a value", name);
}

/* Boxing a raw number has no way to fail where it happens. Without memory it takes an object of
   the reserve, and the task's next poll raises the MemoryError. */
RT Value slow_box_i64(TASK, int64_t i)
{
    Value v = int_from_i64(task, i);
    if (__builtin_expect(v != 0, 1))
        return v;
    PyInt *number = gc_alloc_reserve(task, sizeof(PyInt) + sizeof(uint64_t));
    number->head.shape = &shape_int;
    number->limbs[0] = i < 0 ? -(uint64_t)i : (uint64_t)i;
    number->size = i < 0 ? -1 : 1;
    return value_from_object(number);
}

RT Value slow_box_f64(TASK, double d)
{
    Value v = float_from_double(task, d);
    if (__builtin_expect(v != 0, 1))
        return v;
    PyFloat *number = gc_alloc_reserve(task, sizeof *number);
    number->head.shape = &shape_float;
    number->value = d;
    return value_from_object(number);
}
