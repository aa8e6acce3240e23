/* Interned names: equal text is the same pointer, for the life of the process. UTF-8. */
#ifndef PYLLC_BASE_INTERN_H
#define PYLLC_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

typedef struct Name { uint32_t hash; uint32_t length; char text[]; } Name;

Name *name_intern(const char *text, size_t length);
Name *name_of(const char *text);      /* NUL-terminated */

#endif
