/* repr and ascii of str. */
#include "runtime/types/str_internal.h"

#include "runtime/types/unicode.h"

static void append_hex(StrBuilder *b, char letter, uint32_t c, int digits)
{
    builder_char(b, '\\');
    builder_char(b, (unsigned char)letter);
    while (digits-- > 0)
        builder_char(b, (unsigned char)"0123456789abcdef"[c >> 4 * digits & 15]);
}

static void append_escape(StrBuilder *b, uint32_t c)
{
    if (c < 0x100)
        append_hex(b, 'x', c, 2);
    else if (c < 0x10000)
        append_hex(b, 'u', c, 4);
    else
        append_hex(b, 'U', c, 8);
}

static void append_repr(StrBuilder *b, uint32_t c, uint32_t quote)
{
    switch (c) {
    case '\n': builder_ascii(b, "\\n", 2); return;
    case '\r': builder_ascii(b, "\\r", 2); return;
    case '\t': builder_ascii(b, "\\t", 2); return;
    }
    if (c == quote || c == '\\')
        builder_char(b, '\\');
    if (c < 0x7f ? c >= 0x20 : unicode_is(c, UNICODE_PRINTABLE))
        builder_char(b, c);
    else
        append_escape(b, c);
}

RT Value str_repr(TASK, Value self)
{
    const PyStr *s = as_str(self);
    int64_t n = s->length;
    bool single = text_find_char(s->width, s->data, '\'', 0, n) >= 0;
    uint32_t quote = single && text_find_char(s->width, s->data, '"', 0, n) < 0 ? '"' : '\'';
    StrBuilder b;
    builder_start(&b, task);
    builder_char(&b, quote);
    for (int64_t i = 0; i < n; i++)
        append_repr(&b, str_at(s, i), quote);
    builder_char(&b, quote);
    return builder_finish(&b);
}

RT Value str_ascii_repr(TASK, Value text)
{
    const PyStr *s = as_str(text);
    StrBuilder b;
    if (str_is_ascii(s))
        return text;
    builder_start(&b, task);
    for (int64_t i = 0; i < s->length; i++) {
        if (str_at(s, i) < 0x80)
            builder_char(&b, str_at(s, i));
        else
            append_escape(&b, str_at(s, i));
    }
    return builder_finish(&b);
}
