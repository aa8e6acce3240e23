/* The tokenizer proper: lines and indentation, names, strings, operators.

   Invariants: `at` never passes `end`; `line_start` is the beginning of the physical line that
   holds `at`. Blank lines give no tokens; inside brackets newlines are blanks. A failure
   leaves a T_ERROR token and stops. */
#include "frontend/lex/lex_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "frontend/base/unicode.h"
#include "frontend/lex/encodings.h"

static const char *const texts[] = {
#define TOKEN(id, text)    text,
#define OPERATOR(id, text) text,
#define KEYWORD(id, text)  text,
#include "frontend/lex/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

const char *token_text(TokenKind kind) {
    return texts[kind];
}

static int32_t column_of(const Lexer *lexer, const char *place) {
    return (int32_t)(place - lexer->line_start);
}

static void set_error(Lexer *lexer, const char *type, bool is_late, Loc loc, const char *message) {
    lexer->failed = true;
    lexer->error = (LexError){ .type = type, .message = message, .loc = loc, .is_late = is_late };
}

bool lex_fail(Lexer *lexer, const char *format, ...) {
    char message[400];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    const char *place = lexer->at > lexer->line_start ? lexer->at - 1 : lexer->at;
    while (place > lexer->line_start && ((unsigned char)*place & 0xC0) == 0x80)
        place--;
    int32_t column = column_of(lexer, place);
    set_error(lexer, "SyntaxError", false, (Loc){ lexer->line, column, lexer->line, column },
              arena_text(lexer->arena, message, strlen(message)));
    return false;
}

void lex_warn(Lexer *lexer, const char *message) {
    LexWarning warning = { .category = "SyntaxWarning", .message = message, .loc = { lexer->line, column_of(lexer, lexer->at) - 1, lexer->line, column_of(lexer, lexer->at) - 1 },
                           .offset = (uint32_t)(lexer->at - lexer->text) };
    VEC_PUSH(lexer->arena, lexer->warnings, warning);
}

static bool fail_late(Lexer *lexer, const char *type, int32_t column, const char *message) {
    set_error(lexer, type, true, (Loc){ lexer->line, column, lexer->line, -1 }, message);
    return false;
}

/* A mistake whose end CPython does not know: -1 in its messages, as for tokens without text. */
static bool fail_endless(Lexer *lexer, const char *type, int32_t column, const char *message) {
    fail_late(lexer, type, column, message);
    lexer->error.loc.end_column = -2;
    return false;
}

static Token *add_token(Lexer *lexer, TokenKind kind, const char *start, int32_t line, int32_t column) {
    Token token = {
        .kind = kind, .start = (uint32_t)(start - lexer->text), .end = (uint32_t)(lexer->at - lexer->text),
        .loc = { line, column, lexer->line, column_of(lexer, lexer->at) }, .level = lexer->level,
    };
    VEC_PUSH(lexer->arena, lexer->tokens, token);
    return &lexer->tokens.items[lexer->tokens.count - 1];
}

static void add_here(Lexer *lexer, TokenKind kind, const char *start) {
    add_token(lexer, kind, start, lexer->line, column_of(lexer, start));
}

static void next_line(Lexer *lexer) {
    lexer->at++;
    lexer->line++;
    lexer->line_start = lexer->at;
}

/* After a backslash: the newline, and something after it. */
static bool continue_line(Lexer *lexer) {
    lexer->at++;
    if (*lexer->at != '\n')
        return fail_late(lexer, "SyntaxError", column_of(lexer, lexer->at),
                         "unexpected character after line continuation character");
    if (lexer->at + 1 >= lexer->end && !lexer->end_problem)
        return fail_endless(lexer, "SyntaxError", column_of(lexer, lexer->at) + lexer->is_file, "unexpected EOF while parsing");
    next_line(lexer);
    return true;
}

static bool fail_unindent(Lexer *lexer) {
    return fail_endless(lexer, "IndentationError", column_of(lexer, lexer->at + strcspn(lexer->at, "\n")),
                        "unindent does not match any outer indentation level");
}

/* The column of INDENT and DEDENT is before their line's text: messages show no caret. */
static void add_indentation(Lexer *lexer, TokenKind kind) {
    Token *token = add_token(lexer, kind, lexer->at, lexer->line, column_of(lexer, lexer->at));
    token->loc.column--;
    token->loc.end_column = -2;
}

static bool set_indentation(Lexer *lexer, int column, int narrow) {
    static const char tabs[] = "inconsistent use of tabs and spaces in indentation";
    int *top = &lexer->indents[lexer->depth];
    if (column > *top) {
        if (lexer->depth + 1 >= INDENTS_MAX)
            return fail_late(lexer, "IndentationError", 0, "too many levels of indentation");
        if (narrow <= lexer->narrow_indents[lexer->depth])
            return fail_late(lexer, "TabError", 0, tabs);
        lexer->depth++;
        lexer->indents[lexer->depth] = column;
        lexer->narrow_indents[lexer->depth] = narrow;
        add_indentation(lexer, T_INDENT);
        return true;
    }
    int closed = 0;
    while (lexer->depth > 0 && column < lexer->indents[lexer->depth]) {
        lexer->depth--;
        closed++;
    }
    if (column != lexer->indents[lexer->depth])
        return fail_unindent(lexer);
    if (narrow != lexer->narrow_indents[lexer->depth])
        return fail_late(lexer, "TabError", 0, tabs);
    while (closed-- > 0)
        add_indentation(lexer, T_DEDENT);
    return true;
}

/* The blanks at the beginning of a logical line; blank lines are passed over. */
static bool lex_indentation(Lexer *lexer) {
    for (;;) {
        int column = 0, narrow = 0, joined_column = 0, joined_narrow = 0;
        for (;;) {
            char c = *lexer->at;
            if (c == ' ') {
                column++;
                narrow++;
            } else if (c == '\t') {
                column = (column / TAB_SIZE + 1) * TAB_SIZE;
                narrow++;
            } else if (c == '\f') {
                column = narrow = 0;
            } else if (c == '\\') {
                joined_column = joined_column ? joined_column : column;
                joined_narrow = joined_narrow ? joined_narrow : narrow;
                if (!continue_line(lexer))
                    return false;
                continue;
            } else {
                break;
            }
            lexer->at++;
        }
        if (*lexer->at == '#')
            lexer->at += strcspn(lexer->at, "\n");
        if (*lexer->at == '\n')
            next_line(lexer);
        else if (lexer->at >= lexer->end)
            return true;
        else
            return set_indentation(lexer, joined_column ? joined_column : column, joined_narrow ? joined_narrow : narrow);
    }
}

static TokenKind keyword_kind(const char *text, size_t length) {
    for (int kind = T_FALSE; kind < TOKEN_KIND_COUNT; kind++) {
        if (texts[kind][0] == text[0] && strlen(texts[kind]) == length && !memcmp(texts[kind], text, length))
            return (TokenKind)kind;
    }
    return T_NAME;
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

static bool check_name(Lexer *lexer, const char *start) {
    int size;
    const char *problem = utf8_problem(lexer->arena, start, (size_t)(lexer->at - start));
    if (problem) {
        int32_t column = column_of(lexer, lexer->at) - 1;
        set_error(lexer, "SyntaxError", false, (Loc){ lexer->line, column, lexer->line, -2 },
                  arena_printf(lexer->arena, "(unicode error) %s", problem));
        return false;
    }
    const char *end = lexer->at;
    for (const char *p = start; p < end; p += size) {
        uint32_t c = unicode_decode(p, &size);
        if (p == start ? unicode_is_identifier_start(c) : unicode_is_identifier_part(c))
            continue;
        lexer->at = p + size;
        if (unicode_is_printable(c))
            return lex_fail(lexer, "invalid character '%.*s' (U+%04X)", size, p, c);
        return lex_fail(lexer, "invalid non-printable character U+%04X", c);
    }
    return true;
}

static bool lex_string(Lexer *lexer, const char *start);

/* A name, a keyword, or the prefix of a string. */
static bool lex_name(Lexer *lexer) {
    const char *start = lexer->at;
    bool b = false, u = false, r = false, f = false, is_ascii = true;
    for (;;) {
        char c = *lexer->at | 0x20;
        if (c == 'b' && !(b || u || f))
            b = true;
        else if (c == 'u' && !(b || u || r || f))
            u = true;
        else if (c == 'r' && !(r || u))
            r = true;
        else if (c == 'f' && !(f || b || u))
            f = true;
        else
            break;
        lexer->at++;
        if (*lexer->at == '"' || *lexer->at == '\'')
            return lex_string(lexer, start);
    }
    for (; is_name_byte(*lexer->at); lexer->at++)
        is_ascii &= !(*lexer->at & 0x80);
    size_t length = (size_t)(lexer->at - start);
    if (!is_ascii) {
        if (!check_name(lexer, start))
            return false;
        Token *token = add_token(lexer, T_NAME, start, lexer->line, column_of(lexer, start));
        size_t new_length;
        const char *normal = unicode_normalize(lexer->arena, start, length, &new_length);
        token->name = name_intern(normal, new_length);
        return true;
    }
    TokenKind kind = keyword_kind(start, length);
    Token *token = add_token(lexer, kind, start, lexer->line, column_of(lexer, start));
    if (kind == T_NAME)
        token->name = name_intern(start, length);
    return true;
}

static bool fail_unterminated(Lexer *lexer, bool is_triple, const char *start, const char *first_line_start, int32_t first_line) {
    int32_t found = lexer->line;
    lexer->at = start + 1;
    lexer->line = first_line;
    lexer->line_start = first_line_start;
    if (is_triple)
        return lex_fail(lexer, "unterminated triple-quoted string literal (detected at line %d)", (int)found);
    return lex_fail(lexer, "unterminated string literal (detected at line %d)", (int)found);
}

static bool lex_string(Lexer *lexer, const char *start) {
    const char *first_line_start = lexer->line_start;
    int32_t first_line = lexer->line, column = column_of(lexer, start);
    char quote = *lexer->at;
    bool is_triple = lexer->at[1] == quote && lexer->at[2] == quote;
    lexer->at += is_triple ? 3 : 1;
    for (;;) {
        char c = *lexer->at;
        if (lexer->at >= lexer->end && lexer->end_problem)
            return false;
        if (lexer->at >= lexer->end) {
            lexer->line -= lexer->at == lexer->line_start;
            return fail_unterminated(lexer, is_triple, start, first_line_start, first_line);
        }
        if (c == '\n' && !is_triple)
            return fail_unterminated(lexer, false, start, first_line_start, first_line);
        if (c == quote && (!is_triple || (lexer->at[1] == quote && lexer->at[2] == quote)))
            break;
        if (c == '\\' && lexer->at + 1 < lexer->end)
            lexer->at++;
        if (*lexer->at == '\n')
            next_line(lexer);
        else
            lexer->at++;
    }
    lexer->at += is_triple ? 3 : 1;
    add_token(lexer, T_STRING, start, first_line, column);
    return true;
}

static bool open_bracket(Lexer *lexer, char c) {
    if (lexer->level >= BRACKETS_MAX)
        return lex_fail(lexer, "too many nested parentheses");
    lexer->open[lexer->level++] = (OpenBracket){ c, lexer->line, column_of(lexer, lexer->at) - 1 };
    return true;
}

static bool close_bracket(Lexer *lexer, char c) {
    if (!lexer->level)
        return lex_fail(lexer, "unmatched '%c'", c);
    OpenBracket open = lexer->open[--lexer->level];
    if ((open.character == '(' && c == ')') || (open.character == '[' && c == ']') || (open.character == '{' && c == '}'))
        return true;
    if (open.line != lexer->line)
        return lex_fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
                        c, open.character, (int)open.line);
    return lex_fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, open.character);
}

static bool lex_operator(Lexer *lexer) {
    const char *start = lexer->at;
    TokenKind kind = T_UNKNOWN;
    for (int candidate = T_ELLIPSIS; candidate < T_FALSE; candidate++) {
        size_t length = strlen(texts[candidate]);
        if (texts[candidate][0] == *start && !strncmp(start, texts[candidate], length)) {
            kind = (TokenKind)candidate;
            lexer->at += length;
            break;
        }
    }
    if (kind == T_UNKNOWN) {
        unsigned char c = (unsigned char)*lexer->at++;
        if (c < 0x20 || c == 0x7F)
            return lex_fail(lexer, "invalid non-printable character U+%04X", c);
    }
    if (strchr("([{", *start) && !open_bracket(lexer, *start))
        return false;
    if (strchr(")]}", *start) && !close_bracket(lexer, *start))
        return false;
    add_here(lexer, kind, start);
    return true;
}

/* One token, or blanks; sets *starts_line after the end of a logical line. */
static bool lex_one(Lexer *lexer, bool *starts_line) {
    char c = *lexer->at;
    if (c == ' ' || c == '\t' || c == '\f') {
        lexer->at++;
        return true;
    }
    if (c == '#' || c == '\n') {
        const char *start = lexer->at;
        lexer->at += strcspn(lexer->at, "\n");
        if (!lexer->level) {
            add_here(lexer, T_NEWLINE, start);          /* a comment before it is part of it */
            *starts_line = true;
        }
        next_line(lexer);
        return true;
    }
    if (c == '\\')
        return continue_line(lexer);
    if ((c >= '0' && c <= '9') || (c == '.' && lexer->at[1] >= '0' && lexer->at[1] <= '9')) {
        const char *start = lexer->at;
        if (!lex_number(lexer))
            return false;
        add_here(lexer, T_NUMBER, start);
        return true;
    }
    if (c == '"' || c == '\'')
        return lex_string(lexer, lexer->at);
    return is_name_byte(c) ? lex_name(lexer) : lex_operator(lexer);
}

/* What comes after the text belongs to its last line: to its end in messages about a text, to no column
   in those about a file. */
static void add_at_end(Lexer *lexer, TokenKind kind) {
    bool is_new = lexer->line > 1 && lexer->at == lexer->line_start;
    const char *line_start = lexer->line_start;
    if (is_new)
        for (line_start--; line_start > lexer->text && line_start[-1] != '\n';)
            line_start--;
    int32_t line = lexer->at == lexer->text ? 0 : lexer->line - is_new, column = (int32_t)(lexer->at - line_start) - 1;
    Token *token = add_token(lexer, kind, lexer->at, line, lexer->is_file ? -1 : column);
    token->loc.end_line = line;
    token->loc.end_column = -2;
}

static void finish(Lexer *lexer) {
    if (lexer->end_problem)
        set_error(lexer, "SyntaxError", false, (Loc){ 0, -2, DIAG_NO_END, DIAG_NO_END }, lexer->end_problem);
    if (!lexer->failed && lexer->level)
        fail_late(lexer, "SyntaxError", 0, "unexpected EOF while parsing");
    if (lexer->failed) {
        add_here(lexer, T_ERROR, lexer->at);
        return;
    }
    size_t count = lexer->tokens.count;
    if (count && lexer->tokens.items[count - 1].kind != T_NEWLINE)
        add_here(lexer, T_NEWLINE, lexer->at);
    for (; lexer->depth > 0; lexer->depth--)
        add_at_end(lexer, T_DEDENT);
    add_at_end(lexer, T_END);
}

TokenList lex_source(const Source *source, Arena *arena) {
    Lexer *lexer = ARENA_NEW(arena, Lexer);
    lexer->arena = arena;
    lexer->text = lexer->at = lexer->line_start = source->text;
    lexer->end = source->text + source->length;
    lexer->line = 1;
    lexer->is_file = source->is_file;
    lexer->end_problem = source->end_problem;
    bool starts_line = true;
    while (!lexer->failed && lexer->at < lexer->end) {
        if (starts_line) {
            starts_line = false;
            if (lex_indentation(lexer) && lexer->at < lexer->end)
                lex_one(lexer, &starts_line);
        } else {
            lex_one(lexer, &starts_line);
        }
    }
    finish(lexer);
    return (TokenList){ .items = lexer->tokens.items, .count = lexer->tokens.count, .error = lexer->error,
                        .warnings = lexer->warnings.items, .warning_count = lexer->warnings.count,
                        .open = lexer->open, .open_count = lexer->level };
}
