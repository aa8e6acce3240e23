/* The module: its scopes, then its body and, from there, every function in it. */
#include "frontend/pir/lower/lower.h"
#include "frontend/pir/lower/lower_internal.h"

static const Const *plain_constant(Arena *arena, ConstKind kind)
{
    Const *constant = ARENA_NEW(arena, Const);
    constant->kind = kind;
    return constant;
}

static void store_global(Function *fn, const char *name, PirIns *value)
{
    if (fn->namespace) {
        emit_name(fn, PIR_STORE_NAME, name_of(name), (PirIns *[]){ fn->namespace, value }, 2);
        return;
    }
    emit_name(fn, PIR_STORE_GLOBAL, global_name(fn, name_of(name)), &value, 1);
}

static void lower_module_body(Function *fn, AstModule *module)
{
    fn->pir->docstring = docstring_of(fn->lowering, module->body);
    if (fn->scope->has_annotations && fn->namespace)
        begin_annotations(fn);
    else if (fn->scope->has_annotations)
        store_global(fn, "__annotations__", emit0(fn, PIR_BUILD_DICT));
    if (fn->pir->docstring) {
        fn->pos = pos_of(module->body.items[0]);
        store_global(fn, "__doc__", emit_constant(fn, fn->pir->docstring));
    }
    lower_body(fn, module->body);
}

static void lower_interactive(Function *fn, AstInteractive *lines)
{
    if (fn->scope->has_annotations)
        begin_annotations(fn);
    lower_body(fn, lines->body);
}

static PirModule *lower_tree(AstNode *tree, const Source *source, Name *dotted_name, Arena *arena,
                             const CompileOptions *options, Diagnostics *diagnostics, bool is_dynamic)
{
    int errors_before = diagnostics->error_count;
    bool is_interactive = is_dynamic && tree->kind == AST_Interactive;
    Lowering lowering = { .arena = arena, .diagnostics = diagnostics, .is_dynamic = is_dynamic, .is_interactive = is_interactive,
                          .optimize = options ? options->optimize : 0 };
    lowering.none = plain_constant(arena, CONST_NONE);
    lowering.false_constant = plain_constant(arena, CONST_FALSE);
    lowering.true_constant = plain_constant(arena, CONST_TRUE);
    lowering.scopes = scope_analyse(tree, arena, options, warn_about_node, &lowering, diagnostics);
    if (tree->kind != AST_Module && !is_interactive && tree->kind != AST_Expression)
        diag_error(diagnostics, "error", (Loc){ 1, 0, 1, 0 }, "%s cannot be compiled", ast_kind_name(tree->kind));
    if (diagnostics->error_count > errors_before)
        return NULL;
    lowering.module = pir_module_new(arena, dotted_name);
    lowering.module->source = source;
    lowering.module->is_dynamic = is_dynamic;
    Function fn;
    function_begin(&fn, NULL, &lowering, lowering.scopes->module);
    if (tree->kind == AST_Module)
        lower_module_body(&fn, AST_CAST(Module, tree));
    else if (is_interactive)
        lower_interactive(&fn, AST_CAST(Interactive, tree));
    else
        emit_return(&fn, lower_expr(&fn, AST_CAST(Expression, tree)->body));
    function_end(&fn);
    lower_c_modules(&lowering);
    return lowering.module;
}

PirModule *lower_module(AstNode *tree, const Source *source, Name *dotted_name, Arena *arena,
                        Diagnostics *diagnostics)
{
    return lower_tree(tree, source, dotted_name, arena, NULL, diagnostics, false);
}

PirModule *lower_dynamic(AstNode *tree, const Source *source, Name *dotted_name, Arena *arena,
                         const CompileOptions *options, Diagnostics *diagnostics)
{
    return lower_tree(tree, source, dotted_name, arena, options, diagnostics, true);
}
