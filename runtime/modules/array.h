/* array.array: items of one native format in a block of their own (array.c, array_items.c, array_methods.c). */
#ifndef PYLLC_MODULES_ARRAY_H
#define PYLLC_MODULES_ARRAY_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* An item block (types/item_block.h). Resizing is not refused while a memoryview exists: it then shows the
   old items, as with bytearray. */
typedef struct PyArray {
    Object head;
    int64_t size, capacity;          /* items */
    uint8_t *data;
    char letter;                     /* of array_letters; never changes */
    uint8_t item_size;
    uint8_t lock;
} PyArray;
extern PyType type_array, type_array_iterator;
extern Shape shape_array, shape_array_iterator;
extern const char array_letters[];   /* "bBuhHiIlLqQfd" */

ALWAYS_INLINE PyArray *as_array(Value v) { return (PyArray *)v; }
ALWAYS_INLINE bool value_is_array(Value v) { return value_is_instance(v, &type_array); }

/* A block and as many items as it surely has. */
typedef struct Items { uint8_t *data; int64_t size; } Items;
Items array_items(const PyArray *a);

/* ---- array_items.c ---- */
int array_letter_size(char letter);  /* 0: no such letter */
RT Value array_item(TASK, char letter, const void *at);
RT bool array_item_set(TASK, char letter, void *at, Value v);
RT Value array_list(TASK, const PyArray *a);
/* Puts n items in the place of items [low, high), which are cut to the size at that moment. data does not lie in the
   array's own block. */
RT bool array_splice(TASK, PyArray *a, int64_t low, int64_t high, const void *data, int64_t n);
RT PyArray *array_new(TASK, PyType *type, char letter, const void *data, int64_t size);
RT bool array_append_value(TASK, PyArray *a, Value v);
RT bool array_extend(TASK, PyArray *a, Value iterable);
/* "bytes length not a multiple of item size" */
RT bool array_append_bytes(TASK, PyArray *a, Value bytes);
RT Value array_text(TASK, const PyArray *a);     /* of letter u */

/* ---- array_methods.c ---- */
extern const MethodDef array_methods[];
RT Value array_reconstructor(TASK, Value type, Value typecode, Value code, Value items);

#endif
