/* What the front end must know of Unicode: UTF-8, identifiers (PEP 3131), what repr prints. */
#ifndef PYLLC_BASE_UNICODE_H
#define PYLLC_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frontend/base/arena.h"

/* The character at `text`, which is valid UTF-8 or WTF-8; *length is its size in bytes. */
uint32_t unicode_decode(const char *text, int *length);
/* Writes up to four bytes; surrogates are written as three. Returns the size. */
int unicode_encode(uint32_t c, char *out);
/* The offset of the first byte that is no valid UTF-8 (surrogates are not), or `length`. */
size_t unicode_invalid_at(const char *text, size_t length);

bool unicode_is_identifier_start(uint32_t c);
bool unicode_is_identifier_part(uint32_t c);
bool unicode_is_printable(uint32_t c);

/* The character of this name or alias, in any case, as in \N{...}, or UNICODE_NONE. */
enum { UNICODE_NONE = 0x110000 };
uint32_t unicode_by_name(const char *name, size_t length);

/* The NFKC form of an identifier. */
const char *unicode_normalize(Arena *arena, const char *text, size_t length, size_t *new_length);

#endif
