/* What tuples and lists share: index checks, comparison and repr of arrays of words. */
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

RT bool sequence_index(TASK, Value index, int64_t length, const char *message, int64_t *result)
{
    int64_t i;
    if (value_is_small_int(index))
        i = value_small_int(index);
    else if (!object_subscript_i64(task, index, &i))
        return false;
    if (i < 0)
        i += length;
    if (i < 0 || i >= length) {
        raise_error(task, &type_IndexError, "%s", message);
        return false;
    }
    *result = i;
    return true;
}

static bool order_sizes(int64_t a, int64_t b, int op)
{
    switch (op) {
    case COMPARE_EQ: return a == b;
    case COMPARE_NE: return a != b;
    case COMPARE_LT: return a < b;
    case COMPARE_LE: return a <= b;
    case COMPARE_GT: return a > b;
    default: return a >= b;
    }
}

/* Two that differ. */
static bool order_floats(double x, double y, int op)
{
    switch (op) {
    case COMPARE_EQ: return false;
    case COMPARE_NE: return true;
    case COMPARE_LT: case COMPARE_LE: return x < y;
    default: return x > y;
    }
}

RT Value words_compare(TASK, const Value *a, int64_t a_size, const Value *b, int64_t b_size, int op)
{
    if (!stack_check(task))
        return 0;
    if (a_size != b_size && (op == COMPARE_EQ || op == COMPARE_NE))
        return value_from_bool(op == COMPARE_NE);
    int64_t n = a_size < b_size ? a_size : b_size;
    for (int64_t i = 0; i < n; i++) {
        if (a[i] == b[i])
            continue;
        if (value_is_tagged_float(a[i]) && value_is_tagged_float(b[i])) {
            double x = value_tagged_float(a[i]), y = value_tagged_float(b[i]);
            if (x == y)
                continue;
            return value_from_bool(order_floats(x, y, op));
        }
        int equal = object_equal(task, a[i], b[i]);
        if (equal < 0)
            return 0;
        if (equal)
            continue;
        if (op == COMPARE_EQ || op == COMPARE_NE)
            return value_from_bool(op == COMPARE_NE);
        return object_compare(task, a[i], b[i], op);
    }
    return value_from_bool(order_sizes(a_size, b_size, op));
}

RT Value words_repr(TASK, Value self, const Value *words, int64_t n, const char *open, const char *close)
{
    ReprGuard guard;
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_format(task, "%s...%s", open, close[0] == ',' ? ")" : close);
    StrBuilder builder;
    builder_start(&builder, task);
    builder_c(&builder, open);
    bool good = true;
    for (int64_t i = 0; good && i < n; i++) {
        Value part = object_repr(task, words[i]);
        good = part && (i == 0 || builder_ascii(&builder, ", ", 2)) && builder_str(&builder, part);
    }
    repr_leave(task, &guard);
    return good && builder_c(&builder, close) ? builder_finish(&builder) : 0;
}

RT int64_t container_unhashable(TASK, Value self)
{
    raise_error(task, &type_TypeError, "unhashable type: '%T'", self);
    return -1;
}
