/* The builtins module, and the hooks of what may not be linked in. */
#ifndef PYLLC_BUILTINS_H
#define PYLLC_BUILTINS_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"

/* Static cells of all names, found by compiled code at link time. */
#define BUILTIN(name) extern GlobalCell pyb_##name;
#include "runtime/builtins/builtins.def"
#undef BUILTIN

extern const NativeModule module_builtins;

/* exec, eval, compile: set by the interpreter when it is linked in. */
typedef struct DynamicCode {
    RT Value (*compile)(TASK, Value source, Value filename, Value mode, Value flags, Value dont_inherit,
                        Value optimize, Value feature_version);
    RT Value (*eval)(TASK, Value source, Value globals, Value locals);
    RT Value (*exec)(TASK, Value source, Value globals, Value locals, Value closure);
} DynamicCode;
extern const DynamicCode *hook_dynamic_code;

RT Value builtin_print(TASK, Value args, Value separator, Value end, Value file, Value flush);
RT Value builtin_input(TASK, Value prompt);
RT Value builtin_min(TASK, Value args, Value kwargs);
RT Value builtin_max(TASK, Value args, Value kwargs);
/* General entries of min and max. */
RT Value builtin_len(TASK, Value v);
RT Value builtin_min_call(TASK, Value callee, Value *args, int64_t nargs, Value kwnames);
RT Value builtin_max_call(TASK, Value callee, Value *args, int64_t nargs, Value kwnames);
RT Value builtin_sum(TASK, Value iterable, Value start);
RT Value builtin_round(TASK, Value number, Value digits);
RT Value builtin_divmod(TASK, Value x, Value y);
RT Value builtin_all(TASK, Value iterable);
RT Value builtin_any(TASK, Value iterable);
RT Value builtin_sorted(TASK, Value iterable, Value key, Value reverse);
RT Value builtin_dir(TASK, Value object);

#endif
