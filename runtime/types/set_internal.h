/* What set.c and set_methods.c share. */
#ifndef PYLLC_TYPES_SET_INTERNAL_H
#define PYLLC_TYPES_SET_INTERNAL_H

#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/set.h"

extern SetTable *const set_empty_table;
/* An empty set of the class: exactly set or frozenset, or a subclass. */
RT Value set_make(TASK, PyType *type);
RT bool set_add_hashed(TASK, Value set, Value item, int64_t hash);
RT int set_remove_hashed(TASK, Value set, Value item, int64_t hash);
RT Value set_pop(TASK, Value set);
RT void set_clear(TASK, Value set);
RT Value set_copy_as(TASK, PyType *type, Value iterable);
RT Value set_intersection(TASK, Value set, Value iterable);
RT Value set_difference(TASK, Value set, Value iterable);
/* The contents of a fresh set become those of `set`. */
RT void set_replace(TASK, Value set, Value fresh);
RT int set_is_subset(TASK, Value a, Value b);
PyType *set_base_type(Value set);
ALWAYS_INLINE int64_t set_size(Value set) { return __atomic_load_n(&((PySet *)set)->used, __ATOMIC_RELAXED); }

#endif
