/* Finds the type sets of words (PirIns.type), and folds what they decide.

       %1 = CONST 1                            %1:int = CONST 1
       %2 = COMPARE < %1, %1                   %2:bool = COMPARE < %1, %1
       %3 = TRUTH %2                           %3 = UNBOX_BOOL %2

   An optimistic fixpoint over the SSA graph: every word starts with no type at all and gains
   bits until nothing changes; a block parameter is the union of what its edges bring. Only
   immutable facts count: the exact type of a value that is at hand. What is loaded from the
   heap, called, or given as a parameter may be any object. Operators are decided by tables over
   exact builtin types; with any other type they may call user code, and the result is any object.
   Needs nothing; types stay true under every later pass, since a value's type never changes. */
#include "frontend/passes/passes_internal.h"

#include "frontend/pir/entries.h"

enum {
    ANY_INT = TYPE_INT | TYPE_BIGINT,
    INTEGRAL = ANY_INT | TYPE_BOOL,
    REAL = INTEGRAL | TYPE_FLOAT,
    PLAIN = REAL | TYPE_STR | TYPE_BYTES | TYPE_NONE      /* comparing two of these gives a bool or TypeError */
};

static bool within(PirType type, PirType set) { return !(type & ~set); }

static PirType constant_type(const Const *constant)
{
    switch (constant->kind) {
    case CONST_NONE:  return TYPE_NONE;
    case CONST_FALSE: case CONST_TRUE: return TYPE_BOOL;
    case CONST_INT: {
        int64_t limit = (int64_t)1 << 61;
        return constant->fits_i64 && constant->integer >= -limit && constant->integer < limit ? TYPE_INT : TYPE_BIGINT;
    }
    case CONST_FLOAT: return TYPE_FLOAT;
    case CONST_STR:   return TYPE_STR;
    case CONST_BYTES: return TYPE_BYTES;
    case CONST_TUPLE: return TYPE_TUPLE;
    default:          return TYPE_OTHER;
    }
}

/* ---- operators ------------------------------------------------------------------------ */

static PirType integral_result(int64_t operator, PirType a, PirType b)
{
    switch (operator) {
    case OP_DIV: return TYPE_FLOAT;
    case OP_POW: return ANY_INT | TYPE_FLOAT;
    case OP_BITAND: case OP_BITOR: case OP_BITXOR: {
        PirType result = (a | b) & ANY_INT ? ANY_INT : 0;
        return (a & TYPE_BOOL) && (b & TYPE_BOOL) ? result | TYPE_BOOL : result;
    }
    default: return ANY_INT;
    }
}

static PirType real_result(int64_t operator, PirType a, PirType b)
{
    PirType integral = (a & INTEGRAL) && (b & INTEGRAL) ? ANY_INT : 0;     /* both may turn out ints */
    switch (operator) {
    case OP_POW: return TYPE_FLOAT | TYPE_OTHER | integral;                /* complex */
    case OP_ADD: case OP_SUB: case OP_MULT: case OP_FLOORDIV: case OP_MOD: return TYPE_FLOAT | integral;
    case OP_DIV: return TYPE_FLOAT;
    default:     return TYPE_OBJECT;
    }
}

static bool is_sequence(PirType type)
{
    return type == TYPE_STR || type == TYPE_BYTES || type == TYPE_TUPLE || type == TYPE_LIST;
}

static PirType binary_type(int64_t operator, PirType a, PirType b)
{
    if (!a || !b)
        return 0;
    if (operator == OP_MATMULT)
        return TYPE_OBJECT;
    if (within(a | b, INTEGRAL))
        return integral_result(operator, a, b);
    if (within(a | b, REAL))
        return real_result(operator, a, b);
    if (operator == OP_ADD && is_sequence(a) && a == b)
        return a;
    if (operator == OP_MULT && is_sequence(a) && within(b, INTEGRAL))
        return a;
    if (operator == OP_MULT && is_sequence(b) && within(a, INTEGRAL))
        return b;
    return TYPE_OBJECT;
}

static PirType unary_type(int64_t operator, PirType a)
{
    if (within(a, INTEGRAL))
        return a ? ANY_INT : 0;
    return within(a, REAL) && operator != UNARY_INVERT ? (a & INTEGRAL ? ANY_INT : 0) | TYPE_FLOAT : TYPE_OBJECT;
}

static PirType result_type(const PirIns *ins)
{
    PirType a = ins->arg_count > 0 ? ins->args[0]->type : 0, b = ins->arg_count > 1 ? ins->args[1]->type : 0;
    switch (ins->op) {
    case PIR_CONST:         return constant_type(ins->constant);
    case PIR_UNBOUND:       return TYPE_UNBOUND;
    case PIR_BOX_I64:       return ANY_INT;
    case PIR_BOX_F64:       return TYPE_FLOAT;
    case PIR_BOX_BOOL:      return TYPE_BOOL;
    case PIR_BINARY: case PIR_INPLACE: return binary_type(ins->integer, a, b);
    case PIR_UNARY:         return unary_type(ins->integer, a);
    case PIR_COMPARE:       return !a || !b ? 0 : within(a | b, PLAIN) ? TYPE_BOOL : TYPE_OBJECT;
    case PIR_CHECK_BOUND:   return a & ~(PirType)TYPE_UNBOUND;
    case PIR_BUILD_TUPLE: case PIR_UNPACK: case PIR_UNPACK_STAR: return TYPE_TUPLE;
    case PIR_BUILD_LIST:    return TYPE_LIST;
    case PIR_BUILD_SET:     return TYPE_SET;
    case PIR_BUILD_DICT:    return TYPE_DICT;
    case PIR_BUILD_STRING:  return TYPE_STR;
    case PIR_MAKE_FUNCTION: return TYPE_FUNCTION;
    case PIR_NEW_CELL:      return TYPE_CELL;
    case PIR_MAKE_GENERATOR: return TYPE_OTHER;
    case PIR_RUNTIME:       return ins->entry == ENTRY_slice_get ? (is_sequence(a) ? a : a ? TYPE_OBJECT : 0) : TYPE_ALL;
    case PIR_GET_ITEM:      return a == TYPE_STR ? TYPE_STR : TYPE_OBJECT;
    case PIR_LOAD_GLOBAL: case PIR_LOAD_NAME: case PIR_LOAD_CELL: case PIR_LOAD_ATTR: case PIR_ITER:
    case PIR_CALL: case PIR_CALL_METHOD: case PIR_CALL_SPREAD: case PIR_CATCH: case PIR_TUPLE_ITEM:
        return TYPE_OBJECT;
    case PIR_NEXT: return TYPE_OBJECT | TYPE_STOP;
    default:       return TYPE_ALL;
    }
}

/* ---- fixpoint ---------------------------------------------------------------------------- */

static bool widen(PirIns *value, PirType type)
{
    if (within(type, value->type))
        return false;
    value->type |= type;
    return true;
}

static void start(PirFlow *flow)
{
    for (uint32_t b = 0; b < flow->order.count; b++) {
        PirBlock *block = flow->order.order[b];
        for (uint32_t i = 0; i < block->param_count; i++)
            if (block->params[i]->rep == REP_WORD)
                block->params[i]->type = b ? 0 : TYPE_ALL;
        for (PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->rep == REP_WORD)
                ins->type = 0;
    }
}

static bool propagate(PirFlow *flow)
{
    bool changed = false;
    for (uint32_t b = 0; b < flow->order.count; b++) {
        PirBlock *block = flow->order.order[b];
        for (uint32_t i = 0; b && i < block->param_count; i++)
            for (uint32_t e = 0; block->params[i]->rep == REP_WORD && e < flow->predecessors[b].count; e++)
                changed |= widen(block->params[i], flow->predecessors[b].edges[e].target->args[i]->type);
        for (PirIns *ins = block->first; ins; ins = ins->next)
            if (ins->rep == REP_WORD)
                changed |= widen(ins, result_type(ins));
    }
    return changed;
}

/* ---- folding ------------------------------------------------------------------------------- */

/* The constant truth of a test, or -1. */
static int decided(const PirIns *ins)
{
    PirType type = ins->arg_count ? ins->args[0]->type : 0;
    if (!type)
        return -1;                                   /* never reached */
    switch (ins->op) {
    case PIR_IS_TYPE:
        return within(type, (PirType)ins->integer) ? 1 : !(type & (PirType)ins->integer) ? 0 : -1;
    case PIR_IS_STOP:    return type & TYPE_STOP ? -1 : 0;
    case PIR_IS_UNBOUND: return type & TYPE_UNBOUND ? (type == TYPE_UNBOUND ? 1 : -1) : 0;
    case PIR_TRUTH:      return type == TYPE_NONE ? 0 : within(type, TYPE_FUNCTION) ? 1 : -1;
    default: return -1;
    }
}

static void replace(PirIns *ins, PirIns *by)
{
    ins->forward = by;
    if (ins->target_count)
        edit_jump_to_first(ins);
    else
        pir_remove(ins);
}

static bool fold(PirIns *ins)
{
    int truth = decided(ins);
    if (truth >= 0) {
        PirIns *constant = edit_before(ins, PIR_CONST_BOOL, REP_BOOL, NULL, 0);
        constant->integer = truth;
        replace(ins, constant);
        return true;
    }
    if (ins->op == PIR_TRUTH && ins->args[0]->type == TYPE_BOOL) {
        replace(ins, edit_before(ins, PIR_UNBOX_BOOL, REP_BOOL, ins->args, 1));
        return true;
    }
    if (ins->op == PIR_CHECK_BOUND && ins->args[0]->type && !(ins->args[0]->type & TYPE_UNBOUND)) {
        replace(ins, ins->args[0]);
        return true;
    }
    return false;
}

bool infer(PirFunc *fn)
{
    Arena *scratch = arena_new();
    PirFlow *flow = pir_flow(fn, scratch);
    bool changed = false;
    start(flow);
    while (propagate(flow))
        ;
    for (uint32_t b = 0; b < flow->order.count; b++)
        for (PirIns *ins = flow->order.order[b]->first, *next; ins; ins = next) {
            next = ins->next;
            changed |= fold(ins);
        }
    if (changed)
        pir_apply_forwards(fn);
    arena_free(scratch);
    return changed;
}
