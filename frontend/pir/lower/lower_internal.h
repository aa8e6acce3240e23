/* What the files of lowering share: the state of a function being lowered, SSA construction
   (ssa.c), emission (emit.c) and one entry per family of constructs.

   Position. Ops take fn->pos, which statements and expressions set to their own
   node and restore afterwards: an op without a node of its own has its statement's position,
   as in CPython. */
#ifndef PYLLC_LOWER_INTERNAL_H
#define PYLLC_LOWER_INTERNAL_H

#include "frontend/base/diag.h"
#include "frontend/pir/lower/lower.h"
#include "frontend/pir/entries.h"
#include "frontend/pir/pir.h"
#include "frontend/scope/scope.h"
#include "frontend/scope/tree.h"
#include "runtime/abi/layout.h"

struct CLibrary;
struct CImport;
struct CDecl;
/* An import of a whole C library (c_import.c). */
typedef struct CModule {
    const struct CLibrary *library;
    struct CImport *import;
    PirIns *ins;
    VEC(const struct CDecl *) functions;
    Name *global;                         /* the module's global that it is bound to, stored so often */
    int stores;
    bool has_own_attributes;              /* somebody stores attributes somewhere */
} CModule;

typedef struct Lowering {
    ScopeTree *scopes;
    PirModule *module;
    Arena *arena;
    Diagnostics *diagnostics;
    Name **known_globals; size_t known_size, known_count;   /* names given to pir_global already */
    const Const *none, *false_constant, *true_constant;
    VEC(CModule) c_modules;
    bool is_dynamic, is_interactive;      /* see lower_dynamic */
    int optimize;                         /* CompileOptions */
} Lowering;

/* A predecessor of a block: target `index` of the op that ends one. */
typedef struct { PirIns *ins; uint32_t index; } Edge;

typedef struct { int32_t slot; PirIns *param; } SlotParam;

/* What SSA construction knows of a block; PirBlock.data while lowering. */
typedef struct BlockState {
    bool is_sealed;                       /* all predecessors are known */
    bool may_leave;                       /* has ops whose failure leaves the function */
    VEC(Edge) predecessors;
    VEC(SlotParam) incomplete;
} BlockState;

typedef enum {
    FRAME_LOOP,           /* break_block, continue_block */
    FRAME_HANDLER,        /* an except body: previous, bound_name */
    FRAME_FINALLY,        /* the protected part of try ... finally */
    FRAME_FINALLY_SHARED, /* the same, when the finally body is emitted once */
    FRAME_RERAISE,        /* the finally body run for an exception: previous; reason, if shared */
    FRAME_WITH            /* exit_method */
} FrameKind;

typedef struct WayOut {
    enum { LEAVE_RETURN, LEAVE_BREAK, LEAVE_CONTINUE } kind;
    struct Frame *loop;                   /* of break and continue */
    PirIns *value;                        /* of return */
    PirPos pos;
} WayOut;

/* A construct that a jump out of it must tidy up, innermost first in Function.frames. */
typedef struct Frame {
    FrameKind kind;
    struct Frame *outer;
    PirBlock *handler;                    /* where errors went outside of this construct */
    PirBlock *break_block, *continue_block;
    PirIns *previous, *reason;
    Name *bound_name;
    AstNodes finalbody;
    PirBlock *shared_block;
    VEC(WayOut) ways_out;                 /* of a shared finally: reason 2 + index */
    PirIns *exit_method;
    bool is_async;
    PirPos pos;
} Frame;

typedef struct Function {
    Lowering *lowering;
    PirFunc *pir;
    Scope *scope;
    struct Function *outer;
    PirBlock *here;                       /* NULL: nothing reaches this point */
    PirBlock *handler;                    /* where errors go now; NULL out of the function */
    Frame *frames;
    PirPos pos;
    PirIns *unbound;                      /* the UNBOUND op of the entry block */
    PirIns *callee, *namespace;           /* namespace: of a class body, of dynamic code's module body */
    PirIns **free_values;                 /* closure items */
    PirIns **cells; uint32_t cell_count;  /* by symbol slot, for BIND_CELL */
    PirIns *class_cell;
    struct SlotValue *values; size_t value_size, value_count;    /* (block, slot) -> value */
    VEC(Name *) varnames;
    VEC(PirBlock *) started;              /* in the order in which they were filled */
    int32_t slot_count;
} Function;

/* ---- ssa.c ---------------------------------------------------------------------------- */
BlockState *block_state(PirBlock *block);
PirBlock *block_new(Function *fn);
void block_seal(Function *fn, PirBlock *block);
bool block_is_reached(PirBlock *block);
int32_t slot_new(Function *fn);
void slot_write(Function *fn, int32_t slot, PirIns *value);
PirIns *slot_read(Function *fn, int32_t slot);
void ssa_finish(Function *fn);            /* order of blocks, useless parameters */

/* ---- emit.c ---------------------------------------------------------------------------- */
PirPos pos_of(const AstNode *node);
void block_start(Function *fn, PirBlock *block);           /* go on in it; it stays unsealed */
void block_start_sealed(Function *fn, PirBlock *block);
PirIns *unbound(Function *fn);
PirIns *emit(Function *fn, PirOpcode op, PirIns *const *args, uint32_t count);
PirIns *emit0(Function *fn, PirOpcode op);
PirIns *emit1(Function *fn, PirOpcode op, PirIns *a);
PirIns *emit2(Function *fn, PirOpcode op, PirIns *a, PirIns *b);
PirIns *emit3(Function *fn, PirOpcode op, PirIns *a, PirIns *b, PirIns *c);
PirIns *emit_name(Function *fn, PirOpcode op, Name *name, PirIns *const *args, uint32_t count);
/* CALL, or CALL_METHOD when there is a method name; args[0] is the callee or the object. */
PirIns *emit_call(Function *fn, Name *method, PirIns *const *args, uint32_t count,
                  Name *const *keywords, size_t keyword_count);
/* lookup: where the method is looked up, if elsewhere than fn->pos. */
PirIns *emit_call_at(Function *fn, Name *method, const PirPos *lookup, PirIns *const *args, uint32_t count,
                     Name *const *keywords, size_t keyword_count);
PirIns *emit_function(Function *fn, PirFunc *function, PirIns *const *args, uint32_t count);
PirIns *emit_integer(Function *fn, PirOpcode op, int64_t integer, PirIns *const *args, uint32_t count);
PirIns *emit_compare_i64(Function *fn, PirIns *a, PirIns *b);   /* equal? */
PirIns *emit_runtime(Function *fn, enum RtEntry entry, PirRep rep, PirIns *const *args, uint32_t count);
PirIns *runtime0(Function *fn, enum RtEntry entry);
PirIns *runtime1(Function *fn, enum RtEntry entry, PirIns *a);
PirIns *runtime2(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b);
PirIns *runtime3(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b, PirIns *c);
PirIns *runtime4(Function *fn, enum RtEntry entry, PirIns *a, PirIns *b, PirIns *c, PirIns *d);
PirIns *emit_constant(Function *fn, const Const *constant);
PirIns *emit_none(Function *fn);
PirIns *emit_text(Function *fn, const Name *name);          /* a str constant */
PirIns *emit_i64(Function *fn, int64_t value);
void emit_jump(Function *fn, PirBlock *block, PirIns *const *args, uint32_t count);   /* ends here */
void emit_branch(Function *fn, PirIns *condition, PirBlock *if_true, PirBlock *if_false);
void emit_branch_with(Function *fn, PirIns *condition, PirBlock *if_true, PirIns *true_value,
                      PirBlock *if_false, PirIns *false_value);   /* a value NULL: no argument */
void emit_switch(Function *fn, PirIns *number, PirBlock *const *blocks, uint32_t count);
void emit_return(Function *fn, PirIns *value);
void emit_raise(Function *fn, PirIns *exception, PirIns *cause);
void emit_reraise(Function *fn, PirIns *exception);
void emit_unreachable(Function *fn);
const Const *const_text(Lowering *l, const Name *name);
const Const *const_tuple(Lowering *l, const Const *const *items, size_t count);
const Const *const_names(Lowering *l, Name *const *names, size_t count);   /* tuple of str */

/* ---- names.c --------------------------------------------------------------------------- */
PirIns *lower_name_load(Function *fn, Name *name);
void lower_name_store(Function *fn, Name *name, PirIns *value);
void lower_name_delete(Function *fn, Name *name);
void name_forget(Function *fn, Name *name);
PirIns *captured_word(Function *fn, FreeVariable *variable, bool is_lowered);   /* for MAKE_FUNCTION */
Name *global_name(Function *fn, Name *name);   /* the name, known to the module's globals */
void names_begin(Function *fn);           /* parameters, cells and closure items, in the entry block */
void publish_locals(Function *fn);        /* for locals(), eval(x) and the like, called next */
void begin_annotations(Function *fn);      /* class.c: __annotations__ in fn->namespace */
PirIns *class_value(Function *fn);        /* of __class__, for super(); NULL: not in a class */

/* ---- expressions ------------------------------------------------------------------------ */
PirIns *lower_expr(Function *fn, AstNode *node);
void lower_condition(Function *fn, AstNode *node, PirBlock *if_true, PirBlock *if_false);
/* fold_number.c; NULL: not folded */
const Const *new_int(Lowering *l, int64_t value);
const Const *new_float(Lowering *l, double value);
const Const *new_complex(Lowering *l, double real, double imaginary);
const Const *fold_numbers(Lowering *l, Operator op, const Const *a, const Const *b);
const Const *fold_sign(Lowering *l, UnaryOperator op, const Const *c);

/* warnings.c */
void warn_about_node(AstNode *node, void *lowering);

const Const *fold(Lowering *l, AstNode *node);             /* its value when constant; else NULL */
const Const *fold_items(Lowering *l, AstNodes items, ConstKind kind);
int truth_of(const Const *constant);
PirIns *lower_call(Function *fn, AstCall *call);
PirIns *lower_keywords(Function *fn, PirIns *callee, AstNodes keywords);   /* a dict */
PirIns *lower_tuple_of(Function *fn, AstNodes items);      /* a tuple, stars unpacked */
PirIns *lower_list(Function *fn, AstNodes items);
PirIns *lower_set(Function *fn, AstNodes items);
PirIns *lower_dict(Function *fn, AstDict *dict);
PirIns *lower_slice(Function *fn, AstSlice *slice);
void lower_slice_parts(Function *fn, AstSlice *slice, PirIns *parts[3]);   /* lower, upper, step; None where left out */
PirIns *lower_compare(Function *fn, AstCompare *compare);
void lower_compare_condition(Function *fn, AstCompare *compare, PirBlock *if_true, PirBlock *if_false);
PirIns *lower_joined(Function *fn, AstJoinedStr *joined);
PirIns *lower_formatted(Function *fn, AstFormattedValue *value);
PirIns *lower_lambda(Function *fn, AstLambda *lambda);
PirIns *lower_comprehension(Function *fn, AstNode *node);
PirIns *lower_yield(Function *fn, PirIns *value);
PirIns *lower_await(Function *fn, PirIns *value);
PirIns *lower_await_of(Function *fn, PirIns *value, AwaitKind kind);
PirIns *lower_yield_from(Function *fn, PirIns *value);
PirPos attribute_pos(PirPos pos, AstAttribute *node);
char *unparse_expression(Arena *arena, AstNode *node, size_t *length);

/* ---- assignment ---------------------------------------------------------------------------- */
void lower_store(Function *fn, AstNode *target, PirIns *value);
void lower_delete(Function *fn, AstNode *target);
void lower_assign(Function *fn, AstAssign *s);
void lower_augmented(Function *fn, AstAugAssign *s);
void lower_annotated(Function *fn, AstAnnAssign *s);
PirIns *lower_annotation(Function *fn, AstNode *annotation);

/* ---- C libraries (c_import.c) ---------------------------------------------------------------- */
bool is_c_import(const Name *module, int level);
void lower_c_import(Function *fn, Astalias *alias);
void lower_c_import_from(Function *fn, AstImportFrom *s);
void lower_c_modules(Lowering *l);

/* ---- statements ---------------------------------------------------------------------------- */
void lower_body(Function *fn, AstNodes body);
void lower_statement(Function *fn, AstNode *node);
void lower_for(Function *fn, AstFor *s);
void lower_if(Function *fn, AstIf *s);
PirIns *lower_iterable(Function *fn, AstNode *node);
/* A loop over an iterator: begin gives the item, end goes back and then on behind the loop. */
typedef struct Loop { PirBlock *header, *next, *exhausted; } Loop;
PirIns *loop_begin(Function *fn, Loop *loop, PirIns *iterator, bool is_async);
void loop_end(Function *fn, Loop *loop);
void lower_while(Function *fn, AstWhile *s);
void lower_async_for(Function *fn, AstAsyncFor *s);
void lower_try(Function *fn, AstNodes body, AstNodes handlers, AstNodes orelse, AstNodes finalbody, bool is_star);
void lower_with(Function *fn, AstNodes items, AstNodes body, bool is_async);
void lower_match(Function *fn, AstMatch *s);
void lower_import(Function *fn, AstImport *s);
void lower_import_from(Function *fn, AstImportFrom *s);
void lower_function(Function *fn, AstNode *node);
void lower_class(Function *fn, AstClassDef *s);

/* ---- leave.c: frames and ways out of them --------------------------------------------------- */
void frame_push(Function *fn, Frame *frame, PirBlock *inner_handler);
void frame_pop(Function *fn);
void leave(Function *fn, WayOut way);
void emit_leave_handler(Function *fn, PirIns *previous);
void emit_leave_reraise(Function *fn, PirIns *previous, PirIns *reason);
void emit_with_exit(Function *fn, PirIns *exit_method, bool is_async);
enum { REASON_END, REASON_EXCEPTION, REASON_WAY };   /* why a shared finally body runs */

/* ---- function.c -------------------------------------------------------------------------------- */
void function_begin(Function *fn, Function *outer, Lowering *l, Scope *scope);
PirFunc *function_end(Function *fn);
const Const *docstring_of(const Lowering *l, AstNodes body);
/* Lowers the function that `node` opens (once) and makes the function object. NULL: absent. */
PirIns *make_function(Function *fn, AstNode *node, PirIns *defaults, PirIns *kwdefaults,
                      PirIns *annotations);
PirFunc *lower_scope(Function *outer, AstNode *node);
PirIns **lower_decorators(Function *fn, AstNodes decorators);
PirIns *apply_decorators(Function *fn, AstNodes decorators, PirIns *const *values, PirIns *value);
void lower_class_body(Function *fn, AstClassDef *s);
void lower_comprehension_body(Function *fn, AstNode *node);

#endif
