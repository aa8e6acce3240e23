/* marshal: plain data as bytes, in CPython's format (versions 0 to 4). Code objects have no such form
   here: they are refused.

   Writing, from version 3 on, gives every object that may be met again a number, and a second meeting
   writes that number; this also makes data that contains itself possible. */
#include <stdio.h>
#include <string.h>
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/types/byte_builder.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"

enum { VERSION = 4, DEPTH_LIMIT = 2000, FLAG_REFERENCE = 0x80, DIGIT_BITS = 15, SHORT = 256 };

/* ---- writing ---- */

typedef struct Writer {
    struct Task *task;
    ByteBuilder out;
    int64_t version;
    int depth;
    Value numbers;                       /* dict: address of an object -> its number; zero below version 3 */
    Value kept;                          /* list: keeps them alive meanwhile */
} Writer;

static bool write_value(Writer *w, Value v);

static bool put(Writer *w, int byte)
{
    uint8_t c = (uint8_t)byte;
    return bytes_append(&w->out, &c, 1);
}

static bool put_number(Writer *w, int64_t number, int bytes) { return bytes_append(&w->out, &number, bytes); }

static bool put_sized(Writer *w, int type, const void *data, int64_t size)
{
    if (size > INT32_MAX)
        return raise_error(w->task, &type_ValueError, "unmarshallable object") != 0;
    return put(w, type) && put_number(w, size, 4) && bytes_append(&w->out, data, size);
}

/* Writes the number of an object met before and says so in *known; otherwise *flag is for its type byte. */
static bool reference(Writer *w, Value v, bool *known, int *flag)
{
    *known = false;
    *flag = 0;
    if (!w->numbers || !value_is_pointer(v))
        return true;
    Value key = int_from_u64(w->task, (uint64_t)v), number = key ? dict_get(w->task, w->numbers, key) : 0;
    if (!number)
        return false;
    if (number != VALUE_UNBOUND) {
        *known = true;
        return put(w, 'r') && put_number(w, value_small_int(number), 4);
    }
    *flag = FLAG_REFERENCE;
    return dict_set(w->task, w->numbers, key, value_from_small_int(dict_length(w->task, w->numbers))) && list_append(w->task, w->kept, v);
}

static bool write_int(Writer *w, Value v, int flag)
{
    int64_t number;
    IntView view;
    if (int_to_i64(v, &number) && number == (int32_t)number)
        return put(w, 'i' | flag) && put_number(w, number, 4);
    int_view(v, &view);
    int64_t bits = int_bit_count_of(v), digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    if (!put(w, 'l' | flag) || !put_number(w, view.negative ? -digits : digits, 4))
        return false;
    for (int64_t i = 0; i < digits; i++) {
        int64_t at = i * DIGIT_BITS / 64, shift = i * DIGIT_BITS % 64;
        uint64_t digit = view.limbs[at] >> shift;
        if (shift > 64 - DIGIT_BITS && at + 1 < view.count)
            digit |= view.limbs[at + 1] << (64 - shift);
        if (!put_number(w, (int64_t)(digit & 0x7fff), 2))
            return false;
    }
    return true;
}

static bool write_double_text(Writer *w, double d)
{
    char text[40];
    int length = snprintf(text, sizeof text, "%.17g", d);
    return put(w, length) && bytes_append(&w->out, text, length);
}

static bool write_str(Writer *w, Value v, int flag)
{
    const PyStr *s = as_str(v);
    bool interned = s->flags & STR_INTERNED;
    if (w->version >= 4 && str_is_ascii(s)) {
        bool is_short = s->length < SHORT;
        if (!is_short)
            return put_sized(w, (interned ? 'A' : 'a') | flag, s->data, s->length);
        return put(w, (interned ? 'Z' : 'z') | flag) && put(w, (int)s->length) && bytes_append(&w->out, s->data, s->length);
    }
    Value bytes = codec_encode(w->task, v, "utf-8", "surrogatepass");
    return bytes && put_sized(w, (w->version >= 3 && interned ? 't' : 'u') | flag, as_bytes(bytes)->data, as_bytes(bytes)->length);
}

/* type: of the long form; tuples have a short one. */
static bool write_items(Writer *w, int type, int flag, Value items)
{
    int64_t n = tuple_size(items);
    bool is_short = type == '(' && w->version >= 4 && n < SHORT;
    bool good = is_short ? put(w, ')' | flag) && put(w, (int)n) : put(w, type | flag) && put_number(w, n, 4);
    for (int64_t i = 0; good && i < n; i++)
        good = write_value(w, tuple_get(items, i));
    return good;
}

static bool write_dict(Writer *w, Value v, int flag)
{
    Value key, value;
    if (!put(w, '{' | flag))
        return false;
    for (int64_t position = 0; dict_next(w->task, v, &position, &key, &value);)
        if (!write_value(w, key) || !write_value(w, value))
            return false;
    return put(w, '0');
}

static bool write_buffer(Writer *w, Value v, int flag)
{
    BufferView view;
    if (!type_of(v)->slots.get_buffer)
        return raise_error(w->task, &type_ValueError, "unmarshallable object") != 0;
    if (!buffer_get(w->task, v, &view, BUFFER_READ))
        return false;
    bool done = put_sized(w, 's' | flag, view.data, view.size);
    buffer_release(w->task, &view);
    return done;
}

static bool write_number(Writer *w, Value v, int flag)
{
    double parts[2];
    int count = value_is_float(v) ? 1 : 2;
    if (count == 1)
        parts[0] = value_float(v);
    else
        memcpy(parts, &((PyComplex *)v)->real, sizeof parts);
    if (w->version > 1)
        return put(w, (count == 1 ? 'g' : 'y') | flag) && bytes_append(&w->out, parts, 8 * count);
    if (!put(w, (count == 1 ? 'f' : 'x') | flag))
        return false;
    return write_double_text(w, parts[0]) && (count == 1 || write_double_text(w, parts[1]));
}

static bool write_object(Writer *w, Value v)
{
    bool known;
    int flag;
    if (!reference(w, v, &known, &flag) || known)
        return known;
    if (value_is_exact_int(v))
        return write_int(w, v, flag);
    if (value_is_float(v) || type_of(v) == &type_complex)
        return write_number(w, v, flag);
    if (value_is_exact_str(v))
        return write_str(w, v, flag);
    if (type_of(v) == &type_bytes)
        return put_sized(w, 's' | flag, as_bytes(v)->data, as_bytes(v)->length);
    if (value_is_exact_tuple(v))
        return write_items(w, '(', flag, v);
    if (value_is_exact_dict(v))
        return write_dict(w, v, flag);
    if (type_of(v) == &type_code)
        return raise_error(w->task, &type_ValueError, "unmarshallable object: a code object has no form as data here") != 0;
    if (value_is_exact_list(v) || type_of(v) == &type_set || type_of(v) == &type_frozenset) {
        Value items = tuple_from_iterable(w->task, v);
        return items && write_items(w, value_is_exact_list(v) ? '[' : type_of(v) == &type_set ? '<' : '>', flag, items);
    }
    return write_buffer(w, v, flag);
}

static bool write_value(Writer *w, Value v)
{
    static const struct { Value value; char type; } constants[] = {
        {VALUE_NONE, 'N'}, {VALUE_TRUE, 'T'}, {VALUE_FALSE, 'F'}, {VALUE_ELLIPSIS, '.'}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (v == constants[i].value)
            return put(w, constants[i].type);
    if (v == (Value)&type_StopIteration)
        return put(w, 'S');
    if (w->depth >= DEPTH_LIMIT)
        return raise_error(w->task, &type_ValueError, "object too deeply nested to marshal") != 0;
    w->depth++;
    bool done = stack_check(w->task) && write_object(w, v);
    w->depth--;
    return done;
}

static RT Value marshal_dumps(TASK, Value value, Value version)
{
    Writer w = {.task = task};
    if (!object_index_i64(task, version, &w.version, false))
        return 0;
    if (w.version >= 3 && (!(w.numbers = dict_new(task)) || !(w.kept = list_new(task, 0))))
        return 0;
    bytes_start(&w.out, task);
    return write_value(&w, value) ? bytes_finish(&w.out) : 0;
}

static RT Value marshal_dump(TASK, Value value, Value file, Value version)
{
    Value bytes = marshal_dumps(task, value, version);
    return bytes ? call_method(task, file, NAME(write), &bytes, 1) : 0;
}

/* ---- reading ---- */

typedef struct Reader {
    struct Task *task;
    const uint8_t *data;
    int64_t size, at;
    Value file;                          /* load(): an object with read and readinto; zero: all is in data */
    int depth;
    Value objects;                       /* list: by number; None: not complete yet */
} Reader;

static Value read_value(Reader *r, bool *ends);

static const uint8_t *too_short(Reader *r)
{
    raise_error(r->task, &type_EOFError, "EOF read where object expected");
    return NULL;
}

/* n bytes; they stay until the next call. */
static const uint8_t *take(Reader *r, int64_t n)
{
    if (!r->file) {
        if (n > r->size - r->at) {
            raise_error(r->task, &type_EOFError, "marshal data too short");
            return NULL;
        }
        r->at += n;
        return r->data + r->at - n;
    }
    Value count = value_from_small_int(n), bytes = call_method(r->task, r->file, NAME(read), &count, 1);
    if (!bytes)
        return NULL;
    if (!value_is_bytes(bytes)) {
        raise_error(r->task, &type_TypeError, "file.read() returned not bytes but %T", bytes);
        return NULL;
    }
    if (as_bytes(bytes)->length != n) {
        if (as_bytes(bytes)->length > n)
            raise_error(r->task, &type_ValueError, "read() returned too much data: %ld bytes requested, %ld returned", (long)n,
                        (long)as_bytes(bytes)->length);
        else
            raise_error(r->task, &type_EOFError, "marshal data too short");
        return NULL;
    }
    return as_bytes(bytes)->data;
}

static bool take_long(Reader *r, int64_t *number, const char *what)
{
    const uint8_t *bytes = take(r, 4);
    int32_t value;
    if (!bytes)
        return false;
    memcpy(&value, bytes, 4);
    *number = value;
    if (what && value < 0)
        return raise_error(r->task, &type_ValueError, "bad marshal data (%s size out of range)", what) != 0;
    return true;
}

static Value read_long(Reader *r)
{
    int64_t count;
    if (!take_long(r, &count, NULL))
        return 0;
    bool negative = count < 0;
    count = negative ? -count : count;
    if (count > INT32_MAX)
        return raise_error(r->task, &type_ValueError, "bad marshal data (long size out of range)");
    const uint8_t *bytes = take(r, 2 * count);
    PyInt *number = bytes ? int_alloc(r->task, count * DIGIT_BITS / 64 + 1) : NULL;
    if (!number)
        return 0;
    memset(number->limbs, 0, (size_t)(count * DIGIT_BITS / 64 + 1) * 8);
    for (int64_t i = 0; i < count; i++) {
        uint64_t digit = bytes[2 * i] | (uint64_t)bytes[2 * i + 1] << 8;
        int64_t at = i * DIGIT_BITS / 64, shift = i * DIGIT_BITS % 64;
        if (digit >> DIGIT_BITS)
            return raise_error(r->task, &type_ValueError, "bad marshal data (digit out of range in long)");
        if (i == count - 1 && digit == 0)
            return raise_error(r->task, &type_ValueError, "bad marshal data (unnormalized long data)");
        number->limbs[at] |= digit << shift;
        if (shift > 64 - DIGIT_BITS)
            number->limbs[at + 1] |= digit >> (64 - shift);
    }
    return int_finish(number, count * DIGIT_BITS / 64 + 1, negative);
}

static bool read_double(Reader *r, bool is_text, double *d)
{
    const uint8_t *bytes = take(r, is_text ? 1 : 8);
    if (!bytes)
        return false;
    if (!is_text) {
        memcpy(d, bytes, 8);
        return true;
    }
    int64_t n = bytes[0];
    bytes = take(r, n);
    Value text = bytes ? str_from_latin1(r->task, bytes, n) : 0, number = text ? call_one(r->task, (Value)&type_float, text) : 0;
    return number && object_double(r->task, number, d);
}

static Value read_complex(Reader *r, bool is_text)
{
    double real, imaginary;
    if (!read_double(r, is_text, &real) || !read_double(r, is_text, &imaginary))
        return 0;
    return complex_from_doubles(r->task, real, imaginary);
}

/* Sizes: a byte, or four. */
static Value read_text(Reader *r, bool is_short, bool is_ascii, bool interned)
{
    const uint8_t *bytes = is_short ? take(r, 1) : NULL;
    int64_t size = bytes ? bytes[0] : 0;
    if (is_short ? !bytes : !take_long(r, &size, "string"))
        return 0;
    bytes = take(r, size);
    Value text = !bytes ? 0 : is_ascii ? str_from_latin1(r->task, bytes, size) : codec_decode(r->task, bytes, size, "utf-8", "surrogatepass");
    return text && interned ? str_intern(r->task, text) : text;
}

static Value read_bytes(Reader *r)
{
    int64_t size;
    const uint8_t *bytes = take_long(r, &size, "bytes object") ? take(r, size) : NULL;
    return bytes ? bytes_from_data(r->task, bytes, size) : 0;
}

/* Reserves a number for an object that is read later; -1: failed, -2: it needs none. */
static int64_t reserve(Reader *r, bool flagged)
{
    if (!flagged)
        return -2;
    return list_append(r->task, r->objects, VALUE_NONE) ? list_size(r->objects) - 1 : -1;
}
static Value enter(Reader *r, int64_t index, Value v)
{
    if (v && index >= 0 && object_set_item(r->task, r->objects, value_from_small_int(index), v) < 0)
        return 0;
    return v;
}

static Value null_object(Reader *r, const char *what)
{
    if (r->task->exception)
        return 0;
    return raise_error(r->task, &type_TypeError, "NULL object in marshal data for %s", what);
}

static Value read_list(Reader *r, int64_t n, Value list, const char *what)
{
    for (int64_t i = 0; list && i < n; i++) {
        bool ends = false;
        Value item = read_value(r, &ends);
        if (!item)
            return null_object(r, what);
        if (!list_append(r->task, list, item))
            return 0;
    }
    return list;
}

static Value read_sequence(Reader *r, int type, bool flagged)
{
    int64_t n = 0;
    const uint8_t *byte = type == ')' ? take(r, 1) : NULL;
    const char *what = type == '[' ? "list" : type == '<' || type == '>' ? "set" : "tuple";
    if (type == ')' ? !byte : !take_long(r, &n, what))
        return 0;
    n = byte ? byte[0] : n;
    int64_t index = reserve(r, flagged);
    Value list = index == -1 ? 0 : list_new(r->task, 0);
    if (type == '[')
        return list && enter(r, index, list) ? read_list(r, n, list, what) : 0;
    if (type == '<') {
        Value set = set_new(r->task);
        if (!list || !set || !enter(r, index, set) || !read_list(r, n, list, what))
            return 0;
        for (int64_t i = 0; i < n; i++)
            if (!set_add(r->task, set, list_peek(list, i)))
                return 0;
        return set;
    }
    if (!list || !read_list(r, n, list, what))
        return 0;
    return enter(r, index, call_one(r->task, type == '>' ? (Value)&type_frozenset : (Value)&type_tuple, list));
}

static Value read_dict(Reader *r, bool flagged)
{
    int64_t index = reserve(r, flagged);
    Value dict = index == -1 ? 0 : dict_new(r->task);
    if (!dict || !enter(r, index, dict))
        return 0;
    for (;;) {
        bool ends = false;
        Value key = read_value(r, &ends);
        if (!key)
            return ends ? dict : null_object(r, "dict");
        Value value = read_value(r, &ends);
        if (!value)
            return ends ? dict : 0;
        if (!dict_set(r->task, dict, key, value))
            return 0;
    }
}

static Value read_reference(Reader *r)
{
    int64_t index;
    if (!take_long(r, &index, NULL))
        return 0;
    Value found = index >= 0 ? list_peek(r->objects, index) : 0;
    if (!found || found == VALUE_NONE)
        return raise_error(r->task, &type_ValueError, "bad marshal data (invalid reference)");
    return found;
}

static Value read_plain(Reader *r, int type)
{
    double d;
    int64_t number;
    switch (type) {
    case 'i': return take_long(r, &number, NULL) ? int_from_i64(r->task, number) : 0;
    case 'l': return read_long(r);
    case 'f': case 'g': return read_double(r, type == 'f', &d) ? float_from_double(r->task, d) : 0;
    case 'x': case 'y': return read_complex(r, type == 'x');
    case 's': return read_bytes(r);
    case 'u': case 't': return read_text(r, false, false, type == 't');
    case 'a': case 'A': return read_text(r, false, true, type == 'A');
    case 'z': case 'Z': return read_text(r, true, true, type == 'Z');
    case 'c': return raise_error(r->task, &type_ValueError, "bad marshal data (code objects cannot be read here)");
    default:  return raise_error(r->task, &type_ValueError, "bad marshal data (unknown type code)");
    }
}

static Value read_typed(Reader *r, int byte, bool *ends)
{
    int type = byte & ~FLAG_REFERENCE;
    bool flagged = byte & FLAG_REFERENCE;
    switch (type) {
    case '0': *ends = true; return 0;
    case 'N': return VALUE_NONE;
    case 'T': return VALUE_TRUE;
    case 'F': return VALUE_FALSE;
    case '.': return VALUE_ELLIPSIS;
    case 'S': return (Value)&type_StopIteration;
    case 'r': return read_reference(r);
    case '(': case ')': case '[': case '<': case '>': return read_sequence(r, type, flagged);
    case '{': return read_dict(r, flagged);
    default: {
        Value v = read_plain(r, type);
        int64_t index = v ? reserve(r, flagged) : -1;
        return index == -1 ? 0 : enter(r, index, v);
    }
    }
}

/* Zero with *ends: the mark that ends a dict. */
static Value read_value(Reader *r, bool *ends)
{
    const uint8_t *byte = r->file || r->at < r->size ? take(r, 1) : too_short(r);
    if (!byte) {
        if (r->file && exception_matches(r->task, &type_EOFError)) {
            exception_clear(r->task);
            too_short(r);
        }
        return 0;
    }
    int type = byte[0];
    if (r->depth >= DEPTH_LIMIT)
        return raise_error(r->task, &type_ValueError, "%s limit exceeded", "recursion");
    r->depth++;
    Value v = stack_check(r->task) ? read_typed(r, type, ends) : 0;
    r->depth--;
    return v;
}

static Value read_all(Reader *r)
{
    bool ends = false;
    r->objects = list_new(r->task, 0);
    Value v = r->objects ? read_value(r, &ends) : 0;
    return ends ? raise_error(r->task, &type_TypeError, "NULL object in marshal data for object") : v;
}

static RT Value marshal_loads(TASK, Value bytes)
{
    BufferView view;
    if (!buffer_get(task, bytes, &view, BUFFER_READ))
        return 0;
    Reader r = {.task = task, .data = view.data, .size = view.size};
    Value v = read_all(&r);
    buffer_release(task, &view);
    return v;
}

static RT Value marshal_load(TASK, Value file)
{
    Reader r = {.task = task, .file = file};
    return read_all(&r);
}

METHOD_TABLE_BEGIN(marshal)
    METHOD(dump, "(value, file, version=4, /)", marshal_dump, OBJ, RAISES, "Write a value to a binary file.")
    METHOD(dumps, "(value, version=4, /)", marshal_dumps, BYTES, RAISES, "A value as bytes.")
    METHOD(load, "(file, /)", marshal_load, OBJ, RAISES, "Read one value from a binary file.")
    METHOD(loads, "(bytes, /)", marshal_loads, OBJ, RAISES, "The value that bytes begin with; what follows is ignored.")
METHOD_TABLE_END
static RT bool marshal_start(TASK, Value module) { return module_set_c(task, module, "version", value_from_small_int(VERSION)); }
const NativeModule module_marshal = {"marshal", "Plain Python values as bytes, in a form that only Python reads.", marshal_methods, marshal_start};
