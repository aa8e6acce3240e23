/* The classes of _ast, for what makes trees of them and reads such trees. */
#ifndef PYLLC_MODULES_AST_H
#define PYLLC_MODULES_AST_H

#include "runtime/object/object.h"

/* A class for each row of nodes.def, and one for each value of an ENUM_SUM. */
typedef enum {
    AST_CLASS_AST,
#define SUM(name, positions) AST_CLASS_##name,
#define VALUE(name) AST_CLASS_##name,
#define ENUM_SUM(name, Type, values) AST_CLASS_##name, values
#define NODE(name, sum, fields) AST_CLASS_##name,
#include "frontend/ast/nodes.def"
    AST_CLASS_COUNT
} AstClass;

/* The class, which lives for ever; NULL with an exception when the classes cannot be made. */
RT PyType *ast_class(TASK, AstClass which);

#endif
