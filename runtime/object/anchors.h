/* Which part of a failed expression is marked ^^^ and which ~~~. */
#ifndef PYLLC_OBJECT_ANCHORS_H
#define PYLLC_OBJECT_ANCHORS_H

#include <stdbool.h>
#include <stdint.h>

/* text: the source of one expression, UTF-8. For a binary operation [*left, *right) are the bytes of its
   operator, for a subscript those of its brackets; false for any other expression. */
bool anchors_find(const char *text, int64_t length, int64_t *left, int64_t *right);

#endif
