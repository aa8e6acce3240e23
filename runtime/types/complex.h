/* Complex numbers: always objects. */
#ifndef PYLLC_TYPES_COMPLEX_H
#define PYLLC_TYPES_COMPLEX_H

#include "runtime/object/object.h"

typedef struct PyComplex { Object head; double real, imaginary; } PyComplex;

RT Value complex_from_doubles(TASK, double real, double imaginary);
RT Value complex_power_doubles(TASK, double real, double imaginary, double power_real, double power_imaginary);
/* Any number: complex, float, int. False when it is none, or with an exception. */
RT bool complex_value_of(TASK, Value v, double *real, double *imaginary);

#endif
