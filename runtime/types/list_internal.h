/* What list.c and its siblings share. */
#ifndef PYLLC_TYPES_LIST_INTERNAL_H
#define PYLLC_TYPES_LIST_INTERNAL_H

#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"

extern const MethodDef list_methods[];
RT void list_clear(TASK, PyList *list);
RT Value list_get_slot(TASK, Value self, Value index);
RT int list_set_slot(TASK, Value self, Value index, Value value);

#endif
