/* bytes % arguments. */
#include "runtime/types/bytes_internal.h"

#include "runtime/types/percent.h"

typedef struct Percent {
    ByteBuilder out;
    const uint8_t *format;
    int64_t size, at;
    int64_t start;                   /* of the conversion, behind its '%' */
    PercentArguments arguments;
    PercentConversion conversion;
} Percent;

static uint8_t next_byte(const Percent *p) { return p->at < p->size ? p->format[p->at] : 0; }

RT static bool take_key(TASK, Percent *p)
{
    int64_t start = ++p->at, depth = 1;
    if (!p->arguments.mapping) {
        raise_error(task, &type_TypeError, "format requires a mapping");
        return false;
    }
    for (; p->at < p->size && depth > 0; p->at++)
        depth += p->format[p->at] == '(' ? 1 : p->format[p->at] == ')' ? -1 : 0;
    if (depth > 0) {
        raise_error(task, &type_ValueError, "incomplete format key");
        return false;
    }
    Value key = bytes_from_data(task, p->format + start, p->at - 1 - start);
    Value value = key ? object_get_item(task, p->arguments.mapping, key) : 0;
    p->arguments.arguments = value;
    p->arguments.is_tuple = false;
    p->arguments.next = 0;
    return value != 0;
}

RT static bool take_size(TASK, Percent *p, int64_t *size, const char *message)
{
    if (next_byte(p) == '*') {
        p->at++;
        return percent_star(task, &p->arguments, size);
    }
    for (; next_byte(p) >= '0' && next_byte(p) <= '9'; p->at++) {
        int64_t value = *size < 0 ? 0 : *size, digit = next_byte(p) - '0';
        if (value > (INT64_MAX - digit) / 10) {
            raise_error(task, &type_ValueError, "%s", message);
            return false;
        }
        *size = value * 10 + digit;
    }
    return true;
}

static void take_flags(Percent *p)
{
    PercentConversion *c = &p->conversion;
    for (;; p->at++) {
        switch (next_byte(p)) {
        case '-': c->minus = true; break;
        case '+': c->plus = true; break;
        case ' ': c->space = true; break;
        case '#': c->alternate = true; break;
        case '0': c->zero = true; break;
        default: return;
        }
    }
}

RT static bool take_conversion(TASK, Percent *p)
{
    PercentConversion *c = &p->conversion;
    *c = (PercentConversion){ .width = -1, .precision = -1 };
    if (next_byte(p) == '(' && !take_key(task, p))
        return false;
    take_flags(p);
    if (!take_size(task, p, &c->width, "width too big"))
        return false;
    if (c->width < -1) {
        c->minus = true;
        c->width = -c->width;
    }
    if (next_byte(p) == '.') {
        p->at++;
        c->precision = 0;
        if (!take_size(task, p, &c->precision, "precision too big"))
            return false;
        if (c->precision < 0)
            c->precision = 0;
    }
    while (next_byte(p) == 'h' || next_byte(p) == 'l' || next_byte(p) == 'L')
        p->at++;
    if (p->at >= p->size) {
        raise_error(task, &type_ValueError, "incomplete format");
        return false;
    }
    c->letter = p->format[p->at++];
    return true;
}

/* %s and %b: a buffer, or __bytes__. */
RT static Value as_plain_bytes(TASK, Value v)
{
    if (value_is_bytes(v))
        return v;
    if (type_of(v)->slots.get_buffer)
        return bytes_from_object(task, v);
    Value bytes = value_is_str(v) ? VALUE_UNBOUND : call_special(task, v, NAME(__bytes__), NULL, 0);
    if (bytes == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError,
            "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
    if (bytes && !value_is_bytes(bytes))
        return raise_error(task, &type_TypeError, "__bytes__ returned non-bytes (type %T)", bytes);
    return bytes;
}

RT static Value character(TASK, Value v)
{
    int64_t byte;
    if (value_is_bytes(v) || value_is_instance(v, &type_bytearray)) {
        if (byte_span(v).size == 1)
            return bytes_from_data(task, byte_span(v).data, 1);
    } else if (value_is_int(v) || type_of(v)->slots.index) {
        if (!object_index_i64(task, v, &byte, true))
            return 0;
        if (byte < 0 || byte > 255)
            return raise_error(task, &type_OverflowError, "%%c arg not in range(256)");
        uint8_t one = (uint8_t)byte;
        return bytes_from_data(task, &one, 1);
    }
    return raise_error(task, &type_TypeError, "%%c requires an integer in range(256) or a single byte");
}

RT static Value ascii_text(TASK, Value v)
{
    Value repr = object_repr(task, v);
    Value text = repr ? str_ascii_repr(task, repr) : 0;
    return text ? bytes_from_data(task, as_str(text)->data, as_str(text)->length) : 0;
}

static void append_padded(Percent *p, ByteSpan s, int64_t head, bool zeros)
{
    const PercentConversion *c = &p->conversion;
    int64_t margin = c->width - s.size;
    if (zeros) {
        bytes_append(&p->out, s.data, head);
        bytes_fill(&p->out, '0', margin);
        bytes_append(&p->out, s.data + head, s.size - head);
        return;
    }
    if (!c->minus)
        bytes_fill(&p->out, ' ', margin);
    bytes_append(&p->out, s.data, s.size);
    if (c->minus)
        bytes_fill(&p->out, ' ', margin);
}

RT static bool convert(TASK, Percent *p)
{
    const PercentConversion *c = &p->conversion;
    int64_t head = 0;
    if (c->letter == '%' && p->at == p->start + 1)
        return bytes_append_byte(&p->out, '%');
    Value v = percent_next(task, &p->arguments), text = 0;
    if (!v)
        return false;
    bool number = c->letter < 128 && strchr("diuoxXeEfFgG", (int)c->letter) != NULL;
    switch (c->letter) {
    case 's': case 'b': text = as_plain_bytes(task, v); break;
    case 'r': case 'a': text = ascii_text(task, v); break;
    case 'c': text = character(task, v); break;
    default:
        if (number)
            text = percent_number(task, c, v, &head);
        else
            raise_error(task, &type_ValueError, "unsupported format character '%c' (0x%x) at index %ld", (int)c->letter,
                        (unsigned)c->letter, (long)p->at - 1);
    }
    if (!text)
        return false;
    ByteSpan s = number ? (ByteSpan){ as_str(text)->data, as_str(text)->length } : byte_span(text);
    if (!number && c->letter != 'c' && c->precision >= 0 && c->precision < s.size)
        s.size = c->precision;
    append_padded(p, s, head, number && c->zero && !c->minus);
    return true;
}

RT Value bytes_percent(TASK, Value template, Value arguments)
{
    const uint8_t *format = byte_span(template).data;
    int64_t size = byte_span(template).size;
    Percent p = { .format = format, .size = size };
    bytes_start(&p.out, task);
    percent_begin(&p.arguments, arguments);
    if (value_is_bytes(arguments) || value_is_instance(arguments, &type_bytearray))
        p.arguments.mapping = 0;
    while (p.at < size) {
        const uint8_t *percent = memchr(format + p.at, '%', (size_t)(size - p.at));
        int64_t end = percent ? percent - format : size;
        bytes_append(&p.out, format + p.at, end - p.at);
        p.at = p.start = end + 1;
        if (percent && (!take_conversion(task, &p) || !convert(task, &p)))
            return 0;
    }
    KEEP_ALIVE(template);
    if (!percent_end(task, &p.arguments, "bytes") || p.out.failed)
        return 0;
    return bytes_like(task, template, p.out.data, p.out.length);
}
