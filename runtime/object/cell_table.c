/* Ordered tables of cells: the own attributes of a class, the names of a module. Readers take
   no lock: a table is appended to, an index entry is published after its entry, and a table
   that grows is replaced whole. */
#include "runtime/object/class.h"

static uint64_t name_hash(Value name) { return (name >> 4) * 0x9E3779B97F4A7C15u >> 32; }

RT CellTable *cell_table_new(TASK, int64_t capacity)
{
    CellTable *table = gc_alloc(task, sizeof *table + (size_t)capacity * sizeof(CellEntry), LAYOUT_REFS);
    uint64_t size = 8;
    while (size < (uint64_t)capacity * 2)
        size *= 2;
    uint32_t *index = table ? gc_alloc(task, size * sizeof *index, LAYOUT_FREE) : NULL;
    if (!index)
        return NULL;
    memset(index, 0, size * sizeof *index);
    table->capacity = capacity;
    table->count = table->live = 0;
    table->mask = size - 1;
    table->index = index;
    return table;
}

int64_t cell_table_position(const CellTable *table, Value name)
{
    for (uint64_t i = name_hash(name) & table->mask;; i = (i + 1) & table->mask) {
        uint32_t entry = __atomic_load_n(&table->index[i], __ATOMIC_ACQUIRE);
        if (!entry)
            return -1;
        if (slot_load(&table->entries[entry - 1].name) == name)
            return entry - 1;
    }
}

GlobalCell *cell_table_find(const CellTable *table, Value name)
{
    int64_t position = cell_table_position(table, name);
    return position < 0 ? NULL : pointer_load(table->entries[position].cell);
}

RT Value cell_table_key(TASK, const CellTable *table, Value key)
{
    if (value_is_exact_str(key))
        return str_intern(task, key);
    for (int64_t i = 0; table && i < table->count; i++) {
        Value name = slot_load(&table->entries[i].name);
        if (!name || (value_is_exact_str(name) && !value_is_str(key)))
            continue;
        int equal = object_equal(task, name, key);
        if (equal)
            return equal < 0 ? 0 : name;
    }
    return key;
}

static void append(CellTable *table, Value name, GlobalCell *cell)
{
    int64_t position = table->count;
    CellEntry *entry = &table->entries[position];
    gc_store_pointer(entry->cell, cell);
    gc_store(&entry->name, name);
    table->live++;
    __atomic_store_n(&table->count, position + 1, __ATOMIC_RELEASE);
    uint64_t i = name_hash(name) & table->mask;
    while (table->index[i])
        i = (i + 1) & table->mask;
    __atomic_store_n(&table->index[i], (uint32_t)position + 1, __ATOMIC_RELEASE);
}

RT GlobalCell *cell_table_add(TASK, CellTable **place, uint8_t *lock, Value name, GlobalCell *cell)
{
    for (;;) {
        CellTable *old = pointer_load(*place);
        CellTable *bigger = NULL;
        if (!old || old->count == old->capacity) {
            bigger = cell_table_new(task, old ? old->live * 2 + 8 : 8);
            if (!bigger)
                return NULL;
        }
        if (lock)
            byte_lock(task, lock);
        GlobalCell *found = NULL;
        bool again = *place != old || (old && !bigger && old->count == old->capacity);
        if (!again) {
            found = old ? cell_table_find(old, name) : NULL;
            if (!found) {
                if (bigger) {
                    for (int64_t i = 0; old && i < old->count; i++)
                        if (old->entries[i].cell)
                            append(bigger, slot_load(&old->entries[i].name), old->entries[i].cell);
                    gc_store_pointer(*place, bigger);
                }
                append(*place, name, cell);
                found = cell;
            }
        }
        if (lock)
            byte_unlock(task, lock);
        if (!again)
            return found;
    }
}

void cell_table_replace(struct Task *task, CellTable *table, uint8_t *lock, Value name, GlobalCell *cell)
{
    byte_lock(task, lock);
    int64_t position = cell_table_position(table, name);
    if (position >= 0)
        gc_store_pointer(table->entries[position].cell, cell);
    byte_unlock(task, lock);
}

void cell_table_remove(struct Task *task, CellTable *table, uint8_t *lock, Value name)
{
    if (lock)
        byte_lock(task, lock);
    int64_t position = cell_table_position(table, name);
    if (position >= 0) {
        gc_store(&table->entries[position].name, 0);
        gc_store_pointer(table->entries[position].cell, NULL);
        table->live--;
    }
    if (lock)
        byte_unlock(task, lock);
}

bool cell_table_next(const CellTable *table, int64_t *position, Value *name, Value *value)
{
    int64_t count = table ? __atomic_load_n(&table->count, __ATOMIC_ACQUIRE) : 0;
    while (*position < count) {
        const CellEntry *entry = &table->entries[(*position)++];
        GlobalCell *cell = pointer_load(entry->cell);
        Value key = slot_load(&entry->name), found = cell ? slot_load(&cell->value) : 0;
        if (key && found) {
            *name = key;
            *value = found;
            return true;
        }
    }
    return false;
}
