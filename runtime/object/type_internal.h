/* Shared by type.c, type_object.c, class_build.c, slots.c and call.c. */
#ifndef PYLLC_OBJECT_TYPE_INTERNAL_H
#define PYLLC_OBJECT_TYPE_INTERNAL_H

#include "runtime/object/class.h"

RT Value type_call_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames);   /* type.__call__ */
void type_inherit_slots(PyType *type, const PyType *base);
RT Shape *type_own_shape(TASK, PyType *meta);
RT bool type_link_bases(TASK, PyType *type);
RT bool type_ready_heap_shape(TASK, PyType *type);
RT Value type_get_attr(TASK, Value self, Value name);
RT int type_set_attr(TASK, Value self, Value name, Value value);
RT bool type_keep_c_name(TASK, PyType *type);              /* UTF-8 of a name that is not ASCII */
RT Value type_instance_check(TASK, Value cls, Value v);     /* isinstance and issubclass without the metaclass */
RT Value type_subclass_check(TASK, Value cls, Value v);
RT Value mro_merge(TASK, PyType *type);

RT int64_t object_hash_refused(TASK, Value self);          /* "unhashable type" */
RT int object_init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames);
/* The Python class's own slot functions, for those who must tell them apart. */
RT Value dispatch_getattr_fallback(TASK, Value self, Value name);   /* generic, then __getattr__ */
/* type.__new__ as a builtin function of a class. */
RT Value new_wrapper(TASK, PyType *type);
/* The C slot table whose new_ a builtin __new__ stands for; NULL when v is none. */
PyType *new_wrapper_type(Value v);

#endif
