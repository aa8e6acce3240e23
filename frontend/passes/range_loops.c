/* Counts `for i in range(...)` in a raw integer.

       b0:  %2 = LOAD_GLOBAL range              b0:  %2 = LOAD_GLOBAL range
            %3 = CALL %2, %0                         %9 = is_range_type %2
            %4 = ITER %3                             BRANCH %9 -> b5, b4
            JUMP -> b1                          b4:  %3 = CALL %2, %0
       b1:  %5 = NEXT %4                             %4 = ITER %3
            %6 = IS_STOP %5                          JUMP -> b7(false, %4, 0, 0)
            BRANCH %6 -> b3, b2                 b5:  %10 = IS_TYPE int %0
       b2:  ... %5 ...                               BRANCH %10 -> b6, b4
            JUMP -> b1                          b6:  JUMP -> b7(true, unbound, 0, unboxed %0)
                                                b7(%11 bool, %12 word, %13 i64, %14 i64):
                                                     JUMP -> b1(%13)
                                                b1(%15 i64):
                                                     BRANCH %11 -> b8, b9
                                                b8:  BRANCH %15 < %14 -> b10, b3
                                                b10: JUMP -> b11(boxed %15, %15 + step)
                                                b9:  %5 = NEXT %12
                                                     %6 = IS_STOP %5
                                                     BRANCH %6 -> b3, b12
                                                b12: JUMP -> b11(%5, %15)
                                                b11(%16 word, %17 i64):
                                                     ... %16 ...
                                                     JUMP -> b1(%17)

   The body stays one; whether it counts is decided before the loop: `range` must be the builtin,
   start and stop ints of 62 bits, step a literal. No range object and no iterator is made, which
   nothing can see. The counter cannot overflow: it stays below 2**61 plus a step of 31 bits.
   `versions` then takes the counting side for granted in the fast version. */
#include "frontend/passes/passes_internal.h"

#include <stdlib.h>
#include <string.h>
#include "frontend/pir/entries.h"

typedef struct Loop {
    PirIns *load, *call, *iter, *next, *is_stop, *branch;
    PirBlock *header;
    int64_t step;
} Loop;

typedef struct Work {
    PirFunc *fn;
    Arena *scratch;
    PirFlow *flow;
    uint32_t *uses;
    PirIns **iterator_next;        /* of an ITER: the NEXT that uses it */
} Work;

/* ---- recognising ------------------------------------------------------------------------- */

static void count_uses(Work *w)
{
    w->uses = ARENA_ARRAY(w->scratch, uint32_t, w->fn->next_id + 1);
    w->iterator_next = ARENA_ARRAY(w->scratch, PirIns *, w->fn->next_id + 1);
    for (PirBlock *block = w->fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                w->uses[ins->args[i]->id]++;
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    w->uses[ins->targets[t].args[i]->id]++;
            if (ins->op == PIR_NEXT)
                w->iterator_next[ins->args[0]->id] = ins;
        }
}

static bool has_one_way_in(const Work *w, const PirBlock *block)
{
    return w->flow->predecessors[w->flow->index[block->id]].count == 1;
}

/* The op after a may-raise op: behind it, or first in the block on its normal edge. */
static PirIns *following(const Work *w, const PirIns *ins)
{
    if (!ins->target_count)
        return ins->next;
    PirBlock *normal = ins->targets[0].block;
    return has_one_way_in(w, normal) && !normal->param_count ? normal->first : NULL;
}

static bool is_small_literal(const PirIns *value, int64_t limit)
{
    return value->op == PIR_CONST && value->constant->kind == CONST_INT && value->constant->fits_i64
           && llabs(value->constant->integer) < limit;
}

static bool bounds_are_suitable(Loop *loop)
{
    uint32_t count = loop->call->arg_count - 1;
    loop->step = 1;
    if (count == 3) {
        const PirIns *step = loop->call->args[3];
        if (!is_small_literal(step, (int64_t)1 << 31) || !step->constant->integer)
            return false;
        loop->step = step->constant->integer;
    }
    for (uint32_t i = 1; i <= count && i <= 2; i++)
        if (loop->call->args[i]->op == PIR_CONST && !is_small_literal(loop->call->args[i], (int64_t)1 << 61))
            return false;
    return count >= 1 && count <= 3;
}

/* Is the item used only where the loop goes on? */
static bool item_stays_in_body(const Work *w, const Loop *loop)
{
    const PirBlock *body = loop->branch->targets[1].block;
    if (!has_one_way_in(w, body))
        return false;
    for (uint32_t b = 0; b < w->flow->order.count; b++) {
        const PirBlock *block = w->flow->order.order[b];
        bool inside = pir_dominates(w->flow, body, block);
        for (const PirIns *ins = block->first; ins && !inside; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                if (ins->args[i] == loop->next && ins != loop->is_stop)
                    return false;
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    if (ins->targets[t].args[i] == loop->next && !(ins == loop->branch && t == 1))
                        return false;
        }
    }
    return true;
}

static bool recognise(const Work *w, PirIns *iter, Loop *loop)
{
    *loop = (Loop){ .iter = iter, .call = iter->args[0], .next = w->iterator_next[iter->id] };
    PirIns *call = loop->call, *next = loop->next;
    if (call->op != PIR_CALL || call->constant || w->uses[call->id] != 1 || following(w, call) != iter)
        return false;
    loop->load = call->args[0];
    if (loop->load->op != PIR_LOAD_GLOBAL || strcmp(loop->load->name->text, "range") != 0)
        return false;
    if (!next || w->uses[iter->id] != 1 || !bounds_are_suitable(loop))
        return false;
    loop->header = next->block;
    uint32_t header = w->flow->index[loop->header->id];
    if (header == UINT32_MAX || !w->flow->is_header[header]
        || pir_dominates(w->flow, loop->header, iter->block))
        return false;
    loop->is_stop = following(w, next);
    if (!loop->is_stop || loop->is_stop->op != PIR_IS_STOP || loop->is_stop->args[0] != next
        || w->uses[loop->is_stop->id] != 1)
        return false;
    loop->branch = loop->is_stop->next;
    return loop->branch->op == PIR_BRANCH && loop->branch->args[0] == loop->is_stop
           && item_stays_in_body(w, loop);
}

/* ---- rewriting ------------------------------------------------------------------------------ */

static PirBlock *new_block(PirBlock *after, const PirBlock *like)
{
    PirBlock *block = pir_block_new(after->function);
    edit_move_behind(after->function, block, after);
    block->handler = like->handler;
    block->weight = like->weight;
    return block;
}

static PirIns *add(PirBlock *block, PirOpcode op, PirRep rep, PirPos pos, PirIns *a, PirIns *b)
{
    PirIns *args[] = { a, b };
    return edit_append(block, op, rep, pos, args, (a != NULL) + (b != NULL));
}

static PirIns *add_integer(PirBlock *block, PirOpcode op, int64_t value)
{
    PirIns *ins = add(block, op, REP_NONE, (PirPos){0}, NULL, NULL);
    ins->integer = value;
    return ins;
}

static void jump(PirBlock *from, PirBlock *to, PirIns *const *args, uint32_t count)
{
    PirIns *ins = add(from, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, NULL);
    pir_add_target(from->function, ins, to, args, count);
}

static PirIns *branch(PirBlock *from, PirIns *condition, PirBlock *yes, PirBlock *no)
{
    PirIns *ins = add(from, PIR_BRANCH, REP_NONE, condition->pos, condition, NULL);
    pir_add_target(from->function, ins, yes, NULL, 0);
    if (no)
        pir_add_target(from->function, ins, no, NULL, 0);
    return ins;
}

typedef struct Setup { PirIns *counts, *iterator, *start, *stop; } Setup;

/* A bound as a raw integer at the end of *at, which moves on behind the test that it is one. */
static PirIns *raw_bound(PirBlock **at, PirIns *bound, PirBlock *general)
{
    if (bound->op == PIR_CONST)
        return add_integer(*at, PIR_CONST_I64, bound->constant->integer);
    PirIns *test = add(*at, PIR_IS_TYPE, REP_BOOL, bound->pos, bound, NULL);
    test->integer = TYPE_INT;
    PirBlock *next = new_block(*at, *at);
    branch(*at, test, next, general);
    *at = next;
    return add(next, PIR_UNBOX_I64, REP_I64, bound->pos, bound, NULL);
}

static void leave_general(PirBlock *block, PirBlock *join, PirIns *iter)
{
    PirIns *zero = add_integer(block, PIR_CONST_I64, 0);
    jump(block, join, (PirIns *[]){ add_integer(block, PIR_CONST_BOOL, 0), iter, zero, zero }, 4);
}

/* Before the loop: decides, and brings both ways together in a block with the four values. */
static Setup build_setup(Loop *loop)
{
    PirIns *call = loop->call, *iter = loop->iter;
    PirBlock *before = call->block, *join;
    if (iter->target_count) {
        PirTarget normal = iter->targets[0];
        PirBlock *middle = new_block(iter->block, iter->block);
        join = new_block(middle, iter->block);
        jump(join, normal.block, normal.args, normal.arg_count);
        iter->targets[0] = (PirTarget){ middle, NULL, 0 };
        leave_general(middle, join, iter);
    } else {
        join = edit_split_before(iter->next);
        leave_general(iter->block, join, iter);
    }
    Setup setup;
    setup.counts = pir_param(join, REP_BOOL);
    setup.iterator = pir_param(join, REP_WORD);
    setup.start = pir_param(join, REP_I64);
    setup.stop = pir_param(join, REP_I64);
    PirBlock *general = edit_split_before(call);
    PirIns *test = add(before, PIR_RUNTIME, REP_BOOL, call->pos, loop->load, NULL);
    test->entry = ENTRY_is_range_type;
    PirBlock *at = new_block(before, before);
    branch(before, test, at, general);
    bool has_start = call->arg_count > 2;
    PirIns *start = has_start ? raw_bound(&at, call->args[1], general) : add_integer(at, PIR_CONST_I64, 0);
    PirIns *stop = raw_bound(&at, call->args[has_start ? 2 : 1], general);
    PirIns *yes = add_integer(at, PIR_CONST_BOOL, 1);
    jump(at, join, (PirIns *[]){ yes, add(at, PIR_UNBOUND, REP_WORD, (PirPos){0}, NULL, NULL), start, stop }, 4);
    loop->next->args[0] = setup.iterator;
    return setup;
}

static void replace_item(PirFunc *fn, const Loop *loop, PirIns *item, const PirIns *except)
{
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            if (ins == loop->is_stop || ins == except)
                continue;
            for (uint32_t i = 0; i < ins->arg_count; i++)
                if (ins->args[i] == loop->next)
                    ins->args[i] = item;
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    if (ins->targets[t].args[i] == loop->next)
                        ins->targets[t].args[i] = item;
        }
}

/* The block where a counted and a general item meet, before the body. Gives the next count. */
static PirIns *build_body_entry(Loop *loop, PirBlock *header, PirBlock *general, PirIns *counter, PirBlock **counted)
{
    PirFunc *fn = header->function;
    PirPos pos = loop->next->pos;
    PirTarget body = loop->branch->targets[1];
    PirBlock *meet = new_block(general, header), *given = new_block(general, header);
    *counted = new_block(header, header);
    PirIns *item = pir_param(meet, REP_WORD), *next_count = pir_param(meet, REP_I64);
    loop->branch->targets[1] = (PirTarget){ given, NULL, 0 };
    jump(given, meet, (PirIns *[]){ loop->next, counter }, 2);
    jump(meet, body.block, body.args, body.arg_count);
    replace_item(fn, loop, item, given->last);
    PirIns *boxed = add(*counted, PIR_BOX_I64, REP_WORD, pos, counter, NULL);
    boxed->type = TYPE_INT;
    PirIns *sum = add(*counted, PIR_ADD_I64_WRAP, REP_I64, pos, counter,
                      add_integer(*counted, PIR_CONST_I64, loop->step));
    jump(*counted, meet, (PirIns *[]){ boxed, sum }, 2);
    return next_count;
}

static void rewrite(Work *w, Loop *loop)
{
    PirBlock *header = loop->header;
    uint32_t h = w->flow->index[header->id], count = w->flow->predecessors[h].count;
    PirEdge *edges = w->flow->predecessors[h].edges;
    bool *is_back = ARENA_ARRAY(w->scratch, bool, count + 1);
    for (uint32_t e = 0; e < count; e++)
        is_back[e] = pir_dominates(w->flow, header, edges[e].from);

    const PirTarget *moved = loop->iter->target_count ? &loop->iter->targets[0] : NULL;
    Setup setup = build_setup(loop);
    for (uint32_t e = 0; e < count; e++)
        if (edges[e].target == moved)                  /* ITER's own edge: it starts behind the join now */
            edges[e].target = &setup.counts->block->last->targets[0];
    PirIns *counter = pir_param(header, REP_I64);
    PirBlock *general = edit_split_before(loop->next), *counted;
    PirIns *next_count = build_body_entry(loop, header, general, counter, &counted);
    for (uint32_t e = 0; e < count; e++)
        pir_target_add_arg(w->fn, edges[e].target, is_back[e] ? next_count : setup.start);

    PirBlock *compare = new_block(header, header);
    branch(header, setup.counts, compare, general);
    PirIns *goes_on = add(compare, PIR_COMPARE_I64, REP_BOOL, loop->next->pos, counter, setup.stop);
    goes_on->integer = loop->step > 0 ? CMP_LT : CMP_GT;
    PirIns *choice = branch(compare, goes_on, counted, NULL);
    const PirTarget *end = &loop->branch->targets[0];
    pir_add_target(w->fn, choice, end->block, end->args, end->arg_count);
}

/* One loop at a time: each changes the graph. */
static bool rewrite_one(PirFunc *fn)
{
    Work w = { .fn = fn, .scratch = arena_new() };
    bool changed = false;
    w.flow = pir_flow(fn, w.scratch);
    count_uses(&w);
    for (uint32_t b = 0; b < w.flow->order.count && !changed; b++)
        for (PirIns *ins = w.flow->order.order[b]->first; ins && !changed; ins = ins->next) {
            Loop loop;
            if (ins->op != PIR_ITER || !recognise(&w, ins, &loop))
                continue;
            rewrite(&w, &loop);
            changed = true;
        }
    arena_free(w.scratch);
    return changed;
}

bool range_loops(PirFunc *fn)
{
    bool changed = false;
    while (rewrite_one(fn))
        changed = true;
    return changed;
}
