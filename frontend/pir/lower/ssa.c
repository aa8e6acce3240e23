/* SSA construction with block parameters while lowering, after Braun and others, "Simple and
   Efficient Construction of Static Single Assignment Form" (2013).

   Each local has a slot. `values` maps (block, slot) to the value at the end of the block.
   Reading a slot that the block does not define asks its predecessors: one predecessor is
   followed; several make a parameter. A block whose predecessors are not all known yet (loop
   headers, handlers) is unsealed: a read there makes a parameter whose arguments are filled in
   by block_seal. A handler edge leaves from the op that ends its block, so what the handler
   sees of a local is the block's value: no special case.

   Invariant: the arguments that a target had when its edge was made stand first and belong to
   parameters made before the block had predecessors; those for locals follow in the order of
   the parameters. Parameters that turn out to have one value only go in ssa_finish. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

struct SlotValue { PirBlock *block; int32_t slot; PirIns *value; };

BlockState *block_state(PirBlock *block)
{
    return block->data;
}

PirBlock *block_new(Function *fn)
{
    PirBlock *block = pir_block_new(fn->pir);
    block->data = ARENA_NEW(fn->lowering->arena, BlockState);
    return block;
}

bool block_is_reached(PirBlock *block)
{
    return block_state(block)->predecessors.count > 0;
}

int32_t slot_new(Function *fn)
{
    return fn->slot_count++;
}

/* ---- (block, slot) -> value -------------------------------------------------------------- */

static struct SlotValue *find(Function *fn, PirBlock *block, int32_t slot)
{
    size_t mask = fn->value_size - 1;
    size_t i = ((size_t)block->id * 0x9E3779B1u + (size_t)slot * 0x85EBCA6Bu) & mask;
    while (fn->values[i].block && !(fn->values[i].block == block && fn->values[i].slot == slot))
        i = (i + 1) & mask;
    return &fn->values[i];
}

static void grow(Function *fn)
{
    struct SlotValue *old = fn->values;
    size_t old_size = fn->value_size;
    fn->value_size = old_size ? old_size * 2 : 64;
    fn->values = ARENA_ARRAY(fn->lowering->arena, struct SlotValue, fn->value_size);
    for (size_t i = 0; i < old_size; i++)
        if (old[i].block)
            *find(fn, old[i].block, old[i].slot) = old[i];
}

static PirIns *current(PirIns *value)
{
    while (value->forward)
        value = value->forward;
    return value;
}

static PirIns *value_in(Function *fn, PirBlock *block, int32_t slot)
{
    if (!fn->value_size)
        return NULL;
    return find(fn, block, slot)->value;
}

static void set_value(Function *fn, PirBlock *block, int32_t slot, PirIns *value)
{
    if ((fn->value_count + 1) * 2 > fn->value_size)
        grow(fn);
    struct SlotValue *entry = find(fn, block, slot);
    if (!entry->block)
        fn->value_count++;
    *entry = (struct SlotValue){ block, slot, value };
}

/* ---- reading ------------------------------------------------------------------------------ */

static PirIns *read_at_end(Function *fn, PirBlock *block, int32_t slot);

static void add_arguments(Function *fn, PirBlock *block, int32_t slot)
{
    BlockState *state = block_state(block);
    for (size_t i = 0; i < state->predecessors.count; i++) {
        Edge edge = state->predecessors.items[i];
        PirIns *value = read_at_end(fn, edge.ins->block, slot);
        pir_target_add_arg(fn->pir, &edge.ins->targets[edge.index], value);
    }
}

static PirIns *read_at_end(Function *fn, PirBlock *block, int32_t slot)
{
    PirBlock *start = block;
    for (;;) {
        PirIns *value = value_in(fn, block, slot);
        if (value) {
            if (block != start)
                set_value(fn, start, slot, current(value));
            return current(value);
        }
        BlockState *state = block_state(block);
        if (!state->is_sealed || state->predecessors.count > 1)
            break;
        if (state->predecessors.count == 0) {
            set_value(fn, start, slot, unbound(fn));
            return unbound(fn);
        }
        block = state->predecessors.items[0].ins->block;
    }
    BlockState *state = block_state(block);
    PirIns *param = pir_param(block, REP_WORD);
    set_value(fn, block, slot, param);
    if (!state->is_sealed) {
        SlotParam incomplete = { slot, param };
        VEC_PUSH(fn->lowering->arena, state->incomplete, incomplete);
    } else {
        add_arguments(fn, block, slot);
    }
    if (block != start)
        set_value(fn, start, slot, param);
    return param;
}

void block_seal(Function *fn, PirBlock *block)
{
    BlockState *state = block_state(block);
    if (state->is_sealed)
        return;
    state->is_sealed = true;
    for (size_t i = 0; i < state->incomplete.count; i++)
        add_arguments(fn, block, state->incomplete.items[i].slot);
}

void slot_write(Function *fn, int32_t slot, PirIns *value)
{
    if (fn->here)
        set_value(fn, fn->here, slot, value);
}

PirIns *slot_read(Function *fn, int32_t slot)
{
    return fn->here ? read_at_end(fn, fn->here, slot) : unbound(fn);
}

/* ---- at the end of the function ------------------------------------------------------------ */

/* Blocks in the order in which they were filled, which follows the source. */
static void order_blocks(Function *fn)
{
    PirFunc *pir = fn->pir;
    uint32_t count = 0;
    for (size_t i = 0; i < fn->started.count; i++) {
        fn->started.items[i]->next = i + 1 < fn->started.count ? fn->started.items[i + 1] : NULL;
        count++;
    }
    pir->entry = fn->started.items[0];
    pir->last_block = fn->started.items[fn->started.count - 1];
    pir->block_count = count;
}

/* Edges from live blocks only. */
static void collect_edges(Function *fn)
{
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        block_state(block)->predecessors.count = 0;
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next)
            for (uint32_t t = 0; t < ins->target_count; t++) {
                Edge edge = { ins, t };
                VEC_PUSH(fn->lowering->arena, block_state(ins->targets[t].block)->predecessors, edge);
            }
}

/* The only value other than itself that a parameter is given, or NULL when there are more. */
static PirIns *only_value(PirBlock *block, uint32_t index)
{
    BlockState *state = block_state(block);
    PirIns *param = block->params[index], *only = NULL;
    for (size_t i = 0; i < state->predecessors.count; i++) {
        Edge edge = state->predecessors.items[i];
        PirIns *value = current(edge.ins->targets[edge.index].args[index]);
        if (value == param || value == only)
            continue;
        if (only)
            return NULL;
        only = value;
    }
    return only;
}

static bool drop_one_valued(PirBlock *block)
{
    bool has_changed = false;
    for (uint32_t i = 0; i < block->param_count; i++) {
        PirIns *param = block->params[i];
        if (param->forward)
            continue;
        PirIns *only = only_value(block, i);
        if (!only)
            continue;
        param->forward = only;
        has_changed = true;
    }
    return has_changed;
}

/* Takes the parameters whose `drop` bit is set out of a block and of the edges to it. */
static void remove_params(PirBlock *block, const bool *drop)
{
    BlockState *state = block_state(block);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->param_count; i++)
        if (!drop[i])
            block->params[kept++] = block->params[i];
    for (size_t e = 0; e < state->predecessors.count; e++) {
        Edge edge = state->predecessors.items[e];
        PirTarget *target = &edge.ins->targets[edge.index];
        uint32_t k = 0;
        for (uint32_t i = 0; i < target->arg_count; i++)
            if (!drop[i])
                target->args[k++] = target->args[i];
        target->arg_count = k;
    }
    block->param_count = kept;
}

static void compact(Function *fn)
{
    for (PirBlock *block = fn->pir->entry; block; block = block->next) {
        if (block == fn->pir->entry || !block->param_count)
            continue;
        bool *drop = ARENA_ARRAY(fn->lowering->arena, bool, block->param_count);
        bool any = false;
        for (uint32_t i = 0; i < block->param_count; i++) {
            drop[i] = block->params[i]->forward != NULL;
            any = any || drop[i];
        }
        if (any)
            remove_params(block, drop);
    }
}

/* A parameter is needed when an op uses it, or when it is given to one that is needed. PirIns.data
   marks the needed ones; PARAMs come from reads, but a CHECK_BOUND may have made one useless. */
static void need(PirIns *value, PirIns **stack, size_t *depth)
{
    if (value->op != PIR_PARAM || value->data)
        return;
    value->data = value;
    stack[(*depth)++] = value;
}

static uint32_t index_of_param(PirIns *param)
{
    uint32_t i = 0;
    while (param->block->params[i] != param)
        i++;
    return i;
}

static void drop_unused(Function *fn)
{
    size_t total = 0, depth = 0;
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        total += block->param_count;
    PirIns **stack = ARENA_ARRAY(fn->lowering->arena, PirIns *, total + 1);
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next)
            for (uint32_t i = 0; i < ins->arg_count; i++)
                need(ins->args[i], stack, &depth);
    while (depth) {
        PirIns *param = stack[--depth];
        if (param->block == fn->pir->entry)
            continue;
        uint32_t index = index_of_param(param);
        BlockState *state = block_state(param->block);
        for (size_t e = 0; e < state->predecessors.count; e++) {
            Edge edge = state->predecessors.items[e];
            need(edge.ins->targets[edge.index].args[index], stack, &depth);
        }
    }
    for (PirBlock *block = fn->pir->entry; block; block = block->next) {
        bool *drop = ARENA_ARRAY(fn->lowering->arena, bool, block->param_count + 1);
        for (uint32_t i = 0; i < block->param_count; i++) {
            drop[i] = !block->params[i]->data && block != fn->pir->entry;
            block->params[i]->data = NULL;
        }
        remove_params(block, drop);
    }
}

void ssa_finish(Function *fn)
{
    order_blocks(fn);
    pir_drop_unreachable(fn->pir);
    collect_edges(fn);
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (PirBlock *block = fn->pir->entry; block; block = block->next)
            if (block != fn->pir->entry && drop_one_valued(block))
                has_changed = true;
    }
    for (PirBlock *block = fn->pir->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                ins->args[i] = current(ins->args[i]);
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    ins->targets[t].args[i] = current(ins->targets[t].args[i]);
        }
    compact(fn);
    drop_unused(fn);
}
