/* Ways out of nested constructs: return, break and continue run what each construct on the way
   must do (finally bodies, __exit__, end of handling), innermost first, each with the errors'
   way that holds outside of that construct. A finally body that is emitted once takes over: the
   way goes on behind it (try.c). */
#include "frontend/pir/lower/lower_internal.h"

void frame_push(Function *fn, Frame *frame, PirBlock *inner_handler)
{
    frame->outer = fn->frames;
    frame->handler = fn->handler;
    fn->frames = frame;
    fn->handler = inner_handler;
}

void frame_pop(Function *fn)
{
    fn->handler = fn->frames->handler;
    fn->frames = fn->frames->outer;
}

void emit_leave_handler(Function *fn, PirIns *previous)
{
    runtime1(fn, ENTRY_exception_leave, previous);
}

/* Ends the handling of an exception, unless a shared finally body runs for another reason. */
void emit_leave_reraise(Function *fn, PirIns *previous, PirIns *reason)
{
    if (!reason) {
        emit_leave_handler(fn, previous);
        return;
    }
    PirBlock *handling = block_new(fn), *after = block_new(fn);
    PirIns *truth = emit_compare_i64(fn, reason, emit_i64(fn, REASON_EXCEPTION));
    emit_branch(fn, truth, handling, after);
    block_start_sealed(fn, handling);
    emit_leave_handler(fn, previous);
    emit_jump(fn, after, NULL, 0);
    block_start_sealed(fn, after);
}

void emit_with_exit(Function *fn, PirIns *exit_method, bool is_async)
{
    PirIns *none = emit_none(fn);
    PirIns *result = emit_call(fn, NULL, (PirIns *[]){ exit_method, none, none, none }, 4, NULL, 0);
    if (is_async)
        lower_await_of(fn, result, AWAIT_AEXIT);
}

/* The way ends at a shared finally body, which gets a number for it. */
static void enter_shared(Function *fn, Frame *frame, WayOut way)
{
    int64_t reason = REASON_WAY + (int64_t)frame->ways_out.count;
    VEC_PUSH(fn->lowering->arena, frame->ways_out, way);
    PirIns *value = way.value ? way.value : emit_none(fn);
    emit_jump(fn, frame->shared_block, (PirIns *[]){ emit_i64(fn, reason), value, emit_none(fn) }, 3);
}

static void tidy(Function *fn, Frame *frame, WayOut way)
{
    switch (frame->kind) {
    case FRAME_LOOP:
        break;
    case FRAME_HANDLER:
        emit_leave_handler(fn, frame->previous);
        if (frame->bound_name)
            name_forget(fn, frame->bound_name);
        break;
    case FRAME_FINALLY:
        lower_body(fn, frame->finalbody);
        break;
    case FRAME_FINALLY_SHARED:
        enter_shared(fn, frame, way);
        break;
    case FRAME_RERAISE:
        emit_leave_reraise(fn, frame->previous, frame->reason);
        break;
    case FRAME_WITH:
        fn->pos = frame->pos;
        emit_with_exit(fn, frame->exit_method, frame->is_async);
        break;
    }
}

static void arrive(Function *fn, WayOut way)
{
    fn->pos = way.pos;
    if (way.kind == LEAVE_RETURN)
        emit_return(fn, way.value);
    else
        emit_jump(fn, way.kind == LEAVE_BREAK ? way.loop->break_block : way.loop->continue_block, NULL, 0);
}

void leave(Function *fn, WayOut way)
{
    Frame *frames = fn->frames;
    PirBlock *handler = fn->handler;
    PirPos pos = fn->pos;
    for (Frame *frame = frames; frame != way.loop && fn->here; frame = frame->outer) {
        fn->frames = frame->outer;
        fn->handler = frame->handler;
        tidy(fn, frame, way);
    }
    if (fn->here)
        arrive(fn, way);
    fn->frames = frames;
    fn->handler = handler;
    fn->pos = pos;
}
