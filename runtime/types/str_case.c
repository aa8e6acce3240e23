/* Case changes and tests of characters. ASCII text takes a loop of its own; the rest goes by
   the tables of unicode.c, where one code point may become three, and by the one rule that looks
   around: a capital sigma at the end of a word becomes the final sigma. */
#include "runtime/types/str_internal.h"

#include "runtime/types/unicode.h"

ALWAYS_INLINE bool is_ascii_upper(uint8_t c) { return (uint8_t)(c - 'A') < 26; }
ALWAYS_INLINE bool is_ascii_lower(uint8_t c) { return (uint8_t)(c - 'a') < 26; }
ALWAYS_INLINE uint8_t ascii_upper(uint8_t c) { return is_ascii_lower(c) ? c - 32 : c; }
ALWAYS_INLINE uint8_t ascii_lower(uint8_t c) { return is_ascii_upper(c) ? c + 32 : c; }
ALWAYS_INLINE uint8_t ascii_swap(uint8_t c) { return is_ascii_upper(c) ? c + 32 : ascii_upper(c); }

/* The map is a constant at each call, so that the loop becomes vector code. */
ALWAYS_INLINE Value map_ascii(struct Task *task, const PyStr *s, uint8_t (*map)(uint8_t))
{
    const uint8_t *in = s->data;
    int64_t n = s->length;
    if (n < 2)
        return n ? str_from_char(task, map(*in)) : STR_EMPTY;
    PyStr *result = str_new(task, n, 0x7f);
    uint8_t *out = result ? result->data : NULL;
    for (int64_t i = 0; result && i < n; i++)
        out[i] = map(in[i]);
    return value_from_object(result);
}

enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

static bool is_final_sigma(const PyStr *s, int64_t at)
{
    int64_t i = at - 1;
    while (i >= 0 && unicode_is(str_at(s, i), UNICODE_CASE_IGNORABLE))
        i--;
    if (i < 0 || !unicode_is(str_at(s, i), UNICODE_CASED))
        return false;
    for (i = at + 1; i < s->length && unicode_is(str_at(s, i), UNICODE_CASE_IGNORABLE);)
        i++;
    return i >= s->length || !unicode_is(str_at(s, i), UNICODE_CASED);
}

static void change_at(StrBuilder *b, const PyStr *s, int64_t i, CaseChange change)
{
    uint32_t out[3], c = str_at(s, i);
    if (change == CHANGE_LOWER && c == CAPITAL_SIGMA) {
        builder_char(b, is_final_sigma(s, i) ? FINAL_SIGMA : SMALL_SIGMA);
        return;
    }
    int n = unicode_change(c, change, out);
    for (int k = 0; k < n; k++)
        builder_char(b, out[k]);
}

RT static Value change_all(TASK, const PyStr *s, CaseChange change)
{
    StrBuilder b;
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++)
        change_at(&b, s, i, change);
    return builder_finish(&b);
}

RT Value str_lower(TASK, Value self)
{
    const PyStr *s = as_str(self);
    return str_is_ascii(s) ? map_ascii(task, s, ascii_lower) : change_all(task, s, CHANGE_LOWER);
}

RT Value str_upper(TASK, Value self)
{
    const PyStr *s = as_str(self);
    return str_is_ascii(s) ? map_ascii(task, s, ascii_upper) : change_all(task, s, CHANGE_UPPER);
}

RT Value str_casefold(TASK, Value self)
{
    const PyStr *s = as_str(self);
    return str_is_ascii(s) ? map_ascii(task, s, ascii_lower) : change_all(task, s, CHANGE_FOLD);
}

RT Value str_swapcase(TASK, Value self)
{
    const PyStr *s = as_str(self);
    StrBuilder b;
    if (str_is_ascii(s))
        return map_ascii(task, s, ascii_swap);
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t flags = unicode_flags(str_at(s, i));
        if (flags & UNICODE_UPPER)
            change_at(&b, s, i, CHANGE_LOWER);
        else if (flags & UNICODE_LOWER)
            change_at(&b, s, i, CHANGE_UPPER);
        else
            builder_char(&b, str_at(s, i));
    }
    return builder_finish(&b);
}

RT Value str_title(TASK, Value self)
{
    const PyStr *s = as_str(self);
    StrBuilder b;
    bool inside = false;
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++) {
        change_at(&b, s, i, inside ? CHANGE_LOWER : CHANGE_TITLE);
        inside = unicode_is(str_at(s, i), UNICODE_CASED);
    }
    return builder_finish(&b);
}

RT Value str_capitalize(TASK, Value self)
{
    const PyStr *s = as_str(self);
    StrBuilder b;
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++)
        change_at(&b, s, i, i ? CHANGE_LOWER : CHANGE_TITLE);
    return builder_finish(&b);
}

/* ---- tests ----------------------------------------------------------------------------------------- */

static Value all_are(Value self, uint32_t flags)
{
    const PyStr *s = as_str(self);
    for (int64_t i = 0; i < s->length; i++)
        if (!unicode_is(str_at(s, i), flags))
            return VALUE_FALSE;
    return value_from_bool(s->length > 0);
}

RT Value str_isalpha(TASK, Value self) { return all_are(self, UNICODE_ALPHA); }
RT Value str_isdecimal(TASK, Value self) { return all_are(self, UNICODE_DECIMAL); }
RT Value str_isdigit(TASK, Value self) { return all_are(self, UNICODE_DIGIT); }
RT Value str_isnumeric(TASK, Value self) { return all_are(self, UNICODE_NUMERIC); }
RT Value str_isalnum(TASK, Value self) { return all_are(self, UNICODE_ALNUM); }
RT Value str_isspace(TASK, Value self) { return all_are(self, UNICODE_SPACE); }
RT Value str_isascii(TASK, Value self) { return value_from_bool(str_is_ascii(as_str(self))); }

RT Value str_isprintable(TASK, Value self)
{
    return as_str(self)->length ? all_are(self, UNICODE_PRINTABLE) : VALUE_TRUE;
}

/* No cased character may have one of `wrong`; one must have `right`. */
static Value case_is(Value self, uint32_t right, uint32_t wrong)
{
    const PyStr *s = as_str(self);
    bool any = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t flags = unicode_flags(str_at(s, i));
        if (flags & wrong)
            return VALUE_FALSE;
        any = any || flags & right;
    }
    return value_from_bool(any);
}

RT Value str_islower(TASK, Value self) { return case_is(self, UNICODE_LOWER, UNICODE_UPPER | UNICODE_TITLE); }
RT Value str_isupper(TASK, Value self) { return case_is(self, UNICODE_UPPER, UNICODE_LOWER | UNICODE_TITLE); }

RT Value str_istitle(TASK, Value self)
{
    const PyStr *s = as_str(self);
    bool inside = false, any = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t flags = unicode_flags(str_at(s, i));
        if (flags & (UNICODE_UPPER | UNICODE_TITLE)) {
            if (inside)
                return VALUE_FALSE;
            inside = any = true;
        } else if (flags & UNICODE_LOWER) {
            if (!inside)
                return VALUE_FALSE;
            any = true;
        } else {
            inside = false;
        }
    }
    return value_from_bool(any);
}

RT Value str_isidentifier(TASK, Value self)
{
    const PyStr *s = as_str(self);
    for (int64_t i = 0; i < s->length; i++)
        if (!unicode_is(str_at(s, i), i ? UNICODE_IDENTIFIER_PART : UNICODE_IDENTIFIER_START))
            return VALUE_FALSE;
    return value_from_bool(s->length > 0);
}
