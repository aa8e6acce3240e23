/* The functions of math that give integers exactly. */
#include "runtime/modules/math_internal.h"

#include "runtime/types/containers.h"
#include "runtime/types/int.h"

RT Value math_gcd(TASK, Value integers)
{
    Value result = value_from_small_int(0);
    for (int64_t i = 0; result && i < tuple_size(integers); i++) {
        Value number = object_index(task, tuple_get(integers, i));
        result = number ? int_gcd(task, result, number) : 0;
    }
    return result;
}

RT static Value lcm_of_two(TASK, Value a, Value b)
{
    if (int_sign(a) == 0 || int_sign(b) == 0)
        return value_from_small_int(0);
    Value common = int_gcd(task, a, b);
    Value part = common ? int_floor_divide(task, a, common) : 0;
    Value product = part ? int_multiply(task, part, b) : 0;
    return product ? int_absolute(task, product) : 0;
}

RT Value math_lcm(TASK, Value integers)
{
    Value result = value_from_small_int(1);
    for (int64_t i = 0; result && i < tuple_size(integers); i++) {
        Value number = object_index(task, tuple_get(integers, i));
        result = number ? lcm_of_two(task, result, number) : 0;
    }
    return result;
}

RT Value math_isqrt(TASK, Value n)
{
    n = object_index(task, n);
    if (n && int_sign(n) < 0)
        return raise_error(task, &type_ValueError, "isqrt() argument must be nonnegative");
    return n ? int_square_root(task, n) : 0;
}

RT Value math_factorial(TASK, Value n)
{
    int64_t number;
    n = object_index(task, n);
    if (!n)
        return 0;
    if (int_sign(n) < 0)
        return raise_error(task, &type_ValueError, "factorial() not defined for negative values");
    if (!int_to_i64(n, &number))
        return raise_error(task, &type_OverflowError, "factorial() argument should not exceed %ld", INT64_MAX);
    return int_factorial(task, number);
}

/* The product first * (first - 1) * ... of `count` factors, by halves. */
RT static Value falling_product(TASK, Value first, int64_t count)
{
    if (count == 0)
        return value_from_small_int(1);
    if (count == 1)
        return first;
    Value later = int_subtract(task, first, value_from_small_int(count / 2));
    Value left = later ? falling_product(task, first, count / 2) : 0;
    Value right = left ? falling_product(task, later, count - count / 2) : 0;
    return right ? int_multiply(task, left, right) : 0;
}

RT static bool check_pair(TASK, Value *n, Value *k)
{
    *n = object_index(task, *n);
    *k = *n ? object_index(task, *k) : 0;
    if (!*k)
        return false;
    if (int_sign(*n) < 0 || int_sign(*k) < 0) {
        raise_error(task, &type_ValueError, "%s must be a non-negative integer", int_sign(*n) < 0 ? "n" : "k");
        return false;
    }
    return true;
}

RT Value math_perm(TASK, Value n, Value k)
{
    int64_t count;
    if (k == VALUE_NONE)
        return math_factorial(task, n);
    if (!check_pair(task, &n, &k))
        return 0;
    if (int_compare3(n, k) < 0)
        return value_from_small_int(0);
    if (!int_to_i64(k, &count))
        return raise_error(task, &type_OverflowError, "k must not exceed %ld", INT64_MAX);
    return falling_product(task, n, count);
}

RT Value math_comb(TASK, Value n, Value k)
{
    int64_t count;
    if (!check_pair(task, &n, &k))
        return 0;
    Value other = int_subtract(task, n, k);
    if (!other)
        return 0;
    if (int_sign(other) < 0)
        return value_from_small_int(0);
    if (int_compare3(other, k) < 0)
        k = other;
    if (!int_to_i64(k, &count))
        return raise_error(task, &type_OverflowError, "min(n - k, k) must not exceed %ld", INT64_MAX);
    return int_binomial(task, n, count);
}
