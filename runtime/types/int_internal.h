/* Shared by int.c, int_big.c, int_text.c: arithmetic on views, with GMP behind it. */
#ifndef PYLLC_TYPES_INT_INTERNAL_H
#define PYLLC_TYPES_INT_INTERNAL_H

#include "runtime/types/int.h"

/* Above this many limbs multiplication, division and conversion run on the system stack. */
enum { STACK_LIMBS = 32 };

RT Value big_add(TASK, Value a, Value b, bool subtract);
RT Value big_multiply(TASK, Value a, Value b);
/* Floor division; either result may be NULL. */
RT bool big_divide(TASK, Value a, Value b, Value *quotient, Value *remainder);
RT Value big_true_divide(TASK, Value a, Value b);
RT Value big_power(TASK, Value base, uint64_t exponent);
RT Value big_power_modulo(TASK, Value base, Value exponent, Value modulus);
RT Value big_inverse(TASK, Value a, Value modulus);    /* VALUE_UNBOUND: none */
RT Value big_shift_left(TASK, Value a, uint64_t bits);
RT Value big_shift_right(TASK, Value a, uint64_t bits);
RT Value big_bitwise(TASK, Value a, Value b, int op);  /* OP_BITAND, ... */
RT Value big_multiply_add(TASK, Value a, uint64_t factor, uint64_t addend);

#endif
