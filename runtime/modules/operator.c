/* _operator: the operators as functions. The three callables made from names and indices
   (itemgetter, attrgetter, methodcaller) are in operator_getters.c. */
#include "runtime/modules/operator_getters.h"
#include "runtime/abi/operators.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

static Value truth_value(int truth) { return truth < 0 ? 0 : value_from_bool(truth); }

static RT Value operator_truth(TASK, Value a) { return truth_value(object_truth(task, a)); }
static RT Value operator_not(TASK, Value a)
{
    int truth = object_truth(task, a);
    return truth < 0 ? 0 : value_from_bool(!truth);
}
static RT Value operator_is(TASK, Value a, Value b) { return value_from_bool(value_is(a, b)); }
static RT Value operator_is_not(TASK, Value a, Value b) { return value_from_bool(!value_is(a, b)); }

#define COMPARISON(name, op) static RT Value operator_##name(TASK, Value a, Value b) { return object_compare(task, a, b, op); }
COMPARISON(lt, CMP_LT)
COMPARISON(le, CMP_LTE)
COMPARISON(eq, CMP_EQ)
COMPARISON(ne, CMP_NOTEQ)
COMPARISON(ge, CMP_GTE)
COMPARISON(gt, CMP_GT)

#define BINARY(name, op)                                                                                          \
    static RT Value operator_##name(TASK, Value a, Value b) { return object_binary(task, a, b, op); }             \
    static RT Value operator_i##name(TASK, Value a, Value b) { return object_inplace(task, a, b, op); }
BINARY(add, OP_ADD)
BINARY(sub, OP_SUB)
BINARY(mul, OP_MULT)
BINARY(matmul, OP_MATMULT)
BINARY(floordiv, OP_FLOORDIV)
BINARY(truediv, OP_DIV)
BINARY(mod, OP_MOD)
BINARY(pow, OP_POW)
BINARY(lshift, OP_LSHIFT)
BINARY(rshift, OP_RSHIFT)
BINARY(and, OP_BITAND)
BINARY(xor, OP_BITXOR)
BINARY(or, OP_BITOR)

static RT Value operator_neg(TASK, Value a) { return object_unary(task, a, UNARY_USUB); }
static RT Value operator_pos(TASK, Value a) { return object_unary(task, a, UNARY_UADD); }
static RT Value operator_invert(TASK, Value a) { return object_unary(task, a, UNARY_INVERT); }
static RT Value operator_index(TASK, Value a)
{
    Value index = object_index(task, a);
    return index ? int_exact(task, index) : 0;
}
static RT Value operator_abs(TASK, Value a)
{
    UnaryFn absolute = type_of(a)->slots.absolute;
    return absolute ? absolute(task, a) : raise_error(task, &type_TypeError, "bad operand type for abs(): '%T'", a);
}

/* ---- sequences ---- */

static bool is_sequence(Value v) { return !value_is_dict(v) && type_of(v)->slots.get_item; }

static RT Value operator_concat(TASK, Value a, Value b)
{
    if (!is_sequence(a))
        return raise_error(task, &type_TypeError, "'%T' object can't be concatenated", a);
    return object_binary(task, a, b, OP_ADD);
}
static RT Value operator_iconcat(TASK, Value a, Value b)
{
    if (!is_sequence(a))
        return raise_error(task, &type_TypeError, "'%T' object can't be concatenated", a);
    return object_inplace(task, a, b, OP_ADD);
}
static RT Value operator_contains(TASK, Value a, Value b) { return truth_value(object_contains(task, a, b)); }

/* Walks the items of a that equal b: all are counted, or the first one's index is given; -1 failed, -2 none. */
static int64_t search(struct Task *task, Value a, Value b, bool counts)
{
    Value iterator = object_iter(task, a);
    if (!iterator && exception_matches(task, &type_TypeError)) {
        exception_clear(task);
        raise_error(task, &type_TypeError, "argument of type '%T' is not iterable", a);
    }
    int64_t count = 0;
    for (int64_t i = 0; iterator; i++) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return counts ? count : -2;
        int equal = item ? object_equal(task, item, b) : -1;
        if (equal < 0)
            return -1;
        if (equal && !counts)
            return i;
        count += equal;
    }
    return -1;
}
static RT Value operator_count_of(TASK, Value a, Value b)
{
    int64_t count = search(task, a, b, true);
    return count < 0 ? 0 : int_from_i64(task, count);
}
static RT Value operator_index_of(TASK, Value a, Value b)
{
    int64_t index = search(task, a, b, false);
    if (index == -2)
        return raise_error(task, &type_ValueError, "sequence.index(x): x not in sequence");
    return index < 0 ? 0 : int_from_i64(task, index);
}
static RT Value operator_length_hint(TASK, Value v, Value otherwise)
{
    int64_t number;
    if (!value_is_int(otherwise))
        return raise_error(task, &type_TypeError, "'%T' object cannot be interpreted as an integer", otherwise);
    if (!object_index_i64(task, otherwise, &number, false))
        return 0;
    int64_t hint = object_length_hint(task, v, number);
    return hint == -1 && task->exception ? 0 : int_from_i64(task, hint);
}
static RT Value operator_getitem(TASK, Value a, Value b) { return object_get_item(task, a, b); }
static RT Value operator_setitem(TASK, Value a, Value b, Value c) { return object_set_item(task, a, b, c) < 0 ? 0 : VALUE_NONE; }
static RT Value operator_delitem(TASK, Value a, Value b) { return object_set_item(task, a, b, VALUE_UNBOUND) < 0 ? 0 : VALUE_NONE; }
static RT Value operator_call(TASK, Value callee, Value args, Value kwargs) { return call_spread(task, callee, args, kwargs); }

/* ---- _compare_digest ---- */

/* Touches every byte of b, whatever a is. */
static bool same_bytes(const uint8_t *a, int64_t a_size, const uint8_t *b, int64_t b_size)
{
    const volatile uint8_t *left = a_size == b_size ? a : b, *right = b;
    uint8_t difference = a_size != b_size;
    for (int64_t i = 0; i < b_size; i++)
        difference |= left[i] ^ right[i];
    return difference == 0;
}

static RT Value operator_compare_digest(TASK, Value a, Value b)
{
    if (value_is_str(a) && value_is_str(b)) {
        const PyStr *x = as_str(a), *y = as_str(b);
        if (!str_is_ascii(x) || !str_is_ascii(y))
            return raise_error(task, &type_TypeError, "comparing strings with non-ASCII characters is not supported");
        return value_from_bool(same_bytes(x->data, x->length, y->data, y->length));
    }
    BufferView first, second;
    if (!type_of(a)->slots.get_buffer && !type_of(b)->slots.get_buffer)
        return raise_error(task, &type_TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
    if (!buffer_get(task, a, &first, BUFFER_READ))
        return 0;
    if (!buffer_get(task, b, &second, BUFFER_READ)) {
        buffer_release(task, &first);
        return 0;
    }
    bool same = same_bytes(first.data, first.size, second.data, second.size);
    buffer_release(task, &first);
    buffer_release(task, &second);
    return value_from_bool(same);
}

METHOD_TABLE_BEGIN(operator)
#include "runtime/modules/operator.def"
METHOD_TABLE_END
static RT bool operator_start(TASK, Value module)
{
    return module_set_type(task, module, &type_itemgetter) && module_set_type(task, module, &type_attrgetter) &&
           module_set_type(task, module, &type_methodcaller);
}
const NativeModule module__operator = {"_operator", "The operators of the language as functions.", operator_methods, operator_start};
