/* Making and changing PIR. Operand, target and parameter arrays have room for the next power
   of two of their count (at least 4), so that adding one at a time costs constant time. */
#include "frontend/pir/pir.h"

#include <string.h>
#include "frontend/base/diag.h"

static uint32_t room_for(uint32_t count)
{
    uint32_t room = 4;
    while (room < count)
        room *= 2;
    return room;
}

/* ---- positions ---- */

int64_t pir_lookup_pack(PirPos call, PirPos lookup)
{
    int64_t lines = lookup.end_line - lookup.line;
    if (lookup.line != call.line || lookup.column < 0 || lookup.end_column < 0 || lookup.column >> 24 || lookup.end_column >> 24 ||
        lines < 0 || lines >> 15)
        return 0;
    return lookup.column | (int64_t)lookup.end_column << 24 | lines << 48;
}

PirPos pir_lookup_pos(PirPos call, int64_t packed)
{
    if (packed) {
        call.column = (int32_t)(packed & 0xffffff);
        call.end_column = (int32_t)(packed >> 24 & 0xffffff);
        call.end_line = call.line + (int32_t)(packed >> 48);
    }
    return call;
}

/* The array with room for one more element behind `count`. */
static void *grown(Arena *arena, void *items, uint32_t count, size_t item_size)
{
    if (items && count < room_for(count))
        return items;
    void *larger = arena_alloc(arena, room_for(count + 1) * item_size);
    if (count)
        memcpy(larger, items, count * item_size);
    return larger;
}

static PirIns **copied(Arena *arena, PirIns *const *values, uint32_t count)
{
    if (!count)
        return NULL;
    PirIns **copy = ARENA_ARRAY(arena, PirIns *, room_for(count));
    memcpy(copy, values, count * sizeof *copy);
    return copy;
}

PirModule *pir_module_new(Arena *arena, Name *name)
{
    PirModule *module = ARENA_NEW(arena, PirModule);
    module->arena = arena;
    module->name = name;
    return module;
}

PirFunc *pir_func_new(PirModule *module, PirFunc *parent, Name *name, Name *qualname)
{
    PirFunc *fn = ARENA_NEW(module->arena, PirFunc);
    fn->module = module;
    fn->parent = parent;
    fn->name = name;
    fn->qualname = qualname;
    fn->arena = module->arena;
    fn->index = (uint32_t)module->functions.count;
    VEC_PUSH(module->arena, module->functions, fn);
    return fn;
}

PirBlock *pir_block_new(PirFunc *fn)
{
    PirBlock *block = ARENA_NEW(fn->arena, PirBlock);
    block->id = fn->next_block++;
    block->function = fn;
    if (fn->last_block)
        fn->last_block->next = block;
    else
        fn->entry = block;
    fn->last_block = block;
    fn->block_count++;
    return block;
}

PirIns *pir_ins_new(PirFunc *fn, PirOpcode op, PirRep rep, PirPos pos, PirIns *const *args,
                    uint32_t arg_count)
{
    PirIns *ins = ARENA_NEW(fn->arena, PirIns);
    PirRep row = pir_ops[op].result;
    ins->op = op;
    ins->rep = row == REP_ANY ? rep : row;
    ins->type = TYPE_ALL;
    ins->id = fn->next_id++;
    ins->pos = pos;
    ins->args = copied(fn->arena, args, arg_count);
    ins->arg_count = arg_count;
    return ins;
}

PirIns *pir_param(PirBlock *block, PirRep rep)
{
    PirFunc *fn = block->function;
    PirIns *param = pir_ins_new(fn, PIR_PARAM, rep, (PirPos){0}, NULL, 0);
    param->block = block;
    block->params = grown(fn->arena, block->params, block->param_count, sizeof *block->params);
    block->params[block->param_count++] = param;
    return param;
}

void pir_append(PirBlock *block, PirIns *ins)
{
    ins->block = block;
    ins->prev = block->last;
    ins->next = NULL;
    if (block->last)
        block->last->next = ins;
    else
        block->first = ins;
    block->last = ins;
}

void pir_insert_before(PirIns *where, PirIns *ins)
{
    PirBlock *block = where->block;
    ins->block = block;
    ins->next = where;
    ins->prev = where->prev;
    if (where->prev)
        where->prev->next = ins;
    else
        block->first = ins;
    where->prev = ins;
}

void pir_remove(PirIns *ins)
{
    PirBlock *block = ins->block;
    if (ins->prev)
        ins->prev->next = ins->next;
    else
        block->first = ins->next;
    if (ins->next)
        ins->next->prev = ins->prev;
    else
        block->last = ins->prev;
    ins->prev = ins->next = NULL;
    ins->block = NULL;
}

void pir_add_arg(PirFunc *fn, PirIns *ins, PirIns *arg)
{
    ins->args = grown(fn->arena, ins->args, ins->arg_count, sizeof *ins->args);
    ins->args[ins->arg_count++] = arg;
}

void pir_add_target(PirFunc *fn, PirIns *ins, PirBlock *block, PirIns *const *args, uint32_t arg_count)
{
    ins->targets = grown(fn->arena, ins->targets, ins->target_count, sizeof *ins->targets);
    ins->targets[ins->target_count++] =
        (PirTarget){ block, copied(fn->arena, args, arg_count), arg_count };
}

void pir_target_add_arg(PirFunc *fn, PirTarget *target, PirIns *arg)
{
    target->args = grown(fn->arena, target->args, target->arg_count, sizeof *target->args);
    target->args[target->arg_count++] = arg;
}

uint32_t pir_global(PirModule *module, Name *name)
{
    for (size_t i = 0; i < module->globals.count; i++)
        if (module->globals.items[i] == name)
            return (uint32_t)i;
    VEC_PUSH(module->arena, module->globals, name);
    return (uint32_t)module->globals.count - 1;
}

static PirIns *forwarded(PirIns *value)
{
    if (!value || !value->forward)
        return value;
    PirIns *end = value->forward;
    while (end->forward)
        end = end->forward;
    while (value->forward && value->forward != end) {   /* shorten the chain for the next one */
        PirIns *next = value->forward;
        value->forward = end;
        value = next;
    }
    return end;
}

static void forward_all(PirIns **values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        values[i] = forwarded(values[i]);
}

void pir_apply_forwards(PirFunc *fn)
{
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            forward_all(ins->args, ins->arg_count);
            for (uint32_t t = 0; t < ins->target_count; t++)
                forward_all(ins->targets[t].args, ins->targets[t].arg_count);
        }
    for (PirBlock *block = fn->entry; block; block = block->next) {
        for (uint32_t p = 0; p < block->param_count; p++)
            block->params[p]->forward = NULL;
        for (PirIns *ins = block->first; ins; ins = ins->next)
            ins->forward = NULL;
    }
}

void pir_unlink_block(PirFunc *fn, PirBlock *block)
{
    if (block == fn->entry)
        bug("the entry block of %s cannot be removed", fn->qualname->text);
    PirBlock *before = fn->entry;
    while (before->next != block)
        before = before->next;
    before->next = block->next;
    if (fn->last_block == block)
        fn->last_block = before;
    fn->block_count--;
}

void pir_remove_param(PirBlock *block, uint32_t index)
{
    memmove(&block->params[index], &block->params[index + 1],
            (block->param_count - index - 1) * sizeof *block->params);
    block->param_count--;
}
