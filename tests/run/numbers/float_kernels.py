# Float loops that a compiler keeps raw, and the ways out of them.
def mandelbrot(size, limit):
    total = 0
    for py in range(size):
        y0 = 2.0 * py / size - 1.0
        for px in range(size):
            x0 = 3.0 * px / size - 2.0
            x = y = 0.0
            count = 0
            while x * x + y * y <= 4.0 and count < limit:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                count += 1
            total += count
    return total


def integrate(f, a, b, n):
    h = (b - a) / n
    total = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        total += f(a + i * h)
    return total * h


def newton(x):
    guess = x
    for _ in range(40):
        guess = 0.5 * (guess + x / guess)
    return guess


def harmonic(n):
    total = 0
    for i in range(1, n + 1):
        total += 1 / i
    return total


def becomes_int(n):
    x = 0.5
    for i in range(n):
        if i == 7:
            x = 3
        x = x + i
    return x


def zero_division(n):
    x = 10.0
    for i in range(n, -2, -1):
        x = x / i
    return x


def type_changes(values):
    total = 0
    for v in values:
        total = total + v
    return total


def dot(a, b):
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


print(mandelbrot(40, 50))
print(integrate(lambda x: x * x, 0.0, 3.0, 1000), integrate(lambda x: x, 0, 10, 10))
print(newton(2.0), newton(1e10), newton(9))
print(harmonic(10), harmonic(1000))
print(becomes_int(5), becomes_int(10))
try:
    print(zero_division(5))
except ZeroDivisionError as e:
    print(e)
print(type_changes([1, 2, 3]), type_changes([1, 2.5, 3]), type_changes([True, 2**62, 2**62]), type_changes([1.5, 10**30]))
try:
    type_changes([1, "x"])
except TypeError as e:
    print(e)
print(dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]), dot([1, 2], [0.5, 2**70]))
