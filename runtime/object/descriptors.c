/* Descriptors in C: slot wrappers, getset and member attributes, property, classmethod,
   staticmethod, bound methods. The file's types stand in this order, each with its struct in
   descriptors.h. */
#include "runtime/object/descriptors.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/object/slots.h"

RT Value descriptor_get(TASK, Value descriptor, Value instance, PyType *type)
{
    if (!value_is_pointer(descriptor))
        return descriptor;
    TernaryFn get = type_of(descriptor)->slots.descr_get;
    return get ? get(task, descriptor, instance, (Value)type) : descriptor;
}

static RT bool check_owner(TASK, Value descriptor_name, PyType *owner, Value object)
{
    if (value_is_instance(object, owner))
        return true;
    raise_error(task, &type_TypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object",
                descriptor_name, owner, object);
    return false;
}

static RT Value doc_text(TASK, const char *doc) { return doc && *doc ? str_from_c(task, doc) : VALUE_NONE; }

static RT Value qualified(TASK, PyType *owner, Value name)
{
    return str_format(task, "%U.%U", slot_load(&owner->qualname), name);
}

/* ---- wrapper_descriptor, method-wrapper ------------------------------------------------------- */

static RT Value wrapper_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyWrapper *wrapper = (PyWrapper *)callee;
    if (nargs < 1)
        return raise_error(task, &type_TypeError, "descriptor '%U' of '%N' object needs an argument",
                           slot_load(&wrapper->name), wrapper->owner);
    if (!value_is_instance(args[0], wrapper->owner))
        return raise_error(task, &type_TypeError, "descriptor '%U' requires a '%N' object but received a '%T'",
                           slot_load(&wrapper->name), wrapper->owner, args[0]);
    return wrapper->def->wrap(task, wrapper->def, slot_function(wrapper->owner, wrapper->def), args[0], args + 1,
                              nargs - 1, kwnames);
}
static CallRecord wrapper_record = {.general = wrapper_general, .arity = -1, .flags = RECORD_METHOD};

RT Value wrapper_new(TASK, const struct SlotDef *def, PyType *owner)
{
    PyWrapper *wrapper = gc_new(task, PyWrapper);
    if (!wrapper)
        return 0;
    wrapper->call = (Callable){{&shape_wrapper_descriptor}, &wrapper_record};
    wrapper->def = def;
    wrapper->owner = owner;
    gc_init(&wrapper->name, def->name);
    return (Value)wrapper;
}

static RT Value method_wrapper_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyMethodWrapper *bound = (PyMethodWrapper *)callee;
    PyWrapper *wrapper = (PyWrapper *)slot_load(&bound->wrapper);
    return wrapper->def->wrap(task, wrapper->def, slot_function(wrapper->owner, wrapper->def), slot_load(&bound->self),
                              args, nargs, kwnames);
}
static CallRecord method_wrapper_record = {.general = method_wrapper_general, .arity = -1};

static RT Value wrapper_get(TASK, Value self, Value object, Value type)
{
    PyWrapper *wrapper = (PyWrapper *)self;
    if (!object)
        return self;
    if (!check_owner(task, slot_load(&wrapper->name), wrapper->owner, object))
        return 0;
    PyMethodWrapper *bound = gc_new(task, PyMethodWrapper);
    if (!bound)
        return 0;
    bound->call = (Callable){{&shape_method_wrapper}, &method_wrapper_record};
    gc_init(&bound->wrapper, self);
    gc_init(&bound->self, object);
    return (Value)bound;
}

static RT Value wrapper_repr(TASK, Value self)
{
    PyWrapper *wrapper = (PyWrapper *)self;
    return str_format(task, "<slot wrapper '%U' of '%N' objects>", slot_load(&wrapper->name), wrapper->owner);
}
static RT Value wrapper_name(TASK, Value self) { return slot_load(&((PyWrapper *)self)->name); }
static RT Value wrapper_qualname(TASK, Value self) { return qualified(task, ((PyWrapper *)self)->owner, wrapper_name(task, self)); }
static RT Value wrapper_owner(TASK, Value self) { return (Value)((PyWrapper *)self)->owner; }
static RT Value wrapper_doc(TASK, Value self) { return doc_text(task, ((PyWrapper *)self)->def->doc); }
static RT Value wrapper_signature(TASK, Value self) { return doc_text(task, ((PyWrapper *)self)->def->signature); }
static const GetSetDef wrapper_getsets[] = {
    {"__name__", wrapper_name, NULL, NULL}, {"__qualname__", wrapper_qualname, NULL, NULL},
    {"__objclass__", wrapper_owner, NULL, NULL}, {"__doc__", wrapper_doc, NULL, NULL},
    {"__text_signature__", wrapper_signature, NULL, NULL}, {0},
};
BUILTIN_TYPE(wrapper_descriptor, "wrapper_descriptor", PyWrapper, .getsets = wrapper_getsets,
             .slots = {.repr = wrapper_repr, .descr_get = wrapper_get})

static PyWrapper *inner_wrapper(Value self) { return (PyWrapper *)slot_load(&((PyMethodWrapper *)self)->wrapper); }
static RT Value method_wrapper_repr(TASK, Value self)
{
    Value object = slot_load(&((PyMethodWrapper *)self)->self);
    char address[40];
    return str_format(task, "<method-wrapper '%U' of %T object at %s>", slot_load(&inner_wrapper(self)->name), object,
                      format_address(address, object));
}
static RT Value method_wrapper_self(TASK, Value self) { return slot_load(&((PyMethodWrapper *)self)->self); }
static RT Value method_wrapper_name(TASK, Value self) { return wrapper_name(task, (Value)inner_wrapper(self)); }
static RT Value method_wrapper_qualname(TASK, Value self) { return wrapper_qualname(task, (Value)inner_wrapper(self)); }
static RT Value method_wrapper_owner(TASK, Value self) { return (Value)inner_wrapper(self)->owner; }
static RT Value method_wrapper_doc(TASK, Value self) { return wrapper_doc(task, (Value)inner_wrapper(self)); }
static RT Value method_wrapper_signature(TASK, Value self) { return wrapper_signature(task, (Value)inner_wrapper(self)); }
static RT Value method_wrapper_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || type_of(b) != &type_method_wrapper)
        return VALUE_NOTIMPLEMENTED;
    bool same = inner_wrapper(a) == inner_wrapper(b) && value_is(method_wrapper_self(task, a), method_wrapper_self(task, b));
    return value_from_bool(same == (op == COMPARE_EQ));
}
static RT int64_t method_wrapper_hash(TASK, Value self)
{
    return object_id(method_wrapper_self(task, self)) ^ (int64_t)((Value)inner_wrapper(self) >> 4);
}
static const GetSetDef method_wrapper_getsets[] = {
    {"__self__", method_wrapper_self, NULL, NULL}, {"__name__", method_wrapper_name, NULL, NULL},
    {"__qualname__", method_wrapper_qualname, NULL, NULL}, {"__objclass__", method_wrapper_owner, NULL, NULL},
    {"__doc__", method_wrapper_doc, NULL, NULL}, {"__text_signature__", method_wrapper_signature, NULL, NULL}, {0},
};
BUILTIN_TYPE(method_wrapper, "method-wrapper", PyMethodWrapper, .getsets = method_wrapper_getsets,
             .slots = {.repr = method_wrapper_repr, .compare = method_wrapper_compare, .hash = method_wrapper_hash})

/* ---- getset_descriptor ---------------------------------------------------------------------- */

RT Value getset_new(TASK, PyType *owner, const GetSetDef *def)
{
    PyGetSet *getset = gc_new(task, PyGetSet);
    Value name = str_intern_c(task, def->name);
    if (!getset || !name)
        return 0;
    getset->head.shape = &shape_getset_descriptor;
    getset->def = def;
    getset->owner = owner;
    gc_init(&getset->name, name);
    return (Value)getset;
}

static RT Value getset_get(TASK, Value self, Value object, Value type)
{
    PyGetSet *getset = (PyGetSet *)self;
    if (!object)
        return self;
    if (!check_owner(task, slot_load(&getset->name), getset->owner, object))
        return 0;
    return getset->def->get(task, object);
}

static RT int getset_set(TASK, Value self, Value object, Value value)
{
    PyGetSet *getset = (PyGetSet *)self;
    if (!check_owner(task, slot_load(&getset->name), getset->owner, object))
        return -1;
    if (!getset->def->set)
        return fail_int(raise_error(task, &type_AttributeError, "attribute '%U' of '%N' objects is not writable",
                                    slot_load(&getset->name), getset->owner));
    return getset->def->set(task, object, value);
}

static RT Value getset_repr(TASK, Value self)
{
    PyGetSet *getset = (PyGetSet *)self;
    return str_format(task, "<attribute '%U' of '%N' objects>", slot_load(&getset->name), getset->owner);
}
static RT Value getset_name(TASK, Value self) { return slot_load(&((PyGetSet *)self)->name); }
static RT Value getset_qualname(TASK, Value self) { return qualified(task, ((PyGetSet *)self)->owner, getset_name(task, self)); }
static RT Value getset_owner(TASK, Value self) { return (Value)((PyGetSet *)self)->owner; }
static RT Value getset_doc(TASK, Value self) { return doc_text(task, ((PyGetSet *)self)->def->doc); }
static const GetSetDef getset_getsets[] = {
    {"__name__", getset_name, NULL, NULL}, {"__qualname__", getset_qualname, NULL, NULL},
    {"__objclass__", getset_owner, NULL, NULL}, {"__doc__", getset_doc, NULL, NULL}, {0},
};
BUILTIN_TYPE(getset_descriptor, "getset_descriptor", PyGetSet, .getsets = getset_getsets,
             .slots = {.repr = getset_repr, .descr_get = getset_get, .descr_set = getset_set})

/* ---- member_descriptor ------------------------------------------------------------------------ */

RT Value member_new(TASK, PyType *owner, Value name, size_t offset, bool read_only, const char *doc)
{
    PyMember *member = gc_new(task, PyMember);
    if (!member)
        return 0;
    member->head.shape = &shape_member_descriptor;
    member->owner = owner;
    gc_init(&member->name, name);
    member->offset = (int64_t)offset;
    member->read_only = read_only;
    member->python_slot = false;
    member->doc = doc;
    return (Value)member;
}

RT Value slot_member_new(TASK, PyType *owner, Value name, size_t offset)
{
    Value member = member_new(task, owner, name, offset, false, NULL);
    if (member)
        ((PyMember *)member)->python_slot = true;
    return member;
}

static RT Value member_get(TASK, Value self, Value object, Value type)
{
    PyMember *member = (PyMember *)self;
    if (!object)
        return self;
    if (!check_owner(task, slot_load(&member->name), member->owner, object))
        return 0;
    Value value = slot_load((Slot *)(object + (Value)member->offset));
    if (value)
        return value;
    if (!member->python_slot)
        return VALUE_NONE;
    return raise_attribute_error(task, object, slot_load(&member->name), "'%T' object has no attribute '%U'", object,
                                 slot_load(&member->name));
}

static RT int member_set(TASK, Value self, Value object, Value value)
{
    PyMember *member = (PyMember *)self;
    if (!check_owner(task, slot_load(&member->name), member->owner, object))
        return -1;
    if (member->read_only)
        return fail_int(raise_error(task, &type_AttributeError, "readonly attribute"));
    Slot *slot = (Slot *)(object + (Value)member->offset);
    if (value == VALUE_UNBOUND) {
        if (member->python_slot && !slot_load(slot))
            return fail_int(raise_attribute_error(task, object, slot_load(&member->name), "'%T' object has no attribute '%U'",
                                                  object, slot_load(&member->name)));
        value = 0;
    }
    gc_store(slot, value);
    return 0;
}

static RT Value member_repr(TASK, Value self)
{
    PyMember *member = (PyMember *)self;
    return str_format(task, "<member '%U' of '%N' objects>", slot_load(&member->name), member->owner);
}
static RT Value member_name(TASK, Value self) { return slot_load(&((PyMember *)self)->name); }
static RT Value member_qualname(TASK, Value self) { return qualified(task, ((PyMember *)self)->owner, member_name(task, self)); }
static RT Value member_owner(TASK, Value self) { return (Value)((PyMember *)self)->owner; }
static RT Value member_doc(TASK, Value self) { return doc_text(task, ((PyMember *)self)->doc); }
static const GetSetDef member_getsets[] = {
    {"__name__", member_name, NULL, NULL}, {"__qualname__", member_qualname, NULL, NULL},
    {"__objclass__", member_owner, NULL, NULL}, {"__doc__", member_doc, NULL, NULL}, {0},
};
BUILTIN_TYPE(member_descriptor, "member_descriptor", PyMember, .getsets = member_getsets,
             .slots = {.repr = member_repr, .descr_get = member_get, .descr_set = member_set})

/* ---- bound methods --------------------------------------------------------------------------- */

static RT Value method_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyMethod *method = (PyMethod *)callee;
    return call_prepended(task, slot_load(&method->function), slot_load(&method->self), args, nargs, kwnames);
}
static CallRecord method_record = {.general = method_general, .arity = -1};

RT Value method_new(TASK, Value function, Value self)
{
    PyMethod *method = gc_new(task, PyMethod);
    if (!method)
        return 0;
    method->call = (Callable){{&shape_method}, &method_record};
    gc_init(&method->function, function);
    gc_init(&method->self, self);
    return (Value)method;
}

static RT Value method_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, "method", nargs, kwnames, 2, 2))
        return 0;
    if (!value_is_callable(args[0]))
        return raise_error(task, &type_TypeError, "first argument must be callable");
    if (args[1] == VALUE_NONE)
        return raise_error(task, &type_TypeError, "self must not be None");
    return method_new(task, args[0], args[1]);
}

static RT Value method_function(TASK, Value self) { return slot_load(&((PyMethod *)self)->function); }
static RT Value method_self(TASK, Value self) { return slot_load(&((PyMethod *)self)->self); }
static RT Value method_doc(TASK, Value self) { return object_get_attr(task, method_function(task, self), NAME(__doc__)); }
static RT Value method_repr(TASK, Value self)
{
    Value name = object_get_attr_or_unbound(task, method_function(task, self), NAME(__qualname__));
    if (name == VALUE_UNBOUND)
        name = object_get_attr_or_unbound(task, method_function(task, self), NAME(__name__));
    if (!name)
        return 0;
    Value object = method_self(task, self);
    return value_is_str(name) ? str_format(task, "<bound method %U of %R>", name, object)
                              : str_format(task, "<bound method ? of %R>", object);
}
static RT Value method_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || type_of(a) != &type_method || type_of(b) != &type_method)
        return VALUE_NOTIMPLEMENTED;
    int equal = object_equal(task, method_function(task, a), method_function(task, b));
    if (equal < 0)
        return 0;
    equal = equal && value_is(method_self(task, a), method_self(task, b));
    return value_from_bool(equal == (op == COMPARE_EQ));
}
static RT int64_t method_hash(TASK, Value self)
{
    int64_t hash = object_hash(task, method_function(task, self));
    if (hash == -1)
        return -1;
    hash ^= object_id(method_self(task, self)) >> 4;
    return hash == -1 ? -2 : hash;
}
/* Other attributes are the function's. */
static RT Value method_get_attr(TASK, Value self, Value name)
{
    if (type_lookup(&type_method, name))
        return generic_get_attr(task, self, name);
    return object_get_attr(task, method_function(task, self), name);
}
static RT Value method_reduce(TASK, Value self)
{
    Value name = object_get_attr(task, method_function(task, self), NAME(__name__));
    Value builtins = name ? import_module_c(task, "builtins") : 0;
    Value getattr = builtins ? object_get_attr(task, builtins, str_intern_c(task, "getattr")) : 0;
    if (!getattr)
        return 0;
    Value pair[] = {method_self(task, self), name};
    Value result[] = {getattr, tuple_from(task, pair, 2)};
    return result[1] ? tuple_from(task, result, 2) : 0;
}
static const MethodDef method_methods[] = {
    {"__reduce__", "(self, /)", "What pickle and copy need to find it again.", (void *)method_reduce, METHOD_INSTANCE}, {0},
};
static const GetSetDef method_getsets[] = {
    {"__func__", method_function, NULL, "the callable behind the method"},
    {"__self__", method_self, NULL, "the object the method belongs to"},
    {"__doc__", method_doc, NULL, NULL}, {0},
};
BUILTIN_TYPE(method, "method", PyMethod, .methods = method_methods, .getsets = method_getsets,
             .c_doc = "A callable with its first argument already bound.",
             .slots = {.repr = method_repr, .compare = method_compare, .hash = method_hash, .get_attr = method_get_attr,
                       .new_ = method_make})

/* ---- classmethod, staticmethod ----------------------------------------------------------------- */

static RT Value wrapped_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyClassMethod *object = object_alloc(task, (PyType *)cls, 0);
    if (object)
        gc_init(&object->callable, VALUE_NONE);
    return (Value)object;
}
RT Value staticmethod_new(TASK, Value callable)
{
    PyClassMethod *object = object_alloc(task, &type_staticmethod, 0);
    if (object)
        gc_init(&object->callable, callable);
    return (Value)object;
}
static RT bool copy_attribute(TASK, Value to, Value from, Value name)
{
    Value value = object_get_attr_or_unbound(task, from, name);
    return value && (value == VALUE_UNBOUND || instance_set(task, to, name, value));
}
static RT int wrapped_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, value_is_instance(self, &type_classmethod) ? "classmethod" : "staticmethod", nargs, kwnames, 1, 1))
        return -1;
    gc_store(&((PyClassMethod *)self)->callable, args[0]);
    PyStr *names[] = {&pys___module__, &pys___name__, &pys___qualname__, &pys___doc__, &pys___annotations__};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!copy_attribute(task, self, args[0], (Value)names[i]))
            return -1;
    return 0;
}
static RT Value wrapped_function(TASK, Value self) { return slot_load(&((PyClassMethod *)self)->callable); }
static RT Value wrapped_dict(TASK, Value self) { return instance_dict(task, self); }
static RT Value wrapped_abstract(TASK, Value self)
{
    Value flag = object_get_attr_or_unbound(task, wrapped_function(task, self), NAME(__isabstractmethod__));
    int truth = flag == VALUE_UNBOUND ? 0 : flag ? object_truth(task, flag) : -1;
    return truth < 0 ? 0 : value_from_bool(truth);
}
static RT Value classmethod_get(TASK, Value self, Value object, Value type)
{
    Value callable = wrapped_function(task, self);
    if (!type)
        type = (Value)type_of(object);
    TernaryFn get = type_of(callable)->slots.descr_get;
    if (get)
        return get(task, callable, type, type);
    return method_new(task, callable, type);
}
static RT Value classmethod_repr(TASK, Value self) { return str_format(task, "<classmethod(%R)>", wrapped_function(task, self)); }
static RT Value staticmethod_repr(TASK, Value self) { return str_format(task, "<staticmethod(%R)>", wrapped_function(task, self)); }
static RT Value staticmethod_get(TASK, Value self, Value object, Value type) { return wrapped_function(task, self); }
static RT Value staticmethod_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return object_call(task, wrapped_function(task, self), args, nargs, kwnames);
}
static const GetSetDef wrapped_getsets[] = {
    {"__func__", wrapped_function, NULL, NULL}, {"__wrapped__", wrapped_function, NULL, NULL},
    {"__isabstractmethod__", wrapped_abstract, NULL, NULL}, {"__dict__", wrapped_dict, NULL, NULL}, {0},
};
BUILTIN_TYPE(classmethod, "classmethod", PyClassMethod, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT,
             .getsets = wrapped_getsets, .c_doc = "Makes a function get the class as its first argument.",
             .slots = {.repr = classmethod_repr, .descr_get = classmethod_get, .new_ = wrapped_make, .init = wrapped_init})
BUILTIN_TYPE(staticmethod, "staticmethod", PyClassMethod, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT,
             .getsets = wrapped_getsets, .c_doc = "Makes a function get no first argument.",
             .slots = {.repr = staticmethod_repr, .descr_get = staticmethod_get, .call = staticmethod_call,
                       .new_ = wrapped_make, .init = wrapped_init})

/* ---- property ----------------------------------------------------------------------------------- */

static RT Value property_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyProperty *property = object_alloc(task, (PyType *)cls, 0);
    return (Value)property;
}

static RT int property_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("property", "(fget=None, fset=None, fdel=None, doc=None)");
    PyProperty *property = (PyProperty *)self;
    Value bound[4];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, bound))
        return -1;
    gc_store(&property->get, bound[0] == VALUE_NONE ? 0 : bound[0]);
    gc_store(&property->set, bound[1] == VALUE_NONE ? 0 : bound[1]);
    gc_store(&property->delete_, bound[2] == VALUE_NONE ? 0 : bound[2]);
    property->getter_doc = false;
    Value doc = bound[3];
    if (doc == VALUE_NONE && bound[0] != VALUE_NONE) {
        doc = object_get_attr_or_unbound(task, bound[0], NAME(__doc__));
        if (!doc)
            return -1;
        property->getter_doc = doc != VALUE_UNBOUND && doc != VALUE_NONE;
        if (doc == VALUE_UNBOUND)
            doc = VALUE_NONE;
    }
    gc_store(&property->doc, doc);
    if (type_of(self) != &type_property && (type_of(self)->flags & TYPE_FLAG_HAS_DICT) && doc != VALUE_NONE)
        return instance_set(task, self, NAME(__doc__), doc) ? 0 : -1;
    return 0;
}

/* CPython names the property when it knows its name. */
static RT Value property_refuse(TASK, PyProperty *property, Value object, const char *what)
{
    Value name = slot_load(&property->name);
    if (name)
        return raise_error(task, &type_AttributeError, "property %R of %R object has no %s", name,
                           slot_load(&type_of(object)->qualname), what);
    return raise_error(task, &type_AttributeError, "property of %R object has no %s", slot_load(&type_of(object)->qualname), what);
}

RT Value property_get_value(TASK, PyProperty *property, Value object)
{
    Value get = slot_load(&property->get);
    return get ? call_one(task, get, object) : property_refuse(task, property, object, "getter");
}
static RT Value property_get(TASK, Value self, Value object, Value type)
{
    return !object || object == VALUE_NONE ? self : property_get_value(task, (PyProperty *)self, object);
}
static RT int property_set(TASK, Value self, Value object, Value value)
{
    PyProperty *property = (PyProperty *)self;
    bool deletes = value == VALUE_UNBOUND;
    Value function = slot_load(deletes ? &property->delete_ : &property->set);
    if (!function)
        return fail_int(property_refuse(task, property, object, deletes ? "deleter" : "setter"));
    Value result = deletes ? call_one(task, function, object) : call_two(task, function, object, value);
    return result ? 0 : -1;
}

/* A copy with one function replaced. */
static RT Value property_with(TASK, Value self, int which, Value function)
{
    PyProperty *old = (PyProperty *)self;
    Value args[4] = {slot_load(&old->get), slot_load(&old->set), slot_load(&old->delete_), slot_load(&old->doc)};
    args[which] = function;
    if (old->getter_doc && (which == 0 || args[0]))
        args[3] = which == 0 && function == VALUE_NONE ? slot_load(&old->doc) : VALUE_NONE;
    for (int i = 0; i < 4; i++)
        if (!args[i])
            args[i] = VALUE_NONE;
    Value copy = object_call(task, (Value)type_of(self), args, 4, 0);
    if (copy && value_is_instance(copy, &type_property))
        gc_store(&((PyProperty *)copy)->name, slot_load(&old->name));
    return copy;
}
static RT Value property_getter(TASK, Value self, Value function) { return property_with(task, self, 0, function); }
static RT Value property_setter(TASK, Value self, Value function) { return property_with(task, self, 1, function); }
static RT Value property_deleter(TASK, Value self, Value function) { return property_with(task, self, 2, function); }
static RT Value property_set_name(TASK, Value self, Value owner, Value name)
{
    gc_store(&((PyProperty *)self)->name, name);
    return VALUE_NONE;
}
static RT Value property_abstract(TASK, Value self)
{
    PyProperty *property = (PyProperty *)self;
    Value functions[] = {slot_load(&property->get), slot_load(&property->set), slot_load(&property->delete_)};
    for (int i = 0; i < 3; i++) {
        Value flag = functions[i] ? object_get_attr_or_unbound(task, functions[i], NAME(__isabstractmethod__)) : VALUE_UNBOUND;
        int truth = flag == VALUE_UNBOUND ? 0 : flag ? object_truth(task, flag) : -1;
        if (truth)
            return truth < 0 ? 0 : VALUE_TRUE;
    }
    return VALUE_FALSE;
}
static RT Value property_doc(TASK, Value self)
{
    Value doc = slot_load(&((PyProperty *)self)->doc);
    return doc ? doc : VALUE_NONE;
}
static RT int property_set_doc(TASK, Value self, Value value)
{
    gc_store(&((PyProperty *)self)->doc, value == VALUE_UNBOUND ? VALUE_NONE : value);
    return 0;
}
static const MethodDef property_methods[] = {
    {"getter", "(self, object, /)", "The same property with another getter.", (void *)property_getter, METHOD_INSTANCE},
    {"setter", "(self, object, /)", "The same property with another setter.", (void *)property_setter, METHOD_INSTANCE},
    {"deleter", "(self, object, /)", "The same property with another deleter.", (void *)property_deleter, METHOD_INSTANCE},
    {"__set_name__", "(self, owner, name, /)", "Remember the name the property got in its class.", (void *)property_set_name, METHOD_INSTANCE},
    {0},
};
static const GetSetDef property_getsets[] = {
    {"__isabstractmethod__", property_abstract, NULL, NULL}, {"__doc__", property_doc, property_set_doc, NULL}, {0},
};
static const MemberDef property_members[] = {
    {"fget", offsetof(PyProperty, get), true, NULL}, {"fset", offsetof(PyProperty, set), true, NULL},
    {"fdel", offsetof(PyProperty, delete_), true, NULL}, {0},
};
BUILTIN_TYPE(property, "property", PyProperty, .flags = TYPE_FLAG_BASE, .methods = property_methods,
             .getsets = property_getsets, .members = property_members, .c_doc = "Property attribute.",
             .slots = {.descr_get = property_get, .descr_set = property_set, .new_ = property_make, .init = property_init})
