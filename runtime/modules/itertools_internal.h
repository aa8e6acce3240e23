/* The iterator classes of itertools, in three files: endless and simple ones, those that
   combine iterators, and the combinatoric ones. */
#ifndef PYLLC_MODULES_ITERTOOLS_INTERNAL_H
#define PYLLC_MODULES_ITERTOOLS_INTERNAL_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"

#define ITERTOOL(id) extern PyType type_##id; extern Shape shape_##id;
ITERTOOL(itertools_count) ITERTOOL(itertools_cycle) ITERTOOL(itertools_repeat) ITERTOOL(itertools_accumulate)
ITERTOOL(itertools_chain) ITERTOOL(itertools_compress) ITERTOOL(itertools_dropwhile) ITERTOOL(itertools_filterfalse)
ITERTOOL(itertools_groupby) ITERTOOL(itertools__grouper) ITERTOOL(itertools_islice) ITERTOOL(itertools_pairwise)
ITERTOOL(itertools_starmap) ITERTOOL(itertools_takewhile) ITERTOOL(itertools__tee) ITERTOOL(itertools_zip_longest)
ITERTOOL(itertools_product) ITERTOOL(itertools_permutations) ITERTOOL(itertools_combinations)
ITERTOOL(itertools_combinations_with_replacement)
#undef ITERTOOL

#define DEFINE_ITERTOOL(name, Struct, make, step, documentation, ...)                                         \
    BUILTIN_TYPE(itertools_##name, "itertools." #name, Struct, .flags = TYPE_FLAG_BASE, .c_doc = documentation, \
                 .slots = {.iter = identity_iter, .next = step, .new_ = make}, __VA_ARGS__)

ALWAYS_INLINE Value step(struct Task *task, Value iterator) { return type_of(iterator)->slots.next(task, iterator); }
ALWAYS_INLINE bool is_end(Value v) { return !v || v == VALUE_STOP; }
RT Value itertools_tee(TASK, Value iterable, Value n);

#endif
