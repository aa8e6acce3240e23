/* Scopes: what each name of a source file means, as CPython's symtable decides it.

   One Scope per module, class body, function, lambda and comprehension, found by the node
   that opens it. Names in it are mangled (__x in class C is _C__x). After scope_analyse each
   Symbol has its binding, and each scope the list of variables that it takes from outside.

   How a captured variable travels: as a cell, or, when by_value says so, as the value itself:
   it is assigned once before every capture, or only comprehensions that run at once (list, set,
   dict) capture it and none of them assigns it. */
#ifndef PYLLC_SCOPE_H
#define PYLLC_SCOPE_H

#include "frontend/ast/ast.h"
#include "frontend/base/diag.h"

typedef enum {
    SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA,
    SCOPE_LIST_COMP, SCOPE_SET_COMP, SCOPE_DICT_COMP, SCOPE_GENERATOR
} ScopeKind;

typedef enum {
    BIND_LOCAL,               /* class body: a name of the namespace */
    BIND_CELL,                /* local of this function, held in a cell */
    BIND_FREE,                /* local of an enclosing function: symbol->owner */
    BIND_GLOBAL_EXPLICIT,     /* declared global */
    BIND_GLOBAL_IMPLICIT      /* class body: namespace, then global */
} Binding;

enum {   /* what happens to a name in a scope */
    SYMBOL_PARAM = 1, SYMBOL_ASSIGNED = 2, SYMBOL_USED = 4, SYMBOL_GLOBAL = 8, SYMBOL_NONLOCAL = 16,
    SYMBOL_ANNOTATED = 32, SYMBOL_IMPORTED = 64, SYMBOL_ITERATION = 128
};

typedef struct Scope Scope;
typedef struct Symbol Symbol;

struct Symbol {
    Name *name;
    Scope *scope;
    uint32_t flags;
    Binding binding;
    Symbol *owner;            /* BIND_FREE: the variable's symbol in the scope that holds it */
    AstSpan declared;         /* of the global or nonlocal statement */
    bool is_captured;         /* an inner scope refers to it */
    bool by_value;            /* captured as a value; see above */
    bool may_be_unbound;      /* by_value: the captured word may be UNBOUND */
    /* what by_value is decided from */
    uint32_t assignments;     /* in its own scope, del and the like included */
    bool assigned_at_top;     /* by a statement of the function's own body, outside any block */
    AstSpan assigned_by;      /* that statement */
    AstSpan first_capture;    /* the first inner scope that needs it */
    bool rebound_inside, escapes;
    int32_t slot;             /* for lowering: number of the local, -1 none yet */
};

/* A variable that a scope's function object carries: closure item i is free_variables.items[i]. */
typedef struct FreeVariable {
    Name *name;
    Symbol *owner;
    bool is_bound;            /* for lowering: the captured word is never UNBOUND */
} FreeVariable;

struct Scope {
    ScopeKind kind;
    Name *name;               /* "<lambda>" and the like, too */
    Name *class_name;         /* for mangling: the innermost class around; NULL none */
    AstNode *node;
    Scope *parent;
    VEC(Scope *) children;
    VEC(Symbol *) symbols;
    Symbol **table; uint32_t table_size;      /* open addressing by name */
    VEC(Name *) parameters;                   /* positional, keyword-only, *args, **kwargs */
    VEC(FreeVariable) free_variables;         /* sorted by name */
    Symbol *class_cell;                       /* class: its __class__, when a method needs it */
    bool is_nested, is_generator, is_coroutine;   /* async def, or a comprehension that awaits */
    bool returns_value, names_locals, has_annotations;
    bool in_iterable;                         /* collecting: inside a comprehension's iterable */
    bool in_target;                           /* collecting: inside a comprehension's target */
    void *data;                               /* for lowering */
};

/* What compile() can be told. */
enum { FUTURE_BARRY = 0x400000, FUTURE_ANNOTATIONS = 0x1000000 };
typedef struct CompileOptions {
    int optimize;             /* 1: no assert, __debug__ is False; 2: no docstrings either */
    int future_flags;         /* co_flags of future features that hold as if imported */
} CompileOptions;

typedef void ScopeVisit(AstNode *node, void *context);

typedef struct ScopeTree {
    Arena *arena;
    Diagnostics *diagnostics;
    Scope *module;
    VEC(Scope *) scopes;
    Scope **by_node; size_t by_node_size;     /* open addressing */
    bool future_annotations;
    int future_flags;         /* for co_flags */
    int32_t future_line;                      /* of the last `from __future__` at the beginning; 0 none */
    ScopeVisit *visit; void *visit_context;   /* scope_analyse's */
    bool checks_asserts;                      /* they are compiled */
} ScopeTree;

/* Analyses a Module, Interactive or Expression. Errors are in diagnostics. options: NULL for the usual ones.
   visit is called for each node that CPython compiles, in its order, if names are right. */
ScopeTree *scope_analyse(AstNode *tree, Arena *arena, const CompileOptions *options, ScopeVisit *visit, void *context,
                         Diagnostics *diagnostics);

Scope *scope_of(const ScopeTree *tree, const AstNode *node);      /* the scope that node opens */
Symbol *scope_lookup(const Scope *scope, const Name *mangled);    /* NULL: not mentioned in it */
Name *scope_mangle(const Scope *scope, Name *name);
int scope_free_index(const Scope *scope, const Symbol *owner);    /* closure item; -1 none */
bool scope_is_function(const Scope *scope);                       /* neither module nor class */
bool scope_is_comprehension(const Scope *scope);

#endif
