/* Raw integers, floats and truth values: arithmetic, representation changes and type tests.

   Nothing here is undefined on any input (design D11): overflow goes through the overflow
   intrinsics, division and shifts test their operands first, and no fast-math or nsw flag is
   ever set. An op that exits ends its block with targets (normal, exit). */
#include "irgen/irgen_internal.h"

#include <string.h>
#include "frontend/ast/ast.h"

static LLVMValueRef intrinsic(IrFunc *f, const char *name, LLVMTypeRef type, LLVMValueRef *args, unsigned count)
{
    unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
    LLVMValueRef function = LLVMGetIntrinsicDeclaration(f->m->module, id, &type, 1);
    return LLVMBuildCall2(f->m->builder, LLVMIntrinsicGetType(f->m->context, id, &type, 1), function, args, count, "");
}

/* Leaves to the exit where `leaves` holds. The result must be set before. */
static void exit_if(IrFunc *f, PirIns *ins, LLVMValueRef leaves)
{
    LLVMBasicBlockRef normal = ir_edge(f, &ins->targets[0]);
    LLVMBasicBlockRef out = ir_edge(f, &ins->targets[1]);
    ir_branch_unlikely(f, leaves, out, normal);
}

static void with_overflow(IrFunc *f, PirIns *ins, const char *name, LLVMValueRef left, LLVMValueRef right)
{
    LLVMValueRef pair = intrinsic(f, name, f->m->i64, (LLVMValueRef[]){ left, right }, 2);
    ir_set(ins, LLVMBuildExtractValue(f->m->builder, pair, 0, ""));
    exit_if(f, ins, LLVMBuildExtractValue(f->m->builder, pair, 1, ""));
}

/* Python's floor division and modulo: the sign of the remainder is that of the divisor. */
static void divide(IrFunc *f, PirIns *ins, bool wants_remainder)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef left = ir_arg(f, ins, 0), right = ir_arg(f, ins, 1), zero = ir_word(f->m, 0);
    LLVMValueRef by_zero = LLVMBuildICmp(b, LLVMIntEQ, right, zero, "");
    LLVMValueRef overflows = LLVMBuildAnd(b, LLVMBuildICmp(b, LLVMIntEQ, left, ir_word(f->m, (uint64_t)1 << 63), ""),
                                          LLVMBuildICmp(b, LLVMIntEQ, right, LLVMConstAllOnes(f->m->i64), ""), "");
    LLVMBasicBlockRef out = ir_edge(f, &ins->targets[1]), divides = ir_block(f, "divide");
    ir_branch_unlikely(f, LLVMBuildOr(b, by_zero, overflows, ""), out, divides);
    ir_at(f, divides);
    LLVMValueRef quotient = LLVMBuildSDiv(b, left, right, "");
    LLVMValueRef remainder = LLVMBuildSub(b, left, LLVMBuildMul(b, quotient, right, ""), "");
    LLVMValueRef signs_differ = LLVMBuildICmp(b, LLVMIntSLT, LLVMBuildXor(b, remainder, right, ""), zero, "");
    LLVMValueRef adjusts = LLVMBuildAnd(b, signs_differ, LLVMBuildICmp(b, LLVMIntNE, remainder, zero, ""), "");
    ir_set(ins, wants_remainder
        ? LLVMBuildAdd(b, remainder, LLVMBuildSelect(b, adjusts, right, zero, ""), "")
        : LLVMBuildSub(b, quotient, LLVMBuildZExt(b, adjusts, f->m->i64, ""), ""));
    LLVMBuildBr(b, ir_edge(f, &ins->targets[0]));
}

static void shift(IrFunc *f, PirIns *ins, bool is_left)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef value = ir_arg(f, ins, 0), count = ir_arg(f, ins, 1), top = ir_word(f->m, 63);
    LLVMValueRef leaves = LLVMBuildICmp(b, LLVMIntUGT, count, top, "");
    LLVMValueRef safe = LLVMBuildAnd(b, count, top, "");
    LLVMValueRef result = is_left ? LLVMBuildShl(b, value, safe, "") : LLVMBuildAShr(b, value, safe, "");
    if (is_left) {
        LLVMValueRef lost = LLVMBuildICmp(b, LLVMIntNE, LLVMBuildAShr(b, result, safe, ""), value, "");
        leaves = LLVMBuildOr(b, leaves, lost, "");
    }
    ir_set(ins, result);
    exit_if(f, ins, leaves);
}

static LLVMValueRef compare_i64(IrFunc *f, PirIns *ins)
{
    static const LLVMIntPredicate predicates[] = {
        [CMP_EQ] = LLVMIntEQ, [CMP_NOTEQ] = LLVMIntNE, [CMP_LT] = LLVMIntSLT, [CMP_LTE] = LLVMIntSLE,
        [CMP_GT] = LLVMIntSGT, [CMP_GTE] = LLVMIntSGE
    };
    return LLVMBuildICmp(f->m->builder, predicates[ins->integer], ir_arg(f, ins, 0), ir_arg(f, ins, 1), "");
}

static LLVMValueRef compare_f64(IrFunc *f, PirIns *ins)
{
    static const LLVMRealPredicate predicates[] = {
        [CMP_EQ] = LLVMRealOEQ, [CMP_NOTEQ] = LLVMRealUNE, [CMP_LT] = LLVMRealOLT, [CMP_LTE] = LLVMRealOLE,
        [CMP_GT] = LLVMRealOGT, [CMP_GTE] = LLVMRealOGE
    };
    return LLVMBuildFCmp(f->m->builder, predicates[ins->integer], ir_arg(f, ins, 0), ir_arg(f, ins, 1), "");
}

/* An op without exit; NULL when it is not one. */
static LLVMValueRef pure(IrFunc *f, PirIns *ins)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef x = ins->arg_count > 0 ? ir_arg(f, ins, 0) : NULL, y = ins->arg_count > 1 ? ir_arg(f, ins, 1) : NULL;
    switch (ins->op) {
    case PIR_CONST_I64:    return ir_word(f->m, (uint64_t)ins->integer);
    case PIR_CONST_F64:    return LLVMConstReal(f->m->f64, ins->real);
    case PIR_CONST_BOOL:   return LLVMConstInt(f->m->i1, ins->integer != 0, 0);
    case PIR_ADD_I64_WRAP: return LLVMBuildAdd(b, x, y, "");
    case PIR_SUB_I64_WRAP: return LLVMBuildSub(b, x, y, "");
    case PIR_MUL_I64_WRAP: return LLVMBuildMul(b, x, y, "");
    case PIR_AND_I64:      return LLVMBuildAnd(b, x, y, "");
    case PIR_OR_I64:       return LLVMBuildOr(b, x, y, "");
    case PIR_XOR_I64:      return LLVMBuildXor(b, x, y, "");
    case PIR_NOT_I64:      return LLVMBuildNot(b, x, "");
    case PIR_COMPARE_I64:  return compare_i64(f, ins);
    case PIR_ADD_F64:      return LLVMBuildFAdd(b, x, y, "");
    case PIR_SUB_F64:      return LLVMBuildFSub(b, x, y, "");
    case PIR_MUL_F64:      return LLVMBuildFMul(b, x, y, "");
    case PIR_NEG_F64:      return LLVMBuildFNeg(b, x, "");
    case PIR_ABS_F64:      return intrinsic(f, "llvm.fabs", f->m->f64, &x, 1);
    case PIR_COMPARE_F64:  return compare_f64(f, ins);
    case PIR_I64_TO_F64:   return LLVMBuildSIToFP(b, x, f->m->f64, "");
    case PIR_NOT:          return LLVMBuildNot(b, x, "");
    default:               return NULL;
    }
}

/* Between words and raw values, and tests of words. */
static LLVMValueRef represent(IrFunc *f, PirIns *ins)
{
    LLVMBuilderRef b = f->m->builder;
    IrModule *m = f->m;
    switch (ins->op) {
    case PIR_BOX_I64:    return IR_CALL(f, fast_box_i64, ir_arg(f, ins, 0));
    case PIR_UNBOX_I64:  return IR_CALL(f, fast_unbox_i64, ir_arg(f, ins, 0));
    case PIR_BOX_F64:    return IR_CALL(f, fast_box_f64_bits, LLVMBuildBitCast(b, ir_arg(f, ins, 0), m->i64, ""));
    case PIR_UNBOX_F64:  return LLVMBuildBitCast(b, IR_CALL(f, fast_unbox_f64_bits, ir_arg(f, ins, 0)), m->f64, "");
    case PIR_BOX_BOOL:
        return LLVMBuildSelect(b, ir_arg(f, ins, 0), ir_word(m, VALUE_TRUE), ir_word(m, VALUE_FALSE), "");
    case PIR_UNBOX_BOOL: return LLVMBuildICmp(b, LLVMIntEQ, ir_arg(f, ins, 0), ir_word(m, VALUE_TRUE), "");
    case PIR_IS_TYPE:    return IR_CALL(f, fast_is_type, ir_arg(f, ins, 0), ir_word(m, (uint64_t)ins->integer));
    case PIR_IS:         return IR_CALL(f, fast_is, ir_arg(f, ins, 0), ir_arg(f, ins, 1));
    case PIR_IS_STOP:    return LLVMBuildICmp(b, LLVMIntEQ, ir_next_word(f, ins->args[0]), ir_word(m, VALUE_STOP), "");
    case PIR_IS_UNBOUND: return LLVMBuildICmp(b, LLVMIntEQ, ir_arg(f, ins, 0), ir_word(m, VALUE_UNBOUND), "");
    default:             return NULL;
    }
}

static bool exiting(IrFunc *f, PirIns *ins)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef zero = LLVMConstReal(f->m->f64, 0.0), x;
    switch (ins->op) {
    case PIR_ADD_I64: with_overflow(f, ins, "llvm.sadd.with.overflow", ir_arg(f, ins, 0), ir_arg(f, ins, 1)); return true;
    case PIR_SUB_I64: with_overflow(f, ins, "llvm.ssub.with.overflow", ir_arg(f, ins, 0), ir_arg(f, ins, 1)); return true;
    case PIR_MUL_I64: with_overflow(f, ins, "llvm.smul.with.overflow", ir_arg(f, ins, 0), ir_arg(f, ins, 1)); return true;
    case PIR_NEG_I64: with_overflow(f, ins, "llvm.ssub.with.overflow", ir_word(f->m, 0), ir_arg(f, ins, 0)); return true;
    case PIR_FLOORDIV_I64: divide(f, ins, false); return true;
    case PIR_MOD_I64: divide(f, ins, true); return true;
    case PIR_SHL_I64: shift(f, ins, true); return true;
    case PIR_SHR_I64: shift(f, ins, false); return true;
    case PIR_DIV_F64:
        x = ir_arg(f, ins, 1);
        ir_set(ins, LLVMBuildFDiv(b, ir_arg(f, ins, 0), x, ""));
        exit_if(f, ins, LLVMBuildFCmp(b, LLVMRealOEQ, x, zero, ""));
        return true;
    case PIR_SQRT_F64:
        x = ir_arg(f, ins, 0);
        ir_set(ins, intrinsic(f, "llvm.sqrt", f->m->f64, &x, 1));
        exit_if(f, ins, LLVMBuildFCmp(b, LLVMRealOLT, x, zero, ""));
        return true;
    default: return false;
    }
}

bool ir_raw_op(IrFunc *f, PirIns *ins)
{
    if (ins->op == PIR_BOX_I64 && !ir_is_whole(f, ins))
        return true;
    LLVMValueRef value = pure(f, ins);
    if (!value)
        value = represent(f, ins);
    if (!value)
        return exiting(f, ins);
    ir_set(ins, value);
    return true;
}
