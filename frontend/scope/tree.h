/* Generic walks over the syntax tree, expanded from nodes.def. */
#ifndef PYLLC_SCOPE_TREE_H
#define PYLLC_SCOPE_TREE_H

#include <stdint.h>
#include "frontend/ast/ast.h"

typedef void AstVisit(AstNode *child, void *context);

/* Calls visit for each child that is not NULL, in the order of the fields. */
void tree_visit_children(AstNode *node, AstVisit *visit, void *context);

/* Hash of a tree's meaning: kinds, names, constants, operators; no positions. */
uint64_t tree_hash(AstNode *node);

/* How many nodes a list of statements has. */
uint32_t tree_size(AstNodes nodes);

#endif
