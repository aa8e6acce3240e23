/* _bisect: positions in sorted sequences. */
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

/* The item at i of any sequence, through the key function. */
static Value key_at(struct Task *task, Value sequence, int64_t i, Value key)
{
    Value item = value_is_exact_list(sequence) ? list_peek(sequence, i) : 0;
    if (!item) {
        Value index = int_from_i64(task, i);
        item = index ? object_get_item(task, sequence, index) : 0;
    }
    return item && key != VALUE_NONE ? call_one(task, key, item) : item;
}

static bool bounds(struct Task *task, Value sequence, Value lo, Value hi, int64_t *low, int64_t *high)
{
    if (!object_index_i64(task, lo, low, false))
        return false;
    *high = -1;
    if (hi != VALUE_NONE && !object_index_i64(task, hi, high, false))
        return false;
    if (*low < 0) {
        raise_error(task, &type_ValueError, "lo must be non-negative");
        return false;
    }
    if (*high == -1)
        *high = object_length(task, sequence);
    return *high >= 0 || !task->exception;
}

/* Where x goes: behind equal items, or before them. -1 failed. */
static int64_t position(struct Task *task, Value sequence, Value x, Value lo, Value hi, Value key, bool behind)
{
    int64_t low, high;
    if (!bounds(task, sequence, lo, hi, &low, &high))
        return -1;
    while (low < high) {
        int64_t middle = (int64_t)(((uint64_t)low + (uint64_t)high) / 2);
        Value item = key_at(task, sequence, middle, key);
        if (!item)
            return -1;
        int less = behind ? object_compare_truth(task, x, item, COMPARE_LT) : object_compare_truth(task, item, x, COMPARE_LT);
        if (less < 0)
            return -1;
        if ((less == 1) == behind)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static Value find(struct Task *task, Value a, Value x, Value lo, Value hi, Value key, bool behind)
{
    int64_t at = position(task, a, x, lo, hi, key, behind);
    return at < 0 ? 0 : int_from_i64(task, at);
}
static RT Value bisect_right(TASK, Value a, Value x, Value lo, Value hi, Value key) { return find(task, a, x, lo, hi, key, true); }
static RT Value bisect_left(TASK, Value a, Value x, Value lo, Value hi, Value key) { return find(task, a, x, lo, hi, key, false); }

static Value insert(struct Task *task, Value a, Value x, Value lo, Value hi, Value key, bool behind)
{
    Value by = key == VALUE_NONE ? x : call_one(task, key, x);
    int64_t at = by ? position(task, a, by, lo, hi, key, behind) : -1;
    if (at < 0)
        return 0;
    if (value_is_exact_list(a))
        return list_splice(task, a, at, at, &x, 1) ? VALUE_NONE : 0;
    Value args[2] = {int_from_i64(task, at), x}, name = str_intern_c(task, "insert");
    return name && call_method(task, a, name, args, 2) ? VALUE_NONE : 0;
}
static RT Value insort_right(TASK, Value a, Value x, Value lo, Value hi, Value key) { return insert(task, a, x, lo, hi, key, true); }
static RT Value insort_left(TASK, Value a, Value x, Value lo, Value hi, Value key) { return insert(task, a, x, lo, hi, key, false); }

#define ARGUMENTS "(a, x, lo=0, hi=None, *, key=None)"
METHOD_TABLE_BEGIN(bisect)
    METHOD(bisect_right, ARGUMENTS, bisect_right, INT, RAISES, "Where to insert x into a sorted list, behind items equal to it.")
    METHOD(bisect_left, ARGUMENTS, bisect_left, INT, RAISES, "Where to insert x into a sorted list, before items equal to it.")
    METHOD(insort_right, ARGUMENTS, insort_right, NONE, RAISES, "Inserts x into a sorted list, behind items equal to it.")
    METHOD(insort_left, ARGUMENTS, insort_left, NONE, RAISES, "Inserts x into a sorted list, before items equal to it.")
METHOD_TABLE_END
const NativeModule module__bisect = {"_bisect", "Keeps lists sorted by finding positions in them by halving.", bisect_methods, NULL};
