/* Displays: tuples, lists, sets, dicts, with stars; long ones in pieces, since an op's operands
   lie on the stack when it runs. */
#include "frontend/pir/lower/lower_internal.h"

enum { LONGEST_PIECE = 128, SHORTEST_CONSTANT = 16 };

static bool any_star(AstNodes items)
{
    for (size_t i = 0; i < items.count; i++)
        if (items.items[i]->kind == AST_Starred)
            return true;
    return false;
}

static PirIns **lower_items(Function *fn, AstNode **items, size_t count)
{
    PirIns **values = ARENA_ARRAY(fn->lowering->arena, PirIns *, count ? count : 1);
    for (size_t i = 0; i < count; i++)
        values[i] = lower_expr(fn, items[i]);
    return values;
}

static PirIns *build(Function *fn, PirOpcode op, AstNode **items, size_t count)
{
    PirIns **values = lower_items(fn, items, count);
    return emit(fn, op, values, (uint32_t)count);
}

/* How many items from the start belong to one piece: no star, no more than fit. */
static size_t piece_length(AstNodes items, size_t start)
{
    size_t n = 0;
    while (start + n < items.count && n < LONGEST_PIECE && items.items[start + n]->kind != AST_Starred)
        n++;
    return n;
}

/* A list or set from pieces and stars, each added with `add_all`. */
static PirIns *from_pieces(Function *fn, AstNodes items, PirOpcode op, enum RtEntry add_all)
{
    size_t i = piece_length(items, 0);
    PirIns *result = build(fn, op, items.items, i);
    while (i < items.count) {
        if (items.items[i]->kind == AST_Starred) {
            runtime2(fn, add_all, result, lower_expr(fn, AST_CAST(Starred, items.items[i])->value));
            i++;
            continue;
        }
        size_t n = piece_length(items, i);
        runtime2(fn, add_all, result, build(fn, PIR_BUILD_TUPLE, items.items + i, n));
        i += n;
    }
    return result;
}

static PirIns *from_constant(Function *fn, AstNodes items, PirOpcode op, enum RtEntry add_all)
{
    if (items.count < SHORTEST_CONSTANT || any_star(items))
        return NULL;
    const Const *folded = fold_items(fn->lowering, items, CONST_TUPLE);
    if (!folded)
        return NULL;
    PirIns *result = emit0(fn, op);
    runtime2(fn, add_all, result, emit_constant(fn, folded));
    return result;
}

PirIns *lower_list(Function *fn, AstNodes items)
{
    PirIns *constant = from_constant(fn, items, PIR_BUILD_LIST, ENTRY_list_extend_entry);
    return constant ? constant : from_pieces(fn, items, PIR_BUILD_LIST, ENTRY_list_extend_entry);
}

PirIns *lower_set(Function *fn, AstNodes items)
{
    PirIns *constant = from_constant(fn, items, PIR_BUILD_SET, ENTRY_set_update_entry);
    return constant ? constant : from_pieces(fn, items, PIR_BUILD_SET, ENTRY_set_update_entry);
}

PirIns *lower_tuple_of(Function *fn, AstNodes items)
{
    const Const *folded = any_star(items) ? NULL : fold_items(fn->lowering, items, CONST_TUPLE);
    if (folded)
        return emit_constant(fn, folded);
    if (!any_star(items) && items.count <= LONGEST_PIECE)
        return build(fn, PIR_BUILD_TUPLE, items.items, items.count);
    PirIns *list = from_pieces(fn, items, PIR_BUILD_LIST, ENTRY_list_extend_entry);
    return runtime1(fn, ENTRY_list_to_tuple, list);
}

/* ---- dicts -------------------------------------------------------------------------------------- */

static size_t pairs_in_piece(const AstDict *dict, size_t start)
{
    size_t n = 0;
    while (start + n < dict->keys.count && n < LONGEST_PIECE / 2 && dict->keys.items[start + n])
        n++;
    return n;
}

static PirIns *build_pairs(Function *fn, const AstDict *dict, size_t start, size_t count)
{
    PirIns **values = ARENA_ARRAY(fn->lowering->arena, PirIns *, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        values[2 * i] = lower_expr(fn, dict->keys.items[start + i]);
        values[2 * i + 1] = lower_expr(fn, dict->values.items[start + i]);
    }
    return emit(fn, PIR_BUILD_DICT, values, (uint32_t)(2 * count));
}

PirIns *lower_dict(Function *fn, AstDict *dict)
{
    size_t i = pairs_in_piece(dict, 0);
    PirIns *result = build_pairs(fn, dict, 0, i);
    while (i < dict->keys.count) {
        if (!dict->keys.items[i]) {
            runtime2(fn, ENTRY_dict_update_entry, result, lower_expr(fn, dict->values.items[i]));
            i++;
            continue;
        }
        size_t n = pairs_in_piece(dict, i);
        runtime2(fn, ENTRY_dict_update_entry, result, build_pairs(fn, dict, i, n));
        i += n;
    }
    return result;
}
