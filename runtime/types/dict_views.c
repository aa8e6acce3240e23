/* Views and iterators of dict. A view is a reference to the dict; views of keys and items are
   sets in what they can do. An iterator holds the dict, a position and the size it began with,
   and raises CPython's errors when the size changes. */
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/dict.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"

typedef struct PyDictView { Object head; Slot dict; } PyDictView;
typedef struct PyDictIterator {
    Object head;
    Slot dict;                  /* zero once exhausted */
    int64_t position;           /* forward: next entry; reversed: entries below it remain */
    int64_t used;               /* size at the start; -1 after it changed */
    int64_t remaining;          /* for __length_hint__ */
    int32_t part;
    int32_t reversed;
} PyDictIterator;

static Value viewed(Value view) { return ((PyDictView *)view)->dict.word; }
static DictPart view_part(Value view)
{
    PyType *type = type_of(view);
    return type == &type_dict_keys ? DICT_KEYS : type == &type_dict_values ? DICT_VALUES : DICT_ITEMS;
}

RT Value dict_view_new(TASK, Value dict, DictPart part)
{
    PyDictView *view = gc_new(task, PyDictView);
    if (view == NULL)
        return 0;
    view->head.shape = part == DICT_KEYS ? &shape_dict_keys : part == DICT_VALUES ? &shape_dict_values : &shape_dict_items;
    gc_init(&view->dict, dict);
    return value_from_object(view);
}

/* The exact dict, or that behind an exact view; zero: the value is neither. */
static Value dict_behind(Value v, DictPart *part)
{
    PyType *type = type_of(v);
    *part = DICT_KEYS;
    if (type == &type_dict)
        return v;
    if (type != &type_dict_keys && type != &type_dict_values && type != &type_dict_items)
        return 0;
    *part = view_part(v);
    return viewed(v);
}

RT int dict_append_all(TASK, Value list, Value v)
{
    enum { SHORT = 4096 };
    DictPart part;
    Value dict = dict_behind(v, &part), words[2];
    if (!dict)
        return 0;
    if (runtime_parallel || dict_length(task, dict) > SHORT)
        dict = dict_copy(task, dict);
    int64_t position = 0;
    for (int64_t turns = 1; dict && dict_next(task, dict, &position, &words[0], &words[1]); turns++) {
        Value item = part == DICT_ITEMS ? tuple_from(task, words, 2) : words[part == DICT_VALUES];
        if (!item || !list_append(task, list, item) || (turns % SHORT == 0 && !runtime_poll(task)))
            return -1;
    }
    return dict ? 1 : -1;
}

/* ---- iterators ---- */

RT Value dict_iterator_new(TASK, Value dict, DictPart part, bool reversed)
{
    static Shape *const shapes[2][3] = {
        {&shape_dict_keyiterator, &shape_dict_valueiterator, &shape_dict_itemiterator},
        {&shape_dict_reversekeyiterator, &shape_dict_reversevalueiterator, &shape_dict_reverseitemiterator}};
    if (reversed && dict_storage(dict) != NULL) {       /* walked on a copy: a storage only goes forward */
        dict = dict_copy(task, dict);
        if (!dict)
            return 0;
    }
    PyDictIterator *it = gc_new(task, PyDictIterator);
    if (it == NULL)
        return 0;
    it->head.shape = shapes[reversed][part];
    gc_init(&it->dict, dict);
    it->used = it->remaining = dict_length(task, dict);
    it->position = reversed ? pointer_load(((PyDict *)dict)->table)->last : 0;
    it->part = part;
    it->reversed = reversed;
    return value_from_object(it);
}

static bool step_back(Value dict, int64_t *position, Value *key, Value *value)
{
    DictTable *table = __atomic_load_n(&((PyDict *)dict)->table, __ATOMIC_ACQUIRE);
    int64_t i = *position < table->last ? *position : table->last;
    for (i--; i >= table->first; i--) {
        *key = slot_load(&table->entries[i].key);
        *value = slot_load(&table->entries[i].value);
        if (*key && *value) {
            *position = i;
            return true;
        }
    }
    return false;
}

/* Takes the next entry for this caller alone. */
static bool claim_entry(struct Task *task, PyDictIterator *it, Value dict, Value *key, Value *value)
{
    for (;;) {
        int64_t seen = __atomic_load_n(&it->position, __ATOMIC_RELAXED), position = seen;
        bool found = it->reversed ? step_back(dict, &position, key, value)
                                  : dict_next(task, dict, &position, key, value);
        if (!found)
            return false;
        if (!runtime_parallel) {
            it->position = position;
            return true;
        }
        if (__atomic_compare_exchange_n(&it->position, &seen, position, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            return true;
    }
}

static RT Value dict_iterator_next(TASK, Value self)
{
    PyDictIterator *it = (PyDictIterator *)self;
    Value dict = slot_load(&it->dict), key, value;
    if (!dict)
        return VALUE_STOP;
    if (it->used != dict_length(task, dict)) {
        it->used = -1;
        return raise_error(task, &type_RuntimeError, "dictionary changed size during iteration");
    }
    if (!claim_entry(task, it, dict, &key, &value)) {
        gc_store(&it->dict, 0);
        return VALUE_STOP;
    }
    if (it->remaining-- <= 0 && dict_storage(dict) == NULL && !runtime_parallel) {
        gc_store(&it->dict, 0);
        return raise_error(task, &type_RuntimeError, "dictionary keys changed during iteration");
    }
    if (it->part != DICT_ITEMS)
        return it->part == DICT_KEYS ? key : value;
    Value pair[2] = {key, value};
    return tuple_from(task, pair, 2);
}

static RT Value dict_iterator_length_hint(TASK, Value self)
{
    PyDictIterator *it = (PyDictIterator *)self;
    Value dict = slot_load(&it->dict);
    bool valid = dict && it->used == dict_length(task, dict);
    return int_from_i64(task, valid ? it->remaining : 0);
}

static RT Value dict_iterator_reduce(TASK, Value self)
{
    PyDictIterator *it = (PyDictIterator *)self, rest = *it;
    Value list = list_new(task, 0), dict = slot_load(&it->dict), key, value;
    while (list && dict && (rest.reversed ? step_back(dict, &rest.position, &key, &value)
                                          : dict_next(task, dict, &rest.position, &key, &value))) {
        Value pair[2] = {key, value}, item = it->part == DICT_KEYS ? key : value;
        if (it->part == DICT_ITEMS)
            item = tuple_from(task, pair, 2);
        if (!item || !list_append(task, list, item))
            return 0;
    }
    Value builtins = str_intern_c(task, "builtins"), module = builtins ? import_module_c(task, "builtins") : 0;
    Value iter = module ? object_get_attr(task, module, NAME(iter)) : 0;
    Value args = list && iter ? tuple_from(task, &list, 1) : 0, state[2] = {iter, args};
    return args ? tuple_from(task, state, 2) : 0;
}

METHOD_TABLE_BEGIN(dict_iterator)
    METHOD(__length_hint__, "(self, /)", dict_iterator_length_hint, INT, RAISES, "How many items are still to come.")
    METHOD(__reduce__, "(self, /)", dict_iterator_reduce, OBJ, RAISES, "What pickle and copy need to rebuild it.")
METHOD_TABLE_END

#define DICT_ITERATOR(id)                                                                   \
    DEFINE_TYPE(id, #id, .basic_size = sizeof(PyDictIterator), .methods = dict_iterator_methods, \
                .slots = {.iter = identity_iter, .next = dict_iterator_next})
DICT_ITERATOR(dict_keyiterator);
DICT_ITERATOR(dict_valueiterator);
DICT_ITERATOR(dict_itemiterator);
DICT_ITERATOR(dict_reversekeyiterator);
DICT_ITERATOR(dict_reversevalueiterator);
DICT_ITERATOR(dict_reverseitemiterator);

/* ---- views: slots ---- */

static RT Value view_repr(TASK, Value self)
{
    ReprGuard guard;
    if (!stack_check(task))
        return 0;
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_from_c(task, "...");
    Value items = dict_snapshot(task, viewed(self), view_part(self));
    Value text = items ? str_format(task, "%T(%R)", self, items) : 0;
    repr_leave(task, &guard);
    return text;
}

static RT int64_t view_length(TASK, Value self) { return dict_length(task, viewed(self)); }
static RT Value view_iter(TASK, Value self) { return dict_iterator_new(task, viewed(self), view_part(self), false); }
static RT Value view_reversed(TASK, Value self) { return dict_iterator_new(task, viewed(self), view_part(self), true); }
static RT int keys_contains(TASK, Value self, Value key) { return dict_contains(task, viewed(self), key); }

static RT int items_contains(TASK, Value self, Value pair)
{
    if (!value_is_tuple(pair) || tuple_size(pair) != 2)
        return 0;
    Value value = dict_get(task, viewed(self), tuple_get(pair, 0));
    if (!value || value == VALUE_UNBOUND)
        return value ? 0 : -1;
    return object_equal(task, value, tuple_get(pair, 1));
}

/* ---- views as sets ---- */

static bool is_set_view(Value v)
{
    return value_is_instance(v, &type_dict_keys) || value_is_instance(v, &type_dict_items);
}

static int all_contained(struct Task *task, Value items, Value container)
{
    Value iterator = object_iter(task, items);
    if (!iterator)
        return -1;
    for (;;) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return 1;
        int found = item ? object_contains(task, container, item) : -1;
        if (found <= 0)
            return found;
    }
}

static RT Value view_compare(TASK, Value a, Value b, int op)
{
    if (!is_set_view(a) || !(value_has_flag(b, TYPE_FLAG_SET_SUBCLASS) || is_set_view(b)))
        return VALUE_NOTIMPLEMENTED;
    int64_t m = object_length(task, a), n = m < 0 ? -1 : object_length(task, b);
    int result = 0;
    if (n < 0)
        return 0;
    switch (op) {
    case COMPARE_EQ: case COMPARE_NE: result = m == n ? all_contained(task, a, b) : 0; break;
    case COMPARE_LT: result = m < n ? all_contained(task, a, b) : 0; break;
    case COMPARE_LE: result = m <= n ? all_contained(task, a, b) : 0; break;
    case COMPARE_GT: result = m > n ? all_contained(task, b, a) : 0; break;
    case COMPARE_GE: result = m >= n ? all_contained(task, b, a) : 0; break;
    }
    return result < 0 ? 0 : value_from_bool(op == COMPARE_NE ? !result : result);
}

static bool operands(Value a, Value b)
{
    PyType *first = type_of(a), *second = type_of(b);
    return is_set_view(a) ? second->slots.iter || second->slots.get_item : first->slots.iter && is_set_view(b);
}

static Value as_set(struct Task *task, Value v)
{
    Value set = set_new(task);
    return set && set_update(task, set, v) ? set : 0;
}

static RT Value view_and(TASK, Value a, Value b)
{
    if (!is_set_view(a) && !is_set_view(b))
        return VALUE_NOTIMPLEMENTED;
    if (!is_set_view(a) || (is_set_view(b) && view_length(task, b) > view_length(task, a))) {
        Value other = a;
        a = b;
        b = other;
    }
    Value result = set_new(task), iterator = result ? object_iter(task, b) : 0;
    if (!iterator)
        return 0;
    for (;;) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return result;
        int found = item ? object_contains(task, a, item) : -1;
        if (found < 0 || (found && !set_add(task, result, item)))
            return 0;
    }
}

static RT Value view_or(TASK, Value a, Value b)
{
    if (!operands(a, b))
        return VALUE_NOTIMPLEMENTED;
    Value set = as_set(task, a);
    return set && set_update(task, set, b) ? set : 0;
}

static RT Value view_subtract(TASK, Value a, Value b)
{
    if (!operands(a, b))
        return VALUE_NOTIMPLEMENTED;
    Value set = as_set(task, a);
    return set && set_difference_update(task, set, b) ? set : 0;
}

static RT Value view_xor(TASK, Value a, Value b)
{
    if (!operands(a, b))
        return VALUE_NOTIMPLEMENTED;
    Value set = as_set(task, a);
    return set && set_symmetric_difference_update(task, set, b) ? set : 0;
}

static RT Value view_isdisjoint(TASK, Value self, Value other)
{
    Value iterator = object_iter(task, other);
    if (!iterator)
        return 0;
    for (;;) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return VALUE_TRUE;
        int found = item ? object_contains(task, self, item) : -1;
        if (found)
            return found < 0 ? 0 : VALUE_FALSE;
    }
}

static RT Value view_mapping(TASK, Value self) { return mappingproxy_new(task, viewed(self)); }

METHOD_TABLE_BEGIN(dict_set_view)
    METHOD(isdisjoint, "(self, other, /)", view_isdisjoint, BOOL, RAISES, "Say whether the view and the iterable share no item.")
    METHOD(__reversed__, "(self, /)", view_reversed, OBJ, RAISES, "Iterate from the latest item to the first.")
METHOD_TABLE_END
METHOD_TABLE_BEGIN(dict_values)
    METHOD(__reversed__, "(self, /)", view_reversed, OBJ, RAISES, "Iterate from the latest item to the first.")
METHOD_TABLE_END
static const GetSetDef view_getsets[] = {{"mapping", view_mapping, NULL, "a read-only proxy of the dictionary"}, {.name = NULL}};

#define SET_VIEW_SLOTS(contained)                                                                          \
    {.repr = view_repr, .hash = container_unhashable, .compare = view_compare,                             \
     .binary = {[1] = view_subtract, [9] = view_or, [10] = view_xor, [11] = view_and}, .length = view_length, \
     .contains = contained, .iter = view_iter}
DEFINE_TYPE(dict_keys, "dict_keys", .basic_size = sizeof(PyDictView), .methods = dict_set_view_methods,
            .getsets = view_getsets, .slots = SET_VIEW_SLOTS(keys_contains));
DEFINE_TYPE(dict_items, "dict_items", .basic_size = sizeof(PyDictView), .methods = dict_set_view_methods,
            .getsets = view_getsets, .slots = SET_VIEW_SLOTS(items_contains));
DEFINE_TYPE(dict_values, "dict_values", .basic_size = sizeof(PyDictView), .methods = dict_values_methods,
            .getsets = view_getsets, .slots = {.repr = view_repr, .length = view_length, .iter = view_iter});
