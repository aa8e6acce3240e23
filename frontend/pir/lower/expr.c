/* Expressions: dispatch, operators, attributes, items, conditions. Each takes the position of
   its node while it emits. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

/* ---- operators ------------------------------------------------------------------------------ */

static PirIns *lower_binary(Function *fn, AstBinOp *n)
{
    PirIns *left = lower_expr(fn, n->left);
    PirIns *right = lower_expr(fn, n->right);
    return emit_integer(fn, PIR_BINARY, n->op, (PirIns *[]){ left, right }, 2);
}

static PirIns *lower_unary(Function *fn, AstUnaryOp *n)
{
    PirIns *operand = lower_expr(fn, n->operand);
    if (n->op != UNARY_NOT)
        return emit_integer(fn, PIR_UNARY, n->op, &operand, 1);
    return emit1(fn, PIR_BOX_BOOL, emit1(fn, PIR_NOT, emit1(fn, PIR_TRUTH, operand)));
}

static PirIns *lower_bool(Function *fn, AstBoolOp *n)
{
    PirBlock *join = block_new(fn);
    PirIns *result = pir_param(join, REP_WORD);
    for (size_t i = 0; i < n->values.count; i++) {
        PirIns *value = lower_expr(fn, n->values.items[i]);
        if (i + 1 == n->values.count) {
            emit_jump(fn, join, &value, 1);
            break;
        }
        PirBlock *next = block_new(fn);
        PirIns *truth = emit1(fn, PIR_TRUTH, value);
        if (n->op == BOOL_AND)
            emit_branch_with(fn, truth, next, NULL, join, value);
        else
            emit_branch_with(fn, truth, join, value, next, NULL);
        block_start_sealed(fn, next);
    }
    block_start_sealed(fn, join);
    return result;
}

static PirIns *lower_if_expr(Function *fn, AstIfExp *n)
{
    const Const *test = fold(fn->lowering, n->test);
    if (test)
        return lower_expr(fn, truth_of(test) ? n->body : n->orelse);
    PirBlock *if_true = block_new(fn), *if_false = block_new(fn), *join = block_new(fn);
    PirIns *result = pir_param(join, REP_WORD);
    lower_condition(fn, n->test, if_true, if_false);
    block_start_sealed(fn, if_true);
    PirIns *value = lower_expr(fn, n->body);
    emit_jump(fn, join, &value, 1);
    block_start_sealed(fn, if_false);
    value = lower_expr(fn, n->orelse);
    emit_jump(fn, join, &value, 1);
    block_start_sealed(fn, join);
    return result;
}

/* ---- comparisons ------------------------------------------------------------------------------ */

/* What stands on the right of `in`: a display of constants is one constant. */
static PirIns *lower_container(Function *fn, AstNode *node)
{
    AstNodes items;
    ConstKind kind = CONST_TUPLE;
    if (node->kind == AST_List) {
        items = AST_CAST(List, node)->elts;
    } else if (node->kind == AST_Set) {
        items = AST_CAST(Set, node)->elts;
        kind = CONST_FROZENSET;
    } else {
        return lower_expr(fn, node);
    }
    const Const *folded = fold_items(fn->lowering, items, kind);
    return folded ? emit_constant(fn, folded) : lower_expr(fn, node);
}

static PirIns *lower_comparator(Function *fn, AstCompare *n, size_t i)
{
    if (n->ops.items[i] == CMP_IN || n->ops.items[i] == CMP_NOTIN)
        return lower_container(fn, n->comparators.items[i]);
    return lower_expr(fn, n->comparators.items[i]);
}

/* The comparison as a raw truth value. */
static PirIns *compare_truth(Function *fn, CompareOperator op, PirIns *left, PirIns *right)
{
    switch (op) {
    case CMP_IS:    return emit2(fn, PIR_IS, left, right);
    case CMP_ISNOT: return emit1(fn, PIR_NOT, emit2(fn, PIR_IS, left, right));
    case CMP_IN:    return emit2(fn, PIR_CONTAINS, left, right);
    case CMP_NOTIN: return emit1(fn, PIR_NOT, emit2(fn, PIR_CONTAINS, left, right));
    default:        return emit_integer(fn, PIR_COMPARE_TRUTH, op, (PirIns *[]){ left, right }, 2);
    }
}

static PirIns *compare_value(Function *fn, CompareOperator op, PirIns *left, PirIns *right)
{
    if (op < CMP_IS)
        return emit_integer(fn, PIR_COMPARE, op, (PirIns *[]){ left, right }, 2);
    return emit1(fn, PIR_BOX_BOOL, compare_truth(fn, op, left, right));
}

PirIns *lower_compare(Function *fn, AstCompare *n)
{
    PirIns *left = lower_expr(fn, n->left);
    if (n->ops.count == 1)
        return compare_value(fn, n->ops.items[0], left, lower_comparator(fn, n, 0));
    PirBlock *join = block_new(fn);
    PirIns *result = pir_param(join, REP_WORD);
    for (size_t i = 0; i < n->ops.count; i++) {
        PirIns *right = lower_comparator(fn, n, i);
        PirIns *value = compare_value(fn, n->ops.items[i], left, right);
        if (i + 1 == n->ops.count) {
            emit_jump(fn, join, &value, 1);
            break;
        }
        PirBlock *next = block_new(fn);
        emit_branch_with(fn, emit1(fn, PIR_TRUTH, value), next, NULL, join, value);
        block_start_sealed(fn, next);
        left = right;
    }
    block_start_sealed(fn, join);
    return result;
}

void lower_compare_condition(Function *fn, AstCompare *n, PirBlock *if_true, PirBlock *if_false)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(&n->base);
    PirIns *left = lower_expr(fn, n->left);
    for (size_t i = 0; i < n->ops.count; i++) {
        PirIns *right = lower_comparator(fn, n, i);
        PirIns *truth = compare_truth(fn, n->ops.items[i], left, right);
        bool is_last = i + 1 == n->ops.count;
        PirBlock *next = is_last ? if_true : block_new(fn);
        emit_branch(fn, truth, next, if_false);
        if (!is_last)
            block_start_sealed(fn, next);
        left = right;
    }
    fn->pos = before;
}

/* ---- conditions ---------------------------------------------------------------------------------- */

static void lower_bool_condition(Function *fn, AstBoolOp *n, PirBlock *if_true, PirBlock *if_false)
{
    for (size_t i = 0; i + 1 < n->values.count; i++) {
        PirBlock *next = block_new(fn);
        if (n->op == BOOL_AND)
            lower_condition(fn, n->values.items[i], next, if_false);
        else
            lower_condition(fn, n->values.items[i], if_true, next);
        block_start_sealed(fn, next);
    }
    lower_condition(fn, n->values.items[n->values.count - 1], if_true, if_false);
}

static void lower_if_condition(Function *fn, AstIfExp *n, PirBlock *if_true, PirBlock *if_false)
{
    PirBlock *first = block_new(fn), *second = block_new(fn);
    lower_condition(fn, n->test, first, second);
    block_start_sealed(fn, first);
    lower_condition(fn, n->body, if_true, if_false);
    block_start_sealed(fn, second);
    lower_condition(fn, n->orelse, if_true, if_false);
}

/* Branches on the truth of node. Ends here; the two blocks stay unsealed. */
void lower_condition(Function *fn, AstNode *node, PirBlock *if_true, PirBlock *if_false)
{
    const Const *constant = fold(fn->lowering, node);
    if (constant) {
        emit_jump(fn, truth_of(constant) ? if_true : if_false, NULL, 0);
        return;
    }
    switch (node->kind) {
    case AST_BoolOp:
        lower_bool_condition(fn, AST_CAST(BoolOp, node), if_true, if_false);
        return;
    case AST_IfExp:
        lower_if_condition(fn, AST_CAST(IfExp, node), if_true, if_false);
        return;
    case AST_Compare:
        lower_compare_condition(fn, AST_CAST(Compare, node), if_true, if_false);
        return;
    case AST_UnaryOp:
        if (AST_CAST(UnaryOp, node)->op == UNARY_NOT) {
            lower_condition(fn, AST_CAST(UnaryOp, node)->operand, if_false, if_true);
            return;
        }
        break;
    default:
        break;
    }
    PirIns *value = lower_expr(fn, node);
    emit_branch(fn, emit1(fn, PIR_TRUTH, value), if_true, if_false);
}

/* ---- attributes and items ------------------------------------------------------------------------- */

/* An attribute on a later line than its object's start is shown where its name stands. */
PirPos attribute_pos(PirPos pos, AstAttribute *n)
{
    AstSpan span = n->base.span;
    if (pos.line == span.end_line)
        return pos;
    int32_t length = (int32_t)n->attr->length;
    pos.line = span.end_line;
    pos.column = length <= span.end_column ? span.end_column - length : -1;
    if (pos.column < 0)
        pos.end_column = -1;
    return pos;
}

static PirIns *lower_attribute(Function *fn, AstAttribute *n)
{
    PirIns *object = lower_expr(fn, n->value);
    fn->pos = attribute_pos(fn->pos, n);
    return emit_name(fn, PIR_LOAD_ATTR, scope_mangle(fn->scope, n->attr), &object, 1);
}

void lower_slice_parts(Function *fn, AstSlice *n, PirIns *parts[3])
{
    parts[0] = n->lower ? lower_expr(fn, n->lower) : emit_none(fn);
    parts[1] = n->upper ? lower_expr(fn, n->upper) : emit_none(fn);
    parts[2] = n->step ? lower_expr(fn, n->step) : emit_none(fn);
}

PirIns *lower_slice(Function *fn, AstSlice *n)
{
    PirIns *parts[3];
    lower_slice_parts(fn, n, parts);
    return runtime3(fn, ENTRY_slice_new, parts[0], parts[1], parts[2]);
}

static PirIns *lower_subscript(Function *fn, AstSubscript *n)
{
    PirIns *object = lower_expr(fn, n->value), *parts[3];
    if (n->slice->kind != AST_Slice)
        return emit2(fn, PIR_GET_ITEM, object, lower_expr(fn, n->slice));
    lower_slice_parts(fn, AST_CAST(Slice, n->slice), parts);
    return runtime4(fn, ENTRY_slice_get, object, parts[0], parts[1], parts[2]);
}

/* ---- the rest ---------------------------------------------------------------------------------------- */

static PirIns *lower_named(Function *fn, AstNamedExpr *n)
{
    PirIns *value = lower_expr(fn, n->value);
    lower_store(fn, n->target, value);
    return value;
}

static PirIns *lower_kind(Function *fn, AstNode *node)
{
    switch (node->kind) {
    case AST_Name:           return lower_name_load(fn, AST_CAST(Name, node)->id);
    case AST_BinOp:          return lower_binary(fn, AST_CAST(BinOp, node));
    case AST_UnaryOp:        return lower_unary(fn, AST_CAST(UnaryOp, node));
    case AST_BoolOp:         return lower_bool(fn, AST_CAST(BoolOp, node));
    case AST_Compare:        return lower_compare(fn, AST_CAST(Compare, node));
    case AST_IfExp:          return lower_if_expr(fn, AST_CAST(IfExp, node));
    case AST_Call:           return lower_call(fn, AST_CAST(Call, node));
    case AST_Attribute:      return lower_attribute(fn, AST_CAST(Attribute, node));
    case AST_Subscript:      return lower_subscript(fn, AST_CAST(Subscript, node));
    case AST_Slice:          return lower_slice(fn, AST_CAST(Slice, node));
    case AST_Tuple:          return lower_tuple_of(fn, AST_CAST(Tuple, node)->elts);
    case AST_List:           return lower_list(fn, AST_CAST(List, node)->elts);
    case AST_Set:            return lower_set(fn, AST_CAST(Set, node)->elts);
    case AST_Dict:           return lower_dict(fn, AST_CAST(Dict, node));
    case AST_JoinedStr:      return lower_joined(fn, AST_CAST(JoinedStr, node));
    case AST_FormattedValue: return lower_formatted(fn, AST_CAST(FormattedValue, node));
    case AST_Lambda:         return lower_lambda(fn, AST_CAST(Lambda, node));
    case AST_NamedExpr:      return lower_named(fn, AST_CAST(NamedExpr, node));
    case AST_ListComp: case AST_SetComp: case AST_DictComp: case AST_GeneratorExp:
        return lower_comprehension(fn, node);
    case AST_Yield: {
        AstNode *value = AST_CAST(Yield, node)->value;
        return lower_yield(fn, value ? lower_expr(fn, value) : emit_none(fn));
    }
    case AST_YieldFrom:      return lower_yield_from(fn, lower_expr(fn, AST_CAST(YieldFrom, node)->value));
    case AST_Await:          return lower_await(fn, lower_expr(fn, AST_CAST(Await, node)->value));
    default:
        bug("%s is not an expression", ast_kind_name(node->kind));
    }
}

PirIns *lower_expr(Function *fn, AstNode *node)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(node);
    const Const *constant = fold(fn->lowering, node);
    PirIns *value = constant ? emit_constant(fn, constant) : lower_kind(fn, node);
    fn->pos = before;
    return value;
}

/* ---- suspension --------------------------------------------------------------------------------------- */

PirIns *lower_yield(Function *fn, PirIns *value)
{
    return emit1(fn, PIR_YIELD, value);
}

PirIns *lower_yield_from(Function *fn, PirIns *value)
{
    return emit_integer(fn, PIR_YIELD_FROM, 0, &value, 1);
}

PirIns *lower_await(Function *fn, PirIns *value)
{
    return lower_await_of(fn, value, AWAIT_PLAIN);
}

PirIns *lower_await_of(Function *fn, PirIns *value, AwaitKind kind)
{
    return emit_integer(fn, PIR_YIELD_FROM, kind, &value, 1);
}
