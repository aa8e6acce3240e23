/* Generic walks over the syntax tree. Each walk is a switch over node kinds, made from
   nodes.def by giving its field macros a meaning. */
#include "frontend/scope/tree.h"

#include <string.h>

static void visit_list(AstNodes list, AstVisit *visit, void *context)
{
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i])
            visit(list.items[i], context);
}

#define ONE(type, f)      visit(n->f, context);
#define OPT(type, f)      if (n->f) visit(n->f, context);
#define MANY(type, f)     visit_list(n->f, visit, context);
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
void tree_visit_children(AstNode *node, AstVisit *visit, void *context)
{
    switch (node->kind) {
#define NODE(Kind, group, fields) \
    case AST_##Kind: { Ast##Kind *n = (Ast##Kind *)node; (void)n; fields break; }
#include "frontend/ast/nodes.def"
    case AST_NONE: case AST_KIND_COUNT: break;
    }
}

/* ---- hash ------------------------------------------------------------------------------ */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t mix_text(uint64_t hash, const char *text, size_t length)
{
    hash = mix(hash, length);
    for (size_t i = 0; i < length; i++)
        hash = mix(hash, (unsigned char)text[i]);
    return hash;
}

static uint64_t mix_double(uint64_t hash, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return mix(hash, bits);
}

static uint64_t mix_constant(uint64_t hash, const Const *constant)
{
    if (!constant)
        return mix(hash, 0x51);
    hash = mix(hash, constant->kind);
    switch (constant->kind) {
    case CONST_NONE: case CONST_FALSE: case CONST_TRUE: case CONST_ELLIPSIS:
        return hash;
    case CONST_INT:
        if (constant->fits_i64)
            return mix(hash, (uint64_t)constant->integer);
        return mix_text(hash, constant->text, constant->length);
    case CONST_FLOAT:
        return mix_double(hash, constant->real);
    case CONST_COMPLEX:
        return mix_double(mix_double(hash, constant->real), constant->imaginary);
    case CONST_STR: case CONST_BYTES:
        return mix_text(hash, constant->text, constant->length);
    case CONST_TUPLE: case CONST_FROZENSET:
        for (size_t i = 0; i < constant->item_count; i++)
            hash = mix_constant(hash, constant->items[i]);
        return mix(hash, constant->item_count);
    }
    return hash;
}

static uint64_t mix_name(uint64_t hash, const Name *name)
{
    return name ? mix_text(hash, name->text, name->length) : mix(hash, 0x52);
}

static uint64_t mix_names(uint64_t hash, NameList names)
{
    for (size_t i = 0; i < names.count; i++)
        hash = mix_name(hash, names.items[i]);
    return mix(hash, names.count);
}

static uint64_t mix_operators(uint64_t hash, CompareOperatorList list)
{
    for (size_t i = 0; i < list.count; i++)
        hash = mix(hash, list.items[i]);
    return hash;
}

static uint64_t mix_node(uint64_t hash, AstNode *node);

static uint64_t mix_list(uint64_t hash, AstNodes list)
{
    for (size_t i = 0; i < list.count; i++)
        hash = mix_node(hash, list.items[i]);
    return mix(hash, list.count);
}

#define ONE(type, f)      hash = mix_node(hash, n->f);
#define OPT(type, f)      hash = mix_node(hash, n->f);
#define MANY(type, f)     hash = mix_list(hash, n->f);
#define IDENT(f)          hash = mix_name(hash, n->f);
#define OPT_IDENT(f)      hash = mix_name(hash, n->f);
#define IDENTS(f)         hash = mix_names(hash, n->f);
#define ENUM(type, T, f)  hash = mix(hash, n->f);
#define ENUMS(type, T, f) hash = mix_operators(hash, n->f);
#define INT(f)            hash = mix(hash, (uint64_t)n->f);
#define OPT_INT(f)        hash = mix(hash, (uint64_t)n->f);
#define CONSTANT(f)       hash = mix_constant(hash, n->f);
#define STRING(f)         hash = mix_constant(hash, n->f);
#define OPT_STRING(f)     hash = mix_constant(hash, n->f);
static uint64_t mix_node(uint64_t hash, AstNode *node)
{
    if (!node)
        return mix(hash, 0x53);
    hash = mix(hash, node->kind);
    switch (node->kind) {
#define NODE(Kind, group, fields) \
    case AST_##Kind: { Ast##Kind *n = (Ast##Kind *)node; (void)n; fields break; }
#include "frontend/ast/nodes.def"
    case AST_NONE: case AST_KIND_COUNT: break;
    }
    return hash;
}

uint64_t tree_hash(AstNode *node)
{
    return mix_node(0x243F6A8885A308D3u, node);
}

/* ---- size ------------------------------------------------------------------------------ */

static void count_node(AstNode *node, void *context)
{
    ++*(uint32_t *)context;
    tree_visit_children(node, count_node, context);
}

uint32_t tree_size(AstNodes nodes)
{
    uint32_t count = 0;
    for (size_t i = 0; i < nodes.count; i++)
        count_node(nodes.items[i], &count);
    return count;
}
