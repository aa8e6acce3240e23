/* Methods of arrays, and their pickles: (type, letter, code of the machine's format, bytes). */
#include "runtime/modules/array.h"

#include "runtime/types/native_item.h"

static RT Value array_append(TASK, Value self, Value v) { return array_append_value(task, as_array(self), v) ? VALUE_NONE : 0; }
static RT Value extend(TASK, Value self, Value iterable) { return array_extend(task, as_array(self), iterable) ? VALUE_NONE : 0; }

static RT Value array_insert(TASK, Value self, Value index, Value v)
{
    PyArray *a = as_array(self);
    uint8_t room[8];
    int64_t i;
    if (!object_index_i64(task, index, &i, false) || !array_item_set(task, a->letter, room, v))
        return 0;
    int64_t size = array_items(a).size;
    i = i < 0 ? i + size < 0 ? 0 : i + size : i;
    return array_splice(task, a, i, i, room, 1) ? VALUE_NONE : 0;
}

static RT Value array_pop(TASK, Value self, Value index)
{
    PyArray *a = as_array(self);
    int64_t i;
    uint8_t room[8];
    if (!object_index_i64(task, index, &i, false))
        return 0;
    byte_lock(task, &a->lock);
    int64_t size = a->size;
    i = i < 0 ? i + size : i;
    bool found = i >= 0 && i < size;
    if (found)
        memcpy(room, a->data + i * a->item_size, a->item_size);
    byte_unlock(task, &a->lock);
    if (!found)
        return raise_error(task, &type_IndexError, size ? "pop index out of range" : "pop from empty array");
    Value item = array_item(task, a->letter, room);
    return item && array_splice(task, a, i, i + 1, NULL, 0) ? item : 0;
}

/* The first item from start on, before stop, that equals v; -1 none, -2 failed. The array may change meanwhile. */
static int64_t find(struct Task *task, PyArray *a, Value v, int64_t start, int64_t stop)
{
    for (int64_t i = start; i < stop; i++) {
        Items items = array_items(a);
        if (i >= items.size)
            break;
        Value item = array_item(task, a->letter, items.data + i * a->item_size);
        int equal = item ? object_compare_truth(task, item, v, COMPARE_EQ) : -1;
        if (equal)
            return equal < 0 ? -2 : i;
    }
    return -1;
}

static RT Value array_index(TASK, Value self, Value v, Value start, Value stop)
{
    int64_t first, last, size = array_items(as_array(self)).size;
    if (!object_index_i64(task, start, &first, true) || !object_index_i64(task, stop, &last, true))
        return 0;
    first = first < 0 ? first + size < 0 ? 0 : first + size : first;
    last = last < 0 ? last + size : last;
    int64_t i = find(task, as_array(self), v, first, last);
    if (i == -1)
        raise_error(task, &type_ValueError, "array.index(x): x not in array");
    return i < 0 ? 0 : value_from_small_int(i);
}

static RT Value array_remove(TASK, Value self, Value v)
{
    int64_t i = find(task, as_array(self), v, 0, INT64_MAX);
    if (i == -1)
        raise_error(task, &type_ValueError, "array.remove(x): x not in array");
    return i >= 0 && array_splice(task, as_array(self), i, i + 1, NULL, 0) ? VALUE_NONE : 0;
}

static RT Value array_count(TASK, Value self, Value v)
{
    int64_t n = 0, i = -1;
    while ((i = find(task, as_array(self), v, i + 1, INT64_MAX)) >= 0)
        n++;
    return i == -1 ? value_from_small_int(n) : 0;
}

static void swap_ends(uint8_t *p, int64_t n)
{
    for (int64_t i = 0; i < n / 2; i++) {
        uint8_t t = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = t;
    }
}

static RT Value array_reverse(TASK, Value self)
{
    PyArray *a = as_array(self);
    int64_t width = a->item_size;
    byte_lock(task, &a->lock);
    swap_ends(a->data, a->size * width);
    for (int64_t i = 0; i < a->size; i++)
        swap_ends(a->data + i * width, width);
    byte_unlock(task, &a->lock);
    return VALUE_NONE;
}

static RT Value array_byteswap(TASK, Value self)
{
    PyArray *a = as_array(self);
    byte_lock(task, &a->lock);
    for (int64_t i = 0; i < a->size; i++)
        swap_ends(a->data + i * a->item_size, a->item_size);
    byte_unlock(task, &a->lock);
    return VALUE_NONE;
}

static RT Value array_buffer_info(TASK, Value self)
{
    Items items = array_items(as_array(self));
    Value pair[] = { int_from_u64(task, (uint64_t)items.data), value_from_small_int(items.size) };
    return tuple_from(task, pair, 2);
}

/* ---- lists, bytes, text, files ---- */

static RT Value array_tolist(TASK, Value self) { return array_list(task, as_array(self)); }

static RT Value array_fromlist(TASK, Value self, Value list)
{
    PyArray *a = as_array(self), *fresh;
    if (!value_is_list(list))
        return raise_error(task, &type_TypeError, "arg must be list");
    int64_t n = list_size(list);
    fresh = array_new(task, &type_array, a->letter, NULL, 0);    /* all or nothing */
    for (int64_t i = 0; fresh && i < n; i++) {
        Value item = list_peek(list, i);
        if (!item || list_size(list) != n)
            return raise_error(task, &type_RuntimeError, "list changed size during iteration");
        if (!array_append_value(task, fresh, item))
            return 0;
    }
    return fresh && array_splice(task, a, INT64_MAX, INT64_MAX, fresh->data, fresh->size) ? VALUE_NONE : 0;
}

static RT Value array_tobytes(TASK, Value self)
{
    Items items = array_items(as_array(self));
    return bytes_from_data(task, items.data, items.size * as_array(self)->item_size);
}
static RT Value array_frombytes(TASK, Value self, Value bytes) { return array_append_bytes(task, as_array(self), bytes) ? VALUE_NONE : 0; }

static RT Value array_tounicode(TASK, Value self)
{
    if (as_array(self)->letter != 'u')
        return raise_error(task, &type_ValueError, "tounicode() may only be called on unicode type arrays");
    return array_text(task, as_array(self));
}

static RT Value array_fromunicode(TASK, Value self, Value text)
{
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "fromunicode() argument must be str, not %T", text);
    if (as_array(self)->letter != 'u')
        return raise_error(task, &type_ValueError, "fromunicode() may only be called on unicode type arrays");
    return array_extend(task, as_array(self), text) ? VALUE_NONE : 0;
}

enum { FILE_PIECE = 65536 };

static RT Value array_tofile(TASK, Value self, Value file)
{
    Items items = array_items(as_array(self));
    int64_t size = items.size * as_array(self)->item_size;
    Value name = str_intern_c(task, "write");
    for (int64_t at = 0; name && at < size; at += FILE_PIECE) {
        Value piece = bytes_from_data(task, items.data + at, size - at < FILE_PIECE ? size - at : FILE_PIECE);
        if (!piece || !call_method(task, file, name, &piece, 1))
            return 0;
    }
    return name ? VALUE_NONE : 0;
}

static RT Value array_fromfile(TASK, Value self, Value file, Value count)
{
    int64_t n, bytes;
    if (!object_index_i64(task, count, &n, false))
        return 0;
    if (n < 0)
        return raise_error(task, &type_ValueError, "negative count");
    if (__builtin_mul_overflow(n, as_array(self)->item_size, &bytes))
        return raise_error(task, &type_MemoryError, "");
    Value name = str_intern_c(task, "read"), size = int_from_i64(task, bytes);
    Value got = name && size ? call_method(task, file, name, &size, 1) : 0;
    if (!got)
        return 0;
    if (!value_is_bytes(got))
        return raise_error(task, &type_TypeError, "read() didn't return bytes");
    if (!array_append_bytes(task, as_array(self), got))
        return 0;
    return as_bytes(got)->length == bytes ? VALUE_NONE : raise_error(task, &type_EOFError, "read() didn't return enough bytes");
}

/* ---- copies and pickles ---- */

static RT Value array_copy(TASK, Value self)
{
    Items items = array_items(as_array(self));
    return value_from_object(array_new(task, &type_array, as_array(self)->letter, items.data, items.size));
}
static RT Value array_deepcopy(TASK, Value self, Value memo) { return array_copy(task, self); }

/* Codes of formats: kind, bytes, order; 'u' is text in UTF-16 or UTF-32. */
typedef struct Format { char letter; int size; bool big; } Format;
static const Format formats[] = {
    { 'B', 1, false }, { 'b', 1, false }, { 'H', 2, false }, { 'H', 2, true }, { 'h', 2, false }, { 'h', 2, true },
    { 'I', 4, false }, { 'I', 4, true }, { 'i', 4, false }, { 'i', 4, true }, { 'Q', 8, false }, { 'Q', 8, true },
    { 'q', 8, false }, { 'q', 8, true }, { 'f', 4, false }, { 'f', 4, true }, { 'd', 8, false }, { 'd', 8, true },
    { 'u', 2, false }, { 'u', 2, true }, { 'u', 4, false }, { 'u', 4, true },
};
enum { FORMATS = sizeof formats / sizeof *formats };

static int own_format(char letter)
{
    char plain = letter == 'l' ? 'q' : letter == 'L' ? 'Q' : letter;
    for (int i = 0; i < FORMATS; i++)
        if (formats[i].letter == plain && formats[i].size == array_letter_size(letter) && !formats[i].big)
            return i;
    return -1;
}

static RT Value array_reduce_ex(TASK, Value self, Value protocol)
{
    PyArray *a = as_array(self);
    int64_t number;
    if (!value_is_int(protocol))
        return raise_error(task, &type_TypeError, "__reduce_ex__ argument should be an integer");
    if (!value_to_i64(task, protocol, &number))
        return 0;
    Value dict = object_get_attr_or_unbound(task, self, NAME(__dict__)), letter = str_from_char(task, (uint8_t)a->letter);
    if (!dict || !letter)
        return 0;
    dict = dict == VALUE_UNBOUND ? VALUE_NONE : dict;
    Value function, arguments;
    if (number < 3) {
        Value words[] = { letter, array_list(task, a) };
        function = value_from_object(type_of(self));
        arguments = words[1] ? tuple_from(task, words, 2) : 0;
    } else {
        Value module = import_module_c(task, "array"), name = module ? str_intern_c(task, "_array_reconstructor") : 0;
        function = name ? object_get_attr(task, module, name) : 0;
        Value words[] = { value_from_object(type_of(self)), letter, value_from_small_int(own_format(a->letter)),
                          function ? array_tobytes(task, self) : 0 };
        arguments = words[3] ? tuple_from(task, words, 4) : 0;
    }
    Value parts[] = { function, arguments, dict };
    return arguments ? tuple_from(task, parts, 3) : 0;
}

/* Items of another machine's format, one by one. */
static Value convert_items(struct Task *task, PyType *type, char letter, const Format *f, Value items)
{
    int64_t n = as_bytes(items)->length;
    /* A letter of the same kind and size takes what the given one may not hold. */
    if (f->letter != 'f' && f->letter != 'd' && letter != 'f' && letter != 'd' &&
        (array_letter_size(letter) != f->size || native_item_signed(letter) != native_item_signed(f->letter)))
        letter = f->letter;
    PyArray *a = array_new(task, type, letter, NULL, 0);
    for (int64_t i = 0; a && i < n; i += f->size) {
        uint8_t room[8];
        memcpy(room, as_bytes(items)->data + i, (size_t)f->size);
        if (f->big)
            swap_ends(room, f->size);
        Value item = native_item_get(task, f->letter, room);
        if (!item || !array_append_value(task, a, item))
            return 0;
    }
    return value_from_object(a);
}

RT Value array_reconstructor(TASK, Value type, Value typecode, Value code, Value items)
{
    int64_t number;
    if (!value_is_type(type))
        return raise_error(task, &type_TypeError, "first argument must be a type object, not %T", type);
    PyType *cls = (PyType *)type;
    if (!type_is_subtype(cls, &type_array))
        return raise_error(task, &type_TypeError, "%N is not a subtype of %N", cls, &type_array);
    if (!value_is_str(typecode) || as_str(typecode)->length != 1)
        return raise_error(task, &type_TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %T", typecode);
    uint32_t letter = str_at(as_str(typecode), 0);
    if (letter > 127 || !array_letter_size((char)letter))
        return raise_error(task, &type_ValueError, "second argument must be a valid type code");
    Value index = object_index(task, code);
    if (!index)
        return 0;
    if (!int_to_i64(index, &number) || number < 0 || number >= FORMATS)
        return raise_error(task, &type_ValueError, "third argument must be a valid machine format code.");
    if (!value_is_bytes(items))
        return raise_error(task, &type_TypeError, "fourth argument should be bytes, not %T", items);
    const Format *f = &formats[number];
    if (own_format((char)letter) == number) {
        PyArray *a = array_new(task, cls, (char)letter, NULL, 0);
        return a && array_append_bytes(task, a, items) ? value_from_object(a) : 0;
    }
    if (as_bytes(items)->length % (f->letter == 'u' ? 2 * f->size : f->size))     /* twice, as CPython has it */
        return raise_error(task, &type_ValueError, "string length not a multiple of item size");
    if (f->letter != 'u')
        return convert_items(task, cls, (char)letter, f, items);
    const char *encoding = f->size == 2 ? f->big ? "utf-16-be" : "utf-16-le" : f->big ? "utf-32-be" : "utf-32-le";
    Value text = codec_decode(task, as_bytes(items)->data, as_bytes(items)->length, encoding, NULL);
    PyArray *a = text ? array_new(task, cls, (char)letter, NULL, 0) : NULL;
    return a && array_extend(task, a, text) ? value_from_object(a) : 0;
}

const MethodDef array_methods[] = {
    METHOD(append, "(self, v, /)", array_append, NONE, RAISES, "Add v at the end.")
    METHOD(buffer_info, "(self, /)", array_buffer_info, TUPLE, RAISES, "Address of the memory and number of items.")
    METHOD(byteswap, "(self, /)", array_byteswap, NONE, NEVER, "Turn round the bytes of every item.")
    METHOD(count, "(self, v, /)", array_count, INT, RAISES, "Number of items that equal v.")
    METHOD(extend, "(self, bb, /)", extend, NONE, RAISES, "Add the items of an iterable at the end.")
    METHOD(frombytes, "(self, buffer, /)", array_frombytes, NONE, RAISES, "Add items from their bytes.")
    METHOD(fromfile, "(self, f, n, /)", array_fromfile, NONE, RAISES, "Add n items read from a binary file.")
    METHOD(fromlist, "(self, list, /)", array_fromlist, NONE, RAISES, "Add the items of a list, all or none.")
    METHOD(fromunicode, "(self, ustr, /)", array_fromunicode, NONE, RAISES, "Add the characters of a str.")
    METHOD(index, "(self, v, start=0, stop=sys.maxsize, /)", array_index, INT, RAISES, "Where the first item that equals v is.")
    METHOD(insert, "(self, i, v, /)", array_insert, NONE, RAISES, "Put v before item i.")
    METHOD(pop, "(self, i=-1, /)", array_pop, OBJ, RAISES, "Take item i out.")
    METHOD(remove, "(self, v, /)", array_remove, NONE, RAISES, "Take out the first item that equals v.")
    METHOD(reverse, "(self, /)", array_reverse, NONE, NEVER, "Turn the order of the items round.")
    METHOD(tobytes, "(self, /)", array_tobytes, BYTES, RAISES, "The bytes of the items.")
    METHOD(tofile, "(self, f, /)", array_tofile, NONE, RAISES, "Write the bytes of the items to a binary file.")
    METHOD(tolist, "(self, /)", array_tolist, LIST, RAISES, "The items as a list.")
    METHOD(tounicode, "(self, /)", array_tounicode, STR, RAISES, "The characters as a str.")
    METHOD(__copy__, "(self, /)", array_copy, OBJ, RAISES, "A copy.")
    METHOD(__deepcopy__, "(self, unused, /)", array_deepcopy, OBJ, RAISES, "A copy.")
    METHOD(__reduce_ex__, "(self, value, /)", array_reduce_ex, TUPLE, RAISES, "For pickles.")
METHOD_TABLE_END
