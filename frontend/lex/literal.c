/* Values of literals. Integers beyond 64 bits are converted to decimal text in base 10**9:
   quadratic, which literals can bear. */
#include "frontend/lex/literal.h"

#include <stdlib.h>
#include <string.h>

#include "frontend/base/unicode.h"

enum { DECIMAL_DIGITS_MAX = 4300 };     /* CPython's default limit for decimal literals */

void text_append(Arena *arena, TextBuffer *buffer, const char *text, size_t length) {
    while (buffer->capacity < buffer->count + length)
        buffer->items = arena_grow(arena, buffer->items, &buffer->capacity, 1);
    if (length)
        memcpy(buffer->items + buffer->count, text, length);
    buffer->count += length;
}

static int digit_value(char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static const char *to_decimal(Arena *arena, const char *digits, size_t count, int base, size_t *length) {
    const uint32_t limit = 1000000000;
    size_t size = count / 2 + 2, used = 1;              /* 4 bits a digit, 29.9 a limb, with room */
    uint32_t *limbs = ARENA_ARRAY(arena, uint32_t, size);
    for (size_t i = 0; i < count; i++) {
        uint64_t carry = (uint64_t)digit_value(digits[i]);
        for (size_t j = 0; j < used; j++) {
            uint64_t sum = (uint64_t)limbs[j] * (uint64_t)base + carry;
            limbs[j] = (uint32_t)(sum % limit);
            carry = sum / limit;
        }
        if (carry)
            limbs[used++] = (uint32_t)carry;
    }
    char *text = arena_alloc(arena, used * 9 + 1), *out = text;
    for (size_t j = used; j-- > 0;) {
        uint32_t limb = limbs[j];
        for (uint32_t power = limit / 10; power; power /= 10) {
            char digit = (char)('0' + limb / power % 10);
            if (digit != '0' || out > text)
                *out++ = digit;
        }
    }
    *length = (size_t)(out - text);
    return text;
}

static const Const *integer(Arena *arena, const char *digits, size_t count, int base, const char **error) {
    Const *value = ARENA_NEW(arena, Const);
    value->kind = CONST_INT;
    while (count > 1 && *digits == '0') {
        digits++;
        count--;
    }
    uint64_t small = 0;
    bool fits = true;
    for (size_t i = 0; i < count && fits; i++) {
        fits = small <= ((uint64_t)INT64_MAX - (uint64_t)digit_value(digits[i])) / (uint64_t)base;
        small = small * (uint64_t)base + (uint64_t)digit_value(digits[i]);
    }
    if (fits) {
        value->fits_i64 = true;
        value->integer = (int64_t)small;
        return value;
    }
    if (base == 10 && count > DECIMAL_DIGITS_MAX) {
        *error = arena_printf(arena, "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
                              "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                              "integer literals to avoid decimal conversion limits.", DECIMAL_DIGITS_MAX, count);
        return NULL;
    }
    if (base == 10) {
        value->text = arena_text(arena, digits, count);
        value->length = count;
    } else {
        value->text = to_decimal(arena, digits, count, base, &value->length);
    }
    return value;
}

const Const *literal_number(Arena *arena, const char *text, size_t length, const char **error) {
    char *plain = arena_alloc(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '_')
            plain[n++] = text[i];
    }
    char mark = n > 1 && plain[0] == '0' ? plain[1] | 0x20 : 0;
    if (mark == 'x' || mark == 'o' || mark == 'b')
        return integer(arena, plain + 2, n - 2, mark == 'x' ? 16 : mark == 'o' ? 8 : 2, error);
    bool is_imaginary = (plain[n - 1] | 0x20) == 'j';
    if (!is_imaginary && strspn(plain, "0123456789") == n)
        return integer(arena, plain, n, 10, error);
    if (is_imaginary)
        plain[n - 1] = 0;
    Const *value = ARENA_NEW(arena, Const);
    value->kind = is_imaginary ? CONST_COMPLEX : CONST_FLOAT;
    *(is_imaginary ? &value->imaginary : &value->real) = strtod(plain, NULL);
    return value;
}

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Up to `wanted` hexadecimal digits; the number found. */
static size_t hex_digits(const char *text, const char *end, size_t wanted, uint32_t *value) {
    size_t i = 0;
    *value = 0;
    for (; i < wanted && text + i < end && is_hex(text[i]); i++)
        *value = *value << 4 | (uint32_t)digit_value(text[i]);
    return i;
}

static const char simple_from[] = "\\'\"abfnrtv", simple_to[] = "\\'\"\a\b\f\n\r\t\v";

/* The escapes that str and bytes share; the character after the escape, or NULL if `at` (after
   the backslash) begins no such escape. -1 in *value for a joined line. */
static const char *common_escape(const char *at, const char *end, int32_t *value) {
    const char *simple = memchr(simple_from, *at, sizeof simple_from - 1);
    if (simple) {
        *value = simple_to[simple - simple_from];
        return at + 1;
    }
    if (*at == '\n') {
        *value = -1;
        return at + 1;
    }
    if (*at < '0' || *at > '7')
        return NULL;
    *value = 0;
    for (int i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++)
        *value = *value * 8 + (*at++ - '0');
    return at;
}

/* Keeps the first. A character beyond ASCII after a backslash is not complained about. */
static void note_bad_escape(const char **bad_escape, const char *place, const char *end) {
    if (!*bad_escape && place < end && !(*place & 0x80))
        *bad_escape = place;
}

/* CPython decodes a copy of the text in which characters beyond ASCII are ten bytes long
   (\UXXXXXXXX); its positions in messages count that copy. */
static size_t position_in_copy(const char *text, const char *at) {
    size_t n = 0;
    for (const char *p = text; p < at; p++)
        n += !(*p & 0x80) ? 1 : (*p & 0xC0) == 0xC0 ? 10 : 0;
    return n;
}

static const char *unicode_error(Arena *arena, const char *text, const char *start, const char *stop, const char *what) {
    size_t from = position_in_copy(text, start), to = position_in_copy(text, stop) - 1;
    return arena_printf(arena, "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s", from, to, what);
}

const char *literal_decode_str(Arena *arena, TextBuffer *out, const char *text, size_t length, bool is_raw,
                               const char **bad_escape) {
    const char *at = text, *end = text + length;
    while (at < end) {
        const char *backslash = is_raw ? NULL : memchr(at, '\\', (size_t)(end - at));
        const char *stop = backslash ? backslash : end;
        text_append(arena, out, at, (size_t)(stop - at));
        if (!backslash)
            break;
        at = backslash + 1;
        int32_t value = 0;
        const char *after = at < end ? common_escape(at, end, &value) : NULL;
        if (!after && at < end && strchr("xuU", *at)) {
            uint32_t number;
            size_t wanted = *at == 'x' ? 2 : *at == 'u' ? 4 : 8, found = hex_digits(at + 1, end, wanted, &number);
            if (found < wanted)
                return unicode_error(arena, text, backslash, at + 1 + found,
                                     *at == 'x' ? "truncated \\xXX escape" : *at == 'u' ? "truncated \\uXXXX escape"
                                                                                         : "truncated \\UXXXXXXXX escape");
            if (number > 0x10FFFF)
                return unicode_error(arena, text, backslash, at + 1 + found, "illegal Unicode character");
            value = (int32_t)number;
            after = at + 1 + found;
        } else if (!after && at < end && *at == 'N') {
            const char *close = at + 1 < end && at[1] == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
            if (!close || close == at + 2)
                return unicode_error(arena, text, backslash, close ? close + 1 : at + 1 + (at + 1 < end && at[1] == '{' ? end - at - 1 : 0),
                                     "malformed \\N character escape");
            uint32_t number = unicode_by_name(at + 2, (size_t)(close - at - 2));
            if (number == UNICODE_NONE)
                return unicode_error(arena, text, backslash, close + 1, "unknown Unicode character name");
            value = (int32_t)number;
            after = close + 1;
        }
        if (!after || (value > 0377 && *at >= '0' && *at <= '7'))
            note_bad_escape(bad_escape, at, end);
        if (!after) {
            text_append(arena, out, "\\", 1);
        } else if (value >= 0) {
            char bytes[4];
            text_append(arena, out, bytes, (size_t)unicode_encode((uint32_t)value, bytes));
            at = after;
        } else {
            at = after;
        }
    }
    return NULL;
}

const char *literal_decode_bytes(Arena *arena, TextBuffer *out, const char *text, size_t length, bool is_raw,
                               const char **bad_escape) {
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        if (*at & 0x80)
            return "bytes can only contain ASCII literal characters";
    }
    for (const char *at = text; at < end;) {
        if (is_raw || *at != '\\' || at + 1 == end) {
            text_append(arena, out, at++, 1);
            continue;
        }
        int32_t value = 0;
        const char *after = common_escape(at + 1, end, &value);
        if (!after && at[1] == 'x') {
            uint32_t number;
            if (hex_digits(at + 2, end, 2, &number) < 2)
                return arena_printf(arena, "(value error) invalid \\x escape at position %zu", (size_t)(at - text));
            value = (int32_t)number;
            after = at + 4;
        }
        if (!after || value > 0377)
            note_bad_escape(bad_escape, at + 1, end);
        if (!after) {
            text_append(arena, out, at++, 1);
            continue;
        }
        char byte = (char)value;
        if (value >= 0)
            text_append(arena, out, &byte, 1);
        at = after;
    }
    return NULL;
}
