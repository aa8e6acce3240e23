/* Arithmetic beyond one word, on GMP's mpn_ functions with our own buffers. GMP's temporary
   space is on its stack, so that beyond STACK_LIMBS a job runs on the system stack. Only powm
   and the modular inverse use mpz_, on read-only views, with results copied out. GMP's memory
   functions are never replaced: they belong to the whole process. */
#include "runtime/types/int_internal.h"

#include <gmp.h>
#include "runtime/abi/operators.h"

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "limbs are words");
enum { LIMB_BITS = 64 };
#define LIMBS(p) ((mp_limb_t *)(p))

/* ---- addition ------------------------------------------------------------------------------- */

static int compare_magnitudes(const IntView *a, const IntView *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    return a->count ? mpn_cmp(LIMBS(a->limbs), LIMBS(b->limbs), a->count) : 0;
}

static Value add_magnitudes(struct Task *task, const IntView *a, const IntView *b, bool negative)
{
    if (a->count < b->count) {
        const IntView *swap = a;
        a = b;
        b = swap;
    }
    PyInt *sum = int_alloc(task, a->count + 1);
    if (!sum)
        return 0;
    if (a->count == 0)
        return int_finish(sum, 0, false);
    uint64_t carry = 0;
    if (b->count)
        carry = mpn_add(LIMBS(sum->limbs), LIMBS(a->limbs), a->count, LIMBS(b->limbs), b->count);
    else
        memcpy(sum->limbs, a->limbs, (size_t)a->count * 8);
    sum->limbs[a->count] = carry;
    return int_finish(sum, a->count + 1, negative);
}

RT Value big_add(TASK, Value left, Value right, bool subtract)
{
    IntView first, second, *a = &first, *b = &second;
    int_view(left, a);
    int_view(right, b);
    if (subtract)
        b->negative = !b->negative;
    if (a->negative == b->negative)
        return add_magnitudes(task, a, b, a->negative);
    int order = compare_magnitudes(a, b);
    if (order == 0)
        return value_from_small_int(0);
    if (order < 0) {
        a = &second;
        b = &first;
    }
    PyInt *difference = int_alloc(task, a->count);
    if (!difference)
        return 0;
    if (b->count)
        mpn_sub(LIMBS(difference->limbs), LIMBS(a->limbs), a->count, LIMBS(b->limbs), b->count);
    else
        memcpy(difference->limbs, a->limbs, (size_t)a->count * 8);
    return int_finish(difference, a->count, a->negative);
}

/* ---- multiplication ----------------------------------------------------------------------- */

typedef struct { uint64_t *result; const IntView *a, *b; } MultiplyJob;

static void *multiply_job(void *argument)
{
    MultiplyJob *job = argument;
    const IntView *a = job->a, *b = job->b;
    if (a->limbs == b->limbs && a->count == b->count)
        mpn_sqr(LIMBS(job->result), LIMBS(a->limbs), a->count);
    else
        mpn_mul(LIMBS(job->result), LIMBS(a->limbs), a->count, LIMBS(b->limbs), b->count);
    return NULL;
}

RT Value big_multiply(TASK, Value left, Value right)
{
    IntView first, second, *a = &first, *b = &second;
    int_view(left, a);
    int_view(right, b);
    if (a->count < b->count) {
        a = &second;
        b = &first;
    }
    if (b->count == 0)
        return value_from_small_int(0);
    PyInt *product = int_alloc(task, a->count + b->count);
    if (!product)
        return 0;
    MultiplyJob job = { product->limbs, a, b };
    if (b->count == 1)
        product->limbs[a->count] = mpn_mul_1(LIMBS(product->limbs), LIMBS(a->limbs), a->count, b->limbs[0]);
    else if (a->count < STACK_LIMBS)
        multiply_job(&job);
    else
        on_system_stack(task, multiply_job, &job);
    return int_finish(product, a->count + b->count, a->negative != b->negative);
}

RT Value big_multiply_add(TASK, Value value, uint64_t factor, uint64_t addend)
{
    IntView a;
    int_view(value, &a);
    PyInt *result = int_alloc(task, a.count + 1);
    if (!result)
        return 0;
    result->limbs[a.count] = 0;
    if (a.count)
        result->limbs[a.count] = mpn_mul_1(LIMBS(result->limbs), LIMBS(a.limbs), a.count, factor);
    mpn_add_1(LIMBS(result->limbs), LIMBS(result->limbs), a.count + 1, addend);
    return int_finish(result, a.count + 1, a.negative);
}

/* ---- division ------------------------------------------------------------------------------- */

typedef struct { uint64_t *quotient, *remainder; const IntView *a, *b; } DivideJob;

static void *divide_job(void *argument)
{
    DivideJob *job = argument;
    mpn_tdiv_qr(LIMBS(job->quotient), LIMBS(job->remainder), 0, LIMBS(job->a->limbs), job->a->count,
                LIMBS(job->b->limbs), job->b->count);
    return NULL;
}

/* Truncated division of magnitudes; quotient has a.count - b.count + 2 limbs, the top one zero
   (a.count >= b.count), remainder b.count. */
RT static bool divide_magnitudes(TASK, const IntView *a, const IntView *b, PyInt **quotient, PyInt **remainder)
{
    int64_t quotient_count = a->count >= b->count ? a->count - b->count + 1 : 0;
    *quotient = int_alloc(task, quotient_count + 1);
    *remainder = int_alloc(task, b->count);
    if (!*quotient || !*remainder)
        return false;
    (*quotient)->limbs[quotient_count] = 0;
    if (quotient_count == 0) {
        memset((*remainder)->limbs, 0, (size_t)b->count * 8);
        memcpy((*remainder)->limbs, a->limbs, (size_t)a->count * 8);
        return true;
    }
    DivideJob job = { (*quotient)->limbs, (*remainder)->limbs, a, b };
    if (b->count == 1)
        (*remainder)->limbs[0] = mpn_divrem_1(LIMBS(job.quotient), 0, LIMBS(a->limbs), a->count, b->limbs[0]);
    else if (a->count < STACK_LIMBS)
        divide_job(&job);
    else
        on_system_stack(task, divide_job, &job);
    return true;
}

RT bool big_divide(TASK, Value left, Value right, Value *quotient, Value *remainder)
{
    IntView a, b;
    PyInt *q, *r;
    int_view(left, &a);
    int_view(right, &b);
    if (!divide_magnitudes(task, &a, &b, &q, &r))
        return false;
    int64_t quotient_count = (a.count >= b.count ? a.count - b.count + 1 : 0) + 1;
    if (a.negative != b.negative && !mpn_zero_p(LIMBS(r->limbs), b.count)) {
        mpn_add_1(LIMBS(q->limbs), LIMBS(q->limbs), quotient_count, 1);
        mpn_sub_n(LIMBS(r->limbs), LIMBS(b.limbs), LIMBS(r->limbs), b.count);
    }
    if (quotient)
        *quotient = int_finish(q, quotient_count, a.negative != b.negative);
    if (remainder)
        *remainder = int_finish(r, b.count, b.negative);
    return true;
}

/* ---- to floats ------------------------------------------------------------------------------- */

static int64_t bit_length(const uint64_t *limbs, int64_t count)
{
    return count ? count * LIMB_BITS - __builtin_clzll(limbs[count - 1]) : 0;
}

static bool bit_at(const IntView *v, int64_t i)
{
    return i >= 0 && i / LIMB_BITS < v->count && v->limbs[i / LIMB_BITS] >> (i % LIMB_BITS) & 1;
}

static bool any_below(const IntView *v, int64_t bit)
{
    int64_t whole = bit / LIMB_BITS;
    for (int64_t i = 0; i < whole && i < v->count; i++)
        if (v->limbs[i])
            return true;
    return bit > 0 && whole < v->count && (v->limbs[whole] & ((UINT64_C(1) << (bit % LIMB_BITS)) - 1));
}

/* The 53 bits and fewer from `bit` upwards. */
static uint64_t bits_from(const IntView *v, int64_t bit)
{
    int64_t i = bit / LIMB_BITS, shift = bit % LIMB_BITS;
    uint64_t low = i < v->count ? v->limbs[i] : 0, high = i + 1 < v->count ? v->limbs[i + 1] : 0;
    return shift ? low >> shift | high << (LIMB_BITS - shift) : low;
}

/* The double nearest to magnitude * 2**exponent, where sticky adds a little. Infinity when too
   large. */
static double round_scaled(const IntView *v, bool sticky, int64_t exponent)
{
    int64_t length = bit_length(v->limbs, v->count);
    int64_t lowest = length + exponent - 53;
    if (length == 0)
        return 0;
    if (lowest < -1074)
        lowest = -1074;
    int64_t drop = lowest - exponent;
    if (drop <= 0)
        return __builtin_ldexp((double)bits_from(v, 0), (int)exponent);
    if (drop > length)
        return 0;
    uint64_t mantissa = bits_from(v, drop);
    if (bit_at(v, drop - 1) && (mantissa & 1 || sticky || any_below(v, drop - 1)))
        mantissa++;
    if (lowest > 1100)
        return __builtin_inf();
    return __builtin_ldexp((double)mantissa, (int)lowest);
}

RT bool int_to_double(TASK, Value value, double *result)
{
    IntView v;
    if (value_is_small_int(value)) {
        *result = (double)value_small_int(value);
        return true;
    }
    int_view(value, &v);
    double magnitude = round_scaled(&v, false, 0);
    *result = v.negative ? -magnitude : magnitude;
    if (__builtin_isinf(magnitude)) {
        raise_error(task, &type_OverflowError, "int too large to convert to float");
        return false;
    }
    return true;
}

double int_frexp(Value value, int64_t *exponent)
{
    IntView v;
    int_view(value, &v);
    *exponent = bit_length(v.limbs, v.count);
    double fraction = round_scaled(&v, false, -*exponent);
    if (fraction == 1.0) {
        fraction = 0.5;
        ++*exponent;
    }
    return v.negative ? -fraction : fraction;
}

RT Value big_true_divide(TASK, Value left, Value right)
{
    IntView a, b, q;
    PyInt *quotient, *remainder;
    int_view(left, &a);
    int_view(right, &b);
    if (a.count == 0)
        return float_from_double(task, b.negative ? -0.0 : 0.0);
    int64_t shift = bit_length(a.limbs, a.count) - bit_length(b.limbs, b.count) - 66;
    bool negative = a.negative != b.negative;
    if (shift > 1100)
        return raise_error(task, &type_OverflowError, "integer division result too large for a float");
    if (shift < -1300)
        return float_from_double(task, negative ? -0.0 : 0.0);
    Value scaled = shift < 0 ? big_shift_left(task, left, (uint64_t)-shift)
                             : big_shift_left(task, right, (uint64_t)shift);
    if (!scaled)
        return 0;
    int_view(scaled, shift < 0 ? &a : &b);
    if (!divide_magnitudes(task, &a, &b, &quotient, &remainder))
        return 0;
    q = (IntView){ quotient->limbs, a.count >= b.count ? a.count - b.count + 1 : 0, false, 0 };
    while (q.count && !q.limbs[q.count - 1])
        q.count--;
    double result = round_scaled(&q, !mpn_zero_p(LIMBS(remainder->limbs), b.count), shift);
    if (__builtin_isinf(result))
        return raise_error(task, &type_OverflowError, "integer division result too large for a float");
    return float_from_double(task, negative ? -result : result);
}

/* ---- powers ------------------------------------------------------------------------------------ */

RT Value big_power(TASK, Value base, uint64_t exponent)
{
    Value result = value_from_small_int(1);
    if (exponent == 0)
        return result;
    result = int_exact(task, base);
    for (int bit = 62 - __builtin_clzll(exponent); result && bit >= 0; bit--) {
        if (!runtime_poll(task))
            return 0;
        result = int_multiply(task, result, result);
        if (result && exponent >> bit & 1)
            result = int_multiply(task, result, base);
    }
    return result;
}

typedef struct { const IntView *base, *exponent, *modulus; mpz_t result; bool failed; } PowerJob;

static void *power_job(void *argument)
{
    PowerJob *job = argument;
    mpz_t base, exponent, modulus;
    mpz_roinit_n(base, LIMBS(job->base->limbs), job->base->negative ? -job->base->count : job->base->count);
    mpz_roinit_n(exponent, LIMBS(job->exponent->limbs), job->exponent->count);
    mpz_roinit_n(modulus, LIMBS(job->modulus->limbs), job->modulus->count);
    mpz_init(job->result);
    mpz_powm(job->result, base, exponent, modulus);
    return NULL;
}

static void *inverse_job(void *argument)
{
    PowerJob *job = argument;
    mpz_t base, modulus;
    mpz_roinit_n(base, LIMBS(job->base->limbs), job->base->negative ? -job->base->count : job->base->count);
    mpz_roinit_n(modulus, LIMBS(job->modulus->limbs), job->modulus->count);
    mpz_init(job->result);
    job->failed = !mpz_invert(job->result, base, modulus);
    return NULL;
}

static void *clear_job(void *argument)
{
    mpz_clear(((PowerJob *)argument)->result);
    return NULL;
}

RT static Value take_result(TASK, PowerJob *job)
{
    Value value = int_from_limbs(task, (const uint64_t *)mpz_limbs_read(job->result),
                                 (int64_t)mpz_size(job->result), mpz_sgn(job->result) < 0);
    on_system_stack(task, clear_job, job);
    return value;
}

RT Value big_inverse(TASK, Value a, Value modulus)
{
    IntView base, mod;
    int_view(a, &base);
    int_view(modulus, &mod);
    PowerJob job = { .base = &base, .modulus = &mod };
    on_system_stack(task, inverse_job, &job);
    if (job.failed) {
        on_system_stack(task, clear_job, &job);
        return VALUE_UNBOUND;
    }
    return take_result(task, &job);
}

/* exponent >= 0, modulus not zero; the result has the modulus's sign. */
RT Value big_power_modulo(TASK, Value base, Value exponent, Value modulus)
{
    IntView b, e, m;
    int_view(base, &b);
    int_view(exponent, &e);
    int_view(modulus, &m);
    PowerJob job = { .base = &b, .exponent = &e, .modulus = &m };
    on_system_stack(task, power_job, &job);
    Value result = take_result(task, &job);
    return result && m.negative && int_sign(result) > 0 ? int_add(task, result, modulus) : result;
}

/* ---- shifts and bits -------------------------------------------------------------------------- */

RT Value big_shift_left(TASK, Value value, uint64_t bits)
{
    IntView a;
    int_view(value, &a);
    if (a.count == 0)
        return value_from_small_int(0);
    int64_t whole = (int64_t)(bits / LIMB_BITS), count = a.count + whole + 1;
    PyInt *result = int_alloc(task, count);
    if (!result)
        return 0;
    memset(result->limbs, 0, (size_t)whole * 8);
    memcpy(result->limbs + whole, a.limbs, (size_t)a.count * 8);
    result->limbs[count - 1] = 0;
    if (bits % LIMB_BITS)
        result->limbs[count - 1] = mpn_lshift(LIMBS(result->limbs + whole), LIMBS(a.limbs), a.count, bits % LIMB_BITS);
    return int_finish(result, count, a.negative);
}

RT Value big_shift_right(TASK, Value value, uint64_t bits)
{
    IntView a;
    int_view(value, &a);
    int64_t whole = (int64_t)(bits / LIMB_BITS), count = a.count - whole;
    if (count <= 0)
        return value_from_small_int(a.negative ? -1 : 0);
    PyInt *result = int_alloc(task, count + 1);
    if (!result)
        return 0;
    if (bits % LIMB_BITS)
        mpn_rshift(LIMBS(result->limbs), LIMBS(a.limbs + whole), count, bits % LIMB_BITS);
    else
        memcpy(result->limbs, a.limbs + whole, (size_t)count * 8);
    result->limbs[count] = 0;
    if (a.negative && any_below(&a, (int64_t)bits))
        mpn_add_1(LIMBS(result->limbs), LIMBS(result->limbs), count + 1, 1);
    return int_finish(result, count + 1, a.negative);
}

/* Limb i of the two's complement; carry starts as 1 for negative numbers. */
static uint64_t complement_limb(const IntView *v, int64_t i, bool *carry)
{
    uint64_t limb = i < v->count ? v->limbs[i] : 0;
    if (!v->negative)
        return limb;
    limb = ~limb + *carry;
    *carry = *carry && limb == 0;
    return limb;
}

RT Value big_bitwise(TASK, Value left, Value right, int op)
{
    IntView a, b;
    int_view(left, &a);
    int_view(right, &b);
    int64_t count = (a.count > b.count ? a.count : b.count) + 1;
    bool carry_a = true, carry_b = true;
    PyInt *result = int_alloc(task, count);
    if (!result)
        return 0;
    for (int64_t i = 0; i < count; i++) {
        uint64_t x = complement_limb(&a, i, &carry_a), y = complement_limb(&b, i, &carry_b);
        result->limbs[i] = op == OP_BITAND ? x & y : op == OP_BITOR ? x | y : x ^ y;
    }
    bool negative = result->limbs[count - 1] >> 63;
    if (negative)
        mpn_neg(LIMBS(result->limbs), LIMBS(result->limbs), count);
    return int_finish(result, count, negative);
}

/* ---- number theory ------------------------------------------------------------------------------- */

static void *gcd_job(void *argument)
{
    PowerJob *job = argument;
    mpz_t a, b;
    mpz_roinit_n(a, LIMBS(job->base->limbs), job->base->count);
    mpz_roinit_n(b, LIMBS(job->modulus->limbs), job->modulus->count);
    mpz_init(job->result);
    mpz_gcd(job->result, a, b);
    return NULL;
}

RT Value int_gcd(TASK, Value a, Value b)
{
    IntView first, second;
    int_view(a, &first);
    int_view(b, &second);
    if (first.count <= 1 && second.count <= 1) {
        uint64_t x = first.count ? first.limbs[0] : 0, y = second.count ? second.limbs[0] : 0;
        while (y) {
            uint64_t rest = x % y;
            x = y;
            y = rest;
        }
        return int_from_u64(task, x);
    }
    PowerJob job = { .base = &first, .modulus = &second };
    on_system_stack(task, gcd_job, &job);
    return take_result(task, &job);
}

typedef struct { uint64_t *root; const IntView *n; } RootJob;

static void *root_job(void *argument)
{
    RootJob *job = argument;
    mpn_sqrtrem(LIMBS(job->root), NULL, LIMBS(job->n->limbs), job->n->count);
    return NULL;
}

RT Value int_square_root(TASK, Value n)
{
    IntView v;
    int_view(n, &v);
    if (v.count == 0)
        return value_from_small_int(0);
    int64_t count = (v.count + 1) / 2;
    PyInt *root = int_alloc(task, count);
    if (!root)
        return 0;
    RootJob job = { root->limbs, &v };
    on_system_stack(task, root_job, &job);
    return int_finish(root, count, false);
}

typedef struct { mpz_t result; const IntView *n; uint64_t k; } CountJob;

static void *factorial_job(void *argument)
{
    CountJob *job = argument;
    mpz_init(job->result);
    mpz_fac_ui(job->result, job->k);
    return NULL;
}

static void *binomial_job(void *argument)
{
    CountJob *job = argument;
    mpz_t n;
    mpz_roinit_n(n, LIMBS(job->n->limbs), job->n->count);
    mpz_init(job->result);
    mpz_bin_ui(job->result, n, job->k);
    return NULL;
}

static void *clear_count_job(void *argument)
{
    mpz_clear(((CountJob *)argument)->result);
    return NULL;
}

RT static Value take_count(TASK, CountJob *job)
{
    Value value = int_from_limbs(task, (const uint64_t *)mpz_limbs_read(job->result), (int64_t)mpz_size(job->result), false);
    on_system_stack(task, clear_count_job, job);
    return value;
}

enum { FACTORIAL_LIMIT = 1 << 28 };   /* more is beyond memory, and GMP would end the process */

RT Value int_factorial(TASK, int64_t n)
{
    CountJob job = { .k = (uint64_t)n };
    if (n > FACTORIAL_LIMIT)
        return raise_error(task, &type_MemoryError, "");
    on_system_stack(task, factorial_job, &job);
    return take_count(task, &job);
}

RT Value int_binomial(TASK, Value n, int64_t k)
{
    IntView view;
    CountJob job = { .n = &view, .k = (uint64_t)k };
    int_view(n, &view);
    if (k > FACTORIAL_LIMIT)
        return raise_error(task, &type_MemoryError, "");
    on_system_stack(task, binomial_job, &job);
    return take_count(task, &job);
}
