/* Generators after the pass `generators`: the function proper makes the generator object, the
   resume function is `i64 symbol$resume(task, generator, sent)`: it gives out the yielded word,
   STOP at the end, zero when it failed. */
#include "irgen/irgen_internal.h"

static bool make_generator(IrFunc *f, PirIns *ins)
{
    IrModule *m = f->m;
    LLVMValueRef made = IR_CALL(f, generator_new, ir_code(m, f->fn), m->functions[ins->function->index].function,
                                ir_word(m, (uint64_t)ins->integer));
    LLVMValueRef failed = ir_is_failure(f, ENTRY_generator_new, made);
    LLVMBasicBlockRef ok = ir_block(f, "ok"), out = ir_block(f, "no.generator");
    ir_set(ins, made);
    ir_branch_unlikely(f, failed, out, ok);
    ir_at(f, out);
    ir_fail(f, ins);
    ir_at(f, ok);
    for (uint32_t i = 0; i < ins->arg_count; i++)
        IR_CALL(f, fast_generator_store, made, ir_word(m, i), ir_arg(f, ins, i));
    ir_finish(f, ins, NULL);
    return true;
}

static bool sent(IrFunc *f, PirIns *ins)
{
    LLVMValueRef word = ir_arg(f, ins, 0);
    ir_set(ins, word);
    ir_finish(f, ins, LLVMBuildICmp(f->m->builder, LLVMIntEQ, word, ir_word(f->m, 0), "thrown"));
    return true;
}

static bool suspend(IrFunc *f, PirIns *ins)
{
    LLVMValueRef value = ir_arg(f, ins, 1);
    IR_CALL(f, fast_generator_suspend, ir_arg(f, ins, 0), ir_word(f->m, (uint64_t)ins->integer));
    LLVMBuildRet(f->m->builder, value);
    return true;
}

static bool finish(IrFunc *f, PirIns *ins)
{
    IR_CALL(f, generator_finish, ir_arg(f, ins, 0), ir_arg(f, ins, 1));
    LLVMBuildRet(f->m->builder, ir_word(f->m, VALUE_STOP));
    return true;
}

bool ir_generator_op(IrFunc *f, PirIns *ins)
{
    LLVMValueRef slot = ir_word(f->m, (uint64_t)ins->integer);
    switch (ins->op) {
    case PIR_MAKE_GENERATOR: return make_generator(f, ins);
    case PIR_GEN_LOAD:   ir_set(ins, IR_CALL(f, fast_generator_load, ir_arg(f, ins, 0), slot)); return true;
    case PIR_GEN_STORE:  IR_CALL(f, fast_generator_store, ir_arg(f, ins, 0), slot, ir_arg(f, ins, 1)); return true;
    case PIR_GEN_STATE:  ir_set(ins, IR_CALL(f, fast_generator_state, ir_arg(f, ins, 0))); return true;
    case PIR_GEN_SENT:   return sent(f, ins);
    case PIR_SUSPEND:    return suspend(f, ins);
    case PIR_GEN_RETURN: return finish(f, ins);
    default: return false;
    }
}
