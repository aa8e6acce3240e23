/* Drops what has no effect and straightens the graph, until nothing changes:

   - branches on constants, and to one place twice, become jumps; unreachable blocks go
   - a parameter that every edge gives the same value is that value
   - a block that only jumps on, or only branches on a parameter that an edge knows, is skipped
   - a block whose only predecessor jumps to it is joined to that
   - deletable ops (PURE, or READS that cannot raise), TOTAL ops and parameters without use go,
     cycles of parameters included

       b0:  JUMP -> b1                       b0:
       b1:  %1 = CONST 1                       %2 = CONST 2
            %2 = CONST 2                       RETURN %2
            RETURN %2

   Needs nothing; keeps everything. */
#include "frontend/passes/passes_internal.h"

#include <string.h>

/* ---- branches ------------------------------------------------------------------------- */

static bool same_target(const PirTarget *a, const PirTarget *b)
{
    return a->block == b->block
           && (!a->arg_count || memcmp(a->args, b->args, a->arg_count * sizeof *a->args) == 0);
}

/* The target that is always taken, or -1. */
static int64_t decided_target(const PirIns *last)
{
    if (last->op == PIR_BRANCH) {
        if (last->args[0]->op == PIR_CONST_BOOL)
            return last->args[0]->integer ? 0 : 1;
        return same_target(&last->targets[0], &last->targets[1]) ? 0 : -1;
    }
    if (last->op == PIR_SWITCH && last->args[0]->op == PIR_CONST_I64) {
        int64_t n = last->args[0]->integer, count = last->target_count;
        return n >= 0 && n < count - 1 ? n : count - 1;
    }
    return last->op == PIR_SWITCH && last->target_count == 1 ? 0 : -1;
}

static bool simplify_branches(PirFunc *fn)
{
    bool changed = false;
    for (PirBlock *block = fn->entry; block; block = block->next) {
        PirIns *last = block->last;
        while (last->op == PIR_BRANCH && last->args[0]->op == PIR_NOT) {
            PirTarget first = last->targets[0];
            last->targets[0] = last->targets[1];
            last->targets[1] = first;
            last->args[0] = last->args[0]->args[0];
            changed = true;
        }
        int64_t target = decided_target(last);
        if (target >= 0) {
            edit_jump_to(last, (uint32_t)target);
            changed = true;
        }
    }
    return changed;
}

/* ---- parameters that are one value --------------------------------------------------------- */

/* The value that all edges bring, parameter itself aside; NULL when there are two. */
static PirIns *only_value(const PirFlow *flow, uint32_t b, uint32_t i)
{
    const PirIns *param = flow->order.order[b]->params[i];
    PirIns *only = NULL;
    for (uint32_t e = 0; e < flow->predecessors[b].count; e++) {
        PirIns *value = flow->predecessors[b].edges[e].target->args[i];
        while (value->forward)
            value = value->forward;
        if (value == param || value == only)
            continue;
        if (only)
            return NULL;
        only = value;
    }
    return only;
}

/* The result of an op with targets may be used only behind its own edge. */
static bool may_stand_for_param(const PirFlow *flow, const PirIns *value)
{
    return !value->target_count
           || flow->predecessors[flow->index[value->targets[0].block->id]].count == 1;
}

static void drop_param(PirFlow *flow, uint32_t b, uint32_t i)
{
    pir_remove_param(flow->order.order[b], i);
    for (uint32_t e = 0; e < flow->predecessors[b].count; e++) {
        PirTarget *target = flow->predecessors[b].edges[e].target;
        memmove(&target->args[i], &target->args[i + 1], (target->arg_count - i - 1) * sizeof *target->args);
        target->arg_count--;
    }
}

static bool drop_single_value_params(PirFunc *fn)
{
    Arena *scratch = arena_new();
    PirFlow *flow = pir_flow(fn, scratch);
    bool changed = false;
    for (uint32_t b = 1; b < flow->order.count; b++) {
        PirBlock *block = flow->order.order[b];
        for (uint32_t i = block->param_count; i-- > 0; ) {
            PirIns *value = only_value(flow, b, i);
            if (!value || !may_stand_for_param(flow, value))
                continue;
            block->params[i]->forward = value;
            drop_param(flow, b, i);
            changed = true;
        }
    }
    if (changed)
        pir_apply_forwards(fn);
    arena_free(scratch);
    return changed;
}

/* ---- blocks that only pass control on ---------------------------------------------------------- */

typedef struct Uses {
    uint32_t *count;              /* by value number */
    Arena *scratch;
    uint32_t limit;               /* values made later are not counted */
} Uses;

static void count_uses(PirFunc *fn, Uses *uses)
{
    uses->limit = fn->next_id;
    uses->count = ARENA_ARRAY(uses->scratch, uint32_t, fn->next_id + 1);
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                uses->count[ins->args[i]->id]++;
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    uses->count[ins->targets[t].args[i]->id]++;
        }
}

/* Are the block's parameters used by its last op alone? */
static bool params_stay_inside(const PirBlock *block, const Uses *uses)
{
    const PirIns *last = block->last;
    for (uint32_t p = 0; p < block->param_count; p++) {
        uint32_t inside = 0;
        const PirIns *param = block->params[p];
        if (param->id >= uses->limit)
            return false;
        for (uint32_t i = 0; i < last->arg_count; i++)
            inside += last->args[i] == param;
        for (uint32_t t = 0; t < last->target_count; t++)
            for (uint32_t i = 0; i < last->targets[t].arg_count; i++)
                inside += last->targets[t].args[i] == param;
        if (inside != uses->count[param->id])
            return false;
    }
    return true;
}

static bool only_passes_on(const PirBlock *block, const Uses *uses)
{
    return block != block->function->entry && block->first == block->last && !block->is_handler
           && (block->last->op == PIR_JUMP || block->last->op == PIR_BRANCH)
           && params_stay_inside(block, uses);
}

static PirIns *seen_from(const PirTarget *edge, PirIns *value)
{
    for (uint32_t p = 0; p < edge->block->param_count; p++)
        if (edge->block->params[p] == value)
            return edge->args[p];
    return value;
}

/* Where control goes on from a block that only passes it on, entered through this edge: NULL unknown. */
static PirTarget *way_on(const PirTarget *edge)
{
    PirIns *last = edge->block->last;
    if (last->op == PIR_JUMP)
        return &last->targets[0];
    PirIns *condition = seen_from(edge, last->args[0]);
    if (condition->op != PIR_CONST_BOOL)
        return NULL;
    return &last->targets[condition->integer ? 0 : 1];
}

static void count_args(Uses *uses, const PirTarget *target, int change)
{
    for (uint32_t i = 0; i < target->arg_count; i++)
        if (target->args[i]->id < uses->limit)
            uses->count[target->args[i]->id] += (uint32_t)change;
}

static bool skip_block(PirFunc *fn, PirTarget *edge, Uses *uses)
{
    PirTarget *on = way_on(edge);
    if (!on || on->block == edge->block || on->block->is_handler)
        return false;
    PirTarget moved = { on->block, NULL, 0 };
    for (uint32_t i = 0; i < on->arg_count; i++)
        pir_target_add_arg(fn, &moved, seen_from(edge, on->args[i]));
    count_args(uses, edge, -1);
    count_args(uses, &moved, 1);
    *edge = moved;
    return true;
}

/* The result of an op that ends its block is known behind its own edge, so that edge must keep
   its target, unless the result is only passed along it. */
static bool result_stays(const PirIns *last, uint32_t t, const Uses *uses)
{
    if (t != 0 || last->rep == REP_NONE || last->id >= uses->limit)
        return t == 0 && last->rep != REP_NONE;
    uint32_t passed = 0;
    for (uint32_t i = 0; i < last->targets[0].arg_count; i++)
        passed += last->targets[0].args[i] == last;
    return passed != uses->count[last->id];
}

/* Loop headers stay, or an empty endless loop would be unrolled for ever. What the skipped
   block's target sees is its own parameters or defined above the block, so above the edge. */
static bool skip_blocks(PirFunc *fn)
{
    Uses uses = { .scratch = arena_new() };
    PirFlow *flow = pir_flow(fn, uses.scratch);
    bool changed = false;
    count_uses(fn, &uses);
    for (uint32_t b = 0; b < flow->order.count; b++) {
        PirIns *last = flow->order.order[b]->last;
        for (uint32_t t = 0; t < last->target_count; t++) {
            PirTarget *edge = &last->targets[t];
            if (result_stays(last, t, &uses))
                continue;
            if (!flow->is_header[flow->index[edge->block->id]] && only_passes_on(edge->block, &uses))
                changed |= skip_block(fn, edge, &uses);
        }
    }
    arena_free(uses.scratch);
    return changed;
}

/* ---- joining ------------------------------------------------------------------------------------- */

static bool has_may_raise(const PirBlock *block)
{
    for (const PirIns *ins = block->first; ins; ins = ins->next)
        if (pir_may_raise(ins))
            return true;
    return false;
}

/* One of two blocks with different handlers may take over the other's when nothing in it raises. */
static bool handlers_agree(const PirBlock *before, const PirBlock *after)
{
    return before->handler == after->handler || !has_may_raise(before) || !has_may_raise(after);
}

/* Leaves `after` empty and unreachable. */
static void join(PirBlock *before, PirBlock *after)
{
    PirIns *jump = before->last;
    for (uint32_t p = 0; p < after->param_count; p++)
        after->params[p]->forward = jump->targets[0].args[p];
    if (!has_may_raise(before))
        before->handler = after->handler;
    pir_remove(jump);
    for (PirIns *ins = after->first, *next; ins; ins = next) {
        next = ins->next;
        pir_remove(ins);
        pir_append(before, ins);
    }
    before->is_cold = before->is_cold && after->is_cold;
}

static bool join_blocks(PirFunc *fn)
{
    Arena *scratch = arena_new();
    uint32_t *predecessors = ARENA_ARRAY(scratch, uint32_t, fn->next_block + 1);
    bool changed = false;
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (uint32_t t = 0; t < block->last->target_count; t++)
            predecessors[block->last->targets[t].block->id]++;
    for (PirBlock *block = fn->entry; block; block = block->next) {
        while (block->last && block->last->op == PIR_JUMP) {
            PirBlock *after = block->last->targets[0].block;
            if (after == block || predecessors[after->id] != 1 || after->is_handler || !handlers_agree(block, after))
                break;
            join(block, after);
            changed = true;
        }
    }
    if (changed) {
        pir_drop_unreachable(fn);
        pir_apply_forwards(fn);
    }
    arena_free(scratch);
    return changed;
}

/* ---- unused ops ------------------------------------------------------------------------------------ */

typedef struct Marks {
    bool *live;                              /* by value number */
    PirIns **stack;
    size_t depth;
    PirFlow *flow;
} Marks;

static bool deletable(const PirIns *ins)
{
    uint32_t flags = pir_flags(ins);
    if (ins->op == PIR_PARAM)
        return ins->block != ins->block->function->entry;
    if (flags & OPF_EXITS)
        return (flags & OPF_TOTAL) != 0;
    return (flags & (OPF_PURE | OPF_READS)) && !(flags & (OPF_WRITES | OPF_MAY_RAISE | OPF_ENDS_BLOCK));
}

static void mark(Marks *marks, PirIns *ins)
{
    if (marks->live[ins->id])
        return;
    marks->live[ins->id] = true;
    marks->stack[marks->depth++] = ins;
}

/* A live parameter needs its argument on every edge; any other live op its operands. */
static void mark_needs(Marks *marks, PirIns *ins)
{
    for (uint32_t i = 0; i < ins->arg_count; i++)
        mark(marks, ins->args[i]);
    if (ins->op != PIR_PARAM)
        return;
    uint32_t b = marks->flow->index[ins->block->id], p = 0;
    if (b == 0)
        return;
    while (ins->block->params[p] != ins)
        p++;
    for (uint32_t e = 0; e < marks->flow->predecessors[b].count; e++)
        mark(marks, marks->flow->predecessors[b].edges[e].target->args[p]);
}

static bool sweep(Marks *marks)
{
    bool changed = false;
    for (uint32_t b = 0; b < marks->flow->order.count; b++) {
        PirBlock *block = marks->flow->order.order[b];
        for (uint32_t p = b ? block->param_count : 0; p-- > 0; )
            if (!marks->live[block->params[p]->id]) {
                drop_param(marks->flow, b, p);
                changed = true;
            }
    }
    for (uint32_t b = 0; b < marks->flow->order.count; b++) {
        PirBlock *block = marks->flow->order.order[b];
        for (PirIns *ins = block->last, *before; ins; ins = before) {
            before = ins->prev;
            if (marks->live[ins->id] || !deletable(ins))
                continue;
            if (pir_flags(ins) & OPF_EXITS)
                edit_jump_to_first(ins);
            else
                pir_remove(ins);
            changed = true;
        }
    }
    return changed;
}

static bool drop_unused(PirFunc *fn)
{
    Arena *scratch = arena_new();
    Marks marks = { .flow = pir_flow(fn, scratch) };
    marks.live = ARENA_ARRAY(scratch, bool, fn->next_id + 1);
    marks.stack = ARENA_ARRAY(scratch, PirIns *, fn->next_id + 1);
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next)
            if (!deletable(ins))
                mark(&marks, ins);
    while (marks.depth)
        mark_needs(&marks, marks.stack[--marks.depth]);
    bool changed = sweep(&marks);
    arena_free(scratch);
    return changed;
}

bool drop_dead(PirFunc *fn)
{
    bool changed = false;
    for (bool again = true; again; changed |= again) {
        again = simplify_branches(fn);
        pir_drop_unreachable(fn);
        again |= drop_single_value_params(fn);
        again |= skip_blocks(fn);
        pir_drop_unreachable(fn);
        again |= join_blocks(fn);
        again |= drop_unused(fn);
    }
    return changed;
}
