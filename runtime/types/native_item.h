/* Items of memory in the machine's own form, named by one letter as in the library's struct: what
   memoryview, array and struct share. */
#ifndef PYLLC_TYPES_NATIVE_ITEM_H
#define PYLLC_TYPES_NATIVE_ITEM_H

#include "runtime/object/object.h"

/* Bytes of an item of that letter, one of c b B ? h H i I l L q Q n N f d P; 0: no such letter. */
int native_item_size(char letter);
/* Integers: whether they have a sign. */
bool native_item_signed(char letter);
/* Places need not be aligned. */
RT Value native_item_get(TASK, char letter, const void *at);
typedef enum { ITEM_DONE, ITEM_BAD_TYPE, ITEM_BAD_VALUE, ITEM_FAILED } ItemStatus;
/* Writes the item. BAD_TYPE and BAD_VALUE have set no exception. */
RT ItemStatus native_item_set(TASK, char letter, void *at, Value v);
/* Writes an integer of a number of bytes, if it fits. */
bool native_integer_put(void *at, int size, bool is_signed, Value exact_int);

#endif
