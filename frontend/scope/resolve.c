/* Second step: what each name means, and how captured variables travel. A name not bound in
   its own scope is looked for in the enclosing functions, innermost first; classes are skipped,
   except for `__class__`, which every class offers to the functions in it. */
#include "frontend/scope/scope_internal.h"

#include <stdlib.h>
#include <string.h>

static bool is_before(AstSpan end_of, AstSpan start_of)
{
    return end_of.end_line < start_of.line ||
           (end_of.end_line == start_of.line && end_of.end_column <= start_of.column);
}

static bool starts_before(AstSpan a, AstSpan b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static bool runs_at_once(const Scope *scope)
{
    return scope_is_comprehension(scope) && scope->kind != SCOPE_GENERATOR;
}

/* Notes that every scope from user up to (not including) the owner's takes the variable. */
static void capture(ScopeTree *tree, Scope *user, Symbol *owner)
{
    Scope *outermost = user;
    for (Scope *s = user; s != owner->scope; s = s->parent) {
        if (scope_free_index(s, owner) < 0) {
            FreeVariable variable = { .name = owner->name, .owner = owner };
            VEC_PUSH(tree->arena, s->free_variables, variable);
        }
        if (!runs_at_once(s))
            owner->escapes = true;
        outermost = s;
    }
    if (!owner->is_captured || starts_before(outermost->node->span, owner->first_capture))
        owner->first_capture = outermost->node->span;
    owner->is_captured = true;
}

static Symbol *class_cell(ScopeTree *tree, Scope *class)
{
    if (!class->class_cell) {
        Symbol *cell = ARENA_NEW(tree->arena, Symbol);
        cell->name = name_of("__class__");
        cell->scope = class;
        cell->binding = BIND_CELL;
        cell->slot = -1;
        class->class_cell = cell;
    }
    return class->class_cell;
}

/* The variable that `name` means in the functions around scope; NULL: a global. */
static Symbol *find_outside(ScopeTree *tree, Scope *scope, Name *name)
{
    bool is_class_name = strcmp(name->text, "__class__") == 0;
    for (Scope *s = scope->parent; s; s = s->parent) {
        if (s->kind == SCOPE_CLASS && is_class_name)
            return class_cell(tree, s);
        if (!scope_is_function(s))
            continue;
        Symbol *symbol = scope_lookup(s, name);
        if (!symbol)
            continue;
        if (symbol->flags & SYMBOL_GLOBAL)
            return NULL;
        if (!(symbol->flags & SYMBOL_NONLOCAL) && symbol->flags & (SYMBOL_PARAM | SYMBOL_ASSIGNED))
            return symbol;
    }
    return NULL;
}

static void resolve_nonlocal(ScopeTree *tree, Scope *scope, Symbol *symbol)
{
    if (scope->kind == SCOPE_MODULE) {
        scope_error(tree, symbol->declared, "nonlocal declaration not allowed at module level");
        return;
    }
    Symbol *owner = find_outside(tree, scope, symbol->name);
    if (!owner) {
        scope_error(tree, symbol->declared, "no binding for nonlocal '%s' found", symbol->name->text);
        return;
    }
    symbol->binding = BIND_FREE;
    symbol->owner = owner;
    if (symbol->flags & SYMBOL_ASSIGNED)
        owner->rebound_inside = true;
    capture(tree, scope, owner);
}

static void resolve_symbol(ScopeTree *tree, Scope *scope, Symbol *symbol)
{
    if (symbol->flags & SYMBOL_GLOBAL) {
        if (symbol->flags & SYMBOL_NONLOCAL)
            scope_error(tree, symbol->declared, "name '%s' is nonlocal and global", symbol->name->text);
        symbol->binding = BIND_GLOBAL_EXPLICIT;
    } else if (symbol->flags & SYMBOL_NONLOCAL) {
        resolve_nonlocal(tree, scope, symbol);
    } else if (scope->kind == SCOPE_MODULE) {
        symbol->binding = BIND_GLOBAL_IMPLICIT;
    } else if (symbol->flags & (SYMBOL_PARAM | SYMBOL_ASSIGNED)) {
        symbol->binding = BIND_LOCAL;
    } else {
        symbol->owner = find_outside(tree, scope, symbol->name);
        symbol->binding = symbol->owner ? BIND_FREE : BIND_GLOBAL_IMPLICIT;
        if (symbol->owner)
            capture(tree, scope, symbol->owner);
    }
}

static void resolve_scope(ScopeTree *tree, Scope *scope)
{
    for (size_t i = 0; i < scope->symbols.count; i++)
        resolve_symbol(tree, scope, scope->symbols.items[i]);
    for (size_t i = 0; i < scope->children.count; i++)
        resolve_scope(tree, scope->children.items[i]);
}

/* Decides between cell and value for a captured variable of a function. */
static void decide_travel(Symbol *symbol)
{
    bool is_parameter = symbol->flags & SYMBOL_PARAM;
    bool once = is_parameter ? symbol->assignments == 0
                             : symbol->assignments == 1 && symbol->assigned_at_top &&
                               is_before(symbol->assigned_by, symbol->first_capture);
    symbol->by_value = !symbol->rebound_inside && (once || !symbol->escapes);
    symbol->may_be_unbound = symbol->by_value && !once;
    if (!symbol->by_value)
        symbol->binding = BIND_CELL;
}

static int by_name(const void *a, const void *b)
{
    const FreeVariable *x = a, *y = b;
    return strcmp(x->name->text, y->name->text);
}

void scope_resolve(ScopeTree *tree)
{
    resolve_scope(tree, tree->module);
    for (size_t i = 0; i < tree->scopes.count; i++) {
        Scope *scope = tree->scopes.items[i];
        if (scope->free_variables.count)
            qsort(scope->free_variables.items, scope->free_variables.count, sizeof(FreeVariable), by_name);
        for (size_t k = 0; scope_is_function(scope) && k < scope->symbols.count; k++)
            if (scope->symbols.items[k]->is_captured)
                decide_travel(scope->symbols.items[k]);
    }
}
