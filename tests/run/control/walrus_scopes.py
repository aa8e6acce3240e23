# := in conditions, comprehensions, calls, f-strings, class bodies.
if (n := 10) > 5: print(n)
while (n := n - 3) > 0: print(n, end=" ")
print(n)
print((a := 1, b := 2), a, b, [y := 1, y ** 2], (lambda: (z := 3) + z)())
def f(x, k=None): return x, k
print(f(v := 3), v, f((w := 4), k=(q := 5)), w, q)
print([last := i for i in range(3)], last, any((hit := i) > 1 for i in range(5)), hit)
print({k: (sq := k * k) for k in range(3)}, sq, {(s := c) for c in "a"}, s)
def local():
    if (m := 5) and (p := m * 2): pass
    [t := i for i in range(2)]
    return m, p, t, sorted(locals())
print(local())
def nonlocal_walrus():
    x = 0
    def g():
        nonlocal x
        return (x := x + 1)
    g()
    return g(), x
print(nonlocal_walrus())
def global_walrus():
    global made
    return [made := i for i in range(3)]
print(global_walrus(), made)
print(f"{(u := 7)} {u:>3} {u:=4}")
class C:
    v = (inner := 5) + 1
print(C.v, C.inner)
data = [1, 2, 3, 4]
print([(d, r) for d in data if (r := d % 3)], r)
print((e := [1, 2])[0], (g := {"a": 1})["a"], (h := "text").upper(), -(i := 5), not (j := 0))
def default(x=(dv := 9)): return x
print(default(), dv)
print(len(m := "four"), m, (o := p) if (p := 0) else (o := "else"), o)
def early(items):
    return next((found for it in items if (found := it.strip())), None)
print(early(["", "  ", " x "]))
total = 0
print([total := total + v for v in range(5)], total)
x = 1, (y := 2), 3
print(x, y)
assert (checked := 5) == 5
print(checked)
d = {}
d[(key := "k")] = (val := 1)
print(d, key, val)
print([[(j2 := i2) for i2 in range(2)] for _ in range(1)], j2)
def gen(): yield (got := (yield 1)), got
g2 = gen()
next(g2)
print(g2.send("s"))
print((lambda a, b=(c3 := 4): (a, b, c3))(1), 1 if (t3 := True) else 0, t3)
