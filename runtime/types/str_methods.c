/* Searching, padding, translating: the methods of str that neither split nor change case. */
#include "runtime/types/str_internal.h"

#include "runtime/types/containers.h"
#include "runtime/types/unicode.h"

/* ---- searching -------------------------------------------------------------------------------- */

RT static bool bound_index(TASK, Value v, int64_t otherwise, int64_t *result)
{
    *result = otherwise;
    if (v == VALUE_NONE || v == VALUE_UNBOUND)
        return true;
    if (value_is_small_int(v)) {
        *result = value_small_int(v);
        return true;
    }
    if (!value_is_int(v) && !type_of(v)->slots.index) {
        raise_error(task, &type_TypeError, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return object_index_i64(task, v, result, true);
}

RT bool clamp_bounds(TASK, Value start, Value end, int64_t length, int64_t *first, int64_t *last)
{
    if (!bound_index(task, start, 0, first) || !bound_index(task, end, length, last))
        return false;
    if (*last > length)
        *last = length;
    else if (*last < 0)
        *last = *last + length < 0 ? 0 : *last + length;
    if (*first < 0)
        *first = *first + length < 0 ? 0 : *first + length;
    return true;
}

RT static bool search_arguments(TASK, Value self, Value needle, Value start, Value end, int64_t *first, int64_t *last)
{
    if (!value_is_str(needle)) {
        raise_error(task, &type_TypeError, "must be str, not %T", needle);
        return false;
    }
    return clamp_bounds(task, start, end, as_str(self)->length, first, last);
}

RT Value str_find(TASK, Value self, Value needle, Value start, Value end)
{
    int64_t first, last;
    if (!search_arguments(task, self, needle, start, end, &first, &last))
        return 0;
    return value_from_small_int(first > last ? -1 : str_find_in(as_str(self), as_str(needle), first, last));
}

RT Value str_rfind(TASK, Value self, Value needle, Value start, Value end)
{
    int64_t first, last;
    if (!search_arguments(task, self, needle, start, end, &first, &last))
        return 0;
    return value_from_small_int(first > last ? -1 : str_rfind_in(as_str(self), as_str(needle), first, last));
}

RT static Value found_or_error(TASK, Value found)
{
    if (!found || value_small_int(found) >= 0)
        return found;
    return raise_error(task, &type_ValueError, "substring not found");
}

RT Value str_index(TASK, Value self, Value needle, Value start, Value end)
{
    return found_or_error(task, str_find(task, self, needle, start, end));
}

RT Value str_rindex(TASK, Value self, Value needle, Value start, Value end)
{
    return found_or_error(task, str_rfind(task, self, needle, start, end));
}

RT Value str_count(TASK, Value self, Value needle, Value start, Value end)
{
    int64_t first, last;
    if (!search_arguments(task, self, needle, start, end, &first, &last))
        return 0;
    return value_from_small_int(first > last ? 0 : str_count_in(as_str(self), as_str(needle), first, last, INT64_MAX));
}

static bool matches_end(const PyStr *s, const PyStr *part, int64_t first, int64_t last, bool at_end)
{
    if (first > last || last - first < part->length)
        return false;
    return str_matches_at(s, at_end ? last - part->length : first, part);
}

RT static Value affix_test(TASK, Value self, Value part, Value start, Value end, bool at_end)
{
    const char *name = at_end ? "endswith" : "startswith";
    int64_t first, last;
    if (!clamp_bounds(task, start, end, as_str(self)->length, &first, &last))
        return 0;
    if (value_is_str(part))
        return value_from_bool(matches_end(as_str(self), as_str(part), first, last, at_end));
    if (!value_is_tuple(part))
        return raise_error(task, &type_TypeError, "%s first arg must be str or a tuple of str, not %T", name, part);
    for (int64_t i = 0; i < tuple_size(part); i++) {
        Value item = tuple_get(part, i);
        if (!value_is_str(item))
            return raise_error(task, &type_TypeError, "tuple for %s must only contain str, not %T", name, item);
        if (matches_end(as_str(self), as_str(item), first, last, at_end))
            return VALUE_TRUE;
    }
    return VALUE_FALSE;
}

RT Value str_startswith(TASK, Value self, Value prefix, Value start, Value end)
{
    return affix_test(task, self, prefix, start, end, false);
}

RT Value str_endswith(TASK, Value self, Value suffix, Value start, Value end)
{
    return affix_test(task, self, suffix, start, end, true);
}

/* ---- padding ------------------------------------------------------------------------------------- */

RT static Value pad(TASK, Value self, int64_t left, int64_t right, uint32_t fill)
{
    StrBuilder b;
    if (left <= 0 && right <= 0)
        return str_exact(task, self);
    builder_start(&b, task);
    builder_fill(&b, fill, left);
    builder_str(&b, self);
    builder_fill(&b, fill, right);
    return builder_finish(&b);
}

RT static bool pad_arguments(TASK, Value self, Value width, Value fill, int64_t *margin)
{
    if (!object_index_i64(task, width, margin, false))
        return false;
    *margin -= as_str(self)->length;
    if (value_is_str(fill) && as_str(fill)->length == 1)
        return true;
    if (value_is_str(fill))
        raise_error(task, &type_TypeError, "The fill character must be exactly one character long");
    else
        raise_error(task, &type_TypeError, "The fill character must be a unicode character, not %T", fill);
    return false;
}

RT Value str_center(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    if (!pad_arguments(task, self, width, fill, &margin))
        return 0;
    int64_t left = margin <= 0 ? 0 : margin / 2 + (margin & (margin + as_str(self)->length) & 1);
    return pad(task, self, left, margin - left, str_at(as_str(fill), 0));
}

RT Value str_ljust(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    return pad_arguments(task, self, width, fill, &margin) ? pad(task, self, 0, margin, str_at(as_str(fill), 0)) : 0;
}

RT Value str_rjust(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    return pad_arguments(task, self, width, fill, &margin) ? pad(task, self, margin, 0, str_at(as_str(fill), 0)) : 0;
}

RT Value str_zfill(TASK, Value self, Value width_value)
{
    const PyStr *s = as_str(self);
    int64_t width;
    StrBuilder b;
    if (!object_index_i64(task, width_value, &width, false))
        return 0;
    if (width <= s->length)
        return str_exact(task, self);
    bool sign = s->length && (str_at(s, 0) == '-' || str_at(s, 0) == '+');
    builder_start(&b, task);
    if (sign)
        builder_char(&b, str_at(s, 0));
    builder_fill(&b, '0', width - s->length);
    builder_slice(&b, s, sign, s->length);
    return builder_finish(&b);
}

RT Value str_expandtabs(TASK, Value self, Value size_value)
{
    const PyStr *s = as_str(self);
    int64_t size, column = 0;
    StrBuilder b;
    if (!object_index_i64(task, size_value, &size, true))
        return 0;
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = str_at(s, i);
        if (c == '\t') {
            int64_t blanks = size > 0 ? size - column % size : 0;
            builder_fill(&b, ' ', blanks);
            column += blanks;
        } else {
            builder_char(&b, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return builder_finish(&b);
}

/* ---- translation ------------------------------------------------------------------------------------ */

/* What the table has for a code point; VALUE_UNBOUND when nothing. */
RT static Value table_entry(TASK, Value table, uint32_t c)
{
    Value key = value_from_small_int(c), entry;
    if (value_is_exact_dict(table))
        return dict_get(task, table, key);
    entry = object_get_item(task, table, key);
    if (!entry && exception_matches(task, &type_LookupError)) {
        exception_clear(task);
        return VALUE_UNBOUND;
    }
    return entry;
}

RT static bool append_entry(TASK, StrBuilder *b, uint32_t c, Value entry)
{
    int64_t code;
    if (!entry)
        return false;
    if (entry == VALUE_UNBOUND)
        return builder_char(b, c);
    if (entry == VALUE_NONE)
        return true;
    if (value_is_str(entry))
        return builder_str(b, entry);
    if (!value_is_int(entry)) {
        raise_error(task, &type_TypeError, "character mapping must return integer, None or str");
        return false;
    }
    if (!object_index_i64(task, entry, &code, true))
        return false;
    if (code < 0 || code > 0x10ffff) {
        raise_error(task, &type_ValueError, "character mapping must be in range(0x%x)", 0x110000);
        return false;
    }
    return builder_char(b, (uint32_t)code);
}

/* What a dict makes of the Latin-1 code points: the new one plus 1, DELETED, or 0 when not yet
   asked. Other mappings may count how often they are asked. */
enum { DELETED = 0x101, OTHERWISE = 0x102 };

RT static uint16_t narrow_entry(TASK, Value table, uint32_t c)
{
    Value entry = table_entry(task, table, c);
    if (entry == VALUE_UNBOUND)
        return (uint16_t)(c + 1);
    if (entry == VALUE_NONE)
        return DELETED;
    if (value_is_small_int(entry) && value_small_int(entry) >= 0 && value_small_int(entry) < 0x100)
        return (uint16_t)(value_small_int(entry) + 1);
    if (entry && value_is_exact_str(entry) && as_str(entry)->length == 1 && as_str(entry)->width == 1)
        return (uint16_t)(str_at(as_str(entry), 0) + 1);
    return OTHERWISE;                /* an error too: it comes again */
}

/* Appends the translation of the longest start of s that stays within Latin-1; its length. */
RT static int64_t translate_narrow(TASK, StrBuilder *b, const PyStr *s, Value table)
{
    uint16_t made[256] = {0};
    const uint8_t *text = s->data;
    uint8_t *out = builder_reserve(b, s->length);
    int64_t i = 0, n = 0;
    if (!out)
        return 0;
    for (; i < s->length; i++) {
        uint16_t entry = made[text[i]];
        if (__builtin_expect(entry == 0, 0))
            entry = made[text[i]] = narrow_entry(task, table, text[i]);
        if (__builtin_expect(entry == OTHERWISE, 0))
            break;
        out[n] = (uint8_t)(entry - 1);
        n += entry != DELETED;
    }
    exception_clear(task);
    b->length += n;
    return i;
}

RT Value str_translate(TASK, Value self, Value table)
{
    const PyStr *s = as_str(self);
    StrBuilder b;
    builder_start(&b, task);
    int64_t start = s->width == 1 && value_is_exact_dict(table) ? translate_narrow(task, &b, s, table) : 0;
    if (b.failed)
        return 0;
    for (int64_t i = start; i < s->length; i++)
        if (!append_entry(task, &b, str_at(s, i), table_entry(task, table, str_at(s, i))))
            return 0;
    return builder_finish(&b);
}

RT static Value maketrans_dict(TASK, Value mapping)
{
    Value table = dict_new(task), items = call_method(task, mapping, NAME(items), NULL, 0);
    items = items ? list_from_iterable(task, items) : 0;
    for (int64_t i = 0; table && items && i < list_size(items); i++) {
        Value key = tuple_get(list_peek(items, i), 0), value = tuple_get(list_peek(items, i), 1);
        if (value_is_str(key)) {
            if (as_str(key)->length != 1)
                return raise_error(task, &type_ValueError, "string keys in translate table must be of length 1");
            key = value_from_small_int(str_at(as_str(key), 0));
        } else if (!value_is_int(key)) {
            return raise_error(task, &type_TypeError, "keys in translate table must be strings or integers");
        }
        if (!dict_set(task, table, key, value))
            return 0;
    }
    return items ? table : 0;
}

RT static Value maketrans_texts(TASK, Value x, Value y, Value z)
{
    if (!value_is_str(x))
        return raise_error(task, &type_TypeError,
            "first maketrans argument must be a string if there is a second argument");
    if (!value_is_str(y))
        return raise_error(task, &type_TypeError, "maketrans() argument 2 must be str, not %T", y);
    if (z != VALUE_UNBOUND && !value_is_str(z))
        return raise_error(task, &type_TypeError, "maketrans() argument 3 must be str, not %T", z);
    if (as_str(x)->length != as_str(y)->length)
        return raise_error(task, &type_ValueError, "the first two maketrans arguments must have equal length");
    Value table = dict_new(task);
    for (int64_t i = 0; table && i < as_str(x)->length; i++)
        if (!dict_set(task, table, value_from_small_int(str_at(as_str(x), i)), value_from_small_int(str_at(as_str(y), i))))
            return 0;
    for (int64_t i = 0; table && z != VALUE_UNBOUND && i < as_str(z)->length; i++)
        if (!dict_set(task, table, value_from_small_int(str_at(as_str(z), i)), VALUE_NONE))
            return 0;
    return table;
}

RT Value str_maketrans(TASK, Value x, Value y, Value z)
{
    if (y != VALUE_UNBOUND)
        return maketrans_texts(task, x, y, z);
    if (!value_is_dict(x))
        return raise_error(task, &type_TypeError, "if you give only one argument to maketrans it must be a dict");
    return maketrans_dict(task, x);
}

/* ---- encoding ------------------------------------------------------------------------------------------ */

RT Value str_encode(TASK, Value self, Value encoding, Value errors)
{
    int64_t length;
    const char *names[2];
    Value given[2] = { encoding, errors };
    for (int i = 0; i < 2; i++) {
        if (!value_is_str(given[i]))
            return raise_error(task, &type_TypeError, "encode() argument '%s' must be str, not %T",
                               i ? "errors" : "encoding", given[i]);
        names[i] = str_utf8(task, given[i], &length);
        if (!names[i])
            return 0;
    }
    return codec_encode(task, self, names[0], names[1]);
}

/* ---- numbers in other scripts ------------------------------------------------------------------------------ */

void str_to_ascii_number(const PyStr *s, char *out)
{
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = str_at(s, i);
        int digit = c < 128 ? -1 : unicode_decimal(c);
        out[i] = c < 128 ? (char)c : digit >= 0 ? (char)('0' + digit) : unicode_is_space(c) ? ' ' : '?';
    }
    out[s->length] = 0;
}
