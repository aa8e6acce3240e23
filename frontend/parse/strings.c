/* String literals: concatenation, and f-strings. As in CPython 3.11, an f-string is one token;
   each expression in it is cut out of the token's text, put in parentheses and parsed alone.
   All nodes but those expressions have the position of the whole concatenation. */
#include <string.h>

#include "frontend/base/unicode.h"
#include "frontend/lex/encodings.h"
#include "frontend/lex/literal.h"
#include "frontend/parse/parse_internal.h"

enum { SPEC_DEPTH_MAX = 2, BRACKETS_MAX = 200 };

/* The literal text gathered so far becomes a Constant when an expression or the end comes. */
typedef struct Strings {
    Parser *p;
    int first, last;                    /* tokens */
    const Token *token;                 /* being read */
    const char *token_text;
    bool is_raw, has_fstring;
    const Const *kind;                  /* of Constants: 'u' or NULL */
} Strings;

typedef struct Pieces { NodeVec values; TextBuffer text; } Pieces;

/* A lower-case u before the first literal marks the Constants. */
static const Const *kind_of(const Strings *s) {
    static const Const u = { .kind = CONST_STR, .text = "u", .length = 1 };
    return s->p->source->text[s->p->tokens[s->first].start] == 'u' ? &u : NULL;
}

_Noreturn static void fail_string(Strings *s, const char *message) {
    raise_last(s->p, "SyntaxError", "%s", message);
}

/* A node that reaches from the first token to the last. */
static AstNode *place(const Strings *s, AstNode *node) {
    Loc from = s->p->tokens[s->first].loc, to = s->p->tokens[s->last].loc;
    node->span = (AstSpan){ from.line, from.column, to.end_line, to.end_column };
    return node;
}
#define MAKE_STRING(s, Kind, ...) place(s, MAKE((s)->p, Kind, (s)->first, __VA_ARGS__))

static AstNode *constant_node(Strings *s, ConstKind kind, TextBuffer *text) {
    Const *value = ARENA_NEW(s->p->arena, Const);
    value->kind = kind;
    value->text = arena_text(s->p->arena, text->items ? text->items : "", text->count);
    value->length = text->count;
    return MAKE_STRING(s, Constant, .value = value, .kind = s->kind);
}

static void flush_text(Strings *s, Pieces *pieces) {
    if (pieces->text.count)
        VEC_PUSH(s->p->arena, pieces->values, constant_node(s, CONST_STR, &pieces->text));
    pieces->text = (TextBuffer){0};
}

/* Text that is parsed again, on another try, has been warned about. */
static void warn_escape(Strings *s, const char *escape) {
    Parser *p = s->p;
    if (!escape || escape <= p->last_escape || p->is_fstring)
        return;
    p->last_escape = escape;
    bool is_octal = *escape >= '4' && *escape <= '7';
    LexWarning warning = { .category = "DeprecationWarning", .loc = s->token->loc, .offset = s->token->start };
    warning.message = arena_printf(p->arena, is_octal ? "invalid octal escape sequence '\\%.3s'" : "invalid escape sequence '\\%.1s'",
                                   escape);
    VEC_PUSH(p->arena, p->warnings, warning);
}

static void decode(Strings *s, Pieces *pieces, const char *text, const char *end) {
    const char *escape = NULL;
    const char *error = literal_decode_str(s->p->arena, &pieces->text, text, (size_t)(end - text), s->is_raw, &escape);
    if (error)
        fail_string(s, error);
    warn_escape(s, escape);
}

/* Literal text up to an expression or the end; a doubled brace is one. Returns where it ends. */
static const char *read_text(Strings *s, Pieces *pieces, const char *at, const char *end, bool is_spec) {
    const char *start = at;
    while (at < end) {
        char c = *at++;
        if (c == '\\' && !s->is_raw && at < end) {
            c = *at++;
            if (c == 'N') {
                if (at < end && *at++ == '{') {
                    const char *close = memchr(at, '}', (size_t)(end - at));
                    at = close ? close + 1 : end;
                }
                continue;
            }
            if (c == '{')
                warn_escape(s, at - 1);
        }
        if (c != '{' && c != '}')
            continue;
        if (!is_spec && at < end && *at == c) {
            decode(s, pieces, start, at++);
            start = at;
            continue;
        }
        if (!is_spec && c == '}')
            fail_string(s, "f-string: single '}' is not allowed");
        at--;
        break;
    }
    decode(s, pieces, start, at);
    return at;
}

/* The end of the expression that starts at `at`: its "}", "!", ":" or "=". */
static const char *find_expression_end(Strings *s, const char *at, const char *end) {
    char brackets[BRACKETS_MAX], quote = 0;
    int depth = 0, quote_size = 0;
    for (; at < end; at++) {
        char c = *at;
        if (c == '\\')
            fail_string(s, "f-string expression part cannot include a backslash");
        if (quote) {
            if (c == quote && (quote_size == 1 || (at + 2 < end && at[1] == c && at[2] == c))) {
                at += quote_size - 1;
                quote = 0;
            }
            continue;
        }
        if (c == '\'' || c == '"') {
            quote = c;
            quote_size = at + 2 < end && at[1] == c && at[2] == c ? 3 : 1;
            at += quote_size - 1;
        } else if (c == '(' || c == '[' || c == '{') {
            if (depth >= BRACKETS_MAX)
                fail_string(s, "f-string: too many nested parenthesis");
            brackets[depth++] = c;
        } else if (c == '#') {
            fail_string(s, "f-string expression part cannot include '#'");
        } else if (!depth && strchr("!:}=<>", c)) {
            if (at + 1 < end && at[1] == '=' && strchr("!=<>", c)) {
                at++;
                continue;
            }
            if (c != '<' && c != '>')
                break;
        } else if (c == ')' || c == ']' || c == '}') {
            if (!depth)
                fail_string(s, arena_printf(s->p->arena, "f-string: unmatched '%c'", c));
            char open = brackets[--depth];
            if ((open == '(') != (c == ')') || (open == '[') != (c == ']'))
                fail_string(s, arena_printf(s->p->arena, "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c, open));
        }
    }
    if (quote)
        fail_string(s, "f-string: unterminated string");
    if (depth)
        fail_string(s, arena_printf(s->p->arena, "f-string: unmatched '%c'", brackets[depth - 1]));
    if (at >= end)
        fail_string(s, "f-string: expecting '}'");
    return at;
}

/* Where CPython says that an expression is whose text, in parentheses, replaces the "{" at
   `brace`: see its fstring_find_expr_location. */
static AstNode *parse_inner(Strings *s, const char *brace, const char *start, const char *end) {
    int32_t lines = 0, column = 0;
    const char *blank = start;
    while (blank < end && (*blank == ' ' || *blank == '\t' || *blank == '\f'))
        blank++;
    bool is_empty = true;
    for (const char *c = start; c < end && is_empty; c++)
        is_empty = strchr(" \t\n\f\r", *c) != NULL;
    if (is_empty && *end == '}')
        fail_string(s, "f-string: empty expression not allowed");
    if (is_empty)
        fail_string(s, arena_printf(s->p->arena, "f-string: expression required before '%c'", *end));
    if (*blank != '\n') {
        const char *c = brace;
        while (c > s->token_text && *c != '\n')
            c--;
        column = (int32_t)(brace - c) - (*c == '\n');
    }
    for (const char *c = s->token_text; c < brace; c++)
        lines += *c == '\n';
    return parse_fstring_expression(s->p, start, (size_t)(end - start), s->token->loc.line + lines,
                                    lines ? column : s->token->loc.column + column);
}

static AstNode *read_spec(Strings *s, const char **at, const char *end, int depth);

/* A replacement field, from its "{"; returns what comes after its "}". */
static const char *read_field(Strings *s, Pieces *pieces, const char *brace, const char *end, int depth) {
    if (depth >= SPEC_DEPTH_MAX)
        fail_string(s, "f-string: expressions nested too deeply");
    const char *start = brace + 1, *at = find_expression_end(s, start, end);
    AstNode *value = parse_inner(s, brace, start, at), *spec = NULL;
    int conversion = -1;
    bool shows_text = *at == '=';
    if (shows_text) {
        at++;
        while (at < end && strchr(" \t\n\r\f\v", *at))
            at++;
        text_append(s->p->arena, &pieces->text, start, (size_t)(at - start));
    }
    if (at < end && *at == '!') {
        if (++at >= end)
            fail_string(s, "f-string: expecting '}'");
        conversion = (unsigned char)*at++;
        if (!strchr("sra", conversion))
            fail_string(s, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    if (at < end && *at == ':') {
        at++;
        spec = read_spec(s, &at, end, depth + 1);
    }
    if (at >= end || *at != '}')
        fail_string(s, "f-string: expecting '}'");
    if (shows_text && !spec && conversion < 0)
        conversion = 'r';
    flush_text(s, pieces);
    VEC_PUSH(s->p->arena, pieces->values,
             MAKE_STRING(s, FormattedValue, .value = value, .conversion = conversion, .format_spec = spec));
    return at + 1;
}

/* Text and fields; a format specification ends at its "}". */
static const char *read_fstring(Strings *s, Pieces *pieces, const char *at, const char *end, int depth) {
    for (;;) {
        at = read_text(s, pieces, at, end, depth > 0);
        if (at >= end || *at == '}')
            return at;
        at = read_field(s, pieces, at, end, depth);
    }
}

/* What stands in a specification has the position of its token alone. */
static AstNode *read_spec(Strings *whole, const char **at, const char *end, int depth) {
    Strings s = *whole;
    Pieces pieces = {0};
    s.first = s.last = (int)(s.token - s.p->tokens);
    s.kind = kind_of(&s);
    *at = read_fstring(&s, &pieces, *at, end, depth);
    flush_text(&s, &pieces);
    return MAKE_STRING(&s, JoinedStr, .values = NODES(pieces.values));
}

typedef struct Prefix { bool is_bytes, is_raw, is_format; const char *body, *end; } Prefix;

static Prefix read_prefix(const char *text, const char *end) {
    Prefix prefix = {0};
    for (; *text != '\'' && *text != '"'; text++) {
        char c = *text | 0x20;
        prefix.is_bytes |= c == 'b';
        prefix.is_raw |= c == 'r';
        prefix.is_format |= c == 'f';
    }
    int size = end - text >= 6 && text[1] == *text && text[2] == *text ? 3 : 1;
    prefix.body = text + size;
    prefix.end = end - size;
    return prefix;
}

/* Wrong bytes: CPython decodes a body without escapes as a whole, else each run of bytes beyond ASCII. */
static void check_utf8(Strings *s, const char *body, const char *end) {
    Arena *arena = s->p->arena;
    size_t length = (size_t)(end - body), invalid = unicode_invalid_at(body, length);
    if (invalid == length)
        return;
    const char *start = body, *stop = end;
    if (!s->is_raw && memchr(body, '\\', length)) {
        for (start = body + invalid; start > body && start[-1] & 0x80;)
            start--;
        for (stop = body + invalid; stop < end && *stop & 0x80;)
            stop++;
    }
    fail_string(s, arena_printf(arena, "(unicode error) %s", utf8_problem(arena, start, (size_t)(stop - start))));
}

AstNode *parse_strings(Parser *p) {
    Strings s = { .p = p, .first = p->at };
    Pieces pieces = {0};
    bool is_bytes = false;
    const char *text = p->source->text;
    while (peek(p) == T_STRING)
        advance(p);
    if (peek(p) == T_ERROR)
        fail(p);
    s.last = p->at - 1;
    s.kind = kind_of(&s);
    for (int i = s.first; i <= s.last; i++) {
        const Token *token = &p->tokens[i];
        Prefix prefix = read_prefix(text + token->start, text + token->end);
        if (i > s.first && prefix.is_bytes != is_bytes)
            fail_string(&s, "cannot mix bytes and nonbytes literals");
        is_bytes = prefix.is_bytes;
        s.is_raw = prefix.is_raw;
        s.token = token;
        s.token_text = text + token->start;
        if (!is_bytes)
            check_utf8(&s, prefix.body, prefix.end);
        if (prefix.is_format) {
            s.has_fstring = true;
            read_fstring(&s, &pieces, prefix.body, prefix.end, 0);
        } else if (is_bytes) {
            const char *escape = NULL, *error = literal_decode_bytes(p->arena, &pieces.text, prefix.body,
                                                                     (size_t)(prefix.end - prefix.body), prefix.is_raw, &escape);
            if (error)
                fail_string(&s, error);
            warn_escape(&s, escape);
        } else {
            decode(&s, &pieces, prefix.body, prefix.end);
        }
    }
    if (!s.has_fstring)
        return constant_node(&s, is_bytes ? CONST_BYTES : CONST_STR, &pieces.text);
    flush_text(&s, &pieces);
    return MAKE_STRING(&s, JoinedStr, .values = NODES(pieces.values));
}
