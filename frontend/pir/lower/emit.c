/* Placing ops. A may-raise op where a handler is active ends its block: lowering goes on in a
   new block behind it, which has no other predecessor, so results stay usable by dominance. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

PirPos pos_of(const AstNode *node)
{
    return (PirPos){ .line = node->span.line, .end_line = node->span.end_line,
                     .column = node->span.column, .end_column = node->span.end_column };
}

/* ---- blocks -------------------------------------------------------------------------------- */

void block_start(Function *fn, PirBlock *block)
{
    fn->here = block;
    VEC_PUSH(fn->lowering->arena, fn->started, block);
}

/* Goes on in a block whose predecessors are all known; when it has none, nothing is reached. */
void block_start_sealed(Function *fn, PirBlock *block)
{
    block_seal(fn, block);
    if (block_is_reached(block))
        block_start(fn, block);
    else
        fn->here = NULL;
}

static void ensure_block(Function *fn)
{
    if (fn->here)
        return;
    PirBlock *block = block_new(fn);
    block_seal(fn, block);
    block_start(fn, block);
}

static void add_edge(Function *fn, PirIns *ins, PirBlock *block, PirIns *const *args, uint32_t count)
{
    pir_add_target(fn->pir, ins, block, args, count);
    Edge edge = { ins, ins->target_count - 1 };
    VEC_PUSH(fn->lowering->arena, block_state(block)->predecessors, edge);
}

PirIns *unbound(Function *fn)
{
    if (fn->unbound)
        return fn->unbound;
    fn->unbound = pir_ins_new(fn->pir, PIR_UNBOUND, REP_WORD, (PirPos){0}, NULL, 0);
    PirBlock *entry = fn->started.items[0];
    if (entry->first)
        pir_insert_before(entry->first, fn->unbound);
    else
        pir_append(entry, fn->unbound);
    return fn->unbound;
}

/* ---- ops ------------------------------------------------------------------------------------- */

static PirIns *make(Function *fn, PirOpcode op, PirRep rep, PirIns *const *args, uint32_t count)
{
    return pir_ins_new(fn->pir, op, rep, fn->pos, args, count);
}

/* The block for an op that fails to fn->handler: one without ops that leave the function. */
static void enter_protected(Function *fn)
{
    ensure_block(fn);
    if (block_state(fn->here)->may_leave) {
        PirBlock *inside = block_new(fn);
        PirIns *jump = make(fn, PIR_JUMP, REP_NONE, NULL, 0);
        pir_append(fn->here, jump);
        add_edge(fn, jump, inside, NULL, 0);
        block_seal(fn, inside);
        block_start(fn, inside);
    }
    fn->here->handler = fn->handler;
}

static PirIns *place(Function *fn, PirIns *ins)
{
    ensure_block(fn);
    if (!pir_may_raise(ins) || !fn->handler) {
        if (pir_may_raise(ins))
            block_state(fn->here)->may_leave = true;
        pir_append(fn->here, ins);
        return ins;
    }
    enter_protected(fn);
    pir_append(fn->here, ins);
    PirBlock *normal = block_new(fn);
    add_edge(fn, ins, normal, NULL, 0);
    add_edge(fn, ins, fn->handler, NULL, 0);
    block_seal(fn, normal);
    block_start(fn, normal);
    return ins;
}

PirIns *emit(Function *fn, PirOpcode op, PirIns *const *args, uint32_t count)
{
    return place(fn, make(fn, op, REP_WORD, args, count));
}

PirIns *emit0(Function *fn, PirOpcode op)
{
    return emit(fn, op, NULL, 0);
}

PirIns *emit1(Function *fn, PirOpcode op, PirIns *a)
{
    return emit(fn, op, &a, 1);
}

PirIns *emit2(Function *fn, PirOpcode op, PirIns *a, PirIns *b)
{
    return emit(fn, op, (PirIns *[]){ a, b }, 2);
}

PirIns *emit3(Function *fn, PirOpcode op, PirIns *a, PirIns *b, PirIns *c)
{
    return emit(fn, op, (PirIns *[]){ a, b, c }, 3);
}

PirIns *emit_name(Function *fn, PirOpcode op, Name *name, PirIns *const *args, uint32_t count)
{
    PirIns *ins = make(fn, op, REP_WORD, args, count);
    ins->name = name;
    return place(fn, ins);
}

PirIns *emit_integer(Function *fn, PirOpcode op, int64_t integer, PirIns *const *args, uint32_t count)
{
    PirIns *ins = make(fn, op, REP_WORD, args, count);
    ins->integer = integer;
    return place(fn, ins);
}

PirIns *emit_compare_i64(Function *fn, PirIns *a, PirIns *b)
{
    return emit_integer(fn, PIR_COMPARE_I64, CMP_EQ, (PirIns *[]){ a, b }, 2);
}

PirIns *emit_runtime(Function *fn, enum RtEntry entry, PirRep rep, PirIns *const *args, uint32_t count)
{
    PirIns *ins = make(fn, PIR_RUNTIME, rep, args, count);
    ins->entry = entry;
    return place(fn, ins);
}

PirIns *emit_function(Function *fn, PirFunc *function, PirIns *const *args, uint32_t count)
{
    PirIns *ins = make(fn, PIR_MAKE_FUNCTION, REP_WORD, args, count);
    ins->function = function;
    return place(fn, ins);
}

PirIns *emit_call(Function *fn, Name *method, PirIns *const *args, uint32_t count,
                  Name *const *keywords, size_t keyword_count)
{
    return emit_call_at(fn, method, NULL, args, count, keywords, keyword_count);
}

PirIns *emit_call_at(Function *fn, Name *method, const PirPos *lookup, PirIns *const *args, uint32_t count,
                     Name *const *keywords, size_t keyword_count)
{
    PirIns *ins = make(fn, method ? PIR_CALL_METHOD : PIR_CALL, REP_WORD, args, count);
    ins->name = method;
    if (lookup)
        ins->integer = pir_lookup_pack(fn->pos, *lookup);
    if (keyword_count)
        ins->constant = const_names(fn->lowering, keywords, keyword_count);
    return place(fn, ins);
}

static PirRep entry_rep(enum RtEntry entry)
{
    switch (entry_infos[entry].result) {
    case ENTRY_KIND_OBJ: return REP_WORD;
    case ENTRY_KIND_BOOL: case ENTRY_KIND_TRI: return REP_BOOL;
    case ENTRY_KIND_I64: return REP_I64;
    default: return REP_NONE;
    }
}

PirIns *runtime0(Function *fn, enum RtEntry entry)
{
    return emit_runtime(fn, entry, entry_rep(entry), NULL, 0);
}

PirIns *runtime1(Function *fn, enum RtEntry entry, PirIns *a)
{
    return emit_runtime(fn, entry, entry_rep(entry), &a, 1);
}

PirIns *runtime2(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b)
{
    return emit_runtime(fn, entry, entry_rep(entry), (PirIns *[]){ a, b }, 2);
}

PirIns *runtime3(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b, PirIns *c)
{
    return emit_runtime(fn, entry, entry_rep(entry), (PirIns *[]){ a, b, c }, 3);
}

PirIns *runtime4(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b, PirIns *c, PirIns *d)
{
    return emit_runtime(fn, entry, entry_rep(entry), (PirIns *[]){ a, b, c, d }, 4);
}

/* ---- constants ----------------------------------------------------------------------------- */

const Const *const_text(Lowering *l, const Name *name)
{
    Const *text = ARENA_NEW(l->arena, Const);
    text->kind = CONST_STR;
    text->text = name->text;
    text->length = name->length;
    return text;
}

const Const *const_tuple(Lowering *l, const Const *const *items, size_t count)
{
    Const *tuple = ARENA_NEW(l->arena, Const);
    tuple->kind = CONST_TUPLE;
    tuple->items = ARENA_ARRAY(l->arena, const Const *, count ? count : 1);
    if (count)
        memcpy(tuple->items, items, count * sizeof *items);
    tuple->item_count = count;
    return tuple;
}

const Const *const_names(Lowering *l, Name *const *names, size_t count)
{
    const Const **items = ARENA_ARRAY(l->arena, const Const *, count ? count : 1);
    for (size_t i = 0; i < count; i++)
        items[i] = const_text(l, names[i]);
    return const_tuple(l, items, count);
}

PirIns *emit_constant(Function *fn, const Const *constant)
{
    PirIns *ins = make(fn, PIR_CONST, REP_WORD, NULL, 0);
    ins->constant = constant;
    return place(fn, ins);
}

PirIns *emit_none(Function *fn)
{
    return emit_constant(fn, fn->lowering->none);
}

PirIns *emit_text(Function *fn, const Name *name)
{
    return emit_constant(fn, const_text(fn->lowering, name));
}

PirIns *emit_i64(Function *fn, int64_t value)
{
    return emit_integer(fn, PIR_CONST_I64, value, NULL, 0);
}

/* ---- ends of blocks -------------------------------------------------------------------------- */

void emit_jump(Function *fn, PirBlock *block, PirIns *const *args, uint32_t count)
{
    ensure_block(fn);
    PirIns *jump = make(fn, PIR_JUMP, REP_NONE, NULL, 0);
    pir_append(fn->here, jump);
    add_edge(fn, jump, block, args, count);
    fn->here = NULL;
}

void emit_branch_with(Function *fn, PirIns *condition, PirBlock *if_true, PirIns *true_value,
                      PirBlock *if_false, PirIns *false_value)
{
    ensure_block(fn);
    PirIns *branch = make(fn, PIR_BRANCH, REP_NONE, &condition, 1);
    pir_append(fn->here, branch);
    add_edge(fn, branch, if_true, &true_value, true_value != NULL);
    add_edge(fn, branch, if_false, &false_value, false_value != NULL);
    fn->here = NULL;
}

void emit_branch(Function *fn, PirIns *condition, PirBlock *if_true, PirBlock *if_false)
{
    emit_branch_with(fn, condition, if_true, NULL, if_false, NULL);
}

void emit_switch(Function *fn, PirIns *number, PirBlock *const *blocks, uint32_t count)
{
    ensure_block(fn);
    PirIns *ins = make(fn, PIR_SWITCH, REP_NONE, &number, 1);
    pir_append(fn->here, ins);
    for (uint32_t i = 0; i < count; i++)
        add_edge(fn, ins, blocks[i], NULL, 0);
    fn->here = NULL;
}

static void emit_end(Function *fn, PirOpcode op, PirIns *const *args, uint32_t count, PirBlock *handler)
{
    ensure_block(fn);
    if (handler)
        enter_protected(fn);
    PirIns *ins = make(fn, op, REP_NONE, args, count);
    pir_append(fn->here, ins);
    if (handler)
        add_edge(fn, ins, handler, NULL, 0);
    fn->here = NULL;
}

void emit_return(Function *fn, PirIns *value)
{
    emit_end(fn, PIR_RETURN, &value, 1, NULL);
}

void emit_raise(Function *fn, PirIns *exception, PirIns *cause)
{
    emit_end(fn, PIR_RAISE, (PirIns *[]){ exception, cause }, 2, fn->handler);
}

void emit_reraise(Function *fn, PirIns *exception)
{
    emit_end(fn, PIR_RERAISE, &exception, 1, fn->handler);
}

void emit_unreachable(Function *fn)
{
    emit_end(fn, PIR_UNREACHABLE, NULL, 0, NULL);
}
