/* The class statement and type(name, bases, namespace): metaclass, __prepare__, the body,
   layout, __slots__, __classcell__, __set_name__, __init_subclass__. */
#include "runtime/object/class_bases.h"
#include "runtime/object/type_internal.h"
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/frame.h"
#include "runtime/object/function.h"
#include "runtime/types/str.h"

/* ---- bases and metaclass --------------------------------------------------------------------------- */

/* Bases that are no classes say by __mro_entries__ what they stand for. */
static RT Value resolve_bases(TASK, Value bases)
{
    PyTuple *tuple = (PyTuple *)bases;
    Value list = 0;
    for (int64_t i = 0; i < tuple->size; i++) {
        Value base = slot_load(&tuple->items[i]);
        Value method = value_is_type(base) ? VALUE_UNBOUND : object_get_attr_or_unbound(task, base, NAME(__mro_entries__));
        if (!method)
            return 0;
        if (method == VALUE_UNBOUND) {
            if (list && !list_append(task, list, base))
                return 0;
            continue;
        }
        if (!list && !(list = list_from(task, tuple->items, i)))
            return 0;
        Value entries = call_one(task, method, bases);
        if (!entries)
            return 0;
        if (!value_is_tuple(entries))
            return raise_error(task, &type_TypeError, "__mro_entries__ must return a tuple");
        for (int64_t j = 0; j < ((PyTuple *)entries)->size; j++)
            if (!list_append(task, list, slot_load(&((PyTuple *)entries)->items[j])))
                return 0;
    }
    return list ? tuple_from(task, ((PyList *)list)->items->slots, ((PyList *)list)->size) : bases;
}

/* The most derived metaclass. */
static RT PyType *winning_metaclass(TASK, PyType *meta, Value bases)
{
    PyTuple *tuple = (PyTuple *)bases;
    for (int64_t i = 0; i < tuple->size; i++) {
        PyType *other = type_of(slot_load(&tuple->items[i]));
        if (type_is_subtype(meta, other))
            continue;
        if (!type_is_subtype(other, meta)) {
            raise_error(task, &type_TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                        "subclass of the metaclasses of all its bases");
            return NULL;
        }
        meta = other;
    }
    return meta;
}

/* keywords without `metaclass`, which is taken out: a copy. */
static RT bool take_metaclass(TASK, Value *keywords, Value *meta)
{
    *meta = 0;
    if (*keywords == VALUE_UNBOUND)
        return true;
    Value found = dict_get_str(task, *keywords, "metaclass");
    if (!found || found == VALUE_UNBOUND)
        return found != 0;
    *meta = found;
    Value copy = call_method(task, *keywords, str_intern_c(task, "copy"), NULL, 0);
    if (!copy || object_set_item(task, copy, str_intern_c(task, "metaclass"), VALUE_UNBOUND) < 0)
        return false;
    *keywords = copy;
    return true;
}

static RT Value call_with_keywords(TASK, Value callee, Value *args, int64_t nargs, Value keywords)
{
    Value tuple = tuple_from(task, args, nargs);
    return tuple ? call_spread(task, callee, tuple, keywords) : 0;
}

static RT Value prepare_namespace(TASK, Value meta, Value name, Value bases, Value keywords)
{
    if (meta == (Value)&type_type)
        return dict_new(task);
    Value prepare = object_get_attr_or_unbound(task, meta, NAME(__prepare__));
    if (prepare == VALUE_UNBOUND)
        return dict_new(task);
    Value args[] = {name, bases};
    Value namespace = prepare ? call_with_keywords(task, prepare, args, 2, keywords) : 0;
    if (namespace && !value_is_dict(namespace) && !type_of(namespace)->slots.get_item)
        return raise_error(task, &type_TypeError, "%s.__prepare__() must return a mapping, not %T",
                           value_is_type(meta) ? type_name((PyType *)meta) : "<metaclass>", namespace);
    return namespace;
}

/* The body fills the namespace; when methods need it, it gives the __class__ cell back. */
static RT Value check_class_cell(TASK, Value cell, Value cls, Value name)
{
    if (!value_has_shape(cell, &shape_cell) || !value_is_type(cls))
        return cls;
    Value held = slot_load(&((Cell *)cell)->value);
    if (held == cls)
        return cls;
    if (!held)
        return raise_error(task, &type_RuntimeError, "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name, cls);
    return raise_error(task, &type_TypeError, "__class__ set to %R defining %R as %R", held, name, cls);
}

RT Value class_build(TASK, Value body, Value name, Value given_bases, Value keywords)
{
    if (!stack_check(task))
        return 0;
    Value meta, bases = resolve_bases(task, given_bases);
    if (!bases || !take_metaclass(task, &keywords, &meta))
        return 0;
    if (!meta)
        meta = ((PyTuple *)bases)->size ? (Value)type_of(slot_load(&((PyTuple *)bases)->items[0])) : (Value)&type_type;
    if (value_is_type(meta) && !(meta = (Value)winning_metaclass(task, (PyType *)meta, bases)))
        return 0;
    Value namespace = prepare_namespace(task, meta, name, bases, keywords);
    Value cell = namespace ? call_one(task, body, namespace) : 0;
    if (!cell)
        return 0;
    if (bases != given_bases && object_set_item(task, namespace, NAME(__orig_bases__), given_bases) < 0)
        return 0;
    Value args[] = {name, bases, namespace};
    Value cls = call_with_keywords(task, meta, args, 3, keywords);
    return cls ? check_class_cell(task, cell, cls, name) : 0;
}

/* ---- __slots__ --------------------------------------------------------------------------------------- */

static bool is_identifier(PyStr *text)
{
    for (int64_t i = 0; i < text->length; i++) {
        uint32_t c = str_at(text, i);
        bool letter = c == '_' || (c | 32) - 'a' < 26u || c >= 128;
        if (!letter && !(i && c - '0' < 10u))
            return false;
    }
    return text->length > 0;
}

/* _Name__x for __x in class _Name. */
static RT Value mangle(TASK, Value class_name, Value name)
{
    PyStr *text = (PyStr *)name, *class_text = (PyStr *)class_name;
    int64_t n = text->length;
    if (n < 3 || str_at(text, 0) != '_' || str_at(text, 1) != '_' || (str_at(text, n - 1) == '_' && str_at(text, n - 2) == '_'))
        return str_intern(task, name);
    int64_t start = 0;
    while (start < class_text->length && str_at(class_text, start) == '_')
        start++;
    if (start == class_text->length)
        return str_intern(task, name);
    Value mangled = str_format(task, "_%U%U", str_substring(task, class_name, start, class_text->length), name);
    return mangled ? str_intern(task, mangled) : 0;
}

typedef struct SlotNames { Value list; bool dict, weakref; } SlotNames;

static RT bool read_slots(TASK, PyType *type, Value slots, Value namespace, SlotNames *names)
{
    Value one = slots;
    Value sequence = value_is_str(slots) ? tuple_from(task, &one, 1) : slots;
    Value iterator = sequence ? object_iter(task, sequence) : 0;
    names->list = iterator ? list_new(task, 0) : 0;
    for (;;) {
        Value name = names->list ? object_next(task, iterator) : 0;
        if (!name || name == VALUE_STOP)
            return name != 0;
        if (!value_is_str(name)) {
            raise_error(task, &type_TypeError, "__slots__ items must be strings, not '%T'", name);
            return false;
        }
        if (!is_identifier((PyStr *)name)) {
            raise_error(task, &type_TypeError, "__slots__ must be identifiers");
            return false;
        }
        bool is_dict = object_equal(task, name, NAME(__dict__)) == 1, is_weak = object_equal(task, name, NAME(__weakref__)) == 1;
        if (is_dict && ((type->base->flags & TYPE_FLAG_HAS_DICT) || names->dict)) {
            raise_error(task, &type_TypeError, "__dict__ slot disallowed: we already got one");
            return false;
        }
        names->dict |= is_dict;
        names->weakref |= is_weak;
        if (is_dict || is_weak)
            continue;
        Value mangled = mangle(task, slot_load(&type->name), name);
        Value clash = mangled ? dict_get(task, namespace, mangled) : 0;
        if (!clash)
            return false;
        if (clash != VALUE_UNBOUND && mangled != NAME(__qualname__) && mangled != NAME(__classcell__)) {
            raise_error(task, &type_ValueError, "%R in __slots__ conflicts with class variable", mangled);
            return false;
        }
        if (!list_append(task, names->list, mangled))
            return false;
    }
}

static RT bool add_slots(TASK, PyType *type, Value namespace)
{
    Value slots = dict_get(task, namespace, NAME(__slots__));
    if (!slots)
        return false;
    if (slots == VALUE_UNBOUND) {
        type->flags |= TYPE_FLAG_HAS_DICT;
        return true;
    }
    SlotNames names = {0};
    if (!read_slots(task, type, slots, namespace, &names))
        return false;
    if (names.dict)
        type->flags |= TYPE_FLAG_HAS_DICT;
    PyTuple *bases = (PyTuple *)slot_load(&type->bases);
    for (int64_t i = 0; i < bases->size; i++)
        type->flags |= ((PyType *)slot_load(&bases->items[i]))->flags & TYPE_FLAG_HAS_DICT;
    PyList *list = (PyList *)names.list;
    if (list->size && type->item_size) {
        raise_error(task, &type_TypeError, "nonempty __slots__ not supported for subtype of '%N'", type->base);
        return false;
    }
    for (int64_t i = 0; i < list->size; i++) {
        Value name = slot_load(&list->items->slots[i]);
        uint32_t offset = (type->basic_size + 7) & ~7u;
        Value member = slot_member_new(task, type, name, offset);
        if (!member || !class_add(task, type, name, member))
            return false;
        type->basic_size = offset + 8;
    }
    return true;
}

/* ---- own attributes ----------------------------------------------------------------------------------- */

static RT bool wrap_if_function(TASK, PyType *type, Value name, PyType *wrapper)
{
    ClassCell *cell = class_own(type, name);
    Value value = cell ? slot_load(&cell->value) : 0;
    if (!value || type_of(value) != &type_function)
        return true;
    value = call_one(task, (Value)wrapper, value);
    return value && class_add(task, type, name, value);
}

static RT bool copy_namespace(TASK, PyType *type, Value namespace)
{
    Value items = call_method(task, namespace, NAME(items), NULL, 0);
    Value iterator = items ? object_iter(task, items) : 0, pair;
    while (iterator && (pair = object_next(task, iterator)) && pair != VALUE_STOP) {
        Value key = slot_load(&((PyTuple *)pair)->items[0]), value = slot_load(&((PyTuple *)pair)->items[1]);
        if (key == NAME(__classcell__) || key == NAME(__qualname__))
            continue;
        Value name = cell_table_key(task, type->own, key);
        if (!name || !class_add(task, type, name, value))
            return false;
    }
    return iterator && pair;
}

/* A namespace without __module__: the module of the Python function that called. */
static RT bool take_module_of_caller(TASK, PyType *type)
{
    Value globals = frame_globals(task);
    Value name = globals && value_is_dict(globals) ? dict_get(task, globals, NAME(__name__)) : VALUE_UNBOUND;
    return name && (name == VALUE_UNBOUND || class_add(task, type, NAME(__module__), name));
}

static RT bool own_names(TASK, PyType *type, Value namespace)
{
    if (!class_own(type, NAME(__module__)) && !take_module_of_caller(task, type))
        return false;
    Value qualname = dict_get(task, namespace, NAME(__qualname__));
    if (!qualname)
        return false;
    if (qualname != VALUE_UNBOUND && !value_is_str(qualname)) {
        raise_error(task, &type_TypeError, "type __qualname__ must be a str, not %T", qualname);
        return false;
    }
    gc_store(&type->qualname, qualname == VALUE_UNBOUND ? slot_load(&type->name) : qualname);
    if (!class_own(type, NAME(__doc__)) && !class_add(task, type, NAME(__doc__), VALUE_NONE))
        return false;
    ClassCell *equal = class_own(type, NAME(__eq__));
    if (equal && !class_own(type, NAME(__hash__)) && !class_add(task, type, NAME(__hash__), VALUE_NONE))
        return false;
    return wrap_if_function(task, type, NAME(__new__), &type_staticmethod) &&
           wrap_if_function(task, type, NAME(__init_subclass__), &type_classmethod) &&
           wrap_if_function(task, type, NAME(__class_getitem__), &type_classmethod);
}

/* instance.__dict__ and __weakref__ of classes that introduce them. */
static RT Value get_instance_dict(TASK, Value self)
{
    return value_is_pointer(self) && (object_shape((void *)self)->flags & SHAPE_HAS_DICT)
               ? instance_dict(task, self) : raise_error(task, &type_AttributeError, "'%T' object has no attribute '__dict__'", self);
}
static RT int set_instance_dict(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        value = dict_new(task);
    if (!value)
        return -1;
    if (!value_is_dict(value))
        return fail_int(raise_error(task, &type_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value));
    return instance_replace_dict(task, self, value) ? 0 : -1;
}
static RT Value get_weakref(TASK, Value self)
{
    void *newest = NULL;
    return value_is_pointer(self) && gc_weak_containers((void *)self, &newest, 1) ? (Value)newest : VALUE_NONE;
}
static const GetSetDef dict_getset = {"__dict__", get_instance_dict, set_instance_dict, "the attributes of the instance"};
static const GetSetDef weakref_getset = {"__weakref__", get_weakref, NULL, "the first weak reference to the object, or None"};

static RT bool add_instance_getsets(TASK, PyType *type)
{
    bool fresh = (type->flags & TYPE_FLAG_HAS_DICT) && !(type->base->flags & TYPE_FLAG_HAS_DICT);
    if (fresh && !class_own(type, NAME(__dict__))) {
        Value dict = getset_new(task, type, &dict_getset);
        if (!dict || !class_add(task, type, NAME(__dict__), dict))
            return false;
    }
    if (fresh && !class_own(type, NAME(__weakref__)) && !class_resolve(type->base, NAME(__weakref__))) {
        Value weak = getset_new(task, type, &weakref_getset);
        return weak && class_add(task, type, NAME(__weakref__), weak);
    }
    return true;
}

/* ---- after the class exists ---------------------------------------------------------------------------- */

static RT bool call_set_name(TASK, PyType *type)
{
    int64_t position = 0;
    Value name, value, names = list_new(task, 0);
    while (names && cell_table_next(type->own, &position, &name, &value))
        if (type_lookup(type_of(value), NAME(__set_name__)) && (!list_append(task, names, name) || !list_append(task, names, value)))
            return false;
    PyList *list = (PyList *)names;
    for (int64_t i = 0; list && i < list->size; i += 2) {
        name = slot_load(&list->items->slots[i]);
        value = slot_load(&list->items->slots[i + 1]);
        Value args[] = {(Value)type, name};
        if (!call_special(task, value, NAME(__set_name__), args, 2)) {
            Value cause = exception_take(task);
            raise_error(task, &type_RuntimeError, "Error calling __set_name__ on '%T' instance %R in '%N'", value, name, type);
            if (task->exception && value_has_flag(task->exception, TYPE_FLAG_EXCEPTION)) {
                gc_store(&exception_of(task->exception)->cause, cause);
                gc_store(&exception_of(task->exception)->context, cause);
                exception_of(task->exception)->suppress_context = true;
            }
            return false;
        }
    }
    return list != NULL;
}

static RT bool call_init_subclass(TASK, PyType *type, Value *args, Value kwnames)
{
    PyTuple *mro = (PyTuple *)slot_load(&type->mro);
    for (int64_t i = 1; i < mro->size; i++) {
        ClassCell *cell = class_own((PyType *)slot_load(&mro->items[i]), NAME(__init_subclass__));
        Value found = cell ? slot_load(&cell->value) : 0;
        if (!found)
            continue;
        Value method = descriptor_get(task, found, 0, type);
        if (found && type_of(found) == &type_classmethod)
            method = method_new(task, slot_load(&((PyClassMethod *)found)->callable), (Value)type);
        return method && object_call(task, method, args, 0, kwnames);
    }
    return true;
}

static RT PyType *alloc_type(TASK, PyType *meta)
{
    uint32_t slots = meta->basic_size > sizeof(PyType) ? meta->basic_size : (uint32_t)sizeof(PyType);
    PyType *type = gc_alloc(task, ((slots + 15) & ~15u) + 16, LAYOUT_REFS);
    Shape *shape = type ? type_own_shape(task, meta) : NULL;
    if (!shape)
        return NULL;
    memset(type, 0, slots);
    type->call.head.shape = shape;
    return type;
}

static RT bool set_class_cell(TASK, PyType *type, Value namespace)
{
    Value cell = dict_get(task, namespace, NAME(__classcell__));
    if (!cell || cell == VALUE_UNBOUND)
        return cell != 0;
    if (!value_has_shape(cell, &shape_cell)) {
        raise_error(task, &type_TypeError, "type.__new__() argument '__classcell__' must be a cell, not %T", cell);
        return false;
    }
    gc_store(&((Cell *)cell)->value, (Value)type);
    return true;
}

/* Another metaclass makes the class: its __new__ gets the three arguments and the keywords, whose values are in args. */
static Value make_by_metaclass(struct Task *task, PyType *meta, Value name, Value bases, Value namespace, const Value *args,
                               Value kwnames)
{
    enum { ON_STACK = 16 };
    int64_t keywords = kwnames ? ((PyTuple *)kwnames)->size : 0;
    Value on_stack[ON_STACK], *words = on_stack;
    if (keywords + 3 > ON_STACK)
        words = gc_alloc(task, (size_t)(keywords + 3) * sizeof(Value), LAYOUT_REFS);
    if (!words)
        return 0;
    words[0] = name;
    words[1] = bases;
    words[2] = namespace;
    if (keywords)
        memcpy(words + 3, args, (size_t)keywords * sizeof(Value));
    return meta->slots.new_(task, (Value)meta, words, 3, kwnames);
}

RT Value type_new(TASK, PyType *metatype, Value name, Value bases, Value namespace, Value *args, int64_t nargs, Value kwnames)
{
    if (!((PyTuple *)bases)->size) {
        Value object = (Value)&type_object;
        bases = tuple_from(task, &object, 1);
    }
    PyType *meta = bases ? winning_metaclass(task, metatype, bases) : NULL;
    if (!meta)
        return 0;
    if (meta != metatype && meta->slots.new_ != metatype->slots.new_)
        return make_by_metaclass(task, meta, name, bases, namespace, args + nargs, kwnames);
    PyType *base = class_best_base(task, (PyTuple *)bases);
    PyType *type = base ? alloc_type(task, meta) : NULL;
    if (!type)
        return 0;
    gc_store(&type->name, str_exact(task, name));
    gc_store(&type->bases, bases);
    gc_store_pointer(type->base, base);
    type->basic_size = base->basic_size;
    type->item_size = base->item_size;
    type->flags = TYPE_FLAG_HEAP | TYPE_FLAG_BASE | TYPE_FLAG_READY;
    type_inherit_slots(type, base);
    PyTuple *all = (PyTuple *)bases;
    type->flags &= ~(TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING);
    for (int64_t i = 0; i < all->size; i++)
        if (!(type->flags & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING)))          /* the first base that says */
            type->flags |= ((PyType *)slot_load(&all->items[i]))->flags & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING);
    if (!type_keep_c_name(task, type) || !(type->own = cell_table_new(task, 8)) || !copy_namespace(task, type, namespace) ||
        !add_slots(task, type, namespace) || !own_names(task, type, namespace) || !add_instance_getsets(task, type) ||
        !set_class_cell(task, type, namespace) || !mro_compute(task, type))
        return 0;
    if (!slot_load(&base->mro))                    /* a metaclass's mro() has not said so */
        return raise_error(task, &type_TypeError, "Cannot extend an incomplete type '%N'", base);
    if (!type_ready_heap_shape(task, type))
        return 0;
    type_update_record(task, type);
    if (!slots_update(task, type, 0) || !type_link_bases(task, type))
        return 0;
    type_update_record(task, type);
    if (!call_set_name(task, type) || !call_init_subclass(task, type, args, kwnames))
        return 0;
    return (Value)type;
}
