/* Attribute look-up.

   object.__getattribute__: a data descriptor of the class, else what the instance holds, else
   another class attribute. A site's cache word remembers where that was found (class.h); a hit
   tests shape and word, and a zero word comes here. In a storing site's word the range of
   CACHE_SLOT means that the attribute is added: the word of the slot that the shape's child has. Objects with look-up of their own in C
   (classes, modules, super) have their own functions; classes and modules have a shape each, so
   their attributes are cached as well. */
#include "runtime/object/attribute.h"
#include "runtime/abi/entries.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/import_internal.h"
#include "runtime/object/type_internal.h"

RT Value attribute_bind(TASK, Value object, PyType *type, Value found)
{
    switch (class_kind_of(found)) {
    case KIND_PLAIN: return found;
    case KIND_FUNCTION:
        return type_of(found) == &type_function ? method_new(task, found, object) : descriptor_get(task, found, object, type);
    default:
        if (type_of(found) == &type_property)
            return property_get_value(task, (PyProperty *)found, object);
        return descriptor_get(task, found, object, type);
    }
}

static RT Value no_attribute(TASK, Value object, Value name)
{
    return raise_attribute_error(task, object, name, "'%T' object has no attribute '%U'", object, name);
}

/* ---- generic look-up ---------------------------------------------------------------------------- */


/* What a site learns. One that has seen another shape tells the memo too. */
static void remember(struct Task *task, uint64_t *cache, Value name, const Shape *shape, uint64_t index, int64_t epoch)
{
    if (__atomic_load_n(cache, __ATOMIC_RELAXED))
        attribute_memo_fill(task, name, shape, index, epoch);
    cache_fill(task, cache, shape, index, epoch);
}

static RT Value held(TASK, Value object, Value name)
{
    if (!value_is_pointer(object))
        return 0;
    if (object_shape((void *)object)->flags & SHAPE_HAS_DICT)
        return instance_get(task, object, name);
    Value found = value_has_flag(object, TYPE_FLAG_MODULE) ? module_get(task, object, name) : VALUE_UNBOUND;
    return found == VALUE_UNBOUND ? 0 : found;
}

/* VALUE_UNBOUND when there is none: nothing is raised for what __getattr__ or a default replaces. */
static RT Value generic_find(TASK, Value object, Value name)
{
    PyType *type = type_of(object);
    ClassCell *cell = class_find(task, type, name);
    Value found = cell ? slot_load(&cell->value) : 0;
    if (found && cell->kind == KIND_DATA && type_of(found)->slots.descr_get)
        return attribute_bind(task, object, type, found);
    Value value = held(task, object, name);
    if (value)
        return value;
    if (task->exception && value_is_pointer(object) && (object_shape((void *)object)->flags & SHAPE_DICT_OBJECT))
        return 0;
    return found ? attribute_bind(task, object, type, found) : VALUE_UNBOUND;
}

RT Value generic_get_attr(TASK, Value object, Value name)
{
    Value found = generic_find(task, object, name);
    return found == VALUE_UNBOUND ? no_attribute(task, object, name) : found;
}

/* As generic_find; fills the site's word with where the name was found. `binds` as in
   attribute_for_call, or NULL. */
static RT Value generic_load(TASK, Value object, Value name, uint64_t *cache, bool *binds)
{
    int64_t epoch = __atomic_load_n(&class_epoch, __ATOMIC_ACQUIRE);
    PyType *type = type_of(object);
    int64_t index = class_vector_index(task, type, name, cache != NULL);
    ClassCell *cell = index < 0 ? class_resolve(type, name) : pointer_load(pointer_load(type->vector)->cells[index]);
    Value found = cell && cell != &class_absent ? slot_load(&cell->value) : 0;
    const Shape *shape = value_is_pointer(object) ? object_shape((void *)object) : NULL;
    bool is_data = found && cell->kind == KIND_DATA && type_of(found)->slots.descr_get;
    if (is_data && cache && shape && value_has_shape(found, &shape_member_descriptor)) {
        PyMember *member = (PyMember *)found;
        Value value = slot_load((Slot *)(object + (Value)member->offset));
        if (value && member->offset / 8 < CACHE_SLOT)
            remember(task, cache, name, shape, (uint64_t)member->offset / 8, epoch);
    }
    if (!is_data && shape && (shape->flags & SHAPE_HAS_DICT)) {
        int64_t slot = shape->flags & SHAPE_DICT_OBJECT ? -1 : shape_find(shape, name);
        Value value = instance_get(task, object, name);
        if (value) {
            if (cache && slot >= 0 && slot < shape->inline_slots)
                remember(task, cache, name, shape, (uint64_t)(shape->first_word + slot), epoch);
            else if (cache && slot >= 0 && slot < CACHE_MODULE - CACHE_SLOT)
                remember(task, cache, name, shape, (uint64_t)(CACHE_SLOT + slot), epoch);
            return value;
        }
        if (slot >= 0 || (shape->flags & SHAPE_DICT_OBJECT))
            cache = NULL;                      /* the name has a slot that may be filled again */
        if ((shape->flags & SHAPE_DICT_OBJECT) && task->exception)
            return 0;
    }
    if (!found)
        return VALUE_UNBOUND;
    if (cache && shape && index >= 0 && !(is_data && value_has_shape(found, &shape_member_descriptor)))
        remember(task, cache, name, shape, CACHE_VECTOR | (uint64_t)index, epoch);
    if (binds && class_kind_of(found) == KIND_FUNCTION) {
        *binds = true;
        return found;
    }
    return attribute_bind(task, object, type, found);
}

/* `found`: what the ordinary look-up gave. */
static RT Value getattr_fallback(TASK, Value object, Value name, Value found)
{
    if (found && found != VALUE_UNBOUND)
        return found;
    if (!found && !exception_matches(task, &type_AttributeError))
        return 0;
    Value raised = found ? 0 : exception_take(task);
    Value result = stack_check(task) ? call_special(task, object, NAME(__getattr__), &name, 1) : 0;
    if (result != VALUE_UNBOUND)
        return result ? result : attribute_error_about(task, object, name);
    return raised ? raise_value(task, raised) : no_attribute(task, object, name);
}

RT Value dispatch_getattr_fallback(TASK, Value self, Value name)
{
    return getattr_fallback(task, self, name, generic_find(task, self, name));
}

/* ---- modules and classes as receivers --------------------------------------------------------- */

static RT Value module_load(TASK, Value object, Value name, uint64_t *cache)
{
    PyModule *module = (PyModule *)object;
    int64_t epoch = __atomic_load_n(&class_epoch, __ATOMIC_ACQUIRE);
    Value descriptor = type_lookup(type_of(object), name);
    if (cache && !descriptor && type_of(object) == &type_module) {
        CellTable *names = pointer_load(module->names);
        int64_t position = names ? cell_table_position(names, name) : -1;
        GlobalCell *cell = position < 0 ? NULL : pointer_load(names->entries[position].cell);
        Value value = cell ? slot_load(&cell->value) : 0;
        if (value && !(value == VALUE_NONE && library_is_pending())) {
            if (position < CACHE_OWN_VECTOR - CACHE_MODULE)
                cache_fill(task, cache, object_shape((void *)object), CACHE_MODULE | (uint64_t)position, epoch);
            return value;
        }
    }
    return type_of(object)->slots.get_attr(task, object, name);
}

/* An attribute of a class, found in its own vector, unless the metaclass has a say. */
static RT Value class_load(TASK, Value object, Value name, uint64_t *cache)
{
    PyType *type = (PyType *)object, *meta = type_of(object);
    int64_t epoch = __atomic_load_n(&class_epoch, __ATOMIC_ACQUIRE);
    int64_t meta_index = class_vector_index(task, meta, name, cache != NULL);
    ClassCell *meta_cell = meta_index < 0 ? class_resolve(meta, name) : pointer_load(pointer_load(meta->vector)->cells[meta_index]);
    bool masked = meta_cell && meta_cell != &class_absent && slot_load(&meta_cell->value) && meta_cell->kind == KIND_DATA;
    if (cache && !masked && meta_index >= 0) {
        int64_t index = class_vector_index(task, type, name, true);
        ClassCell *cell = index < 0 ? NULL : pointer_load(pointer_load(type->vector)->cells[index]);
        if (cell && cell != &class_absent && slot_load(&cell->value) && index < CACHE_VECTOR - CACHE_OWN_VECTOR)
            cache_fill(task, cache, object_shape((void *)object), CACHE_OWN_VECTOR | (uint64_t)index, epoch);
    }
    return type_get_attr(task, object, name);
}

/* A hit that the inlined test leaves: everything but an inline slot. Zero: a miss. */
static RT Value cached_load(TASK, Value object, uint64_t index, bool *binds)
{
    const Shape *shape = object_shape((void *)object);
    if (index < CACHE_SLOT)
        return slot_load((Slot *)object + index);
    if (index < CACHE_MODULE) {
        Slot *slot = shape_slot((void *)object, shape, (int64_t)(index - CACHE_SLOT));
        return slot ? slot_load(slot) : 0;
    }
    if (index < CACHE_OWN_VECTOR) {
        CellTable *names = pointer_load(((PyModule *)object)->names);
        uint64_t position = index - CACHE_MODULE;
        GlobalCell *cell = position < (uint64_t)names->count ? pointer_load(names->entries[position].cell) : NULL;
        return cell ? slot_load(&cell->value) : 0;
    }
    PyType *type = index < CACHE_VECTOR ? (PyType *)object : shape->type;
    ClassVector *vector = pointer_load(type->vector);
    ClassCell *cell = pointer_load(vector->cells[index < CACHE_VECTOR ? index - CACHE_OWN_VECTOR : index - CACHE_VECTOR]);
    Value found = cell ? slot_load(&cell->value) : 0;
    if (!found)
        return 0;
    if (index < CACHE_VECTOR) {
        int64_t kind = class_kind_of(found);
        return kind == KIND_PLAIN || (kind == KIND_FUNCTION && type_of(found) == &type_function)
                   ? found : descriptor_get(task, found, 0, type);
    }
    if (binds && class_kind_of(found) == KIND_FUNCTION) {
        *binds = true;
        return found;
    }
    return attribute_bind(task, object, type, found);
}

static RT Value load(TASK, Value object, Value name, uint64_t *cache, bool *binds)
{
    if (cache && value_is_pointer(object)) {
        const Shape *shape = object_shape((void *)object);
        uint64_t word = __atomic_load_n(cache, __ATOMIC_RELAXED);
        bool is_hit = word >> 16 == (uint64_t)shape;
        int64_t index = is_hit ? (int64_t)(word & 0xffff) : attribute_memo_ask(task, cache, shape, name);
        if (index >= 0) {
            Value value = cached_load(task, object, (uint64_t)index, binds);
            if (value)
                return value;
            if (task->exception)
                return 0;
        }
    }
    BinaryFn get = type_of(object)->slots.get_attr;
    if (get == generic_get_attr) {
        Value found = generic_load(task, object, name, cache, binds);
        return found == VALUE_UNBOUND ? no_attribute(task, object, name) : found;
    }
    if (get == dispatch_getattr_fallback)
        return getattr_fallback(task, object, name, generic_load(task, object, name, cache, binds));
    if (get == type_get_attr)
        return class_load(task, object, name, cache);
    if (get == module_get_attr)
        return module_load(task, object, name, cache);
    return get(task, object, name);
}

RT Value attribute_load_slow(TASK, Value object, Value name, uint64_t *cache) { return load(task, object, name, cache, NULL); }

RT Value attribute_for_call(TASK, Value object, Value name, uint64_t *cache, bool *binds)
{
    return load(task, object, name, cache, binds);
}

RT Value object_get_attr(TASK, Value object, Value name) { return type_of(object)->slots.get_attr(task, object, name); }

RT Value object_get_attr_or_unbound(TASK, Value object, Value name)
{
    BinaryFn get = type_of(object)->slots.get_attr;
    Value value = (get == generic_get_attr ? generic_find : get)(task, object, name);
    if (value || !exception_matches(task, &type_AttributeError))
        return value;
    exception_clear(task);
    return VALUE_UNBOUND;
}

/* ---- stores --------------------------------------------------------------------------------------- */

static RT int refuse_store(TASK, Value object, Value name, ClassCell *cell)
{
    if (cell && slot_load(&cell->value))
        return fail_int(raise_attribute_error(task, object, name, "'%T' object attribute '%U' is read-only", object, name));
    return fail_int(no_attribute(task, object, name));
}

RT int generic_set_attr(TASK, Value object, Value name, Value value)
{
    PyType *type = type_of(object);
    ClassCell *cell = class_find(task, type, name);
    Value found = cell ? slot_load(&cell->value) : 0;
    if (found && class_kind_of(found) == KIND_DATA)
        return type_of(found)->slots.descr_set(task, found, object, value);
    if (value_has_flag(object, TYPE_FLAG_MODULE))
        return module_set_name(task, object, name, value);
    if (!value_is_pointer(object) || !(object_shape((void *)object)->flags & SHAPE_HAS_DICT))
        return refuse_store(task, object, name, cell);
    if (value != VALUE_UNBOUND)
        return instance_set(task, object, name, value) ? 0 : -1;
    int deleted = instance_delete(task, object, name);
    if (deleted == 0)
        no_attribute(task, object, name);
    return deleted > 0 ? 0 : -1;
}

RT int object_set_attr(TASK, Value object, Value name, Value value)
{
    return type_of(object)->slots.set_attr(task, object, name, value);
}

static RT bool generic_store(TASK, Value object, Value name, Value value, uint64_t *cache)
{
    int64_t epoch = __atomic_load_n(&class_epoch, __ATOMIC_ACQUIRE);
    PyType *type = type_of(object);
    const Shape *before = value_is_pointer(object) ? object_shape((void *)object) : NULL;
    int64_t index = class_vector_index(task, type, name, true);
    ClassCell *cell = index < 0 ? class_resolve(type, name) : pointer_load(pointer_load(type->vector)->cells[index]);
    Value found = cell && cell != &class_absent ? slot_load(&cell->value) : 0;
    if (found && class_kind_of(found) == KIND_DATA) {
        if (value_has_shape(found, &shape_member_descriptor) && before && index >= 0) {
            PyMember *member = (PyMember *)found;
            if (!member->read_only && member->offset / 8 < CACHE_SLOT)
                cache_fill(task, cache, before, (uint64_t)member->offset / 8, epoch);
        }
        return type_of(found)->slots.descr_set(task, found, object, value) == 0;
    }
    if (!before || !(before->flags & SHAPE_HAS_DICT))
        return refuse_store(task, object, name, found ? cell : NULL) == 0;
    if (!instance_set(task, object, name, value))
        return false;
    if (index >= 0 && !(before->flags & SHAPE_DICT_OBJECT)) {
        const Shape *shape = object_shape((void *)object);
        int64_t slot = shape_find(shape, name);
        uint64_t how = before == shape ? 0 : CACHE_SLOT | (pointer_load(before->heir) == shape ? CACHE_HEIR : 0);
        if (slot >= 0 && slot < shape->inline_slots && (before == shape || slot == before->slot_count))
            cache_fill(task, cache, before, (uint64_t)(shape->first_word + slot) | how, epoch);
    }
    return true;
}

RT bool attribute_store_slow(TASK, Value object, Value name, Value value, uint64_t *cache)
{
    if (cache && value_is_pointer(object)) {       /* a site that adds the attribute, as in __init__ */
        Shape *shape = object_shape((void *)object);
        uint64_t word = __atomic_load_n(cache, __ATOMIC_RELAXED);
        if (word >> 16 == (uint64_t)shape && (word & CACHE_SLOT)) {
            uint64_t place = word & (CACHE_HEIR - 1);
            if ((word & CACHE_HEIR) ? shape_add_heir((void *)object, shape, value, place)
                                          : shape_add_cached((void *)object, shape, name, value, place))
                return true;
        }
    }
    RT int (*set)(TASK, Value, Value, Value) = type_of(object)->slots.set_attr;
    if (set == generic_set_attr && cache)
        return generic_store(task, object, name, value, cache);
    return set(task, object, name, value) == 0;
}

RT bool attr_delete(TASK, Value object, Value name)
{
    return stack_check(task) && object_set_attr(task, object, name, VALUE_UNBOUND) == 0;
}

RT int attribute_set_dict(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "cannot delete __dict__"));
    if (!value_is_dict(value))
        return fail_int(raise_error(task, &type_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value));
    return instance_replace_dict(task, self, value) ? 0 : -1;
}
