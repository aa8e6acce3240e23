/* Integers: the 62-bit word and PyInt beyond. Everything here takes any int value, subclass or
   bool, and gives canonical exact ints. */
#ifndef PYLLC_TYPES_INT_H
#define PYLLC_TYPES_INT_H

#include "runtime/object/object.h"

/* Sign and magnitude of any int; limbs may point into the view itself, so it is not copied.
   count has no zero limb at the top; 0 for zero. */
typedef struct IntView {
    const uint64_t *limbs;
    int64_t count;
    bool negative;
    uint64_t word;
} IntView;
void int_view(Value v, IntView *view);

/* The number when it fits 64 bits. */
bool int_to_i64(Value v, int64_t *result);
ALWAYS_INLINE bool int_word(Value v, int64_t *result)   /* the common case only: word or bool */
{
    if (value_is_small_int(v)) {
        *result = value_small_int(v);
        return true;
    }
    *result = v == VALUE_TRUE;
    return value_is_bool(v);
}

/* Room for count limbs; int_finish drops zero limbs and makes it canonical. */
RT PyInt *int_alloc(TASK, int64_t count);
Value int_finish(PyInt *number, int64_t count, bool negative);
RT Value int_from_limbs(TASK, const uint64_t *limbs, int64_t count, bool negative);
RT Value int_from_i128(TASK, __int128 i);
RT Value int_exact(TASK, Value v);                     /* of a subclass or bool: the int */
RT Value int_from_double(TASK, double d);              /* truncates; OverflowError, ValueError */
RT Value int_from_text(TASK, const char *text, int64_t length, int base, Value shown);
        /* ASCII; ValueError shows `shown`, or the text when zero */

int int_sign(Value v);                                 /* -1, 0, 1 */
int int_compare3(Value a, Value b);                    /* -1, 0, 1 */
/* True of nearly all: the hash is the number modulo 2**61 - 1 with its sign, but never -1. */
ALWAYS_INLINE bool int_hashes_to_itself(int64_t i) { return i != -1 && i < SMALL_INT_MAX && i > -SMALL_INT_MAX; }
int64_t int_hash_value(Value v);
int64_t int_bit_count_of(Value v);                     /* bits of the magnitude */
bool int_is_odd(Value v);
/* The nearest double, ties to even; false with OverflowError. */
RT bool int_to_double(TASK, Value v, double *result);
/* v = *result * 2**exponent, 0.5 <= |result| < 1, correctly rounded. */
double int_frexp(Value v, int64_t *exponent);
int int_compare_double(Value v, double d);             /* d is not NaN */

/* The slots; VALUE_NOTIMPLEMENTED for operands that are no ints. */
RT Value int_add(TASK, Value a, Value b);
RT Value int_subtract(TASK, Value a, Value b);
RT Value int_multiply(TASK, Value a, Value b);
RT Value int_floor_divide(TASK, Value a, Value b);
RT Value int_modulo(TASK, Value a, Value b);
RT Value int_divmod(TASK, Value a, Value b);
RT Value int_true_divide(TASK, Value a, Value b);
RT Value int_power(TASK, Value a, Value b);
RT Value int_power_modulo(TASK, Value a, Value b, Value modulus);
RT Value int_shift_left(TASK, Value a, Value b);
RT Value int_shift_right(TASK, Value a, Value b);
RT Value int_and(TASK, Value a, Value b);
RT Value int_or(TASK, Value a, Value b);
RT Value int_xor(TASK, Value a, Value b);
RT Value int_negative(TASK, Value a);
RT Value int_absolute(TASK, Value a);
RT Value int_invert(TASK, Value a);
RT Value int_compare(TASK, Value a, Value b, int op);
RT Value int_repr(TASK, Value a);
/* Digits in base 2 to 36 without prefix, '-' first; ValueError above the digit limit in other
   bases than powers of two. */
RT Value int_to_base(TASK, Value v, int base);

RT Value int_gcd(TASK, Value a, Value b);
RT Value int_factorial(TASK, int64_t n);                /* n >= 0 */
RT Value int_binomial(TASK, Value n, int64_t k);       /* n >= k >= 0 */
RT Value int_square_root(TASK, Value n);               /* floor; n >= 0 */
/* The limit of digits (sys.set_int_max_str_digits); 0: none. */
extern int64_t int_digit_limit;

#endif
