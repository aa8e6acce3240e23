/* The methods of bytes and bytearray that take them for ASCII text: padding, case, tests. */
#include "runtime/types/bytes_internal.h"

/* ---- padding ------------------------------------------------------------------------------------ */

RT static bool pad_arguments(TASK, const char *name, Value self, Value width, Value fill, int64_t *margin, uint8_t *byte)
{
    *byte = ' ';
    if (!object_index_i64(task, width, margin, false))
        return false;
    int64_t size = byte_span(self).size;
    *margin = *margin > size ? *margin - size : 0;
    if (fill == VALUE_UNBOUND)
        return true;
    bool is_bytes = value_is_bytes(fill) || value_is_instance(fill, &type_bytearray);
    if (is_bytes && byte_span(fill).size == 1) {
        *byte = byte_span(fill).data[0];
        return true;
    }
    raise_error(task, &type_TypeError, "%s() argument 2 must be a byte string of length 1, not %T", name, fill);
    return false;
}

RT static Value pad(TASK, Value self, int64_t left, int64_t right, uint8_t fill)
{
    ByteSpan s = byte_span(self);
    ByteBuilder b;
    bytes_start(&b, task);
    bytes_fill(&b, fill, left);
    bytes_append(&b, s.data, s.size);
    bytes_fill(&b, fill, right);
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

RT Value bytes_center(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    uint8_t byte;
    if (!pad_arguments(task, "center", self, width, fill, &margin, &byte))
        return 0;
    int64_t left = margin / 2 + (margin & (margin + byte_span(self).size) & 1);
    return pad(task, self, left, margin - left, byte);
}

RT Value bytes_ljust(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    uint8_t byte;
    return pad_arguments(task, "ljust", self, width, fill, &margin, &byte) ? pad(task, self, 0, margin, byte) : 0;
}

RT Value bytes_rjust(TASK, Value self, Value width, Value fill)
{
    int64_t margin;
    uint8_t byte;
    return pad_arguments(task, "rjust", self, width, fill, &margin, &byte) ? pad(task, self, margin, 0, byte) : 0;
}

RT Value bytes_zfill(TASK, Value self, Value width)
{
    ByteSpan s = byte_span(self);
    int64_t margin;
    uint8_t byte;
    ByteBuilder b;
    if (!pad_arguments(task, "zfill", self, width, VALUE_UNBOUND, &margin, &byte))
        return 0;
    bool sign = s.size && (s.data[0] == '+' || s.data[0] == '-');
    bytes_start(&b, task);
    bytes_append(&b, s.data, sign);
    bytes_fill(&b, '0', margin);
    bytes_append(&b, s.data + sign, s.size - sign);
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

RT Value bytes_expandtabs(TASK, Value self, Value size_value)
{
    ByteSpan s = byte_span(self);
    int64_t size, column = 0;
    ByteBuilder b;
    if (!object_index_i64(task, size_value, &size, true))
        return 0;
    bytes_start(&b, task);
    for (int64_t i = 0; i < s.size; i++) {
        if (s.data[i] == '\t') {
            int64_t blanks = size > 0 ? size - column % size : 0;
            bytes_fill(&b, ' ', blanks);
            column += blanks;
        } else {
            bytes_append_byte(&b, s.data[i]);
            column = s.data[i] == '\n' || s.data[i] == '\r' ? 0 : column + 1;
        }
    }
    return b.failed ? 0 : bytes_like(task, self, b.data, b.length);
}

/* ---- case ------------------------------------------------------------------------------------------- */

static bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_alpha(uint8_t c) { return is_lower(c) || is_upper(c); }
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }
static bool is_space(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
static uint8_t lower(uint8_t c) { return is_upper(c) ? c + 32 : c; }
static uint8_t upper(uint8_t c) { return is_lower(c) ? c - 32 : c; }

typedef enum { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_CAPITAL, CASE_SWAP } CaseKind;

RT static Value change(TASK, Value self, CaseKind kind)
{
    ByteSpan s = byte_span(self);
    PyBytes *result = bytes_new(task, s.size);
    bool inside = false;
    if (!result)
        return 0;
    for (int64_t i = 0; i < s.size; i++) {
        uint8_t c = s.data[i];
        bool raise = kind == CASE_UPPER || (kind == CASE_TITLE && !inside) || (kind == CASE_CAPITAL && i == 0) ||
                     (kind == CASE_SWAP && is_lower(c));
        result->data[i] = raise ? upper(c) : lower(c);
        inside = is_alpha(c);
    }
    return value_is_bytes(self) ? value_from_object(result) : bytearray_from_data(task, result->data, s.size);
}

RT Value bytes_lower(TASK, Value self) { return change(task, self, CASE_LOWER); }
RT Value bytes_upper(TASK, Value self) { return change(task, self, CASE_UPPER); }
RT Value bytes_title(TASK, Value self) { return change(task, self, CASE_TITLE); }
RT Value bytes_capitalize(TASK, Value self) { return change(task, self, CASE_CAPITAL); }
RT Value bytes_swapcase(TASK, Value self) { return change(task, self, CASE_SWAP); }

/* ---- tests -------------------------------------------------------------------------------------------- */

static Value all_are(Value self, bool (*test)(uint8_t))
{
    ByteSpan s = byte_span(self);
    for (int64_t i = 0; i < s.size; i++)
        if (!test(s.data[i]))
            return VALUE_FALSE;
    return value_from_bool(s.size > 0);
}

static bool is_ascii(uint8_t c) { return c < 128; }

RT Value bytes_isalpha(TASK, Value self) { return all_are(self, is_alpha); }
RT Value bytes_isdigit(TASK, Value self) { return all_are(self, is_digit); }
RT Value bytes_isalnum(TASK, Value self) { return all_are(self, is_alnum); }
RT Value bytes_isspace(TASK, Value self) { return all_are(self, is_space); }
RT Value bytes_isascii(TASK, Value self) { return byte_span(self).size ? all_are(self, is_ascii) : VALUE_TRUE; }

static Value case_is(Value self, bool (*right)(uint8_t), bool (*wrong)(uint8_t))
{
    ByteSpan s = byte_span(self);
    bool any = false;
    for (int64_t i = 0; i < s.size; i++) {
        if (wrong(s.data[i]))
            return VALUE_FALSE;
        any = any || right(s.data[i]);
    }
    return value_from_bool(any);
}

RT Value bytes_islower(TASK, Value self) { return case_is(self, is_lower, is_upper); }
RT Value bytes_isupper(TASK, Value self) { return case_is(self, is_upper, is_lower); }

RT Value bytes_istitle(TASK, Value self)
{
    ByteSpan s = byte_span(self);
    bool inside = false, any = false;
    for (int64_t i = 0; i < s.size; i++) {
        if ((is_upper(s.data[i]) && inside) || (is_lower(s.data[i]) && !inside))
            return VALUE_FALSE;
        inside = is_alpha(s.data[i]);
        any = any || inside;
    }
    return value_from_bool(any);
}
