/* memoryview: bytes of another object, borrowed. One dimension and single bytes (formats B, b
   and c); a step other than one makes it not contiguous. The block is held by itself, since
   interior pointers keep nothing alive; see bytearray.c for views of one that is resized. */
#include "runtime/types/bytes_internal.h"

#include "runtime/types/constructor_arguments.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/siphash.h"
#include "runtime/types/str.h"

typedef struct PyMemoryview {
    Object head;
    Slot object;                     /* zero once released */
    uint8_t *block;                  /* base of the memory */
    int64_t offset, length, step;
    uint64_t hash;
    bool read_only;
    char format;                     /* 'B', 'b', 'c' */
} PyMemoryview;

ALWAYS_INLINE PyMemoryview *as_view(Value v) { return (PyMemoryview *)v; }
static uint8_t *byte_at(const PyMemoryview *m, int64_t i) { return m->block + m->offset + i * m->step; }

RT static PyMemoryview *live_view(TASK, Value self)
{
    if (slot_load(&as_view(self)->object))
        return as_view(self);
    raise_error(task, &type_ValueError, "operation forbidden on released memoryview object");
    return NULL;
}

/* ---- construction ------------------------------------------------------------------------------ */

RT static Value view_of_view(TASK, const PyMemoryview *m, int64_t start, int64_t step, int64_t length)
{
    PyMemoryview *view = gc_new(task, PyMemoryview);
    if (!view)
        return 0;
    gc_init(&view->object, slot_load(&m->object));
    view->block = m->block;
    view->offset = m->offset + start * m->step;
    view->step = m->step * step;
    view->length = length;
    view->read_only = m->read_only;
    view->format = m->format;
    view->head.shape = &shape_memoryview;
    return value_from_object(view);
}

RT Value memoryview_new(TASK, Value object)
{
    BufferView buffer;
    if (value_has_shape(object, &shape_memoryview)) {
        PyMemoryview *m = live_view(task, object);
        return m ? view_of_view(task, m, 0, 1, m->length) : 0;
    }
    if (!type_of(object)->slots.get_buffer)
        return raise_error(task, &type_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
    if (!buffer_get(task, object, &buffer, BUFFER_READ))
        return 0;
    PyMemoryview *view = gc_new(task, PyMemoryview);
    if (!view)
        return 0;
    gc_init(&view->object, object);
    view->block = buffer.data;
    view->length = buffer.size;
    view->step = 1;
    view->read_only = buffer.read_only;
    view->format = 'B';
    view->head.shape = &shape_memoryview;
    return value_from_object(view);
}

RT static Value new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { "object" };
    Value bound[1];
    if (!arguments_bind(task, "memoryview", names, 1, args, nargs, kwnames, bound))
        return 0;
    if (bound[0] == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "memoryview() missing required argument 'object' (pos 1)");
    return memoryview_new(task, bound[0]);
}

/* ---- items ----------------------------------------------------------------------------------------- */

RT static Value item_value(TASK, const PyMemoryview *m, int64_t i)
{
    uint8_t byte = *byte_at(m, i);
    if (m->format == 'c')
        return bytes_from_data(task, &byte, 1);
    return value_from_small_int(m->format == 'b' ? (int8_t)byte : byte);
}

RT static bool checked_index(TASK, const PyMemoryview *m, Value index, int64_t *i)
{
    if (!value_is_int(index) && !type_of(index)->slots.index) {
        raise_error(task, &type_TypeError, "memoryview: invalid slice key");
        return false;
    }
    if (!object_index_i64(task, index, i, false))
        return false;
    if (*i < 0)
        *i += m->length;
    if (*i >= 0 && *i < m->length)
        return true;
    raise_error(task, &type_IndexError, "index out of bounds on dimension 1");
    return false;
}

RT static Value get_item_slot(TASK, Value self, Value index)
{
    PyMemoryview *m = live_view(task, self);
    int64_t i, start, stop, step, count;
    if (!m)
        return 0;
    if (index == VALUE_ELLIPSIS)
        return self;
    if (value_is_slice(index))
        return slice_indices(task, index, m->length, &start, &stop, &step, &count)
                   ? view_of_view(task, m, start, step, count) : 0;
    return checked_index(task, m, index, &i) ? item_value(task, m, i) : 0;
}

RT static bool item_byte(TASK, const PyMemoryview *m, Value value, uint8_t *byte)
{
    int64_t number;
    if (m->format == 'c') {
        if (value_is_bytes(value) && as_bytes(value)->length == 1) {
            *byte = as_bytes(value)->data[0];
            return true;
        }
        raise_error(task, &type_TypeError, "memoryview: invalid type for format 'c'");
        return false;
    }
    if (!value_is_int(value) && !type_of(value)->slots.index) {
        raise_error(task, &type_TypeError, "memoryview: invalid type for format '%c'", m->format);
        return false;
    }
    if (!object_index_i64(task, value, &number, true))
        return false;
    if (m->format == 'b' ? number < -128 || number > 127 : number < 0 || number > 255) {
        raise_error(task, &type_ValueError, "memoryview: invalid value for format '%c'", m->format);
        return false;
    }
    *byte = (uint8_t)number;
    return true;
}

RT static int set_slice(TASK, PyMemoryview *m, Value slice, Value value)
{
    int64_t start, stop, step, count;
    if (!slice_indices(task, slice, m->length, &start, &stop, &step, &count))
        return -1;
    if (!type_of(value)->slots.get_buffer)
        return fail_int(raise_error(task, &type_TypeError, "a bytes-like object is required, not '%T'", value));
    Value copy = bytes_from_object(task, value);   /* it may overlap */
    if (!copy)
        return -1;
    if (as_bytes(copy)->length != count)
        return fail_int(raise_error(task, &type_ValueError,
            "memoryview assignment: lvalue and rvalue have different structures"));
    for (int64_t i = 0; i < count; i++)
        *byte_at(m, start + i * step) = as_bytes(copy)->data[i];
    return 0;
}

RT static int set_item_slot(TASK, Value self, Value index, Value value)
{
    PyMemoryview *m = live_view(task, self);
    int64_t i;
    uint8_t byte;
    if (!m)
        return -1;
    if (m->read_only)
        return fail_int(raise_error(task, &type_TypeError, "cannot modify read-only memory"));
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "cannot delete memory"));
    if (value_is_slice(index))
        return set_slice(task, m, index, value);
    if (!checked_index(task, m, index, &i) || !item_byte(task, m, value, &byte))
        return -1;
    *byte_at(m, i) = byte;
    return 0;
}

/* ---- protocol slots ------------------------------------------------------------------------------------ */

RT static int64_t length_slot(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? m->length : -1;
}

RT static Value tobytes_of(TASK, const PyMemoryview *m)
{
    if (m->step == 1)
        return bytes_from_data(task, byte_at(m, 0), m->length);
    PyBytes *bytes = bytes_new(task, m->length);
    for (int64_t i = 0; bytes && i < m->length; i++)
        bytes->data[i] = *byte_at(m, i);
    return value_from_object(bytes);
}

RT static int get_buffer_slot(TASK, Value self, BufferView *view, int flags)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return -1;
    if (m->step == 1) {
        *view = (BufferView){ byte_at(m, 0), m->length, self, m->read_only };
        return 0;
    }
    if (flags == BUFFER_WRITE)
        return fail_int(raise_error(task, &type_BufferError, "memoryview: underlying buffer is not C-contiguous"));
    Value bytes = tobytes_of(task, m);
    if (!bytes)
        return -1;
    *view = (BufferView){ as_bytes(bytes)->data, m->length, bytes, true };
    return 0;
}

RT static Value compare_slot(TASK, Value a, Value b, int op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    bool released = (value_has_shape(a, &shape_memoryview) && !slot_load(&as_view(a)->object)) ||
                    (value_has_shape(b, &shape_memoryview) && !slot_load(&as_view(b)->object));
    if (released)
        return value_from_bool((a == b) == (op == COMPARE_EQ));
    return bytes_compare_any(task, a, b, op);
}

RT static int64_t hash_slot(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return -1;
    if (!m->read_only) {
        raise_error(task, &type_ValueError, "cannot hash writable memoryview object");
        return -1;
    }
    Value bytes = tobytes_of(task, m);
    return bytes ? bytes_hash_value(as_bytes(bytes)) : -1;
}

RT static Value repr_slot(TASK, Value self)
{
    bool released = !slot_load(&as_view(self)->object);
    return str_format(task, released ? "<released memory at 0x%lx>" : "<memory at 0x%lx>", (unsigned long)self);
}

RT static Value iter_slot(TASK, Value self) { return live_view(task, self) ? sequence_iter(task, self) : 0; }

/* ---- methods ---------------------------------------------------------------------------------------------- */

RT static Value tobytes_method(TASK, Value self, Value order)
{
    PyMemoryview *m = live_view(task, self);
    if (m && order != VALUE_NONE &&
        (!value_is_str(order) || !(str_equal_c(order, "C") || str_equal_c(order, "F") || str_equal_c(order, "A"))))
        return raise_error(task, &type_ValueError, "order must be 'C', 'F' or 'A'");
    return m ? tobytes_of(task, m) : 0;
}

RT static Value tolist_method(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    Value list = m ? list_new(task, 0) : 0;
    for (int64_t i = 0; list && i < m->length; i++) {
        Value item = item_value(task, m, i);
        if (!item || !list_append(task, list, item))
            return 0;
    }
    return list;
}

RT static Value hex_method(TASK, Value self, Value separator, Value per)
{
    PyMemoryview *m = live_view(task, self);
    Value bytes = m ? tobytes_of(task, m) : 0;
    return bytes ? bytes_hex_of(task, byte_span(bytes), separator, per) : 0;
}

RT static Value toreadonly_method(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    Value view = m ? view_of_view(task, m, 0, 1, m->length) : 0;
    if (view)
        as_view(view)->read_only = true;
    return view;
}

RT static Value cast_method(TASK, Value self, Value format, Value shape)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return 0;
    if (!value_is_str(format))
        return raise_error(task, &type_TypeError, "cast() argument 'format' must be str, not %T", format);
    if (m->step != 1)
        return raise_error(task, &type_TypeError, "memoryview: casts are restricted to C-contiguous views");
    const char *letters = str_is_ascii(as_str(format)) ? as_str(format)->data : "";
    char letter = *letters == '@' ? letters[1] : *letters;
    if ((letter != 'B' && letter != 'b' && letter != 'c') || as_str(format)->length > 1 + (*letters == '@'))
        return raise_error(task, &type_ValueError, "memoryview: cast to format %R is not supported; only 'B', 'b' or 'c'",
                           format);
    if (shape != VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "memoryview: cast with a shape is not supported");
    Value view = view_of_view(task, m, 0, 1, m->length);
    if (view)
        as_view(view)->format = letter;
    return view;
}

RT static Value release_method(TASK, Value self)
{
    gc_store(&as_view(self)->object, 0);
    gc_store_pointer(as_view(self)->block, NULL);
    return VALUE_NONE;
}

RT static Value enter_method(TASK, Value self) { return live_view(task, self) ? self : 0; }
RT static Value exit_method(TASK, Value self, Value arguments) { return release_method(task, self); }

/* ---- attributes --------------------------------------------------------------------------------------------- */

RT static Value get_object(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? slot_load(&m->object) : 0;
}

RT static Value get_length(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? value_from_small_int(m->length) : 0;
}

RT static Value get_item_size(TASK, Value self) { return live_view(task, self) ? value_from_small_int(1) : 0; }
RT static Value get_format(TASK, Value self) { return live_view(task, self) ? str_from_char(task, (uint8_t)as_view(self)->format) : 0; }
RT static Value get_read_only(TASK, Value self) { return live_view(task, self) ? value_from_bool(as_view(self)->read_only) : 0; }
RT static Value get_contiguous(TASK, Value self) { return live_view(task, self) ? value_from_bool(as_view(self)->step == 1) : 0; }

RT static Value single(TASK, Value self, int64_t number)
{
    Value item = value_from_small_int(number);
    return live_view(task, self) ? tuple_from(task, &item, 1) : 0;
}

RT static Value get_shape(TASK, Value self) { return single(task, self, as_view(self)->length); }
RT static Value get_strides(TASK, Value self) { return single(task, self, as_view(self)->step); }
RT static Value get_suboffsets(TASK, Value self) { return live_view(task, self) ? tuple_new(task, 0) : 0; }

/* ---- type object ------------------------------------------------------------------------------------------------ */

METHOD_TABLE_BEGIN(memoryview)
METHOD(tobytes, "(self, /, order='C')", tobytes_method, BYTES, RAISES, "The content as bytes.")
METHOD(tolist, "(self, /)", tolist_method, LIST, RAISES, "The items as a list.")
METHOD(hex, "(self, /, sep=<unset>, bytes_per_sep=1)", hex_method, STR, RAISES, "Two hexadecimal digits for each byte.")
METHOD(toreadonly, "(self, /)", toreadonly_method, OBJ, RAISES, "The same view, not writable.")
METHOD(cast, "(self, /, format, shape=<unset>)", cast_method, OBJ, RAISES, "The same memory with items of another format.")
METHOD(release, "(self, /)", release_method, NONE, NEVER, "Gives the memory back.")
METHOD(__enter__, "(self, /)", enter_method, OBJ, RAISES, "The view itself.")
METHOD(__exit__, "(self, /, *args)", exit_method, NONE, NEVER, "Gives the memory back.")
METHOD_TABLE_END

static const GetSetDef memoryview_getsets[] = {
    { "obj", get_object, NULL, "The object whose memory it is." },
    { "nbytes", get_length, NULL, "Size in bytes." },
    { "itemsize", get_item_size, NULL, "Bytes in an item." },
    { "format", get_format, NULL, "Format of an item, as in struct." },
    { "readonly", get_read_only, NULL, "Whether the memory may not be written." },
    { "ndim", get_item_size, NULL, "Number of dimensions." },
    { "shape", get_shape, NULL, "Length of each dimension." },
    { "strides", get_strides, NULL, "Bytes from item to item." },
    { "suboffsets", get_suboffsets, NULL, "Empty." },
    { "contiguous", get_contiguous, NULL, "Whether items lie side by side." },
    { "c_contiguous", get_contiguous, NULL, "Whether items lie side by side." },
    { "f_contiguous", get_contiguous, NULL, "Whether items lie side by side." },
    { NULL, NULL, NULL, NULL },
};

DEFINE_TYPE(memoryview, "memoryview", .c_doc = "A view of the memory of another object.",
    .basic_size = sizeof(PyMemoryview), .flags = 0,
    .methods = memoryview_methods, .getsets = memoryview_getsets,
    .slots = {
        .repr = repr_slot, .hash = hash_slot, .compare = compare_slot, .length = length_slot, .iter = iter_slot,
        .get_item = get_item_slot, .set_item = set_item_slot, .new_ = new_slot, .get_buffer = get_buffer_slot,
    });
