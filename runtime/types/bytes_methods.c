/* Searching, splitting, replacing in bytes and bytearray. */
#define _GNU_SOURCE
#include "runtime/types/bytes_internal.h"

#include "runtime/types/containers.h"
#include "runtime/types/str.h"

/* ---- searching --------------------------------------------------------------------------------- */

int64_t span_find(ByteSpan s, ByteSpan needle, int64_t start, int64_t end)
{
    if (end - start < needle.size)
        return -1;
    const uint8_t *hit = needle.size == 0 ? s.data + start
                       : memmem(s.data + start, (size_t)(end - start), needle.data, (size_t)needle.size);
    return hit ? hit - s.data : -1;
}

int64_t span_rfind(ByteSpan s, ByteSpan needle, int64_t start, int64_t end)
{
    for (int64_t i = end - needle.size; i >= start; i--)
        if (memcmp(s.data + i, needle.data, (size_t)needle.size) == 0)
            return i;
    return -1;
}

static int64_t span_count(ByteSpan s, ByteSpan needle, int64_t start, int64_t end, int64_t limit)
{
    int64_t count = 0;
    if (needle.size == 0)
        return end < start ? 0 : end - start + 1 < limit ? end - start + 1 : limit;
    while (count < limit && (start = span_find(s, needle, start, end)) >= 0) {
        count++;
        start += needle.size;
    }
    return count;
}

typedef struct Search {
    BufferView view;
    uint8_t byte;
    ByteSpan s, needle;
    int64_t first, last;
} Search;

RT static bool search_begin(TASK, Search *search, Value self, Value sub, Value start, Value end)
{
    int64_t byte;
    search->view.owner = VALUE_NONE;
    if (value_is_int(sub) || (type_of(sub)->slots.index && !type_of(sub)->slots.get_buffer)) {
        if (!byte_from_value(task, sub, &byte, "byte must be in range(0, 256)"))
            return false;
        search->byte = (uint8_t)byte;
        search->needle = (ByteSpan){ &search->byte, 1 };
    } else if (!type_of(sub)->slots.get_buffer) {
        raise_error(task, &type_TypeError, "argument should be integer or bytes-like object, not '%T'", sub);
        return false;
    } else {
        if (!buffer_get(task, sub, &search->view, BUFFER_READ))
            return false;
        search->needle = (ByteSpan){ search->view.data, search->view.size };
    }
    search->s = byte_span(self);
    return clamp_bounds(task, start, end, search->s.size, &search->first, &search->last);
}

RT static void search_end(TASK, Search *search)
{
    if (search->view.owner != VALUE_NONE)
        buffer_release(task, &search->view);
}

RT static Value search_for(TASK, Value self, Value sub, Value start, Value end,
                           int64_t (*find)(ByteSpan, ByteSpan, int64_t, int64_t))
{
    Search search;
    if (!search_begin(task, &search, self, sub, start, end))
        return 0;
    int64_t hit = search.first > search.last ? -1 : find(search.s, search.needle, search.first, search.last);
    search_end(task, &search);
    KEEP_ALIVE(self);
    return value_from_small_int(hit);
}

RT Value bytes_find(TASK, Value self, Value sub, Value start, Value end)
{
    return search_for(task, self, sub, start, end, span_find);
}

RT Value bytes_rfind(TASK, Value self, Value sub, Value start, Value end)
{
    return search_for(task, self, sub, start, end, span_rfind);
}

RT static Value found_or_error(TASK, Value found)
{
    if (!found || value_small_int(found) >= 0)
        return found;
    return raise_error(task, &type_ValueError, "subsection not found");
}

RT Value bytes_index(TASK, Value self, Value sub, Value start, Value end)
{
    return found_or_error(task, bytes_find(task, self, sub, start, end));
}

RT Value bytes_rindex(TASK, Value self, Value sub, Value start, Value end)
{
    return found_or_error(task, bytes_rfind(task, self, sub, start, end));
}

static int64_t count_all(ByteSpan s, ByteSpan needle, int64_t first, int64_t last)
{
    return span_count(s, needle, first, last, INT64_MAX);
}

RT Value bytes_count(TASK, Value self, Value sub, Value start, Value end)
{
    Value count = search_for(task, self, sub, start, end, count_all);
    return count == value_from_small_int(-1) ? value_from_small_int(0) : count;
}

RT static int matches_end(TASK, ByteSpan s, Value part, int64_t first, int64_t last, bool at_end)
{
    BufferView view;
    if (!buffer_get(task, part, &view, BUFFER_READ))
        return -1;
    bool fits = first <= last && last - first >= view.size;
    bool same = fits && memcmp(s.data + (at_end ? last - view.size : first), view.data, (size_t)view.size) == 0;
    buffer_release(task, &view);
    return same;
}

RT static Value affix_test(TASK, Value self, Value part, Value start, Value end, bool at_end)
{
    ByteSpan s = byte_span(self);
    int64_t first, last;
    int found = 0;
    if (!clamp_bounds(task, start, end, s.size, &first, &last))
        return 0;
    if (value_is_tuple(part)) {
        for (int64_t i = 0; found == 0 && i < tuple_size(part); i++)
            found = matches_end(task, s, tuple_get(part, i), first, last, at_end);
    } else if (!type_of(part)->slots.get_buffer) {
        return raise_error(task, &type_TypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                           at_end ? "endswith" : "startswith", part);
    } else {
        found = matches_end(task, s, part, first, last, at_end);
    }
    KEEP_ALIVE(self);
    return found < 0 ? 0 : value_from_bool(found);
}

RT Value bytes_startswith(TASK, Value self, Value prefix, Value start, Value end)
{
    return affix_test(task, self, prefix, start, end, false);
}

RT Value bytes_endswith(TASK, Value self, Value suffix, Value start, Value end)
{
    return affix_test(task, self, suffix, start, end, true);
}

/* ---- split ----------------------------------------------------------------------------------------- */

static bool is_blank(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }

RT static bool append_piece(TASK, Value list, Value self, ByteSpan s, int64_t start, int64_t end)
{
    Value piece = bytes_like(task, self, s.data + start, end - start);
    return piece && list_append(task, list, piece);
}

RT static Value split_blanks(TASK, Value self, int64_t limit)
{
    ByteSpan s = byte_span(self);
    Value list = list_new(task, 0);
    int64_t i = 0;
    while (list) {
        while (i < s.size && is_blank(s.data[i]))
            i++;
        if (i >= s.size)
            return list;
        int64_t start = i, end = s.size;
        if (limit-- > 0) {
            while (i < s.size && !is_blank(s.data[i]))
                i++;
            end = i;
        } else {
            i = s.size;   /* the rest as it is */
        }
        if (!append_piece(task, list, self, s, start, end))
            return 0;
    }
    return 0;
}

RT static Value rsplit_blanks(TASK, Value self, int64_t limit)
{
    ByteSpan s = byte_span(self);
    Value list = list_new(task, 0);
    int64_t end = s.size;
    while (list) {
        while (end > 0 && is_blank(s.data[end - 1]))
            end--;
        if (end == 0)
            return list_reversed_copy(task, list);
        int64_t start = end, from = 0;
        if (limit-- > 0) {
            while (start > 0 && !is_blank(s.data[start - 1]))
                start--;
            from = start;
        } else {
            start = 0;
        }
        if (!append_piece(task, list, self, s, from, end))
            return 0;
        end = start;
    }
    return 0;
}

RT static Value split_at(TASK, Value self, ByteSpan separator, int64_t limit)
{
    ByteSpan s = byte_span(self);
    Value list = list_new(task, 0);
    int64_t start = 0, hit;
    while (list && limit-- > 0 && (hit = span_find(s, separator, start, s.size)) >= 0) {
        if (!append_piece(task, list, self, s, start, hit))
            return 0;
        start = hit + separator.size;
    }
    return list && append_piece(task, list, self, s, start, s.size) ? list : 0;
}

RT static Value rsplit_at(TASK, Value self, ByteSpan separator, int64_t limit)
{
    ByteSpan s = byte_span(self);
    Value list = list_new(task, 0);
    int64_t end = s.size, hit;
    while (list && limit-- > 0 && (hit = span_rfind(s, separator, 0, end)) >= 0) {
        if (!append_piece(task, list, self, s, hit + separator.size, end))
            return 0;
        end = hit;
    }
    return list && append_piece(task, list, self, s, 0, end) ? list_reversed_copy(task, list) : 0;
}

RT static Value split_any(TASK, Value self, Value separator, Value limit_value, bool from_end)
{
    int64_t limit;
    BufferView view;
    if (!object_index_i64(task, limit_value, &limit, true))
        return 0;
    if (limit < 0)
        limit = INT64_MAX;
    if (separator == VALUE_NONE)
        return from_end ? rsplit_blanks(task, self, limit) : split_blanks(task, self, limit);
    if (!buffer_get(task, separator, &view, BUFFER_READ))
        return 0;
    ByteSpan span = { view.data, view.size };
    Value list = span.size == 0 ? raise_error(task, &type_ValueError, "empty separator")
               : from_end ? rsplit_at(task, self, span, limit) : split_at(task, self, span, limit);
    buffer_release(task, &view);
    return list;
}

RT Value bytes_split(TASK, Value self, Value separator, Value limit) { return split_any(task, self, separator, limit, false); }
RT Value bytes_rsplit(TASK, Value self, Value separator, Value limit) { return split_any(task, self, separator, limit, true); }

RT Value bytes_splitlines(TASK, Value self, Value keep)
{
    ByteSpan s = byte_span(self);
    int keep_ends = object_truth(task, keep);
    Value list = keep_ends < 0 ? 0 : list_new(task, 0);
    for (int64_t i = 0; list && i < s.size;) {
        int64_t start = i;
        while (i < s.size && s.data[i] != '\n' && s.data[i] != '\r')
            i++;
        int64_t end = i;
        if (i < s.size)
            i += s.data[i] == '\r' && i + 1 < s.size && s.data[i + 1] == '\n' ? 2 : 1;
        if (!append_piece(task, list, self, s, start, keep_ends ? i : end))
            return 0;
    }
    return list;
}

RT static Value partition_any(TASK, Value self, Value separator, bool from_end)
{
    ByteSpan s = byte_span(self);
    BufferView view;
    Value parts[3];
    if (!buffer_get(task, separator, &view, BUFFER_READ))
        return 0;
    ByteSpan span = { view.data, view.size };
    if (span.size == 0) {
        buffer_release(task, &view);
        return raise_error(task, &type_ValueError, "empty separator");
    }
    int64_t hit = from_end ? span_rfind(s, span, 0, s.size) : span_find(s, span, 0, s.size);
    int64_t before = hit >= 0 ? hit : from_end ? 0 : s.size, after = hit >= 0 ? hit + span.size : from_end ? 0 : s.size;
    parts[0] = bytes_like(task, self, s.data, before);
    parts[1] = bytes_like(task, self, span.data, hit >= 0 ? span.size : 0);
    parts[2] = bytes_like(task, self, s.data + after, s.size - after);
    buffer_release(task, &view);
    return parts[0] && parts[1] && parts[2] ? tuple_from(task, parts, 3) : 0;
}

RT Value bytes_partition(TASK, Value self, Value separator) { return partition_any(task, self, separator, false); }
RT Value bytes_rpartition(TASK, Value self, Value separator) { return partition_any(task, self, separator, true); }

/* ---- strip ------------------------------------------------------------------------------------------- */

RT static Value strip_ends(TASK, Value self, Value chars, bool left, bool right)
{
    ByteSpan s = byte_span(self), set = { (const uint8_t *)" \t\n\r\f\v", 6 };
    BufferView view = { .owner = VALUE_NONE };
    int64_t start = 0, end = s.size;
    if (chars != VALUE_NONE) {
        if (!buffer_get(task, chars, &view, BUFFER_READ))
            return 0;
        set = (ByteSpan){ view.data, view.size };
    }
    while (left && start < end && memchr(set.data, s.data[start], (size_t)set.size))
        start++;
    while (right && end > start && memchr(set.data, s.data[end - 1], (size_t)set.size))
        end--;
    if (view.owner != VALUE_NONE)
        buffer_release(task, &view);
    if (end - start == s.size && value_has_shape(self, &shape_bytes))
        return self;
    return bytes_like(task, self, s.data + start, end - start);
}

RT Value bytes_strip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, true, true); }
RT Value bytes_lstrip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, true, false); }
RT Value bytes_rstrip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, false, true); }

RT static Value remove_affix(TASK, Value self, Value part, bool at_end)
{
    ByteSpan s = byte_span(self);
    BufferView view;
    if (!buffer_get(task, part, &view, BUFFER_READ))
        return 0;
    bool has = view.size <= s.size && memcmp(s.data + (at_end ? s.size - view.size : 0), view.data, (size_t)view.size) == 0;
    int64_t cut = has ? view.size : 0;
    buffer_release(task, &view);
    return bytes_like(task, self, s.data + (at_end ? 0 : cut), s.size - cut);
}

RT Value bytes_removeprefix(TASK, Value self, Value prefix) { return remove_affix(task, self, prefix, false); }
RT Value bytes_removesuffix(TASK, Value self, Value suffix) { return remove_affix(task, self, suffix, true); }

/* ---- replace, translate, join ------------------------------------------------------------------------ */

static void append_replaced(ByteBuilder *b, ByteSpan s, ByteSpan from, ByteSpan to, int64_t limit)
{
    int64_t start = 0, hit;
    if (from.size == 0) {
        for (int64_t i = 0; i <= s.size; i++) {
            if (limit-- > 0)
                bytes_append(b, to.data, to.size);
            if (i < s.size)
                bytes_append_byte(b, s.data[i]);
        }
        return;
    }
    while (limit-- > 0 && (hit = span_find(s, from, start, s.size)) >= 0) {
        bytes_append(b, s.data + start, hit - start);
        bytes_append(b, to.data, to.size);
        start = hit + from.size;
    }
    bytes_append(b, s.data + start, s.size - start);
}

RT Value bytes_replace(TASK, Value self, Value from_value, Value to_value, Value count)
{
    BufferView from, to;
    ByteBuilder b;
    int64_t limit;
    if (!object_index_i64(task, count, &limit, true) || !buffer_get(task, from_value, &from, BUFFER_READ))
        return 0;
    if (!buffer_get(task, to_value, &to, BUFFER_READ)) {
        buffer_release(task, &from);
        return 0;
    }
    bytes_start(&b, task);
    append_replaced(&b, byte_span(self), (ByteSpan){ from.data, from.size }, (ByteSpan){ to.data, to.size },
                    limit < 0 ? INT64_MAX : limit);
    buffer_release(task, &from);
    buffer_release(task, &to);
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

RT Value bytes_translate(TASK, Value self, Value table_value, Value delete_value)
{
    ByteSpan s = byte_span(self);
    uint8_t table[256];
    bool dropped[256] = { false };
    BufferView view;
    ByteBuilder b;
    for (int i = 0; i < 256; i++)
        table[i] = (uint8_t)i;
    if (table_value != VALUE_NONE) {
        if (!buffer_get(task, table_value, &view, BUFFER_READ))
            return 0;
        bool fits = view.size == 256;
        if (fits)
            memcpy(table, view.data, 256);
        buffer_release(task, &view);
        if (!fits)
            return raise_error(task, &type_ValueError, "translation table must be 256 characters long");
    }
    if (delete_value != VALUE_UNBOUND) {
        if (!buffer_get(task, delete_value, &view, BUFFER_READ))
            return 0;
        for (int64_t i = 0; i < view.size; i++)
            dropped[view.data[i]] = true;
        buffer_release(task, &view);
    }
    bytes_start(&b, task);
    for (int64_t i = 0; i < s.size; i++)
        if (!dropped[s.data[i]])
            bytes_append_byte(&b, table[s.data[i]]);
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

RT Value bytes_maketrans(TASK, Value from_value, Value to_value)
{
    BufferView from, to;
    uint8_t table[256];
    for (int i = 0; i < 256; i++)
        table[i] = (uint8_t)i;
    if (!buffer_get(task, from_value, &from, BUFFER_READ))
        return 0;
    if (!buffer_get(task, to_value, &to, BUFFER_READ)) {
        buffer_release(task, &from);
        return 0;
    }
    bool same = from.size == to.size;
    for (int64_t i = 0; same && i < from.size; i++)
        table[from.data[i]] = to.data[i];
    buffer_release(task, &from);
    buffer_release(task, &to);
    return same ? bytes_from_data(task, table, 256)
                : raise_error(task, &type_ValueError, "maketrans arguments must have same length");
}

RT Value bytes_join(TASK, Value self, Value iterable)
{
    ByteSpan separator = byte_span(self);
    ByteBuilder b;
    if (!type_of(iterable)->slots.iter && !type_of(iterable)->slots.get_item)
        return raise_error(task, &type_TypeError, "can only join an iterable");
    Value items = tuple_from_iterable(task, iterable);
    if (!items)
        return 0;
    bytes_start(&b, task);
    for (int64_t i = 0; i < tuple_size(items); i++) {
        Value item = tuple_get(items, i);
        BufferView view;
        if (!type_of(item)->slots.get_buffer)
            return raise_error(task, &type_TypeError, "sequence item %ld: expected a bytes-like object, %T found",
                               (long)i, item);
        if (!buffer_get(task, item, &view, BUFFER_READ))
            return 0;
        if (i)
            bytes_append(&b, separator.data, separator.size);
        bytes_append(&b, view.data, view.size);
        buffer_release(task, &view);
    }
    KEEP_ALIVE(self);
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

/* ---- text ------------------------------------------------------------------------------------------------ */

RT Value bytes_decode(TASK, Value self, Value encoding, Value errors)
{
    ByteSpan s = byte_span(self);
    int64_t length;
    const char *names[2];
    Value given[2] = { encoding, errors };
    for (int i = 0; i < 2; i++) {
        if (!value_is_str(given[i]))
            return raise_error(task, &type_TypeError, "decode() argument '%s' must be str, not %T",
                               i ? "errors" : "encoding", given[i]);
        names[i] = str_utf8(task, given[i], &length);
        if (!names[i])
            return 0;
    }
    return codec_decode(task, s.data, s.size, names[0], names[1]);
}

static int hex_digit(uint32_t c)
{
    return c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)(c | 32) - 'a' + 10 : -1;
}

RT Value bytes_fromhex(TASK, Value class, Value text)
{
    ByteBuilder b;
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "fromhex() argument must be str, not %T", text);
    const PyStr *s = as_str(text);
    bytes_start(&b, task);
    for (int64_t i = 0; i < s->length;) {
        uint32_t c = str_at(s, i);
        if (c < 128 && is_blank((uint8_t)c)) {
            i++;
            continue;
        }
        int high = c < 128 ? hex_digit(c) : -1;
        uint32_t next = i + 1 < s->length ? str_at(s, i + 1) : 0;
        int low = high >= 0 && next < 128 ? hex_digit(next) : -1;
        if (high < 0 || low < 0)
            return raise_error(task, &type_ValueError, "non-hexadecimal number found in fromhex() arg at position %ld",
                               (long)(high < 0 ? i : i + 1));
        bytes_append_byte(&b, (uint8_t)(high << 4 | low));
        i += 2;
    }
    if ((PyType *)class == &type_bytes)
        return bytes_finish(&b);
    if ((PyType *)class == &type_bytearray)
        return b.failed ? 0 : bytearray_from_data(task, b.data, b.length);
    Value bytes = bytes_finish(&b);
    return bytes ? call_one(task, class, bytes) : 0;
}

RT static bool hex_separator(TASK, Value v, int *separator)
{
    *separator = -1;
    if (v == VALUE_UNBOUND)
        return true;
    int64_t length = value_is_str(v) ? as_str(v)->length : value_is_bytes(v) ? as_bytes(v)->length : -1;
    if (length < 0) {
        raise_error(task, &type_TypeError, "sep must be str or bytes.");
        return false;
    }
    if (length != 1) {
        raise_error(task, &type_ValueError, "sep must be length 1.");
        return false;
    }
    *separator = value_is_str(v) ? (int)str_at(as_str(v), 0) : as_bytes(v)->data[0];
    if (*separator < 128)
        return true;
    raise_error(task, &type_ValueError, "sep must be ASCII.");
    return false;
}

/* Groups of `per` bytes, counted from the end, from the start when negative. */
RT Value bytes_hex_of(TASK, ByteSpan s, Value separator_value, Value per_value)
{
    static const char hex[] = "0123456789abcdef";
    StrBuilder b;
    int64_t per;
    int separator;
    if (!hex_separator(task, separator_value, &separator) || !object_index_i64(task, per_value, &per, true))
        return 0;
    builder_start(&b, task);
    for (int64_t i = 0; i < s.size; i++) {
        bool border = per > 0 ? (s.size - i) % per == 0 : per < 0 && i % -per == 0;
        if (i && separator >= 0 && border)
            builder_char(&b, (uint32_t)separator);
        builder_char(&b, (unsigned char)hex[s.data[i] >> 4]);
        builder_char(&b, (unsigned char)hex[s.data[i] & 15]);
    }
    return builder_finish(&b);
}

RT Value bytes_hex(TASK, Value self, Value separator, Value per) { return bytes_hex_of(task, byte_span(self), separator, per); }
