# Method resolution order: linearisation, conflicts, cooperative calls.
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass
def names(cls): return [k.__name__ for k in cls.__mro__]
print(names(F), names(D), names(E))
print(F.mro() == list(F.__mro__), F.__base__.__name__, [b.__name__ for b in F.__bases__])
for bases in ((O, A), (A, A), (A, B, A), (D, B, A), (object, A)):
    try:
        type("X", bases, {})
        print("fine")
    except TypeError as e:
        print(" ".join(str(e).split()))
class P(A, B): pass
class Q(B, A): pass
try:
    class R(P, Q): pass
except TypeError as e:
    print(" ".join(str(e).split()))
class Base:
    def hi(self): return ["Base"]
class L(Base):
    def hi(self): return ["L"] + super().hi()
class M(Base):
    def hi(self): return ["M"] + super().hi()
class N(L, M):
    def hi(self): return ["N"] + super().hi()
print(N().hi(), L().hi())
N.__bases__ = (M, L)
print(names(N), N().hi())
try:
    N.__bases__ = ()
except TypeError as e:
    print(e)
try:
    N.__bases__ = (N,)
except TypeError as e:
    print(e)
try:
    N.__bases__ = [L]
except TypeError as e:
    print(e)
class Custom(type):
    def mro(cls): return [cls, Extra, object]
class Extra:
    def extra(self): return "extra"
class W(metaclass=Custom): pass
print(names(W), W().extra(), W.__bases__)
for bad in (int, bool, None, type(None), range, type(lambda: 0)):
    try:
        class Z(bad): pass
        print(Z.__mro__[1].__name__)
    except TypeError as e:
        print(e)
try:
    class Y(int, str): pass
except TypeError as e:
    print(e)
print(issubclass(F, C), issubclass(C, F), issubclass(F, (C, int)), isinstance(F(), B), F.__subclasses__(), [k.__name__ for k in A.__subclasses__()])
