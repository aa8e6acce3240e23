/* Code objects: the Python-visible side of CodeInfo. There is no bytecode; what tools ask of a
   code object otherwise (names, arguments, flags, first line, file) is here. */
#include "runtime/object/function.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/traceback.h"
#include "runtime/types/containers.h"

/* One code object for each CodeInfo, found through a table that keeps neither alive: open
   addressing by info, a power of two, zero or the code object hidden. */
static uintptr_t *codes;
static int64_t code_count, code_capacity;
static uint8_t codes_lock;           /* all of the table */

static int64_t code_position(const uintptr_t *table, int64_t capacity, const CodeInfo *info)
{
    int64_t i = (int64_t)((uintptr_t)info * 0x9E3779B97F4A7C15u >> 20) & (capacity - 1);
    while (table[i] && ((PyCode *)~table[i])->info != info)
        i = (i + 1) & (capacity - 1);
    return i;
}

/* Into a table of `capacity`, without what is dead. */
static void move_codes(uintptr_t *to, int64_t capacity, bool (*is_dead)(const void *code))
{
    int64_t kept = 0;
    for (int64_t i = 0; i < code_capacity; i++) {
        const PyCode *code = (PyCode *)~codes[i];
        if (!codes[i] || (is_dead && is_dead(code)))
            continue;
        to[code_position(to, capacity, code->info)] = codes[i];
        kept++;
    }
    code_count = kept;
    codes = to;
    code_capacity = capacity;
}

static bool is_dead_code(const void *code) { return gc_is_dead(code); }

static void sweep_codes(void)
{
    int64_t dead = 0;
    for (int64_t i = 0; i < code_capacity; i++)
        dead += codes[i] && gc_is_dead((void *)~codes[i]);
    uintptr_t *old = codes, *fresh = dead ? gc_table_new((size_t)code_capacity * sizeof *fresh) : NULL;
    if (dead && !fresh)
        fatal("no memory for the table of code objects");
    if (dead) {
        move_codes(fresh, code_capacity, is_dead_code);
        gc_table_free(old);
    }
}

void codes_start(void) { gc_on_sweep(sweep_codes); }

static RT PyCode *code_new(TASK, const CodeInfo *info, CallRecord *record)
{
    PyCode *code = gc_new(task, PyCode);
    if (!code)
        return NULL;
    code->head.shape = &shape_code;
    code->info = info;
    gc_store_pointer(code->record, record);
    code->first_line = info->first_line;
    code->flags = info->flags;
    return code;
}

RT Value code_of(TASK, const CodeInfo *info, CallRecord *record)
{
    enum { FIRST_CODES = 64 };
    PyCode *fresh = NULL;
    for (;;) {
        uintptr_t *bigger = NULL;
        int64_t wanted = code_capacity ? code_capacity * 2 : FIRST_CODES;
        if (code_count * 2 >= code_capacity && !(bigger = gc_table_new((size_t)wanted * sizeof *bigger))) {
            hook_memory_error(task);
            return 0;
        }
        byte_lock(task, &codes_lock);
        uintptr_t *old = bigger;
        if (bigger && wanted == (code_capacity ? code_capacity * 2 : FIRST_CODES)) {
            old = codes;
            move_codes(bigger, wanted, NULL);
        }
        int64_t i = code_capacity ? code_position(codes, code_capacity, info) : -1;
        PyCode *known = i >= 0 && codes[i] ? (PyCode *)~codes[i] : NULL;
        bool room = code_count * 2 < code_capacity;
        if (!known && fresh && room) {
            codes[i] = ~(uintptr_t)fresh;
            code_count++;
            known = fresh;
        }
        byte_unlock(task, &codes_lock);
        gc_table_free(old);
        if (known)
            return (Value)known;
        if (!fresh && !(fresh = code_new(task, info, record)))
            return 0;
    }
}

RT Value code_filename(TASK, const CodeInfo *info)
{
    Value name = hook_source_path ? hook_source_path(task, info->module) : 0;
    return name ? name : str_from_c(task, "<unknown>");
}

static const CodeInfo *info_of(Value self) { return ((PyCode *)self)->info; }
static RT Value get_name(TASK, Value self)
{
    Value name = slot_load(&((PyCode *)self)->name);
    return name ? name : info_of(self)->name;
}
static RT Value get_qualname(TASK, Value self)
{
    Value name = slot_load(&((PyCode *)self)->qualname);
    return name ? name : info_of(self)->qualname;
}
static RT Value get_filename(TASK, Value self)
{
    Value name = slot_load(&((PyCode *)self)->filename);
    return name ? name : code_filename(task, info_of(self));
}
static RT Value get_argcount(TASK, Value self) { return value_from_small_int(info_of(self)->argcount); }
static RT Value get_posonly(TASK, Value self) { return value_from_small_int(info_of(self)->posonlyargcount); }
static RT Value get_kwonly(TASK, Value self) { return value_from_small_int(info_of(self)->kwonlyargcount); }
static RT Value get_flags(TASK, Value self) { return value_from_small_int(((PyCode *)self)->flags); }
static RT Value get_line(TASK, Value self) { return value_from_small_int(((PyCode *)self)->first_line); }
static RT Value get_varnames(TASK, Value self) { return info_of(self)->varnames; }
static RT Value get_freevars(TASK, Value self) { return info_of(self)->freevars; }
static RT Value get_nlocals(TASK, Value self) { return value_from_small_int(((PyTuple *)info_of(self)->varnames)->size); }
static RT Value get_empty(TASK, Value self) { return tuple_from(task, NULL, 0); }
static RT Value get_consts(TASK, Value self)
{
    Value doc = info_of(self)->docstring;
    return tuple_from(task, &doc, 1);
}
static RT Value get_bytes(TASK, Value self) { return bytes_from_data(task, "", 0); }
static RT Value get_stacksize(TASK, Value self) { return value_from_small_int(1); }
static RT Value code_repr(TASK, Value self)
{
    char address[40];
    return str_format(task, "<code object %U at %s, file \"%U\", line %ld>", get_name(task, self),
                      format_address(address, self), get_filename(task, self), ((PyCode *)self)->first_line);
}

/* ---- positions ---------------------------------------------------------------------------------- */

/* There are no instructions. A number stands for each position that somebody has asked for: twice its index
   in this list of (line, end line, column, end column). */
static Value position_tuple(struct Task *task, const Position *p)
{
    Value words[] = {value_from_small_int(p->line), p->end_line > 0 ? value_from_small_int(p->end_line) : VALUE_NONE,
                     p->column >= 0 ? value_from_small_int(p->column) : VALUE_NONE,
                     p->end_column >= 0 ? value_from_small_int(p->end_column) : VALUE_NONE};
    return tuple_from(task, words, 4);
}

static Value positions_of(struct Task *task, PyCode *code)
{
    Value list = slot_load(&code->positions);
    if (!list && (list = list_new(task, 0)) && !slot_compare_swap(&code->positions, 0, list))
        list = slot_load(&code->positions);
    return list;
}

RT int64_t code_instruction(TASK, const Position *position)
{
    Value code = code_of(task, position_code(position), NULL), list = code ? positions_of(task, (PyCode *)code) : 0;
    Value wanted = list ? position_tuple(task, position) : 0;
    if (!wanted)
        return -1;
    for (int64_t i = 0; i < list_size(list); i++) {
        Value known = list_peek(list, i);
        int same = known ? object_equal(task, known, wanted) : 0;
        if (same)
            return same < 0 ? -1 : 2 * i;
    }
    return list_append(task, list, wanted) ? 2 * (list_size(list) - 1) : -1;
}

static RT Value code_positions(TASK, Value self)
{
    Value list = positions_of(task, (PyCode *)self), copy = list ? list_from_iterable(task, list) : 0;
    if (copy && list_size(copy) == 0) {
        Value line = value_from_small_int(((PyCode *)self)->first_line), words[] = {line, line, VALUE_NONE, VALUE_NONE};
        Value first = tuple_from(task, words, 4);
        if (!first || !list_append(task, copy, first))
            return 0;
    }
    return copy ? object_iter(task, copy) : 0;
}

static RT Value code_lines(TASK, Value self)
{
    Value list = positions_of(task, (PyCode *)self), result = list ? list_new(task, 0) : 0;
    for (int64_t i = 0; result && (i == 0 || i < list_size(list)); i++) {
        Value known = i < list_size(list) ? list_peek(list, i) : 0;
        Value words[] = {value_from_small_int(2 * i), value_from_small_int(2 * i + 2),
                         known ? tuple_get(known, 0) : value_from_small_int(((PyCode *)self)->first_line)};
        Value row = tuple_from(task, words, 3);
        if (!row || !list_append(task, result, row))
            return 0;
    }
    return result ? object_iter(task, result) : 0;
}

/* ---- comparing ------------------------------------------------------------------------------------ */

static RT Value code_compare(TASK, Value a, Value b, int op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || type_of(a) != &type_code || type_of(b) != &type_code)
        return VALUE_NOTIMPLEMENTED;
    PyCode *x = (PyCode *)a, *y = (PyCode *)b;
    bool same = x->info == y->info && x->first_line == y->first_line && x->flags == y->flags;
    int equal = same ? object_equal(task, get_name(task, a), get_name(task, b)) : 0;
    return equal < 0 ? 0 : value_from_bool((op == COMPARE_EQ) == (equal == 1));
}

static RT int64_t code_hash(TASK, Value self) { return (int64_t)((uintptr_t)info_of(self) >> 4); }

/* ---- code.replace() --------------------------------------------------------------------------------- */

static Value code_copy(struct Task *task, Value code)
{
    PyCode *copy = gc_new(task, PyCode);
    if (copy)
        *copy = *(PyCode *)code;
    return (Value)copy;
}

RT Value code_with_flags(TASK, Value code, int32_t flags)
{
    Value copy = code_copy(task, code);
    if (copy)
        ((PyCode *)copy)->flags = flags;
    return copy;
}

static bool replace_text(struct Task *task, Slot *slot, Value value, const char *field)
{
    if (!value_is_str(value))
        return raise_error(task, &type_TypeError, "replace() argument '%s' must be str, not %T", field, value) != 0;
    gc_store(slot, value);
    return true;
}

static bool replace_number(struct Task *task, Value value, int64_t *number)
{
    int64_t given;
    if (!object_index_i64(task, value, &given, false))
        return false;
    if (given != (int32_t)given)
        return raise_error(task, &type_OverflowError, "Python int too large to convert to C int") != 0;
    *number = given;
    return true;
}

/* What makes generators coroutines is a matter of how the code is compiled; that a generator may be awaited is not. */
static bool replace_flags(struct Task *task, PyCode *copy, Value value)
{
    enum { FIXED = CODE_OPTIMIZED | CODE_NEWLOCALS | CODE_VARARGS | CODE_VARKEYWORDS | CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR };
    int64_t flags;
    if (!replace_number(task, value, &flags))
        return false;
    if ((flags ^ copy->flags) & FIXED)
        return raise_error(task, &type_NotImplementedError, "compiled code cannot become another kind of function (co_flags)") != 0;
    copy->flags = (int32_t)flags;
    return true;
}

/* What describes the code may be replaced; what it does only by itself. */
static bool replace_field(struct Task *task, PyCode *copy, Value self, const char *name, Value value)
{
    int64_t line;
    if (strcmp(name, "co_name") == 0)
        return replace_text(task, &copy->name, value, name);
    if (strcmp(name, "co_qualname") == 0)
        return replace_text(task, &copy->qualname, value, name);
    if (strcmp(name, "co_filename") == 0)
        return replace_text(task, &copy->filename, value, name);
    if (strcmp(name, "co_flags") == 0)
        return replace_flags(task, copy, value);
    if (strcmp(name, "co_firstlineno") == 0) {
        if (!replace_number(task, value, &line))
            return false;
        copy->first_line = line;
        return true;
    }
    Value id = str_intern_c(task, name), own = id ? object_get_attr(task, self, id) : 0;
    int same = own ? object_equal(task, own, value) : -1;
    return same == 1 || (same == 0 && raise_error(task, &type_NotImplementedError, "%s of compiled code cannot be replaced", name));
}

static RT Value code_replace(TASK, Value self, Value changes)
{
    static const char *const fields[] = {
        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_firstlineno", "co_code",
        "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_filename", "co_name", "co_qualname",
        "co_linetable", "co_exceptiontable"};
    Value copy = code_copy(task, self);
    int64_t used = 0;
    for (size_t i = 0; copy && i < sizeof fields / sizeof *fields; i++) {
        Value value = dict_get_str(task, changes, fields[i]);
        if (!value || (value != VALUE_UNBOUND && !replace_field(task, (PyCode *)copy, self, fields[i], value)))
            return 0;
        used += value != VALUE_UNBOUND;
    }
    if (copy && used != object_length(task, changes))
        return raise_error(task, &type_TypeError, "replace() got an unexpected keyword argument");
    return copy;
}

static const MethodDef methods[] = {
    {"replace", "(self, /, **changes)", "A copy in which the named fields have other values.",
     (void *)code_replace, METHOD_INSTANCE},
    {"co_positions", "(self, /)", "The positions that have been asked for: line, end line, column, end column.",
     (void *)code_positions, METHOD_INSTANCE},
    {"co_lines", "(self, /)", "Their lines: start, end, line.", (void *)code_lines, METHOD_INSTANCE}, {0},
};
static const GetSetDef getsets[] = {
    {"co_name", get_name, NULL, NULL}, {"co_qualname", get_qualname, NULL, NULL}, {"co_filename", get_filename, NULL, NULL},
    {"co_argcount", get_argcount, NULL, NULL}, {"co_posonlyargcount", get_posonly, NULL, NULL},
    {"co_kwonlyargcount", get_kwonly, NULL, NULL}, {"co_flags", get_flags, NULL, NULL},
    {"co_firstlineno", get_line, NULL, NULL}, {"co_varnames", get_varnames, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL}, {"co_cellvars", get_empty, NULL, NULL}, {"co_names", get_empty, NULL, NULL},
    {"co_consts", get_consts, NULL, NULL}, {"co_nlocals", get_nlocals, NULL, NULL}, {"co_code", get_bytes, NULL, NULL},
    {"co_stacksize", get_stacksize, NULL, NULL},
    {"co_linetable", get_bytes, NULL, NULL}, {"co_lnotab", get_bytes, NULL, NULL}, {"co_exceptiontable", get_bytes, NULL, NULL}, {0},
};
BUILTIN_TYPE(code, "code", PyCode, .methods = methods, .getsets = getsets, .slots = {.repr = code_repr, .compare = code_compare, .hash = code_hash})
