/* bytearray: a size and a block of its own on the collected heap, replaced when it must grow.
   Readers take block and size without a lock: an old block stays valid for who still reads it.
   Writers hold the byte lock. A memoryview keeps the block that it was made from; since nothing
   counts references, resizing is not refused while one exists: the view then shows the old
   bytes (where CPython raises BufferError). */
#include "runtime/types/bytes_internal.h"

#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/item_block.h"
#include "runtime/types/str.h"

ALWAYS_INLINE PyBytearray *as_bytearray(Value v) { return (PyBytearray *)v; }

/* ---- construction --------------------------------------------------------------------------------- */

RT static uint8_t *block_new(TASK, int64_t capacity)
{
    return gc_alloc(task, (size_t)capacity + 1, LAYOUT_FREE);
}

RT static PyBytearray *bytearray_alloc(TASK, PyType *type, int64_t size)
{
    PyBytearray *a = object_alloc(task, type, 0);
    uint8_t *data = a ? block_new(task, size) : NULL;
    if (!data)
        return NULL;
    data[size] = 0;
    gc_store_pointer(a->data, data);
    a->size = a->capacity = size;
    return a;
}

RT Value bytearray_from_data(TASK, const void *data, int64_t size)
{
    PyBytearray *a = bytearray_alloc(task, &type_bytearray, size);
    if (a)
        memcpy(a->data, data, (size_t)size);
    return value_from_object(a);
}

/* Replaces bytes [low, high) by n others, which do not lie in this block. */
RT static bool splice(TASK, PyBytearray *a, int64_t low, int64_t high, const void *data, int64_t n)
{
    return item_block_splice(task, (ItemBlock){ &a->data, &a->size, &a->capacity, &a->lock, 1 }, low, high, data, n);
}

RT static Value bytearray_new(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return value_from_object(bytearray_alloc(task, (PyType *)callee, 0));
}

RT static int init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { "source", "encoding", "errors" };
    Value bound[3];
    if (!arguments_bind(task, "bytearray", names, 3, args, nargs, kwnames, bound))
        return -1;
    Value bytes = bytes_from_arguments(task, "bytearray", bound[0], bound[1], bound[2]);
    if (!bytes)
        return -1;
    return splice(task, as_bytearray(self), 0, as_bytearray(self)->size, as_bytes(bytes)->data, as_bytes(bytes)->length) ? 0 : -1;
}

/* ---- protocol slots ----------------------------------------------------------------------------------- */

RT static Value repr_slot(TASK, Value self)
{
    ByteSpan s = byte_span(self);
    Value repr = bytes_repr_of(task, s.data, s.size);
    return repr ? str_format(task, "%T(%U)", self, repr) : 0;
}

RT static Value compare_slot(TASK, Value a, Value b, int op) { return bytes_compare_any(task, a, b, op); }
RT static int64_t length_slot(TASK, Value self) { return byte_span(self).size; }

RT static bool checked_index(TASK, Value self, Value index, const char *message, int64_t *i)
{
    if (!value_is_int(index) && !type_of(index)->slots.index) {
        raise_error(task, &type_TypeError, "bytearray indices must be integers or slices, not %T", index);
        return false;
    }
    if (!object_subscript_i64(task, index, i))
        return false;
    int64_t size = byte_span(self).size;
    if (*i < 0)
        *i += size;
    if (*i >= 0 && *i < size)
        return true;
    raise_error(task, &type_IndexError, "%s", message);
    return false;
}

RT static Value get_item_slot(TASK, Value self, Value index)
{
    int64_t i;
    if (value_is_slice(index))
        return bytes_slice(task, self, index);
    if (!checked_index(task, self, index, "bytearray index out of range", &i))
        return 0;
    return value_from_small_int(byte_span(self).data[i]);
}

RT static bool delete_stepped(TASK, Value self, int64_t start, int64_t step, int64_t count)
{
    ByteSpan s = byte_span(self);
    ByteBuilder b;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    bytes_start(&b, task);
    for (int64_t i = 0, next = start, left = count; i < s.size; i++) {
        if (left && i == next) {
            next += step;
            left--;
        } else {
            bytes_append_byte(&b, s.data[i]);
        }
    }
    return !b.failed && splice(task, as_bytearray(self), 0, s.size, b.data, b.length);
}

RT static bool set_slice(TASK, Value self, Value slice, Value value)
{
    int64_t start, stop, step, count;
    Value bytes = BYTES_EMPTY;
    if (value != VALUE_UNBOUND) {
        if (value_is_int(value) || value_is_str(value)) {
            raise_error(task, &type_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
            return false;
        }
        bytes = bytes_from_object(task, value);
        if (!bytes)
            return false;
    }
    const PyBytes *source = as_bytes(bytes);
    if (!slice_indices(task, slice, byte_span(self).size, &start, &stop, &step, &count))
        return false;
    if (step == 1)
        return splice(task, as_bytearray(self), start, start + count, source->data, source->length);
    if (value == VALUE_UNBOUND)
        return count == 0 || delete_stepped(task, self, start, step, count);
    if (source->length != count) {
        if (source->length == 0)
            return delete_stepped(task, self, start, step, count);
        raise_error(task, &type_ValueError, "attempt to assign bytes of size %ld to extended slice of size %ld",
                    (long)source->length, (long)count);
        return false;
    }
    byte_lock(task, &as_bytearray(self)->lock);
    for (int64_t i = 0; i < count && start + i * step < as_bytearray(self)->size; i++)
        as_bytearray(self)->data[start + i * step] = source->data[i];
    byte_unlock(task, &as_bytearray(self)->lock);
    return true;
}

RT static int set_item_slot(TASK, Value self, Value index, Value value)
{
    int64_t i, byte;
    if (value_is_slice(index))
        return set_slice(task, self, index, value) ? 0 : -1;
    if (!checked_index(task, self, index, "bytearray index out of range", &i))
        return -1;
    if (value == VALUE_UNBOUND)
        return splice(task, as_bytearray(self), i, i + 1, NULL, 0) ? 0 : -1;
    if (!byte_from_value(task, value, &byte, "byte must be in range(0, 256)"))
        return -1;
    byte_lock(task, &as_bytearray(self)->lock);
    if (i < as_bytearray(self)->size)
        as_bytearray(self)->data[i] = (uint8_t)byte;
    byte_unlock(task, &as_bytearray(self)->lock);
    return 0;
}

RT static Value add_slot(TASK, Value a, Value b)
{
    BufferView x, y;
    if (!type_of(a)->slots.get_buffer || !type_of(b)->slots.get_buffer) {
        if (!value_is_instance(a, &type_bytearray) || type_of(b)->flags & TYPE_FLAG_HEAP)
            return VALUE_NOTIMPLEMENTED;
        return raise_error(task, &type_TypeError, "can't concat %T to %T", b, a);
    }
    if (!buffer_get(task, a, &x, BUFFER_READ))
        return 0;
    if (!buffer_get(task, b, &y, BUFFER_READ)) {
        buffer_release(task, &x);
        return 0;
    }
    PyBytearray *result = bytearray_alloc(task, &type_bytearray, x.size + y.size);
    if (result) {
        memcpy(result->data, x.data, (size_t)x.size);
        memcpy(result->data + x.size, y.data, (size_t)y.size);
    }
    buffer_release(task, &x);
    buffer_release(task, &y);
    return value_from_object(result);
}

RT static bool append_value(TASK, Value self, Value other)
{
    Value bytes = bytes_from_object(task, other);
    return bytes && splice(task, as_bytearray(self), INT64_MAX, INT64_MAX, as_bytes(bytes)->data, as_bytes(bytes)->length);
}

RT static Value inplace_add_slot(TASK, Value a, Value b)
{
    if (!type_of(b)->slots.get_buffer)
        return raise_error(task, &type_TypeError, "can't concat %T to %T", b, a);
    return append_value(task, a, b) ? a : 0;
}

RT static Value multiply_slot(TASK, Value a, Value b)
{
    return value_is_instance(a, &type_bytearray) ? bytes_repeat(task, a, b) : bytes_repeat(task, b, a);
}

RT static Value inplace_multiply_slot(TASK, Value a, Value b)
{
    Value repeated = bytes_repeat(task, a, b);
    if (!repeated || repeated == VALUE_NOTIMPLEMENTED)
        return repeated;
    ByteSpan s = byte_span(repeated);
    return splice(task, as_bytearray(a), 0, INT64_MAX, s.data, s.size) ? a : 0;
}

RT static Value modulo_slot(TASK, Value a, Value b)
{
    if (!value_is_instance(a, &type_bytearray))
        return VALUE_NOTIMPLEMENTED;
    return bytes_percent(task, a, b);
}

RT static Value iter_slot(TASK, Value self) { return sequence_iterator_new(task, &shape_bytearray_iterator, self, 0); }

RT static int get_buffer_slot(TASK, Value self, BufferView *view, int flags)
{
    ByteSpan s = byte_span(self);
    *view = (BufferView){ (uint8_t *)s.data, s.size, self, false, NULL };
    return 0;
}

/* ---- methods -------------------------------------------------------------------------------------------- */

RT static Value append_method(TASK, Value self, Value item)
{
    int64_t value;
    if (!byte_from_value(task, item, &value, "byte must be in range(0, 256)"))
        return 0;
    uint8_t byte = (uint8_t)value;
    return splice(task, as_bytearray(self), INT64_MAX, INT64_MAX, &byte, 1) ? VALUE_NONE : 0;
}

RT static Value extend_method(TASK, Value self, Value items)
{
    if (!type_of(items)->slots.get_buffer && !type_of(items)->slots.iter && !type_of(items)->slots.get_item)
        return raise_error(task, &type_TypeError, "can't extend bytearray with %T", items);
    if (type_of(items)->slots.get_buffer)
        return append_value(task, self, items) ? VALUE_NONE : 0;
    ByteBuilder b;
    int64_t byte;
    Value iterator = object_iter(task, items), item;
    bytes_start(&b, task);
    if (!iterator)
        return 0;
    while ((item = object_next(task, iterator)) != VALUE_STOP)
        if (!item || !byte_from_value(task, item, &byte, "byte must be in range(0, 256)") ||
            !bytes_append_byte(&b, (uint8_t)byte))
            return 0;
    return splice(task, as_bytearray(self), INT64_MAX, INT64_MAX, b.data, b.length) ? VALUE_NONE : 0;
}

RT static Value insert_method(TASK, Value self, Value index, Value item)
{
    int64_t i, value, size = byte_span(self).size;
    if (!object_index_i64(task, index, &i, true) || !byte_from_value(task, item, &value, "byte must be in range(0, 256)"))
        return 0;
    if (i < 0)
        i = i + size < 0 ? 0 : i + size;
    uint8_t byte = (uint8_t)value;
    return splice(task, as_bytearray(self), i, i, &byte, 1) ? VALUE_NONE : 0;
}

RT static Value pop_method(TASK, Value self, Value index)
{
    int64_t i;
    if (byte_span(self).size == 0)
        return raise_error(task, &type_IndexError, "pop from empty bytearray");
    if (!checked_index(task, self, index, "pop index out of range", &i))
        return 0;
    uint8_t byte = byte_span(self).data[i];
    return splice(task, as_bytearray(self), i, i + 1, NULL, 0) ? value_from_small_int(byte) : 0;
}

RT static Value remove_method(TASK, Value self, Value item)
{
    ByteSpan s = byte_span(self);
    int64_t byte;
    if (!byte_from_value(task, item, &byte, "byte must be in range(0, 256)"))
        return 0;
    const uint8_t *hit = memchr(s.data, (int)byte, (size_t)s.size);
    if (!hit)
        return raise_error(task, &type_ValueError, "value not found in bytearray");
    return splice(task, as_bytearray(self), hit - s.data, hit - s.data + 1, NULL, 0) ? VALUE_NONE : 0;
}

RT static Value reverse_method(TASK, Value self)
{
    PyBytearray *a = as_bytearray(self);
    byte_lock(task, &a->lock);
    for (int64_t i = 0, j = a->size - 1; i < j; i++, j--) {
        uint8_t byte = a->data[i];
        a->data[i] = a->data[j];
        a->data[j] = byte;
    }
    byte_unlock(task, &a->lock);
    return VALUE_NONE;
}

RT static Value clear_method(TASK, Value self)
{
    return splice(task, as_bytearray(self), 0, INT64_MAX, NULL, 0) ? VALUE_NONE : 0;
}

RT static Value copy_method(TASK, Value self)
{
    ByteSpan s = byte_span(self);
    return bytearray_from_data(task, s.data, s.size);
}

RT static Value alloc_method(TASK, Value self) { return value_from_small_int(as_bytearray(self)->capacity + 1); }

RT static Value sizeof_method(TASK, Value self) { return value_from_small_int(57 + as_bytearray(self)->capacity); }

RT static Value reduce_method(TASK, Value self)
{
    ByteSpan s = byte_span(self);
    Value content = bytes_from_data(task, s.data, s.size), arguments = content ? tuple_from(task, &content, 1) : 0;
    Value state = object_get_attr_or_unbound(task, self, NAME(__dict__));
    Value triple[3] = { value_from_object(type_of(self)), arguments, state == VALUE_UNBOUND ? VALUE_NONE : state };
    return arguments && state ? tuple_from(task, triple, 3) : 0;
}

/* ---- type object ------------------------------------------------------------------------------------------ */

METHOD_TABLE_BEGIN(bytearray)
#include "runtime/types/bytes_common.def"
METHOD(append, "(self, item, /)", append_method, NONE, RAISES, "Adds a byte at the end.")
METHOD(clear, "(self, /)", clear_method, NONE, RAISES, "Removes all bytes.")
METHOD(copy, "(self, /)", copy_method, OBJ, RAISES, "A copy.")
METHOD(extend, "(self, iterable_of_ints, /)", extend_method, NONE, RAISES, "Adds the bytes of an iterable at the end.")
METHOD(insert, "(self, index, item, /)", insert_method, NONE, RAISES, "Puts a byte before index.")
METHOD(pop, "(self, index=-1, /)", pop_method, INT, RAISES, "Removes a byte and gives it.")
METHOD(remove, "(self, value, /)", remove_method, NONE, RAISES, "Removes the first byte of that value.")
METHOD(reverse, "(self, /)", reverse_method, NONE, RAISES, "Reverses the order in place.")
METHOD(__alloc__, "(self, /)", alloc_method, INT, NEVER, "Bytes allocated.")
METHOD(__sizeof__, "(self, /)", sizeof_method, INT, NEVER, "Size in bytes.")
METHOD(__reduce__, "(self, /)", reduce_method, TUPLE, RAISES, "For pickle.")
METHOD_TABLE_END



DEFINE_TYPE(bytearray, "bytearray", .c_doc = "Bytes that can be changed.", .basic_size = sizeof(PyBytearray), .flags = TYPE_FLAG_BASE,
    .methods = bytearray_methods,
    .slots = {
        .repr = repr_slot, .str = repr_slot, .hash = container_unhashable, .compare = compare_slot,
        .length = length_slot, .get_item = get_item_slot, .set_item = set_item_slot, .contains = bytes_contains,
        .iter = iter_slot, .new_ = bytearray_new, .init = init_slot, .get_buffer = get_buffer_slot,
        .binary = { [OP_ADD] = add_slot, [OP_MULT] = multiply_slot, [OP_MOD] = modulo_slot },
        .inplace = { [OP_ADD] = inplace_add_slot, [OP_MULT] = inplace_multiply_slot },
    });
