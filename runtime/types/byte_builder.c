/* Bytes piece by piece. */
#include "runtime/types/byte_builder.h"

void bytes_start(ByteBuilder *b, struct Task *task)
{
    b->task = task;
    b->data = b->room;
    b->length = 0;
    b->capacity = sizeof b->room;
    b->failed = false;
}

uint8_t *bytes_reserve(ByteBuilder *b, int64_t more)
{
    if (b->failed)
        return NULL;
    if (b->length + more > b->capacity) {
        int64_t capacity = b->length + more + b->length / 2 + 16;
        uint8_t *data = gc_alloc(b->task, (size_t)capacity, LAYOUT_FREE);
        if (!data) {
            b->failed = true;
            return NULL;
        }
        memcpy(data, b->data, (size_t)b->length);
        b->data = data;
        b->capacity = capacity;
    }
    return b->data + b->length;
}

bool bytes_append(ByteBuilder *b, const void *data, int64_t n)
{
    uint8_t *out = bytes_reserve(b, n);
    if (!out)
        return false;
    memcpy(out, data, (size_t)n);
    b->length += n;
    return true;
}

bool bytes_fill(ByteBuilder *b, uint8_t byte, int64_t n)
{
    uint8_t *out = n > 0 ? bytes_reserve(b, n) : NULL;
    if (!out)
        return !b->failed;
    memset(out, byte, (size_t)n);
    b->length += n;
    return true;
}

bool bytes_append_byte(ByteBuilder *b, uint8_t byte) { return bytes_fill(b, byte, 1); }

Value bytes_finish(ByteBuilder *b) { return b->failed ? 0 : bytes_from_data(b->task, b->data, b->length); }
