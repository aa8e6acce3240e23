/* Arguments of constructors (new_ and init slots), which get them unbound. */
#ifndef PYLLC_TYPES_CONSTRUCTOR_ARGUMENTS_H
#define PYLLC_TYPES_CONSTRUCTOR_ARGUMENTS_H

#include "runtime/object/object.h"

/* Binds to `count` parameters with these names (NULL: positional only); missing ones become
   VALUE_UNBOUND. CPython's messages for "function() takes at most N arguments (M given)". */
RT bool arguments_bind(TASK, const char *function, const char *const *names, int count,
                       const Value *args, int64_t nargs, Value kwnames, Value *out);
/* "T() takes no keyword arguments", "T expected at most N arguments, got M". */
RT bool arguments_positional(TASK, const char *function, int least, int most, int64_t nargs, Value kwnames);

#endif
