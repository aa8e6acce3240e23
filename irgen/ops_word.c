/* Ops on words that are one call of a runtime entry each: operators, names, cells, attributes
   and items. What the entries do fast is inlined from the library's bitcode. */
#include "irgen/irgen_internal.h"

#include <string.h>

/* Calls the entry with words taken from ins, then the given extra arguments. */
static bool entry_op(IrFunc *f, PirIns *ins, int entry, LLVMValueRef *extra, unsigned extra_count)
{
    LLVMValueRef args[ENTRY_MAX_ARGS];
    unsigned count = 0;
    for (uint32_t i = 0; i < ins->arg_count; i++)
        args[count++] = ir_arg(f, ins, i);
    for (unsigned i = 0; i < extra_count; i++)
        args[count++] = extra[i];
    ir_finish_entry(f, ins, entry, ir_call_entry(f, entry, args, count));
    return true;
}
#define ENTRY_OP(name, ...) \
    entry_op(f, ins, ENTRY_##name, (LLVMValueRef[]){ NULL, ##__VA_ARGS__ } + 1, \
             sizeof((LLVMValueRef[]){ NULL, ##__VA_ARGS__ }) / sizeof(LLVMValueRef) - 1)

static bool check_bound(IrFunc *f, PirIns *ins)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef word = ir_arg(f, ins, 0);
    LLVMBasicBlockRef unbound = ir_block(f, "unbound");
    bool goes_to_target = ins->target_count > 1;
    LLVMBasicBlockRef bound;
    ir_set(ins, word);
    LLVMValueRef is_unbound = LLVMBuildICmp(b, LLVMIntEQ, word, ir_word(f->m, VALUE_UNBOUND), "");
    bound = goes_to_target ? ir_edge(f, &ins->targets[0]) : ir_block(f, "bound");
    ir_branch_unlikely(f, is_unbound, unbound, bound);
    ir_at(f, unbound);
    IR_CALL(f, raise_unbound, ir_name(f->m, ins->name));
    ir_fail(f, ins);
    if (!goes_to_target)
        ir_at(f, bound);
    return true;
}

static bool is_stored(const PirModule *pir, const Name *name)
{
    for (size_t i = 0; i < pir->functions.count; i++)
        for (const PirBlock *block = pir->functions.items[i]->entry; block; block = block->next)
            for (const PirIns *ins = block->first; ins; ins = ins->next)
                if (ins->op == PIR_STORE_GLOBAL && ins->name == name)
                    return true;
    return false;
}

/* The cell pyb_NAME of the builtins module; NULL for names that it does not have. */
static LLVMValueRef builtin_cell(IrModule *m, const Name *name)
{
    static const char *const names[] = {
#define BUILTIN(id) #id,
#if __has_include("runtime/builtins/builtins.def")
#include "runtime/builtins/builtins.def"
#endif
#undef BUILTIN
        NULL
    };
    for (const char *const *known = names; *known; known++)
        if (strcmp(*known, name->text) == 0)
            return ir_extern_data(m, arena_printf(m->arena, "pyb_%s", name->text));
    return LLVMConstNull(m->ptr);
}

static void refer_to(IrModule *m, const char *symbol)
{
    LLVMValueRef reference = LLVMAddGlobal(m->module, m->ptr, "needed");
    LLVMSetInitializer(reference, ir_extern_data(m, symbol));
    LLVMSetLinkage(reference, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(reference, 1);
    LLVMSetSection(reference, ".data.rel.ro.pyllc_needs");
    ir_keep(m, reference);
}

/* A module that names exec, eval or compile, and no such global of its own, has the linker take
   the interpreter: by a reference to it from a section that it then drops. */
static void need_interpreter(IrModule *m, const Name *name)
{
    static const char *const names[] = { "exec", "eval", "compile" };
    for (int i = 0; i < 3 && !m->needs_interpreter; i++)
        if (strcmp(names[i], name->text) == 0 && !is_stored(m->pir, name)) {
            refer_to(m, "dynamic_code_anchor");
            m->needs_interpreter = true;
        }
}

static bool load_global(IrFunc *f, PirIns *ins)
{
    need_interpreter(f->m, ins->name);
    LLVMValueRef cell = ir_cell(f->m, ins->name), name = ir_name(f->m, ins->name);
    return ENTRY_OP(fast_load_global, cell, builtin_cell(f->m, ins->name), name);
}

static bool store_global(IrFunc *f, PirIns *ins)
{
    IR_CALL(f, fast_store_global, ir_cell(f->m, ins->name), ir_arg(f, ins, 0), ir_name(f->m, ins->name), f->m->info);
    return true;
}

/* A frozenset is made when first needed, since hashes are not known at build time. */
static bool constant(IrFunc *f, PirIns *ins)
{
    IrModule *m = f->m;
    if (ins->constant->kind != CONST_FROZENSET) {
        ir_set(ins, ir_constant(m, ins->constant));
        return true;
    }
    LLVMValueRef cell = LLVMAddGlobal(m->module, m->i64, arena_printf(m->arena, "%s$frozenset", f->statics->symbol));
    LLVMSetInitializer(cell, ir_word(m, 0));
    LLVMSetLinkage(cell, LLVMInternalLinkage);
    LLVMSetSection(cell, "pyllc_roots");
    LLVMSetAlignment(cell, 8);
    return ENTRY_OP(frozenset_constant, cell, ir_tuple(m, ins->constant));
}

static LLVMValueRef integer(IrFunc *f, const PirIns *ins) { return ir_word(f->m, (uint64_t)ins->integer); }

static bool store_attribute(IrFunc *f, PirIns *ins)
{
    LLVMValueRef done = IR_CALL(f, fast_store_attr, ir_arg(f, ins, 0), ir_name(f->m, ins->name), ir_arg(f, ins, 1),
                                ir_cache(f));
    ir_finish_entry(f, ins, ENTRY_fast_store_attr, done);
    return true;
}

static bool store_name(IrFunc *f, PirIns *ins)
{
    LLVMValueRef done = IR_CALL(f, name_store, ir_arg(f, ins, 0), ir_name(f->m, ins->name), ir_arg(f, ins, 1));
    ir_finish_entry(f, ins, ENTRY_name_store, done);
    return true;
}

/* Common and other operands part ways before the result, and meet behind the test of the other
   way's result for failure. */
typedef struct Ways { LLVMBasicBlockRef common, other, done; LLVMValueRef one; } Ways;

static Ways part_ways(IrFunc *f, LLVMValueRef is_common)
{
    Ways ways = { ir_block(f, "common"), ir_block(f, "other"), ir_block(f, "done"), NULL };
    LLVMValueRef is_other = LLVMBuildNot(f->m->builder, is_common, "");
    ir_branch_unlikely(f, is_other, ways.other, ways.common);
    ir_at(f, ways.common);
    return ways;
}

static void go_other_way(IrFunc *f, Ways *ways, LLVMValueRef one)
{
    ways->one = one;
    LLVMBuildBr(f->m->builder, ways->done);
    ir_at(f, ways->other);
}

static bool meet_again(IrFunc *f, PirIns *ins, Ways *ways, int entry, LLVMValueRef two)
{
    LLVMBuilderRef b = f->m->builder;
    ir_finish(f, ins, ir_is_failure(f, entry, two));
    if (entry_infos[entry].result == ENTRY_KIND_TRI)
        two = LLVMBuildICmp(b, LLVMIntNE, two, LLVMConstNull(LLVMTypeOf(two)), "");
    LLVMBasicBlockRef from = LLVMGetInsertBlock(b);
    LLVMBuildBr(b, ways->done);
    ir_at(f, ways->done);
    LLVMValueRef result = LLVMBuildPhi(b, LLVMTypeOf(two), "");
    LLVMAddIncoming(result, &ways->one, &ways->common, 1);
    LLVMAddIncoming(result, &two, &from, 1);
    ir_set(ins, result);
    return true;
}

static bool compare_truth(IrFunc *f, PirIns *ins)
{
    LLVMValueRef x = ir_arg(f, ins, 0), y = ir_arg(f, ins, 1);
    if (f->runs_rarely || ins->target_count > 1)
        return ENTRY_OP(fast_compare_truth, integer(f, ins));
    Ways ways = part_ways(f, IR_CALL(f, fast_both_small, x, y));
    go_other_way(f, &ways, IR_CALL(f, fast_compare_small, x, y, integer(f, ins)));
    return meet_again(f, ins, &ways, ENTRY_fast_compare_rest, IR_CALL(f, fast_compare_rest, x, y, integer(f, ins)));
}

static bool binary(IrFunc *f, PirIns *ins)
{
    LLVMValueRef x = ir_arg(f, ins, 0), y = ir_arg(f, ins, 1);
    bool is_inplace = ins->op == PIR_INPLACE;
    if (f->runs_rarely || ins->target_count > 1)
        return is_inplace ? ENTRY_OP(fast_inplace, integer(f, ins)) : ENTRY_OP(fast_binary, integer(f, ins));
    Ways ways = part_ways(f, IR_CALL(f, fast_both_small, x, y));
    LLVMValueRef done = IR_CALL(f, fast_binary_small, x, y, integer(f, ins), f->number_out);
    LLVMBasicBlockRef small = ir_block(f, "small");
    ir_branch_unlikely(f, LLVMBuildNot(f->m->builder, done, ""), ways.other, small);
    ir_at(f, ways.common = small);
    go_other_way(f, &ways, LLVMBuildLoad2(f->m->builder, f->m->i64, f->number_out, ""));
    if (is_inplace)
        return meet_again(f, ins, &ways, ENTRY_fast_inplace_rest, IR_CALL(f, fast_inplace_rest, x, y, integer(f, ins)));
    return meet_again(f, ins, &ways, ENTRY_fast_binary_rest, IR_CALL(f, fast_binary_rest, x, y, integer(f, ins)));
}

/* An index that is a boxed integer is taken as that integer. */
static bool get_item(IrFunc *f, PirIns *ins)
{
    if (ins->args[1]->op != PIR_BOX_I64)
        return ENTRY_OP(fast_get_item);
    LLVMValueRef item = IR_CALL(f, fast_get_item_at, ir_arg(f, ins, 0), ir_arg(f, ins->args[1], 0));
    ir_finish_entry(f, ins, ENTRY_fast_get_item_at, item);
    return true;
}

static bool set_item(IrFunc *f, PirIns *ins)
{
    if (ins->args[1]->op != PIR_BOX_I64)
        return ENTRY_OP(fast_set_item);
    LLVMValueRef done = IR_CALL(f, fast_set_item_at, ir_arg(f, ins, 0), ir_arg(f, ins->args[1], 0), ir_arg(f, ins, 2));
    ir_finish_entry(f, ins, ENTRY_fast_set_item_at, done);
    return true;
}

LLVMValueRef ir_next_word(IrFunc *f, const PirIns *value)
{
    LLVMValueRef next = ir_value(f, value);
    return f->comes_in_parts[value->id] ? LLVMBuildExtractValue(f->m->builder, next, 0, "") : next;
}

static LLVMValueRef load_items(IrFunc *f, LLVMValueRef base, unsigned count, LLVMValueRef items, unsigned first)
{
    LLVMBuilderRef b = f->m->builder;
    for (unsigned i = 0; i < count; i++) {
        LLVMValueRef index = ir_word(f->m, i);
        LLVMValueRef item = LLVMBuildLoad2(b, f->m->i64, LLVMBuildInBoundsGEP2(b, f->m->i64, base, &index, 1, ""), "");
        LLVMSetOrdering(item, LLVMAtomicOrderingUnordered);
        LLVMSetAlignment(item, 8);
        items = LLVMBuildInsertValue(b, items, item, first + i, "");
    }
    return items;
}

static LLVMValueRef no_items(IrFunc *f, unsigned count) { return LLVMGetUndef(LLVMArrayType2(f->m->i64, count)); }

static bool next(IrFunc *f, PirIns *ins)
{
    if (!f->comes_in_parts[ins->id])
        return ENTRY_OP(fast_next);
    LLVMValueRef word = IR_CALL(f, fast_next_pair, ir_arg(f, ins, 0), f->words);
    ir_finish_entry(f, ins, ENTRY_fast_next_pair, word);
    LLVMValueRef parts = LLVMBuildInsertValue(f->m->builder, no_items(f, 3), word, 0, "");
    ir_set(ins, load_items(f, f->words, 2, parts, 1));
    return true;
}

/* The items are loaded at once where the tuple itself is not wanted: its value here is an array
   of the loaded words, as an LLVM aggregate. */
static LLVMValueRef unpacked(IrFunc *f, PirIns *ins, LLVMValueRef word)
{
    LLVMValueRef base = IR_CALL(f, fast_unpack_items, word, integer(f, ins));
    ir_finish_entry(f, ins, ENTRY_fast_unpack_items, base);
    return load_items(f, base, (unsigned)ins->integer, no_items(f, (unsigned)ins->integer), 0);
}

static LLVMValueRef unpacked_pair(IrFunc *f, PirIns *ins, LLVMValueRef parts)
{
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef word = LLVMBuildExtractValue(b, parts, 0, "");
    LLVMValueRef is_pair = LLVMBuildICmp(b, LLVMIntEQ, word, ir_word(f->m, VALUE_UNBOUND), "");
    LLVMBasicBlockRef pair = ir_block(f, "pair"), other = ir_block(f, "other"), both = ir_block(f, "unpacked");
    ir_branch(f, is_pair, pair, other);
    ir_at(f, other);
    LLVMValueRef from_other = unpacked(f, ins, word);
    LLVMBasicBlockRef other_end = LLVMGetInsertBlock(b);
    LLVMBuildBr(b, both);
    ir_at(f, pair);
    LLVMValueRef from_pair = no_items(f, 2);
    for (unsigned i = 0; i < 2; i++)
        from_pair = LLVMBuildInsertValue(b, from_pair, LLVMBuildExtractValue(b, parts, 1 + i, ""), i, "");
    LLVMBuildBr(b, both);
    ir_at(f, both);
    LLVMValueRef phi = LLVMBuildPhi(b, LLVMTypeOf(from_pair), "");
    LLVMAddIncoming(phi, &from_other, &other_end, 1);
    LLVMAddIncoming(phi, &from_pair, &pair, 1);
    return phi;
}

static bool unpack(IrFunc *f, PirIns *ins)
{
    if (ir_is_whole(f, ins))
        return ENTRY_OP(fast_unpack, integer(f, ins));
    LLVMValueRef word = ir_arg(f, ins, 0);
    ir_set(ins, f->comes_in_parts[ins->args[0]->id] ? unpacked_pair(f, ins, word) : unpacked(f, ins, word));
    return true;
}

static bool tuple_item(IrFunc *f, PirIns *ins)
{
    LLVMValueRef tuple = ir_arg(f, ins, 0);
    if (LLVMGetTypeKind(LLVMTypeOf(tuple)) != LLVMArrayTypeKind)
        return ENTRY_OP(fast_tuple_item, integer(f, ins));
    ir_set(ins, LLVMBuildExtractValue(f->m->builder, tuple, (unsigned)ins->integer, ""));
    return true;
}

static bool operator_op(IrFunc *f, PirIns *ins)
{
    switch (ins->op) {
    case PIR_BINARY: case PIR_INPLACE: return binary(f, ins);
    case PIR_UNARY:         return ENTRY_OP(fast_unary, integer(f, ins));
    case PIR_COMPARE:       return ENTRY_OP(fast_compare, integer(f, ins));
    case PIR_COMPARE_TRUTH: return compare_truth(f, ins);
    case PIR_CONTAINS:      return ENTRY_OP(fast_contains);
    case PIR_TRUTH:         return ENTRY_OP(fast_truth);
    default:                return false;
    }
}

static bool name_op(IrFunc *f, PirIns *ins)
{
    IrModule *m = f->m;
    switch (ins->op) {
    case PIR_CHECK_BOUND:   return check_bound(f, ins);
    case PIR_LOAD_GLOBAL:   return load_global(f, ins);
    case PIR_STORE_GLOBAL:  return store_global(f, ins);
    case PIR_DELETE_GLOBAL: return ENTRY_OP(global_delete, ir_cell(m, ins->name), ir_name(m, ins->name), m->info);
    case PIR_LOAD_NAME:     return ENTRY_OP(name_load, ir_name(m, ins->name), m->info);
    case PIR_STORE_NAME:    return store_name(f, ins);
    case PIR_DELETE_NAME:   return ENTRY_OP(name_delete, ir_name(m, ins->name));
    case PIR_NEW_CELL:      return ENTRY_OP(fast_new_cell);
    case PIR_LOAD_CELL:     return ENTRY_OP(fast_load_cell, ir_name(m, ins->name), integer(f, ins));
    case PIR_STORE_CELL:    return ENTRY_OP(fast_store_cell);
    case PIR_FREE_VAR:      return ENTRY_OP(fast_free_var, integer(f, ins));
    case PIR_CALLEE:        ir_set(ins, f->callee); return true;
    case PIR_CONST:         return constant(f, ins);
    case PIR_UNBOUND:       ir_set(ins, ir_word(m, VALUE_UNBOUND)); return true;
    default:                return false;
    }
}

static bool attribute_op(IrFunc *f, PirIns *ins)
{
    IrModule *m = f->m;
    switch (ins->op) {
    case PIR_LOAD_ATTR:   return ENTRY_OP(fast_load_attr, ir_name(m, ins->name), ir_cache(f));
    case PIR_STORE_ATTR:  return store_attribute(f, ins);
    case PIR_DELETE_ATTR: return ENTRY_OP(attr_delete, ir_name(m, ins->name));
    case PIR_GET_ITEM:    return get_item(f, ins);
    case PIR_SET_ITEM:    return set_item(f, ins);
    case PIR_DELETE_ITEM: return ENTRY_OP(item_delete);
    case PIR_ITER:        return ENTRY_OP(object_iter);
    case PIR_NEXT:        return next(f, ins);
    case PIR_UNPACK:      return unpack(f, ins);
    case PIR_UNPACK_STAR: return ENTRY_OP(unpack_star, ir_word(m, (uint64_t)ins->integer & 0xffff),
                                          ir_word(m, (uint64_t)ins->integer >> 16));
    case PIR_TUPLE_ITEM:  return tuple_item(f, ins);
    default:              return false;
    }
}

bool ir_word_op(IrFunc *f, PirIns *ins)
{
    return operator_op(f, ins) || name_op(f, ins) || attribute_op(f, ins);
}

bool ir_needs_cache(const PirIns *ins)
{
    return ins->op == PIR_LOAD_ATTR || ins->op == PIR_STORE_ATTR || ins->op == PIR_CALL_METHOD;
}
