/* Turns a generator, coroutine or async generator into a maker and a resume function. Needed
   by every executor: YIELD and YIELD_FROM do not exist behind this pass.

       func f0 g flags 32 {                   func f0 g resume f1 {
       b0(%0 word):                           b0(%0 word):
         %1 = YIELD %0                          %1 = MAKE_GENERATOR f1 1 %0
         RETURN %1                              RETURN %1
       }                                      }
                                              func f1 g parent f0 is_generator_resume {
                                              b2(%3 word, %4 word):              generator, what is sent
                                                %5 = GEN_STATE %3
                                                SWITCH %5 -> b0, b1, b3
                                              b0:
                                                %6 = GEN_LOAD 0 %3
                                                SUSPEND 1 %3, %6
                                              b1:
                                                %7 = GEN_SENT %4
                                                GEN_RETURN %3, %7
                                              b3:
                                                UNREACHABLE

   States: 0 at first; odd at a yield; even inside a delegation (yield from, await), where the
   runtime knows the iterator from delegate_step. Slots hold the parameters first, then CALLEE
   when it is used, then every value that a resumption cuts off from its definition, as a word.
   A value is stored behind its definition, or at the suspensions where it is live when its
   definition stands in a deeper loop than all of these. Constants are made again.

   The graph is cut first; then a value needs repair exactly where its definition no longer
   dominates a use: there a load behind the resumption is one more definition, and block
   parameters join them (Braun et al., "Simple and Efficient Construction of SSA Form").
   drop-dead removes the parameters that turn out trivial. The code object of a resume
   function is that of its parent, the maker. */
#include "frontend/passes/passes_internal.h"

#include <string.h>
#include "frontend/pir/entries.h"

enum { STATE_ANY_GENERATOR = 0x20 | 0x80 | 0x100 | 0x200 };   /* CodeInfo.flags: CODE_GENERATOR and kin */

typedef struct Suspension {
    PirBlock *from, *resumed;         /* ends with SUSPEND; where control comes back */
    uint32_t loop_depth;
} Suspension;

/* Operand `index` of an op, or of its target `target` when that is not -1. Not a pointer: argument
   arrays move when they grow. */
typedef struct Use { PirIns *ins; int64_t target; uint32_t index; struct Use *next; } Use;

typedef struct Variable {
    PirIns *value;                    /* its definition, as a word */
    PirIns *original;                 /* the raw value when `value` boxes it, else the same */
    PirBlock *home;                   /* where the definition stands, for dominance */
    Use *uses;                        /* those that the definition does not dominate */
    uint32_t slot;
} Variable;

typedef struct Work {
    Arena *scratch;
    PirFunc *maker, *fn;              /* fn: the resume function */
    PirIns *generator, *sent;
    PirBlock *start;                  /* the function's first block as written */
    VEC(Suspension) suspensions;
    uint32_t yields, delegations, slots;
    PirFlow *flow;
    uint32_t *depth;                  /* by block id: loop depth while loops were whole */
    uint32_t *suspension_of;          /* by block id: 1 + number of the suspension that resumes there */
    VEC(Variable) variables;
    /* of the variable being repaired */
    PirIns **at_start, **at_end;      /* by block id; NULL not known yet */
    VEC(PirBlock *) touched;
} Work;

static PirIns *append1(PirBlock *block, PirOpcode op, PirPos pos, PirIns *operand)
{
    return edit_append(block, op, REP_WORD, pos, &operand, 1);
}

static void jump_to(PirBlock *from, PirBlock *to, PirIns *const *args, uint32_t arg_count)
{
    PirIns *jump = edit_append(from, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(to->function, jump, to, args, arg_count);
}

static PirBlock *new_block_behind(PirBlock *after, PirBlock *like)
{
    PirBlock *block = pir_block_new(after->function);
    edit_move_behind(after->function, block, after);
    block->handler = like->handler;
    block->is_cold = like->is_cold;
    block->weight = like->weight;
    block->loop_depth = like->loop_depth;
    return block;
}

/* ---- the two functions ------------------------------------------------------------------ */

/* Moves the whole graph of the maker into the resume function. */
static void move_graph(Work *w)
{
    PirFunc *maker = w->maker;
    PirFunc *fn = pir_func_new(maker->module, maker, maker->name, maker->qualname);
    fn->varnames = maker->varnames;
    fn->freevars = maker->freevars;
    fn->cellvars = maker->cellvars;
    fn->flags = maker->flags;
    fn->first_line = maker->first_line;
    fn->names_locals = maker->names_locals;
    fn->ast_hash = maker->ast_hash;
    fn->hot = maker->hot;
    fn->cold = maker->cold;
    fn->is_generator_resume = true;
    fn->parameter_count = 2;
    fn->entry = maker->entry;
    fn->last_block = maker->last_block;
    fn->next_id = maker->next_id;
    fn->next_block = maker->next_block;
    fn->block_count = maker->block_count;
    for (PirBlock *block = fn->entry; block; block = block->next)
        block->function = fn;
    maker->entry = maker->last_block = NULL;
    maker->next_id = maker->next_block = maker->block_count = 0;
    maker->resume = fn;
    w->fn = fn;
    w->start = fn->entry;
}

/* The maker: its parameters, and the function object when free variables are used. */
static PirIns *build_maker(Work *w, uint32_t parameters, bool uses_callee)
{
    PirBlock *block = pir_block_new(w->maker);
    PirPos pos = { .line = 0 };
    PirIns *make = pir_ins_new(w->maker, PIR_MAKE_GENERATOR, REP_WORD, pos, NULL, 0);
    for (uint32_t i = 0; i < parameters; i++)
        pir_add_arg(w->maker, make, pir_param(block, REP_WORD));
    if (uses_callee)
        pir_add_arg(w->maker, make, edit_append(block, PIR_CALLEE, REP_WORD, pos, NULL, 0));
    make->function = w->fn;
    pir_append(block, make);
    append1(block, PIR_RETURN, pos, make);
    return make;
}

/* The entry of the resume function; its SWITCH gets its targets when the states are known. */
static void build_entry(Work *w)
{
    PirBlock *entry = pir_block_new(w->fn);
    pir_unlink_block(w->fn, entry);
    w->fn->block_count++;
    entry->next = w->fn->entry;
    w->fn->entry = entry;
    w->generator = pir_param(entry, REP_WORD);
    w->sent = pir_param(entry, REP_WORD);
}

/* Parameters and CALLEE come from the generator's slots. */
static bool load_parameters(Work *w, uint32_t *parameters)
{
    PirBlock *start = w->start;
    bool uses_callee = false;
    *parameters = start->param_count;
    for (uint32_t i = 0; i < start->param_count; i++) {
        PirIns *load = edit_before(start->first, PIR_GEN_LOAD, REP_WORD, &w->generator, 1);
        load->integer = i;
        load->type = start->params[i]->type;
        start->params[i]->forward = load;
    }
    start->param_count = 0;
    for (PirBlock *block = start; block; block = block->next)
        for (PirIns *ins = block->first, *next; ins; ins = next) {
            next = ins->next;
            if (ins->op != PIR_CALLEE)
                continue;
            uses_callee = true;
            ins->forward = edit_before(ins, PIR_GEN_LOAD, REP_WORD, &w->generator, 1);
            ins->forward->integer = *parameters;
            pir_remove(ins);
        }
    pir_apply_forwards(w->fn);
    w->slots = *parameters + uses_callee;
    return uses_callee;
}

/* ---- cutting --------------------------------------------------------------------------------- */

/* The code behind a suspending op: what remains of its block, or for a protected one its normal
   target. Returns the block that goes on with the op's result, given as that block's way in:
   ops before the op stay where they are, and the op itself is removed. */
typedef struct Cut {
    PirBlock *before;                 /* without a terminator */
    PirBlock *like;                   /* gives handler and coldness */
    PirBlock *rest;                   /* unprotected: the ops behind */
    PirTarget normal, handler;        /* protected */
    bool is_protected;
    PirIns *op;
} Cut;

static Cut cut_at(PirIns *op)
{
    Cut cut = { .before = op->block, .like = op->block, .op = op, .is_protected = op->target_count > 0 };
    if (cut.is_protected) {
        cut.normal = op->targets[0];
        cut.handler = op->targets[1];
    } else {
        cut.rest = edit_split_before(op->next);
    }
    pir_remove(op);
    return cut;
}

/* Appends a may-raise op that stands for the cut one: its failure goes where that one's went.
   Returns the block in which control goes on without failure. */
static PirBlock *append_may_raise(const Cut *cut, PirBlock *block, PirIns *ins)
{
    pir_append(block, ins);
    if (!cut->is_protected)
        return block;
    PirBlock *normal = new_block_behind(block, cut->like);
    pir_add_target(block->function, ins, normal, NULL, 0);
    pir_add_target(block->function, ins, cut->handler.block, cut->handler.args, cut->handler.arg_count);
    return normal;
}

/* Goes on behind the cut with `result` for the cut op's. */
static void go_on(const Cut *cut, PirBlock *from, PirIns *result)
{
    cut->op->forward = result;
    if (cut->is_protected)
        jump_to(from, cut->normal.block, cut->normal.args, cut->normal.arg_count);
    else
        jump_to(from, cut->rest, NULL, 0);
}

/* Ends `from` with SUSPEND; returns the block that is resumed. */
static PirBlock *suspend(Work *w, const Cut *cut, PirBlock *from, PirIns *value, uint32_t state)
{
    PirIns *operands[] = { w->generator, value };
    PirIns *ins = edit_append(from, PIR_SUSPEND, REP_NONE, cut->op->pos, operands, 2);
    ins->integer = state;
    PirBlock *resumed = new_block_behind(from, cut->like);
    VEC_PUSH(w->scratch, w->suspensions, ((Suspension){ from, resumed, cut->like->loop_depth }));
    return resumed;
}

static void cut_yield(Work *w, PirIns *op)
{
    Cut cut = cut_at(op);
    PirBlock *resumed = suspend(w, &cut, cut.before, op->args[0], 2 * w->yields++ + 1);
    PirIns *sent = pir_ins_new(w->fn, PIR_GEN_SENT, REP_WORD, op->pos, &w->sent, 1);
    sent->number = op->number;
    go_on(&cut, append_may_raise(&cut, resumed, sent), sent);
}

static PirIns *entry_op(Work *w, int entry, PirRep rep, PirPos pos, PirIns *const *args, uint32_t n)
{
    PirIns *ins = pir_ins_new(w->fn, PIR_RUNTIME, rep, pos, args, n);
    ins->entry = entry;
    return ins;
}

/* YIELD_FROM: iterator; loop: step with what was sent; done, or suspend and again. */
static void cut_delegation(Work *w, PirIns *op)
{
    Cut cut = cut_at(op);
    PirPos pos = op->pos;
    PirIns *is_await = edit_append(cut.before, PIR_CONST_I64, REP_I64, pos, NULL, 0);
    is_await->integer = op->integer;
    PirIns *iterator = entry_op(w, ENTRY_delegate_iter, REP_WORD, pos,
                                (PirIns *[]){ op->args[0], is_await }, 2);
    PirBlock *ready = append_may_raise(&cut, cut.before, iterator);
    PirIns *none = edit_append(ready, PIR_CONST, REP_WORD, pos, NULL, 0);
    none->constant = ARENA_NEW(w->fn->arena, Const);       /* kind 0: None */

    PirBlock *loop = new_block_behind(ready, cut.like);
    jump_to(ready, loop, &none, 1);
    PirIns *passed = pir_param(loop, REP_WORD);
    PirIns *step = entry_op(w, ENTRY_delegate_step, REP_WORD, pos,
                            (PirIns *[]){ iterator, passed, w->generator }, 3);
    PirBlock *stepped = append_may_raise(&cut, loop, step);
    PirIns *is_done = append1(stepped, PIR_IS_STOP, pos, step);
    PirIns *branch = append1(stepped, PIR_BRANCH, pos, is_done);

    PirBlock *given = new_block_behind(stepped, cut.like);
    PirBlock *resumed = suspend(w, &cut, given, step, 2 * w->delegations++ + 2);
    jump_to(resumed, loop, &w->sent, 1);
    PirBlock *done = new_block_behind(resumed, cut.like);
    pir_add_target(w->fn, branch, done, NULL, 0);
    pir_add_target(w->fn, branch, given, NULL, 0);
    PirIns *result = entry_op(w, ENTRY_delegate_result, REP_WORD, pos, &w->generator, 1);
    pir_append(done, result);
    go_on(&cut, done, result);
}

static void cut_all(Work *w)
{
    for (PirBlock *block = w->start; block; block = block->next)
        for (PirIns *ins = block->first, *next; ins; ins = next) {
            next = ins->next;
            if (ins->op == PIR_RETURN) {
                edit_append(block, PIR_GEN_RETURN, REP_NONE, ins->pos,
                            (PirIns *[]){ w->generator, ins->args[0] }, 2);
                pir_remove(ins);
            } else if (ins->op == PIR_YIELD) {
                cut_yield(w, ins);
                break;                                      /* the rest is a later block */
            } else if (ins->op == PIR_YIELD_FROM) {
                cut_delegation(w, ins);
                break;
            }
        }
    pir_apply_forwards(w->fn);
}

/* The SWITCH of the entry, dense over the states; numbers without a suspension are unreachable. */
static void dispatch(Work *w)
{
    PirBlock *entry = w->fn->entry, *nowhere = pir_block_new(w->fn);
    edit_append(nowhere, PIR_UNREACHABLE, REP_NONE, (PirPos){0}, NULL, 0);
    nowhere->is_cold = true;
    uint32_t states = 1;
    for (size_t i = 0; i < w->suspensions.count; i++) {
        uint32_t state = (uint32_t)w->suspensions.items[i].from->last->integer;
        states = state + 1 > states ? state + 1 : states;
    }
    PirBlock **by_state = ARENA_ARRAY(w->scratch, PirBlock *, states);
    by_state[0] = w->start;
    for (size_t i = 0; i < w->suspensions.count; i++)
        by_state[w->suspensions.items[i].from->last->integer] = w->suspensions.items[i].resumed;
    PirIns *state = edit_append(entry, PIR_GEN_STATE, REP_I64, (PirPos){0}, &w->generator, 1);
    PirIns *last = edit_append(entry, PIR_SWITCH, REP_NONE, (PirPos){0}, &state, 1);
    for (uint32_t i = 0; i < states; i++)
        pir_add_target(w->fn, last, by_state[i] ? by_state[i] : nowhere, NULL, 0);
    pir_add_target(w->fn, last, nowhere, NULL, 0);
}

/* ---- what must be saved ------------------------------------------------------------------------ */

/* The block from whose start (or from inside of which) on the value is there. */
static PirBlock *home_of(const PirIns *value)
{
    return value->target_count ? value->targets[0].block : value->block;
}

static bool is_available(Work *w, const PirIns *value, const PirIns *user, bool on_first_edge)
{
    if (value == user)
        return on_first_edge;
    if (value->block == user->block && !value->target_count)
        return true;                                        /* order inside a block never changes */
    return pir_dominates(w->flow, home_of(value), user->block);
}

static Variable *variable_of(Work *w, uint32_t *numbers, PirIns *value)
{
    if (!numbers[value->id]) {
        VEC_PUSH(w->scratch, w->variables, ((Variable){ value, value, home_of(value), NULL, 0 }));
        numbers[value->id] = (uint32_t)w->variables.count;
    }
    return &w->variables.items[numbers[value->id] - 1];
}

static PirIns **operand_of(const Use *use)
{
    return use->target < 0 ? &use->ins->args[use->index] : &use->ins->targets[use->target].args[use->index];
}

static void note_use(Work *w, uint32_t *numbers, PirIns *user, int64_t target, uint32_t index)
{
    Use found = { user, target, index, NULL };
    PirIns *value = *operand_of(&found);
    if (is_available(w, value, user, target == 0))
        return;
    Variable *variable = variable_of(w, numbers, value);
    Use *use = ARENA_NEW(w->scratch, Use);
    found.next = variable->uses;
    *use = found;
    variable->uses = use;
}

static void find_variables(Work *w)
{
    uint32_t *numbers = ARENA_ARRAY(w->scratch, uint32_t, w->fn->next_id + 1);
    for (uint32_t b = 0; b < w->flow->order.count; b++)
        for (PirIns *ins = w->flow->order.order[b]->first; ins; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                note_use(w, numbers, ins, -1, i);
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    note_use(w, numbers, ins, t, i);
        }
}

static bool is_constant(const PirIns *value)
{
    return value->op != PIR_PARAM && !value->arg_count && (pir_flags(value) & OPF_PURE) && value->op != PIR_CALLEE;
}

static void remake_constants(Work *w, Variable *variable)
{
    for (Use *use = variable->uses; use; use = use->next) {
        PirIns *copy = edit_before(use->ins, variable->value->op, variable->value->rep, NULL, 0);
        copy->integer = variable->value->integer;
        copy->real = variable->value->real;
        copy->constant = variable->value->constant;
        copy->name = variable->value->name;
        copy->function = variable->value->function;
        copy->type = variable->value->type;
        copy->pos = variable->value->pos;
        *operand_of(use) = copy;
    }
}

/* Right behind the definition of a value; at the start of its home when that is another block. */
static PirIns *behind_definition(const PirIns *value)
{
    if (value->op != PIR_PARAM && !value->target_count)
        return value->next;
    PirIns *first = home_of(value)->first;
    return first->op == PIR_CATCH ? first->next : first;
}

static const PirOpcode box_ops[] = { [REP_I64] = PIR_BOX_I64, [REP_F64] = PIR_BOX_F64, [REP_BOOL] = PIR_BOX_BOOL };
static const PirOpcode unbox_ops[] = { [REP_I64] = PIR_UNBOX_I64, [REP_F64] = PIR_UNBOX_F64, [REP_BOOL] = PIR_UNBOX_BOOL };

static void box_definition(Variable *variable)
{
    PirIns *raw = variable->original;
    if (raw->rep == REP_WORD)
        return;
    variable->value = edit_before(behind_definition(raw), box_ops[raw->rep], REP_WORD, &raw, 1);
    variable->home = variable->value->block;
}

/* ---- where it is live ----------------------------------------------------------------------------- */

typedef struct Live {
    bool *at_start;                   /* by block id */
    bool *resumed;                    /* by number of the suspension */
    VEC(PirBlock *) work;
} Live;

static void live_at_start(Work *w, Live *live, PirBlock *block)
{
    if (live->at_start[block->id])
        return;
    live->at_start[block->id] = true;
    VEC_PUSH(w->scratch, live->work, block);
}

static void live_at_end(Work *w, Live *live, const Variable *variable, PirBlock *block)
{
    if (block != variable->home)
        live_at_start(w, live, block);
}

static void find_live(Work *w, const Variable *variable, Live *live)
{
    memset(live->at_start, 0, w->fn->next_block * sizeof *live->at_start);
    memset(live->resumed, 0, w->suspensions.count * sizeof *live->resumed);
    live->work.count = 0;
    for (const Use *use = variable->uses; use; use = use->next)
        live_at_end(w, live, variable, use->ins->block);
    while (live->work.count) {
        PirBlock *block = live->work.items[--live->work.count];
        uint32_t number = w->suspension_of[block->id];
        if (number) {
            live->resumed[number - 1] = true;
            live_at_end(w, live, variable, w->suspensions.items[number - 1].from);
            continue;
        }
        uint32_t b = w->flow->index[block->id];
        for (uint32_t e = 0; e < w->flow->predecessors[b].count; e++)
            live_at_end(w, live, variable, w->flow->predecessors[b].edges[e].from);
    }
}

/* ---- repair ------------------------------------------------------------------------------------------ */

static PirIns *read_at_start(Work *w, const Variable *variable, PirBlock *block);

static PirIns *read_at_end(Work *w, const Variable *variable, PirBlock *block)
{
    return w->at_end[block->id] ? w->at_end[block->id] : read_at_start(w, variable, block);
}

static void know(Work *w, PirIns **table, PirBlock *block, PirIns *value)
{
    table[block->id] = value;
    VEC_PUSH(w->scratch, w->touched, block);
}

/* A block with several ways in gets a parameter, known before the ways are followed (loops). */
static PirIns *read_at_start(Work *w, const Variable *variable, PirBlock *block)
{
    if (w->at_start[block->id])
        return w->at_start[block->id];
    uint32_t b = w->flow->index[block->id];
    if (w->flow->predecessors[b].count == 1) {
        PirIns *value = read_at_end(w, variable, w->flow->predecessors[b].edges[0].from);
        know(w, w->at_start, block, value);
        return value;
    }
    PirIns *param = pir_param(block, REP_WORD);
    param->type = variable->value->type;
    know(w, w->at_start, block, param);
    for (uint32_t e = 0; e < w->flow->predecessors[b].count; e++) {
        PirEdge *edge = &w->flow->predecessors[b].edges[e];
        pir_target_add_arg(w->fn, edge->target, read_at_end(w, variable, edge->from));
    }
    return param;
}

static void store_before(Work *w, PirIns *where, PirIns *value, uint32_t slot)
{
    PirIns *store = edit_before(where, PIR_GEN_STORE, REP_NONE, (PirIns *[]){ w->generator, value }, 2);
    store->integer = slot;
}

static void load_resumed(Work *w, const Variable *variable, const Live *live)
{
    for (size_t s = 0; s < w->suspensions.count; s++) {
        if (!live->resumed[s])
            continue;
        PirBlock *block = w->suspensions.items[s].resumed;
        PirIns *load = edit_before(block->first, PIR_GEN_LOAD, REP_WORD, &w->generator, 1);
        load->integer = variable->slot;
        load->type = variable->value->type;
        know(w, w->at_start, block, load);
        know(w, w->at_end, block, load);
    }
}

/* A definition in a deeper loop than all suspensions is stored at these, others where they are. */
static void store_variable(Work *w, const Variable *variable, const Live *live)
{
    uint32_t least = UINT32_MAX;
    for (size_t s = 0; s < w->suspensions.count; s++)
        if (live->resumed[s] && w->suspensions.items[s].loop_depth < least)
            least = w->suspensions.items[s].loop_depth;
    const PirIns *original = variable->original;
    if (w->depth[variable->home->id] <= least) {
        store_before(w, behind_definition(variable->value == original ? original : variable->value),
                     variable->value, variable->slot);
        return;
    }
    for (size_t s = 0; s < w->suspensions.count; s++)
        if (live->resumed[s]) {
            PirBlock *from = w->suspensions.items[s].from;
            store_before(w, from->last, read_at_end(w, variable, from), variable->slot);
        }
}

static void rewrite_uses(Work *w, const Variable *variable)
{
    PirRep rep = variable->original->rep;
    for (Use *use = variable->uses; use; use = use->next) {
        PirIns *value = read_at_end(w, variable, use->ins->block);
        *operand_of(use) = rep == REP_WORD ? value : edit_before(use->ins, unbox_ops[rep], rep, &value, 1);
    }
}

static void save_variable(Work *w, Variable *variable, Live *live)
{
    bool has_slot = variable->value->op == PIR_GEN_LOAD;     /* a parameter or CALLEE */
    box_definition(variable);
    variable->slot = has_slot ? (uint32_t)variable->value->integer : w->slots++;
    find_live(w, variable, live);
    for (size_t i = 0; i < w->touched.count; i++)
        w->at_start[w->touched.items[i]->id] = w->at_end[w->touched.items[i]->id] = NULL;
    w->touched.count = 0;
    know(w, w->at_end, variable->home, variable->value);
    load_resumed(w, variable, live);
    if (!has_slot)
        store_variable(w, variable, live);
    rewrite_uses(w, variable);
}

static void save_values(Work *w)
{
    w->depth = ARENA_ARRAY(w->scratch, uint32_t, w->fn->next_block + 1);
    for (PirBlock *block = w->fn->entry; block; block = block->next)
        w->depth[block->id] = block->loop_depth;
    w->flow = pir_flow(w->fn, w->scratch);
    w->suspension_of = ARENA_ARRAY(w->scratch, uint32_t, w->fn->next_block + 1);
    for (size_t s = 0; s < w->suspensions.count; s++)
        w->suspension_of[w->suspensions.items[s].resumed->id] = (uint32_t)s + 1;
    w->at_start = ARENA_ARRAY(w->scratch, PirIns *, w->fn->next_block + 1);
    w->at_end = ARENA_ARRAY(w->scratch, PirIns *, w->fn->next_block + 1);
    Live live = { ARENA_ARRAY(w->scratch, bool, w->fn->next_block + 1),
                  ARENA_ARRAY(w->scratch, bool, w->suspensions.count + 1), {0} };
    find_variables(w);
    for (size_t v = 0; v < w->variables.count; v++) {
        if (is_constant(w->variables.items[v].value))
            remake_constants(w, &w->variables.items[v]);
        else
            save_variable(w, &w->variables.items[v], &live);
    }
}

bool generators(PirFunc *fn)
{
    if (!(fn->flags & STATE_ANY_GENERATOR) || fn->is_generator_resume || fn->resume)
        return false;
    Work w = { .scratch = arena_new(), .maker = fn };
    uint32_t parameters;
    pir_drop_unreachable(fn);
    pir_flow(fn, w.scratch);                                /* loop depths, while loops are whole */
    move_graph(&w);
    build_entry(&w);
    bool uses_callee = load_parameters(&w, &parameters);
    PirIns *make = build_maker(&w, parameters, uses_callee);
    w.fn->uses_callee = false;
    cut_all(&w);
    dispatch(&w);
    save_values(&w);
    make->integer = w.slots;
    pir_drop_unreachable(w.fn);
    arena_free(w.scratch);
    return true;
}
