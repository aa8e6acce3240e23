/* Taking text apart and putting it together: split, partition, strip, replace, join. */
#include "runtime/types/str_internal.h"

#include "runtime/types/containers.h"
#include "runtime/types/unicode.h"

RT static bool need_str(TASK, Value v, const char *what)
{
    if (value_is_str(v))
        return true;
    raise_error(task, &type_TypeError, "%s must be str, not %T", what, v);
    return false;
}

RT static bool append_slice(TASK, Value list, Value str, int64_t start, int64_t end)
{
    Value piece = str_substring(task, str, start, end);
    return piece && list_append(task, list, piece);
}

/* Pieces found from the end are in reverse order. */
static Value reversed(Value list)
{
    for (int64_t i = 0, j = list_size(list) - 1; i < j; i++, j--) {
        Value first = list_peek(list, i), last = list_peek(list, j);
        list_init(list, i, last);
        list_init(list, j, first);
    }
    return list;
}

/* ---- split -------------------------------------------------------------------------------------- */

static bool is_ascii_blank(uint8_t c) { return c == ' ' || (uint8_t)(c - 9) < 5 || (uint8_t)(c - 28) < 4; }

RT static Value split_ascii(TASK, Value str)
{
    const uint8_t *p = as_str(str)->data;
    Value list = list_new(task, 0);
    int64_t i = 0, n = as_str(str)->length;
    while (list) {
        while (i < n && is_ascii_blank(p[i]))
            i++;
        if (i >= n)
            break;
        int64_t start = i;
        while (i < n && !is_ascii_blank(p[i]))
            i++;
        if (!append_slice(task, list, str, start, i))
            return 0;
    }
    return list;
}

RT static Value split_blanks(TASK, Value str, int64_t limit)
{
    const PyStr *s = as_str(str);
    if (str_is_ascii(s) && limit == INT64_MAX)
        return split_ascii(task, str);
    Value list = list_new(task, 0);
    int64_t i = 0, n = s->length;
    while (list) {
        while (i < n && unicode_is_space(str_at(s, i)))
            i++;
        if (i >= n)
            return list;
        int64_t start = i, end = n;
        if (limit-- > 0) {
            while (i < n && !unicode_is_space(str_at(s, i)))
                i++;
            end = i;
        } else {
            i = n;   /* the rest as it is */
        }
        if (!append_slice(task, list, str, start, end))
            return 0;
    }
    return 0;
}

RT static Value rsplit_blanks(TASK, Value str, int64_t limit)
{
    const PyStr *s = as_str(str);
    Value list = list_new(task, 0);
    int64_t end = s->length;
    while (list) {
        while (end > 0 && unicode_is_space(str_at(s, end - 1)))
            end--;
        if (end == 0)
            return reversed(list);
        int64_t start = end, from = 0;
        if (limit-- > 0) {
            while (start > 0 && !unicode_is_space(str_at(s, start - 1)))
                start--;
            from = start;
        } else {
            start = 0;
        }
        if (!append_slice(task, list, str, from, end))
            return 0;
        end = start;
    }
    return 0;
}

RT static Value split_at(TASK, Value str, const PyStr *separator, int64_t limit)
{
    const PyStr *s = as_str(str);
    Value list = list_new(task, 0);
    int64_t start = 0, hit;
    while (list && limit-- > 0 && (hit = str_find_in(s, separator, start, s->length)) >= 0) {
        if (!append_slice(task, list, str, start, hit))
            return 0;
        start = hit + separator->length;
    }
    return list && append_slice(task, list, str, start, s->length) ? list : 0;
}

RT static Value rsplit_at(TASK, Value str, const PyStr *separator, int64_t limit)
{
    const PyStr *s = as_str(str);
    Value list = list_new(task, 0);
    int64_t end = s->length, hit;
    while (list && limit-- > 0 && (hit = str_rfind_in(s, separator, 0, end)) >= 0) {
        if (!append_slice(task, list, str, hit + separator->length, end))
            return 0;
        end = hit;
    }
    return list && append_slice(task, list, str, 0, end) ? reversed(list) : 0;
}

RT static bool split_arguments(TASK, Value separator, Value limit_value, int64_t *limit)
{
    if (!object_index_i64(task, limit_value, limit, true))
        return false;
    if (*limit < 0)
        *limit = INT64_MAX;
    if (separator == VALUE_NONE)
        return true;
    if (!value_is_str(separator)) {
        raise_error(task, &type_TypeError, "must be str or None, not %T", separator);
        return false;
    }
    if (as_str(separator)->length)
        return true;
    raise_error(task, &type_ValueError, "empty separator");
    return false;
}

RT Value str_split(TASK, Value self, Value separator, Value limit_value)
{
    int64_t limit;
    if (!split_arguments(task, separator, limit_value, &limit))
        return 0;
    return separator == VALUE_NONE ? split_blanks(task, self, limit) : split_at(task, self, as_str(separator), limit);
}

RT Value str_rsplit(TASK, Value self, Value separator, Value limit_value)
{
    int64_t limit;
    if (!split_arguments(task, separator, limit_value, &limit))
        return 0;
    return separator == VALUE_NONE ? rsplit_blanks(task, self, limit) : rsplit_at(task, self, as_str(separator), limit);
}

RT Value str_splitlines(TASK, Value self, Value keep)
{
    const PyStr *s = as_str(self);
    int keep_ends = object_truth(task, keep);
    Value list = keep_ends < 0 ? 0 : list_new(task, 0);
    for (int64_t i = 0; list && i < s->length;) {
        int64_t start = i;
        while (i < s->length && !unicode_is_line_break(str_at(s, i)))
            i++;
        int64_t end = i;
        if (i < s->length)
            i += str_at(s, i) == '\r' && i + 1 < s->length && str_at(s, i + 1) == '\n' ? 2 : 1;
        if (!append_slice(task, list, self, start, keep_ends ? i : end))
            return 0;
    }
    return list;
}

/* ---- partition -------------------------------------------------------------------------------------- */

RT static Value partition_at(TASK, Value self, Value separator, int64_t hit, bool from_end)
{
    Value parts[3] = { STR_EMPTY, STR_EMPTY, STR_EMPTY };
    if (hit < 0) {
        parts[from_end ? 2 : 0] = str_exact(task, self);
    } else {
        parts[0] = str_substring(task, self, 0, hit);
        parts[1] = separator;
        parts[2] = str_substring(task, self, hit + as_str(separator)->length, as_str(self)->length);
    }
    return parts[0] && parts[2] ? tuple_from(task, parts, 3) : 0;
}

RT static bool partition_argument(TASK, Value separator)
{
    if (!value_is_str(separator)) {
        raise_error(task, &type_TypeError, "must be str, not %T", separator);
        return false;
    }
    if (as_str(separator)->length)
        return true;
    raise_error(task, &type_ValueError, "empty separator");
    return false;
}

RT Value str_partition(TASK, Value self, Value separator)
{
    if (!partition_argument(task, separator))
        return 0;
    int64_t hit = str_find_in(as_str(self), as_str(separator), 0, as_str(self)->length);
    return partition_at(task, self, separator, hit, false);
}

RT Value str_rpartition(TASK, Value self, Value separator)
{
    if (!partition_argument(task, separator))
        return 0;
    int64_t hit = str_rfind_in(as_str(self), as_str(separator), 0, as_str(self)->length);
    return partition_at(task, self, separator, hit, true);
}

/* ---- strip ------------------------------------------------------------------------------------------- */

static bool to_strip(uint32_t c, const PyStr *set)
{
    return set ? text_find_char(set->width, set->data, c, 0, set->length) >= 0 : unicode_is_space(c);
}

RT static Value strip_ends(TASK, Value self, Value chars, bool left, bool right, const char *name)
{
    const PyStr *s = as_str(self), *set = NULL;
    int64_t start = 0, end = s->length;
    if (chars != VALUE_NONE) {
        if (!value_is_str(chars))
            return raise_error(task, &type_TypeError, "%s arg must be None or str", name);
        set = as_str(chars);
    }
    while (left && start < end && to_strip(str_at(s, start), set))
        start++;
    while (right && end > start && to_strip(str_at(s, end - 1), set))
        end--;
    return str_substring(task, self, start, end);
}

RT Value str_strip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, true, true, "strip"); }
RT Value str_lstrip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, true, false, "lstrip"); }
RT Value str_rstrip(TASK, Value self, Value chars) { return strip_ends(task, self, chars, false, true, "rstrip"); }

RT Value str_removeprefix(TASK, Value self, Value prefix)
{
    if (!need_str(task, prefix, "removeprefix() argument"))
        return 0;
    const PyStr *s = as_str(self), *p = as_str(prefix);
    bool starts = p->length <= s->length && str_matches_at(s, 0, p);
    return str_substring(task, self, starts ? p->length : 0, s->length);
}

RT Value str_removesuffix(TASK, Value self, Value suffix)
{
    if (!need_str(task, suffix, "removesuffix() argument"))
        return 0;
    const PyStr *s = as_str(self), *p = as_str(suffix);
    bool ends = p->length <= s->length && str_matches_at(s, s->length - p->length, p);
    return str_substring(task, self, 0, s->length - (ends ? p->length : 0));
}

/* ---- replace ------------------------------------------------------------------------------------------- */

RT static Value interleave(TASK, const PyStr *s, const PyStr *to, int64_t limit)
{
    StrBuilder b;
    builder_start(&b, task);
    for (int64_t i = 0; i <= s->length; i++) {
        if (limit-- > 0)
            builder_slice(&b, to, 0, to->length);
        if (i < s->length)
            builder_char(&b, str_at(s, i));
    }
    return builder_finish(&b);
}

/* Every byte `from` of s replaced: no search, one pass. */
RT static Value replace_bytes(TASK, const PyStr *s, uint8_t from, const PyStr *to)
{
    int64_t count = 0, at = 0;
    const uint8_t *in = s->data;
    for (int64_t i = 0; i < s->length; i++)
        count += in[i] == from;
    PyStr *result = str_new(task, s->length + count * (to->length - 1), 0x7f);
    uint8_t *out = result ? result->data : NULL;
    if (result && to->length == 1)
        for (int64_t i = 0; i < s->length; i++)
            out[i] = in[i] == from ? *(uint8_t *)to->data : in[i];
    else
        for (int64_t i = 0; result && i < s->length; i++) {
            if (in[i] != from) {
                out[at++] = in[i];
                continue;
            }
            for (int64_t k = 0; k < to->length; k++)
                out[at++] = ((uint8_t *)to->data)[k];
        }
    return value_from_object(result);
}

RT Value str_replace_all(TASK, Value self, Value from_value, Value to_value, int64_t limit)
{
    PyStr *s = as_str(self), *from = as_str(from_value), *to = as_str(to_value);
    if (limit < 0)
        limit = INT64_MAX;
    if (from->length == 0)
        return limit ? interleave(task, s, to, limit) : str_exact(task, self);
    int64_t count = str_count_in(s, from, 0, s->length, limit);
    if (count == 0)
        return str_exact(task, self);
    if (from->length == 1 && str_is_ascii(s) && str_is_ascii(to) && limit == INT64_MAX && to->length <= 4 &&
        s->length + count * (to->length - 1) > 1)
        return replace_bytes(task, s, *(uint8_t *)from->data, to);
    uint32_t max = max_char_of(s) > max_char_of(to) ? max_char_of(s) : max_char_of(to);
    bool may_narrow = max > 0x7f;
    int64_t length = s->length + count * (to->length - from->length), at = 0, start = 0;
    PyStr *result = str_new(task, length, max);
    if (!result)
        return 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t hit = str_find_in(s, from, start, s->length);
        text_copy(result->width, text_address(result, at), s->width, text_address(s, start), hit - start);
        at += hit - start;
        text_copy(result->width, text_address(result, at), to->width, to->data, to->length);
        at += to->length;
        start = hit + from->length;
    }
    text_copy(result->width, text_address(result, at), s->width, text_address(s, start), s->length - start);
    return may_narrow || length < 2 ? str_from_text(task, result->width, result->data, length) : value_from_object(result);
}

RT Value str_replace(TASK, Value self, Value from, Value to, Value count)
{
    int64_t limit;
    if (!need_str(task, from, "replace() argument 1") || !need_str(task, to, "replace() argument 2") ||
        !object_index_i64(task, count, &limit, true))
        return 0;
    return str_replace_all(task, self, from, to, limit);
}

RT Value str_join_method(TASK, Value self, Value iterable) { return str_join(task, self, iterable); }
