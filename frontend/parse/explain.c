/* Common mistakes in expressions, arguments and targets: what CPython's grammar lists as
   "invalid" rules. They are tried in the second run only, where its grammar tries them. */
#include <string.h>

#include "frontend/parse/parse_internal.h"

const char *describe_expression(const AstNode *node) {
    switch (node->kind) {
    case AST_Attribute: return "attribute";
    case AST_Subscript: return "subscript";
    case AST_Starred: return "starred";
    case AST_Name: return "name";
    case AST_List: return "list";
    case AST_Tuple: return "tuple";
    case AST_Lambda: return "lambda";
    case AST_Call: return "function call";
    case AST_BoolOp: case AST_BinOp: case AST_UnaryOp: return "expression";
    case AST_GeneratorExp: return "generator expression";
    case AST_Yield: case AST_YieldFrom: return "yield expression";
    case AST_Await: return "await expression";
    case AST_ListComp: return "list comprehension";
    case AST_SetComp: return "set comprehension";
    case AST_DictComp: return "dict comprehension";
    case AST_Dict: return "dict literal";
    case AST_Set: return "set display";
    case AST_JoinedStr: case AST_FormattedValue: return "f-string expression";
    case AST_Compare: return "comparison";
    case AST_IfExp: return "conditional expression";
    case AST_NamedExpr: return "named expression";
    case AST_Constant:
        switch (((const AstConstant *)node)->value->kind) {
        case CONST_NONE: return "None";
        case CONST_TRUE: return "True";
        case CONST_FALSE: return "False";
        case CONST_ELLIPSIS: return "ellipsis";
        default: return "literal";
        }
    default: return ast_kind_name(node->kind);
    }
}

/* The first part of a target that cannot be one, or NULL. */
static AstNode *invalid_part(AstNode *node, TargetKind kind) {
    AstNodes elements;
    switch (node->kind) {
    case AST_Name: case AST_Attribute: case AST_Subscript: return NULL;
    case AST_Starred: return kind == TARGET_DEL ? node : invalid_part(AST_CAST(Starred, node)->value, kind);
    case AST_Compare:
        if (kind != TARGET_FOR)
            return node;
        if (AST_CAST(Compare, node)->ops.items[0] != CMP_IN)    /* "a in b" of "for a in b" */
            return NULL;
        return invalid_part(AST_CAST(Compare, node)->left, kind);
    case AST_Tuple: elements = AST_CAST(Tuple, node)->elts; break;
    case AST_List: elements = AST_CAST(List, node)->elts; break;
    default: return node;
    }
    for (size_t i = 0; i < elements.count; i++) {
        AstNode *part = invalid_part(elements.items[i], kind);
        if (part)
            return part;
    }
    return NULL;
}

void raise_if_invalid_target(Parser *p, AstNode *node, TargetKind kind) {
    AstNode *part = invalid_part(node, kind);
    if (part)
        raise_at(p, "SyntaxError", loc_of_node(part), kind == TARGET_DEL ? "cannot delete %s" : "cannot assign to %s",
                 describe_expression(part));
}

static bool is_legacy_name(const AstNode *node) {
    if (node->kind != AST_Name)
        return false;
    const char *id = ((const AstName *)node)->id->text;
    return !strcmp(id, "print") || !strcmp(id, "exec");
}

/* The rule without messages of its own. */
static AstNode *look_quietly(Parser *p, Rule *rule, int *end) {
    p->explains = false;
    AstNode *node = look_ahead(p, rule, end);
    p->explains = true;
    return node;
}

static void explain_missing_comma(Parser *p) {
    int start = p->at, end;
    AstNode *left = look_ahead(p, parse_disjunction, &end);
    if (!left)
        return;
    p->at = end;
    AstNode *right = look_quietly(p, parse_expression, &end);
    if (right && !is_legacy_name(left) && p->tokens[end - 1].level > 0)
        raise_at(p, "SyntaxError", loc_of_nodes(left, right), "invalid syntax. Perhaps you forgot a comma?");
    p->at = start;
}

static void explain_missing_else(Parser *p) {
    int start = p->at, end;
    AstNode *body = look_ahead(p, parse_disjunction, &end);
    if (!body)
        return;
    p->at = end;
    if (accept(p, T_IF)) {
        AstNode *test = look_ahead(p, parse_disjunction, &end);
        p->at = end;
        if (test && peek(p) != T_ELSE && peek(p) != T_COLON)
            raise_at(p, "SyntaxError", loc_of_nodes(body, test), "expected 'else' after 'if' expression");
    }
    p->at = start;
}

static void explain_legacy_statement(Parser *p) {
    int start = p->at, end;
    bool is_legacy = is_word(p, "print") || is_word(p, "exec");
    if (peek(p) != T_NAME || peek_next(p) == T_LEFT_PAREN)
        return;
    const char *name = p->tokens[start].name->text;
    advance(p);
    AstNode *rest = look_ahead(p, parse_star_expressions, &end);      /* raises what is wrong in there, too */
    if (rest && is_legacy) {
        Loc from = p->tokens[start].loc;
        raise_at(p, "SyntaxError", (Loc){ from.line, from.column, rest->span.end_line, rest->span.end_column },
                 "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name);
    }
    p->at = start;
}

void explain_expression(Parser *p) {
    bool is_soft = is_word(p, "_") || is_word(p, "match") || is_word(p, "case");
    bool is_prefix = peek(p) == T_NAME && peek_next(p) == T_STRING;      /* of a string, and a wrong one */
    if (!is_soft && !is_prefix)
        explain_missing_comma(p);
    explain_missing_else(p);
    explain_legacy_statement(p);
}

static bool at_assignment_end(const Parser *p) { return peek(p) != T_ASSIGN && peek(p) != T_WALRUS; }

/* NAME "=" value, where only an expression may be. */
static void explain_name_assigned(Parser *p) {
    int start = p->at, end;
    if (peek(p) != T_NAME || peek_next(p) != T_ASSIGN)
        return;
    p->at += 2;
    AstNode *value = look_ahead(p, parse_bitwise_or, &end);
    p->at = end;
    if (value && at_assignment_end(p)) {
        Loc from = p->tokens[start].loc;
        raise_at(p, "SyntaxError", (Loc){ from.line, from.column, value->span.end_line, value->span.end_column },
                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    p->at = start;
}

void explain_named_expression(Parser *p) {
    int start = p->at, end;
    AstNode *target = look_ahead(p, parse_expression, &end);
    if (target && p->tokens[end].kind == T_WALRUS) {
        p->at = end + 1;
        if (look_ahead(p, parse_expression, NULL))
            raise_at(p, "SyntaxError", loc_of_node(target), "cannot use assignment expressions with %s", describe_expression(target));
        p->at = start;
    }
    explain_name_assigned(p);
    TokenKind kind = peek(p);
    if (kind == T_TRUE || kind == T_NONE || kind == T_FALSE)
        return;
    AstNode *left = look_ahead(p, parse_bitwise_or, &end);
    if (!left || p->tokens[end].kind != T_ASSIGN)
        return;
    AstNode *atom = kind == T_LEFT_PAREN || kind == T_LEFT_BRACKET ? look_ahead(p, parse_atom, NULL) : NULL;
    if (atom && (atom->kind == AST_List || ((atom->kind == AST_Tuple || atom->kind == AST_GeneratorExp) &&
                                            atom->span.column == p->tokens[start].loc.column)))
        return;
    p->at = end + 1;
    bool has_value = look_ahead(p, parse_bitwise_or, &end);
    p->at = end;
    if (has_value && at_assignment_end(p))
        raise_at(p, "SyntaxError", loc_of_node(left), "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                 describe_expression(left));
    p->at = start;
}

static bool is_augmented(TokenKind kind) {
    return (kind >= T_DOUBLE_STAR_ASSIGN && kind <= T_RIGHT_SHIFT_ASSIGN) || (kind >= T_PLUS_ASSIGN && kind <= T_AT_ASSIGN);
}

/* Annotations of what cannot have one. */
static void explain_annotation(Parser *p) {
    int start = p->at, end;
    AstNode *target = peek(p) == T_LEFT_PAREN || peek(p) == T_LEFT_BRACKET ? look_ahead(p, parse_atom, &end) : NULL;
    if (target && (target->kind == AST_List || target->kind == AST_Tuple) && p->tokens[end].kind == T_COLON) {
        p->at = end + 1;
        if (look_ahead(p, parse_expression, NULL))
            raise_at(p, "SyntaxError", loc_of_node(target), "only single target (not %s) can be annotated",
                     describe_expression(target));
        p->at = start;
    }
    AstNode *first = look_ahead(p, parse_star_named_expression, &end);
    if (first && p->tokens[end].kind == T_COMMA) {
        p->at = end + 1;
        while (attempt(p, parse_star_named_expression))
            accept(p, T_COMMA);
        if (accept(p, T_COLON) && look_ahead(p, parse_expression, NULL))
            raise_at(p, "SyntaxError", loc_of_node(first), "only single target (not tuple) can be annotated");
        p->at = start;
    }
    AstNode *plain = look_ahead(p, parse_expression, &end);
    if (plain && p->tokens[end].kind == T_COLON) {
        p->at = end + 1;
        if (look_ahead(p, parse_expression, NULL))
            raise_at(p, "SyntaxError", loc_of_node(plain), "illegal target for annotation");
        p->at = start;
    }
}

void explain_assignment(Parser *p) {
    int start = p->at, end;
    explain_annotation(p);
    for (;;) {
        if (peek(p) == T_YIELD) {
            AstNode *yield = look_ahead(p, parse_yield, &end);
            if (yield && p->tokens[end].kind == T_ASSIGN)
                raise_at(p, "SyntaxError", loc_of_node(yield), "assignment to yield expression not possible");
            break;
        }
        AstNode *target = look_ahead(p, parse_star_expressions, &end);
        if (!target || p->tokens[end].kind != T_ASSIGN)
            break;
        raise_if_invalid_target(p, target, TARGET_STAR);
        p->at = end + 1;
    }
    p->at = start;
    AstNode *target = look_ahead(p, parse_star_expressions, &end);
    if (target && is_augmented(p->tokens[end].kind)) {
        p->at = end + 1;
        if (look_ahead(p, parse_yield_or_star_expressions, NULL))
            raise_at(p, "SyntaxError", loc_of_node(target), "'%s' is an illegal expression for augmented assignment",
                     describe_expression(target));
        p->at = start;
    }
}

/* Two or more elements, then clauses. Returns the last element. */
static AstNode *elements_before_clauses(Parser *p, int end) {
    AstNode *last = NULL;
    while (p->tokens[end].kind == T_COMMA) {
        p->at = end + 1;
        AstNode *next = look_ahead(p, parse_star_named_expression, &end);
        if (!next) {
            end = p->at;
            break;
        }
        last = next;
    }
    p->at = end;
    return last;
}

void explain_comprehension(Parser *p) {
    int start = p->at, end;
    bool is_paren = peek(p) == T_LEFT_PAREN;
    advance(p);
    if (peek(p) == T_STAR) {
        AstNode *starred = look_ahead(p, parse_starred_expression, &end);
        p->at = end;
        if (starred && look_ahead(p, parse_clauses, NULL))
            raise_at(p, "SyntaxError", loc_of_node(starred), "iterable unpacking cannot be used in comprehension");
        p->at = start + 1;
    }
    AstNode *first = is_paren ? NULL : look_ahead(p, parse_star_named_expression, &end);
    if (first && p->tokens[end].kind == T_COMMA) {
        int comma = end;
        AstNode *last = elements_before_clauses(p, end);
        Loc to = last ? loc_of_node(last) : p->tokens[comma].loc;
        if (look_ahead(p, parse_clauses, NULL))
            raise_at(p, "SyntaxError", (Loc){ first->span.line, first->span.column, to.end_line, to.end_column },
                     "did you forget parentheses around the comprehension target?");
    }
    p->at = start;
}

void explain_group(Parser *p) {
    int start = p->at, end, star = start + 1;
    advance(p);
    if (peek(p) == T_STAR) {
        AstNode *starred = look_ahead(p, parse_starred_expression, &end);
        if (starred && p->tokens[end].kind == T_RIGHT_PAREN)
            raise_at(p, "SyntaxError", loc_of_node(starred), "cannot use starred expression here");
    } else if (accept(p, T_DOUBLE_STAR)) {
        if (look_ahead(p, parse_expression, &end) && p->tokens[end].kind == T_RIGHT_PAREN)
            raise_at(p, "SyntaxError", p->tokens[star].loc, "cannot use double starred expression here");
    }
    p->at = start;
}

void explain_dict_comprehension(Parser *p) {
    int start = p->at, end, star = start + 1;
    advance(p);
    if (accept(p, T_DOUBLE_STAR) && look_ahead(p, parse_bitwise_or, &end)) {
        p->at = end;
        if (look_ahead(p, parse_clauses, &end) && p->tokens[end].kind == T_RIGHT_BRACE)
            raise_at(p, "SyntaxError", p->tokens[star].loc, "dict unpacking cannot be used in dict comprehension");
    }
    p->at = start;
}

/* After "for". */
void explain_for_target(Parser *p) {
    AstNode *target = look_ahead(p, parse_star_expressions, NULL);
    if (target)
        raise_if_invalid_target(p, target, TARGET_FOR);
}

/* After "as". */
void explain_with_item(Parser *p) {
    int end;
    AstNode *valid = look_ahead(p, parse_star_target, &end);
    TokenKind next = p->tokens[end].kind;
    if (valid && (next == T_COMMA || next == T_RIGHT_PAREN || next == T_COLON))
        return;
    AstNode *target = look_ahead(p, parse_expression, &end);
    next = p->tokens[end].kind;
    if (target && (next == T_COMMA || next == T_RIGHT_PAREN || next == T_COLON))
        raise_if_invalid_target(p, target, TARGET_STAR);
}

void explain_delete(Parser *p) {
    int start = p->at;
    advance(p);
    AstNode *target = look_ahead(p, parse_star_expressions, NULL);
    if (target)
        raise_if_invalid_target(p, target, TARGET_DEL);
    p->at = start;
}

static AstNode *last_of_clauses(AstNode *clauses) {
    AstNodes all = AST_CAST(List, clauses)->elts;
    Astcomprehension *last = AST_CAST(comprehension, all.items[all.count - 1]);
    return last->ifs.count ? last->ifs.items[last->ifs.count - 1] : last->iter;
}

_Noreturn static void raise_bare_generator(Parser *p, AstNode *element, AstNode *clauses) {
    raise_at(p, "SyntaxError", loc_of_nodes(element, last_of_clauses(clauses)), "Generator expression must be parenthesized");
}

/* What follows the arguments `list`, which end before `end`. */
static void explain_after_arguments(Parser *p, AstNode *list, int end) {
    AstCall *call = AST_CAST(Call, list);
    p->at = end;
    AstNode *clauses = look_ahead(p, parse_clauses, NULL);
    if (clauses && call->args.count > 1)
        raise_bare_generator(p, call->args.items[call->args.count - 1], clauses);
    if (!accept(p, T_COMMA))
        return;
    AstNode *next = look_ahead(p, parse_expression, &end);
    if (next) {
        int at = p->at;
        p->at = end;
        if ((clauses = look_ahead(p, parse_clauses, NULL)))
            raise_bare_generator(p, next, clauses);
        p->at = at;
    }
    if (!look_ahead(p, parse_argument_prefix, NULL))
        return;
    bool has_unpacking = false;
    for (size_t i = 0; i < call->keywords.count; i++)
        has_unpacking |= !AST_CAST(keyword, call->keywords.items[i])->arg;
    raise_last(p, "SyntaxError", has_unpacking ? "positional argument follows keyword argument unpacking"
                                               : "positional argument follows keyword argument");
}

/* At the first argument of arguments that do not parse. */
void explain_arguments(Parser *p) {
    int start = p->at, end, list_end;
    AstNode *list = look_ahead(p, parse_argument_prefix, &list_end);
    if (list && p->tokens[list_end].kind == T_COMMA && p->tokens[list_end + 1].kind == T_STAR)
        raise_at(p, "SyntaxError", loc_of_node(list), "iterable argument unpacking follows keyword argument unpacking");
    AstNode *first = look_ahead(p, parse_expression, &end);
    p->at = end;
    AstNode *clauses = first ? look_ahead(p, parse_clauses, &end) : NULL;
    if (clauses && p->tokens[end].kind == T_COMMA) {
        p->at = end + 1;
        look_ahead(p, parse_argument_prefix, NULL);
        raise_bare_generator(p, first, clauses);
    }
    p->at = start;
    explain_keyword_argument(p);
    if (list)
        explain_after_arguments(p, list, list_end);
    p->at = start;
}

/* At an argument that has "=", or may have. */
void explain_keyword_argument(Parser *p) {
    int start = p->at, end;
    TokenKind kind = peek(p);
    if ((kind == T_TRUE || kind == T_FALSE || kind == T_NONE) && peek_next(p) == T_ASSIGN)
        raise_at(p, "SyntaxError", loc_of_tokens(p, start, start + 1), "cannot assign to %s", token_text(kind));
    if (kind == T_NAME && peek_next(p) == T_ASSIGN) {
        p->at += 2;
        bool has_value = look_ahead(p, parse_expression, &end);
        p->at = end;
        if (has_value && look_ahead(p, parse_clauses, NULL))
            raise_at(p, "SyntaxError", loc_of_tokens(p, start, start + 1),
                     "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        p->at = start;
        return;
    }
    AstNode *left = look_ahead(p, parse_expression, &end);
    if (left && p->tokens[end].kind == T_ASSIGN) {
        Loc to = p->tokens[end].loc;
        raise_at(p, "SyntaxError", (Loc){ left->span.line, left->span.column, to.end_line, to.end_column },
                 "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
}
