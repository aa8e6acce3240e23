/* Constant folding on the tree: what CPython's AST optimizer computes of arithmetic on literals,
   tuples of constants, `not`, `__debug__`. What would fail or grow large is left to run time. */
#include "frontend/pir/lower/lower_internal.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Const *new_const(Lowering *l, ConstKind kind)
{
    Const *constant = ARENA_NEW(l->arena, Const);
    constant->kind = kind;
    return constant;
}

static const Const *new_int(Lowering *l, int64_t value)
{
    Const *constant = new_const(l, CONST_INT);
    constant->fits_i64 = true;
    constant->integer = value;
    return constant;
}

static const Const *new_float(Lowering *l, double value)
{
    Const *constant = new_const(l, CONST_FLOAT);
    constant->real = value;
    return constant;
}

static const Const *new_complex(Lowering *l, double real, double imaginary)
{
    Const *constant = new_const(l, CONST_COMPLEX);
    constant->real = real;
    constant->imaginary = imaginary;
    return constant;
}

int truth_of(const Const *c)
{
    switch (c->kind) {
    case CONST_NONE: case CONST_FALSE: return 0;
    case CONST_TRUE: case CONST_ELLIPSIS: return 1;
    case CONST_INT: return !c->fits_i64 || c->integer != 0;
    case CONST_FLOAT: return c->real != 0;
    case CONST_COMPLEX: return c->real != 0 || c->imaginary != 0;
    case CONST_STR: case CONST_BYTES: return c->length > 0;
    case CONST_TUPLE: case CONST_FROZENSET: return c->item_count > 0;
    }
    return 0;
}

/* ---- unary ---------------------------------------------------------------------------------- */

static const Const *negate_large(Lowering *l, const Const *c)
{
    bool is_negative = c->text[0] == '-';
    char *text = is_negative ? arena_text(l->arena, c->text + 1, c->length - 1)
                             : arena_printf(l->arena, "-%s", c->text);
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (errno == 0)
        return new_int(l, value);
    Const *result = new_const(l, CONST_INT);
    result->text = text;
    result->length = strlen(text);
    return result;
}

static const Const *fold_unary(Lowering *l, AstUnaryOp *n)
{
    const Const *c = fold(l, n->operand);
    if (!c)
        return NULL;
    if (n->op == UNARY_NOT)
        return truth_of(c) ? l->false_constant : l->true_constant;
    if (c->kind == CONST_INT) {
        if (n->op == UNARY_UADD)
            return c;
        if (n->op == UNARY_INVERT)
            return c->fits_i64 ? new_int(l, ~c->integer) : NULL;
        if (!c->fits_i64)
            return negate_large(l, c);
        return c->integer == INT64_MIN ? NULL : new_int(l, -c->integer);
    }
    if (n->op == UNARY_INVERT)
        return NULL;
    if (c->kind == CONST_FLOAT)
        return n->op == UNARY_USUB ? new_float(l, -c->real) : c;
    if (c->kind == CONST_COMPLEX)
        return n->op == UNARY_USUB ? new_complex(l, -c->real, -c->imaginary) : c;
    return NULL;
}

/* ---- binary --------------------------------------------------------------------------------- */

static bool power_i64(int64_t base, int64_t exponent, int64_t *result)
{
    if (exponent < 0 || exponent > 64)
        return false;
    int64_t value = 1;
    for (int64_t i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(value, base, &value))
            return false;
    *result = value;
    return true;
}

static bool is_exact_double(int64_t value)
{
    return value >= -((int64_t)1 << 53) && value <= (int64_t)1 << 53;
}

static const Const *fold_ints(Lowering *l, Operator op, int64_t a, int64_t b)
{
    int64_t r = 0;
    switch (op) {
    case OP_ADD:      return __builtin_add_overflow(a, b, &r) ? NULL : new_int(l, r);
    case OP_SUB:      return __builtin_sub_overflow(a, b, &r) ? NULL : new_int(l, r);
    case OP_MULT:     return __builtin_mul_overflow(a, b, &r) ? NULL : new_int(l, r);
    case OP_POW:      return power_i64(a, b, &r) ? new_int(l, r) : NULL;
    case OP_BITOR:    return new_int(l, a | b);
    case OP_BITAND:   return new_int(l, a & b);
    case OP_BITXOR:   return new_int(l, a ^ b);
    case OP_FLOORDIV: return a >= 0 && b > 0 ? new_int(l, a / b) : NULL;
    case OP_MOD:      return a >= 0 && b > 0 ? new_int(l, a % b) : NULL;
    case OP_RSHIFT:   return b >= 0 && b < 64 ? new_int(l, a >> b) : NULL;
    case OP_LSHIFT:
        if (a < 0 || b < 0 || b > 62 || (a && a > INT64_MAX >> b))
            return NULL;
        return new_int(l, a << b);
    case OP_DIV:
        if (b == 0 || !is_exact_double(a) || !is_exact_double(b))
            return NULL;
        return new_float(l, (double)a / (double)b);
    case OP_MATMULT: case OPERATOR_COUNT: break;
    }
    return NULL;
}

static const Const *fold_floats(Lowering *l, Operator op, double a, double b)
{
    switch (op) {
    case OP_ADD:  return new_float(l, a + b);
    case OP_SUB:  return new_float(l, a - b);
    case OP_MULT: return new_float(l, a * b);
    case OP_DIV:  return b != 0 ? new_float(l, a / b) : NULL;
    default:      return NULL;
    }
}

static const Const *fold_complexes(Lowering *l, Operator op, const Const *a, const Const *b)
{
    double ar = a->kind == CONST_INT ? (double)a->integer : a->real;
    double br = b->kind == CONST_INT ? (double)b->integer : b->real;
    double ai = a->kind == CONST_COMPLEX ? a->imaginary : 0, bi = b->kind == CONST_COMPLEX ? b->imaginary : 0;
    if (op == OP_ADD)
        return new_complex(l, ar + br, ai + bi);
    return op == OP_SUB ? new_complex(l, ar - br, ai - bi) : NULL;
}

enum { LONGEST_FOLDED_TEXT = 4096 };

static const Const *fold_texts(Lowering *l, Operator op, const Const *a, const Const *b)
{
    if (op != OP_ADD || a->length + b->length > LONGEST_FOLDED_TEXT)
        return NULL;
    Const *result = new_const(l, a->kind);
    char *text = arena_alloc(l->arena, a->length + b->length + 1);
    memcpy(text, a->text, a->length);
    memcpy(text + a->length, b->text, b->length);
    result->text = text;
    result->length = a->length + b->length;
    return result;
}

static bool is_number(const Const *c)
{
    return (c->kind == CONST_INT && c->fits_i64) || c->kind == CONST_FLOAT || c->kind == CONST_COMPLEX;
}

static const Const *fold_binary(Lowering *l, AstBinOp *n)
{
    const Const *b = fold(l, n->right);
    const Const *a = b ? fold(l, n->left) : NULL;
    if (!a)
        return NULL;
    if (a->kind == b->kind && (a->kind == CONST_STR || a->kind == CONST_BYTES))
        return fold_texts(l, n->op, a, b);
    if (!is_number(a) || !is_number(b))
        return NULL;
    if (a->kind == CONST_COMPLEX || b->kind == CONST_COMPLEX)
        return fold_complexes(l, n->op, a, b);
    if (a->kind == CONST_INT && b->kind == CONST_INT)
        return fold_ints(l, n->op, a->integer, b->integer);
    if ((a->kind == CONST_INT && !is_exact_double(a->integer)) ||
        (b->kind == CONST_INT && !is_exact_double(b->integer)))
        return NULL;
    return fold_floats(l, n->op, a->kind == CONST_INT ? (double)a->integer : a->real,
                       b->kind == CONST_INT ? (double)b->integer : b->real);
}

/* ---- all -------------------------------------------------------------------------------------- */

/* A tuple or frozenset constant of these items; NULL unless all are constant. */
const Const *fold_items(Lowering *l, AstNodes items, ConstKind kind)
{
    VEC(const Const *) constants = {0};
    for (size_t i = 0; i < items.count; i++) {
        const Const *constant = fold(l, items.items[i]);
        if (!constant)
            return NULL;
        VEC_PUSH(l->arena, constants, constant);
    }
    Const *result = new_const(l, kind);
    result->items = constants.items;
    result->item_count = items.count;
    return result;
}

const Const *fold(Lowering *l, AstNode *node)
{
    switch (node->kind) {
    case AST_Constant: return AST_CAST(Constant, node)->value;
    case AST_UnaryOp:  return fold_unary(l, AST_CAST(UnaryOp, node));
    case AST_BinOp:    return fold_binary(l, AST_CAST(BinOp, node));
    case AST_Tuple:    return AST_CAST(Tuple, node)->ctx == CTX_LOAD
                              ? fold_items(l, AST_CAST(Tuple, node)->elts, CONST_TUPLE) : NULL;
    case AST_Name:     return strcmp(AST_CAST(Name, node)->id->text, "__debug__") == 0
                              ? l->optimize ? l->false_constant : l->true_constant : NULL;
    default:           return NULL;
    }
}
