/* What holds of every well-formed function, checked after each pass in test builds:

   - each block ends with one terminator, and none stands before it; the layout holds each
     block once; edges lead to blocks of the function with one argument per parameter, of the
     parameter's representation; the entry has no predecessor
   - operands have the representations of the op's row (a RUNTIME op: of the entry's row)
   - a use is dominated by its definition; the result of an op with targets is defined on its
     edge to the first target only
   - a may-raise op in a block with a handler ends it with (normal, handler); elsewhere it has
     no targets; EXITS ops have (normal, exit)
   - a handler starts with CATCH, has word parameters, and is reached by failures alone */
#include "frontend/pir/pir.h"

#include <stdarg.h>
#include <string.h>
#include "frontend/pir/entries.h"
#include "frontend/pir/pir_text.h"

typedef struct Check {
    const PirFunc *fn;
    Arena *scratch;
    PirFlow *flow;
    const PirIns **defined;         /* by value number: the definition met, NULL none */
    uint32_t *place;                /* by value number: position in its block; parameters 0 */
    bool *in_layout;                /* by block id */
    char *error;
} Check;

static bool wrong(Check *c, const PirBlock *block, const PirIns *ins, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static bool wrong(Check *c, const PirBlock *block, const PirIns *ins, const char *format, ...)
{
    char text[300];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    const Name *name = c->fn->qualname;
    c->error = arena_printf(c->fn->arena, "f%u %s, b%u%s%s: %s", c->fn->index, name ? name->text : "-",
                            block ? block->id : 0, ins ? ", " : "", ins ? pir_ops[ins->op].name : "", text);
    return false;
}

/* ---- definitions ---------------------------------------------------------------------- */

static bool define(Check *c, const PirBlock *block, const PirIns *ins, uint32_t place)
{
    if (ins->block != block)
        return wrong(c, block, ins, "%%%u does not name its block", ins->id);
    if (ins->id >= c->fn->next_id)
        return wrong(c, block, ins, "number %u is beyond next_id", ins->id);
    if (c->defined[ins->id])
        return wrong(c, block, ins, "%%%u is defined twice", ins->id);
    c->defined[ins->id] = ins;
    c->place[ins->id] = place;
    return true;
}

static bool define_block(Check *c, const PirBlock *block)
{
    if (block->id >= c->fn->next_block || c->in_layout[block->id])
        return wrong(c, block, NULL, "block number used twice or beyond next_block");
    c->in_layout[block->id] = true;
    for (uint32_t i = 0; i < block->param_count; i++) {
        if (block->params[i]->op != PIR_PARAM)
            return wrong(c, block, block->params[i], "not a PARAM");
        if (!define(c, block, block->params[i], 0))
            return false;
    }
    uint32_t place = 1;
    for (const PirIns *ins = block->first; ins; ins = ins->next, place++) {
        if (ins->op == PIR_PARAM)
            return wrong(c, block, ins, "PARAM among the ops");
        if (!define(c, block, ins, place))
            return false;
        if (pir_is_terminator(ins) && ins->next)
            return wrong(c, block, ins, "terminator in the middle of a block");
    }
    if (!block->last || !pir_is_terminator(block->last))
        return wrong(c, block, block->last, "the block has no terminator");
    return true;
}

/* ---- operands --------------------------------------------------------------------------- */

static bool letter_allows(char letter, PirRep rep)
{
    switch (letter) {
    case 'W': return rep == REP_WORD;
    case 'I': return rep == REP_I64;
    case 'F': return rep == REP_F64;
    case 'B': return rep == REP_BOOL;
    default:  return rep != REP_NONE;
    }
}

static bool check_operands(Check *c, const PirIns *ins)
{
    const char *letters = pir_ops[ins->op].operands;
    for (uint32_t i = 0; i < ins->arg_count; i++) {
        char letter = *letters == '*' ? 'W' : *letters;
        if (!letter)
            return wrong(c, ins->block, ins, "too many operands");
        if (!letter_allows(letter, ins->args[i]->rep))
            return wrong(c, ins->block, ins, "operand %u, %%%u, is %s", i, ins->args[i]->id,
                         pir_rep_names[ins->args[i]->rep]);
        letters += *letters != '*';
    }
    if (*letters && *letters != '*')
        return wrong(c, ins->block, ins, "too few operands");
    return true;
}

static bool check_entry(Check *c, const PirIns *ins)
{
    static const PirRep results[] = {
        [ENTRY_KIND_OBJ] = REP_WORD, [ENTRY_KIND_BOOL] = REP_BOOL, [ENTRY_KIND_TRI] = REP_BOOL,
        [ENTRY_KIND_STATUS] = REP_NONE, [ENTRY_KIND_I64] = REP_I64, [ENTRY_KIND_PTR] = REP_ANY,
        [ENTRY_KIND_VOID] = REP_NONE
    };
    if (ins->entry < 0 || ins->entry >= ENTRY_COUNT)
        return wrong(c, ins->block, ins, "no such entry");
    const EntryInfo *entry = &entry_infos[ins->entry];
    if (ins->rep != results[entry->result])
        return wrong(c, ins->block, ins, "%s does not result in %s", entry->name, pir_rep_names[ins->rep]);
    uint32_t operand = 0;
    for (int i = 0; i < entry->arg_count; i++) {
        if (entry->args[i] == ENTRY_KIND_PTR)
            continue;
        if (operand == ins->arg_count)
            return wrong(c, ins->block, ins, "%s: too few operands", entry->name);
        if (ins->args[operand]->rep != results[entry->args[i]])
            return wrong(c, ins->block, ins, "%s: operand %u is %s", entry->name, operand,
                         pir_rep_names[ins->args[operand]->rep]);
        operand++;
    }
    if (operand != ins->arg_count)
        return wrong(c, ins->block, ins, "%s: too many operands", entry->name);
    return true;
}

static bool check_immediates(Check *c, const PirIns *ins)
{
    for (const char *kind = pir_ops[ins->op].immediates; *kind; kind++)
        if ((*kind == 'n' && !ins->name) || (*kind == 'c' && !ins->c_import) || (*kind == 'p' && !ins->function)
            || (*kind == 'k' && ins->op == PIR_CONST && !ins->constant))
            return wrong(c, ins->block, ins, "an immediate is missing");
    PirRep row = pir_ops[ins->op].result;
    if (row == REP_ANY ? ins->rep == REP_ANY : ins->rep != row)
        return wrong(c, ins->block, ins, "the result is %s", pir_rep_names[ins->rep]);
    return true;
}

/* ---- uses --------------------------------------------------------------------------------- */

/* Is `value` defined wherever control stands in `at`, before the op at `place`? */
static bool reaches(const Check *c, const PirIns *value, const PirBlock *at, uint32_t place)
{
    const PirBlock *from = value->block;
    if (value->target_count) {                       /* defined on the edge to its first target */
        const PirBlock *normal = value->targets[0].block;
        return c->flow->predecessors[c->flow->index[normal->id]].count == 1
               && pir_dominates(c->flow, normal, at);
    }
    if (from == at)
        return c->place[value->id] < place;
    return pir_dominates(c->flow, from, at);
}

static bool check_use(Check *c, const PirIns *ins, const PirIns *value, bool is_normal_edge)
{
    if (!value || value->id >= c->fn->next_id || c->defined[value->id] != value)
        return wrong(c, ins->block, ins, "uses %%%u, which is not in the function", value ? value->id : 0);
    if (value->forward)
        return wrong(c, ins->block, ins, "uses %%%u, which was replaced", value->id);
    if (is_normal_edge && value == ins)
        return true;
    if (!reaches(c, value, ins->block, c->place[ins->id]))
        return wrong(c, ins->block, ins, "%%%u is not defined here", value->id);
    return true;
}

static bool check_uses(Check *c, const PirIns *ins)
{
    for (uint32_t i = 0; i < ins->arg_count; i++)
        if (!check_use(c, ins, ins->args[i], false))
            return false;
    for (uint32_t t = 0; t < ins->target_count; t++)
        for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
            if (!check_use(c, ins, ins->targets[t].args[i], t == 0))
                return false;
    return true;
}

/* ---- targets --------------------------------------------------------------------------------- */

static bool check_target_count(Check *c, const PirIns *ins)
{
    uint32_t flags = pir_flags(ins), n = ins->target_count;
    bool may_raise = flags & OPF_MAY_RAISE, protected = ins->block->handler != NULL;
    switch (ins->op) {
    case PIR_JUMP:   return n == 1 || wrong(c, ins->block, ins, "%u targets", n);
    case PIR_BRANCH: return n == 2 || wrong(c, ins->block, ins, "%u targets", n);
    case PIR_SWITCH: return n >= 1 || wrong(c, ins->block, ins, "no targets");
    default: break;
    }
    if (flags & OPF_EXITS)
        return n == 2 || wrong(c, ins->block, ins, "%u targets instead of (normal, exit)", n);
    if (!may_raise || !protected)
        return n == 0 || wrong(c, ins->block, ins, "has targets outside protected blocks");
    if (flags & OPF_ENDS_BLOCK)
        return n == 1 || wrong(c, ins->block, ins, "%u targets instead of (handler)", n);
    return n == 2 || wrong(c, ins->block, ins, "%u targets instead of (normal, handler)", n);
}

static bool fails_to(const PirIns *ins, uint32_t target)
{
    return (pir_flags(ins) & OPF_MAY_RAISE) && target == ins->target_count - 1;
}

static bool check_target(Check *c, const PirIns *ins, uint32_t t)
{
    const PirTarget *target = &ins->targets[t];
    const PirBlock *to = target->block;
    if (!to || to->id >= c->fn->next_block || !c->in_layout[to->id] || to->function != c->fn)
        return wrong(c, ins->block, ins, "target b%u is not in the function", to ? to->id : 0);
    if (to == c->fn->entry)
        return wrong(c, ins->block, ins, "jumps to the entry block");
    if (target->arg_count != to->param_count)
        return wrong(c, ins->block, ins, "b%u takes %u arguments, not %u", to->id, to->param_count,
                     target->arg_count);
    for (uint32_t i = 0; i < to->param_count; i++)
        if (target->args[i]->rep != to->params[i]->rep)
            return wrong(c, ins->block, ins, "argument %u of b%u is %s instead of %s", i, to->id,
                         pir_rep_names[target->args[i]->rep], pir_rep_names[to->params[i]->rep]);
    if (fails_to(ins, t) != to->is_handler)
        return wrong(c, ins->block, ins, to->is_handler ? "b%u is a handler" : "b%u is no handler", to->id);
    return true;
}

static bool check_handler(Check *c, const PirBlock *block)
{
    if (!block->first || block->first->op != PIR_CATCH)
        return wrong(c, block, NULL, "a handler that does not start with CATCH");
    for (uint32_t i = 0; i < block->param_count; i++)
        if (block->params[i]->rep != REP_WORD)
            return wrong(c, block, block->params[i], "a handler's parameter is not a word");
    return true;
}

static bool check_ins(Check *c, const PirIns *ins)
{
    if (!check_immediates(c, ins))
        return false;
    if (ins->op == PIR_RUNTIME ? !check_entry(c, ins) : !check_operands(c, ins))
        return false;
    if (ins->op == PIR_CATCH && (ins != ins->block->first || !ins->block->is_handler))
        return wrong(c, ins->block, ins, "not at the start of a handler");
    if (!check_target_count(c, ins))
        return false;
    for (uint32_t t = 0; t < ins->target_count; t++)
        if (!check_target(c, ins, t))
            return false;
    return true;
}

static bool check_function(Check *c)
{
    const PirFunc *fn = c->fn;
    const PirBlock *last = NULL;
    uint32_t count = 0;
    if (!fn->entry)
        return wrong(c, NULL, NULL, "the function has no blocks");
    for (const PirBlock *block = fn->entry; block; last = block, block = block->next, count++)
        if (!define_block(c, block))
            return false;
    if (last != fn->last_block || count != fn->block_count)
        return wrong(c, last, NULL, "last_block or block_count is wrong");
    for (const PirBlock *block = fn->entry; block; block = block->next) {
        if (block->is_handler && !check_handler(c, block))
            return false;
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            if (!check_ins(c, ins))
                return false;
    }
    c->flow = pir_flow((PirFunc *)fn, c->scratch);
    for (uint32_t i = 0; i < c->flow->order.count; i++)
        for (const PirIns *ins = c->flow->order.order[i]->first; ins; ins = ins->next)
            if (!check_uses(c, ins))
                return false;
    return true;
}

char *pir_verify(const PirFunc *fn)
{
    Check c = { .fn = fn, .scratch = arena_new() };
    c.defined = ARENA_ARRAY(c.scratch, const PirIns *, fn->next_id + 1);
    c.place = ARENA_ARRAY(c.scratch, uint32_t, fn->next_id + 1);
    c.in_layout = ARENA_ARRAY(c.scratch, bool, fn->next_block + 1);
    check_function(&c);
    arena_free(c.scratch);
    return c.error;
}
