/* _ast: a class for each node of the syntax tree, made from frontend/ast/nodes.def when somebody
   first asks, for the whole process. They are classes as a class statement would make them: code may
   set attributes on them and derive from them. What a class says of itself (_fields, __doc__, which fields
   are None when nobody sets them) is read out of one text, its fields in the notation of ASDL. */
#include "runtime/modules/ast.h"
#include "runtime/object/attribute.h"
#include "runtime/object/builtin.h"
#include "runtime/object/class.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

/* ---- ast.AST ---------------------------------------------------------------------------------- */

typedef struct PyAst { Object head; } PyAst;
extern PyType type_AST;
extern Shape shape_AST;
static STATIC_STR(fields_text, "_fields");

static RT Value ast_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return (Value)object_alloc(task, (PyType *)cls, 0);
}

/* The fields that the class says it has, a sequence; VALUE_UNBOUND: none at all. */
static Value fields_of(struct Task *task, Value self)
{
    Value name = str_intern(task, (Value)&fields_text);
    return name ? object_get_attr_or_unbound(task, value_from_object(type_of(self)), name) : 0;
}

/* Whether a keyword names a field that a positional argument has set. */
static RT bool check_keyword(TASK, Value self, Value fields, Value name, int64_t nargs)
{
    int found = fields == VALUE_UNBOUND ? 0 : object_contains(task, fields, name);
    if (found <= 0)
        return found == 0;
    Value text = str_intern_c(task, "index"), position = text ? call_method(task, fields, text, &name, 1) : 0;
    int64_t index;
    if (!position || !value_to_i64(task, position, &index))
        return false;
    if (index < nargs)
        raise_error(task, &type_TypeError, "%T got multiple values for argument '%U'", self, name);
    return index >= nargs;
}

static RT int ast_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value fields = fields_of(task, self);
    int64_t count = !fields ? -1 : fields == VALUE_UNBOUND ? 0 : object_length(task, fields);
    if (count < 0)
        return -1;
    if (nargs > count)
        return fail_int(raise_error(task, &type_TypeError, "%U constructor takes at most %ld positional argument%s",
                                    slot_load(&type_of(self)->name), count, count == 1 ? "" : "s"));
    for (int64_t i = 0; i < nargs; i++) {
        Value name = object_get_item(task, fields, value_from_small_int(i));
        if (name && !value_is_str(name))
            return fail_int(raise_error(task, &type_TypeError, "attribute name must be string, not '%T'", name));
        if (!name || !(name = str_intern(task, name)) || object_set_attr(task, self, name, args[i]) < 0)
            return -1;
    }
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++) {
        Value name = str_intern(task, tuple_get(kwnames, i));
        if (!name || !check_keyword(task, self, fields, name, nargs) || object_set_attr(task, self, name, args[nargs + i]) < 0)
            return -1;
    }
    return 0;
}

static RT Value get_dict(TASK, Value self) { return instance_dict(task, self); }

static RT Value ast_reduce(TASK, Value self)
{
    Value parts[3] = {value_from_object(type_of(self)), tuple_from(task, NULL, 0), object_get_attr_or_unbound(task, self, NAME(__dict__))};
    return parts[1] && parts[2] ? tuple_from(task, parts, parts[2] == VALUE_UNBOUND ? 2 : 3) : 0;
}

static const MethodDef methods[] = {
    {"__reduce__", "(self, /)", "What pickle and copy need to rebuild it.", (void *)ast_reduce, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {{"__dict__", get_dict, attribute_set_dict, NULL}, {0}};
BUILTIN_TYPE(AST, "ast.AST", PyAst, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = methods, .getsets = getsets,
             .slots = {.new_ = ast_make, .init = ast_init})

/* ---- the table ------------------------------------------------------------------------------------ */

typedef enum { POSITIONS_NONE, POSITIONS_OPTIONAL, POSITIONS_REQUIRED, POSITIONS_INHERITED } Positions;
typedef struct ClassRow {
    const char *name;
    AstClass base;
    Positions positions;
    const char *fields;                  /* "expr target, expr? value, "; NULL: a sum */
    bool is_enum;                        /* a sum of values without fields */
} ClassRow;

#define ONE(type, f)       #type " " #f ", "
#define OPT(type, f)       #type "? " #f ", "
#define MANY(type, f)      #type "* " #f ", "
#define IDENT(f)           "identifier " #f ", "
#define OPT_IDENT(f)       "identifier? " #f ", "
#define IDENTS(f)          "identifier* " #f ", "
#define ENUM(type, T, f)   #type " " #f ", "
#define ENUMS(type, T, f)  #type "* " #f ", "
#define INT(f)             "int " #f ", "
#define OPT_INT(f)         "int? " #f ", "
#define CONSTANT(f)        "constant " #f ", "
#define STRING(f)          "string " #f ", "
#define OPT_STRING(f)      "string? " #f ", "

/* The values of an ENUM_SUM derive from the class before them that is a sum. */
static const ClassRow rows[AST_CLASS_COUNT] = {
#define SUM(id, places) [AST_CLASS_##id] = {#id, AST_CLASS_AST, POSITIONS_##places, NULL, false},
#define VALUE(id) [AST_CLASS_##id] = {#id, AST_CLASS_COUNT, POSITIONS_INHERITED, "", false},
#define ENUM_SUM(id, Type, values) [AST_CLASS_##id] = {#id, AST_CLASS_AST, POSITIONS_NONE, NULL, true}, values
#define PRODUCT(id, places, list) [AST_CLASS_##id] = {#id, AST_CLASS_AST, POSITIONS_##places, "" list, false},
#define NODE(id, sum, list) [AST_CLASS_##id] = {#id, AST_CLASS_##sum, POSITIONS_INHERITED, "" list, false},
#include "frontend/ast/nodes.def"
};

static AstClass base_of(int row)
{
    if (rows[row].base != AST_CLASS_COUNT)
        return rows[row].base;
    while (rows[row].base == AST_CLASS_COUNT)
        row--;
    return (AstClass)row;
}

/* ---- what a row says ---------------------------------------------------------------------------- */

/* The next field: its name, and whether it may be left out. */
static const char *next_field(const char *at, int *length, bool *is_optional)
{
    const char *name = strchr(at, ' ') + 1, *end = strchr(name, ',');
    *is_optional = name[-2] == '?';
    *length = (int)(end - name);
    return name;
}

static Value field_names(struct Task *task, int row)
{
    Value names = list_new(task, 0);
    int length;
    bool is_optional;
    for (const char *at = rows[row].fields; names && at && *at; at += length + 2) {
        at = next_field(at, &length, &is_optional);
        Value text = str_from_utf8(task, at, length), name = text ? str_intern(task, text) : 0;
        if (!name || !list_append(task, names, name))
            return 0;
    }
    return names ? tuple_from_iterable(task, names) : 0;
}

static bool write_signature(StrBuilder *builder, int row)
{
    const char *fields = rows[row].fields;
    if (!*fields)
        return builder_c(builder, rows[row].name);
    return builder_c(builder, rows[row].name) && builder_char(builder, '(') &&
           builder_ascii(builder, fields, (int64_t)strlen(fields) - 2) && builder_char(builder, ')');
}

/* A sum's values stand below each other, those of an enumeration on one line. */
static bool write_sum(StrBuilder *builder, int row)
{
    bool good = builder_c(builder, rows[row].name), is_first = true;
    for (int member = 0; good && member < AST_CLASS_COUNT; member++) {
        if (!rows[member].fields || (int)base_of(member) != row)
            continue;
        if (!is_first && !rows[row].is_enum)
            good = builder_char(builder, '\n') && builder_fill(builder, ' ', (int64_t)strlen(rows[row].name));
        good = good && builder_c(builder, is_first ? " = " : " | ") && write_signature(builder, member);
        is_first = false;
    }
    return good;
}

static Value doc_of(struct Task *task, int row)
{
    StrBuilder builder;
    builder_start(&builder, task);
    bool good = rows[row].fields ? write_signature(&builder, row) : write_sum(&builder, row);
    return good ? builder_finish(&builder) : 0;
}

/* ---- the classes ---------------------------------------------------------------------------------- */

static ROOT Slot classes[AST_CLASS_COUNT];       /* all made before the last one is stored */

static RT bool put(TASK, Value namespace, const char *name, Value value)
{
    Value key = value ? str_intern_c(task, name) : 0;
    return key && dict_set(task, namespace, key, value);
}

static RT bool put_optional(TASK, Value namespace, const char *fields)
{
    int length;
    bool is_optional;
    for (const char *at = fields; at && *at; at += length + 2) {
        at = next_field(at, &length, &is_optional);
        Value text = is_optional ? str_from_utf8(task, at, length) : STR_EMPTY, name = text ? str_intern(task, text) : 0;
        if (!name || (is_optional && !dict_set(task, namespace, name, VALUE_NONE)))
            return false;
    }
    return true;
}

static const char *const position_names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};

static RT bool put_attributes(TASK, Value namespace, Positions positions)
{
    Value attributes = tuple_new(task, positions == POSITIONS_NONE ? 0 : 4);
    for (int i = 0; attributes && i < tuple_size(attributes); i++) {
        Value name = str_intern_c(task, position_names[i]);
        if (!name)
            return false;
        gc_init(&((PyTuple *)attributes)->items[i], name);
    }
    return put(task, namespace, "_attributes", attributes);
}

static Value make_class(struct Task *task, int row)
{
    const ClassRow *r = &rows[row];
    Value namespace = dict_new(task), fields = namespace ? field_names(task, row) : 0;
    if (!fields || !put(task, namespace, "_fields", fields) || !put(task, namespace, "__match_args__", fields) ||
        !put(task, namespace, "__module__", str_intern_c(task, "ast")) || !put(task, namespace, "__doc__", doc_of(task, row)))
        return 0;
    if ((r->positions != POSITIONS_INHERITED && !put_attributes(task, namespace, r->positions)) ||
        !put_optional(task, namespace, r->fields))
        return 0;
    for (int i = 2; i < 4 && r->positions == POSITIONS_OPTIONAL; i++)
        if (!put(task, namespace, position_names[i], VALUE_NONE))
            return 0;
    Value base = slot_load(&classes[base_of(row)]), bases = tuple_from(task, &base, 1), name = str_intern_c(task, r->name);
    return bases && name ? type_new(task, &type_type, name, bases, namespace, NULL, 0, 0) : 0;
}

static RT bool ready_base(TASK)
{
    static const char *const names[] = {"_fields", "__match_args__", "_attributes"};
    if (!type_ready(task, &type_AST))
        return false;
    type_AST.flags &= ~(uint32_t)TYPE_FLAG_IMMUTABLE;
    if (!class_store(task, &type_AST, NAME(__module__), slot_load(&type_AST.module)))
        return false;
    for (int i = 0; i < 3; i++) {
        Value name = str_intern_c(task, names[i]), none = tuple_from(task, NULL, 0);
        if (!name || !none || !class_store(task, &type_AST, name, none))
            return false;
    }
    gc_store(&classes[AST_CLASS_AST], (Value)&type_AST);
    return true;
}

/* Several tasks may come here together: who stores a class first has made it. */
RT PyType *ast_class(TASK, AstClass which)
{
    if (!slot_load(&classes[AST_CLASS_COUNT - 1])) {
        if (!slot_load(&classes[AST_CLASS_AST]) && !ready_base(task))
            return NULL;
        for (int row = AST_CLASS_AST + 1; row < AST_CLASS_COUNT; row++) {
            Value made = slot_load(&classes[row]) ? 0 : make_class(task, row);
            if (made)
                slot_compare_swap(&classes[row], 0, made);
            else if (!slot_load(&classes[row]))
                return NULL;
        }
    }
    return (PyType *)slot_load(&classes[which]);
}

static RT bool ast_start(TASK, Value module)
{
    static const struct { const char *name; int value; } flags[] = {
        {"PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000}, {"PyCF_ONLY_AST", 0x400}, {"PyCF_TYPE_COMMENTS", 0x1000}};
    if (!ast_class(task, AST_CLASS_AST) || !module_set_c(task, module, "AST", (Value)&type_AST))
        return false;
    for (int i = 0; i < 3; i++)
        if (!module_set_c(task, module, flags[i].name, value_from_small_int(flags[i].value)))
            return false;
    for (int row = AST_CLASS_AST + 1; row < AST_CLASS_COUNT; row++)
        if (!module_set_c(task, module, rows[row].name, slot_load(&classes[row])))
            return false;
    return true;
}
const NativeModule module__ast = {"_ast", NULL, NULL, ast_start};
