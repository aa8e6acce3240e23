/* _struct: values to bytes and back. A format is parsed once into fields; packing and unpacking walk over them.
   Numbers go through a room of eight bytes in the machine's order, which is reversed where the format
   says so. */
#include <math.h>
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/native_item.h"
#include "runtime/types/str.h"

enum { CACHE_SIZE = 100 };
/* One letter of a format. s and p: one value of `size` bytes; others: `count` values. */
typedef struct Field { int64_t offset, size, count; char letter; bool reversed, native; } Field;
typedef struct Fields {
    int64_t count, values, size;              /* values: how many pack() takes */
    Field field[];
} Fields;
typedef struct PyStruct { Object head; Slot format; Fields *fields; } PyStruct;   /* fields: NULL before __init__ */
typedef struct PyUnpackIterator { Object head; Slot structure, buffer; int64_t next; } PyUnpackIterator;
extern PyType type_struct, type_unpack_iterator;
extern Shape shape_struct, shape_unpack_iterator;
static ROOT Value error_class, cache;

static Value struct_error(struct Task *task, const char *text) { return raise_error(task, (PyType *)error_class, "%s", text); }
static bool fails(struct Task *task, const char *text) { return struct_error(task, text) != 0; }

/* ---- formats ---- */

typedef struct Format { const char *at; bool native_sizes, reversed; } Format;

/* Bytes of one item; 0: no such letter. Standard sizes differ for long, and lack n, N and P. */
static int letter_size(const Format *f, char letter)
{
    if (letter == 'x' || letter == 's' || letter == 'p')
        return 1;
    if (letter == 'e')
        return 2;
    if (!f->native_sizes && (letter == 'n' || letter == 'N' || letter == 'P'))
        return 0;
    if (!f->native_sizes && (letter == 'l' || letter == 'L'))
        return 4;
    return native_item_size(letter);
}

static bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13); }

/* Takes the next field; false at the end, or with an exception (*failed). */
static bool next_field(struct Task *task, Format *f, Field *field, bool *failed)
{
    while (is_space(*f->at))
        f->at++;
    *failed = true;
    if (!*f->at) {
        *failed = false;
        return false;
    }
    int64_t number = 1;
    if (*f->at >= '0' && *f->at <= '9') {
        for (number = 0; *f->at >= '0' && *f->at <= '9'; f->at++)
            if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *f->at - '0', &number))
                return fails(task, "total struct size too long");
        if (!*f->at)
            return fails(task, "repeat count given without format specifier");
    }
    *field = (Field){ .letter = *f->at++, .native = f->native_sizes, .reversed = f->reversed };
    int size = letter_size(f, field->letter);
    if (!size)
        return fails(task, "bad char in struct format");
    bool is_text = field->letter == 's' || field->letter == 'p';
    field->size = is_text ? number : size;
    field->count = is_text ? 1 : number;
    *failed = false;
    return true;
}

/* Goes through the format; stores the fields where out is not NULL. Fills in count, values and size. */
static bool parse(struct Task *task, const char *text, Fields *totals, Field *out)
{
    Format f = { text, *text != '<' && *text != '>' && *text != '=' && *text != '!', *text == '>' || *text == '!' };
    Field field;
    bool failed;
    *totals = (Fields){ 0, 0, 0 };
    f.at += !f.native_sizes || *text == '@';
    while (next_field(task, &f, &field, &failed)) {
        int64_t align = f.native_sizes && field.letter != 's' && field.letter != 'p' && field.letter != 'x' ? field.size : 1;
        int64_t bytes, begin;
        if (__builtin_add_overflow(totals->size, align - 1, &begin) || __builtin_mul_overflow(field.size, field.count, &bytes) ||
            __builtin_add_overflow(begin -= begin % align, bytes, &totals->size))
            return fails(task, "total struct size too long");
        field.offset = begin;
        if (field.letter == 'x' || field.count == 0)
            continue;
        if (out)
            out[totals->count] = field;
        totals->count++;
        totals->values += field.count;
    }
    return !failed;
}

/* The format as text without NUL in it, from str or bytes. */
static const char *format_text(struct Task *task, Value format)
{
    int64_t length;
    const char *text;
    if (value_is_str(format)) {
        format = codec_encode(task, format, "ascii", NULL);
        if (!format)
            return NULL;
    } else if (!value_is_bytes(format)) {
        raise_error(task, &type_TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
        return NULL;
    }
    text = (const char *)as_bytes(format)->data;
    length = as_bytes(format)->length;
    if ((int64_t)strlen(text) == length)
        return text;
    struct_error(task, "embedded null character");
    return NULL;
}

static Fields *parse_format(struct Task *task, Value format)
{
    Fields totals;
    const char *text = format_text(task, format);
    if (!text || !parse(task, text, &totals, NULL))
        return NULL;
    Fields *fields = gc_alloc(task, sizeof *fields + (size_t)totals.count * sizeof(Field), LAYOUT_FREE);
    return fields && parse(task, text, fields, fields->field) ? fields : NULL;
}

/* ---- numbers ---- */

static void reverse(uint8_t *bytes, int64_t n)
{
    for (int64_t i = 0; i < n / 2; i++) {
        uint8_t t = bytes[i];
        bytes[i] = bytes[n - 1 - i];
        bytes[n - 1 - i] = t;
    }
}

/* The half-precision number nearest to x, ties to even; false: too large. */
static bool half_from_double(double x, uint16_t *half)
{
    int exponent;
    uint16_t sign = signbit(x) ? 0x8000 : 0;
    if (isnan(x) || isinf(x) || x == 0) {
        *half = sign | (isnan(x) ? 0x7e00 : isinf(x) ? 0x7c00 : 0);
        return true;
    }
    double fraction = frexp(fabs(x), &exponent);          /* 0.5 <= fraction < 1 */
    int drop = exponent < -13 ? -13 - exponent : 0;       /* bits that a subnormal number lacks */
    double scaled = ldexp(fraction, 11 - drop), whole = floor(scaled), rest = scaled - whole;
    int64_t mantissa = (int64_t)whole;
    if (rest > 0.5 || (rest == 0.5 && mantissa & 1))
        mantissa++;
    int64_t bits = drop ? mantissa : ((int64_t)(exponent + 13) << 10) + mantissa;    /* the leading 1 adds one to the exponent */
    if (bits >= 0x7c00)
        return false;
    *half = sign | (uint16_t)bits;
    return true;
}

static double half_to_double(uint16_t half)
{
    int exponent = half >> 10 & 31, mantissa = half & 1023;
    double x = exponent == 31 ? (mantissa ? NAN : INFINITY) : exponent ? ldexp(1024 + mantissa, exponent - 25) : ldexp(mantissa, -24);
    return half & 0x8000 ? -x : x;
}

static bool float_put(struct Task *task, const Field *field, uint8_t *at, Value v)
{
    double x;
    uint16_t half;
    float single;
    if (!object_double(task, v, &x)) {
        exception_clear(task);
        return fails(task, "required argument is not a float");
    }
    bool fits = true;
    if (field->letter == 'd') {
        memcpy(at, &x, sizeof x);
    } else if (field->letter == 'f') {
        single = (float)x;
        memcpy(at, &single, sizeof single);
        fits = !isinf(single) || isinf(x) || field->native;
    } else if ((fits = half_from_double(x, &half))) {
        memcpy(at, &half, sizeof half);
    }
    if (fits)
        return true;
    if (value_is_int(v))
        return fails(task, "int too large to convert");
    return raise_error(task, &type_OverflowError, "float too large to pack with %c format", field->letter) != 0;
}

/* CPython's words, which depend on how it reads the number. */
static bool number_does_not_fit(struct Task *task, const Field *field, Value number, bool is_signed)
{
    int64_t size = field->size, word;
    uint64_t highest = is_signed ? UINT64_MAX >> (65 - 8 * size) : UINT64_MAX >> (64 - 8 * size);
    long long lowest = is_signed ? -(long long)highest - 1 : 0;
    bool in_word = int_to_i64(number, &word), negative = int_sign(number) < 0;
    char letter = field->letter;
    if (letter == 'P' || (size == 8 && field->reversed))
        return fails(task, "int too large to convert");
    bool by_name = size == 1 || (size == 2 && !field->reversed);
    bool read_unsigned = !is_signed && !by_name;
    IntView view;
    int_view(number, &view);
    bool readable = read_unsigned ? !negative && view.count <= 1 : in_word;
    if (!readable || size == 8)
        return fails(task, "argument out of range");
    if (by_name) {
        const char *name = size == 1 ? is_signed ? "byte" : "ubyte" : is_signed ? "short" : "ushort";
        return raise_error(task, (PyType *)error_class, "%s format requires %ld <= number <= %ld", name, (long)lowest, (long)highest) != 0;
    }
    return raise_error(task, (PyType *)error_class, "'%c' format requires %ld <= number <= %ld", letter, (long)lowest, (long)highest) != 0;
}

static bool integer_put(struct Task *task, const Field *field, uint8_t *at, Value v)
{
    if (!value_is_int(v)) {
        if (!type_of(v)->slots.index)
            return fails(task, "required argument is not an integer");
        v = object_index(task, v);
        if (!v)
            return false;
    }
    bool is_signed = native_item_signed(field->letter);
    if (native_integer_put(at, (int)field->size, is_signed, v) ||
        (field->letter == 'P' && native_integer_put(at, (int)field->size, true, v)))
        return true;
    return number_does_not_fit(task, field, v, is_signed);
}

static bool put_text(struct Task *task, const Field *field, uint8_t *at, Value v)
{
    BufferView view;
    bool is_pascal = field->letter == 'p';
    if (!value_is_bytes(v) && !value_is_instance(v, &type_bytearray))
        return fails(task, is_pascal ? "argument for 'p' must be a bytes object" : "argument for 's' must be a bytes object");
    if (!buffer_get(task, v, &view, BUFFER_READ))
        return false;
    int64_t room = field->size - (is_pascal && field->size > 0), n = view.size < room ? view.size : room;
    if (field->size)
        memcpy(at + (is_pascal ? 1 : 0), view.data, (size_t)n);
    if (is_pascal && field->size)
        *at = (uint8_t)(n > 255 ? 255 : n);
    buffer_release(task, &view);
    return true;
}

/* Writes one value; the place is zeroed. */
static bool put(struct Task *task, const Field *field, uint8_t *at, Value v)
{
    bool done;
    switch (field->letter) {
    case 's': case 'p':
        return put_text(task, field, at, v);
    case 'c':
        if (!value_is_bytes(v) || as_bytes(v)->length != 1)
            return fails(task, "char format requires a bytes object of length 1");
        *at = as_bytes(v)->data[0];
        return true;
    case '?': {
        int truth = object_truth(task, v);
        *at = truth > 0;
        return truth >= 0;
    }
    case 'e': case 'f': case 'd':
        done = float_put(task, field, at, v);
        break;
    default:
        done = integer_put(task, field, at, v);
    }
    if (done && field->reversed)
        reverse(at, field->size);
    return done;
}

static Value get(struct Task *task, const Field *field, const uint8_t *at)
{
    uint8_t room[8] = { 0 };
    uint16_t half;
    int64_t n = field->size;
    if (field->letter == 's')
        return bytes_from_data(task, at, n);
    if (field->letter == 'p') {
        int64_t length = n ? at[0] : 0;
        return bytes_from_data(task, at + 1, length < n ? length : n ? n - 1 : 0);
    }
    memcpy(room, at, (size_t)n);
    if (field->reversed)
        reverse(room, n);
    if (field->letter == 'e') {
        memcpy(&half, room, sizeof half);
        return float_from_double(task, half_to_double(half));
    }
    char letter = field->letter;              /* a standard long has four bytes */
    if (n == 4 && (letter == 'l' || letter == 'L'))
        letter = letter == 'l' ? 'i' : 'I';
    return native_item_get(task, letter, room);
}

static Value unpack_at(struct Task *task, const Fields *fields, const uint8_t *data)
{
    Value tuple = tuple_new(task, fields->values);
    int64_t n = 0;
    for (int64_t i = 0; tuple && i < fields->count; i++) {
        const Field *field = &fields->field[i];
        for (int64_t k = 0; k < field->count; k++) {
            Value v = get(task, field, data + field->offset + k * field->size);
            if (!v)
                return 0;
            tuple_init(tuple, n++, v);
        }
    }
    return tuple;
}

/* Values as bytes of their own: packing may run user code, which may change the target. */
static PyBytes *pack_values(struct Task *task, const Fields *fields, const char *function, Value values)
{
    int64_t n = 0;
    if (tuple_size(values) != fields->values) {
        raise_error(task, (PyType *)error_class, "%s expected %ld items for packing (got %ld)", function, (long)fields->values,
                    (long)tuple_size(values));
        return NULL;
    }
    PyBytes *bytes = bytes_new(task, fields->size);
    if (!bytes)
        return NULL;
    memset(bytes->data, 0, (size_t)fields->size);
    for (int64_t i = 0; i < fields->count; i++) {
        const Field *field = &fields->field[i];
        for (int64_t k = 0; k < field->count; k++)
            if (!put(task, field, bytes->data + field->offset + k * field->size, tuple_get(values, n++)))
                return NULL;
    }
    return bytes;
}

/* ---- Struct ---- */

static const Fields *fields_of(struct Task *task, Value self)
{
    const Fields *fields = pointer_load(((PyStruct *)self)->fields);
    if (!fields)
        raise_error(task, &type_RuntimeError, "Struct object is not initialized");
    return fields;
}

static RT Value struct_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return value_from_object(object_alloc(task, (PyType *)cls, 0));
}

static bool struct_fill(struct Task *task, Value self, Value format)
{
    Fields *fields = parse_format(task, format);
    Value text = !fields ? 0 : value_is_str(format) ? format : codec_decode(task, as_bytes(format)->data, as_bytes(format)->length, "ascii", "surrogateescape");
    if (!text)
        return false;
    gc_store_pointer(((PyStruct *)self)->fields, fields);
    gc_store(&((PyStruct *)self)->format, text);
    return true;
}

static RT int struct_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("Struct", "(format)");
    Value format;
    return bind_arguments(task, &signature, args, nargs, kwnames, &format) && struct_fill(task, self, format) ? 0 : -1;
}

static RT Value struct_pack(TASK, Value self, Value values)
{
    const Fields *fields = fields_of(task, self);
    return fields ? value_from_object(pack_values(task, fields, "pack", values)) : 0;
}

/* The place of a structure in `size` bytes, from an offset that counts from the end when negative. */
static bool find_place(struct Task *task, const char *function, const char *doing, int64_t wanted, int64_t size, int64_t *offset)
{
    bool packs = *function == 'p';
    if (*offset < 0) {
        if (*offset + wanted > 0)
            return raise_error(task, (PyType *)error_class, packs ? "no space to pack %ld bytes at offset %ld"
                               : "not enough data to unpack %ld bytes at offset %ld", (long)wanted, (long)*offset) != 0;
        if (*offset + size < 0)
            return raise_error(task, (PyType *)error_class, "offset %ld out of range for %ld-byte buffer", (long)*offset, (long)size) != 0;
        *offset += size;
    }
    if (size - *offset >= wanted)
        return true;
    return raise_error(task, (PyType *)error_class, "%s requires a buffer of at least %lu bytes for %s %ld bytes at offset %ld "
                       "(actual buffer size is %ld)", function, (unsigned long)*offset + (unsigned long)wanted, doing, (long)wanted,
                       (long)*offset, (long)size) != 0;
}

static RT Value struct_pack_into(TASK, Value self, Value arguments)
{
    BufferView view;
    int64_t offset;
    const Fields *fields = fields_of(task, self);
    if (!fields)
        return 0;
    if (tuple_size(arguments) < 2)
        return struct_error(task, tuple_size(arguments) ? "pack_into expected offset argument" : "pack_into expected buffer argument");
    Value values = tuple_from(task, tuple_words(arguments) + 2, tuple_size(arguments) - 2), buffer = tuple_get(arguments, 0);
    if (!values)
        return 0;
    if (tuple_size(values) != fields->values)
        return raise_error(task, (PyType *)error_class, "pack_into expected %ld items for packing (got %ld)", (long)fields->values,
                           (long)tuple_size(values));
    if (!type_of(buffer)->slots.get_buffer || !buffer_get(task, buffer, &view, BUFFER_WRITE))
        return raise_error(task, &type_TypeError, "argument must be read-write bytes-like object, not %T", buffer);
    bool done = object_subscript_i64(task, tuple_get(arguments, 1), &offset) &&
                find_place(task, "pack_into", "packing", fields->size, view.size, &offset);
    PyBytes *bytes = done ? pack_values(task, fields, "pack_into", values) : NULL;
    if (bytes)
        memcpy(view.data + offset, bytes->data, (size_t)bytes->length);
    buffer_release(task, &view);
    return bytes ? VALUE_NONE : 0;
}

static RT Value struct_unpack(TASK, Value self, Value buffer)
{
    BufferView view;
    const Fields *fields = fields_of(task, self);
    if (!fields || !buffer_get(task, buffer, &view, BUFFER_READ))
        return 0;
    Value result = view.size == fields->size ? unpack_at(task, fields, view.data)
                 : raise_error(task, (PyType *)error_class, "unpack requires a buffer of %ld bytes", (long)fields->size);
    buffer_release(task, &view);
    return result;
}

static RT Value struct_unpack_from(TASK, Value self, Value buffer, Value offset_word)
{
    BufferView view;
    int64_t offset;
    const Fields *fields = fields_of(task, self);
    if (!fields || !object_index_i64(task, offset_word, &offset, false))
        return 0;
    if (!buffer_get(task, buffer, &view, BUFFER_READ))
        return 0;
    Value result = find_place(task, "unpack_from", "unpacking", fields->size, view.size, &offset)
        ? unpack_at(task, fields, view.data + offset) : 0;
    buffer_release(task, &view);
    return result;
}

static RT Value struct_iter_unpack(TASK, Value self, Value buffer)
{
    BufferView view;
    const Fields *fields = fields_of(task, self);
    if (!fields)
        return 0;
    if (fields->size == 0)
        return struct_error(task, "cannot iteratively unpack with a struct of length 0");
    if (!buffer_get(task, buffer, &view, BUFFER_READ))
        return 0;
    bool fits = view.size % fields->size == 0;
    buffer_release(task, &view);
    if (!fits)
        return raise_error(task, (PyType *)error_class, "iterative unpacking requires a buffer of a multiple of %ld bytes", (long)fields->size);
    PyUnpackIterator *iterator = object_alloc(task, &type_unpack_iterator, 0);
    if (!iterator)
        return 0;
    gc_init(&iterator->structure, self);
    gc_init(&iterator->buffer, buffer);
    return value_from_object(iterator);
}

static RT Value struct_get_size(TASK, Value self)
{
    const Fields *fields = fields_of(task, self);
    return fields ? int_from_i64(task, fields->size) : 0;
}
static RT Value struct_get_format(TASK, Value self)
{
    Value format = slot_load(&((PyStruct *)self)->format);
    return format ? format : raise_error(task, &type_RuntimeError, "Struct object is not initialized");
}
static RT Value struct_sizeof(TASK, Value self)
{
    const Fields *fields = fields_of(task, self);
    return fields ? int_from_i64(task, (int64_t)sizeof(PyStruct) + (int64_t)sizeof *fields + fields->count * (int64_t)sizeof(Field)) : 0;
}

METHOD_TABLE_BEGIN(struct)
    METHOD(pack, "(self, /, *v)", struct_pack, BYTES, RAISES, "The values as bytes.")
    METHOD(pack_into, "(self, /, *args)", struct_pack_into, NONE, RAISES, "Writes the values into a buffer (first argument), at an offset (second).")
    METHOD(unpack, "(self, buffer, /)", struct_unpack, TUPLE, RAISES, "The values in bytes of exactly this size.")
    METHOD(unpack_from, "(self, /, buffer, offset=0)", struct_unpack_from, TUPLE, RAISES, "The values in bytes, from an offset on.")
    METHOD(iter_unpack, "(self, buffer, /)", struct_iter_unpack, OBJ, RAISES, "An iterator over bytes that hold several of these.")
    METHOD(__sizeof__, "(self, /)", struct_sizeof, INT, RAISES, "Bytes in memory.")
METHOD_TABLE_END
static const GetSetDef struct_getsets[] = { { "format", struct_get_format, NULL, "The format as text." },
                                            { "size", struct_get_size, NULL, "Bytes of the packed values." }, { .name = NULL } };
BUILTIN_TYPE(struct, "_struct.Struct", PyStruct, .flags = TYPE_FLAG_BASE | TYPE_FLAG_WEAK, .methods = struct_methods, .getsets = struct_getsets,
             .c_doc = "A format, ready for packing and unpacking.", .slots = { .new_ = struct_make, .init = struct_init })

/* ---- its iterator ---- */

static RT Value iterator_next(TASK, Value self)
{
    BufferView view;
    PyUnpackIterator *iterator = (PyUnpackIterator *)self;
    const Fields *fields = fields_of(task, iterator->structure.word);
    if (!fields || !buffer_get(task, iterator->buffer.word, &view, BUFFER_READ))
        return 0;
    int64_t i = position_claim(&iterator->next);
    bool ends = fields->size == 0 || i < 0 || i >= view.size / fields->size;
    Value result = ends ? VALUE_STOP : unpack_at(task, fields, view.data + i * fields->size);
    if (ends)
        __atomic_store_n(&iterator->next, INT64_MAX / 2, __ATOMIC_RELAXED);
    buffer_release(task, &view);
    return result;
}

static RT Value iterator_length_hint(TASK, Value self)
{
    PyUnpackIterator *iterator = (PyUnpackIterator *)self;
    const Fields *fields = fields_of(task, iterator->structure.word);
    int64_t length = fields ? object_length(task, iterator->buffer.word) : -1;
    if (length < 0)
        return 0;
    int64_t left = fields->size ? length / fields->size - __atomic_load_n(&iterator->next, __ATOMIC_RELAXED) : 0;
    return value_from_small_int(left < 0 ? 0 : left);
}

METHOD_TABLE_BEGIN(unpack_iterator)
    METHOD(__length_hint__, "(self, /)", iterator_length_hint, INT, RAISES, NULL)
METHOD_TABLE_END
BUILTIN_TYPE(unpack_iterator, "_struct.unpack_iterator", PyUnpackIterator, .methods = unpack_iterator_methods,
             .slots = { .iter = identity_iter, .next = iterator_next })

/* ---- functions: a Struct from the cache, then its method ---- */

static Value cached(struct Task *task, Value format)
{
    Value key[] = { value_from_object(type_of(format)), format };
    if (!value_is_str(format) && !value_is_bytes(format))
        return raise_error(task, &type_TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
    Value pair = tuple_from(task, key, 2), found = pair ? dict_get(task, cache, pair) : 0;
    if (found != VALUE_UNBOUND)
        return found;
    PyStruct *fresh = object_alloc(task, &type_struct, 0);
    if (!fresh || !struct_fill(task, value_from_object(fresh), format))
        return 0;
    if (dict_length(task, cache) >= CACHE_SIZE && !dict_clear(task, cache))
        return 0;
    return dict_set(task, cache, pair, value_from_object(fresh)) ? value_from_object(fresh) : 0;
}

static Value first_of(struct Task *task, Value arguments, Value *rest)
{
    if (tuple_size(arguments) == 0)
        return raise_error(task, &type_TypeError, "missing format argument");
    Value structure = cached(task, tuple_get(arguments, 0));
    *rest = structure ? tuple_from(task, tuple_words(arguments) + 1, tuple_size(arguments) - 1) : 0;
    return *rest ? structure : 0;
}

static RT Value pack(TASK, Value arguments)
{
    Value rest, structure = first_of(task, arguments, &rest);
    return structure ? struct_pack(task, structure, rest) : 0;
}
static RT Value pack_into(TASK, Value arguments)
{
    Value rest, structure = first_of(task, arguments, &rest);
    return structure ? struct_pack_into(task, structure, rest) : 0;
}
static RT Value unpack(TASK, Value format, Value buffer)
{
    Value structure = cached(task, format);
    return structure ? struct_unpack(task, structure, buffer) : 0;
}
static RT Value unpack_from(TASK, Value format, Value buffer, Value offset)
{
    Value structure = cached(task, format);
    return structure ? struct_unpack_from(task, structure, buffer, offset) : 0;
}
static RT Value iter_unpack(TASK, Value format, Value buffer)
{
    Value structure = cached(task, format);
    return structure ? struct_iter_unpack(task, structure, buffer) : 0;
}
static RT Value calcsize(TASK, Value format)
{
    Value structure = cached(task, format);
    return structure ? struct_get_size(task, structure) : 0;
}
static RT Value clear_cache(TASK) { return dict_clear(task, cache) ? VALUE_NONE : 0; }

METHOD_TABLE_BEGIN(structs)
    METHOD(_clearcache, "()", clear_cache, NONE, RAISES, "Forgets the formats seen.")
    METHOD(calcsize, "(format, /)", calcsize, INT, RAISES, "Bytes of what the format packs.")
    METHOD(iter_unpack, "(format, buffer, /)", iter_unpack, OBJ, RAISES, "An iterator over bytes that hold several of these.")
    METHOD(pack, "(*args)", pack, BYTES, RAISES, "The values as the format (first argument) says.")
    METHOD(pack_into, "(*args)", pack_into, NONE, RAISES, "The same into a buffer, at an offset, before the values.")
    METHOD(unpack, "(format, buffer, /)", unpack, TUPLE, RAISES, "The values in bytes of exactly the format's size.")
    METHOD(unpack_from, "(format, /, buffer, offset=0)", unpack_from, TUPLE, RAISES, "The values in bytes, from an offset on.")
METHOD_TABLE_END

static RT bool struct_start(TASK, Value module)
{
    Value words[] = { value_from_object(&type_Exception) };
    Value bases = tuple_from(task, words, 1), namespace = bases ? dict_new(task) : 0, name = namespace ? str_intern_c(task, "error") : 0;
    Value place = name ? str_intern_c(task, "struct") : 0;
    if (!place || !dict_set(task, namespace, NAME(__module__), place))
        return false;
    error_class = type_new(task, &type_type, name, bases, namespace, NULL, 0, 0);
    cache = error_class ? dict_new(task) : 0;
    return cache && module_set(task, module, name, error_class) && module_set_type(task, module, &type_struct) &&
           type_ready(task, &type_unpack_iterator);
}
const NativeModule module__struct = { "_struct", "Values to bytes and back, as formats say.", structs_methods, struct_start };
