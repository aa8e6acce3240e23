# With this import annotations stay text.
from __future__ import annotations
def f(a: int, b: list[str] | None = None, *c: undefined.name, d: (1 + 2) * 3 = 0, **e: "text") -> dict[str, int]: pass
for k, v in f.__annotations__.items():
    print(k, repr(v))
x: undefined_type = 1
y: lambda a, /, b=1, *c, d, **e: a
z: [i for i in range(3) if i]
print(__annotations__)
class C:
    a: Some.Thing[1:2, ..., ::3]
    b: {"k": v, **w}
    c: {1, 2} - {*s}
    d: not a or b and c
    e: x if y else z
    g: f"{x!r:>{width}} text"
    h: -1 ** -2
    i: (a, b)
    j: ()
    k: (1,)
    l: a < b <= c is not d not in e
    m: b'x' b"s"
    n: 1e10 + 1j + 0x10
    o: f(a, *b, k=1, **c)
    p: a.b.c[d].e
    q: (await_, [1, 2])
    r: (lambda: 0)()
    s: ~a @ b // c % d << e >> f & g ^ h | i
    t: {k: v for k, v in x for y in z if w}
    u: "nested 'quotes'"
    v: None
    w: ...
    x: (a for b in c)
    y: 1_000
for k, v in C.__annotations__.items():
    print(k, v)
def g() -> f(unknown): return 5
print(g(), g.__annotations__)
def local():
    v: anything.at.all = 2
    return v
print(local())
