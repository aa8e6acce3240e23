/* The syntax tree's checked casts and names of kinds. */
#include "frontend/ast/ast.h"

#include "frontend/base/diag.h"

const char *ast_kind_name(AstKind kind) {
    static const char *const names[] = {
        "no node",
#define NODE(Name, group, fields) #Name,
#include "frontend/ast/nodes.def"
    };
    return kind < AST_KIND_COUNT ? names[kind] : "unknown node";
}

AstNode *ast_checked(AstNode *node, AstKind kind) {
#ifdef PYLLC_CHECKS
    if (!node)
        bug("no node where a %s is expected", ast_kind_name(kind));
    if (node->kind != kind)
        bug("%s where a %s is expected (line %d)", ast_kind_name(node->kind), ast_kind_name(kind), (int)node->span.line);
#endif
    return node;
}

static bool is_list_deeper(AstNodes nodes, int limit) {
    for (size_t i = 0; i < nodes.count; i++) {
        if (nodes.items[i] && ast_is_deeper(nodes.items[i], limit))
            return true;
    }
    return false;
}

#define ONE(type, f)      || ast_is_deeper(n->f, limit)
#define OPT(type, f)      || (n->f && ast_is_deeper(n->f, limit))
#define MANY(type, f)     || is_list_deeper(n->f, limit)
#define IDENT(f)
#define OPT_IDENT(f)
#define IDENTS(f)
#define ENUM(type, T, f)
#define ENUMS(type, T, f)
#define INT(f)
#define OPT_INT(f)
#define CONSTANT(f)
#define STRING(f)
#define OPT_STRING(f)
#define NODE(Kind, group, fields)                                   \
    static bool is_##Kind##_deeper(const Ast##Kind *n, int limit) { \
        (void)n;                                                    \
        return limit < 0 fields;                                    \
    }
#include "frontend/ast/nodes.def"

bool ast_is_deeper(const AstNode *tree, int limit) {
    switch (tree->kind) {
#define NODE(Kind, group, fields) case AST_##Kind: return is_##Kind##_deeper((const Ast##Kind *)tree, limit - 1);
#include "frontend/ast/nodes.def"
    case AST_NONE: case AST_KIND_COUNT: break;
    }
    return false;
}

typedef VEC(char) KeyBytes;

static void add_bytes(Arena *arena, KeyBytes *key, const void *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        VEC_PUSH(arena, *key, ((const char *)bytes)[i]);
}

static void add_constant(Arena *arena, KeyBytes *key, const Const *c) {
    char mark[2] = { (char)0xFF, (char)c->kind };
    add_bytes(arena, key, mark, sizeof mark);
    switch (c->kind) {
    case CONST_INT:
        add_bytes(arena, key, &c->fits_i64, sizeof c->fits_i64);
        if (c->fits_i64) {
            add_bytes(arena, key, &c->integer, sizeof c->integer);
            break;
        }
        /* fall through */
    case CONST_STR: case CONST_BYTES:
        add_bytes(arena, key, &c->length, sizeof c->length);
        add_bytes(arena, key, c->text, c->length);
        break;
    case CONST_FLOAT: add_bytes(arena, key, &c->real, sizeof c->real); break;
    case CONST_COMPLEX:
        add_bytes(arena, key, &c->real, sizeof c->real);
        add_bytes(arena, key, &c->imaginary, sizeof c->imaginary);
        break;
    case CONST_TUPLE: case CONST_FROZENSET:
        add_bytes(arena, key, &c->item_count, sizeof c->item_count);
        for (size_t i = 0; i < c->item_count; i++)
            add_constant(arena, key, c->items[i]);
        break;
    default: break;
    }
}

const char *ast_constant_key(Arena *arena, const Const *value, size_t *length) {
    KeyBytes key = {0};
    add_constant(arena, &key, value);
    *length = key.count;
    return key.items;
}
