/* What the files of the codecs share. */
#ifndef PYLLC_TYPES_CODECS_INTERNAL_H
#define PYLLC_TYPES_CODECS_INTERNAL_H

#include "runtime/types/codecs.h"
#include "runtime/types/str.h"

typedef struct Decoder {
    StrBuilder out;
    const uint8_t *data;
    int64_t start, size;              /* start: behind a byte order mark */
    Encoding encoding;
    ErrorHandling errors;
    const char *errors_name;
} Decoder;

/* codecs_decode.c: handles the malformed bytes [start, *end), moving *end when more or less was used. */
bool decoder_handle(Decoder *d, int64_t start, int64_t *end, const char *reason);

/* codecs_escape.c: text with backslashes, raw or not. With `final` false an unfinished escape at the end is left;
   *used is how far it came. */
bool decode_escapes(Decoder *d, bool raw, bool final, int64_t *used);
RT Value encode_escapes(TASK, Value str, bool raw);

#endif
