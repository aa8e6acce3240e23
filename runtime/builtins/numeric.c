/* Builtin functions that compute over iterables and numbers: min, max, sum, all, any, sorted,
   round, divmod. */
#include "runtime/abi/entries.h"
#include "runtime/builtins/builtins.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"

/* ---- min and max ---- */

typedef struct Extreme { const char *name; int op; Value key, otherwise; } Extreme;

static bool extreme_keywords(struct Task *task, Extreme *x, Value kwargs)
{
    Value name, value;
    for (int64_t position = 0; dict_next(task, kwargs, &position, &name, &value);) {
        if (str_is(name, "key"))
            x->key = value;
        else if (str_is(name, "default"))
            x->otherwise = value;
        else {
            raise_error(task, &type_TypeError, "'%S' is an invalid keyword argument for %s()", name, x->name);
            return false;
        }
    }
    return true;
}

static Value extreme_of(struct Task *task, Extreme *x, Value iterable)
{
    Cursor cursor;
    Value best = 0, best_key = 0;
    if (!cursor_start(task, &cursor, iterable))
        return 0;
    for (;;) {
        Value item = cursor_next(task, &cursor);
        if (item == VALUE_STOP)
            break;
        Value key = !item || x->key == VALUE_NONE ? item : call_one(task, x->key, item);
        if (!key)
            return 0;
        int better = best ? fast_compare_truth(task, key, best_key, x->op) : 1;
        if (better < 0)
            return 0;
        if (better) {
            best = item;
            best_key = key;
        }
    }
    if (best)
        return best;
    if (x->otherwise != VALUE_UNBOUND)
        return x->otherwise;
    return raise_error(task, &type_ValueError, "%s() arg is an empty sequence", x->name);
}

static Value extreme(struct Task *task, const char *name, int op, Value args, Value kwargs)
{
    Extreme x = {name, op, VALUE_NONE, VALUE_UNBOUND};
    if (tuple_size(args) == 0)
        return raise_error(task, &type_TypeError, "%s expected at least 1 argument, got 0", name);
    if (dict_length(task, kwargs) && !extreme_keywords(task, &x, kwargs))
        return 0;
    if (tuple_size(args) > 1 && x.otherwise != VALUE_UNBOUND)
        return raise_error(task, &type_TypeError,
                           "Cannot specify a default for %s() with multiple positional arguments", name);
    return extreme_of(task, &x, tuple_size(args) == 1 ? tuple_get(args, 0) : args);
}

RT Value builtin_min(TASK, Value args, Value kwargs) { return extreme(task, "min", COMPARE_LT, args, kwargs); }
RT Value builtin_max(TASK, Value args, Value kwargs) { return extreme(task, "max", COMPARE_GT, args, kwargs); }

/* Two or more positional arguments and no keywords, as most calls have: nothing is packed. */
static Value extreme_of_words(struct Task *task, const Value *words, int64_t n, int op)
{
    Value best = words[0];
    for (int64_t i = 1; i < n; i++) {
        int better = fast_compare_truth(task, words[i], best, op);
        if (better < 0)
            return 0;
        best = better ? words[i] : best;
    }
    return best;
}

static Value extreme_call(struct Task *task, const char *name, int op, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs > 1 && !kwnames)
        return extreme_of_words(task, args, nargs, op);
    Value positional = tuple_from(task, args, nargs), keywords = positional ? dict_new(task) : 0;
    for (int64_t i = 0; keywords && kwnames && i < tuple_size(kwnames); i++)
        if (!dict_set(task, keywords, tuple_get(kwnames, i), args[nargs + i]))
            return 0;
    return keywords ? extreme(task, name, op, positional, keywords) : 0;
}

RT Value builtin_min_call(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return extreme_call(task, "min", COMPARE_LT, args, nargs, kwnames);
}

RT Value builtin_max_call(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return extreme_call(task, "max", COMPARE_GT, args, nargs, kwnames);
}

/* ---- sum ---- */

RT Value builtin_sum(TASK, Value iterable, Value start)
{
    Cursor cursor;
    Value total = start;
    if (!cursor_start(task, &cursor, iterable))
        return 0;
    if (value_is_str(start))
        return raise_error(task, &type_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (value_is_bytes(start))
        return raise_error(task, &type_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (value_is_instance(start, &type_bytearray))
        return raise_error(task, &type_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    for (;;) {
        Value item = cursor_next(task, &cursor);
        if (item == VALUE_STOP)
            return total;
        if (!item)
            return 0;
        int64_t sum;
        if (value_is_small_int(total) && value_is_small_int(item) &&
            small_int_fits(sum = value_small_int(total) + value_small_int(item)))
            total = value_from_small_int(sum);
        else
            total = fast_binary(task, total, item, 0);
        if (!total || !runtime_poll(task))
            return 0;
    }
}

/* ---- all, any, sorted ---- */

static Value first_of_truth(struct Task *task, Value iterable, int wanted)
{
    Cursor cursor;
    if (!cursor_start(task, &cursor, iterable))
        return 0;
    for (;;) {
        Value item = cursor_next(task, &cursor);
        if (item == VALUE_STOP)
            return value_from_bool(!wanted);
        int truth = item ? fast_truth(task, item) : -1;
        if (truth < 0)
            return 0;
        if (truth == wanted)
            return value_from_bool(wanted);
    }
}

RT Value builtin_all(TASK, Value iterable) { return first_of_truth(task, iterable, 0); }
RT Value builtin_any(TASK, Value iterable) { return first_of_truth(task, iterable, 1); }

RT Value builtin_sorted(TASK, Value iterable, Value key, Value reverse)
{
    Value list = list_from_iterable(task, iterable);
    int backwards = list ? object_truth(task, reverse) : -1;
    return backwards >= 0 && list_sort(task, list, key, backwards) ? list : 0;
}

/* ---- round, divmod ---- */

RT Value builtin_round(TASK, Value number, Value digits)
{
    Value result = call_special(task, number, NAME(__round__), &digits, digits != VALUE_NONE);
    if (result == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "type %T doesn't define __round__ method", number);
    return result;
}

RT Value builtin_divmod(TASK, Value x, Value y)
{
    if (value_is_small_int(x) && value_is_small_int(y) && value_small_int(y) > 0) {
        int64_t a = value_small_int(x), b = value_small_int(y), rest = a % b, borrow = rest < 0;
        Value parts[] = {value_from_small_int(a / b - borrow), value_from_small_int(rest + (borrow ? b : 0))};
        return tuple_from(task, parts, 2);
    }
    bool reflected_first = type_of(y) != type_of(x) && type_is_subtype(type_of(y), type_of(x));
    for (int turn = 0; turn < 2; turn++) {
        bool reflected = (turn == 1) != reflected_first;
        if (turn == 1 && type_of(x) == type_of(y))
            break;
        Value result = reflected ? call_special(task, y, NAME(__rdivmod__), &x, 1)
                                 : call_special(task, x, NAME(__divmod__), &y, 1);
        if (result != VALUE_UNBOUND && result != VALUE_NOTIMPLEMENTED)
            return result;
    }
    return raise_error(task, &type_TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'", x, y);
}
