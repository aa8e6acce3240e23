# for and while: else, break, continue, targets, changing what is iterated.
def find(items, want):
    for i, v in enumerate(items):
        if v == want: break
    else:
        return "missing"
    return i
print(find("abc", "b"), find("abc", "z"), find("", "a"))
def w(n):
    while n:
        n -= 1
        if n == 3: break
    else:
        return "ended"
    return "broke"
print(w(3), w(5), w(0))
out = []
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        out.append((i, j))
    else:
        out.append("else %d" % i)
print(out)
for x in (): pass
else: print("empty else")
try:
    x_undefined
except NameError as e:
    print(e)
for i in range(3): i = 10
print(i)
for i in [1, 2]: pass
print(i)
class T: pass
t, d, l = T(), {}, [0]
for t.a in range(3): pass
for d["k"] in "xy": pass
for l[0] in [7]: pass
for (a, b), c in [((1, 2), 3)]: pass
for a, *b in ["abc"]: pass
for [p, q] in [(1, 2)]: pass
print(t.a, d, l, a, b, c, p, q)
for v in 1, 2, 3: print(v, end=" ")
for v in *range(2), 5: print(v, end=" ")
print()
def gen():
    try:
        yield 1
        yield 2
    finally:
        print("closed?")
g = gen()
for v in g: break
print("after break")
g.close()
n = 0
while True:
    n += 1
    if n < 3: continue
    break
print(n)
def nested_break():
    for i in range(5):
        try:
            for j in range(5):
                if i * j == 6: return i, j
        finally:
            if i == 1: continue
    return None
print(nested_break())
def while_complex(s):
    i, words = 0, []
    while i < len(s):
        while i < len(s) and s[i] == " ": i += 1
        start = i
        while i < len(s) and s[i] != " ": i += 1
        if start != i: words.append(s[start:i])
    return words
print(while_complex("  some  words here "))
d = {"a": 1, "b": 2}
for k in list(d):
    d[k + k] = d.pop(k)
print(d)
items = [1, 2, 3, 4, 5, 6]
for v in items[:]:
    if v % 2: items.remove(v)
print(items)
for i in range(10, 0, -3): print(i, end=" ")
for i in range(0): print("never")
for i in range(5, 5): print("never")
for i in range(2 ** 65, 2 ** 65 + 2): print(i, end=" ")
print()
try:
    for i in 5: pass
except TypeError as e:
    print(e)
try:
    for a, b in [1, 2]: pass
except TypeError as e:
    print(e)
try:
    for a, b in [(1, 2, 3)]: pass
except ValueError as e:
    print(e)
def shadow():
    for range in (1, 2): pass
    return range
print(shadow())
def del_in_loop():
    for i in range(3):
        v = i
        del i
    return v
print(del_in_loop())
total = 0
for i in range(100):
    if i % 3 == 0: continue
    if i > 50: break
    total += i
print(total, i)
