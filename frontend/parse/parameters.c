/* The parameters of functions and lambdas. */
#include "frontend/parse/parse_internal.h"

typedef struct Parameters {
    NodeVec posonly, plain, kwonly, defaults, kw_defaults;
    AstNode *vararg, *kwarg;
    bool is_lambda, has_star, has_slash;
} Parameters;

static AstNode *parse_parameter(Parser *p, bool is_lambda, bool may_star) {
    int start = p->at;
    Name *arg = expect_name(p);
    AstNode *annotation = NULL;
    if (!is_lambda && accept(p, T_COLON))
        annotation = may_star && peek(p) == T_STAR ? parse_star_named_expression(p) : parse_expression(p);
    return MAKE(p, arg, start, .arg = arg, .annotation = annotation);
}

static bool at_end(const Parser *p, const Parameters *all) {
    return peek(p) == (all->is_lambda ? T_COLON : T_RIGHT_PAREN);
}

static void parse_slash(Parser *p, Parameters *all) {
    if (all->has_slash || all->has_star || !all->plain.count)
        fail(p);
    advance(p);
    all->has_slash = true;
    all->posonly = all->plain;
    all->plain = (NodeVec){0};
}

static void parse_star_parameter(Parser *p, Parameters *all) {
    if (all->has_star)
        fail(p);
    advance(p);
    all->has_star = true;
    if (peek(p) != T_COMMA) {
        all->vararg = parse_parameter(p, all->is_lambda, true);
        return;
    }
    if (peek_next(p) != T_NAME) {           /* "*" alone wants a name after it */
        advance(p);
        fail(p);
    }
}

static void parse_plain_parameter(Parser *p, Parameters *all) {
    AstNode *parameter = parse_parameter(p, all->is_lambda, false), *value = NULL;
    if (accept(p, T_ASSIGN))
        value = parse_expression(p);
    if (all->has_star) {
        VEC_PUSH(p->arena, all->kwonly, parameter);
        VEC_PUSH(p->arena, all->kw_defaults, value);
        return;
    }
    VEC_PUSH(p->arena, all->plain, parameter);
    if (value)
        VEC_PUSH(p->arena, all->defaults, value);
    else if (all->defaults.count)
        fail(p);
}

AstNode *parse_parameters(Parser *p, bool is_lambda) {
    int start = p->at;
    Parameters all = { .is_lambda = is_lambda };
    while (!at_end(p, &all)) {
        if (peek(p) == T_SLASH)
            parse_slash(p, &all);
        else if (peek(p) == T_STAR)
            parse_star_parameter(p, &all);
        else if (accept(p, T_DOUBLE_STAR))
            all.kwarg = parse_parameter(p, is_lambda, false);
        else
            parse_plain_parameter(p, &all);
        if (!accept(p, T_COMMA) || all.kwarg)
            break;
    }
    return MAKE(p, arguments, start, .posonlyargs = NODES(all.posonly), .args = NODES(all.plain), .vararg = all.vararg,
                .kwonlyargs = NODES(all.kwonly), .kw_defaults = NODES(all.kw_defaults), .kwarg = all.kwarg,
                .defaults = NODES(all.defaults));
}
