/* Source lines of compiled Python code by address. */
#ifndef PYLLC_OBJECT_LINE_TABLE_H
#define PYLLC_OBJECT_LINE_TABLE_H

#include <stdint.h>

/* The line of the instruction at that address; 0 when the program was stripped or it is not Python code. */
int32_t line_at(uintptr_t address);

#endif
