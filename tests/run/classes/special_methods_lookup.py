# Special methods are looked up on the type, in the order of bases, and can be patched and removed.
class A:
    def __len__(self): return 1
a = A()
a.__len__ = lambda: 5
print(len(a), a.__len__())
A.__len__ = lambda self: 7
print(len(a))
del A.__len__
try:
    len(a)
except TypeError as e:
    print(e)
class B:
    def __call__(self, *a): return ("B", a)
b = B()
b.__call__ = lambda: "instance"
print(b(1), b.__call__())
class C(B):
    __call__ = None
try:
    C()()
except TypeError as e:
    print(e)
class Base:
    def __getitem__(self, i): return "base %s" % i
class Mid(Base): pass
class Leaf(Mid): pass
l = Leaf()
print(l[0])
Mid.__getitem__ = lambda self, i: "mid %s" % i
print(l[0])
Leaf.__getitem__ = lambda self, i: "leaf %s" % i
print(l[0])
del Mid.__getitem__, Leaf.__getitem__
print(l[0])
class Add: pass
try:
    Add() + 1
except TypeError as e:
    print(e)
Add.__add__ = lambda self, o: "added"
print(Add() + 1)
Add.__radd__ = lambda self, o: "radded"
print(1 + Add())
class D:
    @property
    def __len__(self): return lambda: 9
    @staticmethod
    def __getitem__(i): return ("static", i)
    @classmethod
    def __contains__(cls, x): return cls.__name__ == x
    __iter__ = lambda self: iter("it")
    __hash__ = lambda self: 42
    def __repr__(self): return "repr"
    __str__ = __repr__
d = D()
print(len(d), d[3], "D" in d, "x" in d, list(d), hash(d), d, [d])
class Meta(type):
    def __len__(cls): return 100
class E(metaclass=Meta):
    def __len__(self): return 1
print(len(E), len(E()))
class Desc:
    def __get__(self, obj, cls): return lambda *a: ("desc", type(obj).__name__, a)
class F:
    __add__ = Desc()
    __enter__ = Desc()
    __exit__ = Desc()
print(F() + 1)
with F() as v: print(v)
class G(int):
    def __add__(self, o): return "G" + str(int(self))
    def __str__(self): return "gstr"
    def __bool__(self): return False
g = G(5)
print(g + 1, str(g), bool(g), g * 2, repr(g), f"{g}", "%s" % g, "%d" % g, g == 5, not g)
class H(list):
    def __getitem__(self, i): return "item"
    def __len__(self): return 99
    def __iter__(self): return iter("xyz")
h = H([1, 2])
print(h[0], len(h), list(h), [*h], h, h + [3], sorted(h), h == [1, 2], tuple(h))
class I(dict):
    def __getitem__(self, k): return "got"
    def __contains__(self, k): return True
    def keys(self): return ["mine"]
i = I(a=1)
print(i["zz"], "zz" in i, i.get("a"), {**i}, dict(i), list(i), "%(x)s" % i, "{x}".format_map(i))
class J(str):
    def __eq__(self, o): return True
    def __hash__(self): return str.__hash__(self)
j = J("a")
print(j == "b", "b" == j, j in ["q"], {"a": 1}[j], "a" == j, j + "b")
