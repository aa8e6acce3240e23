# Loops whose integers grow out of the small range, and mixed kinds in one variable.
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def collatz(n):
    steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
        steps += 1
    return steps


def lcg(seed, n):
    for _ in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return seed


def doubling(n):
    x = 1
    out = []
    for i in range(n):
        x = x + x
        out.append(x)
    return out


def mixed(n):
    total = 0
    for i in range(n):
        if i % 3 == 0:
            total += i
        elif i % 3 == 1:
            total += i * 0.5
        else:
            total = total + True
    return total


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def power_mod(base, exponent, modulus):
    result = 1
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def negative_steps():
    out = []
    for i in range(10, -10, -3):
        out.append((i, i // 4, i % 4, i >> 1, i & 7))
    return out


def overflow_in_loop(start, n):
    x = start
    for i in range(n):
        x = x * 3 - i
    return x


print(factorial(5), factorial(20), factorial(21), factorial(50))
print(fibonacci(10), fibonacci(90), fibonacci(95), fibonacci(300))
print([collatz(i) for i in range(1, 30)], collatz(837799))
print(lcg(1, 1), lcg(1, 1000))
print(doubling(70))
print(mixed(100), mixed(3), mixed(1))
print(gcd(2**80, 6**40), gcd(1071, 462), gcd(0, 5))
print(power_mod(3, 10**18, 10**9 + 7), power_mod(2**40, 2**50, 2**61 - 1))
print(negative_steps())
print(overflow_in_loop(1, 30), overflow_in_loop(1, 60), overflow_in_loop(-2**59, 5))
total = 0
for i in range(100000):
    total += i * i
print(total)
n = 0
while n < 2**62 + 3:
    n = n * 2 + 1
print(n)
