/* Functions: definitions, lambdas, and the frame of lowering any scope. */
#include "frontend/pir/lower/lower_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- begin and end ----------------------------------------------------------------------------- */

static Name *qualified_name(Function *outer, Scope *scope)
{
    if (!outer || outer->scope->kind == SCOPE_MODULE)
        return scope->name;
    Symbol *symbol = scope_lookup(outer->scope, scope_mangle(outer->scope, scope->name));
    bool is_definition = scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_CLASS;
    if (is_definition && symbol && symbol->binding == BIND_GLOBAL_EXPLICIT)
        return scope->name;
    bool is_function = outer->scope->kind == SCOPE_FUNCTION || outer->scope->kind == SCOPE_LAMBDA;
    const char *between = is_function ? ".<locals>." : ".";
    return name_of(arena_printf(outer->lowering->arena, "%s%s%s", outer->pir->qualname->text, between,
                                scope->name->text));
}

static int32_t code_flags(const Scope *scope)
{
    if (!scope_is_function(scope))
        return 0;
    int32_t flags = CODE_OPTIMIZED | CODE_NEWLOCALS;
    bool is_async = scope->is_coroutine && (scope_is_comprehension(scope) ||
                                            scope->node->kind == AST_AsyncFunctionDef);
    if (scope->is_nested)
        flags |= CODE_NESTED;
    if (is_async)
        flags |= scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
    else if (scope->is_generator)
        flags |= CODE_GENERATOR;
    return flags;
}

static Astarguments *arguments_of(AstNode *node)
{
    switch (node->kind) {
    case AST_FunctionDef:      return AST_CAST(arguments, AST_CAST(FunctionDef, node)->args);
    case AST_AsyncFunctionDef: return AST_CAST(arguments, AST_CAST(AsyncFunctionDef, node)->args);
    case AST_Lambda:           return AST_CAST(arguments, AST_CAST(Lambda, node)->args);
    default:                   return NULL;
    }
}

static void describe_parameters(PirFunc *pir, const Scope *scope, bool has_namespace)
{
    Astarguments *a = arguments_of(scope->node);
    pir->parameter_count = has_namespace ? 1 : (int32_t)scope->parameters.count;
    if (!a) {
        pir->argcount = scope_is_comprehension(scope);
        return;
    }
    pir->posonlyargcount = (int32_t)a->posonlyargs.count;
    pir->argcount = (int32_t)(a->posonlyargs.count + a->args.count);
    pir->kwonlyargcount = (int32_t)a->kwonlyargs.count;
    pir->flags |= (a->vararg ? CODE_VARARGS : 0) | (a->kwarg ? CODE_VARKEYWORDS : 0);
}

static AstNodes decorators_of(AstNode *node)
{
    switch (node->kind) {
    case AST_FunctionDef:      return AST_CAST(FunctionDef, node)->decorator_list;
    case AST_AsyncFunctionDef: return AST_CAST(AsyncFunctionDef, node)->decorator_list;
    case AST_ClassDef:         return AST_CAST(ClassDef, node)->decorator_list;
    default:                   return (AstNodes){ 0 };
    }
}

static int32_t first_line(AstNode *node)
{
    AstNodes decorators = decorators_of(node);
    if (decorators.count)
        return decorators.items[0]->span.line;
    return node->span.line ? node->span.line : 1;
}

void function_begin(Function *fn, Function *outer, Lowering *l, Scope *scope)
{
    *fn = (Function){ .lowering = l, .scope = scope, .outer = outer };
    PirFunc *pir = pir_func_new(l->module, outer ? outer->pir : NULL, scope->name,
                                qualified_name(outer, scope));
    fn->pir = pir;
    pir->flags = code_flags(scope) | l->scopes->future_flags;
    pir->first_line = scope->kind == SCOPE_MODULE ? 1 : first_line(scope->node);
    pir->is_class_body = scope->kind == SCOPE_CLASS;
    pir->is_module_body = scope->kind == SCOPE_MODULE;
    pir->names_locals = scope->names_locals;
    pir->ast_hash = tree_hash(scope->node);
    describe_parameters(pir, scope, scope->kind == SCOPE_CLASS || (l->is_dynamic && scope->kind == SCOPE_MODULE));
    fn->pos = (PirPos){ .line = pir->first_line, .end_line = pir->first_line };
    PirBlock *entry = block_new(fn);
    block_seal(fn, entry);
    block_start(fn, entry);
    names_begin(fn);
}

static int by_text(const void *a, const void *b)
{
    return strcmp((*(Name *const *)a)->text, (*(Name *const *)b)->text);
}

static void describe_names(Function *fn)
{
    Arena *arena = fn->lowering->arena;
    Scope *scope = fn->scope;
    PirFunc *pir = fn->pir;
    pir->varnames = (NameList){ fn->varnames.items, fn->varnames.count };
    pir->freevars.count = scope->free_variables.count;
    pir->freevars.items = ARENA_ARRAY(arena, Name *, pir->freevars.count + 1);
    for (size_t i = 0; i < pir->freevars.count; i++)
        pir->freevars.items[i] = scope->free_variables.items[i].name;
    VEC(Name *) cells = { 0 };                /* parameters in their order, then the others by name */
    for (size_t i = 0; i < scope->parameters.count; i++)
        if (scope_lookup(scope, scope->parameters.items[i])->is_captured)
            VEC_PUSH(arena, cells, scope->parameters.items[i]);
    size_t parameters = cells.count;
    for (size_t i = 0; scope_is_function(scope) && i < scope->symbols.count; i++)
        if (scope->symbols.items[i]->is_captured && !(scope->symbols.items[i]->flags & SYMBOL_PARAM))
            VEC_PUSH(arena, cells, scope->symbols.items[i]->name);
    if (scope->class_cell)
        VEC_PUSH(arena, cells, scope->class_cell->name);
    if (cells.count > parameters)
        qsort(cells.items + parameters, cells.count - parameters, sizeof *cells.items, by_text);
    pir->cellvars = (NameList){ cells.items, cells.count };
}

static void number_ops(PirFunc *pir)
{
    uint32_t number = 0;
    for (PirBlock *block = pir->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next)
            ins->number = ++number;
}

PirFunc *function_end(Function *fn)
{
    if (fn->here)
        emit_return(fn, emit_none(fn));
    describe_names(fn);
    ssa_finish(fn);
    number_ops(fn->pir);
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        block->data = NULL;
    return fn->pir;
}

/* ---- bodies -------------------------------------------------------------------------------------- */

/* The text of a docstring statement at the start of a body; NULL none. */
const Const *docstring_of(const Lowering *l, AstNodes body)
{
    if (l->optimize > 1 || !body.count || body.items[0]->kind != AST_Expr)
        return NULL;
    AstNode *value = AST_CAST(Expr, body.items[0])->value;
    if (value->kind != AST_Constant || AST_CAST(Constant, value)->value->kind != CONST_STR)
        return NULL;
    return AST_CAST(Constant, value)->value;
}

static void lower_function_body(Function *fn, AstNodes body)
{
    fn->pir->docstring = docstring_of(fn->lowering, body);
    lower_body(fn, body);
}

PirFunc *lower_scope(Function *outer, AstNode *node)
{
    Scope *scope = scope_of(outer->lowering->scopes, node);
    if (scope->data)
        return scope->data;
    Function fn;
    function_begin(&fn, outer, outer->lowering, scope);
    switch (node->kind) {
    case AST_FunctionDef:
        lower_function_body(&fn, AST_CAST(FunctionDef, node)->body);
        break;
    case AST_AsyncFunctionDef:
        lower_function_body(&fn, AST_CAST(AsyncFunctionDef, node)->body);
        break;
    case AST_Lambda: {
        AstNode *body = AST_CAST(Lambda, node)->body;
        PirIns *value = lower_expr(&fn, body);
        fn.pos = pos_of(body);
        emit_return(&fn, scope->is_generator ? emit_none(&fn) : value);
        break;
    }
    case AST_ClassDef:
        lower_class_body(&fn, AST_CAST(ClassDef, node));
        break;
    default:
        lower_comprehension_body(&fn, node);
    }
    scope->data = function_end(&fn);
    return scope->data;
}

PirIns *make_function(Function *fn, AstNode *node, PirIns *defaults, PirIns *kwdefaults, PirIns *annotations)
{
    Scope *scope = scope_of(fn->lowering->scopes, node);
    VEC(PirIns *) args = { 0 };
    Arena *arena = fn->lowering->arena;
    VEC_PUSH(arena, args, defaults ? defaults : unbound(fn));
    VEC_PUSH(arena, args, kwdefaults ? kwdefaults : unbound(fn));
    VEC_PUSH(arena, args, annotations ? annotations : unbound(fn));
    for (size_t i = 0; i < scope->free_variables.count; i++) {
        PirIns *word = captured_word(fn, &scope->free_variables.items[i], scope->data != NULL);
        VEC_PUSH(arena, args, word);
    }
    return emit_function(fn, lower_scope(fn, node), args.items, (uint32_t)args.count);
}

/* ---- definitions ---------------------------------------------------------------------------------- */

static PirIns *lower_defaults(Function *fn, Astarguments *a)
{
    return a->defaults.count ? lower_tuple_of(fn, a->defaults) : NULL;
}

static PirIns *lower_keyword_defaults(Function *fn, Astarguments *a)
{
    VEC(PirIns *) pairs = { 0 };
    for (size_t i = 0; i < a->kw_defaults.count; i++) {
        if (!a->kw_defaults.items[i])
            continue;
        Name *name = scope_mangle(fn->scope, AST_CAST(arg, a->kwonlyargs.items[i])->arg);
        VEC_PUSH(fn->lowering->arena, pairs, emit_text(fn, name));
        VEC_PUSH(fn->lowering->arena, pairs, lower_expr(fn, a->kw_defaults.items[i]));
    }
    return pairs.count ? emit(fn, PIR_BUILD_DICT, pairs.items, (uint32_t)pairs.count) : NULL;
}

typedef struct { Function *fn; VEC(PirIns *) pairs; } Annotations;

static void annotate(Annotations *found, Name *name, AstNode *annotation)
{
    if (!annotation)
        return;
    Function *fn = found->fn;
    PirIns *text = emit_text(fn, scope_mangle(fn->scope, name));
    VEC_PUSH(fn->lowering->arena, found->pairs, text);
    VEC_PUSH(fn->lowering->arena, found->pairs, lower_annotation(fn, annotation));
}

static void annotate_all(Annotations *found, AstNodes list)
{
    for (size_t i = 0; i < list.count; i++) {
        Astarg *arg = AST_CAST(arg, list.items[i]);
        annotate(found, arg->arg, arg->annotation);
    }
}

static PirIns *lower_annotations(Function *fn, Astarguments *a, AstNode *returns)
{
    Annotations found = { .fn = fn };
    annotate_all(&found, a->args);
    annotate_all(&found, a->posonlyargs);
    if (a->vararg)
        annotate(&found, AST_CAST(arg, a->vararg)->arg, AST_CAST(arg, a->vararg)->annotation);
    annotate_all(&found, a->kwonlyargs);
    if (a->kwarg)
        annotate(&found, AST_CAST(arg, a->kwarg)->arg, AST_CAST(arg, a->kwarg)->annotation);
    annotate(&found, name_of("return"), returns);
    if (!found.pairs.count)
        return NULL;
    return emit(fn, PIR_BUILD_DICT, found.pairs.items, (uint32_t)found.pairs.count);
}

PirIns **lower_decorators(Function *fn, AstNodes decorators)
{
    PirIns **values = ARENA_ARRAY(fn->lowering->arena, PirIns *, decorators.count + 1);
    for (size_t i = 0; i < decorators.count; i++)
        values[i] = lower_expr(fn, decorators.items[i]);
    return values;
}

/* Innermost decorator first, each at its own position. */
PirIns *apply_decorators(Function *fn, AstNodes decorators, PirIns *const *values, PirIns *value)
{
    PirPos before = fn->pos;
    for (size_t i = decorators.count; i-- > 0;) {
        fn->pos = pos_of(decorators.items[i]);
        value = emit_call(fn, NULL, (PirIns *[]){ values[i], value }, 2, NULL, 0);
    }
    fn->pos = before;
    return value;
}

void lower_function(Function *fn, AstNode *node)
{
    Astarguments *a = arguments_of(node);
    bool is_async = node->kind == AST_AsyncFunctionDef;
    Name *name = is_async ? AST_CAST(AsyncFunctionDef, node)->name : AST_CAST(FunctionDef, node)->name;
    AstNode *returns = is_async ? AST_CAST(AsyncFunctionDef, node)->returns
                                : AST_CAST(FunctionDef, node)->returns;
    PirIns **decorators = lower_decorators(fn, decorators_of(node));
    PirIns *defaults = lower_defaults(fn, a);
    PirIns *kwdefaults = lower_keyword_defaults(fn, a);
    PirIns *annotations = lower_annotations(fn, a, returns);
    PirIns *value = make_function(fn, node, defaults, kwdefaults, annotations);
    lower_name_store(fn, name, apply_decorators(fn, decorators_of(node), decorators, value));
}

PirIns *lower_lambda(Function *fn, AstLambda *lambda)
{
    Astarguments *a = AST_CAST(arguments, lambda->args);
    PirIns *defaults = lower_defaults(fn, a);
    PirIns *kwdefaults = lower_keyword_defaults(fn, a);
    return make_function(fn, &lambda->base, defaults, kwdefaults, NULL);
}
