/* binascii: bytes as text in several codes, and checksums. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/byte_builder.h"
#include "runtime/types/bytes_internal.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

static ROOT Value error_class, incomplete_class;
static Value code_error(struct Task *task, const char *text) { return raise_error(task, (PyType *)error_class, "%s", text); }

/* The bytes of a bytes-like object or of an ASCII str. */
static bool text_get(struct Task *task, Value v, BufferView *view)
{
    if (value_is_str(v)) {
        if (!str_is_ascii(as_str(v))) {
            raise_error(task, &type_ValueError, "string argument should contain only ASCII characters");
            return false;
        }
        *view = (BufferView){ as_str(v)->data, as_str(v)->length, STR_EMPTY, true, NULL };
        return true;
    }
    if (type_of(v)->slots.get_buffer && buffer_get(task, v, view, BUFFER_READ))
        return true;
    raise_error(task, &type_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v);
    return false;
}

/* ---- base 64 ---- */

static const char digits_64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int digit_64(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52
         : c == '+' ? 62 : c == '/' ? 63 : -1;
}

static RT Value b2a_base64(TASK, Value data, Value newline)
{
    BufferView view;
    int ends = object_truth(task, newline);
    if (ends < 0 || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    PyBytes *bytes = view.size > INT64_MAX / 2 ? NULL : bytes_new(task, (view.size + 2) / 3 * 4 + ends);
    uint8_t *out = bytes ? bytes->data : NULL;
    for (int64_t i = 0; out && i < view.size; i += 3) {
        int64_t left = view.size - i;
        uint32_t bits = (uint32_t)view.data[i] << 16 | (left > 1 ? (uint32_t)view.data[i + 1] << 8 : 0) | (left > 2 ? view.data[i + 2] : 0);
        *out++ = (uint8_t)digits_64[bits >> 18];
        *out++ = (uint8_t)digits_64[bits >> 12 & 63];
        *out++ = left > 1 ? (uint8_t)digits_64[bits >> 6 & 63] : '=';
        *out++ = left > 2 ? (uint8_t)digits_64[bits & 63] : '=';
    }
    if (bytes && ends)
        *out = '\n';
    buffer_release(task, &view);
    return value_from_object(bytes);
}

/* Reads into out; the number of bytes, or -1 with an exception. */
static int64_t read_base64(struct Task *task, const BufferView *in, bool strict, uint8_t *out)
{
    uint8_t *start = out, rest = 0;
    int position = 0, pads = 0;
    bool padded = false;
    if (strict && in->size > 0 && in->data[0] == '=')
        return fail_int(code_error(task, "Leading padding not allowed"));
    for (int64_t i = 0; i < in->size; i++) {
        uint8_t c = in->data[i];
        if (c == '=') {
            padded = true;
            if (position >= 2 && position + ++pads >= 4) {
                if (strict && i + 1 < in->size)
                    return fail_int(code_error(task, "Excess data after padding"));
                return out - start;
            }
            continue;
        }
        int digit = digit_64(c);
        if (digit < 0) {
            if (strict)
                return fail_int(code_error(task, "Only base64 data is allowed"));
            continue;
        }
        if (strict && padded)
            return fail_int(code_error(task, "Discontinuous padding not allowed"));
        pads = 0;
        switch (position) {
        case 0: rest = (uint8_t)digit; break;
        case 1: *out++ = (uint8_t)(rest << 2 | digit >> 4); rest = digit & 15; break;
        case 2: *out++ = (uint8_t)(rest << 4 | digit >> 2); rest = digit & 3; break;
        default: *out++ = (uint8_t)(rest << 6 | digit); rest = 0;
        }
        position = (position + 1) & 3;
    }
    if (position == 1)
        return fail_int(raise_error(task, (PyType *)error_class, "Invalid base64-encoded string: number of data characters (%ld) "
                                    "cannot be 1 more than a multiple of 4", (long)((out - start) / 3 * 4 + 1)));
    return position ? fail_int(code_error(task, "Incorrect padding")) : out - start;
}

static RT Value a2b_base64(TASK, Value data, Value strict_mode)
{
    BufferView view;
    int strict = object_truth(task, strict_mode);
    if (strict < 0 || !text_get(task, data, &view))
        return 0;
    PyBytes *room = bytes_new(task, view.size / 4 * 3 + 3);
    int64_t n = room ? read_base64(task, &view, strict, room->data) : -1;
    buffer_release(task, &view);
    return n < 0 ? 0 : bytes_from_data(task, room->data, n);
}

/* ---- uuencode: a length, then groups of six bits from 32 on ---- */

enum { UU_BYTES = 45 };

static RT Value b2a_uu(TASK, Value data, Value backtick)
{
    BufferView view;
    int ticks = object_truth(task, backtick);
    if (ticks < 0 || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    Value result = 0;
    if (view.size > UU_BYTES) {
        code_error(task, "At most 45 bytes at once");
    } else {
        uint8_t line[2 + (UU_BYTES + 2) / 3 * 4], *out = line;
        *out++ = view.size == 0 && ticks ? '`' : (uint8_t)(' ' + view.size);
        for (int64_t i = 0; i < view.size; i += 3) {
            uint32_t bits = 0;
            for (int64_t k = 0; k < 3; k++)
                bits = bits << 8 | (i + k < view.size ? view.data[i + k] : 0);
            for (int shift = 18; shift >= 0; shift -= 6) {
                uint8_t six = bits >> shift & 63;
                *out++ = six == 0 && ticks ? '`' : (uint8_t)(' ' + six);
            }
        }
        *out++ = '\n';
        result = bytes_from_data(task, line, out - line);
    }
    buffer_release(task, &view);
    return result;
}

static RT Value a2b_uu(TASK, Value data)
{
    BufferView view;
    if (!text_get(task, data, &view))
        return 0;
    int64_t wanted = ((view.size ? view.data[0] : 0) - ' ') & 63, n = 0, at = 1;
    uint8_t out[64];
    uint32_t bits = 0;
    int have = 0;
    const char *wrong = NULL;
    for (; n < wanted && !wrong; at++) {
        int c = at < view.size ? view.data[at] : 0;
        if (c == '\n' || c == '\r' || at >= view.size)
            c = 0;                            /* missing spaces at the end of a line */
        else if (c < ' ' || c > ' ' + 64)
            wrong = "Illegal char";
        else
            c = (c - ' ') & 63;
        bits = bits << 6 | (uint32_t)c;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[n++] = (uint8_t)(bits >> have);
        }
    }
    for (; at < view.size && !wrong; at++)
        if (view.data[at] != ' ' && view.data[at] != ' ' + 64 && view.data[at] != '\n' && view.data[at] != '\r')
            wrong = "Trailing garbage";
    buffer_release(task, &view);
    return wrong ? code_error(task, wrong) : bytes_from_data(task, out, n);
}

/* ---- hexadecimal ---- */

static int hex_digit(uint8_t c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static RT Value hexlify(TASK, Value data, Value separator, Value per)
{
    BufferView view;
    if (!buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    /* Since bytes come out, the separator may be any byte, which text does not allow. */
    uint32_t byte = value_is_str(separator) && as_str(separator)->length == 1 ? str_at(as_str(separator), 0)
                  : value_is_bytes(separator) && as_bytes(separator)->length == 1 ? as_bytes(separator)->data[0] : 0;
    bool is_high = byte > 127 && byte < 256;
    Value shown = is_high ? str_from_char(task, ':') : separator;
    Value text = shown ? bytes_hex_of(task, (ByteSpan){ view.data, view.size }, shown, per) : 0;
    buffer_release(task, &view);
    Value bytes = text ? bytes_from_data(task, as_str(text)->data, as_str(text)->length) : 0;
    for (int64_t i = 0; bytes && is_high && i < as_bytes(bytes)->length; i++)
        if (as_bytes(bytes)->data[i] == ':')
            as_bytes(bytes)->data[i] = (uint8_t)byte;
    return bytes;
}

static RT Value unhexlify(TASK, Value text)
{
    BufferView view;
    if (!text_get(task, text, &view))
        return 0;
    PyBytes *bytes = NULL;
    if (view.size % 2)
        code_error(task, "Odd-length string");
    else
        bytes = bytes_new(task, view.size / 2);
    for (int64_t i = 0; bytes && i < view.size; i += 2) {
        int high = hex_digit(view.data[i]), low = hex_digit(view.data[i + 1]);
        bytes->data[i / 2] = (uint8_t)(high << 4 | low);
        if (high < 0 || low < 0) {
            code_error(task, "Non-hexadecimal digit found");
            bytes = NULL;
        }
    }
    buffer_release(task, &view);
    return value_from_object(bytes);
}

/* ---- quoted-printable ---- */

enum { QP_LINE = 76 };

static RT Value a2b_qp(TASK, Value data, Value header)
{
    BufferView view;
    int is_header = object_truth(task, header);
    if (is_header < 0 || !text_get(task, data, &view))
        return 0;
    const uint8_t *in = view.data;
    int64_t n = view.size, i = 0;
    PyBytes *room = bytes_new(task, n);
    uint8_t *out = room ? room->data : NULL;
    while (room && i < n) {
        if (in[i] != '=') {
            *out++ = is_header && in[i] == '_' ? ' ' : in[i];
            i++;
            continue;
        }
        if (++i >= n)
            break;
        if (in[i] == '\n' || in[i] == '\r') { /* a soft line break */
            while (i < n && in[i] != '\n')
                i++;
            i += i < n;
        } else if (in[i] == '=') {
            *out++ = '=';
            i++;
        } else if (i + 1 < n && hex_digit(in[i]) >= 0 && hex_digit(in[i + 1]) >= 0) {
            *out++ = (uint8_t)(hex_digit(in[i]) << 4 | hex_digit(in[i + 1]));
            i += 2;
        } else
            *out++ = '=';
    }
    buffer_release(task, &view);
    return room ? bytes_from_data(task, room->data, out - room->data) : 0;
}

typedef struct QuotedText { const uint8_t *in; int64_t size; bool quote_tabs, is_text, is_header, crlf; } QuotedText;

static bool must_quote(const QuotedText *q, int64_t i, int64_t line)
{
    uint8_t c = q->in[i];
    bool last = i + 1 == q->size;
    return c > 126 || c == '=' || (q->is_header && c == '_') ||
           (c == '.' && line == 0 && (last || q->in[i + 1] == '\n' || q->in[i + 1] == '\r' || q->in[i + 1] == 0)) ||
           (!q->is_text && (c == '\r' || c == '\n')) || ((c == '\t' || c == ' ') && last) ||
           (c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ') ||
           (c < 33 && c != '\r' && c != '\n' && (q->quote_tabs || (!q->quote_tabs && c != '\t' && c != ' ')));
}

static bool quote_byte(ByteBuilder *b, uint8_t c)
{
    static const char hex[] = "0123456789ABCDEF";
    uint8_t code[] = { '=', (uint8_t)hex[c >> 4], (uint8_t)hex[c & 15] };
    return bytes_append(b, code, 3);
}

static bool end_line(ByteBuilder *b, const QuotedText *q, bool soft)
{
    return (!soft || bytes_append(b, "=", 1)) && bytes_append(b, q->crlf ? "\r\n" : "\n", q->crlf ? 2 : 1);
}

/* A blank before the end of a line is quoted, though it has been written already. */
static bool quote_last_blank(ByteBuilder *b)
{
    if (b->length == 0 || (b->data[b->length - 1] != ' ' && b->data[b->length - 1] != '\t'))
        return true;
    uint8_t blank = b->data[--b->length];
    return quote_byte(b, blank);
}

static bool quote_all(ByteBuilder *b, const QuotedText *q)
{
    int64_t line = 0;
    for (int64_t i = 0; i < q->size;) {
        uint8_t c = q->in[i];
        if (must_quote(q, i, line)) {
            if (line + 3 >= QP_LINE) {
                if (!end_line(b, q, true))
                    return false;
                line = 0;
            }
            if (!quote_byte(b, c))
                return false;
            line += 3;
            i++;
        } else if (q->is_text && (c == '\n' || (c == '\r' && i + 1 < q->size && q->in[i + 1] == '\n'))) {
            if (!quote_last_blank(b) || !end_line(b, q, false))
                return false;
            line = 0;
            i += c == '\r' ? 2 : 1;
        } else {
            if (i + 1 < q->size && q->in[i + 1] != '\n' && line + 1 >= QP_LINE) {
                if (!end_line(b, q, true))
                    return false;
                line = 0;
            }
            uint8_t out = q->is_header && c == ' ' ? '_' : c;
            if (!bytes_append(b, &out, 1))
                return false;
            line++;
            i++;
        }
    }
    return true;
}

static RT Value b2a_qp(TASK, Value data, Value quotetabs, Value istext, Value header)
{
    BufferView view;
    ByteBuilder b;
    int tabs = object_truth(task, quotetabs), text = tabs < 0 ? -1 : object_truth(task, istext), head = text < 0 ? -1 : object_truth(task, header);
    if (head < 0 || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    const uint8_t *newline = memchr(view.data, '\n', (size_t)view.size);
    QuotedText q = { view.data, view.size, tabs, text, head, newline && newline > view.data && newline[-1] == '\r' };
    bytes_start(&b, task);
    bool done = quote_all(&b, &q);
    buffer_release(task, &view);
    return done ? bytes_finish(&b) : 0;
}

/* ---- checksums ---- */

static RT Value crc_hqx(TASK, Value data, Value start)
{
    BufferView view;
    Value index = object_index(task, start), low = index ? int_and(task, index, value_from_small_int(0xffff)) : 0;
    if (!low || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    uint32_t crc = (uint32_t)value_small_int(low);
    for (int64_t i = 0; i < view.size; i++) {
        crc ^= (uint32_t)view.data[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
    buffer_release(task, &view);
    return value_from_small_int(crc);
}

/* Entry [0][b] is the remainder of byte b, [k][b] that of b followed by k zero bytes: eight bytes are taken at once. */
static uint32_t crc_table[8][256];
static bool crc_ready;

static void make_crc_table(void)
{
    for (uint32_t b = 0; b < 256; b++) {
        uint32_t crc = b;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
        crc_table[0][b] = crc;
    }
    for (int k = 1; k < 8; k++)
        for (uint32_t b = 0; b < 256; b++)
            crc_table[k][b] = crc_table[k - 1][b] >> 8 ^ crc_table[0][crc_table[k - 1][b] & 255];
    __atomic_store_n(&crc_ready, true, __ATOMIC_RELEASE);    /* whoever makes it makes the same */
}

static uint32_t crc_32(uint32_t crc, const uint8_t *p, int64_t n)
{
    crc = ~crc;
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        word ^= crc;
        crc = 0;
        for (int k = 0; k < 8; k++)
            crc ^= crc_table[7 - k][word >> 8 * k & 255];
    }
    for (; n > 0; p++, n--)
        crc = crc >> 8 ^ crc_table[0][(crc ^ *p) & 255];
    return ~crc;
}

static RT Value crc32(TASK, Value data, Value start)
{
    BufferView view;
    Value index = object_index(task, start), low = index ? int_and(task, index, value_from_small_int(0xffffffff)) : 0;
    if (!low || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    if (!__atomic_load_n(&crc_ready, __ATOMIC_ACQUIRE))
        make_crc_table();
    uint32_t crc = (uint32_t)value_small_int(low);
    bool polled = true;
    for (int64_t i = 0; polled && i < view.size; i += 65536) {
        crc = crc_32(crc, view.data + i, view.size - i < 65536 ? view.size - i : 65536);
        polled = runtime_poll(task);
    }
    buffer_release(task, &view);
    return polled ? value_from_small_int(crc) : 0;
}

/* ---- the module ---- */

METHOD_TABLE_BEGIN(binascii)
    METHOD(a2b_uu, "(data, /)", a2b_uu, BYTES, RAISES, "Reads a line of uuencoded data.")
    METHOD(b2a_uu, "(data, /, *, backtick=False)", b2a_uu, BYTES, RAISES, "A line of uuencoded data.")
    METHOD(a2b_base64, "(data, /, *, strict_mode=False)", a2b_base64, BYTES, RAISES, "Reads base64 data.")
    METHOD(b2a_base64, "(data, /, *, newline=True)", b2a_base64, BYTES, RAISES, "A line of base64 data.")
    METHOD(a2b_hex, "(hexstr, /)", unhexlify, BYTES, RAISES, "Reads hexadecimal digits.")
    METHOD(b2a_hex, "(data, sep=<unset>, bytes_per_sep=1)", hexlify, BYTES, RAISES, "Two hexadecimal digits for each byte.")
    METHOD(unhexlify, "(hexstr, /)", unhexlify, BYTES, RAISES, "Reads hexadecimal digits.")
    METHOD(hexlify, "(data, sep=<unset>, bytes_per_sep=1)", hexlify, BYTES, RAISES, "Two hexadecimal digits for each byte.")
    METHOD(crc_hqx, "(data, crc, /)", crc_hqx, INT, RAISES, "A CRC of 16 bits, as of a file format for the Macintosh.")
    METHOD(crc32, "(data, crc=0, /)", crc32, INT, RAISES, "The CRC-32 checksum.")
    METHOD(a2b_qp, "(data, header=False)", a2b_qp, BYTES, RAISES, "Reads quoted-printable data.")
    METHOD(b2a_qp, "(data, quotetabs=False, istext=True, header=False)", b2a_qp, BYTES, RAISES, "Data as quoted-printable text.")
METHOD_TABLE_END

static Value new_error(struct Task *task, Value module, const char *text, PyType *base)
{
    Value words[] = { value_from_object(base) };
    Value bases = tuple_from(task, words, 1), namespace = bases ? dict_new(task) : 0, name = namespace ? str_intern_c(task, text) : 0;
    Value place = name ? str_intern_c(task, "binascii") : 0;
    Value made = place && dict_set(task, namespace, NAME(__module__), place) ? type_new(task, &type_type, name, bases, namespace, NULL, 0, 0) : 0;
    return made && module_set(task, module, name, made) ? made : 0;
}

static RT bool binascii_start(TASK, Value module)
{
    error_class = new_error(task, module, "Error", &type_ValueError);
    incomplete_class = error_class ? new_error(task, module, "Incomplete", &type_Exception) : 0;
    return incomplete_class != 0;
}
const NativeModule module_binascii = { "binascii", "Bytes as text in several codes, and back.", binascii_methods, binascii_start };
