/* Shape trees and the attributes of instances.

   Names of a shape stand in a NameTable, in slot order. The shapes along one line of additions
   share a table: a shape sees the first slot_count names. A second child of a shape copies.
   Up to eight names are searched in order, more through a hash index.

   A shape with very many children or slots, or made by deleting, is no place for a tree: its
   children are shapes of one object alone and never cached (SHAPE_UNCACHED). Shapes live as long
   as an object or their class has them: cache words do not count (class_vector.c).

   Locking: shape_lock guards tables and child lists; allocation happens before it is taken. */
#include "runtime/object/shape.h"
#include "runtime/object/object.h"
#include "runtime/object/dict_storage.h"

enum { LINEAR_NAMES = 8, MAX_CHILDREN = 48, MAX_TREE_SLOTS = 512, MAX_INLINE = 60, FIRST_CHUNK = 8,
       MAX_DEAD = 32 };

typedef struct NameTable {
    uint32_t capacity, count;
    uint32_t mask;                       /* of index; 0: none */
    uint32_t unused;
    uint32_t *index;                     /* slot + 1 */
    Slot names[];                        /* zero: dead */
} NameTable;

typedef struct ShapeLayout {
    NameTable *table;
    Shape *children, *sibling;
    Slot edge;                           /* the name that was added (or deleted) to come here */
    uint32_t child_count;
    uint32_t dead;
    bool deletes;
} ShapeLayout;

typedef struct { Shape shape; ShapeLayout layout; } ShapeNode;

typedef struct Chunk { struct Chunk *next; int64_t count; Slot slots[]; } Chunk;

static uint8_t shape_lock;
/* The name under which an instance holds its materialised __dict__; no Python name equals it. */
static PyStr hidden_name = {.head = {&shape_str}, .length = 8, .data = (void *)"__dict__", .width = 1, .flags = STR_ASCII};
#define HIDDEN_NAME ((Value)&hidden_name)

static uint32_t name_hash(Value name) { return (uint32_t)((name >> 4) * 0x9E3779B97F4A7C15u >> 32); }

static void table_index(NameTable *table, uint32_t slot)
{
    if (!table->index)
        return;
    uint32_t i = name_hash(slot_load(&table->names[slot])) & table->mask;
    while (table->index[i])
        i = (i + 1) & table->mask;
    __atomic_store_n(&table->index[i], slot + 1, __ATOMIC_RELEASE);
}

static RT NameTable *table_new(TASK, uint32_t capacity)
{
    NameTable *table = gc_alloc(task, sizeof *table + capacity * sizeof(Slot), LAYOUT_REFS);
    if (!table)
        return NULL;
    memset(table, 0, sizeof *table);
    table->capacity = capacity;
    if (capacity > LINEAR_NAMES) {
        uint32_t size = 16;
        while (size < capacity * 2)
            size *= 2;
        table->index = gc_alloc(task, size * sizeof(uint32_t), LAYOUT_FREE);
        if (!table->index)
            return NULL;
        memset(table->index, 0, size * sizeof(uint32_t));
        table->mask = size - 1;
    }
    return table;
}

static void table_copy(NameTable *to, const NameTable *from, uint32_t count, int64_t without)
{
    for (uint32_t i = 0; i < count; i++) {
        gc_store(&to->names[i], i == without ? 0 : slot_load(&from->names[i]));
        if (slot_load(&to->names[i]))
            table_index(to, i);
    }
    to->count = count;
}

int64_t shape_find(const Shape *shape, Value name)
{
    if (!shape->layout || !shape->layout->table)
        return -1;
    const NameTable *table = pointer_load(shape->layout->table);
    uint32_t count = shape->slot_count;
    if (!table->index) {
        for (uint32_t i = 0; i < count; i++)
            if (slot_load(&table->names[i]) == name)
                return i;
        return -1;
    }
    for (uint32_t i = name_hash(name) & table->mask;; i = (i + 1) & table->mask) {
        uint32_t entry = __atomic_load_n(&table->index[i], __ATOMIC_ACQUIRE);
        if (!entry)
            return -1;
        if (slot_load(&table->names[entry - 1]) == name)
            return entry - 1 < count ? (int64_t)entry - 1 : -1;
    }
}

Value shape_name(const Shape *shape, int64_t slot)
{
    Value name = slot_load(&shape->layout->table->names[slot]);
    return name == HIDDEN_NAME ? 0 : name;
}

/* ---- making shapes ---------------------------------------------------------------------- */

static RT ShapeNode *node_new(TASK, bool alone)
{
    ShapeNode *node = gc_new(task, ShapeNode);
    if (!node)
        return NULL;
    memset(node, 0, sizeof *node);
    node->shape.layout = &node->layout;
    if (alone)
        node->shape.flags = SHAPE_UNCACHED;
    return node;
}

RT Shape *shape_new_root(TASK, struct PyType *type, uint32_t flags, uint32_t inline_slots)
{
    ShapeNode *node = node_new(task, false);
    if (!node)
        return NULL;
    node->shape.type = type;
    node->shape.flags = flags;
    node->shape.inline_slots = (uint16_t)inline_slots;
    node->shape.first_word = type->item_size ? 0 : (uint16_t)((type->basic_size + 7) / 8);
    return &node->shape;
}

/* A static shape is no root: its layout lives as long as the process. */
RT void shape_make_static_root(TASK, Shape *shape, uint32_t flags)
{
    ShapeLayout *layout = gc_alloc_root(sizeof *layout);
    memset(layout, 0, sizeof *layout);
    shape->flags |= flags;
    shape->layout = layout;
    shape->inline_slots = 0;
    shape->first_word = shape->type->item_size ? 0 : (uint16_t)((shape->type->basic_size + 7) / 8);
}

static Shape *find_child(const Shape *shape, Value name, bool deletes)
{
    for (Shape *child = pointer_load(shape->layout->children); child; child = child->layout->sibling)
        if (slot_load(&child->layout->edge) == name && child->layout->deletes == deletes)
            return child;
    return NULL;
}

/* Instances made from now on get more room inside, when this one ran out of it. */
static RT void widen_class(TASK, const Shape *shape)
{
    PyType *type = shape->type;
    Shape *root = type->instance_shape;
    if (shape->slot_count <= root->inline_slots || root->inline_slots >= MAX_INLINE || type->item_size ||
        !root->layout || !(type->flags & TYPE_FLAG_HEAP))
        return;
    uint32_t wanted = shape->slot_count * 2;
    Shape *wider = shape_new_root(task, type, root->flags, wanted > MAX_INLINE ? MAX_INLINE : wanted);
    if (wider)
        type_set_instance_shape(type, wider);
    else
        exception_clear(task);
}

/* The shape with one name more (or, deletes, with slot `slot` dead). NULL: memory. */
static RT Shape *shape_child(TASK, Shape *shape, Value name, bool deletes, int64_t slot)
{
    Shape *known = find_child(shape, name, deletes);
    if (known)
        return known;
    bool alone = (shape->flags & SHAPE_UNCACHED) || shape->layout->child_count >= MAX_CHILDREN ||
                 shape->slot_count >= MAX_TREE_SLOTS || shape->layout->dead > MAX_DEAD;
    ShapeNode *node = node_new(task, alone);
    if (!node)
        return NULL;
    uint32_t count = shape->slot_count;
    for (;;) {
        NameTable *old = shape->layout->table, *fresh = NULL;
        bool appends = !deletes && old && old->count == count && count < old->capacity;
        if (!appends && !(fresh = table_new(task, count < 4 ? 4 : deletes ? count + 4 : count * 2)))
            return NULL;
        byte_lock(task, &shape_lock);
        known = find_child(shape, name, deletes);
        if (!known && appends && old->count != count) {
            byte_unlock(task, &shape_lock);
            continue;
        }
        if (known) {
            byte_unlock(task, &shape_lock);
            return known;
        }
        NameTable *table = appends ? old : fresh;
        if (!appends && old)
            table_copy(table, old, count, deletes ? slot : -1);
        if (!deletes) {
            gc_store(&table->names[count], name);
            table_index(table, count);
            table->count = count + 1;
        }
        node->shape.type = shape->type;
        node->shape.flags |= shape->flags & ~(uint32_t)SHAPE_DICT_OBJECT;
        node->shape.slot_count = deletes ? count : count + 1;
        node->shape.first_word = shape->first_word;
        node->shape.inline_slots = shape->inline_slots;
        node->layout.dead = shape->layout->dead + deletes;
        node->layout.deletes = deletes;
        gc_store_pointer(node->layout.table, table);
        gc_store(&node->layout.edge, name);
        if (!alone) {
            node->layout.sibling = shape->layout->children;
            gc_store_pointer(shape->layout->children, &node->shape);
            shape->layout->child_count++;
            if (!deletes && !shape->heir)
                __atomic_store_n(&shape->heir, &node->shape, __ATOMIC_RELEASE);
        }
        byte_unlock(task, &shape_lock);
        if (!alone)
            widen_class(task, &node->shape);
        return &node->shape;
    }
}

/* ---- slots ------------------------------------------------------------------------------- */

static Slot *link_word(const void *object, const Shape *shape)
{
    Slot *words = (Slot *)object;
    if (shape->first_word)
        return &words[shape->first_word + shape->inline_slots];
    int64_t size = ((PyTuple *)object)->size;
    if (size < 0)
        size = -size;
    return &words[(shape->type->basic_size + size * shape->type->item_size + 7) / 8];
}

Slot *shape_slot(const void *object, const Shape *shape, int64_t slot)
{
    if (slot < shape->inline_slots)
        return &((Slot *)object)[shape->first_word + slot];
    slot -= shape->inline_slots;
    Chunk *chunk = (Chunk *)slot_load(link_word(object, shape));
    while (chunk && slot >= chunk->count) {
        slot -= chunk->count;
        chunk = pointer_load(chunk->next);
    }
    return chunk ? &chunk->slots[slot] : NULL;
}

/* As shape_slot, with chunks added until the slot exists. */
static RT Slot *ensure_slot(TASK, void *object, const Shape *shape, int64_t slot)
{
    for (;;) {
        Slot *word = shape_slot(object, shape, slot);
        if (word)
            return word;
        Slot *link = link_word(object, shape);
        int64_t count = FIRST_CHUNK;
        for (Chunk *chunk; (chunk = (Chunk *)slot_load(link)); count *= 4)
            link = (Slot *)&chunk->next;
        Chunk *fresh = gc_alloc(task, sizeof *fresh + (size_t)count * sizeof(Slot), LAYOUT_REFS);
        if (!fresh)
            return NULL;
        fresh->next = NULL;
        fresh->count = count;
        slot_compare_swap(link, 0, (Value)fresh);
    }
}

static bool swap_shape(void *object, Shape *from, Shape *to)
{
    if (!runtime_parallel) {
        if (object_shape(object) != from)
            return false;
        ((Object *)object)->shape = to;
    } else if (!__atomic_compare_exchange_n(&((Object *)object)->shape, &from, to, false, __ATOMIC_ACQ_REL,
                                            __ATOMIC_RELAXED)) {
        return false;
    }
    gc_card(object);
    return true;
}

bool shape_add_cached(void *object, Shape *shape, Value name, Value value, uint64_t word)
{
    Shape *child = find_child(shape, name, false);
    if (!child || !swap_shape(object, shape, child))
        return false;
    gc_store(&((Slot *)object)[word], value);
    return true;
}

bool shape_add_heir(void *object, Shape *shape, Value value, uint64_t word)
{
    if (!swap_shape(object, shape, pointer_load(shape->heir)))
        return false;
    gc_store(&((Slot *)object)[word], value);
    return true;
}

/* ---- attributes of instances --------------------------------------------------------------- */

static Value foreign_dict(Value object, const Shape *shape)
{
    Slot *slot = shape_slot((void *)object, shape, shape->slot_count - 1);
    return slot ? slot_load(slot) : 0;
}

RT Value instance_get(TASK, Value object, Value name)
{
    const Shape *shape = object_shape((void *)object);
    if (__builtin_expect(shape->flags & SHAPE_DICT_OBJECT, 0)) {
        Value dict = foreign_dict(object, shape);
        Value found = dict ? dict_get(task, dict, name) : VALUE_UNBOUND;
        return found == VALUE_UNBOUND ? 0 : found;
    }
    int64_t slot = shape_find(shape, name);
    if (slot < 0)
        return 0;
    Slot *word = shape_slot((void *)object, shape, slot);
    return word ? slot_load(word) : 0;
}

static RT bool set_own(TASK, Value object, Value name, Value value)
{
    void *o = (void *)object;
    for (;;) {
        Shape *shape = object_shape(o);
        int64_t slot = shape_find(shape, name);
        if (slot >= 0) {
            Slot *word = ensure_slot(task, o, shape, slot);
            if (!word)
                return false;
            gc_store(word, value);
            return true;
        }
        Shape *child = shape_child(task, shape, name, false, 0);
        Slot *word = child ? ensure_slot(task, o, child, shape->slot_count) : NULL;
        if (!word)
            return false;
        if (swap_shape(o, shape, child)) {
            gc_store(word, value);
            return true;
        }
    }
}

RT bool instance_set(TASK, Value object, Value name, Value value)
{
    const Shape *shape = object_shape((void *)object);
    if (__builtin_expect(shape->flags & SHAPE_DICT_OBJECT, 0)) {
        Value dict = foreign_dict(object, shape);
        if (dict)
            return dict_set(task, dict, name, value);
    }
    return set_own(task, object, name, value);
}

RT int instance_delete(TASK, Value object, Value name)
{
    void *o = (void *)object;
    for (;;) {
        Shape *shape = object_shape(o);
        if (shape->flags & SHAPE_DICT_OBJECT) {
            Value dict = foreign_dict(object, shape);
            Value found = dict_get(task, dict, name);
            if (!found || found == VALUE_UNBOUND)
                return found ? 0 : -1;
            return object_set_item(task, dict, name, VALUE_UNBOUND) < 0 ? -1 : 1;
        }
        int64_t slot = shape_find(shape, name);
        Slot *word = slot < 0 ? NULL : shape_slot(o, shape, slot);
        if (!word || !slot_load(word))
            return 0;
        /* The name's place in the order matters only if something follows it. */
        if (slot + 1 < shape->slot_count && shape->layout->dead <= MAX_DEAD) {
            Shape *child = shape_child(task, shape, name, true, slot);
            if (!child)
                return -1;
            if (!swap_shape(o, shape, child))
                continue;
        }
        gc_store(word, 0);
        return 1;
    }
}

/* ---- __dict__ ------------------------------------------------------------------------------ */

static RT Value key_name(TASK, Value key)
{
    if (!value_is_exact_str(key))
        return VALUE_UNBOUND;
    return str_intern(task, key);
}

static RT Value storage_get(TASK, DictStorage *storage, Value key)
{
    Value name = key_name(task, key);
    if (!name || name == VALUE_UNBOUND)
        return name;
    Value found = instance_get(task, slot_load(&storage->owner), name);
    return found ? found : VALUE_UNBOUND;
}

/* A key that is no exact str cannot be a slot: the attributes move to a real dict. */
static RT bool storage_set(TASK, DictStorage *storage, Value key, Value value)
{
    Value owner = slot_load(&storage->owner);
    Value name = key_name(task, key);
    if (!name)
        return false;
    if (name != VALUE_UNBOUND)
        return set_own(task, owner, name, value);
    Value dict = instance_dict(task, owner);
    return dict && instance_replace_dict(task, owner, dict) && dict_set(task, dict, key, value);
}

static RT int storage_delete(TASK, DictStorage *storage, Value key)
{
    Value name = key_name(task, key);
    if (!name || name == VALUE_UNBOUND)
        return name ? 0 : -1;
    return instance_delete(task, slot_load(&storage->owner), name);
}

static RT bool storage_next(TASK, DictStorage *storage, int64_t *position, Value *key, Value *value)
{
    void *object = (void *)slot_load(&storage->owner);
    const Shape *shape = object_shape(object);
    while (*position < shape->slot_count) {
        int64_t slot = (*position)++;
        Value name = shape_name(shape, slot);
        Slot *word = name ? shape_slot(object, shape, slot) : NULL;
        Value found = word ? slot_load(word) : 0;
        if (found) {
            *key = name;
            *value = found;
            return true;
        }
    }
    return false;
}

static RT int64_t storage_length(TASK, DictStorage *storage)
{
    int64_t position = 0, n = 0;
    Value key, value;
    while (storage_next(task, storage, &position, &key, &value))
        n++;
    return n;
}

static RT bool storage_clear(TASK, DictStorage *storage)
{
    int64_t position = 0;
    Value key, value;
    while (storage_next(task, storage, &position, &key, &value))
        if (instance_delete(task, slot_load(&storage->owner), key) < 0)
            return false;
    return true;
}

static const DictStorageOps instance_storage = {
    storage_get, storage_set, storage_delete, storage_length, storage_next, storage_clear,
};

RT Value instance_dict(TASK, Value object)
{
    const Shape *shape = object_shape((void *)object);
    if (shape->flags & SHAPE_DICT_OBJECT)
        return foreign_dict(object, shape);
    int64_t slot = shape_find(shape, HIDDEN_NAME);
    Slot *word = slot < 0 ? NULL : shape_slot((void *)object, shape, slot);
    if (word && slot_load(word))
        return slot_load(word);
    Value dict = dict_new_stored(task, &instance_storage, object);
    if (!dict || !set_own(task, object, HIDDEN_NAME, dict))
        return 0;
    return dict;
}

/* The slots are abandoned: the dict takes a slot of its own behind them, under a shape of this
   object alone that says where attributes are now. */
RT bool instance_replace_dict(TASK, Value object, Value dict)
{
    void *o = (void *)object;
    for (;;) {
        Shape *shape = object_shape(o);
        if (shape->flags & SHAPE_DICT_OBJECT) {
            gc_store(shape_slot(o, shape, shape->slot_count - 1), dict);
            return true;
        }
        int64_t hidden = shape_find(shape, HIDDEN_NAME);
        Slot *word = hidden < 0 ? NULL : shape_slot(o, shape, hidden);
        if (word && slot_load(word) && !dict_detach(task, slot_load(word)))
            return false;
        ShapeNode *node = node_new(task, true);
        if (!node)
            return false;
        node->shape = *shape;
        node->shape.layout = &node->layout;
        node->shape.flags = shape->flags | SHAPE_DICT_OBJECT | SHAPE_UNCACHED;
        node->shape.slot_count = shape->slot_count + 1;
        node->layout.table = table_new(task, node->shape.slot_count);
        Slot *place = ensure_slot(task, o, &node->shape, shape->slot_count);
        if (!node->layout.table || !place)
            return false;
        gc_store(place, dict);
        if (!swap_shape(o, shape, &node->shape))
            continue;
        for (int64_t slot = 0; slot < shape->slot_count; slot++)
            if ((word = shape_slot(o, shape, slot)))
                gc_store(word, 0);
        return true;
    }
}

RT bool instance_change_class(TASK, Value object, struct PyType *type)
{
    void *o = (void *)object;
    for (;;) {
        Shape *shape = object_shape(o);
        Shape *target = type->instance_shape;
        if (shape->first_word != target->first_word || shape->inline_slots != target->inline_slots)
            target = shape_new_root(task, type, target->flags, shape->inline_slots);
        if (!target)
            return false;
        target = (shape->flags & SHAPE_DICT_OBJECT) ? NULL : target;
        for (int64_t slot = 0; target && slot < shape->slot_count; slot++) {
            Value name = shape->layout->table ? slot_load(&shape->layout->table->names[slot]) : 0;
            if (!name)            /* a dead slot keeps its place by a name that nobody can say */
                name = (Value)str_from_c(task, "");
            target = name ? shape_child(task, target, name, false, 0) : NULL;
            if (!target)
                return false;
        }
        if (!target) {            /* attributes in a dict: the same layout under the other class */
            ShapeNode *node = node_new(task, true);
            if (!node)
                return false;
            node->shape = *shape;
            node->shape.type = type;
            target = &node->shape;
        }
        if (swap_shape(o, shape, target))
            return true;
    }
}
