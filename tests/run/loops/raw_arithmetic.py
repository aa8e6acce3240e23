# Loops whose ints and floats live in registers, and the places where they must leave them.
def integers(n):
    x, y, z, bits = 1, 0, 0, 0
    for i in range(n):
        x = x ^ (i << 3)
        y = y + (i & 7) - (~i | 1)
        z = (z * 31 + i) % 1000003
        bits = bits ^ ~(i >> 1)
        z -= i // 3
    return x, y, z, bits
print(integers(1000), integers(0))
def overflow(n):
    a, b = 1, 1
    for i in range(n):
        a, b = b, a + b
    return a
print(overflow(60), overflow(100), overflow(300))
def products(n):
    p = 1
    for i in range(1, n): p = p * i
    return p
print(products(10), products(30))
def powers(n):
    total = 0
    for i in range(n):
        total += (i * 3 - 7) * (n - i)
        total ^= -i
    return total
print(powers(500), powers(1))
def shifts(n):
    out = 1
    for i in range(n): out = out << 1
    back = out
    for i in range(n): back = back >> 1
    return out, back
print(shifts(30), shifts(70))
def divides(n):
    out = 0
    for i in range(1, n): out += (1000003 // i) % (i + 1) - (-7 // i) - (-7 % i)
    return out
print(divides(300))
def by_zero(n):
    for i in range(n, -2, -1):
        try:
            n = 100 // i
        except ZeroDivisionError as e:
            return i, n, str(e)
print(by_zero(5))
import math
def floats(n):
    x, y, s = 0.5, -1.5, 0.0
    for i in range(n):
        x = -x * 1.0001
        y = abs(x - y) + 0.25
        s += math.sqrt(y) / (1.0 + i)
        if s > 1e6: s = -s
    return x, y, s
print(floats(200))
def negative_root(n):
    x = 3.0
    for i in range(n):
        try:
            x = math.sqrt(x - i)
        except ValueError as e:
            return i, str(e)
    return x
print(negative_root(10))
def float_zero(n):
    x = 1.0
    for i in range(n, -1, -1):
        try:
            x = x / i
        except ZeroDivisionError as e:
            return str(e), i
print(float_zero(4))
def mixed(n):
    t = 0
    for i in range(n):
        t = t + i if i % 2 else t + i * 0.5
    return t
print(mixed(100))
def infinite(n):
    x = 1e300
    for i in range(n): x = x * 1e10
    return x, -x, x - x, x == x * 2
print(infinite(5))
def compares(values):
    count = 0
    for v in values:
        i = 0
        while i < v:
            i += 1
            if i == 3 or i != i or not i <= v: count += 1
    return count
print(compares([5, 2.5, True, 0, 10 ** 3]))
class Box:
    def __init__(self, n): self.n, self.log = n, []
    def __getitem__(self, i): return i * self.n
    def __setitem__(self, i, v): self.log.append((i, v))
def items(source, n):
    t = 0
    for i in range(n): t += source[i]
    return t
print(items([1, 2, 3], 3), items((4, 5, 6), 3), items(range(10, 20), 5), items({0: 1, 1: 2}, 2), items(Box(3), 4), items(bytes([1, 2]), 2))
for bad in ([1], (1,), {0: 1}, "ab", 5):
    try:
        items(bad, 3)
    except (IndexError, KeyError, TypeError) as e:
        print(type(e).__name__, e)
def store(target, n):
    for i in range(n): target[i] = i * i
    return target
b = Box(1)
print(store([0] * 4, 4), store({}, 3), store(bytearray(3), 3), store(b, 2).log)
for bad in ([1], (1, 2, 3), "ab", 5):
    try:
        store(bad, 3)
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
