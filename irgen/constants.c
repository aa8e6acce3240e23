/* Constants as static objects, field by field as in runtime/abi/layout.h.

   Identifier-like text is a COMDAT `pys_TEXT` in section pyllc_names: one object in the whole
   program, and the array from which the runtime builds its table of interned strings. Other
   strings and all other objects are private to the object file. Hashes are zero: the runtime
   fills them in, so str and bytes are writable; the rest is read-only after relocation. */
#include "irgen/irgen_internal.h"

#include <llvm-c/Comdat.h>
#include <stdlib.h>
#include <string.h>

void ir_set_section(LLVMValueRef global, const char *section) { LLVMSetSection(global, section); }

static LLVMValueRef as_word(IrModule *m, LLVMValueRef pointer) { return LLVMConstPtrToInt(pointer, m->i64); }

static LLVMValueRef structure(IrModule *m, LLVMValueRef *fields, unsigned count)
{
    return LLVMConstStructInContext(m->context, fields, count, 0);
}

/* A private object. */
static LLVMValueRef add_object(IrModule *m, LLVMValueRef value, bool writable)
{
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(value), "");
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, !writable);
    LLVMSetAlignment(global, 16);
    return global;
}

/* Read-only bytes without relocations, which the linker may merge. */
static LLVMValueRef add_payload(IrModule *m, LLVMValueRef value, unsigned alignment)
{
    LLVMValueRef global = add_object(m, value, false);
    LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
    LLVMSetAlignment(global, alignment);
    return global;
}

static ConstantEntry **find_constant(IrModule *m, const char *key, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    ConstantEntry **at = &m->constants[hash % CONSTANT_BUCKETS];
    while (*at && !((*at)->length == length && memcmp((*at)->key, key, length) == 0))
        at = &(*at)->next;
    return at;
}

static LLVMValueRef remember(IrModule *m, ConstantEntry **at, const char *key, size_t length, LLVMValueRef value)
{
    ConstantEntry *entry = ARENA_NEW(m->arena, ConstantEntry);
    *entry = (ConstantEntry){ arena_text(m->arena, key, length), length, value, NULL };
    *at = entry;
    return value;
}

/* ---- str --------------------------------------------------------------------------------- */

typedef struct { uint32_t *points; size_t count; uint32_t largest; } Decoded;

/* UTF-8 in which surrogates stand as three bytes. */
static Decoded decode(IrModule *m, const char *text, size_t length)
{
    Decoded d = { ARENA_ARRAY(m->arena, uint32_t, length + 1), 0, 0 };
    const unsigned char *s = (const unsigned char *)text, *end = s + length;
    while (s < end) {
        uint32_t c = *s++;
        int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
        c &= more == 3 ? 7 : more == 2 ? 15 : more == 1 ? 31 : 127;
        for (; more && s < end; more--)
            c = c << 6 | (*s++ & 63);
        d.points[d.count++] = c;
        d.largest = c > d.largest ? c : d.largest;
    }
    return d;
}

static LLVMValueRef payload(IrModule *m, const Decoded *d, unsigned width)
{
    LLVMTypeRef type = LLVMIntTypeInContext(m->context, width * 8);
    if (width == 1) {
        char *bytes = arena_alloc(m->arena, d->count + 1);
        for (size_t i = 0; i < d->count; i++)
            bytes[i] = (char)d->points[i];
        return add_payload(m, LLVMConstStringInContext2(m->context, bytes, d->count, 0), 1);
    }
    LLVMValueRef *units = ARENA_ARRAY(m->arena, LLVMValueRef, d->count + 1);
    for (size_t i = 0; i <= d->count; i++)
        units[i] = LLVMConstInt(type, d->points[i], 0);
    return add_payload(m, LLVMConstArray2(type, units, d->count + 1), width);
}

static LLVMValueRef str_value(IrModule *m, const char *text, size_t length, bool is_interned)
{
    Decoded d = decode(m, text, length);
    unsigned width = d.largest < 0x100 ? 1 : d.largest < 0x10000 ? 2 : 4;
    unsigned flags = (d.largest < 0x80 ? STR_ASCII : 0) | (is_interned ? STR_INTERNED : 0);
    LLVMValueRef fields[] = {
        ir_extern_data(m, "shape_str"), ir_word(m, 0), ir_word(m, d.count), payload(m, &d, width),
        LLVMConstInt(m->i8, width, 0), LLVMConstInt(m->i8, flags, 0),
        LLVMConstNull(LLVMArrayType2(m->i8, sizeof(PyStr) - offsetof(PyStr, flags) - 1))
    };
    return structure(m, fields, 7);
}

static bool is_identifier(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool starts = (c | 32) - 'a' < 26u || c == '_' || c >= 0x80;
        if (!starts && !(i && c - '0' < 10u))
            return false;
    }
    return length > 0;
}

static LLVMValueRef interned(IrModule *m, const char *text, size_t length)
{
    char *symbol = arena_printf(m->arena, "pys_%.*s", (int)length, text);
    LLVMValueRef value = str_value(m, text, length, true);
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(value), symbol);
    LLVMComdatRef comdat = LLVMGetOrInsertComdat(m->module, symbol);
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMLinkOnceODRLinkage);
    LLVMSetVisibility(global, LLVMHiddenVisibility);
    LLVMSetComdat(global, comdat);
    LLVMSetSection(global, "pyllc_names");
    LLVMSetAlignment(global, 16);
    return global;
}

/* A static str, as a word. */
LLVMValueRef ir_text(IrModule *m, const char *text, size_t length)
{
    if (!length)
        return as_word(m, ir_extern_data(m, "str_empty_object"));
    ConstantEntry **at = find_constant(m, text, length);
    if (*at)
        return (*at)->value;
    LLVMValueRef global = is_identifier(text, length) ? interned(m, text, length)
                                                      : add_object(m, str_value(m, text, length, false), true);
    return remember(m, at, text, length, as_word(m, global));
}

LLVMValueRef ir_name(IrModule *m, const Name *name) { return ir_text(m, name->text, name->length); }

/* ---- the others ---------------------------------------------------------------------------- */

static LLVMValueRef bytes_object(IrModule *m, const Const *c)
{
    if (!c->length)
        return as_word(m, ir_extern_data(m, "bytes_empty_object"));
    LLVMValueRef text = add_payload(m, LLVMConstStringInContext2(m->context, c->text, c->length, 0), 1);
    LLVMValueRef fields[] = { ir_extern_data(m, "shape_bytes"), ir_word(m, 0), ir_word(m, c->length), text };
    return as_word(m, add_object(m, structure(m, fields, 4), true));
}

/* limbs = limbs * 10 + digit */
static void append_digit(uint64_t *limbs, size_t *count, unsigned digit)
{
    unsigned __int128 carry = digit;
    for (size_t i = 0; i < *count; i++) {
        carry += (unsigned __int128)limbs[i] * 10;
        limbs[i] = (uint64_t)carry;
        carry >>= 64;
    }
    if (carry)
        limbs[(*count)++] = (uint64_t)carry;
}

static LLVMValueRef big_int(IrModule *m, const char *digits, size_t length)
{
    bool is_negative = *digits == '-';
    uint64_t *limbs = ARENA_ARRAY(m->arena, uint64_t, length / 19 + 2);
    size_t count = 0;
    for (size_t i = is_negative; i < length; i++)
        append_digit(limbs, &count, (unsigned)(digits[i] - '0'));
    LLVMValueRef *words = ARENA_ARRAY(m->arena, LLVMValueRef, count);
    for (size_t i = 0; i < count; i++)
        words[i] = ir_word(m, limbs[i]);
    int64_t size = is_negative ? -(int64_t)count : (int64_t)count;
    LLVMValueRef fields[] = { ir_extern_data(m, "shape_int"), ir_word(m, (uint64_t)size),
                              LLVMConstArray2(m->i64, words, count) };
    return as_word(m, add_object(m, structure(m, fields, 3), false));
}

static LLVMValueRef int_constant(IrModule *m, const Const *c)
{
    if (!c->fits_i64)
        return big_int(m, c->text, c->length);
    if (small_int_fits(c->integer))
        return ir_word(m, value_from_small_int(c->integer));
    char digits[24];
    return big_int(m, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)c->integer));
}

static LLVMValueRef float_constant(IrModule *m, double real)
{
    Value word = float_rotate(real);
    if (value_is_tagged_float(word))
        return ir_word(m, word);
    LLVMValueRef fields[] = { ir_extern_data(m, "shape_float"), LLVMConstReal(m->f64, real) };
    return as_word(m, add_object(m, structure(m, fields, 2), false));
}

static LLVMValueRef complex_constant(IrModule *m, const Const *c)
{
    LLVMValueRef fields[] = { ir_extern_data(m, "shape_complex"), LLVMConstReal(m->f64, c->real),
                              LLVMConstReal(m->f64, c->imaginary) };
    return as_word(m, add_object(m, structure(m, fields, 3), false));
}

static LLVMValueRef tuple_of(IrModule *m, LLVMValueRef *items, size_t count)
{
    if (!count)
        return as_word(m, ir_extern_data(m, "tuple_empty_object"));
    LLVMValueRef fields[] = { ir_extern_data(m, "shape_tuple"), ir_word(m, count), LLVMConstArray2(m->i64, items, count) };
    return as_word(m, add_object(m, structure(m, fields, 3), false));
}

/* A tuple of the constant's items, whatever its own kind. */
LLVMValueRef ir_tuple(IrModule *m, const Const *c)
{
    LLVMValueRef *items = ARENA_ARRAY(m->arena, LLVMValueRef, c->item_count);
    for (size_t i = 0; i < c->item_count; i++)
        items[i] = ir_constant(m, c->items[i]);
    return tuple_of(m, items, c->item_count);
}

LLVMValueRef ir_name_tuple(IrModule *m, const NameList *names)
{
    LLVMValueRef *items = ARENA_ARRAY(m->arena, LLVMValueRef, names->count);
    for (size_t i = 0; i < names->count; i++)
        items[i] = ir_name(m, names->items[i]);
    return tuple_of(m, items, names->count);
}

static LLVMValueRef new_constant(IrModule *m, const Const *c)
{
    switch (c->kind) {
    case CONST_NONE:      return ir_word(m, VALUE_NONE);
    case CONST_FALSE:     return ir_word(m, VALUE_FALSE);
    case CONST_TRUE:      return ir_word(m, VALUE_TRUE);
    case CONST_ELLIPSIS:  return ir_word(m, VALUE_ELLIPSIS);
    case CONST_INT:       return int_constant(m, c);
    case CONST_FLOAT:     return float_constant(m, c->real);
    case CONST_COMPLEX:   return complex_constant(m, c);
    case CONST_STR:       return ir_text(m, c->text, c->length);
    case CONST_BYTES:     return bytes_object(m, c);
    case CONST_TUPLE:     return ir_tuple(m, c);
    case CONST_FROZENSET: break;   /* hashes are not known before the program runs */
    }
    bug("irgen: a frozenset cannot be a static object");
}

/* Equal constants of a module are one object, as in CPython. */
LLVMValueRef ir_constant(IrModule *m, const Const *c)
{
    if (c->kind == CONST_STR || c->kind < CONST_INT)
        return new_constant(m, c);
    size_t length;
    const char *key = ast_constant_key(m->arena, c, &length);
    ConstantEntry **at = find_constant(m, key, length);
    if (*at)
        return (*at)->value;
    LLVMValueRef value = new_constant(m, c);
    return remember(m, find_constant(m, key, length), key, length, value);
}
