# __slots__: layout, inheritance, conflicts.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__)
for act in (lambda: setattr(p, "z", 1), lambda: p.z, lambda: delattr(p, "z")):
    try:
        act()
    except AttributeError as e:
        print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
p.x = 5
print(p.x, P.x.__get__(p), P.y.__name__)
P.x.__set__(p, 6)
print(p.x)
class Q(P):
    __slots__ = "z"
class R(P): pass
q, r = Q(1, 2), R(1, 2)
q.z = 3
r.any = 4
print(q.z, r.__dict__, hasattr(q, "__dict__"), Q.__slots__)
class S(P):
    __slots__ = ("__dict__",)
s = S(1, 2)
s.w = 1
print(s.__dict__)
for body in ({"__slots__": ("a", "a b")}, {"__slots__": (1,)}, {"__slots__": 5}, {"__slots__": ("a",), "a": 1}, {"__slots__": ("__dict__", "__dict__")}):
    try:
        type("T", (), body)
        print("fine")
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
class U:
    __slots__ = ("a",)
class V:
    __slots__ = ("b",)
try:
    class W(U, V): pass
except TypeError as e:
    print(e)
class E1: __slots__ = ()
class E2: __slots__ = ()
class E3(E1, E2, P): __slots__ = ()
print(E3(1, 2).x)
class M:
    __slots__ = {"doc": "the doc", "n": None}
m = M()
m.doc = 1
print(m.doc, M.doc.__doc__, M.__slots__)
class I(int):
    __slots__ = ()
print(I(5) + 1, hasattr(I(1), "__dict__"))
try:
    class J(int): __slots__ = ("x",)
except TypeError as e:
    print(e)
class Default:
    __slots__ = ("v",)
    def get(self): return getattr(self, "v", "unset")
d = Default()
print(d.get(), setattr(d, "v", None), d.get())
class It:
    __slots__ = (n for n in ("g1", "g2"))
i = It()
i.g1 = 1
print(i.g1)
class Deep(Q):
    __slots__ = ("x",)
e = Deep(1, 2)
P.x.__set__(e, 9)
print(e.x, P.x.__get__(e))
