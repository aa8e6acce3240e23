/* _functools: reduce, partial, cmp_to_key. (lru_cache is the library's own, in Python.) */
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static RT Value functools_reduce(TASK, Value function, Value iterable, Value initial)
{
    const TypeSlots *slots = &type_of(iterable)->slots;
    if (slots->iter == NULL && slots->get_item == NULL)
        return raise_error(task, &type_TypeError, "reduce() arg 2 must support iteration");
    Value iterator = object_iter(task, iterable), total = initial == VALUE_UNBOUND ? 0 : initial;
    while (iterator) {
        Value item = object_next(task, iterator);
        if (item == VALUE_STOP)
            return total ? total : raise_error(task, &type_TypeError, "reduce() of empty iterable with no initial value");
        total = item && total ? call_two(task, function, total, item) : item;
        if (!total)
            return 0;
    }
    return 0;
}

/* ---- partial ---- */

typedef struct PyPartial { Object head; Slot function, args, keywords; } PyPartial;
extern PyType type_partial, type_compare_key;
extern Shape shape_partial, shape_compare_key;
static PyPartial *as_partial(Value v) { return (PyPartial *)v; }

static Value joined(struct Task *task, Value first, const Value *words, int64_t n)
{
    int64_t m = tuple_size(first);
    Value all = n || m == 0 ? tuple_new(task, m + n) : first;
    for (int64_t i = 0; all && all != first && i < m + n; i++)
        tuple_init(all, i, i < m ? tuple_get(first, i) : words[i - m]);
    return all;
}

static RT Value partial_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs < 1)
        return raise_error(task, &type_TypeError, "type 'partial' takes at least one argument");
    Value function = args[0], first = tuple_new(task, 0), keywords = dict_new(task);
    if (!value_is_callable(function))
        return raise_error(task, &type_TypeError, "the first argument must be callable");
    if (first && keywords && type_of(function) == &type_partial && (PyType *)cls == &type_partial) {
        first = as_partial(args[0])->args.word;
        keywords = dict_copy(task, as_partial(args[0])->keywords.word);
        function = as_partial(args[0])->function.word;
    }
    Value all = first && keywords ? joined(task, first, args + 1, nargs - 1) : 0;
    for (int64_t i = 0; all && kwnames && i < tuple_size(kwnames); i++)
        if (!dict_set(task, keywords, tuple_get(kwnames, i), args[nargs + i]))
            return 0;
    PyPartial *partial = all ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (partial == NULL)
        return 0;
    gc_init(&partial->function, function);
    gc_init(&partial->args, all);
    gc_init(&partial->keywords, keywords);
    return value_from_object(partial);
}

static RT Value partial_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PyPartial *partial = as_partial(self);
    Value all = joined(task, partial->args.word, args, nargs), keywords = partial->keywords.word;
    int64_t named = kwnames ? tuple_size(kwnames) : 0;
    if (!all)
        return 0;
    if (named == 0 && dict_length(task, keywords) == 0)
        return call_spread(task, partial->function.word, all, VALUE_UNBOUND);
    keywords = dict_copy(task, keywords);
    for (int64_t i = 0; keywords && i < named; i++)
        if (!dict_set(task, keywords, tuple_get(kwnames, i), args[nargs + i]))
            return 0;
    return keywords ? call_spread(task, partial->function.word, all, keywords) : 0;
}

static RT Value partial_repr(TASK, Value self)
{
    ReprGuard guard;
    StrBuilder b;
    PyPartial *partial = as_partial(self);
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_from_c(task, "...");
    builder_start(&b, task);
    Value text = object_repr(task, partial->function.word), key, value;
    bool good = text && builder_c(&b, type_name(type_of(self))) && builder_char(&b, '(') && builder_str(&b, text);
    for (int64_t i = 0; good && i < tuple_size(partial->args.word); i++) {
        text = object_repr(task, tuple_get(partial->args.word, i));
        good = text && builder_c(&b, ", ") && builder_str(&b, text);
    }
    for (int64_t position = 0; good && dict_next(task, partial->keywords.word, &position, &key, &value);) {
        text = str_format(task, ", %S=%R", key, value);
        good = text && builder_str(&b, text);
    }
    repr_leave(task, &guard);
    return good && builder_char(&b, ')') ? builder_finish(&b) : 0;
}

static RT Value partial_reduce(TASK, Value self)
{
    PyPartial *partial = as_partial(self);
    Value dict = object_get_attr_or_unbound(task, self, NAME(__dict__));
    Value words[4] = {partial->function.word, partial->args.word, partial->keywords.word, dict == VALUE_UNBOUND ? VALUE_NONE : dict};
    Value state[3] = {value_from_object(type_of(self)), tuple_from(task, words, 1), dict ? tuple_from(task, words, 4) : 0};
    return state[1] && state[2] ? tuple_from(task, state, 3) : 0;
}

static RT Value partial_setstate(TASK, Value self, Value state)
{
    if (!value_is_tuple(state) || tuple_size(state) != 4 || !value_is_callable(tuple_get(state, 0)) ||
        !value_is_tuple(tuple_get(state, 1)) || !(tuple_get(state, 2) == VALUE_NONE || value_is_dict(tuple_get(state, 2))))
        return raise_error(task, &type_TypeError, "invalid partial state");
    Value keywords = tuple_get(state, 2) == VALUE_NONE ? dict_new(task) : tuple_get(state, 2), dict = tuple_get(state, 3);
    if (!keywords || (dict != VALUE_NONE && object_set_attr(task, self, NAME(__dict__), dict) < 0))
        return 0;
    gc_store(&as_partial(self)->function, tuple_get(state, 0));
    gc_store(&as_partial(self)->args, tuple_get(state, 1));
    gc_store(&as_partial(self)->keywords, keywords);
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(partial)
    METHOD(__reduce__, "(self, /)", partial_reduce, TUPLE, RAISES, NULL)
    METHOD(__setstate__, "(self, state, /)", partial_setstate, NONE, RAISES, NULL)
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const MemberDef partial_members[] = {{"func", offsetof(PyPartial, function), true, "The callable that gets called."},
                                            {"args", offsetof(PyPartial, args), true, "The positional arguments it already has."},
                                            {"keywords", offsetof(PyPartial, keywords), true, "The keyword arguments it already has."},
                                            {.name = NULL}};
BUILTIN_TYPE(partial, "functools.partial", PyPartial, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = partial_methods,
             .members = partial_members, .c_doc = "A callable that already holds some of the arguments of another.",
             .slots = {.repr = partial_repr, .call = partial_call, .new_ = partial_make})

/* ---- cmp_to_key ---- */

typedef struct PyCompareKey { Object head; Slot function, object; } PyCompareKey;

static Value key_new(struct Task *task, Value function, Value object)
{
    PyCompareKey *key = object_alloc(task, &type_compare_key, 0);
    if (key == NULL)
        return 0;
    gc_init(&key->function, function);
    gc_init(&key->object, object);
    return value_from_object(key);
}
static RT Value key_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("K", "(obj)");
    Value object;
    return bind_arguments(task, &signature, args, nargs, kwnames, &object) ? key_new(task, ((PyCompareKey *)self)->function.word, object) : 0;
}
static RT Value key_compare(TASK, Value a, Value b, int op)
{
    if (!value_has_shape(a, &shape_compare_key) || !value_has_shape(b, &shape_compare_key))
        return raise_error(task, &type_TypeError, "other argument must be K instance");
    Value x = ((PyCompareKey *)a)->object.word, y = ((PyCompareKey *)b)->object.word;
    if (!x || !y)
        return raise_error(task, &type_AttributeError, "object");
    Value order = call_two(task, ((PyCompareKey *)a)->function.word, x, y);
    return order ? object_compare(task, order, value_from_small_int(0), op) : 0;
}
static const MemberDef key_members[] = {{"obj", offsetof(PyCompareKey, object), false, "Value wrapped by a key function."}, {.name = NULL}};
BUILTIN_TYPE(compare_key, "functools.KeyWrapper", PyCompareKey, .members = key_members,
             .slots = {.hash = container_unhashable, .compare = key_compare, .call = key_call})
static RT Value functools_cmp_to_key(TASK, Value function) { return key_new(task, function, 0); }

METHOD_TABLE_BEGIN(functools)
    METHOD(reduce, "(function, iterable, initial=<unset>, /)", functools_reduce, OBJ, RAISES,
           "Fold the items into one value with a function of two arguments, from the left.")
    METHOD(cmp_to_key, "(mycmp)", functools_cmp_to_key, OBJ, RAISES, "Turn a three-way comparison into a sort key.")
METHOD_TABLE_END
static RT bool functools_init(TASK, Value module)
{
    return type_ready(task, &type_compare_key) && type_ready(task, &type_partial) &&
           module_set_c(task, module, "partial", value_from_object(&type_partial));
}
const NativeModule module__functools = {"_functools", "Functions about functions.", functools_methods, functools_init};
