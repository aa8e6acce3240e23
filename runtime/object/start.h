/* Starting the object layer. */
#ifndef PYLLC_OBJECT_START_H
#define PYLLC_OBJECT_START_H

#include "runtime/object/object.h"

/* Readies every builtin type and exception, and makes sys.modules. Once, on the first task,
   before anything else of Python runs. */
RT bool object_start(TASK);

#endif
