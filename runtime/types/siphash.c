/* SipHash-1-3 (Aumasson and Bernstein): one compression round a word, three at the end. The
   key is 16 random bytes, or comes from PYTHONHASHSEED: 0 is the zero key, another number
   seeds the linear congruential generator that CPython uses, so hashes equal CPython's. */
#include "runtime/types/siphash.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

typedef struct { uint64_t k0, k1; } Key;
static Key key;
static bool has_key, is_random;

static void key_from_bytes(const uint8_t *bytes)
{
    memcpy(&key.k0, bytes, 8);
    memcpy(&key.k1, bytes + 8, 8);
    has_key = true;
}

void siphash_seed(uint32_t seed)
{
    uint8_t bytes[16] = { 0 };
    uint32_t state = seed;
    for (size_t i = 0; seed && i < sizeof bytes; i++) {
        state = state * 214013u + 2531011u;
        bytes[i] = (uint8_t)(state >> 16);
    }
    is_random = seed != 0;
    key_from_bytes(bytes);
}

int siphash_is_random(void) { return is_random; }

static void first_key(void)
{
    const char *text = getenv("PYTHONHASHSEED");
    uint8_t bytes[16];
    if (text && *text && strcmp(text, "random") != 0) {
        siphash_seed((uint32_t)strtoul(text, NULL, 10));
        return;
    }
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        memset(bytes, 0x5a, sizeof bytes);
    is_random = true;
    key_from_bytes(bytes);
}

/* Before main, so that no task ever races for the key. */
__attribute__((constructor)) static void key_at_start(void)
{
    if (!has_key)
        first_key();
}

#define ROTATE(x, b) ((x) << (b) | (x) >> (64 - (b)))
#define ROUND                                                              \
    do {                                                                   \
        v0 += v1; v1 = ROTATE(v1, 13); v1 ^= v0; v0 = ROTATE(v0, 32);      \
        v2 += v3; v3 = ROTATE(v3, 16); v3 ^= v2;                           \
        v0 += v3; v3 = ROTATE(v3, 21); v3 ^= v0;                           \
        v2 += v1; v1 = ROTATE(v1, 17); v1 ^= v2; v2 = ROTATE(v2, 32);      \
    } while (0)

uint64_t siphash_keyed(uint64_t k0, uint64_t k1, const void *data, size_t size)
{
    const uint8_t *p = data;
    uint64_t v0 = k0 ^ 0x736f6d6570736575u, v1 = k1 ^ 0x646f72616e646f6du;
    uint64_t v2 = k0 ^ 0x6c7967656e657261u, v3 = k1 ^ 0x7465646279746573u;
    uint64_t last = (uint64_t)size << 56, word;
    size_t left = size;
    for (; left >= 8; left -= 8, p += 8) {
        memcpy(&word, p, 8);
        v3 ^= word;
        ROUND;
        v0 ^= word;
    }
    word = 0;
    memcpy(&word, p, left);
    last |= word;
    v3 ^= last;
    ROUND;
    v0 ^= last;
    v2 ^= 0xff;
    ROUND;
    ROUND;
    ROUND;
    return v0 ^ v1 ^ v2 ^ v3;
}

int64_t siphash(const void *data, size_t size)
{
    int64_t hash = size ? (int64_t)siphash_keyed(key.k0, key.k1, data, size) : 0;
    return hash == -1 ? -2 : hash;
}
