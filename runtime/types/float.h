/* Floats: text and arithmetic shared with complex, math and formatting. */
#ifndef PYLLC_TYPES_FLOAT_H
#define PYLLC_TYPES_FLOAT_H

#include "runtime/object/object.h"

/* The decimal digits of |d| (finite): digits[0..*count) with the point after *point digits. */
enum { FLOAT_SHORTEST, FLOAT_SIGNIFICANT, FLOAT_DECIMALS };
typedef struct FloatDigits {
    char digits[1200];
    int count, point;
} FloatDigits;
RT void float_digits(TASK, double d, int mode, int precision, FloatDigits *out);

/* repr() without the NUL's help: gives the length, at most 32 bytes. add_point: 1.0 not 1. */
RT int float_write_repr(TASK, double d, char *out, bool add_point);
/* A number's text, surrounding blanks and underscores as float() takes them. */
RT bool float_parse(TASK, const char *text, int64_t length, double *result);
RT bool float_strtod(TASK, const char *text, const char **end, double *result);

RT Value float_add(TASK, Value a, Value b);
RT Value float_subtract(TASK, Value a, Value b);
RT Value float_multiply(TASK, Value a, Value b);
RT Value float_true_divide(TASK, Value a, Value b);
RT Value float_floor_divide(TASK, Value a, Value b);
RT Value float_modulo(TASK, Value a, Value b);
RT Value float_divmod(TASK, Value a, Value b);
RT Value float_power(TASK, Value a, Value b);
RT Value float_negative(TASK, Value a);
RT Value float_absolute(TASK, Value a);
RT Value float_compare(TASK, Value a, Value b, int op);
RT Value float_repr(TASK, Value a);
int64_t float_hash_double(double d, Value owner);
bool float_value_of(Value v, double *result);          /* a float or an instance of a subclass */
RT bool number_as_double(TASK, Value v, double *result, bool *is_number);
        /* float or int operand; false with *is_number: OverflowError */
RT Value float_power_doubles(TASK, double base, double exponent);
RT Value float_round_decimals(TASK, double d, int places);
int float_parse_hex(const char *text, int64_t length, double *result);   /* 0, -1 malformed, 1 too large */
double float_modulo_doubles(double a, double b, double *floor_quotient);

#endif
