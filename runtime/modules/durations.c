/* Seconds given by Python code, as nanoseconds. */
#include "runtime/modules/durations.h"
#include "runtime/sched/sched.h"
#include <math.h>

static RT bool too_large(TASK)
{
    raise_error(task, &type_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return false;
}

static bool from_double(struct Task *task, double seconds, int64_t *nanoseconds)
{
    if (isnan(seconds)) {
        raise_error(task, &type_ValueError, "Invalid value NaN (not a number)");
        return false;
    }
    double scaled = seconds * 1e9;
    scaled = scaled >= 0 ? ceil(scaled) : floor(scaled);
    if (!(scaled >= -0x1p63 && scaled < 0x1p63))
        return too_large(task);
    *nanoseconds = (int64_t)scaled;
    return true;
}

RT bool seconds_to_nanoseconds(TASK, Value seconds, int64_t *nanoseconds)
{
    if (value_is_float(seconds))
        return from_double(task, value_float(seconds), nanoseconds);
    if (value_has_flag(seconds, TYPE_FLAG_FLOAT_SUBCLASS)) {
        double d;
        return object_double(task, seconds, &d) && from_double(task, d, nanoseconds);
    }
    int64_t whole;
    Value index = object_index(task, seconds);
    if (!index)
        return false;
    if (!value_to_i64(task, index, &whole)) {
        exception_clear(task);
        return too_large(task);
    }
    return !__builtin_mul_overflow(whole, 1000000000, nanoseconds) || too_large(task);
}

RT Value thread_sleep(TASK, Value seconds)
{
    int64_t nanoseconds;
    if (!seconds_to_nanoseconds(task, seconds, &nanoseconds))
        return 0;
    if (nanoseconds < 0)
        return raise_error(task, &type_ValueError, "sleep length must be non-negative");
    return task_sleep(task, nanoseconds) ? VALUE_NONE : 0;
}
