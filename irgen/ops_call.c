/* Calls. A positional call asks the callee for a direct entry of that arity and calls it with
   the arguments in registers, then the callee as one word more; anything else goes through
   the argument array to object_call or method_call.

   Where the callee is a module global that one top-level `def` sets, the test is that the
   loaded word is a function whose record still has that function's entry, and the call is a
   plain call of a known symbol. Missing arguments come from the tuple of defaults in that same
   record: a function whose defaults were assigned has a record that fails the test. */
#include "irgen/irgen_internal.h"

#include <string.h>
#include "frontend/ast/ast.h"
#include "runtime/abi/type_bits.h"

static LLVMValueRef keyword_names(IrFunc *f, const PirIns *ins)
{
    return ins->constant ? ir_constant(f->m, ins->constant) : ir_word(f->m, 0);
}

static uint32_t keyword_count(const PirIns *ins) { return ins->constant ? (uint32_t)ins->constant->item_count : 0; }

/* The array call. words[0] is args[-1]. */
static LLVMValueRef array_call(IrFunc *f, PirIns *ins, LLVMValueRef cache)
{
    uint32_t count = ins->arg_count - 1;
    LLVMValueRef words = ir_store_words(f, ins->args + 1, count, 1);
    LLVMValueRef positional = ir_word(f->m, count - keyword_count(ins)), names = keyword_names(f, ins);
    if (ins->op == PIR_CALL_METHOD)
        return IR_CALL(f, method_call, ir_arg(f, ins, 0), ir_name(f->m, ins->name), cache, words, positional, names);
    return IR_CALL(f, object_call, ir_arg(f, ins, 0), words, positional, names);
}

/* The value of either way, where they meet again. */
static LLVMValueRef meet(IrFunc *f, LLVMValueRef one, LLVMBasicBlockRef one_block, LLVMValueRef other,
                         LLVMBasicBlockRef other_block)
{
    LLVMValueRef phi = LLVMBuildPhi(f->m->builder, f->m->i64, "");
    LLVMAddIncoming(phi, &one, &one_block, 1);
    LLVMAddIncoming(phi, &other, &other_block, 1);
    return phi;
}

static LLVMValueRef load_word(IrFunc *f, LLVMValueRef base, uint64_t offset)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef index = ir_word(f->m, offset);
    LLVMValueRef load = LLVMBuildLoad2(b, f->m->i64, LLVMBuildInBoundsGEP2(b, f->m->i8, base, &index, 1, ""), "");
    LLVMSetOrdering(load, LLVMAtomicOrderingUnordered);
    LLVMSetAlignment(load, 8);
    return load;
}

/* Continues in `yes` where callee is a function object whose direct entry is `symbol`. Gives its
   record. */
static LLVMValueRef test_known(IrFunc *f, LLVMValueRef callee, LLVMValueRef symbol, LLVMBasicBlockRef yes,
                       LLVMBasicBlockRef no)
{
    LLVMBuilderRef b = f->m->builder;
    IrModule *m = f->m;
    LLVMBasicBlockRef shape_test = ir_block(f, "known.shape"), entry_test = ir_block(f, "known.entry");
    LLVMValueRef low = LLVMBuildAnd(b, callee, ir_word(m, 7), "");
    ir_branch_unlikely(f, LLVMBuildICmp(b, LLVMIntNE, low, ir_word(m, 0), ""), no, shape_test);
    ir_at(f, shape_test);
    LLVMValueRef object = LLVMBuildIntToPtr(b, callee, m->ptr, "");
    LLVMValueRef shape = LLVMBuildPtrToInt(b, ir_extern_data(m, "shape_function"), m->i64, "");
    LLVMValueRef other = LLVMBuildICmp(b, LLVMIntNE, load_word(f, object, 0), shape, "");
    ir_branch_unlikely(f, other, no, entry_test);
    ir_at(f, entry_test);
    LLVMValueRef record = LLVMBuildIntToPtr(b, load_word(f, object, offsetof(Callable, record)), m->ptr, "");
    LLVMValueRef direct = load_word(f, record, offsetof(CallRecord, direct));
    LLVMValueRef changed = LLVMBuildICmp(b, LLVMIntNE, direct, LLVMBuildPtrToInt(b, symbol, m->i64, ""), "");
    ir_branch_unlikely(f, changed, no, yes);
    return record;
}

/* The defaults of the last parameters, from the record's tuple. */
static uint32_t add_defaults(IrFunc *f, LLVMValueRef record, IrKnown known, LLVMValueRef *args, uint32_t given)
{
    uint32_t wanted = known.function->entry->param_count;
    if (given == wanted)
        return given;
    LLVMValueRef word = load_word(f, record, offsetof(CallRecord, defaults));
    LLVMValueRef defaults = LLVMBuildIntToPtr(f->m->builder, word, f->m->ptr, "defaults");
    for (uint32_t i = given; i < wanted; i++) {
        uint32_t item = i - (wanted - known.defaults);
        args[i] = load_word(f, defaults, offsetof(PyTuple, items) + item * sizeof(Slot));
    }
    return wanted;
}

static LLVMValueRef *argument_words(IrFunc *f, PirIns *ins, uint32_t first, uint32_t extra)
{
    LLVMValueRef *args = ARENA_ARRAY(f->arena, LLVMValueRef, ins->arg_count + extra);
    for (uint32_t i = first; i < ins->arg_count; i++)
        args[i - first] = ir_arg(f, ins, i);
    return args;
}

static LLVMValueRef call_known(IrFunc *f, PirIns *ins, IrKnown known)
{
    LLVMBuilderRef b = f->m->builder;
    const IrStatic *target = &f->m->functions[known.function->index];
    LLVMBasicBlockRef fast = ir_block(f, "call.known"), slow = ir_block(f, "call.other"), done = ir_block(f, "called");
    LLVMValueRef callee = ir_arg(f, ins, 0), *args = argument_words(f, ins, 1, 1 + known.defaults);
    LLVMValueRef record = test_known(f, callee, target->function, fast, slow);
    ir_at(f, fast);
    uint32_t count = add_defaults(f, record, known, args, ins->arg_count - 1);
    if (target->takes_callee)
        args[count++] = callee;
    LLVMValueRef one = ir_call_direct(f, target->function, args, count);
    LLVMBuildBr(b, done);
    ir_at(f, slow);
    LLVMValueRef other = array_call(f, ins, NULL);
    LLVMBuildBr(b, done);
    ir_at(f, done);
    return meet(f, one, fast, other, slow);
}

/* Through the pointer `direct`, unless it is NULL. self_words: 1 when the first operand is
   passed as self. */
static LLVMValueRef call_found(IrFunc *f, PirIns *ins, LLVMValueRef direct, bool passes_self, LLVMValueRef cache)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMBasicBlockRef fast = ir_block(f, "call.direct"), slow = ir_block(f, "call.array"), done = ir_block(f, "called");
    uint32_t first = passes_self ? 0 : 1, count = ins->arg_count - first;
    LLVMValueRef *args = argument_words(f, ins, first, CALL_WORDS);
    ir_branch(f, LLVMBuildIsNull(b, direct, ""), slow, fast);
    ir_at(f, fast);
    uint32_t more = (uint32_t)call_words_after(count);
    for (uint32_t i = 0; i < more; i++) {
        LLVMValueRef index = ir_word(f->m, i);
        args[count + i] = LLVMBuildLoad2(b, f->m->i64, LLVMBuildInBoundsGEP2(b, f->m->i64, f->call_words, &index, 1, ""), "");
    }
    LLVMValueRef one = ir_call_direct(f, direct, args, count + more);
    LLVMBuildBr(b, done);
    ir_at(f, slow);
    LLVMValueRef other = array_call(f, ins, cache);
    LLVMBuildBr(b, done);
    ir_at(f, done);
    return meet(f, one, fast, other, slow);
}

/* ---- calls that do the callee's work here ------------------------------------------------------ */

/* The builtins that are done in place, where the callee turns out to be that one. */
typedef struct Builtin { const char *name, *direct, *general; uint32_t least, most; int64_t op; } Builtin;
static const Builtin builtins[] = {
    { "len", "builtin_len", NULL, 1, 1, 0 },
    { "min", NULL, "builtin_min_call", 2, 3, CMP_LT },
    { "max", NULL, "builtin_max_call", 2, 3, CMP_GT },
};

static const Builtin *builtin_of(const IrFunc *f, const PirIns *ins)
{
    uint32_t given = ins->arg_count - 1;
    if (f->runs_rarely || ins->constant || ins->args[0]->op != PIR_LOAD_GLOBAL)
        return NULL;
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (strcmp(builtins[i].name, ins->args[0]->name->text) == 0)
            return given >= builtins[i].least && given <= builtins[i].most ? &builtins[i] : NULL;
    return NULL;
}

static LLVMValueRef symbol_or_null(IrModule *m, const char *symbol)
{
    return symbol ? ir_extern_data(m, symbol) : LLVMConstNull(m->ptr);
}

static LLVMValueRef done_here(IrFunc *f, PirIns *ins, const Builtin *builtin)
{
    LLVMValueRef result = ir_arg(f, ins, 1);
    if (builtin->direct)
        return IR_CALL(f, fast_length, result);
    for (uint32_t i = 2; i < ins->arg_count; i++)
        result = IR_CALL(f, fast_extreme, result, ir_arg(f, ins, i), ir_word(f->m, (uint64_t)builtin->op));
    return result;
}

static bool call_builtin(IrFunc *f, PirIns *ins, const Builtin *builtin)
{
    IrModule *m = f->m;
    LLVMBasicBlockRef here = ir_block(f, "builtin"), slow = ir_block(f, "call.other"), done = ir_block(f, "called");
    LLVMValueRef is_it = IR_CALL(f, fast_is_builtin, ir_arg(f, ins, 0), symbol_or_null(m, builtin->direct),
                                 symbol_or_null(m, builtin->general));
    ir_branch_unlikely(f, LLVMBuildNot(m->builder, is_it, ""), slow, here);
    ir_at(f, here);
    LLVMValueRef one = done_here(f, ins, builtin);
    LLVMBuildBr(m->builder, done);
    ir_at(f, slow);
    LLVMValueRef other = array_call(f, ins, NULL);
    LLVMBuildBr(m->builder, done);
    ir_at(f, done);
    ir_finish_entry(f, ins, ENTRY_object_call, meet(f, one, here, other, slow));
    return true;
}

/* x.append(y), where x turns out to be exactly a list: its methods never change. */
static bool is_append(const IrFunc *f, const PirIns *ins)
{
    return !f->runs_rarely && !ins->constant && ins->arg_count == 2 && strcmp(ins->name->text, "append") == 0;
}

static LLVMValueRef call_append(IrFunc *f, PirIns *ins, LLVMValueRef cache)
{
    IrModule *m = f->m;
    LLVMBasicBlockRef list = ir_block(f, "append"), other = ir_block(f, "call.other"), done = ir_block(f, "appended");
    LLVMValueRef is_list = IR_CALL(f, fast_is_type, ir_arg(f, ins, 0), ir_word(m, TYPE_LIST));
    ir_branch(f, is_list, list, other);
    ir_at(f, list);
    LLVMValueRef good = IR_CALL(f, fast_list_append, ir_arg(f, ins, 0), ir_arg(f, ins, 1));
    LLVMValueRef one = LLVMBuildSelect(m->builder, good, ir_word(m, VALUE_NONE), ir_word(m, 0), "");
    LLVMBuildBr(m->builder, done);
    ir_at(f, other);
    LLVMValueRef direct = IR_CALL(f, fast_method_direct, ir_arg(f, ins, 0), ir_name(m, ins->name), cache, ir_word(m, 1),
                                  f->call_words);
    LLVMValueRef two = call_found(f, ins, direct, true, cache);
    LLVMBasicBlockRef other_end = LLVMGetInsertBlock(m->builder);
    LLVMBuildBr(m->builder, done);
    ir_at(f, done);
    return meet(f, one, list, two, other_end);
}

static bool call(IrFunc *f, PirIns *ins)
{
    LLVMValueRef result;
    const Builtin *builtin = builtin_of(f, ins);
    if (builtin)
        return call_builtin(f, ins, builtin);
    IrKnown known = ir_known_callee(f, ins);
    uint32_t count = ins->arg_count - 1;
    if (known.function) {
        result = call_known(f, ins, known);
    } else if (ins->constant || f->runs_rarely) {
        result = array_call(f, ins, NULL);
    } else {
        LLVMValueRef direct = IR_CALL(f, fast_call_direct, ir_arg(f, ins, 0), ir_word(f->m, count), f->call_words);
        result = call_found(f, ins, direct, false, NULL);
    }
    ir_finish_entry(f, ins, ENTRY_object_call, result);
    return true;
}

static bool call_method(IrFunc *f, PirIns *ins)
{
    LLVMValueRef result, cache = ir_cache(f);
    if (is_append(f, ins)) {
        result = call_append(f, ins, cache);
    } else if (ins->constant || f->runs_rarely) {
        result = array_call(f, ins, cache);
    } else {
        LLVMValueRef direct = IR_CALL(f, fast_method_direct, ir_arg(f, ins, 0), ir_name(f->m, ins->name), cache,
                                      ir_word(f->m, ins->arg_count - 1), f->call_words);
        result = call_found(f, ins, direct, true, cache);
    }
    ir_finish_entry(f, ins, ENTRY_method_call, result);
    return true;
}

bool ir_call_op(IrFunc *f, PirIns *ins)
{
    switch (ins->op) {
    case PIR_CALL:        return call(f, ins);
    case PIR_CALL_METHOD: return call_method(f, ins);
    case PIR_CALL_SPREAD:
        ir_finish_entry(f, ins, ENTRY_call_spread,
                        IR_CALL(f, call_spread, ir_arg(f, ins, 0), ir_arg(f, ins, 1), ir_arg(f, ins, 2)));
        return true;
    default: return false;
    }
}
