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

AstNode *parse_starred_expression(Parser *p) {
    int start = expect(p, T_STAR);
    AstNode *value = parse_expression(p);
    return MAKE(p, Starred, start, .value = value, .ctx = CTX_LOAD);
}

static bool at_keyword(Parser *p) {
    return peek(p) == T_DOUBLE_STAR || (peek(p) == T_NAME && peek_next(p) == T_ASSIGN);
}

static AstNode *parse_argument(Parser *p) {
    if (p->explains && peek(p) != T_STAR && peek(p) != T_DOUBLE_STAR)
        explain_keyword_argument(p);
    if (at_keyword(p))
        return parse_keyword(p);
    return peek(p) == T_STAR ? parse_starred_expression(p) : parse_assignment_expression(p);
}

/* Positional ones come first, then keywords and starred ones, then keywords and
   double-starred ones. */
static bool may_follow(Parser *p, const NodeVec *keywords) {
    if (!keywords->count || at_keyword(p))
        return true;
    if (peek(p) != T_STAR)
        return false;
    for (size_t i = 0; i < keywords->count; i++) {
        if (!AST_CAST(keyword, keywords->items[i])->arg)
            return false;
    }
    return true;
}

static void add_argument(Parser *p, NodeVec *args, NodeVec *keywords, AstNode *argument) {
    if (argument->kind == AST_keyword)
        VEC_PUSH(p->arena, *keywords, argument);
    else
        VEC_PUSH(p->arena, *args, argument);
}

/* Up to the closing parenthesis. */
void parse_arguments(Parser *p, NodeVec *args, NodeVec *keywords) {
    while (peek(p) != T_RIGHT_PAREN) {
        if (!may_follow(p, keywords)) {
            if (p->explains && peek(p) != T_STAR)
                explain_keyword_argument(p);
            fail(p);
        }
        add_argument(p, args, keywords, parse_argument(p));
        if (!accept(p, T_COMMA))
            break;
    }
}

/* As many arguments as are right, as a call of nothing. */
AstNode *parse_argument_prefix(Parser *p) {
    int start = p->at, end = p->at;
    NodeVec args = {0}, keywords = {0};
    while (may_follow(p, &keywords)) {
        AstNode *argument = attempt(p, parse_argument);
        if (!argument || peek(p) == T_ASSIGN)
            break;
        add_argument(p, &args, &keywords, argument);
        end = p->at;
        if (!accept(p, T_COMMA))
            break;
    }
    if (p->at > p->furthest)
        p->furthest = p->at;
    p->at = end;
    if (!args.count && !keywords.count)
        fail(p);
    return MAKE(p, Call, start, .args = NODES(args), .keywords = NODES(keywords));
}

static AstNode *parse_closed_arguments(Parser *p) {
    int start = p->at;
    NodeVec args = {0}, keywords = {0};
    parse_arguments(p, &args, &keywords);
    if (args.count == 1 && !keywords.count && p->tokens[p->at - 1].kind != T_COMMA && at_comprehension(p))
        parse_comprehension_clauses(p);
    if (peek(p) != T_RIGHT_PAREN)
        fail(p);
    return MAKE(p, Call, start, .args = NODES(args), .keywords = NODES(keywords));
}

AstNode *parse_call(Parser *p, AstNode *function, int start) {
    int open = expect(p, T_LEFT_PAREN);
    NodeVec args = {0}, keywords = {0};
    if (p->explains && !look_ahead(p, parse_closed_arguments, NULL))
        explain_arguments(p);
    parse_arguments(p, &args, &keywords);
    if (args.count == 1 && !keywords.count && args.items[0]->kind != AST_Starred &&
        p->tokens[p->at - 1].kind != T_COMMA && at_comprehension(p)) {
        AstNodes generators = parse_comprehension_clauses(p);
        expect(p, T_RIGHT_PAREN);
        args.items[0] = MAKE(p, GeneratorExp, open, .elt = args.items[0], .generators = generators);
    } else {
        expect(p, T_RIGHT_PAREN);
    }
    return MAKE(p, Call, start, .func = function, .args = NODES(args), .keywords = NODES(keywords));
}
