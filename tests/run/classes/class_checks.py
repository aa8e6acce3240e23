"""isinstance and issubclass over objects that act as classes, tuples, proxies; match over abstract classes; __bases__."""
import collections.abc
import sys


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


class Abstract:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class AbstractInstance:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


base = Abstract()
middle = Abstract(base)
both = Abstract(Abstract(), middle)
print(issubclass(both, base), issubclass(base, both), issubclass(middle, (int, base)), issubclass(both, int))
print(isinstance(AbstractInstance(both), base), isinstance(AbstractInstance(base), both), isinstance(3, base))
print(attempt(isinstance, 3, 4), "|", attempt(issubclass, 3, int), "|", attempt(issubclass, int, 3))
print(attempt(issubclass, Abstract(1, 2), int), isinstance(AbstractInstance(int), int), isinstance(AbstractInstance(None), int))


class Broken:
    @property
    def __bases__(self):
        raise RuntimeError("broken")

    @property
    def __class__(self):
        raise ValueError("no class")


print(attempt(isinstance, 1, Broken()), attempt(issubclass, Broken(), Broken()), attempt(issubclass, int, Broken()))
print(attempt(isinstance, Broken(), int))


class Endless:
    @property
    def __bases__(self):
        return (self, self)


print(attempt(issubclass, Endless(), int).split(":")[0])
nested = str
for _ in range(sys.getrecursionlimit() + 200):
    nested = (nested,)
print(attempt(isinstance, 1, nested).split(":")[0], attempt(issubclass, int, nested).split(":")[0])
deep = []
for _ in range(sys.getrecursionlimit() + 200):
    deep = [deep]
print(attempt(repr, deep))
deep = {}
for _ in range(sys.getrecursionlimit() + 200):
    deep = {1: deep}
print(attempt(repr, deep))


class Meta(type):
    def __instancecheck__(cls, x):
        return x == 1 or super().__instancecheck__(x)

    def __subclasscheck__(cls, x):
        return x is int or super().__subclasscheck__(x)


class Odd(metaclass=Meta):
    pass


print(isinstance(1, Odd), isinstance(2, Odd), isinstance(Odd(), Odd), issubclass(int, Odd), issubclass(str, Odd))
print(type.__instancecheck__(int, True), type.__subclasscheck__(int, bool), attempt(type.__subclasscheck__, int, 5))


def kind(x):
    match x:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"


class Sequence(collections.abc.Sequence):
    def __len__(self):
        return 0

    __getitem__ = None


class Mapping(collections.abc.Mapping):
    def __len__(self):
        return 0

    __getitem__ = __iter__ = None


class Later:
    pass


class Child(Later):
    pass


class First(collections.UserDict, list):
    pass


print(kind(Sequence()), kind(Mapping()), kind(Later()), kind(First()), kind(collections.UserList()))
collections.abc.Mapping.register(Later)
print(kind(Later()), kind(Child()), "__abc_tpflags__" in vars(collections.abc.Sequence))


# Assigning __bases__.
class A:
    name = "A"


class B:
    name = "B"


class C(A):
    pass


class D(C):
    pass


c, d = C(), D()
print(c.name, d.name, A.__subclasses__(), B.__subclasses__())
C.__bases__ = (B,)
print(c.name, d.name, A.__subclasses__(), B.__subclasses__(), D.__mro__)


class Slotted:
    __slots__ = ("x",)


def assign(cls, bases):
    cls.__bases__ = bases


for bases in ((), 3, (1,), (D,), (Slotted,), (int,), (object,), (B, A), (A, A), (type(None),)):
    print(attempt(assign, C, bases))
print(C.__mro__, d.name)


class Reentrant(type):
    def mro(cls):
        if Reentrant.ready and cls.__name__ == "Target":
            Reentrant.ready = False
            Target.__bases__ = (Second,)
        return type.mro(cls)


Reentrant.ready = False


class Root(metaclass=Reentrant):
    pass


class One(Root):
    pass


class Second(Root):
    pass


class Target(Root):
    pass


Reentrant.ready = True
Target.__bases__ = (One,)
print(Target.__bases__, Target.__mro__, One.__subclasses__(), Second.__subclasses__())


class Unsuitable(type):
    def mro(cls):
        return [cls, dict, object]


class Incomplete(type):
    def mro(cls):
        print(cls.__mro__)
        if cls.__name__ == "Outer":
            try:
                class Inner(cls):
                    pass
            except TypeError as e:
                print(e)
        return type.mro(cls)


class Outer(metaclass=Incomplete):
    pass


try:
    class Bad(metaclass=Unsuitable):
        pass
except TypeError as e:
    print(e)


class Losing:
    def __iter__(self):
        return self

    def __next__(self):
        del Losing.__next__
        return 1


try:
    for x in Losing():
        print(x)
except TypeError as e:
    print(e)
print(attempt(iter, Losing()))

for operation in (lambda: [1] * 2 ** 70, lambda: "a" * 2 ** 70, lambda: [1][2 ** 70], lambda: "a"[2 ** 70], lambda: bytes(2 ** 70),
                  lambda: [1].pop(2 ** 70), lambda: "a".center(2 ** 70), lambda: (1,)[-2 ** 70], lambda: b"a" * 2 ** 70):
    print(attempt(operation))
