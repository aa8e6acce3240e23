/* What may be assigned to, deleted or looped over. Targets are parsed as expressions, then
   checked and given their context. */
#include "frontend/parse/parse_internal.h"

void set_context(AstNode *node, ExprContext context) {
    AstNodes elements = {0};
    switch (node->kind) {
    case AST_Name: AST_CAST(Name, node)->ctx = context; return;
    case AST_Attribute: AST_CAST(Attribute, node)->ctx = context; return;
    case AST_Subscript: AST_CAST(Subscript, node)->ctx = context; return;
    case AST_Starred:
        AST_CAST(Starred, node)->ctx = context;
        set_context(AST_CAST(Starred, node)->value, context);
        return;
    case AST_Tuple:
        AST_CAST(Tuple, node)->ctx = context;
        elements = AST_CAST(Tuple, node)->elts;
        break;
    case AST_List:
        AST_CAST(List, node)->ctx = context;
        elements = AST_CAST(List, node)->elts;
        break;
    default: return;
    }
    for (size_t i = 0; i < elements.count; i++)
        set_context(elements.items[i], context);
}

bool is_single_target(const AstNode *node) {
    return node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript;
}

bool is_target(const AstNode *node, TargetKind kind) {
    AstNodes elements;
    if (node->kind == AST_Starred) {
        const AstNode *value = ((const AstStarred *)node)->value;
        return kind != TARGET_DEL && value->kind != AST_Starred && is_target(value, kind);
    }
    if (node->kind == AST_Tuple)
        elements = ((const AstTuple *)node)->elts;
    else if (node->kind == AST_List)
        elements = ((const AstList *)node)->elts;
    else
        return is_single_target(node);
    for (size_t i = 0; i < elements.count; i++) {
        if (!is_target(elements.items[i], kind))
            return false;
    }
    return true;
}

AstNode *parse_star_target(Parser *p) {
    int start = p->at;
    AstNode *node;
    if (accept(p, T_STAR)) {
        AstNode *value = parse_primary(p);
        node = MAKE(p, Starred, start, .value = value, .ctx = CTX_STORE);
    } else {
        node = parse_primary(p);
    }
    if (!is_target(node, TARGET_STAR))
        fail(p);
    set_context(node, CTX_STORE);
    return node;
}

AstNode *parse_star_targets(Parser *p) {
    int start = p->at;
    AstNode *first = parse_star_target(p);
    if (peek(p) != T_COMMA)
        return first;
    NodeVec elements = {0};
    VEC_PUSH(p->arena, elements, first);
    while (accept(p, T_COMMA) && peek(p) != T_IN)
        VEC_PUSH(p->arena, elements, parse_star_target(p));
    return MAKE(p, Tuple, start, .elts = NODES(elements), .ctx = CTX_STORE);
}
