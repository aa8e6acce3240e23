# Rich comparison: reflection, NotImplemented, defaults, chains.
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented
    def __repr__(self): return "V%s" % self.v
a, b = V(1), V(2)
print(a == V(1), a != V(1), a < b, a > b, b > a, a == 5, a != 5, 5 == a)
for act in (lambda: a <= b, lambda: a >= b, lambda: a < 5, lambda: 5 < a, lambda: hash(a)):
    try:
        print(act())
    except TypeError as e:
        print(e)
class Loud:
    def __init__(self, n): self.n = n
    def __getattr__(self, name): raise AttributeError(name)
for op in ("eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Loud, "__%s__" % op, lambda self, o, op=op: (op, self.n, getattr(o, "n", o)))
x, y = Loud("x"), Loud("y")
print(x == y, x != y, x < y, x <= y, x > y, x >= y, 1 == x, 1 != x, 1 < x, 1 <= x, 1 > x, 1 >= x)
class SubLoud(Loud): pass
s = SubLoud("s")
print(x == s, x < s, s < x)
class Sub2(Loud):
    def __gt__(self, o): return "sub gt"
print(x < Sub2("z"), Sub2("z") < x)
class N:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
n, m = N(), N()
print(n == n, n == m, n != m, n != n)
try:
    n < m
except TypeError as e:
    print(e)
log = []
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        log.append((self.v, o.v))
        return self.v < o.v
print(C(1) < C(2) < C(3), log)
log.clear()
print(C(2) < C(1) < C(3), log)
print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 1, 1 == 1.0 == True, "a" < "b" <= "b", 3 > 2 >= 2 != 1, 1 in [1] == True, None is None is not [])
class T:
    def __init__(self, v): self.v = v
    def __bool__(self): raise ValueError("truth")
class Ret:
    def __lt__(self, o): return T(1)
print(type(Ret() < 1).__name__)
try:
    Ret() < 1 < 2
except ValueError as e:
    print(e)
try:
    if Ret() < 1: pass
except ValueError as e:
    print(e)
class OnlyNe:
    def __ne__(self, o): return "ne"
print(OnlyNe() != 1, OnlyNe() == 1)
class EqNone:
    __eq__ = None
try:
    EqNone() == 1
except TypeError as e:
    print(e)
print([V(1), V(2)] == [V(1), V(2)], (V(1),) < (V(2),), V(1) in [V(0), V(1)], [V(3), V(1)].index(V(1)), sorted([b, a]), max(a, b), {"k": V(1)} == {"k": V(1)})
nan = float("nan")
print([nan] == [nan], nan in [nan], (nan,) == (nan,), {nan: 1} == {nan: 1})
