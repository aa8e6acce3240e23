/* unicode_escape and raw_unicode_escape: text as it stands in a string literal, and back. The raw
   kind knows \u and \U only. Names of characters (\N{...}) are not part of the runtime. */
#include "runtime/types/codecs_internal.h"

#include <string.h>

#include "runtime/object/errors.h"
#include "runtime/types/byte_builder.h"

/* ---- decoding ---------------------------------------------------------------------------------- */

int codec_hex_digit(uint8_t c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

int codec_escape_letter(uint8_t c)
{
    static const char letters[] = "\\'\"bftnrav", meanings[] = "\\'\"\b\f\t\n\r\a\v";
    const char *found = c ? strchr(letters, c) : NULL;
    return found ? meanings[found - letters] : -1;
}

void codec_note_odd(CodecOddEscape *odd, const uint8_t *text, int length)
{
    if (!odd->length) {
        memcpy(odd->text, text, (size_t)length);
        odd->length = length;
    }
}

RT bool codec_warn_odd(TASK, const CodecOddEscape *odd)
{
    if (!odd->length)
        return true;
    if (odd->length == 1)
        return raise_warning(task, &type_DeprecationWarning, "invalid escape sequence '\\%c'", (uint8_t)odd->text[0]);
    return raise_warning(task, &type_DeprecationWarning, "invalid octal escape sequence '\\%s'", odd->text);
}

/* An escape at `at` (its backslash): the character, and the end in *end. Else *reason says what is wrong
   with [at, *end), and *is_cut whether more bytes could mend it. */
typedef struct Escape { int64_t end; uint32_t c; bool skips, keeps, is_cut; const char *reason; } Escape;

static Escape read_hex(const Decoder *d, int64_t at, int digits, bool raw)
{
    static const char *const truncated[] = {"truncated \\xXX escape", "truncated \\uXXXX escape", "truncated \\UXXXXXXXX escape"};
    Escape e = {.end = at + 2};
    uint64_t c = 0;
    while (e.end < d->size && e.end < at + 2 + digits && codec_hex_digit(d->data[e.end]) >= 0)
        c = c << 4 | (uint64_t)codec_hex_digit(d->data[e.end++]);
    e.c = (uint32_t)c;
    if (e.end < at + 2 + digits) {
        e.reason = truncated[digits == 2 ? 0 : digits == 4 ? 1 : 2];
        e.is_cut = e.end == d->size;
    } else if (c > 0x10ffff) {
        e.reason = raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character";
    }
    return e;
}

static Escape read_name(const Decoder *d, int64_t at)
{
    Escape e = {.end = at + 2, .reason = "malformed \\N character escape"};
    if (e.end == d->size || d->data[e.end] != '{') {
        e.is_cut = e.end == d->size;
        return e;
    }
    while (e.end < d->size && d->data[e.end] != '}')
        e.end++;
    e.is_cut = e.end == d->size;
    if (!e.is_cut) {
        e.end++;
        e.reason = "\\N escapes not supported (can't load unicodedata module)";
    }
    return e;
}

static Escape read_escape(const Decoder *d, int64_t at)
{
    if (at + 1 == d->size)
        return (Escape){.end = at + 1, .is_cut = true, .reason = "\\ at end of string"};
    uint8_t c = d->data[at + 1];
    int meaning = codec_escape_letter(c);
    if (meaning >= 0)
        return (Escape){.end = at + 2, .c = (uint32_t)meaning};
    switch (c) {
    case '\n': return (Escape){.end = at + 2, .skips = true};
    case 'x': return read_hex(d, at, 2, false);
    case 'u': return read_hex(d, at, 4, false);
    case 'U': return read_hex(d, at, 8, false);
    case 'N': return read_name(d, at);
    default: break;
    }
    Escape e = {.end = at + 1, .keeps = c < '0' || c > '7'};
    while (!e.keeps && e.end < d->size && e.end < at + 4 && d->data[e.end] >= '0' && d->data[e.end] <= '7')
        e.c = e.c * 8 + (uint32_t)(d->data[e.end++] - '0');
    return e;
}

static Escape read_raw(const Decoder *d, int64_t at)
{
    if (at + 1 == d->size)
        return (Escape){.end = at + 1, .keeps = true, .is_cut = true};
    uint8_t c = d->data[at + 1];
    if (c == 'u' || c == 'U')
        return read_hex(d, at, c == 'u' ? 4 : 8, true);
    return (Escape){.end = at + 2, .keeps = true};
}

/* An escape that is kept stays as it stands: of the other kind only its backslash is done with. */
bool decode_escapes(Decoder *d, bool raw, bool final, int64_t *used)
{
    CodecOddEscape odd = {0};
    int64_t at = 0;
    while (at < d->size) {
        if (d->data[at] != '\\') {
            if (!builder_put(&d->out, d->data[at++]))
                return false;
            continue;
        }
        Escape e = raw ? read_raw(d, at) : read_escape(d, at);
        if (e.is_cut && !final)
            break;
        if (e.reason) {
            if (!decoder_handle(d, at, &e.end, e.reason))
                return false;
        } else if (e.keeps) {
            if (!raw && d->data[at + 1] != '\n')
                codec_note_odd(&odd, d->data + at + 1, 1);
            for (int64_t i = at; i < e.end; i++)
                builder_put(&d->out, d->data[i]);
        } else if (!e.skips) {
            if (e.c > 0xff && d->data[at + 1] >= '0' && d->data[at + 1] <= '7')
                codec_note_odd(&odd, d->data + at + 1, 3);
            builder_char(&d->out, e.c);
        }
        at = e.end;
    }
    *used = at;
    return !d->out.failed && codec_warn_odd(d->out.task, &odd);
}

RT Value codec_decode_escapes(TASK, const uint8_t *data, int64_t size, bool raw, const char *errors, bool final, int64_t *used)
{
    Decoder d = {.data = data, .size = size, .encoding = raw ? ENCODING_RAW_ESCAPE : ENCODING_UNICODE_ESCAPE,
                 .errors = codec_find_errors(errors), .errors_name = errors};
    builder_start(&d.out, task);
    return decode_escapes(&d, raw, final, used) ? builder_finish(&d.out) : 0;
}

/* ---- encoding ------------------------------------------------------------------------------------ */

static bool put_hex(ByteBuilder *out, char letter, uint32_t c, int digits)
{
    static const char hex[] = "0123456789abcdef";
    char text[10] = {'\\', letter};
    for (int i = 0; i < digits; i++)
        text[2 + i] = hex[c >> 4 * (digits - 1 - i) & 15];
    return bytes_append(out, text, digits + 2);
}

static bool put_escaped(ByteBuilder *out, uint32_t c, bool raw)
{
    if (c > 0xffff)
        return put_hex(out, 'U', c, 8);
    if (c > 0xff)
        return put_hex(out, 'u', c, 4);
    if (raw || (c >= 0x20 && c < 0x7f && c != '\\'))
        return bytes_append_byte(out, (uint8_t)c);
    const char *short_form = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : c == '\\' ? "\\\\" : NULL;
    return short_form ? bytes_append(out, short_form, 2) : put_hex(out, 'x', c, 2);
}

RT Value encode_escapes(TASK, Value str, bool raw)
{
    ByteBuilder out;
    bytes_start(&out, task);
    for (int64_t i = 0; i < as_str(str)->length; i++)
        if (!put_escaped(&out, str_at(as_str(str), i), raw))
            return 0;
    return bytes_finish(&out);
}
