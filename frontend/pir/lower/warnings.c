/* The warnings of CPython's compiler about code that is surely a mistake: comparing identity with a
   literal, calling or indexing what cannot be, asserting a tuple.

   scope/check.c calls warn_about_node for each node that CPython compiles, in its order: not for annotations
   that stay text, nor after the first error. */
#include "frontend/pir/lower/lower_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 3, 4)))
static void warn(Lowering *l, const AstNode *node, const char *format, ...)
{
    AstSpan span = node->span;
    if (l->diagnostics->error_count)            /* CPython stops at the first error */
        return;
    va_list list;
    va_start(list, format);
    char message[256];
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    diag_warning(l->diagnostics, "SyntaxWarning", (Loc){ span.line, span.column, span.end_line, span.end_column },
                 "%s", message);
    l->diagnostics->list.items[l->diagnostics->list.count - 1].counts_bytes = true;
}

static const char *constant_type(const Const *c)
{
    switch (c->kind) {
    case CONST_NONE: return "NoneType";
    case CONST_TRUE: case CONST_FALSE: return "bool";
    case CONST_ELLIPSIS: return "ellipsis";
    case CONST_INT: return "int";
    case CONST_FLOAT: return "float";
    case CONST_COMPLEX: return "complex";
    case CONST_STR: return "str";
    case CONST_BYTES: return "bytes";
    case CONST_TUPLE: return "tuple";
    case CONST_FROZENSET: return "frozenset";
    }
    return NULL;
}

/* The type of what the expression gives, where its form says so; else NULL. */
static const char *type_of_form(Lowering *l, AstNode *node)
{
    const Const *constant = fold(l, node);
    if (constant)
        return constant_type(constant);
    switch (node->kind) {
    case AST_Tuple: return "tuple";
    case AST_List: case AST_ListComp: return "list";
    case AST_Dict: case AST_DictComp: return "dict";
    case AST_Set: case AST_SetComp: return "set";
    case AST_GeneratorExp: return "generator";
    case AST_Lambda: return "function";
    case AST_JoinedStr: case AST_FormattedValue: return "str";
    default: return NULL;
    }
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static void check_call(Lowering *l, AstCall *call)
{
    const char *type = type_of_form(l, call->func);
    if (type && strcmp(type, "function") != 0)
        warn(l, &call->base, "'%s' object is not callable; perhaps you missed a comma?", type);
}

static void check_subscript(Lowering *l, AstSubscript *node)
{
    static const char *const without_items[] = { "NoneType", "bool", "ellipsis", "int", "float", "complex", "set", "frozenset",
                                                 "generator", "function", NULL };
    static const char *const with_integers[] = { "str", "bytes", "tuple", "list", NULL };
    const char *type = node->ctx == CTX_LOAD ? type_of_form(l, node->value) : NULL;
    if (!type)
        return;
    if (is_one_of(type, without_items)) {
        warn(l, &node->base, "'%s' object is not subscriptable; perhaps you missed a comma?", type);
        return;
    }
    const char *index = type_of_form(l, node->slice);
    if (index && is_one_of(type, with_integers) && strcmp(index, "int") != 0 && strcmp(index, "bool") != 0)
        warn(l, &node->base, "%s indices must be integers or slices, not %s; perhaps you missed a comma?", type, index);
}

static bool is_literal(Lowering *l, AstNode *node)
{
    const Const *constant = fold(l, node);
    return constant && constant->kind != CONST_NONE && constant->kind != CONST_TRUE && constant->kind != CONST_FALSE &&
           constant->kind != CONST_ELLIPSIS;
}

static void check_identity(Lowering *l, AstCompare *node)
{
    bool left = is_literal(l, node->left);
    for (size_t i = 0; i < node->ops.count; i++) {
        bool right = is_literal(l, node->comparators.items[i]);
        CompareOperator op = node->ops.items[i];
        if ((left || right) && (op == CMP_IS || op == CMP_ISNOT)) {
            warn(l, &node->base, op == CMP_IS ? "\"is\" with a literal. Did you mean \"==\"?"
                                              : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}

static void check_assert(Lowering *l, AstAssert *node)
{
    const Const *constant = fold(l, node->test);
    bool is_tuple = node->test->kind == AST_Tuple && AST_CAST(Tuple, node->test)->elts.count > 0;
    if (is_tuple || (constant && constant->kind == CONST_TUPLE && constant->item_count > 0))
        warn(l, &node->base, "assertion is always true, perhaps remove parentheses?");
}

void warn_about_node(AstNode *node, void *context)
{
    Lowering *l = context;
    switch (node->kind) {
    case AST_Compare: check_identity(l, AST_CAST(Compare, node)); break;
    case AST_Call: check_call(l, AST_CAST(Call, node)); break;
    case AST_Subscript: check_subscript(l, AST_CAST(Subscript, node)); break;
    case AST_Assert: check_assert(l, AST_CAST(Assert, node)); break;
    default: break;
    }
}
