/* Finalizers of Python classes. */
#ifndef PYLLC_OBJECT_FINALIZER_H
#define PYLLC_OBJECT_FINALIZER_H

#include "runtime/object/object.h"

void finalizers_start(void);
/* Takes the pending exception and gives it to sys.unraisablehook. */
RT void exception_unraisable(TASK, Value source);

#endif
