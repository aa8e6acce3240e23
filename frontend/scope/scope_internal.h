/* What the steps of scope analysis share. */
#ifndef PYLLC_SCOPE_INTERNAL_H
#define PYLLC_SCOPE_INTERNAL_H

#include "frontend/scope/scope.h"

Scope *scope_new(ScopeTree *tree, ScopeKind kind, Name *name, AstNode *node, Scope *parent);
Symbol *scope_symbol(ScopeTree *tree, Scope *scope, Name *mangled);   /* made when missing */
void scope_error(ScopeTree *tree, AstSpan span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void scope_future(ScopeTree *tree, AstNode *module);    /* from __future__ at the beginning */
void scope_collect(ScopeTree *tree, AstNode *module);   /* scopes, symbols, declarations */
void scope_resolve(ScopeTree *tree);                    /* bindings, captures */
void scope_check(ScopeTree *tree, AstNode *module);     /* statements where they may not stand */

/* Parts of the last step. */
bool scope_is_future_import(const AstNode *node);
void scope_check_pattern(ScopeTree *tree, AstNode *pattern, bool may_be_irrefutable);
void scope_check_node(ScopeTree *tree, AstNode *node);

#endif
