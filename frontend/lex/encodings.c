/* Declared encodings: bytes to UTF-8, as CPython's codecs decode them.

   encodings_data.h has a row for every text codec of CPython that keeps ASCII as it is, so that a source file
   can declare it: with a table of the characters of bytes 128 to 255; or with the name of the C library's
   conversion and the characters that it decodes otherwise; or with neither, which is UTF-8. */
#include "frontend/lex/encodings.h"

#include <ctype.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/base/unicode.h"

typedef struct Codec {
    const char *name, *system_name;
    int table;                          /* in upper_halves; -1 none */
    uint16_t changes[6];                /* pairs: what the C library says, what CPython says */
} Codec;

typedef struct CodecName { const char *name; uint8_t codec; } CodecName;

enum { NO_CHARACTER = 0xFFFD };

#include "frontend/lex/encodings_data.h"

static int compare_name(const void *key, const void *row) { return strcmp(key, ((const CodecName *)row)->name); }

static const Codec *find_normal(const char *name) {
    const CodecName *row = bsearch(name, codec_names, sizeof codec_names / sizeof *codec_names, sizeof *codec_names, compare_name);
    return row ? &codecs[row->codec] : NULL;
}

/* Names are compared in lower case, with one "_" for what is neither letter, digit nor dot. */
static const Codec *find_codec(const char *name) {
    char normal[64];
    size_t n = 0;
    for (const char *c = name; *c && n + 2 < sizeof normal; c++) {
        bool is_plain = isalnum((unsigned char)*c) || *c == '.';
        if (is_plain)
            normal[n++] = (char)tolower((unsigned char)*c);
        else if (n && normal[n - 1] != '_')
            normal[n++] = '_';
    }
    while (n && normal[n - 1] == '_')
        n--;
    normal[n] = 0;
    for (char *dot = normal; (dot = strchr(dot, '.')); )
        *dot = '_';
    return find_normal(normal);
}

const char *utf8_problem(Arena *arena, const char *text, size_t length) {
    size_t at = unicode_invalid_at(text, length);
    if (at == length)
        return NULL;
    const unsigned char *s = (const unsigned char *)text + at;
    size_t left = length - at, wanted = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2, good = 1;
    const char *reason = "invalid continuation byte";
    if (s[0] < 0xC2 || s[0] > 0xF4) {
        reason = "invalid start byte";
    } else {
        bool is_bad_second = left > 1 && ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] >= 0xA0) ||
                                          (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] >= 0x90));
        while (!is_bad_second && good < wanted && good < left && (s[good] & 0xC0) == 0x80)
            good++;
        if (good == left)
            reason = "unexpected end of data";
    }
    if (good > 1)
        return arena_printf(arena, "'utf-8' codec can't decode bytes in position %zu-%zu: %s", at, at + good - 1, reason);
    return arena_printf(arena, "'utf-8' codec can't decode byte 0x%02x in position %zu: %s", s[0], at, reason);
}

static char *decode_table(const Codec *codec, Arena *arena, const char *bytes, size_t length, size_t *out_length, const char **error) {
    const uint16_t *upper = upper_halves[codec->table];
    char *text = arena_alloc(arena, length * 3 + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        uint32_t c = byte < 128 ? byte : upper[byte - 128];
        if (c == NO_CHARACTER) {
            bool is_ascii = strcmp(codec->name, "ascii") == 0;
            *error = arena_printf(arena, "'%s' codec can't decode byte 0x%02x in position %zu: %s", is_ascii ? "ascii" : "charmap",
                                  byte, i, is_ascii ? "ordinal not in range(128)" : "character maps to <undefined>");
            return NULL;
        }
        n += (size_t)unicode_encode(c, text + n);
    }
    *out_length = n;
    return text;
}

/* The C library's text with the characters that CPython decodes otherwise put right; never longer. */
static size_t apply_changes(const Codec *codec, char *text, size_t length) {
    size_t n = 0;
    int size;
    for (size_t i = 0; i < length; i += (size_t)size) {
        uint32_t c = unicode_decode(text + i, &size);
        for (int k = 0; k < 6; k += 2)
            c = codec->changes[k] && c == codec->changes[k] ? codec->changes[k + 1] : c;
        n += (size_t)unicode_encode(c, text + n);
    }
    return n;
}

static char *decode_system(const Codec *codec, Arena *arena, const char *bytes, size_t length, size_t *out_length, const char **error) {
    iconv_t converter = iconv_open("UTF-8", codec->system_name);
    if (converter == (iconv_t)-1) {
        *error = arena_printf(arena, "the C library here cannot decode %s", codec->name);
        return NULL;
    }
    size_t room = length * 4 + 16, in_left = length, out_left = room;
    char *text = arena_alloc(arena, room + 1), *out = text, *in = (char *)(uintptr_t)bytes;
    size_t result = iconv(converter, &in, &in_left, &out, &out_left);
    if (result != (size_t)-1)
        result = iconv(converter, NULL, NULL, &out, &out_left);
    iconv_close(converter);
    *out_length = (size_t)(out - text);
    size_t valid = unicode_invalid_at(text, *out_length);
    if (result == (size_t)-1 || valid < *out_length) {
        *error = arena_printf(arena, "'%s' codec can't decode byte 0x%02x in position %zu: illegal multibyte sequence", codec->name,
                              in_left ? (unsigned char)*in : 0, (size_t)(in - bytes));
        return NULL;
    }
    *out_length = apply_changes(codec, text, *out_length);
    return text;
}

char *decode_bytes(Arena *arena, const char *name, const char *bytes, size_t length, size_t *out_length, const char **error) {
    const Codec *codec = find_codec(name);
    if (!codec) {
        *error = arena_printf(arena, "unknown encoding: %s", name);
        return NULL;
    }
    if (codec->table >= 0)
        return decode_table(codec, arena, bytes, length, out_length, error);
    if (codec->system_name)
        return decode_system(codec, arena, bytes, length, out_length, error);
    *error = utf8_problem(arena, bytes, length);
    *out_length = length;
    return *error ? NULL : arena_text(arena, bytes, length);
}
