/* Constant folding on the tree: what CPython's AST optimizer computes of literals, with its limits: arithmetic
   (fold_number.c), concatenation, repetition, items, tuples of constants, `not`, `__debug__`. What would fail or
   grow large is left to run time. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

static Const *new_const(Lowering *l, ConstKind kind)
{
    Const *constant = ARENA_NEW(l->arena, Const);
    constant->kind = kind;
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

/* ---- sequences ----------------------------------------------------------------------------- */

enum { CONCATENATION_MAX = 1 << 20, REPEATED_TEXT_MAX = 4096, REPEATED_ITEMS_MAX = 256, NESTED_ITEMS_MAX = 1024 };

static bool is_text(const Const *c) { return c->kind == CONST_STR || c->kind == CONST_BYTES; }

static const Const *concatenated(Lowering *l, const Const *a, const Const *b)
{
    Const *result = new_const(l, a->kind);
    if (is_text(a)) {
        if (a->length + b->length > CONCATENATION_MAX)
            return NULL;
        char *text = arena_alloc(l->arena, a->length + b->length + 1);
        memcpy(text, a->text, a->length);
        memcpy(text + a->length, b->text, b->length);
        result->text = text;
        result->length = a->length + b->length;
        return result;
    }
    result->item_count = a->item_count + b->item_count;
    result->items = ARENA_ARRAY(l->arena, const Const *, result->item_count + 1);
    for (size_t i = 0; i < result->item_count; i++)
        result->items[i] = i < a->item_count ? a->items[i] : b->items[i - a->item_count];
    return result;
}

/* Items of the tuple and of the tuples in it; above `limit` it is as good as any number. */
static size_t items_within(const Const *c, size_t limit)
{
    size_t count = c->kind == CONST_TUPLE ? c->item_count : 0;
    for (size_t i = 0; c->kind == CONST_TUPLE && i < c->item_count && count <= limit; i++)
        count += items_within(c->items[i], limit - count);
    return count;
}

static size_t characters_of(const Const *c)
{
    if (c->kind == CONST_BYTES)
        return c->length;
    size_t count = 0;
    for (size_t i = 0; i < c->length; i++)
        count += (c->text[i] & 0xC0) != 0x80;
    return count;
}

static const Const *repeated(Lowering *l, const Const *c, const Const *times)
{
    int64_t n = times->integer;
    size_t size = is_text(c) ? characters_of(c) : c->item_count;
    size_t limit = is_text(c) ? REPEATED_TEXT_MAX : REPEATED_ITEMS_MAX;
    if (!times->fits_i64)
        return NULL;
    if (size && (n < 0 || (size_t)n > limit / size))
        return NULL;
    if (size && n && !is_text(c) && items_within(c, NESTED_ITEMS_MAX / (size_t)n) > NESTED_ITEMS_MAX / (size_t)n)
        return NULL;
    Const *result = new_const(l, c->kind);
    result->text = "";
    result->items = ARENA_ARRAY(l->arena, const Const *, 1);
    const Const *all = result;
    for (int64_t i = 0; size && i < n; i++)
        all = concatenated(l, all, c);
    return all;
}

static const Const *character_at(Lowering *l, const Const *c, size_t index)
{
    if (c->kind == CONST_BYTES)
        return new_int(l, (unsigned char)c->text[index]);
    const char *at = c->text, *end = c->text + c->length;
    for (; index; index--)
        for (at++; at < end && (*at & 0xC0) == 0x80;)
            at++;
    const char *stop = at + 1;
    while (stop < end && (*stop & 0xC0) == 0x80)
        stop++;
    Const *result = new_const(l, CONST_STR);
    result->length = (size_t)(stop - at);
    result->text = arena_text(l->arena, at, result->length);
    return result;
}

static const Const *fold_item(Lowering *l, AstSubscript *n)
{
    const Const *c = n->ctx == CTX_LOAD ? fold(l, n->value) : NULL, *at = c ? fold(l, n->slice) : NULL;
    if (!at || !(is_text(c) || c->kind == CONST_TUPLE))
        return NULL;
    bool is_bool = at->kind == CONST_TRUE || at->kind == CONST_FALSE;
    if (!is_bool && !(at->kind == CONST_INT && at->fits_i64))
        return NULL;
    int64_t size = (int64_t)(is_text(c) ? characters_of(c) : c->item_count), index = is_bool ? at->kind == CONST_TRUE : at->integer;
    index += index < 0 ? size : 0;
    if (index < 0 || index >= size)
        return NULL;
    return is_text(c) ? character_at(l, c, (size_t)index) : c->items[index];
}

/* ---- operators ------------------------------------------------------------------------------ */

static const Const *fold_unary(Lowering *l, AstUnaryOp *n)
{
    const Const *c = fold(l, n->operand);
    if (c && n->op == UNARY_NOT)
        return truth_of(c) ? l->false_constant : l->true_constant;
    return c ? fold_sign(l, n->op, c) : NULL;
}

static const Const *fold_binary(Lowering *l, AstBinOp *n)
{
    const Const *b = fold(l, n->right);
    const Const *a = b ? fold(l, n->left) : NULL;
    if (!a)
        return NULL;
    bool is_sequence = is_text(a) || a->kind == CONST_TUPLE, is_other = is_text(b) || b->kind == CONST_TUPLE;
    if (n->op == OP_ADD && is_sequence && a->kind == b->kind)
        return concatenated(l, a, b);
    if (n->op == OP_MULT && is_sequence && b->kind == CONST_INT)
        return repeated(l, a, b);
    if (n->op == OP_MULT && is_other && a->kind == CONST_INT)
        return repeated(l, b, a);
    return is_sequence || is_other ? NULL : fold_numbers(l, n->op, a, b);
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
    case AST_Subscript: return fold_item(l, AST_CAST(Subscript, node));
    case AST_BinOp:    return fold_binary(l, AST_CAST(BinOp, node));
    case AST_Tuple:    return AST_CAST(Tuple, node)->ctx == CTX_LOAD
                              ? fold_items(l, AST_CAST(Tuple, node)->elts, CONST_TUPLE) : NULL;
    case AST_Name:     return strcmp(AST_CAST(Name, node)->id->text, "__debug__") == 0
                              ? l->optimize ? l->false_constant : l->true_constant : NULL;
    default:           return NULL;
    }
}
