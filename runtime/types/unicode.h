/* Properties of code points, from the Unicode version that CPython 3.11 has. */
#ifndef PYLLC_TYPES_UNICODE_H
#define PYLLC_TYPES_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

enum {   /* bits of unicode_flags, in the order of tools/unicode_tables.py */
    UNICODE_ALPHA = 1 << 0, UNICODE_DECIMAL = 1 << 1, UNICODE_DIGIT = 1 << 2, UNICODE_NUMERIC = 1 << 3,
    UNICODE_LOWER = 1 << 4, UNICODE_UPPER = 1 << 5, UNICODE_TITLE = 1 << 6, UNICODE_SPACE = 1 << 7,
    UNICODE_PRINTABLE = 1 << 8, UNICODE_IDENTIFIER_START = 1 << 9, UNICODE_IDENTIFIER_PART = 1 << 10,
    UNICODE_CASED = 1 << 11, UNICODE_CASE_IGNORABLE = 1 << 12, UNICODE_SPECIAL = 1 << 13,
    UNICODE_ALNUM = UNICODE_ALPHA | UNICODE_DECIMAL | UNICODE_DIGIT | UNICODE_NUMERIC
};
typedef enum { CHANGE_LOWER, CHANGE_UPPER, CHANGE_TITLE, CHANGE_FOLD } CaseChange;

uint32_t unicode_flags(uint32_t c);
int unicode_decimal(uint32_t c);                   /* 0 to 9, or -1 */
/* The code points that c becomes (at most 3), written to out. */
int unicode_change(uint32_t c, CaseChange change, uint32_t out[3]);
bool unicode_is_line_break(uint32_t c);
static inline bool unicode_is(uint32_t c, uint32_t flags) { return unicode_flags(c) & flags; }
static inline bool unicode_is_space(uint32_t c)
{
    return c < 128 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) : unicode_is(c, UNICODE_SPACE);
}

#endif
