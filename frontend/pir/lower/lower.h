/* From the syntax tree to PIR: one PirFunc per module body, class body, function, lambda and
   comprehension, in SSA form with handler edges, every op with CPython's position. */
#ifndef PYLLC_LOWER_H
#define PYLLC_LOWER_H

#include "frontend/base/diag.h"
#include "frontend/pir/pir.h"
#include "frontend/scope/scope.h"

/* tree: a Module, or an Expression (its value is what the body returns). NULL after errors,
   which are in diagnostics. */
PirModule *lower_module(AstNode *tree, const Source *source, Name *dotted_name, Arena *arena,
                        Diagnostics *diagnostics);

/* The same for the code of exec and eval, and an Interactive, whose expressions are shown: the body
   has a parameter, the mapping that its names are looked up and stored in, like a class body's. */
PirModule *lower_dynamic(AstNode *tree, const Source *source, Name *dotted_name, Arena *arena,
                         const CompileOptions *options, Diagnostics *diagnostics);

#endif
