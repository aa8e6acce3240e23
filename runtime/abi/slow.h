/* Out-of-line continuations of the inlined entries (fast.c); defined in slow.c and object/. */
#ifndef PYLLC_ABI_SLOW_H
#define PYLLC_ABI_SLOW_H

#include "runtime/abi/layout.h"

/* SLOW: common enough (other types than the inlined ones) to be optimised for speed. */
#define SLOW __attribute__((noinline)) RT
#define RARE __attribute__((noinline, cold)) RT
SLOW Value slow_binary(TASK, Value a, Value b, int64_t op);
SLOW Value slow_inplace(TASK, Value a, Value b, int64_t op);
SLOW int slow_compare_truth(TASK, Value a, Value b, int64_t op);
SLOW Value slow_unary(TASK, Value v, int64_t op);
SLOW Value slow_compare(TASK, Value a, Value b, int64_t op);
SLOW Value builtin_len(TASK, Value v);           /* builtins/builtins.c */
SLOW int slow_contains(TASK, Value item, Value container);
SLOW Value slow_get_item(TASK, Value v, Value index);
SLOW bool slow_set_item(TASK, Value v, Value index, Value value);
SLOW Value slow_unpack(TASK, Value v, int64_t count);
RARE Value slow_load_cell(TASK, Value name, int64_t is_free);
RARE Value slow_box_i64(TASK, int64_t i);
SLOW Value slow_box_f64(TASK, double d);
/* A global whose cell and builtin cell are empty: the builtins module's dict, else NameError. */
SLOW Value global_load_slow(TASK, Value name);
/* The first store to a global's cell: enters the name in the module's table. */
SLOW void global_store_slow(TASK, const void *cell, Value value, Value name, const void *module);

#endif
