/* Where a number ends, and what is wrong with it. */
#include "frontend/lex/lex_internal.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_digit_of(char c, int base) {
    char lower = c | 0x20;
    return is_digit(c) ? c - '0' < base : base == 16 && lower >= 'a' && lower <= 'f';
}

static bool may_start_name(char c) {
    char lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z') || c == '_' || (c & 0x80);
}

/* A keyword may follow a number at once ("1if x else y"), with a warning; any other name may not. */
static bool check_end(Lexer *lexer, const char *kind) {
    static const char *const keywords[] = { "and", "else", "for", "if", "in", "is", "not", "or" };
    if (!may_start_name(*lexer->at))
        return true;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (!strncmp(lexer->at, keywords[i], strlen(keywords[i]))) {
            lex_warn(lexer, arena_printf(lexer->arena, "invalid %s literal", kind));
            return true;
        }
    }
    return lex_fail(lexer, "invalid %s literal", kind);
}

/* digit+ ("_" digit+)*, at least one digit being there. */
static bool decimal_digits(Lexer *lexer) {
    for (;;) {
        while (is_digit(*lexer->at))
            lexer->at++;
        if (*lexer->at != '_')
            return true;
        lexer->at++;
        if (!is_digit(*lexer->at))
            return lex_fail(lexer, "invalid decimal literal");
    }
}

static bool with_base(Lexer *lexer, int base, const char *kind) {
    lexer->at += 2;
    do {
        if (*lexer->at == '_')
            lexer->at++;
        if (!is_digit_of(*lexer->at, base)) {
            if (is_digit(*lexer->at)) {
                lexer->at++;
                return lex_fail(lexer, "invalid digit '%c' in %s literal", lexer->at[-1], kind);
            }
            return lex_fail(lexer, "invalid %s literal", kind);
        }
        while (is_digit_of(*lexer->at, base))
            lexer->at++;
    } while (*lexer->at == '_');
    if (is_digit(*lexer->at)) {
        lexer->at++;
        return lex_fail(lexer, "invalid digit '%c' in %s literal", lexer->at[-1], kind);
    }
    return check_end(lexer, kind);
}

/* Fraction, exponent and "j" after the whole part; sets *is_integer. */
static bool rest_of_float(Lexer *lexer, bool *is_integer) {
    const char *kind = "decimal";
    *is_integer = true;
    if (*lexer->at == '.') {
        *is_integer = false;
        lexer->at++;
        if (is_digit(*lexer->at) && !decimal_digits(lexer))
            return false;
    }
    if ((*lexer->at | 0x20) == 'e') {
        const char *digits = lexer->at + 1 + (lexer->at[1] == '+' || lexer->at[1] == '-');
        if (is_digit(*digits)) {
            *is_integer = false;
            lexer->at = digits;
            if (!decimal_digits(lexer))
                return false;
        } else if (digits > lexer->at + 1) {
            lexer->at = digits;
            return lex_fail(lexer, "invalid decimal literal");
        }
    }
    if ((*lexer->at | 0x20) == 'j') {
        *is_integer = false;
        kind = "imaginary";
        lexer->at++;
    }
    return check_end(lexer, kind);
}

bool lex_number(Lexer *lexer) {
    const char *start = lexer->at;
    if (*start == '0') {
        switch (start[1] | 0x20) {
        case 'x': return with_base(lexer, 16, "hexadecimal");
        case 'o': return with_base(lexer, 8, "octal");
        case 'b': return with_base(lexer, 2, "binary");
        }
    }
    bool is_integer = true;
    if (*start != '.' && !decimal_digits(lexer))
        return false;
    const char *whole_end = lexer->at;
    if (!rest_of_float(lexer, &is_integer))
        return false;
    const char *zeros = start;
    while (*zeros == '0' || *zeros == '_')
        zeros++;
    if (is_integer && *start == '0' && zeros < whole_end) {
        lexer->at = start + 1;
        lex_fail(lexer, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
        lexer->error.loc.end_column += (int32_t)(zeros - start);
        return false;
    }
    return true;
}
