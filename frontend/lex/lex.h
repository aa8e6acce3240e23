/* The tokenizer: a whole source text becomes an array of tokens that ends with T_END or, after
   the first mistake, T_ERROR. Literals stay text; literal.h turns them into constants. */
#ifndef PYLLC_LEX_H
#define PYLLC_LEX_H

#include "frontend/base/arena.h"
#include "frontend/base/diag.h"
#include "frontend/base/intern.h"

typedef enum {
#define TOKEN(id, text)    T_##id,
#define OPERATOR(id, text) T_##id,
#define KEYWORD(id, text)  T_##id,
#include "frontend/lex/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
    TOKEN_KIND_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t start, end;                /* offsets in the source's text */
    Loc loc;
    Name *name;                         /* T_NAME: normalised */
    int32_t level;                      /* how many brackets are open around it */
} Token;

/* CPython reports some mistakes wherever it meets them, even while it only looks for a better
   message than "invalid syntax"; others only when the parser gets there (is_late). */
typedef struct LexError { const char *type, *message; Loc loc; bool is_late; } LexError;

typedef struct LexWarning { const char *category, *message; Loc loc; uint32_t offset; } LexWarning;   /* in the text */

typedef struct OpenBracket { char character; int32_t line, column; } OpenBracket;

typedef struct TokenList {
    Token *items;
    size_t count;
    LexError error;                     /* what T_ERROR stands for */
    LexWarning *warnings;
    size_t warning_count;
    OpenBracket *open;                  /* brackets never closed, outermost first */
    int open_count;
} TokenList;

TokenList lex_source(const Source *source, Arena *arena);
const char *token_text(TokenKind kind);

/* The encoding that bytes declare, "utf-8" if none; latin-1 and utf-8 under these names. */
const char *source_encoding(const char *bytes, size_t length, Arena *arena);

/* Sources: encoding declared or UTF-8 is decoded, newlines become "\n", the last line ends in
   one. NULL after an error. `text` is UTF-8 for source_from_text. source_read is for the file of a program;
   messages name it as `shown_path`. */
Source *source_read(const char *path, const char *shown_path, Arena *arena, Diagnostics *diagnostics);
Source *source_from_text(const char *path, const char *text, size_t length, Arena *arena);
Source *source_from_bytes(const char *path, const char *bytes, size_t length, Arena *arena, Diagnostics *diagnostics);

#endif
