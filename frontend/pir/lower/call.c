/* Calls. Plain ones pass words; stars and ** go through CALL_SPREAD. A call of an attribute is
   CALL_METHOD, which never builds a bound method. super() without arguments becomes
   super(__class__, first parameter), where the function lies in a class. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

static bool has_stars(const AstCall *call)
{
    for (size_t i = 0; i < call->args.count; i++)
        if (call->args.items[i]->kind == AST_Starred)
            return true;
    for (size_t i = 0; i < call->keywords.count; i++)
        if (!AST_CAST(keyword, call->keywords.items[i])->arg)
            return true;
    return false;
}

/* {keywords}, as the callee's **: duplicates raise in the callee's name. */
PirIns *lower_keywords(Function *fn, PirIns *callee, AstNodes keywords)
{
    VEC(PirIns *) plain = { 0 };
    PirIns *dict = NULL;
    for (size_t i = 0; i < keywords.count; i++) {
        Astkeyword *keyword = AST_CAST(keyword, keywords.items[i]);
        if (keyword->arg) {
            PirIns *name = emit_text(fn, keyword->arg);
            PirIns *value = lower_expr(fn, keyword->value);
            VEC_PUSH(fn->lowering->arena, plain, name);
            VEC_PUSH(fn->lowering->arena, plain, value);
            continue;
        }
        if (!dict || plain.count) {
            PirIns *more = emit(fn, PIR_BUILD_DICT, plain.items, (uint32_t)plain.count);
            if (dict)
                runtime3(fn, ENTRY_dict_merge_call, callee, dict, more);
            else
                dict = more;
            plain.count = 0;
        }
        runtime3(fn, ENTRY_dict_merge_call, callee, dict, lower_expr(fn, keyword->value));
    }
    if (dict && !plain.count)
        return dict;
    PirIns *last = emit(fn, PIR_BUILD_DICT, plain.items, (uint32_t)plain.count);
    if (!dict)
        return last;
    runtime3(fn, ENTRY_dict_merge_call, callee, dict, last);
    return dict;
}

static PirIns *lower_spread(Function *fn, AstCall *call)
{
    PirIns *callee = lower_expr(fn, call->func);
    PirIns *positional;
    if (call->args.count == 1 && call->args.items[0]->kind == AST_Starred) {
        PirIns *value = lower_expr(fn, AST_CAST(Starred, call->args.items[0])->value);
        positional = runtime2(fn, ENTRY_call_args_tuple, callee, value);
    } else {
        positional = lower_tuple_of(fn, call->args);
    }
    PirIns *keywords = call->keywords.count ? lower_keywords(fn, callee, call->keywords) : unbound(fn);
    return emit3(fn, PIR_CALL_SPREAD, callee, positional, keywords);
}

/* super() in a function that has __class__ and a first parameter. */
static bool is_bare_super(Function *fn, AstCall *call)
{
    if (call->func->kind != AST_Name || call->args.count || call->keywords.count)
        return false;
    if (strcmp(AST_CAST(Name, call->func)->id->text, "super") != 0 || !scope_is_function(fn->scope))
        return false;
    Symbol *symbol = scope_lookup(fn->scope, name_of("super"));
    return symbol && symbol->binding == BIND_GLOBAL_IMPLICIT && fn->pir->argcount > 0 &&
           scope_lookup(fn->scope, name_of("__class__"))->binding == BIND_FREE;
}

/* A call by name of a builtin that looks at its caller's locals, with no mapping of its own. */
static bool looks_at_locals(Function *fn, AstCall *call)
{
    static const struct { const char *name; size_t most_arguments; } rows[] = {
        { "locals", 0 }, { "vars", 0 }, { "dir", 0 }, { "eval", 1 }, { "exec", 1 }
    };
    if (call->func->kind != AST_Name || call->keywords.count)
        return false;
    Name *name = AST_CAST(Name, call->func)->id;
    Symbol *symbol = scope_lookup(fn->scope, name);
    if (!symbol || symbol->binding != BIND_GLOBAL_IMPLICIT)
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name->text) == 0)
            return call->args.count <= rows[i].most_arguments;
    return false;
}

PirIns *lower_call(Function *fn, AstCall *call)
{
    if (has_stars(call))
        return lower_spread(fn, call);
    VEC(PirIns *) args = { 0 };
    VEC(Name *) names = { 0 };
    Arena *arena = fn->lowering->arena;
    AstAttribute *method = call->func->kind == AST_Attribute ? AST_CAST(Attribute, call->func) : NULL;
    VEC_PUSH(arena, args, lower_expr(fn, method ? method->value : call->func));
    if (is_bare_super(fn, call)) {
        PirIns *class = class_value(fn);
        VEC_PUSH(arena, args, class);
        VEC_PUSH(arena, args, lower_name_load(fn, fn->scope->parameters.items[0]));
    }
    for (size_t i = 0; i < call->args.count; i++)
        VEC_PUSH(arena, args, lower_expr(fn, call->args.items[i]));
    for (size_t i = 0; i < call->keywords.count; i++) {
        Astkeyword *keyword = AST_CAST(keyword, call->keywords.items[i]);
        VEC_PUSH(arena, args, lower_expr(fn, keyword->value));
        VEC_PUSH(arena, names, keyword->arg);
    }
    if (looks_at_locals(fn, call))
        publish_locals(fn);
    if (!method)
        return emit_call(fn, NULL, args.items, (uint32_t)args.count, names.items, names.count);
    PirPos lookup = attribute_pos(pos_of(call->func), method);
    fn->pos = attribute_pos(fn->pos, method);
    return emit_call_at(fn, scope_mangle(fn->scope, method->attr), &lookup, args.items, (uint32_t)args.count, names.items, names.count);
}
