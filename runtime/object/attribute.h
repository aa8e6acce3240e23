/* Attribute look-up with a site's cache. */
#ifndef PYLLC_OBJECT_ATTRIBUTE_H
#define PYLLC_OBJECT_ATTRIBUTE_H

#include "runtime/object/class.h"

/* The slow paths of fast_load_attr and fast_store_attr; cache may be NULL. */
RT Value attribute_load_slow(TASK, Value object, Value name, uint64_t *cache) __attribute__((noinline));
RT bool attribute_store_slow(TASK, Value object, Value name, Value value, uint64_t *cache) __attribute__((noinline));
/* For a method call: *binds when the result is a function of the class, to be called with the
   object in front. */
RT Value attribute_for_call(TASK, Value object, Value name, uint64_t *cache, bool *binds);
/* The value of a class cell as an attribute of an instance. */
RT Value attribute_bind(TASK, Value object, PyType *type, Value found);

/* The setter of a __dict__ that cannot be deleted. */
RT int attribute_set_dict(TASK, Value self, Value value);

#endif
