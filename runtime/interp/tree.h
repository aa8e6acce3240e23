/* Syntax trees as objects of _ast's classes, and back. Both follow frontend/ast's table. */
#ifndef PYLLC_INTERP_TREE_H
#define PYLLC_INTERP_TREE_H

#include "frontend/ast/ast.h"
#include "runtime/modules/ast.h"

/* tree_out.c: zero with an exception. */
Value tree_to_object(struct Task *task, const AstNode *tree);
/* encode.c: a literal's value. */
Value constant_to_value(struct Task *task, const Const *constant);

/* tree_in.c: the tree of an object, whose class must be that of `kind` (a Module, ...). Reading it may run
   code. Its names are not interned (ast_intern_names), its form is not checked (ast_validate). NULL: exception set. */
AstNode *tree_from_object(struct Task *task, Value object, AstKind kind, Arena *arena);

/* What both know: the class of a node's kind, of a sum or product, and the interned name of a field (or, below
   zero, of a position: -1 lineno to -4 end_col_offset). */
AstClass tree_class_of_kind(AstKind kind);
AstClass tree_class_of_type(AstType type);
Value tree_field_name(struct Task *task, AstKind kind, int field);

/* How deep trees may be nested. */
enum { TREE_DEPTH_LIMIT = 2900 };

#endif
