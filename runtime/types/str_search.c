/* Searching in text of any width: one code point by memchr where the width allows, longer
   needles by the C library for bytes and by a first-and-last filter for wide text. */
#define _GNU_SOURCE
#include "runtime/types/str_internal.h"

int64_t text_find_char(int width, const void *data, uint32_t c, int64_t start, int64_t end)
{
    if (width == 1) {
        if (c > 0xff || start >= end)
            return -1;
        const uint8_t *base = data, *hit = memchr(base + start, (int)c, (size_t)(end - start));
        return hit ? hit - base : -1;
    }
    for (int64_t i = start; i < end; i++)
        if (text_read(width, data, i) == c)
            return i;
    return -1;
}

int64_t text_rfind_char(int width, const void *data, uint32_t c, int64_t start, int64_t end)
{
    if (width == 1) {
        if (c > 0xff || start >= end)
            return -1;
        const uint8_t *base = data, *hit = memrchr(base + start, (int)c, (size_t)(end - start));
        return hit ? hit - base : -1;
    }
    for (int64_t i = end; i-- > start;)
        if (text_read(width, data, i) == c)
            return i;
    return -1;
}

bool str_matches_at(const PyStr *s, int64_t at, const PyStr *needle)
{
    if (s->width == needle->width)
        return memcmp((const char *)s->data + at * s->width, needle->data, (size_t)(needle->length * needle->width)) == 0;
    for (int64_t i = 0; i < needle->length; i++)
        if (str_at(s, at + i) != str_at(needle, i))
            return false;
    return true;
}

int64_t str_find_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end)
{
    int64_t n = needle->length;
    if (end - start < n || needle->width > s->width)
        return -1;
    if (n == 0)
        return start;
    if (n == 1)
        return text_find_char(s->width, s->data, str_at(needle, 0), start, end);
    if (s->width == 1) {
        const uint8_t *base = s->data;
        const uint8_t *hit = memmem(base + start, (size_t)(end - start), needle->data, (size_t)n);
        return hit ? hit - base : -1;
    }
    uint32_t first = str_at(needle, 0), last = str_at(needle, n - 1);
    for (int64_t i = start; i <= end - n; i++)
        if (str_at(s, i) == first && str_at(s, i + n - 1) == last && str_matches_at(s, i, needle))
            return i;
    return -1;
}

int64_t str_rfind_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end)
{
    int64_t n = needle->length;
    if (end - start < n || needle->width > s->width)
        return -1;
    if (n == 0)
        return end;
    if (n == 1)
        return text_rfind_char(s->width, s->data, str_at(needle, 0), start, end);
    uint32_t first = str_at(needle, 0);
    for (int64_t i = end - n; i >= start; i--)
        if (str_at(s, i) == first && str_matches_at(s, i, needle))
            return i;
    return -1;
}

int64_t str_count_in(const PyStr *s, const PyStr *needle, int64_t start, int64_t end, int64_t limit)
{
    int64_t count = 0;
    if (needle->length == 1 && s->width == 1 && needle->width == 1 && limit == INT64_MAX) {
        const uint8_t *p = s->data, c = *(uint8_t *)needle->data;
        for (int64_t i = start; i < end; i++)
            count += p[i] == c;
        return count;
    }
    if (needle->length == 0)
        return end < start ? 0 : end - start + 1 < limit ? end - start + 1 : limit;
    while (count < limit && (start = str_find_in(s, needle, start, end)) >= 0) {
        count++;
        start += needle->length;
    }
    return count;
}
