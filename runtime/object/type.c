/* Classes: readying builtin types, inheritance of flags and slots, records of how a class is
   called, allocation of instances. Attributes of classes are in type_object.c, the class
   statement in class_build.c.

   A class's call record: with object's __new__ and a Python __init__ of fixed arity it has a
   direct entry that allocates and calls __init__, read from its cell at each call. The first
   instance is made by the general entry, which then sizes the inline slots by what it used. */
#include "runtime/object/type.h"
#include "runtime/object/builtin.h"
#include "runtime/object/class.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/type_internal.h"

enum { DEFAULT_INLINE = 6 };

static const char *str_c_text(Value str) { return str ? (const char *)((PyStr *)str)->data : "?"; }

/* Builtin types in modules say their dotted name in messages, as in CPython. A class with a name that
   is no ASCII has its UTF-8 in c_name. */
const char *type_name(const PyType *type) { return type->c_name ? type->c_name : str_c_text(slot_load(&type->name)); }

bool type_is_subtype(const PyType *type, const PyType *base)
{
    if (type == base)
        return true;
    PyTuple *mro = (PyTuple *)slot_load(&type->mro);
    if (!mro) {
        while (type && type != base)
            type = type->base;
        return type != NULL || base == &type_object;
    }
    for (int64_t i = 0; i < mro->size; i++)
        if (slot_load(&mro->items[i]) == (Value)base)
            return true;
    return false;
}

PyType *type_of_immediate(Value v)
{
    if (value_is_tagged_float(v))
        return &type_float;
    if (value_is_small_int(v))
        return &type_int;
    switch (v) {
    case VALUE_NONE: return &type_none;
    case VALUE_TRUE: case VALUE_FALSE: return &type_bool;
    case VALUE_NOTIMPLEMENTED: return &type_notimplemented;
    case VALUE_ELLIPSIS: return &type_ellipsis;
    default: return &type_object;
    }
}

/* ---- instances ------------------------------------------------------------------------------ */

RT void *object_alloc(TASK, PyType *type, size_t extra)
{
    Shape *shape = type->instance_shape;
    size_t size = type->basic_size + extra;
    if (shape->flags & SHAPE_HAS_DICT) {
        if (shape->first_word)
            size = (size_t)(shape->first_word + shape->inline_slots + 1) * 8 + extra;
        else
            size = ((size + 7) & ~(size_t)7) + 8;
    }
    Object *object = gc_alloc(task, size, LAYOUT_REFS);
    if (!object)
        return NULL;
    object->shape = shape;
    if (__builtin_expect((type->flags & TYPE_FLAG_HAS_FINALIZER) != 0, 0) && !gc_finalizer_register(task, object))
        return NULL;
    return object;
}

void type_set_instance_shape(PyType *type, Shape *shape)
{
    gc_store_pointer(type->instance_shape, shape);
}

/* Inline slots as many as the first instance used. */
static RT void measure(TASK, PyType *type, Value instance)
{
    type->flags |= TYPE_FLAG_MEASURED;
    const Shape *used = object_shape((void *)instance);
    Shape *fits = NULL;
    if (used->type == type && !(used->flags & (SHAPE_DICT_OBJECT | SHAPE_UNCACHED)) && used->first_word &&
        used->slot_count < used->inline_slots && used->slot_count > 0)
        fits = shape_new_root(task, type, type->instance_shape->flags, used->slot_count);
    if (fits)
        type_set_instance_shape(type, fits);
    else
        exception_clear(task);
    type_update_record(task, type);
}

/* ---- calling a class ------------------------------------------------------------------------ */

static RT Value bad_init_result(TASK, Value result)
{
    return raise_error(task, &type_TypeError, "__init__() should return None, not '%T'", result);
}

static RT Value type_call_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)callee;
    if (!stack_check(task))
        return 0;
    if (type == &type_type && nargs == 1 && !kwnames)
        return (Value)type_of(args[0]);
    if (!type->slots.new_)
        return raise_error(task, &type_TypeError, "cannot create '%s' instances", type_name(type));
    Value object = type->slots.new_(task, callee, args, nargs, kwnames);
    if (!object || !value_is_instance(object, type))
        return object;
    PyType *real = type_of(object);
    if (real->slots.init && real->slots.init(task, object, args, nargs, kwnames) < 0)
        return 0;
    if (!(type->flags & TYPE_FLAG_MEASURED) && value_is_pointer(object))
        measure(task, type, object);
    return object;
}

RT Value type_call_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return type_call_general(task, callee, args, nargs, kwnames);
}

/* A metaclass with a __call__ of its own. */
static RT Value metaclass_call(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    return type_of(callee)->slots.call(task, callee, args, nargs, kwnames);
}

ALWAYS_INLINE Value new_instance(struct Task *task, PyType *type)
{
    Shape *shape = pointer_load(type->instance_shape);
    bool has_dict = (shape->flags & SHAPE_HAS_DICT) != 0;
    size_t size = has_dict ? (size_t)(shape->first_word + shape->inline_slots + 1) * 8 : type->basic_size;
    Object *object = gc_alloc(task, size, LAYOUT_REFS);
    if (__builtin_expect(object != NULL, 1))
        object->shape = shape;
    return (Value)object;
}

static RT Value class_direct_plain(TASK, Value callee) { return new_instance(task, (PyType *)callee); }

/* class_direct_N: N arguments for __init__ beside self. */
#define CLASS_DIRECT(n, parameters, types, words, ...)                                                  \
    static RT Value class_direct_##n(TASK, parameters Value callee)                                       \
    {                                                                                                    \
        PyType *type = (PyType *)callee;                                                                 \
        Value self = new_instance(task, type);                                                           \
        if (__builtin_expect(!self, 0))                                                                  \
            return 0;                                                                                    \
        Value init = slot_load(&type->init_cell->value), result;                                         \
        CallRecord *record = value_is_pointer(init) && init && (object_shape((void *)init)->flags & SHAPE_CALLABLE) \
                                 ? pointer_load(((Callable *)init)->record) : NULL;                      \
        if (__builtin_expect(record && record->arity == n + 1 && (record->flags & RECORD_METHOD), 1)) {   \
            result = ((RT Value (*)(TASK, Value, types Value))record->direct)(task, self, words init);    \
        } else {                                                                                         \
            Value args[] = {__VA_ARGS__};                                                                \
            int status = type->slots.init(task, self, args, n, 0);                                       \
            result = status < 0 ? 0 : VALUE_NONE;                                                        \
        }                                                                                                \
        if (__builtin_expect(result != VALUE_NONE, 0))                                                   \
            return result ? bad_init_result(task, result) : 0;                                           \
        return self;                                                                                     \
    }
#define P(...) __VA_ARGS__
CLASS_DIRECT(0, P(), P(), P(), 0)
CLASS_DIRECT(1, P(Value a,), P(Value,), P(a,), a)
CLASS_DIRECT(2, P(Value a, Value b,), P(Value, Value,), P(a, b,), a, b)
CLASS_DIRECT(3, P(Value a, Value b, Value c,), P(Value, Value, Value,), P(a, b, c,), a, b, c)
CLASS_DIRECT(4, P(Value a, Value b, Value c, Value d,), P(Value, Value, Value, Value,), P(a, b, c, d,), a, b, c, d)
CLASS_DIRECT(5, P(Value a, Value b, Value c, Value d, Value e,), P(Value, Value, Value, Value, Value,),
             P(a, b, c, d, e,), a, b, c, d, e)
CLASS_DIRECT(6, P(Value a, Value b, Value c, Value d, Value e, Value f,),
             P(Value, Value, Value, Value, Value, Value,), P(a, b, c, d, e, f,), a, b, c, d, e, f)
CLASS_DIRECT(7, P(Value a, Value b, Value c, Value d, Value e, Value f, Value g,),
             P(Value, Value, Value, Value, Value, Value, Value,), P(a, b, c, d, e, f, g,), a, b, c, d, e, f, g)
CLASS_DIRECT(8, P(Value a, Value b, Value c, Value d, Value e, Value f, Value g, Value h,),
             P(Value, Value, Value, Value, Value, Value, Value, Value,), P(a, b, c, d, e, f, g, h,),
             a, b, c, d, e, f, g, h)
#undef P
enum { MAX_CLASS_DIRECT = 8 };
static void *const class_directs[MAX_CLASS_DIRECT + 1] = {
    class_direct_0, class_direct_1, class_direct_2, class_direct_3, class_direct_4,
    class_direct_5, class_direct_6, class_direct_7, class_direct_8,
};

/* Whether instances can be made by allocation and __init__ alone. */
static bool is_plain_class(const PyType *type)
{
    return (type->flags & TYPE_FLAG_HEAP) && !(type->flags & (TYPE_FLAG_ABSTRACT | TYPE_FLAG_HAS_FINALIZER)) && !type->item_size &&
           type->slots.new_ == object_new_entry && object_shape(type)->type->slots.call == type_call_slot &&
           ((type->flags & TYPE_FLAG_MEASURED) || !(type->flags & TYPE_FLAG_HAS_DICT));
}

RT void type_update_record(TASK, PyType *type)
{
    CallRecord *record = gc_new(task, CallRecord);
    if (!record)
        return;
    memset(record, 0, sizeof *record);
    record->arity = -1;
    GeneralEntry meta_call = object_shape(type)->type->slots.call;
    record->general = meta_call == type_call_slot || !meta_call ? type_call_general : metaclass_call;
    if (is_plain_class(type)) {
        ClassCell *cell = class_resolve(type, NAME(__init__));
        Value init = cell ? slot_load(&cell->value) : 0;
        if (!cell || cell->owner == &type_object) {
            record->arity = 0;
            record->direct = class_direct_plain;
        } else if (cell->kind == KIND_FUNCTION) {
            CallRecord *inner = ((Callable *)init)->record;
            if (inner->arity >= 1 && inner->arity <= MAX_CLASS_DIRECT + 1) {
                record->arity = inner->arity - 1;
                record->direct = class_directs[record->arity];
                PyTuple *defaults = (PyTuple *)slot_load(&inner->defaults);
                if (defaults && defaults->size < inner->arity)
                    gc_init(&record->defaults, (Value)defaults);
                gc_store_pointer(type->init_cell, cell);
            }
        }
    }
    gc_store_pointer(type->call.record, record);
}

/* ---- inheritance ------------------------------------------------------------------------------- */

enum { INHERITED_FLAGS = TYPE_FLAG_INT_SUBCLASS | TYPE_FLAG_LIST_SUBCLASS | TYPE_FLAG_TUPLE_SUBCLASS |
                         TYPE_FLAG_BYTES_SUBCLASS | TYPE_FLAG_STR_SUBCLASS | TYPE_FLAG_DICT_SUBCLASS |
                         TYPE_FLAG_EXCEPTION | TYPE_FLAG_TYPE_SUBCLASS | TYPE_FLAG_FLOAT_SUBCLASS |
                         TYPE_FLAG_SET_SUBCLASS | TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING |
                         TYPE_FLAG_HAS_DICT | TYPE_FLAG_MODULE | TYPE_FLAG_HAS_FINALIZER };

/* Every slot is one word: those that a type leaves empty are its base's. */
void type_inherit_slots(PyType *type, const PyType *base)
{
    bool own_equality = type->slots.compare || type->slots.hash;
    RT int64_t (*hash)(TASK, Value) = type->slots.hash;
    RT Value (*compare)(TASK, Value, Value, int) = type->slots.compare;
    void **to = (void **)&type->slots;
    void *const *from = (void *const *)&base->slots;
    bool own_attributes = type->slots.get_attr || type->slots.set_attr;
    for (size_t i = 0; i < sizeof(TypeSlots) / sizeof(void *); i++)
        if (!to[i])
            to[i] = from[i];
    (void)own_attributes;
    if (own_equality) {
        type->slots.compare = compare ? compare : base->slots.compare;
        type->slots.hash = hash ? hash : compare ? object_hash_refused : base->slots.hash;
    }
    type->flags |= base->flags & INHERITED_FLAGS;
}

RT Shape *type_own_shape(TASK, PyType *meta)
{
    return shape_new_root(task, meta, SHAPE_CLASS | SHAPE_CALLABLE, 0);
}

static bool shapes_have_dict(const PyType *type)
{
    return (type->flags & (TYPE_FLAG_HAS_DICT | TYPE_FLAG_MODULE)) == TYPE_FLAG_HAS_DICT;
}

/* The shape of instances gets a layout when they take attributes. */
static RT void ready_instance_shape(TASK, PyType *type)
{
    Shape *shape = type->instance_shape;
    if (!shapes_have_dict(type)) {
        if (!shape)
            type->instance_shape = shape_new_root(task, type, 0, 0);
        return;
    }
    if (shape)
        shape_make_static_root(task, shape, SHAPE_HAS_DICT);
    else
        type->instance_shape = shape_new_root(task, type, SHAPE_HAS_DICT, 0);
}

static RT bool ready_names(TASK, PyType *type)
{
    if (type->c_name && !(type->flags & TYPE_FLAG_HEAP)) {
        const char *dot = strrchr(type->c_name, '.');
        Value name = str_intern_c(task, dot ? dot + 1 : type->c_name);
        Value module = dot ? str_from_utf8(task, type->c_name, dot - type->c_name) : NAME(builtins);
        if (!name || !module || !(module = str_intern(task, module)))
            return false;
        gc_store(&type->name, name);
        gc_store(&type->qualname, name);
        gc_store(&type->module, module);
    }
    return true;
}

RT bool type_link_bases(TASK, PyType *type)
{
    PyTuple *bases = (PyTuple *)slot_load(&type->bases);
    for (int64_t i = 0; i < bases->size; i++)
        if (!weak_list_append(task, &((PyType *)slot_load(&bases->items[i]))->subclasses, &class_lock, type))
            return false;
    return true;
}

static RT bool ready_mro(TASK, PyType *type)
{
    Value base = (Value)type->base;
    Value bases = tuple_from(task, &base, type->base ? 1 : 0);
    int64_t n = type->base ? ((PyTuple *)slot_load(&type->base->mro))->size : 0;
    Value mro = tuple_new(task, n + 1);
    if (!bases || !mro)
        return false;
    gc_init(&((PyTuple *)mro)->items[0], (Value)type);
    for (int64_t i = 0; i < n; i++)
        gc_init(&((PyTuple *)mro)->items[i + 1], slot_load(&((PyTuple *)slot_load(&type->base->mro))->items[i]));
    gc_store(&type->bases, bases);
    gc_store(&type->mro, mro);
    return type_link_bases(task, type);
}

static RT bool add_doc(TASK, PyType *type)
{
    Value doc = slot_load(&type->doc);
    if (!doc && type->c_doc) {
        const char *text = strstr(type->c_doc, "\n--\n\n");
        doc = str_from_c(task, text ? text + 5 : type->c_doc);
        if (!doc)
            return false;
        gc_store(&type->doc, doc);
    }
    return class_own(type, NAME(__doc__)) || class_add(task, type, NAME(__doc__), doc ? doc : VALUE_NONE);
}

static RT bool add_own_attributes(TASK, PyType *type)
{
    for (const MethodDef *def = type->methods; def && def->name; def++) {
        Value method = builtin_method_new(task, def, type);
        Value name = method ? str_intern_c(task, def->name) : 0;
        if (!name || !class_add(task, type, name, method))
            return false;
    }
    for (const GetSetDef *def = type->getsets; def && def->name; def++) {
        Value getset = getset_new(task, type, def);
        Value name = getset ? str_intern_c(task, def->name) : 0;
        if (!name || !class_add(task, type, name, getset))
            return false;
    }
    for (const MemberDef *def = type->members; def && def->name; def++) {
        Value name = str_intern_c(task, def->name);
        Value member = name ? member_new(task, type, name, def->offset, def->read_only, def->doc) : 0;
        if (!member || !class_add(task, type, name, member))
            return false;
    }
    return true;
}

/* Order for a builtin type: base first, then size, slots, names, attributes. */
RT bool type_ready(TASK, PyType *type)
{
    if (type->flags & TYPE_FLAG_READY)
        return true;
    type->flags |= TYPE_FLAG_READY | TYPE_FLAG_IMMUTABLE | TYPE_FLAG_MEASURED;
    if (!type->base && type != &type_object)
        type->base = &type_object;
    if (type->base && !type_ready(task, type->base))
        return false;
    if (type->base && type->basic_size < type->base->basic_size)
        type->basic_size = type->base->basic_size;
    if (type->base && !type->item_size)
        type->item_size = type->base->item_size;
    type->call.head.shape = type_own_shape(task, &type_type);
    TypeSlots own = type->slots;
    if (!ready_names(task, type) || !ready_mro(task, type) || !add_own_attributes(task, type) ||
        !slots_add_wrappers(task, type) || !add_doc(task, type))
        return false;
    /* A builtin type is made by its own constructor only; object's makes what derives from object in C
       and says nothing else. */
    bool makes = own.new_ != NULL;
    if (type->base) {
        type_inherit_slots(type, type->base);
        if (!makes && type->base == &type_object)
            type->slots.new_ = NULL;
    }
    if (own.compare && !own.hash && !class_add(task, type, NAME(__hash__), VALUE_NONE))
        return false;
    if (makes && !class_add(task, type, NAME(__new__), new_wrapper(task, type)))
        return false;
    ready_instance_shape(task, type);
    type_update_record(task, type);
    return true;
}

/* For class_build.c: how a class made at run time gets its shape. */
RT bool type_ready_heap_shape(TASK, PyType *type)
{
    bool has_dict = shapes_have_dict(type);
    uint32_t base_inline = type->base->flags & TYPE_FLAG_HEAP ? type->base->instance_shape->inline_slots : 0;
    uint32_t slots = type->item_size || !has_dict ? 0 : base_inline > DEFAULT_INLINE ? base_inline : DEFAULT_INLINE;
    uint32_t flags = (has_dict ? SHAPE_HAS_DICT : 0) | (type->base->instance_shape->flags & (SHAPE_CALLABLE));
    if (type->flags & TYPE_FLAG_TYPE_SUBCLASS)
        flags |= SHAPE_CLASS | SHAPE_CALLABLE;
    if (!has_dict || type->item_size)
        type->flags |= TYPE_FLAG_MEASURED;
    Shape *root = shape_new_root(task, type, flags, slots);
    if (root)
        type_set_instance_shape(type, root);
    return root != NULL;
}
