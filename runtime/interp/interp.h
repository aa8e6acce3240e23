/* The interpreter: executes PIR for what is not known before a program runs (exec, eval, the
   prompt, modules absent at build time), and every program of `pyllc --interpret`.

   A function is encoded (encode.c) as a linear stream of 64-bit words over numbered registers
   (registers.c): SSA values share registers, block parameters become moves, cache words stand
   in the stream. run.c executes it. Interpreted and compiled functions share everything but
   their entry pointers: a function object's record points to one of the entries in enter.S,
   which collects the words it was called with and finds the code through the callee. */
#ifndef PYLLC_INTERP_H
#define PYLLC_INTERP_H

#include "frontend/parse/parse.h"
#include "frontend/pir/pir.h"
#include "frontend/scope/scope.h"
#include "runtime/object/object.h"

/* One word of the stream: an instruction, or what follows it. */
typedef union Word {
    struct { uint16_t op, dst, a, b; } ins;
    struct { int32_t first, second; } pair;
    uint16_t registers[4];
    uint64_t cache;
    Value value;
    int64_t integer;
    double real;
    void *pointer;
} Word;

/* What to do when the instruction at `pc` fails; sorted by pc. */
typedef struct FailurePoint {
    int32_t pc;
    int32_t handler;                 /* -1: leave the function */
    Position position;               /* line 0: no traceback entry */
    Position lookup;                 /* of CALL_METHOD: behind it */
} FailurePoint;

typedef struct InterpModule InterpModule;

/* A function's code. Lives in the collected heap: records of function objects and generators
   hold it through the address of `info`, its first member. */
typedef struct InterpCode {
    CodeInfo info;
    InterpModule *module;
    CallRecord *record;              /* of functions without defaults */
    Word *stream;
    uint64_t *caches;                /* the words that the stream points into */
    FailurePoint *failures;
    int32_t word_count, failure_count;
    int32_t register_count;          /* operands gathered for a call stand behind them */
    int32_t scratch_count;
    int32_t entry_count;             /* words it starts with, and the registers they go to */
    uint16_t *entry_registers;
    bool uses_callee;
    struct InterpCode *resume;       /* of a generator function */
} InterpCode;

/* A module that was loaded from source at run time. Lives for ever, unless it is dynamic: code of
   exec, eval or compile. That is run over a dict of globals (info.over_dict; info.module is
   the dict, zero as long as the code has not run): code that runs over several dicts has as many of these,
   which share the streams. */
struct InterpModule {
    ModuleInfo info;
    Slot path;                       /* of dynamic code: its file name, a str */
    InterpCode **functions;          /* [0] is the module body */
    int32_t function_count;
    Value constants;                 /* list of what the streams refer to */
    Value merged;                    /* while it is made: ast_constant_key as bytes -> the one object of the value */
};

/* encode.c: all functions of a module that went through the passes. NULL: exception set. */
InterpModule *interp_encode(struct Task *task, PirModule *module);

/* encode.c: the same code over other globals. */
RT InterpModule *interp_over(TASK, InterpModule *module, Value globals);

/* registers.c: gives every value of the function a register: value->data holds it as an integer. */
int32_t interp_assign_registers(PirFunc *fn, Arena *arena);

/* enter.S, run.c: runs a function on parameter_count words. */
RT Value interp_run(TASK, InterpCode *code, const Value *args, Value callee);
void interp_show_frames(void);       /* sys._getframe and globals() see interpreted functions */
/* The functions behind the rows of entries.def, by RtEntry. */
extern void *const interp_runtime_entries[];

/* enter.S: entry for functions of n parameters, n below INTERP_ENTRIES. */
enum { INTERP_ENTRIES = 256 };
void *interp_entry(int32_t parameter_count);
void *interp_resume_entry(void);

/* load.c: text in memory, or a tree (an object of _ast), as dynamic code. */
typedef struct DynamicSource {
    Value path;                      /* str */
    const char *text;
    int64_t length;
    bool is_decoded;                 /* text is UTF-8; else bytes that may declare an encoding */
    Value tree;                      /* instead of text; or zero */
    ParseMode mode;
    int parse_flags;                 /* PARSE_... */
    CompileOptions options;
} DynamicSource;
RT InterpModule *interp_compile_source(TASK, const DynamicSource *source);   /* NULL: exception set */
RT Value interp_parse(TASK, const DynamicSource *source);                    /* the text's tree as object */
/* dynamic.c: exec, eval and compile work in a program that refers to it. */
void dynamic_code_anchor(void);

/* load.c: modules are found as source through sys.path from now on, __main__ at this path; the folders of
   the library and of pyllc itself. */
void interp_start(const char *main_path, const char *library, const char *own);
RT Value interp_run_body(TASK, Value info);
/* The file of a module loaded from source, a str, or zero. */
Value interp_module_path(struct ModuleInfo *info);

#endif
