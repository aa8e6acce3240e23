/* Scopes and their tables of symbols; the order of the analysis. */
#include "frontend/scope/scope.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "frontend/scope/scope_internal.h"

bool scope_is_comprehension(const Scope *scope)
{
    return scope->kind >= SCOPE_LIST_COMP;
}

bool scope_is_function(const Scope *scope)
{
    return scope->kind >= SCOPE_FUNCTION;
}

void scope_error(ScopeTree *tree, AstSpan span, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    Loc loc = { span.line, span.column, span.end_line, span.end_column };
    diag_error(tree->diagnostics, "SyntaxError", loc, "%s", message);
    tree->diagnostics->list.items[tree->diagnostics->list.count - 1].counts_bytes = true;
}

/* ---- nodes to scopes ------------------------------------------------------------------- */

static size_t node_hash(const AstNode *node)
{
    return (size_t)(((uintptr_t)node >> 4) * 0x9E3779B97F4A7C15u >> 20);
}

static void insert_by_node(ScopeTree *tree, Scope *scope)
{
    size_t mask = tree->by_node_size - 1, i = node_hash(scope->node) & mask;
    while (tree->by_node[i])
        i = (i + 1) & mask;
    tree->by_node[i] = scope;
}

static void remember(ScopeTree *tree, Scope *scope)
{
    VEC_PUSH(tree->arena, tree->scopes, scope);
    if (tree->scopes.count * 2 <= tree->by_node_size) {
        insert_by_node(tree, scope);
        return;
    }
    tree->by_node_size = tree->by_node_size ? tree->by_node_size * 2 : 64;
    tree->by_node = ARENA_ARRAY(tree->arena, Scope *, tree->by_node_size);
    for (size_t i = 0; i < tree->scopes.count; i++)
        insert_by_node(tree, tree->scopes.items[i]);
}

Scope *scope_of(const ScopeTree *tree, const AstNode *node)
{
    size_t mask = tree->by_node_size - 1, i = node_hash(node) & mask;
    for (; tree->by_node[i]; i = (i + 1) & mask)
        if (tree->by_node[i]->node == node)
            return tree->by_node[i];
    return NULL;
}

Scope *scope_new(ScopeTree *tree, ScopeKind kind, Name *name, AstNode *node, Scope *parent)
{
    Scope *scope = ARENA_NEW(tree->arena, Scope);
    scope->kind = kind;
    scope->name = name;
    scope->node = node;
    scope->parent = parent;
    if (parent) {
        scope->class_name = parent->class_name;
        scope->is_nested = parent->is_nested || scope_is_function(parent);
        VEC_PUSH(tree->arena, parent->children, scope);
    }
    remember(tree, scope);
    return scope;
}

/* ---- symbols --------------------------------------------------------------------------- */

static void insert_symbol(Scope *scope, Symbol *symbol)
{
    uint32_t mask = scope->table_size - 1, i = symbol->name->hash & mask;
    while (scope->table[i])
        i = (i + 1) & mask;
    scope->table[i] = symbol;
}

Symbol *scope_lookup(const Scope *scope, const Name *mangled)
{
    if (!scope->table_size)
        return NULL;
    uint32_t mask = scope->table_size - 1, i = mangled->hash & mask;
    for (; scope->table[i]; i = (i + 1) & mask)
        if (scope->table[i]->name == mangled)
            return scope->table[i];
    return NULL;
}

Symbol *scope_symbol(ScopeTree *tree, Scope *scope, Name *mangled)
{
    Symbol *symbol = scope_lookup(scope, mangled);
    if (symbol)
        return symbol;
    symbol = ARENA_NEW(tree->arena, Symbol);
    symbol->name = mangled;
    symbol->scope = scope;
    symbol->slot = -1;
    VEC_PUSH(tree->arena, scope->symbols, symbol);
    if (scope->symbols.count * 2 <= scope->table_size) {
        insert_symbol(scope, symbol);
        return symbol;
    }
    scope->table_size = scope->table_size ? scope->table_size * 2 : 8;
    scope->table = ARENA_ARRAY(tree->arena, Symbol *, scope->table_size);
    for (size_t i = 0; i < scope->symbols.count; i++)
        insert_symbol(scope, scope->symbols.items[i]);
    return symbol;
}

int scope_free_index(const Scope *scope, const Symbol *owner)
{
    for (size_t i = 0; i < scope->free_variables.count; i++)
        if (scope->free_variables.items[i].owner == owner)
            return (int)i;
    return -1;
}

/* ---- names ----------------------------------------------------------------------------- */

Name *scope_mangle(const Scope *scope, Name *name)
{
    const Name *class_name = scope->class_name;
    uint32_t n = name->length;
    if (!class_name || n < 3 || name->text[0] != '_' || name->text[1] != '_')
        return name;
    if ((name->text[n - 1] == '_' && name->text[n - 2] == '_') || memchr(name->text, '.', n))
        return name;
    const char *plain = class_name->text;
    while (*plain == '_')
        plain++;
    if (!*plain)
        return name;
    size_t plain_length = class_name->length - (size_t)(plain - class_name->text);
    size_t length = 1 + plain_length + n;
    char room[256], *text = length < sizeof room ? room : malloc(length);
    if (!text)
        bug("no memory for a private name");
    text[0] = '_';
    memcpy(text + 1, plain, plain_length);
    memcpy(text + 1 + plain_length, name->text, n);
    Name *mangled = name_intern(text, length);
    if (text != room)
        free(text);
    return mangled;
}

ScopeTree *scope_analyse(AstNode *module, Arena *arena, const CompileOptions *options, ScopeVisit *visit, void *context,
                         Diagnostics *diagnostics)
{
    ScopeTree *tree = ARENA_NEW(arena, ScopeTree);
    tree->arena = arena;
    tree->diagnostics = diagnostics;
    tree->visit = visit;
    tree->visit_context = context;
    tree->checks_asserts = !options || !options->optimize;
    tree->future_flags = options ? options->future_flags : 0;
    int errors_before = diagnostics->error_count;
    scope_future(tree, module);
    scope_collect(tree, module);
    if (diagnostics->error_count == errors_before)
        scope_resolve(tree);
    if (diagnostics->error_count == errors_before)
        scope_check(tree, module);
    return tree;
}
