/* list[int] and int | str. */
#ifndef PYLLC_TYPES_GENERIC_ALIAS_H
#define PYLLC_TYPES_GENERIC_ALIAS_H

#include "runtime/object/object.h"

RT Value union_of(TASK, Value a, Value b);     /* a | b of classes; NotImplemented when it makes no sense */

#endif
