/* Profiles: the table from which a counting program writes its profile, and what a profile says
   about branches, as branch weights. */
#include "irgen/irgen_internal.h"

#include <string.h>

/* ---- counting: records ---------------------------------------------------------------------- */

typedef struct Counter { PirFunc *owner; uint32_t number; } Counter;

/* By counter: whose it is. Passes may have dropped some, and copied others. */
static Counter *find_counters(IrModule *m)
{
    Counter *counters = ARENA_ARRAY(m->arena, Counter, m->pir->counter_count);
    for (size_t i = 0; i < m->pir->functions.count; i++)
        for (PirBlock *block = m->pir->functions.items[i]->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                if (ins->op == PIR_COUNT)
                    counters[ins->integer] = (Counter){ m->functions[i].owner, ins->number };
    return counters;
}

static LLVMValueRef private_constant(IrModule *m, LLVMValueRef value)
{
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(value), "");
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, 1);
    return global;
}

static LLVMValueRef c_text(IrModule *m, const char *text)
{
    return private_constant(m, LLVMConstStringInContext(m->context, text, (unsigned)strlen(text), 0));
}

/* The counters of a function are numbered in a row: `first` to `end`. */
static LLVMValueRef record(IrModule *m, const Counter *counters, uint32_t first, uint32_t end, LLVMValueRef module)
{
    const PirFunc *fn = counters[first].owner;
    LLVMValueRef *numbers = ARENA_ARRAY(m->arena, LLVMValueRef, end - first);
    for (uint32_t i = first; i < end; i++)
        numbers[i - first] = LLVMConstInt(m->i32, counters[i].owner == fn ? counters[i].number : 0, 0);
    LLVMValueRef index = ir_word(m, first);
    LLVMValueRef fields[] = {
        module, c_text(m, fn->qualname->text), ir_word(m, fn->ast_hash),
        LLVMConstInBoundsGEP2(m->i64, m->counters, &index, 1),
        private_constant(m, LLVMConstArray2(m->i32, numbers, end - first)), ir_word(m, end - first)
    };
    return LLVMConstStructInContext(m->context, fields, 6, 0);
}

void ir_emit_profile_records(IrModule *m)
{
    uint32_t count = m->pir->counter_count, records = 0;
    if (!count)
        return;
    Counter *counters = find_counters(m);
    LLVMValueRef module = c_text(m, m->pir->name->text), *values = ARENA_ARRAY(m->arena, LLVMValueRef, count);
    for (uint32_t first = 0, end; first < count; first = end) {
        end = first + 1;
        while (end < count && (!counters[end].owner || counters[end].owner == counters[first].owner))
            end++;
        if (counters[first].owner)
            values[records++] = record(m, counters, first, end, module);
    }
    if (!records)
        return;
    LLVMValueRef table = LLVMConstArray2(LLVMTypeOf(values[0]), values, records);
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(table), "");
    LLVMSetInitializer(global, table);
    LLVMSetValueName2(global, "profile", strlen("profile"));
    LLVMSetLinkage(global, LLVMInternalLinkage);
    LLVMSetSection(global, "pyllc_profile");
    LLVMSetAlignment(global, 8);
    ir_keep(m, global);
}

/* ---- using: branch weights ------------------------------------------------------------------- */

/* How often the edge to target t was taken: what its block says when nothing else leads there;
   else what is left of the source's count. 0: unknown. */
static uint64_t edge_weight(const IrFunc *f, const PirIns *ins, uint32_t t)
{
    uint64_t rest = ins->block->weight;
    for (uint32_t i = 0; i < ins->target_count; i++) {
        const PirBlock *block = ins->targets[i].block;
        bool is_only_way = f->flow->predecessors[f->flow->index[block->id]].count == 1;
        if (!block->weight)
            return 0;
        if (i == t && is_only_way)
            return block->weight;
        if (i != t)
            rest = rest > block->weight && is_only_way ? rest - block->weight : is_only_way ? 1 : rest;
    }
    uint64_t most = ins->targets[t].block->weight;
    return rest < most ? rest : most;
}

void ir_weigh(IrFunc *f, const PirIns *ins, LLVMValueRef terminator)
{
    IrModule *m = f->m;
    uint64_t *weights = ARENA_ARRAY(f->arena, uint64_t, ins->target_count), largest = 0;
    bool differ = false;
    for (uint32_t t = 0; t < ins->target_count; t++) {
        weights[t] = ins->block->weight ? edge_weight(f, ins, t) : 0;
        if (!weights[t])
            return;
        largest = weights[t] > largest ? weights[t] : largest;
        differ |= weights[t] != weights[0];
    }
    if (!differ)
        return;
    uint64_t scale = largest / UINT32_MAX + 1;
    LLVMMetadataRef *parts = ARENA_ARRAY(f->arena, LLVMMetadataRef, ins->target_count + 1);
    parts[0] = LLVMMDStringInContext2(m->context, "branch_weights", strlen("branch_weights"));
    for (uint32_t t = 0; t < ins->target_count; t++) {   /* LLVM wants a switch's default first */
        uint32_t place = ins->op == PIR_SWITCH ? (t + 1) % ins->target_count : t;
        uint64_t scaled = weights[t] / scale ? weights[t] / scale : 1;
        parts[1 + place] = LLVMValueAsMetadata(LLVMConstInt(m->i32, scaled, 0));
    }
    LLVMMetadataRef node = LLVMMDNodeInContext2(m->context, parts, ins->target_count + 1);
    LLVMSetMetadata(terminator, m->kind_prof, LLVMMetadataAsValue(m->context, node));
}
