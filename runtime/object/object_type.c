/* object, and the types of None, NotImplemented and Ellipsis. */
#include "runtime/object/class_bases.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internal.h"

/* ---- construction ------------------------------------------------------------------------------------- */

static RT Value refuse_abstract(TASK, PyType *type)
{
    Value names = object_get_attr(task, (Value)type, NAME(__abstractmethods__));
    Value list = names ? call_one(task, (Value)&type_list, names) : 0;
    if (!list || !call_method(task, list, NAME(sort), NULL, 0))
        return 0;
    Value separator = str_from_c(task, ", ");
    Value text = separator ? call_method(task, separator, NAME(join), &list, 1) : 0;
    int64_t n = object_length(task, list);
    return text ? raise_error(task, &type_TypeError, "Can't instantiate abstract class %N with abstract method%s %U", type, n > 1 ? "s" : "", text) : 0;
}

static bool has_arguments(int64_t nargs, Value kwnames) { return nargs || (kwnames && ((PyTuple *)kwnames)->size); }

RT Value object_new_entry(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)cls;
    if (has_arguments(nargs, kwnames)) {
        if (type->slots.new_ != object_new_entry)
            return raise_error(task, &type_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (type->slots.init == object_init_slot)
            return raise_error(task, &type_TypeError, "%N() takes no arguments", type);
    }
    if (type->flags & TYPE_FLAG_ABSTRACT)
        return refuse_abstract(task, type);
    return (Value)object_alloc(task, type, 0);
}

RT int object_init_slot(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = type_of(self);
    if (!has_arguments(nargs, kwnames))
        return 0;
    if (type->slots.init != object_init_slot)
        return fail_int(raise_error(task, &type_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)"));
    if (type->slots.new_ == object_new_entry)
        return fail_int(raise_error(task, &type_TypeError, "%N.__init__() takes exactly one argument (the instance to initialize)", type));
    return 0;
}

/* ---- protocol ------------------------------------------------------------------------------------------- */

static RT Value object_default_repr(TASK, Value self)
{
    PyType *type = type_of(self);
    char address[40];
    Value module = object_get_attr_or_unbound(task, (Value)type, NAME(__module__));
    if (!module)
        return 0;
    Value qualname = slot_load(&type->qualname);
    if (module == VALUE_UNBOUND || !value_is_str(module) || object_equal(task, module, NAME(builtins)) == 1)
        return str_format(task, "<%U object at %s>", qualname, format_address(address, self));
    return str_format(task, "<%U.%U object at %s>", module, qualname, format_address(address, self));
}
static RT Value object_default_str(TASK, Value self) { return type_of(self)->slots.repr(task, self); }
static RT int64_t object_default_hash(TASK, Value self)
{
    uint64_t id = (uint64_t)object_id(self);
    int64_t hash = (int64_t)(id >> 4 | id << 60);
    return hash == -1 ? -2 : hash;
}
static RT Value object_default_compare(TASK, Value a, Value b, int op)
{
    if (op == COMPARE_EQ)
        return value_is(a, b) ? VALUE_TRUE : VALUE_NOTIMPLEMENTED;
    if (op != COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    RT Value (*compare)(TASK, Value, Value, int) = type_of(a)->slots.compare;
    Value equal = compare(task, a, b, COMPARE_EQ);
    if (!equal || equal == VALUE_NOTIMPLEMENTED)
        return equal;
    int truth = object_truth(task, equal);
    return truth < 0 ? 0 : value_from_bool(!truth);
}

/* ---- attributes -------------------------------------------------------------------------------------------- */

static RT Value get_class(TASK, Value self) { return (Value)type_of(self); }
static RT int set_class(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "can't delete __class__ attribute"));
    if (!value_is_type(value))
        return fail_int(raise_error(task, &type_TypeError, "__class__ must be set to a class, not '%T' object", value));
    PyType *to = (PyType *)value, *from = type_of(self);
    bool modules = type_is_subtype(from, &type_module) && type_is_subtype(to, &type_module);
    if (!modules && (!(from->flags & TYPE_FLAG_HEAP) || !(to->flags & TYPE_FLAG_HEAP)))
        return fail_int(raise_error(task, &type_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses"));
    if (!modules && !class_check_layouts(task, to, from, "__class__"))
        return -1;
    return instance_change_class(task, self, to) ? 0 : -1;
}
static const GetSetDef getsets[] = {{"__class__", get_class, set_class, "its class"}, {0}};

static RT Value object_format_method(TASK, Value self, Value spec)
{
    if (!value_is_str(spec))
        return raise_error(task, &type_TypeError, "__format__() argument must be str, not %T", spec);
    if (((PyStr *)spec)->length)
        return raise_error(task, &type_TypeError, "unsupported format string passed to %T.__format__", self);
    return object_str(task, self);
}

static RT bool add_names(TASK, Value names, Value from)
{
    Value iterator = object_iter(task, from), name;
    while (iterator && (name = object_next(task, iterator)) && name != VALUE_STOP)
        if (!dict_set(task, names, name, VALUE_NONE))
            return false;
    return iterator && name;
}
static RT Value object_dir_method(TASK, Value self)
{
    Value names = dict_new(task);
    Value dict = names ? object_get_attr_or_unbound(task, self, NAME(__dict__)) : 0;
    if (!dict || (dict != VALUE_UNBOUND && value_is_dict(dict) && !add_names(task, names, dict)))
        return 0;
    PyTuple *mro = (PyTuple *)slot_load(&type_of(self)->mro);
    for (int64_t i = 0; i < mro->size; i++) {
        int64_t position = 0;
        Value name, value;
        while (cell_table_next(((PyType *)slot_load(&mro->items[i]))->own, &position, &name, &value))
            if (!dict_set(task, names, name, VALUE_NONE))
                return 0;
    }
    return call_one(task, (Value)&type_list, names);
}
static RT Value object_sizeof_method(TASK, Value self) { return value_from_small_int(type_of(self)->basic_size); }
static RT Value object_init_subclass_method(TASK, Value cls, Value args, Value kwargs)
{
    int64_t n = object_length(task, kwargs);
    if (n)
        return n < 0 ? 0 : raise_error(task, &type_TypeError, "%N.__init_subclass__() takes no keyword arguments", (PyType *)cls);
    if (((PyTuple *)args)->size)
        return raise_error(task, &type_TypeError, "object.__init_subclass__() takes no arguments (%ld given)", ((PyTuple *)args)->size);
    return VALUE_NONE;
}
static RT Value object_subclasshook_method(TASK, Value cls, Value subclass) { return VALUE_NOTIMPLEMENTED; }

/* ---- pickling ------------------------------------------------------------------------------------------------ */

/* Values of __slots__, as a dict, or None when there are none. */
static RT Value slot_values(TASK, Value self)
{
    Value names = call_method(task, import_module_c(task, "copyreg"), str_intern_c(task, "_slotnames"), &(Value){(Value)type_of(self)}, 1);
    Value iterator = names ? object_iter(task, names) : 0, result = iterator ? dict_new(task) : 0, name;
    while (result && (name = object_next(task, iterator)) && name != VALUE_STOP) {
        Value value = object_get_attr_or_unbound(task, self, str_intern(task, name));
        if (!value || (value != VALUE_UNBOUND && !dict_set(task, result, name, value)))
            return 0;
    }
    if (!result || !name)
        return 0;
    return object_length(task, result) ? result : VALUE_NONE;
}
static bool has_python_slots(PyType *type)
{
    for (; type && (type->flags & TYPE_FLAG_HEAP); type = type->base)
        if (class_own(type, NAME(__slots__)))
            return true;
    return false;
}
static RT Value object_getstate_method(TASK, Value self)
{
    Value state = object_get_attr_or_unbound(task, self, NAME(__dict__));
    if (!state)
        return 0;
    if (state == VALUE_UNBOUND)
        state = VALUE_NONE;
    else if (value_is_dict(state) && object_length(task, state) == 0)
        state = VALUE_NONE;
    else if (value_is_dict(state))
        state = call_method(task, state, str_intern_c(task, "copy"), NULL, 0);
    if (!state || !has_python_slots(type_of(self)))
        return state;
    Value slots = slot_values(task, self);
    if (!slots || slots == VALUE_NONE)
        return slots ? state : 0;
    Value pair[] = {state, slots};
    return tuple_from(task, pair, 2);
}
static RT Value copyreg_call(TASK, const char *function, Value *args, int64_t n)
{
    Value module = import_module_c(task, "copyreg");
    return module ? call_method(task, module, str_intern_c(task, function), args, n) : 0;
}
static RT Value list_items_of(TASK, Value self)
{
    return value_is_list(self) ? object_iter(task, self) : VALUE_NONE;
}
static RT Value dict_items_of(TASK, Value self)
{
    if (!value_is_dict(self))
        return VALUE_NONE;
    Value items = call_method(task, self, NAME(items), NULL, 0);
    return items ? object_iter(task, items) : 0;
}
/* Protocol 2: copyreg.__newobj__(cls, *args), state, list items, dict items. */
/* Whether the object is more than its attributes, which object's own __getstate__ does not know. */
static bool has_hidden_state(struct Task *task, Value self)
{
    const PyType *made_in_c = type_of(self);
    while (made_in_c->flags & TYPE_FLAG_HEAP)
        made_in_c = made_in_c->base;
    ClassCell *getstate = class_resolve(type_of(self), NAME(__getstate__));
    return made_in_c->basic_size > sizeof(Object) && !value_is_list(self) && !value_is_dict(self) && getstate &&
           getstate->owner == &type_object;
}

static RT Value reduce_new(TASK, Value self)
{
    Value cls = (Value)type_of(self), args = 0, kwargs = 0;
    Value method = object_get_attr_or_unbound(task, self, str_intern_c(task, "__getnewargs_ex__"));
    if (method && method != VALUE_UNBOUND) {
        Value pair = call_zero(task, method);
        if (!pair || !value_is_tuple(pair) || ((PyTuple *)pair)->size != 2)
            return pair ? raise_error(task, &type_ValueError, "__getnewargs_ex__ should return a tuple of length 2") : 0;
        args = slot_load(&((PyTuple *)pair)->items[0]);
        kwargs = slot_load(&((PyTuple *)pair)->items[1]);
    } else {
        method = method ? object_get_attr_or_unbound(task, self, str_intern_c(task, "__getnewargs__")) : 0;
        args = method == VALUE_UNBOUND ? tuple_from(task, NULL, 0) : method ? call_zero(task, method) : 0;
    }
    if (!args)
        return 0;
    if (method == VALUE_UNBOUND && (type_of(self)->item_size || has_hidden_state(task, self)))
        return raise_error(task, &type_TypeError, "cannot pickle '%T' object", self);
    Value copyreg = import_module_c(task, "copyreg");
    bool keyword = kwargs && object_length(task, kwargs) > 0;
    Value maker = copyreg ? object_get_attr(task, copyreg, str_intern_c(task, keyword ? "__newobj_ex__" : "__newobj__")) : 0;
    Value words[] = {cls, args, kwargs};
    Value front = tuple_from(task, &cls, 1);
    Value made = !maker ? 0 : keyword ? tuple_from(task, words, 3) : object_binary(task, front, args, 0);
    Value getstate = made ? object_get_attr(task, self, NAME(__getstate__)) : 0;
    Value state = getstate ? call_zero(task, getstate) : 0;
    Value parts[] = {maker, made, state, state ? list_items_of(task, self) : 0, 0};
    parts[4] = parts[3] ? dict_items_of(task, self) : 0;
    return parts[4] ? tuple_from(task, parts, 5) : 0;
}
static RT Value object_reduce_method(TASK, Value self)
{
    Value args[] = {self, value_from_small_int(0)};
    return copyreg_call(task, "_reduce_ex", args, 2);
}
static RT Value object_reduce_ex_method(TASK, Value self, Value protocol)
{
    Value reduce = object_get_attr(task, self, NAME(__reduce__));
    if (!reduce)
        return 0;
    ClassCell *cell = class_resolve(type_of(self), NAME(__reduce__));
    if (cell && cell->owner != &type_object)
        return call_zero(task, reduce);
    int64_t number;
    if (!value_to_i64(task, protocol, &number))
        return 0;
    if (number >= 2)
        return reduce_new(task, self);
    Value args[] = {self, protocol};
    return copyreg_call(task, "_reduce_ex", args, 2);
}

METHOD_TABLE_BEGIN(object)
#include "runtime/object/object.def"
METHOD_TABLE_END
BUILTIN_TYPE(object, "object", Object, .flags = TYPE_FLAG_BASE, .methods = object_methods, .getsets = getsets,
             .c_doc = "()\n--\n\nThe class that all classes derive from.\n",
             .slots = {.repr = object_default_repr, .str = object_default_str, .hash = object_default_hash,
                       .compare = object_default_compare, .get_attr = generic_get_attr, .set_attr = generic_set_attr,
                       .new_ = object_new_entry, .init = object_init_slot})

/* ---- None, NotImplemented, Ellipsis ---------------------------------------------------------------------------- */

static RT Value singleton_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)cls;
    if (has_arguments(nargs, kwnames))
        return raise_error(task, &type_TypeError, "%N takes no arguments", type);
    return type == &type_none ? VALUE_NONE : type == &type_ellipsis ? VALUE_ELLIPSIS : VALUE_NOTIMPLEMENTED;
}
static RT Value singleton_repr(TASK, Value self)
{
    return str_intern_c(task, self == VALUE_NONE ? "None" : self == VALUE_ELLIPSIS ? "Ellipsis" : "NotImplemented");
}
static RT int none_truth(TASK, Value self) { return 0; }
static RT int notimplemented_truth(TASK, Value self) { return 1; }
static RT Value singleton_reduce(TASK, Value self) { return singleton_repr(task, self); }
static const MethodDef singleton_methods[] = {{"__reduce__", "(self, /)", NULL, (void *)singleton_reduce, METHOD_INSTANCE}, {0}};
BUILTIN_TYPE(none, "NoneType", Object, .slots = {.repr = singleton_repr, .truth = none_truth, .binary[9] = union_of, .new_ = singleton_make})
BUILTIN_TYPE(notimplemented, "NotImplementedType", Object, .methods = singleton_methods,
             .slots = {.repr = singleton_repr, .truth = notimplemented_truth, .new_ = singleton_make})
BUILTIN_TYPE(ellipsis, "ellipsis", Object, .methods = singleton_methods, .slots = {.repr = singleton_repr, .new_ = singleton_make})
