# _operator: every function, the getters, their messages and pickling support.
import operator
import copy

def show(f, *args, **kwargs):
    try:
        print(getattr(f, "__name__", f), repr(f(*args, **kwargs)))
    except BaseException as error:
        print(getattr(f, "__name__", f), type(error).__name__, error)

for name in "lt le eq ne ge gt add sub mul floordiv truediv mod pow lshift rshift and_ xor or_ matmul".split():
    show(getattr(operator, name), 7, 3)
    show(getattr(operator, name), 7, "x")
    show(getattr(operator, name), 7)
for name in "iadd isub imul ifloordiv itruediv imod ipow ilshift irshift iand ixor ior imatmul".split():
    show(getattr(operator, name), 7, 2)
    show(getattr(operator, name), [], {})
for name in "neg pos abs inv invert index truth not_".split():
    show(getattr(operator, name), -5)
    show(getattr(operator, name), True)
    show(getattr(operator, name), "a")
    show(getattr(operator, name))
show(operator.is_, None, None)
show(operator.is_not, None, None)

items = [1]
print(operator.iadd(items, [2]) is items, items)
print(operator.iconcat(items, (3,)) is items, items)
show(operator.concat, [1], [2])
show(operator.concat, "a", "b")
show(operator.concat, 1, 2)
show(operator.concat, {}, {})
show(operator.concat, [1], 2)
show(operator.iconcat, 1, 2)
show(operator.contains, [1, 2], 2)
show(operator.contains, 5, 2)
show(operator.countOf, "abcabc", "a")
show(operator.countOf, 3, "a")
show(operator.indexOf, "abcabc", "c")
show(operator.indexOf, "abcabc", "z")
show(operator.indexOf, 3, "a")
class Hint:
    def __init__(self, hint): self.hint = hint
    def __length_hint__(self): return self.hint
show(operator.length_hint, [1, 2])
show(operator.length_hint, Hint(4))
show(operator.length_hint, Hint(-1))
show(operator.length_hint, Hint("x"))
show(operator.length_hint, Hint(NotImplemented), 5)
show(operator.length_hint, 3, 6)
show(operator.length_hint, 3, "6")
show(operator.getitem, {"k": 1}, "k")
show(operator.getitem, {"k": 1}, "m")
d = {}
show(operator.setitem, d, 1, 2)
print(d)
show(operator.delitem, d, 1)
show(operator.delitem, d, 1)
show(operator.call, lambda *a, **k: (a, k), 1, 2, x=3)
show(operator.call)

from _operator import _compare_digest
show(_compare_digest, "abc", "abc")
show(_compare_digest, "abc", "abcd")
show(_compare_digest, b"abc", bytearray(b"abc"))
show(_compare_digest, b"abc", "abc")
show(_compare_digest, "é", "é")
show(_compare_digest, 1, 2)

# getters
class Point:
    def __init__(self): self.x, self.y, self.inner = 1, 2, None
    def shift(self, *a, **k): return a, k
    def __repr__(self): return "Point"
p = Point()
p.inner = Point()
for getter in (operator.attrgetter("x"), operator.attrgetter("x", "inner.y"), operator.attrgetter("inner.inner"),
               operator.attrgetter("inner..x"), operator.attrgetter("nope"), operator.attrgetter(""),
               operator.methodcaller("shift"), operator.methodcaller("shift", 1, k=2), operator.methodcaller("none")):
    print(getter)
    show(getter, p)
    show(getter)
    show(getter, p, p)
    show(getter, p, k=1)
for getter in (operator.itemgetter(0), operator.itemgetter(1, -1), operator.itemgetter(slice(1, 3)), operator.itemgetter("a")):
    print(getter)
    show(getter, "xyz")
    show(getter, {0: 1, "a": 2})
    show(getter)
    show(getter, 1, 2)
    show(getter, x=2)
for make in (operator.itemgetter, operator.attrgetter, operator.methodcaller):
    show(make)
    show(make, 1)
    print(make, make.__module__, make.__qualname__)
show(operator.attrgetter, "a", 2)
show(operator.itemgetter, 1, x=2)
show(operator.attrgetter, "a", x=2)
for getter in (operator.itemgetter(1, 2), operator.attrgetter("a.b", "c"), operator.methodcaller("m", 1),
               operator.methodcaller("m", 1, key=2), operator.methodcaller("m")):
    print(getter.__reduce__()[1:], copy.copy(getter), copy.deepcopy(getter))
getter = operator.itemgetter(0)
ring = [getter]
print(operator.itemgetter(ring, 1))
class Same:
    def __eq__(self, other): raise ValueError("eq")
show(operator.countOf, [Same()], 1)
show(operator.indexOf, [Same()], 1)
show(operator.contains, [Same()], 1)
class Text(str):
    pass
show(operator.attrgetter(Text("x")), p)
print(sorted(n for n in operator.__all__ if not hasattr(operator, n)))
