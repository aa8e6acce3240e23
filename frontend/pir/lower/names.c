/* Names: locals in SSA slots, captured ones in cells or as values, globals, and the namespace
   of a class body. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

/* ---- slots and cells ------------------------------------------------------------------------ */

static bool is_parameter(const Function *fn, const Name *name)
{
    for (size_t i = 0; i < fn->scope->parameters.count; i++)
        if (fn->scope->parameters.items[i] == name)
            return true;
    return false;
}

/* The slot of a plain local. The first use names it in varnames, as in CPython. */
static int32_t slot_of(Function *fn, Symbol *symbol)
{
    if (symbol->slot < 0) {
        symbol->slot = slot_new(fn);
        if (!symbol->is_captured && !is_parameter(fn, symbol->name))
            VEC_PUSH(fn->lowering->arena, fn->varnames, symbol->name);
    }
    return symbol->slot;
}

static PirIns *cell_of(Function *fn, Symbol *symbol)
{
    if (symbol == fn->scope->class_cell)
        return fn->class_cell;
    return fn->cells[symbol->slot];
}

static PirIns *closure_item(Function *fn, const Symbol *owner)
{
    int index = scope_free_index(fn->scope, owner);
    if (index < 0)
        bug("%s is not in the closure of %s", owner->name->text, fn->pir->qualname->text);
    return fn->free_values[index];
}

/* ---- the entry block -------------------------------------------------------------------------- */

static void begin_cell(Function *fn, Symbol *symbol, PirIns *value)
{
    symbol->slot = (int32_t)fn->cell_count++;
    fn->cells[symbol->slot] = emit1(fn, PIR_NEW_CELL, value);
}

static void begin_parameters(Function *fn)
{
    for (size_t i = 0; i < fn->scope->parameters.count; i++) {
        Name *name = fn->scope->parameters.items[i];
        Symbol *symbol = scope_lookup(fn->scope, name);
        VEC_PUSH(fn->lowering->arena, fn->varnames, name);
        PirIns *param = pir_param(fn->here, REP_WORD);
        if (symbol->binding == BIND_CELL)
            begin_cell(fn, symbol, param);
        else
            slot_write(fn, slot_of(fn, symbol), param);
    }
}

static void begin_closure(Function *fn)
{
    size_t count = fn->scope->free_variables.count;
    if (!count)
        return;
    fn->pir->uses_callee = true;
    fn->callee = emit0(fn, PIR_CALLEE);
    fn->free_values = ARENA_ARRAY(fn->lowering->arena, PirIns *, count);
    for (size_t i = 0; i < count; i++)
        fn->free_values[i] = emit_integer(fn, PIR_FREE_VAR, (int64_t)i, &fn->callee, 1);
}

void names_begin(Function *fn)
{
    Scope *scope = fn->scope;
    fn->cells = ARENA_ARRAY(fn->lowering->arena, PirIns *, scope->symbols.count + 1);
    if (scope->kind == SCOPE_CLASS || (scope->kind == SCOPE_MODULE && fn->lowering->is_dynamic))
        fn->namespace = pir_param(fn->here, REP_WORD);
    else if (scope_is_function(scope))
        begin_parameters(fn);
    begin_closure(fn);
    for (size_t i = 0; scope_is_function(scope) && i < scope->symbols.count; i++) {
        Symbol *symbol = scope->symbols.items[i];
        if (symbol->binding == BIND_CELL && !is_parameter(fn, symbol->name))
            begin_cell(fn, symbol, unbound(fn));
    }
    if (scope->class_cell)
        fn->class_cell = emit1(fn, PIR_NEW_CELL, unbound(fn));
}

/* ---- globals ------------------------------------------------------------------------------------ */

static void insert_global(Lowering *l, Name *name)
{
    size_t mask = l->known_size - 1, i = name->hash & mask;
    while (l->known_globals[i])
        i = (i + 1) & mask;
    l->known_globals[i] = name;
}

static bool is_known_global(const Lowering *l, const Name *name)
{
    if (!l->known_size)
        return false;
    size_t mask = l->known_size - 1, i = name->hash & mask;
    for (; l->known_globals[i]; i = (i + 1) & mask)
        if (l->known_globals[i] == name)
            return true;
    return false;
}

Name *global_name(Function *fn, Name *name)
{
    Lowering *l = fn->lowering;
    if (is_known_global(l, name))
        return name;
    pir_global(l->module, name);
    if (++l->known_count * 2 > l->known_size) {
        Name **old = l->known_globals;
        size_t old_size = l->known_size;
        l->known_size = old_size ? old_size * 2 : 64;
        l->known_globals = ARENA_ARRAY(l->arena, Name *, l->known_size);
        for (size_t i = 0; i < old_size; i++)
            if (old[i])
                insert_global(l, old[i]);
    }
    insert_global(l, name);
    return name;
}

/* ---- loading -------------------------------------------------------------------------------------- */

/* A value that no path can have made UNBOUND, as far as one look tells. */
static bool is_surely_bound(const Function *fn, const PirIns *value)
{
    if (value->op == PIR_PARAM)
        return value->block == fn->started.items[0];
    return value->op != PIR_UNBOUND && value->op != PIR_FREE_VAR;
}

static PirIns *load_slot(Function *fn, Symbol *symbol)
{
    int32_t slot = slot_of(fn, symbol);
    PirIns *value = slot_read(fn, slot);
    if (is_surely_bound(fn, value))
        return value;
    PirIns *checked = emit_name(fn, PIR_CHECK_BOUND, symbol->name, &value, 1);
    slot_write(fn, slot, checked);
    return checked;
}

static PirIns *load_cell(Function *fn, PirIns *cell, Name *name, bool is_free)
{
    PirIns *ins = emit_name(fn, PIR_LOAD_CELL, name, &cell, 1);
    ins->integer = is_free;
    return ins;
}

/* A value captured while it may have been UNBOUND. An empty cell makes the right NameError. */
static PirIns *check_captured(Function *fn, PirIns *value, Name *name)
{
    PirBlock *missing = block_new(fn), *bound = block_new(fn);
    missing->is_cold = true;
    emit_branch(fn, emit1(fn, PIR_IS_UNBOUND, value), missing, bound);
    block_start_sealed(fn, missing);
    load_cell(fn, emit1(fn, PIR_NEW_CELL, value), name, true);
    emit_unreachable(fn);
    block_start_sealed(fn, bound);
    return value;
}

static PirIns *load_free(Function *fn, Symbol *owner)
{
    PirIns *item = closure_item(fn, owner);
    if (!owner->by_value)
        return load_cell(fn, item, owner->name, true);
    bool is_bound = fn->scope->free_variables.items[scope_free_index(fn->scope, owner)].is_bound;
    return is_bound ? item : check_captured(fn, item, owner->name);
}

/* In a class body a free variable is first looked for in the namespace. */
static PirIns *load_free_in_class(Function *fn, Symbol *owner)
{
    PirIns *found = runtime2(fn, ENTRY_name_find, fn->namespace, emit_text(fn, owner->name));
    PirBlock *outside = block_new(fn), *join = block_new(fn);
    PirIns *result = pir_param(join, REP_WORD);
    emit_branch_with(fn, emit1(fn, PIR_IS_UNBOUND, found), outside, NULL, join, found);
    block_start_sealed(fn, outside);
    PirIns *value = load_free(fn, owner);
    emit_jump(fn, join, &value, 1);
    block_start_sealed(fn, join);
    return result;
}

static PirIns *load_in_class(Function *fn, Symbol *symbol)
{
    switch (symbol->binding) {
    case BIND_FREE:
        if (symbol->flags & SYMBOL_NONLOCAL)
            return load_free(fn, symbol->owner);
        return load_free_in_class(fn, symbol->owner);
    case BIND_GLOBAL_EXPLICIT:
        return emit_name(fn, PIR_LOAD_GLOBAL, global_name(fn, symbol->name), NULL, 0);
    default:
        global_name(fn, symbol->name);
        return emit_name(fn, PIR_LOAD_NAME, symbol->name, &fn->namespace, 1);
    }
}

static Symbol *symbol_of(Function *fn, Name *mangled)
{
    Symbol *symbol = scope_lookup(fn->scope, mangled);
    if (!symbol)
        bug("%s is unknown in %s", mangled->text, fn->pir->qualname->text);
    return symbol;
}

/* In a module's own body names are globals, unless it is dynamic code. */
static bool is_plain_global(Function *fn, Name *mangled)
{
    if (fn->scope->kind != SCOPE_MODULE || !fn->namespace)
        return fn->scope->kind == SCOPE_MODULE;
    Symbol *symbol = scope_lookup(fn->scope, mangled);
    return symbol && symbol->binding == BIND_GLOBAL_EXPLICIT;
}

PirIns *lower_name_load(Function *fn, Name *name)
{
    Name *mangled = scope_mangle(fn->scope, name);
    if (fn->scope->kind == SCOPE_MODULE && !is_plain_global(fn, mangled))
        return emit_name(fn, PIR_LOAD_NAME, mangled, &fn->namespace, 1);
    if (fn->scope->kind == SCOPE_MODULE)
        return emit_name(fn, PIR_LOAD_GLOBAL, global_name(fn, mangled), NULL, 0);
    Symbol *symbol = symbol_of(fn, mangled);
    if (fn->scope->kind == SCOPE_CLASS)
        return load_in_class(fn, symbol);
    switch (symbol->binding) {
    case BIND_LOCAL: return load_slot(fn, symbol);
    case BIND_CELL:  return load_cell(fn, cell_of(fn, symbol), symbol->name, false);
    case BIND_FREE:  return load_free(fn, symbol->owner);
    default:         return emit_name(fn, PIR_LOAD_GLOBAL, global_name(fn, mangled), NULL, 0);
    }
}

/* ---- storing and deleting -------------------------------------------------------------------------- */

void lower_name_store(Function *fn, Name *name, PirIns *value)
{
    Name *mangled = scope_mangle(fn->scope, name);
    Symbol *symbol = fn->scope->kind == SCOPE_MODULE ? NULL : symbol_of(fn, mangled);
    if (!symbol ? is_plain_global(fn, mangled) : symbol->binding == BIND_GLOBAL_EXPLICIT)
        emit_name(fn, PIR_STORE_GLOBAL, global_name(fn, mangled), &value, 1);
    else if (symbol && symbol->binding == BIND_FREE)
        emit2(fn, PIR_STORE_CELL, closure_item(fn, symbol->owner), value);
    else if (fn->namespace)
        emit_name(fn, PIR_STORE_NAME, mangled, (PirIns *[]){ fn->namespace, value }, 2);
    else if (symbol->binding == BIND_CELL)
        emit2(fn, PIR_STORE_CELL, cell_of(fn, symbol), value);
    else
        slot_write(fn, slot_of(fn, symbol), value);
}

void lower_name_delete(Function *fn, Name *name)
{
    Name *mangled = scope_mangle(fn->scope, name);
    Symbol *symbol = fn->scope->kind == SCOPE_MODULE ? NULL : symbol_of(fn, mangled);
    if (!symbol ? is_plain_global(fn, mangled) : symbol->binding == BIND_GLOBAL_EXPLICIT) {
        emit_name(fn, PIR_DELETE_GLOBAL, global_name(fn, mangled), NULL, 0);
    } else if (symbol && symbol->binding == BIND_FREE) {
        PirIns *cell = closure_item(fn, symbol->owner);
        load_cell(fn, cell, mangled, true);
        emit2(fn, PIR_STORE_CELL, cell, unbound(fn));
    } else if (fn->namespace) {
        emit_name(fn, PIR_DELETE_NAME, mangled, &fn->namespace, 1);
    } else if (symbol->binding == BIND_CELL) {
        load_cell(fn, cell_of(fn, symbol), mangled, false);
        emit2(fn, PIR_STORE_CELL, cell_of(fn, symbol), unbound(fn));
    } else {
        load_slot(fn, symbol);
        slot_write(fn, slot_of(fn, symbol), unbound(fn));
    }
}

/* Forgets a name that an except clause bound; it may be unbound already. */
void name_forget(Function *fn, Name *name)
{
    Name *mangled = scope_mangle(fn->scope, name);
    Symbol *symbol = fn->scope->kind == SCOPE_MODULE ? NULL : symbol_of(fn, mangled);
    if (symbol && scope_is_function(fn->scope) && symbol->binding == BIND_LOCAL) {
        slot_write(fn, slot_of(fn, symbol), unbound(fn));
    } else if (symbol && scope_is_function(fn->scope) && symbol->binding == BIND_CELL) {
        emit2(fn, PIR_STORE_CELL, cell_of(fn, symbol), unbound(fn));
    } else if (symbol && symbol->binding == BIND_FREE) {
        emit2(fn, PIR_STORE_CELL, closure_item(fn, symbol->owner), unbound(fn));
    } else {
        lower_name_store(fn, name, emit_none(fn));
        lower_name_delete(fn, name);
    }
}

/* ---- captures ----------------------------------------------------------------------------------------- */

/* The word for a closure item of an inner function, and whether it may be UNBOUND. An inner
   function that was lowered already (in a copy of a finally body) keeps what it was told. */
PirIns *captured_word(Function *fn, FreeVariable *variable, bool is_lowered)
{
    Symbol *owner = variable->owner;
    if (!owner->by_value)
        return owner->scope == fn->scope ? cell_of(fn, owner) : closure_item(fn, owner);
    if (owner->scope != fn->scope) {
        FreeVariable *mine = &fn->scope->free_variables.items[scope_free_index(fn->scope, owner)];
        variable->is_bound = mine->is_bound;
        return closure_item(fn, owner);
    }
    PirIns *value = slot_read(fn, slot_of(fn, owner));
    if (!is_lowered)
        variable->is_bound = !owner->may_be_unbound || is_surely_bound(fn, value);
    return variable->is_bound ? load_slot(fn, owner) : value;
}

PirIns *class_value(Function *fn)
{
    Symbol *symbol = scope_lookup(fn->scope, name_of("__class__"));
    if (!symbol || symbol->binding != BIND_FREE)
        return NULL;
    return load_free(fn, symbol->owner);
}

/* ---- locals() ------------------------------------------------------------------------------------------- */

typedef struct { VEC(Name *) names; VEC(PirIns *) words; } LocalWords;

static void add_local(Function *fn, LocalWords *all, Name *name, PirIns *word)
{
    VEC_PUSH(fn->lowering->arena, all->names, name);
    VEC_PUSH(fn->lowering->arena, all->words, word);
}

/* Every local as it is now: values (UNBOUND when it has none), then cells. */
void publish_locals(Function *fn)
{
    Scope *scope = fn->scope;
    if (!scope_is_function(scope)) {
        runtime1(fn, ENTRY_namespace_publish, fn->namespace ? fn->namespace : unbound(fn));
        return;
    }
    LocalWords all = { 0 };
    for (size_t i = 0; i < scope->symbols.count; i++)
        if (scope->symbols.items[i]->binding == BIND_LOCAL)
            add_local(fn, &all, scope->symbols.items[i]->name, slot_read(fn, slot_of(fn, scope->symbols.items[i])));
    for (size_t i = 0; i < scope->free_variables.count; i++)
        if (scope->free_variables.items[i].owner->by_value)
            add_local(fn, &all, scope->free_variables.items[i].name, fn->free_values[i]);
    size_t values = all.names.count;
    for (size_t i = 0; i < scope->symbols.count; i++)
        if (scope->symbols.items[i]->binding == BIND_CELL)
            add_local(fn, &all, scope->symbols.items[i]->name, cell_of(fn, scope->symbols.items[i]));
    for (size_t i = 0; i < scope->free_variables.count; i++)
        if (!scope->free_variables.items[i].owner->by_value)
            add_local(fn, &all, scope->free_variables.items[i].name, fn->free_values[i]);
    PirIns *names = emit_constant(fn, const_names(fn->lowering, all.names.items, all.names.count));
    PirIns *words = emit(fn, PIR_BUILD_TUPLE, all.words.items, (uint32_t)all.words.count);
    runtime3(fn, ENTRY_locals_publish, names, words, emit_i64(fn, (int64_t)(all.names.count - values)));
}
