/* versions: builds the fast version of a region and the tests that choose it.

   Each block of the region gets a copy in which typed values are raw. While a copy is emitted
   its operands still name the original values (FastUse); versions_repair puts the fast ones in.

   Leaving. A raw op that cannot go on, and a test of a word that fails, jump to a leave block,
   which jumps to the general version at the last checkpoint: the start of the block, or the op
   behind the last one with an effect. The general block is split there. What lies between was
   pure, so computing it again is unseen. An edge whose argument does not have the kind of the
   parameter leaves to the general target.

   Entering. All general edges to a loop header lead to its test block, which tests the words
   that the fast version holds raw (parameters, values of the region live there, invariants). */
#include "frontend/passes/versions_internal.h"

#include "frontend/base/diag.h"

typedef struct Operand { PirIns *ins; bool is_original; } Operand;

typedef struct Copier {
    Region *r;
    PirBlock *at;                  /* fast block being filled */
    PirIns *checkpoint;            /* original op at which the general version may go on */
    PirBlock *leave;               /* leads there; NULL: not made yet */
    PirIns **raw[2], **boxed;      /* of this block, by value number: unboxed int, float; boxed */
    VEC(PirIns *) cached;
} Copier;

/* ---- making blocks and ops ---------------------------------------------------------------- */

static void set_world(Region *r, const PirBlock *block, World world)
{
    while (r->worlds.count <= block->id)
        VEC_PUSH(r->scratch, r->worlds, GENERAL);
    r->worlds.items[block->id] = (uint8_t)world;
}

static PirBlock *new_fast(Region *r, const PirBlock *like)
{
    PirBlock *block = pir_block_new(r->fn);
    block->handler = like->handler;
    block->is_cold = like->is_cold;
    block->weight = like->weight;
    set_world(r, block, FAST);
    return block;
}

static void record_use(Region *r, PirIns *ins, int32_t target, uint32_t index)
{
    VEC_PUSH(r->scratch, r->uses, ((FastUse){ ins, target, index }));
}

static PirIns *emit(Copier *c, PirOpcode op, PirRep rep, PirPos pos, const Operand *operands, uint32_t count)
{
    PirIns *ins = pir_ins_new(c->r->fn, op, rep, pos, NULL, 0);
    for (uint32_t i = 0; i < count; i++) {
        pir_add_arg(c->r->fn, ins, operands[i].ins);
        if (operands[i].is_original)
            record_use(c->r, ins, -1, i);
    }
    pir_append(c->at, ins);
    return ins;
}

static PirIns *emit1(Copier *c, PirOpcode op, PirRep rep, PirPos pos, Operand operand)
{
    return emit(c, op, rep, pos, &operand, 1);
}

static void emit_jump(Copier *c, PirBlock *to)
{
    PirIns *jump = emit(c, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(c->r->fn, jump, to, NULL, 0);
}

static void add_operand(Copier *c, PirIns *ins, int32_t target, Operand operand)
{
    PirTarget *to = &ins->targets[target];
    pir_target_add_arg(c->r->fn, to, operand.ins);
    if (operand.is_original)
        record_use(c->r, ins, target, to->arg_count - 1);
}

/* ---- leaving ---------------------------------------------------------------------------------- */

static PirBlock *leave_block(Copier *c)
{
    if (c->leave)
        return c->leave;
    PirBlock *general = c->checkpoint->block;
    PirBlock *rest = edit_split_before(c->checkpoint);
    set_world(c->r, rest, GENERAL);
    PirIns *jump = edit_append(general, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(c->r->fn, jump, rest, NULL, 0);
    PirBlock *leave = new_fast(c->r, general);
    leave->handler = NULL;
    leave->is_cold = true;
    PirIns *out = edit_append(leave, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(c->r->fn, out, rest, NULL, 0);
    return c->leave = leave;
}

/* Where general code goes to reach a block: a header through its test. */
static PirBlock *general_way(const Region *r, PirBlock *to)
{
    return to->id < r->first_new_block && r->tests[to->id] ? r->tests[to->id] : to;
}

/* Ends `block` with a jump to the general version; the arguments are general values there. */
static void leave_to(Copier *c, PirBlock *block, PirBlock *to, PirIns *const *args, uint32_t count)
{
    PirIns *jump = edit_append(block, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(c->r->fn, jump, general_way(c->r, to), args, count);
    VEC_PUSH(c->r->scratch, c->r->leaves, block);
}

/* Goes on in a new block when the condition holds, else to `otherwise`. */
static void branch_or(Copier *c, PirIns *condition, PirPos pos, PirBlock *otherwise)
{
    PirBlock *next = new_fast(c->r, c->at);
    PirIns *branch = emit1(c, PIR_BRANCH, REP_NONE, pos, (Operand){ condition, false });
    pir_add_target(c->r->fn, branch, next, NULL, 0);
    pir_add_target(c->r->fn, branch, otherwise, NULL, 0);
    c->at = next;
}

/* ---- operands ------------------------------------------------------------------------------------ */

static PirType type_of_kind(Kind kind)
{
    return kind == KIND_INT ? TYPE_INT : kind == KIND_FLOAT ? TYPE_FLOAT : TYPE_BOOL;
}

static PirOpcode unbox_op(Kind kind)
{
    return kind == KIND_INT ? PIR_UNBOX_I64 : kind == KIND_FLOAT ? PIR_UNBOX_F64 : PIR_UNBOX_BOOL;
}

static PirOpcode box_op(PirRep rep)
{
    return rep == REP_I64 ? PIR_BOX_I64 : rep == REP_F64 ? PIR_BOX_F64 : PIR_BOX_BOOL;
}

/* The representation of a value in the fast version; literals stay words and are made raw at use. */
static PirRep fast_rep(const Region *r, const PirIns *value)
{
    return value->op == PIR_CONST ? REP_WORD : versions_rep(versions_kind(r, value), value->rep);
}

static bool differs_in_fast(const Region *r, const PirIns *value)
{
    return r->is_inside[value->id] || (r->is_invariant[value->id] && fast_rep(r, value) != REP_WORD);
}

static Operand as_it_is(const Region *r, PirIns *value)
{
    return (Operand){ value, differs_in_fast(r, value) };
}

static Operand raw_constant(Copier *c, const PirIns *value, Kind kind)
{
    const Const *constant = value->constant;
    PirOpcode op = kind == KIND_INT ? PIR_CONST_I64 : kind == KIND_FLOAT ? PIR_CONST_F64 : PIR_CONST_BOOL;
    PirIns *ins = emit(c, op, REP_NONE, value->pos, NULL, 0);
    ins->integer = kind == KIND_BOOL ? constant->kind == CONST_TRUE : constant->integer;
    ins->real = constant->kind == CONST_INT ? (double)constant->integer : constant->real;
    if (kind == KIND_FLOAT)
        ins->integer = 0;
    return (Operand){ ins, false };
}

static void cache(Copier *c, PirIns **table, const PirIns *value, PirIns *made)
{
    table[value->id] = made;
    VEC_PUSH(c->r->scratch, c->cached, (PirIns *)value);
}

static void forget(Copier *c, size_t known)
{
    for (size_t i = known; i < c->cached.count; i++) {
        uint32_t id = c->cached.items[i]->id;
        c->raw[0][id] = c->raw[1][id] = c->boxed[id] = NULL;
    }
    c->cached.count = known;
}

/* A word is tested and unboxed; on failure control goes to `otherwise`. */
static PirIns *tested(Copier *c, PirIns *value, Kind kind, PirPos pos, PirBlock *otherwise)
{
    PirIns *test = emit1(c, PIR_IS_TYPE, REP_BOOL, pos, as_it_is(c->r, value));
    test->integer = type_of_kind(kind);
    branch_or(c, test, pos, otherwise);
    return emit1(c, unbox_op(kind), REP_NONE, pos, as_it_is(c->r, value));
}

static Operand raw_operand(Copier *c, PirIns *value, Kind kind, PirPos pos)
{
    if (value->op == PIR_CONST && versions_is_numeric_constant(value, kind == KIND_FLOAT))
        return raw_constant(c, value, kind);
    PirRep rep = fast_rep(c->r, value);
    if (rep == versions_rep(kind, REP_WORD))
        return as_it_is(c->r, value);
    if (rep == REP_I64 && kind == KIND_FLOAT)
        return (Operand){ emit1(c, PIR_I64_TO_F64, REP_F64, pos, as_it_is(c->r, value)), false };
    if (rep != REP_WORD)
        bug("versions: %%%u is not a number", value->id);
    PirIns **table = c->raw[kind == KIND_FLOAT];
    if (!table[value->id]) {
        PirIns *made = tested(c, value, kind, pos, leave_block(c));
        cache(c, table, value, made);
    }
    return (Operand){ table[value->id], false };
}

static Operand word_operand(Copier *c, PirIns *value, PirPos pos)
{
    PirRep rep = fast_rep(c->r, value);
    if (value->rep != REP_WORD || rep == REP_WORD)
        return as_it_is(c->r, value);
    if (!c->r->is_inside[value->id])
        return (Operand){ value, false };                /* an invariant: the word is still there */
    if (!c->boxed[value->id])
        cache(c, c->boxed, value, emit1(c, box_op(rep), REP_WORD, pos, as_it_is(c->r, value)));
    return (Operand){ c->boxed[value->id], false };
}

/* ---- edges ------------------------------------------------------------------------------------------ */

/* An argument that the fast parameter cannot take: another kind, known for certain. */
static bool is_mismatch(const Region *r, const PirIns *param, const PirIns *arg)
{
    Kind want = versions_kind(r, param), have = versions_kind(r, arg);
    if (r->is_assumed[param->id])
        return !(arg->op == PIR_CONST_BOOL && arg->integer);
    if (param->rep != REP_WORD || want == KIND_WORD || have == want)
        return false;
    return have != KIND_WORD || arg->op == PIR_CONST;
}

/* Ends c->at with the edge of the general version to `to`. */
static void go_to(Copier *c, const PirTarget *edge, PirPos pos)
{
    Region *r = c->r;
    PirBlock *to = edge->block;
    bool leaves = to->id >= r->first_new_block || !r->contains[to->id];
    for (uint32_t i = 0; !leaves && i < edge->arg_count; i++)
        leaves = is_mismatch(r, to->params[i], edge->args[i]);
    if (leaves) {
        leave_to(c, c->at, to, edge->args, edge->arg_count);
        return;
    }
    Operand *operands = ARENA_ARRAY(r->scratch, Operand, edge->arg_count + 1);
    PirBlock *otherwise = NULL;
    for (uint32_t i = 0; i < edge->arg_count; i++) {
        PirIns *param = to->params[i], *arg = edge->args[i];
        Kind want = param->rep == REP_WORD ? versions_kind(r, param) : KIND_WORD;
        if (want == KIND_WORD) {
            operands[i] = word_operand(c, arg, pos);
        } else if (arg->op == PIR_CONST) {
            operands[i] = raw_constant(c, arg, want);
        } else if (fast_rep(r, arg) == versions_rep(want, REP_WORD)) {
            operands[i] = as_it_is(r, arg);
        } else {
            if (!otherwise) {
                otherwise = new_fast(r, c->at);
                otherwise->is_cold = true;
                leave_to(c, otherwise, to, edge->args, edge->arg_count);
            }
            operands[i] = (Operand){ tested(c, arg, want, pos, otherwise), false };
        }
    }
    emit_jump(c, r->copies[to->id]);
    for (uint32_t i = 0; i < edge->arg_count; i++)
        add_operand(c, c->at->last, 0, operands[i]);
}

static bool fails_to(const PirIns *ins, uint32_t target)
{
    return (pir_flags(ins) & OPF_MAY_RAISE) && target == ins->target_count - 1;
}

/* ---- ops ---------------------------------------------------------------------------------------------- */

static void define(Copier *c, const PirIns *original, PirIns *fast)
{
    c->r->homes[original->id] = (FastHome){ c->at, fast, NULL };
}

/* An EXITS op: goes on in a new block, or leaves. */
static PirIns *emit_exits(Copier *c, PirOpcode op, PirPos pos, const Operand *operands, uint32_t count)
{
    PirBlock *leave = leave_block(c), *next = new_fast(c->r, c->at);
    PirIns *ins = emit(c, op, REP_NONE, pos, operands, count);
    pir_add_target(c->r->fn, ins, next, NULL, 0);
    pir_add_target(c->r->fn, ins, leave, NULL, 0);
    c->at = next;
    return ins;
}

static PirIns *emit_raw(Copier *c, PirOpcode op, PirPos pos, const Operand *operands, uint32_t count)
{
    if (pir_ops[op].flags & OPF_EXITS)
        return emit_exits(c, op, pos, operands, count);
    return emit(c, op, REP_NONE, pos, operands, count);
}

static const PirOpcode int_ops[OPERATOR_COUNT] = {
    [OP_ADD] = PIR_ADD_I64, [OP_SUB] = PIR_SUB_I64, [OP_MULT] = PIR_MUL_I64, [OP_MOD] = PIR_MOD_I64,
    [OP_LSHIFT] = PIR_SHL_I64, [OP_RSHIFT] = PIR_SHR_I64, [OP_BITOR] = PIR_OR_I64,
    [OP_BITXOR] = PIR_XOR_I64, [OP_BITAND] = PIR_AND_I64, [OP_FLOORDIV] = PIR_FLOORDIV_I64
};
static const PirOpcode float_ops[OPERATOR_COUNT] = {
    [OP_ADD] = PIR_ADD_F64, [OP_SUB] = PIR_SUB_F64, [OP_MULT] = PIR_MUL_F64, [OP_DIV] = PIR_DIV_F64
};

static PirOpcode raw_op(const PirIns *ins, Plan plan)
{
    if (ins->op == PIR_UNARY) {
        if (plan == PLAN_FLOAT)
            return PIR_NEG_F64;
        return ins->integer == UNARY_INVERT ? PIR_NOT_I64 : PIR_NEG_I64;
    }
    return plan == PLAN_FLOAT ? float_ops[ins->integer] : int_ops[ins->integer];
}

/* int / int is exact as doubles while both are within 2**53. */
static PirIns *emit_int_divide(Copier *c, const PirIns *ins, const Operand *operands)
{
    Operand floats[2];
    for (int i = 0; i < 2; i++) {
        PirBlock *leave = leave_block(c);
        for (int side = 0; side < 2; side++) {
            PirIns *limit = emit(c, PIR_CONST_I64, REP_I64, ins->pos, NULL, 0);
            limit->integer = side ? -((int64_t)1 << 53) : (int64_t)1 << 53;
            PirIns *test = emit(c, PIR_COMPARE_I64, REP_BOOL, ins->pos, (Operand[]){ operands[i], { limit, false } }, 2);
            test->integer = side ? CMP_GTE : CMP_LTE;
            branch_or(c, test, ins->pos, leave);
        }
        floats[i] = (Operand){ emit1(c, PIR_I64_TO_F64, REP_F64, ins->pos, operands[i]), false };
    }
    return emit_exits(c, PIR_DIV_F64, ins->pos, floats, 2);
}

static PirIns *emit_truth(Copier *c, const PirIns *ins, Plan plan, Operand operand)
{
    bool is_int = plan == PLAN_TRUTH_INT;
    PirIns *zero = emit(c, is_int ? PIR_CONST_I64 : PIR_CONST_F64, REP_NONE, ins->pos, NULL, 0);
    PirIns *test = emit(c, is_int ? PIR_COMPARE_I64 : PIR_COMPARE_F64, REP_NONE, ins->pos,
                        (Operand[]){ operand, { zero, false } }, 2);
    test->integer = CMP_NOTEQ;
    return test;
}

static void copy_raw(Copier *c, PirIns *ins, Plan plan)
{
    Kind kind = versions_operand_kind(c->r, ins, 0);
    Operand operands[2];
    for (uint32_t i = 0; i < ins->arg_count; i++)
        operands[i] = raw_operand(c, ins->args[i], kind, ins->pos);
    PirIns *made;
    switch (plan) {
    case PLAN_INT_DIVIDE: made = emit_int_divide(c, ins, operands); break;
    case PLAN_TRUTH_INT:
    case PLAN_TRUTH_FLOAT: made = emit_truth(c, ins, plan, operands[0]); break;
    case PLAN_COMPARE_INT:
    case PLAN_COMPARE_FLOAT:
        made = emit(c, plan == PLAN_COMPARE_INT ? PIR_COMPARE_I64 : PIR_COMPARE_F64, REP_NONE, ins->pos, operands, 2);
        made->integer = ins->integer;
        break;
    default: made = emit_raw(c, raw_op(ins, plan), ins->pos, operands, ins->arg_count);
    }
    define(c, ins, made);
}

static void copy_same(Copier *c, PirIns *ins)
{
    Kind kind = ins->rep == REP_BOOL ? KIND_BOOL : versions_kind(c->r, ins);
    PirIns *value = ins->args[0];
    if (value->op == PIR_CONST)
        define(c, ins, raw_constant(c, value, kind).ins);
    else if (!differs_in_fast(c->r, value))
        define(c, ins, value);
    else
        c->r->homes[ins->id] = (FastHome){ c->at, NULL, value };
}

static PirIns *copy_generic(Copier *c, PirIns *ins)
{
    Operand *operands = ARENA_ARRAY(c->r->scratch, Operand, ins->arg_count + 1);
    for (uint32_t i = 0; i < ins->arg_count; i++)
        operands[i] = word_operand(c, ins->args[i], ins->pos);
    Operand *failing = NULL;                           /* a handler's arguments, boxed before the op */
    uint32_t last = ins->target_count - 1;
    if (ins->target_count && fails_to(ins, last)) {
        failing = ARENA_ARRAY(c->r->scratch, Operand, ins->targets[last].arg_count + 1);
        for (uint32_t i = 0; i < ins->targets[last].arg_count; i++)
            failing[i] = word_operand(c, ins->targets[last].args[i], ins->pos);
    }
    PirIns *copy = emit(c, ins->op, ins->rep, ins->pos, operands, ins->arg_count);
    copy->number = ins->number;
    copy->integer = ins->integer;
    copy->real = ins->real;
    copy->constant = ins->constant;
    copy->name = ins->name;
    copy->function = ins->function;
    copy->entry = ins->entry;
    copy->c_import = ins->c_import;
    copy->type = ins->type;
    define(c, ins, copy);
    for (uint32_t t = 0; t < ins->target_count; t++) {
        bool fails = failing && t == last;
        pir_add_target(c->r->fn, copy, fails ? ins->targets[t].block : new_fast(c->r, c->at), NULL, 0);
        for (uint32_t i = 0; fails && i < ins->targets[t].arg_count; i++)
            add_operand(c, copy, (int32_t)t, failing[i]);
    }
    return copy;
}

/* Fills the blocks that stand on the edges of a copied op. */
static void copy_edges(Copier *c, PirIns *ins, PirIns *copy)
{
    if (copy->target_count && copy->rep != REP_NONE)
        c->r->homes[ins->id].block = copy->targets[0].block;
    for (uint32_t t = 0; t < ins->target_count; t++) {
        if (fails_to(ins, t))
            continue;
        c->at = copy->targets[t].block;
        PirTarget edge = ins->targets[t];
        size_t known = c->cached.count;
        go_to(c, &edge, ins->pos);
        forget(c, known);                              /* the other edges do not pass here */
    }
}

static void copy_ins(Copier *c, PirIns *ins)
{
    bool is_decided = ins->op == PIR_BRANCH && c->r->is_assumed[ins->args[0]->id];
    if (ins->op == PIR_JUMP || is_decided) {
        PirTarget edge = ins->targets[0];
        go_to(c, &edge, ins->pos);
        return;
    }
    Plan plan = versions_plan(c->r, ins);
    if (plan == PLAN_GENERIC || plan == PLAN_WAIT) {
        PirIns *next = ins->next;
        PirIns *copy = copy_generic(c, ins);
        copy_edges(c, ins, copy);
        if (pir_flags(ins) & OPF_WRITES) {
            c->checkpoint = next;
            c->leave = NULL;
        }
        return;
    }
    if (plan == PLAN_SAME)
        copy_same(c, ins);
    else if (plan == PLAN_FALSE)
        define(c, ins, emit(c, PIR_CONST_BOOL, REP_BOOL, ins->pos, NULL, 0));
    else
        copy_raw(c, ins, plan);
    if (ins->target_count) {                           /* protected: it cannot fail any more */
        PirTarget edge = ins->targets[0];
        go_to(c, &edge, ins->pos);
    }
}

static void copy_block(Copier *c, PirBlock *block)
{
    forget(c, 0);
    c->at = c->r->copies[block->id];
    c->checkpoint = block->first;
    c->leave = NULL;
    for (PirIns *ins = block->first, *next; ins; ins = next) {
        bool is_last = pir_is_terminator(ins);
        PirIns *following = ins->next;
        copy_ins(c, ins);
        next = is_last ? NULL : following;
    }
}

/* ---- entering ------------------------------------------------------------------------------------------- */

/* Marks, by header, the typed values of the region that are live at its start. */
static void mark_live_in(Region *r, bool *live, const PirIns *value, PirBlock **stack)
{
    const PirBlock *home = value->target_count ? value->targets[0].block : value->block;
    uint32_t depth = 0;
    for (uint32_t b = 0; b < r->flow->order.count; b++) {
        PirBlock *block = r->flow->order.order[b];
        bool used = false;
        for (const PirIns *ins = block->first; ins && !used && block != home; ins = ins->next) {
            for (uint32_t i = 0; i < ins->arg_count; i++)
                used |= ins->args[i] == value;
            for (uint32_t t = 0; t < ins->target_count; t++)
                for (uint32_t i = 0; i < ins->targets[t].arg_count; i++)
                    used |= ins->targets[t].args[i] == value && !(ins == value && t == 0);
        }
        live[block->id] = used;
        if (used)
            stack[depth++] = block;
    }
    while (depth) {
        PirBlock *block = stack[--depth];
        uint32_t b = r->flow->index[block->id];
        for (uint32_t e = 0; e < r->flow->predecessors[b].count; e++) {
            PirBlock *from = r->flow->predecessors[b].edges[e].from;
            if (from != home && !live[from->id]) {
                live[from->id] = true;
                stack[depth++] = from;
            }
        }
    }
}

typedef struct LiveIn { PirBlock *header; PirIns *value; } LiveIn;
typedef struct LiveIns { VEC(LiveIn) list; } LiveIns;

static void find_live_ins(Region *r, LiveIns *found)
{
    bool *live = ARENA_ARRAY(r->scratch, bool, r->fn->next_block + 1);
    PirBlock **stack = ARENA_ARRAY(r->scratch, PirBlock *, r->fn->next_block + 1);
    bool has_inner = false;
    for (uint32_t n = 1; n < r->count; n++)
        has_inner |= r->flow->is_header[r->flow->index[r->blocks[n]->id]];
    for (uint32_t n = 0; has_inner && n < r->count; n++) {
        PirBlock *block = r->blocks[n];
        uint32_t p = 0;
        PirIns *ins = block->first;
        while (p < block->param_count || ins) {
            PirIns *value = p < block->param_count ? block->params[p++] : ins;
            if (value == ins)
                ins = ins->next;
            bool is_typed = value->rep == REP_WORD && fast_rep(r, value) != REP_WORD;
            if (!is_typed && !r->is_assumed[value->id])
                continue;
            mark_live_in(r, live, value, stack);
            for (uint32_t m = 0; m < r->count; m++)
                if (live[r->blocks[m]->id] && r->flow->is_header[r->flow->index[r->blocks[m]->id]])
                    VEC_PUSH(r->scratch, found->list, ((LiveIn){ r->blocks[m], value }));
        }
    }
}

/* Goes on in a new block when the word has its kind, or the bool holds; else to the general version. */
static PirBlock *test_value(Region *r, PirBlock *test, PirBlock *at, PirBlock *header, PirIns *value, Kind kind)
{
    PirBlock *next = pir_block_new(r->fn);
    next->handler = test->handler;
    set_world(r, next, GENERAL);
    PirIns *condition = value;
    if (value->rep == REP_WORD) {
        condition = edit_append(at, PIR_IS_TYPE, REP_BOOL, (PirPos){0}, &value, 1);
        condition->integer = type_of_kind(kind);
    }
    PirIns *branch = edit_append(at, PIR_BRANCH, REP_NONE, (PirPos){0}, &condition, 1);
    pir_add_target(r->fn, branch, next, NULL, 0);
    pir_add_target(r->fn, branch, header, test->params, test->param_count);
    return next;
}

static void fill_test(Region *r, PirBlock *header, const LiveIns *live)
{
    PirBlock *test = r->tests[header->id], *at = test;
    for (uint32_t i = 0; i < header->param_count; i++)
        if (fast_rep(r, header->params[i]) != header->params[i]->rep)
            at = test_value(r, test, at, header, test->params[i], versions_kind(r, header->params[i]));
    for (size_t i = 0; i < live->list.count; i++)
        if (live->list.items[i].header == header)
            at = test_value(r, test, at, header, live->list.items[i].value,
                           versions_kind(r, live->list.items[i].value));
    for (size_t i = 0; i < r->assumed.count; i++)
        if (!r->is_inside[r->assumed.items[i]->id])
            at = test_value(r, test, at, header, r->assumed.items[i], KIND_BOOL);
    for (size_t i = 0; i < r->invariants.count; i++)
        if (fast_rep(r, r->invariants.items[i]) != REP_WORD)
            at = test_value(r, test, at, header, r->invariants.items[i], versions_kind(r, r->invariants.items[i]));
    PirIns **args = ARENA_ARRAY(r->scratch, PirIns *, header->param_count + 1);
    for (uint32_t i = 0; i < header->param_count; i++) {
        args[i] = test->params[i];
        if (fast_rep(r, header->params[i]) != header->params[i]->rep)
            args[i] = edit_append(at, unbox_op(versions_kind(r, header->params[i])), REP_NONE, (PirPos){0}, &args[i], 1);
    }
    PirIns *jump = edit_append(at, PIR_JUMP, REP_NONE, (PirPos){0}, NULL, 0);
    pir_add_target(r->fn, jump, r->copies[header->id], args, header->param_count);
}

static void make_test(Region *r, PirBlock *header)
{
    PirBlock *test = pir_block_new(r->fn);
    test->handler = header->handler;
    test->weight = header->weight;
    set_world(r, test, GENERAL);
    for (uint32_t i = 0; i < header->param_count; i++)
        pir_param(test, header->params[i]->rep);
    r->tests[header->id] = test;
}

/* All general edges to headers go to their tests. The edges of the tests are made later. */
static void redirect_to_tests(Region *r)
{
    for (PirBlock *block = r->fn->entry; block; block = block->next) {
        if (!block->last || (block->id < r->worlds.count && r->worlds.items[block->id] == FAST))
            continue;
        for (uint32_t t = 0; t < block->last->target_count; t++)
            block->last->targets[t].block = general_way(r, block->last->targets[t].block);
    }
}

static void make_copies(Region *r)
{
    for (uint32_t n = 0; n < r->count; n++) {
        PirBlock *block = r->blocks[n], *copy = new_fast(r, block);
        r->copies[block->id] = copy;
        for (uint32_t i = 0; i < block->param_count; i++)
            r->homes[block->params[i]->id] =
                (FastHome){ copy, pir_param(copy, fast_rep(r, block->params[i])), NULL };
    }
}

void versions_copy(Region *r)
{
    LiveIns live = {0};
    Copier c = { .r = r };
    for (int i = 0; i < 2; i++)
        c.raw[i] = ARENA_ARRAY(r->scratch, PirIns *, r->first_new_value + 1);
    c.boxed = ARENA_ARRAY(r->scratch, PirIns *, r->first_new_value + 1);
    find_live_ins(r, &live);
    for (uint32_t n = 0; n < r->count; n++)
        if (r->flow->is_header[r->flow->index[r->blocks[n]->id]])
            make_test(r, r->blocks[n]);
    make_copies(r);
    for (uint32_t n = 0; n < r->count; n++)
        copy_block(&c, r->blocks[n]);
    redirect_to_tests(r);
    for (uint32_t n = 0; n < r->count; n++)
        if (r->tests[r->blocks[n]->id])
            fill_test(r, r->blocks[n], &live);
}
