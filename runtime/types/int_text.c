/* Integers to and from text, and to and from bytes. Conversion of large numbers in bases that
   are no powers of two is quadratic or worse, so that the number of digits is limited, as in
   CPython. */
#include "runtime/types/int_internal.h"

#include <gmp.h>
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

int64_t int_digit_limit = 4300;
enum { DIGIT_LIMIT_THRESHOLD = 640, STACK_DIGITS = 256 };

static Value raise_digit_limit(struct Task *task)
{
    return raise_error(task, &type_ValueError,
        "Exceeds the limit (%ld digits) for integer string conversion; use sys.set_int_max_str_digits() to "
        "increase the limit", (long)int_digit_limit);
}

/* ---- to text -------------------------------------------------------------------------------- */

/* Writes backwards from `end`; gives the start. */
static char *write_small(char *end, uint64_t magnitude, bool negative, int base)
{
    do {
        *--end = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % (unsigned)base];
        magnitude /= (unsigned)base;
    } while (magnitude);
    if (negative)
        *--end = '-';
    return end;
}

static char *write_decimal(char *end, uint64_t magnitude, bool negative)
{
    while (magnitude >= 10) {
        *--end = (char)('0' + magnitude % 10);
        magnitude /= 10;
    }
    *--end = (char)('0' + magnitude);
    if (negative)
        *--end = '-';
    return end;
}

typedef struct { uint8_t *digits; uint64_t *limbs; int64_t count; int base; size_t length; } TextJob;

static void *text_job(void *argument)
{
    TextJob *job = argument;
    job->length = mpn_get_str(job->digits, job->base, (mp_limb_t *)job->limbs, job->count);
    return NULL;
}

RT static Value big_to_base(TASK, const IntView *v, int base)
{
    bool power_of_two = (base & (base - 1)) == 0;
    size_t room = mpn_sizeinbase((const mp_limb_t *)v->limbs, v->count, base) + 2;
    if (!power_of_two && int_digit_limit && (int64_t)room - 4 > int_digit_limit)
        return raise_digit_limit(task);
    uint64_t *copy = gc_alloc(task, (size_t)(v->count + 1) * 8, LAYOUT_FREE);
    uint8_t *digits = gc_alloc(task, room + 2, LAYOUT_FREE);
    if (!copy || !digits)
        return 0;
    memcpy(copy, v->limbs, (size_t)v->count * 8);
    TextJob job = { digits + 1, copy, v->count, base, 0 };
    on_system_stack(task, text_job, &job);
    char *start = (char *)digits + 1;
    while (job.length > 1 && *start == 0) {
        start++;
        job.length--;
    }
    if (!power_of_two && int_digit_limit && (int64_t)job.length > int_digit_limit)
        return raise_digit_limit(task);
    for (size_t i = 0; i < job.length; i++)
        start[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[(uint8_t)start[i]];
    if (v->negative) {
        *--start = '-';
        job.length++;
    }
    return str_from_ascii(task, start, (int64_t)job.length);
}

RT Value int_to_base(TASK, Value value, int base)
{
    int64_t word;
    IntView v;
    char text[72], *end = text + sizeof text, *start;
    if (int_word(value, &word)) {
        uint64_t magnitude = word < 0 ? -(uint64_t)word : (uint64_t)word;
        start = base == 10 ? write_decimal(end, magnitude, word < 0) : write_small(end, magnitude, word < 0, base);
        return str_from_ascii(task, start, end - start);
    }
    int_view(value, &v);
    if (v.count <= 1) {
        start = write_small(end, v.count ? v.limbs[0] : 0, v.negative, base);
        return str_from_ascii(task, start, end - start);
    }
    return big_to_base(task, &v, base);
}

RT Value int_repr(TASK, Value v) { return int_to_base(task, v, 10); }

/* ---- from text --------------------------------------------------------------------------------- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return 99;
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }

static int prefix_base(const char *p, const char *end)
{
    if (end - p < 2 || p[0] != '0')
        return 0;
    int c = p[1] | 0x20;
    return c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
}

typedef struct { const uint8_t *digits; int64_t count; int base; uint64_t *limbs; int64_t limb_count; } ParseJob;

static void *parse_job(void *argument)
{
    ParseJob *job = argument;
    job->limb_count = mpn_set_str((mp_limb_t *)job->limbs, job->digits, (size_t)job->count, job->base);
    return NULL;
}

/* digits: values, not characters. */
RT static Value number_of_digits(TASK, const uint8_t *digits, int64_t count, int base, bool negative)
{
    uint64_t word = 0;
    bool fits = true;
    for (int64_t i = 0; fits && i < count; i++)
        fits = !__builtin_mul_overflow(word, (uint64_t)base, &word) && !__builtin_add_overflow(word, digits[i], &word);
    if (fits)
        return int_from_limbs(task, &word, 1, negative);
    PyInt *number = int_alloc(task, count * 6 / 64 + 2);
    if (!number)
        return 0;
    ParseJob job = { digits, count, base, number->limbs, 0 };
    on_system_stack(task, parse_job, &job);
    return int_finish(number, job.limb_count, negative);
}

RT static Value raise_literal(TASK, const char *text, int64_t length, int base, Value shown)
{
    if (!shown)
        shown = str_from_utf8(task, text, length);
    Value repr = shown ? object_repr(task, shown) : 0;
    if (!repr)
        return 0;
    if (((PyStr *)repr)->length > 200)
        repr = str_substring(task, repr, 0, 200);
    return raise_error(task, &type_ValueError, "invalid literal for int() with base %d: %U", base, repr);
}

/* Skips sign and prefix; false when the text cannot be a number. */
static bool number_head(const char **p, const char *end, int *base, bool *negative)
{
    *negative = false;
    if (*p < end && (**p == '-' || **p == '+'))
        *negative = *(*p)++ == '-';
    int prefix = prefix_base(*p, end);
    bool any_base = *base == 0;
    if (prefix && (any_base || prefix == *base)) {
        *p += 2;
        *base = prefix;
        if (*p < end && **p == '_')
            ++*p;
        return true;
    }
    if (any_base) {
        *base = 10;
        for (const char *q = *p; q < end && **p == '0'; q++)
            if (*q != '0' && *q != '_')
                return false;
    }
    return true;
}

RT Value int_from_text(TASK, const char *text, int64_t length, int base, Value shown)
{
    const char *p = text, *end = text + length;
    int given = base;
    int64_t count = 0;
    bool negative, after_digit = false;
    uint8_t room[STACK_DIGITS], *digits = room;
    while (p < end && is_blank(*p))
        p++;
    while (end > p && is_blank(end[-1]))
        end--;
    if (end - p > STACK_DIGITS && !(digits = gc_alloc(task, (size_t)(end - p), LAYOUT_FREE)))
        return 0;
    if (!number_head(&p, end, &base, &negative))
        return raise_literal(task, text, length, given, shown);
    for (; p < end; p++) {
        if (*p == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        int digit = digit_value(*p);
        if (digit >= base)
            return raise_literal(task, text, length, given, shown);
        digits[count++] = (uint8_t)digit;
        after_digit = true;
    }
    if (!after_digit)
        return raise_literal(task, text, length, given, shown);
    if ((base & (base - 1)) != 0 && int_digit_limit && count > DIGIT_LIMIT_THRESHOLD && count > int_digit_limit)
        return raise_error(task, &type_ValueError,
            "Exceeds the limit (%ld digits) for integer string conversion: value has %ld digits; use "
            "sys.set_int_max_str_digits() to increase the limit", (long)int_digit_limit, (long)count);
    return number_of_digits(task, digits, count, base, negative);
}
