/* Counts how often blocks run, and uses such counts.

   The pass runs first, on PIR as lowered: whatever later passes copy, join or skip, a counter goes
   along with the code that it stands for, so a count belongs to a lowered block exactly.

       b0:                                  b0:
         %1 = TRUTH %0            #1          COUNT 0            #1
         BRANCH %1 -> b1, b2      #2          %1 = TRUTH %0      #1
       b1:                                    BRANCH %1 -> b1, b2
         JUMP -> b2               #3        b1:
       b2:                                    COUNT 1            #3
         ...                      #4          JUMP -> b2
                                            b2:
                                              COUNT 2            #4

   The number of a counter is that of the first op of its block: a profile names the block by it.
   A block that runs whenever its only predecessor has run (failures aside) has that one's counter.

   profile_use gives the blocks of freshly lowered functions their weights: 1 + count. Passes hand
   weights on to the blocks that they make. */
#include "frontend/passes/passes_internal.h"

#include <string.h>
#include "frontend/base/profile.h"

/* Does control go on from here to just one place, failures aside? */
static bool leads_only_to(const PirBlock *from, const PirBlock *to)
{
    const PirIns *last = from->last;
    if (last->op == PIR_BRANCH || last->op == PIR_SWITCH || last->op == PIR_YIELD || last->op == PIR_YIELD_FROM)
        return false;
    return last->target_count && last->targets[0].block == to && to != from->handler && !to->is_handler;
}

/* By position in the flow's order: the position of the block whose counter stands for this one. */
static uint32_t *find_leaders(const PirFlow *flow, Arena *arena)
{
    uint32_t *leaders = ARENA_ARRAY(arena, uint32_t, flow->order.count + 1);
    for (uint32_t b = 0; b < flow->order.count; b++) {
        leaders[b] = b;
        if (b == 0 || flow->predecessors[b].count != 1)
            continue;
        const PirBlock *before = flow->predecessors[b].edges[0].from;
        uint32_t position = flow->index[before->id];
        if (position < b && leads_only_to(before, flow->order.order[b]))
            leaders[b] = leaders[position];
    }
    return leaders;
}

static void insert_counter(PirBlock *block)
{
    PirFunc *fn = block->function;
    PirIns *count = pir_ins_new(fn, PIR_COUNT, REP_NONE, block->first->pos, NULL, 0);
    count->number = block->first->number;
    count->integer = fn->module->counter_count++;
    pir_insert_before(block->first->op == PIR_CATCH ? block->first->next : block->first, count);
}

bool profile_counters(PirFunc *fn)
{
    Arena *scratch = arena_new();
    PirFlow *flow = pir_flow(fn, scratch);
    uint32_t *leaders = find_leaders(flow, scratch);
    for (uint32_t b = 0; b < flow->order.count; b++)
        if (leaders[b] == b)
            insert_counter(flow->order.order[b]);
    arena_free(scratch);
    return true;
}

/* ---- use ---------------------------------------------------------------------------------- */

static uint64_t count_of(const ProfileFunction *record, uint32_t number)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < record->counts.count; i++)
        if (record->counts.items[i].number == number)
            sum += record->counts.items[i].count;
    return sum;
}

static void set_weights(PirFunc *fn, const ProfileFunction *record, uint64_t hot_total)
{
    Arena *scratch = arena_new();
    PirFlow *flow = pir_flow(fn, scratch);
    uint32_t *leaders = find_leaders(flow, scratch);
    for (uint32_t b = 0; b < flow->order.count; b++) {
        PirBlock *leader = flow->order.order[leaders[b]];
        flow->order.order[b]->weight = 1 + count_of(record, leader->first->number);
    }
    fn->cold = !record->total;
    fn->hot = record->total >= hot_total;
    arena_free(scratch);
}

static PirFunc *find_function(const PirModule *module, const ProfileFunction *record)
{
    for (size_t f = 0; f < module->functions.count; f++) {
        PirFunc *fn = module->functions.items[f];
        if (fn->ast_hash == record->hash && strcmp(fn->qualname->text, record->qualname) == 0)
            return fn;
    }
    return NULL;
}

/* Functions of the same name and text: which of them ran is not told apart. */
static void use_for_all(PirModule *module, const ProfileFunction *record, uint64_t hot_total)
{
    for (size_t f = 0; f < module->functions.count; f++) {
        PirFunc *fn = module->functions.items[f];
        if (fn->ast_hash == record->hash && strcmp(fn->qualname->text, record->qualname) == 0 &&
            (record->total || !fn->entry->weight))
            set_weights(fn, record, hot_total);
    }
}

ProfileUse profile_use(PirModule *module, const ProfileModule *profile, uint64_t hot_total)
{
    ProfileUse use = { 0 };
    for (size_t i = 0; i < profile->functions.count; i++) {
        const ProfileFunction *record = &profile->functions.items[i];
        if (find_function(module, record)) {
            use_for_all(module, record, hot_total);
            use.matched++;
        } else {
            VEC_PUSH(module->arena, use.changed, record->qualname);
        }
    }
    return use;
}
