/* The inlined half of the runtime: every INLINE entry of entries.def. Compiled twice: into the
   runtime for the interpreter, and to bitcode that irgen links into each module it makes, so
   that the meaning of the common case is written once, here, and LLVM inlines it.

   Each function is the shortest path for the common types and calls a noinline function for
   everything else. op arguments are constants at every inlined call, so the switches fold.
   No thread-local storage, no alloca, no static variables. */
#include "runtime/abi/entries.h"
#include "runtime/abi/slow.h"
#include "runtime/abi/type_bits.h"
#include "runtime/object/attribute.h"
#include "runtime/object/call.h"
#include "runtime/object/generator.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"

#define FAST __attribute__((always_inline)) RT
#define LIKELY(x) __builtin_expect((x), 1)
#define UNLIKELY(x) __builtin_expect((x), 0)

/* Operator and CompareOperator of the syntax tree, whose numbers the entries get. */
enum { ADD, SUBTRACT, MULTIPLY, MATRIX_MULTIPLY, DIVIDE, MODULO, POWER, LEFT_SHIFT, RIGHT_SHIFT, OR, XOR, AND, FLOOR_DIVIDE };
enum { EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL };
enum { INVERT, NOT_TRUTH, PLUS, MINUS };

/* ---- numbers --------------------------------------------------------------------------------------- */

ALWAYS_INLINE bool both_small(Value a, Value b) { return (a & 3) == 1 && (b & 3) == 1; }
ALWAYS_INLINE bool both_tagged_floats(Value a, Value b) { return (a & b & 2) != 0; }

/* The double's word, when it can be tagged. */
ALWAYS_INLINE bool tag_float(double d, Value *result)
{
    *result = float_rotate(d);
    return LIKELY(*result & 2);
}

ALWAYS_INLINE bool fits_exactly(int64_t i) { return i <= (int64_t)1 << 53 && i >= -((int64_t)1 << 53); }

/* An operation on two small ints; false when it is not for here. */
ALWAYS_INLINE bool small_binary(Value a, Value b, int64_t op, Value *result)
{
    int64_t x = (int64_t)a, y = (int64_t)b, r;
    bool done;
    switch (op) {
    case ADD:
        done = !__builtin_add_overflow(x - 1, y, &r);
        *result = (Value)r;
        return LIKELY(done);
    case SUBTRACT:
        done = !__builtin_sub_overflow(x, y - 1, &r);
        *result = (Value)r;
        return LIKELY(done);
    case MULTIPLY:
        done = !__builtin_mul_overflow(x >> 2, y - 1, &r);
        *result = (Value)r | 1;
        return LIKELY(done);
    case AND: *result = a & b; return true;
    case OR: *result = a | b; return true;
    case XOR: *result = (a ^ b) | 1; return true;
    default: break;
    }
    x >>= 2, y >>= 2;
    switch (op) {
    case RIGHT_SHIFT:
        *result = value_from_small_int(x >> (y & 63));
        return LIKELY((uint64_t)y < 64);
    case LEFT_SHIFT:
        r = (int64_t)((uint64_t)x << (y & 63));
        *result = value_from_small_int(r);
        return LIKELY((uint64_t)y < 60) && LIKELY(r >> (y & 63) == x && small_int_fits(r));
    case FLOOR_DIVIDE:
        if (UNLIKELY(y == 0 || y == -1))
            return false;
        *result = value_from_small_int(x / y - ((x % y != 0) & ((x ^ y) < 0)));
        return true;
    case MODULO:
        if (UNLIKELY(y == 0 || y == -1))
            return false;
        r = x % y;
        *result = value_from_small_int(r + (((r != 0) & ((r ^ y) < 0)) ? y : 0));
        return true;
    case DIVIDE:
        if (UNLIKELY(y == 0) || UNLIKELY(!fits_exactly(x)) || UNLIKELY(!fits_exactly(y)))
            return false;
        return tag_float((double)x / (double)y, result);
    default: return false;
    }
}

ALWAYS_INLINE bool float_binary(double x, double y, int64_t op, Value *result)
{
    switch (op) {
    case ADD: return tag_float(x + y, result);
    case SUBTRACT: return tag_float(x - y, result);
    case MULTIPLY: return tag_float(x * y, result);
    case DIVIDE: return LIKELY(y != 0) && tag_float(x / y, result);
    default: return false;
    }
}

ALWAYS_INLINE bool has_float_case(int64_t op) { return op == ADD || op == SUBTRACT || op == MULTIPLY || op == DIVIDE; }

ALWAYS_INLINE bool number_binary(Value a, Value b, int64_t op, Value *result)
{
    if (LIKELY(both_small(a, b)))
        return small_binary(a, b, op, result);
    return has_float_case(op) && both_tagged_floats(a, b)
           && float_binary(value_tagged_float(a), value_tagged_float(b), op, result);
}

FAST Value fast_binary(TASK, Value a, Value b, int64_t op)
{
    Value result;
    return LIKELY(number_binary(a, b, op, &result)) ? result : slow_binary(task, a, b, op);
}

FAST bool fast_binary_small(TASK, Value a, Value b, int64_t op, const void *result)
{
    return small_binary(a, b, op, (Value *)result);
}

/* Tagged floats of an operator that has a case for them. */
ALWAYS_INLINE bool floats_binary(Value a, Value b, int64_t op, Value *result)
{
    return has_float_case(op) && both_tagged_floats(a, b)
           && float_binary(value_tagged_float(a), value_tagged_float(b), op, result);
}

FAST Value fast_binary_rest(TASK, Value a, Value b, int64_t op)
{
    Value result;
    return floats_binary(a, b, op, &result) ? result : slow_binary(task, a, b, op);
}

FAST Value fast_inplace_rest(TASK, Value a, Value b, int64_t op)
{
    Value result;
    return floats_binary(a, b, op, &result) ? result : slow_inplace(task, a, b, op);
}

FAST Value fast_inplace(TASK, Value a, Value b, int64_t op)
{
    Value result;
    return LIKELY(number_binary(a, b, op, &result)) ? result : slow_inplace(task, a, b, op);
}

FAST Value fast_unary(TASK, Value v, int64_t op)
{
    if (LIKELY(value_is_small_int(v))) {
        if (op == PLUS)
            return v;
        if (op == INVERT)
            return value_from_small_int(~value_small_int(v));
        if (op == MINUS && LIKELY(value_small_int(v) != SMALL_INT_MIN))
            return value_from_small_int(-value_small_int(v));
    } else if (op == MINUS && value_is_tagged_float(v)) {
        Value result;
        if (tag_float(-value_tagged_float(v), &result))
            return result;
    }
    return slow_unary(task, v, op);
}

ALWAYS_INLINE bool compare_words(int64_t x, int64_t y, int64_t op)
{
    switch (op) {
    case EQUAL: return x == y;
    case NOT_EQUAL: return x != y;
    case LESS: return x < y;
    case LESS_EQUAL: return x <= y;
    case GREATER: return x > y;
    default: return x >= y;
    }
}

ALWAYS_INLINE bool compare_doubles(double x, double y, int64_t op)
{
    switch (op) {
    case EQUAL: return x == y;
    case NOT_EQUAL: return x != y;
    case LESS: return x < y;
    case LESS_EQUAL: return x <= y;
    case GREATER: return x > y;
    default: return x >= y;
    }
}

FAST Value fast_compare(TASK, Value a, Value b, int64_t op)
{
    if (LIKELY(both_small(a, b)))
        return value_from_bool(compare_words((int64_t)a, (int64_t)b, op));
    if (both_tagged_floats(a, b))
        return value_from_bool(compare_doubles(value_tagged_float(a), value_tagged_float(b), op));
    return slow_compare(task, a, b, op);
}

FAST bool fast_both_small(TASK, Value a, Value b) { return both_small(a, b); }
FAST bool fast_compare_small(TASK, Value a, Value b, int64_t op) { return compare_words((int64_t)a, (int64_t)b, op); }
FAST int fast_compare_rest(TASK, Value a, Value b, int64_t op)
{
    if (both_tagged_floats(a, b))
        return compare_doubles(value_tagged_float(a), value_tagged_float(b), op);
    return slow_compare_truth(task, a, b, op);
}

FAST int fast_compare_truth(TASK, Value a, Value b, int64_t op)
{
    if (LIKELY(both_small(a, b)))
        return compare_words((int64_t)a, (int64_t)b, op);
    if (both_tagged_floats(a, b))
        return compare_doubles(value_tagged_float(a), value_tagged_float(b), op);
    return slow_compare_truth(task, a, b, op);
}

FAST int fast_truth(TASK, Value v)
{
    if (LIKELY(value_is_bool(v)))
        return v == VALUE_TRUE;
    if (value_is_small_int(v))
        return v != value_from_small_int(0);
    if (v == VALUE_NONE)
        return 0;
    if (value_is_pointer(v) && object_shape((void *)v) == &shape_list)
        return __atomic_load_n(&((PyList *)v)->size, __ATOMIC_RELAXED) != 0;
    return object_truth(task, v);
}

FAST int fast_contains(TASK, Value item, Value container) { return slow_contains(task, item, container); }

FAST bool fast_is(TASK, Value a, Value b) { return a == b || (value_is_pointer(a) && value_is_pointer(b) && value_is(a, b)); }

FAST bool fast_is_type(TASK, Value v, int64_t types)
{
    if ((types & TYPE_INT) && value_is_small_int(v))
        return true;
    if ((types & TYPE_FLOAT) && value_is_tagged_float(v))
        return true;
    if ((types & TYPE_BOOL) && value_is_bool(v))
        return true;
    if ((types & TYPE_NONE) && v == VALUE_NONE)
        return true;
    if ((types & TYPE_UNBOUND) && v == VALUE_UNBOUND)
        return true;
    if ((types & TYPE_STOP) && v == VALUE_STOP)
        return true;
    if (!(types & ~(int64_t)(TYPE_INT | TYPE_BOOL | TYPE_NONE | TYPE_UNBOUND | TYPE_STOP)) || !value_is_pointer(v))
        return false;
    const Shape *shape = object_shape((void *)v);
    return ((types & TYPE_FLOAT) && shape == &shape_float) || ((types & TYPE_BIGINT) && shape == &shape_int)
           || ((types & TYPE_STR) && shape == &shape_str) || ((types & TYPE_BYTES) && shape == &shape_bytes)
           || ((types & TYPE_TUPLE) && shape == &shape_tuple) || ((types & TYPE_LIST) && shape == &shape_list)
           || ((types & TYPE_DICT) && shape == &shape_dict) || ((types & TYPE_SET) && shape == &shape_set)
           || ((types & TYPE_FUNCTION) && shape->type == &type_function) || ((types & TYPE_CELL) && shape == &shape_cell)
           || ((types & TYPE_RANGE) && shape == &shape_range) || ((types & TYPE_BYTEARRAY) && shape == &shape_bytearray);
}

FAST Value fast_box_i64(TASK, int64_t i) { return LIKELY(small_int_fits(i)) ? value_from_small_int(i) : slow_box_i64(task, i); }

FAST int64_t fast_unbox_i64(TASK, Value v)
{
    if (LIKELY(value_is_small_int(v)))
        return value_small_int(v);
    const PyInt *i = (PyInt *)v;
    return (int64_t)(i->size < 0 ? -i->limbs[0] : i->limbs[0]);
}

FAST Value fast_box_f64_bits(TASK, int64_t bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    Value v = float_rotate(d);
    return LIKELY(v & 2) ? v : slow_box_f64(task, d);
}

FAST int64_t fast_unbox_f64_bits(TASK, Value v)
{
    double d = LIKELY(value_is_tagged_float(v)) ? value_tagged_float(v) : ((PyFloat *)v)->value;
    int64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

/* ---- globals and cells ---------------------------------------------------------------------------------- */

FAST Value fast_load_global(TASK, const void *cell, const void *builtin, Value name)
{
    Value v = slot_load(&((const GlobalCell *)cell)->value);
    if (LIKELY(v != 0))
        return v;
    if (builtin) {
        v = slot_load(&((const GlobalCell *)builtin)->value);
        if (LIKELY(v != 0))
            return v;
    }
    return global_load_slow(task, name);
}

FAST void fast_store_global(TASK, const void *cell, Value value, Value name, const void *module)
{
    Slot *slot = &((GlobalCell *)cell)->value;
    if (LIKELY(slot_load(slot) != 0))
        gc_store(slot, value);
    else
        global_store_slow(task, cell, value, name, module);
}

FAST Value fast_new_cell(TASK, Value value)
{
    Cell *cell = gc_new(task, Cell);
    if (UNLIKELY(!cell))
        return 0;
    cell->head.shape = &shape_cell;
    gc_init(&cell->value, value == VALUE_UNBOUND ? 0 : value);
    return value_from_object(cell);
}

FAST Value fast_load_cell(TASK, Value cell, Value name, int64_t is_free)
{
    Value v = slot_load(&((Cell *)cell)->value);
    return LIKELY(v != 0) ? v : slow_load_cell(task, name, is_free);
}

FAST void fast_store_cell(TASK, Value cell, Value value)
{
    gc_store(&((Cell *)cell)->value, value == VALUE_UNBOUND ? 0 : value);
}

FAST Value fast_free_var(TASK, Value callee, int64_t index)
{
    const PyTuple *closure = (PyTuple *)slot_load(&((PyFunction *)callee)->closure);
    return slot_load(&closure->items[index]);
}

/* ---- attributes -------------------------------------------------------------------------------------------- */

/* The index that the cache holds for this object's shape, or -1. */
ALWAYS_INLINE int64_t cached_index(Value object, const void *cache)
{
    uint64_t word = __atomic_load_n((const uint64_t *)cache, __ATOMIC_RELAXED);
    return LIKELY(word >> 16 == (uint64_t)object_shape((void *)object)) ? (int64_t)(word & 0xffff) : -1;
}

FAST Value fast_load_attr(TASK, Value object, Value name, const void *cache)
{
    if (LIKELY(value_is_pointer(object))) {
        int64_t index = cached_index(object, cache);
        if (LIKELY((uint64_t)index < CACHE_SLOT)) {
            Value v = slot_load((Slot *)object + index);
            if (LIKELY(v != 0))
                return v;
        }
    }
    return attribute_load_slow(task, object, name, (uint64_t *)cache);
}

FAST bool fast_store_attr(TASK, Value object, Value name, Value value, const void *cache)
{
    if (LIKELY(value_is_pointer(object))) {
        int64_t index = cached_index(object, cache);
        if (LIKELY((uint64_t)index < CACHE_SLOT)) {          /* an absent attribute comes back to its slot */
            gc_store((Slot *)object + index, value);
            return true;
        }
    }
    return attribute_store_slow(task, object, name, value, (uint64_t *)cache);
}

FAST void *fast_call_direct(TASK, Value callee, int64_t count, const void *words)
{
    if (LIKELY(value_is_pointer(callee)) && LIKELY(object_shape((void *)callee)->flags & SHAPE_CALLABLE)) {
        const CallRecord *record = pointer_load(((Callable *)callee)->record);
        if (LIKELY(record && record->arity == count)) {
            *(Value *)words = callee;
            return record->direct;
        }
        if (record && record->arity > count)
            return call_direct_slow(task, callee, count, (Value *)words);
    }
    return NULL;
}

FAST void *fast_method_direct(TASK, Value object, Value name, const void *cache, int64_t count, const void *words)
{
    if (UNLIKELY(!value_is_pointer(object)))
        return NULL;
    int64_t index = cached_index(object, cache) - CACHE_VECTOR;
    if (LIKELY(index >= 0)) {
        const ClassVector *vector = pointer_load(object_shape((void *)object)->type->vector);
        const ClassCell *cell = pointer_load(vector->cells[index]);
        Value function = LIKELY(cell != NULL) && LIKELY(cell->kind == KIND_FUNCTION) ? slot_load(&cell->value) : 0;
        if (LIKELY(function != 0)) {
            const CallRecord *record = pointer_load(((Callable *)function)->record);
            if (LIKELY(record->arity == count + 1) || record->arity == -3 - count) {   /* -3 - n: a method in C */
                *(Value *)words = function;
                return record->direct;
            }
        }
    }
    return method_direct_slow(task, object, name, cache, count, (Value *)words);
}

/* ---- builtins ------------------------------------------------------------------------------------------------- */

FAST bool fast_is_builtin(TASK, Value callee, const void *direct, const void *general)
{
    if (UNLIKELY(!value_is_pointer(callee)) || UNLIKELY(object_shape((void *)callee) != &shape_builtin_function))
        return false;
    const CallRecord *record = pointer_load(((Callable *)callee)->record);
    return LIKELY(direct ? record->direct == direct : (const void *)record->general == general);
}

FAST Value fast_length(TASK, Value v)
{
    if (LIKELY(value_is_pointer(v))) {
        const Shape *shape = object_shape((void *)v);
        if (LIKELY(shape == &shape_list))
            return value_from_small_int(__atomic_load_n(&((PyList *)v)->size, __ATOMIC_RELAXED));
        if (shape == &shape_str)
            return value_from_small_int(((PyStr *)v)->length);
        if (shape == &shape_tuple)
            return value_from_small_int(((PyTuple *)v)->size);
    }
    return builtin_len(task, v);
}

FAST Value fast_extreme(TASK, Value best, Value item, int64_t op)
{
    if (UNLIKELY(best == 0))
        return 0;
    int better = fast_compare_truth(task, item, best, op);
    return UNLIKELY(better < 0) ? 0 : better ? item : best;
}

FAST bool fast_list_append(TASK, Value v, Value item)
{
    PyList *list = (PyList *)v;
    int64_t size = list->size;
    if (LIKELY(!runtime_parallel) && LIKELY(size < list->items->capacity)) {
        gc_store(&list->items->slots[size], item);
        list->size = size + 1;
        return true;
    }
    return list_append(task, v, item);
}

/* ---- items --------------------------------------------------------------------------------------------------- */

FAST Value fast_get_item(TASK, Value v, Value index)
{
    if (LIKELY(value_is_pointer(v)) && value_is_small_int(index)) {
        const Shape *shape = object_shape((void *)v);
        int64_t i = value_small_int(index);
        if (LIKELY(shape == &shape_list)) {
            const PyList *list = (PyList *)v;
            int64_t size = __atomic_load_n(&list->size, __ATOMIC_RELAXED);
            const ListItems *items = pointer_load(list->items);
            i += i < 0 ? size : 0;
            if (LIKELY((uint64_t)i < (uint64_t)size) && LIKELY(i < items->capacity)) {
                Value item = slot_load(&items->slots[i]);
                if (LIKELY(item != 0))
                    return item;
            }
        } else if (shape == &shape_tuple) {
            const PyTuple *tuple = (PyTuple *)v;
            i += i < 0 ? tuple->size : 0;
            if (LIKELY((uint64_t)i < (uint64_t)tuple->size))
                return slot_load(&tuple->items[i]);
        } else if (shape == &shape_bytearray && LIKELY(!runtime_parallel)) {
            const PyBytearray *bytes = (PyBytearray *)v;
            if (LIKELY((uint64_t)i < (uint64_t)bytes->size))
                return value_from_small_int(bytes->data[i]);
        }
    }
    return slow_get_item(task, v, index);
}

FAST bool fast_set_item(TASK, Value v, Value index, Value value)
{
    if (LIKELY(value_is_pointer(v)) && value_is_small_int(index) && LIKELY(!runtime_parallel)) {
        const Shape *shape = object_shape((void *)v);
        int64_t i = value_small_int(index);
        if (shape == &shape_list) {
            PyList *list = (PyList *)v;
            i += i < 0 ? list->size : 0;
            if (LIKELY((uint64_t)i < (uint64_t)list->size)) {
                gc_store(&list->items->slots[i], value);
                return true;
            }
        } else if (shape == &shape_bytearray) {
            PyBytearray *bytes = (PyBytearray *)v;
            if (LIKELY((uint64_t)i < (uint64_t)bytes->size) && LIKELY((value & ~(Value)0x3fc) == 1)) {  /* 0 to 255 */
                bytes->data[i] = (uint8_t)(value >> 2);
                return true;
            }
        }
    }
    return slow_set_item(task, v, index, value);
}

FAST Value fast_next(TASK, Value iterator)
{
    const Shape *shape = object_shape((void *)iterator);       /* ITER gives objects only */
    if (shape == &shape_range_iterator && LIKELY(!runtime_parallel)) {
        PyRangeIterator *it = (PyRangeIterator *)iterator;
        int64_t next = it->next;
        if (it->remaining <= 0)
            return VALUE_STOP;
        if (LIKELY(small_int_fits(next))) {
            it->remaining--;
            it->next = (int64_t)((uint64_t)next + (uint64_t)it->step);
            return value_from_small_int(next);
        }
    } else if (shape == &shape_list_iterator && LIKELY(!runtime_parallel)) {
        PySequenceIterator *it = (PySequenceIterator *)iterator;
        const PyList *list = (PyList *)slot_load(&it->sequence);
        if (LIKELY(list != NULL) && LIKELY((uint64_t)it->index < (uint64_t)list->size))
            return slot_load(&list->items->slots[it->index++]);
    } else if (shape == &shape_tuple_iterator && LIKELY(!runtime_parallel)) {
        PySequenceIterator *it = (PySequenceIterator *)iterator;
        const PyTuple *tuple = (PyTuple *)slot_load(&it->sequence);
        if (LIKELY(tuple != NULL) && LIKELY((uint64_t)it->index < (uint64_t)tuple->size))
            return slot_load(&tuple->items[it->index++]);
    }
    return shape->type->slots.next(task, iterator);
}

FAST Value fast_unpack(TASK, Value v, int64_t count)
{
    if (LIKELY(value_is_exact_tuple(v)) && LIKELY(((PyTuple *)v)->size == count))
        return v;
    return slow_unpack(task, v, count);
}

FAST Value fast_tuple_item(TASK, Value tuple, int64_t index) { return slot_load(&((PyTuple *)tuple)->items[index]); }

/* ---- generators ----------------------------------------------------------------------------------------------- */

FAST Value fast_generator_load(TASK, Value generator, int64_t index) { return slot_load(&((PyGenerator *)generator)->slots[index]); }

FAST void fast_generator_store(TASK, Value generator, int64_t index, Value value)
{
    gc_store(&((PyGenerator *)generator)->slots[index], value);
}

FAST void fast_generator_suspend(TASK, Value generator, int64_t state) { ((PyGenerator *)generator)->state = state; }

FAST int64_t fast_generator_state(TASK, Value generator) { return ((PyGenerator *)generator)->state; }

/* ---- items at raw indices; unpacking without a tuple ------------------------------------------------------------ */

FAST Value fast_get_item_at(TASK, Value v, int64_t index)
{
    if (LIKELY(value_is_pointer(v)) && LIKELY(object_shape((void *)v) == &shape_list)) {
        const PyList *list = (PyList *)v;
        int64_t size = __atomic_load_n(&list->size, __ATOMIC_RELAXED);
        const ListItems *items = pointer_load(list->items);
        int64_t i = index + (UNLIKELY(index < 0) ? size : 0);
        if (LIKELY((uint64_t)i < (uint64_t)size) && LIKELY(i < items->capacity)) {
            Value item = slot_load(&items->slots[i]);
            if (LIKELY(item != 0))
                return item;
        }
    }
    return fast_get_item(task, v, fast_box_i64(task, index));
}

FAST bool fast_set_item_at(TASK, Value v, int64_t index, Value value)
{
    if (LIKELY(value_is_pointer(v)) && LIKELY(!runtime_parallel)) {
        const Shape *shape = object_shape((void *)v);
        if (shape == &shape_list) {
            PyList *list = (PyList *)v;
            int64_t i = index + (UNLIKELY(index < 0) ? list->size : 0);
            if (LIKELY((uint64_t)i < (uint64_t)list->size)) {
                gc_store(&list->items->slots[i], value);
                return true;
            }
        } else if (shape == &shape_bytearray) {
            PyBytearray *bytes = (PyBytearray *)v;
            if (LIKELY((uint64_t)index < (uint64_t)bytes->size) && LIKELY((value & ~(Value)0x3fc) == 1)) {   /* 0 to 255 */
                bytes->data[index] = (uint8_t)(value >> 2);
                return true;
            }
        }
    }
    return slow_set_item(task, v, fast_box_i64(task, index), value);
}

/* The address is good until the next poll, call or allocation. */
FAST void *fast_unpack_items(TASK, Value v, int64_t count)
{
    if (LIKELY(value_is_pointer(v))) {
        const Shape *shape = object_shape((void *)v);
        if (shape == &shape_tuple && LIKELY(((PyTuple *)v)->size == count))
            return ((PyTuple *)v)->items;
        if (shape == &shape_list && LIKELY(((PyList *)v)->size == count) && LIKELY(!runtime_parallel))
            return ((PyList *)v)->items->slots;
    }
    Value tuple = slow_unpack(task, v, count);
    return tuple ? ((PyTuple *)tuple)->items : NULL;
}

FAST Value fast_next_pair(TASK, Value iterator, const void *words)
{
    const PyType *type = object_shape((void *)iterator)->type;
    if (type == &type_enumerate || type == &type_zip)
        return next_pair(task, iterator, words);
    return fast_next(task, iterator);
}
