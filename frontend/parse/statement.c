/* Simple statements. */
#include "frontend/lex/literal.h"
#include "frontend/parse/parse_internal.h"

static bool augmented_operator(TokenKind kind, Operator *operator) {
    switch (kind) {
    case T_PLUS_ASSIGN: *operator = OP_ADD; return true;
    case T_MINUS_ASSIGN: *operator = OP_SUB; return true;
    case T_STAR_ASSIGN: *operator = OP_MULT; return true;
    case T_AT_ASSIGN: *operator = OP_MATMULT; return true;
    case T_SLASH_ASSIGN: *operator = OP_DIV; return true;
    case T_PERCENT_ASSIGN: *operator = OP_MOD; return true;
    case T_AND_ASSIGN: *operator = OP_BITAND; return true;
    case T_OR_ASSIGN: *operator = OP_BITOR; return true;
    case T_CARET_ASSIGN: *operator = OP_BITXOR; return true;
    case T_LEFT_SHIFT_ASSIGN: *operator = OP_LSHIFT; return true;
    case T_RIGHT_SHIFT_ASSIGN: *operator = OP_RSHIFT; return true;
    case T_DOUBLE_STAR_ASSIGN: *operator = OP_POW; return true;
    case T_DOUBLE_SLASH_ASSIGN: *operator = OP_FLOORDIV; return true;
    default: return false;
    }
}

static AstNode *parse_annotated(Parser *p, int start, AstNode *target) {
    bool is_plain = target->kind == AST_Name && p->tokens[start].kind == T_NAME;
    if (!is_single_target(target))
        fail(p);
    advance(p);
    set_context(target, CTX_STORE);
    AstNode *annotation = parse_expression(p);
    int end = p->at;
    AstNode *value = accept(p, T_ASSIGN) ? maybe(p, parse_yield_or_star_expressions) : NULL;
    if (!value)
        p->at = end;
    return MAKE(p, AnnAssign, start, .target = target, .annotation = annotation, .value = value, .simple = is_plain);
}

static AstNode *parse_expression_only(Parser *p) {
    int start = p->at;
    AstNode *value = parse_yield_or_star_expressions(p);
    return MAKE(p, Expr, start, .value = value);
}

/* An expression, or what begins with one: assignments of all kinds. */
static AstNode *parse_plain_expression_statement(Parser *p) {
    int start = p->at;
    AstNode *first = parse_yield_or_star_expressions(p);
    Operator operator;
    if (peek(p) == T_COLON)
        return parse_annotated(p, start, first);
    if (augmented_operator(peek(p), &operator)) {
        if (!is_single_target(first))
            fail(p);
        advance(p);
        set_context(first, CTX_STORE);
        AstNode *value = parse_yield_or_star_expressions(p);
        return MAKE(p, AugAssign, start, .target = first, .op = operator, .value = value);
    }
    if (peek(p) != T_ASSIGN)
        return MAKE(p, Expr, start, .value = first);
    NodeVec targets = {0};
    while (peek(p) == T_ASSIGN) {
        if (!is_target(first, TARGET_STAR))
            fail(p);
        advance(p);
        set_context(first, CTX_STORE);
        VEC_PUSH(p->arena, targets, first);
        first = parse_yield_or_star_expressions(p);
    }
    return MAKE(p, Assign, start, .targets = NODES(targets), .value = first);
}

static AstNode *parse_expression_statement(Parser *p) {
    if (!p->explains)
        return parse_plain_expression_statement(p);
    int start = p->at;
    AstNode *node = attempt(p, parse_plain_expression_statement);
    if (node && node->kind != AST_Expr)
        return node;
    p->at = start;
    explain_assignment(p);
    return parse_expression_only(p);
}

/* a.b.c as one name */
static Name *parse_dotted_name(Parser *p) {
    Name *name = expect_name(p);
    while (accept(p, T_DOT))
        name = name_of(arena_printf(p->arena, "%s.%s", name->text, expect_name(p)->text));
    return name;
}

static AstNode *parse_alias(Parser *p, bool is_dotted) {
    int start = p->at;
    Name *name = is_dotted ? parse_dotted_name(p) : expect_name(p);
    Name *asname = accept(p, T_AS) ? expect_name(p) : NULL;
    return MAKE(p, alias, start, .name = name, .asname = asname);
}

static AstNode *parse_import(Parser *p) {
    int start = expect(p, T_IMPORT);
    NodeVec names = {0};
    do
        VEC_PUSH(p->arena, names, parse_alias(p, true));
    while (accept(p, T_COMMA));
    return MAKE(p, Import, start, .names = NODES(names));
}

static AstNodes parse_imported_names(Parser *p) {
    NodeVec names = {0};
    int start = p->at;
    if (accept(p, T_STAR)) {
        VEC_PUSH(p->arena, names, MAKE(p, alias, start, .name = name_of("*")));
        return NODES(names);
    }
    bool has_parens = accept(p, T_LEFT_PAREN);
    do {
        if (has_parens && names.count && peek(p) == T_RIGHT_PAREN)
            break;
        VEC_PUSH(p->arena, names, parse_alias(p, false));
    } while (accept(p, T_COMMA) && !(p->explains && peek(p) == T_NEWLINE));
    if (has_parens)
        expect(p, T_RIGHT_PAREN);
    else if (p->explains && p->tokens[p->at - 1].kind == T_COMMA)
        raise_last(p, "SyntaxError", "trailing comma not allowed without surrounding parentheses");
    return NODES(names);
}

static AstNode *parse_import_from(Parser *p) {
    int start = expect(p, T_FROM), level = 0;
    for (; peek(p) == T_DOT || peek(p) == T_ELLIPSIS; advance(p))
        level += peek(p) == T_DOT ? 1 : 3;
    Name *module = level && peek(p) != T_NAME ? NULL : parse_dotted_name(p);
    expect(p, T_IMPORT);
    AstNodes names = parse_imported_names(p);
    return MAKE(p, ImportFrom, start, .module = module, .names = names, .level = level);
}

static AstNode *parse_raise(Parser *p) {
    int start = expect(p, T_RAISE);
    AstNode *exc = NULL, *cause = NULL;
    if (starts_expression(peek(p))) {
        exc = parse_expression(p);
        if (accept(p, T_FROM))
            cause = parse_expression(p);
    }
    return MAKE(p, Raise, start, .exc = exc, .cause = cause);
}

static AstNode *parse_plain_delete(Parser *p) {
    int start = expect(p, T_DEL);
    NodeVec targets = {0};
    do {
        if (targets.count && (peek(p) == T_SEMICOLON || peek(p) == T_NEWLINE))
            break;
        AstNode *target = parse_primary(p);
        if (!is_target(target, TARGET_DEL))
            fail(p);
        set_context(target, CTX_DEL);
        VEC_PUSH(p->arena, targets, target);
    } while (accept(p, T_COMMA));
    if (peek(p) != T_SEMICOLON && peek(p) != T_NEWLINE)
        fail(p);
    return MAKE(p, Delete, start, .targets = NODES(targets));
}

static AstNode *parse_delete(Parser *p) {
    if (p->explains && !look_ahead(p, parse_plain_delete, NULL))
        explain_delete(p);
    return parse_plain_delete(p);
}

static AstNode *parse_assert(Parser *p) {
    int start = expect(p, T_ASSERT);
    AstNode *test = parse_expression(p);
    AstNode *msg = accept(p, T_COMMA) ? parse_expression(p) : NULL;
    return MAKE(p, Assert, start, .test = test, .msg = msg);
}

static NameList parse_name_list(Parser *p) {
    VEC(Name *) names = {0};
    do
        VEC_PUSH(p->arena, names, expect_name(p));
    while (accept(p, T_COMMA));
    return (NameList){ names.items, names.count };
}

static AstNode *parse_global(Parser *p) {
    int start = expect(p, T_GLOBAL);
    NameList names = parse_name_list(p);
    return MAKE(p, Global, start, .names = names);
}

static AstNode *parse_nonlocal(Parser *p) {
    int start = expect(p, T_NONLOCAL);
    NameList names = parse_name_list(p);
    return MAKE(p, Nonlocal, start, .names = names);
}

static AstNode *parse_return(Parser *p) {
    int start = expect(p, T_RETURN);
    AstNode *value = starts_expression(peek(p)) || peek(p) == T_STAR ? parse_star_expressions(p) : NULL;
    return MAKE(p, Return, start, .value = value);
}

static AstNode *parse_simple_statement(Parser *p) {
    int start = p->at;
    switch (peek(p)) {
    case T_RETURN: return parse_return(p);
    case T_IMPORT: return parse_import(p);
    case T_FROM: return parse_import_from(p);
    case T_RAISE: return parse_raise(p);
    case T_DEL: return parse_delete(p);
    case T_ASSERT: return parse_assert(p);
    case T_GLOBAL: return parse_global(p);
    case T_NONLOCAL: return parse_nonlocal(p);
    case T_PASS:
        advance(p);
        return MAKE(p, Pass, start, 0);
    case T_BREAK:
        advance(p);
        return MAKE(p, Break, start, 0);
    case T_CONTINUE:
        advance(p);
        return MAKE(p, Continue, start, 0);
    default: return parse_expression_statement(p);
    }
}

void parse_simple_statements(Parser *p, NodeVec *into) {
    do {
        if (peek(p) == T_NEWLINE && p->tokens[p->at - 1].kind == T_SEMICOLON)
            break;
        AstNode *statement = parse_simple_statement(p);
        VEC_PUSH(p->arena, *into, statement);
    } while (accept(p, T_SEMICOLON));
    expect(p, T_NEWLINE);
}
