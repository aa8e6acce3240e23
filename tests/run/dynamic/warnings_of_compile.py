"""Warnings of the compiler in compile(), exec and eval: filters, records, errors made of them."""
# stress: 2000
import warnings

TEXTS = [
    ("x is 1", "eval"), ("x is not 'a'", "eval"), ("x is ()", "eval"), ("x is None", "eval"), ("x is -1", "eval"),
    ("1 < x is 2", "eval"), ("x is x is 3", "eval"), ("None is x", "eval"), ("... is x", "eval"),
    ("assert (1, 'a')\n", "exec"), ("assert ()\n", "exec"), ("assert (x, y), z\n", "exec"),
    ("1()", "eval"), ("'a'()", "eval"), ("(1, 2)()", "eval"), ("[]()", "eval"), ("{}()", "eval"), ("{1}()", "eval"),
    ("(lambda: 1)()", "eval"), ("f'{x}'()", "eval"), ("[y for y in x]()", "eval"), ("(y for y in x)()", "eval"),
    ("None()", "eval"), ("(1 + 2)()", "eval"), ("b'x'()", "eval"), ("1.5()", "eval"), ("2j()", "eval"), ("...()", "eval"),
    ("1[0]", "eval"), ("None[0]", "eval"), ("{1}[0]", "eval"), ("(lambda: 1)[0]", "eval"), ("(y for y in x)[0]", "eval"),
    ("True[0]", "eval"), ("'a'['b']", "eval"), ("'a'[1.5]", "eval"), ("[1]['a']", "eval"), ("(1, x)['a']", "eval"),
    ("[1][None]", "eval"), ("[1][1, 2]", "eval"), ("[1][x]", "eval"), ("[1][1:2]", "eval"), ("[1][True]", "eval"),
    ("b'a'['b']", "eval"), ("f'{x}'['b']", "eval"), ("[1][[2]]", "eval"), ("{}['a']", "eval"),
    ("'\\d'", "eval"), ("b'\\d'", "eval"), ("r'\\d'", "eval"), ("'\\400'", "eval"), ("f'\\d{x}\\e'", "eval"), ("f'\\{x}'", "eval"),
    ("'a'\n'\\q'", "exec"), ("'''\n\n\\z'''", "eval"), ("1if x else 2", "eval"), ("0x1for x in y", "exec"), ("1jor 2", "eval"),
    ("1.e5or 2", "eval"), ("0b1and x", "eval"), ("0o7in x", "eval"),
    ("def f():\n    y: (1)() = 2\n    z: 3()\n", "exec"), ("y: 1() = 2\n", "exec"),
    ("from __future__ import annotations\ny: 1() = 2\ndef f(a: 2()): pass\n", "exec"),
    ("@1()\ndef f(a=2()): return 3()\n", "exec"), ("class C(1()):\n    x = 2()\n", "exec"),
    ("1()\nreturn\n2()\n", "exec"), ("'\\d'\nx y", "exec"),
]


def outcome(text, mode):
    try:
        compile(text, "<text>", mode)
    except SyntaxError as e:
        return type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text
    return None


for text, mode in TEXTS:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        error = outcome(text, mode)
    print(repr(text), error)
    for w in caught:
        print("   ", w.category.__name__, w.message, w.filename, w.lineno)
print("--- errors")
for text, mode in TEXTS:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print(repr(text), outcome(text, mode))
print("--- ignored")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(outcome("x is 1", "eval"), eval("'\\d'"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message=".*literal.*")
    compile("x is 1", "<text>", "eval")
    compile("x()[1](2)", "<text>", "eval")
    exec("def f():\n    return 1[2] if 0 else 3\nprint(f())")
print([str(w.message) for w in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("error", module="here")
    for path in "here.py", "there.py":
        try:
            compile("x is 1", path, "eval")
        except SyntaxError as e:
            print(path, e.msg, e.filename)
print(len(caught))


class Odd(Exception):
    pass


def raises(*args, **kwargs):
    raise Odd("shown")


with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = raises
    try:
        compile("x is 1", "<text>", "eval")
    except Odd as e:
        print("Odd", e)
