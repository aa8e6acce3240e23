/* memoryview: memory of another object, borrowed: items of a native format in any number of dimensions, at any
   distance from each other. The block is held by itself, since interior pointers keep nothing alive; see
   bytearray.c for views of one that is resized. Nothing but the block and the object ever changes, and
   these only to nothing. */
#include "runtime/types/bytes_internal.h"

#include "runtime/types/constructor_arguments.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/native_item.h"
#include "runtime/types/str.h"

enum { MAX_DIMENSIONS = 64 };

typedef struct PyMemoryview {
    Object head;
    Slot object;                     /* zero once released */
    uint8_t *block;                  /* base of the memory */
    int64_t offset;                  /* of the first item */
    int64_t hash;                    /* 0: not known yet */
    int32_t dimensions;
    int16_t item_size;               /* 0: the format is none of ours, only whole bytes can be had */
    bool read_only;
    char format[2];                  /* a letter, or '@' and a letter */
    int64_t extent[];                /* items in each dimension, then bytes from one to the next */
} PyMemoryview;
typedef struct PyMemoryIterator { Object head; Slot view; int64_t next, length; } PyMemoryIterator;

ALWAYS_INLINE PyMemoryview *as_view(Value v) { return (PyMemoryview *)v; }
static char letter_of(const PyMemoryview *m) { return m->format[m->format[0] == '@']; }
static int64_t length_of(const PyMemoryview *m) { return m->dimensions ? m->extent[0] : 1; }
static int64_t stride(const PyMemoryview *m, int dimension) { return m->extent[m->dimensions + dimension]; }

static int64_t byte_count(const PyMemoryview *m)
{
    int64_t bytes = m->item_size;
    for (int i = 0; i < m->dimensions; i++)
        bytes *= m->extent[i];
    return bytes;
}

RT static PyMemoryview *live_view(TASK, Value self)
{
    if (slot_load(&as_view(self)->object))
        return as_view(self);
    raise_error(task, &type_ValueError, "operation forbidden on released memoryview object");
    return NULL;
}

/* Do items lie side by side, the last dimension (or the first) running fastest? */
static bool contiguous(const PyMemoryview *m, bool first_is_fastest)
{
    int64_t distance = m->item_size;
    if (byte_count(m) == 0)
        return true;
    for (int i = 0; i < m->dimensions; i++) {
        int k = first_is_fastest ? i : m->dimensions - 1 - i;
        if (m->extent[k] > 1 && stride(m, k) != distance)
            return false;
        distance *= m->extent[k];
    }
    return true;
}

/* ---- construction ------------------------------------------------------------------------------ */

RT static PyMemoryview *view_alloc(TASK, int dimensions)
{
    PyMemoryview *m = gc_alloc(task, sizeof *m + (size_t)dimensions * 2 * sizeof(int64_t), LAYOUT_REFS);
    if (m) {
        m->dimensions = dimensions;
        m->head.shape = &shape_memoryview;
    }
    return m;
}

/* The same memory and format; extents only when there are as many dimensions. */
RT static PyMemoryview *view_of_view(TASK, const PyMemoryview *from, int dimensions)
{
    PyMemoryview *m = view_alloc(task, dimensions);
    if (!m)
        return NULL;
    gc_init(&m->object, slot_load(&from->object));
    m->block = from->block;
    m->offset = from->offset;
    m->item_size = from->item_size;
    m->read_only = from->read_only;
    memcpy(m->format, from->format, sizeof m->format);
    if (dimensions == from->dimensions)
        memcpy(m->extent, from->extent, (size_t)dimensions * 2 * sizeof(int64_t));
    return m;
}

RT Value memoryview_new(TASK, Value object)
{
    BufferView buffer = { .format = NULL };
    if (value_has_shape(object, &shape_memoryview)) {
        PyMemoryview *m = live_view(task, object);
        return m ? value_from_object(view_of_view(task, m, m->dimensions)) : 0;
    }
    if (!type_of(object)->slots.get_buffer)
        return raise_error(task, &type_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
    if (!buffer_get(task, object, &buffer, BUFFER_READ))
        return 0;
    PyMemoryview *m = view_alloc(task, 1);
    if (!m)
        return 0;
    const char *format = buffer.format ? buffer.format : "B";
    int size = native_item_size(*format);
    gc_init(&m->object, object);
    m->block = buffer.data;
    m->read_only = buffer.read_only;
    m->format[0] = *format;
    m->item_size = (int16_t)(size ? size : *format == 'u' || *format == 'w' ? 4 : 1);
    m->extent[0] = buffer.size / m->item_size;
    m->extent[1] = m->item_size;
    return value_from_object(m);
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

RT static bool known_format(TASK, const PyMemoryview *m)
{
    if (native_item_size(letter_of(m)))
        return true;
    raise_error(task, &type_NotImplementedError, "memoryview: format %c not supported", letter_of(m));
    return false;
}

/* The item `offset` bytes into the block. The view may be released in between, so block is loaded once. */
RT static Value item_value(TASK, const PyMemoryview *m, int64_t offset)
{
    const uint8_t *block = pointer_load(m->block);
    return block || live_view(task, (Value)m) ? native_item_get(task, letter_of(m), block + offset) : 0;
}

RT static int item_set(TASK, PyMemoryview *m, int64_t offset, Value value)
{
    uint8_t room[8];
    switch (native_item_set(task, letter_of(m), room, value)) {
    case ITEM_DONE: {
        uint8_t *block = pointer_load(m->block);
        if (!block)
            return live_view(task, (Value)m) ? -1 : -1;
        memcpy(block + offset, room, (size_t)m->item_size);
        return 0;
    }
    case ITEM_BAD_TYPE:
        return fail_int(raise_error(task, &type_TypeError, "memoryview: invalid type for format '%c'", letter_of(m)));
    case ITEM_BAD_VALUE:
        return fail_int(raise_error(task, &type_ValueError, "memoryview: invalid value for format '%c'", letter_of(m)));
    default:
        return -1;
    }
}

/* Adds index times the stride of a dimension to *offset. */
RT static bool step_into(TASK, const PyMemoryview *m, int dimension, Value index, int64_t *offset)
{
    int64_t i, n = m->extent[dimension];
    if (!object_subscript_i64(task, index, &i))
        return false;
    if (i < 0)
        i += n;
    if (i >= 0 && i < n) {
        *offset += i * stride(m, dimension);
        return true;
    }
    raise_error(task, &type_IndexError, "index out of bounds on dimension %d", dimension + 1);
    return false;
}

static bool has_index(Value v) { return value_is_int(v) || type_of(v)->slots.index; }

static bool tuple_of_all(Value key, bool (*is)(Value))
{
    if (!value_is_tuple(key))
        return false;
    for (int64_t i = 0; i < tuple_size(key); i++)
        if (!is(tuple_get(key, i)))
            return false;
    return true;
}
static bool is_slice(Value v) { return value_is_slice(v); }

/* Where the item lies that a tuple of indexes names. */
RT static bool find_item(TASK, const PyMemoryview *m, Value key, int64_t *offset)
{
    int64_t n = tuple_size(key);
    if (n > m->dimensions)
        raise_error(task, &type_TypeError, "cannot index %d-dimension view with %ld-element tuple", m->dimensions, (long)n);
    else if (n < m->dimensions)
        raise_error(task, &type_NotImplementedError, "sub-views are not implemented");
    if (n != m->dimensions)
        return false;
    *offset = m->offset;
    for (int i = 0; i < m->dimensions; i++)
        if (!step_into(task, m, i, tuple_get(key, i), offset))
            return false;
    return true;
}

RT static Value slice_view(TASK, const PyMemoryview *m, Value slice)
{
    int64_t start, stop, step, count;
    PyMemoryview *view = view_of_view(task, m, m->dimensions);     /* first: an index may release m */
    if (!view || !slice_indices(task, slice, m->extent[0], &start, &stop, &step, &count))
        return 0;
    view->offset += start * stride(m, 0);
    view->extent[0] = count;
    view->extent[m->dimensions] *= step;
    return value_from_object(view);
}

RT static Value get_item_slot(TASK, Value self, Value key)
{
    PyMemoryview *m = live_view(task, self);
    int64_t offset = m ? m->offset : 0;
    if (!m)
        return 0;
    if (m->dimensions == 0) {
        if (value_is_tuple(key) && tuple_size(key) == 0)
            return known_format(task, m) ? item_value(task, m, offset) : 0;
        return key == VALUE_ELLIPSIS ? self : raise_error(task, &type_TypeError, "invalid indexing of 0-dim memory");
    }
    if (has_index(key)) {
        if (!known_format(task, m))
            return 0;
        int64_t i;
        if (m->dimensions > 1)
            return object_subscript_i64(task, key, &i)
                ? raise_error(task, &type_NotImplementedError, "multi-dimensional sub-views are not implemented") : 0;
        return step_into(task, m, 0, key, &offset) ? item_value(task, m, offset) : 0;
    }
    if (value_is_slice(key))
        return slice_view(task, m, key);
    if (tuple_of_all(key, has_index))
        return known_format(task, m) && find_item(task, m, key, &offset) ? item_value(task, m, offset) : 0;
    if (tuple_of_all(key, is_slice))
        return raise_error(task, &type_NotImplementedError, "multi-dimensional slicing is not implemented");
    return raise_error(task, &type_TypeError, "memoryview: invalid slice key");
}

/* Copies every item, the last dimension running fastest, to out. */
static void copy_items(const PyMemoryview *m, const uint8_t *from, int dimension, uint8_t **out)
{
    if (dimension == m->dimensions) {
        memcpy(*out, from, (size_t)m->item_size);
        *out += m->item_size;
        return;
    }
    for (int64_t i = 0; i < m->extent[dimension]; i++)
        copy_items(m, from + i * stride(m, dimension), dimension + 1, out);
}

RT static PyBytes *items_as_bytes(TASK, const PyMemoryview *m)
{
    PyBytes *bytes = bytes_new(task, byte_count(m));
    const uint8_t *block = pointer_load(m->block);
    if (!bytes || (!block && !live_view(task, (Value)m)))
        return NULL;
    uint8_t *out = bytes->data;
    if (contiguous(m, false))
        memcpy(out, block + m->offset, (size_t)bytes->length);
    else
        copy_items(m, block + m->offset, 0, &out);
    return bytes;
}

RT static int set_slice(TASK, PyMemoryview *m, Value slice, Value value)
{
    Value from = memoryview_new(task, value);
    if (!from) {
        if (!type_of(value)->slots.get_buffer)
            raise_error(task, &type_TypeError, "a bytes-like object is required, not '%T'", value);
        return -1;
    }
    Value part = slice_view(task, m, slice);
    if (!part)
        return -1;
    PyMemoryview *to = as_view(part), *source = as_view(from);
    if (source->dimensions != 1 || letter_of(source) != letter_of(to) || source->extent[0] != to->extent[0])
        return fail_int(raise_error(task, &type_ValueError, "memoryview assignment: lvalue and rvalue have different structures"));
    PyBytes *bytes = items_as_bytes(task, source);         /* they may overlap */
    uint8_t *block = to->block;
    for (int64_t i = 0; bytes && i < to->extent[0]; i++)
        memcpy(block + to->offset + i * to->extent[1], bytes->data + i * to->item_size, (size_t)to->item_size);
    return bytes ? 0 : -1;
}

RT static int set_item_slot(TASK, Value self, Value key, Value value)
{
    PyMemoryview *m = live_view(task, self);
    int64_t offset;
    if (!m || !known_format(task, m))
        return -1;
    if (m->read_only)
        return fail_int(raise_error(task, &type_TypeError, "cannot modify read-only memory"));
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "cannot delete memory"));
    offset = m->offset;
    if (m->dimensions == 0) {
        if (key == VALUE_ELLIPSIS || (value_is_tuple(key) && tuple_size(key) == 0))
            return item_set(task, m, offset, value);
        return fail_int(raise_error(task, &type_TypeError, "invalid indexing of 0-dim memory"));
    }
    if (has_index(key)) {
        if (m->dimensions > 1)
            return fail_int(raise_error(task, &type_NotImplementedError, "sub-views are not implemented"));
        return step_into(task, m, 0, key, &offset) ? item_set(task, m, offset, value) : -1;
    }
    if (value_is_slice(key) && m->dimensions == 1)
        return set_slice(task, m, key, value);
    if (tuple_of_all(key, has_index))
        return find_item(task, m, key, &offset) ? item_set(task, m, offset, value) : -1;
    if (value_is_slice(key) || tuple_of_all(key, is_slice))
        return fail_int(raise_error(task, &type_NotImplementedError,
            "memoryview slice assignments are currently restricted to ndim = 1"));
    return fail_int(raise_error(task, &type_TypeError, "memoryview: invalid slice key"));
}

/* ---- protocol slots ------------------------------------------------------------------------------------ */

RT static int64_t length_slot(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? length_of(m) : -1;
}

RT static int get_buffer_slot(TASK, Value self, BufferView *view, int flags)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return -1;
    if (contiguous(m, false)) {
        *view = (BufferView){ m->block + m->offset, byte_count(m), self, m->read_only, NULL };
        return 0;
    }
    if (flags == BUFFER_WRITE)
        return fail_int(raise_error(task, &type_BufferError, "memoryview: underlying buffer is not C-contiguous"));
    PyBytes *bytes = items_as_bytes(task, m);
    if (!bytes)
        return -1;
    *view = (BufferView){ bytes->data, bytes->length, value_from_object(bytes), true, NULL };
    return 0;
}

/* Are the items equal from this dimension on? -1 failed. */
RT static int items_equal(TASK, const PyMemoryview *a, int64_t a_at, const PyMemoryview *b, int64_t b_at, int dimension)
{
    if (dimension == a->dimensions) {
        Value x = item_value(task, a, a_at), y = x ? item_value(task, b, b_at) : 0;
        return y ? object_compare_truth(task, x, y, COMPARE_EQ) : -1;
    }
    int equal = 1;
    for (int64_t i = 0; equal > 0 && i < a->extent[dimension]; i++)
        equal = items_equal(task, a, a_at + i * stride(a, dimension), b, b_at + i * stride(b, dimension), dimension + 1);
    return equal;
}

RT static int views_equal(TASK, const PyMemoryview *a, const PyMemoryview *b)
{
    if (a->dimensions != b->dimensions || !native_item_size(letter_of(a)) || !native_item_size(letter_of(b)))
        return 0;
    for (int i = 0; i < a->dimensions; i++)
        if (a->extent[i] != b->extent[i])
            return 0;
    bool by_bytes = letter_of(a) == letter_of(b) && letter_of(a) != 'f' && letter_of(a) != 'd' && letter_of(a) != '?';
    if (by_bytes && contiguous(a, false) && contiguous(b, false))
        return memcmp(a->block + a->offset, b->block + b->offset, (size_t)byte_count(a)) == 0;
    return items_equal(task, a, a->offset, b, b->offset, 0);
}

RT static Value compare_slot(TASK, Value a, Value b, int op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    bool released = (value_has_shape(a, &shape_memoryview) && !slot_load(&as_view(a)->object)) ||
                    (value_has_shape(b, &shape_memoryview) && !slot_load(&as_view(b)->object));
    if (released)
        return value_from_bool((a == b) == (op == COMPARE_EQ));
    Value x = type_of(a)->slots.get_buffer ? memoryview_new(task, a) : 0;
    Value y = x && type_of(b)->slots.get_buffer ? memoryview_new(task, b) : 0;
    if (!y) {
        exception_clear(task);
        return VALUE_NOTIMPLEMENTED;
    }
    int equal = views_equal(task, as_view(x), as_view(y));
    return equal < 0 ? 0 : value_from_bool(equal == (op == COMPARE_EQ));
}

RT static int64_t hash_slot(TASK, Value self)
{
    PyMemoryview *m = as_view(self);
    if (m->hash)
        return m->hash;
    if (!live_view(task, self))
        return -1;
    if (!m->read_only)
        return fail_int(raise_error(task, &type_ValueError, "cannot hash writable memoryview object"));
    if (letter_of(m) != 'B' && letter_of(m) != 'b' && letter_of(m) != 'c')
        return fail_int(raise_error(task, &type_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    if (object_hash(task, slot_load(&m->object)) == -1)
        return -1;
    PyBytes *bytes = items_as_bytes(task, m);
    if (!bytes)
        return -1;
    m->hash = bytes_hash_value(bytes);
    return m->hash;
}

RT static Value repr_slot(TASK, Value self)
{
    bool released = !slot_load(&as_view(self)->object);
    return str_format(task, released ? "<released memory at 0x%lx>" : "<memory at 0x%lx>", (unsigned long)self);
}

/* ---- methods ---------------------------------------------------------------------------------------------- */

/* The first dimension runs fastest. */
RT static PyBytes *items_as_fortran(TASK, const PyMemoryview *m)
{
    PyMemoryview *turned = view_of_view(task, m, m->dimensions);
    for (int i = 0; turned && i < m->dimensions; i++) {
        int k = m->dimensions - 1 - i;
        turned->extent[i] = m->extent[k];
        turned->extent[m->dimensions + i] = stride(m, k);
    }
    return turned ? items_as_bytes(task, turned) : NULL;
}

RT static Value tobytes_method(TASK, Value self, Value order)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return 0;
    if (order != VALUE_NONE && !value_is_str(order))
        return raise_error(task, &type_TypeError, "tobytes() argument 'order' must be str or None, not %T", order);
    bool fortran = order != VALUE_NONE && (str_is(order, "F") || (str_is(order, "A") && contiguous(m, true)));
    if (order != VALUE_NONE && !fortran && !str_is(order, "C") && !str_is(order, "A"))
        return raise_error(task, &type_ValueError, "order must be 'C', 'F' or 'A'");
    return value_from_object(fortran ? items_as_fortran(task, m) : items_as_bytes(task, m));
}

RT static Value list_of(TASK, const PyMemoryview *m, int64_t offset, int dimension)
{
    if (dimension == m->dimensions)
        return item_value(task, m, offset);
    Value list = list_new(task, 0);
    for (int64_t i = 0; list && i < m->extent[dimension]; i++) {
        Value item = list_of(task, m, offset + i * stride(m, dimension), dimension + 1);
        if (!item || !list_append(task, list, item))
            return 0;
    }
    return list;
}

RT static Value tolist_method(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m && known_format(task, m) ? list_of(task, m, m->offset, 0) : 0;
}

RT static Value hex_method(TASK, Value self, Value separator, Value per)
{
    PyMemoryview *m = live_view(task, self);
    PyBytes *bytes = m ? items_as_bytes(task, m) : NULL;
    return bytes ? bytes_hex_of(task, byte_span(value_from_object(bytes)), separator, per) : 0;
}

RT static Value toreadonly_method(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self), *view = m ? view_of_view(task, m, m->dimensions) : NULL;
    if (view)
        view->read_only = true;
    return value_from_object(view);
}

/* The extents that cast's shape asks for, and the product of them and the item's size; -1 failed. */
RT static int64_t read_shape(TASK, Value shape, int64_t item_size, int64_t *extent)
{
    int64_t total = item_size, n = tuple_size(shape);
    for (int64_t i = 0; i < n; i++) {
        if (!value_is_int(tuple_get(shape, i)))
            return fail_int(raise_error(task, &type_TypeError, "memoryview.cast(): elements of shape must be integers"));
        if (!object_index_i64(task, tuple_get(shape, i), &extent[i], true))
            return -1;
        if (extent[i] <= 0)
            return fail_int(raise_error(task, &type_ValueError, "memoryview.cast(): elements of shape must be integers > 0"));
        if (__builtin_mul_overflow(total, extent[i], &total))
            return fail_int(raise_error(task, &type_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"));
    }
    return total;
}

/* One dimension of items of the format, or the extents of a shape (a tuple, or zero). */
RT static Value cast_to(TASK, const PyMemoryview *m, char letter, bool native, Value shape)
{
    int64_t bytes = byte_count(m), size = native_item_size(letter), extent[MAX_DIMENSIONS];
    int n = shape ? (int)tuple_size(shape) : 1;
    char from = letter_of(m);
    if (!size)
        return raise_error(task, &type_ValueError, "memoryview: destination format must be a native single "
                                                   "character format prefixed with an optional '@'");
    if (!native_item_size(from))
        return raise_error(task, &type_ValueError, "memoryview: source format must be a native single "
                                                   "character format prefixed with an optional '@'");
    if (from != 'B' && from != 'b' && from != 'c' && letter != 'B' && letter != 'b' && letter != 'c')
        return raise_error(task, &type_TypeError, "memoryview: cannot cast between two non-byte formats");
    if (bytes % size)
        return raise_error(task, &type_TypeError, "memoryview: length is not a multiple of itemsize");
    extent[0] = bytes / size;
    int64_t total = shape ? read_shape(task, shape, size, extent) : bytes;
    if (total < 0)
        return 0;
    if (total != bytes)
        return raise_error(task, &type_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    PyMemoryview *view = view_alloc(task, n);
    if (!view)
        return 0;
    gc_init(&view->object, slot_load(&m->object));
    view->block = m->block;
    view->offset = m->offset;
    view->read_only = m->read_only;
    view->item_size = (int16_t)size;
    view->format[0] = native ? '@' : letter;
    view->format[1] = native ? letter : 0;
    for (int i = n - 1, distance = 0; i >= 0; i--, distance = i + 1) {
        view->extent[i] = extent[i];
        view->extent[n + i] = distance ? view->extent[n + distance] * extent[distance] : size;
    }
    return value_from_object(view);
}

RT static Value cast_method(TASK, Value self, Value format, Value shape)
{
    PyMemoryview *m = live_view(task, self);
    if (!m)
        return 0;
    if (!value_is_str(format))
        return raise_error(task, &type_TypeError, "cast() argument 'format' must be str, not %T", format);
    if (!contiguous(m, false))
        return raise_error(task, &type_TypeError, "memoryview: casts are restricted to C-contiguous views");
    if ((shape != VALUE_UNBOUND || m->dimensions != 1) && byte_count(m) == 0)
        return raise_error(task, &type_TypeError, "memoryview: cannot cast view with zeros in shape or strides");
    if (shape != VALUE_UNBOUND) {
        if (!value_is_list(shape) && !value_is_tuple(shape))
            return raise_error(task, &type_TypeError, "shape must be a list or a tuple");
        shape = tuple_from_iterable(task, shape);
        if (!shape)
            return 0;
        if (tuple_size(shape) > MAX_DIMENSIONS)
            return raise_error(task, &type_ValueError, "memoryview: number of dimensions must not exceed %d", MAX_DIMENSIONS);
        if (m->dimensions != 1 && tuple_size(shape) != 1)
            return raise_error(task, &type_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    if (!str_is_ascii(as_str(format))) {
        Value encoded = codec_encode(task, format, "ascii", NULL);
        return encoded ? 0 : encoded;
    }
    const char *text = as_str(format)->data;
    bool native = *text == '@';
    char letter = as_str(format)->length == 1 + native ? text[native] : 0;
    return cast_to(task, m, letter, native, shape == VALUE_UNBOUND ? 0 : shape);
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

RT static Value get_byte_count(TASK, Value self) { return live_view(task, self) ? value_from_small_int(byte_count(as_view(self))) : 0; }
RT static Value get_item_size(TASK, Value self) { return live_view(task, self) ? value_from_small_int(as_view(self)->item_size) : 0; }
RT static Value get_format(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? str_from_ascii(task, m->format, 1 + (m->format[0] == '@')) : 0;
}
RT static Value get_read_only(TASK, Value self) { return live_view(task, self) ? value_from_bool(as_view(self)->read_only) : 0; }
RT static Value get_dimensions(TASK, Value self) { return live_view(task, self) ? value_from_small_int(as_view(self)->dimensions) : 0; }
RT static Value get_c_contiguous(TASK, Value self) { return live_view(task, self) ? value_from_bool(contiguous(as_view(self), false)) : 0; }
RT static Value get_f_contiguous(TASK, Value self) { return live_view(task, self) ? value_from_bool(contiguous(as_view(self), true)) : 0; }
RT static Value get_contiguous(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? value_from_bool(contiguous(m, false) || contiguous(m, true)) : 0;
}

RT static Value numbers(TASK, const int64_t *from, int n)
{
    Value tuple = tuple_new(task, n);
    for (int i = 0; tuple && i < n; i++)
        tuple_init(tuple, i, value_from_small_int(from[i]));
    return tuple;
}
RT static Value get_shape(TASK, Value self) { return live_view(task, self) ? numbers(task, as_view(self)->extent, as_view(self)->dimensions) : 0; }
RT static Value get_strides(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    return m ? numbers(task, m->extent + m->dimensions, m->dimensions) : 0;
}
RT static Value get_suboffsets(TASK, Value self) { return live_view(task, self) ? tuple_new(task, 0) : 0; }

/* ---- iterator --------------------------------------------------------------------------------------------------- */

RT static Value iter_slot(TASK, Value self)
{
    PyMemoryview *m = live_view(task, self);
    if (!m || !known_format(task, m))
        return 0;
    if (m->dimensions == 0)
        return raise_error(task, &type_TypeError, "invalid indexing of 0-dim memory");
    if (m->dimensions > 1)
        return raise_error(task, &type_NotImplementedError, "multi-dimensional sub-views are not implemented");
    PyMemoryIterator *iterator = gc_new(task, PyMemoryIterator);
    if (!iterator)
        return 0;
    gc_init(&iterator->view, self);
    iterator->length = m->extent[0];
    iterator->head.shape = &shape_memory_iterator;
    return value_from_object(iterator);
}

RT static Value iterator_next(TASK, Value self)
{
    PyMemoryIterator *iterator = (PyMemoryIterator *)self;
    PyMemoryview *m = as_view(slot_load(&iterator->view));
    int64_t i = position_claim(&iterator->next);
    if (i >= iterator->length || i < 0) {
        __atomic_store_n(&iterator->next, iterator->length, __ATOMIC_RELAXED);
        return VALUE_STOP;
    }
    return live_view(task, (Value)m) ? item_value(task, m, m->offset + i * m->extent[1]) : 0;
}

/* ---- type objects ----------------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(memoryview)
METHOD(tobytes, "(self, /, order='C')", tobytes_method, BYTES, RAISES, "The content as bytes.")
METHOD(tolist, "(self, /)", tolist_method, LIST, RAISES, "The items as a list, of lists where there are several dimensions.")
METHOD(hex, "(self, /, sep=<unset>, bytes_per_sep=1)", hex_method, STR, RAISES, "Two hexadecimal digits for each byte.")
METHOD(toreadonly, "(self, /)", toreadonly_method, OBJ, RAISES, "The same view, not writable.")
METHOD(cast, "(self, /, format, shape=<unset>)", cast_method, OBJ, RAISES, "The same memory with items of another format or shape.")
METHOD(release, "(self, /)", release_method, NONE, NEVER, "Gives the memory back.")
METHOD(__enter__, "(self, /)", enter_method, OBJ, RAISES, "The view itself.")
METHOD(__exit__, "(self, /, *args)", exit_method, NONE, NEVER, "Gives the memory back.")
METHOD_TABLE_END

static const GetSetDef memoryview_getsets[] = {
    { "obj", get_object, NULL, "The object whose memory it is." },
    { "nbytes", get_byte_count, NULL, "Size in bytes." },
    { "itemsize", get_item_size, NULL, "Bytes in an item." },
    { "format", get_format, NULL, "Format of an item, as in struct." },
    { "readonly", get_read_only, NULL, "Whether the memory may not be written." },
    { "ndim", get_dimensions, NULL, "Number of dimensions." },
    { "shape", get_shape, NULL, "Length of each dimension." },
    { "strides", get_strides, NULL, "Bytes from item to item in each dimension." },
    { "suboffsets", get_suboffsets, NULL, "Empty." },
    { "contiguous", get_contiguous, NULL, "Whether items lie side by side." },
    { "c_contiguous", get_c_contiguous, NULL, "Whether items lie side by side, the last index running fastest." },
    { "f_contiguous", get_f_contiguous, NULL, "Whether items lie side by side, the first index running fastest." },
    { NULL, NULL, NULL, NULL },
};

DEFINE_TYPE(memory_iterator, "memory_iterator", .basic_size = sizeof(PyMemoryIterator),
    .slots = { .iter = identity_iter, .next = iterator_next });

DEFINE_TYPE(memoryview, "memoryview", .c_doc = "A view of the memory of another object.",
    .basic_size = sizeof(PyMemoryview), .flags = TYPE_FLAG_WEAK | TYPE_FLAG_SEQUENCE,
    .methods = memoryview_methods, .getsets = memoryview_getsets,
    .slots = {
        .repr = repr_slot, .hash = hash_slot, .compare = compare_slot, .length = length_slot, .iter = iter_slot,
        .get_item = get_item_slot, .set_item = set_item_slot, .new_ = new_slot, .get_buffer = get_buffer_slot,
    });
