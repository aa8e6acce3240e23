/* Expressions: operators by precedence climbing, everything else a rule per level. */
#include "frontend/parse/parse_internal.h"

bool starts_expression(TokenKind kind) {
    switch (kind) {
    case T_NAME: case T_NUMBER: case T_STRING: case T_LEFT_PAREN: case T_LEFT_BRACKET: case T_LEFT_BRACE:
    case T_MINUS: case T_PLUS: case T_TILDE: case T_NOT: case T_LAMBDA: case T_AWAIT: case T_ELLIPSIS:
    case T_NONE: case T_TRUE: case T_FALSE:
        return true;
    default:
        return false;
    }
}

static int binary_level(TokenKind kind, Operator *operator) {
    switch (kind) {
    case T_BAR: *operator = OP_BITOR; return 1;
    case T_CARET: *operator = OP_BITXOR; return 2;
    case T_AMPERSAND: *operator = OP_BITAND; return 3;
    case T_LEFT_SHIFT: *operator = OP_LSHIFT; return 4;
    case T_RIGHT_SHIFT: *operator = OP_RSHIFT; return 4;
    case T_PLUS: *operator = OP_ADD; return 5;
    case T_MINUS: *operator = OP_SUB; return 5;
    case T_STAR: *operator = OP_MULT; return 6;
    case T_SLASH: *operator = OP_DIV; return 6;
    case T_DOUBLE_SLASH: *operator = OP_FLOORDIV; return 6;
    case T_PERCENT: *operator = OP_MOD; return 6;
    case T_AT: *operator = OP_MATMULT; return 6;
    default: return 0;
    }
}

static AstNode *parse_factor(Parser *p);

static AstNode *parse_await(Parser *p) {
    int start = p->at;
    if (!accept(p, T_AWAIT))
        return parse_primary(p);
    AstNode *value = parse_primary(p);
    return MAKE(p, Await, start, .value = value);
}

static AstNode *parse_power(Parser *p) {
    int start = p->at;
    AstNode *left = parse_await(p);
    int end = p->at;
    if (!accept(p, T_DOUBLE_STAR))
        return left;
    enter(p);
    AstNode *right = maybe(p, parse_factor);
    leave(p);
    if (!right) {
        p->at = end;
        return left;
    }
    return MAKE(p, BinOp, start, .left = left, .op = OP_POW, .right = right);
}

static AstNode *parse_factor(Parser *p) {
    int start = p->at;
    TokenKind kind = peek(p);
    if (kind != T_PLUS && kind != T_MINUS && kind != T_TILDE)
        return parse_power(p);
    advance(p);
    enter(p);
    AstNode *operand = parse_factor(p);
    leave(p);
    return MAKE(p, UnaryOp, start, .op = kind == T_PLUS ? UNARY_UADD : kind == T_MINUS ? UNARY_USUB : UNARY_INVERT,
                .operand = operand);
}

static AstNode *parse_binary(Parser *p, int lowest);

/* What stands right of an operator, by its level: a rule each, since attempts remember rules. */
static AstNode *parse_after_bar(Parser *p) { return parse_binary(p, 2); }
static AstNode *parse_after_caret(Parser *p) { return parse_binary(p, 3); }
static AstNode *parse_after_ampersand(Parser *p) { return parse_binary(p, 4); }
static AstNode *parse_after_shift(Parser *p) { return parse_binary(p, 5); }
static AstNode *parse_after_sum(Parser *p) { return parse_binary(p, 6); }

static Rule *const right_operands[] = { NULL, parse_after_bar, parse_after_caret, parse_after_ampersand, parse_after_shift,
                                        parse_after_sum, parse_factor };

/* Operators of `lowest` precedence and above. */
static AstNode *parse_binary(Parser *p, int lowest) {
    int start = p->at, level;
    Operator operator;
    AstNode *left = parse_factor(p);
    while ((level = binary_level(peek(p), &operator)) >= lowest && level) {
        int end = p->at;
        advance(p);
        AstNode *right = maybe(p, right_operands[level]);
        if (!right) {
            p->at = end;
            break;
        }
        left = MAKE(p, BinOp, start, .left = left, .op = operator, .right = right);
    }
    return left;
}

static AstNode *parse_any_binary(Parser *p) {
    return parse_binary(p, 1);
}

AstNode *parse_bitwise_or(Parser *p) {
    return p->memo ? memoized(p, parse_any_binary) : parse_any_binary(p);
}

static bool accept_comparison(Parser *p, CompareOperator *operator) {
    switch (peek(p)) {
    case T_EQUAL: *operator = CMP_EQ; break;
    case T_NOT_EQUAL: *operator = CMP_NOTEQ; break;
    case T_LESS: *operator = CMP_LT; break;
    case T_LESS_EQUAL: *operator = CMP_LTE; break;
    case T_GREATER: *operator = CMP_GT; break;
    case T_GREATER_EQUAL: *operator = CMP_GTE; break;
    case T_IN: *operator = CMP_IN; break;
    case T_NOT:
        if (peek_next(p) != T_IN)
            return false;
        advance(p);
        *operator = CMP_NOTIN;
        break;
    case T_IS:
        advance(p);
        *operator = CMP_IS;
        if (accept(p, T_NOT))
            *operator = CMP_ISNOT;
        return true;
    default:
        return false;
    }
    advance(p);
    return true;
}

static AstNode *parse_comparison(Parser *p) {
    int start = p->at;
    AstNode *left = parse_bitwise_or(p);
    VEC(CompareOperator) operators = {0};
    NodeVec comparators = {0};
    CompareOperator operator;
    int end = p->at;
    while (accept_comparison(p, &operator)) {
        AstNode *right = maybe(p, parse_bitwise_or);
        if (!right)
            break;
        VEC_PUSH(p->arena, operators, operator);
        VEC_PUSH(p->arena, comparators, right);
        end = p->at;
    }
    p->at = end;
    if (!comparators.count)
        return left;
    return MAKE(p, Compare, start, .left = left, .ops = { operators.items, operators.count },
                .comparators = NODES(comparators));
}

static AstNode *parse_inversion(Parser *p) {
    int start = p->at;
    if (!accept(p, T_NOT))
        return parse_comparison(p);
    enter(p);
    AstNode *operand = parse_inversion(p);
    leave(p);
    return MAKE(p, UnaryOp, start, .op = UNARY_NOT, .operand = operand);
}

static AstNode *parse_boolean(Parser *p, TokenKind kind, BoolOperator operator, Rule *operand) {
    int start = p->at;
    AstNode *first = operand(p);
    if (peek(p) != kind)
        return first;
    NodeVec values = {0};
    VEC_PUSH(p->arena, values, first);
    int end = p->at;
    while (accept(p, kind)) {
        AstNode *next = maybe(p, operand);
        if (!next)
            break;
        VEC_PUSH(p->arena, values, next);
        end = p->at;
    }
    p->at = end;
    if (values.count == 1)
        return first;
    return MAKE(p, BoolOp, start, .op = operator, .values = NODES(values));
}

static AstNode *parse_conjunction(Parser *p) {
    return parse_boolean(p, T_AND, BOOL_AND, parse_inversion);
}

static AstNode *parse_any_disjunction(Parser *p) {
    return parse_boolean(p, T_OR, BOOL_OR, parse_conjunction);
}

AstNode *parse_disjunction(Parser *p) {
    return p->memo ? memoized(p, parse_any_disjunction) : parse_any_disjunction(p);
}

static AstNode *parse_lambda(Parser *p) {
    int start = expect(p, T_LAMBDA);
    AstNode *args = parse_parameters(p, true);
    expect(p, T_COLON);
    AstNode *body = parse_expression(p);
    return MAKE(p, Lambda, start, .args = args, .body = body);
}

/* "if" test "else" value, without the body before it */
static AstNode *parse_if_else(Parser *p) {
    int start = expect(p, T_IF);
    AstNode *test = parse_disjunction(p);
    expect(p, T_ELSE);
    AstNode *orelse = parse_expression(p);
    return MAKE(p, IfExp, start, .test = test, .orelse = orelse);
}

static AstNode *parse_any_expression(Parser *p) {
    enter(p);
    int start = p->at;
    AstNode *node;
    if (p->explains)
        explain_expression(p);
    if (peek(p) == T_LAMBDA) {
        node = parse_lambda(p);
    } else {
        node = parse_disjunction(p);
        int end = p->at;
        AstIfExp *rest = peek(p) == T_IF ? (AstIfExp *)maybe(p, parse_if_else) : NULL;
        if (rest)
            node = MAKE(p, IfExp, start, .test = rest->test, .body = node, .orelse = rest->orelse);
        else
            p->at = end;
    }
    leave(p);
    return node;
}

AstNode *parse_expression(Parser *p) {
    return p->memo ? memoized(p, parse_any_expression) : parse_any_expression(p);
}

/* What an argument and the element of a generator expression may be. */
AstNode *parse_assignment_expression(Parser *p) {
    int start = p->at;
    if (peek(p) == T_NAME && peek_next(p) == T_WALRUS) {
        Name *id = expect_name(p);
        AstNode *target = MAKE(p, Name, start, .id = id, .ctx = CTX_STORE);
        advance(p);
        AstNode *value = parse_expression(p);
        return MAKE(p, NamedExpr, start, .target = target, .value = value);
    }
    AstNode *node = parse_expression(p);
    if (peek(p) == T_WALRUS)
        fail(p);
    return node;
}

static AstNode *parse_explained_named_expression(Parser *p) {
    if (peek(p) != T_NAME || peek_next(p) != T_WALRUS)
        explain_named_expression(p);
    return parse_assignment_expression(p);
}

AstNode *parse_named_expression(Parser *p) {
    return p->explains ? memoized(p, parse_explained_named_expression) : parse_assignment_expression(p);
}

static AstNode *parse_star(Parser *p, Rule *plain) {
    int start = p->at;
    if (!accept(p, T_STAR))
        return plain(p);
    AstNode *value = parse_bitwise_or(p);
    return MAKE(p, Starred, start, .value = value, .ctx = CTX_LOAD);
}

static AstNode *parse_star_expression(Parser *p) {
    return parse_star(p, parse_expression);
}

AstNode *parse_star_named_expression(Parser *p) {
    return parse_star(p, parse_named_expression);
}

/* One, or a tuple without brackets. */
static AstNode *parse_list_of(Parser *p, Rule *item) {
    int start = p->at;
    AstNode *first = item(p);
    if (peek(p) != T_COMMA)
        return first;
    NodeVec elements = {0};
    VEC_PUSH(p->arena, elements, first);
    while (accept(p, T_COMMA)) {
        TokenKind next = peek(p);
        AstNode *element = starts_expression(next) || next == T_STAR ? maybe(p, item) : NULL;
        if (!element)
            break;
        VEC_PUSH(p->arena, elements, element);
    }
    return MAKE(p, Tuple, start, .elts = NODES(elements), .ctx = CTX_LOAD);
}

AstNode *parse_star_expressions(Parser *p) {
    return parse_list_of(p, parse_star_expression);
}

AstNode *parse_expressions(Parser *p) {
    return parse_list_of(p, parse_expression);
}

static AstNode *parse_slice(Parser *p) {
    int start = p->at;
    AstNode *lower = NULL, *upper = NULL, *step = NULL;
    if (peek(p) == T_STAR)
        return parse_star_named_expression(p);
    if (peek(p) != T_COLON) {
        int end = start;
        bool is_whole = p->explains && (!look_ahead(p, parse_expression, &end) || p->tokens[end].kind != T_COLON);
        if (is_whole || (peek(p) == T_NAME && peek_next(p) == T_WALRUS))
            return parse_named_expression(p);
        lower = parse_expression(p);
        if (peek(p) != T_COLON)
            return lower;
    }
    expect(p, T_COLON);
    if (starts_expression(peek(p)))
        upper = parse_expression(p);
    if (accept(p, T_COLON) && starts_expression(peek(p)))
        step = parse_expression(p);
    return MAKE(p, Slice, start, .lower = lower, .upper = upper, .step = step);
}

/* What stands between the brackets of a subscription. */
AstNode *parse_slices(Parser *p) {
    int start = p->at;
    bool is_starred = peek(p) == T_STAR;
    AstNode *first = parse_slice(p);
    if (peek(p) != T_COMMA && !is_starred)
        return first;
    NodeVec elements = {0};
    VEC_PUSH(p->arena, elements, first);
    while (accept(p, T_COMMA) && peek(p) != T_RIGHT_BRACKET)
        VEC_PUSH(p->arena, elements, parse_slice(p));
    return MAKE(p, Tuple, start, .elts = NODES(elements), .ctx = CTX_LOAD);
}

/* What follows `left` in a primary, and the whole of it. */
static AstNode *parse_trailer(Parser *p, AstNode *left, int start) {
    if (accept(p, T_DOT)) {
        Name *attr = expect_name(p);
        return MAKE(p, Attribute, start, .value = left, .attr = attr, .ctx = CTX_LOAD);
    }
    if (peek(p) == T_LEFT_PAREN)
        return parse_call(p, left, start);
    expect(p, T_LEFT_BRACKET);
    AstNode *slice = parse_slices(p);
    expect(p, T_RIGHT_BRACKET);
    return MAKE(p, Subscript, start, .value = left, .slice = slice, .ctx = CTX_LOAD);
}

/* A trailer of nothing: for the second run, which must know whether there is one. */
static AstNode *parse_trailer_alone(Parser *p) {
    return parse_trailer(p, NULL, p->at);
}

static bool at_trailer(Parser *p) {
    TokenKind kind = peek(p);
    if (kind != T_DOT && kind != T_LEFT_PAREN && kind != T_LEFT_BRACKET)
        return false;
    return !p->explains || look_ahead(p, parse_trailer_alone, NULL);
}

AstNode *parse_primary(Parser *p) {
    int start = p->at;
    AstNode *node = parse_atom(p);
    while (at_trailer(p))
        node = parse_trailer(p, node, start);
    return node;
}

AstNode *parse_yield(Parser *p) {
    int start = expect(p, T_YIELD);
    if (accept(p, T_FROM)) {
        AstNode *value = parse_expression(p);
        return MAKE(p, YieldFrom, start, .value = value);
    }
    AstNode *value = starts_expression(peek(p)) || peek(p) == T_STAR ? parse_star_expressions(p) : NULL;
    return MAKE(p, Yield, start, .value = value);
}

AstNode *parse_yield_or_star_expressions(Parser *p) {
    return peek(p) == T_YIELD ? parse_yield(p) : parse_star_expressions(p);
}
