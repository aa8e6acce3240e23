/* Changes to a function that several passes make. */
#include "frontend/passes/passes_internal.h"

void edit_jump_to(PirIns *last, uint32_t t)
{
    PirTarget kept = last->targets[t];
    PirIns *jump = pir_ins_new(last->block->function, PIR_JUMP, REP_NONE, last->pos, NULL, 0);
    PirBlock *block = last->block;
    pir_add_target(block->function, jump, kept.block, kept.args, kept.arg_count);
    pir_remove(last);
    pir_append(block, jump);
}

void edit_jump_to_first(PirIns *last)
{
    edit_jump_to(last, 0);
}

PirIns *edit_before(PirIns *where, PirOpcode op, PirRep rep, PirIns *const *args, uint32_t arg_count)
{
    PirIns *ins = pir_ins_new(where->block->function, op, rep, where->pos, args, arg_count);
    pir_insert_before(where, ins);
    return ins;
}

PirIns *edit_append(PirBlock *block, PirOpcode op, PirRep rep, PirPos pos, PirIns *const *args, uint32_t arg_count)
{
    PirIns *ins = pir_ins_new(block->function, op, rep, pos, args, arg_count);
    pir_append(block, ins);
    return ins;
}

PirBlock *edit_split_before(PirIns *first)
{
    PirBlock *block = first->block;
    PirFunc *fn = block->function;
    PirBlock *rest = pir_block_new(fn);
    edit_move_behind(fn, rest, block);
    rest->handler = block->handler;
    rest->is_cold = block->is_cold;
    rest->weight = block->weight;
    rest->loop_depth = block->loop_depth;
    for (PirIns *ins = first, *next; ins; ins = next) {
        next = ins->next;
        pir_remove(ins);
        pir_append(rest, ins);
    }
    return rest;
}

void edit_move_behind(PirFunc *fn, PirBlock *block, PirBlock *after)
{
    if (after->next == block || block == after)
        return;
    pir_unlink_block(fn, block);
    fn->block_count++;
    block->next = after->next;
    after->next = block;
    if (fn->last_block == after)
        fn->last_block = block;
}
