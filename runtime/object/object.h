/* What every builtin type and module is written against: attributes, calls, exceptions,
   comparison, conversion. Failure is zero for a Value, -1 for an integer, false for a bool,
   with the exception set on the task. */
#ifndef PYLLC_OBJECT_H
#define PYLLC_OBJECT_H

#include "runtime/object/type.h"

/* ---- exceptions (exceptions.c) ----------------------------------------------------------- */

/* Sets a new exception of the class and gives zero. Format: printf's %s %d %ld %zd %c %x %p, and
   %T the class name of a Value, %N of a PyType *, %R repr and %S str of a Value, %U a str Value. */
Value raise_error(struct Task *task, PyType *type, const char *format, ...) __attribute__((cold));
RT Value raise_value(TASK, Value exception);              /* as is; must be an instance */
RT Value raise_key_error(TASK, Value key);                /* KeyError(key), not formatted */
RT Value raise_stop_iteration(TASK, Value value);
RT bool exception_matches(TASK, PyType *type);            /* the pending one is an instance */
RT Value exception_take(TASK);                            /* the pending one; none is pending afterwards */
RT void exception_clear(TASK);
RT Value exception_new(TASK, PyType *type, Value *args, int64_t nargs);
ALWAYS_INLINE int fail_int(Value zero) { (void)zero; return -1; }

/* ---- attributes (attribute.c) -------------------------------------------------------------- */
RT Value object_get_attr(TASK, Value object, Value name);                 /* name: interned str */
RT Value object_get_attr_or_unbound(TASK, Value object, Value name);      /* VALUE_UNBOUND when AttributeError */
RT int object_set_attr(TASK, Value object, Value name, Value value);      /* VALUE_UNBOUND deletes */
RT Value generic_get_attr(TASK, Value object, Value name);                /* object.__getattribute__ */
RT int generic_set_attr(TASK, Value object, Value name, Value value);
/* Class attribute by the MRO, unbound, or zero (no exception). */
Value type_lookup(const PyType *type, Value name);
/* Special method looked up on the class and called; VALUE_UNBOUND when there is none. */
RT Value call_special(TASK, Value self, Value name, Value *args, int64_t nargs);

/* ---- calls (call.c) -------------------------------------------------------------------------- */
RT Value object_call(TASK, Value callee, const void *args, int64_t nargs, Value kwnames);   /* args: Value[], may be overwritten */
RT Value call_zero(TASK, Value callee);
RT Value call_one(TASK, Value callee, Value a);
RT Value call_two(TASK, Value callee, Value a, Value b);
RT Value call_method(TASK, Value self, Value name, Value *args, int64_t nargs);
RT Value call_prepended(TASK, Value callee, Value first, Value *args, int64_t nargs, Value kwnames);  /* callee(first, *args) */
bool value_is_callable(Value v);

/* A fresh instance of a class with a C layout: word 0 set, the rest zero. extra: bytes beyond basic_size. */
RT void *object_alloc(TASK, PyType *type, size_t extra);

/* ---- protocols (protocol.c): what the operators and builtins do ---------------------------- */
RT Value object_repr(TASK, Value v);
RT Value object_str(TASK, Value v);
RT Value object_format(TASK, Value v, Value spec);
RT int64_t object_hash(TASK, Value v);                       /* -1 fails */
RT Value object_compare(TASK, Value a, Value b, int op);
RT int object_compare_truth(TASK, Value a, Value b, int op); /* identity first for EQ and NE only where Python does: see below */
RT int object_equal(TASK, Value a, Value b);                 /* identity or ==: what containers use */
bool value_is(Value a, Value b);                             /* `is`: numbers by type and value */
RT int object_truth(TASK, Value v);
RT int64_t object_length(TASK, Value v);
RT Value object_get_item(TASK, Value v, Value index);
RT int object_set_item(TASK, Value v, Value index, Value value);   /* VALUE_UNBOUND deletes */
RT int object_contains(TASK, Value container, Value item);
bool value_is_iterator(Value v);
RT Value object_next_refused(TASK, Value v);           /* a slot that was emptied while somebody iterates */
RT Value object_iter(TASK, Value v);
RT Value object_next(TASK, Value iterator);                  /* item or VALUE_STOP */
RT Value object_binary(TASK, Value a, Value b, int op);      /* Operator */
RT Value object_inplace(TASK, Value a, Value b, int op);
RT Value object_unary(TASK, Value v, int op);                /* UnaryOperator */
RT Value object_power(TASK, Value a, Value b, Value modulo); /* VALUE_NONE: none */
RT Value object_index(TASK, Value v);                        /* int, by __index__ */
RT bool object_index_i64(TASK, Value v, int64_t *result, bool clamp);   /* else OverflowError, unless clamped */
RT bool object_subscript_i64(TASK, Value v, int64_t *result);            /* the same with IndexError */
RT bool object_count_i64(TASK, Value v, int64_t *result);                /* how often, how many: with the words of that */
RT Value object_int(TASK, Value v);
RT bool object_double(TASK, Value v, double *result);        /* float(v) of a number */
RT int64_t object_length_hint(TASK, Value v, int64_t otherwise);
RT int object_is_instance(TASK, Value v, Value class_or_tuple);
RT int object_is_subclass(TASK, Value v, Value class_or_tuple);
int64_t object_id(Value v);

/* ---- making values (their own folders' headers have more) ----------------------------------- */
RT Value int_from_i64(TASK, int64_t i);
RT Value int_from_u64(TASK, uint64_t i);
RT Value float_from_double(TASK, double d);
RT bool value_to_i64(TASK, Value v, int64_t *result);        /* an int (or subclass); OverflowError */
RT Value str_from_utf8(TASK, const char *text, int64_t length);
RT Value str_from_c(TASK, const char *text);                 /* NUL-terminated */
RT Value str_intern_c(TASK, const char *text);
RT Value str_intern(TASK, Value str);
void strs_start(void);               /* types/str_intern.c */
Value str_format(struct Task *task, const char *format, ...); /* format as raise_error */
RT Value bytes_from_data(TASK, const void *data, int64_t length);
RT Value tuple_new(TASK, int64_t size);                      /* items zero: fill with gc_init */
RT Value tuple_from(TASK, const void *items, int64_t size);
RT Value list_new(TASK, int64_t size);                       /* items zero: fill with gc_init */
RT Value list_from(TASK, const void *items, int64_t size);
RT bool list_append(TASK, Value list, Value item);
RT Value dict_new(TASK);
RT bool dict_set(TASK, Value dict, Value key, Value value);
RT Value dict_get(TASK, Value dict, Value key);              /* VALUE_UNBOUND when absent; zero fails */
RT Value dict_get_str(TASK, Value dict, const char *key);
RT Value set_new(TASK);
RT bool set_add(TASK, Value set, Value item);

/* Interned names known at build time: NAME(__init__). Static objects; compiled modules define
   the same symbols, merged at link, so a name is one address in the whole program. */
#define NAME_ENTRY(id) extern PyStr pys_##id;
#include "runtime/object/names.def"
#undef NAME_ENTRY
#define NAME(id) ((Value)&pys_##id)

ALWAYS_INLINE bool value_is_str(Value v)   { return value_has_flag(v, TYPE_FLAG_STR_SUBCLASS); }
ALWAYS_INLINE bool value_is_tuple(Value v) { return value_has_flag(v, TYPE_FLAG_TUPLE_SUBCLASS); }
ALWAYS_INLINE bool value_is_list(Value v)  { return value_has_flag(v, TYPE_FLAG_LIST_SUBCLASS); }
ALWAYS_INLINE bool value_is_dict(Value v)  { return value_has_flag(v, TYPE_FLAG_DICT_SUBCLASS); }
ALWAYS_INLINE bool value_is_bytes(Value v) { return value_has_flag(v, TYPE_FLAG_BYTES_SUBCLASS); }
ALWAYS_INLINE bool value_is_type(Value v)  { return value_has_flag(v, TYPE_FLAG_TYPE_SUBCLASS); }
ALWAYS_INLINE bool value_is_exact_str(Value v)   { return value_has_shape(v, &shape_str); }
ALWAYS_INLINE bool value_is_exact_tuple(Value v) { return value_has_shape(v, &shape_tuple); }
ALWAYS_INLINE bool value_is_exact_list(Value v)  { return value_has_shape(v, &shape_list); }
ALWAYS_INLINE bool value_is_exact_dict(Value v)  { return value_has_shape(v, &shape_dict); }
ALWAYS_INLINE bool value_is_exact_int(Value v)   { return value_is_small_int(v) || value_has_shape(v, &shape_int); }
ALWAYS_INLINE bool value_is_int(Value v)     /* int or subclass, bool included */
{
    return value_is_small_int(v) || value_is_bool(v) || value_has_flag(v, TYPE_FLAG_INT_SUBCLASS);
}
ALWAYS_INLINE bool value_is_float(Value v)   /* exact */
{
    return value_is_tagged_float(v) || value_has_shape(v, &shape_float);
}
ALWAYS_INLINE double value_float(Value v)    /* of an exact float */
{
    return value_is_tagged_float(v) ? value_tagged_float(v) : ((PyFloat *)v)->value;
}

/* The locals that the caller of the running builtin has handed over (caller_locals.c), once;
   zero without an exception when it has not: a module body, whose locals are its globals, or
   a call under another name. */
Value caller_locals_take(struct Task *task);

#endif
