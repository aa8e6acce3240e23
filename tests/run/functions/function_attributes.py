# What a function object carries.
def f(a, b: int = 2, *args, c: "str", d=4, **kw) -> list:
    """The docstring."""
    local = a
    return [local]
print(f.__name__, f.__qualname__, f.__module__, f.__doc__)
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_varnames, c.co_flags & 0x0C, c.co_firstlineno)
f.x = 1
f.y = [2]
print(f.__dict__, f.x, hasattr(f, "z"), vars(f) is f.__dict__)
del f.x
try:
    f.x
except AttributeError as e:
    print(e)
f.__name__ = "renamed"
f.__qualname__ = "Some.renamed"
print(f.__name__, repr(f).split(" at ")[0])
f.__doc__ = None
print(f.__doc__)
for attr, value in (("__name__", 1), ("__qualname__", None), ("__code__", 1), ("__dict__", 5), ("__annotations__", 3)):
    try:
        setattr(f, attr, value)
        print(attr, "set")
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)
for attr in ("__name__", "__code__"):
    try:
        delattr(f, attr)
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)
f.__dict__ = {"fresh": 1}
print(f.fresh, f.__dict__)
print(f.__globals__ is globals(), f.__builtins__ is not None)
def g(): return "g"
def h(): return "h"
g.__code__ = h.__code__
print(g(), g.__name__)
def k(x): return x
k.__defaults__ = (9,)
print(k())
del k.__defaults__
try:
    k()
except TypeError as e:
    print(e)
class C:
    def m(self): pass
    @staticmethod
    def s(): pass
    class D:
        def n(self): return lambda: 0
print(C.m.__qualname__, C.s.__qualname__, C.D.n.__qualname__, C.D().n().__qualname__)
m = C().m
print(m.__name__, m.__func__ is C.m, type(m.__self__).__name__, m.__qualname__, m == m, m.__doc__)
try:
    m.attribute = 1
except AttributeError as e:
    print(e)
C.m.attribute = 1
print(C().m.attribute)
a = C()
print(a.m == a.m, a.m is a.m, a.m == C().m, hash(a.m) == hash(a.m), C.m is C.m)
print((lambda: 0).__name__, (lambda: 0).__qualname__, [x for x in [lambda: 1]][0].__qualname__)
def outer():
    def inner(): pass
    class K: pass
    return inner.__qualname__, K.__qualname__
print(outer())
print(type(f).__name__, callable(f), isinstance(f, type(g)), type(len).__name__, len.__name__, len.__module__)
