/* Code objects: the Python-visible side of CodeInfo. There is no bytecode; what tools ask of a
   code object otherwise (names, arguments, flags, first line, file) is here. */
#include "runtime/object/function.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/traceback.h"

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
static RT Value get_flags(TASK, Value self) { return value_from_small_int(info_of(self)->flags); }
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

/* code.replace(): what describes the code may be replaced; what it does may not. */
static RT Value code_replace(TASK, Value self, Value changes)
{
    PyCode *copy = gc_new(task, PyCode);
    if (!copy)
        return 0;
    *copy = *(PyCode *)self;
    struct { const char *name; Slot *slot; } texts[] = {
        {"co_name", &copy->name}, {"co_qualname", &copy->qualname}, {"co_filename", &copy->filename}};
    int64_t used = 0;
    for (int i = 0; i < 3; i++) {
        Value value = dict_get_str(task, changes, texts[i].name);
        if (!value)
            return 0;
        if (value != VALUE_UNBOUND) {
            gc_store(texts[i].slot, value);
            used++;
        }
    }
    Value line = dict_get_str(task, changes, "co_firstlineno");
    if (!line || (line != VALUE_UNBOUND && !value_to_i64(task, line, &copy->first_line)))
        return 0;
    used += line != VALUE_UNBOUND;
    if (used != object_length(task, changes))
        return raise_error(task, &type_NotImplementedError, "only name, file name and first line of compiled code can be replaced");
    return (Value)copy;
}

static const MethodDef methods[] = {
    {"replace", "(self, /, **changes)", "A copy in which the named fields have other values.",
     (void *)code_replace, METHOD_INSTANCE}, {0},
};
static const GetSetDef getsets[] = {
    {"co_name", get_name, NULL, NULL}, {"co_qualname", get_qualname, NULL, NULL}, {"co_filename", get_filename, NULL, NULL},
    {"co_argcount", get_argcount, NULL, NULL}, {"co_posonlyargcount", get_posonly, NULL, NULL},
    {"co_kwonlyargcount", get_kwonly, NULL, NULL}, {"co_flags", get_flags, NULL, NULL},
    {"co_firstlineno", get_line, NULL, NULL}, {"co_varnames", get_varnames, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL}, {"co_cellvars", get_empty, NULL, NULL}, {"co_names", get_empty, NULL, NULL},
    {"co_consts", get_consts, NULL, NULL}, {"co_nlocals", get_nlocals, NULL, NULL}, {"co_code", get_bytes, NULL, NULL},
    {"co_stacksize", get_stacksize, NULL, NULL}, {0},
};
BUILTIN_TYPE(code, "code", PyCode, .methods = methods, .getsets = getsets, .slots = {.repr = code_repr})
