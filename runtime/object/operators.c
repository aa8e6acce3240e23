/* Operators: which operand's slot computes, and what is said when none does.

   Binary: the left operand's slot, then the right one's when it is another; the right one
   first when its class is a subclass of the left one's with a slot of its own. */
#include "runtime/abi/entries.h"
#include "runtime/object/object.h"
#include "runtime/types/str.h"

static const char *const operator_texts[BINARY_SLOTS] = {"+", "-", "*", "@", "/", "%", "** or pow()", "<<", ">>", "|", "^", "&", "//"};
static const char *const inplace_texts[BINARY_SLOTS] = {"+=", "-=", "*=", "@=", "/=", "%=", "**=", "<<=", ">>=", "|=", "^=", "&=", "//="};
enum { ADD = 0, MULTIPLY = 2, POWER = 6, RIGHT_SHIFT = 8 };

static bool is_sequence(Value v)
{
    return value_is_list(v) || value_is_tuple(v) || value_is_str(v) || value_is_bytes(v);
}

static Value try_binary(struct Task *task, Value a, Value b, int op)
{
    PyType *left = type_of(a), *right = type_of(b);
    BinaryFn forward = left->slots.binary[op], reflected = right != left ? right->slots.binary[op] : NULL;
    if (reflected == forward && !(left->flags & right->flags & TYPE_FLAG_HEAP))
        reflected = NULL;
    if (op == MULTIPLY && reflected && !((left->flags | right->flags) & TYPE_FLAG_HEAP) && is_sequence(a) && is_sequence(b))
        reflected = NULL;              /* neither is a count: the message names the right one */
    if (forward) {
        if (reflected && type_is_subtype(right, left)) {
            Value result = reflected(task, a, b);
            if (result != VALUE_NOTIMPLEMENTED)
                return result;
            reflected = NULL;
        }
        Value result = forward(task, a, b);
        if (result != VALUE_NOTIMPLEMENTED)
            return result;
    }
    return reflected ? reflected(task, a, b) : VALUE_NOTIMPLEMENTED;
}

static Value raise_unsupported(struct Task *task, Value a, Value b, int op, const char *text)
{
    if (op == ADD && value_is_bytes(a))
        return raise_error(task, &type_TypeError, "can't concat %T to bytes", b);
    if (op == ADD && is_sequence(a)) {
        const char *kind = value_is_list(a) ? "list" : value_is_tuple(a) ? "tuple" : "str";
        return raise_error(task, &type_TypeError, "can only concatenate %s (not \"%T\") to %s", kind, b, kind);
    }
    if (op == MULTIPLY && (is_sequence(a) || is_sequence(b)))
        return raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", is_sequence(a) ? b : a);
    if (op == RIGHT_SHIFT && text == operator_texts[op] && value_has_shape(a, &shape_builtin_function)) {
        Value name = object_get_attr_or_unbound(task, a, NAME(__name__));
        Value print = name && value_is_str(name) ? str_from_c(task, "print") : 0;
        if (print && object_equal(task, name, print) == 1)
            return raise_error(task, &type_TypeError,
                               "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean \"print(<message>, file=<output_stream>)\"?", a, b);
    }
    return raise_error(task, &type_TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", text, a, b);
}

RT Value object_binary(TASK, Value a, Value b, int op)
{
    Value result = try_binary(task, a, b, op);
    return result == VALUE_NOTIMPLEMENTED ? raise_unsupported(task, a, b, op, operator_texts[op]) : result;
}

RT Value object_inplace(TASK, Value a, Value b, int op)
{
    BinaryFn own = type_of(a)->slots.inplace[op];
    Value result = own ? own(task, a, b) : VALUE_NOTIMPLEMENTED;
    if (result == VALUE_NOTIMPLEMENTED)
        result = try_binary(task, a, b, op);
    return result == VALUE_NOTIMPLEMENTED ? raise_unsupported(task, a, b, op, inplace_texts[op]) : result;
}

RT Value object_unary(TASK, Value v, int op)
{
    const TypeSlots *slots = &type_of(v)->slots;
    UnaryFn own = op == 0 ? slots->invert : op == 2 ? slots->positive : slots->negative;
    if (own)
        return own(task, v);
    return raise_error(task, &type_TypeError, "bad operand type for unary %s: '%T'", op == 0 ? "~" : op == 2 ? "+" : "-", v);
}

static bool is_unsupported_modulo(Value result) { return result == VALUE_NOTIMPLEMENTED; }

RT Value object_power(TASK, Value a, Value b, Value modulo)
{
    if (modulo == VALUE_NONE)
        return object_binary(task, a, b, POWER);
    PyType *left = type_of(a), *right = type_of(b), *third = type_of(modulo);
    TernaryFn forward = left->slots.power_modulo, reflected = right != left ? right->slots.power_modulo : NULL;
    Value result = VALUE_NOTIMPLEMENTED;
    if (reflected == forward)
        reflected = NULL;
    if (forward && reflected && type_is_subtype(right, left)) {
        result = reflected(task, a, b, modulo);
        reflected = NULL;
    }
    if (is_unsupported_modulo(result) && forward)
        result = forward(task, a, b, modulo);
    if (is_unsupported_modulo(result) && reflected)
        result = reflected(task, a, b, modulo);
    if (is_unsupported_modulo(result) && third->slots.power_modulo && third->slots.power_modulo != forward
        && third->slots.power_modulo != right->slots.power_modulo)
        result = third->slots.power_modulo(task, a, b, modulo);
    if (is_unsupported_modulo(result))
        return raise_error(task, &type_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulo);
    return result;
}

/* ---- comparison ---------------------------------------------------------------------------------- */

static const char *const compare_texts[] = {"==", "!=", "<", "<=", ">", ">="};
static const int swapped[] = {COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE, COMPARE_LT, COMPARE_LE};

static bool compare_small(int64_t a, int64_t b, int op)
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

static bool compare_str(const PyStr *a, const PyStr *b, int op)
{
    if (op == COMPARE_EQ || op == COMPARE_NE)
        return str_equal(a, b) == (op == COMPARE_EQ);
    return compare_small(str_compare3(a, b), 0, op);
}

RT Value object_compare(TASK, Value a, Value b, int op)
{
    if (value_is_small_int(a) && value_is_small_int(b))
        return value_from_bool(compare_small((int64_t)a, (int64_t)b, op));
    if (value_is_exact_str(a) && value_is_exact_str(b))
        return value_from_bool(compare_str((PyStr *)a, (PyStr *)b, op));
    PyType *left = type_of(a), *right = type_of(b);
    bool reflected_done = false;
    if (!stack_check(task))
        return 0;
    if (left != right && right->slots.compare && type_is_subtype(right, left)) {
        Value result = right->slots.compare(task, b, a, swapped[op]);
        if (result != VALUE_NOTIMPLEMENTED)
            return result;
        reflected_done = true;
    }
    if (left->slots.compare) {
        Value result = left->slots.compare(task, a, b, op);
        if (result != VALUE_NOTIMPLEMENTED)
            return result;
    }
    if (!reflected_done && right->slots.compare) {
        Value result = right->slots.compare(task, b, a, swapped[op]);
        if (result != VALUE_NOTIMPLEMENTED)
            return result;
    }
    if (op == COMPARE_EQ)
        return value_from_bool(value_is(a, b));
    if (op == COMPARE_NE)
        return value_from_bool(!value_is(a, b));
    return raise_error(task, &type_TypeError, "'%s' not supported between instances of '%T' and '%T'", compare_texts[op], a, b);
}

RT int object_compare_truth(TASK, Value a, Value b, int op)
{
    if (value_is_exact_str(a) && value_is_exact_str(b))
        return compare_str((PyStr *)a, (PyStr *)b, op);
    Value result = object_compare(task, a, b, op);
    if (!result)
        return -1;
    return value_is_bool(result) ? value_bool(result) : object_truth(task, result);
}

RT int object_equal(TASK, Value a, Value b)
{
    if (a == b)
        return 1;
    if (value_is_small_int(a) && value_is_small_int(b))
        return 0;
    if (value_is_exact_str(a) && value_is_exact_str(b))
        return str_equal((PyStr *)a, (PyStr *)b);
    return value_is(a, b) ? 1 : object_compare_truth(task, a, b, COMPARE_EQ);
}

/* Numbers are the same object when type and value agree (floats by bits): words may be boxed anew. */
bool value_is(Value a, Value b)
{
    if (a == b)
        return true;
    if (!value_is_pointer(a) || !value_is_pointer(b) || !a || !b)
        return false;
    const Shape *shape = object_shape((void *)a);
    if (shape != object_shape((void *)b))
        return false;
    if (shape == &shape_float)
        return memcmp(&((PyFloat *)a)->value, &((PyFloat *)b)->value, sizeof(double)) == 0;
    if (shape == &shape_int) {
        const PyInt *x = (PyInt *)a, *y = (PyInt *)b;
        size_t limbs = (size_t)(x->size < 0 ? -x->size : x->size);
        return x->size == y->size && limbs == 1 && x->limbs[0] == y->limbs[0];
    }
    return false;
}
