"""Descriptors that only set, class methods over callables of all kinds, keywords of builtin constructors in subclasses,
conversions that give subclasses, exceptions whose classes make something else, what cannot be pickled."""
import copy
import warnings

warnings.simplefilter("ignore")


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


class OnlySets:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value + 1


class Holder:
    x = OnlySets()
    y = OnlySets()


h = Holder()
print(type(h.x).__name__)
h.x = 41
print(h.x, h.__dict__, type(h.y).__name__)
for _ in range(3):
    h.x = h.x + 1
print(h.x, getattr(h, "x"), attempt(delattr, h, "x"))


class A:
    def method(self, cls=None):
        return "method", type(self).__name__, cls and cls.__name__


class B:
    bound = classmethod(A().method)
    length = classmethod(len)
    plain = classmethod(lambda cls: cls.__name__)
    instance = classmethod(A)
    described = classmethod(property(lambda cls: cls.__name__))


print(B.bound(), B().bound(), B.plain(), B().plain(), B.described, B().described)
print(attempt(lambda: B.length()), attempt(lambda: B.instance()))
print(A().method.__get__(A(), A)())


def annotated(x: int) -> str:
    "text"


for wrapper in classmethod, staticmethod:
    w = wrapper(annotated)
    print(sorted(w.__dict__), w.__annotations__, w.__doc__, w.__wrapped__ is annotated, w.__name__)
print(staticmethod(annotated)(1), attempt(classmethod, 1, 2), attempt(classmethod, x=1))

for cls in list, tuple, set, frozenset, float, dict, int:
    plain = type("Plain", (cls,), {})
    by_init = type("ByInit", (cls,), {"__init__": lambda self, *a, **k: None})
    by_new = type("ByNew", (cls,), {"__new__": lambda c, *a, cls=cls, **k: cls.__new__(c)})
    for kind in plain, by_init, by_new:
        print(cls.__name__, kind.__name__, attempt(kind, iterable=()))


class Small(int):
    pass


class Fraction:
    def __int__(self):
        return Small(3)

    def __index__(self):
        return Small(4)

    def __float__(self):
        return Real(2.5)


class Real(float):
    pass


class Cut:
    def __trunc__(self):
        return 7


def warned(function, *arguments):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        result = attempt(function, *arguments)
    print(result, type(result).__name__, [(x.category.__name__, str(x.message)) for x in seen])


warned(int, Fraction())
warned(float, Fraction())
warned([1, 2, 3, 4, 5].__getitem__, Fraction())
warned(int, Cut())


class Strange(Exception):
    def __new__(cls, *arguments):
        return cls


def generator():
    try:
        yield 1
    except TypeError as e:
        yield "caught %s" % e


def raised():
    raise Strange


print(attempt(raised))
g = generator()
print(attempt(g.throw, Strange), attempt(next, g))
g = generator()
print(next(g), attempt(g.throw, Strange), attempt(next, g))

for thing in {}.keys(), {}.items(), (x for x in ()), generator, classmethod(len), property(), h:
    result = attempt(copy.copy, thing)
    print(result if isinstance(result, str) else type(result).__name__)
