# __class__ assignment.
class A:
    def who(self): return "A"
class B:
    def who(self): return "B"
class C(A):
    extra = 1
a = A()
a.v = 1
a.__class__ = B
print(a.who(), a.v, type(a).__name__, isinstance(a, A), isinstance(a, B))
a.__class__ = C
print(a.who(), a.extra)
for value in (5, None, int, "x", type(None)):
    try:
        a.__class__ = value
    except TypeError as e:
        print(e)
class S1: __slots__ = ("x",)
class S2: __slots__ = ("x",)
class S3: __slots__ = ("x", "y")
s = S1()
s.x = 3
for cls in (S2, S3, A):
    try:
        s.__class__ = cls
        print(type(s).__name__, s.x)
    except TypeError as e:
        print(e)
for obj in (1, "s", [], None, object(), (1,), len):
    try:
        obj.__class__ = A
    except TypeError as e:
        print(e)
try:
    del a.__class__
except TypeError as e:
    print(e)
class Fake:
    @property
    def __class__(self): return int
f = Fake()
print(isinstance(f, int), type(f).__name__, f.__class__, isinstance(f, Fake))
class L(list): pass
class L2(list): pass
l = L([1])
l.__class__ = L2
print(type(l).__name__, l)
try:
    l.__class__ = list
except TypeError as e:
    print(e)
class Meta1(type): pass
class Meta2(type):
    def hi(cls): return "hi " + cls.__name__
class K(metaclass=Meta1): pass
K.__class__ = Meta2
print(K.hi(), type(K).__name__)
class Handler:
    def on(self): self.__class__ = Other; return "on"
class Other(Handler):
    def on(self): self.__class__ = Handler; return "off"
h = Handler()
print([h.on() for _ in range(4)], type(h).__name__)
def call_many(o): return [o.who() for _ in range(3)]
x = A()
print(call_many(x))
x.__class__ = B
print(call_many(x))
