# Binary operators: reflected methods, NotImplemented, subclasses first, in place.
class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return "N(%r)" % (self.v,)
    def __add__(self, o): return N(("add", self.v, getattr(o, "v", o)))
    def __radd__(self, o): return N(("radd", self.v, getattr(o, "v", o)))
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return ("rsub", o)
    def __mul__(self, o): return NotImplemented
    def __iadd__(self, o):
        self.v = ("iadd", self.v, o)
        return self
n = N(1)
print(n + 2, 2 + n, 5 - n, n + n)
for act in (lambda: n - 2, lambda: n - n, lambda: n * 2, lambda: 2 * n, lambda: n * n, lambda: n / 1, lambda: n @ n, lambda: n ** 2, lambda: -n, lambda: ~n, lambda: n < n, lambda: divmod(n, 1), lambda: pow(n, 1, 2), lambda: n % 1, lambda: n >> 1, lambda: abs(n)):
    try:
        print(act())
    except TypeError as e:
        print(e)
m = n
m += 3
print(m is n, n)
class Sub(N):
    def __radd__(self, o): return "sub first"
    def __rsub__(self, o): return "sub rsub"
print(n + Sub(2), n - Sub(2), Sub(1) + n)
class Same(N): pass
print(N(1) + Same(2))
class Ops:
    def __getattr__(self, name): raise AttributeError(name)
for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"):
    setattr(Ops, "__%s__" % name, lambda self, o, name=name: (name, o))
    setattr(Ops, "__r%s__" % name, lambda self, o, name=name: ("r" + name, o))
    setattr(Ops, "__i%s__" % name, lambda self, o, name=name: ("i" + name, o))
o = Ops()
print(o + 1, o - 1, o * 1, o / 1, o // 1, o % 1, o ** 1, o << 1, o >> 1, o & 1, o | 1, o ^ 1, o @ 1)
print(1 + o, 1 - o, 1 * o, 1 / o, 1 // o, 1 % o, 1 ** o, 1 << o, 1 >> o, 1 & o, 1 | o, 1 ^ o, 1 @ o)
print("s" + o, [1] + o, (1,) * o, 1.5 + o, None or o + None, {} | o, {1} & o)
x = o; x += 1; print(x)
x = o; x **= 2; print(x)
x = o; x @= 3; print(x)
x = o; x //= 4; print(x)
x = 5; x -= o; print(x)
class In:
    def __isub__(self, other): return NotImplemented
    def __sub__(self, other): return "plain"
    def __imul__(self, other): return NotImplemented
x = In()
x -= 1
print(x)
x = In()
try:
    x *= 2
except TypeError as e:
    print(e)
class Un:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, e, m=None): return ("pow", e, m)
u = Un()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), divmod(u, 1), divmod(1, u), pow(u, 2), pow(u, 2, 3), u ** 4)
