/* Removes CHECK_BOUND where the operand cannot be UNBOUND.

       %1 = CONST 1                        %1 = CONST 1
       %2 = CHECK_BOUND x %1               RETURN %1
       RETURN %2

   A value is bound unless it is UNBOUND or a block parameter to which some edge may bring
   UNBOUND. What was checked once is bound wherever that check dominates. Parameters are
   assumed bound until an edge says otherwise, so loops keep what enters them bound.
   Needs nothing; keeps everything. */
#include "frontend/passes/passes_internal.h"

typedef enum { UNSEEN, BOUND, MAYBE_UNBOUND } State;

typedef struct Check { PirIns *ins; struct Check *next; } Check;

typedef struct Work {
    Arena *scratch;
    PirFlow *flow;
    uint8_t *state;          /* State by value number */
    Check **checks;          /* CHECK_BOUND ops by their operand's number */
    uint32_t *place;         /* op's position in its block, by number */
} Work;

/* Has this check succeeded wherever the op at `place` of `block` runs? */
static bool check_covers(Work *w, const PirIns *check, const PirBlock *block, uint32_t place)
{
    if (check->target_count) {
        const PirBlock *normal = check->targets[0].block;
        return w->flow->predecessors[w->flow->index[normal->id]].count == 1
               && pir_dominates(w->flow, normal, block);
    }
    return check->block == block ? w->place[check->id] < place : pir_dominates(w->flow, check->block, block);
}

static PirIns *covering_check(Work *w, const PirIns *value, const PirBlock *block, uint32_t place)
{
    for (Check *check = w->checks[value->id]; check; check = check->next)
        if (check->ins->block && check_covers(w, check->ins, block, place))   /* not removed */
            return check->ins;
    return NULL;
}

static State state_at_edge(Work *w, const PirIns *value, const PirEdge *edge)
{
    State state = w->state[value->id];
    const PirIns *last = edge->from->last;
    if (state == MAYBE_UNBOUND && covering_check(w, value, edge->from, w->place[last->id]))
        return BOUND;
    return state;
}

static void collect(Work *w)
{
    for (uint32_t b = 0; b < w->flow->order.count; b++) {
        PirBlock *block = w->flow->order.order[b];
        uint32_t place = 1;
        for (uint32_t i = 0; i < block->param_count; i++)
            w->state[block->params[i]->id] = b ? UNSEEN : BOUND;
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            w->place[ins->id] = place++;
            w->state[ins->id] = ins->op == PIR_UNBOUND || ins->op == PIR_GEN_LOAD ? MAYBE_UNBOUND : BOUND;
            if (ins->op != PIR_CHECK_BOUND)
                continue;
            Check *check = ARENA_NEW(w->scratch, Check);
            *check = (Check){ ins, w->checks[ins->args[0]->id] };
            w->checks[ins->args[0]->id] = check;
        }
    }
}

/* One walk over the edges; true when a parameter's state rose. */
static bool propagate(Work *w)
{
    bool changed = false;
    for (uint32_t b = 1; b < w->flow->order.count; b++) {
        PirBlock *block = w->flow->order.order[b];
        for (uint32_t i = 0; i < block->param_count; i++) {
            State state = w->state[block->params[i]->id];
            for (uint32_t e = 0; e < w->flow->predecessors[b].count; e++) {
                PirEdge *edge = &w->flow->predecessors[b].edges[e];
                State incoming = state_at_edge(w, edge->target->args[i], edge);
                state = incoming > state ? incoming : state;
            }
            changed |= state != w->state[block->params[i]->id];
            w->state[block->params[i]->id] = (uint8_t)state;
        }
    }
    return changed;
}

static bool remove_checks(Work *w)
{
    bool changed = false;
    for (uint32_t b = 0; b < w->flow->order.count; b++)
        for (PirIns *ins = w->flow->order.order[b]->first, *next; ins; ins = next) {
            next = ins->next;
            if (ins->op != PIR_CHECK_BOUND)
                continue;
            PirIns *value = ins->args[0];
            if (w->state[value->id] == MAYBE_UNBOUND) {
                PirIns *earlier = covering_check(w, value, ins->block, w->place[ins->id]);
                if (!earlier)
                    continue;
                value = earlier;
            }
            ins->forward = value;
            if (ins->target_count)
                edit_jump_to_first(ins);
            else
                pir_remove(ins);
            changed = true;
        }
    return changed;
}

bool definedness(PirFunc *fn)
{
    Work w = { .scratch = arena_new() };
    w.flow = pir_flow(fn, w.scratch);
    w.state = ARENA_ARRAY(w.scratch, uint8_t, fn->next_id + 1);
    w.checks = ARENA_ARRAY(w.scratch, Check *, fn->next_id + 1);
    w.place = ARENA_ARRAY(w.scratch, uint32_t, fn->next_id + 1);
    collect(&w);
    while (propagate(&w))
        ;
    bool changed = remove_checks(&w);
    if (changed)
        pir_apply_forwards(fn);
    arena_free(w.scratch);
    return changed;
}
