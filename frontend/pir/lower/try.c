/* try: except, else, finally, and except*.

   A handler block takes the exception (CATCH), makes it the one being handled, and gives the
   one before back on every way out. A small finally body is copied for each way out; a larger
   one is emitted once and told the reason: 0 the end was reached, 1 an exception, 2 and up the
   return, break and continue statements that pass through it. */
#include "frontend/pir/lower/lower_internal.h"

enum { SMALL_FINALLY = 24 };                  /* tree nodes: about 20 ops */

static PirBlock *handler_new(Function *fn)
{
    PirBlock *block = block_new(fn);
    block->is_handler = block->is_cold = true;
    return block;
}

/* The start of a handler: false when nothing can fail. */
static bool handler_start(Function *fn, PirBlock *block)
{
    block_start_sealed(fn, block);
    return fn->here != NULL;
}

/* What a failure inside a handler does: ends the handling, goes on failing. */
static void lower_cleanup(Function *fn, PirBlock *cleanup, PirIns *previous, PirIns *reason, Name *name)
{
    if (!handler_start(fn, cleanup))
        return;
    PirIns *exception = emit0(fn, PIR_CATCH);
    if (name)
        name_forget(fn, name);
    emit_leave_reraise(fn, previous, reason);
    emit_reraise(fn, exception);
}

/* ---- except ------------------------------------------------------------------------------------ */

typedef struct Handling {
    PirBlock *end, *cleanup, *outside;        /* outside: the handler around the whole statement */
    PirIns *exception, *previous;
} Handling;

static void lower_handler_body(Function *fn, Handling *h, AstExceptHandler *clause)
{
    Frame frame = { .kind = FRAME_HANDLER, .previous = h->previous, .bound_name = clause->name };
    PirBlock *cleanup = clause->name ? handler_new(fn) : h->cleanup;
    fn->handler = h->outside;
    frame_push(fn, &frame, cleanup);
    if (clause->name)
        lower_name_store(fn, clause->name, h->exception);
    lower_body(fn, clause->body);
    frame_pop(fn);
    if (fn->here) {
        emit_leave_handler(fn, h->previous);
        if (clause->name)
            name_forget(fn, clause->name);
        emit_jump(fn, h->end, NULL, 0);
    }
    if (clause->name)
        lower_cleanup(fn, cleanup, h->previous, NULL, clause->name);
}

static void lower_clause(Function *fn, Handling *h, AstExceptHandler *clause)
{
    fn->pos = pos_of(&clause->base);
    if (!clause->type) {
        lower_handler_body(fn, h, clause);
        fn->here = NULL;
        return;
    }
    PirBlock *matched = block_new(fn), *next = block_new(fn);
    fn->handler = h->cleanup;
    PirIns *type = lower_expr(fn, clause->type);
    emit_branch(fn, runtime2(fn, ENTRY_exception_match, h->exception, type), matched, next);
    block_start_sealed(fn, matched);
    lower_handler_body(fn, h, clause);
    fn->handler = h->outside;
    block_start_sealed(fn, next);
}

static void lower_clauses(Function *fn, PirBlock *handler, PirBlock *end, AstNodes clauses)
{
    if (!handler_start(fn, handler))
        return;
    Handling h = { .end = end, .cleanup = handler_new(fn), .outside = fn->handler };
    h.exception = emit0(fn, PIR_CATCH);
    h.previous = runtime1(fn, ENTRY_exception_enter, h.exception);
    for (size_t i = 0; i < clauses.count && fn->here; i++)
        lower_clause(fn, &h, AST_CAST(ExceptHandler, clauses.items[i]));
    if (fn->here) {
        emit_leave_handler(fn, h.previous);
        emit_reraise(fn, h.exception);
    }
    lower_cleanup(fn, h.cleanup, h.previous, NULL, NULL);
}

/* ---- except* ------------------------------------------------------------------------------------- */

/* One except* clause. rest: what is left of the exception; gives what is left after it. */
static PirIns *lower_star_clause(Function *fn, Handling *h, AstExceptHandler *clause, PirIns *rest,
                                 PirIns *raised)
{
    fn->pos = pos_of(&clause->base);
    fn->handler = h->cleanup;
    PirIns *type = lower_expr(fn, clause->type);
    PirIns *pair = runtime2(fn, ENTRY_exception_group_split, rest, type);
    PirIns *matched = emit_integer(fn, PIR_TUPLE_ITEM, 0, &pair, 1);
    PirIns *left = emit_integer(fn, PIR_TUPLE_ITEM, 1, &pair, 1);
    PirBlock *body = block_new(fn), *next = block_new(fn), *failed = handler_new(fn);
    emit_branch(fn, emit2(fn, PIR_IS, matched, emit_none(fn)), next, body);
    block_start_sealed(fn, body);
    PirIns *before = runtime1(fn, ENTRY_exception_enter, matched);
    Frame frame = { .kind = FRAME_HANDLER, .previous = before, .bound_name = clause->name };
    frame_push(fn, &frame, failed);
    if (clause->name)
        lower_name_store(fn, clause->name, matched);
    lower_body(fn, clause->body);
    frame_pop(fn);
    if (fn->here) {
        emit_leave_handler(fn, before);
        if (clause->name)
            name_forget(fn, clause->name);
        emit_jump(fn, next, NULL, 0);
    }
    if (handler_start(fn, failed)) {
        PirIns *exception = emit0(fn, PIR_CATCH);
        if (clause->name)
            name_forget(fn, clause->name);
        emit_leave_handler(fn, before);
        runtime2(fn, ENTRY_fast_list_append, raised, exception);
        emit_jump(fn, next, NULL, 0);
    }
    block_start_sealed(fn, next);
    return left;
}

static void lower_star_clauses(Function *fn, PirBlock *handler, PirBlock *end, AstNodes clauses)
{
    if (!handler_start(fn, handler))
        return;
    Handling h = { .end = end, .cleanup = handler_new(fn), .outside = fn->handler };
    h.exception = emit0(fn, PIR_CATCH);
    h.previous = runtime1(fn, ENTRY_exception_enter, h.exception);
    fn->handler = h.cleanup;
    PirIns *raised = emit0(fn, PIR_BUILD_LIST), *rest = h.exception;
    for (size_t i = 0; i < clauses.count; i++)
        rest = lower_star_clause(fn, &h, AST_CAST(ExceptHandler, clauses.items[i]), rest, raised);
    fn->handler = h.cleanup;
    runtime2(fn, ENTRY_fast_list_append, raised, rest);
    PirIns *joined = runtime2(fn, ENTRY_exception_group_join, h.exception, raised);
    fn->handler = h.outside;
    emit_leave_handler(fn, h.previous);
    PirBlock *again = block_new(fn);
    emit_branch(fn, emit2(fn, PIR_IS, joined, emit_none(fn)), end, again);
    block_start_sealed(fn, again);
    emit_reraise(fn, joined);
    lower_cleanup(fn, h.cleanup, h.previous, NULL, NULL);
}

static void lower_try_except(Function *fn, AstNodes body, AstNodes clauses, AstNodes orelse, bool is_star)
{
    PirBlock *handler = handler_new(fn), *end = block_new(fn), *outside = fn->handler;
    fn->handler = handler;
    lower_body(fn, body);
    fn->handler = outside;
    if (fn->here)
        lower_body(fn, orelse);
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
    if (is_star)
        lower_star_clauses(fn, handler, end, clauses);
    else
        lower_clauses(fn, handler, end, clauses);
    block_start_sealed(fn, end);
}

/* ---- finally --------------------------------------------------------------------------------------- */

static void lower_protected(Function *fn, AstNodes body, AstNodes clauses, AstNodes orelse, bool is_star)
{
    if (clauses.count)
        lower_try_except(fn, body, clauses, orelse, is_star);
    else
        lower_body(fn, body);
}

/* A copy of the finally body on each way out. */
static void lower_finally_copied(Function *fn, AstNodes body, AstNodes clauses, AstNodes orelse,
                                 AstNodes finalbody, bool is_star)
{
    PirBlock *handler = handler_new(fn), *after = block_new(fn);
    Frame frame = { .kind = FRAME_FINALLY, .finalbody = finalbody };
    frame_push(fn, &frame, handler);
    lower_protected(fn, body, clauses, orelse, is_star);
    frame_pop(fn);
    if (fn->here)
        lower_body(fn, finalbody);
    if (fn->here)
        emit_jump(fn, after, NULL, 0);
    if (handler_start(fn, handler)) {
        PirIns *exception = emit0(fn, PIR_CATCH);
        PirIns *previous = runtime1(fn, ENTRY_exception_enter, exception);
        PirBlock *cleanup = handler_new(fn);
        Frame failing = { .kind = FRAME_RERAISE, .previous = previous };
        frame_push(fn, &failing, cleanup);
        lower_body(fn, finalbody);
        frame_pop(fn);
        if (fn->here) {
            emit_leave_handler(fn, previous);
            emit_reraise(fn, exception);
        }
        lower_cleanup(fn, cleanup, previous, NULL, NULL);
    }
    block_start_sealed(fn, after);
}

/* Behind a shared finally body: goes on for the reason it was entered for. */
static void lower_dispatch(Function *fn, Frame *frame, PirBlock *after, PirIns *reason, PirIns *value,
                           PirIns *previous)
{
    size_t ways = frame->ways_out.count;
    PirBlock **targets = ARENA_ARRAY(fn->lowering->arena, PirBlock *, ways + REASON_WAY);
    targets[REASON_END] = after;
    for (size_t i = 1; i < ways + REASON_WAY; i++)
        targets[i] = block_new(fn);
    emit_switch(fn, reason, targets, (uint32_t)(ways + REASON_WAY));
    block_start_sealed(fn, targets[REASON_EXCEPTION]);
    emit_leave_handler(fn, previous);
    emit_reraise(fn, value);
    for (size_t i = 0; i < ways; i++) {
        WayOut way = frame->ways_out.items[i];
        if (way.value)
            way.value = value;
        block_start_sealed(fn, targets[REASON_WAY + i]);
        leave(fn, way);
    }
}

static void lower_finally_shared(Function *fn, AstNodes body, AstNodes clauses, AstNodes orelse,
                                 AstNodes finalbody, bool is_star)
{
    PirBlock *handler = handler_new(fn), *after = block_new(fn), *shared = block_new(fn);
    PirIns *reason = pir_param(shared, REP_I64), *value = pir_param(shared, REP_WORD);
    PirIns *previous = pir_param(shared, REP_WORD);
    Frame frame = { .kind = FRAME_FINALLY_SHARED, .shared_block = shared };
    frame_push(fn, &frame, handler);
    lower_protected(fn, body, clauses, orelse, is_star);
    frame_pop(fn);
    if (fn->here) {
        PirIns *none = emit_none(fn);
        emit_jump(fn, shared, (PirIns *[]){ emit_i64(fn, REASON_END), none, none }, 3);
    }
    if (handler_start(fn, handler)) {
        PirIns *exception = emit0(fn, PIR_CATCH);
        PirIns *before = runtime1(fn, ENTRY_exception_enter, exception);
        emit_jump(fn, shared, (PirIns *[]){ emit_i64(fn, REASON_EXCEPTION), exception, before }, 3);
    }
    block_start_sealed(fn, shared);
    if (fn->here) {
        PirBlock *cleanup = handler_new(fn);
        Frame failing = { .kind = FRAME_RERAISE, .previous = previous, .reason = reason };
        frame_push(fn, &failing, cleanup);
        lower_body(fn, finalbody);
        frame_pop(fn);
        if (fn->here)
            lower_dispatch(fn, &frame, after, reason, value, previous);
        lower_cleanup(fn, cleanup, previous, reason, NULL);
    }
    block_start_sealed(fn, after);
}

void lower_try(Function *fn, AstNodes body, AstNodes handlers, AstNodes orelse, AstNodes finalbody, bool is_star)
{
    if (!finalbody.count)
        lower_try_except(fn, body, handlers, orelse, is_star);
    else if (tree_size(finalbody) < SMALL_FINALLY)
        lower_finally_copied(fn, body, handlers, orelse, finalbody, is_star);
    else
        lower_finally_shared(fn, body, handlers, orelse, finalbody, is_star);
}
