# Classes, shapes, code and names made at run time die when nothing refers to them.
import abc
import collections
import collections.abc
import gc
import weakref


def dead(make, n=20):
    refs = [weakref.ref(make(i)) for i in range(n)]
    gc.collect()
    return sum(r() is None for r in refs) >= n - 2   # a stale word on the stack may hold one


def by_type(i):
    return type("T%d" % i, (), {"x": i})


def by_statement(i):
    class Local:
        attribute = i

        def method(self):
            return __class__
    assert Local().method() is Local
    return Local


def with_instance(i):
    cls = by_statement(i)
    o = cls()
    for k in range(10):
        setattr(o, "name_%d_%d" % (i, k), k)
    cls.back = o
    return cls


def with_subclass(i):
    base = by_type(i)
    derived = type("D", (base, dict), {})
    assert base.__subclasses__() == [derived]
    return base


def with_metaclass(i):
    class Meta(type):
        pass
    return Meta("M", (), {})


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        pass


def registered(i):
    cls = by_type(i)
    Shape.register(cls)
    assert isinstance(cls(), Shape) and not isinstance(3, Shape)
    return cls


def tested(i):
    cls = by_type(i)
    assert not issubclass(cls, collections.abc.Iterable) and not isinstance(cls(), Shape)
    return cls


def slotted(i):
    cls = type("S", (), {"__slots__": ("a", "b")})
    o = cls()
    o.a = i
    assert o.a == i
    return cls


def of_str(i):
    cls = type("Text", (str,), {"__slots__": ()})
    keep.append(cls("text%d" % i))
    return cls


def function_code(i):
    namespace = {}
    exec("def f(x):\n    return x.attribute_%d + 1" % i, namespace)
    namespace["f"].__code__.co_name
    return namespace["f"]


def named(i):
    return collections.namedtuple("P%d" % i, "x y")


for make in (by_type, by_statement, with_instance, with_subclass, with_metaclass, registered, tested, slotted, function_code, named):
    print(make.__name__, dead(make))

keep = []
print("instances hold their class", not dead(of_str))
print([type(k).__name__ + str.__str__(k) for k in keep[:3]])

# What lives stays: subclasses in their order, registered classes, code objects.
class Base:
    pass


subclasses = [type("Sub%d" % i, (Base,), {}) for i in range(40)]
del subclasses[1::2]
gc.collect()
print([c.__name__ for c in Base.__subclasses__() if c in subclasses][:8])
Base.added = 5
print({c.added for c in subclasses})
Shape.register(Base)
gc.collect()
print(issubclass(subclasses[3], Shape), isinstance(subclasses[4](), Shape))
subclasses[0].__bases__ = (collections.OrderedDict,) if False else (Base,)
print(len([c for c in Base.__subclasses__() if c is subclasses[0]]))

# Names that have died come back as new strs, and attributes are found by them.
class Holder:
    pass


h = Holder()
for round in range(3):
    for i in range(300):
        setattr(h, "attr%d" % i, i)
    gc.collect()
    print(sum(getattr(h, "attr" + str(i)) for i in range(300)))
    for i in range(300):
        delattr(h, "attr%d" % i)
    h = Holder()
    gc.collect()

# A finalizer revives its class, which keeps its names.
revived = []


def doomed():
    class Doomed:
        __slots__ = ("payload", "__weakref__")

        def __del__(self):
            revived.append(self)

        def sum_up(self):
            return getattr(self, "pay" + "load"[:]) + 1
    d = Doomed()
    d.payload = 41
    return weakref.ref(Doomed)


r = doomed()
gc.collect()
gc.collect()
print([type(d).__name__ for d in revived], [d.sum_up() for d in revived], type(revived[0]) in object.__subclasses__())

# Caches of call sites see new classes where dead ones were.
def read(o):
    return o.value


total = 0
for i in range(200):
    cls = type("V", (), {"value": i}) if i % 2 else type("W", (), {"__init__": lambda self: setattr(self, "value", 1000)})
    for _ in range(3):
        total += read(cls())
    if i % 50 == 0:
        gc.collect()
print(total)
f = by_statement(1).method
print(f.__code__ is f.__code__, hash(f.__code__) == hash(f.__code__))
