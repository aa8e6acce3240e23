/* What the files of _codecs share. */
#ifndef PYLLC_MODULES_CODECS_MODULE_H
#define PYLLC_MODULES_CODECS_MODULE_H

#include "runtime/object/object.h"

RT Value codecs_error_handler(TASK, Value name);
/* codecs_handlers.c: strict, ignore, replace, xmlcharrefreplace, backslashreplace, namereplace. */
RT bool codecs_add_handlers(TASK, Value handlers);
/* codecs_charmap.c */
RT Value codecs_charmap_encode(TASK, Value text, Value errors, Value mapping);
RT Value codecs_charmap_decode(TASK, Value data, Value errors, Value mapping);
RT Value codecs_charmap_build(TASK, Value table);

/* codecs_escape.c */
RT Value codecs_escape_encode(TASK, Value data, Value errors);
RT Value codecs_escape_decode(TASK, Value data, Value errors);

#endif
