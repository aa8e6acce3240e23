/* Floats to and from text. Digits come from the C library, whose conversions round correctly:
   the shortest text that reads back is found by trying more and more digits, 15 first, since
   15 digits always survive a round trip (but for subnormal numbers). Runs on the system stack (printf needs much). */
#include "runtime/types/float.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "runtime/types/str.h"

typedef struct { double d; int mode, precision; FloatDigits *out; } DigitsJob;

/* "d.ddde+xx" to digits and point. */
static void read_scientific(const char *text, FloatDigits *out)
{
    out->count = 0;
    for (; *text && *text != 'e'; text++)
        if (*text != '.')
            out->digits[out->count++] = *text;
    out->point = atoi(text + 1) + 1;
}

/* The next decimal number of as many digits; false when all digits are nines. */
static bool increment(char *text)
{
    char *p = strchr(text, 'e');
    while (p > text && (*--p == '9' || *p == '.'))
        if (*p == '9')
            *p = '0';
    if (*p == '0' && p == text)
        return false;
    ++*p;
    return true;
}

/* At a power of two the numbers below are nearer than those above, so that the nearest text of
   16 digits may miss where the next one, further off, hits. */
static bool upper_neighbour(double d, char *text)
{
    char other[40];
    int exponent;
    if (frexp(d, &exponent) != 0.5)
        return false;
    strcpy(other, text);
    if (!increment(other) || strtod(other, NULL) != d)
        return false;
    strcpy(text, other);
    return true;
}

static void shortest(double d, FloatDigits *out)
{
    char text[40];
    for (int precision = d < 2.3e-308 ? 0 : 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, d);
        if (precision == 16 || strtod(text, NULL) == d || upper_neighbour(d, text))
            break;
    }
    read_scientific(text, out);
    while (out->count > 1 && out->digits[out->count - 1] == '0')
        out->count--;
}

static void decimals(double d, int precision, FloatDigits *out)
{
    /* 309 digits before the point; digits after the 1,080th are zero for every double. */
    char text[1500];
    int extra = precision > 1080 ? 1080 : precision;
    int length = snprintf(text, sizeof text, "%.*f", extra, d), n = 0;
    const char *dot = memchr(text, '.', (size_t)length);
    out->point = dot ? (int)(dot - text) : length;
    for (int i = 0; i < length && n < (int)sizeof out->digits; i++)
        if (text[i] != '.')
            out->digits[n++] = text[i];
    out->count = n;
}

static void *digits_job(void *argument)
{
    DigitsJob *job = argument;
    double d = fabs(job->d);
    char text[1200];
    if (job->mode == FLOAT_SHORTEST) {
        shortest(d, job->out);
    } else if (job->mode == FLOAT_DECIMALS) {
        decimals(d, job->precision, job->out);
    } else {
        int precision = job->precision > 1100 ? 1100 : job->precision;
        snprintf(text, sizeof text, "%.*e", precision - 1, d);
        read_scientific(text, job->out);
    }
    return NULL;
}

RT void float_digits(TASK, double d, int mode, int precision, FloatDigits *out)
{
    DigitsJob job = { d, mode, precision, out };
    on_system_stack(task, digits_job, &job);
}

/* ---- repr ----------------------------------------------------------------------------------- */

static int write_exponent(char *out, int exponent)
{
    int n = 0, magnitude = abs(exponent);
    out[n++] = 'e';
    out[n++] = exponent < 0 ? '-' : '+';
    if (magnitude >= 100)
        out[n++] = (char)('0' + magnitude / 100);
    out[n++] = (char)('0' + magnitude / 10 % 10);
    out[n++] = (char)('0' + magnitude % 10);
    return n;
}

static int write_digits(const FloatDigits *digits, char *out, bool add_point)
{
    int n = 0, count = digits->count, point = digits->point;
    if (point > 16 || point < -3) {
        out[n++] = digits->digits[0];
        if (count > 1)
            out[n++] = '.';
        memcpy(out + n, digits->digits + 1, (size_t)count - 1);
        n += count - 1;
        return n + write_exponent(out + n, point - 1);
    }
    if (point <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = point; i < 0; i++)
            out[n++] = '0';
        memcpy(out + n, digits->digits, (size_t)count);
        return n + count;
    }
    for (int i = 0; i < point || i < count; i++) {
        if (i == point)
            out[n++] = '.';
        out[n++] = i < count ? digits->digits[i] : '0';
    }
    if (count <= point && add_point) {
        out[n++] = '.';
        out[n++] = '0';
    }
    return n;
}

/* Integers need no call of printf. */
static int write_simple(double d, char *out, bool add_point)
{
    double magnitude = fabs(d);
    char digits[24];
    int n = 0, count = 0;
    if (magnitude >= 1e15 || magnitude != floor(magnitude))
        return 0;
    uint64_t whole = (uint64_t)magnitude;
    do {
        digits[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole);
    if (signbit(d))
        out[n++] = '-';
    while (count)
        out[n++] = digits[--count];
    if (add_point) {
        out[n++] = '.';
        out[n++] = '0';
    }
    return n;
}

RT int float_write_repr(TASK, double d, char *out, bool add_point)
{
    FloatDigits digits;
    int n = 0;
    if (isnan(d)) {
        memcpy(out, "nan", 3);
        return 3;
    }
    if (isinf(d)) {
        memcpy(out, d < 0 ? "-inf" : "inf", d < 0 ? 4 : 3);
        return d < 0 ? 4 : 3;
    }
    n = write_simple(d, out, add_point);
    if (n)
        return n;
    if (signbit(d))
        out[n++] = '-';
    float_digits(task, d, FLOAT_SHORTEST, 0, &digits);
    return n + write_digits(&digits, out + n, add_point);
}

/* ---- from text ------------------------------------------------------------------------------------ */

typedef struct { const char *text; char *end; double result; } ParseJob;

static void *parse_job(void *argument)
{
    ParseJob *job = argument;
    job->result = strtod(job->text, &job->end);
    return NULL;
}

/* Length of [sign] digits [. digits] [e [sign] digits]; 0 when it is none. */
static int64_t decimal_length(const char *p)
{
    const char *start = p, *mark;
    p += *p == '+' || *p == '-';
    mark = p;
    while (*p >= '0' && *p <= '9')
        p++;
    int64_t digits = p - mark;
    if (*p == '.') {
        mark = ++p;
        while (*p >= '0' && *p <= '9')
            p++;
        digits += p - mark;
    }
    if (!digits)
        return 0;
    if (*p == 'e' || *p == 'E') {
        const char *q = p + 1;
        q += *q == '+' || *q == '-';
        if (*q >= '0' && *q <= '9') {
            while (*q >= '0' && *q <= '9')
                q++;
            p = q;
        }
    }
    return p - start;
}

static bool starts_with_word(const char *p, const char *word)
{
    for (; *word; p++, word++)
        if ((*p | 0x20) != *word)
            return false;
    return true;
}

static int64_t special_length(const char *p, double *result)
{
    int sign = *p == '+' || *p == '-';
    const char *word = p + sign;
    int64_t length = starts_with_word(word, "infinity") ? 8 : starts_with_word(word, "inf") ? 3
                   : starts_with_word(word, "nan") ? 3 : 0;
    if (!length)
        return 0;
    *result = (*word | 0x20) == 'n' ? (double)NAN : (double)INFINITY;
    if (*p == '-')
        *result = -*result;
    return length + sign;
}

RT bool float_strtod(TASK, const char *text, const char **end, double *result)
{
    int64_t length = special_length(text, result);
    if (length) {
        *end = text + length;
        return true;
    }
    length = decimal_length(text);
    if (!length)
        return false;
    ParseJob job = { text, NULL, 0 };
    on_system_stack(task, parse_job, &job);
    *end = text + length;
    *result = job.result;
    return true;
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }

/* Underscores stand only between digits. */
static bool copy_number(const char *text, int64_t length, char *out)
{
    char before = 0;
    for (int64_t i = 0; i < length; i++) {
        char c = text[i];
        bool digit = c >= '0' && c <= '9';
        if (c == '_') {
            if (before < '0' || before > '9')
                return false;
        } else {
            if (before == '_' && !digit)
                return false;
            *out++ = c;
        }
        before = c;
    }
    *out = 0;
    return before != '_';
}

RT bool float_parse(TASK, const char *text, int64_t length, double *result)
{
    char room[128], *copy = room;
    const char *end;
    while (length && is_blank(*text)) {
        text++;
        length--;
    }
    while (length && is_blank(text[length - 1]))
        length--;
    if (length == 0 || memchr(text, 0, (size_t)length))
        return false;
    if (length >= (int64_t)sizeof room && !(copy = gc_alloc(task, (size_t)length + 1, LAYOUT_FREE)))
        return false;
    return copy_number(text, length, copy) && float_strtod(task, copy, &end, result) && *end == 0;
}

/* ---- rounding ------------------------------------------------------------------------------------- */

typedef struct { double d; int places; } RoundJob;

static void *round_job(void *argument)
{
    RoundJob *job = argument;
    char text[1500];
    if (job->places >= 0) {
        snprintf(text, sizeof text, "%.*f", job->places, job->d);
    } else {
        /* Print all digits, then round the decimal text by hand to a power of ten, half to even. */
        int length = snprintf(text, sizeof text, "%.0f", trunc(job->d)), sign = text[0] == '-';
        int keep = length - sign + job->places;
        char *first = text + sign;
        if (keep < 0) {
            job->d = copysign(0.0, job->d);
            return NULL;
        }
        char *cut = first + keep;
        bool rest = job->d != trunc(job->d);
        for (char *p = cut + 1; *p; p++)
            rest = rest || *p != '0';
        bool odd = keep > 0 && (cut[-1] - '0') & 1, up = *cut > '5' || (*cut == '5' && (rest || odd));
        for (char *p = cut; *p; p++)
            *p = '0';
        for (char *p = cut; up && p > first;) {
            up = *--p == '9';
            *p = up ? '0' : (char)(*p + 1);
        }
        if (up) {   /* carried out of the first digit */
            memmove(first + 1, first, strlen(first) + 1);
            *first = '1';
        }
    }
    job->d = strtod(text, NULL);
    return NULL;
}

RT Value float_round_decimals(TASK, double d, int places)
{
    RoundJob job = { d, places };
    on_system_stack(task, round_job, &job);
    if (isinf(job.d))
        return raise_error(task, &type_OverflowError, "rounded value too large to represent");
    return float_from_double(task, job.d);
}

/* ---- hexadecimal --------------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* 64 significant bits in a word, everything below in a sticky bit: then one rounding. */
static double scale_bits(uint64_t bits, bool sticky, int64_t exponent)
{
    if (!bits)
        return 0;
    int length = 64 - __builtin_clzll(bits);
    int64_t lowest = exponent + length - 53;
    if (exponent + length > 1100)
        return (double)INFINITY;
    if (exponent + length < -1080)
        return 0;
    if (lowest < -1074)
        lowest = -1074;
    int64_t drop = lowest - exponent;
    if (drop <= 0)
        return ldexp((double)bits, (int)exponent);
    if (drop > 64)
        return 0;
    uint64_t mantissa = drop == 64 ? 0 : bits >> drop, half = UINT64_C(1) << (drop - 1);
    bool below = sticky || (bits & (half - 1));
    if (bits & half && (below || mantissa & 1))
        mantissa++;
    return ldexp((double)mantissa, (int)lowest);
}

static bool parse_hex_exponent(const char **p, const char *end, int64_t *exponent)
{
    bool negative = *p < end && **p == '-';
    int64_t value = 0;
    if (*p < end && (**p == '-' || **p == '+'))
        ++*p;
    if (*p == end || **p < '0' || **p > '9')
        return false;
    for (; *p < end && **p >= '0' && **p <= '9'; ++*p)
        if (value < INT64_C(1) << 40)
            value = value * 10 + (**p - '0');
    *exponent = negative ? -value : value;
    return true;
}

/* 0 done, -1 malformed, 1 too large. */
int float_parse_hex(const char *text, int64_t length, double *result)
{
    const char *p = text, *end = text + length;
    while (p < end && is_blank(*p))
        p++;
    while (end > p && is_blank(end[-1]))
        end--;
    if (p < end && special_length(p, result) == end - p && end > p)
        return 0;
    bool negative = p < end && *p == '-', sticky = false, point = false;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (end - p >= 2 && p[0] == '0' && (p[1] | 0x20) == 'x')
        p += 2;
    uint64_t bits = 0;
    int64_t exponent = 0, digits = 0, power = 0;
    for (; p < end && (hex_digit(*p) >= 0 || (*p == '.' && !point)); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        digits++;
        if (bits >> 60) {
            sticky = sticky || *p != '0';
            exponent += point ? 0 : 4;
        } else {
            bits = bits << 4 | (uint64_t)hex_digit(*p);
            exponent -= point ? 4 : 0;
        }
    }
    if (!digits)
        return -1;
    if (p < end && (*p | 0x20) == 'p') {
        p++;
        if (!parse_hex_exponent(&p, end, &power))
            return -1;
    }
    if (p != end)
        return -1;
    *result = scale_bits(bits, sticky, exponent + power);
    if (negative)
        *result = -*result;
    return isinf(*result);
}
