/* Control flow, exceptions, polls, profile counters. */
#include "irgen/irgen_internal.h"

static bool jump(IrFunc *f, PirIns *ins)
{
    LLVMBuildBr(f->m->builder, ir_edge(f, &ins->targets[0]));
    return true;
}

static bool branch(IrFunc *f, PirIns *ins)
{
    LLVMBasicBlockRef yes = ir_edge(f, &ins->targets[0]);
    LLVMBasicBlockRef no = ir_edge(f, &ins->targets[1]);
    ir_branch(f, ir_arg(f, ins, 0), yes, no);
    ir_weigh(f, ins, LLVMGetBasicBlockTerminator(LLVMGetInsertBlock(f->m->builder)));
    return true;
}

static bool switch_op(IrFunc *f, PirIns *ins)
{
    uint32_t cases = ins->target_count - 1;
    LLVMBasicBlockRef *blocks = ARENA_ARRAY(f->arena, LLVMBasicBlockRef, ins->target_count);
    for (uint32_t i = 0; i < ins->target_count; i++)
        blocks[i] = ir_edge(f, &ins->targets[i]);
    LLVMValueRef jump = LLVMBuildSwitch(f->m->builder, ir_arg(f, ins, 0), blocks[cases], cases);
    for (uint32_t i = 0; i < cases; i++)
        LLVMAddCase(jump, ir_word(f->m, i), blocks[i]);
    ir_weigh(f, ins, jump);
    return true;
}

/* As in the prologue; the frame's own size was tested there. */
static bool poll(IrFunc *f, PirIns *ins)
{
    LLVMBasicBlockRef slow = ir_block(f, "poll"), after = ir_block(f, "polled");
    bool goes_to_target = ins->target_count > 1;
    ir_branch_unlikely(f, ir_limit_reached(f, 0), slow, after);
    ir_at(f, slow);
    LLVMValueRef goes_on = IR_CALL0(f, task_poll);
    LLVMValueRef failed = LLVMBuildNot(f->m->builder, goes_on, "");
    LLVMBasicBlockRef stops = ir_block(f, "poll.failed");
    ir_branch_unlikely(f, failed, stops, after);
    ir_at(f, stops);
    ir_fail(f, ins);
    ir_at(f, after);
    if (goes_to_target)
        LLVMBuildBr(f->m->builder, ir_edge(f, &ins->targets[0]));
    return true;
}

static bool count(IrFunc *f, PirIns *ins)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef index = ir_word(f->m, (uint64_t)ins->integer);
    LLVMValueRef counter = LLVMBuildInBoundsGEP2(b, f->m->i64, f->m->counters, &index, 1, "");
    LLVMValueRef value = LLVMBuildLoad2(b, f->m->i64, counter, "");
    LLVMBuildStore(b, LLVMBuildAdd(b, value, ir_word(f->m, 1), ""), counter);
    return true;
}

bool ir_control_op(IrFunc *f, PirIns *ins)
{
    switch (ins->op) {
    case PIR_JUMP:   return jump(f, ins);
    case PIR_BRANCH: return branch(f, ins);
    case PIR_SWITCH: return switch_op(f, ins);
    case PIR_RETURN: LLVMBuildRet(f->m->builder, ir_arg(f, ins, 0)); return true;
    case PIR_UNREACHABLE: LLVMBuildUnreachable(f->m->builder); return true;
    case PIR_POLL:   return poll(f, ins);
    case PIR_COUNT:  return count(f, ins);
    case PIR_CATCH:  ir_set(ins, IR_CALL0(f, exception_catch)); return true;
    case PIR_RAISE:
        IR_CALL(f, exception_raise, ir_arg(f, ins, 0), ir_arg(f, ins, 1));
        ir_fail(f, ins);
        return true;
    case PIR_RERAISE:
        IR_CALL(f, exception_reraise, ir_arg(f, ins, 0));
        ir_fail(f, ins);
        return true;
    default: return false;
    }
}
