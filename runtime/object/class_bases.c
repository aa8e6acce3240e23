/* What a class may inherit from: layouts of instances, and assignment to __bases__.

   The solid base of a class is the nearest one whose C struct or __slots__ its instances have. Assigning
   __bases__ computes the orders of the class and all below it anew, which may run mro() of metaclasses:
   user code that may itself assign. Hence an order is taken only if the class's order is still the one that
   it replaces, and a failure puts back only what still stands as this assignment left it. */
#include "runtime/object/class_bases.h"
#include "runtime/object/class.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/type_internal.h"
#include "runtime/types/containers.h"

/* ---- layouts ---------------------------------------------------------------------------------------- */

const PyType *class_solid_base(const PyType *type)
{
    while (type->base && (type->flags & TYPE_FLAG_HEAP) && type->basic_size == type->base->basic_size)
        type = type->base;
    while (type->base && type->basic_size == type->base->basic_size && type->item_size == type->base->item_size)
        type = type->base;
    return type;
}

RT PyType *class_best_base(TASK, PyTuple *bases)
{
    PyType *best = NULL;
    const PyType *best_solid = NULL;
    for (int64_t i = 0; i < bases->size; i++) {
        Value v = slot_load(&bases->items[i]);
        if (!value_is_type(v)) {
            raise_error(task, &type_TypeError, "bases must be types");
            return NULL;
        }
        PyType *base = (PyType *)v;
        if (!(base->flags & TYPE_FLAG_BASE)) {
            raise_error(task, &type_TypeError, "type '%N' is not an acceptable base type", base);
            return NULL;
        }
        const PyType *solid = class_solid_base(base);
        if (!best_solid || (solid != best_solid && type_is_subtype(solid, best_solid))) {
            best = base;
            best_solid = solid;
        } else if (!type_is_subtype(best_solid, solid)) {
            raise_error(task, &type_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

enum { LAYOUT_FLAGS = TYPE_FLAG_HAS_DICT | TYPE_FLAG_MODULE | TYPE_FLAG_WEAK };

/* The nearest class that adds something to instances. */
static const PyType *adding_class(const PyType *type)
{
    while (type->base && (type->flags & TYPE_FLAG_HEAP) && type->basic_size == type->base->basic_size &&
           type->item_size == type->base->item_size && !((type->flags ^ type->base->flags) & LAYOUT_FLAGS))
        type = type->base;
    return type;
}

/* Whether every slot of a has its like in b. */
static bool slots_within(const PyType *a, const PyType *b)
{
    int64_t position = 0;
    Value name, value;
    while (cell_table_next(a->own, &position, &name, &value)) {
        if (!value_has_shape(value, &shape_member_descriptor))
            continue;
        ClassCell *cell = class_own(b, name);
        Value other = cell ? slot_load(&cell->value) : 0;
        if (!other || !value_has_shape(other, &shape_member_descriptor) ||
            ((PyMember *)value)->offset != ((PyMember *)other)->offset)
            return false;
    }
    return true;
}

static bool layouts_agree(const PyType *a, const PyType *b)
{
    a = adding_class(a);
    b = adding_class(b);
    if (a == b)
        return true;
    return (a->flags & b->flags & TYPE_FLAG_HEAP) && a->base == b->base && a->basic_size == b->basic_size &&
           a->item_size == b->item_size && !((a->flags ^ b->flags) & LAYOUT_FLAGS) && slots_within(a, b) && slots_within(b, a);
}

RT bool class_check_layouts(TASK, const PyType *new, const PyType *old, const char *attribute)
{
    if (layouts_agree(new, old))
        return true;
    bool foreign = !(new->flags & TYPE_FLAG_HEAP) != !(old->flags & TYPE_FLAG_HEAP);
    raise_error(task, &type_TypeError, "%s assignment: '%N' %s differs from '%N'", attribute, new,
                foreign ? "deallocator" : "object layout", old);
    return false;
}

/* ---- __bases__ -------------------------------------------------------------------------------------- */

/* `done` gets the class, its new order and its old one, for each class whose order was replaced. */
static RT bool replace_orders(TASK, PyType *type, Value done)
{
    if (!stack_check(task))
        return false;
    Value old = slot_load(&type->mro), new = mro_order(task, type);
    if (!new)
        return false;
    if (slot_load(&type->mro) != old)           /* mro() has assigned: what that left is newer */
        return true;
    gc_store(&type->mro, new);
    class_forget(task, type);
    if (!list_append(task, done, (Value)type) || !list_append(task, done, new) || !list_append(task, done, old ? old : VALUE_NONE))
        return false;
    Value below = class_living_subclasses(task, type);
    for (int64_t i = 0; below && i < ((PyList *)below)->size; i++)
        if (!replace_orders(task, (PyType *)slot_load(&((PyList *)below)->items->slots[i]), done))
            return false;
    return below != 0;
}

static RT void restore_orders(TASK, PyList *done)
{
    for (int64_t i = 0; i + 2 < done->size; i += 3) {
        PyType *type = (PyType *)slot_load(&done->items->slots[i]);
        Value old = slot_load(&done->items->slots[i + 2]);
        if (slot_load(&type->mro) == slot_load(&done->items->slots[i + 1]))
            gc_store(&type->mro, old == VALUE_NONE ? 0 : old);
        class_forget(task, type);
    }
}

static RT bool inherits_by_base(const PyType *type, const PyType *from)
{
    for (; type; type = type->base)
        if (type == from)
            return true;
    return false;
}

static RT PyType *check_bases(TASK, PyType *type, PyTuple *bases)
{
    for (int64_t i = 0; i < bases->size; i++) {
        Value base = slot_load(&bases->items[i]);
        if (!value_is_type(base)) {
            raise_error(task, &type_TypeError, "%N.__bases__ must be tuple of classes, not '%T'", type, base);
            return NULL;
        }
        if (type_is_subtype((PyType *)base, type) || inherits_by_base((PyType *)base, type)) {
            raise_error(task, &type_TypeError, "a __bases__ item causes an inheritance cycle");
            return NULL;
        }
    }
    PyType *best = class_best_base(task, bases);
    return best && class_check_layouts(task, best, type->base, "__bases__") ? best : NULL;
}

RT bool class_assign_bases(TASK, PyType *type, Value bases)
{
    PyType *best = check_bases(task, type, (PyTuple *)bases), *old_base = type->base;
    Value old_bases = slot_load(&type->bases), done = best ? list_new(task, 0) : 0;
    if (!done)
        return false;
    gc_store(&type->bases, bases);
    gc_store_pointer(type->base, best);
    if (!replace_orders(task, type, done)) {
        restore_orders(task, (PyList *)done);
        if (slot_load(&type->bases) == bases) {
            gc_store(&type->bases, old_bases);
            gc_store_pointer(type->base, old_base);
        }
        return false;
    }
    if (slot_load(&type->bases) != bases)       /* assigned again while mro() ran, which did the rest */
        return true;
    PyTuple *before = (PyTuple *)old_bases;
    for (int64_t i = 0; i < before->size; i++)
        weak_list_remove(task, ((PyType *)slot_load(&before->items[i]))->subclasses, &class_lock, type);
    return type_link_bases(task, type) && class_update_derived(task, type);
}
