/* Shapes. Word 0 of an object is its shape: a class and a layout (which names have which
   slots). A slot never moves and never changes its name while the object lives; zero in a
   slot means that the attribute is absent, and every reader tests it (design: D8).

   Adding an attribute swaps word 0 to the child shape (which claims the slot) and then stores.
   Slots lie behind the C struct (first_word), inline_slots of them; the word after the last one
   links chunks (8, 32, 128, ... slots) that are never copied. An object of variable size has
   that link alone, behind its items. */
#ifndef PYLLC_OBJECT_SHAPE_H
#define PYLLC_OBJECT_SHAPE_H

#include "runtime/abi/layout.h"

struct PyType;
struct ShapeLayout;

enum {   /* Shape.flags */
    SHAPE_CALLABLE = 1,          /* the object starts with Callable */
    SHAPE_HAS_DICT = 2,          /* attributes may be added */
    SHAPE_DICT_OBJECT = 4,       /* attributes are in a dict that replaced __dict__: in the last slot */
    SHAPE_UNCACHED = 8,          /* of one object: never in a cache word */
    SHAPE_CLASS = 16,            /* of one class object */
    SHAPE_MODULE = 32,           /* of one module object */
};

typedef struct Shape {
    struct PyType *type;
    uint32_t flags;
    uint32_t slot_count;         /* slots claimed, dead ones included */
    struct ShapeLayout *layout;  /* names; private to shape.c; NULL: no names, no children */
    uint16_t first_word;         /* of the slots, in words from the object; 0: behind the items */
    uint16_t inline_slots;
    struct Shape *heir;          /* the child by the first name that was added; set once, under shape_lock */
} Shape;

ALWAYS_INLINE Shape *object_shape(const void *object)
{
    return __atomic_load_n(&((Object *)object)->shape, __ATOMIC_RELAXED);
}

/* A fresh root. NULL: memory. */
RT Shape *shape_new_root(TASK, struct PyType *type, uint32_t flags, uint32_t inline_slots);
/* Turns the static shape of a builtin type into a root that takes attributes. */
RT void shape_make_static_root(TASK, Shape *shape, uint32_t flags);
/* The slot of an interned name, or -1. */
int64_t shape_find(const Shape *shape, Value name);
/* The n-th name, zero when the slot is dead or hidden. */
Value shape_name(const Shape *shape, int64_t slot);
/* The word of a slot; NULL when its chunk does not exist yet. */
Slot *shape_slot(const void *object, const Shape *shape, int64_t slot);

/* Adds the attribute whose slot is the given word of the object, if the shape's child for it is
   known and the object still has this shape. */
bool shape_add_cached(void *object, Shape *shape, Value name, Value value, uint64_t word);
/* The same for the name that made the heir. */
bool shape_add_heir(void *object, Shape *shape, Value value, uint64_t word);

/* Attributes that an instance itself holds; the name is interned. Get: zero when absent.
   Set: the object must have SHAPE_HAS_DICT or the name. Delete: 1 done, 0 absent, -1 failed. */
RT Value instance_get(TASK, Value object, Value name);
RT bool instance_set(TASK, Value object, Value name, Value value);
RT int instance_delete(TASK, Value object, Value name);
/* obj.__dict__, obj.__dict__ = dict. */
RT Value instance_dict(TASK, Value object);
RT bool instance_replace_dict(TASK, Value object, Value dict);
/* obj.__class__ = type: the same slots under another class. */
RT bool instance_change_class(TASK, Value object, struct PyType *type);

#endif
