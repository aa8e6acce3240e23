/* if, while, for, async for. Back-edges carry a POLL. */
#include "frontend/pir/lower/lower_internal.h"

/* ---- for -------------------------------------------------------------------------------------- */

/* The next item of an async iterator; StopAsyncIteration goes to `exhausted`. */
static PirIns *next_async(Function *fn, PirIns *iterator, PirBlock *exhausted)
{
    PirBlock *handler = block_new(fn), *outside = fn->handler, *again = block_new(fn), *go_on = block_new(fn);
    handler->is_handler = handler->is_cold = again->is_cold = true;
    fn->handler = handler;
    PirIns *item = lower_await_of(fn, runtime1(fn, ENTRY_async_next, iterator), AWAIT_ANEXT);
    fn->handler = outside;
    emit_jump(fn, go_on, NULL, 0);
    block_start_sealed(fn, handler);
    PirIns *exception = emit0(fn, PIR_CATCH);
    emit_branch(fn, runtime1(fn, ENTRY_is_async_stop, exception), exhausted, again);
    block_start_sealed(fn, again);
    emit_reraise(fn, exception);
    block_start_sealed(fn, go_on);
    return item;
}

PirIns *loop_begin(Function *fn, Loop *loop, PirIns *iterator, bool is_async)
{
    loop->header = block_new(fn);
    loop->exhausted = block_new(fn);
    loop->next = block_new(fn);
    emit_jump(fn, loop->header, NULL, 0);
    block_start(fn, loop->header);
    if (is_async)
        return next_async(fn, iterator, loop->exhausted);
    PirIns *item = emit1(fn, PIR_NEXT, iterator);
    PirBlock *body = block_new(fn);
    emit_branch(fn, emit1(fn, PIR_IS_STOP, item), loop->exhausted, body);
    block_start_sealed(fn, body);
    return item;
}

void loop_end(Function *fn, Loop *loop)
{
    if (fn->here)
        emit_jump(fn, loop->next, NULL, 0);
    block_start_sealed(fn, loop->next);
    if (fn->here) {
        emit0(fn, PIR_POLL);
        emit_jump(fn, loop->header, NULL, 0);
    }
    block_seal(fn, loop->header);
    block_start_sealed(fn, loop->exhausted);
}

/* A list or set display of constants, which only the loop sees, becomes a constant. */
PirIns *lower_iterable(Function *fn, AstNode *node)
{
    const Const *folded = NULL;
    if (node->kind == AST_List)
        folded = fold_items(fn->lowering, AST_CAST(List, node)->elts, CONST_TUPLE);
    else if (node->kind == AST_Set)
        folded = fold_items(fn->lowering, AST_CAST(Set, node)->elts, CONST_FROZENSET);
    return folded ? emit_constant(fn, folded) : lower_expr(fn, node);
}

static void lower_loop(Function *fn, AstNode *target, PirIns *iterator, AstNodes body, AstNodes orelse,
                       bool is_async)
{
    PirPos pos = fn->pos;
    PirBlock *end = block_new(fn);
    Loop loop;
    PirIns *item = loop_begin(fn, &loop, iterator, is_async);
    Frame frame = { .kind = FRAME_LOOP, .break_block = end, .continue_block = loop.next };
    frame_push(fn, &frame, fn->handler);
    lower_store(fn, target, item);
    lower_body(fn, body);
    frame_pop(fn);
    fn->pos = pos;
    loop_end(fn, &loop);
    lower_body(fn, orelse);
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
    block_start_sealed(fn, end);
}

void lower_for(Function *fn, AstFor *s)
{
    PirIns *iterator = emit1(fn, PIR_ITER, lower_iterable(fn, s->iter));
    lower_loop(fn, s->target, iterator, s->body, s->orelse, false);
}

void lower_async_for(Function *fn, AstAsyncFor *s)
{
    PirIns *iterator = runtime1(fn, ENTRY_async_iter, lower_expr(fn, s->iter));
    lower_loop(fn, s->target, iterator, s->body, s->orelse, true);
}

/* ---- while, if ---------------------------------------------------------------------------------- */

void lower_while(Function *fn, AstWhile *s)
{
    PirPos pos = fn->pos;
    PirBlock *header = block_new(fn), *body = block_new(fn), *exhausted = block_new(fn);
    PirBlock *next = block_new(fn), *end = block_new(fn);
    emit_jump(fn, header, NULL, 0);
    block_start(fn, header);
    lower_condition(fn, s->test, body, exhausted);
    block_start_sealed(fn, body);
    Frame frame = { .kind = FRAME_LOOP, .break_block = end, .continue_block = next };
    frame_push(fn, &frame, fn->handler);
    lower_body(fn, s->body);
    frame_pop(fn);
    fn->pos = pos;
    if (fn->here)
        emit_jump(fn, next, NULL, 0);
    block_start_sealed(fn, next);
    if (fn->here) {
        emit0(fn, PIR_POLL);
        emit_jump(fn, header, NULL, 0);
    }
    block_seal(fn, header);
    block_start_sealed(fn, exhausted);
    lower_body(fn, s->orelse);
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
    block_start_sealed(fn, end);
}

void lower_if(Function *fn, AstIf *s)
{
    PirBlock *if_true = block_new(fn), *if_false = block_new(fn), *end = block_new(fn);
    lower_condition(fn, s->test, if_true, s->orelse.count ? if_false : end);
    block_start_sealed(fn, if_true);
    lower_body(fn, s->body);
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
    if (s->orelse.count) {
        block_start_sealed(fn, if_false);
        lower_body(fn, s->orelse);
        if (fn->here)
            emit_jump(fn, end, NULL, 0);
    }
    block_start_sealed(fn, end);
}
