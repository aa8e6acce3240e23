/* The manifest: lines of words between _binary_manifest_start and _end, in the form described in
   irgen/README.md. It is read where it lies, a line at a time, whenever somebody asks: for a
   module's file name, for a package without code, for the search path. */
#include "runtime/modules/manifest.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "runtime/object/errors.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

extern const char _binary_manifest_start[] __attribute__((weak));
extern const char _binary_manifest_end[] __attribute__((weak));

static char program_folder[PATH_MAX];

/* A word, or the rest of a line; not terminated. */
typedef struct Word { const char *text; size_t length; } Word;

static bool word_is(Word word, const char *text) { return word.length == strlen(text) && memcmp(word.text, text, word.length) == 0; }

static Word next_line(const char **at)
{
    Word line = { *at, 0 };
    if (!*at || *at >= _binary_manifest_end)
        return (Word){ NULL, 0 };
    const char *end = memchr(*at, '\n', (size_t)(_binary_manifest_end - *at));
    line.length = (size_t)((end ? end : _binary_manifest_end) - *at);
    *at += line.length + (end != NULL);
    return line;
}

static Word take_word(Word *line)
{
    const char *space = memchr(line->text, ' ', line->length);
    Word word = { line->text, space ? (size_t)(space - line->text) : line->length };
    size_t used = word.length + (space != NULL);
    line->text += used;
    line->length -= used;
    return word;
}

/* The path of root number n; empty where there is none. */
static Word root_path(int n)
{
    const char *at = _binary_manifest_start;
    for (Word line = next_line(&at); line.text; line = next_line(&at)) {
        if (!word_is(take_word(&line), "root") || n-- > 0)
            continue;
        Word kind = take_word(&line);
        return word_is(kind, "program") ? (Word){ program_folder, strlen(program_folder) } : line;
    }
    return (Word){ "", 0 };
}

typedef struct Row { Word kind, path; int root; } Row;

/* The row of a module; kind.text is NULL when there is none. */
static Row find_row(const char *name, size_t length)
{
    const char *at = _binary_manifest_start;
    for (Word line = next_line(&at); line.text; line = next_line(&at)) {
        Word kind = take_word(&line), found = take_word(&line);
        if (found.length != length || memcmp(found.text, name, length) != 0 || word_is(kind, "main") || word_is(kind, "root"))
            continue;
        take_word(&line);                          /* whether it is a package */
        Word root = take_word(&line);
        return (Row){ kind, line, atoi(root.text) };
    }
    return (Row){ { NULL, 0 }, { NULL, 0 }, 0 };
}

static Value full_path(struct Task *task, const Row *row)
{
    char path[PATH_MAX];
    Word root = root_path(row->root);
    if (row->path.length && row->path.text[0] == '<')              /* "<string>" */
        return str_from_utf8(task, row->path.text, (int64_t)row->path.length);
    int length = snprintf(path, sizeof path, "%.*s/%.*s", root.length == 1 ? 0 : (int)root.length, root.text,
                          (int)row->path.length, row->path.text);
    return str_from_utf8(task, path, length < (int)sizeof path ? length : (int)sizeof path - 1);
}

static Value source_path(struct Task *task, struct ModuleInfo *info)
{
    int64_t length;
    const char *name = str_utf8(task, info->name, &length);
    if (!name)
        return 0;
    Row row = find_row(name, (size_t)length);
    return row.kind.text ? full_path(task, &row) : 0;
}

/* A package that is only a folder. What could not be compiled is left to importlib, which says why. */
static RT Value import_other(TASK, Value name)
{
    int64_t length;
    const char *text = str_utf8(task, name, &length);
    Row row = text ? find_row(text, (size_t)length) : (Row){ { NULL, 0 }, { NULL, 0 }, 0 };
    if (!row.kind.text)
        return 0;
    if (!word_is(row.kind, "namespace"))
        return 0;
    Value module = module_new(task, name, VALUE_NONE), path = module ? full_path(task, &row) : 0;
    Value list = path ? list_from(task, &path, 1) : 0;
    bool done = list && module_set(task, module, NAME(__path__), list) && dict_set(task, modules_dict(), name, module);
    return done ? module : 0;
}

static bool main_kind_is(const char *kind)
{
    const char *at = _binary_manifest_start;
    for (Word line = next_line(&at); line.text; line = next_line(&at))
        if (word_is(take_word(&line), "main"))
            return word_is(line, kind);
    return false;
}

void manifest_start(const char *script)
{
    char own[PATH_MAX] = "";
    if (!script && readlink("/proc/self/exe", own, sizeof own - 1) > 0)
        script = own;
    snprintf(program_folder, sizeof program_folder, "%s", script ? script : ".");
    char *slash = strrchr(program_folder, '/');
    if (slash && (script == own || main_kind_is("script")))
        slash[slash == program_folder] = 0;
    hook_source_path = source_path;
    hook_import_other = import_other;
}

RT Value manifest_search_path(TASK)
{
    Value list = list_new(task, 0);
    for (int n = 0; list; n++) {
        Word root = root_path(n);
        if (!root.length)
            break;
        Value path = str_from_utf8(task, root.text, n == 0 && main_kind_is("command") ? 0 : (int64_t)root.length);
        if (!path || !list_append(task, list, path))
            return 0;
    }
    return list;
}

RT Value manifest_main_argument(TASK, Value given)
{
    Row row = find_row("__main__", strlen("__main__"));
    return row.kind.text && main_kind_is("module") ? full_path(task, &row) : given;
}

/* Does `path`, inside its root, lie in the folder: NAME.py, or NAME/__init__.py? */
static bool is_in_folder(Word root, Word path, bool is_package, const char *folder)
{
    size_t n = strlen(folder), end = path.length;
    for (int levels = is_package ? 2 : 1; levels; levels--) {
        while (end && path.text[end - 1] != '/')
            end--;
        end -= end > 0;
    }
    if (n != root.length + (end ? end + 1 : 0) || memcmp(folder, root.text, root.length) != 0)
        return false;
    return !end || (folder[root.length] == '/' && memcmp(folder + root.length + 1, path.text, end) == 0);
}

bool manifest_has_folder(const char *folder)
{
    const char *at = _binary_manifest_start;
    for (Word line = next_line(&at); line.text; line = next_line(&at)) {
        if (!word_is(take_word(&line), "module"))
            continue;
        take_word(&line);                          /* name */
        bool is_package = word_is(take_word(&line), "1");
        Word root = take_word(&line);
        if (is_in_folder(root_path(atoi(root.text)), line, is_package, folder))
            return true;
    }
    return false;
}
