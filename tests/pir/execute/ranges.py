# for ... in range: counted or not, nested, left early, with ints that do not fit.
def total(n):
    s = 0
    for i in range(n):
        s += i
    return s

def bounds(a, b):
    out = []
    for i in range(a, b):
        out.append(i * 2)
    return out

def steps(a, b):
    out = []
    for i in range(a, b, 3):
        out.append(i + 0.5)
    for j in range(b, a, -2):
        out.append(j * j)
    return out

def nested(n, m):
    s = 0
    for i in range(n):
        for j in range(i, m):
            s += i * j
            if s > 200:
                break
        else:
            s -= 1
        for k in range(3):
            s += k
    return s, i

def products(a, b, n):
    out = [0] * n
    for i in range(n):
        t = 0
        for k in range(n):
            t += a[i] * b[k]
        out[i] = t
    return out

def changed(n):
    out = []
    for i in range(n):
        out.append(i)
        i = i * 10
        out.append(i)
    return out

def leaving(n):
    s = 1
    for i in range(n):
        s = s * 1000003 + i
    return s, i

def lookalike(range, n):
    s = 0
    for i in range(n):
        s += i
    return s

def caught(a, n):
    s = 0
    for i in range(n):
        try:
            s += a[i] + i
        except IndexError:
            s += 1000
    return s

def guarded(a, n):
    s = 0
    i = None
    try:
        for i in range(n):
            s += a[i] * i
    except (IndexError, TypeError):
        return 'stopped', i, s
    return s, i

def yielding(n):
    for i in range(n):
        for j in range(i):
            yield i * j

def sums(n):
    s = 0
    for i in range(n):
        for x in [1, 2, 3]:
            s += x * i
    return s

def sieve(n):
    flags = [True] * n
    count = 0
    for i in range(2, n):
        if flags[i]:
            count += 1
            for j in range(i * i, n, 7):
                flags[j] = False
    return count

def later(n):
    for i in range(n):
        for j in range(n):
            x = i + j
            if x == 7:
                for k in range(x):
                    x += k
        x = x * 1.5
    return x

for n in (0, 1, 7, -3, True, 5.0, 'x', None, 2**70):
    if n != 2**70:
        show(total, n)
        show(changed, n)
        show(later, n)
        show(guarded, [1, 2.5, 3, 4, 5, 6, 7, 8], n)
    show(nested, 5, n) if n != 2**70 else None
show(bounds, 3, 9)
show(bounds, 2**62, 2**62 + 4)
show(bounds, 2**61 - 3, 2**61 + 1)
show(bounds, -2**61 - 1, -2**61 + 2)
show(bounds, True, 4)
show(steps, -5, 11)
show(steps, 11, -5)
show(nested, 20, 30)
show(nested, 0, 30)
show(products, [1, 2, 3], [4, 5, 6], 3)
show(products, [1, 2.5, 3], [4, 5.0, 6], 3)
show(products, [1.5, 2.5], [4.0, 6.0], 2)
show(products, [1.5], [4.0, 6.0], 2)
show(leaving, 20)
show(lookalike, range, 5)
show(lookalike, lambda n: [1, 2.5, n], 5)
show(lookalike, lambda n: 7, 5)
show(caught, [1, 2.0, 3], 6)
show(guarded, [1, 2, 3], 6)
show(guarded, [1, 'x', None], 3)
show(lambda: list(yielding(5)))
show(sums, 5)
show(sieve, 60)
