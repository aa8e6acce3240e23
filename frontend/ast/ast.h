/* The syntax tree, generated from nodes.def. All nodes of one source file live in its arena
   and are freed with it. */
#ifndef PYLLC_AST_H
#define PYLLC_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "frontend/base/arena.h"
#include "frontend/base/intern.h"
#include "runtime/abi/operators.h"

typedef enum { BOOL_AND, BOOL_OR } BoolOperator;
typedef enum { CTX_LOAD, CTX_STORE, CTX_DEL } ExprContext;

typedef enum { CONST_NONE, CONST_FALSE, CONST_TRUE, CONST_ELLIPSIS, CONST_INT, CONST_FLOAT,
               CONST_COMPLEX, CONST_STR, CONST_BYTES, CONST_TUPLE, CONST_FROZENSET } ConstKind;

/* A literal, or what folding made of literals. Immutable, in an arena. */
typedef struct Const Const;
struct Const {
    ConstKind kind;
    bool fits_i64;                  /* CONST_INT: `integer` holds it, else `text` does */
    int64_t integer;
    double real, imaginary;         /* CONST_FLOAT: real; CONST_COMPLEX: both */
    const char *text;               /* CONST_STR: UTF-8, surrogates as three bytes (WTF-8); CONST_BYTES: the
                                       bytes; CONST_INT beyond i64: decimal digits with sign */
    size_t length;                  /* bytes in text */
    const Const **items;            /* CONST_TUPLE, CONST_FROZENSET */
    size_t item_count;
};

typedef enum {
    AST_NONE,
#define NODE(Name, group, fields) AST_##Name,
#include "frontend/ast/nodes.def"
    AST_KIND_COUNT
} AstKind;

/* Position as in the ast module: lines from 1, columns in UTF-8 bytes from 0. */
typedef struct { int32_t line, column, end_line, end_column; } AstSpan;

typedef struct AstNode { AstKind kind; AstSpan span; } AstNode;
typedef struct { AstNode **items; size_t count; } AstNodes;
typedef struct { Name **items; size_t count; } NameList;
typedef struct { CompareOperator *items; size_t count; } CompareOperatorList;

#define ONE(type, f)      AstNode *f;
#define OPT(type, f)      AstNode *f;
#define MANY(type, f)     AstNodes f;
#define IDENT(f)          Name *f;
#define OPT_IDENT(f)      Name *f;
#define IDENTS(f)         NameList f;
#define ENUM(type, T, f)  T f;
#define ENUMS(type, T, f) T##List f;
#define INT(f)            int f;
#define OPT_INT(f)        int f;
#define CONSTANT(f)       const Const *f;
#define STRING(f)         const Const *f;
#define OPT_STRING(f)     const Const *f;
#define NODE(Kind, group, fields) typedef struct { AstNode base; fields } Ast##Kind;
#include "frontend/ast/nodes.def"

/* AstBinOp *b = AST_CAST(BinOp, node): checked in debug builds. */
#define AST_CAST(Kind, node) ((Ast##Kind *)ast_checked(node, AST_##Kind))
AstNode *ast_checked(AstNode *node, AstKind kind);

const char *ast_kind_name(AstKind kind);

/* ---- the table as data (table.c) ---- */

/* A sum or a product. */
typedef enum {
    AST_TYPE_NONE,
#define SUM(name, positions) AST_TYPE_##name,
#define ENUM_SUM(name, Type, values) AST_TYPE_##name,
#define PRODUCT(name, positions, fields) AST_TYPE_##name,
#define NODE(Kind, sum, fields)
#include "frontend/ast/nodes.def"
    AST_TYPE_COUNT
} AstType;

typedef enum { POSITIONS_NONE, POSITIONS_OPTIONAL, POSITIONS_REQUIRED } AstPositions;
typedef enum { FIELD_END, FIELD_ONE, FIELD_OPT, FIELD_MANY, FIELD_IDENT, FIELD_OPT_IDENT, FIELD_IDENTS, FIELD_ENUM, FIELD_ENUMS,
               FIELD_INT, FIELD_OPT_INT, FIELD_CONSTANT, FIELD_STRING, FIELD_OPT_STRING } AstFieldKind;
/* offset: in the node's struct; of the FIELD_END that follows the last one, the struct's size. */
typedef struct AstField { AstFieldKind kind; AstType type; const char *name; size_t offset; } AstField;
enum { AST_FIELDS_MAX = 7 };

const AstField *ast_fields(AstKind kind);
AstType ast_type(AstKind kind);
AstPositions ast_positions(AstType type);
const char *ast_type_name(AstType type);

/* Names of a tree that was not parsed are only text until now; not two at a time. */
void ast_intern_names(AstNode *tree);

/* A tree that was not parsed is one that the grammar could have made, as far as CPython checks; else the
   first complaint, a ValueError, is in the diagnostics (validate.c). */
struct Diagnostics;
bool ast_validate(AstNode *tree, struct Diagnostics *diagnostics);

/* Whether some node has more than `limit` nodes around it; itself goes no deeper. */
bool ast_is_deeper(const AstNode *tree, int limit);

/* What repr shows of a constant. */
const char *ast_constant_repr(Arena *arena, const Const *value);

/* Bytes that are the same for constants of the same types and values, for merging them; they begin with 0xFF,
   as no text does. */
const char *ast_constant_key(Arena *arena, const Const *value, size_t *length);

/* A line of text, the same as CPython's ast.dump(tree, include_attributes=True). */
void ast_dump(FILE *out, const AstNode *tree);

#endif
