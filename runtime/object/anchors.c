/* Finds the operator of a binary operation, or the brackets of a subscript, in the source text
   of one expression that is known to be valid, without parsing it: one scan over its tokens
   at bracket depth 0 notes the loosest binary operator and the last bracketed trailer.

   Anything that binds more loosely than a binary operator at depth 0 (comparison, boolean
   operators, conditional, lambda, comma, walrus, ...) means that the expression is neither. */
#include "runtime/object/anchors.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* Loosest first. A unary sign or ~ binds between * and **. */
enum { LEVEL_OR, LEVEL_XOR, LEVEL_AND, LEVEL_SHIFT, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_UNARY, LEVEL_POWER, LEVEL_NONE };

typedef struct Scanner {
    const char *text;
    int64_t length, at;
    bool operand_before;             /* the token before ended an operand: an operator here is binary */
    int level;                       /* loosest operator so far */
    int64_t operator_at, operator_end;
    int64_t trailer_start;           /* of the last [ ] after an operand, or -1 */
    bool trailer_is_last;
} Scanner;

static char peek(const Scanner *s, int64_t ahead) { return s->at + ahead < s->length ? s->text[s->at + ahead] : 0; }

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 128; }

/* At a quote: past the string. */
static void skip_string(Scanner *s)
{
    char quote = s->text[s->at];
    bool triple = peek(s, 1) == quote && peek(s, 2) == quote;
    s->at += triple ? 3 : 1;
    while (s->at < s->length) {
        char c = s->text[s->at];
        if (c == '\\') {
            s->at += 2;
        } else if (c == quote && (!triple || (peek(s, 1) == quote && peek(s, 2) == quote))) {
            s->at += triple ? 3 : 1;
            return;
        } else {
            s->at++;
        }
    }
}

/* At an opening bracket: past its closing one. */
static void skip_brackets(Scanner *s)
{
    int depth = 0;
    while (s->at < s->length) {
        char c = s->text[s->at];
        if (c == '"' || c == '\'') {
            skip_string(s);
            continue;
        }
        s->at++;
        if (c == '(' || c == '[' || c == '{')
            depth++;
        if ((c == ')' || c == ']' || c == '}') && --depth == 0)
            return;
    }
}

static void note_operator(Scanner *s, int level, int64_t end)
{
    bool looser = level < s->level || (level == s->level && level != LEVEL_POWER && level != LEVEL_UNARY);
    if (looser) {
        s->level = level;
        s->operator_at = s->at;
        s->operator_end = end;
    }
    s->operand_before = false;
    s->trailer_is_last = false;
    s->at = end;
}

static int binary_level(const Scanner *s, int *width)
{
    char c = peek(s, 0), next = peek(s, 1);
    *width = 1;
    switch (c) {
    case '|': return LEVEL_OR;
    case '^': return LEVEL_XOR;
    case '&': return LEVEL_AND;
    case '+':
    case '-': return LEVEL_SUM;
    case '%':
    case '@': return LEVEL_PRODUCT;
    case '<':
    case '>':
        *width = 2;
        return next == c ? LEVEL_SHIFT : -1;
    case '/':
        *width = next == '/' ? 2 : 1;
        return LEVEL_PRODUCT;
    case '*':
        *width = next == '*' ? 2 : 1;
        return next == '*' ? LEVEL_POWER : LEVEL_PRODUCT;
    default: return -1;
    }
}

/* Words that make the whole expression looser than an operator, at depth 0. */
static bool is_loose_word(const char *word, int64_t n)
{
    static const char *const words[] = {"and", "or", "not", "if", "else", "in", "is", "lambda", "for", "yield", "async", NULL};
    for (int i = 0; words[i]; i++)
        if ((int64_t)strlen(words[i]) == n && memcmp(words[i], word, (size_t)n) == 0)
            return true;
    return false;
}

/* A name, keyword or number; false for a word that ends the search. */
static bool scan_word(Scanner *s)
{
    int64_t start = s->at;
    bool number = isdigit((unsigned char)s->text[start]) || s->text[start] == '.';
    while (s->at < s->length) {
        char c = s->text[s->at], before = s->at > start ? s->text[s->at - 1] : 0;
        bool exponent_sign = number && (c == '+' || c == '-') && (before == 'e' || before == 'E')
                             && s->text[start + 1] != 'x' && s->text[start + 1] != 'X';
        if (!is_name_char(c) && !(number && c == '.') && !exponent_sign)
            break;
        s->at++;
    }
    char next = peek(s, 0);
    if ((next == '"' || next == '\'') && s->at - start <= 2)
        return true;                                      /* a string's prefix */
    if (is_loose_word(s->text + start, s->at - start))
        return false;
    bool is_await = s->at - start == 5 && memcmp(s->text + start, "await", 5) == 0;
    s->operand_before = !is_await;
    s->trailer_is_last = false;
    if (is_await && s->level > LEVEL_POWER)
        s->level = LEVEL_POWER;
    return true;
}

/* One token at depth 0; false when the expression cannot be what is looked for. */
static bool scan_token(Scanner *s)
{
    char c = peek(s, 0);
    if (isspace((unsigned char)c) || c == '\\') {
        s->at++;
    } else if (c == '"' || c == '\'') {
        skip_string(s);
        s->operand_before = true;
        s->trailer_is_last = false;
    } else if (c == '(' || c == '[' || c == '{') {
        s->trailer_is_last = s->operand_before && c == '[';
        s->trailer_start = s->at;
        skip_brackets(s);
        s->operand_before = true;
    } else if (is_name_char(c) || (c == '.' && isdigit((unsigned char)peek(s, 1)) && !s->operand_before)) {
        return scan_word(s);
    } else if (c == '.') {
        s->at++;
        s->operand_before = false;
        s->trailer_is_last = false;
    } else if (!s->operand_before && (c == '+' || c == '-' || c == '~')) {
        note_operator(s, LEVEL_UNARY, s->at + 1);
    } else {
        int width, level = binary_level(s, &width);
        if (level < 0 || !s->operand_before)
            return false;
        note_operator(s, level, s->at + width);
    }
    return true;
}

/* Does text[0, end) consist of one parenthesised expression that is no tuple and no generator? */
static bool is_parenthesised(const char *text, int64_t start, int64_t end)
{
    if (text[start] != '(')
        return false;
    Scanner s = {.text = text, .length = end, .at = start};
    skip_brackets(&s);
    if (s.at != end)
        return false;
    Scanner inner = {.text = text, .length = end - 1, .at = start + 1};
    bool empty = true;
    while (inner.at < inner.length) {
        char c = inner.text[inner.at];
        if (c == ',')
            return false;
        if (c == '"' || c == '\'')
            skip_string(&inner);
        else if (c == '(' || c == '[' || c == '{')
            skip_brackets(&inner);
        else if (is_name_char(c)) {
            int64_t word = inner.at;
            while (inner.at < inner.length && is_name_char(inner.text[inner.at]))
                inner.at++;
            if (inner.at - word == 3 && memcmp(text + word, "for", 3) == 0)
                return false;
        } else {
            inner.at++;
            empty = empty && isspace((unsigned char)c);
            continue;
        }
        empty = false;
    }
    return !empty;
}

/* End of the operand in text[0, end) without blanks and enclosing parentheses. */
static int64_t operand_end(const char *text, int64_t end)
{
    int64_t start = 0;
    for (;;) {
        while (end > start && isspace((unsigned char)text[end - 1]))
            end--;
        while (start < end && isspace((unsigned char)text[start]))
            start++;
        if (end - start < 2 || !is_parenthesised(text, start, end))
            return end;
        start++;
        end--;
    }
}

bool anchors_find(const char *text, int64_t length, int64_t *left, int64_t *right)
{
    Scanner s = {.text = text, .length = length, .level = LEVEL_NONE, .operator_at = -1, .trailer_start = -1};
    while (s.at < s.length)
        if (!scan_token(&s))
            return false;
    if (s.level == LEVEL_UNARY || (s.level == LEVEL_POWER && s.operator_at < 0))
        return false;
    if (s.level == LEVEL_NONE) {
        if (!s.trailer_is_last)
            return false;
        *left = operand_end(text, s.trailer_start);
        int64_t end = length - 1;
        while (end > 0 && isspace((unsigned char)text[end - 1]))
            end--;
        *right = end + 1;
        return true;
    }
    /* CPython marks from the first character behind the left operand, parentheses left out. */
    int64_t at = operand_end(text, s.operator_at);
    while (at < length && isspace((unsigned char)text[at]))
        at++;
    *left = at;
    *right = at + 1;
    if (at + 1 < length && !isspace((unsigned char)text[at + 1]) && at + 1 < s.operator_end)
        ++*right;
    return true;
}
