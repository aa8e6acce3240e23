/* From the text of literals to constants. */
#ifndef PYLLC_LEX_LITERAL_H
#define PYLLC_LEX_LITERAL_H

#include "frontend/ast/ast.h"
#include "frontend/base/arena.h"

/* A number token's value; NULL with *error set when it is too large to convert. */
const Const *literal_number(Arena *arena, const char *text, size_t length, const char **error);

/* Bytes that grow. */
typedef VEC(char) TextBuffer;
void text_append(Arena *arena, TextBuffer *buffer, const char *text, size_t length);

/* Appends what the body of a string (between its quotes) means; escapes count unless is_raw.
   Returns NULL or the message of an error. *bad_escape is the first character after a backslash that is
   no escape, or an octal one that is too large, if there is one; else it is left alone. */
const char *literal_decode_str(Arena *arena, TextBuffer *out, const char *text, size_t length, bool is_raw, const char **bad_escape);
const char *literal_decode_bytes(Arena *arena, TextBuffer *out, const char *text, size_t length, bool is_raw, const char **bad_escape);

#endif
