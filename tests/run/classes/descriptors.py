# property, classmethod, staticmethod, descriptors, __getattr__ family, __slots__, metaclasses.
class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        "In degrees."
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        self._celsius = 0

    @property
    def read_only(self):
        return 1

    @classmethod
    def freezing(cls):
        return cls(0)

    @staticmethod
    def add(a, b):
        return a + b


t = Temperature(100)
print(t.fahrenheit, Temperature.fahrenheit.__doc__)
t.fahrenheit = 50
print(t._celsius)
del t.fahrenheit
print(t._celsius, Temperature.freezing()._celsius, t.add(1, 2), Temperature.add(3, 4))


def failing(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


failing(lambda: setattr(t, "read_only", 5))
failing(lambda: delattr(t, "read_only"))


class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, owner):
        if obj is None:
            return self
        return getattr(obj, self.name, "unset")

    def __set__(self, obj, value):
        if not isinstance(value, int):
            raise TypeError("int wanted, not " + type(value).__name__)
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        delattr(obj, self.name)


class Record:
    size = Typed()
    weight = Typed()


r = Record()
print(r.size)
r.size = 5
print(r.size, r.__dict__, Record.size is Record.__dict__["size"])
failing(lambda: setattr(r, "size", "x"))
del r.size
print(r.size)


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("x_"):
            return name[2:]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = Dynamic()
d.real = 1
print(d.real, d.x_hello, hasattr(d, "zz"))
del d.real
failing(lambda: d.real)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattribute__(self, name):
        if name == "own":
            return "own"
        return getattr(object.__getattribute__(self, "target"), name)


print(Proxy([1, 2]).own, Proxy([1, 2]).index(2))


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


class SubSlotted(Slotted):
    __slots__ = "c"


class WithDict(Slotted):
    pass


s = Slotted(1)
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"))
s.b = 2
del s.a
failing(lambda: s.a)
failing(lambda: setattr(s, "z", 1))
w = WithDict(1)
w.z = 5
print(s.b, w.z, w.a, w.__dict__, SubSlotted(3).a)


class Meta(type):
    def __new__(mcs, name, bases, namespace, **kw):
        namespace["made_by"] = mcs.__name__
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)
        cls.options = kw

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.called = True
        return instance

    def class_method(cls):
        return cls.__name__


class Made(metaclass=Meta, option=1):
    def __init__(self, x=0):
        self.x = x


print(Made.made_by, Made.options, Made(5).called, Made(5).x, Made.class_method(), type(Made).__name__)
failing(lambda: Made().class_method())
By_type = type("By_type", (Made,), {"extra": 5}, first=1, second="two")
print(By_type.made_by, By_type.options, By_type.extra, type(By_type).__name__)


class Hooked:
    registry = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))

    def __class_getitem__(cls, item):
        return (cls.__name__, item)


class Child(Hooked, tag="t"):
    pass


print(Hooked.registry, Hooked[int], Child["x"])
Dyn = type("Dyn", (Hooked,), {"attr": 5, "method": lambda self: self.attr})
print(Dyn.attr, Dyn().method(), Hooked.registry[-1])


class Callable:
    def __call__(self, *args, **kw):
        return args, kw

    def __len__(self):
        return 3

    def __getitem__(self, i):
        if isinstance(i, int) and i >= 3:
            raise IndexError(i)
        return i

    def __contains__(self, x):
        return x == "in"

    def __enter__(self):
        return "entered"

    def __exit__(self, *exc):
        print("exit", exc[0])
        return True


c = Callable()
print(c(1, a=2), len(c), c[1], c[1:2], list(c), "in" in c, "out" in c)
with c as e:
    print(e)
    raise ValueError
with c:
    pass


class Number:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return ("add", self.v, o)

    def __radd__(self, o):
        return ("radd", o, self.v)

    def __iadd__(self, o):
        self.v += o
        return self

    def __neg__(self):
        return ("neg", self.v)

    def __index__(self):
        return self.v

    def __getattr__(self, name):
        return name


n = Number(2)
print(n + 1, 1 + n, -n, [10, 20, 30][n], n.anything, range(5)[n], "ab" * n)
n += 5
print(n.v)


class Private:
    __secret = 1

    def get(self):
        return self.__secret


print(Private().get(), hasattr(Private, "__secret"), Private._Private__secret)
