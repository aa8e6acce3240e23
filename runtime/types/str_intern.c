/* Interned strs: one object for each text, so that names compare by address. Names known when
   the program was built are static, in section pyllc_names, where the linker has merged those
   of all modules; they enter the table when it is first used. Others live as long as somebody
   else has them: the table is not scanned, and after a collection what died is marked GONE.
   Readers take no lock: a slot goes from zero to a str once, and a table that has grown is
   swapped in whole; the old one is freed at the next collection. */
#include "runtime/types/str_internal.h"

/* The names of names.def, as compiled modules define those that they use. */
#define NAME_ENTRY(id)                                                                            \
    __attribute__((selectany, section("pyllc_names"))) PyStr pys_##id = {                         \
        .head = { &shape_str }, .length = sizeof(#id) - 1, .data = #id, .width = 1,               \
        .flags = STR_ASCII | STR_INTERNED };
#include "runtime/object/names.def"
#undef NAME_ENTRY

extern PyStr __start_pyllc_names[], __stop_pyllc_names[];

typedef struct InternTable {
    int64_t capacity;                /* a power of two */
    struct InternTable *retired;     /* the one that this replaced */
    Slot slots[];
} InternTable;
#define GONE VALUE_UNBOUND
static InternTable *table;
static int64_t used, gone;           /* used: those gone included */
static uint8_t table_lock;           /* writers, `used`, `gone` */

static InternTable *table_new(int64_t capacity)
{
    InternTable *fresh = gc_table_new(sizeof(InternTable) + (size_t)capacity * sizeof(Slot));
    if (fresh)
        fresh->capacity = capacity;
    return fresh;
}

/* The slot of an equal text, or the empty one where it belongs. */
static Slot *find_slot(InternTable *in, PyStr *s)
{
    uint64_t mask = (uint64_t)in->capacity - 1, i = (uint64_t)str_hash_value(s) & mask;
    for (;; i = (i + 1) & mask) {
        Value found = slot_load(&in->slots[i]);
        if (!found || (found != GONE && str_equal(as_str(found), s)))
            return &in->slots[i];
    }
}

static void fill_names(InternTable *fresh)
{
    for (PyStr *name = __start_pyllc_names; name < __stop_pyllc_names; name++) {
        gc_store(find_slot(fresh, name), value_from_object(name));
        used++;
    }
}

static InternTable *current_table(struct Task *task)
{
    InternTable *now = pointer_load(table);
    if (__builtin_expect(now != NULL, 1))
        return now;
    int64_t capacity = 1024;
    while (capacity < (__stop_pyllc_names - __start_pyllc_names) * 3)
        capacity *= 2;
    InternTable *fresh = table_new(capacity);
    if (!fresh)
        fatal("no memory for the table of names");
    byte_lock(task, &table_lock);
    if (!table) {
        fill_names(fresh);
        __atomic_store_n(&table, fresh, __ATOMIC_RELEASE);
    }
    byte_unlock(task, &table_lock);
    return table;
}

/* False: no memory. */
static bool grow_table(struct Task *task, InternTable *old)
{
    InternTable *fresh = table_new((used - gone) * 4 > old->capacity ? old->capacity * 2 : old->capacity);
    if (!fresh)
        return false;
    byte_lock(task, &table_lock);
    if (table == old) {
        for (int64_t i = 0; i < old->capacity; i++) {
            Value held = slot_load(&old->slots[i]);
            if (held && held != GONE)
                gc_store(find_slot(fresh, as_str(held)), held);
        }
        used -= gone;
        gone = 0;
        fresh->retired = old;
        __atomic_store_n(&table, fresh, __ATOMIC_RELEASE);
        fresh = NULL;
    }
    byte_unlock(task, &table_lock);
    gc_table_free(fresh);
    return true;
}

static void sweep_names(void)
{
    if (!table)
        return;
    for (InternTable *old = table->retired, *next; old; old = next) {
        next = old->retired;
        gc_table_free(old);
    }
    table->retired = NULL;
    for (int64_t i = 0; i < table->capacity; i++) {
        Value held = slot_load(&table->slots[i]);
        if (held && held != GONE && gc_is_dead((void *)held)) {
            gc_store(&table->slots[i], GONE);
            gone++;
        }
    }
}

void strs_start(void)
{
    gc_on_sweep(sweep_names);
    gc_owners_start(LAYOUT_FREE, offsetof(PyStr, data));
    gc_owners_start(LAYOUT_FREE, offsetof(PyBytes, data));
}

RT Value str_intern(TASK, Value str)
{
    PyStr *s = as_str(str);
    if (s->flags & STR_INTERNED)
        return str;
    Value found = slot_load(find_slot(current_table(task), s));
    if (found)
        return found;
    if (!value_is_exact_str(str) || s->flags & STR_SHARED || s->length < 2) {
        PyStr *copy = str_new(task, s->length, max_char_of(s));   /* a subclass, a shared block, a static object */
        if (!copy)
            return 0;
        memcpy(copy->data, s->data, (size_t)(s->length * s->width));
        s = copy;
        str = value_from_object(copy);
    }
    if (used * 2 >= table->capacity && !grow_table(task, table)) {
        hook_memory_error(task);
        return 0;
    }
    byte_lock(task, &table_lock);
    Slot *slot = find_slot(table, s);
    found = slot_load(slot);
    if (!found) {
        s->flags |= STR_INTERNED;
        gc_store(slot, str);
        used++;
    }
    byte_unlock(task, &table_lock);
    return found ? found : str;
}

RT Value str_intern_c(TASK, const char *text)
{
    size_t length = strlen(text);
    PyStr key = { .head = { &shape_str }, .length = (int64_t)length, .data = (void *)text, .width = 1, .flags = STR_ASCII };
    Value found = slot_load(find_slot(current_table(task), &key));
    if (found)
        return found;
    Value str = str_from_ascii(task, text, (int64_t)length);
    return str ? str_intern(task, str) : 0;
}
