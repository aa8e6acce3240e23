/* mappingproxy: a read-only view of any mapping. */
#include "runtime/types/containers.h"
#include "runtime/types/define_type.h"
#include "runtime/types/dict.h"

typedef struct PyMappingProxy { Object head; Slot mapping; } PyMappingProxy;
static Value proxied(Value self) { return ((PyMappingProxy *)self)->mapping.word; }

RT Value mappingproxy_new(TASK, Value mapping)
{
    PyMappingProxy *proxy = gc_new(task, PyMappingProxy);
    if (proxy == NULL)
        return 0;
    proxy->head.shape = &shape_mappingproxy;
    gc_init(&proxy->mapping, mapping);
    return value_from_object(proxy);
}

static RT Value proxy_new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("mappingproxy", "(mapping)");
    Value mapping;
    if (!bind_arguments(task, &signature, args, nargs, kwnames, &mapping))
        return 0;
    if (type_of(mapping)->slots.get_item == NULL || value_is_list(mapping) || value_is_tuple(mapping))
        return raise_error(task, &type_TypeError, "mappingproxy() argument must be a mapping, not %T", mapping);
    return mappingproxy_new(task, mapping);
}

static RT Value proxy_repr(TASK, Value self) { return str_format(task, "mappingproxy(%R)", proxied(self)); }
static RT Value proxy_str(TASK, Value self) { return object_str(task, proxied(self)); }
static RT int64_t proxy_hash(TASK, Value self) { return object_hash(task, proxied(self)); }
static RT int64_t proxy_length(TASK, Value self) { return object_length(task, proxied(self)); }
static RT Value proxy_get_item(TASK, Value self, Value key) { return object_get_item(task, proxied(self), key); }
static RT Value proxy_iter(TASK, Value self) { return object_iter(task, proxied(self)); }
static RT int proxy_contains(TASK, Value self, Value key) { return object_contains(task, proxied(self), key); }
static Value unwrapped(Value v) { return value_has_shape(v, &shape_mappingproxy) ? proxied(v) : v; }

static RT Value proxy_compare(TASK, Value a, Value b, int op)
{
    return object_compare(task, unwrapped(a), b, op);
}

static RT Value proxy_or(TASK, Value a, Value b) { return object_binary(task, unwrapped(a), unwrapped(b), 9); }
static RT Value proxy_inplace_or(TASK, Value a, Value b)
{
    return raise_error(task, &type_TypeError, "'|=' is not supported by %T; use '|' instead", a);
}

static RT Value proxy_get(TASK, Value self, Value key, Value otherwise)
{
    Value args[2] = {key, otherwise};
    return call_method(task, proxied(self), NAME(get), args, 2);
}
static RT Value proxy_keys(TASK, Value self) { return call_method(task, proxied(self), NAME(keys), NULL, 0); }
static RT Value proxy_values(TASK, Value self) { return call_method(task, proxied(self), NAME(values), NULL, 0); }
static RT Value proxy_items(TASK, Value self) { return call_method(task, proxied(self), NAME(items), NULL, 0); }
static RT Value proxy_copy(TASK, Value self) { return call_method(task, proxied(self), NAME(copy), NULL, 0); }
static RT Value proxy_reversed(TASK, Value self)
{
    Value found = call_special(task, proxied(self), NAME(__reversed__), NULL, 0);
    return found != VALUE_UNBOUND ? found : raise_error(task, &type_TypeError, "'%T' object is not reversible", proxied(self));
}

METHOD_TABLE_BEGIN(mappingproxy)
    METHOD(get, "(self, key, default=None, /)", proxy_get, OBJ, RAISES, "The key's value, or the default for an absent key.")
    METHOD(keys, "(self, /)", proxy_keys, OBJ, RAISES, "A live view of the keys.")
    METHOD(values, "(self, /)", proxy_values, OBJ, RAISES, "A live view of the values.")
    METHOD(items, "(self, /)", proxy_items, OBJ, RAISES, "A live view of the pairs.")
    METHOD(copy, "(self, /)", proxy_copy, OBJ, RAISES, "A copy of the mapping below.")
    METHOD(__reversed__, "(self, /)", proxy_reversed, OBJ, RAISES, "Iterate over the keys, the latest first.")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END

DEFINE_TYPE(mappingproxy, "mappingproxy", .basic_size = sizeof(PyMappingProxy), .methods = mappingproxy_methods,
            .flags = TYPE_FLAG_MAPPING,
            .slots = {.repr = proxy_repr, .str = proxy_str, .hash = proxy_hash, .compare = proxy_compare,
                      .binary = {[9] = proxy_or}, .inplace = {[9] = proxy_inplace_or}, .length = proxy_length,
                      .get_item = proxy_get_item, .contains = proxy_contains, .iter = proxy_iter,
                      .new_ = proxy_new_slot});
