/* format(value, spec): by __format__ of the class. */
#include "runtime/object/object.h"
#include "runtime/types/str.h"

RT Value object_format(TASK, Value v, Value spec)
{
    if (!stack_check(task))
        return 0;
    bool empty = spec == VALUE_UNBOUND || (value_is_str(spec) && ((PyStr *)spec)->length == 0);
    if (spec == VALUE_UNBOUND)
        spec = STR_EMPTY;
    if (empty && value_is_exact_str(v))
        return v;
    if (empty && value_is_exact_int(v))
        return object_str(task, v);
    Value result = call_special(task, v, NAME(__format__), &spec, 1);
    if (result == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "Type %T doesn't define __format__", v);
    if (result && !value_is_str(result))
        return raise_error(task, &type_TypeError, "__format__ must return a str, not %T", result);
    return result;
}
