/* Sums that lose nothing: fsum keeps the exact sum as partial sums that do not overlap
   (Shewchuk); hypot and dist scale by a power of two, add squares with their rounding errors,
   and improve the root by one step. */
#include "runtime/modules/math_internal.h"

#include <float.h>
#include <math.h>
#include "runtime/abi/operators.h"
#include "runtime/types/containers.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"

/* ---- fsum -------------------------------------------------------------------------------------- */

typedef struct Partials {
    double room[32], *items;         /* increasing magnitude */
    int64_t count, capacity;
    double special, infinities;      /* sums of the terms that are not finite */
} Partials;

RT static bool add_term(TASK, Partials *p, double x)
{
    double given = x;
    int64_t kept = 0;
    for (int64_t i = 0; i < p->count; i++) {
        double y = p->items[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        double high = x + y, low = y - (high - x);
        if (low != 0)
            p->items[kept++] = low;
        x = high;
    }
    p->count = kept;
    if (x == 0)
        return true;
    if (!isfinite(x)) {
        if (isfinite(given)) {
            raise_error(task, &type_OverflowError, "intermediate overflow in fsum");
            return false;
        }
        if (isinf(given))
            p->infinities += given;
        p->special += given;
        p->count = 0;
        return true;
    }
    if (p->count == p->capacity) {
        double *more = gc_alloc(task, (size_t)p->capacity * 2 * sizeof(double), LAYOUT_FREE);
        if (!more)
            return false;
        memcpy(more, p->items, (size_t)p->count * sizeof(double));
        p->items = more;
        p->capacity *= 2;
    }
    p->items[p->count++] = x;
    return true;
}

/* From the largest down until a partial sum is inexact; then half-way cases look at the next. */
static double round_partials(const Partials *p)
{
    int64_t n = p->count;
    double high = 0, low = 0;
    if (n == 0)
        return 0;
    high = p->items[--n];
    while (n > 0) {
        double x = high, y = p->items[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    if (n > 0 && ((low < 0 && p->items[n - 1] < 0) || (low > 0 && p->items[n - 1] > 0))) {
        double twice = low * 2, x = high + twice;
        if (twice == x - high)
            high = x;
    }
    return high;
}

RT Value math_fsum(TASK, Value iterable)
{
    Partials p = { .capacity = 32 };
    double x;
    Value iterator = object_iter(task, iterable), item;
    p.items = p.room;
    if (!iterator)
        return 0;
    while ((item = object_next(task, iterator)) != VALUE_STOP)
        if (!item || !math_argument(task, item, &x) || !add_term(task, &p, x))
            return 0;
    if (p.special != 0) {
        if (isnan(p.infinities))
            return raise_error(task, &type_ValueError, "-inf + inf in fsum");
        return float_from_double(task, p.special);
    }
    return float_from_double(task, round_partials(&p));
}

/* ---- prod ----------------------------------------------------------------------------------------- */

RT Value math_prod(TASK, Value iterable, Value start)
{
    Value iterator = object_iter(task, iterable), product = start, item;
    if (!iterator)
        return 0;
    while ((item = object_next(task, iterator)) != VALUE_STOP) {
        if (!item)
            return 0;
        if (value_is_exact_int(product) && value_is_exact_int(item))
            product = int_multiply(task, product, item);
        else if (value_is_float(product) && value_is_float(item))
            product = float_from_double(task, value_float(product) * value_float(item));
        else
            product = object_binary(task, product, item, OP_MULT);
        if (!product)
            return 0;
    }
    return product;
}

/* ---- norms ------------------------------------------------------------------------------------------- */

typedef struct Exact { double high, low; } Exact;
static Exact add_exactly(double larger, double smaller)
{
    double high = larger + smaller;
    return (Exact){ high, (larger - high) + smaller };
}

/* The product with its rounding error, by splitting the factors into halves of 26 bits. */
static Exact multiply_exactly(double x, double y)
{
    double high = x * y, t = x * 134217729.0, xh = t - (t - x), xl = x - xh;
    t = y * 134217729.0;
    double yh = t - (t - y), yl = y - yh;
    return (Exact){ high, ((xh * yh - high) + xh * yl + xl * yh) + xl * yl };
}

typedef struct Squares { double sum, products, sums; } Squares;
static void add_product(Squares *s, double x, double y)
{
    Exact product = multiply_exactly(x, y), total = add_exactly(s->sum, product.high);
    s->sum = total.high;
    s->products += product.low;
    s->sums += total.low;
}

static double norm(double *values, int64_t n, double largest, bool any_nan)
{
    int exponent;
    if (isinf(largest))
        return largest;
    if (any_nan)
        return (double)NAN;
    if (largest == 0 || n <= 1)
        return largest;
    frexp(largest, &exponent);
    if (exponent < -1023) {   /* the scale would overflow */
        for (int64_t i = 0; i < n; i++)
            values[i] /= DBL_MIN;
        return DBL_MIN * norm(values, n, largest / DBL_MIN, any_nan);
    }
    double scale = ldexp(1.0, -exponent);
    Squares s = { 1.0, 0, 0 };
    for (int64_t i = 0; i < n; i++)
        add_product(&s, values[i] * scale, values[i] * scale);
    double root = sqrt(s.sum - 1.0 + (s.products + s.sums));
    add_product(&s, -root, root);
    root += (s.sum - 1.0 + (s.products + s.sums)) / (2.0 * root);
    return root / scale;
}

typedef struct Vector { double room[32], *values, largest; bool any_nan; } Vector;

RT static bool vector_start(TASK, Vector *v, int64_t n)
{
    v->values = v->room;
    v->largest = 0;
    v->any_nan = false;
    if (n > 32)
        v->values = gc_alloc(task, (size_t)n * sizeof(double), LAYOUT_FREE);
    return v->values != NULL;
}

static void vector_set(Vector *v, int64_t i, double x)
{
    v->values[i] = fabs(x);
    v->any_nan = v->any_nan || isnan(x);
    if (fabs(x) > v->largest)
        v->largest = fabs(x);
}

RT Value math_hypot(TASK, Value coordinates)
{
    int64_t n = tuple_size(coordinates);
    Vector v;
    double x;
    if (!vector_start(task, &v, n))
        return 0;
    for (int64_t i = 0; i < n; i++) {
        if (!math_argument(task, tuple_get(coordinates, i), &x))
            return 0;
        vector_set(&v, i, x);
    }
    return float_from_double(task, norm(v.values, n, v.largest, v.any_nan));
}

RT Value math_dist(TASK, Value p, Value q)
{
    Vector v;
    double x, y;
    if (!value_is_tuple(p) && !(p = tuple_from_iterable(task, p)))
        return 0;
    if (!value_is_tuple(q) && !(q = tuple_from_iterable(task, q)))
        return 0;
    int64_t n = tuple_size(p);
    if (n != tuple_size(q))
        return raise_error(task, &type_ValueError, "both points must have the same number of dimensions");
    if (!vector_start(task, &v, n))
        return 0;
    for (int64_t i = 0; i < n; i++) {
        if (!math_argument(task, tuple_get(p, i), &x) || !math_argument(task, tuple_get(q, i), &y))
            return 0;
        vector_set(&v, i, x - y);
    }
    return float_from_double(task, norm(v.values, n, v.largest, v.any_nan));
}
