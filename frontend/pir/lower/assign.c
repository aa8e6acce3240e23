/* Assignment: targets, unpacking, augmented assignment, annotations, del. */
#include "frontend/pir/lower/lower_internal.h"

/* ---- targets --------------------------------------------------------------------------------- */

static void store_items(Function *fn, AstNodes targets, PirIns *value)
{
    size_t star = targets.count;
    for (size_t i = 0; i < targets.count; i++)
        if (targets.items[i]->kind == AST_Starred)
            star = i;
    PirIns *tuple;
    if (star == targets.count) {
        tuple = emit_integer(fn, PIR_UNPACK, (int64_t)targets.count, &value, 1);
    } else {
        int64_t counts = (int64_t)star | (int64_t)(targets.count - star - 1) << 16;
        tuple = emit_integer(fn, PIR_UNPACK_STAR, counts, &value, 1);
    }
    for (size_t i = 0; i < targets.count; i++) {
        AstNode *target = targets.items[i];
        PirIns *item = emit_integer(fn, PIR_TUPLE_ITEM, (int64_t)i, &tuple, 1);
        lower_store(fn, target->kind == AST_Starred ? AST_CAST(Starred, target)->value : target, item);
    }
}

void lower_store(Function *fn, AstNode *target, PirIns *value)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(target);
    switch (target->kind) {
    case AST_Name:
        lower_name_store(fn, AST_CAST(Name, target)->id, value);
        break;
    case AST_Attribute: {
        AstAttribute *n = AST_CAST(Attribute, target);
        PirIns *object = lower_expr(fn, n->value);
        fn->pos = attribute_pos(fn->pos, n);
        emit_name(fn, PIR_STORE_ATTR, scope_mangle(fn->scope, n->attr), (PirIns *[]){ object, value }, 2);
        break;
    }
    case AST_Subscript: {
        AstSubscript *n = AST_CAST(Subscript, target);
        PirIns *object = lower_expr(fn, n->value), *parts[3];
        if (n->slice->kind == AST_Slice) {
            lower_slice_parts(fn, AST_CAST(Slice, n->slice), parts);
            emit_runtime(fn, ENTRY_slice_set, REP_NONE, (PirIns *[]){ object, parts[0], parts[1], parts[2], value }, 5);
        } else {
            emit3(fn, PIR_SET_ITEM, object, lower_expr(fn, n->slice), value);
        }
        break;
    }
    case AST_Tuple:
        store_items(fn, AST_CAST(Tuple, target)->elts, value);
        break;
    case AST_List:
        store_items(fn, AST_CAST(List, target)->elts, value);
        break;
    default:
        bug("%s is no target", ast_kind_name(target->kind));
    }
    fn->pos = before;
}

void lower_delete(Function *fn, AstNode *target)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(target);
    AstNodes items = { 0 };
    switch (target->kind) {
    case AST_Name:
        lower_name_delete(fn, AST_CAST(Name, target)->id);
        break;
    case AST_Attribute: {
        AstAttribute *n = AST_CAST(Attribute, target);
        PirIns *object = lower_expr(fn, n->value);
        fn->pos = attribute_pos(fn->pos, n);
        emit_name(fn, PIR_DELETE_ATTR, scope_mangle(fn->scope, n->attr), &object, 1);
        break;
    }
    case AST_Subscript: {
        PirIns *object = lower_expr(fn, AST_CAST(Subscript, target)->value);
        emit2(fn, PIR_DELETE_ITEM, object, lower_expr(fn, AST_CAST(Subscript, target)->slice));
        break;
    }
    case AST_Tuple: items = AST_CAST(Tuple, target)->elts; break;
    case AST_List:  items = AST_CAST(List, target)->elts; break;
    default:
        bug("%s cannot be deleted", ast_kind_name(target->kind));
    }
    for (size_t i = 0; i < items.count; i++)
        lower_delete(fn, items.items[i]);
    fn->pos = before;
}

/* ---- a, b = b, a ------------------------------------------------------------------------------- */

static bool plain_items(AstNode *node, AstNodes *items)
{
    if (node->kind == AST_Tuple)
        *items = AST_CAST(Tuple, node)->elts;
    else if (node->kind == AST_List)
        *items = AST_CAST(List, node)->elts;
    else
        return false;
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i]->kind == AST_Starred)
            return false;
    return true;
}

/* As many targets as values, no star: no tuple is made. */
static bool assign_directly(Function *fn, AstAssign *s)
{
    AstNodes targets, values;
    if (s->targets.count != 1 || !plain_items(s->targets.items[0], &targets) ||
        !plain_items(s->value, &values) || targets.count != values.count)
        return false;
    PirIns **words = ARENA_ARRAY(fn->lowering->arena, PirIns *, values.count + 1);
    for (size_t i = 0; i < values.count; i++)
        words[i] = lower_expr(fn, values.items[i]);
    for (size_t i = 0; i < targets.count; i++)
        lower_store(fn, targets.items[i], words[i]);
    return true;
}

void lower_assign(Function *fn, AstAssign *s)
{
    if (assign_directly(fn, s))
        return;
    PirIns *value = lower_expr(fn, s->value);
    for (size_t i = 0; i < s->targets.count; i++)
        lower_store(fn, s->targets.items[i], value);
}

/* ---- augmented ------------------------------------------------------------------------------------ */

static PirIns *inplace(Function *fn, AstAugAssign *s, PirIns *old)
{
    PirIns *right = lower_expr(fn, s->value);
    return emit_integer(fn, PIR_INPLACE, s->op, (PirIns *[]){ old, right }, 2);
}

static void augment_attribute(Function *fn, AstAugAssign *s, AstAttribute *target)
{
    PirPos statement = fn->pos, place = pos_of(&target->base);
    Name *name = scope_mangle(fn->scope, target->attr);
    fn->pos = place;
    PirIns *object = lower_expr(fn, target->value);
    fn->pos = attribute_pos(place, target);
    PirIns *old = emit_name(fn, PIR_LOAD_ATTR, name, &object, 1);
    fn->pos = statement;
    PirIns *value = inplace(fn, s, old);
    fn->pos = attribute_pos(place, target);
    emit_name(fn, PIR_STORE_ATTR, name, (PirIns *[]){ object, value }, 2);
    fn->pos = statement;
}

static void augment_item(Function *fn, AstAugAssign *s, AstSubscript *target)
{
    PirPos statement = fn->pos, place = pos_of(&target->base);
    fn->pos = place;
    PirIns *object = lower_expr(fn, target->value);
    PirIns *index = lower_expr(fn, target->slice);
    PirIns *old = emit2(fn, PIR_GET_ITEM, object, index);
    fn->pos = statement;
    PirIns *value = inplace(fn, s, old);
    fn->pos = place;
    emit3(fn, PIR_SET_ITEM, object, index, value);
    fn->pos = statement;
}

void lower_augmented(Function *fn, AstAugAssign *s)
{
    if (s->target->kind == AST_Attribute) {
        augment_attribute(fn, s, AST_CAST(Attribute, s->target));
    } else if (s->target->kind == AST_Subscript) {
        augment_item(fn, s, AST_CAST(Subscript, s->target));
    } else {
        PirPos statement = fn->pos;
        fn->pos = pos_of(s->target);
        PirIns *old = lower_name_load(fn, AST_CAST(Name, s->target)->id);
        fn->pos = statement;
        lower_store(fn, s->target, inplace(fn, s, old));
    }
}

/* ---- annotated -------------------------------------------------------------------------------------- */

/* The value of an annotation: evaluated, or its text under `from __future__ import annotations`. */
PirIns *lower_annotation(Function *fn, AstNode *annotation)
{
    if (fn->lowering->scopes->future_annotations) {
        size_t length;
        char *text = unparse_expression(fn->lowering->arena, annotation, &length);
        return emit_text(fn, name_intern(text, length));
    }
    if (annotation->kind != AST_Starred)
        return lower_expr(fn, annotation);
    PirIns *value = lower_expr(fn, AST_CAST(Starred, annotation)->value);
    PirIns *tuple = emit_integer(fn, PIR_UNPACK, 1, &value, 1);
    return emit_integer(fn, PIR_TUPLE_ITEM, 0, &tuple, 1);
}

static void record_annotation(Function *fn, Name *name, AstNode *annotation)
{
    PirIns *value = lower_annotation(fn, annotation);
    Name *place = name_of("__annotations__");
    PirIns *dict = fn->namespace
                   ? emit_name(fn, PIR_LOAD_NAME, global_name(fn, place), &fn->namespace, 1)
                   : emit_name(fn, PIR_LOAD_GLOBAL, global_name(fn, place), NULL, 0);
    emit3(fn, PIR_SET_ITEM, dict, emit_text(fn, scope_mangle(fn->scope, name)), value);
}

/* A target without a value: its parts are evaluated, nothing is stored. */
static void evaluate_target(Function *fn, AstNode *target)
{
    if (target->kind == AST_Attribute) {
        lower_expr(fn, AST_CAST(Attribute, target)->value);
    } else if (target->kind == AST_Subscript) {
        lower_expr(fn, AST_CAST(Subscript, target)->value);
        lower_expr(fn, AST_CAST(Subscript, target)->slice);
    }
}

void lower_annotated(Function *fn, AstAnnAssign *s)
{
    if (s->value)
        lower_store(fn, s->target, lower_expr(fn, s->value));
    else
        evaluate_target(fn, s->target);
    if (scope_is_function(fn->scope))
        return;
    if (s->simple)
        record_annotation(fn, AST_CAST(Name, s->target)->id, s->annotation);
    else if (!fn->lowering->scopes->future_annotations)
        lower_expr(fn, s->annotation);
}
