# What a wrong call says, by kind of callee.
def show(call):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)

def none(): return "none"
def a1(a): return a
def a3(a, b, c): return (a, b, c)
def d2(a, b=1): return (a, b)
def d3(a, b=1, c=2): return (a, b, c)
def many(a, b, c, d, e): pass
def star(*args): return args
def stars(**kw): return kw

show(lambda: none(1))
show(lambda: none(1, 2))
show(lambda: none(x=1))
show(lambda: a1())
show(lambda: a1(1, 2))
show(lambda: a1(1, a=2))
show(lambda: a1(b=2))
show(lambda: a3())
show(lambda: a3(1))
show(lambda: a3(1, 2))
show(lambda: a3(1, 2, 3, 4))
show(lambda: a3(b=1))
show(lambda: a3(1, c=2))
show(lambda: a3(1, 2, 3, d=4))
show(lambda: d2())
show(lambda: d2(1, 2, 3))
show(lambda: d2(1, 2, b=3))
show(lambda: d3(1, 2, 3, 4, 5))
show(lambda: many())
show(lambda: many(1, 2))
show(lambda: many(1, 2, e=3))
show(lambda: star(k=1))
show(lambda: stars(1))
show(lambda: stars(1, k=2))
show(lambda: a3(*[1, 2]))
show(lambda: a3(*[1, 2], **{"b": 3}))
show(lambda: a3(*5))
show(lambda: a3(**5))
show(lambda: a3(**{1: 2}))
show(lambda: a3(*[1], *None))
show(lambda: stars(a=1, **{"a": 2}))
show(lambda: stars(**{"a": 1}, **{"a": 2}))
nothing, five, text, items = None, 5, "text", [1, 2]
show(lambda: nothing())
show(lambda: five())
show(lambda: text())
show(lambda: items(3))

class C:
    def m(self, a): return a
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return a
    def __call__(self, x, y=2): return (x, y)
class Plain: pass
show(lambda: C().m())
show(lambda: C().m(1, 2))
show(lambda: C.m())
show(lambda: C.m(1))
show(lambda: C.s())
show(lambda: C.c(1, 2))
show(lambda: C()())
show(lambda: C()(1, 2, 3))
show(lambda: C()(1, z=3))
show(lambda: C(1))
show(lambda: Plain(x=1))
show(lambda: Plain()())
show(lambda: len())
show(lambda: len(1, 2))
show(lambda: len(obj=[]))
show(lambda: [].append())
show(lambda: [].append(1, 2))
show(lambda: {}.get())
show(lambda: "".split(1))
show(lambda: (lambda x: x)())
