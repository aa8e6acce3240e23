/* _contextvars: variables whose value depends on the context that runs. A context is a dict from variables to
   values. A thread's current context stands in its ThreadState.

   copy_context() must be cheap, so contexts share a dict until one of them changes it: whoever hands a
   dict out marks it as shared, and a change of a shared dict makes a copy first. */
#include "runtime/abi/entries.h"
#include "runtime/modules/thread_internal.h"
#include "runtime/object/class.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

typedef struct PyContextVar { Object head; Slot name, fallback; } PyContextVar;      /* fallback: zero: none */
typedef struct PyContext {
    Object head;
    Slot values;                     /* dict; never changes while `shared` */
    Slot outer;                      /* the thread's context before this one was entered; VALUE_NONE: it had none */
    bool shared;
    uint8_t entered;                 /* claimed by exchange: one thread at a time runs in it */
} PyContext;
typedef struct PyToken { Object head; Slot context, variable, old_value; uint8_t used; } PyToken;    /* old_value zero: had none */
typedef struct PyMissing { Object head; } PyMissing;
extern PyType type_context_var, type_context, type_token, type_token_missing;
extern Shape shape_context_var, shape_context, shape_token, shape_token_missing;
static PyContextVar *as_var(Value v) { return (PyContextVar *)v; }
static PyContext *as_context(Value v) { return (PyContext *)v; }
static PyToken *as_token(Value v) { return (PyToken *)v; }
static ROOT Value missing;

/* ---- contexts ---- */

static Value context_new(struct Task *task, Value values, bool shared)
{
    PyContext *context = values ? object_alloc(task, &type_context, 0) : NULL;
    if (!context)
        return 0;
    gc_init(&context->values, values);
    context->shared = shared;
    return value_from_object(context);
}

/* The running thread's context, made if need be. */
static Value current(struct Task *task)
{
    ThreadState *state = thread_state(task);
    if (!state)
        return 0;
    Value context = slot_load(&state->context);
    if (!context) {
        context = context_new(task, dict_new(task), false);
        if (context)
            gc_store(&state->context, context);
    }
    return context;
}

/* The values for somebody who must not see them change. */
static Value share(Value context)
{
    __atomic_store_n(&as_context(context)->shared, true, __ATOMIC_RELAXED);
    return slot_load(&as_context(context)->values);
}

/* The values for changing them; only the thread that runs in the context does. */
static Value own_values(struct Task *task, Value context)
{
    PyContext *c = as_context(context);
    if (!c->shared)
        return slot_load(&c->values);
    Value copy = dict_copy(task, slot_load(&c->values));
    if (copy) {
        gc_store(&c->values, copy);
        c->shared = false;
    }
    return copy;
}

static RT Value context_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs || (kwnames && tuple_size(kwnames)))
        return raise_error(task, &type_TypeError, "Context() does not accept any arguments");
    return context_new(task, dict_new(task), false);
}

static RT Value copy_context(TASK)
{
    Value context = current(task);
    return context ? context_new(task, share(context), true) : 0;
}
static RT Value context_copy(TASK, Value self) { return context_new(task, share(self), true); }

static RT Value context_run(TASK, Value self, Value arguments, Value keywords)
{
    PyContext *c = as_context(self);
    if (tuple_size(arguments) == 0)
        return raise_error(task, &type_TypeError, "run() missing 1 required positional argument");
    ThreadState *state = thread_state(task);
    Value rest = state ? tuple_from(task, tuple_words(arguments) + 1, tuple_size(arguments) - 1) : 0;
    if (!rest)
        return 0;
    if (__atomic_exchange_n(&c->entered, 1, __ATOMIC_ACQUIRE))
        return raise_error(task, &type_RuntimeError, "cannot enter context: %R is already entered", self);
    Value outer = slot_load(&state->context);
    gc_store(&c->outer, outer);
    gc_store(&state->context, self);
    Value result = call_spread(task, tuple_get(arguments, 0), rest, keywords);
    gc_store(&state->context, slot_load(&c->outer));
    gc_store(&c->outer, 0);
    __atomic_store_n(&c->entered, 0, __ATOMIC_RELEASE);
    return result;
}

static bool is_variable(struct Task *task, Value key)
{
    if (value_has_shape(key, &shape_context_var))
        return true;
    raise_error(task, &type_TypeError, "a ContextVar key was expected, got %R", key);
    return false;
}

static RT Value context_get_item(TASK, Value self, Value key)
{
    Value v = is_variable(task, key) ? dict_get(task, slot_load(&as_context(self)->values), key) : 0;
    return v == VALUE_UNBOUND ? raise_key_error(task, key) : v;
}
static RT Value context_get(TASK, Value self, Value key, Value otherwise)
{
    Value v = is_variable(task, key) ? dict_get(task, slot_load(&as_context(self)->values), key) : 0;
    return v == VALUE_UNBOUND ? otherwise : v;
}
static RT int context_contains(TASK, Value self, Value key)
{
    return is_variable(task, key) ? dict_contains(task, slot_load(&as_context(self)->values), key) : -1;
}
static RT int64_t context_length(TASK, Value self) { return dict_length(task, slot_load(&as_context(self)->values)); }
static RT Value context_iter(TASK, Value self) { return dict_iterator_new(task, share(self), DICT_KEYS, false); }
static RT Value context_keys(TASK, Value self) { return dict_iterator_new(task, share(self), DICT_KEYS, false); }
static RT Value context_values(TASK, Value self) { return dict_iterator_new(task, share(self), DICT_VALUES, false); }
static RT Value context_items(TASK, Value self) { return dict_iterator_new(task, share(self), DICT_ITEMS, false); }

static RT Value context_compare(TASK, Value left, Value right, int op)
{
    if (op > COMPARE_NE || !value_has_shape(left, &shape_context) || !value_has_shape(right, &shape_context))
        return VALUE_NOTIMPLEMENTED;
    return object_compare(task, share(left), share(right), op);
}

METHOD_TABLE_BEGIN(context)
    METHOD(copy, "(self, /)", context_copy, OBJ, RAISES, "A context with the same values.")
    METHOD(get, "(self, key, default=None, /)", context_get, OBJ, RAISES, "The value of a variable, or the default.")
    METHOD(items, "(self, /)", context_items, OBJ, RAISES, "Variables and their values.")
    METHOD(keys, "(self, /)", context_keys, OBJ, RAISES, "The variables that have a value.")
    METHOD(run, "(self, /, *args, **kwargs)", context_run, OBJ, RAISES, "Calls a function (first argument) in this context.")
    METHOD(values, "(self, /)", context_values, OBJ, RAISES, "The values.")
METHOD_TABLE_END
BUILTIN_TYPE(context, "_contextvars.Context", PyContext, .flags = TYPE_FLAG_WEAK | TYPE_FLAG_MAPPING, .methods = context_methods,
             .c_doc = "Values of context variables.",
             .slots = { .hash = container_unhashable, .compare = context_compare, .get_item = context_get_item, .contains = context_contains,
                        .length = context_length, .iter = context_iter, .new_ = context_make })

/* ---- tokens ---- */

static RT Value token_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return raise_error(task, &type_RuntimeError, "Tokens can only be created by ContextVars");
}
static RT Value token_repr(TASK, Value self)
{
    return str_format(task, as_token(self)->used ? "<Token used var=%R at 0x%lx>" : "<Token var=%R at 0x%lx>", as_token(self)->variable.word, (unsigned long)self);
}
static RT Value token_old_value(TASK, Value self) { return as_token(self)->old_value.word ? as_token(self)->old_value.word : missing; }
static RT Value missing_repr(TASK, Value self) { return str_from_c(task, "<Token.MISSING>"); }

METHOD_TABLE_BEGIN(token)
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const GetSetDef token_getsets[] = { { "old_value", token_old_value, NULL, "The value before, or Token.MISSING." }, { .name = NULL } };
static const MemberDef token_members[] = { { "var", offsetof(PyToken, variable), true, "The variable." }, { .name = NULL } };
BUILTIN_TYPE(token, "_contextvars.Token", PyToken, .methods = token_methods, .getsets = token_getsets, .members = token_members,
             .c_doc = "What set() gives, for reset().", .slots = { .repr = token_repr, .hash = container_unhashable, .new_ = token_make })
BUILTIN_TYPE(token_missing, "Token.MISSING", PyMissing, .slots = { .repr = missing_repr })

/* ---- variables ---- */

static RT Value variable_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    Value fallback = 0;
    int64_t named = kwnames ? tuple_size(kwnames) : 0;
    if (nargs + named > 2)
        return raise_error(task, &type_TypeError, "ContextVar() takes at most 2 arguments (%ld given)", (long)(nargs + named));
    if (nargs > 1)
        return raise_error(task, &type_TypeError, "ContextVar() takes at most 1 positional argument (%ld given)", (long)nargs);
    if (nargs < 1)
        return raise_error(task, &type_TypeError, "ContextVar() takes exactly 1 positional argument (0 given)");
    if (named && !str_is(tuple_get(kwnames, 0), "default"))
        return raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for ContextVar()", tuple_get(kwnames, 0));
    if (named)
        fallback = args[1];
    if (!value_is_str(args[0]))
        return raise_error(task, &type_TypeError, "context variable name must be a str");
    PyContextVar *variable = object_alloc(task, &type_context_var, 0);
    if (!variable)
        return 0;
    gc_init(&variable->name, args[0]);
    gc_init(&variable->fallback, fallback);
    return value_from_object(variable);
}

static RT Value variable_get(TASK, Value self, Value otherwise)
{
    Value context = current(task), v = context ? dict_get(task, slot_load(&as_context(context)->values), self) : 0;
    if (v != VALUE_UNBOUND)
        return v;
    if (otherwise != VALUE_UNBOUND)
        return otherwise;
    Value fallback = as_var(self)->fallback.word;
    if (fallback)
        return fallback;
    Value exception = exception_new(task, &type_LookupError, &self, 1);
    return exception ? raise_value(task, exception) : 0;
}

static RT Value variable_set(TASK, Value self, Value v)
{
    Value context = current(task), values = context ? own_values(task, context) : 0, old = values ? dict_get(task, values, self) : 0;
    PyToken *token = old ? object_alloc(task, &type_token, 0) : NULL;
    if (!token || !dict_set(task, values, self, v))
        return 0;
    gc_init(&token->context, context);
    gc_init(&token->variable, self);
    gc_init(&token->old_value, old == VALUE_UNBOUND ? 0 : old);
    return value_from_object(token);
}

static RT Value variable_reset(TASK, Value self, Value token_value)
{
    if (!value_has_shape(token_value, &shape_token))
        return raise_error(task, &type_TypeError, "expected an instance of Token, got %R", token_value);
    PyToken *token = as_token(token_value);
    if (token->used)
        return raise_error(task, &type_RuntimeError, "%R has already been used once", token_value);
    if (token->variable.word != self)
        return raise_error(task, &type_ValueError, "%R was created by a different ContextVar", token_value);
    Value context = current(task);
    if (!context)
        return 0;
    if (token->context.word != context)
        return raise_error(task, &type_ValueError, "%R was created in a different Context", token_value);
    Value values = own_values(task, context), old = token->old_value.word;
    if (!values || (old ? !dict_set(task, values, self, old) : dict_delete(task, values, self) < 0))
        return 0;
    token->used = 1;
    return VALUE_NONE;
}

static RT Value variable_repr(TASK, Value self)
{
    PyContextVar *v = as_var(self);
    return v->fallback.word ? str_format(task, "<ContextVar name=%R default=%R at 0x%lx>", v->name.word, v->fallback.word, (unsigned long)self)
                            : str_format(task, "<ContextVar name=%R at 0x%lx>", v->name.word, (unsigned long)self);
}

METHOD_TABLE_BEGIN(context_var)
    METHOD(get, "(self, default=<unset>, /)", variable_get, OBJ, RAISES, "The value in the current context, or a default.")
    METHOD(set, "(self, value, /)", variable_set, OBJ, RAISES, "Gives it a value in the current context; the result is for reset().")
    METHOD(reset, "(self, token, /)", variable_reset, NONE, RAISES, "Gives it the value from before a set().")
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const MemberDef variable_members[] = { { "name", offsetof(PyContextVar, name), true, "Its name." }, { .name = NULL } };
BUILTIN_TYPE(context_var, "_contextvars.ContextVar", PyContextVar, .flags = TYPE_FLAG_WEAK, .methods = context_var_methods, .members = variable_members,
             .c_doc = "A variable whose value depends on the context.", .slots = { .repr = variable_repr, .new_ = variable_make })

/* ---- the module ---- */

METHOD_TABLE_BEGIN(contextvars)
    METHOD(copy_context, "()", copy_context, OBJ, RAISES, "A copy of the current context.")
METHOD_TABLE_END

static RT bool contextvars_start(TASK, Value module)
{
    PyMissing *object = type_ready(task, &type_token_missing) ? object_alloc(task, &type_token_missing, 0) : NULL;
    Value name = object ? str_intern_c(task, "MISSING") : 0;
    if (!name)
        return false;
    missing = value_from_object(object);
    return module_set_type(task, module, &type_context_var) && module_set_type(task, module, &type_context) &&
           module_set_type(task, module, &type_token) && class_add(task, &type_token, name, missing);
}
const NativeModule module__contextvars = { "_contextvars", "Variables whose value depends on the context.", contextvars_methods, contextvars_start };
