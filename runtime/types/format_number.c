/* Floats and complex numbers in the format mini-language, and in %-formatting. */
#include "runtime/types/format_spec.h"

#include <math.h>
#include "runtime/types/complex.h"
#include "runtime/types/float.h"

/* ---- digits to text ----------------------------------------------------------------------------- */

static void append_digits(ByteBuilder *out, const FloatDigits *digits, int64_t start, int64_t end)
{
    for (int64_t i = start; i < end; i++)
        bytes_append_byte(out, i >= 0 && i < digits->count ? (uint8_t)digits->digits[i] : '0');
}

static void append_fixed(ByteBuilder *out, const FloatDigits *digits, int64_t decimals, bool point)
{
    if (digits->point <= 0)
        bytes_append_byte(out, '0');
    else
        append_digits(out, digits, 0, digits->point);
    if (decimals > 0 || point)
        bytes_append_byte(out, '.');
    append_digits(out, digits, digits->point, digits->point + decimals);
}

static void append_exponent(ByteBuilder *out, const FloatDigits *digits, int64_t decimals, bool point, char letter)
{
    char text[8];
    int n = 0, exponent = digits->point - 1, magnitude = exponent < 0 ? -exponent : exponent;
    append_digits(out, digits, 0, 1);
    if (decimals > 0 || point)
        bytes_append_byte(out, '.');
    append_digits(out, digits, 1, 1 + decimals);
    text[n++] = letter;
    text[n++] = exponent < 0 ? '-' : '+';
    if (magnitude >= 100)
        text[n++] = (char)('0' + magnitude / 100);
    text[n++] = (char)('0' + magnitude / 10 % 10);
    text[n++] = (char)('0' + magnitude % 10);
    bytes_append(out, text, n);
}

static int clamp_digits(int64_t n) { return n > 1150 ? 1150 : (int)n; }

/* point: ".0" behind a whole number, and the exponent one digit earlier. */
RT static void append_general(TASK, ByteBuilder *out, double d, char letter, int64_t precision, bool alternate, bool point)
{
    FloatDigits digits;
    if (precision == 0)
        precision = 1;
    float_digits(task, d, FLOAT_SIGNIFICANT, clamp_digits(precision), &digits);
    if (d == 0)
        digits.point = 1;
    int64_t count = precision;
    if (!alternate) {
        while (digits.count > 1 && digits.digits[digits.count - 1] == '0')
            digits.count--;
        count = digits.count;
    }
    if (digits.point <= -4 || digits.point > precision - point) {
        append_exponent(out, &digits, count - 1, alternate, letter);
        return;
    }
    int64_t decimals = count - digits.point;
    append_fixed(out, &digits, decimals > 0 ? decimals : point ? 1 : 0, alternate);
}

RT void float_text(TASK, ByteBuilder *out, double d, char type, int64_t precision, bool alternate, bool point)
{
    FloatDigits digits;
    bool upper = type == 'E' || type == 'F' || type == 'G';
    d = fabs(d);
    if (!isfinite(d)) {
        bytes_append(out, isnan(d) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"), 3);
        return;
    }
    switch (type) {
    case 'r': {
        char text[40];
        int n = float_write_repr(task, d, text, point);
        const char *exponent = memchr(text, 'e', (size_t)n);
        int64_t mantissa = exponent ? exponent - text : n;
        bytes_append(out, text, mantissa);
        if (alternate && !memchr(text, '.', (size_t)mantissa))
            bytes_append_byte(out, '.');
        bytes_append(out, text + mantissa, n - mantissa);
        return;
    }
    case 'f': case 'F':
        float_digits(task, d, FLOAT_DECIMALS, clamp_digits(precision), &digits);
        append_fixed(out, &digits, precision, alternate);
        return;
    case 'e': case 'E':
        float_digits(task, d, FLOAT_SIGNIFICANT, clamp_digits(precision + 1), &digits);
        if (d == 0)
            digits.point = 1;
        append_exponent(out, &digits, precision, alternate, type);
        return;
    default:
        append_general(task, out, d, upper ? 'E' : 'e', precision, alternate, point);
    }
}

void float_parts(const ByteBuilder *text, NumberParts *parts)
{
    parts->prefix = "";
    parts->digits = (const char *)text->data;
    parts->digit_count = 0;
    while (parts->digit_count < text->length && parts->digits[parts->digit_count] >= '0' &&
           parts->digits[parts->digit_count] <= '9')
        parts->digit_count++;
    parts->rest = parts->digits + parts->digit_count;
    parts->rest_count = text->length - parts->digit_count;
}

static bool is_negative(double d) { return signbit(d) && !isnan(d); }

static bool is_zero_text(const ByteBuilder *text)
{
    for (int64_t i = 0; i < text->length && text->data[i] != 'e' && text->data[i] != 'E'; i++)
        if (text->data[i] != '0' && text->data[i] != '.')
            return false;
    return true;
}

RT Value float_to_text(TASK, double d, char type, int precision, bool alternate)
{
    ByteBuilder out;
    bytes_start(&out, task);
    if (is_negative(d))
        bytes_append_byte(&out, '-');
    float_text(task, &out, d, type, precision, alternate, false);
    return out.failed ? 0 : str_from_ascii(task, (char *)out.data, out.length);
}

/* ---- float ------------------------------------------------------------------------------------------ */

RT static bool check_precision(TASK, const FormatSpec *spec)
{
    if (spec->precision <= INT32_MAX)
        return true;
    raise_error(task, &type_ValueError, "precision too big");
    return false;
}

RT Value float_format(TASK, Value self, Value spec_value)
{
    FormatSpec spec;
    ByteBuilder text;
    NumberParts parts;
    double d;
    if (!value_is_str(spec_value))
        return raise_error(task, &type_TypeError, "__format__() argument must be str, not %T", spec_value);
    if (as_str(spec_value)->length == 0)
        return object_str(task, self);
    if (!format_parse(task, self, spec_value, '>', &spec) || !check_precision(task, &spec))
        return 0;
    if (spec.type && (spec.type >= 128 || !strchr("eEfFgGn%", (int)spec.type)))
        return format_unknown(task, &spec, self);
    float_value_of(self, &d);
    char type = spec.type == 'n' ? 'g' : spec.type == '%' ? 'f' : spec.type ? (char)spec.type
              : spec.precision >= 0 ? 'g' : 'r';
    int64_t precision = spec.precision >= 0 ? spec.precision : 6;
    bytes_start(&text, task);
    if (spec.type == '%')
        d *= 100;
    float_text(task, &text, d, type, precision, spec.alternate, spec.type == 0);
    bool negative = is_negative(d) && !(spec.no_negative_zero && is_zero_text(&text));
    if (spec.type == '%')
        bytes_append_byte(&text, '%');
    if (text.failed)
        return 0;
    float_parts(&text, &parts);
    parts.sign = format_sign(&spec, negative);
    return format_number(task, &spec, &parts);
}

/* ---- complex ------------------------------------------------------------------------------------------- */

RT static void append_component(TASK, StrBuilder *b, const FormatSpec *spec, double d, char type, bool always_sign)
{
    ByteBuilder text;
    NumberParts parts;
    bytes_start(&text, task);
    float_text(task, &text, d, type, spec->precision >= 0 ? spec->precision : 6, spec->alternate, false);
    float_parts(&text, &parts);
    bool negative = is_negative(d) && !(spec->no_negative_zero && is_zero_text(&text));
    parts.sign = negative ? '-' : always_sign ? '+' : format_sign(spec, false);
    FormatSpec plain = *spec;
    plain.width = -1;
    format_number_body(b, &plain, &parts);
}

RT Value complex_format(TASK, Value self, Value spec_value)
{
    const PyComplex *z = (PyComplex *)self;
    FormatSpec spec;
    StrBuilder b;
    if (!value_is_str(spec_value))
        return raise_error(task, &type_TypeError, "__format__() argument must be str, not %T", spec_value);
    if (as_str(spec_value)->length == 0)
        return object_str(task, self);
    if (!format_parse(task, self, spec_value, '>', &spec) || !check_precision(task, &spec))
        return 0;
    if (spec.type && (spec.type >= 128 || !strchr("eEfFgGn", (int)spec.type)))
        return format_unknown(task, &spec, self);
    if (spec.fill == '0')
        return raise_error(task, &type_ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return raise_error(task, &type_ValueError, "'=' alignment flag is not allowed in complex format specifier");
    char type = spec.type == 'n' ? 'g' : spec.type ? (char)spec.type : spec.precision >= 0 ? 'g' : 'r';
    bool skip_real = !spec.type && z->real == 0 && !signbit(z->real), brackets = !spec.type && !skip_real;
    builder_start(&b, task);
    if (brackets)
        builder_char(&b, '(');
    if (!skip_real)
        append_component(task, &b, &spec, z->real, type, false);
    append_component(task, &b, &spec, z->imaginary, type, !skip_real);
    builder_char(&b, 'j');
    if (brackets)
        builder_char(&b, ')');
    return format_pad(task, &spec, builder_finish(&b));
}
