/* The gamma function and its logarithm by Lanczos' approximation (13 terms, with the
   coefficients of the Boost library), evaluated in the order that gives CPython's digits. */
#include "runtime/modules/math_internal.h"

#include <errno.h>
#include <math.h>

enum { TERMS = 13, TABLE_LAST = 23 };
static const double shift = 6.024680040776729583740234375;
static const double shift_less_half = 5.524680040776729583740234375;
static const double pi = 3.141592653589793238462643383279502884197;
static const double log_of_pi = 1.144729885849400174143427351353058711647;

static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
static const double denominator[TERMS] = {
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0,
    1925.0, 66.0, 1.0,
};

/* The quotient of the two polynomials, in powers of x or of 1/x, whichever stays small. */
static double lanczos(double x)
{
    double above = 0, below = 0;
    for (int i = 0; i < TERMS; i++) {
        int term = x < 5.0 ? TERMS - 1 - i : i;
        above = x < 5.0 ? above * x + numerator[term] : above / x + numerator[term];
        below = x < 5.0 ? below * x + denominator[term] : below / x + denominator[term];
    }
    return above / below;
}

/* sin(pi * x) without the error of pi * x. */
static double sine_of_pi_times(double x)
{
    double y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0: result = sin(pi * y); break;
    case 1: result = cos(pi * (y - 0.5)); break;
    case 2: result = sin(pi * (1.0 - y)); break;
    case 3: result = -cos(pi * (y - 1.5)); break;
    default: result = sin(pi * (y - 2.0)); break;
    }
    return copysign(1.0, x) * result;
}

static double factorial_of(int n)
{
    double product = 1;
    for (int i = 2; i <= n; i++)
        product *= i;   /* exact up to 22! */
    return product;
}

static double gamma_middle(double x)
{
    double size = fabs(x), y = size + shift_less_half, result, power;
    double error = size > shift_less_half ? (y - size) - shift_less_half : (y - shift_less_half) - size;
    error = error * shift / y;
    if (x < 0) {
        result = -pi / sine_of_pi_times(size) / size * exp(y) / lanczos(size);
        result -= error * result;
    } else {
        result = lanczos(size) / exp(y);
        result += error * result;
    }
    if (size < 140.0) {
        power = pow(y, size - 0.5);
        return x < 0 ? result / power : result * power;
    }
    power = pow(y, size / 2.0 - 0.25);
    return x < 0 ? result / power / power : result * power * power;
}

double math_gamma_of(double x)
{
    if (!isfinite(x)) {
        if (isnan(x) || x > 0)
            return x;
        errno = EDOM;
        return (double)NAN;
    }
    if (x == 0 || (x < 0 && x == floor(x))) {
        errno = EDOM;
        return x == 0 ? 1.0 / x : (double)NAN;
    }
    if (x == floor(x) && x <= TABLE_LAST)
        return factorial_of((int)x - 1);
    if (fabs(x) < 1e-20) {
        double result = 1.0 / x;
        if (isinf(result))
            errno = ERANGE;
        return result;
    }
    if (fabs(x) > 200.0) {
        if (x < 0)
            return 0.0 / sine_of_pi_times(x);
        errno = ERANGE;
        return (double)HUGE_VAL;
    }
    double result = gamma_middle(x);
    if (isinf(result))
        errno = ERANGE;
    return result;
}

double math_lgamma_of(double x)
{
    if (!isfinite(x))
        return isnan(x) ? x : (double)HUGE_VAL;
    if (x == floor(x) && x <= 2.0) {
        if (x > 0)
            return 0.0;
        errno = EDOM;
        return (double)HUGE_VAL;
    }
    double size = fabs(x);
    if (size < 1e-20)
        return -log(size);
    double result = log(lanczos(size)) - shift;
    result += (size - 0.5) * (log(size + shift - 0.5) - 1);
    if (x < 0)
        result = log_of_pi - log(fabs(sine_of_pi_times(size))) - log(size) - result;
    if (isinf(result))
        errno = ERANGE;
    return result;
}
