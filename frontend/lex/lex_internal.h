/* What the tokenizer's files share. */
#ifndef PYLLC_LEX_INTERNAL_H
#define PYLLC_LEX_INTERNAL_H

#include "frontend/lex/lex.h"

enum { INDENTS_MAX = 100, BRACKETS_MAX = 200, TAB_SIZE = 8 };

/* `indents` counts a tab to the next multiple of eight, `narrow_indents` as one column: where
   the two disagree about which is deeper, indentation depends on the size of tabs. */
typedef struct Lexer {
    Arena *arena;
    const char *text, *end;             /* *end is NUL */
    const char *at, *line_start;
    int32_t line;
    VEC(Token) tokens;
    int indents[INDENTS_MAX], narrow_indents[INDENTS_MAX], depth;
    OpenBracket open[BRACKETS_MAX];
    int level;
    bool failed, is_file;
    const char *end_problem;            /* of the source: an error at the end of the text */
    VEC(LexWarning) warnings;
    LexError error;
} Lexer;

/* Records the first mistake, at the character before `at`, and fails. */
bool lex_fail(Lexer *lexer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A warning about this line. */
void lex_warn(Lexer *lexer, const char *message);

/* Moves `at` past the number that starts there; false after an error. */
bool lex_number(Lexer *lexer);

#endif
