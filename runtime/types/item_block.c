#include "runtime/types/item_block.h"

RT bool item_block_splice(TASK, ItemBlock b, int64_t low, int64_t high, const void *data, int64_t n)
{
    uint8_t *fresh = NULL;
    int64_t room = 0, width = b.width;
    for (;;) {
        byte_lock(task, b.lock);
        int64_t size = *b.size, end = high > size ? size : high, start = low > end ? end : low;
        int64_t after = size - (end - start) + n;
        if (after <= *b.capacity || after <= room) {
            uint8_t *old = *b.data, *to = after > *b.capacity ? fresh : old;
            if (to != old)
                memcpy(to, old, (size_t)(start * width));
            memmove(to + (start + n) * width, old + end * width, (size_t)((size - end) * width));
            if (n)
                memcpy(to + start * width, data, (size_t)(n * width));
            to[after * width] = 0;
            if (to != old) {
                gc_store_pointer(*b.data, to);
                *b.capacity = room;
            }
            __atomic_store_n(b.size, after, __ATOMIC_RELEASE);
            byte_unlock(task, b.lock);
            return true;
        }
        byte_unlock(task, b.lock);
        room = after + (after >> 3) + 16;     /* allocate without the lock, then look again */
        if (room > INT64_MAX / 16) {
            raise_error(task, &type_MemoryError, "");
            return false;
        }
        fresh = gc_alloc(task, (size_t)(room * width) + 1, LAYOUT_FREE);
        if (!fresh)
            return false;
    }
}
