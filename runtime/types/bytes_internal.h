/* What bytes and bytearray share: methods that only read self, and give results of its kind. */
#ifndef PYLLC_TYPES_BYTES_INTERNAL_H
#define PYLLC_TYPES_BYTES_INTERNAL_H

#include "runtime/types/byte_builder.h"
#include "runtime/types/bytes.h"

/* A span's object lives until here, though only its memory was used: user code may have polled. */
#define KEEP_ALIVE(v) __asm__ volatile("" : : "r"(v))

typedef struct ByteSpan { const uint8_t *data; int64_t size; } ByteSpan;
/* Of a bytes or bytearray. The block of a bytearray is never freed while it is in use. */
ALWAYS_INLINE ByteSpan byte_span(Value v)
{
    if (value_is_bytes(v))
        return (ByteSpan){ as_bytes(v)->data, as_bytes(v)->length };
    const PyBytearray *a = (PyBytearray *)v;
    return (ByteSpan){ pointer_load(a->data), __atomic_load_n(&a->size, __ATOMIC_RELAXED) };
}
/* A bytes, or a bytearray when `like` is one. */
RT Value bytes_like(TASK, Value like, const void *data, int64_t size);
RT bool byte_from_value(TASK, Value v, int64_t *byte, const char *range_message);
int64_t span_find(ByteSpan s, ByteSpan needle, int64_t start, int64_t end);
int64_t span_rfind(ByteSpan s, ByteSpan needle, int64_t start, int64_t end);
RT int bytes_contains(TASK, Value self, Value item);
RT Value bytes_slice(TASK, Value self, Value slice);
RT Value bytes_compare_any(TASK, Value a, Value b, int op);
RT Value bytes_repeat(TASK, Value self, Value count);
RT Value bytes_hex_of(TASK, ByteSpan s, Value separator, Value per);
RT Value bytes_hex(TASK, Value self, Value separator, Value per);
/* The three arguments of bytes() and bytearray(): the content as an exact bytes. */
RT Value bytes_from_arguments(TASK, const char *name, Value source, Value encoding, Value errors);

typedef RT Value Method0(TASK, Value self);
typedef RT Value Method1(TASK, Value self, Value a);
typedef RT Value Method2(TASK, Value self, Value a, Value b);
typedef RT Value Method3(TASK, Value self, Value a, Value b, Value c);
/* bytes_methods.c */
Method3 bytes_find, bytes_rfind, bytes_index, bytes_rindex, bytes_count, bytes_startswith, bytes_endswith;
Method3 bytes_replace;
Method2 bytes_split, bytes_rsplit, bytes_decode, bytes_translate;
Method1 bytes_splitlines, bytes_partition, bytes_rpartition, bytes_strip, bytes_lstrip, bytes_rstrip, bytes_join,
    bytes_removeprefix, bytes_removesuffix, bytes_fromhex;
RT Value bytes_maketrans(TASK, Value from, Value to);
/* bytes_text.c */
Method2 bytes_center, bytes_ljust, bytes_rjust;
Method1 bytes_zfill, bytes_expandtabs;
Method0 bytes_lower, bytes_upper, bytes_title, bytes_capitalize, bytes_swapcase;
Method0 bytes_isalpha, bytes_isdigit, bytes_isalnum, bytes_isspace, bytes_islower, bytes_isupper, bytes_istitle, bytes_isascii;

#endif
