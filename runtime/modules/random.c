/* _random: the Mersenne Twister MT19937 by Makoto Matsumoto and Takuji Nishimura, with the seeding
   by arrays of their reference, as CPython has it: equal seeds give equal numbers. */
#include <sys/random.h>
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"

enum { WORDS = 624, SHIFT = 397 };
typedef struct PyRandom {
    Object head;
    uint32_t words[WORDS];
    int32_t next;                    /* WORDS: all are used */
    uint8_t lock;
} PyRandom;
extern PyType type_mersenne_twister;
extern Shape shape_mersenne_twister;
static PyRandom *as_random(Value v) { return (PyRandom *)v; }

/* ---- the generator; the caller holds the lock ---- */

static uint32_t twisted(uint32_t a, uint32_t b)
{
    uint32_t mixed = (a & 0x80000000u) | (b & 0x7fffffffu);
    return mixed >> 1 ^ (mixed & 1 ? 0x9908b0dfu : 0);
}

static void refill(PyRandom *r)
{
    uint32_t *w = r->words;
    for (int i = 0; i < WORDS - SHIFT; i++)
        w[i] = w[i + SHIFT] ^ twisted(w[i], w[i + 1]);
    for (int i = WORDS - SHIFT; i < WORDS - 1; i++)
        w[i] = w[i + SHIFT - WORDS] ^ twisted(w[i], w[i + 1]);
    w[WORDS - 1] = w[SHIFT - 1] ^ twisted(w[WORDS - 1], w[0]);
    r->next = 0;
}

static uint32_t next_word(PyRandom *r)
{
    if (r->next >= WORDS)
        refill(r);
    uint32_t y = r->words[r->next++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void seed_by_number(PyRandom *r, uint32_t number)
{
    r->words[0] = number;
    for (uint32_t i = 1; i < WORDS; i++)
        r->words[i] = 1812433253u * (r->words[i - 1] ^ r->words[i - 1] >> 30) + i;
    r->next = WORDS;
}

static void seed_by_array(PyRandom *r, const uint32_t *key, int64_t n)
{
    uint32_t *w = r->words;
    int64_t i = 1, k = 0;
    seed_by_number(r, 19650218u);
    for (int64_t left = n > WORDS ? n : WORDS; left > 0; left--) {
        w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >> 30) * 1664525u) + key[k] + (uint32_t)k;
        if (++i >= WORDS) {
            w[0] = w[WORDS - 1];
            i = 1;
        }
        if (++k >= n)
            k = 0;
    }
    for (int left = WORDS - 1; left > 0; left--) {
        w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >> 30) * 1566083941u) - (uint32_t)i;
        if (++i >= WORDS) {
            w[0] = w[WORDS - 1];
            i = 1;
        }
    }
    w[0] = 0x80000000u;
}

/* ---- seeds ---- */

static bool seed_from_system(struct Task *task, PyRandom *r)
{
    uint32_t key[WORDS];
    for (size_t got = 0; got < sizeof key;) {
        ssize_t n = getrandom((char *)key + got, sizeof key - got, 0);
        if (n > 0)
            got += (size_t)n;
        else if (!runtime_poll(task))
            return false;
    }
    byte_lock(task, &r->lock);
    seed_by_array(r, key, WORDS);
    byte_unlock(task, &r->lock);
    return true;
}

static bool seed_from(struct Task *task, PyRandom *r, Value seed)
{
    if (seed == VALUE_NONE || seed == VALUE_UNBOUND)
        return seed_from_system(task, r);
    if (!value_is_int(seed)) {
        int64_t hash = object_hash(task, seed);
        if (hash == -1)
            return false;
        seed = int_from_u64(task, (uint64_t)hash);
        if (!seed)
            return false;
    }
    IntView view;
    int_view(seed, &view);
    int64_t n = view.count * 2;
    uint32_t zero = 0, *key = n ? gc_alloc(task, (size_t)n * sizeof *key, LAYOUT_FREE) : &zero;
    if (!key)
        return false;
    memcpy(key, view.limbs, (size_t)n * sizeof *key);
    while (n > 1 && key[n - 1] == 0)
        n--;
    byte_lock(task, &r->lock);
    seed_by_array(r, key, n ? n : 1);
    byte_unlock(task, &r->lock);
    return true;
}

static RT Value random_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    PyType *type = (PyType *)cls;
    if (type == &type_mersenne_twister && !arguments_no_keywords(task, "Random", kwnames))
        return 0;
    if (nargs > 1)
        return raise_error(task, &type_TypeError, "Random() requires 0 or 1 argument");
    PyRandom *r = object_alloc(task, type, 0);
    return r && seed_from(task, r, nargs > 0 ? args[0] : VALUE_NONE) ? value_from_object(r) : 0;
}
static RT int random_init_entry(TASK, Value self, Value *args, int64_t nargs, Value kwnames) { return 0; }

static RT Value random_seed(TASK, Value self, Value seed) { return seed_from(task, as_random(self), seed) ? VALUE_NONE : 0; }

/* ---- numbers ---- */

static RT Value random_random(TASK, Value self)
{
    PyRandom *r = as_random(self);
    byte_lock(task, &r->lock);
    uint32_t a = next_word(r) >> 5, b = next_word(r) >> 6;
    byte_unlock(task, &r->lock);
    return float_from_double(task, (a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

static RT Value random_getrandbits(TASK, Value self, Value bits)
{
    PyRandom *r = as_random(self);
    int64_t k;
    if (!object_index_i64(task, bits, &k, false))
        return 0;
    if (k < 0)
        return raise_error(task, &type_ValueError, "number of bits must be non-negative");
    if (k <= 32) {
        byte_lock(task, &r->lock);
        uint32_t word = k ? next_word(r) >> (32 - k) : 0;
        byte_unlock(task, &r->lock);
        return value_from_small_int(word);
    }
    int64_t count = (k - 1) / 32 + 1;
    uint32_t *words = gc_alloc(task, (size_t)(count + 1) * sizeof *words, LAYOUT_FREE);
    if (!words)
        return 0;
    words[count] = 0;
    for (int64_t i = 0; i < count; i++, k -= 32) {
        byte_lock(task, &r->lock);
        words[i] = next_word(r) >> (k < 32 ? 32 - k : 0);
        byte_unlock(task, &r->lock);
    }
    return int_from_limbs(task, (const uint64_t *)(void *)words, (count + 1) / 2, false);
}

static RT Value random_getstate(TASK, Value self)
{
    Value state = tuple_new(task, WORDS + 1);
    for (int i = 0; state && i < WORDS; i++)
        tuple_init(state, i, value_from_small_int(as_random(self)->words[i]));
    if (state)
        tuple_init(state, WORDS, value_from_small_int(as_random(self)->next));
    return state;
}

static RT Value random_setstate(TASK, Value self, Value state)
{
    uint32_t words[WORDS];
    int64_t word;
    PyRandom *r = as_random(self);
    if (!value_is_tuple(state))
        return raise_error(task, &type_TypeError, "state vector must be a tuple");
    if (tuple_size(state) != WORDS + 1)
        return raise_error(task, &type_ValueError, "state vector is the wrong size");
    for (int i = 0; i < WORDS + 1; i++) {
        if (!value_is_int(tuple_get(state, i)))
            return raise_error(task, &type_TypeError, "an integer is required");
        if (!value_to_i64(task, tuple_get(state, i), &word))
            return 0;
        if (i < WORDS)
            words[i] = (uint32_t)word;
    }
    if (word < 0 || word > WORDS)
        return raise_error(task, &type_ValueError, "invalid state");
    byte_lock(task, &r->lock);
    memcpy(r->words, words, sizeof words);
    r->next = (int32_t)word;
    byte_unlock(task, &r->lock);
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(random)
    METHOD(random, "(self, /)", random_random, FLOAT, RAISES, "A number in [0, 1).")
    METHOD(seed, "(self, n=None, /)", random_seed, NONE, RAISES, "Starts the sequence anew, from a number, the hash of anything else, or the system's randomness.")
    METHOD(getrandbits, "(self, k, /)", random_getrandbits, INT, RAISES, "An int of k random bits.")
    METHOD(getstate, "(self, /)", random_getstate, TUPLE, RAISES, "The state of the generator.")
    METHOD(setstate, "(self, state, /)", random_setstate, NONE, RAISES, "Takes a state that getstate() gave.")
METHOD_TABLE_END
BUILTIN_TYPE(mersenne_twister, "_random.Random", PyRandom, .flags = TYPE_FLAG_BASE, .methods = random_methods,
             .c_doc = "A generator of random numbers, seeded by its argument.",
             .slots = {.new_ = random_make, .init = random_init_entry})

static RT bool random_start(TASK, Value module) { return module_set_type(task, module, &type_mersenne_twister); }
const NativeModule module__random = {"_random", "The Mersenne Twister.", NULL, random_start};
