/* StrBuilder: text piece by piece. Starts in room of its own on the stack; grows into collected
   blocks; the width rises with the widest piece. builder_finish copies once, narrowed. */
#include "runtime/types/str.h"

void builder_start(StrBuilder *b, struct Task *task)
{
    b->task = task;
    b->data = b->room;
    b->length = 0;
    b->width = 1;
    b->capacity = sizeof b->room;
    b->failed = false;
}

static void copy_widened(int to, void *out, int from, const void *in, int64_t n)
{
    if (to == from)
        memcpy(out, in, (size_t)(n * to));
    else
        for (int64_t i = 0; i < n; i++)
            text_write(to, out, i, text_read(from, in, i));
}

static bool grow(StrBuilder *b, int64_t more, int width)
{
    if (b->failed)
        return false;
    if (width < b->width)
        width = b->width;
    if (width == b->width && b->length + more <= b->capacity)
        return true;
    int64_t capacity = b->length + more + b->length / 2 + 16;
    void *data = gc_alloc(b->task, (size_t)(capacity * width), LAYOUT_FREE);
    if (!data) {
        b->failed = true;
        return false;
    }
    copy_widened(width, data, b->width, b->data, b->length);
    b->data = data;
    b->capacity = capacity;
    b->width = width;
    return true;
}

static int width_of(uint32_t c) { return c < 0x100 ? 1 : c < 0x10000 ? 2 : 4; }

bool builder_char(StrBuilder *b, uint32_t c)
{
    if (__builtin_expect(b->width != 1 || c > 0xff || b->length >= b->capacity, 0) && !grow(b, 1, width_of(c)))
        return false;
    text_write(b->width, b->data, b->length++, c);
    return true;
}

uint8_t *builder_reserve(StrBuilder *b, int64_t n)
{
    return grow(b, n, 1) ? (uint8_t *)b->data + b->length : NULL;
}

bool builder_fill(StrBuilder *b, uint32_t c, int64_t count)
{
    if (count <= 0)
        return !b->failed;
    if (!grow(b, count, width_of(c)))
        return false;
    for (int64_t i = 0; i < count; i++)
        text_write(b->width, b->data, b->length + i, c);
    b->length += count;
    return true;
}

bool builder_text(StrBuilder *b, int width, const void *data, int64_t n)
{
    if (!grow(b, n, width))
        return false;
    copy_widened(b->width, (char *)b->data + b->length * b->width, width, data, n);
    b->length += n;
    return true;
}

bool builder_ascii(StrBuilder *b, const char *text, int64_t n) { return builder_text(b, 1, text, n); }
bool builder_c(StrBuilder *b, const char *text) { return builder_text(b, 1, text, (int64_t)strlen(text)); }

bool builder_str(StrBuilder *b, Value str)
{
    const PyStr *s = as_str(str);
    return builder_text(b, s->width, s->data, s->length);
}

bool builder_slice(StrBuilder *b, const PyStr *s, int64_t start, int64_t end)
{
    return builder_text(b, s->width, (const char *)s->data + start * s->width, end - start);
}

bool builder_utf8(StrBuilder *b, const char *text, int64_t n)
{
    const uint8_t *p = (const uint8_t *)text, *end = p + n;
    while (p < end) {
        uint32_t c = *p++;
        int more = c < 0x80 ? 0 : c >= 0xf0 && c < 0xf8 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : -1;
        if (more > 0 && (end - p < more || c >= 0xf8))
            more = -1;
        c = more < 0 ? 0xfffd : more == 0 ? c : c & (0x3fu >> more);
        for (int i = 0; i < more; i++)
            c = c << 6 | (*p++ & 0x3f);
        if (!builder_char(b, c > 0x10ffff ? 0xfffd : c))
            return false;
    }
    return true;
}

Value builder_finish(StrBuilder *b)
{
    return b->failed ? 0 : str_from_text(b->task, b->width, b->data, b->length);
}
