/* Facts about the graph: reverse postorder, predecessors, dominators (the algorithm of Cooper,
   Harvey and Kennedy), natural loops. Computed anew when asked for; nothing is kept up to date. */
#include "frontend/pir/pir.h"

#include <string.h>

enum { NONE = UINT32_MAX };

static const PirIns *terminator(const PirBlock *block)
{
    return block->last && pir_is_terminator(block->last) ? block->last : NULL;
}

/* Depth first without recursion: a stack of blocks, each with its next target to visit. */
PirOrder pir_reverse_postorder(PirFunc *fn, Arena *arena)
{
    uint32_t room = fn->next_block ? fn->next_block : 1;
    bool *seen = ARENA_ARRAY(arena, bool, room);
    struct { PirBlock *block; uint32_t next; } *stack = arena_alloc(arena, sizeof *stack * (room + 1));
    PirBlock **order = ARENA_ARRAY(arena, PirBlock *, room);
    uint32_t depth = 0, filled = room;
    if (!fn->entry)
        return (PirOrder){ order, 0 };
    stack[depth++].block = fn->entry;
    seen[fn->entry->id] = true;
    while (depth) {
        PirBlock *block = stack[depth - 1].block;
        const PirIns *last = terminator(block);
        uint32_t targets = last ? last->target_count : 0;
        if (stack[depth - 1].next == targets) {
            order[--filled] = block;
            depth--;
            continue;
        }
        /* last target first, so that the first target follows its block in the order */
        PirBlock *to = last->targets[targets - 1 - stack[depth - 1].next++].block;
        if (!seen[to->id]) {
            seen[to->id] = true;
            stack[depth].block = to;
            stack[depth++].next = 0;
        }
    }
    return (PirOrder){ order + filled, room - filled };
}

void pir_drop_unreachable(PirFunc *fn)
{
    Arena *scratch = arena_new();
    PirOrder order = pir_reverse_postorder(fn, scratch);
    bool *reached = ARENA_ARRAY(scratch, bool, fn->next_block + 1);
    for (uint32_t i = 0; i < order.count; i++)
        reached[order.order[i]->id] = true;
    PirBlock **link = &fn->entry;
    fn->last_block = NULL;
    while (*link) {
        if (reached[(*link)->id]) {
            fn->last_block = *link;
            link = &(*link)->next;
        } else {
            *link = (*link)->next;
        }
    }
    fn->block_count = order.count;
    arena_free(scratch);
}

static void find_predecessors(PirFlow *flow, Arena *arena)
{
    for (int pass = 0; pass < 2; pass++) {                /* count, then fill */
        for (uint32_t i = 0; i < flow->order.count; i++) {
            const PirIns *last = terminator(flow->order.order[i]);
            for (uint32_t t = 0; last && t < last->target_count; t++) {
                uint32_t to = flow->index[last->targets[t].block->id];
                if (pass)
                    flow->predecessors[to].edges[flow->predecessors[to].count] =
                        (PirEdge){ flow->order.order[i], &last->targets[t] };
                flow->predecessors[to].count++;
            }
        }
        for (uint32_t i = 0; !pass && i < flow->order.count; i++) {
            flow->predecessors[i].edges = ARENA_ARRAY(arena, PirEdge, flow->predecessors[i].count + 1);
            flow->predecessors[i].count = 0;
        }
    }
}

static uint32_t common_dominator(const uint32_t *dominator, uint32_t a, uint32_t b)
{
    while (a != b) {
        while (a > b)
            a = dominator[a];
        while (b > a)
            b = dominator[b];
    }
    return a;
}

static void find_dominators(PirFlow *flow)
{
    uint32_t n = flow->order.count;
    for (uint32_t i = 1; i < n; i++)
        flow->dominator[i] = NONE;
    for (bool changed = true; changed; ) {
        changed = false;
        for (uint32_t i = 1; i < n; i++) {
            uint32_t found = NONE;
            for (uint32_t e = 0; e < flow->predecessors[i].count; e++) {
                uint32_t from = flow->index[flow->predecessors[i].edges[e].from->id];
                if (flow->dominator[from] == NONE)
                    continue;
                found = found == NONE ? from : common_dominator(flow->dominator, found, from);
            }
            if (found != flow->dominator[i]) {
                flow->dominator[i] = found;
                changed = true;
            }
        }
    }
}

/* Numbers the dominator tree so that above dominates below when its interval contains below's.
   Children follow their parent in reverse postorder, so subtree sizes come from one walk back. */
static void number_tree(PirFlow *flow, Arena *arena)
{
    uint32_t n = flow->order.count;
    uint32_t *size = ARENA_ARRAY(arena, uint32_t, n + 1);
    uint32_t *used = ARENA_ARRAY(arena, uint32_t, n + 1);
    for (uint32_t i = n; i-- > 0; ) {
        size[i]++;
        if (i)
            size[flow->dominator[i]] += size[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t parent = flow->dominator[i];
        flow->depth_in[i] = i ? flow->depth_in[parent] + 1 + used[parent] : 0;
        if (i)
            used[parent] += size[i];
        flow->depth_out[i] = flow->depth_in[i] + size[i];
    }
}

bool pir_dominates(const PirFlow *flow, const PirBlock *above, const PirBlock *below)
{
    uint32_t a = flow->index[above->id], b = flow->index[below->id];
    if (a == NONE || b == NONE)
        return false;
    return flow->depth_in[a] <= flow->depth_in[b] && flow->depth_in[b] < flow->depth_out[a];
}

/* Adds the blocks from which the header's back edge is reached to its loop. Headers are visited
   in falling order, so inner loops are complete: one is entered as a whole, at its header. */
static void fill_loop(PirFlow *flow, uint32_t header, uint32_t source, uint32_t *stack)
{
    uint32_t depth = 0;
    stack[depth++] = source;
    while (depth) {
        uint32_t at = stack[--depth];
        uint32_t loop = flow->loop[at];
        if (loop == NONE) {
            flow->loop[at] = header;
        } else {
            while (flow->loop_parent[loop] != NONE)
                loop = flow->loop_parent[loop];
            if (loop == header)
                continue;
            flow->loop_parent[loop] = header;
            at = loop;
        }
        for (uint32_t e = 0; e < flow->predecessors[at].count; e++)
            stack[depth++] = flow->index[flow->predecessors[at].edges[e].from->id];
    }
}

static void find_loops(PirFlow *flow, Arena *arena)
{
    uint32_t n = flow->order.count, edges = n + 1;
    for (uint32_t i = 0; i < n; i++) {
        flow->loop[i] = flow->loop_parent[i] = NONE;
        edges += flow->predecessors[i].count;
    }
    uint32_t *stack = ARENA_ARRAY(arena, uint32_t, edges * 2);
    for (uint32_t h = n; h-- > 0; ) {
        for (uint32_t e = 0; e < flow->predecessors[h].count; e++) {
            PirBlock *from = flow->predecessors[h].edges[e].from;
            if (!pir_dominates(flow, flow->order.order[h], from))
                continue;
            flow->is_header[h] = true;
            flow->loop[h] = h;
            fill_loop(flow, h, flow->index[from->id], stack);
        }
    }
}

PirFlow *pir_flow(PirFunc *fn, Arena *arena)
{
    PirFlow *flow = ARENA_NEW(arena, PirFlow);
    flow->order = pir_reverse_postorder(fn, arena);
    uint32_t n = flow->order.count;
    flow->index = ARENA_ARRAY(arena, uint32_t, fn->next_block + 1);
    memset(flow->index, 0xff, (fn->next_block + 1) * sizeof *flow->index);
    for (uint32_t i = 0; i < n; i++)
        flow->index[flow->order.order[i]->id] = i;
    flow->dominator = ARENA_ARRAY(arena, uint32_t, n + 1);
    flow->depth_in = ARENA_ARRAY(arena, uint32_t, n + 1);
    flow->depth_out = ARENA_ARRAY(arena, uint32_t, n + 1);
    flow->predecessors = arena_alloc(arena, sizeof *flow->predecessors * (n + 1));
    flow->loop = ARENA_ARRAY(arena, uint32_t, n + 1);
    flow->loop_parent = ARENA_ARRAY(arena, uint32_t, n + 1);
    flow->is_header = ARENA_ARRAY(arena, bool, n + 1);
    find_predecessors(flow, arena);
    find_dominators(flow);
    number_tree(flow, arena);
    find_loops(flow, arena);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t depth = 0;
        for (uint32_t loop = flow->loop[i]; loop != NONE; loop = flow->loop_parent[loop])
            depth++;
        flow->order.order[i]->loop_depth = depth;
    }
    return flow;
}
