/* What goes wrong. A user's mistake is diag_error: it is recorded with its place, work goes
   on, and the driver stops between stages. Our own mistake is bug(): it stops at once. */
#ifndef PYLLC_BASE_DIAG_H
#define PYLLC_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "frontend/base/arena.h"

typedef struct Source {
    const char *path;               /* as shown to the user */
    const char *text; size_t length;/* UTF-8, NUL-terminated; see source.c for wrong bytes */
    const char *end_problem;        /* why the text ends before the file does, or NULL */
    bool ends_in_newline;           /* as given; `text` always does */
    bool keeps_end;                 /* no newline is added to it, in the text of errors */
    bool is_file;                   /* read as the file of a program: CPython's messages at its end differ */
} Source;

/* Columns: UTF-8 bytes from 0; an end below 0 is one that CPython does not know. */
typedef struct Loc { int32_t line, column, end_line, end_column; } Loc;

enum { DIAG_NO_END = INT32_MIN };       /* the end_column of a place whose end is None in CPython */

typedef struct Diagnostic {
    const char *type;               /* "SyntaxError", "IndentationError", "TabError", "error" ... */
    const char *category;           /* of a warning: "SyntaxWarning", "DeprecationWarning"; NULL for an error */
    Loc loc;
    bool counts_bytes;              /* CPython reports the columns of this one in bytes, not characters */
    bool is_past;                   /* CPython has read on: its text of the line lacks the newline */
    const char *message;
    const char *text;               /* the line to show when it is not one of the file (f-strings), with newline; else NULL */
} Diagnostic;

typedef struct Diagnostics {
    Arena *arena;
    const Source *source;
    VEC(Diagnostic) list;
    int error_count;
} Diagnostics;

void diag_error(Diagnostics *d, const char *type, Loc loc, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warning(Diagnostics *d, const char *category, Loc loc, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What a SyntaxError's attributes say: lines and columns from 1; end_offset may be DIAG_NO_END. */
typedef struct DiagPosition { int line, offset, end_line, end_offset; } DiagPosition;
DiagPosition diag_position(const Diagnostics *d, const Diagnostic *entry);
/* The SyntaxError's text; false: None. */
bool diag_text(const Diagnostics *d, const Diagnostic *entry, const char **text, size_t *length);
const Diagnostic *diag_first_error(const Diagnostics *d);

/* As CPython prints them, a SyntaxError: File "...", line N / source line / caret / Type: message;
   a warning: FILE:N: SyntaxWarning: message / source line. Warnings that its filters hide by default
   (DeprecationWarning) are not printed. */
void diag_print_all(const Diagnostics *d);

_Noreturn void bug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
