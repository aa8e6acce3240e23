/* \N{name}: names are found by a 43-bit hash, so that the table need not hold their text; a
   name that is no character's has one chance in 2**28 of being taken for one. */
#include <string.h>

#include "frontend/base/unicode.h"
#include "frontend/base/unicode_names.h"

enum { NAME_MAX_LENGTH = 120, CHARACTER_BITS = 21 };

static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-", syllable[] = "HANGUL SYLLABLE ";

static bool is_ideograph(uint32_t c) {
    static const uint32_t ranges[] = { 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0x20000, 0x2A6DF, 0x2A700, 0x2B738,
                                       0x2B740, 0x2B81D, 0x2B820, 0x2CEA1, 0x2CEB0, 0x2EBE0, 0x30000, 0x3134A };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i += 2) {
        if (c >= ranges[i] && c <= ranges[i + 1])
            return true;
    }
    return false;
}

static uint32_t ideograph_by_name(const char *digits) {
    size_t count = strlen(digits);
    uint32_t c = 0;
    if ((count != 4 && count != 5) || strspn(digits, "0123456789ABCDEF") != count)
        return 0;
    for (; *digits; digits++)
        c = c * 16 + (uint32_t)(*digits <= '9' ? *digits - '0' : *digits - 'A' + 10);
    return is_ideograph(c) ? c : 0;
}

/* The longest of the sounds that `*text` begins with; -1 if none. */
static int take_sound(const char **text, const char *const *sounds, int count) {
    int best = -1;
    size_t best_length = 0;
    for (int i = 0; i < count; i++) {
        size_t length = strlen(sounds[i]);
        if (!strncmp(*text, sounds[i], length) && (best < 0 || length > best_length)) {
            best = i;
            best_length = length;
        }
    }
    *text += best_length;
    return best;
}

static uint32_t syllable_by_name(const char *text) {
    static const char *const leads[] = { "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H" };
    static const char *const vowels[] = { "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO",
                                          "WE", "WI", "YU", "EU", "YI", "I" };
    static const char *const tails[] = { "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
                                         "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H" };
    int lead = take_sound(&text, leads, 19), vowel = take_sound(&text, vowels, 21), tail = take_sound(&text, tails, 28);
    if (lead < 0 || vowel < 0 || tail < 0 || *text)
        return 0;
    return (uint32_t)(0xAC00 + (lead * 21 + vowel) * 28 + tail);
}

static uint32_t by_hash(const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    hash = hash >> CHARACTER_BITS << CHARACTER_BITS;
    size_t low = 0, high = sizeof named / sizeof *named;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (named[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < sizeof named / sizeof *named && named[low] >> CHARACTER_BITS == hash >> CHARACTER_BITS;
    return found ? (uint32_t)(named[low] & ((1u << CHARACTER_BITS) - 1)) : UNICODE_NONE;
}

uint32_t unicode_by_name(const char *name, size_t length) {
    char upper[NAME_MAX_LENGTH + 1];
    if (length > NAME_MAX_LENGTH)
        return UNICODE_NONE;
    for (size_t i = 0; i < length; i++)
        upper[i] = name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i];
    upper[length] = 0;
    uint32_t c = 0;
    if (!strncmp(upper, ideograph, sizeof ideograph - 1))
        c = ideograph_by_name(upper + sizeof ideograph - 1);
    else if (!strncmp(upper, syllable, sizeof syllable - 1))
        c = syllable_by_name(upper + sizeof syllable - 1);
    else
        return by_hash(upper);
    return c ? c : UNICODE_NONE;
}
