/* TextIOWrapper: text over a buffered binary file.

   Written text is encoded at once into `pending` and goes to the buffer in chunks, as CPython
   does it. Read bytes are decoded chunk by chunk; `tail` keeps the bytes of an incomplete
   UTF-8 sequence. Encodings that cannot be cut anywhere are read to the end and decoded whole. */
#include <ctype.h>
#include "runtime/modules/io.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

enum { CHUNK = 8192, PENDING_SIZE = 2 * CHUNK };
typedef enum { ENCODING_UTF8, ENCODING_ASCII, ENCODING_LATIN1, ENCODING_OTHER } EncodingKind;

typedef struct PyTextIO {
    Object head;
    Slot buffer;                     /* zero: detached or not initialised */
    Slot encoding, errors, mode;
    Slot newline;                    /* argument: None or str */
    Slot line_end;                   /* what \n becomes when written; zero: itself */
    Slot decoded;                    /* str read ahead, from `used` on; zero: nothing */
    int64_t used;
    Newlines newlines;
    uint8_t *pending;
    int64_t pending_count;
    uint8_t tail[4];
    int32_t tail_size;
    EncodingKind kind;
    bool line_buffering, write_through, at_end, tell_disabled;
    char encoding_text[40], errors_text[40];
} PyTextIO;

static PyTextIO *as_text(Value v) { return (PyTextIO *)v; }

/* ---- construction ---- */

static EncodingKind kind_of(const char *name)
{
    char plain[40];
    size_t n = 0;
    for (; *name && n + 1 < sizeof plain; name++)
        if (*name != '-' && *name != '_' && *name != ' ')
            plain[n++] = (char)tolower((unsigned char)*name);
    plain[n] = 0;
    if (strcmp(plain, "utf8") == 0)
        return ENCODING_UTF8;
    if (strcmp(plain, "ascii") == 0 || strcmp(plain, "usascii") == 0)
        return ENCODING_ASCII;
    if (strcmp(plain, "latin1") == 0 || strcmp(plain, "iso88591") == 0)
        return ENCODING_LATIN1;
    return ENCODING_OTHER;
}

static bool copy_name(struct Task *task, Value text, char *room, size_t size, const char *what)
{
    int64_t length;
    if (!value_is_str(text)) {
        raise_error(task, &type_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %T", what, text);
        return false;
    }
    const char *utf8 = str_utf8(task, text, &length);
    if (utf8 == NULL)
        return false;
    if ((size_t)length >= size) {
        raise_error(task, &type_LookupError, "unknown encoding: %U", text);
        return false;
    }
    memcpy(room, utf8, (size_t)length + 1);
    return true;
}

static bool set_newline(struct Task *task, PyTextIO *file, Value newline)
{
    static const char *const allowed[] = {"", "\n", "\r", "\r\n"};
    int which = -1;
    if (newline != VALUE_NONE) {
        if (!value_is_str(newline)) {
            raise_error(task, &type_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %T", newline);
            return false;
        }
        for (int i = 0; i < 4; i++)
            if (str_is(newline, allowed[i]))
                which = i;
        if (which < 0) {
            raise_error(task, &type_ValueError, "illegal newline value: %R", newline);
            return false;
        }
    }
    gc_store(&file->newline, newline);
    file->newlines = (Newlines){.translate = which < 0, .universal = which <= 0};
    gc_store(&file->line_end, which >= 2 ? newline : 0);
    return true;
}

static bool setup(struct Task *task, PyTextIO *file, Value buffer, Value encoding, Value errors, Value newline)
{
    if (encoding == VALUE_NONE || (value_is_str(encoding) && str_is(encoding, "locale")))
        encoding = str_from_c(task, "UTF-8");
    if (errors == VALUE_NONE)
        errors = str_from_c(task, "strict");
    if (!encoding || !errors || !copy_name(task, encoding, file->encoding_text, sizeof file->encoding_text, "encoding") ||
        !copy_name(task, errors, file->errors_text, sizeof file->errors_text, "errors") ||
        !set_newline(task, file, newline))
        return false;
    file->kind = kind_of(file->encoding_text);
    if (file->kind == ENCODING_OTHER && !codec_encode(task, STR_EMPTY, file->encoding_text, NULL))
        return false;
    gc_store(&file->encoding, encoding);
    gc_store(&file->errors, errors);
    if (file->pending == NULL) {
        file->pending = gc_alloc(task, PENDING_SIZE, LAYOUT_FREE);
        if (file->pending == NULL)
            return false;
        gc_card(&file->pending);
    }
    gc_store(&file->buffer, buffer);
    return true;
}

RT Value text_new(TASK, PyType *type, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
                  bool write_through)
{
    PyTextIO *file = object_alloc(task, type, 0);
    if (file == NULL || !setup(task, file, buffer, encoding, errors, newline))
        return 0;
    file->line_buffering = line_buffering;
    file->write_through = write_through;
    return value_from_object(file);
}

static RT int text_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("TextIOWrapper", "(buffer, encoding=None, errors=None, newline=None, "
                                                                 "line_buffering=False, write_through=False)");
    Value out[6];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, out))
        return -1;
    int lines = object_truth(task, out[4]), through = lines < 0 ? -1 : object_truth(task, out[5]);
    if (through < 0 || !setup(task, as_text(self), out[0], out[1], out[2], out[3]))
        return -1;
    as_text(self)->line_buffering = lines;
    as_text(self)->write_through = through;
    return 0;
}

static bool usable(struct Task *task, Value self)
{
    if (as_text(self)->buffer.word)
        return true;
    raise_error(task, &type_ValueError, as_text(self)->pending ? "underlying buffer has been detached"
                                                               : "I/O operation on uninitialized object");
    return false;
}

static bool is_open(struct Task *task, Value self)
{
    if (!usable(task, self))
        return false;
    int closed = io_is_closed(task, as_text(self)->buffer.word);
    if (closed > 0)
        io_raise_closed(task);
    return closed == 0;
}

/* ---- writing ---- */

static bool is_plain_writer(Value buffer)
{
    return value_has_shape(buffer, &shape_BufferedWriter) || value_has_shape(buffer, &shape_BufferedRandom);
}

static bool pass_on(struct Task *task, PyTextIO *file, const void *data, int64_t size)
{
    Value buffer = file->buffer.word;
    if (is_plain_writer(buffer))
        return buffered_write_bytes(task, buffer, data, size);
    Value bytes = bytes_from_data(task, data, size);
    return bytes && call_method(task, buffer, NAME(write), &bytes, 1);
}

static bool write_pending(struct Task *task, PyTextIO *file)
{
    int64_t n = file->pending_count;
    file->pending_count = 0;
    return n == 0 || pass_on(task, file, file->pending, n);
}

static Value with_line_ends(struct Task *task, PyTextIO *file, Value text)
{
    if (!file->line_end.word)
        return text;
    Value newline = str_from_c(task, "\n");
    return newline ? str_replace_all(task, text, newline, file->line_end.word, -1) : 0;
}

static bool has_char(const PyStr *s, char c)
{
    if (s->width == 1)
        return memchr(s->data, c, (size_t)s->length) != NULL;
    for (int64_t i = 0; i < s->length; i++)
        if (str_at(s, i) == (uint32_t)c)
            return true;
    return false;
}

static bool write_text(struct Task *task, Value self, Value text)
{
    PyTextIO *file = as_text(self);
    bool plain_file = usable(task, self) && is_plain_writer(file->buffer.word);
    if (!plain_file && !is_open(task, self))
        return false;
    bool ends_line = file->line_buffering && (has_char((PyStr *)text, '\n') || has_char((PyStr *)text, '\r'));
    const void *data;
    int64_t size;
    text = with_line_ends(task, file, text);
    if (!text)
        return false;
    if (str_is_ascii((PyStr *)text) && file->kind != ENCODING_OTHER) {
        data = ((PyStr *)text)->data;
        size = ((PyStr *)text)->length;
    } else {
        Value bytes = codec_encode(task, text, file->encoding_text, file->errors_text);
        if (!bytes)
            return false;
        data = ((PyBytes *)bytes)->data;
        size = ((PyBytes *)bytes)->length;
        text = bytes;
    }
    if (file->decoded.word) {
        gc_store(&file->decoded, 0);
        file->used = 0;
    }
    if (file->pending_count + size > CHUNK && !write_pending(task, file))
        return false;
    if (size > CHUNK) {
        if (!pass_on(task, file, data, size))
            return false;
    } else {
        memcpy(file->pending + file->pending_count, data, (size_t)size);
        file->pending_count += size;
    }
    if ((file->write_through || ends_line || file->pending_count >= CHUNK) && !write_pending(task, file))
        return false;
    return !ends_line || call_method(task, file->buffer.word, NAME(flush), NULL, 0);
}

RT bool io_write(TASK, Value file, Value text)
{
    if (value_has_shape(file, &shape_TextIOWrapper))
        return write_text(task, file, text);
    return call_method(task, file, NAME(write), &text, 1) != 0;
}

static RT Value text_method_write(TASK, Value self, Value text)
{
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "write() argument must be str, not %T", text);
    return is_open(task, self) && write_text(task, self, text) ? int_from_i64(task, ((PyStr *)text)->length) : 0;
}

static RT Value text_flush(TASK, Value self)
{
    if (!is_open(task, self) || !write_pending(task, as_text(self)))
        return 0;
    return call_method(task, as_text(self)->buffer.word, NAME(flush), NULL, 0);
}

/* ---- reading ---- */

/* How many bytes at the end begin a UTF-8 sequence that is not complete. */
static int64_t incomplete(const uint8_t *data, int64_t size)
{
    for (int64_t back = 1; back <= 3 && back <= size; back++) {
        uint8_t c = data[size - back];
        if (c < 0x80)
            return 0;
        if (c >= 0xc0) {
            int64_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
            return length > back ? back : 0;
        }
    }
    return 0;
}

static Value decode(struct Task *task, PyTextIO *file, const uint8_t *data, int64_t size, bool is_final)
{
    uint8_t *joined = NULL;
    if (file->tail_size) {
        joined = gc_alloc(task, (size_t)(size + file->tail_size), LAYOUT_FREE);
        if (joined == NULL)
            return 0;
        memcpy(joined, file->tail, (size_t)file->tail_size);
        memcpy(joined + file->tail_size, data, (size_t)size);
        data = joined;
        size += file->tail_size;
        file->tail_size = 0;
    }
    if (file->kind == ENCODING_UTF8 && !is_final) {
        int64_t rest = incomplete(data, size);
        memcpy(file->tail, data + size - rest, (size_t)rest);
        file->tail_size = (int32_t)rest;
        size -= rest;
    }
    Value text = codec_decode(task, data, size, file->encoding_text, file->errors_text);
    return text && file->newlines.universal ? newlines_decode(task, &file->newlines, text, is_final) : text;
}

static Value buffer_read(struct Task *task, PyTextIO *file, bool all)
{
    Value buffer = file->buffer.word, size = value_from_small_int(CHUNK), data;
    if (all) {
        data = call_method(task, buffer, NAME(read), NULL, 0);
    } else {
        Value method = object_get_attr_or_unbound(task, buffer, NAME(read1));
        data = !method ? 0 : method == VALUE_UNBOUND ? call_method(task, buffer, NAME(read), &size, 1)
                                                     : call_one(task, method, size);
    }
    if (data && data != VALUE_NONE && !value_is_bytes(data))
        return raise_error(task, &type_TypeError, "underlying read1() should have returned a bytes-like object, not '%T'", data);
    return data;
}

static int64_t ahead(PyTextIO *file) { return file->decoded.word ? ((PyStr *)file->decoded.word)->length - file->used : 0; }

static Value take_ahead(struct Task *task, PyTextIO *file, int64_t n)
{
    if (ahead(file) == 0)
        return STR_EMPTY;
    int64_t end = n < 0 || n > ahead(file) ? ((PyStr *)file->decoded.word)->length : file->used + n;
    Value text = str_substring(task, file->decoded.word, file->used, end);
    file->used = end;
    return text;
}

/* Decodes one more chunk behind what is left: 1 done, 0 nothing came, -1 failed. */
static int read_chunk(struct Task *task, PyTextIO *file)
{
    Value data = buffer_read(task, file, file->kind == ENCODING_OTHER);
    if (!data || data == VALUE_NONE)
        return data ? 0 : -1;
    bool is_final = ((PyBytes *)data)->length == 0 || file->kind == ENCODING_OTHER;
    Value text = decode(task, file, ((PyBytes *)data)->data, ((PyBytes *)data)->length, is_final);
    Value rest = text ? take_ahead(task, file, -1) : 0;
    text = rest ? str_concat(task, rest, text) : 0;
    if (!text)
        return -1;
    gc_store(&file->decoded, text);
    file->used = 0;
    return ((PyBytes *)data)->length > 0;
}

static bool ready_to_read(struct Task *task, Value self)
{
    if (!is_open(task, self))
        return false;
    return as_text(self)->pending_count == 0 || text_flush(task, self);
}

static RT Value text_method_read(TASK, Value self, Value size)
{
    PyTextIO *file = as_text(self);
    int64_t wanted;
    if (!io_size(task, size, &wanted) || !ready_to_read(task, self))
        return 0;
    if (wanted < 0) {
        Value data = buffer_read(task, file, true);
        if (!data)
            return 0;
        Value none = data == VALUE_NONE ? bytes_from_data(task, "", 0) : data;
        Value text = none ? decode(task, file, ((PyBytes *)none)->data, ((PyBytes *)none)->length, true) : 0;
        Value rest = text ? take_ahead(task, file, -1) : 0;
        gc_store(&file->decoded, 0);
        return rest ? str_concat(task, rest, text) : 0;
    }
    while (ahead(file) < wanted) {
        int more = read_chunk(task, file);
        if (more < 0)
            return 0;
        if (!more)
            break;
    }
    return take_ahead(task, file, wanted);
}

static Value read_line(struct Task *task, PyTextIO *file, int64_t limit)
{
    for (;;) {
        int64_t left = ahead(file), end = -1;
        if (left > 0)
            end = newlines_line_end(task, &file->newlines, file->line_end.word, file->decoded.word, file->used);
        int64_t n = end < 0 ? -1 : end - file->used;
        if (limit >= 0 && (n > limit || (n < 0 && left >= limit)))
            n = limit;
        /* a lone \r at the end may still become \r\n: newlines_decode holds it back */
        if (n >= 0)
            return take_ahead(task, file, n);
        int more = read_chunk(task, file);
        if (more < 0)
            return 0;
        if (!more) {
            left = ahead(file);
            end = left ? newlines_line_end(task, &file->newlines, file->line_end.word, file->decoded.word, file->used) : -1;
            return take_ahead(task, file, end < 0 ? -1 : end - file->used);
        }
    }
}

static RT Value text_readline(TASK, Value self, Value size)
{
    int64_t limit;
    return io_size(task, size, &limit) && ready_to_read(task, self) ? read_line(task, as_text(self), limit) : 0;
}

static RT Value text_next(TASK, Value self)
{
    Value line = ready_to_read(task, self) ? read_line(task, as_text(self), -1) : 0;
    return line && ((PyStr *)line)->length == 0 ? VALUE_STOP : line;
}

/* ---- position ---- */

/* Where the reader is: the buffer's position less the bytes of what was read ahead. */
static RT Value text_tell(TASK, Value self)
{
    PyTextIO *file = as_text(self);
    if (!is_open(task, self) || (file->pending_count && !text_flush(task, self)))
        return 0;
    int64_t at = io_int_result(task, call_method(task, file->buffer.word, NAME(tell), NULL, 0));
    if (at < 0)
        return 0;
    at -= file->tail_size + file->newlines.pending_return;
    if (ahead(file) > 0) {
        Value rest = str_substring(task, file->decoded.word, file->used, ((PyStr *)file->decoded.word)->length);
        Value bytes = rest ? codec_encode(task, rest, file->encoding_text, "surrogatepass") : 0;
        if (!bytes)
            return 0;
        at -= ((PyBytes *)bytes)->length;
    }
    return int_from_i64(task, at);
}

static RT Value text_seek(TASK, Value self, Value cookie, Value whence)
{
    PyTextIO *file = as_text(self);
    int64_t from, to;
    if (!object_index_i64(task, whence, &from, false) || !object_index_i64(task, cookie, &to, false) || !is_open(task, self))
        return 0;
    if (from == 1 && to != 0)
        return io_raise_unsupported(task, "can't do nonzero cur-relative seeks");
    if (from == 2 && to != 0)
        return io_raise_unsupported(task, "can't do nonzero end-relative seeks");
    if (from < 0 || from > 2)
        return raise_error(task, &type_ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)from);
    if (from == 0 && to < 0)
        return raise_error(task, &type_ValueError, "negative seek position %R", cookie);
    if (from == 1) {
        cookie = text_tell(task, self);
        from = 0;
    }
    if (!cookie || !text_flush(task, self))
        return 0;
    gc_store(&file->decoded, 0);
    file->used = 0;
    file->tail_size = 0;
    file->newlines.pending_return = false;
    Value args[2] = {cookie, value_from_small_int(from)};
    return call_method(task, file->buffer.word, NAME(seek), args, 2);
}

static RT Value text_truncate(TASK, Value self, Value size)
{
    if (!text_flush(task, self))
        return 0;
    if (size == VALUE_NONE)
        size = text_tell(task, self);
    return size ? call_method(task, as_text(self)->buffer.word, NAME(truncate), &size, 1) : 0;
}

/* ---- the rest ---- */

static RT Value text_close(TASK, Value self)
{
    if (!usable(task, self))
        return 0;
    int closed = io_is_closed(task, as_text(self)->buffer.word);
    if (closed)
        return closed < 0 ? 0 : VALUE_NONE;
    Value flushed = call_method(task, self, NAME(flush), NULL, 0), failure = flushed ? 0 : exception_take(task);
    Value result = call_method(task, as_text(self)->buffer.word, NAME(close), NULL, 0);
    return failure ? raise_value(task, failure) : result;
}

static RT Value text_detach(TASK, Value self)
{
    if (!text_flush(task, self))
        return 0;
    Value buffer = as_text(self)->buffer.word;
    gc_store(&as_text(self)->buffer, 0);
    return buffer;
}

static RT Value text_reconfigure(TASK, Value self, Value encoding, Value errors, Value newline, Value line_buffering,
                                 Value write_through)
{
    PyTextIO *file = as_text(self);
    if (!usable(task, self) || !text_flush(task, self))
        return 0;
    int lines = line_buffering == VALUE_NONE ? file->line_buffering : object_truth(task, line_buffering);
    int through = lines < 0 ? -1 : write_through == VALUE_NONE ? file->write_through : object_truth(task, write_through);
    if (through < 0)
        return 0;
    if (encoding != VALUE_NONE || errors != VALUE_NONE || newline != VALUE_UNBOUND) {
        if (file->decoded.word && (encoding != VALUE_NONE || newline != VALUE_UNBOUND))
            return io_raise_unsupported(task, "It is not possible to set the encoding or newline of stream after the first read");
        Value new_errors = errors != VALUE_NONE ? errors : encoding != VALUE_NONE ? VALUE_NONE : file->errors.word;
        if (!setup(task, file, file->buffer.word, encoding == VALUE_NONE ? file->encoding.word : encoding, new_errors,
                   newline == VALUE_UNBOUND ? file->newline.word : newline))
            return 0;
    }
    file->line_buffering = lines;
    file->write_through = through;
    return VALUE_NONE;
}

static Value forward(struct Task *task, Value self, const char *name)
{
    Value word = usable(task, self) ? str_intern_c(task, name) : 0;
    return word ? call_method(task, as_text(self)->buffer.word, word, NULL, 0) : 0;
}
static RT Value text_seekable(TASK, Value self) { return forward(task, self, "seekable"); }
static RT Value text_readable(TASK, Value self) { return forward(task, self, "readable"); }
static RT Value text_writable(TASK, Value self) { return forward(task, self, "writable"); }
static RT Value text_fileno(TASK, Value self) { return forward(task, self, "fileno"); }
static RT Value text_isatty(TASK, Value self) { return forward(task, self, "isatty"); }
static RT Value text_closed(TASK, Value self)
{
    return usable(task, self) ? object_get_attr(task, as_text(self)->buffer.word, NAME(closed)) : 0;
}
static RT Value text_name(TASK, Value self)
{
    return usable(task, self) ? object_get_attr(task, as_text(self)->buffer.word, NAME(name)) : 0;
}
static RT Value text_buffer(TASK, Value self) { return usable(task, self) ? as_text(self)->buffer.word : 0; }
static RT Value text_encoding(TASK, Value self) { return usable(task, self) ? as_text(self)->encoding.word : 0; }
static RT Value text_errors(TASK, Value self) { return usable(task, self) ? as_text(self)->errors.word : 0; }
static RT Value text_newlines(TASK, Value self) { return newlines_seen(task, &as_text(self)->newlines); }
static RT Value text_line_buffering(TASK, Value self) { return value_from_bool(as_text(self)->line_buffering); }
static RT Value text_write_through(TASK, Value self) { return value_from_bool(as_text(self)->write_through); }
static RT Value text_chunk_size(TASK, Value self) { return value_from_small_int(CHUNK); }

static RT Value text_repr(TASK, Value self)
{
    PyTextIO *file = as_text(self);
    if (!usable(task, self))
        return 0;
    Value name = object_get_attr_or_unbound(task, self, NAME(name));
    Value mode = name ? object_get_attr_or_unbound(task, self, NAME(mode)) : 0;
    if (!mode)
        return 0;
    Value first = name == VALUE_UNBOUND ? STR_EMPTY : str_format(task, " name=%R", name);
    Value second = mode == VALUE_UNBOUND ? STR_EMPTY : str_format(task, " mode=%R", mode);
    return first && second ? str_format(task, "<_io.TextIOWrapper%U%U encoding=%R>", first, second, file->encoding.word) : 0;
}

METHOD_TABLE_BEGIN(TextIOWrapper)
    METHOD(write, "(self, text, /)", text_method_write, OBJ, RAISES, NULL)
    METHOD(read, "(self, size=-1, /)", text_method_read, OBJ, RAISES, NULL)
    METHOD(readline, "(self, size=-1, /)", text_readline, OBJ, RAISES, NULL)
    METHOD(flush, "(self, /)", text_flush, NONE, RAISES, NULL)
    METHOD(close, "(self, /)", text_close, NONE, RAISES, NULL)
    METHOD(detach, "(self, /)", text_detach, OBJ, RAISES, NULL)
    METHOD(reconfigure, "(self, /, *, encoding=None, errors=None, newline=<unset>, line_buffering=None, write_through=None)",
           text_reconfigure, NONE, RAISES, "Change encoding, errors, newline or buffering of the stream.")
    METHOD(seek, "(self, cookie, whence=0, /)", text_seek, INT, RAISES, NULL)
    METHOD(tell, "(self, /)", text_tell, INT, RAISES, NULL)
    METHOD(truncate, "(self, pos=None, /)", text_truncate, INT, RAISES, NULL)
    METHOD(seekable, "(self, /)", text_seekable, BOOL, RAISES, NULL)
    METHOD(readable, "(self, /)", text_readable, BOOL, RAISES, NULL)
    METHOD(writable, "(self, /)", text_writable, BOOL, RAISES, NULL)
    METHOD(fileno, "(self, /)", text_fileno, INT, RAISES, NULL)
    METHOD(isatty, "(self, /)", text_isatty, BOOL, RAISES, NULL)
METHOD_TABLE_END
static const GetSetDef text_getsets[] = {
    {"closed", text_closed, NULL, NULL}, {"name", text_name, NULL, NULL}, {"buffer", text_buffer, NULL, NULL},
    {"encoding", text_encoding, NULL, NULL}, {"errors", text_errors, NULL, NULL}, {"newlines", text_newlines, NULL, NULL},
    {"line_buffering", text_line_buffering, NULL, NULL}, {"write_through", text_write_through, NULL, NULL},
    {"_CHUNK_SIZE", text_chunk_size, NULL, NULL}, {.name = NULL}};
static const MemberDef text_members[] = {{"mode", offsetof(PyTextIO, mode), false, NULL}, {.name = NULL}};

BUILTIN_TYPE(TextIOWrapper, "_io.TextIOWrapper", PyTextIO, .base = &type__TextIOBase,
             .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT, .methods = TextIOWrapper_methods, .getsets = text_getsets,
             .members = text_members, .c_doc = "Text on top of a binary stream.",
             .slots = {.repr = text_repr, .next = text_next, .new_ = object_new_entry, .init = text_init})
