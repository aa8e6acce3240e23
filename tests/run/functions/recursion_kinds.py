# Recursion through every kind of call ends in RecursionError, in the main thread and in others.
# stress: 1000
import threading
import sys
def count(f):
    try:
        f()
    except RecursionError as e:
        return "RecursionError", str(e)[:32]
    return "done"
class A:
    def __getattr__(self, n): return getattr(self, n + "x")
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __lt__(self, o): return self < o
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __getitem__(self, i): return self[i]
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __contains__(self, x): return x in self
    def __add__(self, o): return self + o
    def __bool__(self): return bool(self)
    def __str__(self): return str(self)
    def __format__(self, s): return format(self, s)
    def __setattr__(self, n, v): setattr(self, n, v)
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    @property
    def p(self): return self.p
    @classmethod
    def c(cls): return cls.c()
    @staticmethod
    def s(): return A.s()
    def m(self): return self.m()
a = A()
def g(): yield from g()
def comp(): return [comp() for _ in range(1)]
def lam(n): return (lambda: lam(n + 1))()
def kw(**k): return kw(**k)
def st(*a): return st(*a)
def srt(): return sorted([1, 2], key=lambda x: srt())
def mp(): return list(map(lambda x: mp(), [1]))
class I:
    def __init__(self): I()
class N:
    def __new__(cls): return N()
class D:
    def __get__(self, o, t): return o.d
class O: d = D()
class M(type):
    def __call__(cls): return cls()
class MM(metaclass=M): pass
class G(int):
    def __index__(self): return [0][self]
CALLS = [("getattr", lambda: a.q), ("repr", lambda: repr(a)), ("eq", lambda: a == 1), ("lt", lambda: a < 1), ("hash", lambda: hash(a)), ("len", lambda: len(a)),
    ("item", lambda: a[0]), ("call", lambda: a()), ("iter", lambda: iter(a)), ("in", lambda: 1 in a), ("add", lambda: a + 1), ("bool", lambda: bool(a)), ("str", lambda: str(a)),
    ("format", lambda: format(a)), ("setattr", lambda: setattr(a, "x", 1)), ("with", a.__enter__), ("prop", lambda: a.p), ("cls", A.c), ("static", A.s), ("method", a.m),
    ("gen", lambda: list(g())), ("comp", comp), ("lambda", lambda: lam(0)), ("kw", kw), ("st", st), ("sort", srt), ("map", mp), ("init", I), ("new", N), ("descr", lambda: O().d), ("meta", MM)]


def nest(n, make, x):
    for _ in range(n):
        x = make(x)
    return x


def nested():
    for name, make, x in [("list", lambda x: [x], []), ("tuple", lambda x: (x,), ()), ("dict", lambda x: {1: x}, {})]:
        d = nest(50000, make, x)
        e = nest(50000, make, x)
        print(name, "repr", count(lambda: repr(d)), "eq", count(lambda: d == e))


def plain(n):
    return n if n == 0 else plain(n - 1)


def everything(where):
    print(where, plain(900), count(lambda: plain(5000)))
    for name, f in CALLS:
        print(where, name, count(f))


everything("main")
nested()
t = threading.Thread(target=everything, args=("thread",))
t.start()
t.join()
sys.setrecursionlimit(10**6)
print(plain(300000))
