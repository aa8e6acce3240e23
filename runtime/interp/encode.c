/* PIR to the interpreter's stream (stream.h). Blocks follow in layout order; an edge with
   arguments becomes moves, ordered so that none overwrites what a later one reads; edges to
   handlers and conditional edges that need moves get stubs behind the function's last block. */
#include "runtime/interp/stream.h"
#include "runtime/interp/tree.h"

#include "frontend/base/diag.h"
#include "ffi/import/decl.h"
#include "frontend/pir/entries.h"
#include "runtime/abi/entries.h"
#include "runtime/builtins/builtins.h"
#include "runtime/object/class.h"
#include "runtime/object/module.h"
#include "runtime/types/complex.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

typedef struct Fixup { int32_t word; bool second; PirTarget *target; } Fixup;
typedef struct Stub { int32_t word; bool second; int32_t failure; PirTarget *target; } Stub;

typedef struct Encoder {
    struct Task *task;
    Arena *arena;
    InterpModule *module;
    PirModule *pir;
    PirFunc *fn;
    VEC(Word) words;
    VEC(FailurePoint) failures;
    VEC(Fixup) fixups;               /* jumps whose block has no address yet */
    VEC(Stub) stubs;
    int32_t *block_pc;               /* by block id */
    VEC(int32_t) caches;             /* words that will point to a cache word */
    int32_t temporary;               /* register for breaking cycles of moves */
    int32_t scratch;                 /* most operands gathered by one instruction */
    bool failed;                     /* memory was refused: exception set */
} Encoder;

static uint16_t reg(const PirIns *value) { return (uint16_t)(intptr_t)value->data; }

static void emit(Encoder *e, Word word) { VEC_PUSH(e->arena, e->words, word); }
static void emit_integer(Encoder *e, int64_t i) { emit(e, (Word){.integer = i}); }
static void emit_pointer(Encoder *e, void *p) { emit(e, (Word){.pointer = p}); }

/* Also kept alive by the module: the stream is not scanned before it is finished. */
static void emit_value(Encoder *e, Value v)
{
    if (v == 0 || !list_append(e->task, e->module->constants, v))
        e->failed = e->failed || v == 0 || e->task->exception != 0;
    emit(e, (Word){.value = v});
}

static void emit_ins(Encoder *e, unsigned op, unsigned dst, unsigned a, unsigned b)
{
    emit(e, (Word){.ins = {(uint16_t)op, (uint16_t)dst, (uint16_t)a, (uint16_t)b}});
}

/* ---- constants ---------------------------------------------------------------------------- */

static Value name_value(struct Task *task, const Name *name)
{
    Value s = str_from_utf8(task, name->text, name->length);
    return s ? str_intern(task, s) : 0;
}



static Value constant_items(struct Task *task, const Const *c)
{
    Value tuple = tuple_new(task, (int64_t)c->item_count);
    for (size_t i = 0; tuple && i < c->item_count; i++) {
        Value item = constant_to_value(task, c->items[i]);
        if (!item)
            return 0;
        gc_init(&((PyTuple *)tuple)->items[i], item);
    }
    if (!tuple || c->kind == CONST_TUPLE)
        return tuple;
    return call_one(task, value_from_object(&type_frozenset), tuple);
}

Value constant_to_value(struct Task *task, const Const *c)
{
    switch (c->kind) {
    case CONST_NONE: return VALUE_NONE;
    case CONST_FALSE: return VALUE_FALSE;
    case CONST_TRUE: return VALUE_TRUE;
    case CONST_ELLIPSIS: return VALUE_ELLIPSIS;
    case CONST_INT:
        if (c->fits_i64)
            return int_from_i64(task, c->integer);
        return int_from_text(task, c->text, (int64_t)c->length, 10, VALUE_NONE);
    case CONST_FLOAT: return float_from_double(task, c->real);
    case CONST_COMPLEX: return complex_from_doubles(task, c->real, c->imaginary);
    case CONST_STR: {
        Value s = str_from_utf8(task, c->text, (int64_t)c->length);
        return s ? str_intern(task, s) : 0;
    }
    case CONST_BYTES: return bytes_from_data(task, c->text, (int64_t)c->length);
    case CONST_TUPLE:
    case CONST_FROZENSET: return constant_items(task, c);
    }
    bug("constant of kind %d", c->kind);
}

/* ---- edges -------------------------------------------------------------------------------- */

typedef struct Move { uint16_t from, to; bool done; } Move;

static bool is_read_later(const Move *moves, uint32_t n, uint32_t self)
{
    for (uint32_t i = 0; i < n; i++)
        if (i != self && !moves[i].done && moves[i].from == moves[self].to)
            return true;
    return false;
}

/* The parallel move of an edge's arguments into the block's parameters. */
static void emit_moves(Encoder *e, const PirTarget *target)
{
    Move *moves = ARENA_ARRAY(e->arena, Move, target->arg_count + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < target->arg_count; i++)
        if (reg(target->args[i]) != reg(target->block->params[i]))
            moves[n++] = (Move){reg(target->args[i]), reg(target->block->params[i]), false};
    for (uint32_t left = n; left > 0;) {
        uint32_t before = left;
        for (uint32_t i = 0; i < n; i++)
            if (!moves[i].done && !is_read_later(moves, n, i)) {
                emit_ins(e, OP_MOVE, moves[i].to, moves[i].from, 0);
                moves[i].done = true;
                left--;
            }
        if (left == before && left > 0) {        /* only cycles are left: break one */
            uint32_t i = 0;
            while (moves[i].done)
                i++;
            emit_ins(e, OP_MOVE, (unsigned)e->temporary, moves[i].from, 0);
            for (uint32_t k = 0; k < n; k++)
                if (!moves[k].done && moves[k].from == moves[i].from)
                    moves[k].from = (uint16_t)e->temporary;
        }
    }
}

static bool edge_needs_moves(const PirTarget *target)
{
    for (uint32_t i = 0; i < target->arg_count; i++)
        if (reg(target->args[i]) != reg(target->block->params[i]))
            return true;
    return false;
}

static void emit_jump(Encoder *e, PirTarget *target)
{
    emit_ins(e, PIR_JUMP, 0, 0, 0);
    VEC_PUSH(e->arena, e->fixups, ((Fixup){(int32_t)e->words.count, false, target}));
    emit(e, (Word){.pair = {0, 0}});
}

/* Moves, then to the block: by falling through when it comes next. */
static void emit_edge(Encoder *e, PirTarget *target, const PirBlock *next)
{
    emit_moves(e, target);
    if (target->block != next)
        emit_jump(e, target);
}

/* Half of a pair word that leads along a conditional edge. */
static void link_edge(Encoder *e, int32_t word, bool second, PirTarget *target)
{
    if (edge_needs_moves(target))
        VEC_PUSH(e->arena, e->stubs, ((Stub){word, second, -1, target}));
    else
        VEC_PUSH(e->arena, e->fixups, ((Fixup){word, second, target}));
}

static const struct { const char *name; GlobalCell *cell; } builtin_cells[] = {
#define BUILTIN(name) {#name, &pyb_##name},
#include "runtime/builtins/builtins.def"
#undef BUILTIN
};

static GlobalCell *builtin_cell(const char *name)
{
    for (size_t i = 0; i < sizeof builtin_cells / sizeof *builtin_cells; i++)
        if (strcmp(builtin_cells[i].name, name) == 0)
            return builtin_cells[i].cell;
    return NULL;
}

/* ---- instructions ------------------------------------------------------------------------- */

static GlobalCell *global_cell(Encoder *e, Name *name) { return &e->module->info.cells[pir_global(e->pir, name)]; }

static void emit_register_list(Encoder *e, PirIns *const *args, uint32_t count)
{
    Word word = {0};
    emit_integer(e, count);
    for (uint32_t i = 0; i < count; i++) {
        word.registers[i % 4] = reg(args[i]);
        if (i % 4 == 3 || i + 1 == count) {
            emit(e, word);
            word = (Word){0};
        }
    }
    if ((int32_t)count + 2 > e->scratch)
        e->scratch = (int32_t)count + 2;
}

/* Operands of the entry's row, with the module where the row has a PTR. */
static void emit_runtime(Encoder *e, const PirIns *ins)
{
    const EntryInfo *row = &entry_infos[ins->entry];
    Word word = {0};
    uint32_t operand = 0;
    emit_pointer(e, interp_runtime_entries[ins->entry]);
    emit(e, (Word){.pair = {row->result, row->arg_count}});
    for (uint32_t i = 0; i < row->arg_count; i++) {
        word.registers[i % 4] = row->args[i] == ENTRY_KIND_PTR ? RUNTIME_MODULE_OPERAND : reg(ins->args[operand++]);
        if (i % 4 == 3 || i + 1 == row->arg_count) {
            emit(e, word);
            word = (Word){0};
        }
    }
}

/* Equal constants of a module are one object, as in CPython. */
static Value merged_constant(Encoder *e, const Const *c)
{
    if (c->kind == CONST_STR || c->kind < CONST_INT || (c->kind == CONST_INT && c->fits_i64))
        return constant_to_value(e->task, c);
    size_t length;
    const char *text = ast_constant_key(e->arena, c, &length);
    Value key = bytes_from_data(e->task, text, (int64_t)length), known = key ? dict_get(e->task, e->module->merged, key) : 0;
    if (known != VALUE_UNBOUND)
        return known;
    Value v = constant_to_value(e->task, c);
    return v && dict_set(e->task, e->module->merged, key, v) ? v : 0;
}

static void emit_name_or_constant(Encoder *e, const PirIns *ins, char immediate)
{
    Value v = VALUE_NONE;
    if (immediate == 'n')
        v = name_value(e->task, ins->name);
    else if (ins->constant)
        v = merged_constant(e, ins->constant);
    else {                                       /* a call without keyword names */
        emit_integer(e, 0);
        return;
    }
    emit_value(e, v);
}

/* Declarations live for ever, the module's arena does not. */
static CImport *copy_import(Encoder *e, const CImport *import)
{
    size_t size = (size_t)import->count * sizeof *import->functions;
    CImport *copy = gc_alloc_root(sizeof *copy);
    const CDecl **functions = gc_alloc_root(size + 1);
    if (!copy || !functions) {
        e->failed = true;
        return NULL;
    }
    memcpy(functions, import->functions, size);
    *copy = (CImport){import->library, functions, NULL, import->count};
    return copy;
}

static void emit_immediates(Encoder *e, const PirIns *ins)
{
    for (const char *c = pir_ops[ins->op].immediates; *c; c++)
        switch (*c) {
        case 'f': emit(e, (Word){.real = ins->real}); break;
        case 'k':
        case 'n': emit_name_or_constant(e, ins, *c); break;
        case 'p': emit_integer(e, ins->function->index); break;
        case 'e': emit_runtime(e, ins); break;
        case 'c': emit_pointer(e, copy_import(e, ins->c_import)); break;
        default: emit_integer(e, ins->integer); break;
        }
}

/* The op that stands for a global's in dynamic code. */
static unsigned dict_op(unsigned op)
{
    switch (op) {
    case PIR_LOAD_GLOBAL: return OP_LOAD_FROM_DICT;
    case PIR_STORE_GLOBAL: return OP_STORE_IN_DICT;
    case PIR_DELETE_GLOBAL: return OP_DELETE_FROM_DICT;
    default: return op;
    }
}

static void emit_extras(Encoder *e, const PirIns *ins)
{
    if (e->pir->is_dynamic && dict_op(ins->op) != ins->op)
        return;
    switch (ins->op) {
    case PIR_LOAD_GLOBAL:
        emit_pointer(e, global_cell(e, ins->name));
        emit_pointer(e, builtin_cell(ins->name->text));
        break;
    case PIR_STORE_GLOBAL:
    case PIR_DELETE_GLOBAL:
        emit_pointer(e, global_cell(e, ins->name));
        break;
    case PIR_LOAD_ATTR:
    case PIR_STORE_ATTR:
    case PIR_CALL_METHOD:
        VEC_PUSH(e->arena, e->caches, (int32_t)e->words.count);
        emit_pointer(e, NULL);
        break;
    default:
        break;
    }
}

static void emit_branches(Encoder *e, PirIns *ins, const PirBlock *next)
{
    if (ins->op == PIR_BRANCH) {
        int32_t word = (int32_t)e->words.count;
        emit(e, (Word){.pair = {0, 0}});
        link_edge(e, word, false, &ins->targets[0]);
        link_edge(e, word, true, &ins->targets[1]);
    } else if (ins->op == PIR_SWITCH) {
        emit_integer(e, ins->target_count);
        for (uint32_t t = 0; t < ins->target_count; t++) {
            int32_t word = (int32_t)e->words.count;
            emit(e, (Word){.pair = {0, 0}});
            link_edge(e, word, false, &ins->targets[t]);
        }
    } else if (pir_ops[ins->op].flags & OPF_EXITS) {
        int32_t word = (int32_t)e->words.count;
        emit(e, (Word){.pair = {0, 0}});
        link_edge(e, word, false, &ins->targets[1]);
        emit_edge(e, &ins->targets[0], next);
    } else if (ins->target_count) {              /* may raise, protected: normal edge here, handler by a stub */
        PirTarget *handler = &ins->targets[ins->target_count - 1];
        VEC_PUSH(e->arena, e->stubs, ((Stub){-1, false, (int32_t)e->failures.count - 1, handler}));
        if (ins->target_count == 2)
            emit_edge(e, &ins->targets[0], next);
    }
}

static bool is_variadic(const PirIns *ins) { return strchr(pir_ops[ins->op].operands, '*') != NULL && ins->op != PIR_RUNTIME; }

static void encode_ins(Encoder *e, PirIns *ins, const PirBlock *next)
{
    int32_t start = (int32_t)e->words.count;
    if (ins->op == PIR_JUMP) {
        emit_edge(e, &ins->targets[0], next);
        return;
    }
    bool variadic = is_variadic(ins);
    bool fixed = !variadic && ins->op != PIR_RUNTIME;
    emit_ins(e, e->pir->is_dynamic ? dict_op(ins->op) : ins->op, ins->rep != REP_NONE ? reg(ins) : 0, fixed && ins->arg_count > 0 ? reg(ins->args[0]) : 0,
             fixed && ins->arg_count > 1 ? reg(ins->args[1]) : 0);
    if (fixed && ins->arg_count > 2)
        emit(e, (Word){.registers = {reg(ins->args[2]), 0, 0, 0}});
    if (variadic)
        emit_register_list(e, ins->args, ins->arg_count);
    emit_immediates(e, ins);
    emit_extras(e, ins);
    if (pir_may_raise(ins)) {
        bool traced = !(pir_flags(ins) & OPF_NO_TRACE);
        Position position = {0, traced ? ins->pos.line : 0, ins->pos.end_line, ins->pos.column, ins->pos.end_column};
        PirPos at = ins->op == PIR_CALL_METHOD ? pir_lookup_pos(ins->pos, ins->integer) : ins->pos;
        Position lookup = {0, at.line, at.end_line, at.column, at.end_column};
        VEC_PUSH(e->arena, e->failures, ((FailurePoint){start, -1, position, lookup}));
    }
    emit_branches(e, ins, next);
}

static void set_target(Encoder *e, int32_t word, bool second, int32_t pc)
{
    if (second)
        e->words.items[word].pair.second = pc;
    else
        e->words.items[word].pair.first = pc;
}

static void encode_body(Encoder *e)
{
    for (PirBlock *b = e->fn->entry; b; b = b->next) {
        e->block_pc[b->id] = (int32_t)e->words.count;
        for (PirIns *ins = b->first; ins; ins = ins->next)
            encode_ins(e, ins, b->next);
    }
    for (size_t i = 0; i < e->stubs.count; i++) {
        Stub stub = e->stubs.items[i];
        if (stub.word >= 0)
            set_target(e, stub.word, stub.second, (int32_t)e->words.count);
        else
            e->failures.items[stub.failure].handler = (int32_t)e->words.count;
        emit_edge(e, stub.target, NULL);
    }
    for (size_t i = 0; i < e->fixups.count; i++) {
        Fixup fixup = e->fixups.items[i];
        set_target(e, fixup.word, fixup.second, e->block_pc[fixup.target->block->id]);
    }
}

/* ---- functions and modules ----------------------------------------------------------------- */

static Value names_tuple(struct Task *task, const NameList *names)
{
    Value tuple = tuple_new(task, (int64_t)names->count);
    for (size_t i = 0; tuple && i < names->count; i++) {
        Value name = name_value(task, names->items[i]);
        if (!name)
            return 0;
        gc_init(&((PyTuple *)tuple)->items[i], name);
    }
    return tuple;
}

static bool fill_info(struct Task *task, InterpCode *code, const PirFunc *fn)
{
    CodeInfo *info = &code->info;
    info->module = &code->module->info;
    info->name = name_value(task, fn->name);
    info->qualname = name_value(task, fn->qualname);
    info->varnames = names_tuple(task, &fn->varnames);
    info->freevars = names_tuple(task, &fn->freevars);
    info->docstring = fn->docstring ? constant_to_value(task, fn->docstring) : VALUE_NONE;
    info->argcount = fn->argcount;
    info->posonlyargcount = fn->posonlyargcount;
    info->kwonlyargcount = fn->kwonlyargcount;
    info->flags = fn->flags;
    info->first_line = fn->first_line;
    info->parameter_count = fn->parameter_count;
    return info->name && info->qualname && info->varnames && info->freevars && info->docstring;
}

static bool make_record(struct Task *task, InterpCode *code, const PirFunc *fn)
{
    CallRecord *record = gc_new(task, CallRecord);
    if (!record)
        return false;
    bool plain = fn->kwonlyargcount == 0 && !(fn->flags & (CODE_VARARGS | CODE_VARKEYWORDS));
    record->direct = interp_entry(fn->parameter_count);
    record->general = function_general;
    record->code = &code->info;
    record->arity = plain ? fn->parameter_count : -1;
    record->flags = RECORD_METHOD;
    gc_store_pointer(code->record, record);
    return true;
}

static bool make_caches(Encoder *e, InterpCode *code)
{
    if (e->caches.count == 0)
        return true;
    struct Task *task = e->task;
    uint64_t *caches = cache_words_new(task, (int64_t)e->caches.count);
    if (!caches)
        return false;
    code->caches = caches;
    for (size_t i = 0; i < e->caches.count; i++)
        e->words.items[e->caches.items[i]].pointer = &caches[i];
    return true;
}

static bool encode_function(Encoder *e, InterpCode *code)
{
    PirFunc *fn = e->fn;
    if (fn->parameter_count >= INTERP_ENTRIES) {
        raise_error(e->task, &type_SyntaxError, "more than %d parameters in an interpreted function", INTERP_ENTRIES - 1);
        return false;
    }
    code->register_count = interp_assign_registers(fn, e->arena);
    e->temporary = code->register_count++;
    if (code->register_count > 0xfff0) {
        raise_error(e->task, &type_SyntaxError, "function %s is too large to be interpreted", fn->qualname->text);
        return false;
    }
    e->block_pc = ARENA_ARRAY(e->arena, int32_t, fn->next_block);
    encode_body(e);
    if (e->failed || !make_caches(e, code))
        return false;
    code->uses_callee = fn->uses_callee;
    code->scratch_count = e->scratch;
    code->word_count = (int32_t)e->words.count;
    code->failure_count = (int32_t)e->failures.count;
    code->entry_count = (int32_t)fn->entry->param_count;
    code->entry_registers = gc_alloc(e->task, (fn->entry->param_count + 1) * sizeof(uint16_t), LAYOUT_FREE);
    code->stream = gc_alloc(e->task, e->words.count * sizeof(Word), LAYOUT_REFS);
    code->failures = gc_alloc(e->task, (e->failures.count + 1) * sizeof(FailurePoint), LAYOUT_REFS);
    if (!code->stream || !code->failures || !code->entry_registers)
        return false;
    for (int32_t i = 0; i < code->entry_count; i++)
        code->entry_registers[i] = reg(fn->entry->params[i]);
    memcpy(code->stream, e->words.items, e->words.count * sizeof(Word));
    for (size_t i = 0; i < e->failures.count; i++) {
        e->failures.items[i].position.code = e->failures.items[i].lookup.code = (intptr_t)&code->info;
        code->failures[i] = e->failures.items[i];
    }
    if (fn->resume)
        code->resume = e->module->functions[fn->resume->index];
    return make_record(e->task, code, fn);
}

static bool make_functions(struct Task *task, InterpModule *module, int32_t count)
{
    module->function_count = count;
    size_t size = ((size_t)count + 1) * sizeof *module->functions;
    module->functions = module->info.over_dict ? gc_alloc(task, size, LAYOUT_REFS) : gc_alloc_root(size);
    return module->functions != NULL;
}

static bool make_dynamic(struct Task *task, InterpModule *module, PirModule *pir)
{
    module->info.name = name_value(task, pir->name);
    module->info.over_dict = true;
    module->constants = list_new(task, 0);
    module->merged = dict_new(task);
    return module->info.name && module->constants && module->merged && make_functions(task, module, (int32_t)pir->functions.count);
}

static bool make_module(struct Task *task, InterpModule *module, PirModule *pir)
{
    if (pir->is_dynamic)
        return make_dynamic(task, module, pir);
    size_t globals = pir->globals.count;
    module->info.name = name_value(task, pir->name);
    module->info.cells = gc_alloc_root((globals + 1) * sizeof(GlobalCell));
    Value *names = gc_alloc_root((globals + 1) * sizeof(Value));
    if (!module->info.name || !module->info.cells || !names)
        return false;
    for (size_t i = 0; i < globals; i++)
        if (!(names[i] = name_value(task, pir->globals.items[i])))
            return false;
    module->info.cell_names = names;
    module->info.cell_count = (int64_t)globals;
    module->info.is_package = pir->is_package;
    module->constants = list_new(task, 0);
    module->merged = dict_new(task);
    return module->constants && module->merged && make_functions(task, module, (int32_t)pir->functions.count);
}

InterpModule *interp_encode(struct Task *task, PirModule *pir)
{
    InterpModule *module = pir->is_dynamic ? gc_new(task, InterpModule) : gc_alloc_root(sizeof *module);
    if (!module || !make_module(task, module, pir))
        return NULL;
    for (size_t i = 0; i < pir->functions.count; i++) {
        InterpCode *code = gc_alloc(task, sizeof *code, LAYOUT_REFS);
        if (!code)
            return NULL;
        code->module = module;
        module->functions[i] = code;
        if (!fill_info(task, code, pir->functions.items[i]))
            return NULL;
    }
    for (size_t i = 0; i < pir->functions.count; i++) {
        Encoder e = {.task = task, .arena = arena_new(), .module = module, .pir = pir, .fn = pir->functions.items[i]};
        bool done = encode_function(&e, module->functions[i]);
        arena_free(e.arena);
        if (!done)
            return NULL;
    }
    module->info.code = &module->functions[0]->info;
    module->info.body = (void *)interp_run_body;
    return module;
}

static InterpCode *copy_code(struct Task *task, InterpModule *module, const InterpCode *from)
{
    InterpCode *code = gc_new(task, InterpCode);
    CallRecord *record = gc_new(task, CallRecord);
    if (!code || !record)
        return NULL;
    *code = *from;
    *record = *from->record;
    record->code = &code->info;
    code->record = record;
    code->module = module;
    code->info.module = &module->info;
    return code;
}

RT InterpModule *interp_over(TASK, InterpModule *from, Value globals)
{
    if (slot_load(&from->info.module) == globals)
        return from;
    InterpModule *module = gc_new(task, InterpModule);
    if (!module)
        return NULL;
    *module = *from;
    gc_init(&module->info.module, globals);
    if (!make_functions(task, module, from->function_count))
        return NULL;
    for (int32_t i = 0; i < from->function_count; i++) {
        InterpCode *code = copy_code(task, module, from->functions[i]);
        if (!code)
            return NULL;
        gc_store_pointer(module->functions[i], code);
    }
    for (int32_t i = 0; i < from->function_count; i++)
        for (int32_t k = 0; from->functions[i]->resume && k < from->function_count; k++)
            if (from->functions[i]->resume == from->functions[k])
                gc_store_pointer(module->functions[i]->resume, module->functions[k]);
    module->info.code = &module->functions[0]->info;
    return module;
}
