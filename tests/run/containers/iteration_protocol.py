# Iterators: iter and next, sequence fallback, sentinels, hints.
class Seq:
    def __getitem__(self, i):
        if i < 3: return i * 10
        raise IndexError
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Seq()), 20 in Seq(), 5 in Seq(), list(Count(3)), sum(Count(4)), tuple(Seq()), [*Seq()], max(Count(3)), sorted(Seq(), reverse=True), dict(enumerate(Seq())), list(zip(Seq(), Count(2))), list(map(str, Seq())))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"), iter(it) is it)
try:
    next(it)
except StopIteration:
    print("stop")
n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 5)), n)
class NoIter: pass
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i
class BadIter:
    def __iter__(self): return 5
class NextFails:
    def __iter__(self): return self
    def __next__(self): raise ValueError("next fails")
class GetFails:
    def __getitem__(self, i): raise KeyError(i)
for bad in (NoIter(), NoneIter(), BadIter(), NextFails(), GetFails(), 5, None, int):
    try:
        print(list(bad))
    except Exception as e:
        print(type(e).__name__, e)
for call in (lambda: next(5), lambda: next([1]), lambda: iter(5), lambda: iter(5, 1), lambda: next(), lambda: reversed({1}), lambda: reversed(5), lambda: enumerate(5), lambda: zip(5), lambda: zip([1], 5), lambda: map(5), lambda: filter(None), lambda: list(map(5, [1])), lambda: enumerate([], "a"), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: zip(x=1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
class Rev:
    def __reversed__(self): return iter("rev")
class RevSeq(Seq):
    def __len__(self): return 3
class NoRev: __reversed__ = None
print(list(reversed(Rev())), list(reversed(RevSeq())), list(reversed([1, 2])), list(reversed("ab")), list(reversed({"a": 1, "b": 2})), list(reversed(range(3))), list(reversed((1, 2))))
try:
    reversed(NoRev())
except TypeError as e:
    print(e)
print(list(enumerate("ab", 5)), list(enumerate([], 1)), list(zip()), list(zip("ab")), list(zip("abc", range(2))), list(zip("ab", [1, 2], strict=True)), list(map(lambda a, b: a + b, "ab", "cd")), list(filter(None, [0, 1, "", "a"])), list(filter(lambda v: v > 1, [1, 2, 3])), any([0, 1]), all([]), any([]), all([1, 0]))
z = zip("abc", iter(range(2)))
print(next(z), next(z), next(z, "end"))
class Hint:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return self.h
for h in (2, 0, 100, NotImplemented, -1, "x"):
    try:
        print(list(Hint(h)))
    except Exception as e:
        print(type(e).__name__, e)
class Len:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
for v in (3, 0, -1, "x", 1.5, 10 ** 30, True):
    try:
        print(len(Len(v)), bool(Len(v)))
    except Exception as e:
        print(type(e).__name__, e)
class Contains:
    def __contains__(self, x): return "yes" if x == 1 else ""
class NoContains: __contains__ = None
print(1 in Contains(), 2 in Contains(), 2 not in Contains())
try:
    1 in NoContains()
except TypeError as e:
    print(e)
def g():
    yield from Count(2)
    return "value"
print(list(g()), next(iter(g())), (lambda *a: a)(*g()), [x for x in iter(g().__next__, 0)])
