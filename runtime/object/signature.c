/* Parameter lists of functions in C: parsed from their text on first use, then bound to
   arguments with the words CPython uses when they do not fit. Which words depends on the kind of
   function: no parameter, one, positional ones only, or such as may be named. */
#include "runtime/object/call.h"
#include <stdlib.h>

typedef struct Parser { struct Task *task; const char *at; } Parser;

static void skip(Parser *p)
{
    while (*p->at == ' ' || *p->at == '\n')
        p->at++;
}

static bool starts(Parser *p, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(p->at, word, n))
        return false;
    p->at += n;
    return true;
}

static Value read_string(Parser *p)
{
    char quote = *p->at++;
    const char *start = p->at;
    while (*p->at && *p->at != quote)
        p->at++;
    bool newline = p->at - start == 2 && start[0] == '\\' && start[1] == 'n';   /* the one escape in use */
    Value text = newline ? str_from_c(p->task, "\n") : str_from_utf8(p->task, start, p->at - start);
    if (*p->at)
        p->at++;
    return text ? str_intern(p->task, text) : 0;
}

/* Parameter defaults are few and simple; anything else is an error of ours, found at first use. */
static Value read_default(Parser *p)
{
    struct Task *task = p->task;
    if (starts(p, "None")) return VALUE_NONE;
    if (starts(p, "True")) return VALUE_TRUE;
    if (starts(p, "False")) return VALUE_FALSE;
    if (starts(p, "<unset>") || starts(p, "<unrepresentable>")) return VALUE_UNBOUND;
    if (starts(p, "Ellipsis") || starts(p, "...")) return VALUE_ELLIPSIS;
    if (starts(p, "()")) return tuple_from(task, NULL, 0);
    if (starts(p, "b''") || starts(p, "b\"\"")) return bytes_from_data(task, "", 0);
    if (starts(p, "sys.maxsize")) return int_from_i64(task, INT64_MAX);
    if (*p->at == '\'' || *p->at == '"') return read_string(p);
    char *end, *end_float;
    long long integer = strtoll(p->at, &end, 10);
    double real = strtod(p->at, &end_float);
    if (end == p->at)
        return raise_error(task, &type_SystemError, "bad default in a signature: %s", p->at);
    bool is_float = end_float > end;
    p->at = is_float ? end_float : end;
    return is_float ? float_from_double(task, real) : int_from_i64(task, integer);
}

static bool name_char(char c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

/* An annotation of a row ("reverse: bool=False") is for the reader. */
static void skip_annotation(Parser *p)
{
    skip(p);
    if (*p->at != ':')
        return;
    while (*p->at && *p->at != ',' && *p->at != '=' && *p->at != ')')
        p->at++;
}

static bool parse_one(Parser *p, Signature *s, SignatureParameter *list, ParameterKind *kind)
{
    struct Task *task = p->task;
    if (starts(p, "/")) {
        for (int i = 0; i < s->count; i++)
            list[i].kind = PARAMETER_POSITIONAL_ONLY;
        return true;
    }
    ParameterKind this = *kind;
    if (starts(p, "**")) {
        this = PARAMETER_VARKEYWORDS;
    } else if (starts(p, "*")) {
        *kind = PARAMETER_KEYWORD_ONLY;
        skip(p);
        if (*p->at == ',')
            return true;
        this = PARAMETER_VARARGS;
    }
    const char *start = p->at;
    while (name_char(*p->at))
        p->at++;
    Value name = str_from_utf8(task, start, p->at - start);
    if (!name || !(name = str_intern(task, name)))
        return false;
    skip_annotation(p);
    Value fallback = 0;
    if (starts(p, "=") && !(fallback = read_default(p)))
        return false;
    if (this == PARAMETER_VARARGS)
        s->varargs = s->count;
    else if (this == PARAMETER_VARKEYWORDS)
        s->varkeywords = s->count;
    list[s->count].kind = this;
    gc_init(&list[s->count].name, name);
    gc_init(&list[s->count].fallback, fallback);
    s->count++;
    return true;
}

/* text: from "(" to ")". Into a copy: two threads may parse the same signature at once. They
   find the same counts, and nobody reads those before `parameters` is there. */
static RT bool parse(TASK, Signature *shared)
{
    Signature copy = *shared, *s = &copy;
    Parser p = {task, s->text};
    ParameterKind kind = PARAMETER_EITHER;
    int64_t most = 1;
    for (const char *at = s->text; *at; at++)
        most += *at == ',';
    SignatureParameter *list = gc_alloc(task, (size_t)most * sizeof *list, LAYOUT_REFS);
    if (!list)
        return false;
    s->count = s->positional = s->positional_only = s->required = s->keyword_only = 0;
    s->varargs = s->varkeywords = -1;
    starts(&p, "(");
    for (skip(&p); *p.at && *p.at != ')'; skip(&p)) {
        if (!parse_one(&p, s, list, &kind))
            return false;
        skip(&p);
        if (*p.at != ')' && !starts(&p, ",")) {
            raise_error(task, &type_SystemError, "bad signature of %s: %s", s->function_name, s->text);
            return false;
        }
    }
    for (int i = 0; i < s->count; i++) {
        s->positional_only += list[i].kind == PARAMETER_POSITIONAL_ONLY;
        s->positional += list[i].kind <= PARAMETER_EITHER;
        s->required += list[i].kind <= PARAMETER_EITHER && !list[i].fallback.word;
        s->keyword_only += list[i].kind == PARAMETER_KEYWORD_ONLY;
    }
    shared->count = s->count;
    shared->positional = s->positional;
    shared->positional_only = s->positional_only;
    shared->required = s->required;
    shared->keyword_only = s->keyword_only;
    shared->varargs = s->varargs;
    shared->varkeywords = s->varkeywords;
    gc_store_pointer(shared->parameters, list);
    return true;
}

RT bool signature_ready(TASK, Signature *s)
{
    return __atomic_load_n(&s->parameters, __ATOMIC_ACQUIRE) || parse(task, s);
}

/* ---- messages ---------------------------------------------------------------------------------- */

static const char *bare_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static bool takes_names(const Signature *s) { return s->positional > s->positional_only || s->keyword_only || s->varkeywords >= 0; }

static RT bool refuse_count(TASK, const Signature *s, int64_t nargs)
{
    const char *bare = bare_name(s->function_name);
    if (!takes_names(s) && s->varargs < 0) {
        if (s->positional == 0)
            raise_error(task, &type_TypeError, "%s() takes no arguments (%ld given)", s->function_name, nargs);
        else if (s->positional == 1 && s->required == 1)
            raise_error(task, &type_TypeError, "%s() takes exactly one argument (%ld given)", s->function_name, nargs);
        else
            return check_positional(task, bare, nargs, 0, s->required, s->positional);
        return false;
    }
    if (s->positional == 0)
        raise_error(task, &type_TypeError, "%s() takes no positional arguments", bare);
    else if (s->keyword_only || s->positional_only)
        raise_error(task, &type_TypeError, "%s() takes %s %d positional argument%s (%ld given)", bare,
                    s->required < s->positional ? "at most" : "exactly", s->positional, s->positional == 1 ? "" : "s", nargs);
    else
        raise_error(task, &type_TypeError, "%s() takes %s %d argument%s (%ld given)", bare,
                    s->required < s->positional ? "at most" : "exactly", s->positional, s->positional == 1 ? "" : "s", nargs);
    return false;
}

static RT bool refuse_missing(TASK, const Signature *s, int64_t nargs, int index)
{
    if (!takes_names(s) && s->varargs < 0)
        return refuse_count(task, s, nargs);
    if (!takes_names(s) || s->parameters[index].kind == PARAMETER_POSITIONAL_ONLY) {
        raise_error(task, &type_TypeError, "%s expected at least %d argument%s, got %ld", bare_name(s->function_name),
                    s->required, s->required == 1 ? "" : "s", nargs);
        return false;
    }
    if (s->parameters[index].kind == PARAMETER_KEYWORD_ONLY)
        raise_error(task, &type_TypeError, "%s() missing required argument '%U'", bare_name(s->function_name),
                    slot_load(&s->parameters[index].name));
    else
        raise_error(task, &type_TypeError, "%s() missing required argument '%U' (pos %d)", bare_name(s->function_name),
                    slot_load(&s->parameters[index].name), index + 1);
    return false;
}

RT bool check_positional(TASK, const char *name, int64_t nargs, Value kwnames, int64_t least, int64_t most)
{
    if (kwnames && ((PyTuple *)kwnames)->size) {
        raise_error(task, &type_TypeError, "%s() takes no keyword arguments", name);
        return false;
    }
    if (nargs >= least && nargs <= most)
        return true;
    int64_t bound = nargs < least ? least : most;
    raise_error(task, &type_TypeError, "%s expected %s%ld argument%s, got %ld", name,
                least == most ? "" : nargs < least ? "at least " : "at most ", bound, bound == 1 ? "" : "s", nargs);
    return false;
}

/* ---- binding ------------------------------------------------------------------------------------ */

static int find_parameter(const Signature *s, Value name)
{
    for (int i = s->positional_only; i < s->count; i++)
        if (s->parameters[i].kind <= PARAMETER_KEYWORD_ONLY && slot_load(&s->parameters[i].name) == name)
            return i;
    return -1;
}

static RT bool bind_keywords(TASK, const Signature *s, const Value *args, int64_t nargs, Value kwnames, Value *out)
{
    PyTuple *names = (PyTuple *)kwnames;
    for (int64_t k = 0; k < names->size; k++) {
        Value name = slot_load(&names->items[k]);
        Value key = value_is_exact_str(name) ? str_intern(task, name) : name;
        int i = key ? find_parameter(s, key) : -1;
        if (!key)
            return false;
        if (i >= 0 && out[i]) {
            raise_error(task, &type_TypeError, "argument for %s() given by name ('%U') and position (%d)",
                        bare_name(s->function_name), name, i + 1);
            return false;
        }
        if (i >= 0) {
            out[i] = args[nargs + k];
        } else if (s->varkeywords >= 0) {
            if (!dict_set(task, out[s->varkeywords], name, args[nargs + k]))
                return false;
        } else if (!takes_names(s)) {
            raise_error(task, &type_TypeError, "%s() takes no keyword arguments", s->function_name);
            return false;
        } else {
            raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for %s()", name, bare_name(s->function_name));
            return false;
        }
    }
    return true;
}

RT bool bind_arguments(TASK, Signature *s, const Value *args, int64_t nargs, Value kwnames, Value *out)
{
    if (!signature_ready(task, s))
        return false;
    if (kwnames && !((PyTuple *)kwnames)->size)
        kwnames = 0;
    int64_t given = nargs < s->positional ? nargs : s->positional;
    for (int i = 0; i < s->count; i++)
        out[i] = i < given ? args[i] : 0;
    if (nargs > s->positional && s->varargs < 0)
        return kwnames && !takes_names(s) ? bind_keywords(task, s, args, nargs, kwnames, out)
                                          : refuse_count(task, s, nargs);
    if (s->varargs >= 0 && !(out[s->varargs] = tuple_from(task, args + given, nargs - given)))
        return false;
    if (s->varkeywords >= 0 && !(out[s->varkeywords] = dict_new(task)))
        return false;
    if (kwnames && !bind_keywords(task, s, args, nargs, kwnames, out))
        return false;
    for (int i = 0; i < s->count; i++) {
        if (out[i])
            continue;
        out[i] = slot_load(&s->parameters[i].fallback);
        if (!out[i])
            return refuse_missing(task, s, nargs, i);
    }
    return true;
}
