/* Names of encodings and of error handlers, and the exceptions that codecs raise. */
#include "runtime/types/codecs.h"

#include <string.h>

RT Value (*hook_encode)(TASK, Value str, const char *encoding, const char *errors);
RT Value (*hook_decode)(TASK, Value bytes, const char *encoding, const char *errors);

static const struct { const char *name; Encoding encoding; } names[] = {
    { "utf-8", ENCODING_UTF8 }, { "utf8", ENCODING_UTF8 }, { "u8", ENCODING_UTF8 }, { "cp65001", ENCODING_UTF8 },
    { "utf", ENCODING_UTF8 },
    { "ascii", ENCODING_ASCII }, { "us-ascii", ENCODING_ASCII }, { "646", ENCODING_ASCII },
    { "ansi-x3.4-1968", ENCODING_ASCII }, { "iso646-us", ENCODING_ASCII },
    { "latin-1", ENCODING_LATIN1 }, { "latin1", ENCODING_LATIN1 }, { "latin", ENCODING_LATIN1 },
    { "iso-8859-1", ENCODING_LATIN1 }, { "iso8859-1", ENCODING_LATIN1 }, { "8859", ENCODING_LATIN1 },
    { "l1", ENCODING_LATIN1 }, { "cp819", ENCODING_LATIN1 },
    { "utf-16", ENCODING_UTF16 }, { "utf16", ENCODING_UTF16 }, { "u16", ENCODING_UTF16 },
    { "utf-16-le", ENCODING_UTF16_LE }, { "utf-16le", ENCODING_UTF16_LE },
    { "utf-16-be", ENCODING_UTF16_BE }, { "utf-16be", ENCODING_UTF16_BE },
    { "utf-32", ENCODING_UTF32 }, { "utf32", ENCODING_UTF32 }, { "u32", ENCODING_UTF32 },
    { "utf-32-le", ENCODING_UTF32_LE }, { "utf-32le", ENCODING_UTF32_LE },
    { "utf-32-be", ENCODING_UTF32_BE }, { "utf-32be", ENCODING_UTF32_BE },
    { "unicode-escape", ENCODING_UNICODE_ESCAPE }, { "unicodeescape", ENCODING_UNICODE_ESCAPE },
    { "raw-unicode-escape", ENCODING_RAW_ESCAPE }, { "rawunicodeescape", ENCODING_RAW_ESCAPE },
};

/* Case, '_' and ' ' do not matter. */
static bool same_name(const char *given, const char *name)
{
    for (; *given && *name; given++, name++) {
        char c = *given >= 'A' && *given <= 'Z' ? *given + 32 : *given == '_' || *given == ' ' ? '-' : *given;
        if (c != *name)
            return false;
    }
    return !*given && !*name;
}

Encoding codec_find_encoding(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (same_name(name, names[i].name))
            return names[i].encoding;
    return ENCODING_UNKNOWN;
}

const char *codec_encoding_name(Encoding encoding)
{
    static const char *const shown[] = { "utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be",
                                         "utf-32", "utf-32-le", "utf-32-be", "unicodeescape", "rawunicodeescape", "unknown" };
    return shown[encoding];
}

ErrorHandling codec_find_errors(const char *name)
{
    static const char *const handlers[] = { "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
                                            "surrogateescape", "surrogatepass", "namereplace" };
    if (!name)
        return ERRORS_STRICT;
    for (int i = 0; i < ERRORS_UNKNOWN; i++)
        if (strcmp(name, handlers[i]) == 0)
            return (ErrorHandling)i;
    return ERRORS_UNKNOWN;
}

RT Value codec_raise_unknown(TASK, const char *name)
{
    return raise_error(task, &type_LookupError, "unknown encoding: %s", name);
}

RT Value codec_raise_errors(TASK, const char *name)
{
    if (codec_find_errors(name) == ERRORS_NAMEREPLACE)
        return raise_error(task, &type_LookupError, "error handler 'namereplace' is not supported: the names of "
                                                    "characters are not part of the runtime");
    return raise_error(task, &type_LookupError, "unknown error handler name '%s'", name);
}

RT Value codec_raise(TASK, PyType *type, const char *encoding, Value object, int64_t start, int64_t end, const char *reason)
{
    Value args[5] = { str_from_c(task, encoding), object, value_from_small_int(start), value_from_small_int(end),
                      str_from_c(task, reason) };
    Value error = args[0] && args[4] ? exception_new(task, type, args, 5) : 0;
    return error ? raise_value(task, error) : 0;
}
