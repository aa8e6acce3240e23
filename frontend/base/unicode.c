/* Unicode for the front end, over generated tables. Normalisation is the standard algorithm
   (Unicode annex 15): decompose, order by combining class, compose; only characters that an
   identifier may hold have table rows. */
#include "frontend/base/unicode.h"

#include <string.h>

#include "frontend/base/unicode_data.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { HANGUL_BASE = 0xAC00, LEAD_BASE = 0x1100, VOWEL_BASE = 0x1161, TAIL_BASE = 0x11A7,
       LEADS = 19, VOWELS = 21, TAILS = 28, SYLLABLES = LEADS * VOWELS * TAILS };

uint32_t unicode_decode(const char *text, int *length) {
    const unsigned char *s = (const unsigned char *)text;
    if (s[0] < 0x80) {
        *length = 1;
        return s[0];
    }
    if (s[0] < 0xE0) {
        *length = 2;
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    }
    if (s[0] < 0xF0) {
        *length = 3;
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    }
    *length = 4;
    return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
}

int unicode_encode(uint32_t c, char *out) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static bool continues(const unsigned char *s, size_t left, int count) {
    if (left < (size_t)count + 1)
        return false;
    for (int i = 1; i <= count; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return false;
    }
    return true;
}

size_t unicode_invalid_at(const char *text, size_t length) {
    size_t i = 0;
    while (i < length) {
        const unsigned char *s = (const unsigned char *)text + i;
        if (s[0] < 0x80) {
            i++;
            continue;
        }
        int more = s[0] >= 0xC2 && s[0] < 0xE0 ? 1 : s[0] >= 0xE0 && s[0] < 0xF0 ? 2 : s[0] >= 0xF0 && s[0] < 0xF5 ? 3 : 0;
        if (!more || !continues(s, length - i, more) || (s[0] == 0xE0 && s[1] < 0xA0) ||
            (s[0] == 0xED && s[1] >= 0xA0) || (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] >= 0x90))
            return i;
        i += (size_t)more + 1;
    }
    return length;
}

static bool in_ranges(const uint32_t *ranges, size_t count, uint32_t c) {
    size_t low = 0, high = count / 2;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > ranges[middle * 2 + 1])
            low = middle + 1;
        else
            high = middle;
    }
    return low < count / 2 && c >= ranges[low * 2];
}

bool unicode_is_identifier_start(uint32_t c) {
    return in_ranges(start_ranges, COUNT(start_ranges), c);
}

bool unicode_is_identifier_part(uint32_t c) {
    return in_ranges(continue_ranges, COUNT(continue_ranges), c);
}

bool unicode_is_printable(uint32_t c) {
    return in_ranges(printable_ranges, COUNT(printable_ranges), c);
}

/* The index of the first row that is not below `key`. */
static size_t first_not_below(const uint32_t *rows, size_t count, uint32_t key) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t combining_class(uint32_t c) {
    size_t i = first_not_below(combining, COUNT(combining), c << 8);
    return i < COUNT(combining) && combining[i] >> 8 == c ? combining[i] & 0xFF : 0;
}

static uint32_t compose(uint32_t first, uint32_t second) {
    if (first - LEAD_BASE < LEADS && second - VOWEL_BASE < VOWELS)
        return HANGUL_BASE + ((first - LEAD_BASE) * VOWELS + (second - VOWEL_BASE)) * TAILS;
    if (first - HANGUL_BASE < SYLLABLES && (first - HANGUL_BASE) % TAILS == 0 &&
        second > TAIL_BASE && second < TAIL_BASE + TAILS)
        return first + (second - TAIL_BASE);
    size_t low = 0, high = COUNT(composed) / 3;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const uint32_t *row = composed + middle * 3;
        if (row[0] < first || (row[0] == first && row[1] < second))
            low = middle + 1;
        else
            high = middle;
    }
    const uint32_t *row = composed + low * 3;
    return low < COUNT(composed) / 3 && row[0] == first && row[1] == second ? row[2] : 0;
}

typedef VEC(uint32_t) Characters;

static void decompose(Arena *arena, Characters *out, uint32_t c) {
    if (c - HANGUL_BASE < SYLLABLES) {
        uint32_t index = c - HANGUL_BASE, tail = index % TAILS;
        VEC_PUSH(arena, *out, LEAD_BASE + index / (VOWELS * TAILS));
        VEC_PUSH(arena, *out, VOWEL_BASE + index / TAILS % VOWELS);
        if (tail)
            VEC_PUSH(arena, *out, TAIL_BASE + tail);
        return;
    }
    size_t row = first_not_below(decomposed, COUNT(decomposed), c);
    if (row == COUNT(decomposed) || decomposed[row] != c) {
        VEC_PUSH(arena, *out, c);
        return;
    }
    for (size_t i = decomposed_offset[row]; i < decomposed_offset[row + 1]; i++)
        VEC_PUSH(arena, *out, decomposed_text[i]);
}

static void order(Characters *text) {
    for (size_t i = 1; i < text->count; i++) {
        uint32_t c = text->items[i], class = combining_class(c);
        size_t j = i;
        for (; class && j > 0 && combining_class(text->items[j - 1]) > class; j--)
            text->items[j] = text->items[j - 1];
        text->items[j] = c;
    }
}

static void compose_all(Characters *text) {
    size_t kept = 0, starter = SIZE_MAX;
    uint32_t last_class = 0;
    for (size_t i = 0; i < text->count; i++) {
        uint32_t c = text->items[i], class = combining_class(c), both = 0;
        bool is_next = starter != SIZE_MAX && kept == starter + 1;
        if (starter != SIZE_MAX && (is_next || (class && last_class < class)))
            both = compose(text->items[starter], c);
        if (both) {
            text->items[starter] = both;
            continue;
        }
        if (!class)
            starter = kept;
        last_class = class;
        text->items[kept++] = c;
    }
    text->count = kept;
}

const char *unicode_normalize(Arena *arena, const char *text, size_t length, size_t *new_length) {
    Characters all = {0};
    int size;
    for (size_t i = 0; i < length; i += (size_t)size)
        decompose(arena, &all, unicode_decode(text + i, &size));
    order(&all);
    compose_all(&all);
    char *out = arena_alloc(arena, all.count * 4 + 1);
    *new_length = 0;
    for (size_t i = 0; i < all.count; i++)
        *new_length += (size_t)unicode_encode(all.items[i], out + *new_length);
    return out;
}
