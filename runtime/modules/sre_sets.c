/* Characters as patterns see them: case, categories, and sets as the library's codes describe them. */
#include "runtime/modules/sre.h"

#include <ctype.h>
#include "runtime/modules/sre_codes.h"
#include "runtime/types/unicode.h"

enum { LAST_CODE_POINT = 0x10ffff, BIG_MAP_WORDS = 64, CHUNK_WORDS = 8 };

static uint32_t changed(uint32_t c, CaseChange change)
{
    uint32_t out[3];
    if (c > LAST_CODE_POINT)
        return c;
    unicode_change(c, change, out);           /* of several characters the first */
    return out[0];
}

static uint32_t ascii_lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
static uint32_t locale_lower(uint32_t c) { return c < 256 ? (uint32_t)tolower((int)c) : c; }
static uint32_t locale_upper(uint32_t c) { return c < 256 ? (uint32_t)toupper((int)c) : c; }
uint32_t sre_upper_unicode(uint32_t c) { return changed(c, CHANGE_UPPER); }

uint32_t sre_lower(SreCase kind, uint32_t c)
{
    switch (kind) {
    case CASE_EXACT:   return c;
    case CASE_ASCII:   return ascii_lower(c);
    case CASE_UNICODE: return c < 128 ? ascii_lower(c) : changed(c, CHANGE_LOWER);
    default:           return locale_lower(c);
    }
}

static bool ascii_word(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool in_category(uint32_t category, uint32_t c)
{
    switch (category) {
    case CATEGORY_DIGIT:          return c >= '0' && c <= '9';
    case CATEGORY_SPACE:          return c == ' ' || (c >= 9 && c <= 13);
    case CATEGORY_WORD:           return ascii_word(c);
    case CATEGORY_LINE_BREAK:     return c == '\n';
    case CATEGORY_LOC_WORD:       return c == '_' || (c < 256 && isalnum((int)c));
    case CATEGORY_UNI_DIGIT:      return c <= LAST_CODE_POINT && unicode_is(c, UNICODE_DECIMAL);
    case CATEGORY_UNI_SPACE:      return c <= LAST_CODE_POINT && unicode_is_space(c);
    case CATEGORY_UNI_WORD:       return c < 128 ? ascii_word(c) : c <= LAST_CODE_POINT && unicode_is(c, UNICODE_ALNUM);
    case CATEGORY_UNI_LINE_BREAK: return unicode_is_line_break(c);
    default:                      return false;
    }
}

bool sre_category_has(uint32_t category, uint32_t c) { return in_category(category & ~1u, c) != (category & 1); }

/* ---- sets ---- */

int64_t sre_item_words(const uint32_t *item)
{
    switch (item[0]) {
    case CODE_LITERAL: case CODE_CATEGORY:      return 2;
    case CODE_RANGE: case CODE_RANGE_UNI_IGNORE: return 3;
    case CODE_CHARSET:                          return 1 + CHUNK_WORDS;
    case CODE_BIGCHARSET:                       return 2 + BIG_MAP_WORDS + (int64_t)item[1] * CHUNK_WORDS;
    default:                                    return 1;
    }
}

bool sre_items_valid(const uint32_t *at, const uint32_t *end)
{
    while (at < end) {
        const uint32_t *item = at;
        if (item[0] == CODE_FAILURE)
            return at + 1 == end;
        if (item[0] != CODE_LITERAL && item[0] != CODE_CATEGORY && item[0] != CODE_RANGE && item[0] != CODE_RANGE_UNI_IGNORE &&
            item[0] != CODE_CHARSET && item[0] != CODE_BIGCHARSET && item[0] != CODE_NEGATE)
            return false;
        if (item[0] == CODE_BIGCHARSET && end - at < 2)
            return false;
        if (sre_item_words(item) > end - at)
            return false;
        at += sre_item_words(item);
        if (item[0] == CODE_CATEGORY && item[1] >= CATEGORY_COUNT)
            return false;
        for (int i = 0; item[0] == CODE_BIGCHARSET && i < 256; i++)
            if (((const uint8_t *)(item + 2))[i] >= item[1])
                return false;
    }
    return false;
}

static bool in_range(const uint32_t *item, uint32_t c) { return item[1] <= c && c <= item[2]; }

static bool item_has(const uint32_t *item, uint32_t c)
{
    switch (item[0]) {
    case CODE_LITERAL:          return c == item[1];
    case CODE_CATEGORY:         return sre_category_has(item[1], c);
    case CODE_RANGE:            return in_range(item, c);
    case CODE_RANGE_UNI_IGNORE: return in_range(item, c) || in_range(item, sre_upper_unicode(c));
    case CODE_CHARSET:          return c < 256 && SRE_BIT(item + 1, c);
    default:                    break;
    }
    if (c >= 65536)
        return false;
    uint32_t chunk = ((const uint8_t *)(item + 2))[c >> 8];
    return SRE_BIT(item + 2 + BIG_MAP_WORDS + chunk * CHUNK_WORDS, c & 255);
}

/* The first item that has c decides; NEGATE turns the answer round for what follows. */
bool sre_items_have(const uint32_t *items, uint32_t c)
{
    bool answer = true;
    for (; items[0] != CODE_FAILURE; items += sre_item_words(items)) {
        if (items[0] == CODE_NEGATE)
            answer = !answer;
        else if (item_has(items, c))
            return answer;
    }
    return !answer;
}

bool sre_set_high(const uint32_t *set, uint32_t c)
{
    if (set[SET_HIGH] != HIGH_ITEMS)
        return set[SET_HIGH] == HIGH_ALL;
    return sre_items_have(set + SET_ITEMS, sre_lower(set[SET_CASE], c));
}

bool sre_locale_set_has(const uint32_t *set, uint32_t c)
{
    const uint32_t *items = set + SET_ITEMS;
    if (set[SET_CASE] == CASE_EXACT)
        return sre_items_have(items, c);
    bool has = sre_items_have(items, locale_lower(c)) || sre_items_have(items, locale_upper(c));
    if (set[SET_CASE] == CASE_LOCALE)
        return has;
    has = has || sre_items_have(items, c);
    return has == (set[SET_CASE] == CASE_LOCALE_LITERAL);
}
