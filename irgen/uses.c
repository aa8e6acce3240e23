/* Words that need not be made, because every op that uses them takes them apart at once: the box
   of an integer that is only an index of items, the tuple of an UNPACK whose items alone are used,
   and the pair of a NEXT that is only unpacked. Their users take the raw integer, the items as
   they were loaded, and the pair's two words.

   A word is kept where its value lives on in a handler or another block's parameter. */
#include "irgen/irgen_internal.h"

static bool takes_raw_index(const PirIns *user, uint32_t operand)
{
    return operand == 1 && (user->op == PIR_GET_ITEM || user->op == PIR_SET_ITEM);
}

static bool is_apart(const PirIns *value, const PirIns *user, uint32_t operand)
{
    switch (value->op) {
    case PIR_BOX_I64: return takes_raw_index(user, operand);
    case PIR_UNPACK:  return user->op == PIR_TUPLE_ITEM;
    case PIR_NEXT:    return user->op == PIR_IS_STOP || (user->op == PIR_UNPACK && user->integer == 2);
    default:          return false;
    }
}

static void mark_uses(IrFunc *f, const PirIns *ins)
{
    for (uint32_t i = 0; i < ins->arg_count; i++)
        if (!is_apart(ins->args[i], ins, i))
            f->is_whole[ins->args[i]->id] = true;
    for (uint32_t t = 0; t < ins->target_count; t++)
        for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
            f->is_whole[ins->targets[t].args[i]->id] = true;
}

/* A tuple that is made after all wants what it is made of. */
static void mark_unpacked(IrFunc *f, const PirIns *ins)
{
    bool is_tuple = ins->integer > MOST_LOADED_ITEMS || ins->target_count > 1 || ir_runs_rarely(f->fn, ins->block);
    f->is_whole[ins->id] |= is_tuple;
    f->is_whole[ins->args[0]->id] |= f->is_whole[ins->id];
}

void ir_find_whole(IrFunc *f)
{
    f->is_whole = ARENA_ARRAY(f->arena, bool, f->fn->next_id + 1);
    for (PirBlock *block = f->fn->entry; block; block = block->next)
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            mark_uses(f, ins);
    for (PirBlock *block = f->fn->entry; block; block = block->next)
        for (const PirIns *ins = block->first; ins; ins = ins->next) {
            if (ins->op == PIR_NEXT)
                f->is_whole[ins->id] |= ins->target_count > 1 || ir_runs_rarely(f->fn, block);
            if (ins->op == PIR_UNPACK)
                mark_unpacked(f, ins);
        }
    f->comes_in_parts = ARENA_ARRAY(f->arena, bool, f->fn->next_id + 1);
    for (PirBlock *block = f->fn->entry; block; block = block->next)      /* only what is unpacked comes in parts */
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->op == PIR_UNPACK && ins->args[0]->op == PIR_NEXT && !f->is_whole[ins->args[0]->id])
                f->comes_in_parts[ins->args[0]->id] = true;
}
