/* Classes. A class has a table of protocol slots in C: builtin types define them, a Python
   class inherits its base's, replaced by dispatchers (object/slots.c) where it defines the
   special method. slots.def relates each to its method name.

   A builtin type is a static PyType (root section) made by its own file, and named in types/types.def. */
#ifndef PYLLC_OBJECT_TYPE_H
#define PYLLC_OBJECT_TYPE_H

#include "runtime/abi/layout.h"
#include "runtime/memory/memory.h"
#include "runtime/object/shape.h"

struct BufferView;
typedef RT Value (*UnaryFn)(TASK, Value self);
typedef RT Value (*BinaryFn)(TASK, Value left, Value right);
typedef RT Value (*TernaryFn)(TASK, Value a, Value b, Value c);

enum { BINARY_SLOTS = 13 };                /* index: Operator of frontend/ast/ast.h, same order */
enum { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE };   /* = CompareOperator */

/* Failure: zero for Value, -1 for integers, with the exception set. Value VALUE_UNBOUND as the
   new value means deletion. Binary and compare slots may give VALUE_NOTIMPLEMENTED; a binary
   slot is called with the operands in source order, whichever operand's type it comes from. */
typedef struct TypeSlots {
    UnaryFn repr, str;
    RT int64_t (*hash)(TASK, Value self);                       /* -1 fails */
    RT Value (*compare)(TASK, Value left, Value right, int op); /* COMPARE_... */
    BinaryFn binary[BINARY_SLOTS];
    BinaryFn inplace[BINARY_SLOTS];
    TernaryFn power_modulo;                                     /* pow(a, b, c) */
    UnaryFn negative, positive, invert, absolute;
    UnaryFn to_int, to_float, index;
    RT int (*truth)(TASK, Value self);                          /* 0, 1, -1 */
    RT int64_t (*length)(TASK, Value self);
    BinaryFn get_item;
    RT int (*set_item)(TASK, Value self, Value index, Value value);
    RT int (*contains)(TASK, Value self, Value item);           /* 0, 1, -1 */
    UnaryFn iter;
    UnaryFn next;                                               /* item, or VALUE_STOP */
    BinaryFn get_attr;                                          /* self, name */
    RT int (*set_attr)(TASK, Value self, Value name, Value value);
    TernaryFn descr_get;                                        /* self, object or zero, class */
    RT int (*descr_set)(TASK, Value self, Value object, Value value);
    GeneralEntry call;                                          /* callee is the instance */
    GeneralEntry new_;                                          /* callee is the class: cls(*args) allocation */
    RT int (*init)(TASK, Value self, Value *args, int64_t nargs, Value kwnames);
    UnaryFn await, aiter, anext;
    RT int (*get_buffer)(TASK, Value self, struct BufferView *view, int flags);
    RT void (*release_buffer)(TASK, Value self, struct BufferView *view);
} TypeSlots;

/* One builtin method, from METHOD rows (types/NAME.def). The C function gets self, then every
   parameter of the signature, defaulted; *args as tuple, **kwargs as dict. A parameter whose
   default reads <unset> arrives as VALUE_UNBOUND. */
typedef enum { METHOD_INSTANCE, METHOD_CLASS, METHOD_STATIC } MethodKind;
typedef struct MethodDef {
    const char *name, *signature, *doc;
    void *function;
    MethodKind kind;
} MethodDef;
/* An attribute computed by C. */
typedef struct GetSetDef {
    const char *name;
    UnaryFn get;
    RT int (*set)(TASK, Value self, Value value);   /* NULL: read-only; VALUE_UNBOUND: delete */
    const char *doc;
} GetSetDef;
/* An attribute that is a Slot of the object. */
typedef struct MemberDef { const char *name; size_t offset; bool read_only; const char *doc; } MemberDef;

enum {   /* PyType.flags; those from bit 8 to 19 are inherited */
    TYPE_FLAG_HEAP = 1,               /* made by a class statement or type() */
    TYPE_FLAG_BASE = 2,               /* may be subclassed */
    TYPE_FLAG_READY = 4,
    TYPE_FLAG_HAS_DICT = 8,           /* instances take new attributes */
    TYPE_FLAG_WEAK = 16,              /* builtin: instances may be referred to weakly */
    TYPE_FLAG_INT_SUBCLASS = 1 << 8, TYPE_FLAG_LIST_SUBCLASS = 1 << 9, TYPE_FLAG_TUPLE_SUBCLASS = 1 << 10,
    TYPE_FLAG_BYTES_SUBCLASS = 1 << 11, TYPE_FLAG_STR_SUBCLASS = 1 << 12, TYPE_FLAG_DICT_SUBCLASS = 1 << 13,
    TYPE_FLAG_EXCEPTION = 1 << 14, TYPE_FLAG_TYPE_SUBCLASS = 1 << 15, TYPE_FLAG_FLOAT_SUBCLASS = 1 << 16,
    TYPE_FLAG_SET_SUBCLASS = 1 << 17,
    TYPE_FLAG_SEQUENCE = 1 << 18, TYPE_FLAG_MAPPING = 1 << 19,    /* for match */
    TYPE_FLAG_HAS_FINALIZER = 1 << 20,
    TYPE_FLAG_MEASURED = 1 << 21,     /* instance_shape follows what a first instance used */
    TYPE_FLAG_ABSTRACT = 1 << 22,     /* __abstractmethods__ is not empty */
    TYPE_FLAG_IMMUTABLE = 1 << 23,    /* builtin: attributes cannot be set */
    TYPE_FLAG_MODULE = 1 << 24,       /* with TYPE_FLAG_HAS_DICT: the attributes are the module's names, the shape has none */
};

typedef struct PyType {
    Callable call;                    /* shape of the metaclass; how the class is called */
    Slot name, qualname, module, doc;
    const char *c_name, *c_doc;       /* builtin types: what type_ready makes the above from */
    Slot bases, mro;                  /* tuples */
    struct PyType *base;              /* the base that decides the C layout */
    uint32_t flags;
    uint32_t basic_size;              /* bytes of the C struct, before inline attribute slots */
    uint32_t item_size;               /* of variable-size objects */
    uint32_t inline_slots;            /* attribute slots inside the instance */
    Shape *instance_shape;            /* of a fresh instance */
    TypeSlots slots;
    const MethodDef *methods;         /* builtin types: end with a NULL name */
    const GetSetDef *getsets;
    const MemberDef *members;
    struct ClassVector *vector;       /* resolved attribute cells, own and inherited (object/class_vector.c) */
    struct CellTable *own;            /* own attributes: name -> cell, in order (object/class.h) */
    struct ClassCell *init_cell;      /* where __init__ is, when __new__ is object's; read by the call record */
    struct ClassCell *getattr_cell;   /* __getattr__, or NULL */
    Slot dict_object;                 /* __dict__ proxy, once asked for */
    WeakList *subclasses;             /* class_lock */
    Slot extra;                       /* __annotations__ and the like live in `own` */
    uint8_t lock;                     /* structural changes */
} PyType;

#define TYPE(name) extern PyType type_##name; extern Shape shape_##name;
#include "runtime/types/types.def"
#undef TYPE
#define EXCEPTION(name, base, struct_type, doc) extern PyType type_##name;
#include "runtime/object/exceptions.def"
#undef EXCEPTION

/* The class of any value. */
PyType *type_of_immediate(Value v) __attribute__((const));
ALWAYS_INLINE PyType *type_of(Value v)
{
    return value_is_pointer(v) ? object_shape((void *)v)->type : type_of_immediate(v);
}
ALWAYS_INLINE bool value_has_shape(Value v, const Shape *shape)
{
    return value_is_pointer(v) && object_shape((void *)v) == shape;
}
ALWAYS_INLINE bool value_has_flag(Value v, uint32_t flag)
{
    return value_is_pointer(v) && (object_shape((void *)v)->type->flags & flag);
}
bool type_is_subtype(const PyType *type, const PyType *base);
ALWAYS_INLINE bool value_is_instance(Value v, const PyType *type)   /* by the real class */
{
    return type_of(v) == type || type_is_subtype(type_of(v), type);
}
const char *type_name(const PyType *type);           /* UTF-8, lives as long as the type */
/* Instances made from now on have this shape (more room inside). */
void type_set_instance_shape(PyType *type, Shape *shape);
RT bool type_ready(TASK, PyType *type);              /* fills bases, mro, inherited slots, own attributes */
/* type(name, bases, namespace), of the given metaclass. */
RT Value type_new(TASK, PyType *metatype, Value name, Value bases, Value namespace, Value *args, int64_t nargs, Value kwnames);

#endif
