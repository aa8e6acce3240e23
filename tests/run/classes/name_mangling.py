# Two underscores in front: which names change, and where.
class A:
    __x = 1
    def __m(self): return "A.__m"
    def get(self): return self.__x, self.__m()
    def set(self, v): self.__y = v
    def has(self): return hasattr(self, "__y"), hasattr(self, "_A__y")
    def local(self):
        __l = 5
        return __l, sorted(k for k in locals() if k != "self")
    def param(self, __p=3): return __p
    def glob(self):
        global __g
        __g = 9
    def dunder(self): return self.__class__.__name__
    __t__ = 2
    class __Inner:
        __z = 3
        def f(self): return self.__z
    def inner(self): return self.__Inner().f(), self.__Inner.__name__
    def imports(self):
        import math as __math
        return __math.floor(2.5)
    def exc(self):
        try:
            1 / 0
        except ZeroDivisionError as __e:
            return type(__e).__name__
    def comp(self): return [__i for __i in range(2)]
    def kw(self): return dict(__k=1)
    def delete(self):
        del self.__y
a = A()
print(a.get(), a._A__x, a._A__m(), A.__t__)
a.set(7)
print(a.has(), a.__dict__, a.local(), a.param(), a.dunder(), a.inner(), a.imports(), a.exc(), a.comp(), a.kw())
a.glob()
print(_A__g)
a.delete()
print(a.__dict__)
try:
    a.__x
except AttributeError as e:
    print(e)
print(sorted(k for k in A.__dict__ if k.startswith("_A")), A.param.__code__.co_varnames)
class B(A):
    __x = 2
    def getb(self): return self.__x, super().get()
print(B().getb(), B._B__x, B._A__x)
class _C:
    __v = 1
    def f(self): return self.__v
class __D:
    __v = 2
    def f(self): return self.__v
class ___:
    __v = 3
    def f(self): return self.__v
print(_C().f(), __D().f(), ___().f(), [sorted(k for k in c.__dict__ if "v" in k) for c in (_C, __D, ___)])
class S:
    __slots__ = ("__s", "t")
    def __init__(self): self.__s = 1
print(S()._S__s, [k for k in S.__dict__ if "s" in k and k[0] == "_" and k[1] != "_"])
def outer():
    __v = 4
    class K:
        def f(self): return _K__v
    try:
        return K().f()
    except NameError as e:
        return str(e)
print(outer())
class E:
    def f(self): return __undefined
try:
    E().f()
except NameError as e:
    print(e)
class F:
    __a: int = 1
print(F.__annotations__)
print(getattr(a, "_A__x"), hasattr(a, "__x"))
