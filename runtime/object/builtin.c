/* Functions and methods in C: builtin_function, method_descriptor, classmethod_descriptor.

   The call record is made at the first call, when the signature is parsed: with positional
   parameters alone a C function is a direct entry, defaults included. A method in C trusts its
   self, so its record can be used directly only by method calls (arity -2 - n). */
#include "runtime/object/builtin.h"
#include "runtime/object/call.h"
#include "runtime/object/type_internal.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"

enum { MAX_WORDS = 26 };

/* A method bound to its self (or class): the C function wants it in front. */
static RT Value bound_direct_0(TASK, Value callee)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    return ((RT Value (*)(TASK, Value))b->def->function)(task, slot_load(&b->self));
}
static RT Value bound_direct_1(TASK, Value x, Value callee)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    return ((RT Value (*)(TASK, Value, Value))b->def->function)(task, slot_load(&b->self), x);
}
static RT Value bound_direct_2(TASK, Value x, Value y, Value callee)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    return ((RT Value (*)(TASK, Value, Value, Value))b->def->function)(task, slot_load(&b->self), x, y);
}
static RT Value bound_direct_3(TASK, Value x, Value y, Value z, Value callee)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    return ((RT Value (*)(TASK, Value, Value, Value, Value))b->def->function)(task, slot_load(&b->self), x, y, z);
}

static bool is_bound(const PyBuiltin *b) { return b->owner && b->def->kind != METHOD_STATIC && slot_load(&b->self); }

/* Words for the C function: self in front when bound or a method. */
static RT Value call_bound_signature(TASK, PyBuiltin *b, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value words[MAX_WORDS];
    int64_t front = self != 0;
    words[0] = self;
    if (!bind_arguments(task, &b->code->signature, args, nargs, kwnames, words + front))
        return 0;
    return call_direct(task, b->def->function, words, b->code->signature.count + front, (Value)b);
}

static RT Value builtin_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    if (is_bound(b))
        return call_bound_signature(task, b, slot_load(&b->self), args, nargs, kwnames);
    if (!b->owner || b->def->kind == METHOD_STATIC)
        return call_bound_signature(task, b, 0, args, nargs, kwnames);
    const char *kind = b->def->kind == METHOD_CLASS ? "type" : NULL;
    if (nargs < 1)
        return raise_error(task, &type_TypeError, kind ? "descriptor '%s' for type '%N' needs a type as argument"
                           : "unbound method %N.%s() needs an argument",
                           kind ? (void *)b->def->name : (void *)b->owner, kind ? (void *)b->owner : (void *)b->def->name);
    if (kind ? !value_is_type(args[0]) : !value_is_instance(args[0], b->owner))
        return raise_error(task, &type_TypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
                           b->def->name, b->owner, args[0]);
    return call_bound_signature(task, b, args[0], args + 1, nargs - 1, kwnames);
}

/* The first call: the record can now be filled in. */
static RT Value builtin_first(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyBuiltin *b = (PyBuiltin *)callee;
    Signature *s = &b->code->signature;
    CallRecord *record = b->call.record;
    if (!signature_ready(task, s))
        return 0;
    bool simple = s->count == s->positional && s->count < MAX_WORDS - 1;
    if (simple && s->required < s->count) {
        Value defaults = tuple_new(task, s->count - s->required);
        if (!defaults)
            return 0;
        for (int i = s->required; i < s->count; i++)
            gc_init(&((PyTuple *)defaults)->items[i - s->required], slot_load(&s->parameters[i].fallback));
        gc_store(&record->defaults, defaults);
    }
    static void *const bound_directs[] = {bound_direct_0, bound_direct_1, bound_direct_2, bound_direct_3};
    if (simple && is_bound(b)) {
        if (s->count <= 3) {
            record->direct = bound_directs[s->count];
            __atomic_store_n(&record->arity, s->count, __ATOMIC_RELEASE);
        }
    } else if (simple && (!b->owner || b->def->kind == METHOD_STATIC)) {
        record->direct = b->def->function;
        __atomic_store_n(&record->arity, s->count, __ATOMIC_RELEASE);
    } else if (simple && b->def->kind == METHOD_INSTANCE) {
        record->direct = b->def->function;
        __atomic_store_n(&record->arity, -2 - (s->count + 1), __ATOMIC_RELEASE);
    }
    record->general = builtin_general;
    return builtin_general(task, callee, args, nargs, kwnames);
}

/* "(self, item, /)" without its first parameter, for those kinds that have it. */
static const char *without_self(const MethodDef *def)
{
    const char *text = def->signature ? def->signature : "()";
    const char *first = text + 1;
    if (*first == '$')
        first++;
    size_t n = strcspn(first, ",)=:/* ");
    bool is_self = n == 4 && !strncmp(first, "self", 4);
    bool is_class = n && ((n == 3 && !strncmp(first, "cls", 3)) || (n == 4 && !strncmp(first, "type", 4)));
    if (!(def->kind == METHOD_INSTANCE ? is_self : def->kind == METHOD_CLASS && is_class))
        return text;
    first += n;
    while (*first == ',' || *first == ' ' || *first == '/')
        first++;
    return first;
}

static RT Value make(TASK, const MethodDef *def, Shape *shape, Value self, PyType *owner, const char *shown)
{
    PyBuiltin *b = gc_new(task, PyBuiltin);
    BuiltinCode *code = b ? gc_new(task, BuiltinCode) : NULL;
    Value name = code && shown ? str_intern_c(task, def->name) : 0;
    if (!name)
        return 0;
    *code = (BuiltinCode){.signature = SIGNATURE(shown, without_self(def)), .record = {.general = builtin_first, .arity = -1},
                          .bound = {.general = builtin_first, .arity = -1}};
    code->record.flags = owner && def->kind == METHOD_INSTANCE ? RECORD_METHOD : 0;
    b->call = (Callable){{shape}, &code->record};
    b->def = def;
    b->owner = owner;
    b->code = code;
    gc_init(&b->self, self);
    gc_init(&b->name, name);
    return (Value)b;
}

/* "list.append", "math.sqrt", "len": kept for messages. */
static const char *shown_name(struct Task *task, const char *prefix, const char *name)
{
    size_t n = prefix ? strlen(prefix) : 0, m = strlen(name);
    if (!n || !strcmp(prefix, "builtins"))
        return name;
    char *text = gc_alloc(task, n + m + 2, LAYOUT_FREE);
    if (!text)
        return NULL;
    memcpy(text, prefix, n);
    text[n] = '.';
    memcpy(text + n + 1, name, m + 1);
    return text;
}

RT Value builtin_function_new(TASK, const MethodDef *def, Value self, Value module)
{
    const char *prefix = module && module != VALUE_NONE ? (const char *)((PyStr *)module)->data : NULL;
    Value function = make(task, def, &shape_builtin_function, self, NULL, shown_name(task, prefix, def->name));
    if (function && module && module != VALUE_NONE)
        gc_init(&((PyBuiltin *)function)->module, module);
    return function;
}

RT Value builtin_method_new(TASK, const MethodDef *def, PyType *owner)
{
    const char *dotted = type_name(owner), *dot = strrchr(dotted, '.');      /* the module is not shown */
    const char *shown = shown_name(task, dot ? dot + 1 : dotted, def->name);
    if (def->kind == METHOD_STATIC) {
        Value function = make(task, def, &shape_builtin_function, 0, owner, shown);
        return function ? staticmethod_new(task, function) : 0;
    }
    return make(task, def, def->kind == METHOD_CLASS ? &shape_classmethod_descriptor : &shape_method_descriptor, 0, owner, shown);
}

RT Value builtin_bind(TASK, Value method, Value self)
{
    PyBuiltin *b = (PyBuiltin *)method;
    PyBuiltin *bound = gc_new(task, PyBuiltin);
    if (!bound)
        return 0;
    bound->call = (Callable){{&shape_builtin_function}, &b->code->bound};
    bound->def = b->def;
    bound->owner = b->owner;
    bound->code = b->code;
    gc_init(&bound->self, self);
    gc_init(&bound->name, slot_load(&b->name));
    return (Value)bound;
}

/* ---- attributes ------------------------------------------------------------------------------- */

static PyBuiltin *as_builtin(Value self) { return (PyBuiltin *)self; }
static RT Value builtin_name(TASK, Value self) { return slot_load(&as_builtin(self)->name); }
static RT Value builtin_doc(TASK, Value self)
{
    const char *doc = as_builtin(self)->def->doc;
    return doc ? str_from_c(task, doc) : VALUE_NONE;
}
static RT Value builtin_module(TASK, Value self)
{
    Value module = slot_load(&as_builtin(self)->module);
    return module ? module : VALUE_NONE;
}
static RT Value builtin_self(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    Value object = slot_load(&b->self);
    return object ? object : b->owner ? (Value)b->owner : VALUE_NONE;
}
static RT Value builtin_owner(TASK, Value self) { return (Value)as_builtin(self)->owner; }
static RT Value builtin_qualname(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    Value object = slot_load(&b->self);
    if (!b->owner && (!object || object == VALUE_NONE || type_of(object) == &type_module))
        return slot_load(&b->name);
    PyType *type = b->owner ? b->owner : value_is_type(object) ? (PyType *)object : type_of(object);
    if (object && value_is_type(object) && b->def->kind == METHOD_CLASS)
        type = (PyType *)object;
    return str_format(task, "%U.%U", slot_load(&type->qualname), slot_load(&b->name));
}
/* The signature as Python shows it: $self and $type mark what is bound. */
static RT Value builtin_signature(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    const char *text = b->def->signature;
    if (!text || strstr(text, "<unset>"))
        return VALUE_NONE;
    if (b->def->kind == METHOD_INSTANCE && !strncmp(text, "(self", 5))
        return str_format(task, "($%s", text + 1);
    if (b->def->kind == METHOD_STATIC)
        return str_from_c(task, text);
    const char *rest = without_self(b->def);
    if (*rest == '(')
        rest++;
    return b->owner ? str_format(task, "($type, %s", rest) : str_format(task, "($module, %s", rest);
}
static RT Value builtin_function_repr(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    Value object = slot_load(&b->self);
    char address[40];
    if (!object || type_of(object) == &type_module || object == VALUE_NONE)
        return str_format(task, "<built-in function %U>", slot_load(&b->name));
    return str_format(task, "<built-in method %U of %T object at %s>", slot_load(&b->name), object, format_address(address, object));
}
static RT Value method_descriptor_repr(TASK, Value self)
{
    return str_format(task, "<method '%U' of '%N' objects>", slot_load(&as_builtin(self)->name), as_builtin(self)->owner);
}
static RT Value method_descriptor_get(TASK, Value self, Value object, Value type)
{
    PyBuiltin *b = as_builtin(self);
    if (!object)
        return self;
    if (!value_is_instance(object, b->owner))
        return raise_error(task, &type_TypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
                           b->def->name, b->owner, object);
    return builtin_bind(task, self, object);
}
static RT Value classmethod_descriptor_get(TASK, Value self, Value object, Value type)
{
    return builtin_bind(task, self, type ? type : (Value)type_of(object));
}
static RT Value builtin_compare(TASK, Value a, Value b, int op)
{
    if (op > COMPARE_NE || type_of(b) != &type_builtin_function)
        return VALUE_NOTIMPLEMENTED;
    bool same = a == b || (as_builtin(a)->def == as_builtin(b)->def && slot_load(&as_builtin(a)->self) &&
                           value_is(slot_load(&as_builtin(a)->self), slot_load(&as_builtin(b)->self)));
    return value_from_bool(same == (op == COMPARE_EQ));
}
static RT int64_t builtin_hash(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    Value object = slot_load(&b->self);
    int64_t hash = (int64_t)((uintptr_t)b->def >> 3) ^ (object ? object_id(object) >> 4 : 0);
    return hash == -1 ? -2 : hash;
}
static RT Value builtin_reduce(TASK, Value self)
{
    PyBuiltin *b = as_builtin(self);
    Value object = slot_load(&b->self);
    if (!object || type_of(object) == &type_module)
        return slot_load(&b->name);
    Value builtins = import_module_c(task, "builtins");
    Value getattr = builtins ? object_get_attr(task, builtins, str_intern_c(task, "getattr")) : 0;
    Value pair[] = {object, slot_load(&b->name)};
    Value result[] = {getattr, getattr ? tuple_from(task, pair, 2) : 0};
    return result[1] ? tuple_from(task, result, 2) : 0;
}
static RT Value method_descriptor_reduce(TASK, Value self)
{
    Value builtins = import_module_c(task, "builtins");
    Value getattr = builtins ? object_get_attr(task, builtins, str_intern_c(task, "getattr")) : 0;
    Value pair[] = {(Value)as_builtin(self)->owner, slot_load(&as_builtin(self)->name)};
    Value result[] = {getattr, getattr ? tuple_from(task, pair, 2) : 0};
    return result[1] ? tuple_from(task, result, 2) : 0;
}

static const MethodDef function_methods[] = {
    {"__reduce__", "(self, /)", "What pickle and copy need to find it again.", (void *)builtin_reduce, METHOD_INSTANCE}, {0},
};
static const MethodDef descriptor_methods[] = {
    {"__reduce__", "(self, /)", "What pickle and copy need to find it again.", (void *)method_descriptor_reduce, METHOD_INSTANCE}, {0},
};
static const GetSetDef function_getsets[] = {
    {"__name__", builtin_name, NULL, NULL}, {"__qualname__", builtin_qualname, NULL, NULL},
    {"__doc__", builtin_doc, NULL, NULL}, {"__module__", builtin_module, NULL, NULL},
    {"__self__", builtin_self, NULL, NULL}, {"__text_signature__", builtin_signature, NULL, NULL}, {0},
};
static const GetSetDef descriptor_getsets[] = {
    {"__name__", builtin_name, NULL, NULL}, {"__qualname__", builtin_qualname, NULL, NULL},
    {"__doc__", builtin_doc, NULL, NULL}, {"__objclass__", builtin_owner, NULL, NULL},
    {"__text_signature__", builtin_signature, NULL, NULL}, {0},
};
BUILTIN_TYPE(builtin_function, "builtin_function_or_method", PyBuiltin, .methods = function_methods,
             .getsets = function_getsets,
             .slots = {.repr = builtin_function_repr, .compare = builtin_compare, .hash = builtin_hash})
BUILTIN_TYPE(method_descriptor, "method_descriptor", PyBuiltin, .methods = descriptor_methods,
             .getsets = descriptor_getsets,
             .slots = {.repr = method_descriptor_repr, .descr_get = method_descriptor_get})
BUILTIN_TYPE(classmethod_descriptor, "classmethod_descriptor", PyBuiltin, .getsets = descriptor_getsets,
             .slots = {.repr = method_descriptor_repr, .descr_get = classmethod_descriptor_get})

/* ---- __new__ of builtin types -------------------------------------------------------------------- */

/* type.__new__(cls, ...): the class must be a subclass whose C layout is this type's. */
static RT Value new_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)slot_load(&as_builtin(callee)->self);
    if (nargs < 1)
        return raise_error(task, &type_TypeError, "%N.__new__(): not enough arguments", type);
    if (!value_is_type(args[0]))
        return raise_error(task, &type_TypeError, "%N.__new__(X): X is not a type object (%T)", type, args[0]);
    PyType *cls = (PyType *)args[0];
    if (!type_is_subtype(cls, type))
        return raise_error(task, &type_TypeError, "%N.__new__(%N): %N is not a subtype of %N", type, cls, cls, type);
    const PyType *solid = cls;
    while (solid && (solid->flags & TYPE_FLAG_HEAP))
        solid = solid->base;
    if (solid && solid->slots.new_ != type->slots.new_ && solid->slots.new_)
        return raise_error(task, &type_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", type, cls, solid);
    return type->slots.new_(task, args[0], args + 1, nargs - 1, kwnames);
}
static const MethodDef new_def = {"__new__", "(*args, **kwargs)",
    "Make a new object of the type.", NULL, METHOD_STATIC};

RT Value new_wrapper(TASK, PyType *type)
{
    Value wrapper = make(task, &new_def, &shape_builtin_function, (Value)type, NULL, "__new__");
    if (wrapper) {
        as_builtin(wrapper)->call.record->general = new_general;
        as_builtin(wrapper)->owner = type;
    }
    return wrapper;
}

PyType *new_wrapper_type(Value v)
{
    if (!value_has_shape(v, &shape_builtin_function) || as_builtin(v)->call.record->general != new_general)
        return NULL;
    return (PyType *)slot_load(&as_builtin(v)->self);
}
