/* int: a word of 62 bits, or a PyInt of sign and magnitude. Instances of subclasses are always
   PyInts, of any size, and so not canonical; every function here reads them through IntView
   and gives exact ints.

   The slot functions try the word case first; compiled code has done so already (fast.c), so
   that what arrives here is mostly large. */
#include "runtime/object/errors.h"
#include "runtime/types/int_internal.h"

#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/bytes.h"
#include "runtime/types/define_type.h"
#include "runtime/types/float.h"
#include "runtime/types/format.h"
#include "runtime/types/str.h"

/* ---- construction -------------------------------------------------------------------------- */

void int_view(Value v, IntView *view)
{
    int64_t word;
    if (int_word(v, &word)) {
        view->word = word < 0 ? -(uint64_t)word : (uint64_t)word;
        view->limbs = &view->word;
        view->count = word != 0;
        view->negative = word < 0;
        return;
    }
    const PyInt *number = (PyInt *)v;
    view->negative = number->size < 0;
    view->count = view->negative ? -number->size : number->size;
    view->limbs = number->limbs;
}

RT PyInt *int_alloc(TASK, int64_t count)
{
    PyInt *number = gc_alloc(task, sizeof(PyInt) + (size_t)count * 8, LAYOUT_FREE);
    if (number)
        number->head.shape = &shape_int;
    return number;
}

Value int_finish(PyInt *number, int64_t count, bool negative)
{
    while (count && !number->limbs[count - 1])
        count--;
    if (count == 0)
        return value_from_small_int(0);
    if (count == 1) {
        uint64_t magnitude = number->limbs[0];
        if (magnitude <= (uint64_t)SMALL_INT_MAX + negative)
            return value_from_small_int(negative ? (int64_t)-magnitude : (int64_t)magnitude);
    }
    number->size = negative ? -count : count;
    return value_from_object(number);
}

RT Value int_from_limbs(TASK, const uint64_t *limbs, int64_t count, bool negative)
{
    while (count && !limbs[count - 1])
        count--;
    if (count == 0)
        return value_from_small_int(0);
    if (count == 1 && limbs[0] <= (uint64_t)SMALL_INT_MAX + negative)
        return value_from_small_int(negative ? (int64_t)-limbs[0] : (int64_t)limbs[0]);
    PyInt *number = int_alloc(task, count);
    if (!number)
        return 0;
    memcpy(number->limbs, limbs, (size_t)count * 8);
    return int_finish(number, count, negative);
}

RT Value int_from_i64(TASK, int64_t i)
{
    if (small_int_fits(i))
        return value_from_small_int(i);
    uint64_t magnitude = i < 0 ? -(uint64_t)i : (uint64_t)i;
    return int_from_limbs(task, &magnitude, 1, i < 0);
}

RT Value int_from_u64(TASK, uint64_t i) { return int_from_limbs(task, &i, 1, false); }

RT Value int_from_i128(TASK, __int128 i)
{
    if (i >= SMALL_INT_MIN && i <= SMALL_INT_MAX)
        return value_from_small_int((int64_t)i);
    unsigned __int128 magnitude = i < 0 ? -(unsigned __int128)i : (unsigned __int128)i;
    uint64_t limbs[2] = { (uint64_t)magnitude, (uint64_t)(magnitude >> 64) };
    return int_from_limbs(task, limbs, 2, i < 0);
}

RT Value int_exact(TASK, Value v)
{
    IntView view;
    if (value_is_exact_int(v))
        return v;
    int_view(v, &view);
    return int_from_limbs(task, view.limbs, view.count, view.negative);
}

RT Value int_from_double(TASK, double d)
{
    int exponent;
    if (__builtin_isnan(d))
        return raise_error(task, &type_ValueError, "cannot convert float NaN to integer");
    if (__builtin_isinf(d))
        return raise_error(task, &type_OverflowError, "cannot convert float infinity to integer");
    if (d > -9e18 && d < 9e18)
        return int_from_i64(task, (int64_t)d);
    double fraction = __builtin_frexp(d, &exponent);
    Value mantissa = int_from_i64(task, (int64_t)__builtin_ldexp(fraction, 53));
    return mantissa ? big_shift_left(task, mantissa, (uint64_t)(exponent - 53)) : 0;
}

bool int_to_i64(Value v, int64_t *result)
{
    IntView view;
    if (int_word(v, result))
        return true;
    int_view(v, &view);
    if (view.count == 0) {
        *result = 0;
        return true;
    }
    if (view.count > 1 || view.limbs[0] > (uint64_t)INT64_MAX + view.negative)
        return false;
    *result = view.negative ? (int64_t)-view.limbs[0] : (int64_t)view.limbs[0];
    return true;
}

RT bool value_to_i64(TASK, Value v, int64_t *result)
{
    if (!value_is_int(v)) {
        raise_error(task, &type_TypeError, "'%T' object cannot be interpreted as an integer", v);
        return false;
    }
    if (int_to_i64(v, result))
        return true;
    raise_error(task, &type_OverflowError, "Python int too large to convert to C long");
    return false;
}

/* ---- properties --------------------------------------------------------------------------------- */

int int_sign(Value v)
{
    int64_t word;
    if (int_word(v, &word))
        return (word > 0) - (word < 0);
    int64_t size = ((PyInt *)v)->size;
    return (size > 0) - (size < 0);
}

int int_compare3(Value a, Value b)
{
    int64_t x, y;
    IntView first, second;
    if (int_word(a, &x) && int_word(b, &y))
        return (x > y) - (x < y);
    int_view(a, &first);
    int_view(b, &second);
    if (first.negative != second.negative)
        return first.negative ? -1 : 1;
    int sign = first.negative ? -1 : 1;
    if (first.count != second.count)
        return first.count < second.count ? -sign : sign;
    for (int64_t i = first.count; i-- > 0;)
        if (first.limbs[i] != second.limbs[i])
            return first.limbs[i] < second.limbs[i] ? -sign : sign;
    return 0;
}

/* Modulo 2**61 - 1, where 2**64 is 8. */
int64_t int_hash_value(Value v)
{
    const uint64_t prime = (UINT64_C(1) << 61) - 1;
    IntView view;
    uint64_t hash = 0;
    if (value_is_small_int(v) && int_hashes_to_itself(value_small_int(v)))
        return value_small_int(v);
    int_view(v, &view);
    for (int64_t i = view.count; i-- > 0;) {
        unsigned __int128 sum = (unsigned __int128)hash * 8 + view.limbs[i];
        hash = ((uint64_t)sum & prime) + (uint64_t)(sum >> 61);     /* 2**61 is 1 */
        hash = hash >= prime ? hash - prime : hash;
    }
    int64_t result = view.negative ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

int64_t int_bit_count_of(Value v)
{
    IntView view;
    int_view(v, &view);
    return view.count ? view.count * 64 - __builtin_clzll(view.limbs[view.count - 1]) : 0;
}

bool int_is_odd(Value v)
{
    IntView view;
    int_view(v, &view);
    return view.count && view.limbs[0] & 1;
}

int int_compare_double(Value v, double d)
{
    int64_t exponent;
    int sign = int_sign(v), other = (d > 0) - (d < 0);
    if (__builtin_isinf(d))
        return d < 0 ? 1 : -1;
    if (sign != other)
        return sign < other ? -1 : 1;
    int64_t bits = int_bit_count_of(v);
    if (bits <= 53) {
        int_to_i64(v, &exponent);
        return ((double)exponent > d) - ((double)exponent < d);
    }
    int its_exponent;
    __builtin_frexp(d, &its_exponent);
    if (bits != its_exponent)
        return (bits < its_exponent) == (sign > 0) ? -1 : 1;
    int64_t whole = (int64_t)__builtin_ldexp(d, 53 - its_exponent);   /* exact: 53 bits and the rest */
    /* The double is an integer of `bits` bits: compare the upper 53 bits, then what lies below. */
    IntView view;
    int_view(v, &view);
    uint64_t magnitude = (uint64_t)(whole < 0 ? -whole : whole);
    int64_t drop = bits - 53, limb = drop / 64, shift = drop % 64;
    uint64_t top = view.limbs[limb] >> shift;
    if (shift && limb + 1 < view.count)
        top |= view.limbs[limb + 1] << (64 - shift);
    top &= (UINT64_C(1) << 53) - 1;
    if (top != magnitude)
        return top < magnitude ? -sign : sign;
    for (int64_t i = 0; i < limb; i++)
        if (view.limbs[i])
            return sign;
    return shift && view.limbs[limb] & ((UINT64_C(1) << shift) - 1) ? sign : 0;
}

/* ---- arithmetic slots ------------------------------------------------------------------------------ */

#define NEED_INTS(a, b)                          \
    if (!value_is_int(a) || !value_is_int(b))    \
        return VALUE_NOTIMPLEMENTED

RT Value int_add(TASK, Value a, Value b)
{
    int64_t x, y;
    if (int_word(a, &x) && int_word(b, &y))
        return int_from_i64(task, x + y);
    NEED_INTS(a, b);
    return big_add(task, a, b, false);
}

RT Value int_subtract(TASK, Value a, Value b)
{
    int64_t x, y;
    if (int_word(a, &x) && int_word(b, &y))
        return int_from_i64(task, x - y);
    NEED_INTS(a, b);
    return big_add(task, a, b, true);
}

RT Value int_multiply(TASK, Value a, Value b)
{
    int64_t x, y;
    if (int_word(a, &x) && int_word(b, &y))
        return int_from_i128(task, (__int128)x * y);
    NEED_INTS(a, b);
    return big_multiply(task, a, b);
}

static int64_t floor_quotient(int64_t x, int64_t y)
{
    int64_t quotient = x / y;
    return quotient - (x % y != 0 && (x < 0) != (y < 0));
}

static int64_t floor_remainder(int64_t x, int64_t y)
{
    int64_t rest = x % y;
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

RT Value int_floor_divide(TASK, Value a, Value b)
{
    int64_t x, y;
    Value quotient;
    NEED_INTS(a, b);
    if (int_sign(b) == 0)
        return raise_error(task, &type_ZeroDivisionError, "integer division or modulo by zero");
    if (int_word(a, &x) && int_word(b, &y))
        return int_from_i64(task, floor_quotient(x, y));
    return big_divide(task, a, b, &quotient, NULL) ? quotient : 0;
}

RT Value int_modulo(TASK, Value a, Value b)
{
    int64_t x, y;
    Value remainder;
    NEED_INTS(a, b);
    if (int_sign(b) == 0)
        return raise_error(task, &type_ZeroDivisionError, "integer modulo by zero");
    if (int_word(a, &x) && int_word(b, &y))
        return value_from_small_int(floor_remainder(x, y));
    return big_divide(task, a, b, NULL, &remainder) ? remainder : 0;
}

RT Value int_divmod(TASK, Value a, Value b)
{
    int64_t x, y;
    Value pair[2];
    NEED_INTS(a, b);
    if (int_sign(b) == 0)
        return raise_error(task, &type_ZeroDivisionError, "integer division or modulo by zero");
    if (int_word(a, &x) && int_word(b, &y)) {
        pair[0] = int_from_i64(task, floor_quotient(x, y));
        pair[1] = value_from_small_int(floor_remainder(x, y));
        return pair[0] ? tuple_from(task, pair, 2) : 0;
    }
    return big_divide(task, a, b, &pair[0], &pair[1]) ? tuple_from(task, pair, 2) : 0;
}

RT Value int_true_divide(TASK, Value a, Value b)
{
    const int64_t exact = INT64_C(1) << 53;
    int64_t x, y;
    NEED_INTS(a, b);
    if (int_sign(b) == 0)
        return raise_error(task, &type_ZeroDivisionError, "division by zero");
    if (int_word(a, &x) && int_word(b, &y) && x >= -exact && x <= exact && y >= -exact && y <= exact)
        return float_from_double(task, (double)x / (double)y);
    return big_true_divide(task, a, b);
}

RT static Value power_negative(TASK, Value base, Value exponent)
{
    double x, y;
    if (!int_to_double(task, base, &x) || !int_to_double(task, exponent, &y))
        return 0;
    return float_power_doubles(task, x, y);
}

RT Value int_power(TASK, Value base, Value exponent)
{
    int64_t x, y;
    NEED_INTS(base, exponent);
    if (int_sign(exponent) < 0)
        return power_negative(task, base, exponent);
    if (int_word(base, &x) && x >= -1 && x <= 1)
        return value_from_small_int(x == -1 ? (int_is_odd(exponent) ? -1 : 1) : x == 1 || int_sign(exponent) == 0);
    if (!int_to_i64(exponent, &y) || y > INT64_C(1) << 40)
        return raise_error(task, &type_MemoryError, "");
    if (int_word(base, &x) && x == 2)
        return big_shift_left(task, value_from_small_int(1), (uint64_t)y);
    return big_power(task, base, (uint64_t)y);
}

RT static Value checked_inverse(TASK, Value base, Value modulus)
{
    Value magnitude = int_absolute(task, modulus);
    Value inverse = magnitude ? big_inverse(task, base, magnitude) : 0;
    if (inverse == VALUE_UNBOUND)
        return raise_error(task, &type_ValueError, "base is not invertible for the given modulus");
    return inverse;
}

static uint64_t power_words(uint64_t base, uint64_t exponent, uint64_t modulus)
{
    uint64_t result = 1 % modulus;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = (uint64_t)((unsigned __int128)result * base % modulus);
        base = (uint64_t)((unsigned __int128)base * base % modulus);
    }
    return result;
}

RT Value int_power_modulo(TASK, Value base, Value exponent, Value modulus)
{
    int64_t x, y, m;
    if (modulus == VALUE_NONE)
        return int_power(task, base, exponent);
    if (!value_is_int(base) || !value_is_int(exponent) || !value_is_int(modulus))
        return VALUE_NOTIMPLEMENTED;
    if (int_sign(modulus) == 0)
        return raise_error(task, &type_ValueError, "pow() 3rd argument cannot be 0");
    if (int_word(modulus, &m) && (m == 1 || m == -1))
        return value_from_small_int(0);
    if (int_sign(exponent) < 0) {
        base = checked_inverse(task, base, modulus);
        exponent = base ? int_negative(task, exponent) : 0;
        if (!exponent)
            return 0;
    }
    if (int_word(modulus, &m) && m > 0 && int_word(base, &x) && int_word(exponent, &y))
        return value_from_small_int((int64_t)power_words((uint64_t)floor_remainder(x, m), (uint64_t)y, (uint64_t)m));
    return big_power_modulo(task, base, exponent, modulus);
}

RT Value int_shift_left(TASK, Value a, Value b)
{
    int64_t x, shift;
    NEED_INTS(a, b);
    if (int_sign(b) < 0)
        return raise_error(task, &type_ValueError, "negative shift count");
    if (int_sign(a) == 0)
        return value_from_small_int(0);
    if (!int_to_i64(b, &shift))
        return raise_error(task, &type_OverflowError, "too many digits in integer");
    if (shift > INT64_C(1) << 42) {
        hook_memory_error(task);
        return 0;
    }
    if (int_word(a, &x) && shift < 64)
        return int_from_i128(task, (__int128)x << shift);
    return big_shift_left(task, a, (uint64_t)shift);
}

RT Value int_shift_right(TASK, Value a, Value b)
{
    int64_t x, shift;
    NEED_INTS(a, b);
    if (int_sign(b) < 0)
        return raise_error(task, &type_ValueError, "negative shift count");
    if (!int_to_i64(b, &shift))
        return value_from_small_int(int_sign(a) < 0 ? -1 : 0);
    if (int_word(a, &x))
        return value_from_small_int(x >> (shift > 63 ? 63 : shift));
    return big_shift_right(task, a, (uint64_t)shift);
}

#define DEFINE_BITWISE(name, operation, op)                          \
    RT Value name(TASK, Value a, Value b)                            \
    {                                                                \
        int64_t x, y;                                                \
        if (int_word(a, &x) && int_word(b, &y))                      \
            return value_from_small_int(x operation y);              \
        NEED_INTS(a, b);                                             \
        return big_bitwise(task, a, b, op);                          \
    }
DEFINE_BITWISE(int_and, &, OP_BITAND)
DEFINE_BITWISE(int_or, |, OP_BITOR)
DEFINE_BITWISE(int_xor, ^, OP_BITXOR)

RT Value int_negative(TASK, Value a)
{
    IntView view;
    int_view(a, &view);
    return int_from_limbs(task, view.limbs, view.count, !view.negative);
}

RT Value int_absolute(TASK, Value a) { return int_sign(a) < 0 ? int_negative(task, a) : int_exact(task, a); }

RT Value int_invert(TASK, Value a)
{
    Value more = int_add(task, a, value_from_small_int(1));
    return more ? int_negative(task, more) : 0;
}

RT Value int_compare(TASK, Value a, Value b, int op)
{
    NEED_INTS(a, b);
    int order = int_compare3(a, b);
    switch (op) {
    case COMPARE_EQ: return value_from_bool(order == 0);
    case COMPARE_NE: return value_from_bool(order != 0);
    case COMPARE_LT: return value_from_bool(order < 0);
    case COMPARE_LE: return value_from_bool(order <= 0);
    case COMPARE_GT: return value_from_bool(order > 0);
    default: return value_from_bool(order >= 0);
    }
}

RT static int64_t hash_slot(TASK, Value self) { return int_hash_value(self); }
RT static int truth_slot(TASK, Value self) { return int_sign(self) != 0; }

RT static Value to_float_slot(TASK, Value self)
{
    double d;
    return int_to_double(task, self, &d) ? float_from_double(task, d) : 0;
}

/* ---- int(...) ------------------------------------------------------------------------------------- */

/* ASCII of a str: decimal digits of other scripts and blanks become ASCII, the rest '?'. */
RT static Value int_from_str(TASK, Value text, int base)
{
    const PyStr *s = as_str(text);
    if (str_is_ascii(s))
        return int_from_text(task, s->data, s->length, base, text);
    char *ascii = gc_alloc(task, (size_t)s->length + 1, LAYOUT_FREE);
    if (!ascii)
        return 0;
    str_to_ascii_number(s, ascii);
    return int_from_text(task, ascii, s->length, base, text);
}

RT static Value check_int_result(TASK, Value result, const char *method)
{
    if (!result || value_is_exact_int(result))
        return result;
    if (!value_is_int(result))
        return raise_error(task, &type_TypeError, "%s returned non-int (type %T)", method, result);
    if (!raise_warning(task, &type_DeprecationWarning, "%s returned non-int (type %T)" STRICT_SUBCLASS("int"), method, result))
        return 0;
    return int_exact(task, result);
}

RT static Value int_from_value(TASK, Value v)
{
    BufferView view;
    const TypeSlots *slots = &type_of(v)->slots;
    if (value_is_exact_int(v))
        return v;
    if (value_is_float(v))
        return int_from_double(task, value_float(v));
    if (slots->to_int)
        return check_int_result(task, slots->to_int(task, v), "__int__");
    if (slots->index)
        return check_int_result(task, slots->index(task, v), "__index__");
    Value truncated = call_special(task, v, NAME(__trunc__), NULL, 0);
    if (truncated != VALUE_UNBOUND) {
        if (truncated && !raise_warning(task, &type_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated."))
            return 0;
        if (truncated && !value_is_int(truncated) && !type_of(truncated)->slots.index)
            return raise_error(task, &type_TypeError, "__trunc__ returned non-Integral (type %T)", truncated);
        return truncated ? object_index(task, truncated) : 0;
    }
    if (value_is_str(v))
        return int_from_str(task, v, 10);
    if (buffer_try(task, v, &view)) {
        Value result = int_from_text(task, (char *)view.data, view.size, 10, v);
        buffer_release(task, &view);
        return result;
    }
    return raise_error(task, &type_TypeError,
        "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

RT static Value int_with_base(TASK, Value text, Value base_value)
{
    int64_t base;
    BufferView view;
    if (!object_index_i64(task, base_value, &base, true))
        return 0;
    if (base != 0 && (base < 2 || base > 36))
        return raise_error(task, &type_ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (value_is_str(text))
        return int_from_str(task, text, (int)base);
    if ((value_is_bytes(text) || value_is_instance(text, &type_bytearray)) && buffer_try(task, text, &view)) {
        Value result = int_from_text(task, (char *)view.data, view.size, (int)base, text);
        buffer_release(task, &view);
        return result;
    }
    return raise_error(task, &type_TypeError, "int() can't convert non-string with explicit base");
}

/* An instance of a subclass with the number of an exact int. */
RT static Value subclass_instance(TASK, PyType *type, Value number)
{
    IntView view;
    int_view(number, &view);
    PyInt *instance = object_alloc(task, type, (size_t)view.count * 8);
    if (!instance)
        return 0;
    memcpy(instance->limbs, view.limbs, (size_t)view.count * 8);
    instance->size = view.negative ? -view.count : view.count;
    return value_from_object(instance);
}

RT static Value int_new(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { NULL, "base" };
    Value bound[2], number;
    if (nargs == 1 && !kwnames)
        number = int_from_value(task, args[0]);
    else if (!arguments_bind(task, "int", names, 2, args, nargs, kwnames, bound))
        return 0;
    else if (bound[0] == VALUE_UNBOUND && bound[1] != VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "int() missing string argument");
    else if (bound[0] == VALUE_UNBOUND)
        number = value_from_small_int(0);
    else
        number = bound[1] == VALUE_UNBOUND ? int_from_value(task, bound[0]) : int_with_base(task, bound[0], bound[1]);
    if (!number || (PyType *)callee == &type_int)
        return number;
    return subclass_instance(task, (PyType *)callee, number);
}

/* ---- methods ------------------------------------------------------------------------------------------ */

RT static Value bit_length_method(TASK, Value self) { return value_from_small_int(int_bit_count_of(self)); }

RT static Value bit_count_method(TASK, Value self)
{
    IntView view;
    int64_t count = 0;
    int_view(self, &view);
    for (int64_t i = 0; i < view.count; i++)
        count += __builtin_popcountll(view.limbs[i]);
    return value_from_small_int(count);
}

RT static Value itself(TASK, Value self) { return int_exact(task, self); }
RT static Value zero(TASK, Value self) { return value_from_small_int(0); }
RT static Value one(TASK, Value self) { return value_from_small_int(1); }

RT static Value as_integer_ratio_method(TASK, Value self)
{
    Value pair[2] = { int_exact(task, self), value_from_small_int(1) };
    return pair[0] ? tuple_from(task, pair, 2) : 0;
}

/* Half to even: subtract the remainder of least absolute value. */
RT static Value round_method(TASK, Value self, Value digits)
{
    if (digits == VALUE_UNBOUND)
        return int_exact(task, self);
    digits = object_index(task, digits);
    if (!digits)
        return 0;
    if (int_sign(digits) >= 0)
        return int_exact(task, self);
    Value places = int_negative(task, digits), unit, quotient, remainder;
    unit = places ? int_power(task, value_from_small_int(10), places) : 0;
    if (!unit || !big_divide(task, self, unit, &quotient, &remainder))
        return 0;
    Value twice = int_add(task, remainder, remainder);
    int order = twice ? int_compare3(twice, unit) : 0;
    if (order > 0 || (order == 0 && int_is_odd(quotient)))
        quotient = int_add(task, quotient, value_from_small_int(1));
    return twice && quotient ? int_multiply(task, quotient, unit) : 0;
}

RT static bool is_little(TASK, Value order, const char *function, bool *little)
{
    *little = value_is_str(order) && str_equal_c(order, "little");
    if (!value_is_str(order))
        raise_error(task, &type_TypeError, "%s() argument 'byteorder' must be str, not %T", function, order);
    else if (!*little && !str_equal_c(order, "big"))
        raise_error(task, &type_ValueError, "byteorder must be either 'little' or 'big'");
    else
        return true;
    return false;
}

RT static Value to_bytes_method(TASK, Value self, Value length_value, Value order, Value signed_value)
{
    int64_t length;
    bool little;
    IntView view;
    int is_signed = object_truth(task, signed_value);
    if (is_signed < 0 || !object_index_i64(task, length_value, &length, false) ||
        !is_little(task, order, "to_bytes", &little))
        return 0;
    if (length < 0)
        return raise_error(task, &type_ValueError, "length argument must be non-negative");
    int_view(self, &view);
    if (view.negative && !is_signed)
        return raise_error(task, &type_OverflowError, "can't convert negative int to unsigned");
    PyBytes *bytes = bytes_new(task, length);
    bool carry = true;
    if (!bytes)
        return 0;
    for (int64_t i = 0; i < length; i++) {
        uint8_t byte = i / 8 < view.count ? (uint8_t)(view.limbs[i / 8] >> i % 8 * 8) : 0;
        if (view.negative) {
            byte = (uint8_t)(~byte + carry);
            carry = carry && byte == 0;
        }
        bytes->data[little ? i : length - 1 - i] = byte;
    }
    int64_t bits = int_bit_count_of(self);
    bool top = length && bytes->data[little ? length - 1 : 0] & 0x80;
    if (length == 0 && view.negative && bits == 1)
        return value_from_object(bytes);   /* -1 in no bytes passes, as in CPython */
    if (bits > length * 8 || (is_signed && bits && top != view.negative))
        return raise_error(task, &type_OverflowError, "int too big to convert");
    return value_from_object(bytes);
}

RT static Value from_bytes_method(TASK, Value class, Value source, Value order, Value signed_value)
{
    bool little;
    int is_signed = object_truth(task, signed_value);
    if (is_signed < 0 || !is_little(task, order, "from_bytes", &little))
        return 0;
    Value data = bytes_from_object(task, source);
    if (!data)
        return 0;
    PyBytes *bytes = as_bytes(data);
    int64_t count = (bytes->length + 7) / 8;
    PyInt *number = int_alloc(task, count);
    if (!number)
        return 0;
    bool negative = is_signed && bytes->length && bytes->data[little ? bytes->length - 1 : 0] & 0x80, carry = true;
    memset(number->limbs, 0, (size_t)count * 8);
    for (int64_t i = 0; i < bytes->length; i++) {
        uint8_t byte = bytes->data[little ? i : bytes->length - 1 - i];
        if (negative) {
            byte = (uint8_t)(~byte + carry);
            carry = carry && byte == 0;
        }
        number->limbs[i / 8] |= (uint64_t)byte << i % 8 * 8;
    }
    Value result = negative && carry ? 0 : int_finish(number, count, negative);
    if (!result) {   /* -256**length: the magnitude needs a byte more */
        result = big_shift_left(task, value_from_small_int(-1), (uint64_t)bytes->length * 8);
    }
    return (PyType *)class == &type_int || !result ? result : call_one(task, class, result);
}

RT static Value getnewargs_method(TASK, Value self)
{
    Value exact = int_exact(task, self);
    return exact ? tuple_from(task, &exact, 1) : 0;
}

RT static Value sizeof_method(TASK, Value self)
{
    return value_from_small_int(24 + (int_bit_count_of(self) + 29) / 30 * 4);
}

RT static Value divmod_method(TASK, Value self, Value other) { return int_divmod(task, self, other); }
RT static Value rdivmod_method(TASK, Value self, Value other) { return int_divmod(task, other, self); }

/* ---- type object -------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(int)
#include "runtime/types/int.def"
METHOD_TABLE_END

static const GetSetDef int_getsets[] = {
    { "real", itself, NULL, "The number itself." },
    { "imag", zero, NULL, "Zero." },
    { "numerator", itself, NULL, "The number itself." },
    { "denominator", one, NULL, "One." },
    { NULL, NULL, NULL, NULL },
};

DEFINE_TYPE(int, "int", .c_doc = "An integer of any size: int(x) converts a number or a text, int(text, base) digits of that base.",
    .basic_size = sizeof(PyInt), .item_size = 8,
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_INT_SUBCLASS, .methods = int_methods, .getsets = int_getsets,
    .slots = {
        .repr = int_repr, .hash = hash_slot, .compare = int_compare, .truth = truth_slot, .new_ = int_new,
        .binary = { [OP_ADD] = int_add, [OP_SUB] = int_subtract, [OP_MULT] = int_multiply,
                    [OP_DIV] = int_true_divide, [OP_FLOORDIV] = int_floor_divide, [OP_MOD] = int_modulo,
                    [OP_POW] = int_power, [OP_LSHIFT] = int_shift_left, [OP_RSHIFT] = int_shift_right,
                    [OP_BITAND] = int_and, [OP_BITOR] = int_or, [OP_BITXOR] = int_xor },
        .power_modulo = int_power_modulo, .negative = int_negative, .positive = itself, .invert = int_invert,
        .absolute = int_absolute, .to_int = itself, .to_float = to_float_slot, .index = itself,
    });
