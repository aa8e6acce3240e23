# Loops of every shape, each with arguments that fit the raw version, that leave it, and that never fit.
def count(n):
    i = 0
    while i < n:
        i += 1
    return i

def total(n, step):
    i = 0
    s = 0
    while i < n:
        s += i * step
        i = i + 1
    return s, i

def floats(n, step):
    i = 0
    s = 0
    while i < n:
        s += i * step
        i += 1
    return s

def powers(n):
    x = 1
    k = 0
    while k < n:
        x = x * 3
        k += 1
    return x

def shifts(n):
    x = 1
    out = []
    k = 0
    while k < n:
        x = (x << 3) ^ (x >> 1) | 5
        out.append(x)
        if x > 1 << 70:
            x = x & 0xffff
        k += 1
    return out, -x, ~x

def divide(a, n):
    out = []
    while n > -5:
        out.append(a / n)
        out.append(a // n)
        out.append(a % n)
        n -= 2
    return out

def divides(a, n):
    s = 0
    while True:
        s += a / n
        n -= 1
    return s

def nested(n, m):
    s = 0
    i = 0
    while i < n:
        j = 0
        t = 0.0
        while j < m:
            t += i * 0.5 + j
            s += i * j
            if s > 50 and j == 3:
                break
            j += 1
        else:
            s += 1
        s += int(t)
        i += 1
    return s, i, t

def mandel(w, h, limit):
    total = 0
    y = 0
    while y < h:
        x = 0
        ci = 2.0 * y / h - 1.0
        while x < w:
            cr = 2.0 * x / w - 1.5
            zr = zi = 0.0
            i = 0
            while i < limit:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                if zr * zr + zi * zi > 4.0:
                    break
                i += 1
            total += i
            x += 1
        y += 1
    return total

def heap(a, n):
    s = 0.0
    i = 0
    while i < n:
        s += a[i] * 2
        a[i] = s
        i += 1
    return s, a

def collatz(n):
    steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n = n // 2
        steps += 1
    return steps

def mixed(n):
    s = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            s = s + 0.5
        elif i % 7 == 6:
            s = 10
        i += 1
    return s

def effects(log, n):
    i = 0
    s = 1 << 60
    while i < n:
        log.append(i)
        s += s
        log.append(s)
        i += 1
    return log, s

def text(n):
    s = ''
    i = 0
    while i < n:
        s = s + 'x' * i
        i += 1
    return s

def unbound(n):
    i = 0
    while i < n:
        if i == 3:
            y = i * 2
        i += 1
    return y

def swap(a, b, n):
    while n > 0:
        a, b = b, a + b
        n -= 1
    return a, b

def negative(x, n):
    while n > 0:
        x = -x - 1
        n = n - 1
    return x, +x

def caught(a, n):
    i = 0
    s = 0
    while i < n:
        try:
            s += 10 // a[i]
        except ZeroDivisionError:
            s += 1000
        i += 1
    return s

def guarded(a, n):
    i = 0
    s = 0
    try:
        while i < n:
            s += 10 // a[i]
            i += 1
    except ZeroDivisionError:
        return 'zero', i, s
    return s, i

def truth(n):
    out = 0
    x = n * 1.0
    while n:
        n -= 1
        if x:
            x -= 1.0
        if not n and not x:
            out += 1
    return out

def compare(a, b, n):
    r = 0
    while n > 0:
        if a < b: r += 1
        if a == b: r += 2
        if a != n: r += 4
        if 1.5 <= n: r += 8
        a += 1
        n -= 1
    return r, a

for n in (0, 1, 5, 5.5, True, 2**61 - 1 - 2**61 + 7, 'x', None, Number(4)):
    show(count, n)
    show(total, n, 2)
    show(total, n, 2.5)
    show(total, n, 2**62)
    show(floats, n, 0.5)
    show(mixed, n)
    show(unbound, n)
show(total, 9, 2**60)
show(total, 9, Number(3))
show(powers, 100)
show(powers, 41)
show(shifts, 60)
for a in (7, -7, 7.5, 2**62, -2**63, True):
    show(divide, a, 9)
    show(divide, a, 8)
    show(divides, a, 5)
show(nested, 6, 7)
show(nested, 6.0, 7)
show(nested, 3, 2.5)
show(nested, 0, 0)
show(mandel, 12, 9, 30)
show(mandel, 12.0, 9, 30)
show(heap, [1, 2.5, 3, True, 4.0], 5)
show(heap, [1.0, 2.5, 3.0], 3)
show(heap, [1.0, 'x', 3.0], 3)
show(heap, [1.0], 3)
show(collatz, 27)
show(collatz, 2**64 + 1)
show(mixed, 20)
show(effects, [], 9)
show(text, 5)
show(swap, 0, 1, 120)
show(swap, 0.0, 1, 20)
show(swap, 'a', 'b', 4)
show(negative, 3, 4)
show(negative, 2.5, 5)
show(negative, 2**63 - 1, 4)
show(negative, -2**63, 3)
show(caught, [1, 0, 2, 0.0, 3], 5)
show(guarded, [1, 2, 5, 0, 3], 5)
show(guarded, [1, 2, 5, 3.0], 4)
show(truth, 6)
show(compare, 1, 4, 6)
show(compare, 1.0, 4, 6)
show(compare, 2**53, 2.0**53, 3)
show(compare, float('nan'), 4, 6)
