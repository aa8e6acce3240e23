/* What list.c and its siblings share. */
#ifndef PYLLC_TYPES_LIST_INTERNAL_H
#define PYLLC_TYPES_LIST_INTERNAL_H

#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"

extern const MethodDef list_methods[];
RT void list_clear(TASK, PyList *list);
/* Items [from, to), which lay within the list when the caller looked, as a new list. */
RT Value list_part(TASK, Value list, int64_t from, int64_t to);
RT Value list_get_slot(TASK, Value self, Value index);
RT int list_set_slot(TASK, Value self, Value index, Value value);

#endif
