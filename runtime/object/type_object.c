/* type: classes as objects. Attribute access on classes, the attributes that describe a class,
   isinstance and issubclass by the real MRO. */
#include "runtime/object/class_bases.h"
#include "runtime/object/builtin.h"
#include "runtime/object/dict_storage.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/type_internal.h"
#include "runtime/object/descriptors.h"
#include "runtime/types/str.h"

/* ---- attribute access ---------------------------------------------------------------------------- */

RT Value type_get_attr(TASK, Value self, Value name)
{
    PyType *type = (PyType *)self, *meta = type_of(self);
    ClassCell *cell = class_find(task, meta, name);
    Value of_meta = cell ? slot_load(&cell->value) : 0;
    if (of_meta && class_kind_of(of_meta) == KIND_DATA)
        return descriptor_get(task, of_meta, self, meta);
    cell = class_find(task, type, name);
    Value found = cell ? slot_load(&cell->value) : 0;
    if (found)
        return descriptor_get(task, found, 0, type);
    if (of_meta)
        return descriptor_get(task, of_meta, self, meta);
    Value answer = type_of(self)->slots.get_attr == type_get_attr     /* else the slot's caller asks */
        ? call_special(task, self, NAME(__getattr__), &name, 1) : VALUE_UNBOUND;
    if (answer != VALUE_UNBOUND)
        return answer;
    return raise_attribute_error(task, self, name, "type object '%N' has no attribute '%U'", type, name);
}

static RT int refuse_immutable(TASK, PyType *type, Value name)
{
    return fail_int(raise_error(task, &type_TypeError, "cannot set %R attribute of immutable type '%N'", name, type));
}

RT int type_set_attr(TASK, Value self, Value name, Value value)
{
    PyType *type = (PyType *)self, *meta = type_of(self);
    if (type->flags & TYPE_FLAG_IMMUTABLE)
        return refuse_immutable(task, type, name);
    ClassCell *cell = class_find(task, meta, name);
    Value of_meta = cell ? slot_load(&cell->value) : 0;
    if (of_meta && class_kind_of(of_meta) == KIND_DATA)
        return type_of(of_meta)->slots.descr_set(task, of_meta, self, value);
    if (class_store(task, type, name, value))
        return 0;
    if (task->exception)
        return -1;
    return fail_int(raise_attribute_error(task, self, name, "type object '%N' has no attribute '%U'", type, name));
}

/* ---- __dict__ ------------------------------------------------------------------------------------- */

static CellTable *table_of(DictStorage *storage) { return pointer_load(((PyType *)slot_load(&storage->owner))->own); }

static RT Value storage_get(TASK, DictStorage *storage, Value key)
{
    CellTable *table = table_of(storage);
    Value name = cell_table_key(task, table, key);
    GlobalCell *cell = name ? cell_table_find(table, name) : NULL;
    Value found = cell ? slot_load(&cell->value) : 0;
    return !name ? 0 : found ? found : VALUE_UNBOUND;
}
static RT bool storage_set(TASK, DictStorage *storage, Value key, Value value)
{
    return class_store(task, (PyType *)slot_load(&storage->owner), cell_table_key(task, table_of(storage), key), value);
}
static RT int storage_delete(TASK, DictStorage *storage, Value key)
{
    PyType *type = (PyType *)slot_load(&storage->owner);
    return class_store(task, type, cell_table_key(task, table_of(storage), key), VALUE_UNBOUND) ? 1 : task->exception ? -1 : 0;
}
static RT int64_t storage_length(TASK, DictStorage *storage) { return table_of(storage)->live; }
static RT bool storage_next(TASK, DictStorage *storage, int64_t *position, Value *key, Value *value)
{
    return cell_table_next(table_of(storage), position, key, value);
}
static RT bool storage_clear(TASK, DictStorage *storage)
{
    raise_error(task, &type_TypeError, "a class's namespace cannot be cleared");
    return false;
}
static const DictStorageOps class_storage = {storage_get, storage_set, storage_delete, storage_length, storage_next, storage_clear};

static RT Value get_dict(TASK, Value self)
{
    PyType *type = (PyType *)self;
    Value proxy = slot_load(&type->dict_object);
    if (proxy)
        return proxy;
    if (!type->own && !(type->own = cell_table_new(task, 4)))
        return 0;
    Value dict = dict_new_stored(task, &class_storage, self);
    proxy = dict ? call_one(task, (Value)&type_mappingproxy, dict) : 0;
    if (proxy)
        gc_store(&type->dict_object, proxy);
    return proxy;
}

/* ---- what describes a class ---------------------------------------------------------------------- */

static Value own_value(PyType *type, Value name)
{
    ClassCell *cell = class_own(type, name);
    return cell ? slot_load(&cell->value) : 0;
}

static RT Value get_name(TASK, Value self) { return slot_load(&((PyType *)self)->name); }
static RT Value get_qualname(TASK, Value self) { return slot_load(&((PyType *)self)->qualname); }
static RT Value get_module(TASK, Value self)
{
    PyType *type = (PyType *)self;
    Value module = type->flags & TYPE_FLAG_HEAP ? own_value(type, NAME(__module__)) : slot_load(&type->module);
    if (module)
        return module;
    return type->flags & TYPE_FLAG_HEAP ? raise_error(task, &type_AttributeError, "__module__") : NAME(builtins);
}
static RT Value get_bases(TASK, Value self) { return slot_load(&((PyType *)self)->bases); }
static RT Value get_mro(TASK, Value self) { Value order = slot_load(&((PyType *)self)->mro); return order ? order : VALUE_NONE; }
static RT Value get_base(TASK, Value self)
{
    PyType *base = ((PyType *)self)->base;
    return base ? (Value)base : VALUE_NONE;
}
static RT Value get_basicsize(TASK, Value self) { return value_from_small_int(((PyType *)self)->basic_size); }
static RT Value get_itemsize(TASK, Value self) { return value_from_small_int(((PyType *)self)->item_size); }
static RT Value get_dictoffset(TASK, Value self) { return value_from_small_int(((PyType *)self)->flags & TYPE_FLAG_HAS_DICT ? -1 : 0); }
static RT Value get_weakoffset(TASK, Value self) { return value_from_small_int(((PyType *)self)->flags & TYPE_FLAG_HEAP ? 8 : 0); }
/* The bits of CPython's tp_flags that programs look at. */
static RT Value get_flags(TASK, Value self)
{
    uint32_t f = ((PyType *)self)->flags;
    int64_t flags = 1 << 12;
    flags |= f & TYPE_FLAG_HEAP ? 1 << 9 : 0;
    flags |= f & TYPE_FLAG_BASE ? 1 << 10 : 0;
    flags |= f & TYPE_FLAG_IMMUTABLE ? 1 << 8 : 0;
    flags |= f & TYPE_FLAG_ABSTRACT ? 1 << 20 : 0;
    flags |= f & TYPE_FLAG_SEQUENCE ? 1 << 5 : 0;
    flags |= f & TYPE_FLAG_MAPPING ? 1 << 6 : 0;
    flags |= f & TYPE_FLAG_INT_SUBCLASS ? 1 << 24 : 0;
    flags |= f & TYPE_FLAG_LIST_SUBCLASS ? 1 << 25 : 0;
    flags |= f & TYPE_FLAG_TUPLE_SUBCLASS ? 1 << 26 : 0;
    flags |= f & TYPE_FLAG_BYTES_SUBCLASS ? 1 << 27 : 0;
    flags |= f & TYPE_FLAG_STR_SUBCLASS ? 1 << 28 : 0;
    flags |= f & TYPE_FLAG_DICT_SUBCLASS ? 1 << 29 : 0;
    flags |= f & TYPE_FLAG_EXCEPTION ? (int64_t)1 << 30 : 0;
    flags |= f & TYPE_FLAG_TYPE_SUBCLASS ? (int64_t)1 << 31 : 0;
    return value_from_small_int(flags);
}
static RT Value get_doc(TASK, Value self)
{
    PyType *type = (PyType *)self;
    if (!(type->flags & TYPE_FLAG_HEAP))
        return slot_load(&type->doc) ? slot_load(&type->doc) : VALUE_NONE;
    Value doc = own_value(type, NAME(__doc__));
    return doc ? descriptor_get(task, doc, 0, type) : VALUE_NONE;
}
static RT int set_doc(TASK, Value self, Value value) { return class_store(task, (PyType *)self, NAME(__doc__), value) ? 0 : -1; }
static RT Value get_signature(TASK, Value self)
{
    const char *doc = ((PyType *)self)->c_doc;
    const char *end = doc && *doc == '(' && !(((PyType *)self)->flags & TYPE_FLAG_HEAP) ? strstr(doc, "\n--\n\n") : NULL;
    return end ? str_from_utf8(task, doc, end - doc) : VALUE_NONE;
}
static RT int writable(TASK, PyType *type, Value value, const char *name)
{
    if (type->flags & TYPE_FLAG_IMMUTABLE)
        return fail_int(raise_error(task, &type_TypeError, "cannot set '%s' attribute of immutable type '%N'", name, type));
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "cannot delete '%s' attribute of immutable type '%N'", name, type));
    return 0;
}
RT bool type_keep_c_name(TASK, PyType *type)
{
    int64_t length;
    const char *text = str_utf8_lossy(task, slot_load(&type->name), &length);
    if (!text)
        return false;
    type->c_name = NULL;
    if (!str_is_ascii((PyStr *)slot_load(&type->name))) {
        char *copy = gc_alloc(task, (size_t)length + 1, LAYOUT_FREE);
        if (!copy)
            return false;
        memcpy(copy, text, (size_t)length + 1);
        type->c_name = copy;
    }
    return true;
}
static RT int set_name(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    if (writable(task, type, value, "__name__") < 0)
        return -1;
    if (!value_is_str(value))
        return fail_int(raise_error(task, &type_TypeError, "can only assign string to %N.__name__, not '%T'", type, value));
    gc_store(&type->name, value);
    return type_keep_c_name(task, type) ? 0 : -1;
}
static RT int set_qualname(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    if (writable(task, type, value, "__qualname__") < 0)
        return -1;
    if (!value_is_str(value))
        return fail_int(raise_error(task, &type_TypeError, "can only assign string to %N.__qualname__, not '%T'", type, value));
    gc_store(&type->qualname, value);
    return 0;
}
static RT int set_module(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    if (writable(task, type, value, "__module__") < 0)
        return -1;
    return class_store(task, type, NAME(__module__), value) ? 0 : -1;
}
static RT Value get_abstract(TASK, Value self)
{
    Value names = self == (Value)&type_type ? 0 : own_value((PyType *)self, NAME(__abstractmethods__));
    return names ? names : raise_error(task, &type_AttributeError, "__abstractmethods__");
}
static RT int set_abstract(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    int truth = value == VALUE_UNBOUND ? 0 : object_truth(task, value);
    if (truth < 0)
        return -1;
    if (!class_store(task, type, NAME(__abstractmethods__), value))
        return task->exception ? -1 : fail_int(raise_error(task, &type_AttributeError, "__abstractmethods__"));
    type->flags = truth ? type->flags | TYPE_FLAG_ABSTRACT : type->flags & ~(uint32_t)TYPE_FLAG_ABSTRACT;
    type_update_record(task, type);
    return 0;
}
static RT Value get_annotations(TASK, Value self)
{
    PyType *type = (PyType *)self;
    if (!(type->flags & TYPE_FLAG_HEAP))
        return raise_error(task, &type_AttributeError, "type object '%N' has no attribute '__annotations__'", type);
    Value held = own_value(type, NAME(__annotations__));
    if (held)
        return descriptor_get(task, held, 0, type);
    held = dict_new(task);
    return held && class_store(task, type, NAME(__annotations__), held) ? held : 0;
}
static RT int set_annotations(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    if (type->flags & TYPE_FLAG_IMMUTABLE)
        return fail_int(raise_error(task, &type_TypeError, "cannot set '__annotations__' attribute of immutable type '%N'", type));
    if (class_store(task, type, NAME(__annotations__), value))
        return 0;
    return task->exception ? -1 : fail_int(raise_error(task, &type_AttributeError, "__annotations__"));
}

static RT int set_bases(TASK, Value self, Value value)
{
    PyType *type = (PyType *)self;
    if (writable(task, type, value, "__bases__") < 0)
        return -1;
    if (!value_is_tuple(value))
        return fail_int(raise_error(task, &type_TypeError, "can only assign tuple to %N.__bases__, not %T", type, value));
    if (!((PyTuple *)value)->size)
        return fail_int(raise_error(task, &type_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", type));
    return class_assign_bases(task, type, value) ? 0 : -1;
}

static const GetSetDef getsets[] = {
    {"__name__", get_name, set_name, NULL}, {"__qualname__", get_qualname, set_qualname, NULL},
    {"__module__", get_module, set_module, NULL}, {"__bases__", get_bases, set_bases, NULL},
    {"__mro__", get_mro, NULL, NULL}, {"__base__", get_base, NULL, NULL}, {"__dict__", get_dict, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL}, {"__text_signature__", get_signature, NULL, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL}, {"__annotations__", get_annotations, set_annotations, NULL},
    {"__basicsize__", get_basicsize, NULL, NULL}, {"__itemsize__", get_itemsize, NULL, NULL}, {"__flags__", get_flags, NULL, NULL},
    {"__dictoffset__", get_dictoffset, NULL, NULL}, {"__weakrefoffset__", get_weakoffset, NULL, NULL}, {0},
};

/* ---- methods --------------------------------------------------------------------------------------- */

static RT Value type_mro_method(TASK, Value self)
{
    PyTuple *order = (PyTuple *)mro_merge(task, (PyType *)self);
    return order ? list_from(task, order->items, order->size) : 0;
}
static RT Value type_subclasses_method(TASK, Value self)
{
    const WeakList *list = pointer_load(((PyType *)self)->subclasses);
    Value result = list_new(task, 0);
    PyType *sub;
    for (int64_t i = 0; result && (sub = weak_list_get(list, i)); i++) {
        PyTuple *bases = (PyTuple *)slot_load(&sub->bases);
        for (int64_t j = 0; j < bases->size; j++)
            if (slot_load(&bases->items[j]) == self) {
                if (!list_append(task, result, (Value)sub))
                    return 0;
                break;
            }
    }
    return result;
}
static RT Value type_prepare_method(TASK, Value cls, Value args, Value kwargs) { return dict_new(task); }
static RT Value type_dir_method(TASK, Value self)
{
    Value names = dict_new(task);
    PyTuple *mro = (PyTuple *)slot_load(&((PyType *)self)->mro);
    for (int64_t i = 0; names && i < mro->size; i++) {
        int64_t position = 0;
        Value name, value;
        while (cell_table_next(((PyType *)slot_load(&mro->items[i]))->own, &position, &name, &value))
            if (!dict_set(task, names, name, VALUE_NONE))
                return 0;
    }
    return names ? call_one(task, (Value)&type_list, names) : 0;
}
static RT Value type_sizeof_method(TASK, Value self) { return value_from_small_int(sizeof(PyType)); }

static RT Value type_repr(TASK, Value self)
{
    PyType *type = (PyType *)self;
    Value module = get_module(task, self);
    if (!module)
        exception_clear(task);
    if (!module || !value_is_str(module) || object_equal(task, module, NAME(builtins)) == 1)
        return str_format(task, "<class '%U'>", type->flags & TYPE_FLAG_HEAP ? slot_load(&type->qualname) : slot_load(&type->name));
    return str_format(task, "<class '%U.%U'>", module, slot_load(&type->qualname));
}

static RT Value type_or(TASK, Value left, Value right) { return union_of(task, left, right); }

METHOD_TABLE_BEGIN(type)
#include "runtime/object/type.def"
METHOD_TABLE_END

/* type(x), type(name, bases, namespace). */
static RT Value type_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const kinds[] = {"str", "tuple", "dict"};
    if (nargs != 3)
        return raise_error(task, &type_TypeError, "type() takes 1 or 3 arguments");
    bool fits[] = {value_is_str(args[0]), value_is_tuple(args[1]), value_is_dict(args[2])};
    for (int i = 0; i < 3; i++)
        if (!fits[i])
            return raise_error(task, &type_TypeError, "type.__new__() argument %d must be %s, not %T", i + 1, kinds[i], args[i]);
    return type_new(task, (PyType *)cls, args[0], args[1], args[2], args + 3, 0, kwnames);
}
static RT int type_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs != 1 && nargs != 3)
        return fail_int(raise_error(task, &type_TypeError, "type.__init__() takes 1 or 3 arguments"));
    return 0;
}

BUILTIN_TYPE(type, "type", PyType, .flags = TYPE_FLAG_BASE | TYPE_FLAG_TYPE_SUBCLASS | TYPE_FLAG_HAS_DICT,
             .methods = type_methods, .getsets = getsets,
             .c_doc = "With one argument the object's type; with three, a new class.",
             .slots = {.repr = type_repr, .get_attr = type_get_attr, .set_attr = type_set_attr, .call = type_call_slot,
                       .binary[9] = type_or, .new_ = type_make, .init = type_init})
