/* Step zero: `from __future__` at the beginning of a file. Only the first string and other such imports
   may stand before one; one further down on the same line is refused here, one on a later line by the
   checks (check.c), as in CPython, which matters for which of several errors comes first. */
#include "frontend/scope/scope_internal.h"

#include <string.h>

static bool is_known(const char *name)
{
    static const char *const known[] = {
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], name) == 0)
            return true;
    return false;
}

bool scope_is_future_import(const AstNode *node)
{
    if (node->kind != AST_ImportFrom)
        return false;
    const Name *module = ((const AstImportFrom *)node)->module;
    return module && strcmp(module->text, "__future__") == 0;
}

/* The place of these messages has a beginning alone. */
static void refuse(ScopeTree *tree, AstSpan span, const char *format, const char *name)
{
    span.end_line = span.line;
    span.end_column = DIAG_NO_END;
    scope_error(tree, span, format, name);
}

static void read_features(ScopeTree *tree, AstImportFrom *s)
{
    for (size_t i = 0; i < s->names.count; i++) {
        const char *name = AST_CAST(alias, s->names.items[i])->name->text;
        if (strcmp(name, "annotations") == 0)
            tree->future_flags |= FUTURE_ANNOTATIONS;
        else if (strcmp(name, "barry_as_FLUFL") == 0)
            tree->future_flags |= FUTURE_BARRY;
        else if (strcmp(name, "braces") == 0)
            refuse(tree, s->base.span, "not a chance", NULL);
        else if (!is_known(name))
            refuse(tree, s->base.span, "future feature %s is not defined", name);
    }
    tree->future_line = s->base.span.line;
}

static bool is_docstring(AstNode *node)
{
    if (node->kind != AST_Expr || AST_CAST(Expr, node)->value->kind != AST_Constant)
        return false;
    return AST_CAST(Constant, AST_CAST(Expr, node)->value)->value->kind == CONST_STR;
}

static AstNodes body_of(AstNode *tree)
{
    if (tree->kind == AST_Module)
        return AST_CAST(Module, tree)->body;
    return tree->kind == AST_Interactive ? AST_CAST(Interactive, tree)->body : (AstNodes){0};
}

void scope_future(ScopeTree *tree, AstNode *module)
{
    AstNodes body = body_of(module);
    bool is_over = false;
    int32_t line = 0;
    for (size_t i = 0; i < body.count && !(is_over && body.items[i]->span.line > line); i++) {
        AstNode *node = body.items[i];
        line = node->span.line;
        bool is_future = scope_is_future_import(node);
        if (is_future && is_over) {
            AstSpan span = node->span;
            span.column--;
            refuse(tree, span, "from __future__ imports must occur at the beginning of the file", NULL);
            break;
        }
        if (is_future)
            read_features(tree, AST_CAST(ImportFrom, node));
        is_over = is_over || !(is_future || (i == 0 && is_docstring(node)));
    }
    tree->future_annotations = tree->future_flags & FUTURE_ANNOTATIONS;
}
