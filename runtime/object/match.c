/* The match statement's questions. */
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/types/str.h"

RT bool match_sequence(TASK, Value v) { return value_has_flag(v, TYPE_FLAG_SEQUENCE); }
RT bool match_mapping(TASK, Value v) { return value_has_flag(v, TYPE_FLAG_MAPPING); }

static Value item_of(const PyTuple *tuple, int64_t i) { return slot_load(&tuple->items[i]); }

/* The value of a key, VALUE_UNBOUND when absent: by get(), which makes no entries in a defaultdict. */
static Value mapping_value(struct Task *task, Value mapping, Value key)
{
    if (value_is_exact_dict(mapping))
        return dict_get(task, mapping, key);
    Value get = object_get_attr(task, mapping, NAME(get));
    Value missing = get ? object_call(task, value_from_object(&type_object), NULL, 0, 0) : 0;
    Value found = missing ? call_two(task, get, key, missing) : 0;
    return found == missing && found ? VALUE_UNBOUND : found;
}

RT Value match_keys(TASK, Value subject, Value keys)
{
    const PyTuple *names = (PyTuple *)keys;
    Value seen = set_new(task), values = tuple_new(task, names->size);
    if (!seen || !values)
        return 0;
    for (int64_t i = 0; i < names->size; i++) {
        Value key = item_of(names, i);
        int repeated = object_contains(task, seen, key);
        if (repeated)
            return repeated < 0 ? 0 : raise_error(task, &type_ValueError, "mapping pattern checks duplicate key (%R)", key);
        if (!set_add(task, seen, key))
            return 0;
        Value value = mapping_value(task, subject, key);
        if (!value || value == VALUE_UNBOUND)
            return value ? VALUE_NONE : 0;
        gc_init(&((PyTuple *)values)->items[i], value);
    }
    return values;
}

RT Value mapping_rest(TASK, Value subject, Value keys)
{
    Value rest = dict_new(task);
    if (!rest || !dict_update_entry(task, rest, subject))
        return 0;
    for (int64_t i = 0; i < ((PyTuple *)keys)->size; i++)
        if (!item_delete(task, rest, item_of((PyTuple *)keys, i)))
            return 0;
    return rest;
}

/* Builtin classes whose single positional pattern is the subject itself. */
static bool matches_itself(const PyType *type)
{
    static const PyType *const whole[] = {&type_bool, &type_bytearray, &type_bytes, &type_dict, &type_float, &type_frozenset,
                                          &type_int, &type_list, &type_set, &type_str, &type_tuple};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (type_is_subtype(type, whole[i]))
            return true;
    return false;
}

/* Adds the attribute to the values, or gives false with *absent set, or with an exception. */
static bool take_attribute(struct Task *task, Value subject, Value cls, Value name, Value seen, Value values, bool *absent)
{
    int repeated = object_contains(task, seen, name);
    if (repeated > 0)
        raise_error(task, &type_TypeError, "%s() got multiple sub-patterns for attribute %R", type_name((PyType *)cls), name);
    if (repeated || !set_add(task, seen, name))
        return false;
    Value v = object_get_attr_or_unbound(task, subject, name);
    *absent = v == VALUE_UNBOUND;
    return v && !*absent && list_append(task, values, v);
}

static Value positional_names(struct Task *task, Value cls, int64_t count)
{
    Value names = object_get_attr_or_unbound(task, cls, NAME(__match_args__));
    if (!names)
        return 0;
    if (names == VALUE_UNBOUND)
        names = tuple_new(task, 0);
    else if (!value_is_exact_tuple(names))
        return raise_error(task, &type_TypeError, "%s.__match_args__ must be a tuple (got %T)", type_name((PyType *)cls), names);
    int64_t allowed = names ? ((PyTuple *)names)->size : 0;
    if (names && allowed < count)
        return raise_error(task, &type_TypeError, "%s() accepts %ld positional sub-pattern%s (%ld given)", type_name((PyType *)cls),
                           (long)allowed, allowed == 1 ? "" : "s", (long)count);
    return names;
}

RT Value match_class(TASK, Value subject, Value cls, int64_t count, Value keywords)
{
    if (!value_is_type(cls))
        return raise_error(task, &type_TypeError, "called match pattern must be a type");
    int instance = object_is_instance(task, subject, cls);
    if (instance <= 0)
        return instance < 0 ? 0 : VALUE_NONE;
    Value values = list_new(task, 0), seen = set_new(task);
    if (!values || !seen)
        return 0;
    bool absent = false;
    Value own = object_get_attr_or_unbound(task, cls, NAME(__match_args__));
    if (!own)
        return 0;
    if (count && own == VALUE_UNBOUND && matches_itself((PyType *)cls)) {
        if (count > 1)
            return raise_error(task, &type_TypeError, "%s() accepts 1 positional sub-pattern (%ld given)", type_name((PyType *)cls), (long)count);
        if (!list_append(task, values, subject))
            return 0;
    } else if (count) {
        Value names = positional_names(task, cls, count);
        for (int64_t i = 0; names && i < count; i++) {
            Value name = item_of((PyTuple *)names, i);
            if (!value_is_str(name))
                return raise_error(task, &type_TypeError, "__match_args__ elements must be strings (got %T)", name);
            if (!take_attribute(task, subject, cls, str_intern(task, name), seen, values, &absent))
                return absent ? VALUE_NONE : 0;
        }
        if (!names)
            return 0;
    }
    for (int64_t i = 0; i < ((PyTuple *)keywords)->size; i++)
        if (!take_attribute(task, subject, cls, item_of((PyTuple *)keywords, i), seen, values, &absent))
            return absent ? VALUE_NONE : 0;
    return list_to_tuple(task, values);
}
