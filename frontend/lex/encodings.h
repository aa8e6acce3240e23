/* Bytes in a declared encoding to UTF-8. */
#ifndef PYLLC_LEX_ENCODINGS_H
#define PYLLC_LEX_ENCODINGS_H

#include "frontend/base/arena.h"

/* NULL with *error, in the words of CPython's codecs, when the bytes or the name are wrong. */
char *decode_bytes(Arena *arena, const char *name, const char *bytes, size_t length, size_t *out_length, const char **error);

/* What CPython says about the first byte that is no UTF-8; NULL if there is none. */
const char *utf8_problem(Arena *arena, const char *text, size_t length);

#endif
