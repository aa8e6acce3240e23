/* bool: the two constants. A subclass of int that cannot be subclassed. */
#include "runtime/types/int.h"

#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/define_type.h"

RT static Value repr_slot(TASK, Value self) { return value_bool(self) ? NAME(True) : NAME(False); }

RT static int truth_slot(TASK, Value self) { return value_bool(self); }

#define DEFINE_BITWISE(name, fallback, operation)                               \
    RT static Value name(TASK, Value a, Value b)                                \
    {                                                                           \
        if (value_is_bool(a) && value_is_bool(b))                               \
            return value_from_bool(value_bool(a) operation value_bool(b));      \
        return fallback(task, a, b);                                            \
    }
DEFINE_BITWISE(and_slot, int_and, &&)
DEFINE_BITWISE(or_slot, int_or, ||)
DEFINE_BITWISE(xor_slot, int_xor, !=)

RT static Value bool_new(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_positional(task, "bool", 0, 1, nargs, kwnames))
        return 0;
    int truth = nargs ? object_truth(task, args[0]) : 0;
    return truth < 0 ? 0 : value_from_bool(truth);
}

#undef bool   /* stdbool's macro would be pasted into the names */
DEFINE_TYPE(bool, "bool", .c_doc = "One of the two truth values: bool(x) says whether x is true.",
    .basic_size = sizeof(PyInt), .base = &type_int, .flags = TYPE_FLAG_INT_SUBCLASS,
    .slots = { .repr = repr_slot, .truth = truth_slot, .new_ = bool_new,
               .binary = { [OP_BITAND] = and_slot, [OP_BITOR] = or_slot, [OP_BITXOR] = xor_slot } });
