/* Registers of the interpreter: linear scan over live intervals.

   Ops are numbered in layout order, two positions each: an op reads at 2i and writes at 2i+1;
   arguments of its targets are read at 2i+1, after the result is written. A value's interval
   runs from its definition to its last use, widened over every block it is live through. A
   value passed to a block parameter prefers that parameter's register, which turns the move
   into nothing. */
#include "runtime/interp/interp.h"

#include <stdlib.h>

typedef struct Interval {
    PirIns *value, *hint;
    int32_t start, end, reg;
} Interval;

typedef struct Scan {
    PirFunc *fn;
    Arena *arena;
    Interval *intervals;             /* by value id */
    uint64_t **live_in;              /* by block id: bit set of value ids */
    uint32_t words;
} Scan;

static void set_bit(uint64_t *set, uint32_t i) { set[i / 64] |= (uint64_t)1 << i % 64; }
static void clear_bit(uint64_t *set, uint32_t i) { set[i / 64] &= ~((uint64_t)1 << i % 64); }

static void add_target_uses(Scan *scan, uint64_t *live, const PirIns *ins)
{
    for (uint32_t t = 0; t < ins->target_count; t++) {
        const PirTarget *target = &ins->targets[t];
        for (uint32_t w = 0; w < scan->words; w++)
            live[w] |= scan->live_in[target->block->id][w];
    }
    for (uint32_t t = 0; t < ins->target_count; t++)
        for (uint32_t a = 0; a < ins->targets[t].arg_count; a++)
            set_bit(live, ins->targets[t].args[a]->id);
}

/* Recomputes the block's live-in set; true when it grew. */
static bool update_live_in(Scan *scan, const PirBlock *block, uint64_t *live)
{
    memset(live, 0, scan->words * sizeof *live);
    for (const PirIns *ins = block->last; ins; ins = ins->prev) {
        if (ins->target_count)
            add_target_uses(scan, live, ins);
        clear_bit(live, ins->id);
        for (uint32_t a = 0; a < ins->arg_count; a++)
            set_bit(live, ins->args[a]->id);
    }
    for (uint32_t p = 0; p < block->param_count; p++)
        clear_bit(live, block->params[p]->id);
    uint64_t *in = scan->live_in[block->id];
    bool grew = false;
    for (uint32_t w = 0; w < scan->words; w++) {
        grew |= (live[w] & ~in[w]) != 0;
        in[w] |= live[w];
    }
    return grew;
}

static void find_live_sets(Scan *scan)
{
    scan->live_in = ARENA_ARRAY(scan->arena, uint64_t *, scan->fn->next_block);
    for (PirBlock *b = scan->fn->entry; b; b = b->next)
        scan->live_in[b->id] = ARENA_ARRAY(scan->arena, uint64_t, scan->words);
    PirOrder order = pir_reverse_postorder(scan->fn, scan->arena);
    uint64_t *live = ARENA_ARRAY(scan->arena, uint64_t, scan->words);
    bool grew = true;
    while (grew) {
        grew = false;
        for (uint32_t i = order.count; i-- > 0;)
            grew |= update_live_in(scan, order.order[i], live);
    }
}

static void widen(Scan *scan, PirIns *value, int32_t position)
{
    Interval *interval = &scan->intervals[value->id];
    interval->value = value;
    if (position < interval->start)
        interval->start = position;
    if (position > interval->end)
        interval->end = position;
}

static void widen_live(Scan *scan, PirIns **values, const uint64_t *live, int32_t position)
{
    for (uint32_t w = 0; w < scan->words; w++)
        for (uint64_t bits = live[w]; bits; bits &= bits - 1)
            widen(scan, values[w * 64 + (uint32_t)__builtin_ctzll(bits)], position);
}

static void read_op(Scan *scan, PirIns **values, PirIns *ins, int32_t position)
{
    for (uint32_t a = 0; a < ins->arg_count; a++)
        widen(scan, ins->args[a], position);
    if (ins->rep != REP_NONE)
        widen(scan, ins, position + 1);
    for (uint32_t t = 0; t < ins->target_count; t++) {
        PirTarget *target = &ins->targets[t];
        uint64_t *in = scan->live_in[target->block->id];
        for (uint32_t w = 0; w < scan->words; w++)
            for (uint64_t bits = in[w]; bits; bits &= bits - 1)
                widen(scan, values[w * 64 + (uint32_t)__builtin_ctzll(bits)], position + 1);
        for (uint32_t a = 0; a < target->arg_count; a++) {
            widen(scan, target->args[a], position + 1);
            scan->intervals[target->args[a]->id].hint = target->block->params[a];
            if (!scan->intervals[target->block->params[a]->id].hint)
                scan->intervals[target->block->params[a]->id].hint = target->args[a];
        }
    }
}

static void find_intervals(Scan *scan, PirIns **values)
{
    int32_t position = 0;
    for (PirBlock *b = scan->fn->entry; b; b = b->next) {
        for (uint32_t p = 0; p < b->param_count; p++)
            widen(scan, b->params[p], position);
        widen_live(scan, values, scan->live_in[b->id], position);
        position += 2;
        for (PirIns *ins = b->first; ins; ins = ins->next) {
            read_op(scan, values, ins, position);
            position += 2;
        }
    }
}

static int by_start(const void *a, const void *b)
{
    const Interval *x = *(Interval *const *)a, *y = *(Interval *const *)b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->value->id < y->value->id ? -1 : 1;
}

/* free_from[r]: first position at which register r may be written again. */
static int32_t choose(Scan *scan, const Interval *interval, int32_t *free_from, int32_t *count)
{
    if (interval->hint) {
        int32_t wanted = scan->intervals[interval->hint->id].reg;
        if (wanted >= 0 && free_from[wanted] < interval->start)
            return wanted;
    }
    for (int32_t r = 0; r < *count; r++)
        if (free_from[r] < interval->start)
            return r;
    return (*count)++;
}

int32_t interp_assign_registers(PirFunc *fn, Arena *arena)
{
    Scan scan = {fn, arena, ARENA_ARRAY(arena, Interval, fn->next_id + 1), NULL, fn->next_id / 64 + 1};
    PirIns **values = ARENA_ARRAY(arena, PirIns *, scan.words * 64);
    uint32_t value_count = 0;
    for (uint32_t i = 0; i <= fn->next_id; i++)
        scan.intervals[i] = (Interval){NULL, NULL, INT32_MAX, -1, -1};
    for (PirBlock *b = fn->entry; b; b = b->next) {
        for (uint32_t p = 0; p < b->param_count; p++, value_count++)
            values[b->params[p]->id] = b->params[p];
        for (PirIns *ins = b->first; ins; ins = ins->next, value_count++)
            values[ins->id] = ins;
    }
    find_live_sets(&scan);
    find_intervals(&scan, values);

    Interval **sorted = ARENA_ARRAY(arena, Interval *, value_count + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i <= fn->next_id; i++)
        if (scan.intervals[i].value)
            sorted[n++] = &scan.intervals[i];
    qsort(sorted, n, sizeof *sorted, by_start);

    int32_t *free_from = ARENA_ARRAY(arena, int32_t, n + 1);
    int32_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        free_from[i] = -1;
    for (uint32_t i = 0; i < n; i++) {
        sorted[i]->reg = choose(&scan, sorted[i], free_from, &count);
        free_from[sorted[i]->reg] = sorted[i]->end;
        sorted[i]->value->data = (void *)(intptr_t)sorted[i]->reg;
    }
    return count;
}
