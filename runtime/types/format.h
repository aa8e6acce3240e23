/* The format mini-language: format(value, spec) for int, float, complex and str. */
#ifndef PYLLC_TYPES_FORMAT_H
#define PYLLC_TYPES_FORMAT_H

#include "runtime/types/str.h"

RT Value int_format(TASK, Value self, Value spec);
RT Value float_format(TASK, Value self, Value spec);
RT Value complex_format(TASK, Value self, Value spec);
RT Value str_format_spec(TASK, Value self, Value spec);

/* '%.3f' and the like: type is one of "eEfFgG", alternate keeps the point. No sign for
   positive numbers, no padding. */
RT Value float_to_text(TASK, double d, char type, int precision, bool alternate);
RT Value format_value(TASK, Value value, int64_t conversion, Value spec);
#endif
