/* What the files of str share. */
#ifndef PYLLC_TYPES_STR_INTERNAL_H
#define PYLLC_TYPES_STR_INTERNAL_H

#include "runtime/types/str.h"

enum { STR_SHARED = 4 };   /* flag: the text is a prefix of a growing block (str.c), with no NUL at its end */

ALWAYS_INLINE void *text_address(const PyStr *s, int64_t i) { return (char *)s->data + i * s->width; }
ALWAYS_INLINE uint32_t max_char_of(const PyStr *s)
{
    return s->flags & STR_ASCII ? 0x7f : s->width == 1 ? 0xff : s->width == 2 ? 0xffff : 0x10ffff;
}
void text_copy(int to, void *out, int from, const void *in, int64_t n);

bool text_is_ascii(const void *data, int64_t n);
int64_t text_ascii_prefix(const uint8_t *p, int64_t n);
int64_t text_find_char(int width, const void *data, uint32_t c, int64_t start, int64_t end);
int64_t text_rfind_char(int width, const void *data, uint32_t c, int64_t start, int64_t end);
bool str_matches_at(const PyStr *s, int64_t at, const PyStr *needle);
int64_t str_count_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end, int64_t limit);

typedef RT Value Method0(TASK, Value self);
typedef RT Value Method1(TASK, Value self, Value a);
typedef RT Value Method2(TASK, Value self, Value a, Value b);
typedef RT Value Method3(TASK, Value self, Value a, Value b, Value c);

/* str_split.c */
Method2 str_split, str_rsplit;
Method1 str_splitlines, str_partition, str_rpartition, str_strip, str_lstrip, str_rstrip, str_join_method;
Method3 str_replace;
Method1 str_removeprefix, str_removesuffix;
/* str_case.c */
Method0 str_lower, str_upper, str_title, str_capitalize, str_swapcase, str_casefold;
Method0 str_isalpha, str_isdecimal, str_isdigit, str_isnumeric, str_isalnum, str_isspace, str_islower, str_isupper,
    str_istitle, str_isprintable, str_isidentifier, str_isascii;
/* str_methods.c */
Method3 str_find, str_rfind, str_index, str_rindex, str_count, str_startswith, str_endswith;
Method2 str_center, str_ljust, str_rjust, str_encode;
Method1 str_zfill, str_expandtabs, str_translate, str_format_map;
Method2 str_format_method;
RT Value str_maketrans(TASK, Value x, Value y, Value z);

#endif
