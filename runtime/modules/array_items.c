#include "runtime/modules/array.h"

#include "runtime/types/item_block.h"
#include "runtime/types/native_item.h"

const char array_letters[] = "bBuhHiIlLqQfd";

int array_letter_size(char letter)
{
    if (!letter || !strchr(array_letters, letter))
        return 0;
    return letter == 'u' ? 4 : native_item_size(letter);
}

Items array_items(const PyArray *a)
{
    int64_t size = __atomic_load_n(&a->size, __ATOMIC_ACQUIRE);
    return (Items){ pointer_load(a->data), size };        /* a smaller block is never put in the place of a larger one */
}

RT Value array_item(TASK, char letter, const void *at)
{
    if (letter != 'u')
        return native_item_get(task, letter, at);
    uint32_t c;
    memcpy(&c, at, sizeof c);
    if (c > 0x10ffff)
        return raise_error(task, &type_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", c);
    return str_from_char(task, c);
}

static bool overflow(struct Task *task, const char *text)
{
    raise_error(task, &type_OverflowError, "%s", text);
    return false;
}

/* CPython reads small items through a larger C type, whose bounds it names first. */
static bool small_fits(struct Task *task, int64_t i, char letter)
{
    static const struct { char letter; int64_t outer_low, outer_high, low, high; const char *outer, *inner; } rows[] = {
        { 'b', INT16_MIN, INT16_MAX, INT8_MIN, INT8_MAX, "signed short integer", "signed char" },
        { 'B', 0, UINT8_MAX, 0, UINT8_MAX, "unsigned byte integer", "unsigned byte integer" },
        { 'h', INT16_MIN, INT16_MAX, INT16_MIN, INT16_MAX, "signed short integer", "signed short integer" },
        { 'H', INT32_MIN, INT32_MAX, 0, UINT16_MAX, "signed integer", "unsigned short" },
        { 'i', INT32_MIN, INT32_MAX, INT32_MIN, INT32_MAX, "signed integer", "signed integer" },
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        if (rows[k].letter != letter || (i >= rows[k].low && i <= rows[k].high))
            continue;
        const char *name = i < rows[k].outer_low || i > rows[k].outer_high ? rows[k].outer : rows[k].inner;
        raise_error(task, &type_OverflowError, i < 0 ? "%s is less than minimum" : "%s is greater than maximum", name);
        return false;
    }
    return true;
}

static bool integer_set(struct Task *task, char letter, void *at, Value v)
{
    int64_t i;
    Value number = object_index(task, v);
    if (!number)
        return false;
    bool is_signed = native_item_signed(letter), negative = int_sign(number) < 0;
    if (strchr("bBhHi", letter)) {
        if (!int_to_i64(number, &i))
            return overflow(task, "Python int too large to convert to C long");
        if (!small_fits(task, i, letter))
            return false;
    } else if (negative && !is_signed)
        return overflow(task, letter == 'Q' ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int");
    if (native_integer_put(at, native_item_size(letter), is_signed, number))
        return true;
    uint64_t unused;
    if (letter == 'I' && native_integer_put(&unused, 8, false, number))
        return overflow(task, "unsigned int is greater than maximum");
    return overflow(task, letter == 'q' || letter == 'Q' ? "int too big to convert"
                    : letter == 'l' ? "Python int too large to convert to C long" : "Python int too large to convert to C unsigned long");
}

RT bool array_item_set(TASK, char letter, void *at, Value v)
{
    if (letter == 'u') {
        if (!value_is_str(v) || as_str(v)->length != 1) {
            raise_error(task, &type_TypeError, "array item must be unicode character");
            return false;
        }
        uint32_t c = str_at(as_str(v), 0);
        memcpy(at, &c, sizeof c);
        return true;
    }
    if (letter != 'f' && letter != 'd')
        return integer_set(task, letter, at, v);
    double x;
    if (!object_double(task, v, &x))
        return false;
    float single = (float)x;
    if (letter == 'f')
        memcpy(at, &single, sizeof single);
    else
        memcpy(at, &x, sizeof x);
    return true;
}

RT Value array_list(TASK, const PyArray *a)
{
    Items items = array_items(a);
    Value list = list_new(task, 0);
    for (int64_t i = 0; list && i < items.size; i++) {
        Value item = array_item(task, a->letter, items.data + i * a->item_size);
        if (!item || !list_append(task, list, item))
            return 0;
    }
    return list;
}

RT PyArray *array_new(TASK, PyType *type, char letter, const void *data, int64_t size)
{
    int item_size = array_letter_size(letter);
    if (size > INT64_MAX / 32) {
        raise_error(task, &type_MemoryError, "");
        return NULL;
    }
    PyArray *a = object_alloc(task, type, 0);
    uint8_t *block = a ? gc_alloc(task, (size_t)(size * item_size) + 1, LAYOUT_FREE) : NULL;
    if (!block)
        return NULL;
    if (data)
        memcpy(block, data, (size_t)(size * item_size));
    a->letter = letter;
    a->item_size = (uint8_t)item_size;
    gc_store_pointer(a->data, block);
    a->size = a->capacity = size;
    return a;
}

RT bool array_splice(TASK, PyArray *a, int64_t low, int64_t high, const void *data, int64_t n)
{
    return item_block_splice(task, (ItemBlock){ &a->data, &a->size, &a->capacity, &a->lock, a->item_size }, low, high, data, n);
}

RT bool array_append_value(TASK, PyArray *a, Value v)
{
    uint8_t room[8];
    return array_item_set(task, a->letter, room, v) && array_splice(task, a, INT64_MAX, INT64_MAX, room, 1);
}

RT bool array_extend(TASK, PyArray *a, Value iterable)
{
    if (value_is_array(iterable)) {
        if (as_array(iterable)->letter != a->letter) {
            raise_error(task, &type_TypeError, "can only extend with array of same kind");
            return false;
        }
        Items items = array_items(as_array(iterable));
        PyBytes *copy = bytes_new(task, items.size * a->item_size);     /* it may be the array itself */
        if (!copy)
            return false;
        memcpy(copy->data, items.data, (size_t)copy->length);
        return array_splice(task, a, INT64_MAX, INT64_MAX, copy->data, items.size);
    }
    Value iterator = object_iter(task, iterable), item = 0;
    while (iterator && (item = object_next(task, iterator)) && item != VALUE_STOP)
        if (!array_append_value(task, a, item))
            return false;
    return item == VALUE_STOP;
}

RT bool array_append_bytes(TASK, PyArray *a, Value bytes)
{
    BufferView view;
    if (!buffer_get(task, bytes, &view, BUFFER_READ))
        return false;
    PyBytes *copy = view.size % a->item_size ? NULL : bytes_new(task, view.size);
    if (view.size % a->item_size)
        raise_error(task, &type_ValueError, "bytes length not a multiple of item size");
    if (copy)
        memcpy(copy->data, view.data, (size_t)view.size);
    buffer_release(task, &view);
    return copy && array_splice(task, a, INT64_MAX, INT64_MAX, copy->data, copy->length / a->item_size);
}

RT Value array_text(TASK, const PyArray *a)
{
    Items items = array_items(a);
    const uint32_t *text = (const uint32_t *)(const void *)items.data;
    for (int64_t i = 0; i < items.size; i++)
        if (text[i] > 0x10ffff)
            return raise_error(task, &type_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", text[i]);
    return str_from_text(task, 4, text, items.size);
}
