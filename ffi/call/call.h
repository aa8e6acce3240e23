/* Calls of imported C functions.

   An imported function is a builtin function object (PyCFunction). Compiled code made for it a
   native entry: words in, word out, as a direct entry of any function has it. Without one
   (interpreted code) calls go through libffi. Both use the same conversions.

   The words of a call, on the coroutine's stack, for n parameters:
     words[0 .. n)     arguments as C has them: integers extended to 64 bits, the bits of a double, the
                       bits of a float in the low half, addresses
     words[n .. 2n)    what is borrowed for each: the object that holds the memory, or zero
     words[2n]         the result, in the same form */
#ifndef PYLLC_FFI_CALL_H
#define PYLLC_FFI_CALL_H

#include "ffi/import/decl.h"
#include "runtime/object/builtin.h"

typedef struct PyCFunction {
    PyBuiltin builtin;
    const CDecl *decl;
    void *address;                   /* libffi: the symbol, found at the first call */
} PyCFunction;

enum { C_WORDS_MAX = 2 * C_PARAMETERS_MAX + 1 };

/* Through libffi, exactly as many arguments as parameters. */
RT Value c_call_dynamic(TASK, Value function, const Value *args);
/* Converts one argument by its kind; shared by both ways to call. */
RT bool c_convert(TASK, const CDecl *decl, int64_t index, Value value, Value *words);

#endif
