/* What compiled code knows about the runtime's memory: the layouts that irgen emits as
   static data, and those that the inlined fast paths (fast.c) look into. Everything else
   is private to its folder.

   irgen mirrors the static ones (CodeInfo, CallRecord, StaticString, ...) field by field;
   layout_check.c asserts every offset that irgen uses, from the same table (layout.def). */
#ifndef PYLLC_ABI_LAYOUT_H
#define PYLLC_ABI_LAYOUT_H

#include <stddef.h>
#include "runtime/abi/value.h"

/* Calling convention of compiled functions and of the runtime entries that they call: the
   task travels in a register of its own, arguments and result are words (design: D7). */
#define RT   __attribute__((swiftcall))
#define TASK struct Task *task __attribute__((swift_context))

struct Task;
struct Shape;
struct PyType;
struct Processor;
struct ModuleInfo;

/* Word 0 of every object. Shapes are changed by compare-and-swap only (object/shape.h). */
typedef struct Object { struct Shape *shape; } Object;

ALWAYS_INLINE Object *value_object(Value v) { return (Object *)v; }
ALWAYS_INLINE Value value_from_object(const void *o) { return (Value)o; }

/* The part of a task that compiled code reads. sched/task.h has the whole. */
typedef struct Task {
    uintptr_t limit;             /* prologues and loops poll: stack pointer below it -> task_poll.
                                    UINTPTR_MAX when a stop, signal or yield is requested */
    Value exception;             /* the pending exception; valid when a zero word was returned */
    Value handled;               /* the exception being handled (sys.exc_info), or VALUE_NONE */
    struct Processor *processor; /* changes at polls and parks: load at each use */
    int32_t locks_held;          /* byte locks: 0 or 1; at polls 0 */
    bool lookup_failed;          /* method_call found no method: the next traceback_add takes the position behind
                                    the one that it is given */
    Value caller_locals;         /* what locals(), vars(), dir(), eval and exec, about to be called, take for
                                    their caller's locals (object/caller_locals.c); 0: not said */
} Task;

/* A module global, a builtin, a captured local or a class attribute. Zero is "absent". */
typedef struct Cell { Object head; Slot value; } Cell;      /* a heap object (captured locals) */
typedef struct GlobalCell { Slot value; } GlobalCell;       /* static, in the root section */

/* ---- code and functions ------------------------------------------------------------ */

enum {   /* CodeInfo.flags: CPython's co_flags values */
    CODE_OPTIMIZED = 0x1, CODE_NEWLOCALS = 0x2, CODE_VARARGS = 0x4, CODE_VARKEYWORDS = 0x8,
    CODE_NESTED = 0x10, CODE_GENERATOR = 0x20, CODE_COROUTINE = 0x80,
    CODE_ITERABLE_COROUTINE = 0x100, CODE_ASYNC_GENERATOR = 0x200
};

/* What the message says when something cannot be awaited; 0 is a yield from. */
typedef enum { AWAIT_NOT, AWAIT_PLAIN, AWAIT_ANEXT, AWAIT_AENTER, AWAIT_AEXIT } AwaitKind;

/* Static description of a function's code. Its Python-visible code object is made when asked
   for. Parameters stand in varnames: positional (positional-only first), keyword-only, *args,
   **kwargs: CPython's order. */
typedef struct CodeInfo {
    struct ModuleInfo *module;
    Value name, qualname;            /* static str objects */
    Value varnames;                  /* static tuple of str: parameters, then other locals */
    Value freevars;                  /* static tuple of str */
    Value docstring;                 /* static str or VALUE_NONE */
    int32_t argcount;                /* positional parameters, positional-only included */
    int32_t posonlyargcount;
    int32_t kwonlyargcount;
    int32_t flags;
    int32_t first_line;
    int32_t parameter_count;         /* all parameters, * and ** included: arity of the direct entry */
} CodeInfo;

/* Where in the source: what tracebacks show. Lines from 1, columns in bytes from 0; -1 unknown.
   Static positions are many, so they hold no address that would need relocating at start: `code`
   is the CodeInfo's distance from the position, plus 1. One made at run time has the address. */
typedef struct Position {
    intptr_t code;
    int32_t line, end_line, column, end_column;
} Position;

ALWAYS_INLINE const CodeInfo *position_code(const Position *p)
{
    return (const CodeInfo *)(p->code & 1 ? (intptr_t)p + p->code - 1 : p->code);
}

/* General entry: nargs positional arguments, then one for each name in kwnames (tuple of
   str, or zero). args lies on the caller's stack and may be overwritten by the callee. */
typedef RT Value (*GeneralEntry)(TASK, Value callee, Value *args, int64_t nargs, Value kwnames);

/* How to call an object; immutable, so entry and defaults never mix under threads.
   direct is called with exactly `arity` words, then the callee itself as one word more (the
   callee ignores it unless it has free variables). arity -1: only `general` may be used.
   A caller may use direct with fewer words after filling in `defaults` from the end.
   arity -2 - n: direct takes n words, and may be used only where a look-up on the class of the
   first one found the callee (methods in C, which trust their self). */
typedef struct CallRecord {
    void *direct;
    GeneralEntry general;
    const CodeInfo *code;            /* compiled and interpreted functions; else NULL */
    Slot defaults;                   /* tuple of the last positional parameters' defaults, or zero */
    Slot kwdefaults;                 /* dict, or zero */
    int32_t arity;
    int32_t flags;                   /* RECORD_... */
} CallRecord;
enum { CALL_WORDS = 3 };             /* words that may follow the arguments: up to two defaults, then the callee */
/* How many follow n arguments: no more than registers hold, but one. */
ALWAYS_INLINE int64_t call_words_after(int64_t n) { return n <= 6 - CALL_WORDS ? CALL_WORDS : n < 5 ? 6 - n : 1; }
enum { RECORD_METHOD = 1, RECORD_CHANGED = 2 };          /* binds self when found in a class (functions, C methods) */

/* The head that all directly callable objects share: functions, builtin functions, classes.
   Their shape has SHAPE_CALLABLE. Other callables go through their type's call slot. */
typedef struct Callable { Object head; CallRecord *record; } Callable;

typedef struct PyFunction {
    Callable call;
    Slot closure;                    /* tuple of Cell or captured values, or zero */
    Slot name, qualname, module, doc, annotations, globals;
} PyFunction;

/* ---- builtin objects ----------------------------------------------------------------- */

/* 62 bits exceeded. Sign and magnitude; limbs least significant first, none of them zero at
   the top. Pointer-free, limbs inline. */
typedef struct PyInt { Object head; int64_t size; /* limb count, negative for negative numbers */
                       uint64_t limbs[]; } PyInt;

typedef struct PyFloat { Object head; double value; } PyFloat;     /* only what cannot be tagged */

enum { STR_ASCII = 1, STR_INTERNED = 2 };
/* data is NUL-terminated, `width` bytes a code point: the smallest that fits, as in CPython.
   It points behind the header when small, to malloc'ed memory when large.

   Identifier-like constants are static: symbol pys_TEXT in section pyllc_names (writable for
   the hash), an array of PyStr merged at link, from which the intern table is built on first
   need; their text is read-only data. */
typedef struct __attribute__((aligned(16))) PyStr {
    Object head;
    uint64_t hash;                   /* 0: not computed yet (a computed 0 is stored as 1<<63|...) */
    int64_t length;                  /* code points */
    void *data;
    uint8_t width;                   /* 1, 2, 4 */
    uint8_t flags;                   /* STR_... */
} PyStr;

typedef struct PyBytes {
    Object head;
    uint64_t hash;
    int64_t length;
    uint8_t *data;                   /* NUL-terminated */
} PyBytes;

typedef struct PyTuple { Object head; int64_t size; Slot items[]; } PyTuple;

/* Protocol: runtime/types/list.c. Readers load items once, check the index against its
   capacity and the size, and take zero to the slow path. */
typedef struct ListItems { int64_t capacity; int64_t unused; Slot slots[]; } ListItems;
typedef struct PyList {
    Object head;
    int64_t size;
    ListItems *items;                /* never NULL */
    uint8_t lock;                    /* byte lock: writers */
} PyList;

/* Protocol: runtime/types/dict.c. */
struct DictTable;
typedef struct PyDict {
    Object head;
    struct DictTable *table;         /* swapped whole; the static always-miss table when elsewhere */
    int64_t used;
    uint64_t version;                /* raised by every change of the key set */
    uint8_t lock;
} PyDict;

/* ---- modules --------------------------------------------------------------------------- */

/* One per compiled module, static; irgen emits a pointer to it into section pyllc_modules. */
typedef struct ModuleInfo {
    Value name;                      /* static str: dotted name */
    void *body;                      /* direct entry of the module body, no arguments */
    GlobalCell *cells;               /* in the root section */
    const Value *cell_names;         /* static str of each cell */
    int64_t cell_count;
    int32_t is_package;
    int32_t over_dict;               /* dynamic code: no cells, `module` holds a dict of globals */
    const CodeInfo *code;            /* of the body */
    Slot module;                     /* the module object, once imported (root section) */
} ModuleInfo;

/* The counters of one function of a program built with --profile-generate; irgen emits them into
   section pyllc_profile. Counters are plain words: under several workers counts are approximate. */
typedef struct ProfileRecord {
    const char *module, *qualname;   /* UTF-8 */
    uint64_t hash;                   /* of the function's syntax tree */
    const uint64_t *counters;
    const uint32_t *numbers;         /* op number as lowered of each counter; 0: the code was dropped */
    int64_t count;
} ProfileRecord;

#endif
