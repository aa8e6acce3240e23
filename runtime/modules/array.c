/* array: the type and its protocols. */
#include "runtime/modules/array.h"

#include "runtime/abi/operators.h"

typedef struct PyArrayIterator { Object head; Slot array; int64_t next; } PyArrayIterator;

/* ---- construction ---- */

static Value array_of_letter(struct Task *task, PyType *type, char letter, Value initial)
{
    bool is_unicode_array = initial != VALUE_UNBOUND && value_is_array(initial) && as_array(initial)->letter == 'u';
    if (letter != 'u' && initial != VALUE_UNBOUND && value_is_str(initial))
        return raise_error(task, &type_TypeError, "cannot use a str to initialize an array with typecode '%c'", letter);
    if (letter != 'u' && is_unicode_array)
        return raise_error(task, &type_TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", letter);
    PyArray *a = array_new(task, type, letter, NULL, 0);
    if (!a || initial == VALUE_UNBOUND)
        return value_from_object(a);
    bool is_raw = value_is_bytes(initial) || value_is_instance(initial, &type_bytearray), done;
    if (value_is_array(initial) && as_array(initial)->letter != letter)
        done = (initial = array_list(task, as_array(initial))) && array_extend(task, a, initial);
    else
        done = is_raw ? array_append_bytes(task, a, initial) : array_extend(task, a, initial);
    return done ? value_from_object(a) : 0;
}

static RT Value array_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)cls;
    if (type == &type_array && !arguments_no_keywords(task, "array.array", kwnames))
        return 0;
    if (nargs < 1 || nargs > 2)
        return raise_error(task, &type_TypeError, nargs ? "array() takes at most 2 arguments (%ld given)"
                           : "array() takes at least 1 argument (%ld given)", (long)nargs);
    if (!value_is_str(args[0]) || as_str(args[0])->length != 1)
        return raise_error(task, &type_TypeError, "array() argument 1 must be a unicode character, not %T", args[0]);
    uint32_t letter = str_at(as_str(args[0]), 0);
    if (letter > 127 || !array_letter_size((char)letter))
        return raise_error(task, &type_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    return array_of_letter(task, type, (char)letter, nargs == 2 ? args[1] : VALUE_UNBOUND);
}
static RT int array_init_entry(TASK, Value self, Value *args, int64_t nargs, Value kwnames) { return 0; }

/* ---- items and slices ---- */

static RT int64_t array_length(TASK, Value self) { return array_items(as_array(self)).size; }

static bool checked_index(struct Task *task, Value index, int64_t size, const char *message, int64_t *i)
{
    if (!object_subscript_i64(task, index, i))
        return false;
    *i += *i < 0 ? size : 0;
    if (*i >= 0 && *i < size)
        return true;
    raise_error(task, &type_IndexError, "%s", message);
    return false;
}

static RT Value array_get_item(TASK, Value self, Value index)
{
    PyArray *a = as_array(self);
    Items items = array_items(a);
    int64_t i, start, stop, step, count;
    if (value_is_slice(index)) {
        if (!slice_indices(task, index, items.size, &start, &stop, &step, &count))
            return 0;
        PyArray *part = array_new(task, &type_array, a->letter, NULL, count);
        for (i = 0; part && i < count; i++)
            memcpy(part->data + i * a->item_size, items.data + (start + i * step) * a->item_size, a->item_size);
        return value_from_object(part);
    }
    if (!value_has_index(index))
        return raise_error(task, &type_TypeError, "array indices must be integers");
    return checked_index(task, index, items.size, "array index out of range", &i)
        ? array_item(task, a->letter, items.data + i * a->item_size) : 0;
}

/* Every step-th item goes; the others move together. */
static bool delete_steps(struct Task *task, PyArray *a, int64_t start, int64_t step, int64_t count)
{
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    for (int64_t i = count - 1; i >= 0; i--)
        if (!array_splice(task, a, start + i * step, start + i * step + 1, NULL, 0))
            return false;
    return true;
}

static int set_slice(struct Task *task, PyArray *a, Value slice, Value value)
{
    int64_t start, stop, step, count;
    if (value != VALUE_UNBOUND && !value_is_array(value))
        return fail_int(raise_error(task, &type_TypeError, "can only assign array (not \"%T\") to array slice", value));
    if (value != VALUE_UNBOUND && as_array(value)->letter != a->letter)
        return fail_int(raise_error(task, &type_TypeError, "bad argument type for built-in operation"));
    if (!slice_indices(task, slice, array_items(a).size, &start, &stop, &step, &count))
        return -1;
    if (value == VALUE_UNBOUND)
        return (step == 1 ? array_splice(task, a, start, start + count, NULL, 0) : delete_steps(task, a, start, step, count)) ? 0 : -1;
    Items given = array_items(as_array(value));
    PyArray *copy = array_new(task, &type_array, a->letter, given.data, given.size);     /* it may be the array itself */
    if (!copy)
        return -1;
    if (step == 1)
        return array_splice(task, a, start, start + count, copy->data, copy->size) ? 0 : -1;
    if (copy->size != count)
        return fail_int(raise_error(task, &type_ValueError, "attempt to assign array of size %ld to extended slice of size %ld",
                                    (long)copy->size, (long)count));
    byte_lock(task, &a->lock);
    for (int64_t i = 0; i < count; i++)
        if (start + i * step < a->size)
            memcpy(a->data + (start + i * step) * a->item_size, copy->data + i * a->item_size, a->item_size);
    byte_unlock(task, &a->lock);
    return 0;
}

static RT int array_set_item(TASK, Value self, Value index, Value value)
{
    PyArray *a = as_array(self);
    uint8_t room[8];
    int64_t i;
    if (value_is_slice(index))
        return set_slice(task, a, index, value);
    if (!value_has_index(index))
        return fail_int(raise_error(task, &type_TypeError, "array indices must be integers"));
    if (!checked_index(task, index, array_items(a).size, "array assignment index out of range", &i))
        return -1;
    if (value == VALUE_UNBOUND)
        return array_splice(task, a, i, i + 1, NULL, 0) ? 0 : -1;
    if (!array_item_set(task, a->letter, room, value))
        return -1;
    byte_lock(task, &a->lock);
    bool inside = i < a->size;                /* converting the value may have run user code */
    if (inside)
        memcpy(a->data + i * a->item_size, room, a->item_size);
    byte_unlock(task, &a->lock);
    return inside ? 0 : fail_int(raise_error(task, &type_IndexError, "array assignment index out of range"));
}

static RT int array_contains(TASK, Value self, Value v)
{
    Value list = array_list(task, as_array(self));
    return list ? object_contains(task, list, v) : -1;
}

/* ---- operators ---- */

static RT Value array_add(TASK, Value left, Value right)
{
    if (!value_is_array(left))
        return VALUE_NOTIMPLEMENTED;
    if (!value_is_array(right))
        return raise_error(task, &type_TypeError, "can only append array (not \"%T\") to array", right);
    if (as_array(left)->letter != as_array(right)->letter)
        return raise_error(task, &type_TypeError, "bad argument type for built-in operation");
    Items items = array_items(as_array(left));
    PyArray *a = array_new(task, &type_array, as_array(left)->letter, items.data, items.size);
    return a && array_extend(task, a, right) ? value_from_object(a) : 0;
}

static RT Value array_add_inplace(TASK, Value self, Value other)
{
    if (!value_is_array(other))
        return raise_error(task, &type_TypeError, "can only extend array with array (not \"%T\")", other);
    return array_extend(task, as_array(self), other) ? self : 0;
}

static bool repeat_count(struct Task *task, Value count, int64_t *n)
{
    if (!value_has_index(count)) {
        raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count);
        return false;
    }
    if (!object_count_i64(task, count, n))
        return false;
    *n = *n < 0 ? 0 : *n;
    return true;
}

static PyArray *repeated(struct Task *task, PyArray *a, int64_t n)
{
    Items items = array_items(a);
    int64_t total, bytes = items.size * a->item_size;
    if (__builtin_mul_overflow(items.size, n, &total) || total > INT64_MAX / 32) {
        raise_error(task, &type_MemoryError, "");
        return NULL;
    }
    PyArray *result = array_new(task, &type_array, a->letter, NULL, total);
    for (int64_t i = 0; result && i < n && bytes; i++)
        memcpy(result->data + i * bytes, items.data, (size_t)bytes);
    return result;
}

static RT Value array_multiply(TASK, Value left, Value right)
{
    Value self = value_is_array(left) ? left : right, count = self == left ? right : left;
    int64_t n;
    if (!value_has_index(count) && (type_of(count)->flags & TYPE_FLAG_HEAP) && type_of(count)->slots.binary[OP_MULT])
        return VALUE_NOTIMPLEMENTED;
    return repeat_count(task, count, &n) ? value_from_object(repeated(task, as_array(self), n)) : 0;
}

static RT Value array_multiply_inplace(TASK, Value self, Value count)
{
    int64_t n;
    PyArray *all = repeat_count(task, count, &n) ? repeated(task, as_array(self), n) : NULL;
    return all && array_splice(task, as_array(self), 0, INT64_MAX, all->data, all->size) ? self : 0;
}

/* Items are new objects each time, so that a NaN does not equal itself. */
static RT Value array_compare(TASK, Value left, Value right, int op)
{
    if (!value_is_array(left) || !value_is_array(right))
        return VALUE_NOTIMPLEMENTED;
    PyArray *a = as_array(left), *b = as_array(right);
    Items x = array_items(a), y = array_items(b);
    if (x.size != y.size && op <= COMPARE_NE)
        return value_from_bool(op == COMPARE_NE);
    bool by_bytes = a->letter == b->letter && a->letter != 'f' && a->letter != 'd' && op <= COMPARE_NE;
    if (by_bytes)
        return value_from_bool((memcmp(x.data, y.data, (size_t)(x.size * a->item_size)) == 0) == (op == COMPARE_EQ));
    for (int64_t i = 0; i < x.size && i < y.size; i++) {
        Value first = array_item(task, a->letter, x.data + i * a->item_size);
        Value second = first ? array_item(task, b->letter, y.data + i * b->item_size) : 0;
        int equal = second ? object_compare_truth(task, first, second, COMPARE_EQ) : -1;
        if (equal < 0)
            return 0;
        if (!equal)
            return op <= COMPARE_NE ? value_from_bool(op == COMPARE_NE) : object_compare(task, first, second, op);
    }
    return object_compare(task, value_from_small_int(x.size), value_from_small_int(y.size), op);
}

static RT Value array_repr(TASK, Value self)
{
    PyArray *a = as_array(self);
    if (array_items(a).size == 0)
        return str_format(task, "%U('%c')", slot_load(&type_of(self)->name), a->letter);
    Value shown = a->letter == 'u' ? array_text(task, a) : array_list(task, a);
    return shown ? str_format(task, "%U('%c', %R)", slot_load(&type_of(self)->name), a->letter, shown) : 0;
}

static RT int array_get_buffer(TASK, Value self, BufferView *view, int flags)
{
    static const char formats[] = "b\0B\0w\0h\0H\0i\0I\0l\0L\0q\0Q\0f\0d";
    PyArray *a = as_array(self);
    Items items = array_items(a);
    *view = (BufferView){ items.data, items.size * a->item_size, self, false, formats + 2 * (strchr(array_letters, a->letter) - array_letters) };
    return 0;
}

/* ---- iterator ---- */

static RT Value array_iter(TASK, Value self)
{
    PyArrayIterator *iterator = object_alloc(task, &type_array_iterator, 0);
    if (iterator)
        gc_init(&iterator->array, self);
    return value_from_object(iterator);
}

static RT Value iterator_next(TASK, Value self)
{
    PyArrayIterator *iterator = (PyArrayIterator *)self;
    Value array = slot_load(&iterator->array);
    if (!array)
        return VALUE_STOP;
    Items items = array_items(as_array(array));
    int64_t i = position_claim(&iterator->next);
    if (i < items.size)
        return array_item(task, as_array(array)->letter, items.data + i * as_array(array)->item_size);
    gc_store(&iterator->array, 0);
    return VALUE_STOP;
}

static RT Value iterator_reduce(TASK, Value self)
{
    PyArrayIterator *iterator = (PyArrayIterator *)self;
    Value array = slot_load(&iterator->array), builtins = import_module_c(task, "builtins"), name = builtins ? str_intern_c(task, "iter") : 0;
    Value function = name ? object_get_attr(task, builtins, name) : 0;
    Value content = array ? array : tuple_new(task, 0);
    Value arguments = function && content ? tuple_from(task, &content, 1) : 0;
    Value words[] = { function, arguments, value_from_small_int(iterator->next) };
    return arguments ? tuple_from(task, words, array ? 3 : 2) : 0;
}

static RT Value iterator_setstate(TASK, Value self, Value state)
{
    PyArrayIterator *iterator = (PyArrayIterator *)self;
    int64_t i;
    if (!object_index_i64(task, state, &i, true))
        return 0;
    Value array = slot_load(&iterator->array);
    if (array) {
        int64_t size = array_items(as_array(array)).size;
        __atomic_store_n(&iterator->next, i < 0 ? 0 : i > size ? size : i, __ATOMIC_RELAXED);
    }
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(array_iterator)
    METHOD(__reduce__, "(self, /)", iterator_reduce, TUPLE, RAISES, "For pickles.")
    METHOD(__setstate__, "(self, state, /)", iterator_setstate, NONE, RAISES, "For pickles.")
METHOD_TABLE_END
BUILTIN_TYPE(array_iterator, "array.arrayiterator", PyArrayIterator, .methods = array_iterator_methods,
             .slots = { .iter = identity_iter, .next = iterator_next })

/* ---- the type and the module ---- */

static RT Value get_typecode(TASK, Value self) { return str_from_char(task, (uint8_t)as_array(self)->letter); }
static RT Value get_item_size(TASK, Value self) { return value_from_small_int(as_array(self)->item_size); }
static const GetSetDef array_getsets[] = { { "typecode", get_typecode, NULL, "The letter of the items' format." },
                                           { "itemsize", get_item_size, NULL, "Bytes of an item." }, { .name = NULL } };
BUILTIN_TYPE(array, "array.array", PyArray, .flags = TYPE_FLAG_BASE | TYPE_FLAG_WEAK | TYPE_FLAG_SEQUENCE, .methods = array_methods,
             .getsets = array_getsets, .c_doc = "Numbers or characters of one native format, side by side.",
             .slots = { .repr = array_repr, .hash = container_unhashable, .compare = array_compare, .length = array_length,
                        .get_item = array_get_item, .set_item = array_set_item, .contains = array_contains, .iter = array_iter,
                        .binary = { [OP_ADD] = array_add, [OP_MULT] = array_multiply },
                        .inplace = { [OP_ADD] = array_add_inplace, [OP_MULT] = array_multiply_inplace },
                        .get_buffer = array_get_buffer, .new_ = array_make, .init = array_init_entry })

METHOD_TABLE_BEGIN(arrays)
    METHOD(_array_reconstructor, "(arraytype, typecode, mformat_code, items, /)", array_reconstructor, OBJ, RAISES, "What pickles of arrays call.")
METHOD_TABLE_END

/* isinstance(an array, MutableSequence), in programs that have the abstract classes. */
static bool register_sequence(struct Task *task)
{
    Value module = import_module_c(task, "collections.abc"), name = module ? str_intern_c(task, "MutableSequence") : 0;
    if (!module && exception_matches(task, &type_ImportError)) {
        exception_clear(task);
        return true;
    }
    Value class = name ? object_get_attr(task, module, name) : 0, method = class ? str_intern_c(task, "register") : 0;
    Value words[] = { value_from_object(&type_array) };
    return method && call_method(task, class, method, words, 1);
}

static RT bool array_start(TASK, Value module)
{
    Value letters = str_from_c(task, array_letters);
    return letters && module_set_c(task, module, "typecodes", letters) && module_set_type(task, module, &type_array) &&
           type_ready(task, &type_array_iterator) && module_set_c(task, module, "ArrayType", value_from_object(&type_array)) &&
           register_sequence(task);
}
const NativeModule module_array = { "array", "Arrays of numbers or characters of one native format.", arrays_methods, array_start };
