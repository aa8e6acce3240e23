/* Third step: statements and expressions where they may not stand, in CPython's words. What
   the grammar itself forbids is the parser's; what symbols forbid, collect.c's and resolve.c's. */
#include "frontend/scope/scope_internal.h"

#include <string.h>
#include "frontend/scope/tree.h"

typedef struct Checker {
    ScopeTree *tree;
    Scope *scope;
    bool in_loop, in_except_star;
    bool after_future;              /* from __future__ may not come any more */
} Checker;

static void check(AstNode *node, void *context);

static void check_all(Checker *c, AstNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++)
        if (nodes.items[i])
            check(nodes.items[i], c);
}

static bool is_async_function(const Scope *scope)
{
    return scope->node->kind == AST_AsyncFunctionDef;
}

/* ---- names that may not be bound --------------------------------------------------------- */

static void check_bound_name(Checker *c, const Name *name, AstSpan span, const char *verb)
{
    if (name && strcmp(name->text, "__debug__") == 0)
        scope_error(c->tree, span, "cannot %s __debug__", verb);
}

static void check_parameter(Checker *c, AstNode *node, AstSpan function)
{
    if (!node)
        return;
    Astarg *arg = AST_CAST(arg, node);
    check_bound_name(c, arg->arg, function, "assign to");
    if (!arg->annotation || c->tree->future_annotations)
        return;
    AstNode *annotation = arg->annotation;
    check(annotation->kind == AST_Starred ? AST_CAST(Starred, annotation)->value : annotation, c);
}

static void check_arguments(Checker *c, AstNode *node, AstSpan function)
{
    Astarguments *a = AST_CAST(arguments, node);
    AstNodes lists[] = { a->posonlyargs, a->args, a->kwonlyargs };
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < lists[k].count; i++)
            check_parameter(c, lists[k].items[i], function);
    check_parameter(c, a->vararg, function);
    check_parameter(c, a->kwarg, function);
    check_all(c, a->defaults);
    check_all(c, a->kw_defaults);
}

static void check_keywords(Checker *c, AstNodes keywords, AstSpan call)
{
    for (size_t i = 0; i < keywords.count; i++) {
        Astkeyword *keyword = AST_CAST(keyword, keywords.items[i]);
        if (!keyword->arg)
            continue;
        check_bound_name(c, keyword->arg, call, "assign to");
        for (size_t k = i + 1; k < keywords.count; k++) {
            Astkeyword *other = AST_CAST(keyword, keywords.items[k]);
            if (other->arg == keyword->arg) {
                scope_error(c->tree, other->base.span, "keyword argument repeated: %s", keyword->arg->text);
                return;
            }
        }
    }
}

/* ---- stars -------------------------------------------------------------------------------- */

static void check_star_target(Checker *c, AstNode *node, AstNodes items)
{
    size_t stars = 0;
    for (size_t i = 0; i < items.count; i++) {
        if (items.items[i]->kind != AST_Starred)
            continue;
        if (++stars > 1)
            scope_error(c->tree, node->span, "multiple starred expressions in assignment");
        else if (i >= 256 || items.count - i - 1 >= 1 << 23)
            scope_error(c->tree, node->span, "too many expressions in star-unpacking assignment");
    }
}

static void check_items(Checker *c, AstNodes items)
{
    for (size_t i = 0; i < items.count; i++) {
        AstNode *item = items.items[i];
        if (item->kind == AST_Starred)
            check(AST_CAST(Starred, item)->value, c);
        else
            check(item, c);
    }
}

static void check_display(Checker *c, AstNode *node, AstNodes items, ExprContext ctx)
{
    if (ctx == CTX_STORE)
        check_star_target(c, node, items);
    check_items(c, items);
}

/* ---- functions, classes, comprehensions ---------------------------------------------------- */

static Checker entered(const Checker *c, AstNode *node)
{
    return (Checker){ .tree = c->tree, .scope = scope_of(c->tree, node), .after_future = true };
}

static void check_function(Checker *c, AstNode *node, Name *name, AstNode *args, AstNodes body,
                           AstNodes decorators, AstNode *returns)
{
    check_bound_name(c, name, node->span, "assign to");
    check_all(c, decorators);
    check_arguments(c, args, node->span);
    if (returns && !c->tree->future_annotations)
        check(returns, c);
    Checker inner = entered(c, node);
    check_all(&inner, body);
}

static void check_comprehension(Checker *c, AstNode *node, AstNodes generators, AstNode *first,
                                AstNode *second)
{
    check(AST_CAST(comprehension, generators.items[0])->iter, c);
    Checker inner = entered(c, node);
    if (inner.scope->is_coroutine && node->kind != AST_GeneratorExp && !is_async_function(c->scope) &&
        !scope_is_comprehension(c->scope))
        scope_error(c->tree, node->span,
                    "asynchronous comprehension outside of an asynchronous function");
    for (size_t i = 0; i < generators.count; i++) {
        Astcomprehension *clause = AST_CAST(comprehension, generators.items[i]);
        check(clause->target, &inner);
        if (i > 0)
            check(clause->iter, &inner);
        check_all(&inner, clause->ifs);
    }
    check(first, &inner);
    if (second)
        check(second, &inner);
}

/* ---- statements ------------------------------------------------------------------------------ */

static void check_return(Checker *c, AstReturn *s)
{
    if (!scope_is_function(c->scope))
        scope_error(c->tree, s->base.span, "'return' outside function");
    else if (s->value && c->scope->is_generator && is_async_function(c->scope))
        scope_error(c->tree, s->base.span, "'return' with value in async generator");
    if (c->in_except_star)
        scope_error(c->tree, s->value && s->value->kind == AST_Constant ? s->value->span : s->base.span,
                    "'break', 'continue' and 'return' cannot appear in an except* block");
    if (s->value)
        check(s->value, c);
}

static void check_jump(Checker *c, AstNode *s)
{
    if (c->in_except_star && !c->in_loop)
        scope_error(c->tree, s->span, "'break', 'continue' and 'return' cannot appear in an except* block");
    else if (!c->in_loop)
        scope_error(c->tree, s->span, s->kind == AST_Break ? "'break' outside loop"
                                                           : "'continue' not properly in loop");
}

static void check_loop(Checker *c, AstNode *target, AstNode *head, AstNodes body, AstNodes orelse)
{
    if (target)
        check(target, c);
    check(head, c);
    bool before = c->in_loop;
    c->in_loop = true;
    check_all(c, body);
    c->in_loop = before;
    check_all(c, orelse);
}

static void check_try(Checker *c, AstNodes body, AstNodes handlers, AstNodes orelse, AstNodes finalbody,
                      bool is_star)
{
    check_all(c, body);
    for (size_t i = 0; i < handlers.count; i++) {
        AstExceptHandler *handler = AST_CAST(ExceptHandler, handlers.items[i]);
        if (!handler->type && i + 1 < handlers.count)
            scope_error(c->tree, handler->base.span, "default 'except:' must be last");
        if (handler->type)
            check(handler->type, c);
        check_bound_name(c, handler->name, handler->base.span, "assign to");
        Checker inside = *c;
        if (is_star) {
            inside.in_except_star = true;
            inside.in_loop = false;
        }
        check_all(&inside, handler->body);
    }
    check_all(c, orelse);
    check_all(c, finalbody);
}

static bool is_known_future(const char *name)
{
    static const char *const known[] = {
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], name) == 0)
            return true;
    return false;
}

static bool is_future_import(AstNode *node)
{
    if (node->kind != AST_ImportFrom)
        return false;
    AstImportFrom *from = AST_CAST(ImportFrom, node);
    return from->module && !from->level && strcmp(from->module->text, "__future__") == 0;
}

static void check_import_from(Checker *c, AstImportFrom *s)
{
    bool is_future = is_future_import(&s->base);
    if (is_future && c->after_future)
        scope_error(c->tree, s->base.span, "from __future__ imports must occur at the beginning of the file");
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        check_bound_name(c, alias->asname ? alias->asname : alias->name, s->base.span, "assign to");
        if (!is_future || is_known_future(alias->name->text))
            continue;
        AstSpan start = s->base.span;
        start.end_line = start.line;
        start.end_column = start.column + 1;
        if (strcmp(alias->name->text, "braces") == 0)
            scope_error(c->tree, start, "not a chance");
        else
            scope_error(c->tree, start, "future feature %s is not defined", alias->name->text);
    }
}

static void check_import(Checker *c, AstImport *s)
{
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        check_bound_name(c, alias->asname ? alias->asname : alias->name, s->base.span, "assign to");
    }
}

static void check_annotated(Checker *c, AstAnnAssign *s)
{
    if (s->target->kind == AST_Name)
        check_bound_name(c, AST_CAST(Name, s->target)->id, s->base.span, "assign to");
    else
        check(s->target, c);
    if (!c->tree->future_annotations)
        check(s->annotation, c);
    if (s->value)
        check(s->value, c);
}

/* ---- match ------------------------------------------------------------------------------------ */

static bool is_irrefutable(AstNode *pattern)
{
    if (pattern->kind == AST_MatchAs) {
        AstMatchAs *as = AST_CAST(MatchAs, pattern);
        return !as->pattern || is_irrefutable(as->pattern);
    }
    if (pattern->kind == AST_MatchOr) {
        AstMatchOr *any = AST_CAST(MatchOr, pattern);
        return is_irrefutable(any->patterns.items[any->patterns.count - 1]);
    }
    return false;
}

static void complain_irrefutable(Checker *c, AstNode *pattern)
{
    AstMatchAs *as = NULL;
    while (!as) {
        if (pattern->kind == AST_MatchOr) {
            AstMatchOr *any = AST_CAST(MatchOr, pattern);
            pattern = any->patterns.items[any->patterns.count - 1];
        } else if (AST_CAST(MatchAs, pattern)->pattern) {
            pattern = AST_CAST(MatchAs, pattern)->pattern;
        } else {
            as = AST_CAST(MatchAs, pattern);
        }
    }
    if (as->name)
        scope_error(c->tree, pattern->span, "name capture '%s' makes remaining patterns unreachable",
                    as->name->text);
    else
        scope_error(c->tree, pattern->span, "wildcard makes remaining patterns unreachable");
}

typedef struct { Checker *c; VEC(Name *) names; } PatternNames;

static void gather(AstNode *pattern, PatternNames *found);

static void gather_name(PatternNames *found, Name *name, AstSpan span)
{
    if (!name)
        return;
    for (size_t i = 0; i < found->names.count; i++)
        if (found->names.items[i] == name) {
            scope_error(found->c->tree, span, "multiple assignments to name '%s' in pattern", name->text);
            return;
        }
    VEC_PUSH(found->c->tree->arena, found->names, name);
}

static void gather_all(AstNodes patterns, PatternNames *found)
{
    for (size_t i = 0; i < patterns.count; i++)
        gather(patterns.items[i], found);
}

static bool same_names(const PatternNames *a, const PatternNames *b)
{
    if (a->names.count != b->names.count)
        return false;
    for (size_t i = 0; i < a->names.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < b->names.count; k++)
            is_there = is_there || a->names.items[i] == b->names.items[k];
        if (!is_there)
            return false;
    }
    return true;
}

static void gather_or(AstMatchOr *any, PatternNames *found)
{
    PatternNames first = { .c = found->c };
    for (size_t i = 0; i < any->patterns.count; i++) {
        AstNode *pattern = any->patterns.items[i];
        PatternNames names = { .c = found->c };
        gather(pattern, &names);
        if (i == 0)
            first = names;
        else if (!same_names(&first, &names)) {
            scope_error(found->c->tree, any->base.span, "alternative patterns bind different names");
            return;
        }
        if (i + 1 < any->patterns.count && is_irrefutable(pattern)) {
            complain_irrefutable(found->c, pattern);
            return;
        }
    }
    for (size_t i = 0; i < first.names.count; i++)
        gather_name(found, first.names.items[i], any->base.span);
}

static void gather_sequence(AstMatchSequence *sequence, PatternNames *found)
{
    size_t stars = 0;
    for (size_t i = 0; i < sequence->patterns.count; i++)
        stars += sequence->patterns.items[i]->kind == AST_MatchStar;
    if (stars > 1)
        scope_error(found->c->tree, sequence->base.span,
                    "multiple starred names in sequence pattern");
    gather_all(sequence->patterns, found);
}

static void gather_class(AstMatchClass *class, PatternNames *found)
{
    for (size_t i = 0; i < class->kwd_attrs.count; i++)
        for (size_t k = i + 1; k < class->kwd_attrs.count; k++)
            if (class->kwd_attrs.items[i] == class->kwd_attrs.items[k]) {
                scope_error(found->c->tree, class->kwd_patterns.items[k]->span,
                            "attribute name repeated in class pattern: %s", class->kwd_attrs.items[k]->text);
                return;
            }
    gather_all(class->patterns, found);
    gather_all(class->kwd_patterns, found);
}

static void gather(AstNode *pattern, PatternNames *found)
{
    switch (pattern->kind) {
    case AST_MatchAs: {
        AstMatchAs *as = AST_CAST(MatchAs, pattern);
        if (as->pattern)
            gather(as->pattern, found);
        gather_name(found, as->name, pattern->span);
        break;
    }
    case AST_MatchStar:
        gather_name(found, AST_CAST(MatchStar, pattern)->name, pattern->span);
        break;
    case AST_MatchMapping:
        gather_all(AST_CAST(MatchMapping, pattern)->patterns, found);
        gather_name(found, AST_CAST(MatchMapping, pattern)->rest, pattern->span);
        break;
    case AST_MatchSequence:
        gather_sequence(AST_CAST(MatchSequence, pattern), found);
        break;
    case AST_MatchClass:
        gather_class(AST_CAST(MatchClass, pattern), found);
        break;
    case AST_MatchOr:
        gather_or(AST_CAST(MatchOr, pattern), found);
        break;
    default:
        break;
    }
}

static void check_match(Checker *c, AstMatch *s)
{
    check(s->subject, c);
    for (size_t i = 0; i < s->cases.count; i++) {
        Astmatch_case *one = AST_CAST(match_case, s->cases.items[i]);
        PatternNames names = { .c = c };
        gather(one->pattern, &names);
        if (i + 1 < s->cases.count && !one->guard && is_irrefutable(one->pattern))
            complain_irrefutable(c, one->pattern);
        if (one->guard)
            check(one->guard, c);
        check_all(c, one->body);
    }
}

/* ---- everything ------------------------------------------------------------------------------- */

static void check_await(Checker *c, AstNode *node)
{
    if (!scope_is_function(c->scope))
        scope_error(c->tree, node->span, "'await' outside function");
    else if (!is_async_function(c->scope) && !scope_is_comprehension(c->scope))
        scope_error(c->tree, node->span, "'await' outside async function");
}

static void check_yield(Checker *c, AstNode *node)
{
    if (!scope_is_function(c->scope))
        scope_error(c->tree, node->span, "'yield' outside function");
    else if (node->kind == AST_YieldFrom && is_async_function(c->scope))
        scope_error(c->tree, node->span, "'yield from' inside async function");
}

static void check_name(Checker *c, AstNode *node, Name *name, ExprContext ctx)
{
    if (ctx == CTX_STORE)
        check_bound_name(c, name, node->span, "assign to");
    else if (ctx == CTX_DEL)
        check_bound_name(c, name, node->span, "delete");
}

static bool check_statement(Checker *c, AstNode *node)
{
    switch (node->kind) {
    case AST_FunctionDef: {
        AstFunctionDef *n = AST_CAST(FunctionDef, node);
        check_function(c, node, n->name, n->args, n->body, n->decorator_list, n->returns);
        return true;
    }
    case AST_AsyncFunctionDef: {
        AstAsyncFunctionDef *n = AST_CAST(AsyncFunctionDef, node);
        check_function(c, node, n->name, n->args, n->body, n->decorator_list, n->returns);
        return true;
    }
    case AST_ClassDef: {
        AstClassDef *n = AST_CAST(ClassDef, node);
        check_bound_name(c, n->name, node->span, "assign to");
        check_all(c, n->decorator_list);
        check_items(c, n->bases);
        check_keywords(c, n->keywords, node->span);
        check_all(c, n->keywords);
        Checker inner = entered(c, node);
        check_all(&inner, n->body);
        return true;
    }
    case AST_Return: check_return(c, AST_CAST(Return, node)); return true;
    case AST_Break: case AST_Continue: check_jump(c, node); return true;
    case AST_For: {
        AstFor *n = AST_CAST(For, node);
        check_loop(c, n->target, n->iter, n->body, n->orelse);
        return true;
    }
    case AST_AsyncFor: {
        AstAsyncFor *n = AST_CAST(AsyncFor, node);
        if (!is_async_function(c->scope))
            scope_error(c->tree, node->span, "'async for' outside async function");
        check_loop(c, n->target, n->iter, n->body, n->orelse);
        return true;
    }
    case AST_While: {
        AstWhile *n = AST_CAST(While, node);
        check_loop(c, NULL, n->test, n->body, n->orelse);
        return true;
    }
    case AST_AsyncWith:
        if (!is_async_function(c->scope))
            scope_error(c->tree, node->span, "'async with' outside async function");
        return false;
    case AST_Try: {
        AstTry *n = AST_CAST(Try, node);
        check_try(c, n->body, n->handlers, n->orelse, n->finalbody, false);
        return true;
    }
    case AST_TryStar: {
        AstTryStar *n = AST_CAST(TryStar, node);
        check_try(c, n->body, n->handlers, n->orelse, n->finalbody, true);
        return true;
    }
    case AST_Import: check_import(c, AST_CAST(Import, node)); return true;
    case AST_ImportFrom: check_import_from(c, AST_CAST(ImportFrom, node)); return true;
    case AST_AnnAssign: check_annotated(c, AST_CAST(AnnAssign, node)); return true;
    case AST_Match: check_match(c, AST_CAST(Match, node)); return true;
    default: return false;
    }
}

static bool check_expression(Checker *c, AstNode *node)
{
    switch (node->kind) {
    case AST_Lambda: {
        AstLambda *n = AST_CAST(Lambda, node);
        check_arguments(c, n->args, node->span);
        Checker inner = entered(c, node);
        check(n->body, &inner);
        return true;
    }
    case AST_ListComp: {
        AstListComp *n = AST_CAST(ListComp, node);
        check_comprehension(c, node, n->generators, n->elt, NULL);
        return true;
    }
    case AST_SetComp: {
        AstSetComp *n = AST_CAST(SetComp, node);
        check_comprehension(c, node, n->generators, n->elt, NULL);
        return true;
    }
    case AST_DictComp: {
        AstDictComp *n = AST_CAST(DictComp, node);
        check_comprehension(c, node, n->generators, n->key, n->value);
        return true;
    }
    case AST_GeneratorExp: {
        AstGeneratorExp *n = AST_CAST(GeneratorExp, node);
        check_comprehension(c, node, n->generators, n->elt, NULL);
        return true;
    }
    case AST_Await: check_await(c, node); return false;
    case AST_Yield: case AST_YieldFrom: check_yield(c, node); return false;
    case AST_Call: {
        AstCall *n = AST_CAST(Call, node);
        check_keywords(c, n->keywords, node->span);
        check(n->func, c);
        check_items(c, n->args);
        check_all(c, n->keywords);
        return true;
    }
    case AST_Name:
        check_name(c, node, AST_CAST(Name, node)->id, AST_CAST(Name, node)->ctx);
        return true;
    case AST_Attribute:
        check_name(c, node, AST_CAST(Attribute, node)->attr, AST_CAST(Attribute, node)->ctx);
        return false;
    case AST_List:
        check_display(c, node, AST_CAST(List, node)->elts, AST_CAST(List, node)->ctx);
        return true;
    case AST_Tuple:
        check_display(c, node, AST_CAST(Tuple, node)->elts, AST_CAST(Tuple, node)->ctx);
        return true;
    case AST_Set:
        check_items(c, AST_CAST(Set, node)->elts);
        return true;
    case AST_Starred:
        scope_error(c->tree, node->span, AST_CAST(Starred, node)->ctx == CTX_STORE
                    ? "starred assignment target must be in a list or tuple"
                    : "can't use starred expression here");
        return false;
    default:
        return false;
    }
}

static void check(AstNode *node, void *context)
{
    Checker *c = context;
    if (!check_statement(c, node) && !check_expression(c, node))
        tree_visit_children(node, check, c);
}

static bool is_docstring(AstNode *node)
{
    if (node->kind != AST_Expr || AST_CAST(Expr, node)->value->kind != AST_Constant)
        return false;
    return AST_CAST(Constant, AST_CAST(Expr, node)->value)->value->kind == CONST_STR;
}

void scope_check(ScopeTree *tree, AstNode *module)
{
    Checker c = { .tree = tree, .scope = tree->module };
    if (module->kind != AST_Module) {
        tree_visit_children(module, check, &c);
        return;
    }
    AstNodes body = AST_CAST(Module, module)->body;
    for (size_t i = 0; i < body.count; i++) {
        if (!(i == 0 && is_docstring(body.items[i])) && !is_future_import(body.items[i]))
            c.after_future = true;
        check(body.items[i], &c);
    }
}
