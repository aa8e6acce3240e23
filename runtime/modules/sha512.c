/* _sha512: SHA-384 and SHA-512 by FIPS 180-4. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

enum { BLOCK = 128, ROUNDS = 80 };
typedef struct PySha512 {
    Object head;
    uint64_t state[8], size;         /* size: bytes so far */
    uint8_t block[BLOCK];
    uint8_t lock;
} PySha512;
#define HASH_TYPE(name) extern PyType type_##name; extern Shape shape_##name;
HASH_TYPE(sha384) HASH_TYPE(sha512)
#undef HASH_TYPE
static PySha512 *as_hash(Value v) { return (PySha512 *)v; }

/* Fractional parts of cube roots of the first 80 primes. */
static const uint64_t constants[ROUNDS] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
static const uint64_t start_384[8] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
static const uint64_t start_512[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

static uint64_t rotate(uint64_t x, int n) { return x >> n | x << (64 - n); }

static void take_block(PySha512 *h, const uint8_t *data)
{
    uint64_t w[ROUNDS], s[8];
    for (int i = 0; i < 16; i++) {
        memcpy(&w[i], data + 8 * i, 8);
        w[i] = __builtin_bswap64(w[i]);
    }
    for (int i = 16; i < ROUNDS; i++) {
        uint64_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (rotate(a, 1) ^ rotate(a, 8) ^ a >> 7) + (rotate(b, 19) ^ rotate(b, 61) ^ b >> 6);
    }
    memcpy(s, h->state, sizeof s);
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t a = s[0], e = s[4];
        uint64_t first = s[7] + (rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)) + ((e & s[5]) ^ (~e & s[6])) + constants[i] + w[i];
        uint64_t second = (rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += first;
        s[0] = first + second;
    }
    for (int i = 0; i < 8; i++)
        h->state[i] += s[i];
}

static void take(PySha512 *h, const uint8_t *data, int64_t n)
{
    int64_t filled = (int64_t)(h->size % BLOCK);
    h->size += (uint64_t)n;
    if (filled > 0) {
        int64_t part = n < BLOCK - filled ? n : BLOCK - filled;
        memcpy(h->block + filled, data, (size_t)part);
        if (filled + part < BLOCK)
            return;
        take_block(h, h->block);
        data += part;
        n -= part;
    }
    for (; n >= BLOCK; data += BLOCK, n -= BLOCK)
        take_block(h, data);
    memcpy(h->block, data, (size_t)n);
}

static void finish(const PySha512 *given, uint8_t *out)
{
    PySha512 h = *given;
    uint64_t bits = __builtin_bswap64(h.size * 8), high = __builtin_bswap64(h.size >> 61);
    uint8_t padding[2 * BLOCK] = {0x80};
    int64_t n = (h.size % BLOCK < BLOCK - 16 ? BLOCK : 2 * BLOCK) - (int64_t)(h.size % BLOCK);
    memcpy(padding + n - 16, &high, 8);
    memcpy(padding + n - 8, &bits, 8);
    take(&h, padding, n);
    for (int i = 0; i < 8; i++) {
        uint64_t word = __builtin_bswap64(h.state[i]);
        memcpy(out + 8 * i, &word, 8);
    }
}

/* ---- the objects ---- */

static int digest_size_of(Value self) { return type_of(self) == &type_sha384 ? 48 : 64; }

static RT Value hash_update(TASK, Value self, Value data)
{
    BufferView view;
    if (value_is_str(data))
        return raise_error(task, &type_TypeError, "Unicode-objects must be encoded before hashing");
    if (!buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    byte_lock(task, &as_hash(self)->lock);
    take(as_hash(self), view.data, view.size);
    byte_unlock(task, &as_hash(self)->lock);
    buffer_release(task, &view);
    return VALUE_NONE;
}

static void digest_of(struct Task *task, Value self, uint8_t *out)
{
    byte_lock(task, &as_hash(self)->lock);
    PySha512 copy = *as_hash(self);
    byte_unlock(task, &as_hash(self)->lock);
    finish(&copy, out);
}
static RT Value hash_digest(TASK, Value self)
{
    uint8_t digest[64];
    digest_of(task, self, digest);
    return bytes_from_data(task, digest, digest_size_of(self));
}
static RT Value hash_hexdigest(TASK, Value self)
{
    uint8_t digest[64];
    char text[128];
    digest_of(task, self, digest);
    int n = digest_size_of(self);
    for (int i = 0; i < 2 * n; i++)
        text[i] = "0123456789abcdef"[digest[i / 2] >> (i & 1 ? 0 : 4) & 15];
    return str_from_ascii(task, text, 2 * n);
}
static RT Value hash_copy(TASK, Value self)
{
    PySha512 *copy = object_alloc(task, type_of(self), 0);
    if (!copy)
        return 0;
    byte_lock(task, &as_hash(self)->lock);
    memcpy(copy->state, as_hash(self)->state, sizeof copy->state);
    memcpy(copy->block, as_hash(self)->block, BLOCK);
    copy->size = as_hash(self)->size;
    byte_unlock(task, &as_hash(self)->lock);
    return value_from_object(copy);
}
static RT Value hash_name(TASK, Value self) { return str_from_c(task, digest_size_of(self) == 48 ? "sha384" : "sha512"); }
static RT Value hash_digest_size(TASK, Value self) { return value_from_small_int(digest_size_of(self)); }
static RT Value hash_block_size(TASK, Value self) { return value_from_small_int(BLOCK); }

METHOD_TABLE_BEGIN(hash)
    METHOD(update, "(self, obj, /)", hash_update, NONE, RAISES, "Adds bytes to what is hashed.")
    METHOD(digest, "(self, /)", hash_digest, BYTES, RAISES, "The hash of the bytes so far.")
    METHOD(hexdigest, "(self, /)", hash_hexdigest, STR, RAISES, "The hash of the bytes so far, in hexadecimal digits.")
    METHOD(copy, "(self, /)", hash_copy, OBJ, RAISES, "Another hash object with the same bytes so far.")
METHOD_TABLE_END
static const GetSetDef hash_getsets[] = {{"name", hash_name, NULL, NULL}, {"digest_size", hash_digest_size, NULL, NULL},
                                         {"block_size", hash_block_size, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(sha384, "_sha512.sha384", PySha512, .methods = hash_methods, .getsets = hash_getsets)
BUILTIN_TYPE(sha512, "_sha512.sha512", PySha512, .methods = hash_methods, .getsets = hash_getsets)

static Value hash_new(struct Task *task, PyType *type, const uint64_t *start, Value data)
{
    PySha512 *h = object_alloc(task, type, 0);
    if (!h)
        return 0;
    memcpy(h->state, start, sizeof h->state);
    return data == VALUE_UNBOUND || hash_update(task, value_from_object(h), data) ? value_from_object(h) : 0;
}
static RT Value sha384_new(TASK, Value data, Value usedforsecurity) { return hash_new(task, &type_sha384, start_384, data); }
static RT Value sha512_new(TASK, Value data, Value usedforsecurity) { return hash_new(task, &type_sha512, start_512, data); }

METHOD_TABLE_BEGIN(sha512)
    METHOD(sha384, "(string=<unset>, *, usedforsecurity=True)", sha384_new, OBJ, RAISES, "A new SHA-384 hash object.")
    METHOD(sha512, "(string=<unset>, *, usedforsecurity=True)", sha512_new, OBJ, RAISES, "A new SHA-512 hash object.")
METHOD_TABLE_END
static RT bool sha512_start(TASK, Value module) { return type_ready(task, &type_sha384) && type_ready(task, &type_sha512); }
const NativeModule module__sha512 = {"_sha512", "SHA-384 and SHA-512.", sha512_methods, sha512_start};
