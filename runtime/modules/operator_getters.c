/* itemgetter, attrgetter and methodcaller. Each keeps what it was made from, and never changes:
   `names` is the tuple of indices, of attribute names as given, or of a method's name and
   positional arguments. */
#include "runtime/modules/operator_getters.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

typedef struct PyGetter {
    Object head;
    Slot names;
    Slot keywords;                       /* methodcaller: a dict, perhaps empty */
} PyGetter;

static PyGetter *as_getter(Value v) { return (PyGetter *)v; }
static Value names_of(Value v) { return as_getter(v)->names.word; }

static Value getter_new(struct Task *task, Value cls, Value names, Value keywords)
{
    PyGetter *getter = names && keywords ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (!getter)
        return 0;
    gc_init(&getter->names, names);
    gc_init(&getter->keywords, keywords);
    return value_from_object(getter);
}

/* The one argument of a call, or zero with an exception. */
static Value only_argument(struct Task *task, const char *name, Value *args, int64_t nargs, Value kwnames)
{
    return arguments_no_keywords(task, name, kwnames) && arguments_count(task, name, nargs, 1, 1) ? args[0] : 0;
}

/* "operator.name(" items ")" with keywords. */
static RT Value getter_repr(TASK, Value self)
{
    ReprGuard guard;
    StrBuilder b;
    if (!repr_enter(task, &guard, self))
        return task->exception ? 0 : str_format(task, "%N(...)", type_of(self));
    builder_start(&b, task);
    Value names = names_of(self), keywords = as_getter(self)->keywords.word, key, value;
    Value text = str_format(task, "%N(", type_of(self));
    bool good = text && builder_str(&b, text);
    for (int64_t i = 0; good && i < tuple_size(names); i++) {
        text = object_repr(task, tuple_get(names, i));
        good = text && (i == 0 || builder_c(&b, ", ")) && builder_str(&b, text);
    }
    for (int64_t position = 0; good && keywords != VALUE_NONE && dict_next(task, keywords, &position, &key, &value);) {
        text = str_format(task, ", %S=%R", key, value);
        good = text && builder_str(&b, text);
    }
    repr_leave(task, &guard);
    return good && builder_char(&b, ')') ? builder_finish(&b) : 0;
}

static RT Value getter_reduce(TASK, Value self)
{
    Value words[2] = {value_from_object(type_of(self)), names_of(self)};
    return tuple_from(task, words, 2);
}

/* What fetch gives for the one name, or a tuple of it for each of several. */
static RT Value fetch_all(TASK, Value object, Value names, RT Value (*fetch)(TASK, Value, Value))
{
    int64_t n = tuple_size(names);
    if (n == 1)
        return fetch(task, object, tuple_get(names, 0));
    Value result = tuple_new(task, n);
    for (int64_t i = 0; result && i < n; i++) {
        Value found = fetch(task, object, tuple_get(names, i));
        if (!found)
            return 0;
        tuple_init(result, i, found);
    }
    return result;
}

/* ---- itemgetter ---- */

static RT Value itemgetter_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "itemgetter", kwnames) || !arguments_count(task, "itemgetter", nargs, 1, nargs + 1))
        return 0;
    return getter_new(task, cls, tuple_from(task, args, nargs), VALUE_NONE);
}

static RT Value itemgetter_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value object = only_argument(task, "itemgetter", args, nargs, kwnames), names = names_of(self);
    return object ? fetch_all(task, object, names, object_get_item) : 0;
}

METHOD_TABLE_BEGIN(itemgetter)
    METHOD(__reduce__, "(self, /)", getter_reduce, TUPLE, RAISES, "How to make an equal one.")
METHOD_TABLE_END
BUILTIN_TYPE(itemgetter, "operator.itemgetter", PyGetter, .methods = itemgetter_methods,
             .c_doc = "Called with an object, gives object[item], or a tuple of these when made from several items.",
             .slots = {.repr = getter_repr, .call = itemgetter_call, .new_ = itemgetter_make})

/* ---- attrgetter ---- */

static RT Value attrgetter_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "attrgetter", kwnames) || !arguments_count(task, "attrgetter", nargs, 1, nargs + 1))
        return 0;
    for (int64_t i = 0; i < nargs; i++)
        if (!value_is_str(args[i]))
            return raise_error(task, &type_TypeError, "attribute name must be a string");
    return getter_new(task, cls, tuple_from(task, args, nargs), VALUE_NONE);
}

/* object.a.b for "a.b" */
static RT Value dotted_attribute(TASK, Value object, Value dotted)
{
    const PyStr *text = as_str(dotted);
    for (int64_t start = 0, end; object; start = end + 1) {
        for (end = start; end < text->length && str_at(text, end) != '.';)
            end++;
        bool is_last = end == text->length;
        Value part = start == 0 && is_last ? dotted : str_substring(task, dotted, start, end);
        part = part ? str_intern(task, part) : 0;
        object = part ? object_get_attr(task, object, part) : 0;
        if (is_last)
            break;
    }
    return object;
}

static RT Value attrgetter_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value object = only_argument(task, "attrgetter", args, nargs, kwnames), names = names_of(self);
    return object ? fetch_all(task, object, names, dotted_attribute) : 0;
}

METHOD_TABLE_BEGIN(attrgetter)
    METHOD(__reduce__, "(self, /)", getter_reduce, TUPLE, RAISES, "How to make an equal one.")
METHOD_TABLE_END
BUILTIN_TYPE(attrgetter, "operator.attrgetter", PyGetter, .methods = attrgetter_methods,
             .c_doc = "Called with an object, gives its attribute of that (perhaps dotted) name, or a tuple for several names.",
             .slots = {.repr = getter_repr, .call = attrgetter_call, .new_ = attrgetter_make})

/* ---- methodcaller ---- */

static RT Value methodcaller_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs < 1)
        return raise_error(task, &type_TypeError, "methodcaller needs at least one argument, the method name");
    if (!value_is_str(args[0]))
        return raise_error(task, &type_TypeError, "method name must be a string");
    Value keywords = dict_new(task), name = str_intern(task, args[0]);
    for (int64_t i = 0; keywords && kwnames && i < tuple_size(kwnames); i++)
        if (!dict_set(task, keywords, tuple_get(kwnames, i), args[nargs + i]))
            return 0;
    args[0] = name;
    return name ? getter_new(task, cls, tuple_from(task, args, nargs), keywords) : 0;
}

static RT Value methodcaller_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value object = only_argument(task, "methodcaller", args, nargs, kwnames), names = names_of(self);
    Value method = object ? object_get_attr(task, object, tuple_get(names, 0)) : 0;
    Value rest = method ? tuple_from(task, tuple_words(names) + 1, tuple_size(names) - 1) : 0;
    Value keywords = rest ? dict_copy(task, as_getter(self)->keywords.word) : 0;
    return keywords ? call_spread(task, method, rest, keywords) : 0;
}

/* With keywords: functools.partial(methodcaller, name, **keywords) called with the other arguments. */
static RT Value methodcaller_reduce(TASK, Value self)
{
    Value names = names_of(self), keywords = as_getter(self)->keywords.word;
    if (dict_length(task, keywords) == 0)
        return getter_reduce(task, self);
    Value functools = import_module_c(task, "functools"), word = functools ? str_intern_c(task, "partial") : 0;
    Value partial = word ? object_get_attr(task, functools, word) : 0;
    Value first[2] = {value_from_object(type_of(self)), tuple_get(names, 0)}, head = partial ? tuple_from(task, first, 2) : 0;
    Value words[2] = {head ? call_spread(task, partial, head, dict_copy(task, keywords)) : 0,
                      tuple_from(task, tuple_words(names) + 1, tuple_size(names) - 1)};
    return words[0] && words[1] ? tuple_from(task, words, 2) : 0;
}

METHOD_TABLE_BEGIN(methodcaller)
    METHOD(__reduce__, "(self, /)", methodcaller_reduce, TUPLE, RAISES, "How to make an equal one.")
METHOD_TABLE_END
BUILTIN_TYPE(methodcaller, "operator.methodcaller", PyGetter, .methods = methodcaller_methods,
             .c_doc = "Called with an object, calls its method of that name with the arguments given here.",
             .slots = {.repr = getter_repr, .call = methodcaller_call, .new_ = methodcaller_make})
