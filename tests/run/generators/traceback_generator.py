# An exception that leaves a generator inside a for loop.
def numbers(n):
    for i in range(n):
        if i == 2:
            raise LookupError("no %d" % i)
        yield i


def consume():
    total = 0
    for x in numbers(5):
        total += x
        print(total)


consume()
