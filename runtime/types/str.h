/* Text. A PyStr holds code points of width 1, 2 or 4, the smallest that fits. */
#ifndef PYLLC_TYPES_STR_H
#define PYLLC_TYPES_STR_H

#include "runtime/object/object.h"

ALWAYS_INLINE PyStr *as_str(Value v) { return (PyStr *)v; }
ALWAYS_INLINE uint32_t text_read(int width, const void *data, int64_t i)
{
    return width == 1 ? ((const uint8_t *)data)[i]
         : width == 2 ? ((const uint16_t *)data)[i] : ((const uint32_t *)data)[i];
}
ALWAYS_INLINE void text_write(int width, void *data, int64_t i, uint32_t c)
{
    if (width == 1)
        ((uint8_t *)data)[i] = (uint8_t)c;
    else if (width == 2)
        ((uint16_t *)data)[i] = (uint16_t)c;
    else
        ((uint32_t *)data)[i] = c;
}
ALWAYS_INLINE uint32_t str_at(const PyStr *s, int64_t i) { return text_read(s->width, s->data, i); }
ALWAYS_INLINE bool str_is_ascii(const PyStr *s) { return s->flags & STR_ASCII; }

/* Not yet filled, NUL at its end; every code point must be at most max_char, and one must need
   its width. length 0 is allowed. */
RT PyStr *str_new(TASK, int64_t length, uint32_t max_char);
RT Value str_from_char(TASK, uint32_t c);
/* n code points of the given width, narrowed to what they need. */
RT Value str_from_text(TASK, int width, const void *data, int64_t n);
RT Value str_from_ascii(TASK, const char *text, int64_t n);
RT Value str_from_latin1(TASK, const void *text, int64_t n);
RT Value str_substring(TASK, Value str, int64_t start, int64_t end);
extern PyStr str_empty_object;
#define STR_EMPTY ((Value)&str_empty_object)
RT Value str_exact(TASK, Value str);                   /* of a subclass: the plain str */

RT Value str_concat(TASK, Value a, Value b);           /* both str */
bool str_equal(const PyStr *a, const PyStr *b);
bool str_equal_c(Value str, const char *ascii);
int str_compare3(const PyStr *a, const PyStr *b);      /* -1, 0, 1 by code points */
int64_t str_hash_value(PyStr *s);                      /* cached */
/* UTF-8 and its length; NUL-terminated, alive as long as `str` or this call's caller holds it.
   NULL with UnicodeEncodeError for lone surrogates. */
RT const char *str_utf8(TASK, Value str, int64_t *length);
/* The same without failure: surrogates come out as three bytes. For messages and files. */
RT const char *str_utf8_lossy(TASK, Value str, int64_t *length);
/* Index of needle in [start, end) of s, or -1. */
int64_t str_find_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end);
int64_t str_rfind_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end);
RT Value str_join(TASK, Value separator, Value iterable);
RT Value str_join_parts(TASK, const void *parts, int64_t count);
RT Value str_replace_all(TASK, Value s, Value from, Value to, int64_t limit);
RT Value str_repr(TASK, Value s);
/* int() and float() read this: digits of any script as ASCII, blanks as space, others as "?". */
void str_to_ascii_number(const PyStr *s, char *out);
RT Value str_ascii_repr(TASK, Value s);                /* of the repr: non-ASCII as escapes */
RT Value str_percent(TASK, Value format, Value arguments);   /* format % arguments */
RT Value str_format_template(TASK, Value template, Value args, Value mapping);   /* str.format; mapping or zero */

/* Builds a str piece by piece: starts on the stack, widens and grows as needed. A failed
   append raises and keeps failing, so callers may test once at the end. */
typedef struct StrBuilder {
    struct Task *task;
    void *data;
    int64_t length, capacity;
    int width;
    bool failed;
    char room[232];
} StrBuilder;
void builder_start(StrBuilder *b, struct Task *task);
bool builder_char(StrBuilder *b, uint32_t c);
/* The same, inlined while nothing must grow. */
ALWAYS_INLINE bool builder_put(StrBuilder *b, uint32_t c)
{
    if (__builtin_expect(b->width != 1 || c > 0xff || b->length >= b->capacity, 0))
        return builder_char(b, c);
    ((uint8_t *)b->data)[b->length++] = (uint8_t)c;
    return true;
}
/* Room for n more Latin-1 code points of a builder that holds no wider ones, to be written and
   counted in length by the caller; NULL: failed. */
uint8_t *builder_reserve(StrBuilder *b, int64_t n);
bool builder_fill(StrBuilder *b, uint32_t c, int64_t count);
bool builder_ascii(StrBuilder *b, const char *text, int64_t n);
bool builder_c(StrBuilder *b, const char *text);
bool builder_str(StrBuilder *b, Value str);
bool builder_text(StrBuilder *b, int width, const void *data, int64_t n);
bool builder_slice(StrBuilder *b, const PyStr *s, int64_t start, int64_t end);
bool builder_utf8(StrBuilder *b, const char *text, int64_t n);   /* invalid bytes: U+FFFD */
Value builder_finish(StrBuilder *b);

/* Slice bounds as str methods take them: None or an index, clamped to [0, length]. */
RT bool clamp_bounds(TASK, Value start, Value end, int64_t length, int64_t *first, int64_t *last);

/* Codecs (codecs.c). Names as encode() takes them; errors may be NULL for "strict". */
RT Value codec_encode(TASK, Value str, const char *encoding, const char *errors);
RT Value codec_decode(TASK, const uint8_t *data, int64_t size, const char *encoding, const char *errors);

struct StrFormatArguments;
Value str_format_va(struct Task *task, const char *format, __builtin_va_list arguments);

#endif
