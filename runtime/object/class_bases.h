/* What a class may inherit from. */
#ifndef PYLLC_OBJECT_CLASS_BASES_H
#define PYLLC_OBJECT_CLASS_BASES_H

#include "runtime/object/object.h"
#include "runtime/types/containers.h"

const PyType *class_solid_base(const PyType *type);        /* whose C struct or __slots__ instances have */
RT PyType *class_best_base(TASK, PyTuple *bases);          /* that whose layout contains the others'; NULL: raised */
/* Whether instances of one may become those of the other; else the TypeError that assigning the attribute raises. */
RT bool class_check_layouts(TASK, const PyType *new, const PyType *old, const char *attribute);
RT bool class_assign_bases(TASK, PyType *type, Value bases);

#endif
