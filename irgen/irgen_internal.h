/* What the files of irgen share: the module and the function being generated. */
#ifndef PYLLC_IRGEN_INTERNAL_H
#define PYLLC_IRGEN_INTERNAL_H

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/TargetMachine.h>
#include "frontend/base/diag.h"
#include "frontend/pir/entries.h"
#include "irgen/irgen.h"
#include "runtime/abi/layout.h"

/* Static data of one PIR function. */
typedef struct IrStatic {
    LLVMValueRef function;          /* the direct entry (or resume function) */
    LLVMTypeRef type;
    LLVMValueRef code, record;      /* CodeInfo, CallRecord; made when first asked for */
    const char *symbol;
    PirFunc *owner;                 /* of a resume function: the generator function whose code it runs */
    bool takes_callee;              /* has the trailing parameter */
    bool is_resume;
} IrStatic;

/* A global that holds a function, and how many defaults that was made with. */
typedef struct IrKnown { PirFunc *function; uint32_t defaults; } IrKnown;

typedef struct ConstantEntry { const char *key; size_t length; LLVMValueRef value; struct ConstantEntry *next; } ConstantEntry;
enum { CONSTANT_BUCKETS = 1024 };

struct IrModule {
    PirModule *pir;
    bool needs_interpreter;          /* it names exec, eval or compile: referred to already */
    IrgenOptions options;
    Arena *arena;
    LLVMContextRef context;
    LLVMModuleRef module;
    LLVMModuleRef library;          /* fast paths, lazily loaded; consumed by linking */
    LLVMBuilderRef builder;
    LLVMTargetMachineRef machine;
    const char *cpu, *features;
    LLVMTypeRef i1, i8, i32, i64, f64, ptr, none;
    LLVMValueRef entries[ENTRY_COUNT];
    LLVMTypeRef entry_types[ENTRY_COUNT];
    ConstantEntry *constants[CONSTANT_BUCKETS];
    LLVMValueRef info, cells, counters;
    IrStatic *functions;            /* by PirFunc.index */
    IrKnown *known;                 /* by global number: the function that a top-level def puts there, or NULL */
    LLVMDIBuilderRef debug;
    LLVMMetadataRef debug_file, debug_unit, debug_type;
    unsigned kind_prof;
    LLVMMetadataRef unlikely_first; /* branch weights: the first target is taken almost never */
};

typedef struct PositionEntry { PirPos pos; int64_t lookup; LLVMValueRef value; struct PositionEntry *next; } PositionEntry;
enum { POSITION_BUCKETS = 64 };

typedef struct IrFunc {
    IrModule *m;
    PirFunc *fn;
    PirFlow *flow;
    IrStatic *statics;
    LLVMValueRef function, task, callee;
    LLVMBasicBlockRef prologue;
    LLVMBasicBlockRef traced_exit;  /* adds a traceback entry, returns zero */
    LLVMValueRef traced_position;   /* its phi */
    LLVMBasicBlockRef silent_exit;  /* returns zero */
    LLVMValueRef words;             /* stack array shared by all sites; words[0] is before the first argument */
    uint32_t word_count;
    LLVMValueRef number_out;        /* stack word of results of arithmetic; never left in memory */
    LLVMValueRef call_words;        /* stack words that calls pass behind their arguments (fast_call_direct) */
    LLVMValueRef caches;            /* array in section pyllc_caches */
    uint32_t cache_count, next_cache;
    bool *is_whole;                 /* by value number: a box or an unpacked tuple that must be made (uses.c) */
    bool *comes_in_parts;           /* by value number: a NEXT whose value here is { word, first, second } */
    bool runs_rarely;               /* the op at hand: once per process, or after an exception; kept small */
    LLVMMetadataRef scope;
    PositionEntry *positions[POSITION_BUCKETS];
    Arena *arena;
} IrFunc;

/* ---- irgen.c --------------------------------------------------------------------------- */
LLVMValueRef ir_value(IrFunc *f, const PirIns *ins);
static inline LLVMValueRef ir_arg(IrFunc *f, const PirIns *ins, uint32_t i) { return ir_value(f, ins->args[i]); }
static inline void ir_set(PirIns *ins, LLVMValueRef value) { ins->data = value; }
LLVMBasicBlockRef ir_block(IrFunc *f, const char *name);      /* a new one, at the end */
void ir_at(IrFunc *f, LLVMBasicBlockRef block);               /* continue there */
/* The LLVM block of a PIR target for an edge from the current block; passes the arguments. */
LLVMBasicBlockRef ir_edge(IrFunc *f, const PirTarget *target);
void ir_branch(IrFunc *f, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no);
void ir_branch_unlikely(IrFunc *f, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no);
static inline LLVMValueRef ir_word(IrModule *m, uint64_t word) { return LLVMConstInt(m->i64, word, 0); }
LLVMValueRef ir_limit_reached(IrFunc *f, uint64_t frame_size);
/* An external function or variable of the runtime, hidden: found at link. */
LLVMValueRef ir_extern_data(IrModule *m, const char *name);
LLVMValueRef ir_extern_code(IrModule *m, const char *name);
/* Those of all code in the module. */
void ir_function_attributes(IrModule *m, LLVMValueRef function);
void ir_attribute(IrModule *m, LLVMValueRef function, unsigned index, const char *name);

/* ---- entries.c: calls of the runtime, failure ------------------------------------------- */
LLVMValueRef ir_call_entry(IrFunc *f, int entry, LLVMValueRef *args, unsigned count);
#define IR_CALL(f, name, ...) \
    ir_call_entry(f, ENTRY_##name, (LLVMValueRef[]){ __VA_ARGS__ }, \
                  sizeof((LLVMValueRef[]){ __VA_ARGS__ }) / sizeof(LLVMValueRef))
#define IR_CALL0(f, name) ir_call_entry(f, ENTRY_##name, NULL, 0)
LLVMValueRef ir_is_failure(IrFunc *f, int entry, LLVMValueRef result);   /* i1, or NULL when it never fails */
/* Result of ins, given by entry: checks it, and ends the block where ins has targets. */
void ir_finish_entry(IrFunc *f, PirIns *ins, int entry, LLVMValueRef result);
/* ins fails where `failed` (i1) holds; else goes on, or to its normal target. */
void ir_finish(IrFunc *f, PirIns *ins, LLVMValueRef failed);
/* ins has failed for certain: ends the block. */
void ir_fail(IrFunc *f, PirIns *ins);
LLVMValueRef ir_call_direct(IrFunc *f, LLVMValueRef target, LLVMValueRef *args, unsigned count);

/* ---- statics.c, constants.c ----------------------------------------------------------------- */
void ir_declare_statics(IrModule *m);
LLVMValueRef ir_code(IrModule *m, PirFunc *fn);
LLVMValueRef ir_record(IrModule *m, PirFunc *fn);
LLVMValueRef ir_position(IrFunc *f, const PirIns *ins);
LLVMValueRef ir_cell(IrModule *m, Name *name);
LLVMValueRef ir_cache(IrFunc *f);
void ir_emit_module_info(IrModule *m);
void ir_emit_function_table(IrModule *m);
void ir_keep(IrModule *m, LLVMValueRef global);
LLVMTypeRef ir_function_type(IrModule *m, unsigned words);

LLVMValueRef ir_constant(IrModule *m, const Const *constant);          /* an i64 constant */
LLVMValueRef ir_tuple(IrModule *m, const Const *constant);             /* of its items */
LLVMValueRef ir_name(IrModule *m, const Name *name);                   /* the static str of a name, i64 */
LLVMValueRef ir_name_tuple(IrModule *m, const NameList *names);
LLVMValueRef ir_text(IrModule *m, const char *text, size_t length);
void ir_set_section(LLVMValueRef global, const char *section);

/* ---- families of ops: true when they know the op --------------------------------------------- */
bool ir_raw_op(IrFunc *f, PirIns *ins);
bool ir_word_op(IrFunc *f, PirIns *ins);
bool ir_object_op(IrFunc *f, PirIns *ins);
bool ir_call_op(IrFunc *f, PirIns *ins);
bool ir_control_op(IrFunc *f, PirIns *ins);
bool ir_generator_op(IrFunc *f, PirIns *ins);
bool ir_c_import_op(IrFunc *f, PirIns *ins);
/* Words of the shared stack array that ins needs. */
uint32_t ir_stack_words(const PirIns *ins);
bool ir_needs_cache(const PirIns *ins);
/* Stores values as words[first...] of the shared array; gives the address of words[first]. */
LLVMValueRef ir_store_words(IrFunc *f, PirIns *const *values, uint32_t count, uint32_t first);

/* ---- uses.c --------------------------------------------------------------------------------- */
enum { MOST_LOADED_ITEMS = 8 };      /* of an unpacked tuple that is not made */
bool ir_runs_rarely(const PirFunc *fn, const PirBlock *block);
void ir_find_whole(IrFunc *f);
/* Is the op's result needed as a word, or do all its uses take it apart? */
static inline bool ir_is_whole(const IrFunc *f, const PirIns *ins) { return f->is_whole[ins->id]; }

/* ---- ops_word.c --------------------------------------------------------------------------------- */
LLVMValueRef ir_next_word(IrFunc *f, const PirIns *value);       /* of a NEXT or another word */

/* ---- known.c, profile.c, debug.c, optimise.c -------------------------------------------------------------- */
void ir_find_known(IrModule *m);
IrKnown ir_known_callee(IrFunc *f, const PirIns *call);
void ir_weigh(IrFunc *f, const PirIns *ins, LLVMValueRef terminator);
void ir_emit_profile_records(IrModule *m);
void ir_debug_start(IrModule *m);
void ir_debug_function(IrFunc *f);
void ir_debug_location(IrFunc *f, PirPos pos);
void ir_debug_end(IrModule *m);
void ir_load_library(IrModule *m);
void ir_make_machine(IrModule *m);
void ir_take_diagnostic(LLVMDiagnosticInfoRef info, void *module);

#endif
