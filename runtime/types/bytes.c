/* bytes: immutable, with a cached hash and a NUL behind the data. Small data lies behind the
   header, larger is malloc'ed and owned by the object. */
#include "runtime/types/bytes_internal.h"

#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/int.h"
#include "runtime/types/siphash.h"
#include "runtime/types/str.h"

enum { INLINE_BYTES = 2000 };

/* ---- construction ------------------------------------------------------------------------------- */

PyBytes bytes_empty_object = { .head = { &shape_bytes }, .data = (uint8_t *)"" };

RT PyBytes *bytes_new(TASK, int64_t length)
{
    PyBytes *b;
    if (length <= INLINE_BYTES) {
        b = gc_alloc(task, sizeof(PyBytes) + (size_t)length + 1, LAYOUT_FREE);
        if (!b)
            return NULL;
        b->data = (uint8_t *)(b + 1);
    } else {
        b = gc_alloc_owner(task, sizeof(PyBytes), LAYOUT_FREE, offsetof(PyBytes, data));
        if (!b)
            return NULL;
        b->head.shape = &shape_bytes;
        b->data = gc_payload(task, (size_t)length + 1);
        if (!b->data)
            return (PyBytes *)raise_error(task, &type_MemoryError, "");
    }
    b->head.shape = &shape_bytes;
    b->length = length;
    b->data[length] = 0;
    return b;
}

RT Value bytes_from_data(TASK, const void *data, int64_t length)
{
    if (length == 0)
        return BYTES_EMPTY;
    PyBytes *b = bytes_new(task, length);
    if (b)
        memcpy(b->data, data, (size_t)length);
    return value_from_object(b);
}

RT Value bytes_like(TASK, Value like, const void *data, int64_t size)
{
    return value_is_bytes(like) ? bytes_from_data(task, data, size) : bytearray_from_data(task, data, size);
}

RT bool byte_from_value(TASK, Value v, int64_t *byte, const char *range_message)
{
    if (value_is_small_int(v)) {
        *byte = value_small_int(v);
    } else {
        Value index = object_index(task, v);
        if (!index)
            return false;
        if (!int_to_i64(index, byte))
            *byte = -1;
    }
    if (*byte >= 0 && *byte <= 255)
        return true;
    raise_error(task, &type_ValueError, "%s", range_message);
    return false;
}

RT static Value bytes_from_iterable(TASK, Value v)
{
    ByteBuilder b;
    int64_t byte;
    Value iterator = object_iter(task, v), item;
    if (!iterator)
        return 0;
    bytes_start(&b, task);
    while ((item = object_next(task, iterator)) != VALUE_STOP) {
        if (!item || !byte_from_value(task, item, &byte, "bytes must be in range(0, 256)") ||
            !bytes_append_byte(&b, (uint8_t)byte))
            return 0;
    }
    return bytes_finish(&b);
}

RT Value bytes_from_object(TASK, Value v)
{
    BufferView view;
    if (value_has_shape(v, &shape_bytes))
        return v;
    if (type_of(v)->slots.get_buffer) {
        if (!buffer_get(task, v, &view, BUFFER_READ))
            return 0;
        Value bytes = bytes_from_data(task, view.data, view.size);
        buffer_release(task, &view);
        return bytes;
    }
    if (!value_is_str(v) && (type_of(v)->slots.iter || type_of(v)->slots.get_item))
        return bytes_from_iterable(task, v);
    return raise_error(task, &type_TypeError, "cannot convert '%T' object to bytes", v);
}

RT static const char *text_argument(TASK, const char *function, const char *parameter, Value v)
{
    int64_t length;
    if (value_is_str(v))
        return str_utf8(task, v, &length);
    raise_error(task, &type_TypeError, "%s() argument '%s' must be str, not %T", function, parameter, v);
    return NULL;
}

RT static Value encoded(TASK, const char *name, Value text, Value encoding, Value errors)
{
    const char *encoding_name = text_argument(task, name, "encoding", encoding), *errors_name = NULL;
    if (!encoding_name || (errors != VALUE_UNBOUND && !(errors_name = text_argument(task, name, "errors", errors))))
        return 0;
    return codec_encode(task, text, encoding_name, errors_name);
}

RT Value bytes_from_arguments(TASK, const char *name, Value source, Value encoding, Value errors)
{
    int64_t count;
    if (source != VALUE_UNBOUND && value_is_str(source)) {
        if (encoding == VALUE_UNBOUND && errors == VALUE_UNBOUND)
            return raise_error(task, &type_TypeError, "string argument without an encoding");
        return encoded(task, name, source, encoding == VALUE_UNBOUND ? str_from_c(task, "utf-8") : encoding, errors);
    }
    if (encoding != VALUE_UNBOUND || errors != VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "%s without a string argument",
                           encoding != VALUE_UNBOUND ? "encoding" : "errors");
    if (source == VALUE_UNBOUND)
        return BYTES_EMPTY;
    if (!value_is_int(source) && !type_of(source)->slots.index)
        return bytes_from_object(task, source);
    if (!object_count_i64(task, source, &count))
        return 0;
    if (count < 0)
        return raise_error(task, &type_ValueError, "negative count");
    PyBytes *zeros = bytes_new(task, count);
    if (zeros)
        memset(zeros->data, 0, (size_t)count);
    return value_from_object(zeros);
}

/* ---- protocol slots ---------------------------------------------------------------------------------- */

int64_t bytes_hash_value(PyBytes *b)
{
    uint64_t hash = __atomic_load_n(&b->hash, __ATOMIC_RELAXED);
    if (hash == 0) {
        hash = (uint64_t)siphash(b->data, (size_t)b->length);
        __atomic_store_n(&b->hash, hash, __ATOMIC_RELAXED);
    }
    return (int64_t)hash;
}

RT static int64_t hash_slot(TASK, Value self) { return bytes_hash_value(as_bytes(self)); }

static void append_byte_repr(StrBuilder *b, uint8_t c, uint8_t quote)
{
    static const char hex[] = "0123456789abcdef";
    const char *escape = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
    if (escape) {
        builder_ascii(b, escape, 2);
    } else if (c < 32 || c >= 127) {
        char text[4] = { '\\', 'x', hex[c >> 4], hex[c & 15] };
        builder_ascii(b, text, 4);
    } else {
        if (c == quote)
            builder_char(b, '\\');
        builder_char(b, c);
    }
}

RT Value bytes_repr_of(TASK, const uint8_t *data, int64_t size)
{
    bool single = memchr(data, '\'', (size_t)size), both = single && memchr(data, '"', (size_t)size);
    uint8_t quote = single && !both ? '"' : '\'';
    StrBuilder b;
    builder_start(&b, task);
    builder_char(&b, 'b');
    builder_char(&b, quote);
    for (int64_t i = 0; i < size; i++)
        append_byte_repr(&b, data[i], quote);
    builder_char(&b, quote);
    return builder_finish(&b);
}

RT static Value repr_slot(TASK, Value self) { return bytes_repr_of(task, as_bytes(self)->data, as_bytes(self)->length); }

/* Comparison of bytes or bytearray with anything that has a buffer. */
RT Value bytes_compare_any(TASK, Value a, Value b, int op)
{
    BufferView x, y;
    if (!buffer_try(task, a, &x) || !buffer_try(task, b, &y)) {
        exception_clear(task);
        return VALUE_NOTIMPLEMENTED;
    }
    int64_t n = x.size < y.size ? x.size : y.size;
    int order = memcmp(x.data, y.data, (size_t)n);
    if (order == 0)
        order = (x.size > y.size) - (x.size < y.size);
    buffer_release(task, &x);
    buffer_release(task, &y);
    switch (op) {
    case COMPARE_EQ: return value_from_bool(order == 0);
    case COMPARE_NE: return value_from_bool(order != 0);
    case COMPARE_LT: return value_from_bool(order < 0);
    case COMPARE_LE: return value_from_bool(order <= 0);
    case COMPARE_GT: return value_from_bool(order > 0);
    default: return value_from_bool(order >= 0);
    }
}

RT static Value compare_slot(TASK, Value a, Value b, int op)
{
    return value_is_bytes(a) && value_is_bytes(b) ? bytes_compare_any(task, a, b, op) : VALUE_NOTIMPLEMENTED;
}

RT static Value add_slot(TASK, Value a, Value b)
{
    BufferView view;
    if (!value_is_bytes(a))
        return VALUE_NOTIMPLEMENTED;
    if (!buffer_try(task, b, &view)) {
        if (type_of(b)->flags & TYPE_FLAG_HEAP && type_of(b)->slots.binary[OP_ADD])
            return VALUE_NOTIMPLEMENTED;
        return raise_error(task, &type_TypeError, "can't concat %T to %T", b, a);
    }
    ByteSpan first = byte_span(a);
    PyBytes *result = bytes_new(task, first.size + view.size);
    if (result) {
        memcpy(result->data, first.data, (size_t)first.size);
        memcpy(result->data + first.size, view.data, (size_t)view.size);
    }
    buffer_release(task, &view);
    return value_from_object(result);
}

RT Value bytes_repeat(TASK, Value self, Value count_value)
{
    ByteSpan s = byte_span(self);
    int64_t count, size;
    if (!value_is_int(count_value) && !type_of(count_value)->slots.index) {
        if (type_of(count_value)->flags & TYPE_FLAG_HEAP && type_of(count_value)->slots.binary[OP_MULT])
            return VALUE_NOTIMPLEMENTED;
        return raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count_value);
    }
    if (!object_count_i64(task, count_value, &count))
        return 0;
    if (count < 0)
        count = 0;
    if (__builtin_mul_overflow(s.size, count, &size))
        return raise_error(task, &type_OverflowError, "repeated bytes are too long");
    PyBytes *result = bytes_new(task, size);
    for (int64_t i = 0; result && s.size && i < count; i++)
        memcpy(result->data + i * s.size, s.data, (size_t)s.size);
    if (!result || value_is_bytes(self))
        return value_from_object(result);
    return bytearray_from_data(task, result->data, size);
}

RT static Value multiply_slot(TASK, Value a, Value b)
{
    return value_is_bytes(a) ? bytes_repeat(task, a, b) : bytes_repeat(task, b, a);
}

RT static Value modulo_slot(TASK, Value a, Value b)
{
    return value_is_bytes(a) ? bytes_percent(task, a, b) : VALUE_NOTIMPLEMENTED;
}

RT Value bytes_slice(TASK, Value self, Value slice)
{
    int64_t start, stop, step, count;
    ByteSpan s = byte_span(self);
    if (!slice_indices(task, slice, s.size, &start, &stop, &step, &count))
        return 0;
    if (step == 1)
        return count == s.size && value_has_shape(self, &shape_bytes) ? self : bytes_like(task, self, s.data + start, count);
    PyBytes *result = bytes_new(task, count);
    for (int64_t i = 0; result && i < count; i++)
        result->data[i] = s.data[start + i * step];
    if (!result || value_is_bytes(self))
        return value_from_object(result);
    return bytearray_from_data(task, result->data, count);
}

RT static Value get_item_slot(TASK, Value self, Value index)
{
    int64_t i;
    if (value_is_slice(index))
        return bytes_slice(task, self, index);
    if (!value_is_int(index) && !type_of(index)->slots.index)
        return raise_error(task, &type_TypeError, "byte indices must be integers or slices, not %T", index);
    if (!object_subscript_i64(task, index, &i))
        return 0;
    if (i < 0)
        i += as_bytes(self)->length;
    if (i < 0 || i >= as_bytes(self)->length)
        return raise_error(task, &type_IndexError, "index out of range");
    return value_from_small_int(as_bytes(self)->data[i]);
}

RT int bytes_contains(TASK, Value self, Value item)
{
    ByteSpan s = byte_span(self);
    BufferView view;
    int64_t byte;
    if (value_is_int(item) || (type_of(item)->slots.index && !type_of(item)->slots.get_buffer)) {
        if (!byte_from_value(task, item, &byte, "byte must be in range(0, 256)"))
            return -1;
        return memchr(s.data, (int)byte, (size_t)s.size) != NULL;
    }
    if (!buffer_get(task, item, &view, BUFFER_READ))
        return -1;
    int64_t hit = span_find(s, (ByteSpan){ view.data, view.size }, 0, s.size);
    buffer_release(task, &view);
    return hit >= 0;
}

RT static int64_t length_slot(TASK, Value self) { return as_bytes(self)->length; }

RT static int get_buffer_slot(TASK, Value self, BufferView *view, int flags)
{
    *view = (BufferView){ as_bytes(self)->data, as_bytes(self)->length, self, true, NULL };
    return 0;
}

RT static Value new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { "source", "encoding", "errors" };
    Value bound[3], bytes;
    if (!arguments_bind(task, "bytes", names, 3, args, nargs, kwnames, bound))
        return 0;
    bool plain = bound[0] != VALUE_UNBOUND && bound[1] == VALUE_UNBOUND && bound[2] == VALUE_UNBOUND;
    bytes = plain ? call_special(task, bound[0], NAME(__bytes__), NULL, 0) : VALUE_UNBOUND;
    if (bytes == VALUE_UNBOUND)
        bytes = bytes_from_arguments(task, "bytes", bound[0], bound[1], bound[2]);
    else if (bytes && !value_is_bytes(bytes))
        return raise_error(task, &type_TypeError, "__bytes__ returned non-bytes (type %T)", bytes);
    if (!bytes || (PyType *)callee == &type_bytes)
        return bytes;
    PyBytes *from = as_bytes(bytes), *instance = object_alloc(task, (PyType *)callee, 0);
    uint8_t *data = instance ? gc_alloc(task, (size_t)from->length + 1, LAYOUT_FREE) : NULL;
    if (!data)
        return 0;
    memcpy(data, from->data, (size_t)from->length + 1);
    gc_store_pointer(instance->data, data);
    instance->length = from->length;
    return value_from_object(instance);
}

/* ---- methods that bytes alone has ------------------------------------------------------------------------ */

RT static Value bytes_method(TASK, Value self)
{
    return value_has_shape(self, &shape_bytes) ? self : bytes_from_data(task, as_bytes(self)->data, as_bytes(self)->length);
}

RT static Value getnewargs_method(TASK, Value self)
{
    Value exact = bytes_method(task, self);
    return exact ? tuple_from(task, &exact, 1) : 0;
}

RT static Value sizeof_method(TASK, Value self) { return value_from_small_int(33 + as_bytes(self)->length); }

/* ---- iterator ---------------------------------------------------------------------------------------------- */

RT static Value iter_slot(TASK, Value self) { return sequence_iterator_new(task, &shape_bytes_iterator, self, 0); }

RT static Value next_slot(TASK, Value self)
{
    PySequenceIterator *iterator = (PySequenceIterator *)self;
    Value sequence = slot_load(&iterator->sequence);
    if (!sequence)
        return VALUE_STOP;
    int64_t i = position_claim(&iterator->index);
    ByteSpan s = byte_span(sequence);
    if (i < s.size)
        return value_from_small_int(s.data[i]);
    gc_store(&iterator->sequence, 0);
    return VALUE_STOP;
}

RT static Value iterator_length_hint(TASK, Value self)
{
    PySequenceIterator *iterator = (PySequenceIterator *)self;
    Value sequence = slot_load(&iterator->sequence);
    int64_t left = sequence ? byte_span(sequence).size - iterator->index : 0;
    return value_from_small_int(left > 0 ? left : 0);
}

METHOD_TABLE_BEGIN(bytes_iterator)
METHOD(__length_hint__, "(self, /)", iterator_length_hint, INT, NEVER, "Number of items left.")
METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, TUPLE, RAISES, "For pickle.")
METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "For pickle.")
METHOD_TABLE_END

DEFINE_TYPE(bytes_iterator, "bytes_iterator", .basic_size = sizeof(PySequenceIterator),
    .methods = bytes_iterator_methods, .slots = { .iter = identity_iter, .next = next_slot });
DEFINE_TYPE(bytearray_iterator, "bytearray_iterator", .basic_size = sizeof(PySequenceIterator),
    .methods = bytes_iterator_methods, .slots = { .iter = identity_iter, .next = next_slot });

/* ---- type object ---------------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(bytes)
#include "runtime/types/bytes_common.def"
METHOD(__bytes__, "(self, /)", bytes_method, BYTES, RAISES, "The object itself as plain bytes.")
METHOD(__getnewargs__, "(self, /)", getnewargs_method, TUPLE, RAISES, "For pickle.")
METHOD(__sizeof__, "(self, /)", sizeof_method, INT, NEVER, "Size in bytes.")
METHOD_TABLE_END

DEFINE_TYPE(bytes, "bytes", .c_doc = "Bytes that never change: of a length, an iterable of ints, a buffer, or a text and its encoding.",
    .basic_size = sizeof(PyBytes), .flags = TYPE_FLAG_BASE | TYPE_FLAG_BYTES_SUBCLASS,
    .methods = bytes_methods,
    .slots = {
        .repr = repr_slot, .str = repr_slot, .hash = hash_slot, .compare = compare_slot,
        .length = length_slot, .get_item = get_item_slot, .contains = bytes_contains, .iter = iter_slot,
        .new_ = new_slot, .get_buffer = get_buffer_slot,
        .binary = { [OP_ADD] = add_slot, [OP_MULT] = multiply_slot, [OP_MOD] = modulo_slot },
    });
