/* Reads the text that print.c writes; `;` starts a comment that ends with its line. Values,
   blocks and functions are made when first named and filled in where they are defined. The
   first mistake ends parsing (longjmp) with its line number. */
#include "frontend/pir/pir.h"

#include <ctype.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "ffi/import/decl.h"
#include "frontend/pir/entries.h"
#include "frontend/pir/pir_text.h"

typedef struct Parser {
    Arena *arena;
    const char *at;
    int line;
    PirModule *module;
    PirFunc *fn;
    VEC(PirIns *) values;                 /* by id, of the function being read */
    VEC(bool) defined, used;
    VEC(PirBlock *) blocks;               /* by id; placed in the layout when defined */
    VEC(bool) placed;
    VEC(bool) functions_defined;
    char *message;
    jmp_buf failed;
} Parser;

_Noreturn static void fail(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn static void fail(Parser *p, const char *format, ...)
{
    char text[300];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    p->message = arena_printf(p->arena, "line %d: %s", p->line, text);
    longjmp(p->failed, 1);
}

/* ---- words ------------------------------------------------------------------------------- */

static void skip_blanks(Parser *p)
{
    while (*p->at == ' ' || *p->at == '\t')
        p->at++;
    if (*p->at == ';')
        while (*p->at && *p->at != '\n')
            p->at++;
}

static void skip_lines(Parser *p)
{
    for (skip_blanks(p); *p->at == '\n'; skip_blanks(p)) {
        p->at++;
        p->line++;
    }
}

static bool accept(Parser *p, const char *text)
{
    skip_blanks(p);
    size_t length = strlen(text);
    if (strncmp(p->at, text, length) != 0)
        return false;
    p->at += length;
    return true;
}

static void expect(Parser *p, const char *text)
{
    if (!accept(p, text))
        fail(p, "expected `%s` at `%.20s`", text, p->at);
}

static bool is_word_char(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || (c && strchr("_.<>", c));
}

/* A whole word: `accept` of a keyword must not take the beginning of a longer one. */
static bool accept_word(Parser *p, const char *word)
{
    skip_blanks(p);
    size_t length = strlen(word);
    if (strncmp(p->at, word, length) != 0 || is_word_char(p->at[length]))
        return false;
    p->at += length;
    return true;
}

static int64_t read_integer(Parser *p)
{
    skip_blanks(p);
    char *end;
    errno = 0;
    int64_t value = strtoll(p->at, &end, 10);
    if (end == p->at || errno)
        fail(p, "expected an integer at `%.20s`", p->at);
    p->at = end;
    return value;
}

static uint32_t read_index(Parser *p, const char *prefix)
{
    expect(p, prefix);
    if (!isdigit((unsigned char)*p->at))
        fail(p, "expected a number after `%s`", prefix);
    int64_t value = read_integer(p);
    if (value > 100000000)
        fail(p, "number too large");
    return (uint32_t)value;
}

static double read_real(Parser *p)
{
    skip_blanks(p);
    char *end;
    double value = strtod(p->at, &end);
    if (end == p->at)
        fail(p, "expected a float at `%.20s`", p->at);
    p->at = end;
    return value;
}

/* The bytes between quotes, escapes resolved. */
static char *read_quoted(Parser *p, size_t *length)
{
    expect(p, "\"");
    const char *end = p->at;
    while (*end && *end != '\n' && *end != '"')
        end += *end == '\\' && end[1] ? 2 : 1;
    char *text = arena_alloc(p->arena, (size_t)(end - p->at) + 1);
    size_t n = 0;
    while (p->at < end) {
        char c = *p->at++;
        if (c == '\\') {
            c = *p->at++;
            if (c == 'n') {
                c = '\n';
            } else if (c == 'x') {
                char digits[3] = { p->at[0], p->at[1], 0 };
                c = (char)strtol(digits, NULL, 16);
                p->at += 2;
            }
        }
        text[n++] = c;
    }
    expect(p, "\"");
    *length = n;
    return text;
}

static Name *read_name(Parser *p)
{
    skip_blanks(p);
    if (*p->at == '"') {
        size_t length;
        char *text = read_quoted(p, &length);
        return name_intern(text, length);
    }
    if (*p->at == '-' && !is_word_char(p->at[1])) {
        p->at++;
        return NULL;
    }
    const char *start = p->at;
    while (is_word_char(*p->at))
        p->at++;
    if (p->at == start)
        fail(p, "expected a name at `%.20s`", start);
    return name_intern(start, (size_t)(p->at - start));
}

static NameList read_names(Parser *p)
{
    VEC(Name *) names = {0};
    expect(p, "(");
    while (!accept(p, ")")) {
        if (names.count)
            expect(p, ",");
        VEC_PUSH(p->arena, names, read_name(p));
    }
    return (NameList){ names.items, names.count };
}

/* ---- constants ----------------------------------------------------------------------------- */

static const Const *read_constant(Parser *p);

static void read_number(Parser *p, Const *constant)
{
    const char *start = p->at;
    if (*p->at == '-')
        p->at++;
    if (accept_word(p, "inf") || accept_word(p, "nan")) {
        p->at = start;
        constant->kind = CONST_FLOAT;
        constant->real = read_real(p);
        return;
    }
    while (isdigit((unsigned char)*p->at))
        p->at++;
    if (*p->at == '.' || *p->at == 'e') {
        p->at = start;
        constant->kind = CONST_FLOAT;
        constant->real = read_real(p);
        return;
    }
    constant->kind = CONST_INT;
    errno = 0;
    constant->integer = strtoll(start, NULL, 10);
    constant->fits_i64 = errno == 0;
    if (!constant->fits_i64) {
        constant->integer = 0;
        constant->length = (size_t)(p->at - start);
        constant->text = arena_text(p->arena, start, constant->length);
    }
}

static void read_items(Parser *p, Const *constant)
{
    VEC(const Const *) items = {0};
    expect(p, "(");
    while (!accept(p, ")")) {
        if (items.count)
            expect(p, ",");
        VEC_PUSH(p->arena, items, read_constant(p));
    }
    constant->items = items.items;
    constant->item_count = items.count;
}

static const Const *read_constant(Parser *p)
{
    static const struct { const char *word; ConstKind kind; } words[] = {
        { "None", CONST_NONE }, { "False", CONST_FALSE }, { "True", CONST_TRUE }, { "Ellipsis", CONST_ELLIPSIS }
    };
    skip_blanks(p);
    if (*p->at == '-' && !isalnum((unsigned char)p->at[1])) {
        p->at++;
        return NULL;
    }
    Const *constant = ARENA_NEW(p->arena, Const);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (accept_word(p, words[i].word)) {
            constant->kind = words[i].kind;
            return constant;
        }
    if (*p->at == '"' || (*p->at == 'b' && p->at[1] == '"')) {
        constant->kind = *p->at == 'b' ? CONST_BYTES : CONST_STR;
        p->at += *p->at == 'b';
        constant->text = read_quoted(p, &constant->length);
    } else if (accept_word(p, "complex")) {
        constant->kind = CONST_COMPLEX;
        expect(p, "(");
        constant->real = read_real(p);
        expect(p, ",");
        constant->imaginary = read_real(p);
        expect(p, ")");
    } else if (accept_word(p, "frozenset")) {
        constant->kind = CONST_FROZENSET;
        read_items(p, constant);
    } else if (*p->at == '(') {
        constant->kind = CONST_TUPLE;
        read_items(p, constant);
    } else {
        read_number(p, constant);
    }
    return constant;
}

/* ---- references ----------------------------------------------------------------------------- */

static PirIns *value_numbered(Parser *p, uint32_t id)
{
    while (p->values.count <= id) {
        PirIns *ins = ARENA_NEW(p->arena, PirIns);
        ins->id = (uint32_t)p->values.count;
        VEC_PUSH(p->arena, p->values, ins);
        VEC_PUSH(p->arena, p->defined, false);
        VEC_PUSH(p->arena, p->used, false);
    }
    return p->values.items[id];
}

static PirIns *read_value(Parser *p)
{
    uint32_t id = read_index(p, "%");
    PirIns *ins = value_numbered(p, id);
    p->used.items[id] = true;
    return ins;
}

static PirIns *define_value(Parser *p)
{
    uint32_t id = read_index(p, "%");
    PirIns *ins = value_numbered(p, id);
    if (p->defined.items[id])
        fail(p, "%%%u is defined twice", id);
    p->defined.items[id] = true;
    ins->type = TYPE_ALL;
    return ins;
}

static PirBlock *read_block_reference(Parser *p)
{
    uint32_t id = read_index(p, "b");
    while (p->blocks.count <= id) {
        PirBlock *block = ARENA_NEW(p->arena, PirBlock);
        block->id = (uint32_t)p->blocks.count;
        block->function = p->fn;
        VEC_PUSH(p->arena, p->blocks, block);
        VEC_PUSH(p->arena, p->placed, false);
    }
    return p->blocks.items[id];
}

static PirFunc *read_function_reference(Parser *p)
{
    uint32_t index = read_index(p, "f");
    while (p->module->functions.count <= index) {
        pir_func_new(p->module, NULL, NULL, NULL);
        VEC_PUSH(p->arena, p->functions_defined, false);
    }
    return p->module->functions.items[index];
}

/* ---- ops --------------------------------------------------------------------------------------- */

static PirType read_type(Parser *p)
{
    PirType type = 0;
    do {
        if (accept_word(p, "nothing"))
            return 0;
        if (accept_word(p, "object")) {
            type |= TYPE_OBJECT;
            continue;
        }
        int bit = 0;
        while (bit < PIR_TYPE_BITS && !accept_word(p, pir_type_names[bit]))
            bit++;
        if (bit == PIR_TYPE_BITS)
            fail(p, "unknown type at `%.20s`", p->at);
        type |= 1u << bit;
    } while (accept(p, "|"));
    return type;
}

static PirRep read_rep(Parser *p)
{
    for (int rep = REP_NONE; rep < REP_ANY; rep++)
        if (accept_word(p, pir_rep_names[rep]))
            return (PirRep)rep;
    fail(p, "unknown representation at `%.20s`", p->at);
}

/* The longest of the texts that stands here: `<` must not take the beginning of `<<`. */
static int64_t read_one_of(Parser *p, const char *const *texts, int count)
{
    int best = -1;
    skip_blanks(p);
    for (int i = 0; i < count; i++)
        if (strncmp(p->at, texts[i], strlen(texts[i])) == 0
            && (best < 0 || strlen(texts[i]) > strlen(texts[best])))
            best = i;
    if (best < 0)
        fail(p, "unknown operator at `%.20s`", p->at);
    p->at += strlen(texts[best]);
    return best;
}

static int read_entry(Parser *p)
{
    Name *name = read_name(p);
    int entry = name ? entry_find(name->text) : -1;
    if (entry < 0)
        fail(p, "unknown runtime entry");
    return entry;
}

static const CImport *read_import(Parser *p)
{
    Name *text = read_name(p);
    const CImport *import = text ? c_import_parse(p->arena, text->text) : NULL;
    if (!import)
        fail(p, "a malformed C import");
    return import;
}

static void read_immediate(Parser *p, char kind, PirIns *ins)
{
    switch (kind) {
    case 'i': ins->integer = read_integer(p); break;
    case 'o': ins->integer = read_one_of(p, pir_operator_texts, OPERATOR_COUNT); break;
    case 'u': ins->integer = read_one_of(p, pir_unary_texts, 4); break;
    case 'q': ins->integer = read_one_of(p, pir_compare_texts, 10); break;
    case 't': skip_blanks(p); ins->integer = read_type(p); break;
    case 'f': ins->real = read_real(p); break;
    case 'k': ins->constant = read_constant(p); break;
    case 'n': ins->name = read_name(p); break;
    case 'c': ins->c_import = read_import(p); break;
    case 'p': ins->function = read_function_reference(p); break;
    case 'e': ins->entry = read_entry(p); break;
    }
}

static PirOpcode read_opcode(Parser *p)
{
    skip_blanks(p);
    const char *start = p->at;
    while (isalnum((unsigned char)*p->at) || *p->at == '_')
        p->at++;
    size_t length = (size_t)(p->at - start);
    for (int op = 0; op < PIR_OP_COUNT; op++)
        if (strlen(pir_ops[op].name) == length && strncmp(pir_ops[op].name, start, length) == 0)
            return (PirOpcode)op;
    fail(p, "unknown op `%.*s`", (int)length, start);
}

static void read_targets(Parser *p, PirIns *ins)
{
    do {
        PirBlock *block = read_block_reference(p);
        pir_add_target(p->fn, ins, block, NULL, 0);
        if (!accept(p, "("))
            continue;
        PirTarget *target = &ins->targets[ins->target_count - 1];
        do
            pir_target_add_arg(p->fn, target, read_value(p));
        while (accept(p, ","));
        expect(p, ")");
    } while (accept(p, ","));
}

static void read_position(Parser *p, PirPos *pos)
{
    pos->line = (int32_t)read_integer(p);
    expect(p, ":");
    pos->column = (int32_t)read_integer(p);
    expect(p, "-");
    pos->end_line = (int32_t)read_integer(p);
    expect(p, ":");
    pos->end_column = (int32_t)read_integer(p);
}

static void read_ins(Parser *p, PirBlock *block)
{
    PirIns *ins = NULL;
    if (*p->at == '%') {
        ins = define_value(p);
        if (accept(p, ":"))
            ins->type = read_type(p);
        expect(p, "=");
    } else {
        ins = ARENA_NEW(p->arena, PirIns);
        ins->type = TYPE_ALL;
    }
    bool has_id = p->values.count > ins->id && p->values.items[ins->id] == ins;
    ins->op = read_opcode(p);
    ins->rep = pir_ops[ins->op].result;
    if (ins->rep == REP_ANY) {
        expect(p, ".");
        ins->rep = read_rep(p);
    }
    if ((ins->rep != REP_NONE) != has_id)
        fail(p, has_id ? "%s has no result" : "%s has a result", pir_ops[ins->op].name);
    for (const char *kind = pir_ops[ins->op].immediates; *kind; kind++)
        read_immediate(p, *kind, ins);
    skip_blanks(p);
    while (*p->at == '%') {
        pir_add_arg(p->fn, ins, read_value(p));
        if (!accept(p, ","))
            break;
        skip_blanks(p);
    }
    if (accept(p, "->"))
        read_targets(p, ins);
    if (accept(p, "#"))
        ins->number = (uint32_t)read_integer(p);
    if (accept(p, "@"))
        read_position(p, &ins->pos);
    if (accept(p, "lookup"))
        ins->integer = read_integer(p);
    pir_append(block, ins);
}

/* ---- blocks and functions ------------------------------------------------------------------------ */

static void place_block(Parser *p, PirBlock *block)
{
    PirFunc *fn = p->fn;
    if (p->placed.items[block->id])
        fail(p, "b%u is defined twice", block->id);
    p->placed.items[block->id] = true;
    if (fn->last_block)
        fn->last_block->next = block;
    else
        fn->entry = block;
    fn->last_block = block;
    fn->block_count++;
}

static void read_params(Parser *p, PirBlock *block)
{
    VEC(PirIns *) params = {0};
    do {
        PirIns *param = define_value(p);
        param->op = PIR_PARAM;
        param->block = block;
        if (accept(p, ":"))
            param->type = read_type(p);
        param->rep = read_rep(p);
        VEC_PUSH(p->arena, params, param);
    } while (accept(p, ","));
    expect(p, ")");
    block->param_count = (uint32_t)params.count;
    uint32_t room = 4;                             /* as build.c keeps it */
    while (room < params.count)
        room *= 2;
    block->params = ARENA_ARRAY(p->arena, PirIns *, room);
    memcpy(block->params, params.items, params.count * sizeof *params.items);
}

static void read_block(Parser *p)
{
    PirBlock *block = read_block_reference(p);
    place_block(p, block);
    if (accept(p, "("))
        read_params(p, block);
    while (!accept(p, ":")) {
        if (accept_word(p, "handler"))
            block->handler = read_block_reference(p);
        else if (accept_word(p, "catches"))
            block->is_handler = true;
        else if (accept_word(p, "cold"))
            block->is_cold = true;
        else if (accept_word(p, "weight"))
            block->weight = (uint64_t)read_integer(p);
        else
            fail(p, "unexpected text in a block's head: `%.20s`", p->at);
    }
    for (skip_lines(p); *p->at == '%' || isupper((unsigned char)*p->at); skip_lines(p))
        read_ins(p, block);
}

static void read_function_head(Parser *p, PirFunc *fn)
{
    fn->name = read_name(p);
    while (!accept(p, "{")) {
        if (accept_word(p, "qualname")) fn->qualname = read_name(p);
        else if (accept_word(p, "parent")) fn->parent = read_function_reference(p);
        else if (accept_word(p, "args")) {
            fn->argcount = (int32_t)read_integer(p);
            fn->posonlyargcount = (int32_t)read_integer(p);
            fn->kwonlyargcount = (int32_t)read_integer(p);
            fn->parameter_count = (int32_t)read_integer(p);
        }
        else if (accept_word(p, "flags")) fn->flags = (int32_t)read_integer(p);
        else if (accept_word(p, "line")) fn->first_line = (int32_t)read_integer(p);
        else if (accept_word(p, "varnames")) fn->varnames = read_names(p);
        else if (accept_word(p, "freevars")) fn->freevars = read_names(p);
        else if (accept_word(p, "cellvars")) fn->cellvars = read_names(p);
        else if (accept_word(p, "doc")) fn->docstring = read_constant(p);
        else if (accept_word(p, "resume")) fn->resume = read_function_reference(p);
        else if (accept_word(p, "hash")) {
            skip_blanks(p);
            fn->ast_hash = strtoull(p->at, (char **)&p->at, 16);
        }
#define PIR_FUNC_FLAG(field) else if (accept_word(p, #field)) fn->field = true;
        PIR_FUNC_FLAGS
#undef PIR_FUNC_FLAG
        else fail(p, "unexpected text in a function's head: `%.20s`", p->at);
    }
}

/* Everything named must be defined; ops without a result get the numbers that are left. */
static void finish_function(Parser *p)
{
    PirFunc *fn = p->fn;
    for (size_t i = 0; i < p->values.count; i++)
        if (p->used.items[i] && !p->defined.items[i])
            fail(p, "%%%zu is not defined", i);
    for (size_t i = 0; i < p->blocks.count; i++)
        for (const PirBlock *block = fn->entry; block && !p->placed.items[i]; block = block->next)
            if (block->handler == p->blocks.items[i])
                fail(p, "b%zu is not defined", i);
    fn->next_id = (uint32_t)p->values.count;
    fn->next_block = (uint32_t)p->blocks.count;
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (PirIns *ins = block->first; ins; ins = ins->next) {
            if (ins->rep == REP_NONE)
                ins->id = fn->next_id++;
            for (uint32_t t = 0; t < ins->target_count; t++)
                if (!p->placed.items[ins->targets[t].block->id])
                    fail(p, "b%u is not defined", ins->targets[t].block->id);
        }
}

static void read_function(Parser *p)
{
    PirFunc *fn = read_function_reference(p);
    if (p->functions_defined.items[fn->index])
        fail(p, "f%u is defined twice", fn->index);
    p->functions_defined.items[fn->index] = true;
    p->fn = fn;
    p->values.count = p->defined.count = p->used.count = p->blocks.count = p->placed.count = 0;
    read_function_head(p, fn);
    for (skip_lines(p); !accept(p, "}"); skip_lines(p))
        read_block(p);
    finish_function(p);
}

static void read_module(Parser *p)
{
    skip_lines(p);
    if (!accept_word(p, "module"))
        fail(p, "expected `module`");
    p->module = pir_module_new(p->arena, read_name(p));
    for (skip_blanks(p); *p->at && *p->at != '\n'; skip_blanks(p)) {
        if (accept_word(p, "package")) {
            p->module->is_package = true;
        } else if (accept_word(p, "counters")) {
            p->module->counter_count = (uint32_t)read_integer(p);
        } else if (accept_word(p, "globals")) {
            NameList names = read_names(p);
            for (size_t i = 0; i < names.count; i++)
                VEC_PUSH(p->arena, p->module->globals, names.items[i]);
        } else {
            fail(p, "unexpected text in the module's head: `%.20s`", p->at);
        }
    }
    for (skip_lines(p); accept_word(p, "func"); skip_lines(p))
        read_function(p);
    if (*p->at)
        fail(p, "expected `func` at `%.20s`", p->at);
    for (size_t i = 0; i < p->functions_defined.count; i++)
        if (!p->functions_defined.items[i])
            fail(p, "f%zu is not defined", i);
}

PirModule *pir_parse(Arena *arena, const char *text, char **error)
{
    Parser *p = ARENA_NEW(arena, Parser);
    p->arena = arena;
    p->at = text;
    p->line = 1;
    if (setjmp(p->failed)) {
        *error = p->message;
        return NULL;
    }
    read_module(p);
    return p->module;
}
