# An uncaught exception through functions, methods and a comprehension: text and exit code.
class Machine:
    def __init__(self, limit):
        self.limit = limit

    def run(self, n):
        return [self.step(i) for i in range(n)]

    def step(self, i):
        if i >= self.limit:
            raise ValueError("limit %d reached" % self.limit)
        return i * 2


def start(n):
    machine = Machine(3)
    print(machine.run(2))
    return machine.run(n)


print("before")
start(10)
print("never")
