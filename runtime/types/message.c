/* Formatting of messages: str_format, and raise_error through it. Not printf: the conversions
   are those that object.h lists, among them Python values. */
#include "runtime/types/str_internal.h"

#include <stdarg.h>
#include "runtime/object/type.h"

typedef struct Conversion { char letter; int longs, precision, width; bool zero_padded; } Conversion;

static const char *parse_conversion(const char *p, Conversion *c)
{
    *c = (Conversion){ .precision = -1 };
    c->zero_padded = *p == '0';
    while (*p >= '0' && *p <= '9')
        c->width = c->width * 10 + (*p++ - '0');
    if (*p == '.') {
        c->precision = 0;
        while (*++p >= '0' && *p <= '9')
            c->precision = c->precision * 10 + (*p - '0');
    }
    while (*p == 'l' || *p == 'z') {
        c->longs++;
        p++;
    }
    c->letter = *p ? *p++ : 0;
    return p;
}

static void append_number(StrBuilder *b, uint64_t magnitude, bool negative, unsigned base, const Conversion *c)
{
    char text[32], *end = text + sizeof text, *p = end;
    do {
        *--p = "0123456789abcdef"[magnitude % base];
        magnitude /= base;
    } while (magnitude);
    int digits = (int)(end - p) + negative;
    if (c->zero_padded && negative)
        builder_char(b, '-');
    builder_fill(b, c->zero_padded ? '0' : ' ', c->width - digits);
    if (!c->zero_padded && negative)
        builder_char(b, '-');
    builder_ascii(b, p, end - p);
}

static bool append_str(StrBuilder *b, Value str, int precision)
{
    if (!str)
        return false;
    const PyStr *s = as_str(str);
    return builder_slice(b, s, 0, precision >= 0 && precision < s->length ? precision : s->length);
}

static bool append_c(StrBuilder *b, const char *text, int precision)
{
    size_t n = precision >= 0 ? strnlen(text, (size_t)precision) : strlen(text);
    return builder_utf8(b, text, (int64_t)n);
}

static bool append_converted(StrBuilder *b, const Conversion *c, va_list *arguments)
{
    int64_t number;
    switch (c->letter) {
    case 'd': case 'i':
        number = c->longs ? va_arg(*arguments, long) : va_arg(*arguments, int);
        append_number(b, number < 0 ? -(uint64_t)number : (uint64_t)number, number < 0, 10, c);
        return true;
    case 'u': case 'x':
        append_number(b, c->longs ? va_arg(*arguments, unsigned long) : va_arg(*arguments, unsigned), false,
                      c->letter == 'x' ? 16 : 10, c);
        return true;
    case 'p':
        append_c(b, "0x", -1);
        append_number(b, (unsigned long)va_arg(*arguments, void *), false, 16, c);
        return true;
    case 'c': return builder_char(b, (uint32_t)va_arg(*arguments, int));
    case 's': return append_c(b, va_arg(*arguments, const char *), c->precision);
    case 'T': return append_c(b, type_name(type_of(va_arg(*arguments, Value))), c->precision);
    case 'N': return append_c(b, type_name(va_arg(*arguments, PyType *)), c->precision);
    case 'R': return append_str(b, object_repr(b->task, va_arg(*arguments, Value)), c->precision);
    case 'S': return append_str(b, object_str(b->task, va_arg(*arguments, Value)), c->precision);
    case 'U': return append_str(b, va_arg(*arguments, Value), c->precision);
    default: return builder_char(b, (unsigned char)c->letter);    /* "%%" */
    }
}

Value str_format_va(struct Task *task, const char *format, va_list given)
{
    StrBuilder b;
    va_list arguments;
    bool done = true;
    builder_start(&b, task);
    va_copy(arguments, given);
    while (done && *format) {
        const char *percent = strchr(format, '%');
        size_t n = percent ? (size_t)(percent - format) : strlen(format);
        builder_utf8(&b, format, (int64_t)n);
        format += n;
        if (percent) {
            Conversion conversion;
            format = parse_conversion(percent + 1, &conversion);
            done = append_converted(&b, &conversion, &arguments);
        }
    }
    va_end(arguments);
    return done ? builder_finish(&b) : 0;
}

Value str_format(struct Task *task, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Value result = str_format_va(task, format, arguments);
    va_end(arguments);
    return result;
}
