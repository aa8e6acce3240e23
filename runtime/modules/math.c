/* Module math. The functions are libm's; what is added is CPython's rule for errors: a NaN out
   of numbers that are none is a domain error, an infinity out of finite numbers a range error,
   or a domain error at a pole. Integers beyond a double are handled by the logarithms alone. */
#include "runtime/modules/math_internal.h"

#include <errno.h>
#include <math.h>
#include "runtime/object/module.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"

RT bool math_argument(TASK, Value v, double *result)
{
    if (float_value_of(v, result))
        return true;
    if (value_is_int(v))
        return int_to_double(task, v, result);
    if (type_of(v)->slots.to_float || type_of(v)->slots.index)
        return object_double(task, v, result);
    raise_error(task, &type_TypeError, "must be real number, not %T", v);
    return false;
}

RT Value math_domain_error(TASK) { return raise_error(task, &type_ValueError, "math domain error"); }
RT Value math_range_error(TASK) { return raise_error(task, &type_OverflowError, "math range error"); }

/* ---- functions of one number ---------------------------------------------------------------------- */

typedef double (*Function)(double);

/* can_overflow: an infinity out of a finite number is a range error, else a domain error. */
RT static Value apply(TASK, Value v, Function function, bool can_overflow)
{
    double x;
    if (!math_argument(task, v, &x))
        return 0;
    double result = function(x);
    if (isnan(result) && !isnan(x))
        return math_domain_error(task);
    if (isinf(result) && isfinite(x))
        return can_overflow ? math_range_error(task) : math_domain_error(task);
    return float_from_double(task, result);
}

#define APPLY(name, function, can_overflow) \
    RT static Value name(TASK, Value x) { return apply(task, x, function, can_overflow); }
APPLY(math_acos, acos, false)
APPLY(math_acosh, acosh, false)
APPLY(math_asin, asin, false)
APPLY(math_asinh, asinh, false)
APPLY(math_atan, atan, false)
APPLY(math_atanh, atanh, false)
APPLY(math_cbrt, cbrt, false)
APPLY(math_cos, cos, false)
APPLY(math_cosh, cosh, true)
APPLY(math_erf, erf, false)
APPLY(math_erfc, erfc, false)
APPLY(math_exp, exp, true)
APPLY(math_exp2, exp2, true)
APPLY(math_expm1, expm1, true)
APPLY(math_fabs, fabs, false)
APPLY(math_log1p, log1p, false)
APPLY(math_sin, sin, false)
APPLY(math_sinh, sinh, true)
APPLY(math_sqrt, sqrt, false)
APPLY(math_tan, tan, false)
APPLY(math_tanh, tanh, false)

RT static Value apply_with_errno(TASK, Value v, Function function)
{
    double x;
    if (!math_argument(task, v, &x))
        return 0;
    errno = 0;
    double result = function(x);
    if (errno == EDOM)
        return math_domain_error(task);
    if (errno == ERANGE && fabs(result) >= 1.5)
        return math_range_error(task);
    return float_from_double(task, result);
}

RT static Value math_gamma(TASK, Value x) { return apply_with_errno(task, x, math_gamma_of); }
RT static Value math_lgamma(TASK, Value x) { return apply_with_errno(task, x, math_lgamma_of); }

RT static Value math_degrees(TASK, Value v)
{
    double x;
    return math_argument(task, v, &x) ? float_from_double(task, x * (180.0 / M_PI)) : 0;
}

RT static Value math_radians(TASK, Value v)
{
    double x;
    return math_argument(task, v, &x) ? float_from_double(task, x * (M_PI / 180.0)) : 0;
}

#define CLAIM(name, test)                                                    \
    RT static Value name(TASK, Value v)                                      \
    {                                                                        \
        double x;                                                            \
        return math_argument(task, v, &x) ? value_from_bool(test(x)) : 0;    \
    }
CLAIM(math_isfinite, isfinite)
CLAIM(math_isinf, isinf)
CLAIM(math_isnan, isnan)

RT static Value math_ulp(TASK, Value v)
{
    double x;
    if (!math_argument(task, v, &x))
        return 0;
    x = fabs(x);
    if (!isfinite(x))
        return float_from_double(task, x);
    double next = nextafter(x, (double)INFINITY);
    return float_from_double(task, isinf(next) ? x - nextafter(x, -(double)INFINITY) : next - x);
}

/* ---- logarithms ------------------------------------------------------------------------------------- */

/* For an int beyond a double: the logarithm of the fraction plus exponent times that of two. */
RT static bool logarithm(TASK, Value v, Function function, double *result)
{
    double x;
    if (value_is_int(v)) {
        if (int_sign(v) <= 0) {
            math_domain_error(task);
            return false;
        }
        if (int_bit_count_of(v) > 1023) {
            int64_t exponent;
            x = int_frexp(v, &exponent);
            *result = function(x) + function(2.0) * (double)exponent;
            return true;
        }
    }
    if (!math_argument(task, v, &x))
        return false;
    if (x <= 0) {
        math_domain_error(task);
        return false;
    }
    *result = function(x);
    return true;
}

RT static Value math_log(TASK, Value v, Value base)
{
    double x, divisor;
    if (!logarithm(task, v, log, &x))
        return 0;
    if (base == VALUE_UNBOUND)
        return float_from_double(task, x);
    if (!logarithm(task, base, log, &divisor))
        return 0;
    if (divisor == 0)
        return raise_error(task, &type_ZeroDivisionError, "float division by zero");
    return float_from_double(task, x / divisor);
}

RT static Value math_log2(TASK, Value v)
{
    double x;
    return logarithm(task, v, log2, &x) ? float_from_double(task, x) : 0;
}

RT static Value math_log10(TASK, Value v)
{
    double x;
    return logarithm(task, v, log10, &x) ? float_from_double(task, x) : 0;
}

/* ---- functions of two numbers ----------------------------------------------------------------------------- */

#define TWO_NUMBERS(a, b, x, y)                                                  \
    double x, y;                                                                 \
    if (!math_argument(task, a, &x) || !math_argument(task, b, &y))              \
        return 0

RT static Value math_atan2(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, y, x);
    return float_from_double(task, atan2(y, x));
}

RT static Value math_copysign(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, x, y);
    return float_from_double(task, copysign(x, y));
}

RT static Value math_nextafter(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, x, y);
    return float_from_double(task, nextafter(x, y));
}

RT static Value math_fmod(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, x, y);
    double result = fmod(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? math_domain_error(task) : float_from_double(task, result);
}

RT static Value math_remainder(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, x, y);
    double result = remainder(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? math_domain_error(task) : float_from_double(task, result);
}

RT static Value math_pow(TASK, Value a, Value b)
{
    TWO_NUMBERS(a, b, x, y);
    double result = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(result) || (isinf(result) && x == 0))
            return math_domain_error(task);
        if (isinf(result))
            return math_range_error(task);
    }
    return float_from_double(task, result);
}

RT static Value math_isclose(TASK, Value a, Value b, Value relative_value, Value absolute_value)
{
    double relative, absolute;
    TWO_NUMBERS(a, b, x, y);
    if (!math_argument(task, relative_value, &relative) || !math_argument(task, absolute_value, &absolute))
        return 0;
    if (relative < 0 || absolute < 0)
        return raise_error(task, &type_ValueError, "tolerances must be non-negative");
    if (x == y)
        return VALUE_TRUE;
    if (isinf(x) || isinf(y))
        return VALUE_FALSE;
    double distance = fabs(y - x);
    return value_from_bool(distance <= fabs(relative * y) || distance <= fabs(relative * x) || distance <= absolute);
}

/* ---- parts of numbers ------------------------------------------------------------------------------------- */

RT static Value pair(TASK, Value first, Value second)
{
    Value both[2] = { first, second };
    return first && second ? tuple_from(task, both, 2) : 0;
}

RT static Value math_frexp(TASK, Value v)
{
    double x;
    int exponent = 0;
    if (!math_argument(task, v, &x))
        return 0;
    if (isfinite(x) && x != 0)
        x = frexp(x, &exponent);
    return pair(task, float_from_double(task, x), value_from_small_int(exponent));
}

RT static Value math_modf(TASK, Value v)
{
    double x, whole;
    if (!math_argument(task, v, &x))
        return 0;
    double fraction = modf(x, &whole);
    return pair(task, float_from_double(task, fraction), float_from_double(task, whole));
}

RT static Value math_ldexp(TASK, Value a, Value b)
{
    double x;
    int64_t exponent;
    if (!math_argument(task, a, &x))
        return 0;
    if (!value_is_int(b))
        return raise_error(task, &type_TypeError, "Expected an int as second argument to ldexp.");
    if (!int_to_i64(b, &exponent))
        exponent = int_sign(b) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0 || !isfinite(x))
        return float_from_double(task, x);
    if (exponent > INT32_MAX)
        return math_range_error(task);
    double result = exponent < INT32_MIN ? copysign(0.0, x) : ldexp(x, (int)exponent);
    return isinf(result) ? math_range_error(task) : float_from_double(task, result);
}

/* ---- rounding ------------------------------------------------------------------------------------------------ */

RT static Value round_by(TASK, Value v, Value method, Function function)
{
    double x;
    if (!value_is_float(v)) {
        Value result = call_special(task, v, method, NULL, 0);
        if (result != VALUE_UNBOUND)
            return result;
    }
    return math_argument(task, v, &x) ? int_from_double(task, function(x)) : 0;
}

RT static Value math_floor(TASK, Value x) { return round_by(task, x, NAME(__floor__), floor); }
RT static Value math_ceil(TASK, Value x) { return round_by(task, x, NAME(__ceil__), ceil); }

RT static Value math_trunc(TASK, Value x)
{
    if (value_is_float(x))
        return int_from_double(task, value_float(x));
    Value result = call_special(task, x, NAME(__trunc__), NULL, 0);
    if (result != VALUE_UNBOUND)
        return result;
    return raise_error(task, &type_TypeError, "type %T doesn't define __trunc__ method", x);
}

/* ---- the module ---------------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(math)
#include "runtime/modules/math.def"
METHOD_TABLE_END

RT static bool math_init(TASK, Value module)
{
    static const struct { const char *name; double value; } constants[] = {
        { "pi", M_PI }, { "e", M_E }, { "tau", 2 * M_PI }, { "inf", INFINITY }, { "nan", NAN },
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        Value number = float_from_double(task, constants[i].value);
        if (!number || !module_set_c(task, module, constants[i].name, number))
            return false;
    }
    return true;
}

extern const NativeModule module_math;
const NativeModule module_math = { "math", "Mathematical functions as the C standard defines them.", math_methods, math_init };
