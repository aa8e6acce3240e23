"""exec and eval of text over dicts and mappings."""
import sys

g = {}
exec("a = 1\nb = a + 1\ndef f(x): return x + b\nclass C:\n    z: int = 4\n    def m(self): return a, self.z", g)
print(sorted(k for k in g if k != "__builtins__"), g["f"](10), g["C"]().m(), type(g["__builtins__"]).__name__)
print(g["f"].__globals__ is g, g["f"].__module__, g["f"].__code__.co_filename, g["f"].__qualname__)
g["b"] = 100
print(g["f"](1))
make = eval("lambda _cls, x, y: _new(_cls, (x, y))", {"_new": tuple.__new__, "__builtins__": {}, "__name__": "namedtuple_P"})
print(make(tuple, 1, 2), make.__module__, make.__code__.co_varnames)
print(eval("1 + 2 * 3"), eval("  \tsum([1, 2])"), eval(b"'caf\xc3\xa9'"), eval("[i * j for i in range(3) for j in (1, 2)]"))

loc = {"q": 5}
exec("r = q + 1\nimport math\nfrom math import *\ndel q", g, loc)
print(sorted(loc)[:3], loc["r"], loc["math"].__name__, "q" in loc, loc["pi"])
exec("global s\ns = 3\nt = 4", g, loc)
print(g["s"], "s" in loc, loc["t"])


class Names(dict):
    def __missing__(self, key):
        return "<%s>" % key


print(eval("foo, bar", {}, Names()), eval("x", {"x": 1}, {"x": 2}))


class Mapping:
    def __init__(self): self.log = []
    def __getitem__(self, key):
        self.log.append(key)
        if key == "print":
            raise KeyError(key)
        return 7
    def __setitem__(self, key, value): self.log.append((key, value))
    def __delitem__(self, key): self.log.append(("del", key))


m = Mapping()
exec("x = y\nprint(x)\ndel z", {}, m)
print(m.log)


def local():
    v = 10
    exec("w = v + 1; v = 20; print(v, w)")
    return v, eval("v + 1"), [k for k in sorted(locals()) if k == 'v'], [eval("i", {"i": i}) for i in range(2)]


print(local())
top = 3
exec("top += 1; fresh = top * 2")
print(top, fresh, eval("top"), "fresh" in globals())


class K:
    exec("attr = 5")
    other = eval("attr + 1")


print(K.attr, K.other)


def gen():
    src = "def g(n):\n    for i in range(n):\n        yield i, scale\n"
    ns = {"scale": 9}
    exec(src, ns)
    return list(ns["g"](3))


print(gen())
ns = {}
exec("""
x: int = 1
y: 'str'
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
h = outer()
h()
z = h()
async def co(): return 5
try:
    1 / 0
except ZeroDivisionError as e:
    caught = str(e)
with open('/dev/null') as fh:
    w = fh.closed
def rec(n): return 1 if n == 0 else n * rec(n - 1)
f10 = rec(10)
sq = {k: k * k for k in range(3)}
""", ns)
print(ns["__annotations__"], ns["z"], ns["caught"], ns["w"], ns["f10"], ns["sq"], "e" in ns)
print(eval("__builtins__ is not None", {}), eval("len", {"__builtins__": {"len": 5}}))
try:
    eval("open", {"__builtins__": {}})
except NameError as e:
    print(e, e.name)
