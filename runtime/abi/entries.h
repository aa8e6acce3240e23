/* Prototypes of entries.def: a definition that differs does not compile.

   In LLVM's terms: OBJ and I64 are i64, PTR is ptr, BOOL and STATUS are i1 (zeroext), TRI is i32,
   VOID is void; all are swiftcc with the task as swiftself. */
#ifndef PYLLC_ABI_ENTRIES_H
#define PYLLC_ABI_ENTRIES_H

#include "runtime/abi/layout.h"

#define ENTRY_TYPE_OBJ Value
#define ENTRY_TYPE_I64 int64_t
#define ENTRY_TYPE_BOOL bool
#define ENTRY_TYPE_PTR void *
#define ENTRY_TYPE_TRI int
#define ENTRY_TYPE_STATUS bool
#define ENTRY_TYPE_VOID void
/* As argument: a pointer argument is const void * so that any pointer may be passed. */
#define ENTRY_ARG_OBJ Value
#define ENTRY_ARG_I64 int64_t
#define ENTRY_ARG_BOOL bool
#define ENTRY_ARG_PTR const void *
#define ENTRY_USE_RAISES __attribute__((warn_unused_result))
#define ENTRY_USE_NEVER

#define ENTRY_ARGS_0() (TASK)
#define ENTRY_ARGS_1(a) (TASK, ENTRY_ARG_##a)
#define ENTRY_ARGS_2(a, b) (TASK, ENTRY_ARG_##a, ENTRY_ARG_##b)
#define ENTRY_ARGS_3(a, b, c) (TASK, ENTRY_ARG_##a, ENTRY_ARG_##b, ENTRY_ARG_##c)
#define ENTRY_ARGS_4(a, b, c, d) (TASK, ENTRY_ARG_##a, ENTRY_ARG_##b, ENTRY_ARG_##c, ENTRY_ARG_##d)
#define ENTRY_ARGS_5(a, b, c, d, e) \
    (TASK, ENTRY_ARG_##a, ENTRY_ARG_##b, ENTRY_ARG_##c, ENTRY_ARG_##d, ENTRY_ARG_##e)
#define ENTRY_ARGS_6(a, b, c, d, e, f) \
    (TASK, ENTRY_ARG_##a, ENTRY_ARG_##b, ENTRY_ARG_##c, ENTRY_ARG_##d, ENTRY_ARG_##e, ENTRY_ARG_##f)
#define ENTRY_PICK(_0, _1, _2, _3, _4, _5, _6, chosen, ...) chosen
#define ENTRY_PARAMETERS(...)                                                                        \
    ENTRY_PICK(_0, ##__VA_ARGS__, ENTRY_ARGS_6, ENTRY_ARGS_5, ENTRY_ARGS_4, ENTRY_ARGS_3, ENTRY_ARGS_2, \
               ENTRY_ARGS_1, ENTRY_ARGS_0)(__VA_ARGS__)

#define ENTRY(name, result, args, effect, failure, stack) \
    RT ENTRY_USE_##failure ENTRY_TYPE_##result name ENTRY_PARAMETERS args;
#include "runtime/abi/entries.def"
#undef ENTRY

/* The general entry of every compiled function: binds the arguments as its CodeInfo says and
   calls record->direct with parameter_count words (an arity of -1 does not forbid that). irgen
   names it in the static CallRecord of each function. A function has arity parameter_count
   when all its parameters are positional, and -1 when it has keyword-only ones, * or **. */
RT Value function_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames);

#endif
