/* bytes, bytearray, memoryview, and what reads any of them. */
#ifndef PYLLC_TYPES_BYTES_H
#define PYLLC_TYPES_BYTES_H

#include "runtime/object/object.h"

ALWAYS_INLINE PyBytes *as_bytes(Value v) { return (PyBytes *)v; }

/* The memory of an object, borrowed. get_buffer fills it, release_buffer ends it. */
typedef struct BufferView {
    uint8_t *data;
    int64_t size;                    /* bytes */
    Value owner;
    bool read_only;
    const char *format;              /* of its items, as in struct; NULL: bytes */
} BufferView;
enum { BUFFER_READ = 0, BUFFER_WRITE = 1 };
/* TypeError "a bytes-like object is required, not 'X'". */
RT bool buffer_get(TASK, Value v, BufferView *view, int flags);
RT bool buffer_try(TASK, Value v, BufferView *view);   /* false without exception when it has none */
RT void buffer_release(TASK, BufferView *view);

typedef struct PyBytearray {
    Object head;
    int64_t size, capacity;
    uint8_t *data;                   /* NUL-terminated; a collected block of its own */
    int64_t exports;                 /* views: while any, the size may not change */
    uint8_t lock;
} PyBytearray;
RT Value bytearray_from_data(TASK, const void *data, int64_t size);

RT PyBytes *bytes_new(TASK, int64_t length);           /* not filled, NUL at its end */
extern PyBytes bytes_empty_object;
#define BYTES_EMPTY ((Value)&bytes_empty_object)
int64_t bytes_hash_value(PyBytes *b);
RT Value bytes_repr_of(TASK, const uint8_t *data, int64_t size);
RT Value bytes_percent(TASK, Value format, Value arguments);   /* a bytes or bytearray, and so the result */
RT Value memoryview_new(TASK, Value object);

/* What bytes(x) and bytearray(x) accept: an iterable of ints or a buffer. */
RT Value bytes_from_object(TASK, Value v);

#endif
