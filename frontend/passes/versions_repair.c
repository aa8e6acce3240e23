/* versions: puts the right value into every operand after the copy.

   Each original value has up to two variables, one per world. The general one is defined by the
   original op and wherever the fast version leaves (the fast value, boxed); the fast one by the
   copied op and wherever the general version enters (the word, unboxed). A use that its
   definition dominates needs nothing; the others are read by walking up the graph, with
   parameters where ways meet (as in generators.c). drop-dead removes those that are trivial. */
#include "frontend/passes/versions_internal.h"

#include "frontend/base/diag.h"

static World world_of(const Region *r, const PirBlock *block)
{
    return block->id < r->worlds.count ? (World)r->worlds.items[block->id] : GENERAL;
}

static PirRep rep_in(const Region *r, World world, const PirIns *value)
{
    if (world == GENERAL || value->op == PIR_CONST)
        return value->rep;
    return versions_rep(versions_kind(r, value), value->rep);
}

static PirBlock *general_home(const PirIns *value)
{
    return value->target_count ? value->targets[0].block : value->block;
}

static PirIns *read_at_start(Region *r, World world, PirIns *value, PirBlock *block);
static PirIns *read_at_end(Region *r, World world, PirIns *value, PirBlock *block);

static Variable *variable_of(Region *r, World world, const PirIns *value)
{
    Variable *variable = &r->variables[world][value->id];
    if (!variable->at_start) {
        variable->at_start = ARENA_ARRAY(r->scratch, PirIns *, r->fn->next_block + 1);
        variable->at_end = ARENA_ARRAY(r->scratch, PirIns *, r->fn->next_block + 1);
    }
    return variable;
}

/* Does the value look the same in both worlds, because it comes from outside? */
static bool is_shared(const Region *r, World world, const PirIns *value)
{
    return !r->is_inside[value->id] && (world == GENERAL || rep_in(r, FAST, value) == value->rep);
}

static PirIns *home_value(Region *r, const PirIns *value)
{
    const FastHome *home = &r->homes[value->id];
    if (home->ins)
        return home->ins;
    return read_at_end(r, FAST, home->same_as, home->block);
}

/* The value of the other world, brought over at the end of the block. */
static PirIns *bring_over(Region *r, World world, PirIns *value, PirBlock *block)
{
    static const PirOpcode boxes[] = { [REP_I64] = PIR_BOX_I64, [REP_F64] = PIR_BOX_F64, [REP_BOOL] = PIR_BOX_BOOL };
    static const PirOpcode unboxes[] = { [REP_I64] = PIR_UNBOX_I64, [REP_F64] = PIR_UNBOX_F64, [REP_BOOL] = PIR_UNBOX_BOOL };
    World other = world == GENERAL ? FAST : GENERAL;
    PirIns *there = is_shared(r, other, value) ? value : read_at_end(r, other, value, block);
    PirRep from = rep_in(r, other, value), to = rep_in(r, world, value);
    if (from == to)
        return there;
    PirOpcode op = to == REP_WORD ? boxes[from] : unboxes[to];
    return edit_before(block->last, op, to, &there, 1);
}

static PirIns *read_at_end(Region *r, World world, PirIns *value, PirBlock *block)
{
    if (is_shared(r, world, value))
        return value;
    Variable *variable = variable_of(r, world, value);
    if (variable->at_end[block->id])
        return variable->at_end[block->id];
    PirIns *found;
    if (world == FAST && r->homes[value->id].block == block)
        found = home_value(r, value);
    else if (world == GENERAL && general_home(value) == block)
        found = value;
    else if (world_of(r, block) != world)
        found = bring_over(r, world, value, block);
    else
        found = read_at_start(r, world, value, block);
    variable->at_end[block->id] = found;
    return found;
}

static PirIns *read_at_start(Region *r, World world, PirIns *value, PirBlock *block)
{
    Variable *variable = variable_of(r, world, value);
    if (variable->at_start[block->id])
        return variable->at_start[block->id];
    uint32_t b = r->new_flow->index[block->id];
    if (b == 0)
        bug("versions: %%%u is read where it is not defined", value->id);
    if (r->new_flow->predecessors[b].count == 1)
        return variable->at_start[block->id] =
                   read_at_end(r, world, value, r->new_flow->predecessors[b].edges[0].from);
    PirIns *param = pir_param(block, rep_in(r, world, value));
    variable->at_start[block->id] = param;
    for (uint32_t e = 0; e < r->new_flow->predecessors[b].count; e++) {
        PirEdge *edge = &r->new_flow->predecessors[b].edges[e];
        pir_target_add_arg(r->fn, edge->target, read_at_end(r, world, value, edge->from));
    }
    return param;
}

static PirIns **operand_of(PirIns *ins, int32_t target, uint32_t index)
{
    return target < 0 ? &ins->args[index] : &ins->targets[target].args[index];
}

static void resolve_fast(Region *r, const FastUse *use)
{
    PirIns *value = *operand_of(use->ins, use->target, use->index);
    PirBlock *home = r->homes[value->id].block, *block = use->ins->block;
    PirIns *found;
    if (home && (home == block || pir_dominates(r->new_flow, home, block)))
        found = home_value(r, value);
    else
        found = read_at_end(r, FAST, value, block);
    *operand_of(use->ins, use->target, use->index) = found;
}

static void resolve_general(Region *r, PirIns *ins, int32_t target, uint32_t index)
{
    PirIns *value = *operand_of(ins, target, index);
    if (value->id >= r->first_new_value || !r->is_inside[value->id] || (value == ins && target == 0))
        return;
    PirBlock *home = general_home(value), *block = ins->block;
    if (world_of(r, block) == GENERAL && (value->block == block || pir_dominates(r->new_flow, home, block)))
        return;
    PirIns *found = read_at_end(r, GENERAL, value, block);
    *operand_of(ins, target, index) = found;
}

static void resolve_general_ins(Region *r, PirIns *ins)
{
    for (uint32_t i = 0; i < ins->arg_count; i++)
        resolve_general(r, ins, -1, i);
    for (uint32_t t = 0; t < ins->target_count; t++) {
        uint32_t count = ins->targets[t].arg_count;     /* reading may append arguments: those are right */
        for (uint32_t i = 0; i < count; i++)
            resolve_general(r, ins, (int32_t)t, i);
    }
}

void versions_repair(Region *r)
{
    r->new_flow = pir_flow(r->fn, r->scratch);
    for (int world = 0; world < 2; world++)
        r->variables[world] = ARENA_ARRAY(r->scratch, Variable, r->first_new_value + 1);
    for (size_t i = 0; i < r->uses.count; i++)
        if (r->new_flow->index[r->uses.items[i].ins->block->id] != UINT32_MAX)
            resolve_fast(r, &r->uses.items[i]);
    for (uint32_t b = 0; b < r->new_flow->order.count; b++) {
        PirBlock *block = r->new_flow->order.order[b];
        if (world_of(r, block) == GENERAL)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                resolve_general_ins(r, ins);
    }
    for (size_t i = 0; i < r->leaves.count; i++)
        if (r->new_flow->index[r->leaves.items[i]->id] != UINT32_MAX)
            resolve_general_ins(r, r->leaves.items[i]->last);
    pir_drop_unreachable(r->fn);
}
