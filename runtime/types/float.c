/* float: a self-tagged word, or a PyFloat when the exponent does not fit the tag (value.h).
   Arithmetic is C's; what C leaves open (signs of remainders, errors) is decided here. */
#include "runtime/object/errors.h"
#include "runtime/types/float.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/define_type.h"
#include "runtime/types/format.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- construction ---------------------------------------------------------------------------- */

RT Value float_from_double(TASK, double d)
{
    Value word = float_rotate(d);
    if (value_is_tagged_float(word))
        return word;
    PyFloat *boxed = gc_alloc(task, sizeof(PyFloat), LAYOUT_FREE);
    if (!boxed)
        return 0;
    boxed->head.shape = &shape_float;
    boxed->value = d;
    return value_from_object(boxed);
}

bool float_value_of(Value v, double *result)
{
    if (value_is_float(v))
        *result = value_float(v);
    else if (value_has_flag(v, TYPE_FLAG_FLOAT_SUBCLASS))
        *result = ((PyFloat *)v)->value;
    else
        return false;
    return true;
}

RT bool number_as_double(TASK, Value v, double *result, bool *is_number)
{
    *is_number = true;
    if (float_value_of(v, result))
        return true;
    if (value_is_int(v))
        return int_to_double(task, v, result);
    *is_number = false;
    return false;
}

static double own_value(Value self)
{
    double d = 0;
    float_value_of(self, &d);
    return d;
}

/* ---- arithmetic slots ---------------------------------------------------------------------------- */

#define OPERANDS(a, b, x, y)                                             \
    double x, y;                                                         \
    bool is_number;                                                      \
    if (!number_as_double(task, a, &x, &is_number) ||                    \
        !number_as_double(task, b, &y, &is_number))                      \
        return is_number ? 0 : VALUE_NOTIMPLEMENTED

RT Value float_add(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    return float_from_double(task, x + y);
}

RT Value float_subtract(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    return float_from_double(task, x - y);
}

RT Value float_multiply(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    return float_from_double(task, x * y);
}

RT Value float_true_divide(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    if (y == 0)
        return raise_error(task, &type_ZeroDivisionError, "float division by zero");
    return float_from_double(task, x / y);
}

/* The remainder has the divisor's sign; quotient * b + remainder is nearly a. */
double float_modulo_doubles(double a, double b, double *floor_quotient)
{
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            quotient -= 1;
        }
    } else {
        rest = copysign(0.0, b);
    }
    if (!floor_quotient)
        return rest;
    if (quotient != 0) {
        *floor_quotient = floor(quotient);
        if (quotient - *floor_quotient > 0.5)
            *floor_quotient += 1;
    } else {
        *floor_quotient = copysign(0.0, a / b);
    }
    return rest;
}

RT Value float_floor_divide(TASK, Value a, Value b)
{
    double quotient;
    OPERANDS(a, b, x, y);
    if (y == 0)
        return raise_error(task, &type_ZeroDivisionError, "float floor division by zero");
    float_modulo_doubles(x, y, &quotient);
    return float_from_double(task, quotient);
}

RT Value float_modulo(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    if (y == 0)
        return raise_error(task, &type_ZeroDivisionError, "float modulo");
    return float_from_double(task, float_modulo_doubles(x, y, NULL));
}

RT Value float_divmod(TASK, Value a, Value b)
{
    double quotient, rest;
    OPERANDS(a, b, x, y);
    if (y == 0)
        return raise_error(task, &type_ZeroDivisionError, "float divmod()");
    rest = float_modulo_doubles(x, y, &quotient);
    Value pair[2] = { float_from_double(task, quotient), float_from_double(task, rest) };
    return pair[0] && pair[1] ? tuple_from(task, pair, 2) : 0;
}

RT static Value raise_range(TASK)
{
    Value args[2] = { value_from_small_int(ERANGE), str_from_c(task, "Numerical result out of range") };
    Value error = args[1] ? exception_new(task, &type_OverflowError, args, 2) : 0;
    return error ? raise_value(task, error) : 0;
}

/* C99's pow, but for zero to a negative power, negative to a fraction, and overflow. */
RT Value float_power_doubles(TASK, double base, double exponent)
{
    if (base == 0 && exponent < 0 && !isinf(exponent))
        return raise_error(task, &type_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    if (base < 0 && isfinite(base) && isfinite(exponent) && exponent != floor(exponent))
        return complex_power_doubles(task, base, 0, exponent, 0);
    double result = pow(base, exponent);
    if (isinf(result) && isfinite(base) && isfinite(exponent))
        return raise_range(task);
    return float_from_double(task, result);
}

RT Value float_power(TASK, Value a, Value b)
{
    OPERANDS(a, b, x, y);
    return float_power_doubles(task, x, y);
}

RT static Value power_modulo_slot(TASK, Value a, Value b, Value modulus)
{
    if (modulus == VALUE_NONE)
        return float_power(task, a, b);
    return raise_error(task, &type_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
}

RT Value float_negative(TASK, Value a) { return float_from_double(task, -own_value(a)); }
RT Value float_absolute(TASK, Value a) { return float_from_double(task, fabs(own_value(a))); }
RT static Value itself(TASK, Value self) { return float_from_double(task, own_value(self)); }
RT static Value zero(TASK, Value self) { return float_from_double(task, 0.0); }
RT static Value truncated(TASK, Value self) { return int_from_double(task, own_value(self)); }
RT static int truth_slot(TASK, Value self) { return own_value(self) != 0; }

static Value compare_doubles(double x, double y, int op)
{
    switch (op) {
    case COMPARE_EQ: return value_from_bool(x == y);
    case COMPARE_NE: return value_from_bool(x != y);
    case COMPARE_LT: return value_from_bool(x < y);
    case COMPARE_LE: return value_from_bool(x <= y);
    case COMPARE_GT: return value_from_bool(x > y);
    default: return value_from_bool(x >= y);
    }
}

RT Value float_compare(TASK, Value a, Value b, int op)
{
    double x, y;
    bool first = float_value_of(a, &x), second = float_value_of(b, &y);
    if (first && second)
        return compare_doubles(x, y, op);
    if (!(first || second) || !value_is_int(first ? b : a))
        return VALUE_NOTIMPLEMENTED;
    if (isnan(first ? x : y))
        return value_from_bool(op == COMPARE_NE);
    int order = first ? -int_compare_double(b, x) : int_compare_double(a, y);
    return compare_doubles(order, 0, op);
}

/* Equal to int's for whole numbers: modulo 2**61 - 1. A NaN hashes by its identity. */
int64_t float_hash_double(double d, Value owner)
{
    const uint64_t prime = (UINT64_C(1) << 61) - 1;
    int exponent;
    if (isnan(d))
        return value_is_pointer(owner) ? (int64_t)(owner >> 4) : (int64_t)(owner >> 1);
    if (isinf(d))
        return d < 0 ? -314159 : 314159;
    double fraction = frexp(fabs(d), &exponent);
    uint64_t hash = 0;
    while (fraction != 0) {
        hash = (hash << 28 & prime) | hash >> (61 - 28);
        fraction *= 268435456.0;
        exponent -= 28;
        uint64_t part = (uint64_t)fraction;
        fraction -= (double)part;
        hash += part;
        if (hash >= prime)
            hash -= prime;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    hash = (hash << exponent & prime) | hash >> (61 - exponent);
    int64_t result = d < 0 ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

RT static int64_t hash_slot(TASK, Value self) { return float_hash_double(own_value(self), self); }

RT Value float_repr(TASK, Value self)
{
    char text[40];
    return str_from_ascii(task, text, float_write_repr(task, own_value(self), text, true));
}

/* ---- float(...) -------------------------------------------------------------------------------------- */

RT static Value float_from_text_value(TASK, Value v)
{
    double d;
    BufferView view;
    bool done;
    if (value_is_str(v)) {
        const PyStr *s = as_str(v);
        char *ascii = s->data;
        if (!str_is_ascii(s) && !(ascii = gc_alloc(task, (size_t)s->length + 1, LAYOUT_FREE)))
            return 0;
        if (!str_is_ascii(s))
            str_to_ascii_number(s, ascii);
        done = float_parse(task, ascii, s->length, &d);
    } else if (buffer_try(task, v, &view)) {
        done = float_parse(task, (char *)view.data, view.size, &d);
        buffer_release(task, &view);
    } else {
        return raise_error(task, &type_TypeError, "float() argument must be a string or a real number, not '%T'", v);
    }
    return done ? float_from_double(task, d)
                : raise_error(task, &type_ValueError, "could not convert string to float: %R", v);
}

RT static Value float_from_value(TASK, Value v)
{
    const TypeSlots *slots = &type_of(v)->slots;
    double d;
    if (value_is_float(v))
        return v;
    if (slots->to_float) {
        Value result = slots->to_float(task, v);
        if (!result || value_is_float(result))
            return result;
        if (!float_value_of(result, &d))
            return raise_error(task, &type_TypeError, "%T.__float__ returned non-float (type %T)", v, result);
        if (!raise_warning(task, &type_DeprecationWarning, "%T.__float__ returned non-float (type %T)" STRICT_SUBCLASS("float"), v, result))
            return 0;
        return float_from_double(task, d);
    }
    if (slots->index) {
        Value index = object_index(task, v);
        return index && int_to_double(task, index, &d) ? float_from_double(task, d) : 0;
    }
    return float_from_text_value(task, v);
}

RT static Value subclass_instance(TASK, Value class, Value number)
{
    if (!number || (PyType *)class == &type_float)
        return number;
    PyFloat *instance = object_alloc(task, (PyType *)class, 0);
    if (!instance)
        return 0;
    instance->value = value_float(number);
    return value_from_object(instance);
}

RT static Value float_new(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    if (((PyType *)callee)->slots.init != type_float.slots.init)
        kwnames = 0;   /* a subclass's __init__ may take them */
    if (!arguments_positional(task, "float", 0, 1, nargs, kwnames))
        return 0;
    return subclass_instance(task, callee, nargs ? float_from_value(task, args[0]) : float_from_double(task, 0.0));
}

/* ---- methods ------------------------------------------------------------------------------------------- */

RT static Value is_integer_method(TASK, Value self)
{
    double d = own_value(self);
    return value_from_bool(isfinite(d) && floor(d) == d);
}

RT static Value as_integer_ratio_method(TASK, Value self)
{
    double d = own_value(self);
    int exponent;
    if (isinf(d))
        return raise_error(task, &type_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(d))
        return raise_error(task, &type_ValueError, "cannot convert NaN to integer ratio");
    int64_t mantissa = (int64_t)ldexp(frexp(d, &exponent), 53);
    exponent -= 53;
    while (mantissa && exponent < 0 && !(mantissa & 1)) {
        mantissa /= 2;
        exponent++;
    }
    if (mantissa == 0)
        exponent = 0;
    Value pair[2] = { int_from_i64(task, mantissa), value_from_small_int(1) };
    int which = exponent >= 0 ? 0 : 1;
    pair[which] = int_shift_left(task, pair[which], value_from_small_int(exponent < 0 ? -exponent : exponent));
    return pair[which] ? tuple_from(task, pair, 2) : 0;
}

/* Correct rounding of the decimal value: the C library prints it, and reads it back. */
RT static Value round_method(TASK, Value self, Value digits_value)
{
    double d = own_value(self), rounded;
    int64_t places;
    if (digits_value == VALUE_UNBOUND || digits_value == VALUE_NONE) {
        rounded = rint(d);
        return int_from_double(task, rounded);
    }
    if (!object_index_i64(task, digits_value, &places, true))
        return 0;
    if (!isfinite(d) || places > 323)
        return float_from_double(task, d);
    if (places < -308)
        return float_from_double(task, copysign(0.0, d));
    return float_round_decimals(task, d, (int)places);
}

RT static Value floor_method(TASK, Value self) { return int_from_double(task, floor(own_value(self))); }
RT static Value ceil_method(TASK, Value self) { return int_from_double(task, ceil(own_value(self))); }

RT static Value hex_method(TASK, Value self)
{
    double d = own_value(self);
    char text[40], digits[16];
    int exponent, n;
    if (!isfinite(d))
        return float_repr(task, self);
    double fraction = frexp(fabs(d), &exponent);
    int shift = d == 0 ? 0 : 1 - (-1021 - exponent > 0 ? -1021 - exponent : 0);
    fraction = ldexp(fraction, shift);
    exponent -= shift;
    int whole = (int)fraction;
    fraction -= whole;
    for (int i = 0; i < 13; i++) {
        fraction *= 16;
        int digit = (int)fraction;
        digits[i] = "0123456789abcdef"[digit];
        fraction -= digit;
    }
    digits[13] = 0;
    if (d == 0)
        n = snprintf(text, sizeof text, "%s0x0.0p+0", signbit(d) ? "-" : "");
    else
        n = snprintf(text, sizeof text, "%s0x%d.%sp%c%d", signbit(d) ? "-" : "", whole, digits,
                     exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
    return str_from_ascii(task, text, n);
}

RT static Value fromhex_method(TASK, Value class, Value text)
{
    int64_t length;
    double d;
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "fromhex() argument must be str, not %T", text);
    const char *utf8 = str_utf8(task, text, &length);
    if (!utf8)
        return 0;
    int status = float_parse_hex(utf8, length, &d);
    if (status < 0)
        return raise_error(task, &type_ValueError, "invalid hexadecimal floating-point string");
    if (status > 0)
        return raise_error(task, &type_OverflowError, "hexadecimal value too large to represent as a float");
    Value number = float_from_double(task, d);
    return (PyType *)class == &type_float || !number ? number : call_one(task, class, number);
}

RT static Value getformat_method(TASK, Value class, Value kind)
{
    if (!value_is_str(kind))
        return raise_error(task, &type_TypeError, "__getformat__() argument must be str, not %T", kind);
    if (!str_equal_c(kind, "double") && !str_equal_c(kind, "float"))
        return raise_error(task, &type_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    return str_from_c(task, "IEEE, little-endian");
}

RT static Value divmod_method(TASK, Value self, Value other) { return float_divmod(task, self, other); }
RT static Value rdivmod_method(TASK, Value self, Value other) { return float_divmod(task, other, self); }

RT static Value getnewargs_method(TASK, Value self)
{
    Value exact = itself(task, self);
    return exact ? tuple_from(task, &exact, 1) : 0;
}

/* ---- type object ------------------------------------------------------------------------------------------ */

METHOD_TABLE_BEGIN(float)
#include "runtime/types/float.def"
METHOD_TABLE_END

static const GetSetDef float_getsets[] = {
    { "real", itself, NULL, "The number itself." },
    { "imag", zero, NULL, "Zero." },
    { NULL, NULL, NULL, NULL },
};

DEFINE_TYPE(float, "float", .c_doc = "A floating-point number: float(x) converts a number or a text.",
    .basic_size = sizeof(PyFloat), .flags = TYPE_FLAG_BASE | TYPE_FLAG_FLOAT_SUBCLASS,
    .methods = float_methods, .getsets = float_getsets,
    .slots = {
        .repr = float_repr, .hash = hash_slot, .compare = float_compare, .truth = truth_slot, .new_ = float_new,
        .binary = { [OP_ADD] = float_add, [OP_SUB] = float_subtract, [OP_MULT] = float_multiply,
                    [OP_DIV] = float_true_divide, [OP_FLOORDIV] = float_floor_divide, [OP_MOD] = float_modulo,
                    [OP_POW] = float_power },
        .power_modulo = power_modulo_slot, .negative = float_negative, .positive = itself,
        .absolute = float_absolute, .to_int = truncated, .to_float = itself,
    });
