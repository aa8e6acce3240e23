"""Modules of the library that make code while they run."""
import collections
import contextlib
import enum
import functools

P = collections.namedtuple("P", "x y z", defaults=[3])
p = P(1, y=2)
print(p, p._replace(x=9), P._fields, p._asdict(), P._make([4, 5, 6]), P.__doc__, p.x, P.__new__.__defaults__)
try:
    P()
except TypeError as e:
    print(e)
try:
    collections.namedtuple("Q", "a def")
except ValueError as e:
    print(e)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Flag(enum.Flag):
    A = enum.auto()
    B = enum.auto()


print(Color.RED, repr(Color(2)), list(Color), Color["RED"].name, Flag.A | Flag.B)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@contextlib.contextmanager
def scope():
    print("in")
    yield 5
    print("out")


with scope() as v:
    print(v, fib(50), fib.cache_info())
print(collections.Counter("abracadabra").most_common(2), collections.OrderedDict(a=1), collections.deque([1, 2], 3))
