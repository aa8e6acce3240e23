/* Gives loops a fast version in which numbers are raw.

       b1(%2 word):                               i = i + 1 while i < n
         %3 = COMPARE_TRUTH < %2, %n
         BRANCH %3 -> b2, b3
       b2:
         %4 = BINARY + %2, %one
         JUMP -> b1(%4)

   becomes that loop, entered only where the fast one does not fit, and

       b4(%5 word):                               the test: instead of b1 for everybody
         %6 = IS_TYPE int %5
         BRANCH %6 -> b5, b1(%5)
       b5:                                        (and so for %n)
         %7 = UNBOX_I64 %5
         JUMP -> b6(%7)
       b6(%8 i64):
         %9 = COMPARE_I64 < %8, %n2
         BRANCH %9 -> b7, ...
       b7:
         %10 = ADD_I64 %8, %one2 -> b8, b9        b9 boxes and goes on in the general version
       b8:
         JUMP -> b6(%10)

   A region is an outermost loop with all loops inside it; every block of it has then two
   versions. One with YIELD or a handler inside is left alone, and its inner loops are tried.
   versions_kinds.c decides what is raw, versions_copy.c builds, versions_repair.c puts the
   values in. Needs constants as operands (as lowered); afterwards drop-dead must run. Keeps
   every effect in order and executed once. */
#include "frontend/passes/versions_internal.h"

enum { MOST_REGION_OPS = 3000 };

typedef VEC(PirBlock *) Blocks;

static bool is_in_loop(const PirFlow *flow, uint32_t b, uint32_t header)
{
    for (uint32_t loop = flow->loop[b]; loop != UINT32_MAX; loop = flow->loop_parent[loop])
        if (loop == header)
            return true;
    return false;
}

static void collect_blocks(Region *r)
{
    r->blocks = ARENA_ARRAY(r->scratch, PirBlock *, r->flow->order.count);
    r->contains = ARENA_ARRAY(r->scratch, bool, r->fn->next_block + 1);
    for (uint32_t b = 0; b < r->flow->order.count; b++)
        if (is_in_loop(r->flow, b, r->header)) {
            r->blocks[r->count++] = r->flow->order.order[b];
            r->contains[r->flow->order.order[b]->id] = true;
        }
}

static bool is_suitable(const Region *r)
{
    uint32_t ops = 0;
    for (uint32_t n = 0; n < r->count; n++) {
        if (r->blocks[n]->is_handler)
            return false;
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next, ops++)
            if (ins->op == PIR_YIELD || ins->op == PIR_YIELD_FROM)
                return false;
    }
    return ops <= MOST_REGION_OPS;
}

static void mark_inside(Region *r)
{
    r->is_inside = ARENA_ARRAY(r->scratch, bool, r->first_new_value + 1);
    r->is_invariant = ARENA_ARRAY(r->scratch, uint8_t, r->first_new_value + 1);
    r->kinds = ARENA_ARRAY(r->scratch, uint8_t, r->first_new_value + 1);
    r->is_generic = ARENA_ARRAY(r->scratch, bool, r->first_new_value + 1);
    r->is_float = ARENA_ARRAY(r->scratch, bool, r->first_new_value + 1);
    r->is_assumed = ARENA_ARRAY(r->scratch, bool, r->first_new_value + 1);
    for (uint32_t n = 0; n < r->count; n++) {
        for (uint32_t i = 0; i < r->blocks[n]->param_count; i++)
            r->is_inside[r->blocks[n]->params[i]->id] = true;
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next)
            r->is_inside[ins->id] = true;
    }
}

/* Raw arithmetic pays when its result stays raw from turn to turn. */
static bool carries_raw(const Region *r)
{
    for (uint32_t n = 0; n < r->count; n++) {
        PirBlock *block = r->blocks[n];
        for (uint32_t i = 0; r->flow->is_header[r->flow->index[block->id]] && i < block->param_count; i++) {
            Kind kind = versions_kind(r, block->params[i]);
            if (block->params[i]->rep != REP_WORD || kind == KIND_INT || kind == KIND_FLOAT)
                return true;
        }
    }
    return false;
}

static PirFlow *flow_with_header(PirFunc *fn, Arena *scratch, const PirBlock *header, uint32_t *position)
{
    PirFlow *flow = pir_flow(fn, scratch);
    *position = flow->index[header->id];
    return flow;
}

static bool version_region(Region *r)
{
    r->first_new_value = r->fn->next_id;
    r->first_new_block = r->fn->next_block;
    mark_inside(r);
    versions_find_kinds(r);
    if (!r->raw_ops || !carries_raw(r))
        return false;
    r->copies = ARENA_ARRAY(r->scratch, PirBlock *, r->first_new_block + 1);
    r->tests = ARENA_ARRAY(r->scratch, PirBlock *, r->first_new_block + 1);
    r->homes = ARENA_ARRAY(r->scratch, FastHome, r->first_new_value + 1);
    versions_copy(r);
    versions_repair(r);
    r->fn->hot = true;
    return true;
}

/* The result of an op with targets may be used behind its edge only, as long as nothing else
   leads there: a block of its own on that edge keeps this true whatever else is changed. */
static void separate_result_edges(PirFunc *fn)
{
    for (PirBlock *block = fn->entry; block; block = block->next) {
        PirIns *last = block->last;
        if (!last->target_count || last->rep == REP_NONE)
            continue;
        PirBlock *middle = pir_block_new(fn);
        edit_move_behind(fn, middle, block);
        middle->handler = block->handler;
        middle->weight = block->weight;
        PirIns *jump = edit_append(middle, PIR_JUMP, REP_NONE, last->pos, NULL, 0);
        PirTarget edge = last->targets[0];
        pir_add_target(fn, jump, edge.block, edge.args, edge.arg_count);
        last->targets[0] = (PirTarget){ middle, NULL, 0 };
    }
}

/* The headers of the loops right inside `outer`, or of the outermost ones. */
static void find_headers(const PirFlow *flow, uint32_t outer, Arena *arena, Blocks *found)
{
    for (uint32_t b = 0; b < flow->order.count; b++)
        if (flow->is_header[b] && flow->loop_parent[b] == outer)
            VEC_PUSH(arena, *found, flow->order.order[b]);
}

bool versions(PirFunc *fn)
{
    Arena *list = arena_new();
    Blocks headers = {0};
    bool changed = false;
    if (!fn->cold)
        find_headers(pir_flow(fn, list), UINT32_MAX, list, &headers);
    if (headers.count)
        separate_result_edges(fn);
    for (size_t i = 0; i < headers.count; i++) {
        Region r = { .scratch = arena_new(), .fn = fn };
        r.flow = flow_with_header(fn, r.scratch, headers.items[i], &r.header);
        collect_blocks(&r);
        if (is_suitable(&r))
            changed |= version_region(&r);
        else
            find_headers(r.flow, r.header, list, &headers);
        arena_free(r.scratch);
    }
    arena_free(list);
    return changed;
}
