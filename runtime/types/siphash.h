/* SipHash-1-3 of bytes, under the key of this process: hash() of str, bytes and memoryview. */
#ifndef PYLLC_TYPES_SIPHASH_H
#define PYLLC_TYPES_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/* Never -1 (it becomes -2); 0 for no bytes. */
int64_t siphash(const void *data, size_t size);
/* Under another key, as it comes out. */
uint64_t siphash_keyed(uint64_t k0, uint64_t k1, const void *data, size_t size);
/* -R, PYTHONHASHSEED: a random key, or the one of a seed (0: the zero key). First use makes it otherwise. */
void siphash_seed(uint32_t seed);
/* 0 when the seed is fixed by PYTHONHASHSEED=0, as sys.flags.hash_randomization. */
int siphash_is_random(void);

#endif
