/* _codecs: the error handlers that exist from the start, as functions of an exception that give
   (replacement, where to go on). */
#include <stdio.h>

#include "runtime/modules/codecs_module.h"
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

typedef struct Problem { Value object; int64_t start, end; } Problem;

static bool number_of(struct Task *task, Value exception, const char *attribute, int64_t *result)
{
    Value name = str_intern_c(task, attribute), value = name ? object_get_attr(task, exception, name) : 0;
    return value && object_index_i64(task, value, result, false);
}
static bool problem_of(struct Task *task, Value exception, Problem *problem)
{
    Value name = str_intern_c(task, "object");
    problem->object = name ? object_get_attr(task, exception, name) : 0;
    return problem->object && number_of(task, exception, "start", &problem->start) && number_of(task, exception, "end", &problem->end);
}
static bool is_any(Value exception)
{
    return value_is_instance(exception, &type_UnicodeEncodeError) || value_is_instance(exception, &type_UnicodeDecodeError) ||
           value_is_instance(exception, &type_UnicodeTranslateError);
}
static Value wrong_kind(struct Task *task, Value exception)
{
    return raise_error(task, &type_TypeError, "don't know how to handle %T in error callback", exception);
}
static Value answer(struct Task *task, Value text, int64_t end)
{
    Value words[2] = {text, value_from_small_int(end)};
    return text ? tuple_from(task, words, 2) : 0;
}

static RT Value strict_errors(TASK, Value exception)
{
    if (!value_is_instance(exception, &type_BaseException))
        return raise_error(task, &type_TypeError, "codec must pass exception instance");
    return raise_value(task, exception);
}
static RT Value ignore_errors(TASK, Value exception)
{
    Problem p;
    if (!is_any(exception))
        return wrong_kind(task, exception);
    return problem_of(task, exception, &p) ? answer(task, STR_EMPTY, p.end) : 0;
}
static RT Value replace_errors(TASK, Value exception)
{
    Problem p;
    StrBuilder out;
    if (!is_any(exception))
        return wrong_kind(task, exception);
    if (!problem_of(task, exception, &p))
        return 0;
    bool decoding = value_is_instance(exception, &type_UnicodeDecodeError), encoding = value_is_instance(exception, &type_UnicodeEncodeError);
    builder_start(&out, task);
    builder_fill(&out, encoding ? '?' : 0xfffd, decoding ? 1 : p.end - p.start);
    return answer(task, builder_finish(&out), p.end);
}
static RT Value xmlcharrefreplace_errors(TASK, Value exception)
{
    Problem p;
    StrBuilder out;
    char text[16];
    if (!value_is_instance(exception, &type_UnicodeEncodeError))
        return wrong_kind(task, exception);
    if (!problem_of(task, exception, &p) || !value_is_str(p.object))
        return 0;
    builder_start(&out, task);
    for (int64_t i = p.start; i < p.end && i < as_str(p.object)->length; i++) {
        snprintf(text, sizeof text, "&#%u;", str_at(as_str(p.object), i));
        builder_c(&out, text);
    }
    return answer(task, builder_finish(&out), p.end);
}
static RT Value backslashreplace_errors(TASK, Value exception)
{
    Problem p;
    StrBuilder out;
    char text[16];
    if (!is_any(exception))
        return wrong_kind(task, exception);
    if (!problem_of(task, exception, &p))
        return 0;
    builder_start(&out, task);
    for (int64_t i = p.start; i < p.end; i++) {
        Value index = value_from_small_int(i), byte = value_is_str(p.object) ? 0 : object_get_item(task, p.object, index);
        uint32_t c = value_is_str(p.object) ? (i < as_str(p.object)->length ? str_at(as_str(p.object), i) : 0)
                                            : byte ? (uint32_t)value_small_int(byte) : 0;
        snprintf(text, sizeof text, c > 0xffff ? "\\U%08x" : c > 0xff ? "\\u%04x" : "\\x%02x", c);
        builder_c(&out, text);
    }
    return answer(task, builder_finish(&out), p.end);
}
static RT Value namereplace_errors(TASK, Value exception)
{
    Problem p;
    StrBuilder out;
    if (!value_is_instance(exception, &type_UnicodeEncodeError))
        return wrong_kind(task, exception);
    Value module = problem_of(task, exception, &p) ? import_module_c(task, "unicodedata") : 0;
    Value name = module ? str_intern_c(task, "name") : 0;
    builder_start(&out, task);
    for (int64_t i = p.start; name && i < p.end; i++) {
        char text[16];
        uint32_t c = str_at(as_str(p.object), i);
        Value args[2] = {str_from_char(task, c), VALUE_NONE}, found = call_method(task, module, name, args, 2);
        if (!found)
            return 0;
        snprintf(text, sizeof text, c > 0xffff ? "\\U%08x" : c > 0xff ? "\\u%04x" : "\\x%02x", c);
        if (found == VALUE_NONE)
            builder_c(&out, text);
        else if (!builder_c(&out, "\\N{") || !builder_str(&out, found) || !builder_put(&out, '}'))
            return 0;
    }
    return name ? answer(task, builder_finish(&out), p.end) : 0;
}

METHOD_TABLE_BEGIN(handler)
    METHOD(strict_errors, "(exception, /)", strict_errors, OBJ, RAISES, "Raises the exception.")
    METHOD(ignore_errors, "(exception, /)", ignore_errors, TUPLE, RAISES, "Leaves out what cannot be converted.")
    METHOD(replace_errors, "(exception, /)", replace_errors, TUPLE, RAISES, "Puts a question mark, or U+FFFD.")
    METHOD(xmlcharrefreplace_errors, "(exception, /)", xmlcharrefreplace_errors, TUPLE, RAISES, "Puts XML character references.")
    METHOD(backslashreplace_errors, "(exception, /)", backslashreplace_errors, TUPLE, RAISES, "Puts escapes by number.")
    METHOD(namereplace_errors, "(exception, /)", namereplace_errors, TUPLE, RAISES, "Puts escapes by name.")
METHOD_TABLE_END

RT bool codecs_add_handlers(TASK, Value handlers)
{
    static const char *const names[] = {"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"};
    for (int i = 0; i < 6; i++) {
        Value name = str_intern_c(task, names[i]), function = builtin_function_new(task, &handler_methods[i], 0, VALUE_NONE);
        if (!name || !function || !dict_set(task, handlers, name, function))
            return false;
    }
    return true;
}
