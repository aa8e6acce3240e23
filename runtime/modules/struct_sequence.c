/* Tuples whose items have names: struct_sequence.h. */
#include "runtime/modules/struct_sequence.h"
#include "runtime/object/class.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

enum { MOST_TYPES = 32 };
static struct { PyType *type; int visible, total, unnamed; } known[MOST_TYPES];
static int known_count;

static int position_of(const PyType *type)
{
    for (int i = 0; i < known_count; i++)
        if (known[i].type == type)
            return i;
    return 0;
}

#define STRUCT_FIELD(n) \
    RT Value struct_field_##n(TASK, Value self) { return slot_load(&((PyTuple *)self)->items[n]); }
STRUCT_FIELDS
#undef STRUCT_FIELD

RT Value struct_new(TASK, PyType *type, const Value *words)
{
    int i = position_of(type);
    PyTuple *tuple = object_alloc(task, type, (size_t)known[i].total * sizeof(Slot));
    if (tuple == NULL)
        return 0;
    tuple->size = known[i].visible;
    for (int k = 0; k < known[i].total; k++) {
        if (words[k] == 0)
            return 0;
        gc_init(&tuple->items[k], words[k]);
    }
    return value_from_object(tuple);
}

RT Value struct_repr(TASK, Value self)
{
    PyType *type = type_of(self);
    StrBuilder builder;
    builder_start(&builder, task);
    Value head = str_format(task, "%s(", type->c_name);
    bool good = head && builder_str(&builder, head);
    for (int64_t i = 0; good && i < tuple_size(self); i++) {
        Value text = object_repr(task, tuple_get(self, i));
        good = text && (i == 0 || builder_c(&builder, ", ")) && builder_c(&builder, type->getsets[i].name) &&
               builder_char(&builder, '=') && builder_str(&builder, text);
    }
    return good && builder_char(&builder, ')') ? builder_finish(&builder) : 0;
}

RT Value struct_cannot_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return raise_error(task, &type_TypeError, "cannot create '%s.%s' instances", "sys", type_name((PyType *)cls));
}

RT Value struct_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("structseq", "(sequence, dict=None)");
    PyType *type = (PyType *)cls;
    int i = position_of(type);
    Value out[2], words[32];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return 0;
    if (out[1] != VALUE_NONE && !value_is_dict(out[1]))
        return raise_error(task, &type_TypeError, "%s() takes a dict as second arg, if any", type_name(type));
    Value items = tuple_from_iterable(task, out[0]);
    if (!items)
        return 0;
    int64_t n = tuple_size(items);
    if (n < known[i].visible || n > known[i].total)
        return raise_error(task, &type_TypeError, "%s() takes a%s%d-sequence (%ld-sequence given)", type_name(type),
                           known[i].visible == known[i].total ? " " : n < known[i].visible ? "n at least " : "n at most ",
                           n < known[i].visible ? known[i].visible : known[i].total, (long)n);
    for (int k = 0; k < known[i].total; k++) {
        words[k] = k < n ? tuple_get(items, k) : VALUE_NONE;
        if (k >= n && value_is_dict(out[1])) {
            Value found = dict_get_str(task, out[1], type->getsets[k - known[i].unnamed].name);
            if (found != VALUE_UNBOUND)
                words[k] = found;
        }
    }
    return struct_new(task, type, words);
}

static RT Value struct_reduce(TASK, Value self)
{
    PyType *type = type_of(self);
    int i = position_of(type);
    Value rest = dict_new(task), items = tuple_from(task, tuple_words(self), tuple_size(self));
    for (int k = known[i].visible; rest && k < known[i].total; k++) {
        Value name = str_intern_c(task, type->getsets[k - known[i].unnamed].name);
        if (!name || !dict_set(task, rest, name, slot_load(&((PyTuple *)self)->items[k])))
            return 0;
    }
    Value pair[2] = {items, rest}, args = items && rest ? tuple_from(task, pair, 2) : 0;
    Value state[2] = {value_from_object(type), args};
    return args ? tuple_from(task, state, 2) : 0;
}

const MethodDef struct_methods[] = {
    METHOD(__reduce__, "(self, /)", struct_reduce, TUPLE, RAISES, NULL)
METHOD_TABLE_END

/* n_fields and the like, and what match takes by position: the visible items that have a name. */
static bool add_counts(struct Task *task, PyType *type, int visible, int unnamed, int total)
{
    const struct { const char *name; int count; } counts[] = {{"n_sequence_fields", visible}, {"n_fields", total}, {"n_unnamed_fields", unnamed}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Value name = str_intern_c(task, counts[i].name);
        if (!name || !class_add(task, type, name, value_from_small_int(counts[i].count)))
            return false;
    }
    Value names = tuple_new(task, visible - unnamed), key = str_intern_c(task, "__match_args__");
    for (int i = 0; names && i < visible - unnamed; i++) {
        Value name = str_intern_c(task, type->getsets[i].name);
        if (!name)
            return false;
        gc_init(&((PyTuple *)names)->items[i], name);
    }
    return names && key && class_add(task, type, key, names);
}

RT bool struct_ready_unnamed(TASK, PyType *type, int visible, int unnamed, Value module)
{
    int total = unnamed;
    while (type->getsets[total - unnamed].name)
        total++;
    known[known_count].type = type;
    known[known_count].visible = visible;
    known[known_count].unnamed = unnamed;
    known[known_count++].total = total;
    if (module ? !module_set_type(task, module, type) : !type_ready(task, type))
        return false;
    return add_counts(task, type, visible, unnamed, total);
}

RT bool struct_ready(TASK, PyType *type, int visible, Value module)
{
    return struct_ready_unnamed(task, type, visible, 0, module);
}
