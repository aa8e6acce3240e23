/* Whether a tree that a program built is one that the rest of the front end can take: CPython's
   checks of such trees, in its order and words. What they let pass and the grammar could not have
   made (a starred expression as an operand, break outside of loops) is checked where it is for parsed trees. */
#include "frontend/ast/ast.h"

#include <string.h>

#include "frontend/base/diag.h"

typedef struct Validator { Diagnostics *diagnostics; } Validator;

static bool expression(Validator *v, AstNode *node, ExprContext context);
static bool statement(Validator *v, AstNode *node);
static bool pattern(Validator *v, AstNode *node, bool star_ok);

#define REFUSE_AS(v, type, ...) (diag_error((v)->diagnostics, type, (Loc){ 0, -1, 0, -1 }, __VA_ARGS__), false)
#define REFUSE(v, ...) REFUSE_AS(v, "ValueError", __VA_ARGS__)

/* ---- lists ------------------------------------------------------------------------------------- */

static bool expressions(Validator *v, AstNodes nodes, ExprContext context, bool null_ok) {
    for (size_t i = 0; i < nodes.count; i++) {
        if (!nodes.items[i] && !null_ok)
            return REFUSE(v, "None disallowed in expression list");
        if (nodes.items[i] && !expression(v, nodes.items[i], context))
            return false;
    }
    return true;
}

static bool not_empty(Validator *v, size_t count, const char *what, const char *owner) {
    return count || REFUSE(v, "empty %s on %s", what, owner);
}

static bool assigned(Validator *v, AstNodes targets, ExprContext context, const char *owner) {
    return not_empty(v, targets.count, "targets", owner) && expressions(v, targets, context, false);
}

static bool statements(Validator *v, AstNodes nodes) {
    for (size_t i = 0; i < nodes.count; i++) {
        if (!nodes.items[i])
            return REFUSE(v, "None disallowed in statement list");
        if (!statement(v, nodes.items[i]))
            return false;
    }
    return true;
}

static bool body(Validator *v, AstNodes nodes, const char *owner) {
    return not_empty(v, nodes.count, "body", owner) && statements(v, nodes);
}

static bool optional(Validator *v, AstNode *node) { return !node || expression(v, node, CTX_LOAD); }

/* ---- positions ----------------------------------------------------------------------------------- */

static bool positions(Validator *v, const AstNode *node) {
    AstSpan s = node->span;
    if (s.line > s.end_line)
        return REFUSE(v, "AST node line range (%d, %d) is not valid", s.line, s.end_line);
    if ((s.line < 0 && s.end_line != s.line) || (s.column < 0 && s.column != s.end_column))
        return REFUSE(v, "AST node column range (%d, %d) for line range (%d, %d) is not valid", s.column, s.end_column, s.line, s.end_line);
    if (s.line == s.end_line && s.column > s.end_column)
        return REFUSE(v, "line %d, column %d-%d is not a valid range", s.line, s.column, s.end_column);
    return true;
}

/* ---- names and constants ------------------------------------------------------------------------ */

static bool name(Validator *v, const Name *id) {
    static const char *const words[] = { "None", "True", "False" };
    for (int i = 0; i < 3; i++)
        if (strcmp(id->text, words[i]) == 0)
            return REFUSE(v, "identifier field can't represent '%s' constant", words[i]);
    return true;
}

/* ---- parts of expressions ------------------------------------------------------------------------ */

static bool comprehension(Validator *v, AstNodes generators) {
    if (!generators.count)
        return REFUSE(v, "comprehension with no generators");
    for (size_t i = 0; i < generators.count; i++) {
        Astcomprehension *c = AST_CAST(comprehension, generators.items[i]);
        if (!expression(v, c->target, CTX_STORE) || !expression(v, c->iter, CTX_LOAD) || !expressions(v, c->ifs, CTX_LOAD, false))
            return false;
    }
    return true;
}

static bool keywords(Validator *v, AstNodes list) {
    for (size_t i = 0; i < list.count; i++)
        if (!expression(v, AST_CAST(keyword, list.items[i])->value, CTX_LOAD))
            return false;
    return true;
}

static bool parameter(Validator *v, AstNode *node) {
    return !node || (positions(v, node) && optional(v, AST_CAST(arg, node)->annotation));
}

static bool parameters(Validator *v, AstNodes list) {
    for (size_t i = 0; i < list.count; i++)
        if (!parameter(v, list.items[i]))
            return false;
    return true;
}

static bool arguments(Validator *v, AstNode *node) {
    Astarguments *a = AST_CAST(arguments, node);
    if (!parameters(v, a->posonlyargs) || !parameters(v, a->args) || !parameter(v, a->vararg) || !parameters(v, a->kwonlyargs) ||
        !parameter(v, a->kwarg))
        return false;
    if (a->defaults.count > a->posonlyargs.count + a->args.count)
        return REFUSE(v, "more positional defaults than args on arguments");
    if (a->kw_defaults.count != a->kwonlyargs.count)
        return REFUSE(v, "length of kwonlyargs is not the same as kw_defaults on arguments");
    return expressions(v, a->defaults, CTX_LOAD, false) && expressions(v, a->kw_defaults, CTX_LOAD, true);
}

/* ---- expressions ----------------------------------------------------------------------------------- */

static bool has_context(Validator *v, AstNode *node, ExprContext wanted) {
    static const char *const names[] = { "Load", "Store", "Del" };
    ExprContext has = CTX_LOAD;
    switch (node->kind) {
    case AST_Attribute: has = AST_CAST(Attribute, node)->ctx; break;
    case AST_Subscript: has = AST_CAST(Subscript, node)->ctx; break;
    case AST_Starred:   has = AST_CAST(Starred, node)->ctx; break;
    case AST_Name:
        if (!name(v, AST_CAST(Name, node)->id))
            return false;
        has = AST_CAST(Name, node)->ctx;
        break;
    case AST_List:      has = AST_CAST(List, node)->ctx; break;
    case AST_Tuple:     has = AST_CAST(Tuple, node)->ctx; break;
    default:
        return wanted == CTX_LOAD || REFUSE(v, "expression which can't be assigned to in %s context", names[wanted]);
    }
    return has == wanted || REFUSE(v, "expression must have %s context but has %s instead", names[wanted], names[has]);
}

static bool compare(Validator *v, AstCompare *e) {
    if (!e->comparators.count)
        return REFUSE(v, "Compare with no comparators");
    if (e->comparators.count != e->ops.count)
        return REFUSE(v, "Compare has a different number of comparators and operands");
    return expressions(v, e->comparators, CTX_LOAD, false) && expression(v, e->left, CTX_LOAD);
}

static bool dictionary(Validator *v, AstDict *e) {
    if (e->keys.count != e->values.count)
        return REFUSE(v, "Dict doesn't have the same number of keys as values");
    return expressions(v, e->keys, CTX_LOAD, true) && expressions(v, e->values, CTX_LOAD, false);
}

#define LOAD(field) expression(v, e->field, CTX_LOAD)
#define CASE(Kind, condition) case AST_##Kind: { Ast##Kind *e = AST_CAST(Kind, node); return condition; }

static bool expression(Validator *v, AstNode *node, ExprContext context) {
    if (!positions(v, node) || !has_context(v, node, context))
        return false;
    switch (node->kind) {
    CASE(BoolOp, (e->values.count >= 2 || REFUSE(v, "BoolOp with less than 2 values")) && expressions(v, e->values, CTX_LOAD, false))
    CASE(BinOp, LOAD(left) && LOAD(right))
    CASE(UnaryOp, LOAD(operand))
    CASE(Lambda, arguments(v, e->args) && LOAD(body))
    CASE(IfExp, LOAD(test) && LOAD(body) && LOAD(orelse))
    CASE(Dict, dictionary(v, e))
    CASE(Set, expressions(v, e->elts, CTX_LOAD, false))
    CASE(ListComp, comprehension(v, e->generators) && LOAD(elt))
    CASE(SetComp, comprehension(v, e->generators) && LOAD(elt))
    CASE(GeneratorExp, comprehension(v, e->generators) && LOAD(elt))
    CASE(DictComp, comprehension(v, e->generators) && LOAD(key) && LOAD(value))
    CASE(Yield, optional(v, e->value))
    CASE(YieldFrom, LOAD(value))
    CASE(Await, LOAD(value))
    CASE(Compare, compare(v, e))
    CASE(Call, LOAD(func) && expressions(v, e->args, CTX_LOAD, false) && keywords(v, e->keywords))
    CASE(JoinedStr, expressions(v, e->values, CTX_LOAD, false))
    CASE(FormattedValue, LOAD(value) && optional(v, e->format_spec))
    CASE(Attribute, LOAD(value))
    CASE(Subscript, LOAD(slice) && LOAD(value))
    CASE(Starred, expression(v, e->value, context))
    CASE(List, expressions(v, e->elts, context, false))
    CASE(Tuple, expressions(v, e->elts, context, false))
    CASE(NamedExpr, LOAD(value))
    CASE(Slice, optional(v, e->lower) && optional(v, e->upper) && optional(v, e->step))
    case AST_Constant: case AST_Name: return true;
    default: return REFUSE(v, "unexpected expression");
    }
}

/* ---- patterns ---------------------------------------------------------------------------------------- */

static bool is_number(const AstNode *node, bool allows_real, bool allows_imaginary) {
    if (node->kind != AST_Constant)
        return false;
    ConstKind kind = ((const AstConstant *)node)->value->kind;
    return (allows_real && (kind == CONST_INT || kind == CONST_FLOAT)) || (allows_imaginary && kind == CONST_COMPLEX);
}

static bool is_signed_number(AstNode *node, bool allows_real, bool allows_imaginary) {
    if (node->kind == AST_UnaryOp && AST_CAST(UnaryOp, node)->op == UNARY_USUB)
        return is_number(AST_CAST(UnaryOp, node)->operand, allows_real, allows_imaginary);
    return is_number(node, allows_real, allows_imaginary);
}

static bool is_pattern_literal(AstNode *node) {
    switch (node->kind) {
    case AST_Constant: {
        ConstKind kind = AST_CAST(Constant, node)->value->kind;
        return kind == CONST_INT || kind == CONST_FLOAT || kind == CONST_COMPLEX || kind == CONST_STR || kind == CONST_BYTES;
    }
    case AST_Attribute: return true;
    case AST_UnaryOp: return is_signed_number(node, true, true);
    case AST_BinOp: {
        AstBinOp *sum = AST_CAST(BinOp, node);
        return (sum->op == OP_ADD || sum->op == OP_SUB) && is_signed_number(sum->left, true, false) && is_number(sum->right, false, true);
    }
    case AST_JoinedStr: return true;
    default: return false;
    }
}

static bool match_value(Validator *v, AstNode *node) {
    return expression(v, node, CTX_LOAD) &&
           (is_pattern_literal(node) || REFUSE(v, "patterns may only match literals and attribute lookups"));
}

static bool capture(Validator *v, const Name *id) {
    if (strcmp(id->text, "_") == 0)
        return REFUSE(v, "can't capture name '_' in patterns");
    return name(v, id);
}

static bool patterns(Validator *v, AstNodes list, bool star_ok) {
    for (size_t i = 0; i < list.count; i++)
        if (!pattern(v, list.items[i], star_ok))
            return false;
    return true;
}

static bool mapping(Validator *v, AstMatchMapping *p) {
    if (p->keys.count != p->patterns.count)
        return REFUSE(v, "MatchMapping doesn't have the same number of keys as patterns");
    if (p->rest && !capture(v, p->rest))
        return false;
    for (size_t i = 0; i < p->keys.count; i++) {
        AstNode *key = p->keys.items[i];
        if (key->kind == AST_Constant) {
            ConstKind kind = AST_CAST(Constant, key)->value->kind;
            if (kind == CONST_NONE || kind == CONST_TRUE || kind == CONST_FALSE)
                continue;
        }
        if (!match_value(v, key))
            return false;
    }
    return patterns(v, p->patterns, false);
}

static bool match_class(Validator *v, AstMatchClass *p) {
    if (p->kwd_attrs.count != p->kwd_patterns.count)
        return REFUSE(v, "MatchClass doesn't have the same number of keyword attributes as patterns");
    if (!expression(v, p->cls, CTX_LOAD))
        return false;
    AstNode *cls = p->cls;
    while (cls->kind == AST_Attribute)
        cls = AST_CAST(Attribute, cls)->value;
    if (cls->kind != AST_Name)
        return REFUSE(v, "MatchClass cls field can only contain Name or Attribute nodes.");
    for (size_t i = 0; i < p->kwd_attrs.count; i++)
        if (!name(v, p->kwd_attrs.items[i]))
            return false;
    return patterns(v, p->patterns, false) && patterns(v, p->kwd_patterns, false);
}

static bool match_as(Validator *v, AstMatchAs *p) {
    if (p->name && !capture(v, p->name))
        return false;
    if (!p->pattern)
        return true;
    if (!p->name)
        return REFUSE(v, "MatchAs must specify a target name if a pattern is given");
    return pattern(v, p->pattern, false);
}

static bool singleton(Validator *v, const Const *value) {
    return value->kind == CONST_NONE || value->kind == CONST_TRUE || value->kind == CONST_FALSE ||
           REFUSE(v, "MatchSingleton can only contain True, False and None");
}

static bool pattern(Validator *v, AstNode *node, bool star_ok) {
    if (!node)
        return REFUSE(v, "None disallowed in pattern list");
    if (!positions(v, node))
        return false;
    switch (node->kind) {
    CASE(MatchValue, match_value(v, e->value))
    CASE(MatchSingleton, singleton(v, e->value))
    CASE(MatchSequence, patterns(v, e->patterns, true))
    CASE(MatchMapping, mapping(v, e))
    CASE(MatchClass, match_class(v, e))
    CASE(MatchStar, star_ok ? !e->name || capture(v, e->name) : REFUSE(v, "can't use MatchStar here"))
    CASE(MatchAs, match_as(v, e))
    CASE(MatchOr, (e->patterns.count >= 2 || REFUSE(v, "MatchOr requires at least 2 patterns")) && patterns(v, e->patterns, false))
    default: return REFUSE(v, "unexpected pattern");
    }
}

/* ---- statements ---------------------------------------------------------------------------------------- */

static bool with_items(Validator *v, AstNodes items, const char *owner) {
    if (!not_empty(v, items.count, "items", owner))
        return false;
    for (size_t i = 0; i < items.count; i++) {
        Astwithitem *item = AST_CAST(withitem, items.items[i]);
        if (!expression(v, item->context_expr, CTX_LOAD) || (item->optional_vars && !expression(v, item->optional_vars, CTX_STORE)))
            return false;
    }
    return true;
}

static bool cases(Validator *v, AstMatch *s) {
    if (!expression(v, s->subject, CTX_LOAD) || !not_empty(v, s->cases.count, "cases", "Match"))
        return false;
    for (size_t i = 0; i < s->cases.count; i++) {
        Astmatch_case *c = AST_CAST(match_case, s->cases.items[i]);
        if (!pattern(v, c->pattern, false) || !optional(v, c->guard) || !body(v, c->body, "match_case"))
            return false;
    }
    return true;
}

static bool try_statement(Validator *v, AstNodes block, AstNodes handlers, AstNodes orelse, AstNodes finalbody, const char *owner) {
    if (!body(v, block, owner))
        return false;
    if (!handlers.count && !finalbody.count)
        return REFUSE(v, "%s has neither except handlers nor finalbody", owner);
    if (!handlers.count && orelse.count)
        return REFUSE(v, "%s has orelse but no except handlers", owner);
    for (size_t i = 0; i < handlers.count; i++) {
        AstExceptHandler *handler = AST_CAST(ExceptHandler, handlers.items[i]);
        if (!positions(v, &handler->base) || !optional(v, handler->type) || !body(v, handler->body, "ExceptHandler"))
            return false;
    }
    return statements(v, finalbody) && statements(v, orelse);
}

static bool annotated(Validator *v, AstAnnAssign *s) {
    if (s->target->kind != AST_Name && s->simple)
        return REFUSE_AS(v, "TypeError", "AnnAssign with simple non-Name target");
    return expression(v, s->target, CTX_STORE) && optional(v, s->value) && expression(v, s->annotation, CTX_LOAD);
}

#define DEFINITION(Kind) CASE(Kind, body(v, e->body, #Kind) && arguments(v, e->args) && \
                                        expressions(v, e->decorator_list, CTX_LOAD, false) && optional(v, e->returns))
#define LOOP(Kind) CASE(Kind, expression(v, e->target, CTX_STORE) && LOAD(iter) && body(v, e->body, #Kind) && statements(v, e->orelse))

static bool statement(Validator *v, AstNode *node) {
    if (!positions(v, node))
        return false;
    switch (node->kind) {
    DEFINITION(FunctionDef)
    DEFINITION(AsyncFunctionDef)
    CASE(ClassDef, body(v, e->body, "ClassDef") && expressions(v, e->bases, CTX_LOAD, false) && keywords(v, e->keywords) &&
                       expressions(v, e->decorator_list, CTX_LOAD, false))
    CASE(Return, optional(v, e->value))
    CASE(Delete, assigned(v, e->targets, CTX_DEL, "Delete"))
    CASE(Assign, assigned(v, e->targets, CTX_STORE, "Assign") && LOAD(value))
    CASE(AugAssign, expression(v, e->target, CTX_STORE) && LOAD(value))
    CASE(AnnAssign, annotated(v, e))
    LOOP(For)
    LOOP(AsyncFor)
    CASE(While, LOAD(test) && body(v, e->body, "While") && statements(v, e->orelse))
    CASE(If, LOAD(test) && body(v, e->body, "If") && statements(v, e->orelse))
    CASE(With, with_items(v, e->items, "With") && body(v, e->body, "With"))
    CASE(AsyncWith, with_items(v, e->items, "AsyncWith") && body(v, e->body, "AsyncWith"))
    CASE(Match, cases(v, e))
    CASE(Raise, e->exc ? LOAD(exc) && optional(v, e->cause) : !e->cause || REFUSE(v, "Raise with cause but no exception"))
    CASE(Try, try_statement(v, e->body, e->handlers, e->orelse, e->finalbody, "Try"))
    CASE(TryStar, try_statement(v, e->body, e->handlers, e->orelse, e->finalbody, "TryStar"))
    CASE(Assert, LOAD(test) && optional(v, e->msg))
    CASE(Import, not_empty(v, e->names.count, "names", "Import"))
    CASE(ImportFrom, e->level < 0 ? REFUSE(v, "Negative ImportFrom level") : not_empty(v, e->names.count, "names", "ImportFrom"))
    CASE(Global, not_empty(v, e->names.count, "names", "Global"))
    CASE(Nonlocal, not_empty(v, e->names.count, "names", "Nonlocal"))
    CASE(Expr, LOAD(value))
    case AST_Pass: case AST_Break: case AST_Continue: return true;
    default: return REFUSE(v, "unexpected statement");
    }
}

bool ast_validate(AstNode *node, Diagnostics *diagnostics) {
    Validator validator = { diagnostics }, *v = &validator;
    switch (node->kind) {
    CASE(Module, statements(v, e->body))
    CASE(Interactive, statements(v, e->body))
    CASE(Expression, LOAD(body))
    CASE(FunctionType, expressions(v, e->argtypes, CTX_LOAD, false) && LOAD(returns))
    default: return REFUSE(v, "impossible module node");
    }
}
