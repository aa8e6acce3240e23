/* Prints a tree exactly as CPython's ast.dump(tree, include_attributes=True): fields in the
   order of nodes.def; a field that is optional in CPython's grammar is left out when None. */
#include "frontend/ast/ast.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/base/diag.h"
#include "frontend/base/unicode.h"

typedef struct Printer { FILE *out; bool needs_comma; } Printer;

static void print_node(FILE *out, const AstNode *node);

static void print_hex(FILE *out, uint32_t c) {
    if (c < 0x100)
        fprintf(out, "\\x%02x", c);
    else if (c < 0x10000)
        fprintf(out, "\\u%04x", c);
    else
        fprintf(out, "\\U%08x", c);
}

/* The repr of str or bytes. */
static void print_text(FILE *out, const char *text, size_t length, bool is_bytes) {
    char quote = memchr(text, '\'', length) && !memchr(text, '"', length) ? '"' : '\'';
    int size = 1;
    fputc(quote, out);
    for (size_t i = 0; i < length; i += (size_t)size) {
        uint32_t c = is_bytes ? (unsigned char)text[i] : unicode_decode(text + i, &size);
        if (c == (unsigned char)quote || c == '\\')
            fprintf(out, "\\%c", (int)c);
        else if (c == '\n' || c == '\r' || c == '\t')
            fprintf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        else if (c < 0x20 || c == 0x7F || (is_bytes && c >= 0x80) || (!is_bytes && c >= 0x80 && !unicode_is_printable(c)))
            print_hex(out, c);
        else
            fwrite(text + i, 1, (size_t)size, out);
    }
    fputc(quote, out);
}

/* The shortest digits that read back as the same number, laid out as repr does. */
static void print_float(FILE *out, double number, bool is_part) {
    if (isnan(number) || isinf(number)) {
        fputs(isnan(number) ? "nan" : number < 0 ? "-inf" : "inf", out);
        return;
    }
    char text[64];
    int precision = 0;
    do
        snprintf(text, sizeof text, "%.*e", precision, number);
    while (strtod(text, NULL) != number && precision++ < 17);
    char *mark = strchr(text, 'e'), digits[32];
    int exponent = atoi(mark + 1), count = 0;
    for (const char *p = text; p < mark; p++) {
        if (*p >= '0' && *p <= '9')
            digits[count++] = *p;
    }
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (signbit(number))
        fputc('-', out);
    if (exponent < -4 || exponent >= 16) {
        fputc(digits[0], out);
        if (count > 1)
            fprintf(out, ".%.*s", count - 1, digits + 1);
        fprintf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    if (exponent < 0)
        fputs("0.", out);
    for (int i = exponent + 1; i < 0; i++)
        fputc('0', out);
    for (int i = 0; i < count || i <= exponent; i++) {
        if (i == exponent + 1 && exponent >= 0)
            fputc('.', out);
        fputc(i < count ? digits[i] : '0', out);
    }
    if (!is_part && exponent >= 0 && count <= exponent + 1)
        fputs(".0", out);
}

static void print_constant(FILE *out, const Const *value) {
    if (!value) {
        fputs("None", out);
        return;
    }
    switch (value->kind) {
    case CONST_NONE: fputs("None", out); break;
    case CONST_FALSE: fputs("False", out); break;
    case CONST_TRUE: fputs("True", out); break;
    case CONST_ELLIPSIS: fputs("Ellipsis", out); break;
    case CONST_INT:
        if (value->fits_i64)
            fprintf(out, "%lld", (long long)value->integer);
        else
            fwrite(value->text, 1, value->length, out);
        break;
    case CONST_FLOAT: print_float(out, value->real, false); break;
    case CONST_COMPLEX:
        if (value->real != 0 || signbit(value->real)) {
            fputc('(', out);
            print_float(out, value->real, true);
            if (!signbit(value->imaginary))
                fputc('+', out);
        }
        print_float(out, value->imaginary, true);
        fputs(value->real != 0 || signbit(value->real) ? "j)" : "j", out);
        break;
    case CONST_STR: print_text(out, value->text, value->length, false); break;
    case CONST_BYTES:
        fputc('b', out);
        print_text(out, value->text, value->length, true);
        break;
    case CONST_TUPLE: case CONST_FROZENSET:
        fputs(value->kind == CONST_TUPLE ? "(" : "frozenset({", out);
        for (size_t i = 0; i < value->item_count; i++) {
            fputs(i ? ", " : "", out);
            print_constant(out, value->items[i]);
        }
        fputs(value->kind != CONST_TUPLE ? "})" : value->item_count == 1 ? ",)" : ")", out);
        break;
    }
}

const char *ast_constant_repr(Arena *arena, const Const *value) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        bug("out of memory");
    print_constant(out, value);
    fclose(out);
    const char *copy = arena_text(arena, text, length);
    free(text);
    return copy;
}

static void print_field(Printer *printer, const char *name) {
    fprintf(printer->out, "%s%s=", printer->needs_comma ? ", " : "", name);
    printer->needs_comma = true;
}

static void print_one(Printer *printer, const char *name, const AstNode *node) {
    if (node) {
        print_field(printer, name);
        print_node(printer->out, node);
    }
}

static void print_many(Printer *printer, const char *name, AstNodes nodes) {
    print_field(printer, name);
    fputc('[', printer->out);
    for (size_t i = 0; i < nodes.count; i++) {
        fputs(i ? ", " : "", printer->out);
        if (nodes.items[i])
            print_node(printer->out, nodes.items[i]);
        else
            fputs("None", printer->out);
    }
    fputc(']', printer->out);
}

static void print_identifier(Printer *printer, const char *name, const Name *value) {
    if (value) {
        print_field(printer, name);
        print_text(printer->out, value->text, value->length, false);
    }
}

static void print_identifiers(Printer *printer, const char *name, NameList names) {
    print_field(printer, name);
    fputc('[', printer->out);
    for (size_t i = 0; i < names.count; i++) {
        fputs(i ? ", " : "", printer->out);
        print_text(printer->out, names.items[i]->text, names.items[i]->length, false);
    }
    fputc(']', printer->out);
}

static void print_string(Printer *printer, const char *name, const Const *value) {
    if (value) {
        print_field(printer, name);
        print_constant(printer->out, value);
    }
}

static void print_value(Printer *printer, const char *name, const Const *value) {
    print_field(printer, name);
    print_constant(printer->out, value);
}

#define VALUE(name) #name,
#define NODE(name, sum, fields)
#define ENUM_SUM(name, Type, values) static const char *const Type##_names[] = { values };
#include "frontend/ast/nodes.def"

static void print_operators(Printer *printer, const char *name, CompareOperatorList list) {
    print_field(printer, name);
    fputc('[', printer->out);
    for (size_t i = 0; i < list.count; i++)
        fprintf(printer->out, "%s%s()", i ? ", " : "", CompareOperator_names[list.items[i]]);
    fputc(']', printer->out);
}

#define ONE(type, f)      print_one(printer, #f, n->f);
#define OPT(type, f)      print_one(printer, #f, n->f);
#define MANY(type, f)     print_many(printer, #f, n->f);
#define IDENT(f)          print_identifier(printer, #f, n->f);
#define OPT_IDENT(f)      print_identifier(printer, #f, n->f);
#define IDENTS(f)         print_identifiers(printer, #f, n->f);
#define ENUM(type, T, f)  print_field(printer, #f); fprintf(printer->out, "%s()", T##_names[n->f]);
#define ENUMS(type, T, f) print_operators(printer, #f, n->f);
#define INT(f)            print_field(printer, #f); fprintf(printer->out, "%d", n->f);
#define OPT_INT(f)        print_field(printer, #f); fprintf(printer->out, "%d", n->f);
#define CONSTANT(f)       print_value(printer, #f, n->f);
#define STRING(f)         print_string(printer, #f, n->f);
#define OPT_STRING(f)     print_string(printer, #f, n->f);
#define NODE(Kind, group, fields)                                                        \
    static void print_##Kind(Printer *printer, const Ast##Kind *n) { (void)n; fields }
#include "frontend/ast/nodes.def"

enum { NONE, OPTIONAL, REQUIRED };
#define SUM(name, positions) enum { POSITIONS_OF_##name = positions };
#define NODE(name, sum, fields)
#include "frontend/ast/nodes.def"

static bool has_position(AstKind kind) {
    static const char positions[] = {
        NONE,
#define PRODUCT(name, places, fields) places,
#define NODE(name, sum, fields) POSITIONS_OF_##sum,
#include "frontend/ast/nodes.def"
    };
    return positions[kind] != NONE;
}

static void print_node(FILE *out, const AstNode *node) {
    Printer printer = { .out = out };
    fprintf(out, "%s(", ast_kind_name(node->kind));
    switch (node->kind) {
#define NODE(Kind, group, fields) case AST_##Kind: print_##Kind(&printer, (const Ast##Kind *)node); break;
#include "frontend/ast/nodes.def"
    case AST_NONE: case AST_KIND_COUNT: break;
    }
    if (has_position(node->kind))
        fprintf(out, "%slineno=%d, col_offset=%d, end_lineno=%d, end_col_offset=%d", printer.needs_comma ? ", " : "",
                (int)node->span.line, (int)node->span.column, (int)node->span.end_line, (int)node->span.end_column);
    fputc(')', out);
}

void ast_dump(FILE *out, const AstNode *tree) {
    print_node(out, tree);
    fputc('\n', out);
}
