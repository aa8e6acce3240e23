/* Compound statements and blocks. */
#include "frontend/lex/literal.h"
#include "frontend/parse/parse_internal.h"

void parse_statements(Parser *p, NodeVec *into) {
    AstNode *compound = parse_compound_statement(p);
    if (compound)
        VEC_PUSH(p->arena, *into, compound);
    else
        parse_simple_statements(p, into);
}

/* The mistakes at the beginning of a block. */
static void explain_block(Parser *p, const char *after, int line) {
    if (peek(p) == T_NEWLINE)
        raise_last(p, "SyntaxError", "expected ':'");
    if (peek(p) != T_COLON || peek_next(p) != T_NEWLINE)
        return;
    p->at += 2;
    if (peek(p) != T_INDENT && peek(p) != T_ERROR)
        raise_last(p, "IndentationError", "expected an indented block after %s on line %d", after, line);
    p->at -= 2;
}

AstNodes parse_block(Parser *p, const char *after, int line) {
    NodeVec body = {0};
    if (p->explains)
        explain_block(p, after, line);
    expect(p, T_COLON);
    if (!accept(p, T_NEWLINE)) {
        parse_simple_statements(p, &body);
        return NODES(body);
    }
    expect(p, T_INDENT);
    enter(p);
    do
        parse_statements(p, &body);
    while (peek(p) != T_DEDENT && peek(p) != T_END);
    leave(p);
    if (peek(p) == T_DEDENT)
        advance(p);
    return NODES(body);
}

static int line_at(const Parser *p, int token) { return p->tokens[token].loc.line; }

/* "else", "finally" and "try" cannot be followed by anything but a colon. */
static AstNodes parse_plain_block(Parser *p, const char *after) {
    int line = line_at(p, p->at);
    advance(p);
    force(p, T_COLON);
    return parse_block(p, after, line);
}

static AstNodes parse_else(Parser *p) {
    return peek(p) == T_ELSE ? parse_plain_block(p, "'else' statement") : (AstNodes){0};
}

/* From "if" or "elif". */
static AstNode *parse_if(Parser *p) {
    int start = p->at;
    const char *after = peek(p) == T_IF ? "'if' statement" : "'elif' statement";
    advance(p);
    enter(p);
    AstNode *test = parse_named_expression(p);
    AstNodes body = parse_block(p, after, line_at(p, start));
    AstNodes orelse = peek(p) == T_ELIF ? one_node(p, parse_if(p)) : parse_else(p);
    leave(p);
    return MAKE(p, If, start, .test = test, .body = body, .orelse = orelse);
}

static AstNode *parse_while(Parser *p) {
    int start = expect(p, T_WHILE);
    AstNode *test = parse_named_expression(p);
    AstNodes body = parse_block(p, "'while' statement", line_at(p, start)), orelse = parse_else(p);
    return MAKE(p, While, start, .test = test, .body = body, .orelse = orelse);
}

static AstNode *parse_for(Parser *p) {
    int start = p->at;
    bool is_async = accept(p, T_ASYNC);
    int line = line_at(p, expect(p, T_FOR));
    if (p->explains && !look_ahead(p, parse_for_head, NULL))
        explain_for_target(p);
    AstNode *target = parse_for_head(p);
    expect(p, T_IN);
    AstNode *iter = parse_star_expressions(p);
    AstNodes body = parse_block(p, "'for' statement", line), orelse = parse_else(p);
    if (is_async)
        return MAKE(p, AsyncFor, start, .target = target, .iter = iter, .body = body, .orelse = orelse);
    return MAKE(p, For, start, .target = target, .iter = iter, .body = body, .orelse = orelse);
}

static AstNode *parse_with_item(Parser *p) {
    int start = p->at;
    AstNode *context = parse_expression(p), *target = NULL;
    if (accept(p, T_AS)) {
        if (p->explains)
            explain_with_item(p);
        target = parse_star_target(p);
        TokenKind next = peek(p);
        bool lacks_colon = p->explains && next == T_NEWLINE;
        if (next != T_COMMA && next != T_RIGHT_PAREN && next != T_COLON && !lacks_colon)
            fail(p);
    }
    return MAKE(p, withitem, start, .context_expr = context, .optional_vars = target);
}

/* "(" items ")" ":" — a list node stands for the items; anything else is an expression that
   begins with a parenthesis. */
static AstNode *parse_parenthesized_items(Parser *p) {
    int start = expect(p, T_LEFT_PAREN);
    NodeVec items = {0};
    do {
        if (items.count && peek(p) == T_RIGHT_PAREN)
            break;
        VEC_PUSH(p->arena, items, parse_with_item(p));
    } while (accept(p, T_COMMA));
    expect(p, T_RIGHT_PAREN);
    if (p->explains && peek(p) == T_NEWLINE)
        raise_last(p, "SyntaxError", "expected ':'");
    if (peek(p) != T_COLON)
        fail(p);
    return MAKE(p, List, start, .elts = NODES(items));
}

static AstNode *parse_with(Parser *p) {
    int start = p->at;
    bool is_async = accept(p, T_ASYNC);
    int line = line_at(p, expect(p, T_WITH));
    AstNode *list = peek(p) == T_LEFT_PAREN ? attempt(p, parse_parenthesized_items) : NULL;
    NodeVec items = {0};
    while (!list) {
        VEC_PUSH(p->arena, items, parse_with_item(p));
        if (!accept(p, T_COMMA))
            break;
    }
    AstNodes all = list ? AST_CAST(List, list)->elts : NODES(items);
    AstNodes body = parse_block(p, "'with' statement", line);
    if (is_async)
        return MAKE(p, AsyncWith, start, .items = all, .body = body);
    return MAKE(p, With, start, .items = all, .body = body);
}

/* After "except" and the first type. */
static void explain_types(Parser *p, AstNode *type) {
    int at = p->at, end;
    if (!accept(p, T_COMMA))
        return;
    bool has_more = look_ahead(p, parse_expressions, &end);
    p->at = end;
    if (has_more && accept(p, T_AS) && peek(p) == T_NAME)
        advance(p);
    if (has_more && peek(p) == T_COLON) {
        Loc last = p->tokens[p->furthest > p->at ? p->furthest : p->at].loc;
        raise_at(p, "SyntaxError", (Loc){ type->span.line, type->span.column, last.end_line, last.end_column - 1 },
                 "multiple exception types must be parenthesized");
    }
    p->at = at;
}

static AstNode *parse_handler(Parser *p, bool *is_star) {
    int start = expect(p, T_EXCEPT);
    *is_star = accept(p, T_STAR);
    if (p->explains && *is_star && (peek(p) == T_NEWLINE || peek(p) == T_COLON))
        raise_last(p, "SyntaxError", "expected one or more exception types");
    AstNode *type = NULL;
    Name *name = NULL;
    if (*is_star || (peek(p) != T_COLON && peek(p) != T_NEWLINE)) {
        type = parse_expression(p);
        if (p->explains)
            explain_types(p, type);
        if (accept(p, T_AS))
            name = expect_name(p);
    }
    AstNodes body = parse_block(p, *is_star ? "'except*' statement" : "'except' statement", line_at(p, start));
    return MAKE(p, ExceptHandler, start, .type = type, .name = name, .body = body);
}

/* At an "except" whose kind is not that of the ones before. */
static void explain_mixed_handlers(Parser *p) {
    int start = p->at;
    advance(p);
    bool is_star = accept(p, T_STAR);
    if (is_star && (peek(p) == T_NEWLINE || peek(p) == T_COLON))
        raise_last(p, "SyntaxError", "expected one or more exception types");
    bool is_bare = !is_star && peek(p) == T_COLON;
    AstNode *type = is_bare ? NULL : attempt(p, parse_expression);
    if (type && accept(p, T_AS) && peek(p) == T_NAME)
        advance(p);
    if ((type || is_bare) && peek(p) == T_COLON)
        raise_at(p, "SyntaxError", loc_of_tokens(p, start, start + is_star),
                 "cannot have both 'except' and 'except*' on the same 'try'");
    p->at = start;
}

static AstNode *parse_try(Parser *p) {
    int start = p->at;
    AstNodes body = parse_plain_block(p, "'try' statement"), orelse = {0}, finalbody = {0};
    if (p->explains && peek(p) != T_EXCEPT && peek(p) != T_FINALLY && peek(p) != T_ERROR)
        raise_last(p, "SyntaxError", "expected 'except' or 'finally' block");
    NodeVec handlers = {0};
    bool is_star = false, is_first_star = false;
    while (peek(p) == T_EXCEPT) {
        bool expects_more = handlers.count > 0;
        if (expects_more && (peek_next(p) == T_STAR) != is_first_star) {
            if (p->explains)
                explain_mixed_handlers(p);
            fail(p);
        }
        AstNode *handler = parse_handler(p, &is_star);
        is_first_star = is_star;
        VEC_PUSH(p->arena, handlers, handler);
    }
    if (handlers.count)
        orelse = parse_else(p);
    if (!handlers.count || peek(p) == T_FINALLY) {
        if (peek(p) != T_FINALLY)
            fail(p);
        finalbody = parse_plain_block(p, "'finally' statement");
    }
    if (is_first_star)
        return MAKE(p, TryStar, start, .body = body, .handlers = NODES(handlers), .orelse = orelse, .finalbody = finalbody);
    return MAKE(p, Try, start, .body = body, .handlers = NODES(handlers), .orelse = orelse, .finalbody = finalbody);
}

static AstNode *parse_returns(Parser *p) {
    expect(p, T_ARROW);
    return parse_expression(p);
}

static AstNode *parse_function(Parser *p, AstNodes decorators) {
    int start = p->at;
    bool is_async = accept(p, T_ASYNC);
    int line = line_at(p, expect(p, T_DEF));
    Name *name = expect_name(p);
    force(p, T_LEFT_PAREN);
    advance(p);
    AstNode *args = parse_parameters(p, false);
    expect(p, T_RIGHT_PAREN);
    AstNode *returns = peek(p) == T_ARROW ? attempt(p, parse_returns) : NULL;
    force(p, T_COLON);
    AstNodes body = parse_block(p, "function definition", line);
    if (is_async)
        return MAKE(p, AsyncFunctionDef, start, .name = name, .args = args, .body = body, .decorator_list = decorators,
                    .returns = returns);
    return MAKE(p, FunctionDef, start, .name = name, .args = args, .body = body, .decorator_list = decorators,
                .returns = returns);
}

static AstNode *parse_class_arguments(Parser *p) {
    AstNode *list = parse_argument_prefix(p);
    accept(p, T_COMMA);
    if (peek(p) != T_RIGHT_PAREN)
        fail(p);
    return list;
}

static AstNode *parse_class(Parser *p, AstNodes decorators) {
    int start = expect(p, T_CLASS);
    Name *name = expect_name(p);
    NodeVec bases = {0}, keywords = {0};
    if (accept(p, T_LEFT_PAREN)) {
        if (p->explains && peek(p) != T_RIGHT_PAREN && !look_ahead(p, parse_class_arguments, NULL))
            explain_arguments(p);
        parse_arguments(p, &bases, &keywords);
        expect(p, T_RIGHT_PAREN);
    }
    AstNodes body = parse_block(p, "class definition", line_at(p, start));
    return MAKE(p, ClassDef, start, .name = name, .bases = NODES(bases), .keywords = NODES(keywords), .body = body,
                .decorator_list = decorators);
}

static AstNode *parse_decorated(Parser *p) {
    NodeVec decorators = {0};
    while (accept(p, T_AT)) {
        VEC_PUSH(p->arena, decorators, parse_named_expression(p));
        expect(p, T_NEWLINE);
    }
    if (peek(p) == T_CLASS)
        return parse_class(p, NODES(decorators));
    return parse_function(p, NODES(decorators));
}

AstNode *parse_compound_statement(Parser *p) {
    switch (peek(p)) {
    case T_IF: return parse_if(p);
    case T_WHILE: return parse_while(p);
    case T_FOR: return parse_for(p);
    case T_WITH: return parse_with(p);
    case T_TRY: return parse_try(p);
    case T_DEF: return parse_function(p, (AstNodes){0});
    case T_CLASS: return parse_class(p, (AstNodes){0});
    case T_AT: return parse_decorated(p);
    case T_ASYNC:
        switch (peek_next(p)) {
        case T_DEF: return parse_function(p, (AstNodes){0});
        case T_FOR: return parse_for(p);
        case T_WITH: return parse_with(p);
        default:
            advance(p);
            fail(p);
        }
    case T_NAME: return is_word(p, "match") ? parse_match_statement(p) : NULL;
    default: return NULL;
    }
}
