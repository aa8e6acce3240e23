/* Static records that the runtime reads: CodeInfo, CallRecord, Position, ModuleInfo, global
   cells and caches, laid out as in runtime/abi/layout.h.

   When a module is cut into a warm and a hot object, what both need has hidden names built
   from the module's and function's (`app$cells`, `app.f$code`), and the warm one defines them. */
#include "irgen/irgen_internal.h"

#include <string.h>

_Static_assert(offsetof(CodeInfo, docstring) == 40 && offsetof(CodeInfo, argcount) == 48 && sizeof(CodeInfo) == 72,
               "code_type mirrors CodeInfo");
_Static_assert(offsetof(CallRecord, defaults) == 24 && offsetof(CallRecord, arity) == 40 && sizeof(CallRecord) == 48,
               "record_type mirrors CallRecord");
_Static_assert(sizeof(Position) == 24 && offsetof(Position, line) == 8, "ir_position mirrors Position");
_Static_assert(sizeof(ModuleInfo) == 64 && offsetof(ModuleInfo, cell_count) == 32 && offsetof(ModuleInfo, code) == 48,
               "module info mirrors ModuleInfo");

static bool defines_data(const IrModule *m) { return m->options.part != IRGEN_HOT_PART; }

/* A global that both objects of a module may name. */
static LLVMValueRef add_shared(IrModule *m, LLVMTypeRef type, const char *symbol)
{
    LLVMValueRef global = LLVMAddGlobal(m->module, type, symbol);
    if (m->options.part == IRGEN_ALL)
        LLVMSetLinkage(global, LLVMInternalLinkage);
    else
        LLVMSetVisibility(global, LLVMHiddenVisibility);
    return global;
}

static LLVMTypeRef code_type(IrModule *m)
{
    LLVMTypeRef fields[] = { m->ptr, m->i64, m->i64, m->i64, m->i64, m->i64, LLVMArrayType2(m->i32, 6) };
    return LLVMStructTypeInContext(m->context, fields, 7, 0);
}

static LLVMTypeRef record_type(IrModule *m)
{
    LLVMTypeRef fields[] = { m->ptr, m->ptr, m->ptr, m->i64, m->i64, m->i32, m->i32 };
    return LLVMStructTypeInContext(m->context, fields, 7, 0);
}

static LLVMValueRef int32(IrModule *m, int32_t value) { return LLVMConstInt(m->i32, (uint32_t)value, 0); }

static void fill_code(IrModule *m, LLVMValueRef global, const PirFunc *fn)
{
    LLVMValueRef numbers[] = {
        int32(m, fn->argcount), int32(m, fn->posonlyargcount), int32(m, fn->kwonlyargcount), int32(m, fn->flags),
        int32(m, fn->first_line), int32(m, fn->parameter_count)
    };
    LLVMValueRef fields[] = {
        m->info, ir_name(m, fn->name), ir_name(m, fn->qualname), ir_name_tuple(m, &fn->varnames),
        ir_name_tuple(m, &fn->freevars), fn->docstring ? ir_constant(m, fn->docstring) : ir_word(m, VALUE_NONE),
        LLVMConstArray2(m->i32, numbers, 6)
    };
    LLVMSetInitializer(global, LLVMConstStructInContext(m->context, fields, 7, 0));
    LLVMSetGlobalConstant(global, 1);
    LLVMSetAlignment(global, 16);
}

/* The CodeInfo of fn; of the generator function where fn is its resume function. */
LLVMValueRef ir_code(IrModule *m, PirFunc *fn)
{
    PirFunc *owner = m->functions[fn->index].owner;
    IrStatic *s = &m->functions[owner->index];
    if (!s->code) {
        s->code = add_shared(m, code_type(m), arena_printf(m->arena, "%s$code", s->symbol));
        if (defines_data(m))
            fill_code(m, s->code, owner);
    }
    return s->code;
}

/* Arity of the direct entry as callers may use it: only when every parameter is one word. */
static int32_t arity(const PirFunc *fn)
{
    bool needs_binding = fn->flags & (CODE_VARARGS | CODE_VARKEYWORDS) || fn->kwonlyargcount;
    return needs_binding ? -1 : (int32_t)fn->entry->param_count;
}

LLVMValueRef ir_record(IrModule *m, PirFunc *fn)
{
    IrStatic *s = &m->functions[fn->index];
    if (s->record)
        return s->record;
    s->record = add_shared(m, record_type(m), arena_printf(m->arena, "%s$record", s->symbol));
    if (defines_data(m)) {
        LLVMValueRef fields[] = {
            s->function, ir_extern_code(m, "function_general"), ir_code(m, fn), ir_word(m, 0), ir_word(m, 0),
            int32(m, arity(fn)), int32(m, RECORD_METHOD)
        };
        LLVMSetInitializer(s->record, LLVMConstStructInContext(m->context, fields, 7, 0));
        LLVMSetGlobalConstant(s->record, 1);
        LLVMSetAlignment(s->record, 16);
    }
    return s->record;
}

static bool same_position(PirPos a, PirPos b)
{
    return a.line == b.line && a.end_line == b.end_line && a.column == b.column && a.end_column == b.end_column;
}

/* Inlined functions record their own code; one record serves all ops at the same place. */
static LLVMValueRef position_fields(IrModule *m, LLVMValueRef distance, PirPos pos)
{
    LLVMValueRef numbers[] = { int32(m, pos.line), int32(m, pos.end_line), int32(m, pos.column), int32(m, pos.end_column) };
    LLVMValueRef fields[] = { distance, LLVMConstArray2(m->i32, numbers, 4) };
    return LLVMConstStructInContext(m->context, fields, 2, 0);
}

/* A method call has two: of the call, and of the look-up. */
LLVMValueRef ir_position(IrFunc *f, const PirIns *ins)
{
    IrModule *m = f->m;
    PirPos pos = ins->pos;
    int64_t lookup = ins->op == PIR_CALL_METHOD ? ins->integer : -1;
    PositionEntry **at = &f->positions[(uint32_t)(pos.line * 31 + pos.column) % POSITION_BUCKETS];
    for (; *at; at = &(*at)->next)
        if (same_position((*at)->pos, pos) && (*at)->lookup == lookup)
            return (*at)->value;
    uint32_t count = lookup >= 0 ? 2 : 1;
    LLVMTypeRef parts[] = { m->i64, LLVMArrayType2(m->i32, 4) }, one = LLVMStructTypeInContext(m->context, parts, 2, 0);
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMArrayType2(one, count), ""), records[2];
    LLVMValueRef here = LLVMConstPtrToInt(global, m->i64), code = LLVMConstPtrToInt(ir_code(m, f->fn), m->i64);
    LLVMValueRef distance = LLVMConstAdd(LLVMConstSub(code, here), ir_word(m, 1));
    records[0] = position_fields(m, distance, pos);
    if (count == 2)
        records[1] = position_fields(m, LLVMConstSub(distance, ir_word(m, sizeof(Position))), pir_lookup_pos(pos, lookup));
    LLVMSetInitializer(global, LLVMConstArray2(one, records, count));
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, 1);
    LLVMSetAlignment(global, 8);
    *at = ARENA_NEW(f->arena, PositionEntry);
    **at = (PositionEntry){ pos, lookup, global, NULL };
    return global;
}

LLVMValueRef ir_cell(IrModule *m, Name *name)
{
    LLVMValueRef index = ir_word(m, pir_global(m->pir, name));
    return LLVMConstInBoundsGEP2(m->i64, m->cells, &index, 1);
}

/* The next cache word of the function; the array is made with the first. */
LLVMValueRef ir_cache(IrFunc *f)
{
    IrModule *m = f->m;
    if (!f->caches) {
        LLVMTypeRef type = LLVMArrayType2(m->i64, f->cache_count);
        f->caches = LLVMAddGlobal(m->module, type, arena_printf(m->arena, "%s$caches", f->statics->symbol));
        LLVMSetInitializer(f->caches, LLVMConstNull(type));
        LLVMSetLinkage(f->caches, LLVMInternalLinkage);
        LLVMSetSection(f->caches, "pyllc_caches");
        LLVMSetAlignment(f->caches, 8);
    }
    if (f->next_cache >= f->cache_count)
        bug("irgen: %s: caches miscounted", f->statics->symbol);
    LLVMValueRef index = ir_word(m, f->next_cache++);
    return LLVMConstInBoundsGEP2(m->i64, f->caches, &index, 1);
}

/* Numbers every global before code refers to the cells, so that both objects agree. */
static size_t number_globals(PirModule *pir)
{
    for (size_t i = 0; i < pir->functions.count; i++)
        for (PirBlock *block = pir->functions.items[i]->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                if (ins->op == PIR_LOAD_GLOBAL || ins->op == PIR_STORE_GLOBAL || ins->op == PIR_DELETE_GLOBAL)
                    pir_global(pir, ins->name);
    return pir->globals.count;
}

static LLVMTypeRef info_type(IrModule *m)
{
    LLVMTypeRef fields[] = { m->i64, m->ptr, m->ptr, m->ptr, m->i64, m->i32, m->i32, m->ptr, m->i64 };
    return LLVMStructTypeInContext(m->context, fields, 9, 0);
}

void ir_declare_statics(IrModule *m)
{
    const char *name = m->pir->name->text;
    LLVMTypeRef cells = LLVMArrayType2(m->i64, number_globals(m->pir));
    m->info = add_shared(m, info_type(m), arena_printf(m->arena, "%s$module", name));
    m->cells = add_shared(m, cells, arena_printf(m->arena, "%s$cells", name));
    LLVMSetAlignment(m->cells, 8);
    LLVMTypeRef counters = LLVMArrayType2(m->i64, m->pir->counter_count);
    if (m->pir->counter_count)
        m->counters = add_shared(m, counters, arena_printf(m->arena, "%s$counters", name));
    if (!defines_data(m))
        return;
    LLVMSetInitializer(m->cells, LLVMConstNull(cells));
    LLVMSetSection(m->cells, "pyllc_roots");
    if (m->counters) {
        LLVMSetInitializer(m->counters, LLVMConstNull(counters));
        LLVMSetSection(m->counters, "pyllc_counters");
        LLVMSetAlignment(m->counters, 8);
    }
}

static LLVMValueRef cell_names(IrModule *m)
{
    size_t count = m->pir->globals.count;
    LLVMValueRef *names = ARENA_ARRAY(m->arena, LLVMValueRef, count);
    for (size_t i = 0; i < count; i++)
        names[i] = ir_name(m, m->pir->globals.items[i]);
    LLVMValueRef value = LLVMConstArray2(m->i64, names, count);
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(value), "");
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, 1);
    return global;
}

static void define_all(IrModule *m)
{
    for (size_t i = 0; m->options.part != IRGEN_ALL && i < m->pir->functions.count; i++) {
        PirFunc *fn = m->pir->functions.items[i];
        ir_code(m, fn);
        if (!m->functions[fn->index].is_resume)
            ir_record(m, fn);
    }
}

/* Where each function starts, and its CodeInfo, as distances from the entry itself, so that
   nothing is relocated at start: from a return address the runtime finds whose frame it is. */
void ir_emit_function_table(IrModule *m)
{
    LLVMTypeRef pair = LLVMArrayType2(m->i32, 2);
    size_t count = 0, total = m->pir->functions.count;
    LLVMValueRef *entries = ARENA_ARRAY(m->arena, LLVMValueRef, total);
    for (size_t i = 0; i < total; i++)
        count += LLVMGetFirstBasicBlock(m->functions[i].function) != NULL;
    if (!count)
        return;
    LLVMTypeRef type = LLVMArrayType2(pair, count);
    LLVMValueRef table = LLVMAddGlobal(m->module, type, "");
    count = 0;
    for (size_t i = 0; i < total; i++) {
        if (!LLVMGetFirstBasicBlock(m->functions[i].function))
            continue;
        LLVMValueRef index[] = { ir_word(m, 0), ir_word(m, count) }, parts[2];
        LLVMValueRef here = LLVMConstPtrToInt(LLVMConstInBoundsGEP2(type, table, index, 2), m->i64);
        LLVMValueRef targets[] = { m->functions[i].function, ir_code(m, m->pir->functions.items[i]) };
        for (int t = 0; t < 2; t++)
            parts[t] = LLVMConstTrunc(LLVMConstSub(LLVMConstPtrToInt(targets[t], m->i64), here), m->i32);
        entries[count++] = LLVMConstArray2(m->i32, parts, 2);
    }
    LLVMSetInitializer(table, LLVMConstArray2(pair, entries, count));
    LLVMSetLinkage(table, LLVMInternalLinkage);
    LLVMSetValueName2(table, "functions", strlen("functions"));
    LLVMSetSection(table, "pyllc_functions");
    LLVMSetGlobalConstant(table, 1);
    LLVMSetAlignment(table, 8);
    ir_keep(m, table);
}

/* Not dropped although nothing refers to it. */
void ir_keep(IrModule *m, LLVMValueRef global)
{
    LLVMValueRef before = LLVMGetNamedGlobal(m->module, "llvm.compiler.used");
    LLVMValueRef kept[8] = {global};
    unsigned count = before ? (unsigned)LLVMGetNumOperands(LLVMGetInitializer(before)) : 0;
    for (unsigned i = 0; i < count && i < 7; i++)
        kept[1 + i] = LLVMGetOperand(LLVMGetInitializer(before), i);
    if (before)
        LLVMDeleteGlobal(before);
    LLVMValueRef used = LLVMConstArray2(m->ptr, kept, count + 1);
    LLVMValueRef list = LLVMAddGlobal(m->module, LLVMTypeOf(used), "llvm.compiler.used");
    LLVMSetInitializer(list, used);
    LLVMSetLinkage(list, LLVMAppendingLinkage);
    LLVMSetSection(list, "llvm.metadata");
}

void ir_emit_module_info(IrModule *m)
{
    define_all(m);
    PirFunc *body = m->pir->functions.items[0];
    LLVMValueRef fields[] = {
        ir_name(m, m->pir->name), m->functions[body->index].function, m->cells, cell_names(m),
        ir_word(m, m->pir->globals.count), int32(m, m->pir->is_package), int32(m, 0), ir_code(m, body), ir_word(m, 0)
    };
    LLVMSetInitializer(m->info, LLVMConstStructInContext(m->context, fields, 9, 0));
    LLVMSetSection(m->info, "pyllc_roots");
    LLVMSetAlignment(m->info, 8);
    LLVMValueRef reference = LLVMAddGlobal(m->module, m->ptr, arena_printf(m->arena, "%s$reference", m->pir->name->text));
    LLVMSetInitializer(reference, m->info);
    LLVMSetVisibility(reference, LLVMHiddenVisibility);
    LLVMSetSection(reference, "pyllc_modules");
    LLVMSetAlignment(reference, 8);
}
