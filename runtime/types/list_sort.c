/* Sorting: a stable natural merge sort. Ascending and strictly descending runs are found as
   they stand, short ones are lengthened by binary insertion, and neighbours are merged so that
   run lengths stay balanced. The sorted words lie in the taken-away buffer of the list, which
   looks empty meanwhile; keys, when there are any, move along in an array of their own.

   When all keys are small ints, floats or exact str, a comparison specialised to them is
   used, which cannot run user code. Both arrays are heap objects held on the C stack, so the
   collector sees every word wherever it is at a poll. */
#include "runtime/types/list_internal.h"
#include "runtime/types/str.h"

enum { MIN_MERGE = 64, MAX_RUNS = 90 };

typedef struct Sorter {
    struct Task *task;
    Value *keys;                  /* what is compared */
    Value *values;                /* moved along; NULL when keys are the values themselves */
    Value *spare_keys, *spare_values;
    int (*less)(struct Sorter *sorter, Value a, Value b);      /* 1, 0, -1 failed */
    int64_t run_start[MAX_RUNS], run_length[MAX_RUNS];
    int runs;
} Sorter;

/* ---- comparisons ---- */

static int less_general(Sorter *s, Value a, Value b) { return object_compare_truth(s->task, a, b, COMPARE_LT); }
static int less_small_int(Sorter *s, Value a, Value b) { return (int64_t)a < (int64_t)b; }
static int less_float(Sorter *s, Value a, Value b) { return value_float(a) < value_float(b); }

static int less_latin_str(Sorter *s, Value a, Value b)
{
    PyStr *x = (PyStr *)a, *y = (PyStr *)b;
    int64_t n = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->data, y->data, (size_t)n);
    return order ? order < 0 : x->length < y->length;
}

static int less_tuple(Sorter *s, Value a, Value b)
{
    int64_t m = tuple_size(a), n = tuple_size(b), common = m < n ? m : n;
    for (int64_t i = 0; i < common; i++) {
        Value x = tuple_get(a, i), y = tuple_get(b, i);
        if (x == y)
            continue;
        if (value_is_small_int(x) && value_is_small_int(y))
            return (int64_t)x < (int64_t)y;
        if (value_is_tagged_float(x) && value_is_tagged_float(y) && value_tagged_float(x) != value_tagged_float(y))
            return value_tagged_float(x) < value_tagged_float(y);
        if (value_is_exact_str(x) && value_is_exact_str(y)) {
            int order = str_compare3((PyStr *)x, (PyStr *)y);
            if (order)
                return order < 0;
            continue;
        }
        int equal = object_equal(s->task, x, y);
        if (equal < 0)
            return -1;
        if (!equal)
            return object_compare_truth(s->task, x, y, COMPARE_LT);
    }
    return m < n;
}

static void choose_comparison(Sorter *s, int64_t n)
{
    bool ints = true, floats = true, strs = true, tuples = true;
    for (int64_t i = 0; i < n; i++) {
        Value v = s->keys[i];
        ints = ints && value_is_small_int(v);
        floats = floats && value_is_float(v);
        strs = strs && value_is_exact_str(v) && ((PyStr *)v)->width == 1;
        tuples = tuples && value_is_exact_tuple(v);
        if (!ints && !floats && !strs && !tuples)
            break;
    }
    s->less = ints ? less_small_int : floats ? less_float : strs ? less_latin_str : tuples ? less_tuple : less_general;
}

/* ---- runs ---- */

/* Words moved to another page: a collection inside a comparison must look there. */
static void mark_cards(Value *words, int64_t n)
{
    for (int64_t i = 0; words && i < n; i += 512)
        gc_card(&words[i]);
    if (words && n)
        gc_card(&words[n - 1]);
}

static void reverse_range(Value *words, int64_t low, int64_t high)
{
    for (high--; low < high; low++, high--) {
        Value word = words[low];
        words[low] = words[high];
        words[high] = word;
        gc_card(&words[low]);
        gc_card(&words[high]);
    }
}

/* Length of the run that begins at low, made ascending; -1 failed. */
static int64_t count_run(Sorter *s, int64_t low, int64_t high)
{
    int64_t end = low + 1;
    if (end == high)
        return 1;
    int down = s->less(s, s->keys[end], s->keys[low]);
    if (down < 0)
        return -1;
    for (end++; end < high; end++) {
        int less = s->less(s, s->keys[end], s->keys[end - 1]);
        if (less < 0)
            return -1;
        if (less != down)
            break;
    }
    if (down) {
        reverse_range(s->keys, low, end);
        if (s->values)
            reverse_range(s->values, low, end);
    }
    return end - low;
}

static void insert_at(Value *words, int64_t from, int64_t to)
{
    Value word = words[from];
    memmove(&words[to + 1], &words[to], (size_t)(from - to) * sizeof(Value));
    words[to] = word;
    mark_cards(&words[to], from - to + 1);
}

/* [low, sorted) is ascending; makes [low, high) so. */
static bool binary_insertion(Sorter *s, int64_t low, int64_t sorted, int64_t high)
{
    for (; sorted < high; sorted++) {
        int64_t left = low, right = sorted;
        Value key = s->keys[sorted];
        while (left < right) {
            int64_t middle = left + (right - left) / 2;
            int less = s->less(s, key, s->keys[middle]);
            if (less < 0)
                return false;
            if (less)
                right = middle;
            else
                left = middle + 1;
        }
        insert_at(s->keys, sorted, left);
        if (s->values)
            insert_at(s->values, sorted, left);
    }
    return true;
}

/* First position in [low, high) whose key is greater than key (or not less, when `left`). */
static int64_t search(Sorter *s, Value key, int64_t low, int64_t high, bool left)
{
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int less = left ? s->less(s, s->keys[middle], key) : s->less(s, key, s->keys[middle]);
        if (less < 0)
            return -1;
        if (left ? less : !less)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void copy_words(Sorter *s, int64_t to, int64_t from_spare, int64_t n)
{
    memcpy(s->keys + to, s->spare_keys + from_spare, (size_t)n * sizeof(Value));
    if (s->values)
        memcpy(s->values + to, s->spare_values + from_spare, (size_t)n * sizeof(Value));
    mark_cards(s->keys + to, n);
    mark_cards(s->values ? s->values + to : NULL, n);
}

static void put(Sorter *s, int64_t to, const Value *keys, const Value *values, int64_t from)
{
    s->keys[to] = keys[from];
    gc_card(&s->keys[to]);
    if (s->values) {
        s->values[to] = values[from];
        gc_card(&s->values[to]);
    }
}

static void save(Sorter *s, int64_t from, int64_t n)
{
    memcpy(s->spare_keys, s->keys + from, (size_t)n * sizeof(Value));
    mark_cards(s->spare_keys, n);
    if (s->values)
        memcpy(s->spare_values, s->values + from, (size_t)n * sizeof(Value));
    mark_cards(s->values ? s->spare_values : NULL, n);
}

/* Merges [low, middle) and [middle, high), with the left part in the spare arrays. On failure
   every word is still present once. */
static bool merge_forward(Sorter *s, int64_t low, int64_t middle, int64_t high)
{
    int64_t n = middle - low, i = 0, j = middle, to = low;
    save(s, low, n);
    while (i < n && j < high) {
        int less = s->less(s, s->keys[j], s->spare_keys[i]);
        if (less < 0)
            break;
        if (less)
            put(s, to++, s->keys, s->values, j++);
        else
            put(s, to++, s->spare_keys, s->spare_values, i++);
    }
    bool good = i == n || j == high;
    copy_words(s, to, i, n - i);
    return good;
}

static bool merge_backward(Sorter *s, int64_t low, int64_t middle, int64_t high)
{
    int64_t n = high - middle, i = middle - 1, j = n - 1, to = high - 1;
    save(s, middle, n);
    while (i >= low && j >= 0) {
        int less = s->less(s, s->spare_keys[j], s->keys[i]);
        if (less < 0)
            break;
        if (less)
            put(s, to--, s->keys, s->values, i--);
        else
            put(s, to--, s->spare_keys, s->spare_values, j--);
    }
    bool good = i < low || j < 0;
    copy_words(s, to - j, 0, j + 1);
    return good;
}

static bool merge_at(Sorter *s, int k)
{
    int64_t low = s->run_start[k], middle = s->run_start[k + 1], high = middle + s->run_length[k + 1];
    s->run_length[k] = high - low;
    for (int i = k + 1; i + 1 < s->runs; i++) {
        s->run_start[i] = s->run_start[i + 1];
        s->run_length[i] = s->run_length[i + 1];
    }
    s->runs--;
    low = search(s, s->keys[middle], low, middle, false);     /* what is in place already */
    if (low < 0)
        return false;
    if (low == middle)
        return true;
    high = search(s, s->keys[middle - 1], middle, high, true);
    if (high < 0)
        return false;
    if (!runtime_poll(s->task))
        return false;
    return middle - low <= high - middle ? merge_forward(s, low, middle, high) : merge_backward(s, low, middle, high);
}

static bool merge_collapse(Sorter *s)
{
    while (s->runs > 1) {
        int n = s->runs - 2;
        int64_t *length = s->run_length;
        if ((n > 0 && length[n - 1] <= length[n] + length[n + 1]) ||
            (n > 1 && length[n - 2] <= length[n - 1] + length[n])) {
            if (length[n - 1] < length[n + 1])
                n--;
        } else if (length[n] > length[n + 1]) {
            break;
        }
        if (!merge_at(s, n))
            return false;
    }
    return true;
}

static int64_t minimum_run(int64_t n)
{
    int64_t odd = 0;
    while (n >= MIN_MERGE) {
        odd |= n & 1;
        n >>= 1;
    }
    return n + odd;
}

static bool sort_words(Sorter *s, int64_t n)
{
    int64_t least = minimum_run(n);
    for (int64_t low = 0; low < n;) {
        int64_t length = count_run(s, low, n);
        if (length < 0)
            return false;
        if (length < least) {
            int64_t wanted = n - low < least ? n - low : least;
            if (!binary_insertion(s, low, low + length, low + wanted))
                return false;
            length = wanted;
        }
        s->run_start[s->runs] = low;
        s->run_length[s->runs++] = length;
        if (!merge_collapse(s))
            return false;
        low += length;
    }
    while (s->runs > 1) {
        int k = s->runs - 2;
        if (k > 0 && s->run_length[k - 1] < s->run_length[k + 1])
            k--;
        if (!merge_at(s, k))
            return false;
    }
    return true;
}

/* ---- the list ---- */

static Value *scratch(struct Task *task, int64_t n)
{
    return gc_alloc(task, (size_t)(n ? n : 1) * sizeof(Value), LAYOUT_REFS);
}

static bool make_keys(Sorter *s, Value key, int64_t n)
{
    s->keys = scratch(s->task, n);
    s->spare_values = scratch(s->task, n);
    if (s->keys == NULL || s->spare_values == NULL)
        return false;
    for (int64_t i = 0; i < n; i++) {
        Value word = call_one(s->task, key, s->values[i]);
        if (!word)
            return false;
        s->keys[i] = word;
        gc_card(&s->keys[i]);
    }
    return true;
}

static bool sort_taken(Sorter *s, Value key, bool reverse, Value *words, int64_t n)
{
    s->keys = words;
    if (key != VALUE_NONE) {
        s->values = words;
        if (!make_keys(s, key, n))
            return false;
    }
    s->spare_keys = scratch(s->task, n);
    if (s->spare_keys == NULL)
        return false;
    if (reverse) {          /* stability: equal items keep their order in the reversed list too */
        reverse_range(s->keys, 0, n);
        if (s->values)
            reverse_range(s->values, 0, n);
    }
    choose_comparison(s, n);
    bool good = n < 2 || sort_words(s, n);
    if (reverse)
        reverse_range(words, 0, n);
    return good;
}

RT bool list_sort(TASK, Value v, Value key, bool reverse)
{
    PyList *list = (PyList *)v;
    Sorter sorter = {.task = task};
    byte_lock(task, &list->lock);
    int64_t n = list->size;
    ListItems *items = list->items;
    __atomic_store_n(&list->size, 0, __ATOMIC_RELEASE);
    gc_store_pointer(list->items, &list_no_items);
    byte_unlock(task, &list->lock);

    bool good = sort_taken(&sorter, key, reverse, (Value *)items->slots, n);
    mark_cards((Value *)items->slots, n);

    byte_lock(task, &list->lock);
    bool untouched = list->size == 0 && list->items == &list_no_items;
    gc_store_pointer(list->items, items);
    __atomic_store_n(&list->size, n, __ATOMIC_RELEASE);
    byte_unlock(task, &list->lock);
    if (good && !untouched)
        raise_error(task, &type_ValueError, "list modified during sort");
    return good && untouched;
}
