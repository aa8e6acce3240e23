/* Folding of arithmetic on numbers, with CPython's limits: integers that powers, products and shifts may make
   have at most 128 bits. Integers are computed in 128 bits with a sign; what does not fit, what fails (a
   division by zero) and complex quotients and powers are left to run time. */
#include "frontend/pir/lower/lower_internal.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef __int128 Wide;

enum { POWER_BITS_MAX = 128, WIDE_DIGITS_MAX = 38 };

static Const *new_const(Lowering *l, ConstKind kind)
{
    Const *constant = ARENA_NEW(l->arena, Const);
    constant->kind = kind;
    return constant;
}

const Const *new_int(Lowering *l, int64_t value)
{
    Const *constant = new_const(l, CONST_INT);
    constant->fits_i64 = true;
    constant->integer = value;
    return constant;
}

const Const *new_float(Lowering *l, double value)
{
    Const *constant = new_const(l, CONST_FLOAT);
    constant->real = value;
    return constant;
}

const Const *new_complex(Lowering *l, double real, double imaginary)
{
    Const *constant = new_const(l, CONST_COMPLEX);
    constant->real = real;
    constant->imaginary = imaginary;
    return constant;
}

static const Const *new_wide(Lowering *l, Wide value)
{
    if (value == (int64_t)value)
        return new_int(l, (int64_t)value);
    char digits[44], *at = digits + sizeof digits;
    unsigned __int128 rest = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
    *--at = 0;
    for (; rest; rest /= 10)
        *--at = (char)('0' + (int)(rest % 10));
    if (value < 0)
        *--at = '-';
    Const *constant = new_const(l, CONST_INT);
    constant->length = strlen(at);
    constant->text = arena_text(l->arena, at, constant->length);
    return constant;
}

static bool is_bool(const Const *c) { return c->kind == CONST_TRUE || c->kind == CONST_FALSE; }

/* An integer or bool of at most 38 digits. */
static bool wide_of(const Const *c, Wide *value)
{
    if (is_bool(c) || (c->kind == CONST_INT && c->fits_i64)) {
        *value = is_bool(c) ? c->kind == CONST_TRUE : c->integer;
        return true;
    }
    if (c->kind != CONST_INT)
        return false;
    bool is_negative = c->text[0] == '-';
    if (c->length - is_negative > WIDE_DIGITS_MAX)
        return false;
    *value = 0;
    for (size_t i = is_negative; i < c->length; i++)
        *value = *value * 10 + (c->text[i] - '0');
    *value = is_negative ? -*value : *value;
    return true;
}

static int bits_of(Wide value)
{
    unsigned __int128 rest = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
    int bits = 0;
    for (; rest; rest >>= 1)
        bits++;
    return bits;
}

static bool is_exact_double(Wide value)
{
    return value >= -((Wide)1 << 53) && value <= (Wide)1 << 53;
}

/* ---- integers ----------------------------------------------------------------------------------- */

static const Const *float_power(Lowering *l, double base, double exponent)
{
    if ((base == 0 && exponent < 0) || (base < 0 && exponent != floor(exponent)))
        return NULL;
    errno = 0;
    double result = pow(base, exponent);
    return errno || !isfinite(result) ? NULL : new_float(l, result);
}

static const Const *int_power(Lowering *l, Wide base, Wide exponent)
{
    if (exponent < 0)
        return is_exact_double(base) && is_exact_double(exponent) ? float_power(l, (double)base, (double)exponent) : NULL;
    if (base && exponent && bits_of(base) > POWER_BITS_MAX / exponent)
        return NULL;
    if (base >= -1 && base <= 1)
        return new_wide(l, exponent == 0 ? 1 : base == -1 && exponent % 2 == 0 ? 1 : base);
    Wide result = 1;
    for (Wide i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(result, base, &result))
            return NULL;
    return new_wide(l, result);
}

static const Const *shift_left(Lowering *l, Wide value, Wide count)
{
    if (count < 0)
        return NULL;
    if (!value || !count)
        return new_wide(l, value);
    if (count > POWER_BITS_MAX || bits_of(value) + count > POWER_BITS_MAX - 1)
        return NULL;
    return new_wide(l, value * ((Wide)1 << count));
}

static const Const *int_quotient(Lowering *l, Operator op, Wide a, Wide b)
{
    if (b == 0)
        return NULL;
    if (op == OP_DIV)
        return is_exact_double(a) && is_exact_double(b) ? new_float(l, (double)a / (double)b) : NULL;
    Wide rest = a % b, whole = a / b;
    bool rounds_down = rest && (rest < 0) != (b < 0);
    return new_wide(l, op == OP_MOD ? rest + (rounds_down ? b : 0) : whole - rounds_down);
}

static const Const *fold_ints(Lowering *l, Operator op, Wide a, Wide b)
{
    Wide r = 0;
    switch (op) {
    case OP_ADD:    return __builtin_add_overflow(a, b, &r) ? NULL : new_wide(l, r);
    case OP_SUB:    return __builtin_sub_overflow(a, b, &r) ? NULL : new_wide(l, r);
    case OP_MULT:   return __builtin_mul_overflow(a, b, &r) ? NULL : new_wide(l, r);
    case OP_POW:    return int_power(l, a, b);
    case OP_BITOR:  return new_wide(l, a | b);
    case OP_BITAND: return new_wide(l, a & b);
    case OP_BITXOR: return new_wide(l, a ^ b);
    case OP_FLOORDIV: case OP_MOD: case OP_DIV: return int_quotient(l, op, a, b);
    case OP_RSHIFT: return b < 0 ? NULL : new_wide(l, b > 126 ? (a < 0 ? -1 : 0) : a >> b);
    case OP_LSHIFT: return shift_left(l, a, b);
    case OP_MATMULT: case OPERATOR_COUNT: break;
    }
    return NULL;
}

/* ---- floats and complex numbers --------------------------------------------------------------------- */

/* The remainder has the sign of the divisor; the quotient is the whole number that goes with it. */
static const Const *float_quotient(Lowering *l, Operator op, double a, double b)
{
    double rest = fmod(a, b), whole = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
        rest += b;
        whole -= 1;
    } else if (rest == 0) {
        rest = copysign(0.0, b);
    }
    if (op == OP_MOD)
        return new_float(l, rest);
    if (whole == 0)
        return new_float(l, copysign(0.0, a / b));
    double down = floor(whole);
    return new_float(l, whole - down > 0.5 ? down + 1 : down);
}

static const Const *fold_floats(Lowering *l, Operator op, double a, double b)
{
    switch (op) {
    case OP_ADD:  return new_float(l, a + b);
    case OP_SUB:  return new_float(l, a - b);
    case OP_MULT: return new_float(l, a * b);
    case OP_DIV:  return b != 0 ? new_float(l, a / b) : NULL;
    case OP_FLOORDIV: case OP_MOD:
        return b != 0 && isfinite(a) && isfinite(b) ? float_quotient(l, op, a, b) : NULL;
    case OP_POW:  return isfinite(a) && isfinite(b) ? float_power(l, a, b) : NULL;
    default:      return NULL;
    }
}

static const Const *fold_complexes(Lowering *l, Operator op, const Const *a, const Const *b, double ar, double br)
{
    double ai = a->kind == CONST_COMPLEX ? a->imaginary : 0, bi = b->kind == CONST_COMPLEX ? b->imaginary : 0;
    switch (op) {
    case OP_ADD:  return new_complex(l, ar + br, ai + bi);
    case OP_SUB:  return new_complex(l, ar - br, ai - bi);
    case OP_MULT: return new_complex(l, ar * br - ai * bi, ar * bi + ai * br);
    default:      return NULL;
    }
}

static bool double_of(const Const *c, double *value)
{
    Wide wide;
    if (c->kind == CONST_FLOAT || c->kind == CONST_COMPLEX) {
        *value = c->real;
        return true;
    }
    if (!wide_of(c, &wide) || !is_exact_double(wide))
        return false;
    *value = (double)wide;
    return true;
}

const Const *fold_numbers(Lowering *l, Operator op, const Const *a, const Const *b)
{
    Wide x, y;
    double p, q;
    if (wide_of(a, &x) && wide_of(b, &y)) {
        bool is_logical = is_bool(a) && is_bool(b) && (op == OP_BITOR || op == OP_BITAND || op == OP_BITXOR);
        if (is_logical)
            return (op == OP_BITOR ? x | y : op == OP_BITAND ? x & y : x ^ y) ? l->true_constant : l->false_constant;
        return fold_ints(l, op, x, y);
    }
    if (!double_of(a, &p) || !double_of(b, &q))
        return NULL;
    if (a->kind == CONST_COMPLEX || b->kind == CONST_COMPLEX)
        return fold_complexes(l, op, a, b, p, q);
    return fold_floats(l, op, p, q);
}

/* "-", "+" or "~" of a number; NULL for anything else. */
const Const *fold_sign(Lowering *l, UnaryOperator op, const Const *c)
{
    Wide value;
    if (wide_of(c, &value))
        return op == UNARY_UADD ? (is_bool(c) ? new_wide(l, value) : c) : new_wide(l, op == UNARY_USUB ? -value : ~value);
    if (c->kind == CONST_INT && op == UNARY_UADD)
        return c;
    if (c->kind == CONST_INT && op == UNARY_USUB) {
        Const *result = new_const(l, CONST_INT);
        result->text = c->text[0] == '-' ? c->text + 1 : arena_printf(l->arena, "-%s", c->text);
        result->length = strlen(result->text);
        return result;
    }
    if (op == UNARY_INVERT || (c->kind != CONST_FLOAT && c->kind != CONST_COMPLEX))
        return NULL;
    if (op == UNARY_UADD)
        return c;
    return c->kind == CONST_FLOAT ? new_float(l, -c->real) : new_complex(l, -c->real, -c->imaginary);
}
