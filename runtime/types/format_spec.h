/* A parsed format specification, and laying out numbers; shared by format.c, format_number.c. */
#ifndef PYLLC_TYPES_FORMAT_SPEC_H
#define PYLLC_TYPES_FORMAT_SPEC_H

#include "runtime/types/byte_builder.h"
#include "runtime/types/format.h"

typedef struct FormatSpec {
    uint32_t fill, type;              /* type: 0 when not given */
    char align, sign, grouping;       /* 0 when not given, but align has its default */
    bool no_negative_zero, alternate;
    int64_t width, precision;         /* -1: none */
} FormatSpec;

RT bool format_parse(TASK, Value self, Value spec, char default_align, FormatSpec *out);
RT Value format_unknown(TASK, const FormatSpec *spec, Value self);
/* text padded to the width. */
RT Value format_pad(TASK, const FormatSpec *spec, Value text);

/* A number as sign, prefix, digits to group, rest. */
typedef struct NumberParts {
    char sign;                        /* 0: none */
    const char *prefix;
    const char *digits;
    int64_t digit_count;
    const char *rest;
    int64_t rest_count;
} NumberParts;
char format_sign(const FormatSpec *spec, bool negative);
/* Appended without padding but for zeros between sign and digits. */
void format_number_body(StrBuilder *b, const FormatSpec *spec, const NumberParts *parts);
RT Value format_number(TASK, const FormatSpec *spec, const NumberParts *parts);

/* |d| as text; type 'r' is repr's way. point: at least one decimal. */
RT void float_text(TASK, ByteBuilder *out, double d, char type, int64_t precision, bool alternate, bool point);
/* Splits float_text's output. */
void float_parts(const ByteBuilder *text, NumberParts *parts);

#endif
