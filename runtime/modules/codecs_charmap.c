/* _codecs: codecs of one byte a character, by a table of 256 characters or by a mapping. */
#include "runtime/modules/codecs_module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codecs.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static const char undefined[] = "character maps to <undefined>";

/* What the error handler says about [start, end): its replacement, and where to go on. */
static Value handled(struct Task *task, PyType *type, Value errors, Value object, int64_t *start, int64_t end)
{
    codec_raise(task, type, "charmap", object, *start, end, undefined);
    Value exception = exception_take(task), name = errors == VALUE_NONE ? str_intern_c(task, "strict") : errors;
    Value handler = name ? codecs_error_handler(task, name) : 0, answer = handler ? call_one(task, handler, exception) : 0;
    int64_t to;
    if (!answer)
        return 0;
    if (!value_is_tuple(answer) || tuple_size(answer) != 2)
        return raise_error(task, &type_TypeError, "%s error handler must return (str, int) tuple", type == &type_UnicodeEncodeError ? "encoding" : "decoding");
    if (!object_index_i64(task, tuple_get(answer, 1), &to, false))
        return 0;
    int64_t length = object_length(task, object), at = to < 0 ? to + length : to;
    if (at < 0 || at > length)
        return raise_error(task, &type_IndexError, "position %ld from error handler out of bounds", (long)to);
    *start = at;
    return tuple_get(answer, 0);
}

/* What a mapping has for a key: VALUE_UNBOUND when nothing, or None. */
static Value mapped(struct Task *task, Value mapping, int64_t key)
{
    Value item = object_get_item(task, mapping, value_from_small_int(key));
    if (!item && exception_matches(task, &type_LookupError)) {
        exception_clear(task);
        return VALUE_UNBOUND;
    }
    return item == VALUE_NONE ? VALUE_UNBOUND : item;
}

static Value result_with(struct Task *task, Value result, int64_t count)
{
    Value words[2] = {result, value_from_small_int(count)};
    return result ? tuple_from(task, words, 2) : 0;
}

/* Appends what a byte stands for; 0 when nothing, -1 failed. */
static int put_decoded(struct Task *task, StrBuilder *out, Value mapping, uint8_t byte)
{
    if (value_is_str(mapping)) {
        uint32_t c = byte < as_str(mapping)->length ? str_at(as_str(mapping), byte) : 0xfffe;
        return c == 0xfffe ? 0 : builder_put(out, c) ? 1 : -1;
    }
    Value item = mapped(task, mapping, byte);
    if (item == 0 || item == VALUE_UNBOUND)
        return item ? 0 : -1;
    if (value_is_str(item))
        return str_is(item, "\xef\xbf\xbe") ? 0 : builder_str(out, item) ? 1 : -1;
    if (!value_is_small_int(item))
        return fail_int(raise_error(task, &type_TypeError, "character mapping must return integer, None or str"));
    int64_t c = value_small_int(item);
    if (c < 0 || c > 0x10ffff)
        return fail_int(raise_error(task, &type_TypeError, "character mapping must be in range(0x110000)"));
    return c == 0xfffe ? 0 : builder_put(out, (uint32_t)c) ? 1 : -1;
}

RT Value codecs_charmap_decode(TASK, Value data, Value errors, Value mapping)
{
    Value bytes = value_is_bytes(data) ? data : bytes_from_object(task, data);
    StrBuilder out;
    if (!bytes)
        return 0;
    int64_t size = as_bytes(bytes)->length;
    if (mapping == VALUE_NONE)
        return result_with(task, str_from_latin1(task, as_bytes(bytes)->data, size), size);
    builder_start(&out, task);
    for (int64_t i = 0; i < size;) {
        int put = put_decoded(task, &out, mapping, as_bytes(bytes)->data[i]);
        if (put < 0)
            return 0;
        if (put) {
            i++;
            continue;
        }
        Value text = handled(task, &type_UnicodeDecodeError, errors, bytes, &i, i + 1);
        if (!text || !value_is_str(text) || !builder_str(&out, text))
            return 0;
    }
    return result_with(task, builder_finish(&out), size);
}

/* The bytes of a character, as a bytes object or small int; VALUE_UNBOUND: it has none. */
static Value encoded(struct Task *task, Value mapping, uint32_t c)
{
    if (mapping == VALUE_NONE)
        return c < 256 ? value_from_small_int(c) : VALUE_UNBOUND;
    Value item = mapped(task, mapping, c);
    if (item == 0 || item == VALUE_UNBOUND || value_is_bytes(item))
        return item;
    if (!value_is_small_int(item))
        return raise_error(task, &type_TypeError, "character mapping must return integer, bytes or None, not %T", item);
    if (value_small_int(item) < 0 || value_small_int(item) > 255)
        return raise_error(task, &type_TypeError, "character mapping must be in range(256)");
    return item;
}
static bool put_encoded(struct Task *task, Value parts, Value item)
{
    uint8_t byte = value_is_small_int(item) ? (uint8_t)value_small_int(item) : 0;
    Value bytes = value_is_small_int(item) ? bytes_from_data(task, &byte, 1) : item;
    return bytes && list_append(task, parts, bytes);
}

/* The replacement that a handler gives: bytes as they are, text through the mapping. */
static bool put_replacement(struct Task *task, Value parts, Value text, Value mapping, Value object, int64_t at)
{
    if (value_is_bytes(text))
        return put_encoded(task, parts, text);
    for (int64_t i = 0; value_is_str(text) && i < as_str(text)->length; i++) {
        Value item = encoded(task, mapping, str_at(as_str(text), i));
        if (item == VALUE_UNBOUND) {
            codec_raise(task, &type_UnicodeEncodeError, "charmap", object, at, at + 1, undefined);
            return false;
        }
        if (!item || !put_encoded(task, parts, item))
            return false;
    }
    return true;
}

RT Value codecs_charmap_encode(TASK, Value text, Value errors, Value mapping)
{
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "charmap_encode() argument 1 must be str, not %T", text);
    const PyStr *s = as_str(text);
    Value parts = list_new(task, 0), join = str_intern_c(task, "join");
    for (int64_t i = 0; parts && i < s->length;) {
        Value item = encoded(task, mapping, str_at(s, i));
        if (!item || (item != VALUE_UNBOUND && !put_encoded(task, parts, item)))
            return 0;
        if (item != VALUE_UNBOUND) {
            i++;
            continue;
        }
        int64_t start = i, end = i + 1;
        while (end < s->length && (item = encoded(task, mapping, str_at(s, end))) == VALUE_UNBOUND)
            end++;
        Value replacement = item ? handled(task, &type_UnicodeEncodeError, errors, text, &i, end) : 0;
        if (!replacement || !put_replacement(task, parts, replacement, mapping, text, start))
            return 0;
    }
    Value joined = parts && join ? call_method(task, BYTES_EMPTY, join, &parts, 1) : 0;
    return result_with(task, joined, s->length);
}

RT Value codecs_charmap_build(TASK, Value table)
{
    if (!value_is_str(table))
        return raise_error(task, &type_TypeError, "charmap_build() argument must be str, not %T", table);
    Value dict = dict_new(task);
    for (int64_t i = 0; dict && i < as_str(table)->length && i < 256; i++) {
        uint32_t c = str_at(as_str(table), i);
        if (c != 0xfffe && !dict_set(task, dict, value_from_small_int(c), value_from_small_int(i)))
            return 0;
    }
    return dict;
}
