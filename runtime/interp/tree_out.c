/* The parser's tree as objects. Values of enumerations (Load, Add, ...) are one object each, as in
   CPython; everything else is made anew. */
#include "runtime/interp/tree.h"

#include "runtime/object/object.h"
#include "runtime/types/containers.h"

/* ---- what tree_in.c needs too ------------------------------------------------------------------ */

AstClass tree_class_of_kind(AstKind kind)
{
    static const AstClass classes[AST_KIND_COUNT] = {
#define NODE(Kind, sum, fields) [AST_##Kind] = AST_CLASS_##Kind,
#include "frontend/ast/nodes.def"
    };
    return classes[kind];
}

AstClass tree_class_of_type(AstType type)
{
    static const AstClass classes[AST_TYPE_COUNT] = {
#define SUM(name, positions) [AST_TYPE_##name] = AST_CLASS_##name,
#define ENUM_SUM(name, Type, values) [AST_TYPE_##name] = AST_CLASS_##name,
#define PRODUCT(name, positions, fields) [AST_TYPE_##name] = AST_CLASS_##name,
#define NODE(Kind, sum, fields)
#include "frontend/ast/nodes.def"
    };
    return classes[type];
}

Value tree_field_name(struct Task *task, AstKind kind, int field)
{
    static ROOT Slot names[AST_KIND_COUNT][AST_FIELDS_MAX], positions[4];
    static const char *const position_names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    Slot *slot = field < 0 ? &positions[-1 - field] : &names[kind][field];
    Value name = slot_load(slot);
    if (!name) {
        name = str_intern_c(task, field < 0 ? position_names[-1 - field] : ast_fields(kind)[field].name);
        if (name)
            gc_store(slot, name);
    }
    return name;
}

/* ---- values ------------------------------------------------------------------------------------ */

static Value name_object(struct Task *task, const Name *name)
{
    Value text = name ? str_from_utf8(task, name->text, name->length) : VALUE_NONE;
    return name && text ? str_intern(task, text) : text;
}

static Value names_object(struct Task *task, NameList names)
{
    Value list = list_new(task, 0);
    for (size_t i = 0; list && i < names.count; i++) {
        Value name = name_object(task, names.items[i]);
        if (!name || !list_append(task, list, name))
            return 0;
    }
    return list;
}

/* The classes of an enumeration follow its own in its order. */
static Value enum_object(struct Task *task, AstType type, int value)
{
    static ROOT Slot objects[AST_CLASS_COUNT];
    AstClass which = (AstClass)(tree_class_of_type(type) + 1 + value);
    if (!slot_load(&objects[which])) {
        PyType *cls = ast_class(task, which);
        Value made = cls ? (Value)object_alloc(task, cls, 0) : 0;
        if (!made)
            return 0;
        slot_compare_swap(&objects[which], 0, made);
    }
    return slot_load(&objects[which]);
}

static Value enums_object(struct Task *task, AstType type, CompareOperatorList values)
{
    Value list = list_new(task, 0);
    for (size_t i = 0; list && i < values.count; i++) {
        Value one = enum_object(task, type, (int)values.items[i]);
        if (!one || !list_append(task, list, one))
            return 0;
    }
    return list;
}

static Value nodes_object(struct Task *task, AstNodes nodes)
{
    Value list = list_new(task, 0);
    for (size_t i = 0; list && i < nodes.count; i++) {
        Value one = nodes.items[i] ? tree_to_object(task, nodes.items[i]) : VALUE_NONE;
        if (!one || !list_append(task, list, one))
            return 0;
    }
    return list;
}

static Value field_object(struct Task *task, const AstField *field, const void *at)
{
    const AstNode *node = *(AstNode *const *)at;
    switch (field->kind) {
    case FIELD_ONE: case FIELD_OPT: return node ? tree_to_object(task, node) : VALUE_NONE;
    case FIELD_MANY: return nodes_object(task, *(const AstNodes *)at);
    case FIELD_IDENT: case FIELD_OPT_IDENT: return name_object(task, *(Name *const *)at);
    case FIELD_IDENTS: return names_object(task, *(const NameList *)at);
    case FIELD_ENUM: return enum_object(task, field->type, *(const int *)at);
    case FIELD_ENUMS: return enums_object(task, field->type, *(const CompareOperatorList *)at);
    case FIELD_INT: case FIELD_OPT_INT: return value_from_small_int(*(const int *)at);
    case FIELD_CONSTANT: case FIELD_STRING: case FIELD_OPT_STRING: {
        const Const *constant = *(const Const *const *)at;
        return constant ? constant_to_value(task, constant) : VALUE_NONE;
    }
    case FIELD_END: break;
    }
    return 0;
}

static bool set_positions(struct Task *task, Value object, const AstNode *node)
{
    const int32_t words[] = {node->span.line, node->span.column, node->span.end_line, node->span.end_column};
    for (int i = 0; i < 4; i++) {
        Value name = tree_field_name(task, node->kind, -1 - i);
        if (!name || object_set_attr(task, object, name, value_from_small_int(words[i])) < 0)
            return false;
    }
    return true;
}

Value tree_to_object(struct Task *task, const AstNode *node)
{
    PyType *cls = stack_check(task) ? ast_class(task, tree_class_of_kind(node->kind)) : NULL;
    Value object = cls ? (Value)object_alloc(task, cls, 0) : 0;
    if (!object)
        return 0;
    const AstField *fields = ast_fields(node->kind);
    for (int i = 0; fields[i].kind != FIELD_END; i++) {
        Value name = tree_field_name(task, node->kind, i), value = field_object(task, &fields[i], (const char *)node + fields[i].offset);
        if (!name || !value || object_set_attr(task, object, name, value) < 0)
            return 0;
    }
    bool has_position = ast_positions(ast_type(node->kind)) != POSITIONS_NONE;
    return has_position && !set_positions(task, object, node) ? 0 : object;
}
