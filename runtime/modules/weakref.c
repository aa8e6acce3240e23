/* _weakref: references that keep nothing alive. A referent that is no heap object of its own
   (a small int) has no class that allows them, so only pointers occur. */
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/finalizer.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"

typedef struct PyWeakref { Object head; WeakPointer referent; Slot callback; int64_t hash; bool hashed; } PyWeakref;
extern PyType type_weakref, type_weakproxy, type_weakcallableproxy;
extern Shape shape_weakref, shape_weakproxy, shape_weakcallableproxy;

static PyWeakref *as_weak(Value v) { return (PyWeakref *)v; }
static Value referent_of(Value v) { return value_from_object(weak_pointer_get(&as_weak(v)->referent)); }

static bool may_be_referred(Value v)
{
    PyType *type = type_of(v);
    if (!value_is_pointer(v))
        return false;
    return (type->flags & (TYPE_FLAG_HEAP | TYPE_FLAG_WEAK)) || value_is_type(v) || value_is_callable(v) || type->slots.next ||
           value_is_instance(v, &type_set) || value_is_instance(v, &type_frozenset) || type == &type_module || type == &type_code;
}

/* One without a callback serves everybody; found among those the object has. */
static bool is_plain(const void *weak, const PyType *type)
{
    Value callback = slot_load(&((PyWeakref *)weak)->callback);
    return type_of((Value)weak) == type && (!callback || callback == VALUE_NONE);
}

/* All references and proxies to an object as heap words, the newest first, NULL at the end. NULL: memory. */
static void **containers_of(struct Task *task, Value object)
{
    for (int64_t room = 8;;) {
        void **words = gc_alloc(task, (size_t)(room + 1) * sizeof *words, LAYOUT_REFS);
        if (!words)
            return NULL;
        int64_t count = gc_weak_containers((void *)object, words, room);
        if (count <= room) {
            words[count] = NULL;
            return words;
        }
        room = count + 8;
    }
}

static Value weak_make(struct Task *task, PyType *type, Value referent, Value callback)
{
    if (!may_be_referred(referent))
        return raise_error(task, &type_TypeError, "cannot create weak reference to '%T' object", referent);
    bool notifies = callback != VALUE_NONE;
    void **known = notifies || (type->flags & TYPE_FLAG_HEAP) ? NULL : containers_of(task, referent);
    for (int64_t i = 0; known && known[i]; i++)
        if (is_plain(known[i], type))
            return (Value)known[i];
    PyWeakref *weak = object_alloc(task, type, 0);
    if (weak == NULL)
        return 0;
    gc_init(&weak->callback, callback);
    return gc_weak_register(task, &weak->referent, weak, (void *)referent, notifies) ? value_from_object(weak) : 0;
}

/* The referent has died. */
static RT void call_back(TASK, void *container)
{
    PyWeakref *weak = container;
    Value callback = slot_load(&weak->callback), pending = exception_take(task), handled = task->handled;
    task->handled = VALUE_NONE;
    gc_store(&weak->callback, VALUE_NONE);
    if (!call_one(task, callback, (Value)weak))
        exception_unraisable(task, callback);
    task->handled = handled;
    task->exception = pending;
}

/* ---- ref ---- */

static RT Value ref_new(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs < 1 || nargs > 2)
        return raise_error(task, &type_TypeError, "__new__ expected at %s 1 argument, got %ld", nargs ? "most" : "least", (long)nargs);
    return weak_make(task, (PyType *)cls, args[0], nargs == 2 ? args[1] : VALUE_NONE);
}
static RT int ref_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames) { return 0; }

static RT Value ref_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (!arguments_no_keywords(task, "ref", kwnames) || !arguments_count(task, "ref", nargs, 0, 0))
        return 0;
    Value referent = referent_of(self);
    return referent ? referent : VALUE_NONE;
}

static RT int64_t ref_hash(TASK, Value self)
{
    PyWeakref *weak = as_weak(self);
    if (!weak->hashed) {
        Value referent = referent_of(self);
        if (!referent)
            return fail_int(raise_error(task, &type_TypeError, "weak object has gone away"));
        weak->hash = object_hash(task, referent);
        weak->hashed = weak->hash != -1;
    }
    return weak->hash;
}

static RT Value ref_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || !value_is_instance(a, &type_weakref) || !value_is_instance(b, &type_weakref))
        return VALUE_NOTIMPLEMENTED;
    Value x = referent_of(a), y = referent_of(b);
    if (!x || !y)
        return value_from_bool((a == b) == (op == COMPARE_EQ));
    return object_compare(task, x, y, op);
}

static RT Value ref_repr(TASK, Value self)
{
    Value referent = referent_of(self);
    if (!referent)
        return str_format(task, "<weakref at %p; dead>", (void *)self);
    return str_format(task, "<weakref at %p; to '%T' at %p>", (void *)self, referent, (void *)referent);
}

static RT Value ref_callback(TASK, Value self)
{
    Value callback = slot_load(&as_weak(self)->callback);
    return callback && referent_of(self) ? callback : VALUE_NONE;
}

METHOD_TABLE_BEGIN(weakref)
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const GetSetDef ref_getsets[] = {{"__callback__", ref_callback, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(weakref, "weakref.ReferenceType", PyWeakref, .flags = TYPE_FLAG_BASE, .methods = weakref_methods, .getsets = ref_getsets,
             .slots = {.repr = ref_repr, .hash = ref_hash, .compare = ref_compare, .call = ref_call, .new_ = ref_new, .init = ref_init})

/* ---- proxies ---- */

static Value target(struct Task *task, Value v)
{
    if (!value_is_instance(v, &type_weakproxy) && !value_is_instance(v, &type_weakcallableproxy))
        return v;
    Value referent = referent_of(v);
    return referent ? referent : raise_error(task, &type_ReferenceError, "weakly-referenced object no longer exists");
}

static RT Value proxy_str(TASK, Value self) { Value t = target(task, self); return t ? object_str(task, t) : 0; }
static RT Value proxy_repr(TASK, Value self)
{
    Value t = referent_of(self);
    return t ? str_format(task, "<weakproxy at %p to %T at %p>", (void *)self, t, (void *)t)
             : str_format(task, "<weakproxy at %p to NoneType at %p>", (void *)self, NULL);
}
static RT Value proxy_get_attr(TASK, Value self, Value name) { Value t = target(task, self); return t ? object_get_attr(task, t, name) : 0; }
static RT int proxy_set_attr(TASK, Value self, Value name, Value value)
{
    Value t = target(task, self);
    return t ? object_set_attr(task, t, name, value) : -1;
}
static RT Value proxy_compare(TASK, Value a, Value b, int op)
{
    Value x = target(task, a), y = x ? target(task, b) : 0;
    return y ? object_compare(task, x, y, op) : 0;
}
static RT int proxy_truth(TASK, Value self) { Value t = target(task, self); return t ? object_truth(task, t) : -1; }
static RT int64_t proxy_length(TASK, Value self) { Value t = target(task, self); return t ? object_length(task, t) : -1; }
static RT Value proxy_get_item(TASK, Value self, Value key) { Value t = target(task, self); return t ? object_get_item(task, t, key) : 0; }
static RT int proxy_set_item(TASK, Value self, Value key, Value value)
{
    Value t = target(task, self);
    return t ? object_set_item(task, t, key, value) : -1;
}
static RT int proxy_contains(TASK, Value self, Value item) { Value t = target(task, self); return t ? object_contains(task, t, item) : -1; }
static RT Value proxy_iter(TASK, Value self) { Value t = target(task, self); return t ? object_iter(task, t) : 0; }
static RT Value proxy_next(TASK, Value self) { Value t = target(task, self); return t ? object_next(task, t) : 0; }
static RT Value proxy_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value t = target(task, self);
    return t ? object_call(task, t, args, nargs, kwnames) : 0;
}
#define PROXY_BINARY(n) \
    static RT Value proxy_binary_##n(TASK, Value a, Value b) \
    { \
        Value x = target(task, a), y = x ? target(task, b) : 0; \
        return y ? object_binary(task, x, y, n) : 0; \
    }
PROXY_BINARY(0) PROXY_BINARY(1) PROXY_BINARY(2) PROXY_BINARY(3) PROXY_BINARY(4) PROXY_BINARY(5) PROXY_BINARY(6)
PROXY_BINARY(7) PROXY_BINARY(8) PROXY_BINARY(9) PROXY_BINARY(10) PROXY_BINARY(11) PROXY_BINARY(12)

#define PROXY_SLOTS                                                                                                  \
    .repr = proxy_repr, .str = proxy_str, .hash = container_unhashable, .compare = proxy_compare,                     \
    .binary = {proxy_binary_0, proxy_binary_1, proxy_binary_2, proxy_binary_3, proxy_binary_4, proxy_binary_5,        \
               proxy_binary_6, proxy_binary_7, proxy_binary_8, proxy_binary_9, proxy_binary_10, proxy_binary_11,      \
               proxy_binary_12},                                                                                      \
    .truth = proxy_truth, .length = proxy_length, .get_item = proxy_get_item, .set_item = proxy_set_item,             \
    .contains = proxy_contains, .iter = proxy_iter, .next = proxy_next, .get_attr = proxy_get_attr, .set_attr = proxy_set_attr
BUILTIN_TYPE(weakproxy, "weakref.ProxyType", PyWeakref, .slots = {PROXY_SLOTS})
BUILTIN_TYPE(weakcallableproxy, "weakref.CallableProxyType", PyWeakref, .slots = {PROXY_SLOTS, .call = proxy_call})

static RT Value weakref_proxy(TASK, Value object, Value callback)
{
    return weak_make(task, value_is_callable(object) ? &type_weakcallableproxy : &type_weakproxy, object, callback);
}
static RT Value weakref_count(TASK, Value object)
{
    return value_from_small_int(value_is_pointer(object) ? gc_weak_containers((void *)object, NULL, 0) : 0);
}

/* Those without a callback in front, as CPython keeps them. */
static RT Value weakref_refs(TASK, Value object)
{
    Value list = list_new(task, 0);
    void **words = value_is_pointer(object) ? containers_of(task, object) : NULL;
    for (int pass = 0; list && words && pass < 3; pass++)
        for (int64_t i = 0; words[i]; i++) {
            int group = is_plain(words[i], &type_weakref) ? 0 :
                        is_plain(words[i], &type_weakproxy) || is_plain(words[i], &type_weakcallableproxy) ? 1 : 2;
            if (group == pass && !list_append(task, list, (Value)words[i]))
                return 0;
        }
    return list;
}
static RT Value weakref_remove_dead(TASK, Value dict, Value key)
{
    Value found = dict_get(task, dict, key);
    if (found && found != VALUE_UNBOUND && value_is_instance(found, &type_weakref) && !referent_of(found))
        return dict_delete(task, dict, key) < 0 ? 0 : VALUE_NONE;
    return found ? VALUE_NONE : 0;
}

METHOD_TABLE_BEGIN(weakref_module)
    METHOD(proxy, "(object, callback=None, /)", weakref_proxy, OBJ, RAISES, "A stand-in that forwards to the object while it lives.")
    METHOD(getweakrefcount, "(object, /)", weakref_count, INT, RAISES, "How many weak references the object has.")
    METHOD(getweakrefs, "(object, /)", weakref_refs, LIST, RAISES, "All weak references to the object.")
    METHOD(_remove_dead_weakref, "(dct, key, /)", weakref_remove_dead, NONE, RAISES, "Delete the key if its weak reference is dead.")
METHOD_TABLE_END

static RT bool weakref_init(TASK, Value module)
{
    hook_weak_notice = call_back;
    return type_ready(task, &type_weakref) && type_ready(task, &type_weakproxy) && type_ready(task, &type_weakcallableproxy) &&
           module_set_c(task, module, "ref", value_from_object(&type_weakref)) &&
           module_set_c(task, module, "ReferenceType", value_from_object(&type_weakref)) &&
           module_set_c(task, module, "ProxyType", value_from_object(&type_weakproxy)) &&
           module_set_c(task, module, "CallableProxyType", value_from_object(&type_weakcallableproxy));
}
const NativeModule module__weakref = {"_weakref", "References that do not keep their object alive.", weakref_module_methods, weakref_init};
