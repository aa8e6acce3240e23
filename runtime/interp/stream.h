/* The instruction stream, as encode.c writes it and run.c reads it.

   An instruction is a word {op, dst, a, b}: the op's first two operands, its result. What
   else it needs follows, in this order, each as words:
     third operand           registers[0]                               (SET_ITEM, CALL_SPREAD, ...)
     variadic operands       integer count, then registers four to a word (all operands; a, b unused)
     immediates              integer, real, value (constant, name) or pointer, one word each, as in ops.def
     globals                 cell, builtin cell or NULL                 (LOAD_GLOBAL, STORE_GLOBAL, DELETE_GLOBAL)
     cache                   pointer to a cache word                    (LOAD_ATTR, STORE_ATTR, CALL_METHOD)
     branch targets          pair (BRANCH), exit in pair.first (EXITS), JUMP; SWITCH: count, then one pair each
   A failing instruction is found in the code's table of failures. */
#ifndef PYLLC_INTERP_STREAM_H
#define PYLLC_INTERP_STREAM_H

#include "runtime/interp/interp.h"

/* PIR's ops and the stream's own, in one enum: run.c's switch has no default, so the compiler
   names an op that has no case. */
typedef enum StreamOp {
#define OP(name, operands, result, flags, immediates, meaning) OP_##name = PIR_##name,
#include "frontend/pir/ops.def"
#undef OP
    OP_MOVE = PIR_OP_COUNT,          /* dst = a */
    OP_LOAD_FROM_DICT, OP_STORE_IN_DICT, OP_DELETE_FROM_DICT    /* globals of dynamic code: the name follows */
} StreamOp;

enum { RUNTIME_MODULE_OPERAND = 0xffff };   /* a RUNTIME operand that is the running module's ModuleInfo */

#endif
