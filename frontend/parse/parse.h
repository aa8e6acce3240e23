/* The parser: source text to a syntax tree equal to CPython's, positions included. */
#ifndef PYLLC_PARSE_H
#define PYLLC_PARSE_H

#include "frontend/ast/ast.h"
#include "frontend/base/diag.h"
#include "frontend/lex/lex.h"

typedef enum { EXEC, EVAL, SINGLE, FUNC_TYPE } ParseMode;

/* Module, Expression, Interactive or FunctionType; NULL after errors, which are then in `diagnostics`. */
AstNode *parse_source(Source *source, ParseMode mode, Arena *arena, Diagnostics *diagnostics);

enum { PARSE_MAY_BE_INCOMPLETE = 1, PARSE_IMPLIES_NO_DEDENT = 2 };
AstNode *parse_source_with(Source *source, ParseMode mode, int flags, Arena *arena, Diagnostics *diagnostics);

#endif
