/* The parser: source text to a syntax tree equal to CPython's, positions included. */
#ifndef PYLLC_PARSE_H
#define PYLLC_PARSE_H

#include "frontend/ast/ast.h"
#include "frontend/base/diag.h"
#include "frontend/lex/lex.h"

typedef enum { EXEC, EVAL, SINGLE } ParseMode;

/* Module, Expression or Interactive; NULL after errors, which are then in `diagnostics`. */
AstNode *parse_source(const Source *source, ParseMode mode, Arena *arena, Diagnostics *diagnostics);

#endif
