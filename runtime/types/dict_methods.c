/* dict as Python sees it: the type, its slots and methods, and the entries for compiled code. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

/* ---- construction ---- */

static RT Value dict_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if (type == &type_dict)
        return dict_new(task);
    PyDict *dict = object_alloc(task, type, 0);
    if (dict == NULL)
        return 0;
    dict->table = &dict_empty_table;
    return value_from_object(dict);
}

static bool update_keywords(struct Task *task, Value self, Value *values, Value kwnames)
{
    for (int64_t i = 0; kwnames && i < tuple_size(kwnames); i++)
        if (!dict_set(task, self, tuple_get(kwnames, i), values[i]))
            return false;
    return true;
}

static RT int dict_init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_count(task, "dict", nargs, 0, 1))
        return -1;
    if (nargs && !dict_update(task, self, args[0]))
        return -1;
    return update_keywords(task, self, args + nargs, kwnames) ? 0 : -1;
}

/* ---- protocol slots ---- */

static bool repr_entries(struct Task *task, StrBuilder *builder, Value items)
{
    for (int64_t i = 0; i < list_size(items); i++) {
        Value pair = list_peek(items, i);
        Value key = object_repr(task, tuple_get(pair, 0));
        if (!key || (i && !builder_ascii(builder, ", ", 2)) || !builder_str(builder, key) ||
            !builder_ascii(builder, ": ", 2))
            return false;
        Value value = object_repr(task, tuple_get(pair, 1));
        if (!value || !builder_str(builder, value))
            return false;
    }
    return true;
}

RT Value dict_repr(TASK, Value self)
{
    ReprGuard guard;
    StrBuilder builder;
    if (!stack_check(task))
        return 0;
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_from_c(task, "{...}");
    Value items = dict_snapshot(task, self, DICT_ITEMS);
    builder_start(&builder, task);
    builder_char(&builder, '{');
    bool good = items && repr_entries(task, &builder, items);
    repr_leave(task, &guard);
    return good && builder_char(&builder, '}') ? builder_finish(&builder) : 0;
}

static int dicts_equal(struct Task *task, Value a, Value b)
{
    Value key, value;
    if (dict_length(task, a) != dict_length(task, b))
        return 0;
    if (!stack_check(task))
        return -1;
    for (int64_t position = 0; dict_next(task, a, &position, &key, &value);) {
        Value other = dict_get(task, b, key);
        if (!other)
            return -1;
        if (other == VALUE_UNBOUND)
            return 0;
        int equal = object_equal(task, value, other);
        if (equal <= 0)
            return equal;
    }
    return 1;
}

RT Value dict_compare(TASK, Value a, Value b, int op)
{
    if (!value_is_dict(a) || !value_is_dict(b) || (op != COMPARE_EQ && op != COMPARE_NE))
        return VALUE_NOTIMPLEMENTED;
    int equal = dicts_equal(task, a, b);
    return equal < 0 ? 0 : value_from_bool(equal == (op == COMPARE_EQ));
}

static RT Value dict_or(TASK, Value a, Value b)
{
    if (!value_is_dict(a) || !value_is_dict(b))
        return VALUE_NOTIMPLEMENTED;
    Value merged = dict_copy(task, a);
    return merged && dict_update(task, merged, b) ? merged : 0;
}

static RT Value dict_inplace_or(TASK, Value a, Value b) { return dict_update(task, a, b) ? a : 0; }

RT int64_t dict_length_slot(TASK, Value self) { return dict_length(task, self); }

static RT Value dict_get_item(TASK, Value self, Value key)
{
    Value value = dict_get(task, self, key);
    if (value != VALUE_UNBOUND)
        return value;
    if (type_of(self) != &type_dict) {
        value = call_special(task, self, NAME(__missing__), &key, 1);
        if (value != VALUE_UNBOUND)
            return value;
    }
    return raise_key_error(task, key);
}

static RT int dict_set_item(TASK, Value self, Value key, Value value)
{
    if (value != VALUE_UNBOUND)
        return dict_set(task, self, key, value) ? 0 : -1;
    int done = dict_delete(task, self, key);
    return done < 0 ? -1 : done ? 0 : fail_int(raise_key_error(task, key));
}

static RT int dict_contains_slot(TASK, Value self, Value key) { return dict_contains(task, self, key); }
static RT Value dict_iter(TASK, Value self) { return dict_iterator_new(task, self, DICT_KEYS, false); }
RT Value dict_reversed(TASK, Value self) { return dict_iterator_new(task, self, DICT_KEYS, true); }

/* ---- methods ---- */

static RT Value dict_method_get(TASK, Value self, Value key, Value otherwise)
{
    Value value = dict_get(task, self, key);
    return value == VALUE_UNBOUND ? otherwise : value;
}

static RT Value dict_method_keys(TASK, Value self) { return dict_view_new(task, self, DICT_KEYS); }
static RT Value dict_method_values(TASK, Value self) { return dict_view_new(task, self, DICT_VALUES); }
static RT Value dict_method_items(TASK, Value self) { return dict_view_new(task, self, DICT_ITEMS); }

static RT Value dict_method_pop(TASK, Value self, Value key, Value otherwise)
{
    Value value = dict_length(task, self) ? dict_take(task, self, key) : VALUE_UNBOUND;
    if (value != VALUE_UNBOUND)
        return value;
    return otherwise == VALUE_UNBOUND ? raise_key_error(task, key) : otherwise;
}

static RT Value dict_method_popitem(TASK, Value self)
{
    Value pair = dict_pop_item(task, self, true);
    if (pair != VALUE_UNBOUND)
        return pair;
    Value message = str_from_c(task, "popitem(): dictionary is empty");
    return message ? raise_key_error(task, message) : 0;
}

static RT Value dict_method_setdefault(TASK, Value self, Value key, Value value)
{
    return dict_setdefault(task, self, key, value);
}

static RT Value dict_method_update(TASK, Value self, Value args, Value kwargs)
{
    if (!arguments_count(task, "update", tuple_size(args), 0, 1))
        return 0;
    if (tuple_size(args) && !dict_update(task, self, tuple_get(args, 0)))
        return 0;
    return dict_length(task, kwargs) == 0 || dict_update(task, self, kwargs) ? VALUE_NONE : 0;
}

static RT Value dict_method_clear(TASK, Value self) { return dict_clear(task, self) ? VALUE_NONE : 0; }
static RT Value dict_method_copy(TASK, Value self) { return dict_copy(task, self); }

static RT Value dict_method_contains(TASK, Value self, Value key)
{
    int found = dict_contains(task, self, key);
    return found < 0 ? 0 : value_from_bool(found);
}

static RT Value dict_method_sizeof(TASK, Value self)
{
    DictTable *table = pointer_load(((PyDict *)self)->table);
    int64_t size = (int64_t)sizeof(PyDict) + table->capacity * (int64_t)sizeof(DictEntry);
    return int_from_i64(task, size + (table->capacity ? (int64_t)(table->mask + 1) * 4 : 0));
}

static RT Value dict_fromkeys(TASK, Value cls, Value iterable, Value value)
{
    Value dict = call_zero(task, cls), iterator = dict ? object_iter(task, iterable) : 0;
    if (!iterator)
        return 0;
    bool exact = value_is_exact_dict(dict);
    for (;;) {
        Value key = object_next(task, iterator);
        if (key == VALUE_STOP)
            return dict;
        if (!key || !(exact ? dict_set(task, dict, key, value) : object_set_item(task, dict, key, value) == 0))
            return 0;
    }
}

METHOD_TABLE_BEGIN(dict)
#include "runtime/types/dict.def"
METHOD_TABLE_END

/* ---- entries for compiled code ---- */

RT Value dict_from(TASK, const void *words, int64_t pairs)
{
    const Value *word = words;
    if (!stack_check(task))
        return 0;
    Value dict = dict_new_sized(task, pairs);
    for (int64_t i = 0; dict && i < pairs; i++)
        if (!dict_set(task, dict, word[2 * i], word[2 * i + 1]))
            return 0;
    return dict;
}

RT bool dict_set_entry(TASK, Value dict, Value key, Value value)
{
    return stack_check(task) && dict_set(task, dict, key, value);
}

static bool is_mapping(struct Task *task, Value v, int *failed)
{
    *failed = 0;
    if (value_is_dict(v))
        return true;
    Value keys = object_get_attr_or_unbound(task, v, NAME(keys));
    *failed = keys == 0;
    return keys && keys != VALUE_UNBOUND;
}

RT bool dict_update_entry(TASK, Value dict, Value other)
{
    int failed;
    if (!stack_check(task))
        return false;
    if (is_mapping(task, other, &failed))
        return dict_update(task, dict, other);
    if (!failed)
        raise_error(task, &type_TypeError, "'%T' object is not a mapping", other);
    return false;
}

/* ---- type object ---- */

DEFINE_TYPE(dict, "dict", .basic_size = sizeof(PyDict), .methods = dict_methods,
            .flags = TYPE_FLAG_BASE | TYPE_FLAG_DICT_SUBCLASS | TYPE_FLAG_MAPPING,
            .slots = {.repr = dict_repr, .hash = container_unhashable, .compare = dict_compare,
                      .binary = {[9] = dict_or}, .inplace = {[9] = dict_inplace_or}, .length = dict_length_slot,
                      .get_item = dict_get_item, .set_item = dict_set_item, .contains = dict_contains_slot,
                      .iter = dict_iter, .new_ = dict_new_slot, .init = dict_init_slot});
