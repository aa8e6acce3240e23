/* Names that an AttributeError or NameError may have meant. */
#ifndef PYLLC_OBJECT_SUGGESTIONS_H
#define PYLLC_OBJECT_SUGGESTIONS_H

#include "runtime/object/traceback.h"

/* A str, or zero; leaves no exception. May run __dir__. */
Value suggestion_for(struct Task *task, Value exception);

#endif
