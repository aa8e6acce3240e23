/* with: __exit__ is looked up before __enter__ runs, and called on every way out. */
#include "frontend/pir/lower/lower_internal.h"

static void lower_items(Function *fn, AstNodes items, size_t index, AstNodes body, bool is_async);

/* The manager's answer to an exception: a true one ends it. */
static void lower_exceptional_exit(Function *fn, PirBlock *handler, PirBlock *after, Frame *frame)
{
    block_start_sealed(fn, handler);
    if (!fn->here)
        return;
    PirIns *exception = emit0(fn, PIR_CATCH);
    PirIns *previous = runtime1(fn, ENTRY_exception_enter, exception);
    PirBlock *cleanup = block_new(fn), *suppressed = block_new(fn), *again = block_new(fn);
    cleanup->is_handler = cleanup->is_cold = true;
    PirBlock *outside = fn->handler;
    fn->handler = cleanup;
    PirIns *result = runtime2(fn, ENTRY_with_exit_exception, frame->exit_method, exception);
    if (frame->is_async)
        result = lower_await_of(fn, result, AWAIT_AEXIT);
    emit_branch(fn, emit1(fn, PIR_TRUTH, result), suppressed, again);
    fn->handler = outside;
    block_start_sealed(fn, suppressed);
    emit_leave_handler(fn, previous);
    emit_jump(fn, after, NULL, 0);
    block_start_sealed(fn, again);
    emit_leave_handler(fn, previous);
    emit_reraise(fn, exception);
    block_start_sealed(fn, cleanup);
    if (!fn->here)
        return;
    PirIns *second = emit0(fn, PIR_CATCH);
    emit_leave_handler(fn, previous);
    emit_reraise(fn, second);
}

static void lower_item(Function *fn, AstNodes items, size_t index, AstNodes body, bool is_async)
{
    Astwithitem *item = AST_CAST(withitem, items.items[index]);
    PirPos pos = fn->pos;
    PirIns *manager = lower_expr(fn, item->context_expr);
    PirIns *pair = runtime2(fn, ENTRY_with_enter, manager, emit_i64(fn, is_async));
    PirIns *exit_method = emit_integer(fn, PIR_TUPLE_ITEM, 0, &pair, 1);
    PirIns *entered = emit_integer(fn, PIR_TUPLE_ITEM, 1, &pair, 1);
    if (is_async)
        entered = lower_await_of(fn, entered, AWAIT_AENTER);
    Frame frame = { .kind = FRAME_WITH, .exit_method = exit_method, .is_async = is_async, .pos = pos };
    PirBlock *handler = block_new(fn), *after = block_new(fn);
    handler->is_handler = handler->is_cold = true;
    frame_push(fn, &frame, handler);
    if (item->optional_vars)
        lower_store(fn, item->optional_vars, entered);
    lower_items(fn, items, index + 1, body, is_async);
    frame_pop(fn);
    fn->pos = pos;
    if (fn->here)
        emit_with_exit(fn, exit_method, is_async);
    if (fn->here)
        emit_jump(fn, after, NULL, 0);
    lower_exceptional_exit(fn, handler, after, &frame);
    block_start_sealed(fn, after);
}

static void lower_items(Function *fn, AstNodes items, size_t index, AstNodes body, bool is_async)
{
    if (index < items.count)
        lower_item(fn, items, index, body, is_async);
    else
        lower_body(fn, body);
}

void lower_with(Function *fn, AstNodes items, AstNodes body, bool is_async)
{
    lower_items(fn, items, 0, body, is_async);
}
