/* Third step: statements and expressions where they may not stand, in CPython's words and in the order in
   which its compiler comes to them: the first error is the one it reports. What the grammar itself forbids
   is the parser's; what symbols forbid, collect.c's and resolve.c's. */
#include "frontend/scope/scope_internal.h"

#include <string.h>
#include "frontend/scope/tree.h"

typedef struct Checker {
    ScopeTree *tree;
    Scope *scope;
    bool in_loop, in_except_star;
    int blocks;                     /* of this function around the statement, as CPython counts them */
} Checker;

enum { BLOCKS_MAX = 20 };

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

static void check_annotation(Checker *c, AstNode *annotation)
{
    if (annotation && !c->tree->future_annotations)
        check(annotation->kind == AST_Starred ? AST_CAST(Starred, annotation)->value : annotation, c);
}

static void check_parameter(Checker *c, AstNode *node, AstSpan function, bool is_annotation)
{
    if (node && is_annotation)
        check_annotation(c, AST_CAST(arg, node)->annotation);
    else if (node)
        check_bound_name(c, AST_CAST(arg, node)->arg, function, "assign to");
}

/* The names of the parameters, or their annotations. */
static void check_parameters(Checker *c, Astarguments *a, AstSpan function, bool is_annotation)
{
    AstNodes lists[] = { is_annotation ? a->args : a->posonlyargs, is_annotation ? a->posonlyargs : a->args };
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k].count; i++)
            check_parameter(c, lists[k].items[i], function, is_annotation);
    check_parameter(c, a->vararg, function, is_annotation);
    for (size_t i = 0; i < a->kwonlyargs.count; i++)
        check_parameter(c, a->kwonlyargs.items[i], function, is_annotation);
    check_parameter(c, a->kwarg, function, is_annotation);
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
    return (Checker){ .tree = c->tree, .scope = scope_of(c->tree, node) };
}

static void check_function(Checker *c, AstNode *node, Name *name, AstNode *args, AstNodes body,
                           AstNodes decorators, AstNode *returns)
{
    Astarguments *a = AST_CAST(arguments, args);
    check_parameters(c, a, node->span, false);
    check_all(c, decorators);
    check_all(c, a->defaults);
    check_all(c, a->kw_defaults);
    check_parameters(c, a, node->span, true);
    check_annotation(c, returns);
    Checker inner = entered(c, node);
    check_all(&inner, body);
    check_bound_name(c, name, node->span, "assign to");
}

static void check_lambda(Checker *c, AstLambda *node)
{
    Astarguments *a = AST_CAST(arguments, node->args);
    check_parameters(c, a, node->base.span, false);
    check_all(c, a->defaults);
    check_all(c, a->kw_defaults);
    Checker inner = entered(c, &node->base);
    check(node->body, &inner);
}

static void check_class(Checker *c, AstClassDef *node)
{
    check_all(c, node->decorator_list);
    Checker inner = entered(c, &node->base);
    check_all(&inner, node->body);
    check_keywords(c, node->keywords, node->base.span);
    check_items(c, node->bases);
    check_all(c, node->keywords);
    check_bound_name(c, node->name, node->base.span, "assign to");
}

static void check_comprehension(Checker *c, AstNode *node, AstNodes generators, AstNode *first,
                                AstNode *second)
{
    Checker inner = entered(c, node);
    if (inner.scope->is_coroutine && node->kind != AST_GeneratorExp && !is_async_function(c->scope) &&
        !scope_is_comprehension(c->scope))
        scope_error(c->tree, node->span,
                    "asynchronous comprehension outside of an asynchronous function");
    for (size_t i = 0; i < generators.count; i++) {
        Astcomprehension *clause = AST_CAST(comprehension, generators.items[i]);
        inner.blocks += clause->is_async;
        if (inner.blocks > BLOCKS_MAX)
            scope_error(c->tree, node->span, "too many statically nested blocks");
        if (i > 0)
            check(clause->iter, &inner);
        check(clause->target, &inner);
        check_all(&inner, clause->ifs);
    }
    check(first, &inner);
    if (second)
        check(second, &inner);
    check(AST_CAST(comprehension, generators.items[0])->iter, c);
}

/* ---- statements ------------------------------------------------------------------------------ */

/* A block that a statement opens; more than BLOCKS_MAX in each other CPython cannot compile. */
static Checker in_block(const Checker *c, AstSpan span)
{
    Checker inner = *c;
    if (++inner.blocks > BLOCKS_MAX)
        scope_error(c->tree, span, "too many statically nested blocks");
    return inner;
}

static void check_return(Checker *c, AstReturn *s)
{
    if (!scope_is_function(c->scope))
        scope_error(c->tree, s->base.span, "'return' outside function");
    else if (s->value && c->scope->is_generator && is_async_function(c->scope))
        scope_error(c->tree, s->base.span, "'return' with value in async generator");
    if (s->value)
        check(s->value, c);
    if (c->in_except_star)
        scope_error(c->tree, s->value && s->value->kind == AST_Constant ? s->value->span : s->base.span,
                    "'break', 'continue' and 'return' cannot appear in an except* block");
}

static void check_jump(Checker *c, AstNode *s)
{
    if (c->in_except_star && !c->in_loop)
        scope_error(c->tree, s->span, "'break', 'continue' and 'return' cannot appear in an except* block");
    else if (!c->in_loop)
        scope_error(c->tree, s->span, s->kind == AST_Break ? "'break' outside loop"
                                                           : "'continue' not properly in loop");
}

static void check_loop(Checker *c, AstNode *loop, AstNode *head, AstNode *target, AstNodes body, AstNodes orelse)
{
    Checker inside = in_block(c, loop->span);
    check(head, &inside);
    if (target)
        check(target, &inside);
    inside.in_loop = true;
    check_all(&inside, body);
    check_all(c, orelse);
}

static void check_with(Checker *c, AstNode *node, AstNodes items, AstNodes body)
{
    Checker inside = *c;
    for (size_t i = 0; i < items.count; i++) {
        Astwithitem *item = AST_CAST(withitem, items.items[i]);
        check(item->context_expr, &inside);
        inside = in_block(&inside, node->span);
        if (item->optional_vars)
            check(item->optional_vars, &inside);
    }
    check_all(&inside, body);
}

static void check_handler(Checker *c, AstExceptHandler *handler, bool is_star, bool is_last)
{
    if (!handler->type && !is_last)
        scope_error(c->tree, handler->base.span, "default 'except:' must be last");
    if (handler->type)
        check(handler->type, c);
    check_bound_name(c, handler->name, handler->base.span, "assign to");
    Checker inside = in_block(c, handler->base.span);
    if (is_star) {
        inside.in_except_star = true;
        inside.in_loop = false;
    }
    check_all(&inside, handler->body);
}

static void check_handled(Checker *c, AstNode *node, AstNodes body, AstNodes handlers, AstNodes orelse, bool is_star)
{
    Checker inside = in_block(c, node->span);
    check_all(&inside, body);
    check_all(c, orelse);
    inside = in_block(c, node->span);
    for (size_t i = 0; i < handlers.count; i++)
        check_handler(&inside, AST_CAST(ExceptHandler, handlers.items[i]), is_star, i + 1 == handlers.count);
}

static void check_try(Checker *c, AstNode *node, AstNodes body, AstNodes handlers, AstNodes orelse, AstNodes finalbody,
                      bool is_star)
{
    Checker inside = finalbody.count ? in_block(c, node->span) : *c;
    if (handlers.count)
        check_handled(&inside, node, body, handlers, orelse, is_star);
    else
        check_all(&inside, body);
    if (!finalbody.count)
        return;
    check_all(c, finalbody);
    if (c->blocks + 1 > BLOCKS_MAX)
        in_block(c, node->span);
}

static void check_import_from(Checker *c, AstImportFrom *s)
{
    if (scope_is_future_import(&s->base) && s->base.span.line > c->tree->future_line)
        scope_error(c->tree, s->base.span, "from __future__ imports must occur at the beginning of the file");
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        check_bound_name(c, alias->asname ? alias->asname : alias->name, s->base.span, "assign to");
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
    bool evaluates = !c->tree->future_annotations && !scope_is_function(c->scope);
    if (s->value) {
        check(s->value, c);
        check(s->target, c);
    }
    if (s->target->kind == AST_Name)
        check_bound_name(c, AST_CAST(Name, s->target)->id, s->base.span, "assign to");
    else if (s->target->kind == AST_Attribute)
        check_bound_name(c, AST_CAST(Attribute, s->target)->attr, s->base.span, "assign to");
    if (!s->value && s->target->kind == AST_Attribute)
        check(AST_CAST(Attribute, s->target)->value, c);
    else if (!s->value && s->target->kind == AST_Subscript)
        check(s->target, c);
    if (evaluates)
        check(s->annotation, c);
}

/* ---- match ------------------------------------------------------------------------------------ */

static void check_match(Checker *c, AstMatch *s)
{
    check(s->subject, c);
    for (size_t i = 0; i < s->cases.count; i++) {
        Astmatch_case *one = AST_CAST(match_case, s->cases.items[i]);
        scope_check_pattern(c->tree, one->pattern, one->guard || i + 1 == s->cases.count);
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

/* The value comes before the name is bound; the attribute of an augmented assignment may be any. */
static void check_augmented(Checker *c, AstAugAssign *s)
{
    if (s->target->kind == AST_Attribute)
        check(AST_CAST(Attribute, s->target)->value, c);
    else if (s->target->kind == AST_Subscript)
        check(s->target, c);
    check(s->value, c);
    if (s->target->kind == AST_Name)
        check(s->target, c);
}

static void check_pairs(Checker *c, AstDict *node)
{
    for (size_t i = 0; i < node->values.count; i++) {
        if (node->keys.items[i])
            check(node->keys.items[i], c);
        check(node->values.items[i], c);
    }
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
    case AST_ClassDef: check_class(c, AST_CAST(ClassDef, node)); return true;
    case AST_Return: check_return(c, AST_CAST(Return, node)); return true;
    case AST_Break: case AST_Continue: check_jump(c, node); return true;
    case AST_For: {
        AstFor *n = AST_CAST(For, node);
        check_loop(c, node, n->iter, n->target, n->body, n->orelse);
        return true;
    }
    case AST_AsyncFor: {
        AstAsyncFor *n = AST_CAST(AsyncFor, node);
        if (!is_async_function(c->scope))
            scope_error(c->tree, node->span, "'async for' outside async function");
        check_loop(c, node, n->iter, n->target, n->body, n->orelse);
        return true;
    }
    case AST_While: {
        AstWhile *n = AST_CAST(While, node);
        check_loop(c, node, n->test, NULL, n->body, n->orelse);
        return true;
    }
    case AST_With: check_with(c, node, AST_CAST(With, node)->items, AST_CAST(With, node)->body); return true;
    case AST_AsyncWith:
        if (!is_async_function(c->scope))
            scope_error(c->tree, node->span, "'async with' outside async function");
        check_with(c, node, AST_CAST(AsyncWith, node)->items, AST_CAST(AsyncWith, node)->body);
        return true;
    case AST_Try: {
        AstTry *n = AST_CAST(Try, node);
        check_try(c, node, n->body, n->handlers, n->orelse, n->finalbody, false);
        return true;
    }
    case AST_TryStar: {
        AstTryStar *n = AST_CAST(TryStar, node);
        check_try(c, node, n->body, n->handlers, n->orelse, n->finalbody, true);
        return true;
    }
    case AST_Assign:
        check(AST_CAST(Assign, node)->value, c);
        check_all(c, AST_CAST(Assign, node)->targets);
        return true;
    case AST_AugAssign: check_augmented(c, AST_CAST(AugAssign, node)); return true;
    case AST_Import: check_import(c, AST_CAST(Import, node)); return true;
    case AST_ImportFrom: check_import_from(c, AST_CAST(ImportFrom, node)); return true;
    case AST_AnnAssign: check_annotated(c, AST_CAST(AnnAssign, node)); return true;
    case AST_Assert: return !c->tree->checks_asserts;
    case AST_Match: check_match(c, AST_CAST(Match, node)); return true;
    default: return false;
    }
}

static bool check_expression(Checker *c, AstNode *node)
{
    switch (node->kind) {
    case AST_Lambda: check_lambda(c, AST_CAST(Lambda, node)); return true;
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
        check(AST_CAST(Attribute, node)->value, c);
        check_name(c, node, AST_CAST(Attribute, node)->attr, AST_CAST(Attribute, node)->ctx);
        return true;
    case AST_NamedExpr:
        check(AST_CAST(NamedExpr, node)->value, c);
        check(AST_CAST(NamedExpr, node)->target, c);
        return true;
    case AST_Dict: check_pairs(c, AST_CAST(Dict, node)); return true;
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
    if (c->tree->visit)
        c->tree->visit(node, c->tree->visit_context);
    if (!check_statement(c, node) && !check_expression(c, node))
        tree_visit_children(node, check, c);
}

void scope_check_node(ScopeTree *tree, AstNode *node)
{
    Checker c = { .tree = tree, .scope = tree->module };
    check(node, &c);
}

void scope_check(ScopeTree *tree, AstNode *module)
{
    Checker c = { .tree = tree, .scope = tree->module };
    tree_visit_children(module, check, &c);
}
