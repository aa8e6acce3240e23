/* libFuzzer harness: bytes go through the stages of the front end up to FUZZ_STAGE, as a file's do.

   1 the reader and the tokenizer; 2 also the parser, in the mode that the first byte chooses; 3 also
   scopes, the checks of the compiler and lowering, and PIR's verifier. Whatever the bytes are, there must
   be a result or an error, and both are consistent: no tree without an error, no error with a tree. */
#include <stdlib.h>
#include <string.h>

#include "frontend/lex/lex.h"
#if FUZZ_STAGE >= 2
#include "frontend/parse/parse.h"
#endif
#if FUZZ_STAGE >= 3
#include "frontend/passes/passes.h"
#include "frontend/pir/lower/lower.h"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tokens(const Source *source, const TokenList *list)
{
    if (!list->count)
        bug("no tokens");
    TokenKind last = list->items[list->count - 1].kind;
    if (last != T_END && last != T_ERROR)
        bug("tokens end with %s", token_text(last));
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].start > list->items[i].end || list->items[i].end > source->length)
            bug("token %zu is outside the text", i);
}

#if FUZZ_STAGE >= 2
static void parse_all(Source *source, ParseMode mode, Arena *arena, Diagnostics *diagnostics)
{
    AstNode *tree = parse_source(source, mode, arena, diagnostics);
    if (!tree && !diagnostics->error_count)
        bug("refused without an error");
    if (tree && diagnostics->error_count)
        bug("a tree and an error");
#if FUZZ_STAGE >= 3
    if (!tree)
        return;
    PirModule *module = mode == EXEC ? lower_module(tree, source, name_of("fuzz"), arena, diagnostics)
                                     : lower_dynamic(tree, source, name_of("fuzz"), arena, NULL, diagnostics);
    if (!module && !diagnostics->error_count)
        bug("not lowered, without an error");
    const PassOptions options = { .optimize = false, .verify = true };
    if (module && !diagnostics->error_count && !passes_run(module, &options))
        bug("a pass failed");
#endif
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Diagnostics diagnostics = { .arena = arena };
    size_t skip = FUZZ_STAGE >= 2 && size ? 1 : 0;
    Source *source = source_from_bytes("fuzz.py", (const char *)data + skip, size - skip, arena, &diagnostics);
    diagnostics.source = source;
    if (!source && !diagnostics.error_count)
        bug("no source and no error");
    if (source) {
        TokenList list = lex_source(source, arena);
        check_tokens(source, &list);
#if FUZZ_STAGE >= 2
        parse_all(source, size ? data[0] % 8 == 1 ? EVAL : data[0] % 8 == 2 ? SINGLE : EXEC : EXEC, arena, &diagnostics);
#endif
    }
    arena_free(arena);
    return 0;
}
