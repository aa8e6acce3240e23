/* PIR module to LLVM module: set-up, and each function's frame: prologue, blocks, exits.

   A function is `i64 symbol(task in swiftself, a word per parameter [, callee])`. Its LLVM
   entry block tests the stack limit, allocates the shared stack words and goes to the first
   PIR block. A PIR block becomes one or more LLVM blocks, since each check of a result splits
   it; PIR block parameters are phis at the head. Blocks are visited in reverse postorder, so
   an operand is always there before its use. A value is kept in PirIns.data.

   Failures outside handlers go to one cold block for the whole function, with the position as
   a phi (entries.c). */
#include "irgen/irgen_internal.h"

#include <stdlib.h>
#include <string.h>

/* Bytes; the stack limit leaves 4 KB for a frame. */
#define LARGE_FRAME "3072"

void ir_attribute(IrModule *m, LLVMValueRef function, unsigned index, const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddAttributeAtIndex(function, index, LLVMCreateEnumAttribute(m->context, kind, 0));
}

static void text_attribute(IrModule *m, LLVMValueRef function, const char *name, const char *value)
{
    LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex,
                            LLVMCreateStringAttribute(m->context, name, (unsigned)strlen(name), value,
                                                      (unsigned)strlen(value)));
}

LLVMValueRef ir_extern_data(IrModule *m, const char *name)
{
    LLVMValueRef global = LLVMGetNamedGlobal(m->module, name);
    if (!global) {
        global = LLVMAddGlobal(m->module, m->i64, name);
        LLVMSetVisibility(global, LLVMHiddenVisibility);
    }
    return global;
}

LLVMValueRef ir_extern_code(IrModule *m, const char *name)
{
    LLVMValueRef function = LLVMGetNamedFunction(m->module, name);
    if (!function) {
        function = LLVMAddFunction(m->module, name, LLVMFunctionType(m->none, NULL, 0, 0));
        LLVMSetVisibility(function, LLVMHiddenVisibility);
    }
    return function;
}

LLVMValueRef ir_value(IrFunc *f, const PirIns *ins)
{
    if (!ins->data)
        bug("irgen: %s uses %%%u (%s) before it is made", f->statics->symbol, ins->id, pir_ops[ins->op].name);
    return ins->data;
}

LLVMBasicBlockRef ir_block(IrFunc *f, const char *name)
{
    return LLVMAppendBasicBlockInContext(f->m->context, f->function, name);
}

void ir_at(IrFunc *f, LLVMBasicBlockRef block) { LLVMPositionBuilderAtEnd(f->m->builder, block); }

void ir_branch(IrFunc *f, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
    LLVMBuildCondBr(f->m->builder, condition, yes, no);
}

void ir_branch_unlikely(IrFunc *f, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
    LLVMValueRef branch = LLVMBuildCondBr(f->m->builder, condition, yes, no);
    LLVMSetMetadata(branch, f->m->kind_prof, LLVMMetadataAsValue(f->m->context, f->m->unlikely_first));
}

static bool has_predecessor(LLVMValueRef phi, LLVMBasicBlockRef block)
{
    for (unsigned i = 0; i < LLVMCountIncoming(phi); i++)
        if (LLVMGetIncomingBlock(phi, i) == block)
            return true;
    return false;
}

/* A second edge from the same block to one with phis needs a block of its own in between. */
LLVMBasicBlockRef ir_edge(IrFunc *f, const PirTarget *target)
{
    PirBlock *block = target->block;
    LLVMBasicBlockRef from = LLVMGetInsertBlock(f->m->builder), to = block->data;
    if (target->arg_count != block->param_count)
        bug("irgen: %s passes %u arguments to b%u", f->statics->symbol, target->arg_count, block->id);
    if (!block->param_count)
        return to;
    LLVMBasicBlockRef result = to;
    if (has_predecessor(block->params[0]->data, from)) {
        LLVMBasicBlockRef between = ir_block(f, "edge");
        ir_at(f, between);
        LLVMBuildBr(f->m->builder, to);
        ir_at(f, from);
        from = result = between;
    }
    for (uint32_t i = 0; i < block->param_count; i++) {
        LLVMValueRef value = ir_value(f, target->args[i]);
        LLVMAddIncoming(block->params[i]->data, &value, &from, 1);
    }
    return result;
}

static LLVMTypeRef rep_type(IrModule *m, PirRep rep)
{
    switch (rep) {
    case REP_WORD: case REP_I64: return m->i64;
    case REP_F64:  return m->f64;
    case REP_BOOL: return m->i1;
    default: bug("irgen: a value without representation");
    }
}

/* frame_size: what the frame has beyond the 4 KB that the limit leaves. */
LLVMValueRef ir_limit_reached(IrFunc *f, uint64_t frame_size)
{
    IrModule *m = f->m;
    unsigned id = LLVMLookupIntrinsicID("llvm.frameaddress", strlen("llvm.frameaddress"));
    LLVMValueRef intrinsic = LLVMGetIntrinsicDeclaration(m->module, id, &m->ptr, 1);
    LLVMTypeRef type = LLVMIntrinsicGetType(m->context, id, &m->ptr, 1);
    LLVMValueRef level = LLVMConstInt(m->i32, 0, 0);
    LLVMValueRef frame = LLVMBuildCall2(m->builder, type, intrinsic, &level, 1, "");
    frame = LLVMBuildPtrToInt(m->builder, frame, m->i64, "frame");
    if (frame_size)
        frame = LLVMBuildSub(m->builder, frame, ir_word(m, frame_size), "");
    LLVMValueRef limit = LLVMBuildLoad2(m->builder, m->i64, f->task, "limit");
    return LLVMBuildICmp(m->builder, LLVMIntULE, frame, limit, "polls");
}

static void emit_stack_words(IrFunc *f)
{
    IrModule *m = f->m;
    uint32_t words = 0;
    bool calls = false;
    for (PirBlock *block = f->fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            uint32_t needed = ir_stack_words(ins);
            words = needed > words ? needed : words;
            f->cache_count += ir_needs_cache(ins);
            calls |= ins->op == PIR_CALL_METHOD || ins->op == PIR_CALL;
        }
    f->word_count = words;
    if (words) {
        f->words = LLVMBuildAlloca(m->builder, LLVMArrayType2(m->i64, words), "words");
        LLVMSetAlignment(f->words, 16);
    }
    f->number_out = LLVMBuildAlloca(m->builder, m->i64, "number_out");
    if (calls)
        f->call_words = LLVMBuildAlloca(m->builder, LLVMArrayType2(m->i64, CALL_WORDS), "call_words");
}

/* Size of the frame where it does not fit in the room below the limit, else 0. */
static uint64_t large_frame(const IrFunc *f)
{
    const IrgenFrames *frames = f->m->options.frames;
    for (size_t i = 0; frames && i < frames->list.count; i++)
        if (strcmp(frames->list.items[i].symbol, f->statics->symbol) == 0)
            return frames->list.items[i].size;
    return 0;
}

static void emit_prologue(IrFunc *f, LLVMBasicBlockRef first)
{
    IrModule *m = f->m;
    emit_stack_words(f);
    uint64_t frame_size = large_frame(f);
    LLVMBasicBlockRef poll = ir_block(f, "poll"), start = ir_block(f, "start");
    ir_branch_unlikely(f, ir_limit_reached(f, frame_size), poll, start);
    ir_at(f, poll);
    LLVMValueRef goes_on = IR_CALL0(f, task_poll);
    ir_branch(f, goes_on, start, f->silent_exit);
    ir_at(f, start);
    LLVMBuildBr(m->builder, first);
    f->prologue = start;
}

static void emit_exits(IrFunc *f)
{
    IrModule *m = f->m;
    f->traced_exit = ir_block(f, "fail");
    f->silent_exit = ir_block(f, "leave");
    ir_at(f, f->traced_exit);
    f->traced_position = LLVMBuildPhi(m->builder, m->ptr, "position");
    IR_CALL(f, traceback_add, f->traced_position);
    LLVMBuildBr(m->builder, f->silent_exit);
    ir_at(f, f->silent_exit);
    LLVMBuildRet(m->builder, ir_word(m, 0));
}

/* Bodies of modules and classes run once, outside loops; handlers seldom; cold functions never. */
bool ir_runs_rarely(const PirFunc *fn, const PirBlock *block)
{
    return block->is_cold || fn->cold || ((fn->is_module_body || fn->is_class_body) && block->loop_depth == 0);
}

static void emit_ins(IrFunc *f, PirIns *ins)
{
    f->runs_rarely = ir_runs_rarely(f->fn, ins->block);
    ir_debug_location(f, ins->pos);
    if (!(ir_word_op(f, ins) || ir_object_op(f, ins) || ir_call_op(f, ins) || ir_raw_op(f, ins) ||
          ir_control_op(f, ins) || ir_generator_op(f, ins) || ir_c_import_op(f, ins)))
        bug("irgen: %s: op %s cannot be compiled", f->statics->symbol, pir_ops[ins->op].name);
}

/* An exit that nothing reaches must not stay: its phi would have no entries. */
static void drop_unused_exits(IrFunc *f)
{
    if (LLVMCountIncoming(f->traced_position) == 0)
        LLVMDeleteBasicBlock(f->traced_exit);
    else {   /* cold blocks last */
        LLVMMoveBasicBlockAfter(f->traced_exit, LLVMGetLastBasicBlock(f->function));
        LLVMMoveBasicBlockAfter(f->silent_exit, f->traced_exit);
    }
}

static void emit_parameters(IrFunc *f)
{
    PirBlock *entry = f->fn->entry;
    for (uint32_t i = 0; i < entry->param_count; i++) {
        LLVMValueRef value = LLVMGetParam(f->function, 1 + i);
        LLVMAddIncoming(entry->params[i]->data, &value, &f->prologue, 1);
    }
    f->callee = f->statics->takes_callee ? LLVMGetLastParam(f->function) : NULL;
}

static void emit_function(IrModule *m, PirFunc *fn)
{
    IrFunc f = { .m = m, .fn = fn, .statics = &m->functions[fn->index], .arena = m->arena };
    f.function = f.statics->function;
    f.task = LLVMGetParam(f.function, 0);
    LLVMBasicBlockRef prologue = ir_block(&f, "entry");
    ir_debug_function(&f);
    ir_find_whole(&f);
    ir_debug_location(&f, (PirPos){ .line = fn->first_line });
    emit_exits(&f);
    f.flow = pir_flow(fn, m->arena);
    PirOrder order = f.flow->order;
    for (uint32_t b = 0; b < order.count; b++) {
        PirBlock *block = order.order[b];
        LLVMBasicBlockRef head = block->data = ir_block(&f, "b");
        ir_at(&f, head);
        for (uint32_t i = 0; i < block->param_count; i++)
            ir_set(block->params[i], LLVMBuildPhi(m->builder, rep_type(m, block->params[i]->rep), ""));
    }
    ir_at(&f, prologue);
    emit_prologue(&f, order.order[0]->data);
    emit_parameters(&f);
    for (uint32_t b = 0; b < order.count; b++) {
        ir_at(&f, order.order[b]->data);
        for (PirIns *ins = order.order[b]->first; ins; ins = ins->next)
            emit_ins(&f, ins);
    }
    drop_unused_exits(&f);
}

void ir_function_attributes(IrModule *m, LLVMValueRef function)
{
    ir_attribute(m, function, LLVMAttributeFunctionIndex, "nounwind");
    text_attribute(m, function, "frame-pointer", "all");
    text_attribute(m, function, "target-cpu", m->cpu);
    text_attribute(m, function, "target-features", m->features);
    text_attribute(m, function, "tune-cpu", "generic");     /* a cpu named for its features is tuned for an old one */
}

static void set_attributes(IrModule *m, LLVMValueRef function)
{
    ir_function_attributes(m, function);
    LLVMSetFunctionCallConv(function, LLVMSwiftCallConv);
    ir_attribute(m, function, 1, "swiftself");
    ir_attribute(m, function, LLVMAttributeFunctionIndex, "noinline");
    text_attribute(m, function, "disable-tail-calls", "true");
    text_attribute(m, function, "warn-stack-size", LARGE_FRAME);
}

static bool uses(const PirFunc *fn, PirOpcode op)
{
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->op == op)
                return true;
    return false;
}

bool irgen_has_hot(const PirModule *pir)
{
    for (size_t i = 0; i < pir->functions.count; i++)
        if (pir->functions.items[i]->hot)
            return true;
    return false;
}

static bool is_here(const IrModule *m, const PirFunc *fn)
{
    return m->options.part == IRGEN_ALL || fn->hot == (m->options.part == IRGEN_HOT_PART);
}

/* module.qualname, with a number behind it where that name is taken. */
static const char *function_symbol(IrModule *m, PirFunc *fn)
{
    const char *suffix = m->functions[fn->index].is_resume ? "$resume" : "";
    const char *symbol = arena_printf(m->arena, "%s.%s%s", m->pir->name->text, fn->qualname->text, suffix);
    if (LLVMGetNamedFunction(m->module, symbol))
        symbol = arena_printf(m->arena, "%s$%u", symbol, fn->index);
    return symbol;
}

LLVMTypeRef ir_function_type(IrModule *m, unsigned words)
{
    LLVMTypeRef small[17], *params = words < 17 ? small : malloc(sizeof *params * (words + 1));
    params[0] = m->ptr;
    for (unsigned i = 0; i < words; i++)
        params[1 + i] = m->i64;
    LLVMTypeRef type = LLVMFunctionType(m->i64, params, words + 1, 0);
    if (params != small)
        free(params);
    return type;
}

static void declare_function(IrModule *m, PirFunc *fn)
{
    IrStatic *s = &m->functions[fn->index];
    s->takes_callee = uses(fn, PIR_CALLEE);
    s->symbol = function_symbol(m, fn);
    s->type = ir_function_type(m, fn->entry->param_count + s->takes_callee);
    s->function = LLVMAddFunction(m->module, s->symbol, s->type);
    if (m->options.part == IRGEN_ALL)
        LLVMSetLinkage(s->function, LLVMInternalLinkage);
    else
        LLVMSetVisibility(s->function, LLVMHiddenVisibility);
    set_attributes(m, s->function);
    if (fn->cold)
        ir_attribute(m, s->function, LLVMAttributeFunctionIndex, "cold");
    if (is_here(m, fn))
        LLVMSetSection(s->function, "pytext");
}

static void declare_functions(IrModule *m)
{
    size_t count = m->pir->functions.count;
    m->functions = ARENA_ARRAY(m->arena, IrStatic, count);
    for (size_t i = 0; i < count; i++)
        m->functions[i].owner = m->pir->functions.items[i];
    for (size_t i = 0; i < count; i++) {
        PirFunc *resume = m->pir->functions.items[i]->resume;
        if (resume) {
            m->functions[resume->index].is_resume = true;
            m->functions[resume->index].owner = m->pir->functions.items[i];
        }
    }
    for (size_t i = 0; i < count; i++)
        declare_function(m, m->pir->functions.items[i]);
}

static void make_types(IrModule *m)
{
    m->i1 = LLVMInt1TypeInContext(m->context);
    m->i8 = LLVMInt8TypeInContext(m->context);
    m->i32 = LLVMInt32TypeInContext(m->context);
    m->i64 = LLVMInt64TypeInContext(m->context);
    m->f64 = LLVMDoubleTypeInContext(m->context);
    m->ptr = LLVMPointerTypeInContext(m->context, 0);
    m->none = LLVMVoidTypeInContext(m->context);
    m->kind_prof = LLVMGetMDKindIDInContext(m->context, "prof", 4);
    LLVMMetadataRef weights[] = {
        LLVMMDStringInContext2(m->context, "branch_weights", strlen("branch_weights")),
        LLVMValueAsMetadata(LLVMConstInt(m->i32, 1, 0)), LLVMValueAsMetadata(LLVMConstInt(m->i32, 2000, 0))
    };
    m->unlikely_first = LLVMMDNodeInContext2(m->context, weights, 3);
}

static void add_flag(IrModule *m, LLVMModuleFlagBehavior behaviour, const char *name, unsigned value)
{
    LLVMAddModuleFlag(m->module, behaviour, name, strlen(name), LLVMValueAsMetadata(LLVMConstInt(m->i32, value, 0)));
}

IrModule *irgen_module(PirModule *pir, const IrgenOptions *options)
{
    Arena *arena = arena_new();
    IrModule *m = ARENA_NEW(arena, IrModule);
    m->arena = arena;
    m->pir = pir;
    m->options = *options;
    m->context = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(m->context, ir_take_diagnostic, m);
    m->module = LLVMModuleCreateWithNameInContext(pir->name->text, m->context);
    m->builder = LLVMCreateBuilderInContext(m->context);
    make_types(m);
    ir_load_library(m);
    ir_make_machine(m);
    add_flag(m, LLVMModuleFlagBehaviorOverride, "PIC Level", 2);
    add_flag(m, LLVMModuleFlagBehaviorOverride, "PIE Level", 2);
    ir_debug_start(m);
    declare_functions(m);
    ir_declare_statics(m);
    ir_find_known(m);
    for (size_t i = 0; i < pir->functions.count; i++)
        if (is_here(m, pir->functions.items[i]))
            emit_function(m, pir->functions.items[i]);
    if (options->part != IRGEN_HOT_PART) {
        ir_emit_module_info(m);
        ir_emit_profile_records(m);
    }
    ir_emit_function_table(m);
    ir_debug_end(m);
    return m;
}

void irgen_free(IrModule *m)
{
    LLVMDisposeBuilder(m->builder);
    LLVMDisposeModule(m->module);
    LLVMDisposeTargetMachine(m->machine);
    LLVMContextDispose(m->context);
    arena_free(m->arena);
}
