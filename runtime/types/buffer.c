/* Borrowing the memory of any object that has some: the get_buffer slot. */
#include "runtime/types/bytes.h"

RT bool buffer_try(TASK, Value v, BufferView *view)
{
    PyType *type = type_of(v);
    return type->slots.get_buffer && type->slots.get_buffer(task, v, view, BUFFER_READ) == 0;
}

RT bool buffer_get(TASK, Value v, BufferView *view, int flags)
{
    PyType *type = type_of(v);
    if (!type->slots.get_buffer) {
        raise_error(task, &type_TypeError, "a bytes-like object is required, not '%T'", v);
        return false;
    }
    if (type->slots.get_buffer(task, v, view, flags) < 0)
        return false;
    if (flags == BUFFER_WRITE && view->read_only) {
        buffer_release(task, view);
        raise_error(task, &type_TypeError, "read-write bytes-like object expected");
        return false;
    }
    return true;
}

RT void buffer_release(TASK, BufferView *view)
{
    PyType *type = type_of(view->owner);
    if (type->slots.release_buffer)
        type->slots.release_buffer(task, view->owner, view);
}
