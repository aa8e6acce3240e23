/* str % arguments. */
#include "runtime/types/str_internal.h"

#include "runtime/types/int.h"
#include "runtime/types/percent.h"

typedef struct Percent {
    StrBuilder out;
    const PyStr *format;
    int64_t at;                      /* behind the '%' and what was read of the conversion */
    int64_t start;                   /* of the conversion, behind its '%' */
    PercentArguments arguments;
    PercentConversion conversion;
} Percent;

static uint32_t next_char(Percent *p) { return p->at < p->format->length ? str_at(p->format, p->at) : 0; }

/* "(key)": the value becomes the only argument. */
RT static bool take_key(TASK, Percent *p)
{
    int64_t start = ++p->at, depth = 1;
    if (!p->arguments.mapping) {
        raise_error(task, &type_TypeError, "format requires a mapping");
        return false;
    }
    for (; p->at < p->format->length && depth > 0; p->at++)
        depth += str_at(p->format, p->at) == '(' ? 1 : str_at(p->format, p->at) == ')' ? -1 : 0;
    if (depth > 0) {
        raise_error(task, &type_ValueError, "incomplete format key");
        return false;
    }
    Value key = str_from_text(task, p->format->width, text_address(p->format, start), p->at - 1 - start);
    Value value = key ? object_get_item(task, p->arguments.mapping, key) : 0;
    p->arguments.arguments = value;
    p->arguments.is_tuple = false;
    p->arguments.next = 0;
    return value != 0;
}

static void take_flags(Percent *p)
{
    PercentConversion *c = &p->conversion;
    for (;; p->at++) {
        switch (next_char(p)) {
        case '-': c->minus = true; break;
        case '+': c->plus = true; break;
        case ' ': c->space = true; break;
        case '#': c->alternate = true; break;
        case '0': c->zero = true; break;
        default: return;
        }
    }
}

RT static bool take_size(TASK, Percent *p, int64_t *size, const char *message)
{
    if (next_char(p) == '*') {
        p->at++;
        return percent_star(task, &p->arguments, size);
    }
    for (; next_char(p) >= '0' && next_char(p) <= '9'; p->at++) {
        int64_t value = *size < 0 ? 0 : *size, digit = next_char(p) - '0';
        if (value > (INT64_MAX - digit) / 10) {
            raise_error(task, &type_ValueError, "%s", message);
            return false;
        }
        *size = value * 10 + digit;
    }
    return true;
}

RT static bool take_conversion(TASK, Percent *p)
{
    PercentConversion *c = &p->conversion;
    *c = (PercentConversion){ .width = -1, .precision = -1 };
    if (next_char(p) == '(' && !take_key(task, p))
        return false;
    take_flags(p);
    if (!take_size(task, p, &c->width, "width too big"))
        return false;
    if (c->width < -1) {
        c->minus = true;
        c->width = -c->width;
    }
    if (next_char(p) == '.') {
        p->at++;
        c->precision = 0;
        if (!take_size(task, p, &c->precision, "precision too big"))
            return false;
        if (c->precision < 0)
            c->precision = 0;
    }
    while (next_char(p) == 'h' || next_char(p) == 'l' || next_char(p) == 'L')
        p->at++;
    if (p->at >= p->format->length) {
        raise_error(task, &type_ValueError, "incomplete format");
        return false;
    }
    c->letter = str_at(p->format, p->at++);
    return true;
}

static void append_padded(Percent *p, Value text, int64_t head, bool zeros)
{
    const PercentConversion *c = &p->conversion;
    const PyStr *s = as_str(text);
    int64_t margin = c->width - s->length;
    if (zeros) {
        builder_slice(&p->out, s, 0, head);
        builder_fill(&p->out, '0', margin);
        builder_slice(&p->out, s, head, s->length);
        return;
    }
    if (!c->minus)
        builder_fill(&p->out, ' ', margin);
    builder_str(&p->out, text);
    if (c->minus)
        builder_fill(&p->out, ' ', margin);
}

RT static Value character(TASK, Value v)
{
    int64_t code;
    if (value_is_str(v))
        return as_str(v)->length == 1 ? v : raise_error(task, &type_TypeError, "%%c requires int or char");
    if (!value_is_int(v) && !type_of(v)->slots.index)
        return raise_error(task, &type_TypeError, "%%c requires int or char");
    Value number = object_index(task, v);
    if (!number)
        return 0;
    if (!int_to_i64(number, &code) || code < 0 || code > 0x10ffff)
        return raise_error(task, &type_OverflowError, "%%c arg not in range(0x110000)");
    return str_from_char(task, (uint32_t)code);
}

RT static bool convert(TASK, Percent *p)
{
    const PercentConversion *c = &p->conversion;
    int64_t head = 0;
    bool number = false;
    if (c->letter == '%' && p->at == p->start + 1)
        return builder_char(&p->out, '%');
    Value v = percent_next(task, &p->arguments), text = 0;
    if (!v)
        return false;
    switch (c->letter) {
    case 's': text = object_str(task, v); break;
    case 'r': text = object_repr(task, v); break;
    case 'a': text = object_repr(task, v); text = text ? str_ascii_repr(task, text) : 0; break;
    case 'c': text = character(task, v); break;
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        number = true;
        text = percent_number(task, c, v, &head);
        break;
    default:
        if (c->letter >= 32 && c->letter < 127)
            raise_error(task, &type_ValueError, "unsupported format character '%c' (0x%x) at index %ld", (int)c->letter,
                        (unsigned)c->letter, (long)p->at - 1);
        else
            raise_error(task, &type_ValueError, "unsupported format character '?' (0x%x) at index %ld",
                        (unsigned)c->letter, (long)p->at - 1);
    }
    if (!text)
        return false;
    if (!number && c->letter != 'c' && c->precision >= 0 && c->precision < as_str(text)->length)
        text = str_substring(task, text, 0, c->precision);
    if (!text)
        return false;
    append_padded(p, text, head, number && c->zero && !c->minus);
    return true;
}

RT Value str_percent(TASK, Value format, Value arguments)
{
    Percent p = { .format = as_str(format) };
    builder_start(&p.out, task);
    percent_begin(&p.arguments, arguments);
    while (p.at < p.format->length) {
        int64_t percent = text_find_char(p.format->width, p.format->data, '%', p.at, p.format->length);
        int64_t end = percent < 0 ? p.format->length : percent;
        builder_slice(&p.out, p.format, p.at, end);
        p.at = p.start = end + 1;
        if (percent >= 0 && (!take_conversion(task, &p) || !convert(task, &p)))
            return 0;
    }
    return percent_end(task, &p.arguments, "string") ? builder_finish(&p.out) : 0;
}
