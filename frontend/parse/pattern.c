/* match statements and their patterns. "match", "case" and "_" are ordinary names elsewhere,
   so the head of a match statement is an attempt. */
#include "frontend/lex/literal.h"
#include "frontend/parse/parse_internal.h"

static AstNode *parse_or_pattern(Parser *p);
static AstNode *parse_pattern(Parser *p);

static bool is_wildcard(const Parser *p) { return is_word(p, "_"); }

/* A number with its sign, and an imaginary part added. */
static AstNode *parse_signed_number(Parser *p) {
    int start = p->at;
    bool is_negative = accept(p, T_MINUS);
    AstNode *number = parse_number(p);
    return is_negative ? MAKE(p, UnaryOp, start, .op = UNARY_USUB, .operand = number) : number;
}

static const Const *number_in(AstNode *node) {
    if (node->kind == AST_UnaryOp)
        node = AST_CAST(UnaryOp, node)->operand;
    return AST_CAST(Constant, node)->value;
}

static AstNode *parse_number_literal(Parser *p) {
    int start = p->at;
    AstNode *left = parse_signed_number(p);
    if (peek(p) != T_PLUS && peek(p) != T_MINUS)
        return left;
    Operator operator = peek(p) == T_PLUS ? OP_ADD : OP_SUB;
    advance(p);
    int right_start = p->at;
    AstNode *right = parse_number(p);
    if (number_in(left)->kind == CONST_COMPLEX)
        raise_at(p, "SyntaxError", loc_of_node(left), "real number required in complex literal");
    if (number_in(right)->kind != CONST_COMPLEX)
        raise_at(p, "SyntaxError", loc_of_tokens(p, right_start, right_start), "imaginary number required in complex literal");
    return MAKE(p, BinOp, start, .left = left, .op = operator, .right = right);
}

/* None, True, False or NULL. */
static const Const *accept_singleton(Parser *p) {
    ConstKind kind;
    switch (peek(p)) {
    case T_NONE: kind = CONST_NONE; break;
    case T_TRUE: kind = CONST_TRUE; break;
    case T_FALSE: kind = CONST_FALSE; break;
    default: return NULL;
    }
    advance(p);
    return make_constant(p, kind);
}

static AstNode *parse_name_or_attribute(Parser *p) {
    int start = p->at;
    Name *id = expect_name(p);
    AstNode *node = MAKE(p, Name, start, .id = id, .ctx = CTX_LOAD);
    while (accept(p, T_DOT)) {
        Name *attr = expect_name(p);
        node = MAKE(p, Attribute, start, .value = node, .attr = attr, .ctx = CTX_LOAD);
    }
    return node;
}

static AstNode *parse_star_pattern(Parser *p) {
    int start = expect(p, T_STAR);
    bool is_nameless = is_wildcard(p);
    Name *name = expect_name(p);
    return MAKE(p, MatchStar, start, .name = is_nameless ? NULL : name);
}

static AstNode *parse_maybe_star(Parser *p) {
    return peek(p) == T_STAR ? parse_star_pattern(p) : parse_pattern(p);
}

static AstNodes parse_pattern_list(Parser *p, AstNode *first, TokenKind close) {
    NodeVec patterns = {0};
    VEC_PUSH(p->arena, patterns, first);
    while (accept(p, T_COMMA) && peek(p) != close)
        VEC_PUSH(p->arena, patterns, parse_maybe_star(p));
    return NODES(patterns);
}

static AstNode *parse_group_or_sequence(Parser *p) {
    int start = p->at;
    bool is_paren = peek(p) == T_LEFT_PAREN;
    TokenKind close = is_paren ? T_RIGHT_PAREN : T_RIGHT_BRACKET;
    AstNodes patterns = {0};
    advance(p);
    if (peek(p) != close) {
        bool is_starred = peek(p) == T_STAR;
        AstNode *first = parse_maybe_star(p);
        if (is_paren && !is_starred && accept(p, T_RIGHT_PAREN))
            return first;
        if (is_paren && peek(p) != T_COMMA)
            fail(p);
        patterns = parse_pattern_list(p, first, close);
    }
    expect(p, close);
    return MAKE(p, MatchSequence, start, .patterns = patterns);
}

static AstNode *parse_mapping_key(Parser *p) {
    int start = p->at;
    if (peek(p) == T_STRING)
        return parse_strings(p);
    if (peek(p) == T_NAME) {
        AstNode *node = parse_name_or_attribute(p);
        if (node->kind != AST_Attribute)
            fail(p);
        return node;
    }
    const Const *singleton = accept_singleton(p);
    return singleton ? MAKE(p, Constant, start, .value = singleton) : parse_number_literal(p);
}

static AstNode *parse_mapping(Parser *p) {
    int start = expect(p, T_LEFT_BRACE);
    NodeVec keys = {0}, patterns = {0};
    Name *rest = NULL;
    while (peek(p) != T_RIGHT_BRACE && !rest) {
        if (accept(p, T_DOUBLE_STAR)) {
            if (is_wildcard(p))
                fail(p);
            rest = expect_name(p);
        } else {
            VEC_PUSH(p->arena, keys, parse_mapping_key(p));
            expect(p, T_COLON);
            VEC_PUSH(p->arena, patterns, parse_pattern(p));
        }
        if (!accept(p, T_COMMA))
            break;
    }
    expect(p, T_RIGHT_BRACE);
    return MAKE(p, MatchMapping, start, .keys = NODES(keys), .patterns = NODES(patterns), .rest = rest);
}

/* Positional patterns after keyword patterns. */
static void explain_late_patterns(Parser *p) {
    AstNode *first = NULL, *last = NULL;
    do {
        if (peek(p) == T_NAME && peek_next(p) == T_ASSIGN)
            break;
        AstNode *next = attempt(p, parse_pattern);
        if (!next)
            break;
        first = first ? first : next;
        last = next;
    } while (accept(p, T_COMMA));
    if (first)
        raise_at(p, "SyntaxError", loc_of_nodes(first, last), "positional patterns follow keyword patterns");
}

static AstNode *parse_class_pattern(Parser *p, int start, AstNode *cls) {
    expect(p, T_LEFT_PAREN);
    NodeVec patterns = {0}, keyword_patterns = {0};
    VEC(Name *) names = {0};
    while (peek(p) != T_RIGHT_PAREN) {
        if (peek(p) == T_NAME && peek_next(p) == T_ASSIGN) {
            VEC_PUSH(p->arena, names, expect_name(p));
            advance(p);
            VEC_PUSH(p->arena, keyword_patterns, parse_pattern(p));
        } else if (names.count) {
            if (p->explains)
                explain_late_patterns(p);
            fail(p);
        } else {
            VEC_PUSH(p->arena, patterns, parse_pattern(p));
        }
        if (!accept(p, T_COMMA))
            break;
    }
    expect(p, T_RIGHT_PAREN);
    return MAKE(p, MatchClass, start, .cls = cls, .patterns = NODES(patterns),
                .kwd_attrs = { names.items, names.count }, .kwd_patterns = NODES(keyword_patterns));
}

static AstNode *parse_name_pattern(Parser *p) {
    int start = p->at;
    bool is_any = is_wildcard(p);
    AstNode *node = parse_name_or_attribute(p);
    if (peek(p) == T_LEFT_PAREN)
        return parse_class_pattern(p, start, node);
    if (peek(p) == T_ASSIGN)
        fail(p);
    if (node->kind == AST_Attribute)
        return MAKE(p, MatchValue, start, .value = node);
    return MAKE(p, MatchAs, start, .name = is_any ? NULL : AST_CAST(Name, node)->id);
}

static AstNode *parse_closed_pattern(Parser *p) {
    int start = p->at;
    const Const *singleton;
    AstNode *value;
    switch (peek(p)) {
    case T_NAME: return parse_name_pattern(p);
    case T_LEFT_PAREN: case T_LEFT_BRACKET: return parse_group_or_sequence(p);
    case T_LEFT_BRACE: return parse_mapping(p);
    case T_STRING:
        value = parse_strings(p);
        return MAKE(p, MatchValue, start, .value = value);
    case T_NUMBER: case T_MINUS:
        value = parse_number_literal(p);
        return MAKE(p, MatchValue, start, .value = value);
    default:
        singleton = accept_singleton(p);
        if (!singleton)
            fail(p);
        return MAKE(p, MatchSingleton, start, .value = singleton);
    }
}

static AstNode *parse_or_pattern(Parser *p) {
    int start = p->at;
    AstNode *first = parse_closed_pattern(p);
    if (peek(p) != T_BAR)
        return first;
    NodeVec patterns = {0};
    VEC_PUSH(p->arena, patterns, first);
    while (accept(p, T_BAR))
        VEC_PUSH(p->arena, patterns, parse_closed_pattern(p));
    return MAKE(p, MatchOr, start, .patterns = NODES(patterns));
}

/* After "as": only a name may follow, and not "_". */
static void explain_pattern_target(Parser *p) {
    if (is_wildcard(p))
        raise_at(p, "SyntaxError", p->tokens[p->at].loc, "cannot use '_' as a target");
    AstNode *target = peek(p) == T_NAME ? NULL : look_ahead(p, parse_expression, NULL);
    if (target)
        raise_at(p, "SyntaxError", loc_of_node(target), "invalid pattern target");
}

static AstNode *parse_pattern(Parser *p) {
    enter(p);
    int start = p->at;
    AstNode *node = parse_or_pattern(p);
    if (accept(p, T_AS)) {
        if (p->explains)
            explain_pattern_target(p);
        if (is_wildcard(p))
            fail(p);
        Name *name = expect_name(p);
        node = MAKE(p, MatchAs, start, .pattern = node, .name = name);
    }
    leave(p);
    return node;
}

/* A sequence without brackets, or one pattern. */
static AstNode *parse_patterns(Parser *p) {
    int start = p->at;
    bool is_starred = peek(p) == T_STAR;
    AstNode *first = parse_maybe_star(p);
    if (peek(p) != T_COMMA) {
        if (is_starred)
            fail(p);
        return first;
    }
    NodeVec patterns = {0};
    VEC_PUSH(p->arena, patterns, first);
    while (accept(p, T_COMMA) && peek(p) != T_COLON && peek(p) != T_IF)
        VEC_PUSH(p->arena, patterns, parse_maybe_star(p));
    return MAKE(p, MatchSequence, start, .patterns = NODES(patterns));
}

static AstNode *parse_case(Parser *p) {
    int start = p->at;
    advance(p);
    AstNode *pattern = parse_patterns(p);
    AstNode *guard = accept(p, T_IF) ? parse_named_expression(p) : NULL;
    AstNodes body = parse_block(p, "'case' statement", p->tokens[start].loc.line);
    return MAKE(p, match_case, start, .pattern = pattern, .guard = guard, .body = body);
}

static AstNode *parse_subject(Parser *p) {
    int start = p->at;
    AstNode *first = parse_star_named_expression(p);
    if (peek(p) != T_COMMA) {
        if (p->tokens[start].kind == T_STAR)
            fail(p);
        return first;
    }
    NodeVec elements = {0};
    VEC_PUSH(p->arena, elements, first);
    while (accept(p, T_COMMA) && peek(p) != T_COLON)
        VEC_PUSH(p->arena, elements, parse_star_named_expression(p));
    return MAKE(p, Tuple, start, .elts = NODES(elements), .ctx = CTX_LOAD);
}

static AstNode *parse_match_head(Parser *p) {
    advance(p);
    int line = p->tokens[p->at - 1].loc.line;
    AstNode *subject = parse_subject(p);
    if (p->explains && peek(p) == T_NEWLINE)
        raise_last(p, "SyntaxError", "expected ':'");
    expect(p, T_COLON);
    expect(p, T_NEWLINE);
    if (p->explains && peek(p) != T_INDENT && peek(p) != T_ERROR)
        raise_last(p, "IndentationError", "expected an indented block after 'match' statement on line %d", line);
    expect(p, T_INDENT);
    if (!is_word(p, "case"))
        fail(p);
    return subject;
}

AstNode *parse_match_statement(Parser *p) {
    int start = p->at;
    TokenKind next = peek_next(p);
    if (!starts_expression(next) && next != T_STAR)
        return NULL;
    AstNode *subject = attempt(p, parse_match_head);
    if (!subject)
        return NULL;
    NodeVec cases = {0};
    enter(p);
    while (is_word(p, "case"))
        VEC_PUSH(p->arena, cases, parse_case(p));
    leave(p);
    if (peek(p) != T_END)
        expect(p, T_DEDENT);
    return MAKE(p, Match, start, .subject = subject, .cases = NODES(cases));
}
