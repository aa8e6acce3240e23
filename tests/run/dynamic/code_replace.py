# code.replace(), comparing code objects, FunctionType with what it gives, positions, tracebacks by hand.
import sys
import traceback
import types
import warnings


def function(a, b=2, *, c=3):
    "doc"
    return a, b, c


code = function.__code__
print(code == code.replace(), hash(code) == hash(code.replace()), code != code.replace(co_name="other"))
named = code.replace(co_name="other", co_qualname="Some.other", co_firstlineno=100, co_filename="elsewhere.py")
print(named.co_name, named.co_qualname, named.co_firstlineno, named.co_filename, code.co_name)
made = types.FunctionType(named, globals())
print(made.__name__, made.__qualname__, made(1, 2, c=5) if made.__kwdefaults__ else "no keyword defaults", made.__code__ is named)
made = types.FunctionType(code, globals(), "given", (1, 9))
made.__kwdefaults__ = {"c": 8}
print(made.__name__, made(), made(5), made.__defaults__)
for arguments in ((code, globals(), 5), (code, globals(), None, 5), (code, globals(), None, None, 5), (5, {}), (code, 5),
                  (code, globals(), None, None, (1,))):
    try:
        types.FunctionType(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for changes in ({"co_name": 5}, {"co_firstlineno": "x"}, {"nonsense": 1}):
    try:
        code.replace(**changes)
    except TypeError as error:
        print(type(error).__name__, str(error).split(" argument")[0] if "replace" in str(error) and "nonsense" not in changes else "refused")
print(code.replace(co_argcount=2, co_varnames=code.co_varnames).co_argcount)


def outer(x):
    def inner():
        nonlocal x
        x += 1
        return x
    return inner


cell = outer(5).__closure__
print(types.FunctionType(outer(1).__code__, globals(), "i", None, cell)())
for closure in (None, (), (1,), cell + cell):
    try:
        types.FunctionType(outer(1).__code__, globals(), "i", None, closure)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def fails(a):
    return (a +
            a.nothing(1))


try:
    fails(None)
except Exception as error:
    print(traceback.format_exc().replace(__file__, "FILE"))
    entry = error.__traceback__.tb_next
    positions = list(entry.tb_frame.f_code.co_positions())[entry.tb_lasti // 2]
    print(positions[0] - fails.__code__.co_firstlineno, positions[2:], entry.tb_lineno - fails.__code__.co_firstlineno)
    made = types.TracebackType(None, entry.tb_frame, 4, 1000)
    print(made.tb_next, made.tb_frame is entry.tb_frame, made.tb_lasti, made.tb_lineno)
    for arguments in ((5, entry.tb_frame, 1, 1), (None, 5, 1, 1), (None, entry.tb_frame, "x", 1), (None, entry.tb_frame, 1)):
        try:
            types.TracebackType(*arguments)
        except TypeError as problem:
            print(problem)

# warnings of compile()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    compile("x = '\\q'\ny = 1 is 1\nassert (1, 'x')", "some.py", "exec")
    eval("'\\d'")
for warning in seen:
    print(warning.category.__name__, warning.message, warning.filename, warning.lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for text in ("'\\q'", "1 is 1", "assert (1, 2)"):
        try:
            compile(text, "some.py", "exec")
        except SyntaxError as error:
            print(error, error.lineno, error.offset, error.text)
