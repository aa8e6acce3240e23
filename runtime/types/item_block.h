/* Items of one width in a collected block without references, replaced when it must grow: what bytearray and
   array.array are. Readers take block and size without a lock: an old block stays valid for who still
   reads it, and one is never replaced by a smaller. Writers hold the byte lock. */
#ifndef PYLLC_TYPES_ITEM_BLOCK_H
#define PYLLC_TYPES_ITEM_BLOCK_H

#include "runtime/object/object.h"

/* Fields of the object that holds the block. The block has a zero byte after its last item. */
typedef struct ItemBlock {
    uint8_t **data;
    int64_t *size, *capacity;        /* items */
    uint8_t *lock;
    int64_t width;
} ItemBlock;

/* Replaces items [low, high), cut to the size at that moment, by n others, which do not lie in this block. */
RT bool item_block_splice(TASK, ItemBlock block, int64_t low, int64_t high, const void *data, int64_t n);

#endif
