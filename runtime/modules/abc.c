/* _abc: the machinery of abstract base classes. Each has an _abc_data: its registered classes,
   and what isinstance and issubclass found out before; it keeps none of these classes alive.
   Registering anywhere makes all negative answers old, by a counter. */
#include "runtime/object/builtin.h"
#include "runtime/object/class.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/set.h"

typedef struct PyAbcData {
    Object head;
    WeakList *registry, *cache, *negative;
    int64_t negative_version;
    uint8_t lock;                     /* adding to the lists */
} PyAbcData;
extern PyType type__abc_data;
extern Shape shape__abc_data;
BUILTIN_TYPE(_abc_data, "_abc._abc_data", PyAbcData, .c_doc = "What a class remembers of its registered classes and earlier checks.")

static int64_t invalidation_counter;
static STATIC_STR(impl_text, "_abc_impl");
static STATIC_STR(flags_text, "__abc_tpflags__");
enum { CPYTHON_SEQUENCE = 1 << 5, CPYTHON_MAPPING = 1 << 6 };      /* as the library writes them */
static STATIC_STR(abstract_text, "__isabstractmethod__");

static PyAbcData *data_of(struct Task *task, Value cls)
{
    Value name = str_intern(task, (Value)&impl_text), data = name ? object_get_attr(task, cls, name) : 0;
    if (data && !value_has_shape(data, &shape__abc_data))
        data = raise_error(task, &type_TypeError, "_abc_impl is set to a wrong type");
    return (PyAbcData *)data;
}

static int is_abstract(struct Task *task, Value v)
{
    Value name = str_intern(task, (Value)&abstract_text), flag = name ? object_get_attr_or_unbound(task, v, name) : 0;
    return !flag ? -1 : flag == VALUE_UNBOUND ? 0 : object_truth(task, flag);
}

static bool add_abstract(struct Task *task, Value cls, Value found)
{
    Value dict = object_get_attr(task, cls, NAME(__dict__)), items = dict ? call_method(task, dict, NAME(items), NULL, 0) : 0;
    Value list = items ? list_from_iterable(task, items) : 0;
    for (int64_t i = 0; list && i < list_size(list); i++) {
        Value pair = list_peek(list, i);
        int abstract = is_abstract(task, tuple_get(pair, 1));
        if (abstract < 0 || (abstract && !set_add(task, found, tuple_get(pair, 0))))
            return false;
    }
    return list != 0;
}

static bool add_inherited(struct Task *task, Value cls, Value found)
{
    Value bases = object_get_attr(task, cls, NAME(__bases__));
    for (int64_t i = 0; bases && i < tuple_size(bases); i++) {
        Value names = object_get_attr_or_unbound(task, tuple_get(bases, i), NAME(__abstractmethods__));
        if (!names)
            return false;
        Value list = names == VALUE_UNBOUND ? list_new(task, 0) : list_from_iterable(task, names);
        for (int64_t k = 0; list && k < list_size(list); k++) {
            Value name = list_peek(list, k), value = object_get_attr_or_unbound(task, cls, name);
            int abstract = !value ? -1 : value == VALUE_UNBOUND ? 0 : is_abstract(task, value);
            if (abstract < 0 || (abstract && !set_add(task, found, name)))
                return false;
        }
        if (!list)
            return false;
    }
    return bases != 0;
}

/* How match sees the class's instances: __abc_tpflags__ in its body says so, once. */
static bool take_match_flags(struct Task *task, Value cls)
{
    int64_t bits;
    Value name = str_intern(task, (Value)&flags_text);
    ClassCell *cell = name && value_is_type(cls) ? class_own((PyType *)cls, name) : NULL;
    Value given = cell ? slot_load(&cell->value) : 0;
    if (!given || !value_is_int(given))
        return name != 0;
    if (!object_index_i64(task, given, &bits, true))
        return false;
    if (bits == (CPYTHON_SEQUENCE | CPYTHON_MAPPING)) {
        raise_error(task, &type_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
        return false;
    }
    uint32_t flags = bits & CPYTHON_SEQUENCE ? TYPE_FLAG_SEQUENCE : bits & CPYTHON_MAPPING ? TYPE_FLAG_MAPPING : 0;
    return (!flags || class_set_match_flags(task, (PyType *)cls, flags)) && object_set_attr(task, cls, name, VALUE_UNBOUND) == 0;
}

static RT Value abc_init(TASK, Value cls)
{
    Value found = set_new(task), name = str_intern(task, (Value)&impl_text);
    if (!found || !name || !add_abstract(task, cls, found) || !add_inherited(task, cls, found))
        return 0;
    Value names = frozenset_from(task, found);
    PyAbcData *data = object_alloc(task, &type__abc_data, 0);
    if (!names || data == NULL || object_set_attr(task, cls, NAME(__abstractmethods__), names) < 0)
        return 0;
    return object_set_attr(task, cls, name, value_from_object(data)) == 0 && take_match_flags(task, cls) ? VALUE_NONE : 0;
}

static RT Value abc_register(TASK, Value self, Value subclass)
{
    if (!value_is_type(subclass))
        return raise_error(task, &type_TypeError, "Can only register classes");
    int already = object_is_subclass(task, subclass, self);
    if (already)
        return already < 0 ? 0 : subclass;
    int cycle = object_is_subclass(task, self, subclass);
    if (cycle)
        return cycle < 0 ? 0 : raise_error(task, &type_RuntimeError, "Refusing to create an inheritance cycle");
    PyAbcData *data = data_of(task, self);
    if (!data || !weak_list_add(task, &data->registry, &data->lock, (void *)subclass))
        return 0;
    __atomic_fetch_add(&invalidation_counter, 1, __ATOMIC_RELAXED);
    uint32_t flags = value_is_type(self) ? ((PyType *)self)->flags & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING) : 0;
    return flags && !class_set_match_flags(task, (PyType *)subclass, flags) ? 0 : subclass;
}

/* 1 or 0 when remembered, -2 when not. */
static int remembered(PyAbcData *data, Value subclass)
{
    if (weak_list_has(pointer_load(data->cache), (void *)subclass))
        return 1;
    if (data->negative_version < invalidation_counter) {
        gc_store_pointer(data->negative, NULL);
        data->negative_version = invalidation_counter;
        return -2;
    }
    return weak_list_has(pointer_load(data->negative), (void *)subclass) ? 0 : -2;
}

static Value remember(struct Task *task, PyAbcData *data, bool answer, Value subclass)
{
    bool done = weak_list_add(task, answer ? &data->cache : &data->negative, &data->lock, (void *)subclass);
    return done ? value_from_bool(answer) : 0;
}

/* Its living members. */
static Value weak_members(struct Task *task, const WeakList *classes)
{
    Value list = list_new(task, 0);
    void *cls;
    for (int64_t i = 0; list && (cls = weak_list_get(classes, i)); i++)
        if (!list_append(task, list, (Value)cls))
            return 0;
    return list;
}

static int any_contains(struct Task *task, Value subclass, Value list)
{
    for (int64_t i = 0; list && i < list_size(list); i++) {
        int yes = object_is_subclass(task, subclass, list_peek(list, i));
        if (yes)
            return yes;
    }
    return list ? 0 : -1;
}

static RT Value abc_subclasscheck(TASK, Value self, Value subclass)
{
    if (!value_is_type(subclass))
        return raise_error(task, &type_TypeError, "issubclass() arg 1 must be a class");
    PyAbcData *data = data_of(task, self);
    int known = data ? remembered(data, subclass) : -1;
    if (known != -2)
        return known < 0 ? 0 : value_from_bool(known);
    Value hook = call_method(task, self, NAME(__subclasshook__), &subclass, 1);
    if (!hook)
        return 0;
    if (hook == VALUE_TRUE)
        return remember(task, data, true, subclass);
    if (hook == VALUE_FALSE)
        return remember(task, data, false, subclass);
    if (hook != VALUE_NOTIMPLEMENTED)
        return raise_error(task, &type_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    if (type_is_subtype((PyType *)subclass, (PyType *)self))
        return remember(task, data, true, subclass);
    int yes = data->registry ? any_contains(task, subclass, weak_members(task, data->registry)) : 0;
    if (yes == 0)
        yes = any_contains(task, subclass, call_method(task, self, NAME(__subclasses__), NULL, 0));
    if (yes < 0)
        return 0;
    return remember(task, data, yes, subclass);
}

static RT Value abc_instancecheck(TASK, Value self, Value instance)
{
    Value subclass = object_get_attr(task, instance, NAME(__class__)), real = value_from_object(type_of(instance));
    PyAbcData *data = subclass ? data_of(task, self) : NULL;
    if (data == NULL)
        return 0;
    if (subclass == real) {
        int known = remembered(data, subclass);
        if (known != -2)
            return value_from_bool(known);
        return call_method(task, self, NAME(__subclasscheck__), &subclass, 1);
    }
    Value first = call_method(task, self, NAME(__subclasscheck__), &subclass, 1);
    int yes = first ? object_truth(task, first) : -1;
    return yes ? (yes < 0 ? 0 : first) : call_method(task, self, NAME(__subclasscheck__), &real, 1);
}

static RT Value abc_get_cache_token(TASK) { return int_from_i64(task, invalidation_counter); }
static RT Value abc_reset_registry(TASK, Value self)
{
    PyAbcData *data = data_of(task, self);
    if (data)
        gc_store_pointer(data->registry, NULL);
    return data ? VALUE_NONE : 0;
}
static RT Value abc_reset_caches(TASK, Value self)
{
    PyAbcData *data = data_of(task, self);
    if (data) {
        gc_store_pointer(data->cache, NULL);
        gc_store_pointer(data->negative, NULL);
    }
    return data ? VALUE_NONE : 0;
}
/* A set of weak references, as CPython has. */
static Value weak_set(struct Task *task, const WeakList *classes)
{
    Value module = import_module_c(task, "_weakref"), make = module ? object_get_attr(task, module, str_intern_c(task, "ref")) : 0;
    Value set = make ? set_new(task) : 0, members = set ? weak_members(task, classes) : 0;
    for (int64_t i = 0; members && i < list_size(members); i++) {
        Value reference = call_one(task, make, list_peek(members, i));
        if (!reference || !set_add(task, set, reference))
            return 0;
    }
    return members ? set : 0;
}
static RT Value abc_get_dump(TASK, Value self)
{
    PyAbcData *data = data_of(task, self);
    if (data == NULL)
        return 0;
    const WeakList *lists[3] = {data->registry, data->cache, data->negative};
    Value words[4];
    for (int i = 0; i < 3; i++) {
        words[i] = weak_set(task, lists[i]);
        if (!words[i])
            return 0;
    }
    words[3] = int_from_i64(task, data->negative_version);
    return tuple_from(task, words, 4);
}

METHOD_TABLE_BEGIN(abc)
    METHOD(_abc_init, "(cls, /)", abc_init, NONE, RAISES, "Set a class up for ABCMeta: collect its abstract methods.")
    METHOD(_abc_register, "(cls, subclass, /)", abc_register, OBJ, RAISES, "Add a class to the registry of a class.")
    METHOD(_abc_instancecheck, "(cls, instance, /)", abc_instancecheck, BOOL, RAISES, "Answer isinstance() for a class made by ABCMeta.")
    METHOD(_abc_subclasscheck, "(cls, subclass, /)", abc_subclasscheck, BOOL, RAISES, "Answer issubclass() for a class made by ABCMeta.")
    METHOD(get_cache_token, "()", abc_get_cache_token, INT, RAISES, "A number that changes with every registration.")
    METHOD(_reset_registry, "(cls, /)", abc_reset_registry, NONE, RAISES, "Forget the classes registered with this one.")
    METHOD(_reset_caches, "(cls, /)", abc_reset_caches, NONE, RAISES, "Forget what the class remembers of earlier checks.")
    METHOD(_get_dump, "(cls, /)", abc_get_dump, TUPLE, RAISES, "The class's registry, caches and version, to debug with.")
METHOD_TABLE_END

static RT bool abc_module_init(TASK, Value module) { return type_ready(task, &type__abc_data); }
const NativeModule module__abc = {"_abc", "The part of ABCMeta that is native.", abc_methods, abc_module_init};
