#include "runtime/types/native_item.h"

#include "runtime/types/bytes.h"
#include "runtime/types/int.h"

int native_item_size(char letter)
{
    switch (letter) {
    case 'c': case 'b': case 'B': case '?': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
    }
}

bool native_item_signed(char letter) { return letter == 'b' || letter == 'h' || letter == 'i' || letter == 'l' || letter == 'q' || letter == 'n'; }

RT Value native_item_get(TASK, char letter, const void *at)
{
    uint64_t bits = 0;
    float single;
    double number;
    int size = native_item_size(letter);
    switch (letter) {
    case 'c': return bytes_from_data(task, at, 1);
    case '?': return value_from_bool(*(const uint8_t *)at != 0);
    case 'f':
        memcpy(&single, at, sizeof single);
        return float_from_double(task, (double)single);
    case 'd':
        memcpy(&number, at, sizeof number);
        return float_from_double(task, number);
    default:
        memcpy(&bits, at, (size_t)size);      /* the machine is little-endian */
        if (!native_item_signed(letter))
            return int_from_u64(task, bits);
        int unused = 64 - 8 * size;
        return int_from_i64(task, (int64_t)(bits << unused) >> unused);
    }
}

bool native_integer_put(void *at, int size, bool is_signed, Value exact_int)
{
    IntView view;
    int_view(exact_int, &view);
    if (view.count > 1 || (view.negative && !is_signed))
        return false;
    uint64_t magnitude = view.count ? view.limbs[0] : 0;
    uint64_t largest = UINT64_MAX >> (64 - 8 * size);
    if (is_signed)
        largest = (largest >> 1) + view.negative;
    if (magnitude > largest)
        return false;
    uint64_t bits = view.negative ? 0 - magnitude : magnitude;
    memcpy(at, &bits, (size_t)size);
    return true;
}

static ItemStatus conversion_failed(struct Task *task)
{
    if (!exception_matches(task, &type_TypeError))
        return ITEM_FAILED;
    exception_clear(task);
    return ITEM_BAD_TYPE;
}

RT ItemStatus native_item_set(TASK, char letter, void *at, Value v)
{
    double number;
    if (letter == 'c') {
        if (!value_is_bytes(v))
            return ITEM_BAD_TYPE;
        if (as_bytes(v)->length != 1)
            return ITEM_BAD_VALUE;
        memcpy(at, as_bytes(v)->data, 1);
        return ITEM_DONE;
    }
    if (letter == '?') {
        int truth = object_truth(task, v);
        if (truth < 0)
            return conversion_failed(task);
        *(uint8_t *)at = (uint8_t)truth;
        return ITEM_DONE;
    }
    if (letter == 'f' || letter == 'd') {
        if (!object_double(task, v, &number))
            return conversion_failed(task);
        float single = (float)number;
        if (letter == 'f')
            memcpy(at, &single, sizeof single);
        else
            memcpy(at, &number, sizeof number);
        return ITEM_DONE;
    }
    Value index = object_index(task, v);
    if (!index)
        return conversion_failed(task);
    return native_integer_put(at, native_item_size(letter), native_item_signed(letter), index) ? ITEM_DONE : ITEM_BAD_VALUE;
}
