/* What GenericAlias and Union share. */
#ifndef PYLLC_OBJECT_TYPE_ALIAS_H
#define PYLLC_OBJECT_TYPE_ALIAS_H

#include "runtime/object/object.h"

RT Value generic_alias_new(TASK, Value origin, Value item);
RT Value alias_parameters(TASK, Value args);                       /* tuple of type variables in args */
RT Value alias_substitute(TASK, Value self, Value args, Value parameters, Value item);
RT Value alias_item_text(TASK, Value item);                        /* an argument as repr shows it */

#endif
