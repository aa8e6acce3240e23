"""Subclasses of the module type: one dict, __getattr__, __slots__, properties, object's own functions."""
import sys
import types


class Plain(types.ModuleType):
    kind = "plain"


plain = Plain("plain", "text")
plain.__dict__.update(a=1)
plain.b = 2
print(plain.a, plain.b, plain.kind, vars(plain) is plain.__dict__, sorted(plain.__dict__))
del plain.a
print("a" in plain.__dict__, hasattr(plain, "a"))
try:
    del plain.a
except AttributeError as e:
    print(type(e))
object.__setattr__(plain, "c", 3)
print(object.__getattribute__(plain, "c"), plain.c, "c" in vars(plain))
object.__delattr__(plain, "c")
print(hasattr(plain, "c"), sorted(Plain.__dict__))


class Answering(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "made " + name

    @property
    def loud(self):
        return self.__name__.upper()

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


m = Answering("answering")
sys.modules["answering"] = m
import answering
print(answering.one, getattr(m, "two"), m.loud)
from answering import three, loud
print(three, loud)
m.four = 2
print(m.four, m.__dict__["four"], answering.five)
try:
    m.__nothing__
except AttributeError as e:
    print(e)


class Slotted(types.ModuleType):
    __slots__ = ("x",)


s = Slotted("slotted")
s.x = 5
s.y = 6
print(s.x, s.y, "x" in s.__dict__, "y" in s.__dict__)

changed = types.ModuleType("changed")
changed.old = 1
changed.__class__ = Answering
print(changed.old, changed.new, type(changed).__name__)


class Letters(str):
    def __getattr__(self, name):
        return self + name


print(Letters("a").bc, Letters("a").upper())


class Meta(type):
    def __getattr__(cls, name):
        return cls.__name__ + "." + name


class Made(metaclass=Meta):
    own = 1


print(Made.own, Made.other)


class Calls:
    pass


Calls.__call__ = Calls()
try:
    Calls()()
except RecursionError as e:
    print("RecursionError")
