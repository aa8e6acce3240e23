/* str: code points of width 1, 2 or 4, the smallest that fits, so that equal texts have equal
   widths. Small text lies behind the header; larger text is malloc'ed, owned by the object.

   `s += x` in a loop must not be quadratic, and no reference count tells that s is used only
   here. So concatenation above TAIL_BYTES puts its result into a block with room to grow, which
   several strs share: each knows its length, and the one that ends where the block's used part
   ends may claim the room behind it, by compare-and-swap. Such a str is flagged STR_SHARED,
   since a longer one may have overwritten the NUL; str_utf8 copies those. */
#include "runtime/types/str_internal.h"

#include "runtime/abi/operators.h"
#include "runtime/types/bytes.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/format.h"
#include "runtime/types/siphash.h"

enum { INLINE_BYTES = 2000, TAIL_BYTES = 1024, HEADER = offsetof(PyStr, flags) + 7 };
_Static_assert(HEADER % 8 == 0 && HEADER <= sizeof(PyStr), "text is aligned");

typedef struct StrTail { int64_t used, capacity; } StrTail;         /* code points */
typedef struct SharedStr {           /* a PyStr whose padding refers to the shared block's state */
    Object head;
    uint64_t hash;
    int64_t length;
    void *data;
    uint8_t width, flags;
    StrTail *tail;
} SharedStr;
_Static_assert(sizeof(SharedStr) == sizeof(PyStr) && offsetof(SharedStr, flags) == offsetof(PyStr, flags), "same layout");

/* ---- construction ------------------------------------------------------------------------------ */

PyStr str_empty_object = { .head = { &shape_str }, .data = "", .width = 1, .flags = STR_ASCII };

#define CHAR1(c) { .head = { &shape_str }, .length = 1, .data = (void *)&char_texts[2 * (c)], .width = 1, \
                   .flags = (c) < 128 ? STR_ASCII : 0 }
#define CHAR4(c) CHAR1(c), CHAR1(c + 1), CHAR1(c + 2), CHAR1(c + 3)
#define CHAR16(c) CHAR4(c), CHAR4(c + 4), CHAR4(c + 8), CHAR4(c + 12)
#define CHAR64(c) CHAR16(c), CHAR16(c + 16), CHAR16(c + 32), CHAR16(c + 48)
#define TEXT1(c) (uint8_t)(c), 0
#define TEXT4(c) TEXT1(c), TEXT1(c + 1), TEXT1(c + 2), TEXT1(c + 3)
#define TEXT16(c) TEXT4(c), TEXT4(c + 4), TEXT4(c + 8), TEXT4(c + 12)
#define TEXT64(c) TEXT16(c), TEXT16(c + 16), TEXT16(c + 32), TEXT16(c + 48)
static const uint8_t char_texts[512] = { TEXT64(0), TEXT64(64), TEXT64(128), TEXT64(192) };
static PyStr char_objects[256] = { CHAR64(0), CHAR64(64), CHAR64(128), CHAR64(192) };

void text_copy(int to, void *out, int from, const void *in, int64_t n)
{
    if (to == from)
        memcpy(out, in, (size_t)(n * to));
    else
        for (int64_t i = 0; i < n; i++)
            text_write(to, out, i, text_read(from, in, i));
}

static PyStr *fill_header(PyStr *s, int64_t length, int width, bool ascii)
{
    s->head.shape = &shape_str;
    s->length = length;
    s->width = (uint8_t)width;
    s->flags = ascii ? STR_ASCII : 0;
    text_write(width, s->data, length, 0);
    return s;
}

RT PyStr *str_new(TASK, int64_t length, uint32_t max_char)
{
    int width = max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
    PyStr *s;
    if (length >= INT64_MAX / 8)
        return (PyStr *)raise_error(task, &type_MemoryError, "");
    size_t size = (size_t)(length + 1) * (size_t)width;
    if (size <= INLINE_BYTES) {
        s = gc_alloc(task, HEADER + size, LAYOUT_FREE);
        if (!s)
            return NULL;
        s->data = (char *)s + HEADER;
    } else {
        s = gc_alloc_owner(task, sizeof(PyStr), LAYOUT_FREE, offsetof(PyStr, data));
        if (!s)
            return NULL;
        s->head.shape = &shape_str;
        s->data = gc_payload(task, size);
        if (!s->data)
            return (PyStr *)raise_error(task, &type_MemoryError, "");
    }
    return fill_header(s, length, width, max_char < 0x80);
}

RT Value str_from_char(TASK, uint32_t c)
{
    if (c < 256)
        return value_from_object(&char_objects[c]);
    PyStr *s = str_new(task, 1, c);
    if (s)
        text_write(s->width, s->data, 0, c);
    return value_from_object(s);
}

bool text_is_ascii(const void *data, int64_t n)
{
    const uint8_t *p = data;
    uint64_t words[4];
    for (; n >= 32; n -= 32, p += 32) {
        memcpy(words, p, 32);
        if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
            return false;
    }
    return text_ascii_prefix(p, n) == n;
}

int64_t text_ascii_prefix(const uint8_t *p, int64_t n)
{
    int64_t i = 0;
    uint64_t word;
    for (; n - i >= 8; i += 8) {
        memcpy(&word, p + i, 8);
        word &= UINT64_C(0x8080808080808080);
        if (word)
            return i + __builtin_ctzll(word) / 8;
    }
    while (i < n && p[i] < 0x80)
        i++;
    return i;
}

static uint32_t text_max(int width, const void *data, int64_t n)
{
    uint32_t all = 0;
    if (width == 1)
        return text_is_ascii(data, n) ? 0x7f : 0xff;
    for (int64_t i = 0; i < n; i++)
        all |= text_read(width, data, i);
    return all > 0x10ffff ? 0x10ffff : all;
}

RT Value str_from_text(TASK, int width, const void *data, int64_t n)
{
    if (n == 0)
        return STR_EMPTY;
    if (n == 1)
        return str_from_char(task, text_read(width, data, 0));
    PyStr *s = str_new(task, n, text_max(width, data, n));
    if (s)
        text_copy(s->width, s->data, width, data, n);
    return value_from_object(s);
}

RT Value str_from_ascii(TASK, const char *text, int64_t n)
{
    if (n <= 1)
        return n ? str_from_char(task, (uint8_t)*text) : STR_EMPTY;
    PyStr *s = str_new(task, n, 0x7f);
    if (s)
        memcpy(s->data, text, (size_t)n);
    return value_from_object(s);
}

RT Value str_from_latin1(TASK, const void *text, int64_t n) { return str_from_text(task, 1, text, n); }

RT Value str_from_utf8(TASK, const char *text, int64_t length)
{
    if (text_is_ascii(text, length))
        return str_from_ascii(task, text, length);
    return codec_decode(task, (const uint8_t *)text, length, "utf-8", "surrogatepass");
}

RT Value str_from_c(TASK, const char *text) { return str_from_utf8(task, text, (int64_t)strlen(text)); }

RT Value str_substring(TASK, Value str, int64_t start, int64_t end)
{
    PyStr *s = as_str(str);
    if (start >= end)
        return STR_EMPTY;
    if (start == 0 && end == s->length && value_is_exact_str(str))
        return str;
    if (str_is_ascii(s))
        return str_from_ascii(task, (char *)s->data + start, end - start);
    return str_from_text(task, s->width, text_address(s, start), end - start);
}

RT Value str_exact(TASK, Value str)
{
    PyStr *s = as_str(str);
    return value_is_exact_str(str) ? str : str_from_text(task, s->width, s->data, s->length);
}

/* ---- comparison and hash ---------------------------------------------------------------------------- */

bool str_equal(const PyStr *a, const PyStr *b)
{
    return a == b || (a->length == b->length && a->width == b->width &&
                      memcmp(a->data, b->data, (size_t)(a->length * a->width)) == 0);
}

bool str_equal_c(Value str, const char *ascii)
{
    const PyStr *s = as_str(str);
    size_t n = strlen(ascii);
    return s->length == (int64_t)n && s->width == 1 && memcmp(s->data, ascii, n) == 0;
}

int str_compare3(const PyStr *a, const PyStr *b)
{
    int64_t n = a->length < b->length ? a->length : b->length;
    if (a->width == 1 && b->width == 1) {
        int order = memcmp(a->data, b->data, (size_t)n);
        if (order)
            return order < 0 ? -1 : 1;
    } else {
        for (int64_t i = 0; i < n; i++) {
            uint32_t x = str_at(a, i), y = str_at(b, i);
            if (x != y)
                return x < y ? -1 : 1;
        }
    }
    return (a->length > b->length) - (a->length < b->length);
}

int64_t str_hash_value(PyStr *s)
{
    uint64_t hash = __atomic_load_n(&s->hash, __ATOMIC_RELAXED);
    if (hash == 0) {
        hash = (uint64_t)siphash(s->data, (size_t)(s->length * s->width));
        __atomic_store_n(&s->hash, hash, __ATOMIC_RELAXED);
    }
    return (int64_t)hash;
}

RT static int64_t hash_slot(TASK, Value self) { return str_hash_value(as_str(self)); }

RT static Value compare_slot(TASK, Value left, Value right, int op)
{
    if (!value_is_str(left) || !value_is_str(right))
        return VALUE_NOTIMPLEMENTED;
    const PyStr *a = as_str(left), *b = as_str(right);
    if (op == COMPARE_EQ || op == COMPARE_NE)
        return value_from_bool(str_equal(a, b) == (op == COMPARE_EQ));
    int order = a == b ? 0 : str_compare3(a, b);
    switch (op) {
    case COMPARE_LT: return value_from_bool(order < 0);
    case COMPARE_LE: return value_from_bool(order <= 0);
    case COMPARE_GT: return value_from_bool(order > 0);
    default: return value_from_bool(order >= 0);
    }
}

/* ---- concatenation --------------------------------------------------------------------------------------- */

static SharedStr *shared_header(struct Task *task, void *data, StrTail *tail, int64_t length, int width, bool ascii)
{
    SharedStr *s = gc_alloc(task, sizeof(SharedStr), LAYOUT_REFS);
    if (!s)
        return NULL;
    s->data = data;
    s->length = length;
    s->width = (uint8_t)width;
    s->flags = (uint8_t)(STR_SHARED | (ascii ? STR_ASCII : 0));
    s->tail = tail;
    s->head.shape = &shape_str;
    return s;
}

/* Appends b behind a in a's block. Zero without an exception when there is no room. */
RT static Value append_shared(TASK, PyStr *a, const PyStr *b, int64_t length)
{
    StrTail *tail = ((SharedStr *)a)->tail;
    int64_t expected = a->length;
    if (b->width > a->width || length >= tail->capacity)
        return 0;
    SharedStr *s = shared_header(task, a->data, tail, length, a->width, str_is_ascii(a) && str_is_ascii(b));
    if (!s || !__atomic_compare_exchange_n(&tail->used, &expected, length, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        return 0;
    text_copy(a->width, text_address(a, a->length), b->width, b->data, b->length);
    text_write(a->width, a->data, length, 0);
    return value_from_object(s);
}

RT static Value concat_large(TASK, PyStr *a, const PyStr *b, int64_t length, int width)
{
    bool again = a->flags & STR_SHARED;
    Value joined = again ? append_shared(task, a, b, length) : 0;
    if (joined || task->exception)
        return joined;
    int64_t capacity = again ? length * 2 : length + length / 8 + 64;
    char *data = gc_alloc(task, (size_t)capacity * (size_t)width, LAYOUT_FREE);
    StrTail *tail = gc_alloc(task, sizeof(StrTail), LAYOUT_FREE);
    if (!data || !tail)
        return 0;
    tail->used = length;
    tail->capacity = capacity;
    text_copy(width, data, a->width, a->data, a->length);
    text_copy(width, data + a->length * width, b->width, b->data, b->length);
    text_write(width, data, length, 0);
    return value_from_object(shared_header(task, data, tail, length, width, str_is_ascii(a) && str_is_ascii(b)));
}

RT Value str_concat(TASK, Value left, Value right)
{
    PyStr *a = as_str(left), *b = as_str(right);
    if (b->length == 0 && value_is_exact_str(left))
        return left;
    if (a->length == 0 && value_is_exact_str(right))
        return right;
    int64_t length = a->length + b->length;
    uint32_t max_a = max_char_of(a), max_b = max_char_of(b);
    int width = a->width > b->width ? a->width : b->width;
    if (length * width > TAIL_BYTES && value_is_exact_str(left))
        return concat_large(task, a, b, length, width);
    PyStr *s = str_new(task, length, max_a > max_b ? max_a : max_b);
    if (!s)
        return 0;
    text_copy(s->width, s->data, a->width, a->data, a->length);
    text_copy(s->width, text_address(s, a->length), b->width, b->data, b->length);
    return value_from_object(s);
}

/* Whether a Python class may have a reflected method for the operator. */
static bool has_reflected(Value v, int op)
{
    return type_of(v)->flags & TYPE_FLAG_HEAP && type_of(v)->slots.binary[op];
}

RT static Value add_slot(TASK, Value a, Value b)
{
    if (!value_is_str(a))
        return VALUE_NOTIMPLEMENTED;
    if (!value_is_str(b)) {
        if (has_reflected(b, OP_ADD))
            return VALUE_NOTIMPLEMENTED;
        return raise_error(task, &type_TypeError, "can only concatenate str (not \"%T\") to str", b);
    }
    return str_concat(task, a, b);
}

RT static Value repeat(TASK, Value str, Value count_value)
{
    PyStr *s = as_str(str);
    int64_t count, length;
    if (!object_count_i64(task, count_value, &count))
        return 0;
    if (count <= 0 || s->length == 0)
        return STR_EMPTY;
    if (count == 1)
        return str_exact(task, str);
    if (__builtin_mul_overflow(s->length, count, &length))
        return raise_error(task, &type_OverflowError, "repeated string is too long");
    PyStr *result = str_new(task, length, max_char_of(s));
    if (!result)
        return 0;
    size_t unit = (size_t)(s->length * s->width), total = unit * (size_t)count, done = unit;
    if (unit == 1) {
        memset(result->data, *(uint8_t *)s->data, total);
        return value_from_object(result);
    }
    memcpy(result->data, s->data, unit);
    for (; done < total; done *= 2)
        memcpy((char *)result->data + done, result->data, done < total - done ? done : total - done);
    return value_from_object(result);
}

RT static Value multiply_slot(TASK, Value a, Value b)
{
    Value str = value_is_str(a) ? a : b, count = value_is_str(a) ? b : a;
    if (!value_is_int(count) && !type_of(count)->slots.index) {
        if (has_reflected(count, OP_MULT))
            return VALUE_NOTIMPLEMENTED;
        return raise_error(task, &type_TypeError, "can't multiply sequence by non-int of type '%T'", count);
    }
    return repeat(task, str, count);
}

RT static Value modulo_slot(TASK, Value a, Value b)
{
    return value_is_str(a) ? str_percent(task, a, b) : VALUE_NOTIMPLEMENTED;
}

/* ---- joining ------------------------------------------------------------------------------------------------- */

RT static Value join_words(TASK, const PyStr *separator, const Slot *items, int64_t n)
{
    int64_t length = separator->length * (n - 1);
    uint32_t max = n > 1 ? max_char_of(separator) : 0;
    if (n > 1 && separator->length == 0)
        max = 0;
    for (int64_t i = 0; i < n; i++) {
        Value item = items[i].word;
        if (!value_is_str(item))
            return raise_error(task, &type_TypeError, "sequence item %ld: expected str instance, %T found", (long)i, item);
        const PyStr *s = as_str(item);
        uint32_t its = max_char_of(s);
        length += s->length;
        max = its > max ? its : max;
    }
    PyStr *result = str_new(task, length, max);
    if (!result)
        return 0;
    char *out = result->data;
    for (int64_t i = 0; i < n; i++) {
        const PyStr *s = as_str(items[i].word);
        if (i && separator->length) {
            text_copy(result->width, out, separator->width, separator->data, separator->length);
            out += separator->length * result->width;
        }
        text_copy(result->width, out, s->width, s->data, s->length);
        out += s->length * result->width;
    }
    return value_from_object(result);
}

RT Value str_join(TASK, Value separator, Value iterable)
{
    Value items = iterable;
    if (value_is_exact_list(iterable)) {
        items = list_snapshot(task, iterable, 0, INT64_MAX);
    } else if (!value_is_exact_tuple(iterable)) {
        if (!type_of(iterable)->slots.iter && !type_of(iterable)->slots.get_item)
            return raise_error(task, &type_TypeError, "can only join an iterable");
        items = tuple_from_iterable(task, iterable);
    }
    if (!items)
        return 0;
    const PyTuple *tuple = (PyTuple *)items;
    if (tuple->size == 0)
        return STR_EMPTY;
    if (tuple->size == 1 && value_is_exact_str(tuple->items[0].word))
        return tuple->items[0].word;
    return join_words(task, as_str(separator), tuple->items, tuple->size);
}

/* The parts of an f-string: all are str. */
RT Value str_join_parts(TASK, const void *parts, int64_t count)
{
    return count == 0 ? STR_EMPTY : join_words(task, &str_empty_object, parts, count);
}

/* ---- items -------------------------------------------------------------------------------------------------- */

RT static Value slice_of(TASK, Value self, Value slice)
{
    PyStr *s = as_str(self);
    int64_t start, stop, step, count;
    if (!slice_indices(task, slice, s->length, &start, &stop, &step, &count))
        return 0;
    if (step == 1)
        return str_substring(task, self, start, start + count);
    if (count == 0)
        return STR_EMPTY;
    uint32_t max = str_is_ascii(s) ? 0x7f : 0;
    for (int64_t i = 0; !str_is_ascii(s) && i < count; i++)
        max |= str_at(s, start + i * step);
    if (count == 1)
        return str_from_char(task, str_at(s, start));
    PyStr *result = str_new(task, count, max > 0x10ffff ? 0x10ffff : max);
    const uint8_t *from = (const uint8_t *)s->data + start;
    if (result && s->width == 1)
        for (int64_t i = 0; i < count; i++)
            ((uint8_t *)result->data)[i] = from[i * step];
    else
        for (int64_t i = 0; result && i < count; i++)
            text_write(result->width, result->data, i, str_at(s, start + i * step));
    return value_from_object(result);
}

RT static Value get_item_slot(TASK, Value self, Value index)
{
    PyStr *s = as_str(self);
    int64_t i;
    if (value_is_small_int(index))
        i = value_small_int(index);
    else if (value_is_slice(index))
        return slice_of(task, self, index);
    else if (!value_is_int(index) && !type_of(index)->slots.index)
        return raise_error(task, &type_TypeError, "string indices must be integers, not '%T'", index);
    else if (!object_subscript_i64(task, index, &i))
        return 0;
    if (i < 0)
        i += s->length;
    if (i < 0 || i >= s->length)
        return raise_error(task, &type_IndexError, "string index out of range");
    return str_from_char(task, str_at(s, i));
}

RT static int contains_slot(TASK, Value self, Value item)
{
    if (!value_is_str(item))
        return fail_int(raise_error(task, &type_TypeError, "'in <string>' requires string as left operand, not %T", item));
    return str_find_in(as_str(self), as_str(item), 0, as_str(self)->length) >= 0;
}

RT static int64_t length_slot(TASK, Value self) { return as_str(self)->length; }
RT static Value str_slot(TASK, Value self) { return str_exact(task, self); }

/* ---- str(...) -------------------------------------------------------------------------------------------------- */

static bool optional_name(struct Task *task, Value v, const char *parameter, const char **out)
{
    int64_t length;
    *out = NULL;
    if (v == VALUE_UNBOUND)
        return true;
    if (!value_is_str(v)) {
        raise_error(task, &type_TypeError, "str() argument '%s' must be str, not %T", parameter, v);
        return false;
    }
    *out = str_utf8(task, v, &length);
    return *out != NULL;
}

RT static Value decode_object(TASK, Value object, Value encoding_value, Value errors_value)
{
    const char *encoding, *errors;
    BufferView view;
    if (!optional_name(task, encoding_value, "encoding", &encoding) || !optional_name(task, errors_value, "errors", &errors))
        return 0;
    if (value_is_str(object))
        return raise_error(task, &type_TypeError, "decoding str is not supported");
    if (!buffer_try(task, object, &view))
        return raise_error(task, &type_TypeError, "decoding to str: need a bytes-like object, %T found", object);
    Value result = codec_decode(task, view.data, view.size, encoding ? encoding : "utf-8", errors);
    buffer_release(task, &view);
    return result;
}

RT static Value subclass_instance(TASK, Value class, Value text)
{
    PyStr *s = as_str(text);
    PyStr *instance = object_alloc(task, (PyType *)class, 0);
    if (!instance)
        return 0;
    void *data = gc_alloc(task, (size_t)(s->length + 1) * s->width, LAYOUT_FREE);
    if (!data)
        return 0;
    memcpy(data, s->data, (size_t)(s->length * s->width));
    gc_store_pointer(instance->data, data);
    instance->length = s->length;
    instance->width = s->width;
    instance->flags = s->flags & STR_ASCII;
    text_write(s->width, data, s->length, 0);
    return value_from_object(instance);
}

RT static Value new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { "object", "encoding", "errors" };
    Value bound[3], text;
    if (nargs == 1 && !kwnames)
        text = object_str(task, args[0]);
    else if (!arguments_bind(task, "str", names, 3, args, nargs, kwnames, bound))
        return 0;
    else if (bound[0] == VALUE_UNBOUND)
        text = STR_EMPTY;
    else if (bound[1] == VALUE_UNBOUND && bound[2] == VALUE_UNBOUND)
        text = object_str(task, bound[0]);
    else
        text = decode_object(task, bound[0], bound[1], bound[2]);
    if (!text || (PyType *)callee == &type_str)
        return text;
    return subclass_instance(task, callee, text);
}

/* ---- small methods ------------------------------------------------------------------------------------------------ */

RT static Value getnewargs_method(TASK, Value self)
{
    Value exact = str_exact(task, self);
    return exact ? tuple_from(task, &exact, 1) : 0;
}

RT static Value sizeof_method(TASK, Value self)
{
    const PyStr *s = as_str(self);
    return value_from_small_int((str_is_ascii(s) ? 48 : 72) + (s->length + 1) * s->width);
}

/* ---- iterator --------------------------------------------------------------------------------------------------------- */

/* A PySequenceIterator whose sequence is a str. */

RT static Value iter_slot(TASK, Value self)
{
    return sequence_iterator_new(task, &shape_str_iterator, self, 0);
}

RT static Value next_slot(TASK, Value self)
{
    PySequenceIterator *iterator = (PySequenceIterator *)self;
    Value str = slot_load(&iterator->sequence);
    if (!str)
        return VALUE_STOP;
    int64_t i = position_claim(&iterator->index);
    if (i < as_str(str)->length)
        return str_from_char(task, str_at(as_str(str), i));
    gc_store(&iterator->sequence, 0);
    return VALUE_STOP;
}

RT static Value iterator_length_hint(TASK, Value self)
{
    PySequenceIterator *iterator = (PySequenceIterator *)self;
    Value str = slot_load(&iterator->sequence);
    return value_from_small_int(str ? as_str(str)->length - iterator->index : 0);
}

RT static Value iterator_self(TASK, Value self) { return self; }

METHOD_TABLE_BEGIN(str_iterator)
METHOD(__length_hint__, "(self, /)", iterator_length_hint, INT, NEVER, "Number of items left.")
METHOD(__reduce__, "(self, /)", sequence_iterator_reduce, TUPLE, RAISES, "For pickle.")
METHOD(__setstate__, "(self, state, /)", sequence_iterator_setstate, NONE, RAISES, "For pickle.")
METHOD_TABLE_END

DEFINE_TYPE(str_iterator, "str_iterator", .basic_size = sizeof(PySequenceIterator), .methods = str_iterator_methods,
    .slots = { .iter = iterator_self, .next = next_slot });

/* ---- type object ------------------------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(str)
#include "runtime/types/str.def"
METHOD_TABLE_END

DEFINE_TYPE(str, "str", .c_doc = "Text: str(object), or str(bytes, encoding, errors) decodes.",
    .basic_size = sizeof(PyStr), .flags = TYPE_FLAG_BASE | TYPE_FLAG_STR_SUBCLASS,
    .methods = str_methods,
    .slots = {
        .repr = str_repr, .str = str_slot, .hash = hash_slot, .compare = compare_slot,
        .length = length_slot, .get_item = get_item_slot, .contains = contains_slot, .iter = iter_slot,
        .new_ = new_slot,
        .binary = { [OP_ADD] = add_slot, [OP_MULT] = multiply_slot, [OP_MOD] = modulo_slot },
    });
