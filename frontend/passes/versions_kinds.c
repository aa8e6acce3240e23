/* versions: which values the fast version holds raw.

   An optimistic fixpoint: every word starts unknown and rises to int, bool or float, or to word.
   A loop header's parameter takes what the back edges bring; what enters is tested anyway. So
   a sum that starts as int 0 and grows by floats is a float: its first turn runs in the general
   version. Parameters and values from outside of which nothing is known are guessed from the
   other operand of an op that uses them. Arithmetic on two words of the heap whose result float
   arithmetic takes (s += a[i] * b[i], where s is a float) is guessed to be on floats; since that
   tells more of other ops, the fixpoint starts again with it. A wrong guess costs speed alone. */
#include "frontend/passes/versions_internal.h"

#include <stdlib.h>

enum { MOST_ROUNDS = 8 };

/* ---- what is known of a single value --------------------------------------------------- */

static PirType known_type(const PirIns *value)
{
    switch (value->op) {
    case PIR_CONST:
        switch (value->constant->kind) {
        case CONST_INT:   return TYPE_INT;
        case CONST_FLOAT: return TYPE_FLOAT;
        case CONST_TRUE: case CONST_FALSE: return TYPE_BOOL;
        default: return TYPE_OTHER;
        }
    case PIR_BUILD_TUPLE: case PIR_BUILD_LIST: case PIR_BUILD_SET: case PIR_BUILD_DICT:
    case PIR_BUILD_STRING: case PIR_MAKE_FUNCTION: case PIR_NEW_CELL: case PIR_UNBOUND:
        return TYPE_OTHER;
    case PIR_BOX_I64:  return TYPE_INT;
    case PIR_BOX_F64:  return TYPE_FLOAT;
    case PIR_BOX_BOOL: return TYPE_BOOL;
    default: return value->type;
    }
}

static bool fits_word(int64_t integer)
{
    return integer >= -((int64_t)1 << 61) && integer < (int64_t)1 << 61;
}

static Kind kind_of_type(PirType type)
{
    if (!type)
        return KIND_UNKNOWN;
    if (!(type & ~(PirType)(TYPE_INT | TYPE_BIGINT)))
        return KIND_INT;
    if (type == TYPE_FLOAT)
        return KIND_FLOAT;
    return type == TYPE_BOOL ? KIND_BOOL : KIND_WORD;
}

static Kind constant_kind(const PirIns *value)
{
    if (value->constant->kind == CONST_INT && !(value->constant->fits_i64 && fits_word(value->constant->integer)))
        return KIND_WORD;
    return kind_of_type(known_type(value));
}

/* A literal that a raw operation can take: an int of 62 bits, a float; as a float also an int
   that is exact as one. */
bool versions_is_numeric_constant(const PirIns *value, bool as_float)
{
    if (value->op != PIR_CONST)
        return false;
    const Const *constant = value->constant;
    if (constant->kind == CONST_FLOAT)
        return as_float;
    return constant->kind == CONST_INT && constant->fits_i64 && fits_word(constant->integer)
           && (!as_float || llabs(constant->integer) <= (int64_t)1 << 53);
}

static bool may_be_number(const PirIns *value)
{
    return (known_type(value) & (TYPE_INT | TYPE_FLOAT)) != 0;
}

Kind versions_kind(const Region *r, const PirIns *value)
{
    if (value->op == PIR_CONST)
        return constant_kind(value);
    if (value->rep != REP_WORD)
        return KIND_WORD;
    if (r->is_inside[value->id] || r->is_invariant[value->id])
        return (Kind)r->kinds[value->id];
    return KIND_WORD;
}

PirRep versions_rep(Kind kind, PirRep original)
{
    if (original != REP_WORD)
        return original;
    switch (kind) {
    case KIND_INT:   return REP_I64;
    case KIND_FLOAT: return REP_F64;
    case KIND_BOOL:  return REP_BOOL;
    default:         return REP_WORD;
    }
}

/* ---- how an op runs ---------------------------------------------------------------------- */

static bool has_int_form(int64_t operator)
{
    return operator != OP_MATMULT && operator != OP_POW && operator != OP_DIV;
}

static bool has_float_form(int64_t operator)
{
    return operator == OP_ADD || operator == OP_SUB || operator == OP_MULT || operator == OP_DIV;
}

/* The kind that a pair of operands is worked on: one typed operand speaks for an untyped one. */
static Kind common_kind(const PirIns *const *args, Kind a, Kind b)
{
    if (a == KIND_BOOL || b == KIND_BOOL)
        return KIND_WORD;
    if (a == KIND_UNKNOWN || b == KIND_UNKNOWN) {
        Kind other = a == KIND_UNKNOWN ? b : a;
        return other == KIND_WORD && !may_be_number(args[a == KIND_UNKNOWN]) ? KIND_WORD : KIND_UNKNOWN;
    }
    if (a == KIND_WORD && b == KIND_WORD)
        return KIND_WORD;
    if ((a == KIND_WORD && b == KIND_INT && args[1]->op == PIR_CONST)
        || (b == KIND_WORD && a == KIND_INT && args[0]->op == PIR_CONST))
        return KIND_WORD;                              /* x * 2 says nothing of x */
    if ((a == KIND_WORD && !may_be_number(args[0])) || (b == KIND_WORD && !may_be_number(args[1])))
        return KIND_WORD;
    return a == KIND_FLOAT || b == KIND_FLOAT ? KIND_FLOAT : KIND_INT;
}

static Plan arithmetic_plan(const PirIns *ins, Kind a, Kind b)
{
    int64_t operator = ins->integer;
    if (!has_int_form(operator) && !has_float_form(operator))
        return PLAN_GENERIC;
    switch (common_kind((const PirIns *const *)ins->args, a, b)) {
    case KIND_UNKNOWN: return PLAN_WAIT;
    case KIND_FLOAT:   return has_float_form(operator) ? PLAN_FLOAT : PLAN_GENERIC;
    case KIND_INT:     return operator == OP_DIV ? PLAN_INT_DIVIDE : PLAN_INT;
    default:           return PLAN_GENERIC;
    }
}

/* Ints and floats are compared exactly, so an int operand of a float comparison must be an
   exact literal. */
static Plan compare_plan(const PirIns *ins, Kind a, Kind b)
{
    switch (common_kind((const PirIns *const *)ins->args, a, b)) {
    case KIND_UNKNOWN: return PLAN_WAIT;
    case KIND_INT:     return PLAN_COMPARE_INT;
    case KIND_FLOAT:
        if ((a == KIND_INT && !versions_is_numeric_constant(ins->args[0], true))
            || (b == KIND_INT && !versions_is_numeric_constant(ins->args[1], true)))
            return PLAN_GENERIC;
        return PLAN_COMPARE_FLOAT;
    default: return PLAN_GENERIC;
    }
}

static Plan unary_plan(const PirIns *ins, Kind a)
{
    if (a == KIND_UNKNOWN)
        return PLAN_WAIT;
    if (ins->integer == UNARY_UADD)
        return a == KIND_INT || a == KIND_FLOAT ? PLAN_SAME : PLAN_GENERIC;
    if (a == KIND_INT)
        return PLAN_INT;
    return a == KIND_FLOAT && ins->integer == UNARY_USUB ? PLAN_FLOAT : PLAN_GENERIC;
}

static Plan truth_plan(Kind a)
{
    switch (a) {
    case KIND_UNKNOWN: return PLAN_WAIT;
    case KIND_BOOL:    return PLAN_SAME;
    case KIND_INT:     return PLAN_TRUTH_INT;
    case KIND_FLOAT:   return PLAN_TRUTH_FLOAT;
    default:           return PLAN_GENERIC;
    }
}

/* Would the op, if its result were a float, compute just that? One operand at least must be a
   float, or a word that is tested to be one. */
static bool has_float_operands(const Region *r, const PirIns *ins)
{
    bool has_float = false;
    for (uint32_t i = 0; i < 2; i++) {
        const PirIns *value = ins->args[i];
        Kind kind = versions_kind(r, value);
        if (value->op == PIR_CONST ? !versions_is_numeric_constant(value, true)
                                   : kind == KIND_BOOL || (kind == KIND_WORD && !(known_type(value) & TYPE_FLOAT)))
            return false;
        has_float |= value->op != PIR_CONST && kind != KIND_INT;
    }
    return has_float;
}

Plan versions_plan(const Region *r, const PirIns *ins)
{
    if (r->is_generic[ins->id])
        return PLAN_GENERIC;
    if (r->is_float[ins->id] && has_float_operands(r, ins))
        return PLAN_FLOAT;
    Kind a = ins->arg_count > 0 ? versions_kind(r, ins->args[0]) : KIND_WORD;
    Kind b = ins->arg_count > 1 ? versions_kind(r, ins->args[1]) : KIND_WORD;
    switch (ins->op) {
    case PIR_BINARY: case PIR_INPLACE:        return arithmetic_plan(ins, a, b);
    case PIR_COMPARE: case PIR_COMPARE_TRUTH: return compare_plan(ins, a, b);
    case PIR_UNARY:                           return unary_plan(ins, a);
    case PIR_TRUTH:                           return truth_plan(a);
    case PIR_BOX_I64: case PIR_BOX_F64: case PIR_BOX_BOOL: return PLAN_SAME;
    case PIR_UNBOX_I64:  return a == KIND_INT ? PLAN_SAME : PLAN_GENERIC;
    case PIR_UNBOX_F64:  return a == KIND_FLOAT ? PLAN_SAME : PLAN_GENERIC;
    case PIR_UNBOX_BOOL: return a == KIND_BOOL ? PLAN_SAME : PLAN_GENERIC;
    case PIR_CHECK_BOUND: return a == KIND_UNKNOWN ? PLAN_WAIT : a == KIND_WORD ? PLAN_GENERIC : PLAN_SAME;
    case PIR_IS_STOP: case PIR_IS_UNBOUND:
        return a == KIND_WORD || a == KIND_UNKNOWN ? PLAN_GENERIC : PLAN_FALSE;
    default: return PLAN_GENERIC;
    }
}

/* The kind in which a plan wants an operand; WORD: as the original op. */
Kind versions_operand_kind(const Region *r, const PirIns *ins, uint32_t operand)
{
    switch (versions_plan(r, ins)) {
    case PLAN_INT: case PLAN_INT_DIVIDE: case PLAN_COMPARE_INT: case PLAN_TRUTH_INT: return KIND_INT;
    case PLAN_FLOAT: case PLAN_COMPARE_FLOAT: case PLAN_TRUTH_FLOAT: return KIND_FLOAT;
    default: return KIND_WORD;
    }
}

static Kind result_kind(const Region *r, const PirIns *ins)
{
    switch (versions_plan(r, ins)) {
    case PLAN_WAIT:  return KIND_UNKNOWN;
    case PLAN_INT:   return KIND_INT;
    case PLAN_FLOAT: case PLAN_INT_DIVIDE: return KIND_FLOAT;
    case PLAN_COMPARE_INT: case PLAN_COMPARE_FLOAT: return KIND_BOOL;
    case PLAN_SAME:
        return ins->op == PIR_BOX_I64 ? KIND_INT : ins->op == PIR_BOX_F64 ? KIND_FLOAT
               : ins->op == PIR_BOX_BOOL ? KIND_BOOL : versions_kind(r, ins->args[0]);
    default: return ins->op == PIR_CONST ? constant_kind(ins) : KIND_WORD;
    }
}

/* ---- fixpoint -------------------------------------------------------------------------------- */

static bool raise_kind(Region *r, const PirIns *value, Kind kind)
{
    if (kind <= (Kind)r->kinds[value->id])
        return false;
    r->kinds[value->id] = (uint8_t)kind;
    return true;
}

static bool is_back_edge(const Region *r, const PirEdge *edge, uint32_t header)
{
    return pir_dominates(r->flow, r->flow->order.order[header], edge->from);
}

static Kind join(Kind a, Kind b, bool at_header)
{
    if (a == KIND_UNKNOWN || a == b)
        return b;
    if (b == KIND_UNKNOWN)
        return a;
    bool both_numbers = (a == KIND_INT || a == KIND_FLOAT) && (b == KIND_INT || b == KIND_FLOAT);
    return at_header && both_numbers ? KIND_FLOAT : KIND_WORD;
}

/* What edges bring to parameter i. From outside only a known number counts: a first guess. */
static Kind incoming_kind(const Region *r, uint32_t b, uint32_t i)
{
    Kind kind = KIND_UNKNOWN;
    bool at_header = r->flow->is_header[b];
    for (uint32_t e = 0; e < r->flow->predecessors[b].count; e++) {
        const PirEdge *edge = &r->flow->predecessors[b].edges[e];
        const PirIns *value = edge->target->args[i];
        if (value->op == PIR_NEXT && !at_header)      /* what an iterator gives is tested on its edge */
            continue;
        if (r->contains[edge->from->id]) {
            kind = join(kind, versions_kind(r, value), at_header);
        } else {
            Kind known = value->op == PIR_CONST ? constant_kind(value) : kind_of_type(known_type(value));
            if (known == KIND_INT || known == KIND_FLOAT)
                kind = join(kind, known, at_header);
        }
    }
    return kind;
}

static bool propagate(Region *r)
{
    bool changed = false;
    for (uint32_t n = 0; n < r->count; n++) {
        PirBlock *block = r->blocks[n];
        uint32_t b = r->flow->index[block->id];
        for (uint32_t i = 0; i < block->param_count; i++)
            if (block->params[i]->rep == REP_WORD)
                changed |= raise_kind(r, block->params[i], incoming_kind(r, b, i));
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->rep == REP_WORD)
                changed |= raise_kind(r, ins, result_kind(r, ins));
    }
    return changed;
}

/* A float parameter that a back edge makes an int would leave the loop on every turn. */
static bool demote_floats(Region *r)
{
    bool changed = false;
    for (uint32_t n = 0; n < r->count; n++) {
        uint32_t b = r->flow->index[r->blocks[n]->id];
        for (uint32_t i = 0; r->flow->is_header[b] && i < r->blocks[n]->param_count; i++)
            for (uint32_t e = 0; e < r->flow->predecessors[b].count; e++) {
                const PirEdge *edge = &r->flow->predecessors[b].edges[e];
                const PirIns *param = r->blocks[n]->params[i];
                if (r->kinds[param->id] == KIND_FLOAT && is_back_edge(r, edge, b)
                    && versions_kind(r, edge->target->args[i]) == KIND_INT)
                    changed |= raise_kind(r, param, KIND_WORD);
            }
    }
    return changed;
}

/* An operand that rises to word can make a float operation an int one again (the other operand
   then speaks for it); a kind never falls, so such an op works on words. */
static bool settle_contradictions(Region *r)
{
    bool changed = false;
    for (uint32_t n = 0; n < r->count; n++)
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next) {
            if (ins->rep != REP_WORD || result_kind(r, ins) == (Kind)r->kinds[ins->id])
                continue;
            r->is_generic[ins->id] = true;
            changed |= raise_kind(r, ins, KIND_WORD);
        }
    return changed;
}

static bool is_guessable(const Region *r, const PirIns *value)
{
    return value->rep == REP_WORD && value->op != PIR_CONST && versions_kind(r, value) == KIND_UNKNOWN
           && (r->is_invariant[value->id] || value->op == PIR_PARAM);
}

/* Gives an unknown operand of an arithmetic op the other operand's kind. When `anyhow`: int if
   nothing is known of the other either, a word beside a word from the heap. */
static bool guess_operand(Region *r, const PirIns *ins, uint32_t operand, bool anyhow)
{
    const PirIns *value = ins->args[operand];
    if (r->is_float[ins->id] && operand < ins->arg_count && is_guessable(r, value) && (known_type(value) & TYPE_FLOAT))
        return raise_kind(r, value, KIND_FLOAT);
    if (versions_plan(r, ins) != PLAN_WAIT || !is_guessable(r, value))
        return false;
    if (!may_be_number(value))
        return raise_kind(r, value, KIND_WORD);
    Kind other = ins->arg_count > 1 ? versions_kind(r, ins->args[1 - operand]) : KIND_UNKNOWN;
    if (other == KIND_INT || other == KIND_FLOAT)
        return raise_kind(r, value, other);
    if (other == KIND_WORD && ins->arg_count > 1)
        return anyhow && raise_kind(r, value, KIND_WORD);
    return anyhow && raise_kind(r, value, KIND_INT);
}

static bool guess(Region *r, bool anyhow)
{
    for (uint32_t n = 0; n < r->count; n++)
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next)
            for (uint32_t i = 0; i < ins->arg_count && i < 2; i++)
                if (guess_operand(r, ins, i, anyhow))
                    return true;
    return false;
}

/* A value that a range counts to is tested to be an int anyway: it is one where it is used too. */
static void guess_by_tests(Region *r)
{
    for (PirBlock *block = r->fn->entry; block; block = block->next)
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->op == PIR_IS_TYPE && ins->integer == TYPE_INT && is_guessable(r, ins->args[0]))
                raise_kind(r, ins->args[0], KIND_INT);
}

/* Words from outside that arithmetic inside uses: they are tested once, at the loop's entry. */
static void find_invariants(Region *r)
{
    for (uint32_t n = 0; n < r->count; n++)
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next) {
            if (versions_plan(r, ins) == PLAN_GENERIC)
                continue;
            for (uint32_t i = 0; i < ins->arg_count; i++) {
                PirIns *value = ins->args[i];
                if (value->rep != REP_WORD || value->op == PIR_CONST || r->is_inside[value->id]
                    || r->is_invariant[value->id] || !may_be_number(value))
                    continue;
                r->is_invariant[value->id] = true;
                VEC_PUSH(r->scratch, r->invariants, value);
            }
        }
}

static void settle_unknown(Region *r)
{
    for (size_t i = 0; i < r->invariants.count; i++)
        if (r->kinds[r->invariants.items[i]->id] == KIND_UNKNOWN)
            r->kinds[r->invariants.items[i]->id] = KIND_WORD;
    for (uint32_t n = 0; n < r->count; n++) {
        for (uint32_t i = 0; i < r->blocks[n]->param_count; i++)
            if (r->kinds[r->blocks[n]->params[i]->id] == KIND_UNKNOWN)
                r->kinds[r->blocks[n]->params[i]->id] = KIND_WORD;
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next)
            if (r->kinds[ins->id] == KIND_UNKNOWN)
                r->kinds[ins->id] = KIND_WORD;
    }
}

/* ---- floats by demand ------------------------------------------------------------------------ */

/* x ** 0.5, and what takes floats already, speak for their operands. */
static bool wants_float(const Region *r, const PirIns *ins)
{
    if (ins->op == PIR_BINARY && ins->integer == OP_POW)
        return versions_kind(r, ins->args[1]) == KIND_FLOAT;
    return versions_operand_kind(r, ins, 0) == KIND_FLOAT;
}

/* Marks arithmetic on words whose result an op wants as a float. True when there is new. */
static bool work_on_floats(Region *r)
{
    bool changed = false;
    for (uint32_t n = 0; n < r->count; n++)
        for (const PirIns *user = r->blocks[n]->first; user; user = user->next) {
            if (!wants_float(r, user))
                continue;
            for (uint32_t i = 0; i < user->arg_count; i++) {
                const PirIns *ins = user->args[i];
                bool is_arithmetic = (ins->op == PIR_BINARY || ins->op == PIR_INPLACE) && has_float_form(ins->integer);
                if (is_arithmetic && r->is_inside[ins->id] && !r->is_float[ins->id] && !r->is_generic[ins->id]
                    && (Kind)r->kinds[ins->id] == KIND_WORD && may_be_number(ins) && has_float_operands(r, ins))
                    changed = r->is_float[ins->id] = true;
            }
        }
    return changed;
}

static void count_raw_ops(Region *r)
{
    for (uint32_t n = 0; n < r->count; n++)
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next) {
            Plan plan = versions_plan(r, ins);
            r->raw_ops += plan != PLAN_GENERIC && plan != PLAN_WAIT && plan != PLAN_SAME && plan != PLAN_FALSE;
        }
}

/* A bool parameter that gets only literals, and chooses at a loop header, was decided before the
   loop (range_loops.c): the fast version is the one for true. */
static bool is_decided_before(const Region *r, const PirIns *condition)
{
    if (condition->op != PIR_PARAM || condition->rep != REP_BOOL)
        return false;
    uint32_t b = r->flow->index[condition->block->id], i = 0;
    if (b == 0 || r->flow->is_header[b])
        return false;
    while (condition->block->params[i] != condition)
        i++;
    for (uint32_t e = 0; e < r->flow->predecessors[b].count; e++)
        if (r->flow->predecessors[b].edges[e].target->args[i]->op != PIR_CONST_BOOL)
            return false;
    return true;
}

static void find_assumed(Region *r)
{
    for (uint32_t n = 0; n < r->count; n++) {
        const PirIns *last = r->blocks[n]->last;
        if (!r->flow->is_header[r->flow->index[r->blocks[n]->id]] || last->op != PIR_BRANCH)
            continue;
        PirIns *condition = last->args[0];
        if (!is_decided_before(r, condition) || r->is_assumed[condition->id])
            continue;
        r->is_assumed[condition->id] = true;
        VEC_PUSH(r->scratch, r->assumed, condition);
    }
}

static void start(Region *r)
{
    for (size_t i = 0; i < r->invariants.count; i++)
        r->kinds[r->invariants.items[i]->id] = KIND_UNKNOWN;
    for (uint32_t n = 0; n < r->count; n++) {
        for (uint32_t i = 0; i < r->blocks[n]->param_count; i++)
            r->kinds[r->blocks[n]->params[i]->id] = KIND_UNKNOWN;
        for (const PirIns *ins = r->blocks[n]->first; ins; ins = ins->next) {
            r->kinds[ins->id] = KIND_UNKNOWN;
            r->is_generic[ins->id] = false;
        }
    }
    guess_by_tests(r);
}

static void find_fixpoint(Region *r)
{
    do {
        do {
            while (propagate(r))
                ;
        } while (demote_floats(r) || settle_contradictions(r));
    } while (guess(r, false) || guess(r, true));
}

/* Kinds are unknown at first, so arithmetic on values of the region plans to wait: that tells
   invariants that it uses from words that only pass through. */
void versions_find_kinds(Region *r)
{
    find_assumed(r);
    find_invariants(r);
    for (int round = 0; round < MOST_ROUNDS; round++) {
        start(r);
        find_fixpoint(r);
        if (round == MOST_ROUNDS - 1 || !work_on_floats(r))
            break;
    }
    settle_unknown(r);
    count_raw_ops(r);
}
