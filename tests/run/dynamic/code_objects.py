"""compile(), code objects over several globals, modes, FunctionType."""
import types

c = compile("v = base * 2\ndef f():\n    if 'seen' in globals(): print('seen', base)\n    return base", "some file.py", "exec")
print(c.co_name, c.co_filename, c.co_firstlineno, type(c).__name__)
a, b = {"base": 1}, {"base": 50}
exec(c, a)
exec(c, b)
print(a["v"], b["v"], a["f"](), b["f"](), a["f"].__globals__ is a)
e = compile("base + 1", "e", "eval")
print(eval(e, a), eval(e, b), eval(e, {"base": 2}, {"base": 3}))
print(exec(e, a), eval(c, {"base": 0}))
s = compile("1 + 1\nNone\n", "<stdin>", "single") if False else compile("base * 3", "<stdin>", "single")
exec(s, b)
exec(compile("if base:\n    'shown'\n    None\n", "<stdin>", "single"), b)
exec(compile("x = 5", "<stdin>", "single"), b)
print(b["x"])
f = types.FunctionType(a["f"].__code__, {"base": "other"})
print(f(), f.__name__, f.__globals__)
exec("def d(x, y=2, *, z=3): return x, y, z, k", a)
d = types.FunctionType(a["d"].__code__, {"k": 4}, "renamed", (20,))
d.__kwdefaults__ = {"z": 30}
print(d(1), d.__name__, d.__defaults__)
exec(a["f"].__code__, {"base": 1, "seen": 1})


def here():
    print("here")


exec(here.__code__)
exec("def mk():\n    n = 5\n    def inner(): print('n', n)\n    def set():\n        nonlocal n\n        n += 1\n    set()\n    return inner\ni = mk()", a)
exec(a["i"].__code__, a, closure=a["i"].__closure__)
for call in ["exec(1)", "eval(1)", "compile(1, 'f', 'exec')", "exec('1', 1)", "exec('1', {}, 1)", "eval('1', 1)", "eval('1', {}, 1)",
             "compile('1', 'f', 'what')", "compile('1', 'f', 2)", "exec('1', closure=())", "exec(c, closure=())",
             "exec(a['i'].__code__, {})", "eval(a['i'].__code__)", "exec('a\\0b')", "compile('1', 3, 'exec')",
             "compile('1', 'f', 'exec', 1 << 30)", "compile('1', 'f', 'exec', 0, False, 7)", "eval('1', [])"]:
    try:
        print(call, eval(call))
    except Exception as x:
        print(call, type(x).__name__, x)
