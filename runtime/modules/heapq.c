/* _heapq: heaps in lists. The order of comparisons is that of the library's own functions in
   Python, but that a pop sinks the hole to a leaf first. A list that user code changes during
   a comparison raises RuntimeError. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"

static bool is_list(struct Task *task, Value heap, const char *function, const char *which)
{
    if (!value_is_list(heap))
        raise_error(task, &type_TypeError, "%s() argument%s must be list, not %T", function, which, heap);
    return value_is_list(heap);
}

/* a < b, or b < a in a heap whose largest item comes first; -1 failed. */
static int before(struct Task *task, Value a, Value b, bool largest)
{
    if (largest) {
        Value t = a;
        a = b;
        b = t;
    }
    if (value_is_small_int(a) && value_is_small_int(b))
        return value_small_int(a) < value_small_int(b);
    return object_compare_truth(task, a, b, COMPARE_LT);
}

static bool check_size(struct Task *task, Value heap, int64_t size)
{
    if (list_size(heap) == size)
        return true;
    raise_error(task, &type_RuntimeError, "list changed size during iteration");
    return false;
}

/* Item i becomes `item`; the old one, or zero when the list has got shorter. */
static Value exchange(struct Task *task, Value heap, int64_t i, Value item)
{
    PyList *list = (PyList *)heap;
    Value old = 0;
    byte_lock(task, &list->lock);
    if (i < list->size) {
        old = list->items->slots[i].word;
        gc_store(&list->items->slots[i], item);
    }
    byte_unlock(task, &list->lock);
    return old;
}

static void swap(struct Task *task, Value heap, int64_t i, int64_t k)
{
    PyList *list = (PyList *)heap;
    byte_lock(task, &list->lock);
    if (i < list->size && k < list->size) {
        Value a = list->items->slots[i].word, b = list->items->slots[k].word;
        gc_store(&list->items->slots[i], b);
        gc_store(&list->items->slots[k], a);
    }
    byte_unlock(task, &list->lock);
}

/* Moves the item at `at` up to its place, not above `top`. */
static bool rise(struct Task *task, Value heap, int64_t top, int64_t at, bool largest)
{
    int64_t size = list_size(heap);
    if (at >= size) {
        raise_error(task, &type_IndexError, "index out of range");
        return false;
    }
    while (at > top) {
        int64_t parent = (at - 1) >> 1;
        Value item = list_peek(heap, at), above = list_peek(heap, parent);
        int less = item && above ? before(task, item, above, largest) : 0;
        if (less < 0 || !check_size(task, heap, size))
            return false;
        if (!less)
            break;
        swap(task, heap, parent, at);
        at = parent;
    }
    return true;
}

/* Moves the item at `at` down to a leaf, then up to its place. */
static bool sink(struct Task *task, Value heap, int64_t at, bool largest)
{
    int64_t size = list_size(heap), top = at, inner = size >> 1;
    if (at >= size) {
        raise_error(task, &type_IndexError, "index out of range");
        return false;
    }
    while (at < inner) {
        int64_t child = 2 * at + 1;
        if (child + 1 < size) {
            Value left = list_peek(heap, child), right = list_peek(heap, child + 1);
            int less = left && right ? before(task, left, right, largest) : 0;
            if (less < 0)
                return false;
            child += !less;
            if (!check_size(task, heap, size))
                return false;
        }
        swap(task, heap, child, at);
        at = child;
    }
    return rise(task, heap, top, at, largest);
}

static RT Value heapq_push(TASK, Value heap, Value item)
{
    if (!is_list(task, heap, "heappush", " 1") || !list_append(task, heap, item))
        return 0;
    return rise(task, heap, 0, list_size(heap) - 1, false) ? VALUE_NONE : 0;
}

static Value pop(struct Task *task, Value heap, bool largest)
{
    if (list_size(heap) == 0)
        return raise_error(task, &type_IndexError, "index out of range");
    Value last = list_pop(task, heap, -1);
    if (!last || list_size(heap) == 0)
        return last;
    Value first = exchange(task, heap, 0, last);
    return !first ? last : sink(task, heap, 0, largest) ? first : 0;
}
static RT Value heapq_pop(TASK, Value heap) { return is_list(task, heap, "heappop", "") ? pop(task, heap, false) : 0; }
static RT Value heapq_pop_largest(TASK, Value heap)
{
    return is_list(task, heap, "_heappop_max", "") ? pop(task, heap, true) : 0;
}

static Value replace(struct Task *task, Value heap, Value item, bool largest)
{
    Value first = exchange(task, heap, 0, item);
    if (!first)
        return raise_error(task, &type_IndexError, "index out of range");
    return sink(task, heap, 0, largest) ? first : 0;
}
static RT Value heapq_replace(TASK, Value heap, Value item)
{
    return is_list(task, heap, "heapreplace", " 1") ? replace(task, heap, item, false) : 0;
}
static RT Value heapq_replace_largest(TASK, Value heap, Value item)
{
    return is_list(task, heap, "_heapreplace_max", " 1") ? replace(task, heap, item, true) : 0;
}

static RT Value heapq_push_pop(TASK, Value heap, Value item)
{
    if (!is_list(task, heap, "heappushpop", " 1"))
        return 0;
    Value first = list_peek(heap, 0);
    int less = first ? before(task, first, item, false) : 0;
    return less < 0 ? 0 : less ? replace(task, heap, item, false) : item;
}

static Value make_heap(struct Task *task, Value heap, bool largest)
{
    for (int64_t i = (list_size(heap) >> 1) - 1; i >= 0; i--)
        if (!sink(task, heap, i, largest) || !runtime_poll(task))
            return 0;
    return VALUE_NONE;
}
static RT Value heapq_heapify(TASK, Value heap) { return is_list(task, heap, "heapify", "") ? make_heap(task, heap, false) : 0; }
static RT Value heapq_heapify_largest(TASK, Value heap)
{
    return is_list(task, heap, "_heapify_max", "") ? make_heap(task, heap, true) : 0;
}

METHOD_TABLE_BEGIN(heapq)
    METHOD(heappush, "(heap, item, /)", heapq_push, NONE, RAISES, "Adds an item to a heap.")
    METHOD(heappop, "(heap, /)", heapq_pop, OBJ, RAISES, "Removes the smallest item of a heap and gives it.")
    METHOD(heapreplace, "(heap, item, /)", heapq_replace, OBJ, RAISES, "Removes the smallest item, then adds another one.")
    METHOD(heappushpop, "(heap, item, /)", heapq_push_pop, OBJ, RAISES, "Adds an item, then removes the smallest one.")
    METHOD(heapify, "(heap, /)", heapq_heapify, NONE, RAISES, "Orders a list as a heap, in linear time.")
    METHOD(_heappop_max, "(heap, /)", heapq_pop_largest, OBJ, RAISES, "heappop for a heap whose largest item comes first.")
    METHOD(_heapreplace_max, "(heap, item, /)", heapq_replace_largest, OBJ, RAISES, "heapreplace for a heap whose largest item comes first.")
    METHOD(_heapify_max, "(heap, /)", heapq_heapify_largest, NONE, RAISES, "heapify for a heap whose largest item comes first.")
METHOD_TABLE_END

const NativeModule module__heapq = {"_heapq", "Heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2].", heapq_methods, NULL};
