/* Calls and the arguments of classes. */
#include "frontend/parse/parse_internal.h"

static AstNode *parse_keyword(Parser *p) {
    int start = p->at;
    Name *arg = NULL;
    if (!accept(p, T_DOUBLE_STAR)) {
        arg = expect_name(p);
        expect(p, T_ASSIGN);
    }
    AstNode *value = parse_expression(p);
    return MAKE(p, keyword, start, .arg = arg, .value = value);
}

static AstNode *parse_starred_argument(Parser *p) {
    int start = expect(p, T_STAR);
    AstNode *value = parse_expression(p);
    return MAKE(p, Starred, start, .value = value, .ctx = CTX_LOAD);
}

/* Up to the closing parenthesis: positional ones, then keywords and starred ones, then
   keywords and double-starred ones. */
void parse_arguments(Parser *p, NodeVec *args, NodeVec *keywords) {
    bool seen_double = false;
    while (peek(p) != T_RIGHT_PAREN) {
        bool is_keyword = peek(p) == T_NAME && peek_next(p) == T_ASSIGN;
        if (is_keyword || peek(p) == T_DOUBLE_STAR) {
            seen_double |= !is_keyword;
            VEC_PUSH(p->arena, *keywords, parse_keyword(p));
        } else if (peek(p) == T_STAR && !seen_double) {
            VEC_PUSH(p->arena, *args, parse_starred_argument(p));
        } else if (!keywords->count) {
            VEC_PUSH(p->arena, *args, parse_named_expression(p));
        } else {
            fail(p);
        }
        if (!accept(p, T_COMMA))
            break;
    }
}

AstNode *parse_call(Parser *p, AstNode *function, int start) {
    int open = expect(p, T_LEFT_PAREN);
    NodeVec args = {0}, keywords = {0};
    parse_arguments(p, &args, &keywords);
    if (at_comprehension(p) && args.count == 1 && !keywords.count && args.items[0]->kind != AST_Starred &&
        p->tokens[p->at - 1].kind != T_COMMA) {
        AstNodes generators = parse_comprehension_clauses(p);
        expect(p, T_RIGHT_PAREN);
        args.items[0] = MAKE(p, GeneratorExp, open, .elt = args.items[0], .generators = generators);
    } else {
        expect(p, T_RIGHT_PAREN);
    }
    return MAKE(p, Call, start, .func = function, .args = NODES(args), .keywords = NODES(keywords));
}
