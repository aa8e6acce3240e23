/* syntax-report: what the front end says about texts, for tests that compare it with CPython.

   Standard input holds cases: "LENGTH KIND MODE\n", then LENGTH bytes. KIND: s decoded text (as compile()
   takes a str), b bytes of a file. MODE: exec, eval or single. The answer to each case is
       E type TAB lineno TAB offset TAB end_lineno TAB end_offset TAB message TAB text     if it is refused
       W category TAB lineno TAB message                                         for each warning
   with newlines of messages written as \n, then a line with one dot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/parse/parse.h"
#include "frontend/pir/lower/lower.h"

static void print_escaped(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            fputs("\\n", stdout);
        else if (text[i] == '\\')
            fputs("\\\\", stdout);
        else
            putchar(text[i]);
    }
}

static void print_number(int number)
{
    if (number == DIAG_NO_END)
        fputs("None\t", stdout);
    else
        printf("%d\t", number);
}

static void report(const Diagnostics *diagnostics)
{
    bool has_error = false;
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const Diagnostic *entry = &diagnostics->list.items[i];
        if (entry->category) {
            printf("W%s\t%d\t", entry->category, (int)entry->loc.line);
            print_escaped(entry->message, strlen(entry->message));
            putchar('\n');
        } else if (!has_error) {
            DiagPosition place = diag_position(diagnostics, entry);
            has_error = true;
            printf("E%s\t%d\t%d\t", entry->type, place.line, place.offset);
            print_number(place.end_line);
            print_number(place.end_offset);
            print_escaped(entry->message, strlen(entry->message));
            const char *line;
            size_t length;
            putchar('\t');
            if (!entry->counts_bytes && diag_text(diagnostics, entry, &line, &length))
                print_escaped(line, length);
            else
                fputs("None", stdout);
            putchar('\n');
        }
    }
    puts(".");
}

static void run_case(const char *text, size_t length, char kind, ParseMode mode)
{
    Arena *arena = arena_new();
    Diagnostics diagnostics = { .arena = arena };
    Source *source = kind == 's' ? source_from_text("<case>", text, length, arena)
                                 : source_from_bytes("<case>", text, length, arena, &diagnostics);
    diagnostics.source = source;
    AstNode *tree = source ? parse_source(source, mode, arena, &diagnostics) : NULL;
    if (tree)
        lower_dynamic(tree, source, name_of("case"), arena, NULL, &diagnostics);
    report(&diagnostics);
    fflush(stdout);
    arena_free(arena);
}

int main(void)
{
    size_t length;
    char kind, mode[8];
    while (scanf("%zu %c %7s", &length, &kind, mode) == 3) {
        char *text = malloc(length + 1);
        if (!text || getchar() != '\n' || fread(text, 1, length, stdin) != length)
            return 2;
        text[length] = 0;
        run_case(text, length, kind, !strcmp(mode, "eval") ? EVAL : !strcmp(mode, "single") ? SINGLE : EXEC);
        free(text);
    }
    return 0;
}
