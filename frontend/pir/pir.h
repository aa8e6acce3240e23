/* PIR: a control-flow graph in SSA form with block parameters. One per Python function, class
   body and module body. See ops.def for the ops and docs/architecture.md for the rules.

   Values. Each op that has a result is itself the value (PirIns *). A block's parameters are
   ops of kind PARAM in block->params.

   Failure. A may-raise op outside every handler stays inside its block: on failure the
   executors add the traceback entry and leave the function. Inside a try or with, it is the
   last op of its block and has two targets: normal, handler. Its result may be passed as an
   argument of the normal target, or be used in blocks that the normal target dominates (the
   normal target then has no other predecessor). A handler block starts with CATCH; its
   parameters are the locals live into it, as words. Lowering says which blocks lie inside a
   try or with by setting block->handler: every may-raise op of such a block has the two
   targets (RAISE and RERAISE: the handler alone), and no op of another block has them.

   Entries. A RUNTIME op has one operand for each OBJ, I64 and BOOL argument of the entry's
   row (entries.h). PTR arguments are not operands: the executors supply them (the running
   module's ModuleInfo), so only entries whose PTR arguments are that may be named.

   Text. Any function prints and parses back to the same text:
       func f1 fib qualname fib parent f0 args 1 0 0 1 flags 3 line 1 varnames (n) {
       b0(%0 word):
         %1 = CONST 2                                              @2:11-2:12
         %2 = COMPARE_TRUTH < %0, %1                               #1 @2:7-2:12
         BRANCH %2 -> b1, b2
       b1 handler b3:                                              in a protected region
         %3 = CALL %0, %1 -> b4, b3(%1)                            normal target, handler
   An op is [%id [:type|type] =] NAME[.rep when the row says ANY] immediates operands -> targets
   #number @position, an absent constant is -.

   Locals. An unbound local is UNBOUND. A local captured by an inner function is a cell,
   unless it is assigned once before every capture: then its value is captured. */
#ifndef PYLLC_PIR_H
#define PYLLC_PIR_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "frontend/ast/ast.h"
#include "frontend/base/arena.h"
#include "runtime/abi/type_bits.h"

typedef enum {
#define OP(name, operands, result, flags, immediates, meaning) PIR_##name,
#include "frontend/pir/ops.def"
#undef OP
    PIR_OP_COUNT
} PirOpcode;

typedef enum { REP_NONE, REP_WORD, REP_I64, REP_F64, REP_BOOL, REP_ANY } PirRep;

enum {   /* op flags */
    OPF_PURE = 1, OPF_READS = 2, OPF_WRITES = 4, OPF_MAY_RAISE = 8, OPF_EXITS = 16,
    OPF_ENDS_BLOCK = 32, OPF_NO_TRACE = 64, OPF_TOTAL = 128
};

typedef uint32_t PirType;                         /* TYPE_ bits; TYPE_ALL when nothing is known */

typedef struct PirIns PirIns;
typedef struct PirBlock PirBlock;
typedef struct PirFunc PirFunc;
typedef struct PirModule PirModule;
struct CImport;                                   /* ffi/import/decl.h */

typedef struct { PirBlock *block; PirIns **args; uint32_t arg_count; } PirTarget;

typedef struct PirPos {
    int32_t line, end_line, column, end_column;   /* line 0: none */
    const struct PirInline *inlined_at;           /* NULL: in the function itself */
} PirPos;

/* Where CALL_METHOD looks its method up: PirIns.integer holds it relative to the call's line; 0: as the call. */
int64_t pir_lookup_pack(PirPos call, PirPos lookup);
PirPos pir_lookup_pos(PirPos call, int64_t packed);

struct PirIns {
    PirOpcode op;
    PirRep rep;                                   /* of the result */
    PirType type;                                 /* of a WORD result; filled by infer, else TYPE_ALL */
    uint32_t id;                                  /* unique in the function: %id in text */
    uint32_t number;                              /* op number as lowered (profile key, 0 none) */
    PirBlock *block;
    PirIns *prev, *next;
    PirIns **args; uint32_t arg_count;
    PirTarget *targets; uint32_t target_count;
    PirPos pos;
    int64_t integer; double real;                 /* immediates, as the op's row says */
    const Const *constant;
    Name *name;
    PirFunc *function;
    int entry;                                    /* RtEntry of a RUNTIME op */
    const struct CImport *c_import;
    PirIns *forward;                              /* set by passes: replaced by this value */
    void *data;                                   /* scratch of the running pass or executor */
};

struct PirBlock {
    uint32_t id;                                  /* bN in text */
    PirFunc *function;
    PirBlock *next;                               /* in layout order */
    PirIns **params; uint32_t param_count;
    PirIns *first, *last;
    bool is_handler, is_cold;
    PirBlock *handler;                            /* where its may-raise ops fail to; NULL: outside try and with */
    uint32_t loop_depth;
    uint64_t weight;                              /* profile: 1 + how often it ran; 0 unknown */
    void *data;
};

struct PirFunc {
    PirModule *module;
    Name *name, *qualname;
    PirFunc *parent;                              /* lexically enclosing; NULL for the module body */
    Arena *arena;
    PirBlock *entry, *last_block;                 /* entry's params are the parameters, in varnames order
                                                     (class body: the namespace mapping) */
    uint32_t next_id, next_block, block_count;
    /* what CodeInfo needs (runtime/abi/layout.h) */
    NameList varnames, freevars, cellvars;
    int32_t argcount, posonlyargcount, kwonlyargcount, parameter_count, flags, first_line;
    const Const *docstring;
    bool is_class_body, is_module_body, is_generator_resume, uses_callee;
    bool names_locals;                            /* names locals, vars, dir, eval, exec or _getframe */
    PirFunc *resume;                              /* of a generator, after the pass `generators` */
    uint64_t ast_hash;                            /* without positions: profile key */
    bool hot;                                     /* compile with the hot pipeline */
    bool cold;                                    /* profile: never ran; kept small */
    uint32_t index;                               /* in module->functions */
    void *data;
};

struct PirModule {
    Name *name;                                   /* dotted */
    bool is_package;
    bool is_dynamic;                              /* for exec and eval: globals are in a dict */
    Arena *arena;
    const struct Source *source;
    VEC(PirFunc *) functions;                     /* [0] is the module body */
    VEC(Name *) globals;                          /* every global name used; index = cell number */
    uint32_t counter_count;                       /* profile counters */
};

typedef struct PirOpInfo {
    const char *name, *operands, *immediates;
    PirRep result;
    uint32_t flags;
} PirOpInfo;
extern const PirOpInfo pir_ops[PIR_OP_COUNT];

/* ---- asking -------------------------------------------------------------------------- */
uint32_t pir_flags(const PirIns *ins);            /* the row's flags; for RUNTIME those of the entry */
static inline bool pir_may_raise(const PirIns *ins) { return (pir_flags(ins) & OPF_MAY_RAISE) != 0; }
bool pir_is_terminator(const PirIns *ins);        /* ends its block: by its row, or because it has targets */

/* ---- building (build.c) ---------------------------------------------------------------- */
PirModule *pir_module_new(Arena *arena, Name *name);
PirFunc *pir_func_new(PirModule *module, PirFunc *parent, Name *name, Name *qualname);
PirBlock *pir_block_new(PirFunc *fn);             /* appended to the layout */
PirIns *pir_param(PirBlock *block, PirRep rep);   /* appended parameter */
/* Makes an op without placing it. args are copied. Rep comes from the row (ANY: pass it). */
PirIns *pir_ins_new(PirFunc *fn, PirOpcode op, PirRep rep, PirPos pos, PirIns *const *args, uint32_t arg_count);
void pir_append(PirBlock *block, PirIns *ins);
void pir_insert_before(PirIns *where, PirIns *ins);
void pir_remove(PirIns *ins);
void pir_add_arg(PirFunc *fn, PirIns *ins, PirIns *arg);
void pir_add_target(PirFunc *fn, PirIns *ins, PirBlock *block, PirIns *const *args, uint32_t arg_count);
void pir_target_add_arg(PirFunc *fn, PirTarget *target, PirIns *arg);
uint32_t pir_global(PirModule *module, Name *name);   /* cell number of a global name */

/* Applies every `forward` to all operands and target arguments of fn, and clears them. */
void pir_apply_forwards(PirFunc *fn);
void pir_unlink_block(PirFunc *fn, PirBlock *block);  /* from the layout; nothing may refer to it any more */
void pir_remove_param(PirBlock *block, uint32_t index);  /* and the argument of every edge: by the caller */

/* ---- order (order.c) ---------------------------------------------------------------- */
typedef struct { PirBlock **order; uint32_t count; } PirOrder;
PirOrder pir_reverse_postorder(PirFunc *fn, Arena *arena);
void pir_drop_unreachable(PirFunc *fn);           /* keeps the layout order of the others */

/* Facts about the graph as it is now. Arrays are indexed by position in reverse postorder. */
typedef struct PirEdge { PirBlock *from; PirTarget *target; } PirEdge;
typedef struct PirFlow {
    PirOrder order;
    uint32_t *index;                              /* by block id: position in order; UINT32_MAX unreachable */
    uint32_t *dominator;                          /* immediate dominator's position; 0 of 0 */
    uint32_t *depth_in, *depth_out;               /* of the dominator tree's walk: for pir_dominates */
    struct { PirEdge *edges; uint32_t count; } *predecessors;
    uint32_t *loop;                               /* position of the innermost loop header that contains the
                                                     block (itself when it is one), UINT32_MAX none */
    bool *is_header;                              /* target of a back edge from a block that it dominates */
    uint32_t *loop_parent;                        /* of a header: the header around it, UINT32_MAX none */
} PirFlow;
PirFlow *pir_flow(PirFunc *fn, Arena *arena);     /* also sets every block's loop_depth */
bool pir_dominates(const PirFlow *flow, const PirBlock *above, const PirBlock *below);

/* ---- text (print.c, parse.c) and checks (verify.c) ---------------------------------- */
void pir_print_func(const PirFunc *fn, FILE *out);
void pir_print_module(const PirModule *module, FILE *out);
PirModule *pir_parse(Arena *arena, const char *text, char **error);   /* what print wrote */
/* NULL when the function is well formed, else what is wrong (in the function's arena). */
char *pir_verify(const PirFunc *fn);

#endif
