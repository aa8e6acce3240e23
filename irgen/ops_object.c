/* Ops that make objects from several words, and RUNTIME ops. Words are passed in the frame's
   shared stack array: it is free again when the call returns. */
#include "irgen/irgen_internal.h"

#include "frontend/ast/ast.h"

/* words[0] stays free for the self of method calls. */
LLVMValueRef ir_store_words(IrFunc *f, PirIns *const *values, uint32_t count, uint32_t first)
{
    LLVMBuilderRef b = f->m->builder;
    if (first + count > f->word_count)
        bug("irgen: %s: stack words miscounted", f->statics->symbol);
    for (uint32_t i = 0; i < count; i++) {
        LLVMValueRef index = ir_word(f->m, first + i);
        LLVMBuildStore(b, ir_value(f, values[i]), LLVMBuildInBoundsGEP2(b, f->m->i64, f->words, &index, 1, ""));
    }
    LLVMValueRef index = ir_word(f->m, first);
    return first ? LLVMBuildInBoundsGEP2(b, f->m->i64, f->words, &index, 1, "") : f->words;
}

static LLVMValueRef words_or_null(IrFunc *f, PirIns *const *values, uint32_t count)
{
    return count ? ir_store_words(f, values, count, 0) : LLVMConstNull(f->m->ptr);
}

static bool build(IrFunc *f, PirIns *ins, int entry, uint32_t group)
{
    LLVMValueRef args[] = { words_or_null(f, ins->args, ins->arg_count), ir_word(f->m, ins->arg_count / group) };
    ir_finish_entry(f, ins, entry, ir_call_entry(f, entry, args, 2));
    return true;
}

static bool make_function(IrFunc *f, PirIns *ins)
{
    uint32_t captured = ins->arg_count - 3;
    LLVMValueRef made = IR_CALL(f, function_new, ir_record(f->m, ins->function), ir_arg(f, ins, 0), ir_arg(f, ins, 1),
                                ir_arg(f, ins, 2), words_or_null(f, ins->args + 3, captured), ir_word(f->m, captured));
    ir_finish_entry(f, ins, ENTRY_function_new, made);
    return true;
}

/* PTR arguments are the ModuleInfo; the others are operands, in order. */
static bool runtime(IrFunc *f, PirIns *ins)
{
    const EntryInfo *row = &entry_infos[ins->entry];
    LLVMValueRef args[ENTRY_MAX_ARGS];
    uint32_t operand = 0;
    for (unsigned i = 0; i < row->arg_count; i++) {
        if (row->args[i] == ENTRY_KIND_PTR)
            args[i] = f->m->info;
        else if (operand < ins->arg_count)
            args[i] = ir_arg(f, ins, operand++);
    }
    if (operand != ins->arg_count)
        bug("irgen: RUNTIME %s has %u operands", row->name, ins->arg_count);
    LLVMValueRef result = ir_call_entry(f, ins->entry, args, row->arg_count);
    if (row->result == ENTRY_KIND_STATUS && ins->rep == REP_NONE && !row->can_raise)
        return true;
    ir_finish_entry(f, ins, ins->entry, result);
    return true;
}

bool ir_object_op(IrFunc *f, PirIns *ins)
{
    switch (ins->op) {
    case PIR_BUILD_TUPLE:   return build(f, ins, ENTRY_tuple_from, 1);
    case PIR_BUILD_LIST:    return build(f, ins, ENTRY_list_from, 1);
    case PIR_BUILD_SET:     return build(f, ins, ENTRY_set_from, 1);
    case PIR_BUILD_DICT:    return build(f, ins, ENTRY_dict_from, 2);
    case PIR_BUILD_STRING:  return build(f, ins, ENTRY_str_join_parts, 1);
    case PIR_MAKE_FUNCTION: return make_function(f, ins);
    case PIR_RUNTIME:       return runtime(f, ins);
    default:                return false;
    }
}

uint32_t ir_stack_words(const PirIns *ins)
{
    switch (ins->op) {
    case PIR_BUILD_TUPLE: case PIR_BUILD_LIST: case PIR_BUILD_SET: case PIR_BUILD_DICT: case PIR_BUILD_STRING:
        return ins->arg_count;
    case PIR_MAKE_FUNCTION:
        return ins->arg_count - 3;
    case PIR_CALL: case PIR_CALL_METHOD:
        return ins->arg_count;            /* the callee or self takes words[0] */
    case PIR_NEXT:
        return 2;
    default:
        return 0;
    }
}
