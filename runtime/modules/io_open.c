/* open(), the standard streams, and the module _io. */
#include <stdlib.h>
#include <unistd.h>
#include "runtime/modules/io.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

/* ---- open ---- */

typedef struct Mode { bool binary, text, updating; char raw[8]; int kinds; bool reading, writing, creating, appending; } Mode;

static bool bad_mode(struct Task *task, Value text)
{
    raise_error(task, &type_ValueError, "invalid mode: %R", text);
    return false;
}

static bool parse_mode(struct Task *task, Value text, Mode *mode)
{
    int64_t length;
    const char *letters = value_is_str(text) ? str_utf8(task, text, &length) : NULL;
    size_t n = 0;
    *mode = (Mode){0};
    if (letters == NULL) {
        raise_error(task, &type_TypeError, "open() argument 'mode' must be str, not %T", text);
        return false;
    }
    for (const char *c = letters; *c; c++) {
        if (!strchr("xrwabt+", *c) || strchr(c + 1, *c))
            return bad_mode(task, text);
        mode->reading |= *c == 'r';
        mode->writing |= *c == 'w';
        mode->creating |= *c == 'x';
        mode->appending |= *c == 'a';
        mode->updating |= *c == '+';
        mode->binary |= *c == 'b';
        mode->text |= *c == 't';
        mode->kinds += strchr("xrwa", *c) != NULL;
        if (strchr("xrwa+", *c) && n + 1 < sizeof mode->raw)
            mode->raw[n++] = *c;
    }
    const char *problem = mode->binary && mode->text ? "can't have text and binary mode at once"
                        : mode->kinds > 1            ? "must have exactly one of create/read/write/append mode"
                        : mode->kinds == 0 ? "Must have exactly one of create/read/write/append mode and at most one plus" : NULL;
    if (problem)
        raise_error(task, &type_ValueError, "%s", problem);
    return problem == NULL;
}

static bool check_binary(struct Task *task, const Mode *mode, Value encoding, Value errors, Value newline)
{
    const char *what = !mode->binary ? NULL : encoding != VALUE_NONE ? "n encoding" : errors != VALUE_NONE ? "n errors"
                     : newline != VALUE_NONE ? " newline" : NULL;
    if (what)
        raise_error(task, &type_ValueError, "binary mode doesn't take a%s argument", what);
    return what == NULL;
}

static Value buffered_over(struct Task *task, const Mode *mode, Value raw, int64_t size)
{
    PyType *type = mode->updating ? &type_BufferedRandom : mode->reading ? &type_BufferedReader : &type_BufferedWriter;
    return buffered_new(task, type, raw, size);
}

RT Value io_open(TASK, Value file, Value mode_text, Value buffering, Value encoding, Value errors, Value newline,
                 Value closefd, Value opener)
{
    Mode mode;
    int64_t size;
    int closes = object_truth(task, closefd);
    if (closes < 0 || !parse_mode(task, mode_text, &mode) || !check_binary(task, &mode, encoding, errors, newline) ||
        !object_index_i64(task, buffering, &size, false))
        return 0;
    Value raw = fileio_new(task, file, mode.raw, closes, opener, -1);
    if (!raw)
        return 0;
    bool terminal = size < 0 && isatty(((PyFileIO *)raw)->descriptor), lines = size == 1 || terminal;
    if (size == 1 && mode.binary)
        size = -1;
    if (size < 0 || lines)
        size = IO_BUFFER_SIZE;
    Value result = raw;
    if (size == 0) {
        if (!mode.binary)
            result = raise_error(task, &type_ValueError, "can't have unbuffered text I/O");
    } else {
        result = buffered_over(task, &mode, raw, size);
        if (result && !mode.binary) {
            result = text_new(task, &type_TextIOWrapper, result, encoding, errors, newline, lines, false);
            if (result && object_set_attr(task, result, NAME(mode), mode_text) < 0)
                result = 0;
        }
    }
    if (result)
        return result;
    Value failure = exception_take(task);
    call_method(task, raw, NAME(close), NULL, 0);
    exception_clear(task);
    return raise_value(task, failure);
}

/* ---- standard streams ---- */

static Value stream(struct Task *task, int descriptor, const char *name, const char *mode, const char *errors)
{
    Value raw = fileio_new(task, value_from_small_int(descriptor), mode, false, VALUE_NONE, descriptor);
    if (!raw) {
        exception_clear(task);      /* the descriptor is closed: the stream is None, as in CPython */
        return VALUE_NONE;
    }
    bool reads = descriptor == 0, terminal = isatty(descriptor);
    Value text_name = str_from_c(task, name), encoding = str_from_c(task, "utf-8"), how = str_from_c(task, errors);
    if (!text_name || !encoding || !how || object_set_attr(task, raw, NAME(name), text_name) < 0)
        return 0;
    const char *setting = getenv("PYTHONUNBUFFERED");
    bool unbuffered = !reads && setting != NULL && *setting != 0;
    Value buffer = unbuffered ? raw : buffered_new(task, reads ? &type_BufferedReader : &type_BufferedWriter, raw, IO_BUFFER_SIZE);
    Value newline = reads ? VALUE_NONE : str_from_c(task, "\n");
    if (!buffer || !newline)
        return 0;
    Value text = text_new(task, &type_TextIOWrapper, buffer, encoding, how, newline, terminal || descriptor == 2, unbuffered);
    Value mode_text = text ? str_from_c(task, reads ? "r" : "w") : 0;
    return mode_text && object_set_attr(task, text, NAME(mode), mode_text) == 0 ? text : 0;
}

RT bool io_make_standard_streams(TASK, Value sys)
{
    static const struct { const char *name, *hidden, *shown, *mode, *errors; } streams[3] = {
        {"stdin", "__stdin__", "<stdin>", "r", "strict"},
        {"stdout", "__stdout__", "<stdout>", "w", "strict"},
        {"stderr", "__stderr__", "<stderr>", "w", "backslashreplace"}};
    if (!import_module_c(task, "_io"))
        return false;
    for (int i = 0; i < 3; i++) {
        Value file = stream(task, i, streams[i].shown, streams[i].mode, streams[i].errors);
        if (!file || !module_set_c(task, sys, streams[i].name, file) || !module_set_c(task, sys, streams[i].hidden, file))
            return false;
    }
    return true;
}

/* ---- the module ---- */

static RT Value module_open(TASK, Value file, Value mode, Value buffering, Value encoding, Value errors, Value newline,
                            Value closefd, Value opener)
{
    return io_open(task, file, mode, buffering, encoding, errors, newline, closefd, opener);
}

static RT Value module_open_code(TASK, Value path)
{
    Value mode = str_from_c(task, "rb");
    return mode ? io_open(task, path, mode, value_from_small_int(-1), VALUE_NONE, VALUE_NONE, VALUE_NONE, VALUE_TRUE, VALUE_NONE) : 0;
}

static RT Value module_text_encoding(TASK, Value encoding, Value level)
{
    return encoding == VALUE_NONE ? str_from_c(task, "locale") : encoding;
}

METHOD_TABLE_BEGIN(io)
    METHOD(open, "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
           module_open, OBJ, RAISES, "Open a file by name or descriptor.")
    METHOD(open_code, "(path)", module_open_code, OBJ, RAISES, "Open a source file for an import.")
    METHOD(text_encoding, "(encoding, stacklevel=2, /)", module_text_encoding, OBJ, RAISES,
           "Default for the encoding argument of text streams.")
METHOD_TABLE_END

static bool make_unsupported(struct Task *task, Value module)
{
    Value bases[2] = {value_from_object(&type_OSError), value_from_object(&type_ValueError)};
    Value args[3] = {str_from_c(task, "UnsupportedOperation"), tuple_from(task, bases, 2), dict_new(task)};
    Value name = str_from_c(task, "io");
    if (!args[0] || !args[1] || !args[2] || !name || !dict_set(task, args[2], NAME(__module__), name))
        return false;
    Value type = object_call(task, value_from_object(&type_type), args, 3, 0);
    if (!type)
        return false;
    gc_store(&io_unsupported, type);
    return module_set_c(task, module, "UnsupportedOperation", type);
}

static RT bool io_init(TASK, Value module)
{
    PyType *const types[] = {&type__IOBase, &type__RawIOBase, &type__BufferedIOBase, &type__TextIOBase, &type_FileIO,
                             &type_BufferedReader, &type_BufferedWriter, &type_BufferedRandom, &type_BufferedRWPair,
                             &type_BytesIO, &type_TextIOWrapper, &type_StringIO, &type_IncrementalNewlineDecoder};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!module_set_type(task, module, types[i]))
            return false;
    return make_unsupported(task, module) &&
           module_set_c(task, module, "BlockingIOError", value_from_object(&type_BlockingIOError)) &&
           module_set_c(task, module, "DEFAULT_BUFFER_SIZE", value_from_small_int(IO_BUFFER_SIZE));
}

const NativeModule module__io = {"_io", "Streams: files, buffers, text.", io_methods, io_init};
