/* First step: walks the tree once, opens scopes and notes what each does with each name.
   Expressions that belong to an outer scope (defaults, decorators, bases, the first iterable of
   a comprehension) are visited before their scope opens. */
#include "frontend/scope/scope_internal.h"

#include <string.h>
#include "frontend/scope/tree.h"

typedef struct Collector {
    ScopeTree *tree;
    Scope *scope;
    AstNode *top;        /* the simple statement of a function's own body that is being visited */
    const char *in_annotation;
} Collector;

static void visit(AstNode *node, void *context);

static void visit_all(Collector *c, AstNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++)
        if (nodes.items[i])
            visit(nodes.items[i], c);
}

static void visit_optional(Collector *c, AstNode *node)
{
    if (node)
        visit(node, c);
}

/* ---- what happens to names ----------------------------------------------------------- */

static Symbol *note(Collector *c, Name *name, uint32_t flags)
{
    Symbol *symbol = scope_symbol(c->tree, c->scope, scope_mangle(c->scope, name));
    symbol->flags |= flags;
    return symbol;
}

static void assign(Collector *c, Name *name, AstSpan span, uint32_t flags)
{
    Symbol *symbol = note(c, name, SYMBOL_ASSIGNED | flags);
    symbol->assignments++;
    if (c->top) {
        symbol->assigned_at_top = true;
        symbol->assigned_by = c->top->span;
    }
    if (!c->scope->in_target)
        return;
    if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
        scope_error(c->tree, span, "comprehension inner loop cannot rebind assignment expression target '%s'",
                    symbol->name->text);
    symbol->flags |= SYMBOL_ITERATION;
}

static bool shows_locals(const Name *name)
{
    static const char *const names[] = { "locals", "vars", "dir", "eval", "exec", "_getframe" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name->text, names[i]) == 0)
            return true;
    return false;
}

static void visit_name(Collector *c, AstName *name)
{
    if (name->ctx != CTX_LOAD) {
        assign(c, name->id, name->base.span, 0);
        return;
    }
    note(c, name->id, SYMBOL_USED);
    if (scope_is_function(c->scope) && strcmp(name->id->text, "super") == 0)
        note(c, name_of("__class__"), SYMBOL_USED);
    if (shows_locals(name->id))
        c->scope->names_locals = true;
}

static void declare(Collector *c, AstNode *node, NameList names, uint32_t flag, const char *word)
{
    for (size_t i = 0; i < names.count; i++) {
        Name *name = names.items[i];
        Symbol *known = scope_lookup(c->scope, scope_mangle(c->scope, name));
        uint32_t flags = known ? known->flags : 0;
        if (flags & SYMBOL_PARAM)
            scope_error(c->tree, node->span, "name '%s' is parameter and %s", name->text, word);
        else if (flags & SYMBOL_USED)
            scope_error(c->tree, node->span, "name '%s' is used prior to %s declaration", name->text, word);
        else if (flags & SYMBOL_ANNOTATED)
            scope_error(c->tree, node->span, "annotated name '%s' can't be %s", name->text, word);
        else if (flags & SYMBOL_ASSIGNED)
            scope_error(c->tree, node->span, "name '%s' is assigned to before %s declaration", name->text, word);
        Symbol *symbol = note(c, name, flag);
        if (!symbol->declared.line)
            symbol->declared = node->span;
    }
}

/* ---- assignment expressions ------------------------------------------------------------ */

static void bind_outside(Collector *c, Scope *holder, Name *mangled, AstSpan span, uint32_t flag)
{
    for (Scope *s = c->scope; s != holder; s = s->parent) {
        Symbol *symbol = scope_symbol(c->tree, s, mangled);
        if (s == c->scope) {
            symbol->flags |= flag | SYMBOL_ASSIGNED;
            symbol->assignments++;
            symbol->declared = span;
        }
    }
    Symbol *held = scope_symbol(c->tree, holder, mangled);
    if (holder->kind == SCOPE_MODULE)
        held->flags |= SYMBOL_GLOBAL | SYMBOL_ASSIGNED;
    else
        held->flags |= SYMBOL_ASSIGNED;
    held->assignments++;
}

/* The target of := inside a comprehension lives in the function or module around it. */
static void assign_from_comprehension(Collector *c, AstName *target)
{
    Name *mangled = scope_mangle(c->scope, target->id);
    AstSpan span = target->base.span;
    for (Scope *s = c->scope; s; s = s->parent) {
        Symbol *symbol = scope_lookup(s, mangled);
        if (scope_is_comprehension(s)) {
            if (symbol && symbol->flags & SYMBOL_ITERATION) {
                scope_error(c->tree, span,
                            "assignment expression cannot rebind comprehension iteration variable '%s'",
                            mangled->text);
                return;
            }
        } else if (s->kind == SCOPE_CLASS) {
            scope_error(c->tree, span,
                        "assignment expression within a comprehension cannot be used in a class body");
            return;
        } else {
            bool is_global = s->kind == SCOPE_MODULE || (symbol && symbol->flags & SYMBOL_GLOBAL);
            bind_outside(c, s, mangled, span, is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL);
            return;
        }
    }
}

static void visit_named(Collector *c, AstNamedExpr *named)
{
    if (c->scope->in_iterable)
        scope_error(c->tree, named->base.span,
                    "assignment expression cannot be used in a comprehension iterable expression");
    visit(named->value, c);
    AstNode *top = c->top;
    c->top = NULL;
    if (scope_is_comprehension(c->scope))
        assign_from_comprehension(c, AST_CAST(Name, named->target));
    else
        visit(named->target, c);
    c->top = top;
}

/* ---- functions and classes -------------------------------------------------------------- */

static void visit_annotation(Collector *c, AstNode *annotation)
{
    if (!annotation)
        return;
    if (!c->tree->future_annotations) {
        visit(annotation, c);
        return;
    }
    /* A string at run time: its names mean nothing here, but some expressions are forbidden. */
    Collector apart = *c;
    apart.scope = scope_new(c->tree, SCOPE_LAMBDA, name_of("<annotation>"), annotation, NULL);
    apart.in_annotation = "annotation";
    apart.top = NULL;
    visit(annotation, &apart);
}

static void visit_argument_annotations(Collector *c, AstNodes list)
{
    for (size_t i = 0; i < list.count; i++)
        visit_annotation(c, AST_CAST(arg, list.items[i])->annotation);
}

static void visit_outside(Collector *c, AstNode *node)
{
    Astarguments *a = AST_CAST(arguments, node);
    visit_all(c, a->defaults);
    visit_all(c, a->kw_defaults);
}

static void visit_annotations(Collector *c, AstNode *node, AstNode *returns)
{
    Astarguments *a = AST_CAST(arguments, node);
    visit_argument_annotations(c, a->posonlyargs);
    visit_argument_annotations(c, a->args);
    if (a->vararg)
        visit_annotation(c, AST_CAST(arg, a->vararg)->annotation);
    if (a->kwarg)
        visit_annotation(c, AST_CAST(arg, a->kwarg)->annotation);
    visit_argument_annotations(c, a->kwonlyargs);
    visit_annotation(c, returns);
}

static void add_parameter(Collector *c, AstNode *node)
{
    Astarg *arg = AST_CAST(arg, node);
    Symbol *known = scope_lookup(c->scope, scope_mangle(c->scope, arg->arg));
    if (known && known->flags & SYMBOL_PARAM)
        scope_error(c->tree, node->span, "duplicate argument '%s' in function definition", known->name->text);
    Symbol *symbol = note(c, arg->arg, SYMBOL_PARAM);
    VEC_PUSH(c->tree->arena, c->scope->parameters, symbol->name);
}

static void add_parameters(Collector *c, AstNode *node)
{
    Astarguments *a = AST_CAST(arguments, node);
    for (size_t i = 0; i < a->posonlyargs.count; i++)
        add_parameter(c, a->posonlyargs.items[i]);
    for (size_t i = 0; i < a->args.count; i++)
        add_parameter(c, a->args.items[i]);
    for (size_t i = 0; i < a->kwonlyargs.count; i++)
        add_parameter(c, a->kwonlyargs.items[i]);
    if (a->vararg)
        add_parameter(c, a->vararg);
    if (a->kwarg)
        add_parameter(c, a->kwarg);
}

static Collector entered(const Collector *c, ScopeKind kind, Name *name, AstNode *node)
{
    Collector inner = { .tree = c->tree, .in_annotation = c->in_annotation };
    inner.scope = scope_new(c->tree, kind, name, node, c->scope);
    inner.scope->in_iterable = c->scope->in_iterable;
    return inner;
}

static bool binds_directly(AstKind kind)
{
    switch (kind) {
    case AST_Assign: case AST_AnnAssign: case AST_Import: case AST_ImportFrom:
    case AST_FunctionDef: case AST_AsyncFunctionDef: case AST_ClassDef:
        return true;
    default:
        return false;
    }
}

static void visit_function(Collector *c, AstNode *node, Name *name, AstNode *args, AstNodes body,
                           AstNodes decorators, AstNode *returns)
{
    assign(c, name, node->span, 0);
    visit_outside(c, args);
    visit_annotations(c, args, returns);
    visit_all(c, decorators);
    Collector inner = entered(c, SCOPE_FUNCTION, name, node);
    inner.scope->is_coroutine = node->kind == AST_AsyncFunctionDef;
    add_parameters(&inner, args);
    for (size_t i = 0; i < body.count; i++) {
        inner.top = binds_directly(body.items[i]->kind) ? body.items[i] : NULL;
        visit(body.items[i], &inner);
    }
}

static void visit_lambda(Collector *c, AstLambda *lambda)
{
    visit_outside(c, lambda->args);
    Collector inner = entered(c, SCOPE_LAMBDA, name_of("<lambda>"), &lambda->base);
    add_parameters(&inner, lambda->args);
    visit(lambda->body, &inner);
}

static void visit_class(Collector *c, AstClassDef *class)
{
    assign(c, class->name, class->base.span, 0);
    visit_all(c, class->bases);
    visit_all(c, class->keywords);
    visit_all(c, class->decorator_list);
    Collector inner = entered(c, SCOPE_CLASS, class->name, &class->base);
    inner.scope->class_name = class->name;
    visit_all(&inner, class->body);
}

/* ---- comprehensions --------------------------------------------------------------------- */

static void visit_iterable(Collector *c, AstNode *iterable)
{
    bool before = c->scope->in_iterable;
    c->scope->in_iterable = true;
    visit(iterable, c);
    c->scope->in_iterable = before;
}

static void visit_generator_clause(Collector *c, Astcomprehension *clause, bool is_first)
{
    c->scope->in_target = true;
    visit(clause->target, c);
    c->scope->in_target = false;
    if (!is_first)
        visit_iterable(c, clause->iter);
    visit_all(c, clause->ifs);
    if (clause->is_async)
        c->scope->is_coroutine = true;
}

static void visit_comprehension(Collector *c, AstNode *node, ScopeKind kind, const char *name,
                                AstNodes generators, AstNode *first, AstNode *second)
{
    visit_iterable(c, AST_CAST(comprehension, generators.items[0])->iter);
    Collector inner = entered(c, kind, name_of(name), node);
    Symbol *iterator = note(&inner, name_of(".0"), SYMBOL_PARAM);
    VEC_PUSH(c->tree->arena, inner.scope->parameters, iterator->name);
    inner.scope->is_generator = kind == SCOPE_GENERATOR;
    for (size_t i = 0; i < generators.count; i++)
        visit_generator_clause(&inner, AST_CAST(comprehension, generators.items[i]), i == 0);
    visit_optional(&inner, second);
    visit(first, &inner);
    if (inner.scope->is_coroutine && kind != SCOPE_GENERATOR && c->scope->kind != SCOPE_MODULE)
        c->scope->is_coroutine = true;
}

static void visit_yield(Collector *c, AstNode *node)
{
    static const char *const where[] = {
        [SCOPE_LIST_COMP] = "list comprehension", [SCOPE_SET_COMP] = "set comprehension",
        [SCOPE_DICT_COMP] = "dict comprehension", [SCOPE_GENERATOR] = "generator expression"
    };
    if (c->in_annotation)
        scope_error(c->tree, node->span, "'yield expression' can not be used within an annotation");
    tree_visit_children(node, visit, c);
    if (scope_is_comprehension(c->scope))
        scope_error(c->tree, node->span, "'yield' inside %s", where[c->scope->kind]);
    c->scope->is_generator = true;
}

/* ---- statements -------------------------------------------------------------------------- */

static void visit_annotated(Collector *c, AstAnnAssign *s)
{
    if (s->target->kind == AST_Name) {
        AstName *target = AST_CAST(Name, s->target);
        Symbol *known = scope_lookup(c->scope, scope_mangle(c->scope, target->id));
        uint32_t declared = known ? known->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL) : 0;
        if (declared && s->simple && c->scope->kind != SCOPE_MODULE)
            scope_error(c->tree, s->base.span, "annotated name '%s' can't be %s", target->id->text,
                        declared & SYMBOL_GLOBAL ? "global" : "nonlocal");
        AstNode *top = c->top;
        if (!s->value)
            c->top = NULL;
        if (s->simple || s->value)
            assign(c, target->id, s->target->span, s->simple ? SYMBOL_ANNOTATED : 0);
        if (s->simple && !s->value)     /* a local that is not assigned here */
            scope_lookup(c->scope, scope_mangle(c->scope, target->id))->assignments += 2;
        c->top = top;
    } else {
        visit(s->target, c);
    }
    visit_annotation(c, s->annotation);
    visit_optional(c, s->value);
    c->scope->has_annotations = c->scope->has_annotations || s->simple;
}

static void visit_import_names(Collector *c, AstNodes names, bool is_from)
{
    for (size_t i = 0; i < names.count; i++) {
        Astalias *alias = AST_CAST(alias, names.items[i]);
        Name *name = alias->asname ? alias->asname : alias->name;
        if (is_from && strcmp(name->text, "*") == 0) {
            if (c->scope->kind != SCOPE_MODULE)
                scope_error(c->tree, alias->base.span, "import * only allowed at module level");
            continue;
        }
        const char *dot = strchr(name->text, '.');
        if (!alias->asname && dot)
            name = name_intern(name->text, (size_t)(dot - name->text));
        assign(c, name, alias->base.span, SYMBOL_IMPORTED);
    }
}

static void visit_handler(Collector *c, AstExceptHandler *handler)
{
    visit_optional(c, handler->type);
    if (handler->name)
        assign(c, handler->name, handler->base.span, 0);
    visit_all(c, handler->body);
}

static void visit_pattern_name(Collector *c, Name *name, AstSpan span)
{
    if (name)
        assign(c, name, span, 0);
}

static void visit(AstNode *node, void *context)
{
    Collector *c = context;
    switch (node->kind) {
    case AST_FunctionDef: {
        AstFunctionDef *n = AST_CAST(FunctionDef, node);
        visit_function(c, node, n->name, n->args, n->body, n->decorator_list, n->returns);
        return;
    }
    case AST_AsyncFunctionDef: {
        AstAsyncFunctionDef *n = AST_CAST(AsyncFunctionDef, node);
        visit_function(c, node, n->name, n->args, n->body, n->decorator_list, n->returns);
        return;
    }
    case AST_ClassDef:
        visit_class(c, AST_CAST(ClassDef, node));
        return;
    case AST_Lambda:
        visit_lambda(c, AST_CAST(Lambda, node));
        return;
    case AST_ListComp: {
        AstListComp *n = AST_CAST(ListComp, node);
        visit_comprehension(c, node, SCOPE_LIST_COMP, "<listcomp>", n->generators, n->elt, NULL);
        return;
    }
    case AST_SetComp: {
        AstSetComp *n = AST_CAST(SetComp, node);
        visit_comprehension(c, node, SCOPE_SET_COMP, "<setcomp>", n->generators, n->elt, NULL);
        return;
    }
    case AST_DictComp: {
        AstDictComp *n = AST_CAST(DictComp, node);
        visit_comprehension(c, node, SCOPE_DICT_COMP, "<dictcomp>", n->generators, n->key, n->value);
        return;
    }
    case AST_GeneratorExp: {
        AstGeneratorExp *n = AST_CAST(GeneratorExp, node);
        visit_comprehension(c, node, SCOPE_GENERATOR, "<genexpr>", n->generators, n->elt, NULL);
        return;
    }
    case AST_Name:
        visit_name(c, AST_CAST(Name, node));
        return;
    case AST_NamedExpr:
        if (c->in_annotation)
            scope_error(c->tree, node->span, "'named expression' can not be used within an annotation");
        visit_named(c, AST_CAST(NamedExpr, node));
        return;
    case AST_Yield: case AST_YieldFrom:
        visit_yield(c, node);
        return;
    case AST_Await:
        if (c->in_annotation)
            scope_error(c->tree, node->span, "'await expression' can not be used within an annotation");
        c->scope->is_coroutine = c->scope->is_coroutine || scope_is_comprehension(c->scope);
        break;
    case AST_Attribute:
        if (strcmp(AST_CAST(Attribute, node)->attr->text, "_getframe") == 0)
            c->scope->names_locals = true;
        break;
    case AST_Global:
        declare(c, node, AST_CAST(Global, node)->names, SYMBOL_GLOBAL, "global");
        return;
    case AST_Nonlocal:
        declare(c, node, AST_CAST(Nonlocal, node)->names, SYMBOL_NONLOCAL, "nonlocal");
        return;
    case AST_AnnAssign:
        visit_annotated(c, AST_CAST(AnnAssign, node));
        return;
    case AST_Import:
        visit_import_names(c, AST_CAST(Import, node)->names, false);
        return;
    case AST_ImportFrom:
        visit_import_names(c, AST_CAST(ImportFrom, node)->names, true);
        return;
    case AST_ExceptHandler:
        visit_handler(c, AST_CAST(ExceptHandler, node));
        return;
    case AST_AugAssign: {
        AstAugAssign *n = AST_CAST(AugAssign, node);
        visit(n->target, c);
        visit(n->value, c);
        return;
    }
    case AST_Return:
        if (AST_CAST(Return, node)->value)
            c->scope->returns_value = true;
        break;
    case AST_MatchAs:
        visit_pattern_name(c, AST_CAST(MatchAs, node)->name, node->span);
        break;
    case AST_MatchStar:
        visit_pattern_name(c, AST_CAST(MatchStar, node)->name, node->span);
        break;
    case AST_MatchMapping:
        visit_pattern_name(c, AST_CAST(MatchMapping, node)->rest, node->span);
        break;
    default:
        break;
    }
    tree_visit_children(node, visit, c);
}

/* ---- the file ---------------------------------------------------------------------------- */

void scope_collect(ScopeTree *tree, AstNode *module)
{
    tree->module = scope_new(tree, SCOPE_MODULE, name_of("<module>"), module, NULL);
    Collector c = { .tree = tree, .scope = tree->module };
    tree_visit_children(module, visit, &c);
}
