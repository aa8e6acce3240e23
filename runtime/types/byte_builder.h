/* Bytes piece by piece: room on the stack first, then collected blocks. */
#ifndef PYLLC_TYPES_BYTE_BUILDER_H
#define PYLLC_TYPES_BYTE_BUILDER_H

#include "runtime/object/object.h"

typedef struct ByteBuilder {
    struct Task *task;
    uint8_t *data;
    int64_t length, capacity;
    bool failed;
    uint8_t room[232];
} ByteBuilder;

void bytes_start(ByteBuilder *b, struct Task *task);
uint8_t *bytes_reserve(ByteBuilder *b, int64_t more);      /* NULL: no memory, exception set */
bool bytes_append(ByteBuilder *b, const void *data, int64_t n);
bool bytes_fill(ByteBuilder *b, uint8_t byte, int64_t n);
bool bytes_append_byte(ByteBuilder *b, uint8_t byte);
Value bytes_finish(ByteBuilder *b);

#endif
