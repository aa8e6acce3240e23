/* The table of ops (ops.def) and the questions about an op that its row answers. */
#include "frontend/pir/pir.h"
#include "frontend/pir/entries.h"

#define PURE       OPF_PURE
#define READS      OPF_READS
#define WRITES     OPF_WRITES
#define MAY_RAISE  OPF_MAY_RAISE
#define EXITS      OPF_EXITS
#define ENDS_BLOCK OPF_ENDS_BLOCK
#define NO_TRACE   OPF_NO_TRACE
#define TOTAL      OPF_TOTAL

const PirOpInfo pir_ops[PIR_OP_COUNT] = {
#define OP(name, operands, result, flags, immediates, meaning) \
    [PIR_##name] = { #name, operands, immediates, REP_##result, flags },
#include "frontend/pir/ops.def"
#undef OP
};

static uint32_t entry_flags(int entry)
{
    static const uint32_t by_effect[] = {
        [ENTRY_EFFECT_PURE] = OPF_PURE, [ENTRY_EFFECT_READS] = OPF_READS,
        [ENTRY_EFFECT_WRITES] = OPF_WRITES, [ENTRY_EFFECT_ANY] = OPF_WRITES
    };
    const EntryInfo *info = &entry_infos[entry];
    return by_effect[info->effect] | (info->can_raise ? OPF_MAY_RAISE : 0);
}

uint32_t pir_flags(const PirIns *ins)
{
    return ins->op == PIR_RUNTIME ? entry_flags(ins->entry) : pir_ops[ins->op].flags;
}

bool pir_is_terminator(const PirIns *ins)
{
    return ins->target_count > 0 || (pir_ops[ins->op].flags & OPF_ENDS_BLOCK);
}
