/* escape_encode and escape_decode of _codecs: bytes as they stand in a literal, without quotes. */
#include "runtime/modules/codecs_module.h"

#include <string.h>

#include "runtime/types/byte_builder.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codecs.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

static Value with_count(struct Task *task, Value bytes, int64_t count)
{
    Value words[2] = {bytes, value_from_small_int(count)};
    return bytes ? tuple_from(task, words, 2) : 0;
}

RT Value codecs_escape_encode(TASK, Value data, Value errors)
{
    static const char hex[] = "0123456789abcdef";
    if (!value_is_bytes(data))
        return raise_error(task, &type_TypeError, "escape_encode() argument 1 must be bytes, not %T", data);
    ByteBuilder out;
    bytes_start(&out, task);
    PyBytes *bytes = (PyBytes *)data;
    for (int64_t i = 0; i < bytes->length; i++) {
        uint8_t c = bytes->data[i];
        char letter = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\'' || c == '\\' ? (char)c : 0;
        if (letter)
            bytes_append(&out, (char[]){'\\', letter}, 2);
        else if (c < ' ' || c >= 0x7f)
            bytes_append(&out, (char[]){'\\', 'x', hex[c >> 4], hex[c & 15]}, 4);
        else
            bytes_append_byte(&out, c);
    }
    return with_count(task, bytes_finish(&out), bytes->length);
}

/* \x at data[at - 2]; gives where it goes on, -1 on failure. */
static int64_t put_hex(ByteBuilder *out, const uint8_t *data, int64_t size, int64_t at, const char *errors)
{
    int high = at < size ? codec_hex_digit(data[at]) : -1, low = at + 1 < size ? codec_hex_digit(data[at + 1]) : -1;
    if (high >= 0 && low >= 0)
        return bytes_append_byte(out, (uint8_t)(high << 4 | low)) ? at + 2 : -1;
    if (!errors || strcmp(errors, "strict") == 0)
        raise_error(out->task, &type_ValueError, "invalid \\x escape at position %zd", at - 2);
    else if (strcmp(errors, "replace") == 0)
        bytes_append_byte(out, '?');
    else if (strcmp(errors, "ignore") != 0)
        raise_error(out->task, &type_ValueError, "decoding error; unknown error handling code: %s", errors);
    return out->task->exception ? -1 : at + (high >= 0);
}

static Value decode(struct Task *task, const uint8_t *data, int64_t size, const char *errors)
{
    ByteBuilder out;
    CodecOddEscape odd = {0};
    bytes_start(&out, task);
    for (int64_t at = 0; at < size;) {
        if (data[at] != '\\') {
            bytes_append_byte(&out, data[at++]);
            continue;
        }
        if (++at == size)
            return raise_error(task, &type_ValueError, "Trailing \\ in string");
        uint8_t c = data[at++];
        int meaning = codec_escape_letter(c);
        if (meaning >= 0) {
            bytes_append_byte(&out, (uint8_t)meaning);
        } else if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && at < size && data[at] >= '0' && data[at] <= '7'; i++)
                value = value * 8 + data[at++] - '0';
            if (value > 0xff)
                codec_note_odd(&odd, data + at - 3, 3);
            bytes_append_byte(&out, (uint8_t)value);
        } else if (c == 'x') {
            if ((at = put_hex(&out, data, size, at, errors)) < 0)
                return 0;
        } else if (c != '\n') {
            codec_note_odd(&odd, data + at - 1, 1);
            bytes_append(&out, (char[]){'\\', (char)c}, 2);
        }
    }
    return codec_warn_odd(task, &odd) ? with_count(task, bytes_finish(&out), size) : 0;
}

RT Value codecs_escape_decode(TASK, Value data, Value errors)
{
    int64_t length;
    const char *handling = NULL;
    if (errors != VALUE_NONE && !value_is_str(errors))
        return raise_error(task, &type_TypeError, "escape_decode() argument 2 must be str or None, not %T", errors);
    if (errors != VALUE_NONE && !(handling = str_utf8(task, errors, &length)))
        return 0;
    Value bytes = value_is_str(data) ? codec_encode(task, data, "utf-8", NULL) : call_one(task, (Value)&type_bytes, data);
    return bytes ? decode(task, ((PyBytes *)bytes)->data, ((PyBytes *)bytes)->length, handling) : 0;
}
