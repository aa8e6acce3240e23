/* _codecs: the registry of codecs and error handlers, and the codecs that the runtime has itself.
   Names that it does not know reach the registry from str.encode and bytes.decode once this
   module has been imported. */
#include "runtime/modules/codecs_module.h"

#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codecs.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static Slot search_functions ROOT, found_codecs ROOT, error_handlers ROOT;

/* ---- looking up ---- */

/* Lower case; runs of other characters than letters, digits and dots become one underscore. */
static Value normalized(struct Task *task, Value name)
{
    StrBuilder out;
    bool pending = false;
    builder_start(&out, task);
    for (int64_t i = 0; i < as_str(name)->length; i++) {
        uint32_t c = str_at(as_str(name), i);
        bool kept = c < 128 && (c == '.' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'));
        if (kept && pending && out.length)
            builder_put(&out, '_');
        pending = kept ? false : true;
        if (kept)
            builder_put(&out, c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return builder_finish(&out);
}

static Value lookup(struct Task *task, Value name)
{
    if (list_size(slot_load(&search_functions)) == 0 && !import_module_c(task, "encodings"))
        return 0;
    Value key = normalized(task, name), codec = key ? dict_get(task, slot_load(&found_codecs), key) : 0;
    if (!codec || codec != VALUE_UNBOUND)
        return codec;
    Value functions = slot_load(&search_functions);
    for (int64_t i = 0; i < list_size(functions); i++) {
        codec = call_one(task, list_peek(functions, i), key);
        if (!codec)
            return 0;
        if (codec == VALUE_NONE)
            continue;
        if (!value_is_tuple(codec) || tuple_size(codec) != 4)
            return raise_error(task, &type_TypeError, "codec search functions must return 4-tuples");
        return dict_set(task, slot_load(&found_codecs), key, codec) ? codec : 0;
    }
    return raise_error(task, &type_LookupError, "unknown encoding: %U", name);
}

static bool is_text(struct Task *task, Value v, const char *function)
{
    if (!value_is_str(v))
        raise_error(task, &type_TypeError, "%s() argument must be str, not %T", function, v);
    return value_is_str(v);
}
static RT Value codecs_lookup(TASK, Value name) { return is_text(task, name, "lookup") ? lookup(task, name) : 0; }
static RT Value codecs_register(TASK, Value function)
{
    if (!value_is_callable(function))
        return raise_error(task, &type_TypeError, "argument must be callable");
    return list_append(task, slot_load(&search_functions), function) ? VALUE_NONE : 0;
}
static RT Value codecs_unregister(TASK, Value function)
{
    Value functions = slot_load(&search_functions);
    for (int64_t i = 0; i < list_size(functions); i++)
        if (list_peek(functions, i) == function)
            return dict_clear(task, slot_load(&found_codecs)) && list_splice(task, functions, i, i + 1, NULL, 0) ? VALUE_NONE : 0;
    return VALUE_NONE;
}

/* Half `part` of a codec, applied: the first item of what it gives. */
static Value apply(struct Task *task, Value codec, int part, Value object, Value errors)
{
    Value args[2] = {object, errors};
    Value result = object_call(task, tuple_get(codec, part), args, errors == VALUE_UNBOUND ? 1 : 2, 0);
    if (result && (!value_is_tuple(result) || tuple_size(result) != 2))
        return raise_error(task, &type_TypeError, "%s must return a tuple (object, integer)", part ? "decoder" : "encoder");
    return result ? tuple_get(result, 0) : 0;
}
static Value convert(struct Task *task, int part, Value object, Value encoding, Value errors)
{
    const char *function = part ? "decode" : "encode";
    if (!value_is_str(encoding))
        return raise_error(task, &type_TypeError, "%s() argument 'encoding' must be str, not %T", function, encoding);
    if (errors != VALUE_UNBOUND && !value_is_str(errors))
        return raise_error(task, &type_TypeError, "%s() argument 'errors' must be str, not %T", function, errors);
    Value codec = lookup(task, encoding);
    return codec ? apply(task, codec, part, object, errors) : 0;
}
static RT Value codecs_encode(TASK, Value obj, Value encoding, Value errors) { return convert(task, 0, obj, encoding, errors); }
static RT Value codecs_decode(TASK, Value obj, Value encoding, Value errors) { return convert(task, 1, obj, encoding, errors); }

/* For str.encode and bytes.decode: only codecs between text and bytes will do. */
static Value text_codec(struct Task *task, const char *encoding, const char *function)
{
    Value name = str_from_c(task, encoding), codec = name ? lookup(task, name) : 0;
    Value mark = codec ? str_intern_c(task, "_is_text_encoding") : 0;
    Value is_text_codec = mark ? object_get_attr_or_unbound(task, codec, mark) : 0;
    int truth = !is_text_codec ? -1 : is_text_codec == VALUE_UNBOUND ? 1 : object_truth(task, is_text_codec);
    if (truth == 0)
        return raise_error(task, &type_LookupError, "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding, function);
    return truth < 0 ? 0 : codec;
}
static RT Value encode_text(TASK, Value text, const char *encoding, const char *errors)
{
    Value codec = text_codec(task, encoding, "codecs.encode()");
    Value result = codec ? apply(task, codec, 0, text, errors ? str_from_c(task, errors) : VALUE_UNBOUND) : 0;
    if (result && !value_is_bytes(result))
        return raise_error(task, &type_TypeError, "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                           encoding, result);
    return result;
}
static RT Value decode_text(TASK, Value bytes, const char *encoding, const char *errors)
{
    Value codec = text_codec(task, encoding, "codecs.decode()");
    Value result = codec ? apply(task, codec, 1, bytes, errors ? str_from_c(task, errors) : VALUE_UNBOUND) : 0;
    if (result && !value_is_str(result))
        return raise_error(task, &type_TypeError, "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                           encoding, result);
    return result;
}

/* ---- error handlers ---- */

static RT Value codecs_register_error(TASK, Value name, Value handler)
{
    if (!value_is_str(name))
        return raise_error(task, &type_TypeError, "register_error() argument 1 must be str, not %T", name);
    if (!value_is_callable(handler))
        return raise_error(task, &type_TypeError, "handler must be callable");
    return dict_set(task, slot_load(&error_handlers), name, handler) ? VALUE_NONE : 0;
}
RT Value codecs_error_handler(TASK, Value name)
{
    Value handler = dict_get(task, slot_load(&error_handlers), name);
    return handler == VALUE_UNBOUND ? raise_error(task, &type_LookupError, "unknown error handler name '%U'", name) : handler;
}
static RT Value codecs_lookup_error(TASK, Value name)
{
    return is_text(task, name, "lookup_error") ? codecs_error_handler(task, name) : 0;
}

/* ---- the runtime's codecs, one pair of functions each ---- */

static bool errors_text(struct Task *task, Value errors, const char **text)
{
    int64_t length;
    *text = NULL;
    if (errors == VALUE_NONE)
        return true;
    if (!value_is_str(errors)) {
        raise_error(task, &type_TypeError, "argument 2 must be str or None, not %T", errors);
        return false;
    }
    *text = str_utf8(task, errors, &length);
    return *text != NULL;
}
static Value with_count(struct Task *task, Value result, int64_t count)
{
    Value words[2] = {result, value_from_small_int(count)};
    return result ? tuple_from(task, words, 2) : 0;
}

static Value encode_by(struct Task *task, Value text, Value errors, const char *encoding, const char *function)
{
    const char *handling;
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "%s() argument 1 must be str, not %T", function, text);
    return errors_text(task, errors, &handling) ? with_count(task, codec_encode(task, text, encoding, handling), as_str(text)->length) : 0;
}

/* How many bytes at the end are the start of a longer sequence. */
static int64_t unfinished(const uint8_t *data, int64_t size, int unit, bool big)
{
    if (unit == 1) {
        for (int64_t back = 1; back <= 3 && back <= size; back++) {
            uint8_t c = data[size - back];
            if (c >= 0xc2 && c <= 0xf4)
                return back < (c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2) ? back : 0;
            if ((c & 0xc0) != 0x80)
                return 0;
        }
        return 0;
    }
    int64_t rest = size % unit;
    if (unit == 2 && size - rest >= 2 && (data[size - rest - (big ? 2 : 1)] & 0xfc) == 0xd8)
        rest += 2;
    return rest;
}

static Value decode_by(struct Task *task, Value data, Value errors, Value final, const char *encoding, int unit, bool big)
{
    const char *handling;
    BufferView view;
    int at_end = object_truth(task, final);
    if (at_end < 0 || !errors_text(task, errors, &handling) || !buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    int64_t size = view.size - (at_end || unit == 0 ? 0 : unfinished(view.data, view.size, unit, big));
    Value text = codec_decode(task, view.data, size, encoding, handling);
    buffer_release(task, &view);
    return with_count(task, text, size);
}

static bool starts_big(struct Task *task, Value data, int unit)
{
    BufferView view;
    if (!buffer_try(task, data, &view))
        return false;
    bool big = view.size >= unit && (unit == 2 ? view.data[0] == 0xfe && view.data[1] == 0xff : view.data[2] == 0xfe && view.data[3] == 0xff);
    buffer_release(task, &view);
    return big;
}

#define ENCODER(name, encoding) \
    static RT Value name##_encode(TASK, Value text, Value errors) { return encode_by(task, text, errors, encoding, #name "_encode"); }
#define CODEC(name, encoding, unit, big)                                                                              \
    ENCODER(name, encoding)                                                                                           \
    static RT Value name##_decode(TASK, Value data, Value errors, Value final)                                        \
    {                                                                                                                 \
        return decode_by(task, data, errors, final, encoding, unit, big);                                             \
    }
#define BYTE_CODEC(name, encoding)                                                                                    \
    ENCODER(name, encoding)                                                                                           \
    static RT Value name##_decode(TASK, Value data, Value errors)                                                     \
    {                                                                                                                 \
        return decode_by(task, data, errors, VALUE_TRUE, encoding, 0, false);                                         \
    }
CODEC(utf_8, "utf-8", 1, false)
CODEC(utf_16_le, "utf-16-le", 2, false)
CODEC(utf_16_be, "utf-16-be", 2, true)
CODEC(utf_32_le, "utf-32-le", 4, false)
CODEC(utf_32_be, "utf-32-be", 4, true)
CODEC(utf_16, "utf-16", 2, starts_big(task, data, 2))
CODEC(utf_32, "utf-32", 4, starts_big(task, data, 4))
/* Partial escapes at the end are left for the next piece unless final. */
static Value decode_escaped(struct Task *task, Value data, Value errors, Value final, bool raw)
{
    const char *handling;
    BufferView view;
    int64_t used = 0, length;
    int at_end = object_truth(task, final);
    if (at_end < 0 || !errors_text(task, errors, &handling))
        return 0;
    if (value_is_str(data)) {
        const char *utf8 = str_utf8(task, data, &length);
        return utf8 ? with_count(task, codec_decode_escapes(task, (const uint8_t *)utf8, length, raw, handling, at_end, &used), used) : 0;
    }
    if (!buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    Value text = codec_decode_escapes(task, view.data, view.size, raw, handling, at_end, &used);
    buffer_release(task, &view);
    return with_count(task, text, used);
}
ENCODER(unicode_escape, "unicode_escape")
ENCODER(raw_unicode_escape, "raw_unicode_escape")
static RT Value unicode_escape_decode(TASK, Value data, Value errors, Value final) { return decode_escaped(task, data, errors, final, false); }
static RT Value raw_unicode_escape_decode(TASK, Value data, Value errors, Value final) { return decode_escaped(task, data, errors, final, true); }
BYTE_CODEC(ascii, "ascii")
BYTE_CODEC(latin_1, "latin-1")

/* Also tells the byte order: 0 not known yet, -1 little, 1 big. */
static Value decode_ex(struct Task *task, Value data, Value errors, Value order, Value final, int unit)
{
    int64_t given;
    if (!object_index_i64(task, order, &given, false))
        return 0;
    bool marked_big = starts_big(task, data, unit), little_named = given < 0;
    const char *names[2][3] = {{"utf-16-le", "utf-16", "utf-16-be"}, {"utf-32-le", "utf-32", "utf-32-be"}};
    BufferView view;
    if (!buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    bool marked_little = view.size >= unit && view.data[0] == 0xff && view.data[1] == 0xfe && (unit == 2 || (view.data[2] | view.data[3]) == 0);
    buffer_release(task, &view);
    Value pair = decode_by(task, data, errors, final, names[unit == 4][given < 0 ? 0 : given > 0 ? 2 : 1], unit,
                           given > 0 || (given == 0 && marked_big));
    int64_t found = given ? given : marked_big ? 1 : marked_little ? -1 : 0;
    if (!pair)
        return 0;
    if (little_named)
        found = -1;
    Value words[3] = {tuple_get(pair, 0), tuple_get(pair, 1), value_from_small_int(found)};
    return tuple_from(task, words, 3);
}
static RT Value utf_16_ex_decode(TASK, Value data, Value errors, Value order, Value final) { return decode_ex(task, data, errors, order, final, 2); }
static RT Value utf_32_ex_decode(TASK, Value data, Value errors, Value order, Value final) { return decode_ex(task, data, errors, order, final, 4); }

static RT Value readbuffer_encode(TASK, Value data, Value errors)
{
    BufferView view;
    int64_t length;
    if (value_is_str(data)) {
        const char *text = str_utf8(task, data, &length);
        return text ? with_count(task, bytes_from_data(task, text, length), length) : 0;
    }
    if (!buffer_get(task, data, &view, BUFFER_READ))
        return 0;
    Value bytes = bytes_from_data(task, view.data, view.size);
    buffer_release(task, &view);
    return with_count(task, bytes, view.size);
}

#define CODEC_ROWS(name)                                                                                              \
    METHOD(name##_encode, "(str, errors=None, /)", name##_encode, TUPLE, RAISES, "Bytes of a text, and its length.")     \
    METHOD(name##_decode, "(data, errors=None, final=False, /)", name##_decode, TUPLE, RAISES, "Text of bytes, and how many were used.")
#define BYTE_CODEC_ROWS(name)                                                                                         \
    METHOD(name##_encode, "(str, errors=None, /)", name##_encode, TUPLE, RAISES, "Bytes of a text, and its length.")     \
    METHOD(name##_decode, "(data, errors=None, /)", name##_decode, TUPLE, RAISES, "Text of bytes, and how many were used.")
#define ESCAPE_ROWS(name)                                                                                             \
    METHOD(name##_encode, "(str, errors=None, /)", name##_encode, TUPLE, RAISES, "Bytes of a text, and its length.")     \
    METHOD(name##_decode, "(data, errors=None, final=True, /)", name##_decode, TUPLE, RAISES, "Text of bytes, and how many were used.")
#define EX_SIGNATURE "(data, errors=None, byteorder=0, final=False, /)"
METHOD_TABLE_BEGIN(codecs)
    METHOD(register, "(search_function, /)", codecs_register, NONE, RAISES, "Adds a function that finds codecs by name.")
    METHOD(unregister, "(search_function, /)", codecs_unregister, NONE, RAISES, "Removes a function that finds codecs.")
    METHOD(lookup, "(encoding, /)", codecs_lookup, OBJ, RAISES, "The codec of a name.")
    METHOD(encode, "(obj, encoding='utf-8', errors=<unset>)", codecs_encode, OBJ, RAISES, "Encodes an object by the codec of a name.")
    METHOD(decode, "(obj, encoding='utf-8', errors=<unset>)", codecs_decode, OBJ, RAISES, "Decodes an object by the codec of a name.")
    METHOD(register_error, "(errors, handler, /)", codecs_register_error, NONE, RAISES, "Gives an error handler a name.")
    METHOD(lookup_error, "(name, /)", codecs_lookup_error, OBJ, RAISES, "The error handler of a name.")
    CODEC_ROWS(utf_8) CODEC_ROWS(utf_16) CODEC_ROWS(utf_16_le) CODEC_ROWS(utf_16_be)
    ESCAPE_ROWS(unicode_escape) ESCAPE_ROWS(raw_unicode_escape)
    METHOD(escape_encode, "(data, errors=None, /)", codecs_escape_encode, TUPLE, RAISES, "Bytes as in a literal, and their count.")
    METHOD(escape_decode, "(data, errors=None, /)", codecs_escape_decode, TUPLE, RAISES, "Bytes of a literal's text, and how many were used.")
    CODEC_ROWS(utf_32) CODEC_ROWS(utf_32_le) CODEC_ROWS(utf_32_be) BYTE_CODEC_ROWS(ascii) BYTE_CODEC_ROWS(latin_1)
    METHOD(utf_16_ex_decode, EX_SIGNATURE, utf_16_ex_decode, TUPLE, RAISES, "Text, bytes used and byte order of UTF-16.")
    METHOD(utf_32_ex_decode, EX_SIGNATURE, utf_32_ex_decode, TUPLE, RAISES, "Text, bytes used and byte order of UTF-32.")
    METHOD(readbuffer_encode, "(data, errors=None, /)", readbuffer_encode, TUPLE, RAISES, "The bytes of a buffer, and how many.")
    METHOD(charmap_encode, "(str, errors=None, mapping=None, /)", codecs_charmap_encode, TUPLE, RAISES, "Bytes of a text by a mapping, and its length.")
    METHOD(charmap_decode, "(data, errors=None, mapping=None, /)", codecs_charmap_decode, TUPLE, RAISES, "Text of bytes by a mapping, and how many.")
    METHOD(charmap_build, "(map, /)", codecs_charmap_build, OBJ, RAISES, "The mapping that encodes what a table of 256 characters decodes.")
METHOD_TABLE_END

static RT bool codecs_init(TASK, Value module)
{
    Value list = list_new(task, 0), found = dict_new(task), handlers = dict_new(task);
    if (!list || !found || !handlers)
        return false;
    gc_store(&search_functions, list);
    gc_store(&found_codecs, found);
    gc_store(&error_handlers, handlers);
    hook_encode = encode_text;
    hook_decode = decode_text;
    return codecs_add_handlers(task, handlers);
}
const NativeModule module__codecs = {"_codecs", "Codecs and error handlers by name, and the built-in codecs.", codecs_methods, codecs_init};
