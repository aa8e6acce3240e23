/* One conversion of %-formatting, shared by str and bytes. */
#ifndef PYLLC_TYPES_PERCENT_H
#define PYLLC_TYPES_PERCENT_H

#include "runtime/types/str.h"

typedef struct PercentArguments {
    Value arguments;                 /* what stands right of % */
    Value mapping;                   /* the same when it can be indexed by keys, else zero */
    int64_t next;                    /* position in the tuple; -1 once a single value is used up */
    bool is_tuple;
} PercentArguments;

typedef struct PercentConversion {
    bool minus, plus, space, alternate, zero;
    int64_t width, precision;        /* -1: none */
    uint32_t letter;
} PercentConversion;

void percent_begin(PercentArguments *arguments, Value given);
RT Value percent_next(TASK, PercentArguments *arguments);
RT bool percent_end(TASK, const PercentArguments *arguments, const char *kind);
/* "*" : an int from the arguments. */
RT bool percent_star(TASK, PercentArguments *arguments, int64_t *result);
/* d i u o x X e E f F g G: the text without padding, sign included; *head: how many characters
   stand before what zeros are put in front of. */
RT Value percent_number(TASK, const PercentConversion *conversion, Value v, int64_t *head);

#endif
