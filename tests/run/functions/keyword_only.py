# Parameters after the star.
def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except TypeError as e:
        print("TypeError:", e)

def one(*, a): return a
def two(*, a, b): return (a, b)
def three(*, a, b, c): return (a, b, c)
def defaulted(x, *, a=1, b, c=3): return (x, a, b, c)
def after_star(*args, a, b=2): return (args, a, b)

show(one, a=1)
show(one)
show(one, 1)
show(one, 1, a=1)
show(two)
show(two, a=1)
show(three)
show(three, b=2)
show(defaulted, 0, b=2)
show(defaulted, 0)
show(defaulted, b=1)
show(defaulted, 0, 1, b=2)
show(defaulted, 0, 1, 2, b=3)
show(defaulted, 0, b=2, d=5)
show(defaulted, x=0, b=2, c=9)
show(after_star, 1, 2, 3, a=4)
show(after_star, 1, 2, 3)
show(after_star, a=0, b=0)
show(after_star, a=0, c=0)

order = []
def note(x):
    order.append(x)
    return x
def evaluated(a=note("a"), *, b=note("b"), c=note("c")): return (a, b, c)
print(order, evaluated())
evaluated.__kwdefaults__["b"] = 20
print(evaluated())
evaluated.__kwdefaults__ = {"c": 30}
show(evaluated)
show(evaluated, b=1)
evaluated.__kwdefaults__ = None
show(evaluated, b=1, c=2)
show(evaluated, b=1)
evaluated.__defaults__ = (1, 2)[:1]
show(evaluated, b=1, c=2)
evaluated.__defaults__ = None
show(evaluated, b=1, c=2)
try:
    evaluated.__kwdefaults__ = 5
except TypeError as e:
    print(e)
try:
    evaluated.__defaults__ = [1]
except TypeError as e:
    print(e)
class C:
    def m(self, *, key): return key
show(C().m, key=1)
show(C().m, 1)
show(C().m)
show(C.m)
show(lambda *, k=4: k)
