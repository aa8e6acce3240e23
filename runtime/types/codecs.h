/* Encodings and what to do with errors; shared by codecs_encode.c and codecs_decode.c. */
#ifndef PYLLC_TYPES_CODECS_H
#define PYLLC_TYPES_CODECS_H

#include "runtime/object/object.h"

typedef enum { ENCODING_UTF8, ENCODING_ASCII, ENCODING_LATIN1, ENCODING_UTF16, ENCODING_UTF16_LE, ENCODING_UTF16_BE,
               ENCODING_UTF32, ENCODING_UTF32_LE, ENCODING_UTF32_BE, ENCODING_UNICODE_ESCAPE, ENCODING_RAW_ESCAPE,
               ENCODING_UNKNOWN } Encoding;
typedef enum { ERRORS_STRICT, ERRORS_IGNORE, ERRORS_REPLACE, ERRORS_BACKSLASH, ERRORS_XML, ERRORS_SURROGATEESCAPE,
               ERRORS_SURROGATEPASS, ERRORS_NAMEREPLACE, ERRORS_UNKNOWN } ErrorHandling;

Encoding codec_find_encoding(const char *name);
ErrorHandling codec_find_errors(const char *name);     /* NULL: strict */
const char *codec_encoding_name(Encoding encoding);    /* as messages show it */
RT Value codec_raise_unknown(TASK, const char *name);
RT Value codec_raise_errors(TASK, const char *name);
RT Value codec_raise(TASK, PyType *type, const char *encoding, Value object, int64_t start, int64_t end, const char *reason);

/* As codec_decode for unicode_escape and raw_unicode_escape (raw); with `final` false an unfinished escape
   at the end is left, *used is how far it came. */
RT Value codec_decode_escapes(TASK, const uint8_t *data, int64_t size, bool raw, const char *errors, bool final, int64_t *used);

/* What decoders of escapes share (codecs_escape.c): the meaning of a letter behind a backslash or -1, and the
   first escape that means nothing, which is warned of when the text is done. */
int codec_escape_letter(uint8_t c);
int codec_hex_digit(uint8_t c);                        /* or -1 */
typedef struct CodecOddEscape { int length; char text[4]; } CodecOddEscape;
void codec_note_odd(CodecOddEscape *odd, const uint8_t *text, int length);
RT bool codec_warn_odd(TASK, const CodecOddEscape *odd);

/* The codecs of the library (module _codecs), for names not known here; zero without an
   exception when there is none. */
extern RT Value (*hook_encode)(TASK, Value str, const char *encoding, const char *errors);
extern RT Value (*hook_decode)(TASK, Value bytes, const char *encoding, const char *errors);

#endif
