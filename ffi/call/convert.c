/* Python values to C arguments and C results to Python values, one function a family of kinds.

   Memory of str, bytes and bytearray is passed as it is, no copy; only text that is not ASCII
   is encoded first. The borrowed object stands in the call's words, so it lives until the call is over; a
   buffer that could be resized is locked until c_release. */
#include "ffi/call/call.h"
#include "runtime/abi/entries.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

typedef struct KindInfo { const char *shown; int64_t low, high; } KindInfo;
static const KindInfo kinds[C_KIND_COUNT] = {
#define C_TYPE(id, text, shown, low, high) {shown, low, high},
#include "ffi/import/types.def"
#undef C_TYPE
};

static RT bool wrong_type(TASK, const CDecl *decl, int64_t index, const char *wanted, Value value)
{
    raise_error(task, &type_TypeError, "%s() argument %d must be %s, not %T", decl->name, (int)index + 1, wanted, value);
    return false;
}

static bool has_method(Value value, Value name) { return type_lookup(type_of(value), name) != 0; }

/* ---- integers ------------------------------------------------------------------------------------- */

/* One byte or one ASCII character, for char. */
static bool is_character(Value value, Value *word)
{
    if (value_is_bytes(value) && as_bytes(value)->length == 1)
        *word = (Value)(int8_t)as_bytes(value)->data[0];
    else if (value_is_str(value) && as_str(value)->length == 1 && str_at(as_str(value), 0) < 128)
        *word = str_at(as_str(value), 0);
    else
        return false;
    return true;
}

static bool unsigned_word(Value number, Value *word)
{
    IntView view;
    int_view(number, &view);
    *word = view.count ? view.limbs[0] : 0;
    return view.count <= 1 && (!view.negative || !*word);
}

static RT bool convert_integer(TASK, const CDecl *decl, int64_t index, Value value, Value *word)
{
    int64_t kind = decl->parameters[index].kind, number;
    if (kind == C_CHAR && is_character(value, word))
        return true;
    if (!value_is_int(value) && !has_method(value, NAME(__index__)))
        return wrong_type(task, decl, index, kind == C_CHAR ? "int, one byte or one ASCII character" : "int", value);
    value = value_is_int(value) ? value : object_index(task, value);
    if (!value)
        return false;
    bool fits = kind == C_U64 ? unsigned_word(value, word)
                              : int_to_i64(value, &number) && number >= kinds[kind].low && number <= kinds[kind].high;
    if (!fits) {
        raise_error(task, &type_OverflowError, "%s() argument %d: %S is out of range for %s", decl->name, (int)index + 1,
                    value, kinds[kind].shown);
        return false;
    }
    if (kind != C_U64)
        *word = (Value)number;
    return true;
}

static RT bool convert_real(TASK, const CDecl *decl, int64_t index, Value value, Value *word)
{
    double real;
    if (!value_is_float(value) && !value_is_int(value) && !has_method(value, NAME(__float__)) && !has_method(value, NAME(__index__)))
        return wrong_type(task, decl, index, "float", value);
    if (!object_double(task, value, &real))
        return false;
    if (decl->parameters[index].kind == C_F64) {
        memcpy(word, &real, sizeof real);
    } else {
        float narrow = (float)real;
        *word = 0;
        memcpy(word, &narrow, sizeof narrow);
    }
    return true;
}

/* ---- memory ------------------------------------------------------------------------------------------ */

static RT bool convert_text(TASK, const CDecl *decl, int64_t index, Value value, Value *word, Value *borrowed)
{
    if (!value_is_str(value) && !value_is_bytes(value))
        return wrong_type(task, decl, index, "str, bytes or None", value);
    bool is_text = value_is_str(value);
    if (is_text && !str_is_ascii(as_str(value))) {
        value = codec_encode(task, value, "utf-8", "surrogateescape");
        if (!value)
            return false;
    }
    bool is_str = value_is_str(value);
    const void *data = is_str ? as_str(value)->data : as_bytes(value)->data;
    int64_t length = is_str ? as_str(value)->length : as_bytes(value)->length;
    if (memchr(data, 0, (size_t)length)) {
        raise_error(task, &type_ValueError, is_text ? "embedded null character" : "embedded null byte");
        return false;
    }
    *word = (Value)data;
    *borrowed = value;
    return true;
}

static RT bool convert_buffer(TASK, const CDecl *decl, int64_t index, Value value, Value *word, Value *borrowed)
{
    bool is_written = decl->parameters[index].kind == C_ROOM;
    BufferView view;
    const char *wanted = is_written ? "a writable bytes-like object or None" : "a bytes-like object or None";
    if (!type_of(value)->slots.get_buffer || (is_written && value_is_bytes(value)))
        return wrong_type(task, decl, index, wanted, value);
    if (!buffer_get(task, value, &view, is_written ? BUFFER_WRITE : BUFFER_READ))
        return false;
    *word = (Value)view.data;
    *borrowed = view.owner;
    return true;
}

RT bool c_convert(TASK, const CDecl *decl, int64_t index, Value value, Value *words)
{
    int64_t kind = decl->parameters[index].kind;
    Value *word = &words[index], *borrowed = &words[decl->parameter_count + index];
    *borrowed = 0;
    if (c_is_integer(kind))
        return convert_integer(task, decl, index, value, word);
    if (!c_is_borrowed(kind))
        return convert_real(task, decl, index, value, word);
    if (value == VALUE_NONE) {
        *word = 0;
        return true;
    }
    return kind == C_TEXT ? convert_text(task, decl, index, value, word, borrowed)
                          : convert_buffer(task, decl, index, value, word, borrowed);
}

RT bool c_argument(TASK, Value function, Value value, int64_t index, const void *words)
{
    return c_convert(task, ((PyCFunction *)function)->decl, index, value, (Value *)words);
}

RT void c_release(TASK, const void *words, int64_t count)
{
    const Value *word = words;
    for (int64_t i = 0; i < count; i++)
        if (word[count + i]) {
            BufferView view = {.data = (uint8_t *)word[i], .owner = word[count + i]};
            buffer_release(task, &view);
        }
}

/* ---- results ------------------------------------------------------------------------------------------- */

static RT Value text_result(TASK, const char *text)
{
    return text ? codec_decode(task, (const uint8_t *)text, (int64_t)strlen(text), "utf-8", "surrogateescape") : VALUE_NONE;
}

RT Value c_result(TASK, int64_t kind, int64_t word)
{
    double real;
    float narrow;
    switch (kind) {
    case C_VOID: return VALUE_NONE;
    case C_BOOL: return value_from_bool((uint8_t)word != 0);
    case C_CHAR: case C_I8: return value_from_small_int((int8_t)word);
    case C_I16:  return value_from_small_int((int16_t)word);
    case C_I32:  return value_from_small_int((int32_t)word);
    case C_I64:  return int_from_i64(task, word);
    case C_U8:   return value_from_small_int((uint8_t)word);
    case C_U16:  return value_from_small_int((uint16_t)word);
    case C_U32:  return value_from_small_int((uint32_t)word);
    case C_U64:  return int_from_u64(task, (uint64_t)word);
    case C_F32:
        memcpy(&narrow, &word, sizeof narrow);
        return float_from_double(task, narrow);
    case C_F64:
        memcpy(&real, &word, sizeof real);
        return float_from_double(task, real);
    default:     return text_result(task, (const char *)word);
    }
}
