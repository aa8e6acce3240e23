/* Statements: dispatch, and those that need no file of their own. Statements that nothing
   reaches are not lowered. */
#include "frontend/pir/lower/lower_internal.h"

static void lower_return(Function *fn, AstReturn *s)
{
    PirIns *value = s->value ? lower_expr(fn, s->value) : emit_none(fn);
    leave(fn, (WayOut){ .kind = LEAVE_RETURN, .value = value, .pos = fn->pos });
}

static void lower_jump(Function *fn, AstKind kind)
{
    Frame *loop = fn->frames;
    while (loop->kind != FRAME_LOOP)
        loop = loop->outer;
    leave(fn, (WayOut){ .kind = kind == AST_Break ? LEAVE_BREAK : LEAVE_CONTINUE, .loop = loop, .pos = fn->pos });
}

static void lower_raise(Function *fn, AstRaise *s)
{
    if (!s->exc) {
        emit_reraise(fn, runtime0(fn, ENTRY_exception_current));
        return;
    }
    PirIns *exception = lower_expr(fn, s->exc);
    emit_raise(fn, exception, s->cause ? lower_expr(fn, s->cause) : unbound(fn));
}

static void lower_assert(Function *fn, AstAssert *s)
{
    if (fn->lowering->optimize)
        return;
    PirBlock *failed = block_new(fn), *passed = block_new(fn);
    failed->is_cold = true;
    lower_condition(fn, s->test, passed, failed);
    block_start_sealed(fn, failed);
    if (fn->here) {
        runtime1(fn, ENTRY_assertion_error, s->msg ? lower_expr(fn, s->msg) : unbound(fn));
        emit_unreachable(fn);
    }
    block_start_sealed(fn, passed);
}

/* At the prompt: sys.displayhook(value). */
static void lower_shown(Function *fn, AstNode *node)
{
    PirIns *value = lower_expr(fn, node);
    PirIns *sys = runtime3(fn, ENTRY_import_name, emit_text(fn, name_of("sys")), emit_none(fn), emit_i64(fn, 0));
    emit_call(fn, name_of("displayhook"), (PirIns *[]){ sys, value }, 2, NULL, 0);
}

static void lower_kind(Function *fn, AstNode *node)
{
    switch (node->kind) {
    case AST_Expr:
        if (fn->lowering->is_interactive && fn->scope->kind == SCOPE_MODULE)
            lower_shown(fn, AST_CAST(Expr, node)->value);
        else if (AST_CAST(Expr, node)->value->kind != AST_Constant)
            lower_expr(fn, AST_CAST(Expr, node)->value);
        break;
    case AST_Assign:      lower_assign(fn, AST_CAST(Assign, node)); break;
    case AST_AugAssign:   lower_augmented(fn, AST_CAST(AugAssign, node)); break;
    case AST_AnnAssign:   lower_annotated(fn, AST_CAST(AnnAssign, node)); break;
    case AST_If:          lower_if(fn, AST_CAST(If, node)); break;
    case AST_While:       lower_while(fn, AST_CAST(While, node)); break;
    case AST_For:         lower_for(fn, AST_CAST(For, node)); break;
    case AST_AsyncFor:    lower_async_for(fn, AST_CAST(AsyncFor, node)); break;
    case AST_Return:      lower_return(fn, AST_CAST(Return, node)); break;
    case AST_Break: case AST_Continue: lower_jump(fn, node->kind); break;
    case AST_Raise:       lower_raise(fn, AST_CAST(Raise, node)); break;
    case AST_Assert:      lower_assert(fn, AST_CAST(Assert, node)); break;
    case AST_Match:       lower_match(fn, AST_CAST(Match, node)); break;
    case AST_Import:      lower_import(fn, AST_CAST(Import, node)); break;
    case AST_ImportFrom:  lower_import_from(fn, AST_CAST(ImportFrom, node)); break;
    case AST_FunctionDef: case AST_AsyncFunctionDef: lower_function(fn, node); break;
    case AST_ClassDef:    lower_class(fn, AST_CAST(ClassDef, node)); break;
    case AST_Pass: case AST_Global: case AST_Nonlocal: break;
    case AST_Try: {
        AstTry *s = AST_CAST(Try, node);
        lower_try(fn, s->body, s->handlers, s->orelse, s->finalbody, false);
        break;
    }
    case AST_TryStar: {
        AstTryStar *s = AST_CAST(TryStar, node);
        lower_try(fn, s->body, s->handlers, s->orelse, s->finalbody, true);
        break;
    }
    case AST_With:
        lower_with(fn, AST_CAST(With, node)->items, AST_CAST(With, node)->body, false);
        break;
    case AST_AsyncWith:
        lower_with(fn, AST_CAST(AsyncWith, node)->items, AST_CAST(AsyncWith, node)->body, true);
        break;
    case AST_Delete: {
        AstDelete *s = AST_CAST(Delete, node);
        for (size_t i = 0; i < s->targets.count; i++)
            lower_delete(fn, s->targets.items[i]);
        break;
    }
    default:
        bug("%s is not a statement", ast_kind_name(node->kind));
    }
}

void lower_statement(Function *fn, AstNode *node)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(node);
    lower_kind(fn, node);
    fn->pos = before;
}

void lower_body(Function *fn, AstNodes body)
{
    for (size_t i = 0; i < body.count && fn->here; i++)
        lower_statement(fn, body.items[i]);
}
