/* Shapes. Word 0 of an object is its shape: a class and a layout (which names have which
   slots). A slot never moves and never changes its name while the object lives; zero in a
   slot means that the attribute is absent, and every reader tests it (design: D8). */
#ifndef PYLLC_OBJECT_SHAPE_H
#define PYLLC_OBJECT_SHAPE_H

#include "runtime/abi/layout.h"

struct PyType;
struct ShapeLayout;

enum {   /* Shape.flags */
    SHAPE_CALLABLE = 1,          /* the object starts with Callable */
    SHAPE_HAS_DICT = 2,          /* attributes may be added */
    SHAPE_DICT_OBJECT = 4,       /* its __dict__ has been materialised as a dict object */
};

typedef struct Shape {
    struct PyType *type;
    uint32_t flags;
    uint32_t slot_count;         /* slots claimed, dead ones included */
    struct ShapeLayout *layout;  /* names; private to shape.c */
} Shape;

ALWAYS_INLINE Shape *object_shape(const void *object)
{
    return __atomic_load_n(&((Object *)object)->shape, __ATOMIC_RELAXED);
}

#endif
