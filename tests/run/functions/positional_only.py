# Parameters before the slash.
def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except TypeError as e:
        print("TypeError:", e)

def one(a, /): return a
def two(a, b=2, /): return (a, b)
def mixed(a, /, b, *, c): return (a, b, c)
def named(a, /, **kw): return (a, kw)
def full(a, b=1, /, c=2, *d, e=3, **f): return (a, b, c, d, e, f)

show(one, 1)
show(one, a=1)
show(one)
show(one, 1, 2)
show(two, 1)
show(two, 1, 3)
show(two, 1, b=3)
show(two, a=1, b=3)
show(mixed, 1, 2, c=3)
show(mixed, 1, b=2, c=3)
show(mixed, a=1, b=2, c=3)
show(mixed, 1, 2, 3)
show(mixed, 1)
show(named, 1, a=2)
show(named, 1, a=2, b=3)
show(named, a=2)
show(full, 0)
show(full, 0, 5, 6, 7, 8, e=9, g=10)
show(full, 0, b=5, a=6)
show(full, 0, c=5, d=6)
show(full, 0, 1, 2, c=3)
show(lambda x, /, y: (x, y), 1, y=2)
show(lambda x, /, y: (x, y), x=1, y=2)
show(lambda x=1, /: x)

class C:
    def method(self, a, /, b): return (a, b)
    def __init__(self, value=0, /, **rest): self.value, self.rest = value, rest
show(C().method, 1, 2)
show(C().method, 1, b=2)
show(C().method, a=1, b=2)
show(lambda: C(3, value=4).rest)
show(lambda: C(self=4).rest if False else "not called")
print(full.__defaults__, full.__kwdefaults__, full.__code__.co_posonlyargcount, full.__code__.co_argcount, full.__code__.co_kwonlyargcount)
print(one.__code__.co_varnames, mixed.__code__.co_varnames, full.__code__.co_varnames)
