/* Objects to a tree in an arena. Any object with the right attributes will do where a product is
   expected (arguments, keyword, ...), an instance of a class of the sum elsewhere: CPython's rules, and its
   messages. Attributes may be computed by code, which can change the lists that are being read. */
#include "runtime/interp/tree.h"

#include <string.h>

#include "runtime/object/object.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"

typedef struct Reader {
    struct Task *task;
    Arena *arena;
    int depth;
} Reader;

static bool read_node(Reader *r, Value object, AstType type, AstNode **out);

/* ---- plain values -------------------------------------------------------------------------------- */

static bool read_int(Reader *r, Value object, int32_t *out)
{
    int64_t number;
    if (!value_is_int(object))
        return raise_error(r->task, &type_ValueError, "invalid integer value: %R", object) != 0;
    if (!value_to_i64(r->task, object, &number) || number != (int32_t)number) {
        if (r->task->exception)
            exception_clear(r->task);
        return raise_error(r->task, &type_OverflowError, "Python int too large to convert to C int") != 0;
    }
    *out = (int32_t)number;
    return true;
}

/* Without its place in the table of names: ast_intern_names. */
static bool read_identifier(Reader *r, Value object, Name **out)
{
    int64_t length;
    if (object == VALUE_NONE) {
        *out = NULL;
        return true;
    }
    if (!value_is_exact_str(object))
        return raise_error(r->task, &type_TypeError, "AST identifier must be of type str") != 0;
    const char *text = str_utf8_lossy(r->task, object, &length);
    Name *name = text ? arena_alloc(r->arena, sizeof *name + (size_t)length + 1) : NULL;
    if (!name)
        return false;
    name->length = (uint32_t)length;
    memcpy(name->text, text, (size_t)length);
    *out = name;
    return true;
}

static bool read_constant(Reader *r, Value object, const Const **out);

static bool read_items(Reader *r, Value tuple, Const *into)
{
    into->item_count = (size_t)tuple_size(tuple);
    into->items = ARENA_ARRAY(r->arena, const Const *, into->item_count + 1);
    for (size_t i = 0; i < into->item_count; i++)
        if (!read_constant(r, tuple_get(tuple, (int64_t)i), &into->items[i]))
            return false;
    return true;
}

static bool read_text(Reader *r, const char *text, int64_t length, Const *into)
{
    if (!text)
        return false;
    into->text = arena_text(r->arena, text, (size_t)length);
    into->length = (size_t)length;
    return true;
}

static bool read_integer(Reader *r, Value object, Const *into)
{
    int64_t length;
    into->kind = CONST_INT;
    into->fits_i64 = value_is_small_int(object);
    if (into->fits_i64) {
        into->integer = value_small_int(object);
        return true;
    }
    if (value_to_i64(r->task, object, &into->integer)) {
        into->fits_i64 = true;
        return true;
    }
    exception_clear(r->task);
    Value digits = int_repr(r->task, object);
    return digits && read_text(r, str_utf8(r->task, digits, &length), length, into);
}

static bool read_constant(Reader *r, Value object, const Const **out)
{
    Const *c = ARENA_NEW(r->arena, Const);
    int64_t length;
    *out = c;
    if (!stack_check(r->task))
        return false;
    if (object == VALUE_NONE || object == VALUE_TRUE || object == VALUE_FALSE || object == VALUE_ELLIPSIS) {
        c->kind = object == VALUE_NONE ? CONST_NONE : object == VALUE_TRUE ? CONST_TRUE : object == VALUE_FALSE ? CONST_FALSE : CONST_ELLIPSIS;
        return true;
    }
    if (value_is_exact_int(object))
        return read_integer(r, object, c);
    if (value_is_float(object)) {
        c->kind = CONST_FLOAT;
        c->real = value_float(object);
        return true;
    }
    PyType *type = type_of(object);
    if (type == &type_complex) {
        *c = (Const){.kind = CONST_COMPLEX, .real = ((PyComplex *)object)->real, .imaginary = ((PyComplex *)object)->imaginary};
        return true;
    }
    if (value_is_exact_str(object)) {
        c->kind = CONST_STR;
        const char *text = str_utf8_lossy(r->task, object, &length);
        return read_text(r, text, length, c);
    }
    if (type == &type_bytes) {
        c->kind = CONST_BYTES;
        return read_text(r, (const char *)((PyBytes *)object)->data, ((PyBytes *)object)->length, c);
    }
    c->kind = type == &type_tuple ? CONST_TUPLE : CONST_FROZENSET;
    if (type == &type_tuple)
        return read_items(r, object, c);
    if (type != &type_frozenset)
        return raise_error(r->task, &type_TypeError, "got an invalid type in Constant: %U", slot_load(&type->name)) != 0;
    Value items = tuple_from_iterable(r->task, object);
    return items && read_items(r, items, c);
}

static bool read_string(Reader *r, Value object, const Const **out)
{
    *out = NULL;
    if (object == VALUE_NONE)
        return true;
    if (!value_is_exact_str(object) && type_of(object) != &type_bytes)
        return raise_error(r->task, &type_TypeError, "AST string must be of type str") != 0;
    return read_constant(r, object, out);
}

/* ---- enumerations ---------------------------------------------------------------------------------- */

/* The classes of an enumeration stand between its own and the next one. */
static bool read_enum(Reader *r, Value object, AstType type, int *out)
{
    static const int counts[AST_TYPE_COUNT] = {
#define VALUE(name) +1
#define ENUM_SUM(name, Type, values) [AST_TYPE_##name] = values,
#define NODE(Kind, sum, fields)
#include "frontend/ast/nodes.def"
    };
    AstClass first = (AstClass)(tree_class_of_type(type) + 1);
    for (int i = 0; i < counts[type]; i++) {
        PyType *cls = ast_class(r->task, (AstClass)(first + i));
        int is = !cls ? -1 : type_of(object) == cls ? 1 : object_is_instance(r->task, object, value_from_object(cls));
        if (is < 0)
            return false;
        if (is) {
            *out = i;
            return true;
        }
    }
    return raise_error(r->task, &type_TypeError, "expected some sort of %s, but got %R", ast_type_name(type), object) != 0;
}

/* ---- fields ------------------------------------------------------------------------------------------ */

static bool required(Reader *r, const char *owner, Value name)
{
    return raise_error(r->task, &type_TypeError, "required field \"%U\" missing from %s", name, owner) != 0;
}

static bool read_element(Reader *r, const AstField *field, Value item, void *items, int64_t i)
{
    if (field->kind == FIELD_IDENTS)
        return read_identifier(r, item, &((Name **)items)[i]) &&
               (((Name **)items)[i] || raise_error(r->task, &type_TypeError, "AST identifier must be of type str"));
    if (field->kind == FIELD_ENUMS)
        return read_enum(r, item, field->type, &((int *)items)[i]);
    AstNode **node = &((AstNode **)items)[i];
    if (!read_node(r, item, field->type, node))
        return false;
    bool may_be_null = field->type == AST_TYPE_expr || field->type == AST_TYPE_stmt;
    return *node || may_be_null || raise_error(r->task, &type_ValueError, "None disallowed in %s list", ast_type_name(field->type));
}

/* All three kinds of lists have the layout of AstNodes. */
static bool read_list(Reader *r, const char *owner, const AstField *field, Value list, void *at)
{
    if (!value_is_list(list))
        return raise_error(r->task, &type_TypeError, "%s field \"%s\" must be a list, not a %T", owner, field->name, list) != 0;
    int64_t count = list_size(list);
    size_t size = field->kind == FIELD_ENUMS ? sizeof(int) : sizeof(void *);
    void *items = arena_alloc(r->arena, ((size_t)count + 1) * size);
    for (int64_t i = 0; i < count; i++) {
        Value item = list_peek(list, i);
        if (item && !read_element(r, field, item, items, i))
            return false;
        if (!item || list_size(list) != count)
            return raise_error(r->task, &type_RuntimeError, "%s field \"%s\" changed size during iteration", owner, field->name) != 0;
    }
    *(AstNodes *)at = (AstNodes){items, (size_t)count};
    return true;
}

static bool is_required(AstFieldKind kind)
{
    return kind != FIELD_OPT && kind != FIELD_OPT_IDENT && kind != FIELD_OPT_INT && kind != FIELD_OPT_STRING;
}

static bool read_field(Reader *r, Value object, AstKind kind, int index, const AstField *field, void *at)
{
    Value name = tree_field_name(r->task, kind, index), value = name ? object_get_attr_or_unbound(r->task, object, name) : 0;
    if (!value)
        return false;
    if (value == VALUE_UNBOUND && is_required(field->kind))
        return required(r, ast_kind_name(kind), name);
    if (value == VALUE_UNBOUND || (value == VALUE_NONE && !is_required(field->kind)))
        return true;
    switch (field->kind) {
    case FIELD_ONE: case FIELD_OPT: return read_node(r, value, field->type, at);
    case FIELD_MANY: case FIELD_IDENTS: case FIELD_ENUMS: return read_list(r, ast_kind_name(kind), field, value, at);
    case FIELD_IDENT: case FIELD_OPT_IDENT: return read_identifier(r, value, at);
    case FIELD_ENUM: return read_enum(r, value, field->type, at);
    case FIELD_INT: case FIELD_OPT_INT: return read_int(r, value, at);
    case FIELD_CONSTANT: return read_constant(r, value, at);
    case FIELD_STRING: case FIELD_OPT_STRING: return read_string(r, value, at);
    case FIELD_END: break;
    }
    return true;
}

static bool read_positions(Reader *r, Value object, const char *owner, AstPositions positions, AstSpan *span)
{
    int32_t *const words[] = {&span->line, &span->column, &span->end_line, &span->end_column};
    for (int i = 0; i < 4; i++) {
        Value name = tree_field_name(r->task, AST_NONE, -1 - i), value = name ? object_get_attr_or_unbound(r->task, object, name) : 0;
        bool may_miss = i >= 2 && positions == POSITIONS_OPTIONAL;
        if (!value)
            return false;
        if (may_miss && (value == VALUE_UNBOUND || value == VALUE_NONE))
            *words[i] = *words[i - 2];
        else if (value == VALUE_UNBOUND)
            return required(r, owner, name);
        else if (!read_int(r, value, words[i]))
            return false;
    }
    return true;
}

/* ---- nodes ---------------------------------------------------------------------------------------------- */

/* The kind of node in a sum that the object is an instance of; AST_NONE with an exception. */
static AstKind kind_of(Reader *r, Value object, AstType type)
{
    for (int kind = AST_NONE + 1; kind < AST_KIND_COUNT; kind++) {
        if (ast_type((AstKind)kind) != type)
            continue;
        PyType *cls = ast_class(r->task, tree_class_of_kind((AstKind)kind));
        int is = !cls ? -1 : type_of(object) == cls ? 1 : object_is_instance(r->task, object, value_from_object(cls));
        if (is)
            return is < 0 ? AST_NONE : (AstKind)kind;
    }
    raise_error(r->task, &type_TypeError, "expected some sort of %s, but got %R", ast_type_name(type), object);
    return AST_NONE;
}

static bool check_children(Reader *r, const AstNode *node, const AstField *fields)
{
    for (const AstField *field = fields; field->kind != FIELD_END; field++)
        if ((field->kind == FIELD_ONE || field->kind == FIELD_IDENT || field->kind == FIELD_STRING) &&
            !*(void *const *)((const char *)node + field->offset))
            return raise_error(r->task, &type_ValueError, "field '%s' is required for %s", field->name, ast_kind_name(node->kind)) != 0;
    return true;
}

static bool read_kind(Reader *r, Value object, AstType type, AstKind kind, AstSpan span, AstNode **out)
{
    const AstField *fields = ast_fields(kind), *end = fields;
    while (end->kind != FIELD_END)
        end++;
    AstNode *node = arena_alloc(r->arena, end->offset);
    node->kind = kind;
    for (int i = 0; fields[i].kind != FIELD_END; i++)
        if (!read_field(r, object, kind, i, &fields[i], (char *)node + fields[i].offset))
            return false;
    bool is_product = tree_class_of_type(type) == tree_class_of_kind(kind);
    if (is_product && ast_positions(type) != POSITIONS_NONE && !read_positions(r, object, ast_kind_name(kind), ast_positions(type), &span))
        return false;
    node->span = span;
    *out = node;
    return check_children(r, node, fields);
}

static AstKind product_kind(AstType type)
{
    for (int kind = AST_NONE + 1; kind < AST_KIND_COUNT; kind++)
        if (ast_type((AstKind)kind) == type && tree_class_of_kind((AstKind)kind) == tree_class_of_type(type))
            return (AstKind)kind;
    return AST_NONE;
}

static bool read_node(Reader *r, Value object, AstType type, AstNode **out)
{
    AstKind kind = product_kind(type);
    AstSpan span = {0};
    *out = NULL;
    if (kind == AST_NONE && object == VALUE_NONE)
        return true;
    if (!stack_check(r->task))
        return false;
    if (r->depth > TREE_DEPTH_LIMIT)
        return raise_error(r->task, &type_RecursionError, "maximum recursion depth exceeded while traversing '%s' node", ast_type_name(type)) != 0;
    if (kind == AST_NONE) {
        if (ast_positions(type) != POSITIONS_NONE && !read_positions(r, object, ast_type_name(type), ast_positions(type), &span))
            return false;
        kind = kind_of(r, object, type);
        if (kind == AST_NONE)
            return false;
    }
    r->depth++;
    bool good = read_kind(r, object, type, kind, span, out);
    r->depth--;
    return good;
}

AstNode *tree_from_object(struct Task *task, Value object, AstKind kind, Arena *arena)
{
    PyType *cls = ast_class(task, tree_class_of_kind(kind));
    int is = cls ? object_is_instance(task, object, value_from_object(cls)) : -1;
    if (is == 0)
        raise_error(task, &type_TypeError, "expected %s node, got %U", ast_kind_name(kind), slot_load(&type_of(object)->name));
    if (is <= 0)
        return NULL;
    Reader reader = {.task = task, .arena = arena};
    AstNode *tree = NULL;
    return read_node(&reader, object, AST_TYPE_mod, &tree) ? tree : NULL;
}
