/* The format mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision][type],
   its parsing, and what str and int make of it; float and complex are in format_number.c. */
#include "runtime/types/format_spec.h"

#include "runtime/types/int.h"

/* ---- parsing ----------------------------------------------------------------------------------- */

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

typedef struct SpecReader { const PyStr *text; int64_t at; } SpecReader;
static uint32_t peek(const SpecReader *r, int64_t ahead)
{
    return r->at + ahead < r->text->length ? str_at(r->text, r->at + ahead) : 0;
}
static bool take(SpecReader *r, uint32_t c)
{
    bool found = r->at < r->text->length && peek(r, 0) == c;
    r->at += found;
    return found;
}

/* -1 in *number when there are no digits. */
RT static bool take_number(TASK, SpecReader *r, int64_t *number)
{
    *number = -1;
    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9'; r->at++) {
        int64_t digit = peek(r, 0) - '0', value = *number < 0 ? 0 : *number;
        if (value > (INT64_MAX - digit) / 10) {
            raise_error(task, &type_ValueError, "Too many decimal digits in format string");
            return false;
        }
        *number = value * 10 + digit;
    }
    return true;
}

static void take_alignment(SpecReader *r, char default_align, FormatSpec *out)
{
    bool fill = false, aligned = true;
    out->align = default_align;
    if (r->text->length - r->at >= 2 && is_align(peek(r, 1))) {
        out->fill = peek(r, 0);
        out->align = (char)peek(r, 1);
        r->at += 2;
        fill = true;
    } else if (is_align(peek(r, 0))) {
        out->align = (char)peek(r, 0);
        r->at++;
    } else {
        aligned = false;
    }
    if (peek(r, 0) == '+' || peek(r, 0) == '-' || peek(r, 0) == ' ')
        out->sign = (char)str_at(r->text, r->at++);
    out->no_negative_zero = take(r, 'z');
    out->alternate = take(r, '#');
    if (!fill && take(r, '0')) {
        out->fill = '0';
        if (!aligned && default_align == '>')
            out->align = '=';
    }
}

RT static bool take_grouping(TASK, SpecReader *r, FormatSpec *out)
{
    if (take(r, ','))
        out->grouping = ',';
    if (take(r, '_')) {
        if (out->grouping) {
            raise_error(task, &type_ValueError, "Cannot specify both ',' and '_'.");
            return false;
        }
        out->grouping = '_';
    }
    if (peek(r, 0) == ',' && out->grouping) {
        raise_error(task, &type_ValueError, out->grouping == '_' ? "Cannot specify both ',' and '_'."
                                                                 : "Cannot specify ',' with ','.");
        return false;
    }
    return true;
}

RT static bool check_grouping(TASK, const FormatSpec *spec, char default_type)
{
    uint32_t type = spec->type ? spec->type : (unsigned char)default_type;
    if (!spec->grouping || type == 0 || (type < 128 && strchr("defgEFG%", (int)type)))
        return true;
    if (spec->grouping == '_' && type < 128 && strchr("boxX", (int)type))
        return true;
    if (type > 32 && type < 128)
        raise_error(task, &type_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping, (int)type);
    else
        raise_error(task, &type_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping, (unsigned)type);
    return false;
}

RT bool format_parse(TASK, Value self, Value spec, char default_align, FormatSpec *out)
{
    SpecReader r = { as_str(spec), 0 };
    *out = (FormatSpec){ .fill = ' ', .width = -1, .precision = -1 };
    take_alignment(&r, default_align, out);
    if (!take_number(task, &r, &out->width) || !take_grouping(task, &r, out))
        return false;
    if (take(&r, '.')) {
        if (!take_number(task, &r, &out->precision))
            return false;
        if (out->precision < 0) {
            raise_error(task, &type_ValueError, "Format specifier missing precision");
            return false;
        }
    }
    if (r.text->length - r.at > 1) {
        raise_error(task, &type_ValueError, "Invalid format specifier '%U' for object of type '%T'", spec, self);
        return false;
    }
    out->type = peek(&r, 0);
    return check_grouping(task, out, default_align == '<' ? 's' : 0);
}

RT Value format_unknown(TASK, const FormatSpec *spec, Value self)
{
    if (spec->type > 32 && spec->type < 128)
        return raise_error(task, &type_ValueError, "Unknown format code '%c' for object of type '%T'", (int)spec->type, self);
    return raise_error(task, &type_ValueError, "Unknown format code '\\x%x' for object of type '%T'",
                       (unsigned)spec->type, self);
}

/* ---- padding -------------------------------------------------------------------------------------- */

static void pad_sizes(const FormatSpec *spec, int64_t length, int64_t *left, int64_t *right)
{
    int64_t margin = spec->width > length ? spec->width - length : 0;
    *left = spec->align == '>' || spec->align == '=' ? margin : spec->align == '^' ? margin / 2 : 0;
    *right = margin - *left;
}

RT Value format_pad(TASK, const FormatSpec *spec, Value text)
{
    int64_t left, right;
    StrBuilder b;
    if (!text || as_str(text)->length >= spec->width)
        return text;
    pad_sizes(spec, as_str(text)->length, &left, &right);
    builder_start(&b, task);
    builder_fill(&b, spec->fill, left);
    builder_str(&b, text);
    builder_fill(&b, spec->fill, right);
    return builder_finish(&b);
}

char format_sign(const FormatSpec *spec, bool negative)
{
    return negative ? '-' : spec->sign == '+' ? '+' : spec->sign == ' ' ? ' ' : 0;
}

/* Digits with separators, from the right into a block; zeros in front up to min characters. */
static void append_grouped(StrBuilder *b, const FormatSpec *spec, const NumberParts *parts, int64_t min)
{
    int group = spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X' ? 4 : 3;
    int64_t most = (parts->digit_count > min ? parts->digit_count : min) * 2 + 2, left = parts->digit_count;
    char *block = gc_alloc(b->task, (size_t)most, LAYOUT_FREE), *end = block + most, *p = end;
    if (!block) {
        b->failed = true;
        return;
    }
    for (int in_group = 0; left > 0 || end - p < min; in_group++) {
        if (in_group == group) {
            *--p = spec->grouping;
            in_group = 0;
        }
        *--p = left > 0 ? parts->digits[--left] : '0';
    }
    builder_ascii(b, p, end - p);
}

void format_number_body(StrBuilder *b, const FormatSpec *spec, const NumberParts *parts)
{
    int64_t around = (parts->sign != 0) + (int64_t)strlen(parts->prefix) + parts->rest_count, min = 0;
    if (spec->fill == '0' && spec->align == '=' && spec->width > around)
        min = spec->width - around;
    if (parts->sign)
        builder_char(b, (unsigned char)parts->sign);
    builder_c(b, parts->prefix);
    if (spec->grouping) {
        append_grouped(b, spec, parts, min);
    } else {
        builder_fill(b, '0', min - parts->digit_count);
        builder_ascii(b, parts->digits, parts->digit_count);
    }
    builder_ascii(b, parts->rest, parts->rest_count);
}

RT Value format_number(TASK, const FormatSpec *spec, const NumberParts *parts)
{
    StrBuilder b;
    builder_start(&b, task);
    format_number_body(&b, spec, parts);
    if (b.length >= spec->width)
        return builder_finish(&b);
    if (spec->align != '=')
        return format_pad(task, spec, builder_finish(&b));
    StrBuilder padded;   /* the filling goes between sign and digits */
    int64_t head = (parts->sign != 0) + (int64_t)strlen(parts->prefix);
    builder_start(&padded, task);
    builder_text(&padded, b.width, b.data, head);
    builder_fill(&padded, spec->fill, spec->width - b.length);
    builder_text(&padded, b.width, (char *)b.data + head * b.width, b.length - head);
    return builder_finish(&padded);
}

/* ---- str -------------------------------------------------------------------------------------------- */

RT static bool check_str_spec(TASK, const FormatSpec *spec)
{
    const char *message = spec->sign == ' ' ? "Space not allowed in string format specifier"
        : spec->sign ? "Sign not allowed in string format specifier"
        : spec->no_negative_zero ? "Negative zero coercion (z) not allowed in string format specifier"
        : spec->alternate ? "Alternate form (#) not allowed in string format specifier"
        : spec->align == '=' ? "'=' alignment not allowed in string format specifier" : NULL;
    if (message)
        raise_error(task, &type_ValueError, "%s", message);
    return !message;
}

RT static bool need_spec(TASK, Value spec)
{
    if (value_is_str(spec))
        return true;
    raise_error(task, &type_TypeError, "__format__() argument must be str, not %T", spec);
    return false;
}

RT Value str_format_spec(TASK, Value self, Value spec_value)
{
    FormatSpec spec;
    if (!need_spec(task, spec_value))
        return 0;
    if (as_str(spec_value)->length == 0)
        return value_is_exact_str(self) ? self : object_str(task, self);
    if (!format_parse(task, self, spec_value, '<', &spec))
        return 0;
    if (spec.type && spec.type != 's')
        return format_unknown(task, &spec, self);
    if (!check_str_spec(task, &spec))
        return 0;
    Value text = spec.precision >= 0 && spec.precision < as_str(self)->length
               ? str_substring(task, self, 0, spec.precision) : str_exact(task, self);
    return format_pad(task, &spec, text);
}

/* ---- int ---------------------------------------------------------------------------------------------- */

RT static Value format_character(TASK, const FormatSpec *spec, Value self)
{
    int64_t code;
    if (spec->sign)
        return raise_error(task, &type_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return raise_error(task, &type_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!value_to_i64(task, self, &code))
        return 0;
    if (code < 0 || code > 0x10ffff)
        return raise_error(task, &type_OverflowError, "%%c arg not in range(0x110000)");
    return format_pad(task, spec, str_from_char(task, (uint32_t)code));
}

RT static Value format_integer(TASK, const FormatSpec *spec, Value self)
{
    static const struct { char type; int base; const char *prefix; } styles[] = {
        { 'b', 2, "0b" }, { 'o', 8, "0o" }, { 'x', 16, "0x" }, { 'X', 16, "0X" }, { 0, 10, "" } };
    int style = 0;
    while (styles[style].type && (uint32_t)styles[style].type != spec->type)
        style++;
    Value text = int_to_base(task, self, styles[style].base);
    if (!text)
        return 0;
    char *digits = as_str(text)->data;
    int64_t count = as_str(text)->length;
    bool negative = *digits == '-';
    if (spec->type == 'X') {
        char *upper = gc_alloc(task, (size_t)count, LAYOUT_FREE);
        if (!upper)
            return 0;
        for (int64_t i = 0; i < count; i++)
            upper[i] = digits[i] >= 'a' ? digits[i] - 32 : digits[i];
        digits = upper;
    }
    NumberParts parts = { .sign = format_sign(spec, negative), .prefix = spec->alternate ? styles[style].prefix : "",
                          .digits = digits + negative, .digit_count = count - negative, .rest = "" };
    return format_number(task, spec, &parts);
}

RT Value int_format(TASK, Value self, Value spec_value)
{
    FormatSpec spec;
    if (!need_spec(task, spec_value))
        return 0;
    if (as_str(spec_value)->length == 0)
        return object_str(task, self);
    if (!format_parse(task, self, spec_value, '>', &spec))
        return 0;
    if (spec.type && spec.type < 128 && strchr("eEfFgG%", (int)spec.type)) {
        double d;
        Value number = int_to_double(task, self, &d) ? float_from_double(task, d) : 0;
        return number ? float_format(task, number, spec_value) : 0;
    }
    if (spec.type && (spec.type >= 128 || !strchr("bcdoxXn", (int)spec.type)))
        return format_unknown(task, &spec, self);
    if (spec.precision >= 0)
        return raise_error(task, &type_ValueError, "Precision not allowed in integer format specifier");
    if (spec.no_negative_zero)
        return raise_error(task, &type_ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
    return spec.type == 'c' ? format_character(task, &spec, self) : format_integer(task, &spec, self);
}

/* ---- f-strings -------------------------------------------------------------------------------------------- */

RT Value format_value(TASK, Value value, int64_t conversion, Value spec)
{
    if (conversion == 'r')
        value = object_repr(task, value);
    else if (conversion == 's')
        value = object_str(task, value);
    else if (conversion == 'a' && (value = object_repr(task, value)))
        value = str_ascii_repr(task, value);
    if (!value)
        return 0;
    if (spec == VALUE_UNBOUND) {
        if (value_is_exact_str(value))
            return value;
        if (value_is_exact_int(value))
            return int_repr(task, value);
        spec = STR_EMPTY;
    }
    return object_format(task, value, spec);
}
