/* Cells of captured variables. */
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"

RT Value cell_new(TASK, Value content)
{
    Cell *cell = gc_new(task, Cell);
    if (!cell)
        return 0;
    cell->head.shape = &shape_cell;
    gc_init(&cell->value, content == VALUE_UNBOUND ? 0 : content);
    return (Value)cell;
}

static RT Value get_contents(TASK, Value self)
{
    Value content = slot_load(&((Cell *)self)->value);
    return content ? content : raise_error(task, &type_ValueError, "Cell is empty");
}
static RT int set_contents(TASK, Value self, Value value)
{
    gc_store(&((Cell *)self)->value, value == VALUE_UNBOUND ? 0 : value);
    return 0;
}
static RT Value cell_repr(TASK, Value self)
{
    Value content = slot_load(&((Cell *)self)->value);
    char address[40], inner[40];
    if (!content)
        return str_format(task, "<cell at %s: empty>", format_address(address, self));
    return str_format(task, "<cell at %s: %T object at %s>", format_address(address, self), content, format_address(inner, content));
}
static RT Value cell_compare(TASK, Value a, Value b, int op)
{
    if (type_of(b) != &type_cell)
        return VALUE_NOTIMPLEMENTED;
    Value x = slot_load(&((Cell *)a)->value), y = slot_load(&((Cell *)b)->value);
    if (x && y)
        return object_compare(task, x, y, op);
    int left = x != 0, right = y != 0;
    switch (op) {
    case COMPARE_EQ: return value_from_bool(left == right);
    case COMPARE_NE: return value_from_bool(left != right);
    case COMPARE_LT: return value_from_bool(left < right);
    case COMPARE_LE: return value_from_bool(left <= right);
    case COMPARE_GT: return value_from_bool(left > right);
    default: return value_from_bool(left >= right);
    }
}
static RT Value cell_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (!check_positional(task, "cell", nargs, kwnames, 0, 1))
        return 0;
    return cell_new(task, nargs ? args[0] : VALUE_UNBOUND);
}
static const GetSetDef getsets[] = {{"cell_contents", get_contents, set_contents, NULL}, {0}};
BUILTIN_TYPE(cell, "cell", Cell, .getsets = getsets, .slots = {.repr = cell_repr, .compare = cell_compare, .new_ = cell_make})
