# __new__ and __init__: arguments, other types, immutables, errors.
class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)
    def __init__(self, *args, **kw): print("init", args, kw)
A(1, k=2)
class B:
    def __new__(cls, x): return x
    def __init__(self, x): print("init", x)
print(B(5), type(B("s")).__name__)
class C(B):
    def __new__(cls, x): return object.__new__(cls)
C(1)
class Point(tuple):
    def __new__(cls, x, y): return tuple.__new__(cls, (x, y))
    x = property(lambda s: s[0])
print(Point(1, 2), Point(1, 2).x)
class Even(int):
    def __new__(cls, v):
        if v % 2: raise ValueError("odd")
        return int.__new__(cls, v)
print(Even(4) + 1)
try:
    Even(3)
except ValueError as e:
    print(e)
class NoArgs: pass
class InitOnly:
    def __init__(self, a): self.a = a
class NewOnly:
    def __new__(cls, a): return object.__new__(cls)
class BadInit:
    def __init__(self): return 5
class BadNew:
    def __new__(cls): return object.__new__(int)
class PassThrough:
    def __new__(cls, *a): return object.__new__(cls, *a)
class InitPass:
    def __init__(self, *a): object.__init__(self, *a)
for call in (lambda: NoArgs(1), lambda: NoArgs(x=1), lambda: InitOnly(), lambda: NewOnly(), lambda: NewOnly(1, 2), lambda: BadInit(), lambda: BadNew(), lambda: PassThrough(1), lambda: InitPass(1), lambda: object.__new__(), lambda: object.__new__(5), lambda: int.__new__(str), lambda: object.__new__(int), lambda: int.__new__(), lambda: tuple.__new__(list), lambda: object(5), lambda: object.__init__(), lambda: NoArgs.__new__(), lambda: list.__init__(5)):
    try:
        print(type(call()).__name__)
    except TypeError as e:
        print(e)
class Cache:
    made = {}
    def __new__(cls, k):
        if k not in cls.made: cls.made[k] = super().__new__(cls)
        return cls.made[k]
    def __init__(self, k): self.count = getattr(self, "count", 0) + 1
print(Cache(1) is Cache(1), Cache(1).count, Cache(2).count)
class Base:
    def __new__(cls, kind=None): return super().__new__({"x": X, "y": Y}.get(kind, cls))
class X(Base): pass
class Y(Base): pass
print(type(Base("x")).__name__, type(Base("y")).__name__, type(Base()).__name__)
n = NoArgs.__new__(NoArgs)
print(type(n).__name__, n.__dict__)
o = InitOnly.__new__(InitOnly)
try:
    o.a
except AttributeError as e:
    print(e)
o.__init__(3)
print(o.a)
A.__init__(A.__new__(A), "late")
class Patched: pass
Patched.__new__ = lambda cls, *a: ("patched", a)
print(Patched(1))
class Patched: pass
Patched.__init__ = lambda self, v: setattr(self, "v", v)
print(Patched(7).v)
class Str(str):
    def __new__(cls, v, extra): 
        s = super().__new__(cls, v)
        s.extra = extra
        return s
s = Str("a", 5)
print(s, s.extra, s.upper(), type(s.upper()).__name__)
class L(list):
    def __init__(self, *items): super().__init__(items)
print(L(1, 2, 3), L())
class D(dict):
    def __init__(self, **kw): super().__init__(kw, extra=1)
print(D(a=2))
class Ex(Exception):
    def __new__(cls, *a): return super().__new__(cls, *a)
    def __init__(self, a, b): super().__init__(a)
print(Ex(1, 2).args, Ex.__new__(Ex, 5).args)
