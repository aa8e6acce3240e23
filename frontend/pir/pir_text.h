/* The words of PIR text that print.c writes and parse.c reads. */
#ifndef PYLLC_PIR_TEXT_H
#define PYLLC_PIR_TEXT_H

#include "frontend/pir/pir.h"

enum { PIR_TYPE_BITS = 18 };
extern const char *const pir_rep_names[];                    /* by PirRep */
extern const char *const pir_type_names[PIR_TYPE_BITS];      /* by bit */
extern const char *const pir_operator_texts[OPERATOR_COUNT];
extern const char *const pir_unary_texts[4];
extern const char *const pir_compare_texts[10];

/* Claims about a function that its header line names when they hold. */
#define PIR_FUNC_FLAGS                                                                            \
    PIR_FUNC_FLAG(is_class_body) PIR_FUNC_FLAG(is_module_body) PIR_FUNC_FLAG(is_generator_resume) \
    PIR_FUNC_FLAG(uses_callee) PIR_FUNC_FLAG(names_locals) PIR_FUNC_FLAG(hot) PIR_FUNC_FLAG(cold)

#endif
