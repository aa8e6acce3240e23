/* complex: two doubles, always an object. */
#include "runtime/types/complex.h"

#include <errno.h>
#include <math.h>
#include "runtime/abi/operators.h"
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/define_type.h"
#include "runtime/types/float.h"
#include "runtime/types/format.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

/* ---- construction ------------------------------------------------------------------------------- */

RT Value complex_from_doubles(TASK, double real, double imaginary)
{
    PyComplex *z = gc_alloc(task, sizeof(PyComplex), LAYOUT_FREE);
    if (!z)
        return 0;
    z->head.shape = &shape_complex;
    z->real = real;
    z->imaginary = imaginary;
    return value_from_object(z);
}

ALWAYS_INLINE PyComplex *as_complex(Value v) { return (PyComplex *)v; }

static bool is_complex(Value v) { return value_is_pointer(v) && value_is_instance(v, &type_complex); }

RT bool complex_value_of(TASK, Value v, double *real, double *imaginary)
{
    bool is_number;
    *imaginary = 0;
    if (is_complex(v)) {
        *real = as_complex(v)->real;
        *imaginary = as_complex(v)->imaginary;
        return true;
    }
    return number_as_double(task, v, real, &is_number);
}

/* ---- arithmetic slots ------------------------------------------------------------------------------ */

#define OPERANDS(a, b)                                                                   \
    double ar, ai, br, bi;                                                               \
    if (!complex_value_of(task, a, &ar, &ai) || !complex_value_of(task, b, &br, &bi))    \
        return task->exception ? 0 : VALUE_NOTIMPLEMENTED

RT static Value add_slot(TASK, Value a, Value b)
{
    OPERANDS(a, b);
    return complex_from_doubles(task, ar + br, ai + bi);
}

RT static Value subtract_slot(TASK, Value a, Value b)
{
    OPERANDS(a, b);
    return complex_from_doubles(task, ar - br, ai - bi);
}

RT static Value multiply_slot(TASK, Value a, Value b)
{
    OPERANDS(a, b);
    return complex_from_doubles(task, ar * br - ai * bi, ar * bi + ai * br);
}

/* Scales by the larger part of the divisor, so that its square cannot overflow. */
static bool divide(double ar, double ai, double br, double bi, double *real, double *imaginary)
{
    if (fabs(br) >= fabs(bi)) {
        if (br == 0)
            return false;
        double ratio = bi / br, scale = br + bi * ratio;
        *real = (ar + ai * ratio) / scale;
        *imaginary = (ai - ar * ratio) / scale;
    } else if (fabs(bi) >= fabs(br)) {
        double ratio = br / bi, scale = br * ratio + bi;
        *real = (ar * ratio + ai) / scale;
        *imaginary = (ai * ratio - ar) / scale;
    } else {
        *real = *imaginary = (double)NAN;
    }
    return true;
}

RT static Value divide_slot(TASK, Value a, Value b)
{
    double real, imaginary;
    OPERANDS(a, b);
    if (!divide(ar, ai, br, bi, &real, &imaginary))
        return raise_error(task, &type_ZeroDivisionError, "complex division by zero");
    return complex_from_doubles(task, real, imaginary);
}

/* A small whole power by repeated multiplication, as CPython does, for the same digits. */
static void power_whole(double real, double imaginary, int64_t n, double *out_real, double *out_imaginary)
{
    double r = 1, i = 0, pr = real, pi = imaginary;
    uint64_t left = (uint64_t)(n < 0 ? -n : n);
    for (uint64_t mask = 1; mask && left >= mask; mask <<= 1) {
        if (left & mask) {
            double next = r * pr - i * pi;
            i = r * pi + i * pr;
            r = next;
        }
        double next = pr * pr - pi * pi;
        pi = pr * pi + pi * pr;
        pr = next;
    }
    if (n < 0)
        divide(1, 0, r, i, &r, &i);
    *out_real = r;
    *out_imaginary = i;
}

RT static Value raise_overflow(TASK, const char *message) { return raise_error(task, &type_OverflowError, "%s", message); }

RT Value complex_power_doubles(TASK, double ar, double ai, double br, double bi)
{
    double real, imaginary;
    bool whole = bi == 0 && br == floor(br) && fabs(br) <= 100;
    if (br == 0 && bi == 0)
        return complex_from_doubles(task, 1, 0);
    if (ar == 0 && ai == 0) {
        if (bi != 0 || br < 0)
            return raise_error(task, &type_ZeroDivisionError, "0.0 to a negative or complex power");
        return complex_from_doubles(task, 0, 0);
    }
    if (whole) {
        power_whole(ar, ai, (int64_t)br, &real, &imaginary);
    } else {
        double size = hypot(ar, ai), length = pow(size, br), angle = atan2(ai, ar), phase = angle * br;
        if (bi != 0) {
            length *= exp(-angle * bi);
            phase += bi * log(size);
        }
        real = length * cos(phase);
        imaginary = length * sin(phase);
    }
    if (isinf(real) || isinf(imaginary))
        return raise_overflow(task, "complex exponentiation");
    return complex_from_doubles(task, real, imaginary);
}

RT static Value power_slot(TASK, Value a, Value b)
{
    OPERANDS(a, b);
    return complex_power_doubles(task, ar, ai, br, bi);
}

RT static Value power_modulo_slot(TASK, Value a, Value b, Value modulus)
{
    if (modulus == VALUE_NONE)
        return power_slot(task, a, b);
    return raise_error(task, &type_ValueError, "complex modulo");
}

RT static Value negative_slot(TASK, Value a) { return complex_from_doubles(task, -as_complex(a)->real, -as_complex(a)->imaginary); }

RT static Value exact(TASK, Value a)
{
    return value_has_shape(a, &shape_complex) ? a : complex_from_doubles(task, as_complex(a)->real, as_complex(a)->imaginary);
}

RT static Value absolute_slot(TASK, Value a)
{
    double real = as_complex(a)->real, imaginary = as_complex(a)->imaginary, size = hypot(real, imaginary);
    if (isinf(size) && isfinite(real) && isfinite(imaginary))
        return raise_overflow(task, "absolute value too large");
    return float_from_double(task, size);
}

RT static int truth_slot(TASK, Value a) { return as_complex(a)->real != 0 || as_complex(a)->imaginary != 0; }

RT static Value compare_slot(TASK, Value a, Value b, int op)
{
    bool equal;
    if (op != COMPARE_EQ && op != COMPARE_NE)
        return VALUE_NOTIMPLEMENTED;
    Value z = is_complex(a) ? a : b, other = is_complex(a) ? b : a;
    double d;
    if (!is_complex(z))
        return VALUE_NOTIMPLEMENTED;
    if (is_complex(other))
        equal = as_complex(a)->real == as_complex(b)->real && as_complex(a)->imaginary == as_complex(b)->imaginary;
    else if (float_value_of(other, &d))
        equal = as_complex(z)->real == d && as_complex(z)->imaginary == 0;
    else if (value_is_int(other))
        equal = as_complex(z)->imaginary == 0 && !isnan(as_complex(z)->real) &&
                int_compare_double(other, as_complex(z)->real) == 0;
    else
        return VALUE_NOTIMPLEMENTED;
    return value_from_bool(equal == (op == COMPARE_EQ));
}

RT static int64_t hash_slot(TASK, Value a)
{
    uint64_t real = (uint64_t)float_hash_double(as_complex(a)->real, a);
    uint64_t imaginary = (uint64_t)float_hash_double(as_complex(a)->imaginary, a);
    int64_t hash = (int64_t)(real + 1000003u * imaginary);
    return hash == -1 ? -2 : hash;
}

RT static Value repr_slot(TASK, Value a)
{
    double real = as_complex(a)->real, imaginary = as_complex(a)->imaginary;
    char text[96];
    int n = 0;
    bool brackets = real != 0 || signbit(real);
    if (brackets) {
        text[n++] = '(';
        n += float_write_repr(task, real, text + n, false);
        if (!signbit(imaginary) || isnan(imaginary))
            text[n++] = '+';
    }
    n += float_write_repr(task, imaginary, text + n, false);
    text[n++] = 'j';
    if (brackets)
        text[n++] = ')';
    return str_from_ascii(task, text, n);
}

/* ---- complex(...) ------------------------------------------------------------------------------------ */

static bool is_j(char c) { return c == 'j' || c == 'J'; }

/* [real][sign imaginary j], inside optional brackets; text ends with NUL. */
RT static bool parse_complex(TASK, const char *p, double *real, double *imaginary)
{
    bool brackets;
    double first;
    *real = *imaginary = 0;
    while (*p == ' ' || (*p >= 9 && *p <= 13))
        p++;
    brackets = *p == '(';
    p += brackets;
    while (*p == ' ' || (*p >= 9 && *p <= 13))
        p++;
    if (float_strtod(task, p, &p, &first)) {
        if (*p == '+' || *p == '-') {
            *real = first;
            if (!float_strtod(task, p, &p, imaginary)) {
                *imaginary = *p == '+' ? 1 : -1;
                p++;
            }
            if (!is_j(*p++))
                return false;
        } else if (is_j(*p)) {
            *imaginary = first;
            p++;
        } else {
            *real = first;
        }
    } else {
        *imaginary = *p == '-' ? -1 : 1;
        p += *p == '+' || *p == '-';
        if (!is_j(*p++))
            return false;
    }
    while (*p == ' ' || (*p >= 9 && *p <= 13))
        p++;
    if (brackets && *p++ != ')')
        return false;
    while (*p == ' ' || (*p >= 9 && *p <= 13))
        p++;
    return *p == 0;
}

/* Underscores only between digits. */
static bool drop_underscores(char *text)
{
    char *out = text, before = 0;
    for (; *text; before = *text++) {
        bool digit = *text >= '0' && *text <= '9';
        if ((*text == '_' && (before < '0' || before > '9')) || (before == '_' && !digit))
            return false;
        if (*text != '_')
            *out++ = *text;
    }
    *out = 0;
    return before != '_';
}

RT static Value complex_from_text(TASK, Value text)
{
    const PyStr *s = as_str(text);
    double real, imaginary;
    char *copy = gc_alloc(task, (size_t)s->length + 1, LAYOUT_FREE);
    if (!copy)
        return 0;
    str_to_ascii_number(s, copy);
    if ((int64_t)strlen(copy) != s->length || !drop_underscores(copy) || !parse_complex(task, copy, &real, &imaginary))
        return raise_error(task, &type_ValueError, "complex() arg is a malformed string");
    return complex_from_doubles(task, real, imaginary);
}

/* A number's complex value: __complex__, then __float__ and __index__. */
RT static bool argument_value(TASK, Value v, bool first, double *real, double *imaginary, bool *was_complex)
{
    const TypeSlots *slots = &type_of(v)->slots;
    *was_complex = is_complex(v);
    if (is_complex(v) || value_is_float(v) || value_is_int(v))
        return complex_value_of(task, v, real, imaginary);
    Value converted = first ? call_special(task, v, NAME(__complex__), NULL, 0) : VALUE_UNBOUND;
    if (!converted)
        return false;
    if (converted != VALUE_UNBOUND) {
        *was_complex = true;
        if (is_complex(converted))
            return complex_value_of(task, converted, real, imaginary);
        raise_error(task, &type_TypeError, "__complex__ returned non-complex (type %T)", converted);
        return false;
    }
    *imaginary = 0;
    if (slots->to_float || slots->index)
        return object_double(task, v, real);
    raise_error(task, &type_TypeError, "complex() %s argument must be a %snumber, not '%T'", first ? "first" : "second",
                first ? "string or a " : "", v);
    return false;
}

RT static Value complex_from_pair(TASK, Value first, Value second)
{
    double ar = 0, ai = 0, br = 0, bi = 0;
    bool first_complex = false, second_complex = false;
    if (value_is_str(first)) {
        if (second != VALUE_UNBOUND)
            return raise_error(task, &type_TypeError, "complex() can't take second arg if first is a string");
        return complex_from_text(task, first);
    }
    if (second != VALUE_UNBOUND && value_is_str(second))
        return raise_error(task, &type_TypeError, "complex() second arg can't be a string");
    if (first != VALUE_UNBOUND && !argument_value(task, first, true, &ar, &ai, &first_complex))
        return 0;
    if (second != VALUE_UNBOUND && !argument_value(task, second, false, &br, &bi, &second_complex))
        return 0;
    if (second_complex)
        ar -= bi;
    if (second == VALUE_UNBOUND)
        return complex_from_doubles(task, ar, ai);
    return complex_from_doubles(task, ar, first_complex ? br + ai : br);
}

RT static Value new_slot(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = { "real", "imag" };
    Value bound[2], z;
    if (!arguments_bind(task, "complex", names, 2, args, nargs, kwnames, bound))
        return 0;
    if (value_has_shape(bound[0], &shape_complex) && bound[1] == VALUE_UNBOUND)
        z = bound[0];
    else
        z = complex_from_pair(task, bound[0], bound[1]);
    if (!z || (PyType *)callee == &type_complex)
        return z;
    PyComplex *instance = object_alloc(task, (PyType *)callee, 0);
    if (!instance)
        return 0;
    instance->real = as_complex(z)->real;
    instance->imaginary = as_complex(z)->imaginary;
    return value_from_object(instance);
}

/* ---- methods ---------------------------------------------------------------------------------------------- */

RT static Value real_part(TASK, Value self) { return float_from_double(task, as_complex(self)->real); }
RT static Value imaginary_part(TASK, Value self) { return float_from_double(task, as_complex(self)->imaginary); }

RT static Value conjugate_method(TASK, Value self)
{
    return complex_from_doubles(task, as_complex(self)->real, -as_complex(self)->imaginary);
}

RT static Value getnewargs_method(TASK, Value self)
{
    Value pair[2] = { real_part(task, self), imaginary_part(task, self) };
    return pair[0] && pair[1] ? tuple_from(task, pair, 2) : 0;
}

/* ---- type object -------------------------------------------------------------------------------------------- */

METHOD_TABLE_BEGIN(complex)
METHOD(conjugate, "(self, /)", conjugate_method, OBJ, RAISES, "With the imaginary part negated.")
METHOD(__complex__, "(self, /)", exact, OBJ, RAISES, "The number itself.")
METHOD(__format__, "(self, format_spec, /)", complex_format, STR, RAISES, "format(self, format_spec).")
METHOD(__getnewargs__, "(self, /)", getnewargs_method, TUPLE, RAISES, "For pickle.")
METHOD_TABLE_END

static const GetSetDef complex_getsets[] = {
    { "real", real_part, NULL, "The real part." },
    { "imag", imaginary_part, NULL, "The imaginary part." },
    { NULL, NULL, NULL, NULL },
};

DEFINE_TYPE(complex, "complex", .c_doc = "A complex number: complex(real, imag) or complex(text).",
    .basic_size = sizeof(PyComplex), .flags = TYPE_FLAG_BASE,
    .methods = complex_methods, .getsets = complex_getsets,
    .slots = {
        .repr = repr_slot, .hash = hash_slot, .compare = compare_slot, .truth = truth_slot, .new_ = new_slot,
        .binary = { [OP_ADD] = add_slot, [OP_SUB] = subtract_slot, [OP_MULT] = multiply_slot,
                    [OP_DIV] = divide_slot, [OP_POW] = power_slot },
        .power_modulo = power_modulo_slot, .negative = negative_slot, .positive = exact, .absolute = absolute_slot,
    });
