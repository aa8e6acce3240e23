/* Descriptors that the runtime makes: wrappers of slots, attributes computed or stored by C,
   property, classmethod, staticmethod, bound methods. */
#ifndef PYLLC_OBJECT_DESCRIPTORS_H
#define PYLLC_OBJECT_DESCRIPTORS_H

#include "runtime/object/class.h"

struct SlotDef;

/* A special method that is a slot in C: list.__len__. */
typedef struct PyWrapper {
    Callable call;
    const struct SlotDef *def;
    PyType *owner;
    Slot name;
} PyWrapper;
/* The same, bound: [].__len__. */
typedef struct PyMethodWrapper { Callable call; Slot wrapper, self; } PyMethodWrapper;

typedef struct PyGetSet { Object head; const GetSetDef *def; PyType *owner; Slot name; } PyGetSet;

typedef struct PyMember {
    Object head;
    PyType *owner;
    Slot name;
    int64_t offset;
    bool read_only;
    bool python_slot;            /* from __slots__: absent is AttributeError; else None */
    const char *doc;
} PyMember;

typedef struct PyProperty { Object head; Slot get, set, delete_, doc, name; bool getter_doc; } PyProperty;
typedef struct PyClassMethod { Object head; Slot callable; } PyClassMethod;      /* staticmethod too */
typedef struct PyMethod { Callable call; Slot function, self; } PyMethod;

RT Value wrapper_new(TASK, const struct SlotDef *def, PyType *owner);
RT Value getset_new(TASK, PyType *owner, const GetSetDef *def);
RT Value member_new(TASK, PyType *owner, Value name, size_t offset, bool read_only, const char *doc);
RT Value slot_member_new(TASK, PyType *owner, Value name, size_t offset);
RT Value staticmethod_new(TASK, Value callable);
RT Value method_new(TASK, Value function, Value self);
RT Value property_get_value(TASK, PyProperty *property, Value object);
/* Descriptor protocol on a class attribute. instance zero: found on a class. */
RT Value descriptor_get(TASK, Value descriptor, Value instance, PyType *type);

#endif
