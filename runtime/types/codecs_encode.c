/* Text to bytes: UTF-8, UTF-16, UTF-32, Latin-1, ASCII. A run of characters that the encoding
   cannot express goes to the error handler as a whole, but one by one in UTF-16 and UTF-32. */
#include "runtime/types/codecs_internal.h"

#include "runtime/types/byte_builder.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str_internal.h"

typedef struct Encoder {
    ByteBuilder out;
    Value str;
    Encoding encoding, shown;         /* shown: as the caller named it */
    ErrorHandling errors;
    const char *errors_name;
} Encoder;

static bool is_surrogate(uint32_t c) { return c >= 0xd800 && c <= 0xdfff; }

static bool can_encode(Encoding encoding, uint32_t c)
{
    return encoding == ENCODING_ASCII ? c < 0x80 : encoding == ENCODING_LATIN1 ? c < 0x100 : !is_surrogate(c);
}

static int put_utf8(uint8_t *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    for (int i = more; i > 0; i--, c >>= 6)
        out[i] = (uint8_t)(0x80 | (c & 0x3f));
    out[0] = (uint8_t)((more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0) | c);
    return more + 1;
}

static int put_unit(uint8_t *out, uint32_t unit, int size, bool big)
{
    for (int i = 0; i < size; i++)
        out[i] = (uint8_t)(unit >> 8 * (big ? size - 1 - i : i));
    return size;
}

/* One character, which may be a surrogate (surrogatepass). */
static int put_char(Encoding encoding, uint8_t *out, uint32_t c)
{
    switch (encoding) {
    case ENCODING_UTF8: return put_utf8(out, c);
    case ENCODING_UTF16_LE: case ENCODING_UTF16_BE:
        if (c >= 0x10000) {
            put_unit(out, 0xd800 + ((c - 0x10000) >> 10), 2, encoding == ENCODING_UTF16_BE);
            put_unit(out + 2, 0xdc00 + (c & 0x3ff), 2, encoding == ENCODING_UTF16_BE);
            return 4;
        }
        return put_unit(out, c, 2, encoding == ENCODING_UTF16_BE);
    case ENCODING_UTF32_LE: case ENCODING_UTF32_BE: return put_unit(out, c, 4, encoding == ENCODING_UTF32_BE);
    default: out[0] = (uint8_t)c; return 1;
    }
}

static bool put(Encoder *e, uint32_t c)
{
    uint8_t *out = bytes_reserve(&e->out, 4);
    if (out)
        e->out.length += put_char(e->encoding, out, c);
    return out != NULL;
}

static bool put_text(Encoder *e, const char *text)
{
    for (; *text; text++)
        if (!put(e, (uint8_t)*text))
            return false;
    return true;
}

static bool fail(Encoder *e, int64_t start, int64_t end)
{
    const char *reason = e->encoding == ENCODING_ASCII ? "ordinal not in range(128)"
                       : e->encoding == ENCODING_LATIN1 ? "ordinal not in range(256)" : "surrogates not allowed";
    codec_raise(e->out.task, &type_UnicodeEncodeError, codec_encoding_name(e->shown), e->str, start, end, reason);
    return false;
}

static void number_text(char *out, char style, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    int n = 0, digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    if (style == '\\') {
        out[n++] = '\\';
        out[n++] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
        while (digits-- > 0)
            out[n++] = hex[c >> 4 * digits & 15];
        out[n] = 0;
        return;
    }
    char reversed[12];
    int count = 0;
    for (; c; c /= 10)
        reversed[count++] = (char)('0' + c % 10);
    out[n++] = '&';
    out[n++] = '#';
    while (count)
        out[n++] = reversed[--count];
    out[n++] = ';';
    out[n] = 0;
}

static bool all_surrogates(const PyStr *s, int64_t start, int64_t end, uint32_t low, uint32_t high)
{
    for (int64_t i = start; i < end; i++)
        if (str_at(s, i) < low || str_at(s, i) > high)
            return false;
    return true;
}

static bool handle(Encoder *e, int64_t start, int64_t end)
{
    const PyStr *s = as_str(e->str);
    char text[16];
    if (e->errors == ERRORS_STRICT)
        return fail(e, start, end);
    if (e->errors == ERRORS_SURROGATEESCAPE &&   /* single bytes do not fit between wide units */
        (e->encoding >= ENCODING_UTF16 || !all_surrogates(s, start, end, 0xdc80, 0xdcff)))
        return fail(e, start, end);
    if (e->errors == ERRORS_SURROGATEPASS &&
        (e->encoding == ENCODING_ASCII || e->encoding == ENCODING_LATIN1 || !all_surrogates(s, start, end, 0xd800, 0xdfff)))
        return fail(e, start, end);
    if (e->errors == ERRORS_NAMEREPLACE || e->errors == ERRORS_UNKNOWN)
        return codec_raise_errors(e->out.task, e->errors_name) != 0;
    for (int64_t i = start; i < end; i++) {
        uint32_t c = str_at(s, i);
        bool done = true;
        if (e->errors == ERRORS_REPLACE)
            done = put(e, '?');
        else if (e->errors == ERRORS_SURROGATEESCAPE)
            done = bytes_append_byte(&e->out, (uint8_t)(c - 0xdc00));
        else if (e->errors == ERRORS_SURROGATEPASS)
            done = put(e, c);
        else if (e->errors != ERRORS_IGNORE) {
            number_text(text, e->errors == ERRORS_BACKSLASH ? '\\' : '&', c);
            done = put_text(e, text);
        }
        if (!done)
            return false;
    }
    return true;
}

/* The ASCII run from i on, for encodings that leave it as it is. Gives its end, -1 on failure. */
static int64_t copy_ascii(Encoder *e, const PyStr *s, int64_t i)
{
    const uint8_t *text = s->data;
    int64_t end = i;
    uint64_t word;
    while (end + 8 <= s->length && (memcpy(&word, text + end, 8), !(word & UINT64_C(0x8080808080808080))))
        end += 8;
    while (end < s->length && text[end] < 0x80)
        end++;
    uint8_t *out = bytes_reserve(&e->out, end - i);
    if (!out)
        return -1;
    memcpy(out, text + i, (size_t)(end - i));
    e->out.length += end - i;
    return end;
}

RT static Value encode(TASK, Encoder *e, Value str)
{
    const PyStr *s = as_str(str);
    bytes_start(&e->out, task);
    e->str = str;
    if (e->encoding == ENCODING_UTF16 || e->encoding == ENCODING_UTF32) {
        e->encoding = e->encoding == ENCODING_UTF16 ? ENCODING_UTF16_LE : ENCODING_UTF32_LE;
        put(e, 0xfeff);
    }
    if (!bytes_reserve(&e->out, s->length))
        return 0;
    for (int64_t i = 0; i < s->length;) {
        int64_t end = i;
        if (s->width == 1 && e->encoding <= ENCODING_LATIN1 && str_at(s, i) < 0x80) {
            if ((i = copy_ascii(e, s, i)) < 0)
                return 0;
            continue;
        }
        if (can_encode(e->encoding, str_at(s, i))) {
            if (!put(e, str_at(s, i++)))
                return 0;
            continue;
        }
        do
            end++;
        while (e->encoding < ENCODING_UTF16 && end < s->length && !can_encode(e->encoding, str_at(s, end)));
        if (!handle(e, i, end))
            return 0;
        i = end;
    }
    return bytes_finish(&e->out);
}

RT Value codec_encode(TASK, Value str, const char *encoding_name, const char *errors)
{
    const PyStr *s = as_str(str);
    Encoding encoding = codec_find_encoding(encoding_name);
    if (encoding == ENCODING_UNKNOWN) {
        Value result = hook_encode ? hook_encode(task, str, encoding_name, errors) : 0;
        return result || task->exception ? result : codec_raise_unknown(task, encoding_name);
    }
    if (encoding == ENCODING_UNICODE_ESCAPE || encoding == ENCODING_RAW_ESCAPE)
        return encode_escapes(task, str, encoding == ENCODING_RAW_ESCAPE);
    if ((str_is_ascii(s) && encoding <= ENCODING_LATIN1) || (s->width == 1 && encoding == ENCODING_LATIN1))
        return bytes_from_data(task, s->data, s->length);
    Encoder e = { .encoding = encoding, .shown = encoding, .errors = codec_find_errors(errors), .errors_name = errors };
    return encode(task, &e, str);
}

/* ---- C text ------------------------------------------------------------------------------------------ */

RT static const char *c_text(TASK, Value str, int64_t *length, ErrorHandling errors)
{
    PyStr *s = as_str(str);
    if (str_is_ascii(s) && !(s->flags & STR_SHARED)) {
        *length = s->length;
        return s->data;
    }
    Encoder e = { .encoding = ENCODING_UTF8, .shown = ENCODING_UTF8, .errors = errors };
    Value bytes = encode(task, &e, str);
    if (!bytes)
        return NULL;
    *length = as_bytes(bytes)->length;
    char *copy = gc_alloc(task, (size_t)*length + 1, LAYOUT_FREE);   /* a base, which a C caller's pointer keeps alive */
    if (copy) {
        memcpy(copy, as_bytes(bytes)->data, (size_t)*length);
        copy[*length] = 0;
    }
    return copy;
}

RT const char *str_utf8(TASK, Value str, int64_t *length) { return c_text(task, str, length, ERRORS_STRICT); }
RT const char *str_utf8_lossy(TASK, Value str, int64_t *length) { return c_text(task, str, length, ERRORS_SURROGATEPASS); }
