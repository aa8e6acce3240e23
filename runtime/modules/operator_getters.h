/* The classes of _operator, for operator.c. */
#ifndef PYLLC_MODULES_OPERATOR_GETTERS_H
#define PYLLC_MODULES_OPERATOR_GETTERS_H

#include "runtime/object/builtin.h"

extern PyType type_itemgetter, type_attrgetter, type_methodcaller;
extern Shape shape_itemgetter, shape_attrgetter, shape_methodcaller;

#endif
