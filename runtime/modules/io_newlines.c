/* Newlines of text files: translation while decoding, and finding the end of a line. */
#include "runtime/modules/io.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

enum { SEEN_RETURN = 1, SEEN_NEWLINE = 2, SEEN_BOTH = 4 };

static bool has_return(const PyStr *s)
{
    if (s->width == 1)
        return memchr(s->data, '\r', (size_t)s->length) != NULL;
    for (int64_t i = 0; i < s->length; i++)
        if (str_at(s, i) == '\r')
            return true;
    return false;
}

RT Value newlines_decode(TASK, Newlines *newlines, Value text, bool is_final)
{
    if (newlines->pending_return && (((PyStr *)text)->length > 0 || is_final)) {
        Value back = str_from_c(task, "\r");
        text = back ? str_concat(task, back, text) : 0;
        newlines->pending_return = false;
    }
    if (!text)
        return 0;
    int64_t n = ((PyStr *)text)->length;
    if (!is_final && n > 0 && str_at((PyStr *)text, n - 1) == '\r') {
        newlines->pending_return = true;
        text = str_substring(task, text, 0, n - 1);
        if (!text)
            return 0;
    }
    PyStr *s = (PyStr *)text;
    if (!has_return(s)) {
        if (newlines->universal && !(newlines->seen & SEEN_NEWLINE))
            for (int64_t i = 0; i < s->length; i++)
                if (str_at(s, i) == '\n') {
                    newlines->seen |= SEEN_NEWLINE;
                    break;
                }
        return text;
    }
    StrBuilder builder;
    builder_start(&builder, task);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = str_at(s, i);
        bool both = c == '\r' && i + 1 < s->length && str_at(s, i + 1) == '\n';
        newlines->seen |= both ? SEEN_BOTH : c == '\r' ? SEEN_RETURN : c == '\n' ? SEEN_NEWLINE : 0;
        if (both && !newlines->translate)
            builder_char(&builder, '\r');
        i += both;
        builder_char(&builder, both ? '\n' : c == '\r' && newlines->translate ? '\n' : c);
    }
    return builder_finish(&builder);
}

RT Value newlines_seen(TASK, const Newlines *newlines)
{
    static const char *const texts[3] = {"\r", "\n", "\r\n"};
    Value found[3];
    int64_t n = 0;
    for (int i = 0; i < 3; i++)
        if (newlines->seen & 1 << i) {
            found[n] = str_from_c(task, texts[i]);
            if (!found[n++])
                return 0;
        }
    return n == 0 ? VALUE_NONE : n == 1 ? found[0] : tuple_from(task, found, n);
}

RT int64_t newlines_line_end(TASK, const Newlines *newlines, Value terminator, Value text, int64_t start)
{
    PyStr *s = (PyStr *)text;
    if (!newlines->universal || newlines->translate) {
        PyStr *end = terminator ? (PyStr *)terminator : NULL;
        if (end == NULL || (end->length == 1 && str_at(end, 0) == '\n')) {
            if (s->width == 1) {
                char *found = memchr((char *)s->data + start, '\n', (size_t)(s->length - start));
                return found ? found - (char *)s->data + 1 : -1;
            }
            for (int64_t i = start; i < s->length; i++)
                if (str_at(s, i) == '\n')
                    return i + 1;
            return -1;
        }
        int64_t at = str_find_in(s, end, start, s->length);
        return at < 0 ? -1 : at + end->length;
    }
    for (int64_t i = start; i < s->length; i++) {
        uint32_t c = str_at(s, i);
        if (c == '\n')
            return i + 1;
        if (c == '\r')
            return i + 1 < s->length && str_at(s, i + 1) == '\n' ? i + 2 : i + 1;
    }
    return -1;
}

/* ---- IncrementalNewlineDecoder ---- */

typedef struct PyNewlineDecoder { Object head; Slot decoder, errors; Newlines newlines; } PyNewlineDecoder;

static RT int decoder_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("IncrementalNewlineDecoder", "(decoder, translate, errors='strict')");
    PyNewlineDecoder *d = (PyNewlineDecoder *)self;
    Value out[3];
    int translate = bind_arguments(task, &signature, args, nargs, kwnames, out) ? object_truth(task, out[1]) : -1;
    if (translate < 0)
        return -1;
    gc_store(&d->decoder, out[0]);
    gc_store(&d->errors, out[2]);
    d->newlines = (Newlines){.translate = translate, .universal = true};
    return 0;
}

static RT Value decoder_decode(TASK, Value self, Value input, Value final)
{
    PyNewlineDecoder *d = (PyNewlineDecoder *)self;
    int is_final = object_truth(task, final);
    Value args[2] = {input, value_from_bool(is_final > 0)}, name = str_intern_c(task, "decode");
    Value text = is_final < 0 || !name ? 0 : d->decoder.word == VALUE_NONE ? input
                                               : call_method(task, d->decoder.word, name, args, 2);
    if (text && !value_is_str(text))
        return raise_error(task, &type_TypeError, "decoder should return a string result, not '%T'", text);
    return text ? newlines_decode(task, &d->newlines, text, is_final) : 0;
}

static RT Value decoder_reset(TASK, Value self)
{
    PyNewlineDecoder *d = (PyNewlineDecoder *)self;
    d->newlines.seen = 0;
    d->newlines.pending_return = false;
    return d->decoder.word == VALUE_NONE ? VALUE_NONE
                                         : call_method(task, d->decoder.word, str_intern_c(task, "reset"), NULL, 0);
}

static RT Value decoder_getstate(TASK, Value self)
{
    PyNewlineDecoder *d = (PyNewlineDecoder *)self;
    Value state[2] = {bytes_from_data(task, "", 0), value_from_small_int(0)};
    if (d->decoder.word != VALUE_NONE) {
        Value inner = call_method(task, d->decoder.word, str_intern_c(task, "getstate"), NULL, 0);
        if (!inner || !value_is_tuple(inner) || tuple_size(inner) != 2)
            return inner ? raise_error(task, &type_TypeError, "illegal decoder state") : 0;
        state[0] = tuple_get(inner, 0);
        state[1] = tuple_get(inner, 1);
    }
    Value twice = object_binary(task, state[1], value_from_small_int(1), 7);
    state[1] = twice ? object_binary(task, twice, value_from_small_int(d->newlines.pending_return), 9) : 0;
    return state[0] && state[1] ? tuple_from(task, state, 2) : 0;
}

static RT Value decoder_setstate(TASK, Value self, Value state)
{
    PyNewlineDecoder *d = (PyNewlineDecoder *)self;
    if (!value_is_tuple(state) || tuple_size(state) != 2)
        return raise_error(task, &type_TypeError, "state argument must be a tuple");
    int64_t flags;
    if (!object_index_i64(task, tuple_get(state, 1), &flags, false))
        return 0;
    d->newlines.pending_return = flags & 1;
    if (d->decoder.word == VALUE_NONE)
        return VALUE_NONE;
    Value inner[2] = {tuple_get(state, 0), int_from_i64(task, flags >> 1)}, pair = tuple_from(task, inner, 2);
    return pair ? call_method(task, d->decoder.word, str_intern_c(task, "setstate"), &pair, 1) : 0;
}

static RT Value decoder_newlines(TASK, Value self) { return newlines_seen(task, &((PyNewlineDecoder *)self)->newlines); }

METHOD_TABLE_BEGIN(IncrementalNewlineDecoder)
    METHOD(decode, "(self, /, input, final=False)", decoder_decode, STR, RAISES, NULL)
    METHOD(getstate, "(self, /)", decoder_getstate, TUPLE, RAISES, NULL)
    METHOD(setstate, "(self, state, /)", decoder_setstate, NONE, RAISES, NULL)
    METHOD(reset, "(self, /)", decoder_reset, NONE, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef decoder_getsets[] = {{"newlines", decoder_newlines, NULL, NULL}, {.name = NULL}};
BUILTIN_TYPE(IncrementalNewlineDecoder, "_io.IncrementalNewlineDecoder", PyNewlineDecoder, .flags = TYPE_FLAG_BASE,
             .methods = IncrementalNewlineDecoder_methods, .getsets = decoder_getsets,
             .c_doc = "Decoder that turns all line ends into \\n and remembers which it saw.",
             .slots = {.new_ = object_new_entry, .init = decoder_init})
