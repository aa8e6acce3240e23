/* Bytes to text. A malformed piece (for UTF-8 the longest prefix of a valid sequence, as the
   Unicode standard recommends) goes to the error handler. */
#include "runtime/types/codecs_internal.h"

#include "runtime/types/bytes.h"
#include "runtime/types/str_internal.h"

static bool fail(Decoder *d, int64_t start, int64_t end, const char *reason)
{
    struct Task *task = d->out.task;
    Value bytes = bytes_from_data(task, d->data, d->size);
    if (bytes)
        codec_raise(task, &type_UnicodeDecodeError, codec_encoding_name(d->encoding), bytes, start, end, reason);
    return false;
}

/* Length of an encoded surrogate at `at` that surrogatepass lets through, or 0. */
static int64_t passed_surrogate(Decoder *d, int64_t at, uint32_t *c)
{
    const uint8_t *p = d->data + at;
    int64_t left = d->size - at;
    if (d->encoding == ENCODING_UTF8 && left >= 3) {
        *c = (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63u);
        return p[0] == 0xed && (p[1] & 0xe0) == 0xa0 && (p[2] & 0xc0) == 0x80 ? 3 : 0;
    }
    if ((d->encoding == ENCODING_UTF16_LE || d->encoding == ENCODING_UTF16_BE) && left >= 2) {
        *c = d->encoding == ENCODING_UTF16_LE ? (uint32_t)(p[0] | p[1] << 8) : (uint32_t)(p[1] | p[0] << 8);
        return *c >= 0xd800 && *c <= 0xdfff ? 2 : 0;
    }
    if ((d->encoding == ENCODING_UTF32_LE || d->encoding == ENCODING_UTF32_BE) && left >= 4) {
        bool little = d->encoding == ENCODING_UTF32_LE;
        *c = (uint32_t)p[little ? 0 : 3] | (uint32_t)p[little ? 1 : 2] << 8 | (uint32_t)p[little ? 2 : 1] << 16 |
             (uint32_t)p[little ? 3 : 0] << 24;
        return *c >= 0xd800 && *c <= 0xdfff ? 4 : 0;
    }
    return 0;
}

bool decoder_handle(Decoder *d, int64_t start, int64_t *end, const char *reason)
{
    static const char hex[] = "0123456789abcdef";
    uint32_t c;
    int64_t length, malformed_end = *end;
    switch (d->errors) {
    case ERRORS_IGNORE: return true;
    case ERRORS_REPLACE: return builder_char(&d->out, 0xfffd);
    case ERRORS_BACKSLASH:
        for (int64_t i = start; i < *end; i++) {
            char text[4] = { '\\', 'x', hex[d->data[i] >> 4], hex[d->data[i] & 15] };
            builder_ascii(&d->out, text, 4);
        }
        return true;
    case ERRORS_SURROGATEESCAPE:
        for (length = 0; start + length < *end && d->data[start + length] >= 0x80; length++)
            builder_char(&d->out, 0xdc00 + d->data[start + length]);
        *end = start + length;
        return length ? true : fail(d, start, malformed_end, reason);
    case ERRORS_SURROGATEPASS:
        length = passed_surrogate(d, start, &c);
        *end = start + length;
        return length ? builder_char(&d->out, c) : fail(d, start, malformed_end, reason);
    case ERRORS_XML: case ERRORS_NAMEREPLACE:
        raise_error(d->out.task, &type_TypeError, "don't know how to handle UnicodeDecodeError in error callback");
        return false;
    case ERRORS_UNKNOWN: return codec_raise_errors(d->out.task, d->errors_name) != 0;
    case ERRORS_STRICT: break;
    }
    return fail(d, start, *end, reason);
}

/* ---- UTF-8 -------------------------------------------------------------------------------------------- */

/* Decodes one sequence at p; gives its length, or minus the length of the malformed prefix. */
static int utf8_sequence(const uint8_t *p, int64_t left, uint32_t *c, const char **reason)
{
    uint8_t first = p[0];
    int more = first >= 0xc2 && first <= 0xdf ? 1 : (first & 0xf0) == 0xe0 ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
    if (!more) {
        *reason = "invalid start byte";
        return -1;
    }
    *c = first & (0x3fu >> more);
    for (int i = 1; i <= more; i++) {
        uint8_t low = 0x80, high = 0xbf;
        if (i >= left) {
            *reason = "unexpected end of data";
            return -i;
        }
        if (i == 1) {
            low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
            high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        }
        if (p[i] < low || p[i] > high) {
            *reason = "invalid continuation byte";
            return -i;
        }
        *c = *c << 6 | (p[i] & 0x3f);
    }
    return more + 1;
}

static bool decode_utf8(Decoder *d)
{
    const char *reason = NULL;
    for (int64_t i = 0; i < d->size;) {
        uint32_t c;
        int64_t run = i;
        run += text_ascii_prefix(d->data + run, d->size - run);
        if (run - i >= 16 && !builder_ascii(&d->out, (const char *)d->data + i, run - i))
            return false;
        for (i = run - i >= 16 ? run : i; i < run; i++)
            builder_put(&d->out, d->data[i]);
        if (i == d->size)
            break;
        int length = utf8_sequence(d->data + i, d->size - i, &c, &reason);
        if (length > 0) {
            builder_put(&d->out, c);
            i += length;
            continue;
        }
        int64_t end = i - length;
        if (!decoder_handle(d, i, &end, reason))
            return false;
        i = end;
    }
    return true;
}

/* ---- the others ------------------------------------------------------------------------------------------ */

static bool decode_ascii(Decoder *d)
{
    for (int64_t i = 0; i < d->size;) {
        int64_t end = i + 1;
        if (d->data[i] < 0x80)
            builder_char(&d->out, d->data[i]);
        else if (!decoder_handle(d, i, &end, "ordinal not in range(128)"))
            return false;
        i = end;
    }
    return true;
}

static uint32_t unit_at(const uint8_t *p, int size, bool big)
{
    uint32_t unit = 0;
    for (int i = 0; i < size; i++)
        unit |= (uint32_t)p[i] << 8 * (big ? size - 1 - i : i);
    return unit;
}

static bool decode_utf16(Decoder *d)
{
    bool big = d->encoding == ENCODING_UTF16_BE;
    for (int64_t i = d->start; i < d->size;) {
        const uint8_t *p = d->data + i;
        int64_t left = d->size - i, end = i + 2;
        const char *reason = NULL;
        uint32_t unit = left >= 2 ? unit_at(p, 2, big) : 0;
        if (left < 2) {
            reason = "truncated data";
            end = d->size;
        } else if (unit < 0xd800 || unit > 0xdfff) {
            builder_char(&d->out, unit);
        } else if (unit >= 0xdc00) {
            reason = "illegal encoding";
        } else if (left < 4) {
            reason = "unexpected end of data";
            end = d->size;
        } else {
            uint32_t low = unit_at(p + 2, 2, big);
            if (low >= 0xdc00 && low <= 0xdfff) {
                builder_char(&d->out, 0x10000 + ((unit & 0x3ff) << 10 | (low & 0x3ff)));
                end = i + 4;
            } else {
                reason = "illegal UTF-16 surrogate";
            }
        }
        if (reason && !decoder_handle(d, i, &end, reason))
            return false;
        i = end;
    }
    return true;
}

static bool decode_utf32(Decoder *d)
{
    bool big = d->encoding == ENCODING_UTF32_BE;
    for (int64_t i = d->start; i < d->size;) {
        int64_t left = d->size - i, end = left < 4 ? d->size : i + 4;
        uint32_t c = left < 4 ? 0 : unit_at(d->data + i, 4, big);
        const char *reason = left < 4 ? "truncated data" : c > 0x10ffff ? "code point not in range(0x110000)"
            : c >= 0xd800 && c <= 0xdfff ? "code point in surrogate code point range(0xd800, 0xe000)" : NULL;
        if (!reason)
            builder_char(&d->out, c);
        else if (!decoder_handle(d, i, &end, reason))
            return false;
        i = end;
    }
    return true;
}

/* Takes a byte order mark away; without one the order is this machine's. */
static void take_byte_order(Decoder *d)
{
    int size = d->encoding == ENCODING_UTF16 ? 2 : 4;
    Encoding little = size == 2 ? ENCODING_UTF16_LE : ENCODING_UTF32_LE;
    bool marked_little = d->size >= size && unit_at(d->data, size, false) == 0xfeff;
    bool marked_big = d->size >= size && unit_at(d->data, size, true) == 0xfeff;
    d->encoding = marked_big ? little + 1 : little;
    if (marked_little || marked_big)
        d->start = size;
}

RT Value codec_decode(TASK, const uint8_t *data, int64_t size, const char *encoding_name, const char *errors)
{
    Decoder d = { .data = data, .size = size, .encoding = codec_find_encoding(encoding_name),
                  .errors = codec_find_errors(errors), .errors_name = errors };
    bool done;
    if (d.encoding == ENCODING_UNKNOWN) {
        Value bytes = hook_decode ? bytes_from_data(task, data, size) : 0;
        Value result = bytes ? hook_decode(task, bytes, encoding_name, errors) : 0;
        return result || task->exception ? result : codec_raise_unknown(task, encoding_name);
    }
    if (d.encoding == ENCODING_LATIN1)
        return str_from_text(task, 1, data, size);
    if (d.encoding <= ENCODING_ASCII && text_is_ascii(data, size))
        return str_from_ascii(task, (const char *)data, size);
    builder_start(&d.out, task);
    if (d.encoding == ENCODING_UTF16 || d.encoding == ENCODING_UTF32)
        take_byte_order(&d);
    int64_t used;
    switch (d.encoding) {
    case ENCODING_UNICODE_ESCAPE: case ENCODING_RAW_ESCAPE:
        done = decode_escapes(&d, d.encoding == ENCODING_RAW_ESCAPE, true, &used);
        break;
    case ENCODING_UTF8: done = decode_utf8(&d); break;
    case ENCODING_ASCII: done = decode_ascii(&d); break;
    case ENCODING_UTF16_LE: case ENCODING_UTF16_BE: done = decode_utf16(&d); break;
    default: done = decode_utf32(&d); break;
    }
    return done ? builder_finish(&d.out) : 0;
}
