/* Atoms: names, constants, displays, comprehensions, groups. */
#include "frontend/lex/literal.h"
#include "frontend/parse/parse_internal.h"

bool at_comprehension(Parser *p) {
    return peek(p) == T_FOR || (peek(p) == T_ASYNC && peek_next(p) == T_FOR);
}

AstNode *parse_for_head(Parser *p) {
    AstNode *target = parse_star_targets(p);
    if (peek(p) != T_IN)
        fail(p);
    return target;
}

AstNodes parse_comprehension_clauses(Parser *p) {
    NodeVec clauses = {0};
    while (at_comprehension(p)) {
        int start = p->at;
        bool is_async = accept(p, T_ASYNC);
        expect(p, T_FOR);
        if (p->explains && !look_ahead(p, parse_for_head, NULL))
            explain_for_target(p);
        AstNode *target = parse_star_targets(p);
        expect(p, T_IN);
        AstNode *iter = parse_disjunction(p);
        NodeVec ifs = {0};
        while (accept(p, T_IF))
            VEC_PUSH(p->arena, ifs, parse_disjunction(p));
        VEC_PUSH(p->arena, clauses, MAKE(p, comprehension, start, .target = target, .iter = iter, .ifs = NODES(ifs),
                                         .is_async = is_async));
    }
    return NODES(clauses);
}

/* The clauses as the elements of a list node: for looking ahead. */
AstNode *parse_clauses(Parser *p) {
    int start = p->at;
    if (!at_comprehension(p))
        fail(p);
    AstNodes clauses = parse_comprehension_clauses(p);
    return MAKE(p, List, start, .elts = clauses);
}

AstNode *parse_number(Parser *p) {
    int start = expect(p, T_NUMBER);
    const Token *token = &p->tokens[start];
    const char *error = NULL;
    const Const *value = literal_number(p->arena, p->source->text + token->start, token->end - token->start, &error);
    if (!value)
        raise_at(p, "SyntaxError", token->loc, "%s", error);
    return MAKE(p, Constant, start, .value = value);
}

static AstNode *parse_constant(Parser *p, ConstKind kind) {
    int start = p->at;
    advance(p);
    return MAKE(p, Constant, start, .value = make_constant(p, kind));
}

/* Elements up to the closing bracket, the first being there already. */
static AstNodes parse_elements(Parser *p, AstNode *first, TokenKind close) {
    NodeVec elements = {0};
    VEC_PUSH(p->arena, elements, first);
    while (accept(p, T_COMMA) && peek(p) != close)
        VEC_PUSH(p->arena, elements, parse_star_named_expression(p));
    return NODES(elements);
}

static AstNode *parse_plain_parenthesized(Parser *p) {
    int start = expect(p, T_LEFT_PAREN);
    if (accept(p, T_RIGHT_PAREN))
        return MAKE(p, Tuple, start, .ctx = CTX_LOAD);
    if (peek(p) == T_YIELD) {
        AstNode *value = parse_yield(p);
        expect(p, T_RIGHT_PAREN);
        return value;
    }
    AstNode *first = parse_star_named_expression(p);
    if (at_comprehension(p) && first->kind != AST_Starred) {
        AstNodes generators = parse_comprehension_clauses(p);
        expect(p, T_RIGHT_PAREN);
        return MAKE(p, GeneratorExp, start, .elt = first, .generators = generators);
    }
    if (peek(p) == T_COMMA) {
        AstNodes elements = parse_elements(p, first, T_RIGHT_PAREN);
        expect(p, T_RIGHT_PAREN);
        return MAKE(p, Tuple, start, .elts = elements, .ctx = CTX_LOAD);
    }
    if (first->kind == AST_Starred && p->tokens[start + 1].kind == T_STAR)
        fail(p);
    expect(p, T_RIGHT_PAREN);
    return first;
}

static AstNode *parse_plain_list(Parser *p) {
    int start = expect(p, T_LEFT_BRACKET);
    if (accept(p, T_RIGHT_BRACKET))
        return MAKE(p, List, start, .ctx = CTX_LOAD);
    AstNode *first = parse_star_named_expression(p);
    if (at_comprehension(p) && first->kind != AST_Starred) {
        AstNodes generators = parse_comprehension_clauses(p);
        expect(p, T_RIGHT_BRACKET);
        return MAKE(p, ListComp, start, .elt = first, .generators = generators);
    }
    AstNodes elements = parse_elements(p, first, T_RIGHT_BRACKET);
    expect(p, T_RIGHT_BRACKET);
    return MAKE(p, List, start, .elts = elements, .ctx = CTX_LOAD);
}

/* ":" and what follows it. */
static AstNode *parse_dict_value(Parser *p) {
    int colon = expect(p, T_COLON), end;
    if (p->explains && peek(p) == T_STAR && look_ahead(p, parse_star_named_expression, &end)) {
        Loc loc = p->tokens[p->at].loc, last = p->tokens[p->furthest > end ? p->furthest : end].loc;
        raise_at(p, "SyntaxError", (Loc){ loc.line, loc.column, last.end_line, last.end_column - 1 },
                 "cannot use a starred expression in a dictionary value");
    }
    if (p->explains && (peek(p) == T_RIGHT_BRACE || peek(p) == T_COMMA))
        raise_at(p, "SyntaxError", p->tokens[colon].loc, "expression expected after dictionary key and ':'");
    return parse_expression(p);
}

static void parse_pair(Parser *p, AstNode **key, AstNode **value) {
    if (accept(p, T_DOUBLE_STAR)) {
        *key = NULL;
        *value = parse_bitwise_or(p);
        return;
    }
    *key = parse_expression(p);
    if (p->explains && peek(p) != T_COLON) {
        AstSpan span = (*key)->span;
        raise_at(p, "SyntaxError", (Loc){ span.line, span.end_column - 1, span.end_line, -1 },
                 "':' expected after dictionary key");
    }
    *value = parse_dict_value(p);
}

static AstNode *parse_dict(Parser *p, int start, AstNode *key) {
    AstNode *value;
    NodeVec keys = {0}, values = {0};
    if (key) {
        value = parse_dict_value(p);
        if (at_comprehension(p)) {
            AstNodes generators = parse_comprehension_clauses(p);
            expect(p, T_RIGHT_BRACE);
            return MAKE(p, DictComp, start, .key = key, .value = value, .generators = generators);
        }
    } else {
        parse_pair(p, &key, &value);
    }
    VEC_PUSH(p->arena, keys, key);
    VEC_PUSH(p->arena, values, value);
    while (accept(p, T_COMMA) && peek(p) != T_RIGHT_BRACE) {
        parse_pair(p, &key, &value);
        VEC_PUSH(p->arena, keys, key);
        VEC_PUSH(p->arena, values, value);
    }
    expect(p, T_RIGHT_BRACE);
    return MAKE(p, Dict, start, .keys = NODES(keys), .values = NODES(values));
}

static AstNode *parse_plain_braces(Parser *p) {
    int start = expect(p, T_LEFT_BRACE);
    if (accept(p, T_RIGHT_BRACE))
        return MAKE(p, Dict, start, .keys = { 0 });
    if (peek(p) == T_DOUBLE_STAR)
        return parse_dict(p, start, NULL);
    int first_start = p->at;
    AstNode *first = parse_star_named_expression(p);
    bool is_plain = p->tokens[first_start].kind != T_STAR && first->kind != AST_NamedExpr;
    if (peek(p) == T_COLON && (is_plain || p->tokens[first_start].kind == T_LEFT_PAREN))
        return parse_dict(p, start, first);
    if (at_comprehension(p) && first->kind != AST_Starred) {
        AstNodes generators = parse_comprehension_clauses(p);
        expect(p, T_RIGHT_BRACE);
        return MAKE(p, SetComp, start, .elt = first, .generators = generators);
    }
    AstNodes elements = parse_elements(p, first, T_RIGHT_BRACE);
    expect(p, T_RIGHT_BRACE);
    return MAKE(p, Set, start, .elts = elements);
}

/* In the second run, brackets whose contents do not parse may be a mistake with a message. */
static AstNode *parse_bracketed(Parser *p, Rule *rule) {
    if (!p->explains)
        return rule(p);
    AstNode *node = attempt(p, rule);
    if (node)
        return node;
    if (peek(p) == T_LEFT_PAREN)
        explain_group(p);
    if (peek(p) == T_LEFT_BRACE)
        explain_dict_comprehension(p);
    explain_comprehension(p);
    fail(p);
}

static AstNode *parse_list(Parser *p) {
    return parse_bracketed(p, parse_plain_list);
}

AstNode *parse_parenthesized(Parser *p) {
    return parse_bracketed(p, parse_plain_parenthesized);
}

static AstNode *parse_braces(Parser *p) {
    return parse_bracketed(p, parse_plain_braces);
}

AstNode *parse_atom(Parser *p) {
    int start = p->at;
    switch (peek(p)) {
    case T_NAME:
        advance(p);
        return MAKE(p, Name, start, .id = p->tokens[start].name, .ctx = CTX_LOAD);
    case T_NUMBER: return parse_number(p);
    case T_STRING: return parse_strings(p);
    case T_NONE: return parse_constant(p, CONST_NONE);
    case T_TRUE: return parse_constant(p, CONST_TRUE);
    case T_FALSE: return parse_constant(p, CONST_FALSE);
    case T_ELLIPSIS: return parse_constant(p, CONST_ELLIPSIS);
    case T_LEFT_PAREN: return parse_parenthesized(p);
    case T_LEFT_BRACKET: return parse_list(p);
    case T_LEFT_BRACE: return parse_braces(p);
    default: fail(p);
    }
}
