/* Shared by the files of module math. */
#ifndef PYLLC_MODULES_MATH_INTERNAL_H
#define PYLLC_MODULES_MATH_INTERNAL_H

#include "runtime/object/builtin.h"

/* A real number as a double; TypeError "must be real number, not X", OverflowError. */
RT bool math_argument(TASK, Value v, double *result);
RT Value math_domain_error(TASK);
RT Value math_range_error(TASK);

/* math_gamma.c; errno says EDOM or ERANGE. */
double math_gamma_of(double x);
double math_lgamma_of(double x);

/* math_sums.c */
RT Value math_fsum(TASK, Value iterable);
RT Value math_prod(TASK, Value iterable, Value start);
RT Value math_hypot(TASK, Value coordinates);
RT Value math_dist(TASK, Value p, Value q);

/* math_integers.c */
RT Value math_gcd(TASK, Value integers);
RT Value math_lcm(TASK, Value integers);
RT Value math_factorial(TASK, Value n);
RT Value math_comb(TASK, Value n, Value k);
RT Value math_perm(TASK, Value n, Value k);
RT Value math_isqrt(TASK, Value n);

#endif
