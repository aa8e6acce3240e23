/* PIR as text: the form described in pir.h, which parse.c reads back. Values keep their
   numbers, blocks and functions theirs, so printing what was parsed gives the same text. */
#include "frontend/pir/pir.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ffi/import/decl.h"
#include "frontend/pir/entries.h"
#include "frontend/pir/pir_text.h"

const char *const pir_rep_names[] = { "none", "word", "i64", "f64", "bool", "any" };
const char *const pir_type_names[PIR_TYPE_BITS] = {
    "int", "float", "bool", "None", "str", "bytes", "tuple", "list", "dict", "set", "function", "cell",
    "range", "bytearray", "bigint", "other", "unbound", "stop"
};
const char *const pir_operator_texts[OPERATOR_COUNT] = {
    "+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"
};
const char *const pir_unary_texts[4] = { "~", "not", "+", "-" };
const char *const pir_compare_texts[10] = { "==", "!=", "<", "<=", ">", ">=", "is", "isnot", "in", "notin" };

static bool is_plain(const char *text, size_t length)
{
    if (!length || isdigit((unsigned char)text[0]) || strcmp(text, "-") == 0)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (!isalnum(c) && !strchr("_.<>", c) && c < 0x80)
            return false;
        if (!c)
            return false;
    }
    return true;
}

static void print_quoted(const char *text, size_t length, FILE *out)
{
    fputc('"', out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < 0x20 || c >= 0x7f)
            fprintf(out, "\\x%02x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void print_name(const Name *name, FILE *out)
{
    if (!name)
        fputc('-', out);
    else if (is_plain(name->text, name->length))
        fwrite(name->text, 1, name->length, out);
    else
        print_quoted(name->text, name->length, out);
}

static void print_names(const char *label, NameList names, FILE *out)
{
    if (!names.count)
        return;
    fprintf(out, " %s (", label);
    for (size_t i = 0; i < names.count; i++) {
        fputs(i ? ", " : "", out);
        print_name(names.items[i], out);
    }
    fputc(')', out);
}

/* The shortest decimal form that reads back exactly, always recognisable as a float. */
static void print_real(double real, FILE *out)
{
    char text[40];
    if (isnan(real)) {
        fputs(signbit(real) ? "-nan" : "nan", out);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, real);
        if (strtod(text, NULL) == real)
            break;
    }
    fputs(text, out);
    if (!strpbrk(text, ".eni"))
        fputs(".0", out);
}

static void print_constant(const Const *constant, FILE *out)
{
    if (!constant) {
        fputc('-', out);
        return;
    }
    switch (constant->kind) {
    case CONST_NONE:     fputs("None", out); break;
    case CONST_FALSE:    fputs("False", out); break;
    case CONST_TRUE:     fputs("True", out); break;
    case CONST_ELLIPSIS: fputs("Ellipsis", out); break;
    case CONST_INT:
        if (constant->fits_i64)
            fprintf(out, "%" PRId64, constant->integer);
        else
            fwrite(constant->text, 1, constant->length, out);
        break;
    case CONST_FLOAT: print_real(constant->real, out); break;
    case CONST_COMPLEX:
        fputs("complex(", out);
        print_real(constant->real, out);
        fputs(", ", out);
        print_real(constant->imaginary, out);
        fputc(')', out);
        break;
    case CONST_BYTES: fputc('b', out);  /* fallthrough */ __attribute__((fallthrough));
    case CONST_STR:   print_quoted(constant->text, constant->length, out); break;
    case CONST_FROZENSET: fputs("frozenset", out); __attribute__((fallthrough));
    case CONST_TUPLE:
        fputc('(', out);
        for (size_t i = 0; i < constant->item_count; i++) {
            fputs(i ? ", " : "", out);
            print_constant(constant->items[i], out);
        }
        fputc(')', out);
        break;
    }
}

static void print_type(PirType type, FILE *out)
{
    const char *separator = "";
    if ((type & TYPE_OBJECT) == TYPE_OBJECT) {
        fputs("object", out);
        separator = "|";
        type &= ~(PirType)TYPE_OBJECT;
    }
    for (int bit = 0; bit < PIR_TYPE_BITS; bit++)
        if (type >> bit & 1) {
            fprintf(out, "%s%s", separator, pir_type_names[bit]);
            separator = "|";
        }
    if (!*separator)
        fputs("nothing", out);
}

static void print_import(const CImport *import, FILE *out)
{
    Arena *arena = arena_new();
    const char *text = c_import_text(arena, import);
    print_quoted(text, strlen(text), out);
    arena_free(arena);
}

static void print_immediate(char kind, const PirIns *ins, FILE *out)
{
    fputc(' ', out);
    switch (kind) {
    case 'i': fprintf(out, "%" PRId64, ins->integer); break;
    case 'o': fputs(pir_operator_texts[ins->integer], out); break;
    case 'u': fputs(pir_unary_texts[ins->integer], out); break;
    case 'q': fputs(pir_compare_texts[ins->integer], out); break;
    case 't': print_type((PirType)ins->integer, out); break;
    case 'f': print_real(ins->real, out); break;
    case 'k': print_constant(ins->constant, out); break;
    case 'n': print_name(ins->name, out); break;
    case 'c': print_import(ins->c_import, out); break;
    case 'p': fprintf(out, "f%u", ins->function->index); break;
    case 'e': fputs(entry_infos[ins->entry].name, out); break;
    }
}

static void print_values(PirIns *const *values, uint32_t count, FILE *out)
{
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%s%%%u", i ? ", " : "", values[i]->id);
}

static void print_targets(const PirIns *ins, FILE *out)
{
    for (uint32_t t = 0; t < ins->target_count; t++) {
        const PirTarget *target = &ins->targets[t];
        fprintf(out, "%sb%u", t ? ", " : " -> ", target->block->id);
        if (target->arg_count) {
            fputc('(', out);
            print_values(target->args, target->arg_count, out);
            fputc(')', out);
        }
    }
}

static void print_ins(const PirIns *ins, FILE *out)
{
    const PirOpInfo *info = &pir_ops[ins->op];
    fputs("  ", out);
    if (ins->rep != REP_NONE) {
        fprintf(out, "%%%u", ins->id);
        if (ins->type != TYPE_ALL) {
            fputc(':', out);
            print_type(ins->type, out);
        }
        fputs(" = ", out);
    }
    fputs(info->name, out);
    if (info->result == REP_ANY)
        fprintf(out, ".%s", pir_rep_names[ins->rep]);
    for (const char *kind = info->immediates; *kind; kind++)
        print_immediate(*kind, ins, out);
    fputs(ins->arg_count ? " " : "", out);
    print_values(ins->args, ins->arg_count, out);
    print_targets(ins, out);
    if (ins->number)
        fprintf(out, " #%u", ins->number);
    if (ins->pos.line)
        fprintf(out, " @%d:%d-%d:%d", ins->pos.line, ins->pos.column, ins->pos.end_line, ins->pos.end_column);
    if (ins->op == PIR_CALL_METHOD && ins->integer)
        fprintf(out, " lookup %lld", (long long)ins->integer);
    fputc('\n', out);
}

static void print_block(const PirBlock *block, FILE *out)
{
    fprintf(out, "b%u", block->id);
    if (block->param_count) {
        fputc('(', out);
        for (uint32_t i = 0; i < block->param_count; i++) {
            const PirIns *param = block->params[i];
            fprintf(out, "%s%%%u", i ? ", " : "", param->id);
            if (param->type != TYPE_ALL) {
                fputc(':', out);
                print_type(param->type, out);
            }
            fprintf(out, " %s", pir_rep_names[param->rep]);
        }
        fputc(')', out);
    }
    if (block->handler)
        fprintf(out, " handler b%u", block->handler->id);
    fputs(block->is_handler ? " catches" : "", out);
    fputs(block->is_cold ? " cold" : "", out);
    if (block->weight)
        fprintf(out, " weight %" PRIu64, block->weight);
    fputs(":\n", out);
    for (const PirIns *ins = block->first; ins; ins = ins->next)
        print_ins(ins, out);
}

void pir_print_func(const PirFunc *fn, FILE *out)
{
    fprintf(out, "func f%u ", fn->index);
    print_name(fn->name, out);
    fputs(" qualname ", out);
    print_name(fn->qualname, out);
    if (fn->parent)
        fprintf(out, " parent f%u", fn->parent->index);
    fprintf(out, " args %d %d %d %d flags %d line %d", fn->argcount, fn->posonlyargcount, fn->kwonlyargcount,
            fn->parameter_count, fn->flags, fn->first_line);
    print_names("varnames", fn->varnames, out);
    print_names("freevars", fn->freevars, out);
    print_names("cellvars", fn->cellvars, out);
    if (fn->docstring) {
        fputs(" doc ", out);
        print_constant(fn->docstring, out);
    }
    if (fn->resume)
        fprintf(out, " resume f%u", fn->resume->index);
    if (fn->ast_hash)
        fprintf(out, " hash %" PRIx64, fn->ast_hash);
#define PIR_FUNC_FLAG(field) fputs(fn->field ? " " #field : "", out);
    PIR_FUNC_FLAGS
#undef PIR_FUNC_FLAG
    fputs(" {\n", out);
    for (const PirBlock *block = fn->entry; block; block = block->next)
        print_block(block, out);
    fputs("}\n", out);
}

void pir_print_module(const PirModule *module, FILE *out)
{
    fputs("module ", out);
    print_name(module->name, out);
    fputs(module->is_package ? " package" : "", out);
    if (module->counter_count)
        fprintf(out, " counters %u", module->counter_count);
    print_names("globals", (NameList){ module->globals.items, module->globals.count }, out);
    fputc('\n', out);
    for (size_t i = 0; i < module->functions.count; i++) {
        fputc('\n', out);
        pir_print_func(module->functions.items[i], out);
    }
}
