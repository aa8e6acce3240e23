# Lambda: parameters, scope, nesting, precedence.
print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: (x, y))(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1))
print((lambda a, /, b, *, c=3, **d: (a, b, c, d))(1, 2, e=4))
print((lambda *, k: k)(k=5), (lambda *a, k=1: (a, k))(1))
f = lambda x: lambda y: lambda z: x + y * z
print(f(1)(2)(3))
print((lambda: (yield))().__class__.__name__)
print(list((lambda: (yield 5))()))
print((lambda x: x if x else "none")(0), (lambda x: x or "empty")([]))
g = lambda: 1, 2
print(g[0](), g[1])
h = lambda x, y: x, 5
print(h[1])
print([(lambda n: n * n)(i) for i in range(4)])
print(sorted([3, 1, 2], key=lambda v: -v), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(lambda v: v % 2, range(6))))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(10), fact(25))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda rec: lambda n: n if n < 2 else rec(n - 1) + rec(n - 2))(15))
class C:
    double = lambda self: self.v * 2
    v = 4
    pick = staticmethod(lambda a, b: a)
print(C().double(), C.pick(1, 2), C.double.__qualname__)
d = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b}
print({k: v(5, 3) for k, v in d.items()})
print((lambda x: (y := x + 1, y * 2))(3))
print((lambda: [i for i in range(3)])(), (lambda n: {i: i for i in range(n)})(2))
try:
    (lambda x: x)()
except TypeError as e:
    print(e)
try:
    (lambda: undefined_name)()
except NameError as e:
    print(e)
x = 5
k = (lambda: x)
x = 6
print(k(), (lambda x=x: x)())
print((lambda a=1, *, b=(lambda: 2)(): a + b)())
print(f"{(lambda q: q * 2)(4)}", (lambda s: f"{s!r:>5}")("a"))
compose = lambda *fs: (lambda v: [v := fn(v) for fn in fs][-1])
print(compose(str, len, lambda n: n + 1)(12345))
print((lambda: ...)(), (lambda: None)(), (lambda: (lambda: (lambda: "deep")())())())
print((lambda s, /: s).__code__.co_posonlyargcount, (lambda: 0).__code__.co_name)
