# Decorators: order, kinds, expressions.
log = []
def deco(name):
    log.append("make " + name)
    def apply(f):
        log.append("apply %s to %s" % (name, getattr(f, "__name__", type(f).__name__)))
        return f
    return apply
@deco("a")
@deco("b")
@deco("c")
def f(): return 1
print(log, f())
log.clear()
@deco("k")
class K:
    @deco("m")
    def m(self): pass
print(log)

def twice(f):
    def wrapper(*args, **kw): return f(*args, **kw) * 2
    wrapper.__name__ = f.__name__
    wrapper.__wrapped__ = f
    return wrapper
@twice
@twice
def g(x, y=1):
    "doc"
    return x + y
print(g(1), g(1, y=2), g.__name__, g.__wrapped__.__wrapped__.__doc__)
@lambda f: "replaced"
def h(): pass
print(h)
table = {"x": [None, str.upper]}
@table["x"][1]
@lambda f: f()
def text(): return "shout"
print(text)
@(yes := deco)("walrus")
def w(): pass
print(yes is deco, log[-1])
class Register:
    def __init__(self): self.names = []
    def __call__(self, f):
        self.names.append(f.__qualname__)
        return f
    def route(self, path): return lambda f: self.names.append((path, f.__name__)) or f
app = Register()
@app
def r1(): pass
@app.route("/x")
def r2(): pass
print(app.names, r1, r2) if False else print(app.names)
class Counted:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
    def __get__(self, obj, cls=None): return self if obj is None else lambda *a: self(obj, *a)
class T:
    @Counted
    def m(self, x): return x * 2
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def c(cls): return cls.__name__
    @property
    def p(self): return "p"
    @p.setter
    def p(self, v): log.append(v)
    @p.deleter
    def p(self): log.append("deleted")
    @staticmethod
    @twice
    def st(x): return x
    @classmethod
    @twice
    def ct(cls, x): return x
t = T()
print(t.m(2), t.m(3), T.m.n, t.s(1), T.c(), t.p, T.st(4), t.ct(5))
t.p = "set"
del t.p
print(log[-2:])
def failing(f): raise ValueError("no " + f.__name__)
try:
    @failing
    def bad(): pass
except ValueError as e:
    print(e, "bad" in globals())
try:
    @None
    def bad(): pass
except TypeError as e:
    print(e)
def once(f):
    cache = []
    def run():
        if not cache: cache.append(f())
        return cache[0]
    return run
@once
def expensive():
    log.append("ran")
    return 42
print(expensive(), expensive(), log.count("ran"))
@property
def not_in_class(self): return 1
print(type(not_in_class).__name__)
async_log = []
@lambda f: async_log.append(f.__name__) or f
async def co(): pass
print(async_log)
