/* nodes.def as data, for what handles all nodes alike: fields with their offsets. */
#include "frontend/ast/ast.h"

#define ONE(t, f)       {FIELD_ONE, AST_TYPE_##t, #f, offsetof(This, f)},
#define OPT(t, f)       {FIELD_OPT, AST_TYPE_##t, #f, offsetof(This, f)},
#define MANY(t, f)      {FIELD_MANY, AST_TYPE_##t, #f, offsetof(This, f)},
#define IDENT(f)        {FIELD_IDENT, AST_TYPE_NONE, #f, offsetof(This, f)},
#define OPT_IDENT(f)    {FIELD_OPT_IDENT, AST_TYPE_NONE, #f, offsetof(This, f)},
#define IDENTS(f)       {FIELD_IDENTS, AST_TYPE_NONE, #f, offsetof(This, f)},
#define ENUM(t, T, f)   {FIELD_ENUM, AST_TYPE_##t, #f, offsetof(This, f)},
#define ENUMS(t, T, f)  {FIELD_ENUMS, AST_TYPE_##t, #f, offsetof(This, f)},
#define INT(f)          {FIELD_INT, AST_TYPE_NONE, #f, offsetof(This, f)},
#define OPT_INT(f)      {FIELD_OPT_INT, AST_TYPE_NONE, #f, offsetof(This, f)},
#define CONSTANT(f)     {FIELD_CONSTANT, AST_TYPE_NONE, #f, offsetof(This, f)},
#define STRING(f)       {FIELD_STRING, AST_TYPE_NONE, #f, offsetof(This, f)},
#define OPT_STRING(f)   {FIELD_OPT_STRING, AST_TYPE_NONE, #f, offsetof(This, f)},
#define NODE(Kind, sum, ...)                                                   \
    static const AstField *fields_of_##Kind(void) {                            \
        typedef Ast##Kind This;                                                \
        static const AstField fields[] = { __VA_ARGS__ {FIELD_END, AST_TYPE_NONE, NULL, sizeof(This)} }; \
        return fields;                                                         \
    }
#include "frontend/ast/nodes.def"

const AstField *ast_fields(AstKind kind) {
    switch (kind) {
#define NODE(Kind, sum, fields) case AST_##Kind: return fields_of_##Kind();
#include "frontend/ast/nodes.def"
    case AST_NONE: case AST_KIND_COUNT: break;
    }
    return NULL;
}

AstType ast_type(AstKind kind) {
    static const AstType types[AST_KIND_COUNT] = {
#define PRODUCT(Kind, positions, fields) [AST_##Kind] = AST_TYPE_##Kind,
#define NODE(Kind, sum, fields) [AST_##Kind] = AST_TYPE_##sum,
#include "frontend/ast/nodes.def"
    };
    return types[kind];
}

AstPositions ast_positions(AstType type) {
    enum { NONE = POSITIONS_NONE, OPTIONAL = POSITIONS_OPTIONAL, REQUIRED = POSITIONS_REQUIRED };
    static const AstPositions positions[AST_TYPE_COUNT] = {
#define SUM(name, places) [AST_TYPE_##name] = (AstPositions)places,
#define PRODUCT(name, places, fields) [AST_TYPE_##name] = (AstPositions)places,
#define NODE(Kind, sum, fields)
#include "frontend/ast/nodes.def"
    };
    return positions[type];
}

const char *ast_type_name(AstType type) {
    static const char *const names[AST_TYPE_COUNT] = {
        "",
#define SUM(name, positions) #name,
#define ENUM_SUM(name, Type, values) #name,
#define PRODUCT(name, positions, fields) #name,
#define NODE(Kind, sum, fields)
#include "frontend/ast/nodes.def"
    };
    return names[type];
}

static Name *interned(const Name *name) { return name ? name_intern(name->text, name->length) : NULL; }

void ast_intern_names(AstNode *node) {
    if (!node)
        return;
    for (const AstField *field = ast_fields(node->kind); field->kind != FIELD_END; field++) {
        void *at = (char *)node + field->offset;
        AstNodes *nodes = at;
        NameList *names = at;
        Name **name = at;
        if (field->kind == FIELD_ONE || field->kind == FIELD_OPT)
            ast_intern_names(*(AstNode **)at);
        else if (field->kind == FIELD_MANY)
            for (size_t i = 0; i < nodes->count; i++)
                ast_intern_names(nodes->items[i]);
        else if (field->kind == FIELD_IDENT || field->kind == FIELD_OPT_IDENT)
            *name = interned(*name);
        else if (field->kind == FIELD_IDENTS)
            for (size_t i = 0; i < names->count; i++)
                names->items[i] = interned(names->items[i]);
    }
}
