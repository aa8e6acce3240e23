/* %-formatting: arguments and numbers, the same for str and bytes. */
#include "runtime/types/percent.h"

#include <math.h>
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/float.h"
#include "runtime/types/format.h"
#include "runtime/types/int.h"

void percent_begin(PercentArguments *a, Value given)
{
    a->arguments = given;
    a->is_tuple = value_is_tuple(given);
    a->next = 0;
    bool indexable = type_of(given)->slots.get_item && !a->is_tuple && !value_is_str(given);
    a->mapping = indexable ? given : 0;
}

RT Value percent_next(TASK, PercentArguments *a)
{
    if (a->is_tuple && a->next < tuple_size(a->arguments))
        return tuple_get(a->arguments, a->next++);
    if (!a->is_tuple && a->next == 0) {
        a->next = -1;
        return a->arguments;
    }
    return raise_error(task, &type_TypeError, "not enough arguments for format string");
}

RT bool percent_end(TASK, const PercentArguments *a, const char *kind)
{
    bool left = a->is_tuple ? a->next < tuple_size(a->arguments) : a->next == 0 && !a->mapping;
    if (left)
        raise_error(task, &type_TypeError, "not all arguments converted during %s formatting", kind);
    return !left;
}

RT bool percent_star(TASK, PercentArguments *a, int64_t *result)
{
    Value v = percent_next(task, a);
    if (!v)
        return false;
    if (!value_is_int(v)) {
        raise_error(task, &type_TypeError, "* wants int");
        return false;
    }
    return value_to_i64(task, v, result);
}

/* ---- numbers -------------------------------------------------------------------------------------- */

/* The int that d, o, x format. */
RT static Value number_as_int(TASK, Value v, char letter)
{
    bool decimal = letter == 'd' || letter == 'i' || letter == 'u';
    if (value_is_int(v))
        return v;
    const TypeSlots *slots = &type_of(v)->slots;
    Value number = 0;
    if (!decimal && slots->index)
        number = object_index(task, v);
    else if (decimal && value_is_float(v))
        number = int_from_double(task, value_float(v));
    else if (decimal && (slots->to_int || slots->index))
        number = object_int(task, v);
    else
        return decimal ? raise_error(task, &type_TypeError, "%%%c format: a real number is required, not %T", letter, v)
                       : raise_error(task, &type_TypeError, "%%%c format: an integer is required, not %T", letter, v);
    return number;
}

RT static Value integer_text(TASK, const PercentConversion *c, Value v, int64_t *head)
{
    char letter = (char)c->letter;
    StrBuilder b;
    Value number = number_as_int(task, v, letter);
    Value text = number ? int_to_base(task, number, letter == 'o' ? 8 : (letter | 32) == 'x' ? 16 : 10) : 0;
    if (!text)
        return 0;
    const char *digits = as_str(text)->data;
    int64_t count = as_str(text)->length;
    bool negative = *digits == '-';
    if (count - negative > 0 && !negative && !c->plus && !c->space && !c->alternate && c->precision <= count && letter != 'X') {
        *head = 0;
        return text;
    }
    builder_start(&b, task);
    if (negative || c->plus || c->space)
        builder_char(&b, negative ? '-' : c->plus ? '+' : ' ');
    if (c->alternate && (letter | 32) == 'x')
        builder_ascii(&b, letter == 'X' ? "0X" : "0x", 2);
    else if (c->alternate && letter == 'o')
        builder_ascii(&b, "0o", 2);
    *head = b.length;
    builder_fill(&b, '0', c->precision - (count - negative));
    for (int64_t i = negative; i < count; i++)
        builder_char(&b, (unsigned char)(letter == 'X' && digits[i] >= 'a' ? digits[i] - 32 : digits[i]));
    return builder_finish(&b);
}

RT static Value floating_text(TASK, const PercentConversion *c, Value v, int64_t *head)
{
    double d;
    StrBuilder b;
    if (!float_value_of(v, &d)) {
        const TypeSlots *slots = &type_of(v)->slots;
        if (!value_is_int(v) && !slots->to_float && !slots->index)
            return raise_error(task, &type_TypeError, "must be real number, not %T", v);
        if (!object_double(task, v, &d))
            return 0;
    }
    if (c->precision > INT32_MAX)
        return raise_error(task, &type_ValueError, "precision too large");
    Value text = float_to_text(task, d, (char)c->letter, c->precision < 0 ? 6 : (int)c->precision, c->alternate);
    if (!text)
        return 0;
    bool negative = *(char *)as_str(text)->data == '-';
    *head = negative || c->plus || c->space;
    if (negative || !*head)
        return text;
    builder_start(&b, task);
    builder_char(&b, c->plus ? '+' : ' ');
    builder_str(&b, text);
    return builder_finish(&b);
}

RT Value percent_number(TASK, const PercentConversion *c, Value v, int64_t *head)
{
    return strchr("diuoxX", (int)c->letter) ? integer_text(task, c, v, head) : floating_text(task, c, v, head);
}
