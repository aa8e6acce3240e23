/* Expressions back to text, as CPython writes annotations that are kept as strings: its
   parentheses, spaces and quotes. Each node is written for a level of precedence and puts
   parentheses around itself when it binds more loosely. */
#include "frontend/pir/lower/lower_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVEL_TUPLE, LEVEL_TEST, LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_BITOR, LEVEL_BITXOR,
    LEVEL_BITAND, LEVEL_SHIFT, LEVEL_ARITH, LEVEL_TERM, LEVEL_FACTOR, LEVEL_POWER, LEVEL_AWAIT, LEVEL_ATOM
};

typedef struct Writer { Arena *arena; VEC(char) text; } Writer;

static void write_node(Writer *w, AstNode *node, int level);

static void put(Writer *w, const char *text)
{
    while (*text)
        VEC_PUSH(w->arena, w->text, *text++);
}

static void put_bytes(Writer *w, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        VEC_PUSH(w->arena, w->text, text[i]);
}

static void put_if(Writer *w, bool condition, const char *text)
{
    if (condition)
        put(w, text);
}

/* ---- constants -------------------------------------------------------------------------------- */

static void put_float(Writer *w, double value)
{
    char buffer[64];
    if (value != value) {
        put(w, "nan");
        return;
    }
    if (value - value != 0) {
        put(w, value > 0 ? "1e309" : "-1e309");
        return;
    }
    int digits = 1;
    do
        snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
    while (strtod(buffer, NULL) != value && ++digits <= 17);
    int exponent = atoi(strchr(buffer, 'e') + 1);
    if (exponent < -4 || exponent >= 16) {
        snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
        put(w, buffer);
        return;
    }
    snprintf(buffer, sizeof buffer, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 1, value);
    put(w, buffer);
}

static void put_complex_part(Writer *w, double value)
{
    if (value == (double)(int64_t)value && value < 1e16 && value > -1e16) {
        put(w, arena_printf(w->arena, "%lldj", (long long)value));
        return;
    }
    put_float(w, value);
    put(w, "j");
}

/* repr of a str; code points above ASCII stand as they are. */
static void put_str(Writer *w, const char *text, size_t length)
{
    bool has_single = memchr(text, '\'', length), has_double = memchr(text, '"', length);
    char quote = has_single && !has_double ? '"' : '\'';
    VEC_PUSH(w->arena, w->text, quote);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == quote || c == '\\')
            put(w, c == '\\' ? "\\\\" : "\\'");
        else if (c == '\n' || c == '\t' || c == '\r')
            put(w, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
        else if (c < 32 || c == 127)
            put(w, arena_printf(w->arena, "\\x%02x", c));
        else
            VEC_PUSH(w->arena, w->text, (char)c);
    }
    VEC_PUSH(w->arena, w->text, quote);
}

static void put_bytes_literal(Writer *w, const char *text, size_t length)
{
    bool has_single = memchr(text, '\'', length), has_double = memchr(text, '"', length);
    char quote = has_single && !has_double ? '"' : '\'';
    put(w, quote == '"' ? "b\"" : "b'");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == quote || c == '\\')
            put(w, c == '\\' ? "\\\\" : "\\'");
        else if (c == '\n' || c == '\t' || c == '\r')
            put(w, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
        else if (c < 32 || c >= 127)
            put(w, arena_printf(w->arena, "\\x%02x", c));
        else
            VEC_PUSH(w->arena, w->text, (char)c);
    }
    VEC_PUSH(w->arena, w->text, quote);
}

static void put_constant(Writer *w, const Const *c)
{
    switch (c->kind) {
    case CONST_NONE: put(w, "None"); break;
    case CONST_TRUE: put(w, "True"); break;
    case CONST_FALSE: put(w, "False"); break;
    case CONST_ELLIPSIS: put(w, "..."); break;
    case CONST_INT:
        put(w, c->fits_i64 ? arena_printf(w->arena, "%lld", (long long)c->integer) : c->text);
        break;
    case CONST_FLOAT: put_float(w, c->real); break;
    case CONST_COMPLEX: put_complex_part(w, c->imaginary); break;
    case CONST_STR: put_str(w, c->text, c->length); break;
    case CONST_BYTES: put_bytes_literal(w, c->text, c->length); break;
    case CONST_TUPLE: case CONST_FROZENSET: bug("a folded constant in a syntax tree");
    }
}

/* ---- operators --------------------------------------------------------------------------------- */

static void write_binary(Writer *w, AstBinOp *n, int level)
{
    static const struct { const char *text; int level; } rows[] = {
        [OP_ADD] = { " + ", LEVEL_ARITH }, [OP_SUB] = { " - ", LEVEL_ARITH },
        [OP_MULT] = { " * ", LEVEL_TERM }, [OP_MATMULT] = { " @ ", LEVEL_TERM },
        [OP_DIV] = { " / ", LEVEL_TERM }, [OP_MOD] = { " % ", LEVEL_TERM },
        [OP_FLOORDIV] = { " // ", LEVEL_TERM }, [OP_LSHIFT] = { " << ", LEVEL_SHIFT },
        [OP_RSHIFT] = { " >> ", LEVEL_SHIFT }, [OP_BITOR] = { " | ", LEVEL_BITOR },
        [OP_BITXOR] = { " ^ ", LEVEL_BITXOR }, [OP_BITAND] = { " & ", LEVEL_BITAND },
        [OP_POW] = { " ** ", LEVEL_POWER }
    };
    int own = rows[n->op].level;
    bool is_right = n->op == OP_POW;
    put_if(w, level > own, "(");
    write_node(w, n->left, own + is_right);
    put(w, rows[n->op].text);
    write_node(w, n->right, own + !is_right);
    put_if(w, level > own, ")");
}

static void write_unary(Writer *w, AstUnaryOp *n, int level)
{
    static const char *const texts[] = {
        [UNARY_INVERT] = "~", [UNARY_NOT] = "not ", [UNARY_UADD] = "+", [UNARY_USUB] = "-"
    };
    int own = n->op == UNARY_NOT ? LEVEL_NOT : LEVEL_FACTOR;
    put_if(w, level > own, "(");
    put(w, texts[n->op]);
    write_node(w, n->operand, own);
    put_if(w, level > own, ")");
}

static void write_bool(Writer *w, AstBoolOp *n, int level)
{
    int own = n->op == BOOL_AND ? LEVEL_AND : LEVEL_OR;
    put_if(w, level > own, "(");
    for (size_t i = 0; i < n->values.count; i++) {
        put_if(w, i > 0, n->op == BOOL_AND ? " and " : " or ");
        write_node(w, n->values.items[i], own + 1);
    }
    put_if(w, level > own, ")");
}

static void write_compare(Writer *w, AstCompare *n, int level)
{
    static const char *const texts[] = {
        [CMP_EQ] = " == ", [CMP_NOTEQ] = " != ", [CMP_LT] = " < ", [CMP_LTE] = " <= ", [CMP_GT] = " > ",
        [CMP_GTE] = " >= ", [CMP_IS] = " is ", [CMP_ISNOT] = " is not ", [CMP_IN] = " in ",
        [CMP_NOTIN] = " not in "
    };
    put_if(w, level > LEVEL_COMPARE, "(");
    write_node(w, n->left, LEVEL_COMPARE + 1);
    for (size_t i = 0; i < n->ops.count; i++) {
        put(w, texts[n->ops.items[i]]);
        write_node(w, n->comparators.items[i], LEVEL_COMPARE + 1);
    }
    put_if(w, level > LEVEL_COMPARE, ")");
}

static void write_if(Writer *w, AstIfExp *n, int level)
{
    put_if(w, level > LEVEL_TEST, "(");
    write_node(w, n->body, LEVEL_TEST + 1);
    put(w, " if ");
    write_node(w, n->test, LEVEL_TEST + 1);
    put(w, " else ");
    write_node(w, n->orelse, LEVEL_TEST);
    put_if(w, level > LEVEL_TEST, ")");
}

/* ---- lists of things ------------------------------------------------------------------------------ */

static void write_list(Writer *w, AstNodes items, const char *open, const char *close)
{
    put(w, open);
    for (size_t i = 0; i < items.count; i++) {
        put_if(w, i > 0, ", ");
        write_node(w, items.items[i], LEVEL_TEST);
    }
    put(w, close);
}

static void write_tuple(Writer *w, AstTuple *n, int level)
{
    if (n->elts.count == 0) {
        put(w, "()");
        return;
    }
    put_if(w, level > LEVEL_TUPLE, "(");
    write_list(w, n->elts, "", n->elts.count == 1 ? "," : "");
    put_if(w, level > LEVEL_TUPLE, ")");
}

static void write_dict(Writer *w, AstDict *n)
{
    put(w, "{");
    for (size_t i = 0; i < n->keys.count; i++) {
        put_if(w, i > 0, ", ");
        if (n->keys.items[i]) {
            write_node(w, n->keys.items[i], LEVEL_TEST);
            put(w, ": ");
            write_node(w, n->values.items[i], LEVEL_TEST);
        } else {
            put(w, "**");
            write_node(w, n->values.items[i], LEVEL_BITOR);
        }
    }
    put(w, "}");
}

static void write_clauses(Writer *w, AstNodes generators)
{
    for (size_t i = 0; i < generators.count; i++) {
        Astcomprehension *clause = AST_CAST(comprehension, generators.items[i]);
        put(w, clause->is_async ? " async for " : " for ");
        write_node(w, clause->target, LEVEL_TUPLE);
        put(w, " in ");
        write_node(w, clause->iter, LEVEL_TEST + 1);
        for (size_t k = 0; k < clause->ifs.count; k++) {
            put(w, " if ");
            write_node(w, clause->ifs.items[k], LEVEL_TEST + 1);
        }
    }
}

static void write_comprehension(Writer *w, AstNode *element, AstNodes generators, const char *open,
                                const char *close)
{
    put(w, open);
    write_node(w, element, LEVEL_TEST);
    write_clauses(w, generators);
    put(w, close);
}

static void write_call(Writer *w, AstCall *n)
{
    write_node(w, n->func, LEVEL_ATOM);
    if (n->args.count == 1 && !n->keywords.count && n->args.items[0]->kind == AST_GeneratorExp) {
        write_node(w, n->args.items[0], LEVEL_TEST);
        return;
    }
    write_list(w, n->args, "(", "");
    for (size_t i = 0; i < n->keywords.count; i++) {
        Astkeyword *keyword = AST_CAST(keyword, n->keywords.items[i]);
        put_if(w, i > 0 || n->args.count > 0, ", ");
        put(w, keyword->arg ? keyword->arg->text : "**");
        put_if(w, keyword->arg != NULL, "=");
        write_node(w, keyword->value, LEVEL_TEST);
    }
    put(w, ")");
}

/* ---- lambda ---------------------------------------------------------------------------------------- */

typedef struct { Writer *w; bool is_first; } Parameters;

static void write_parameter(Parameters *p, const char *star, AstNode *arg, AstNode *default_value)
{
    put_if(p->w, !p->is_first, ", ");
    p->is_first = false;
    put(p->w, star);
    if (arg)
        put(p->w, AST_CAST(arg, arg)->arg->text);
    if (default_value) {
        put(p->w, "=");
        write_node(p->w, default_value, LEVEL_TEST);
    }
}

static void write_parameters(Writer *w, Astarguments *a)
{
    Parameters p = { w, true };
    size_t positional = a->posonlyargs.count + a->args.count;
    for (size_t i = 0; i < positional; i++) {
        bool is_only = i < a->posonlyargs.count;
        AstNode *arg = is_only ? a->posonlyargs.items[i] : a->args.items[i - a->posonlyargs.count];
        size_t from_end = positional - i;
        bool has_default = from_end <= a->defaults.count;
        write_parameter(&p, "", arg, has_default ? a->defaults.items[a->defaults.count - from_end] : NULL);
        put_if(w, i + 1 == a->posonlyargs.count, ", /");
    }
    if (a->vararg || a->kwonlyargs.count)
        write_parameter(&p, "*", a->vararg, NULL);
    for (size_t i = 0; i < a->kwonlyargs.count; i++)
        write_parameter(&p, "", a->kwonlyargs.items[i], a->kw_defaults.items[i]);
    if (a->kwarg)
        write_parameter(&p, "**", a->kwarg, NULL);
}

static void write_lambda(Writer *w, AstLambda *n, int level)
{
    Astarguments *a = AST_CAST(arguments, n->args);
    bool has_parameters = a->posonlyargs.count || a->args.count || a->vararg || a->kwonlyargs.count || a->kwarg;
    put_if(w, level > LEVEL_TEST, "(");
    put(w, has_parameters ? "lambda " : "lambda");
    write_parameters(w, a);
    put(w, ": ");
    write_node(w, n->body, LEVEL_TEST);
    put_if(w, level > LEVEL_TEST, ")");
}

/* ---- f-strings ---------------------------------------------------------------------------------------- */

static void write_fstring_part(Writer *w, AstNode *node, bool is_spec);

static void write_doubled(Writer *w, const Const *text)
{
    for (size_t i = 0; i < text->length; i++) {
        put_if(w, text->text[i] == '{' || text->text[i] == '}', text->text[i] == '{' ? "{" : "}");
        VEC_PUSH(w->arena, w->text, text->text[i]);
    }
}

static void write_replacement(Writer *w, AstFormattedValue *n)
{
    Writer inner = { .arena = w->arena };
    write_node(&inner, n->value, LEVEL_TEST + 1);
    put(w, inner.text.count && inner.text.items[0] == '{' ? "{ " : "{");
    put_bytes(w, inner.text.items, inner.text.count);
    if (n->conversion > 0)
        put(w, arena_printf(w->arena, "!%c", n->conversion));
    if (n->format_spec) {
        put(w, ":");
        write_fstring_part(w, n->format_spec, true);
    }
    put(w, "}");
}

static void write_fstring_part(Writer *w, AstNode *node, bool is_spec)
{
    if (node->kind == AST_Constant) {
        write_doubled(w, AST_CAST(Constant, node)->value);
    } else if (node->kind == AST_FormattedValue) {
        write_replacement(w, AST_CAST(FormattedValue, node));
    } else {
        AstJoinedStr *n = AST_CAST(JoinedStr, node);
        for (size_t i = 0; i < n->values.count; i++)
            write_fstring_part(w, n->values.items[i], is_spec);
    }
}

static void write_fstring(Writer *w, AstNode *node)
{
    Writer inner = { .arena = w->arena };
    write_fstring_part(&inner, node, false);
    put(w, "f");
    put_str(w, inner.text.count ? inner.text.items : "", inner.text.count);
}

/* ---- subscripts ------------------------------------------------------------------------------------------ */

static void write_slice(Writer *w, AstSlice *n)
{
    if (n->lower)
        write_node(w, n->lower, LEVEL_TEST);
    put(w, ":");
    if (n->upper)
        write_node(w, n->upper, LEVEL_TEST);
    if (n->step) {
        put(w, ":");
        write_node(w, n->step, LEVEL_TEST);
    }
}

static void write_attribute(Writer *w, AstAttribute *n)
{
    write_node(w, n->value, LEVEL_ATOM);
    bool is_int = n->value->kind == AST_Constant && AST_CAST(Constant, n->value)->value->kind == CONST_INT;
    put(w, is_int ? " ." : ".");
    put(w, n->attr->text);
}

static void write_prefixed(Writer *w, const char *prefix, AstNode *value, int value_level, int own, int level)
{
    put_if(w, level > own, "(");
    put(w, prefix);
    if (value)
        write_node(w, value, value_level);
    put_if(w, level > own, ")");
}

static void write_named(Writer *w, AstNamedExpr *n, int level)
{
    put_if(w, level > LEVEL_TUPLE, "(");
    write_node(w, n->target, LEVEL_ATOM);
    put(w, " := ");
    write_node(w, n->value, LEVEL_ATOM);
    put_if(w, level > LEVEL_TUPLE, ")");
}

static void write_dict_comprehension(Writer *w, AstDictComp *n)
{
    put(w, "{");
    write_node(w, n->key, LEVEL_TEST);
    put(w, ": ");
    write_node(w, n->value, LEVEL_TEST);
    write_clauses(w, n->generators);
    put(w, "}");
}

static void write_node(Writer *w, AstNode *node, int level)
{
    switch (node->kind) {
    case AST_BoolOp:       write_bool(w, AST_CAST(BoolOp, node), level); break;
    case AST_BinOp:        write_binary(w, AST_CAST(BinOp, node), level); break;
    case AST_UnaryOp:      write_unary(w, AST_CAST(UnaryOp, node), level); break;
    case AST_Lambda:       write_lambda(w, AST_CAST(Lambda, node), level); break;
    case AST_IfExp:        write_if(w, AST_CAST(IfExp, node), level); break;
    case AST_Dict:         write_dict(w, AST_CAST(Dict, node)); break;
    case AST_Set:          write_list(w, AST_CAST(Set, node)->elts, "{", "}"); break;
    case AST_List:         write_list(w, AST_CAST(List, node)->elts, "[", "]"); break;
    case AST_Tuple:        write_tuple(w, AST_CAST(Tuple, node), level); break;
    case AST_Compare:      write_compare(w, AST_CAST(Compare, node), level); break;
    case AST_Call:         write_call(w, AST_CAST(Call, node)); break;
    case AST_Constant:     put_constant(w, AST_CAST(Constant, node)->value); break;
    case AST_Attribute:    write_attribute(w, AST_CAST(Attribute, node)); break;
    case AST_Name:         put(w, AST_CAST(Name, node)->id->text); break;
    case AST_NamedExpr:    write_named(w, AST_CAST(NamedExpr, node), level); break;
    case AST_JoinedStr: case AST_FormattedValue: write_fstring(w, node); break;
    case AST_Slice:        write_slice(w, AST_CAST(Slice, node)); break;
    case AST_DictComp:     write_dict_comprehension(w, AST_CAST(DictComp, node)); break;
    case AST_ListComp:
        write_comprehension(w, AST_CAST(ListComp, node)->elt, AST_CAST(ListComp, node)->generators, "[", "]");
        break;
    case AST_SetComp:
        write_comprehension(w, AST_CAST(SetComp, node)->elt, AST_CAST(SetComp, node)->generators, "{", "}");
        break;
    case AST_GeneratorExp:
        write_comprehension(w, AST_CAST(GeneratorExp, node)->elt, AST_CAST(GeneratorExp, node)->generators,
                            "(", ")");
        break;
    case AST_Subscript:
        write_node(w, AST_CAST(Subscript, node)->value, LEVEL_ATOM);
        put(w, "[");
        write_node(w, AST_CAST(Subscript, node)->slice, LEVEL_TUPLE);
        put(w, "]");
        break;
    case AST_Starred:
        put(w, "*");
        write_node(w, AST_CAST(Starred, node)->value, LEVEL_BITOR);
        break;
    case AST_Await:
        write_prefixed(w, "await ", AST_CAST(Await, node)->value, LEVEL_ATOM, LEVEL_AWAIT, level);
        break;
    case AST_Yield: {
        AstNode *value = AST_CAST(Yield, node)->value;
        write_prefixed(w, value ? "(yield " : "(yield", value, LEVEL_TEST, LEVEL_ATOM, level);
        put(w, ")");
        break;
    }
    case AST_YieldFrom:
        write_prefixed(w, "(yield from ", AST_CAST(YieldFrom, node)->value, LEVEL_TEST, LEVEL_ATOM, level);
        put(w, ")");
        break;
    default:
        bug("%s is not an expression", ast_kind_name(node->kind));
    }
}

char *unparse_expression(Arena *arena, AstNode *node, size_t *length)
{
    Writer w = { .arena = arena };
    write_node(&w, node, LEVEL_TEST);
    *length = w.text.count;
    return arena_text(arena, w.text.count ? w.text.items : "", w.text.count);
}
