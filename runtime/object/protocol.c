/* What the builtins and statements do to any object: text, truth, length, items, iteration,
   hashing, conversion, instance tests. */
#include "runtime/abi/entries.h"
#include "runtime/object/errors.h"
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- text --------------------------------------------------------------------------------------- */

static Value check_str(struct Task *task, Value result, const char *method)
{
    if (!result || value_is_str(result))
        return result;
    return raise_error(task, &type_TypeError, "%s returned non-string (type %T)", method, result);
}

RT Value object_repr(TASK, Value v)
{
    if (!stack_check(task))
        return 0;
    return check_str(task, type_of(v)->slots.repr(task, v), "__repr__");
}

RT Value object_str(TASK, Value v)
{
    if (value_is_exact_str(v))
        return v;
    UnaryFn own = type_of(v)->slots.str;
    if (!own)
        return object_repr(task, v);
    if (!stack_check(task))
        return 0;
    return check_str(task, own(task, v), "__str__");
}

/* ---- truth, length, hash -------------------------------------------------------------------------- */

RT int object_truth(TASK, Value v)
{
    if (value_is_bool(v))
        return value_bool(v);
    if (v == VALUE_NONE)
        return 0;
    const TypeSlots *slots = &type_of(v)->slots;
    if (slots->truth)
        return slots->truth(task, v);
    if (!slots->length)
        return 1;
    int64_t n = slots->length(task, v);
    return n < 0 ? -1 : n > 0;
}

RT int64_t object_length(TASK, Value v)
{
    const TypeSlots *slots = &type_of(v)->slots;
    if (slots->length)
        return slots->length(task, v);
    raise_error(task, &type_TypeError, "object of type '%T' has no len()", v);
    return -1;
}

RT Value object_length_entry(TASK, Value v)
{
    int64_t n = object_length(task, v);
    return n < 0 ? 0 : int_from_i64(task, n);
}

RT int64_t object_hash(TASK, Value v)
{
    if (value_is_small_int(v) && int_hashes_to_itself(value_small_int(v)))
        return value_small_int(v);
    const TypeSlots *slots = &type_of(v)->slots;
    if (slots->hash)
        return slots->hash(task, v);
    raise_error(task, &type_TypeError, "unhashable type: '%T'", v);
    return -1;
}

RT int64_t object_length_hint(TASK, Value v, int64_t otherwise)
{
    if (type_of(v)->slots.length) {
        int64_t n = object_length(task, v);
        if (n >= 0 || !exception_matches(task, &type_TypeError))
            return n;
        exception_clear(task);
    }
    Value hint = call_special(task, v, NAME(__length_hint__), NULL, 0);
    if (!hint) {
        if (!exception_matches(task, &type_TypeError))
            return -1;
        exception_clear(task);
        return otherwise;
    }
    if (hint == VALUE_UNBOUND || hint == VALUE_NOTIMPLEMENTED)
        return otherwise;
    int64_t n;
    if (!value_is_int(hint))
        return fail_int(raise_error(task, &type_TypeError, "__length_hint__ must be an integer, not %T", hint));
    if (!value_to_i64(task, hint, &n))
        return -1;
    return n >= 0 ? n : fail_int(raise_error(task, &type_ValueError, "__length_hint__() should return >= 0"));
}

/* ---- items ------------------------------------------------------------------------------------------- */

static Value class_item(struct Task *task, Value cls, Value index)
{
    if ((PyType *)cls == &type_type) {
        Value args[2] = {cls, index};
        return object_call(task, value_from_object(&type_generic_alias), args, 2, 0);
    }
    Value method = object_get_attr_or_unbound(task, cls, NAME(__class_getitem__));
    if (method == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "type '%s' is not subscriptable", type_name((PyType *)cls));
    return method ? call_one(task, method, index) : 0;
}

RT Value object_get_item(TASK, Value v, Value index)
{
    BinaryFn own = type_of(v)->slots.get_item;
    if (own)
        return own(task, v, index);
    if (value_is_type(v))
        return class_item(task, v, index);
    return raise_error(task, &type_TypeError, "'%T' object is not subscriptable", v);
}

RT int object_set_item(TASK, Value v, Value index, Value value)
{
    const TypeSlots *slots = &type_of(v)->slots;
    if (slots->set_item)
        return slots->set_item(task, v, index, value);
    return fail_int(raise_error(task, &type_TypeError, value == VALUE_UNBOUND ? "'%T' object doesn't support item deletion"
                                                                              : "'%T' object does not support item assignment", v));
}

RT bool item_delete(TASK, Value v, Value index) { return object_set_item(task, v, index, VALUE_UNBOUND) >= 0; }

RT int object_contains(TASK, Value container, Value item)
{
    const TypeSlots *slots = &type_of(container)->slots;
    if (slots->contains)
        return slots->contains(task, container, item);
    if (!slots->iter && !slots->get_item)
        return fail_int(raise_error(task, &type_TypeError, "argument of type '%T' is not iterable", container));
    Value iterator = object_iter(task, container);
    if (!iterator)
        return -1;
    for (;;) {
        Value v = object_next(task, iterator);
        if (!v || v == VALUE_STOP)
            return v ? 0 : -1;
        int equal = object_equal(task, v, item);
        if (equal)
            return equal;
    }
}

/* ---- iteration ------------------------------------------------------------------------------------------ */

RT Value object_next_refused(TASK, Value v) { return raise_error(task, &type_TypeError, "'%T' object is not iterable", v); }

bool value_is_iterator(Value v)
{
    UnaryFn next = type_of(v)->slots.next;
    return next && next != object_next_refused;
}

RT Value object_iter(TASK, Value v)
{
    const PyType *type = type_of(v);
    if (type->slots.iter) {
        Value iterator = type->slots.iter(task, v);
        if (iterator && !value_is_iterator(iterator))
            return raise_error(task, &type_TypeError, "iter() returned non-iterator of type '%T'", iterator);
        return iterator;
    }
    if (type->slots.get_item && !value_is_dict(v) && type_lookup(type, NAME(__getitem__)))
        return sequence_iter(task, v);
    return raise_error(task, &type_TypeError, "'%T' object is not iterable", v);
}

RT Value object_next(TASK, Value iterator)
{
    UnaryFn next = type_of(iterator)->slots.next;
    return next ? next(task, iterator) : raise_error(task, &type_TypeError, "'%T' object is not an iterator", iterator);
}

RT Value async_iter(TASK, Value v)
{
    UnaryFn own = type_of(v)->slots.aiter;
    if (!own)
        return raise_error(task, &type_TypeError, "'async for' requires an object with __aiter__ method, got %T", v);
    Value iterator = own(task, v);
    if (iterator && !type_of(iterator)->slots.anext)
        return raise_error(task, &type_TypeError,
                           "'async for' received an object from __aiter__ that does not implement __anext__: %T", iterator);
    return iterator;
}

RT bool is_async_stop(TASK, Value exception)
{
    return value_is_instance(exception, &type_StopAsyncIteration);
}

RT Value async_next(TASK, Value iterator)
{
    UnaryFn own = type_of(iterator)->slots.anext;
    if (!own)
        return raise_error(task, &type_TypeError, "'async for' requires an iterator with __anext__ method, got %T", iterator);
    return own(task, iterator);
}

/* ---- numbers --------------------------------------------------------------------------------------------- */

RT Value object_index(TASK, Value v)
{
    if (value_is_int(v))
        return v;
    UnaryFn own = type_of(v)->slots.index;
    if (!own)
        return raise_error(task, &type_TypeError, "'%T' object cannot be interpreted as an integer", v);
    Value result = own(task, v);
    if (result && !value_is_int(result))
        return raise_error(task, &type_TypeError, "__index__ returned non-int (type %T)", result);
    if (result && !value_is_exact_int(result) &&
        !raise_warning(task, &type_DeprecationWarning, "__index__ returned non-int (type %T)" STRICT_SUBCLASS("int"), result))
        return 0;
    return result;
}

/* Of an int that does not fit; the caller raises. */
static bool index_word(struct Task *task, Value v, int64_t *result, bool clamp, bool *fits)
{
    *fits = true;
    if (value_is_small_int(v)) {
        *result = value_small_int(v);
        return true;
    }
    Value index = object_index(task, v);
    if (!index)
        return false;
    if (value_to_i64(task, index, result))
        return true;
    if (!exception_matches(task, &type_OverflowError))
        return false;
    exception_clear(task);
    if (clamp) {
        int negative = object_compare_truth(task, index, value_from_small_int(0), COMPARE_LT);
        *result = negative ? INT64_MIN : INT64_MAX;
        return negative >= 0;
    }
    *fits = false;
    return false;
}

static bool raise_misfit(struct Task *task, PyType *error, const char *format, Value v)
{
    raise_error(task, error, format, v);
    return false;
}

RT bool object_index_i64(TASK, Value v, int64_t *result, bool clamp)
{
    bool fits;
    return index_word(task, v, result, clamp, &fits) ||
           (!fits && raise_misfit(task, &type_OverflowError, "Python int too large to convert to C ssize_t", v));
}
RT bool object_subscript_i64(TASK, Value v, int64_t *result)
{
    bool fits;
    return index_word(task, v, result, false, &fits) ||
           (!fits && raise_misfit(task, &type_IndexError, "cannot fit '%T' into an index-sized integer", v));
}
RT bool object_count_i64(TASK, Value v, int64_t *result)
{
    bool fits;
    return index_word(task, v, result, false, &fits) ||
           (!fits && raise_misfit(task, &type_OverflowError, "cannot fit '%T' into an index-sized integer", v));
}

RT Value object_int(TASK, Value v)
{
    if (value_is_exact_int(v))
        return v;
    const TypeSlots *slots = &type_of(v)->slots;
    if (slots->to_int) {
        Value result = slots->to_int(task, v);
        if (result && !value_is_int(result))
            return raise_error(task, &type_TypeError, "__int__ returned non-int (type %T)", result);
        if (result && !value_is_exact_int(result) &&
            !raise_warning(task, &type_DeprecationWarning, "__int__ returned non-int (type %T)" STRICT_SUBCLASS("int"), result))
            return 0;
        return result ? int_exact(task, result) : 0;
    }
    if (slots->index) {
        Value result = object_index(task, v);
        return result ? int_exact(task, result) : 0;
    }
    Value truncated = call_special(task, v, NAME(__trunc__), NULL, 0);
    if (truncated != VALUE_UNBOUND) {
        if (truncated && !raise_warning(task, &type_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated."))
            return 0;
        if (!truncated || value_is_int(truncated))
            return truncated ? int_exact(task, truncated) : 0;
        if (type_of(truncated)->slots.index)
            return object_index(task, truncated);
        return raise_error(task, &type_TypeError, "__trunc__ returned non-Integral (type %T)", truncated);
    }
    if (value_is_str(v) || value_is_bytes(v))
        return call_one(task, value_from_object(&type_int), v);
    return raise_error(task, &type_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

RT bool object_double(TASK, Value v, double *result)
{
    if (value_is_float(v)) {
        *result = value_float(v);
        return true;
    }
    const TypeSlots *slots = &type_of(v)->slots;
    Value number;
    if (slots->to_float) {
        number = slots->to_float(task, v);
        if (number && !value_has_flag(number, TYPE_FLAG_FLOAT_SUBCLASS) && !value_is_float(number))
            number = raise_error(task, &type_TypeError, "%T.__float__ returned non-float (type %T)", v, number);
    } else if (slots->index) {
        Value index = object_index(task, v);
        number = index ? type_int.slots.to_float(task, index) : 0;
    } else {
        number = raise_error(task, &type_TypeError, "must be real number, not %T", v);
    }
    if (!number)
        return false;
    if (value_is_float(number))
        *result = value_float(number);
    else
        *result = ((PyFloat *)number)->value;
    return true;
}

/* id: of a number that has no object of its own, computed from its value, so that x is y exactly
   when the ids agree. Objects have their address, which is below these. */
int64_t object_id(Value v)
{
    if (value_is_pointer(v) && !value_has_shape(v, &shape_float) && !(value_has_shape(v, &shape_int)))
        return (int64_t)v;
    if (value_has_shape(v, &shape_float)) {
        double d = ((PyFloat *)v)->value;
        uint64_t bits;
        memcpy(&bits, &d, sizeof bits);
        return (int64_t)((bits * 0x9e3779b97f4a7c15u) >> 2 | (uint64_t)1 << 61);
    }
    if (value_has_shape(v, &shape_int)) {
        const PyInt *i = (PyInt *)v;
        if (i->size != 1 && i->size != -1)
            return (int64_t)v;
        return (int64_t)((i->limbs[0] * 0x9e3779b97f4a7c15u + (uint64_t)i->size) >> 2 | (uint64_t)1 << 61);
    }
    return (int64_t)(v & ~((uint64_t)1 << 63));
}
