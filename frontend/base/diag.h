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
    const char *text; size_t length;/* UTF-8, decoded; NUL-terminated */
    bool ends_in_newline;           /* as given; `text` always does */
} Source;

typedef struct Loc { int32_t line, column, end_line, end_column; } Loc;   /* columns: UTF-8 bytes from 0 */

typedef struct Diagnostic {
    const char *type;               /* "SyntaxError", "IndentationError", "TabError", "error", "warning" */
    Loc loc;
    const char *message;
    const char *text;               /* the line to show when it is not one of the file (f-strings); else NULL */
} Diagnostic;

typedef struct Diagnostics {
    Arena *arena;
    const Source *source;
    VEC(Diagnostic) list;
    int error_count;
} Diagnostics;

void diag_error(Diagnostics *d, const char *type, Loc loc, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warning(Diagnostics *d, Loc loc, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As CPython prints them, a SyntaxError: File "...", line N / source line / caret / Type: message;
   a warning: FILE:N: SyntaxWarning: message / source line. */
void diag_print_all(const Diagnostics *d);

_Noreturn void bug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
