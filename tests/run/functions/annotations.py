# Annotations of functions, modules, classes; what is evaluated and when.
log = []
def note(x):
    log.append(x)
    return x
def f(a: note("a"), /, b: note("b") = 1, *c: note("c"), d: note("d") = 2, **e: note("e")) -> note("r"): pass
print(log, f.__annotations__)
print(list(f.__annotations__))
def g(a, b): pass
print(g.__annotations__)
g.__annotations__["a"] = int
print(g.__annotations__)
g.__annotations__ = {"z": 1}
print(g.__annotations__)
del g.__annotations__
print(g.__annotations__)
log.clear()
x: note("int") = 5
y: note("str")
print(log, __annotations__, x, "y" in globals())
(z): note("paren") = 3
print(z, "z" in __annotations__, log[-1])
class C:
    a: int = 1
    b: "later"
    c: list[int]
    def m(self, v: "C") -> "C": pass
    __private: int = 5
print(C.__annotations__, hasattr(C, "b"), C.m.__annotations__)
class D(C): pass
print(D.__annotations__ if "__annotations__" in D.__dict__ else "inherited")
class E(C):
    d: float
print(E.__annotations__)
log.clear()
def local():
    v: note("never") = 1
    w: note("never too")
    try:
        return w
    except UnboundLocalError as e:
        return v, str(e)
print(local(), log)
o = C()
o.attr: note("evaluated") = 4
print(o.attr, log)
d = {}
d["k"]: note("also") = 2
print(d, log)
def attr_target():
    def value():
        log.append("value")
        return 1
    log.clear()
    o.thing: note("not in function") = value()
    return log
print(attr_target())
try:
    bad: undefined_thing = 1
except NameError as e:
    print(e, "bad" in globals())
t: tuple = 1, 2
u: tuple = 1, *t
print(t, u)
lam: int = lambda q: q
print(lam(2), __annotations__["lam"])
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return {"__annotations__": {"from": "prepare"}}
class F(metaclass=Meta):
    n: int
print(F.__annotations__)
class G:
    if False:
        q: int
print(getattr(G, "__annotations__", None))
