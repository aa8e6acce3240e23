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

static Loc here(const Parser *p) { return p->tokens[p->at].loc; }

static void explain_slash(Parser *p, const Parameters *all) {
    if (all->has_star)
        raise_at(p, "SyntaxError", here(p), "/ must be ahead of *");
    if (all->has_slash)
        raise_at(p, "SyntaxError", here(p), "/ may appear only once");
    if (!all->plain.count && peek_next(p) == T_COMMA)
        raise_at(p, "SyntaxError", here(p), "at least one argument must precede /");
}

/* At a star, the first one or not. */
static void explain_star(Parser *p, const Parameters *all) {
    int start = p->at;
    TokenKind close = all->is_lambda ? T_COLON : T_RIGHT_PAREN, next = peek_next(p);
    if (all->has_star) {
        if (next == T_NAME || next == T_COMMA)
            raise_at(p, "SyntaxError", here(p), "* argument may appear only once");
        return;
    }
    advance(p);
    bool is_bare = next == close || (next == T_COMMA && (peek_next(p) == close || peek_next(p) == T_DOUBLE_STAR));
    if (is_bare && all->is_lambda)
        raise_last(p, "SyntaxError", "named arguments must follow bare *");
    p->at = start;
    if (is_bare)
        raise_at(p, "SyntaxError", here(p), "named arguments must follow bare *");
}

/* After "*name" or "**name". */
static void explain_default(Parser *p, const char *kind) {
    if (peek(p) == T_ASSIGN)
        raise_at(p, "SyntaxError", here(p), "var-%s argument cannot have default value", kind);
}

static void explain_after_keywords(Parser *p, const Parameters *all) {
    explain_default(p, "keyword");
    if (peek(p) != T_COMMA)
        return;
    advance(p);
    TokenKind next = peek(p);
    if (next == T_NAME)
        raise_at(p, "SyntaxError", loc_of_node(parse_parameter(p, all->is_lambda, false)),
                 "arguments cannot follow var-keyword argument");
    if (next == T_STAR || next == T_DOUBLE_STAR || next == T_SLASH)
        raise_at(p, "SyntaxError", here(p), "arguments cannot follow var-keyword argument");
    p->at--;
}

/* At "(": parameters in parentheses, as Python 2 had them. */
static void explain_parenthesized(Parser *p, const Parameters *all) {
    int start = p->at;
    if (all->has_star || all->has_slash || all->defaults.count)
        return;
    advance(p);
    while (peek(p) == T_NAME) {
        advance(p);
        if (!accept(p, T_COMMA))
            break;
    }
    if (peek(p) == T_RIGHT_PAREN && p->at > start + 1)
        raise_at(p, "SyntaxError", loc_of_tokens(p, start, p->at),
                 all->is_lambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized");
    p->at = start;
}

static void parse_slash(Parser *p, Parameters *all) {
    if (p->explains)
        explain_slash(p, all);
    if (all->has_slash || all->has_star || !all->plain.count)
        fail(p);
    advance(p);
    all->has_slash = true;
    all->posonly = all->plain;
    all->plain = (NodeVec){0};
}

static void parse_star_parameter(Parser *p, Parameters *all) {
    if (p->explains)
        explain_star(p, all);
    if (all->has_star)
        fail(p);
    advance(p);
    all->has_star = true;
    if (peek(p) != T_COMMA) {
        all->vararg = parse_parameter(p, all->is_lambda, true);
        AstNode *annotation = AST_CAST(arg, all->vararg)->annotation;
        if (p->explains && !(annotation && annotation->kind == AST_Starred))
            explain_default(p, "positional");
        return;
    }
    bool is_slash = p->explains && peek_next(p) == T_SLASH;
    if (peek_next(p) != T_NAME && !is_slash) {          /* "*" alone wants a name after it */
        advance(p);
        fail(p);
    }
}

static void parse_plain_parameter(Parser *p, Parameters *all) {
    if (p->explains && peek(p) == T_LEFT_PAREN)
        explain_parenthesized(p, all);
    AstNode *parameter = parse_parameter(p, all->is_lambda, false), *value = NULL;
    TokenKind close = all->is_lambda ? T_COLON : T_RIGHT_PAREN;
    if (accept(p, T_ASSIGN)) {
        if (p->explains && (peek(p) == T_COMMA || peek(p) == T_RIGHT_PAREN))
            raise_at(p, "SyntaxError", p->tokens[p->at - 1].loc, "expected default value expression");
        value = parse_expression(p);
    }
    if (p->explains && !value && !all->has_star && all->defaults.count && (peek(p) == T_COMMA || peek(p) == close))
        raise_at(p, "SyntaxError", loc_of_node(parameter), "non-default argument follows default argument");
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
        if (p->explains && all.kwarg)
            explain_after_keywords(p, &all);
        if (p->explains && peek(p) == T_STAR && p->tokens[p->at - 1].kind == T_SLASH)
            raise_at(p, "SyntaxError", here(p), "expected comma between / and *");
        if (!accept(p, T_COMMA) || all.kwarg)
            break;
    }
    return MAKE(p, arguments, start, .posonlyargs = NODES(all.posonly), .args = NODES(all.plain), .vararg = all.vararg,
                .kwonlyargs = NODES(all.kwonly), .kw_defaults = NODES(all.kw_defaults), .kwarg = all.kwarg,
                .defaults = NODES(all.defaults));
}
