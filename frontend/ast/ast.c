/* The syntax tree's checked casts and names of kinds. */
#include "frontend/ast/ast.h"

#include "frontend/base/diag.h"

const char *ast_kind_name(AstKind kind) {
    static const char *const names[] = {
        "no node",
#define NODE(Name, group, fields) #Name,
#include "frontend/ast/nodes.def"
#undef NODE
    };
    return kind < AST_KIND_COUNT ? names[kind] : "unknown node";
}

AstNode *ast_checked(AstNode *node, AstKind kind) {
#ifdef PYLLC_CHECKS
    if (!node)
        bug("no node where a %s is expected", ast_kind_name(kind));
    if (node->kind != kind)
        bug("%s where a %s is expected (line %d)", ast_kind_name(node->kind), ast_kind_name(kind), (int)node->span.line);
#endif
    return node;
}
