/* Calls of runtime entries and of compiled functions, and what happens when they fail.

   An entry's LLVM type comes from the library's bitcode where that knows the entry, else from
   its row in entries.def: words and integers i64, pointers ptr, BOOL and STATUS i1, TRI i32.

   Failure of an op outside handlers: jump to the function's one cold exit with the address of
   the Position. Inside a handler's region: a cold block adds the traceback entry and goes on
   to the handler block. */
#include "irgen/irgen_internal.h"

#include <string.h>

static LLVMTypeRef kind_type(IrModule *m, EntryKind kind)
{
    switch (kind) {
    case ENTRY_KIND_OBJ: case ENTRY_KIND_I64: return m->i64;
    case ENTRY_KIND_BOOL: case ENTRY_KIND_STATUS: return m->i1;
    case ENTRY_KIND_TRI:  return m->i32;
    case ENTRY_KIND_PTR:  return m->ptr;
    case ENTRY_KIND_VOID: return m->none;
    }
    bug("irgen: entry kind %d", kind);
}

static LLVMTypeRef row_type(IrModule *m, const EntryInfo *row)
{
    LLVMTypeRef params[ENTRY_MAX_ARGS + 1] = { m->ptr };
    for (unsigned i = 0; i < row->arg_count; i++)
        params[1 + i] = kind_type(m, row->args[i]);
    return LLVMFunctionType(kind_type(m, row->result), params, row->arg_count + 1u, 0);
}

static bool is_cold(int entry)
{
    return entry == ENTRY_traceback_add || entry == ENTRY_task_poll || entry == ENTRY_raise_unbound ||
           entry == ENTRY_exception_raise || entry == ENTRY_exception_reraise || entry == ENTRY_assertion_error;
}

static void extension_attributes(IrModule *m, LLVMValueRef function, const EntryInfo *row)
{
    if (row->result == ENTRY_KIND_BOOL || row->result == ENTRY_KIND_STATUS)
        ir_attribute(m, function, LLVMAttributeReturnIndex, "zeroext");
    for (unsigned i = 0; i < row->arg_count; i++)
        if (row->args[i] == ENTRY_KIND_BOOL)
            ir_attribute(m, function, 2 + i, "zeroext");
}

static LLVMValueRef declare_entry(IrModule *m, int entry)
{
    const EntryInfo *row = &entry_infos[entry];
    LLVMValueRef known = m->library ? LLVMGetNamedFunction(m->library, row->name) : NULL;
    LLVMTypeRef type = known ? LLVMGlobalGetValueType(known) : row_type(m, row);
    if (LLVMCountParamTypes(type) != row->arg_count + 1u)
        bug("irgen: the library's %s does not have the arguments of its row in entries.def", row->name);
    LLVMValueRef function = LLVMAddFunction(m->module, row->name, type);
    LLVMSetVisibility(function, LLVMHiddenVisibility);
    LLVMSetFunctionCallConv(function, LLVMSwiftCallConv);
    ir_attribute(m, function, 1, "swiftself");
    ir_attribute(m, function, LLVMAttributeFunctionIndex, "nounwind");
    extension_attributes(m, function, row);
    if (is_cold(entry))
        ir_attribute(m, function, LLVMAttributeFunctionIndex, "cold");
    m->entries[entry] = function;
    m->entry_types[entry] = type;
    return function;
}

static void call_attribute(IrModule *m, LLVMValueRef call, unsigned index, const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddCallSiteAttribute(call, index, LLVMCreateEnumAttribute(m->context, kind, 0));
}

/* Integers may be narrower in the library's own prototype. */
static LLVMValueRef fit(IrModule *m, LLVMValueRef value, LLVMTypeRef type)
{
    if (LLVMTypeOf(value) == type)
        return value;
    if (LLVMGetTypeKind(type) == LLVMIntegerTypeKind && LLVMGetTypeKind(LLVMTypeOf(value)) == LLVMIntegerTypeKind)
        return LLVMBuildIntCast2(m->builder, value, type, LLVMTypeOf(value) != m->i1, "");
    if (LLVMGetTypeKind(type) == LLVMPointerTypeKind)
        return LLVMBuildIntToPtr(m->builder, value, type, "");
    return LLVMBuildPtrToInt(m->builder, value, type, "");
}

LLVMValueRef ir_call_entry(IrFunc *f, int entry, LLVMValueRef *args, unsigned count)
{
    IrModule *m = f->m;
    const EntryInfo *row = &entry_infos[entry];
    LLVMValueRef function = m->entries[entry] ? m->entries[entry] : declare_entry(m, entry);
    LLVMTypeRef params[ENTRY_MAX_ARGS + 1];
    LLVMValueRef all[ENTRY_MAX_ARGS + 1] = { f->task };
    if (count != row->arg_count)
        bug("irgen: %s called with %u arguments", row->name, count);
    LLVMGetParamTypes(m->entry_types[entry], params);
    for (unsigned i = 0; i < count; i++)
        all[1 + i] = fit(m, args[i], params[1 + i]);
    LLVMValueRef call = LLVMBuildCall2(m->builder, m->entry_types[entry], function, all, count + 1, "");
    LLVMSetInstructionCallConv(call, LLVMSwiftCallConv);
    call_attribute(m, call, 1, "swiftself");
    if (row->result == ENTRY_KIND_BOOL || row->result == ENTRY_KIND_STATUS)
        call_attribute(m, call, LLVMAttributeReturnIndex, "zeroext");
    for (unsigned i = 0; i < count; i++)
        if (row->args[i] == ENTRY_KIND_BOOL)
            call_attribute(m, call, 2 + i, "zeroext");
    if (row->effect == ENTRY_EFFECT_ANY)
        call_attribute(m, call, LLVMAttributeFunctionIndex, "nomerge");
    if (row->stack == ENTRY_STACK_INLINE && f->runs_rarely)
        call_attribute(m, call, LLVMAttributeFunctionIndex, "noinline");
    bool is_truth = row->result == ENTRY_KIND_BOOL || row->result == ENTRY_KIND_STATUS;
    if (is_truth && LLVMTypeOf(call) != m->i1)
        call = LLVMBuildICmp(m->builder, LLVMIntNE, call, LLVMConstNull(LLVMTypeOf(call)), "");
    return call;
}

LLVMValueRef ir_is_failure(IrFunc *f, int entry, LLVMValueRef result)
{
    const EntryInfo *row = &entry_infos[entry];
    LLVMBuilderRef b = f->m->builder;
    if (!row->can_raise)
        return NULL;
    LLVMTypeRef type = row->result == ENTRY_KIND_VOID ? NULL : LLVMTypeOf(result);
    switch ((EntryKind)row->result) {
    case ENTRY_KIND_OBJ: case ENTRY_KIND_PTR:
        return LLVMBuildICmp(b, LLVMIntEQ, result, LLVMConstNull(type), "failed");
    case ENTRY_KIND_TRI: case ENTRY_KIND_I64:
        return LLVMBuildICmp(b, LLVMIntEQ, result, LLVMConstAllOnes(type), "failed");
    case ENTRY_KIND_STATUS: case ENTRY_KIND_BOOL:
        return LLVMBuildNot(b, result, "failed");
    case ENTRY_KIND_VOID: break;
    }
    bug("irgen: %s raises but has no result", row->name);
}

static bool is_traced(const PirIns *ins) { return !(pir_ops[ins->op].flags & OPF_NO_TRACE); }

/* RAISE and RERAISE have the handler as their only target, other ops behind the normal one. */
static const PirTarget *handler_of(const PirIns *ins)
{
    if (pir_flags(ins) & OPF_MAY_RAISE && ins->target_count)
        return &ins->targets[ins->target_count - 1];
    return NULL;
}

static void go_to_handler(IrFunc *f, PirIns *ins, const PirTarget *handler)
{
    if (is_traced(ins))
        IR_CALL(f, traceback_add, ir_position(f, ins));
    LLVMBuildBr(f->m->builder, ir_edge(f, handler));
}

/* Where ins goes when it fails; the edge comes from the current block. */
static LLVMBasicBlockRef failure_block(IrFunc *f, PirIns *ins)
{
    LLVMBasicBlockRef here = LLVMGetInsertBlock(f->m->builder);
    const PirTarget *handler = handler_of(ins);
    if (handler) {
        LLVMBasicBlockRef cold = ir_block(f, "catch");
        ir_at(f, cold);
        go_to_handler(f, ins, handler);
        ir_at(f, here);
        return cold;
    }
    if (!is_traced(ins))
        return f->silent_exit;
    LLVMValueRef position = ir_position(f, ins);
    LLVMAddIncoming(f->traced_position, &position, &here, 1);
    return f->traced_exit;
}

void ir_fail(IrFunc *f, PirIns *ins)
{
    LLVMBuildBr(f->m->builder, failure_block(f, ins));
}

void ir_finish(IrFunc *f, PirIns *ins, LLVMValueRef failed)
{
    bool goes_to_target = ins->target_count > 1;
    if (!failed) {
        if (goes_to_target)
            LLVMBuildBr(f->m->builder, ir_edge(f, &ins->targets[0]));
        return;
    }
    LLVMBasicBlockRef failure = failure_block(f, ins);
    LLVMBasicBlockRef goes_on = goes_to_target ? ir_edge(f, &ins->targets[0]) : ir_block(f, "ok");
    ir_branch_unlikely(f, failed, failure, goes_on);
    if (!goes_to_target)
        ir_at(f, goes_on);
}

void ir_finish_entry(IrFunc *f, PirIns *ins, int entry, LLVMValueRef result)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef failed = ir_is_failure(f, entry, result);
    if (entry_infos[entry].result == ENTRY_KIND_TRI)   /* before the branch that ends the block */
        result = LLVMBuildICmp(b, LLVMIntSGT, result, LLVMConstNull(LLVMTypeOf(result)), "");
    if (ins->rep != REP_NONE)
        ir_set(ins, result);
    ir_finish(f, ins, failed);
}

/* Through a pointer whose type says: `count` words. */
LLVMValueRef ir_call_direct(IrFunc *f, LLVMValueRef target, LLVMValueRef *args, unsigned count)
{
    IrModule *m = f->m;
    LLVMValueRef *all = ARENA_ARRAY(f->arena, LLVMValueRef, count + 1);
    all[0] = f->task;
    memcpy(all + 1, args, sizeof *args * count);
    LLVMValueRef call = LLVMBuildCall2(m->builder, ir_function_type(m, count), target, all, count + 1, "");
    LLVMSetInstructionCallConv(call, LLVMSwiftCallConv);
    call_attribute(m, call, 1, "swiftself");
    call_attribute(m, call, LLVMAttributeFunctionIndex, "nomerge");
    return call;
}
