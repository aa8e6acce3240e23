# Spreading in calls: order, sources, strings of stars.
def f(*args, **kwargs): return args, kwargs
class Mapping:
    def __init__(self, **kw): self.kw = kw
    def keys(self): return list(self.kw)
    def __getitem__(self, key): return self.kw[key] * 10
class Keys:
    def keys(self): raise ValueError("keys")
    def __getitem__(self, key): return 1
class NoKeys: pass

def g(n):
    for i in range(n):
        yield i

print(f(*[1, 2], *(3, 4), 5, *{6: 0}, *"ab"))
print(f(*g(3), *map(str, g(2)), *range(2)))
print(f(**{"a": 1}, b=2, **{"c": 3}))
print(f(*[], **{}))
print(f(1, *[2], 3, x=1, *[4], **{"y": 2}))
print(f(**Mapping(a=1, b=2)))
print(f(**Mapping(a=1), c=3, **dict(z=5)))
for bad in (Keys(), NoKeys(), 5, [("a", 1)], None):
    try:
        print(f(**bad))
    except Exception as e:
        print(type(e).__name__, str(e).replace("__main__.", ""))
for bad in (5, None, NoKeys()):
    try:
        print(f(*bad))
    except Exception as e:
        print(type(e).__name__, str(e).replace("__main__.", ""))

class Bad:
    def __iter__(self):
        yield 1
        raise KeyError("inside")
try:
    f(*Bad())
except KeyError as e:
    print("KeyError", e)

order = []
def n(x):
    order.append(x)
    return x
f(n(1), *[n(2)], n(3), k=n(4), *[n(5)], **{"x": n(6)}, y=n(7))
print(order)
order.clear()
n(f)(*n([1]), **n({"q": n(2)}))
print(len(order))

def h(a, b, c=3, *rest, d, e=5, **more): return a, b, c, rest, d, e, more
print(h(*(1, 2, 3, 4), d=0))
print(h(*(1,), **{"b": 2, "d": 4, "zz": 9}))
print(h(1, *(2,), **{"d": 4}, e=6))
args = [1, 2]
kwargs = {"d": 1}
got = h(*args, **kwargs)
args.append(3)
kwargs["e"] = 3
print(got, h(*args, **kwargs))
def changes(*args, **kwargs):
    kwargs["new"] = 1
    return args is given, kwargs
given = (1, 2)
given_kw = {"a": 1}
print(changes(*given, **given_kw)[1], given_kw)
print(max(*[3, 1, 2]), max(*[[1, 5], [2, 0]], key=lambda p: p[1]), dict(**{"a b": 1, "": 2}), print(*[1, 2, 3], sep="-"))
print("{} {x}".format(*[1], **{"x": 2}), "%s %s" % (*"ab",))
