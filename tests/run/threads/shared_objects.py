"""Threads that share instances, classes, generators and closures."""
import _thread

WORKERS = 6
ROUNDS = 1_000


def run(body, count=WORKERS):
    finished = [_thread.allocate_lock() for _ in range(count)]
    for lock in finished:
        lock.acquire()

    def call(index):
        try:
            body(index)
        finally:
            finished[index].release()

    for index in range(count):
        _thread.start_new_thread(call, (index,))
    for lock in finished:
        lock.acquire()


class Record:
    pass


def attributes():
    """Every thread gives the same objects attributes of its own, so shapes change under others."""
    wrong = []
    for turn in range(60):
        records = [Record() for _ in range(8)]

        def body(index):
            for number, record in enumerate(records):
                setattr(record, "a%d" % index, (index, number))
                setattr(record, "b%d_%d" % (turn % 7, index), index)

        run(body)
        for number, record in enumerate(records):
            for index in range(WORKERS):
                if getattr(record, "a%d" % index, None) != (index, number):
                    wrong.append((turn, number, index))
                if getattr(record, "b%d_%d" % (turn % 7, index), None) != index:
                    wrong.append((turn, number, index, "b"))
            if len(vars(record)) != 2 * WORKERS:
                wrong.append(sorted(vars(record)))
    print("attributes", wrong[:3])


def one_generator():
    """A generator runs in one thread at a time: the others are told, and no value comes twice."""
    def numbers():
        for k in range(ROUNDS * 3):
            yield k

    source = numbers()
    taken = [[] for _ in range(WORKERS)]

    def body(index):
        while True:
            try:
                taken[index].append(next(source))
            except ValueError as error:
                assert str(error) == "generator already executing", error
            except StopIteration:
                return

    run(body)
    print("generator", sorted(sum(taken, [])) == list(range(ROUNDS * 3)))


def counters():
    """x += 1 under a lock: in a closure cell, an instance, a class, a global and a dict."""
    lock = _thread.allocate_lock()
    cell = 0
    record = Record()
    record.count = 0
    Record.total = 0
    table = {"n": 0}

    def body(index):
        nonlocal cell
        for _ in range(ROUNDS):
            with lock:
                cell += 1
                record.count += 1
                Record.total += 1
                table["n"] += 1

    run(body)
    print("counters", cell, record.count, Record.total, table)


def classes_change():
    """A method is replaced while others call it: they get the old or the new one, never another."""
    class Thing:
        def value(self):
            return 0

    things = [Thing() for _ in range(4)]
    seen = [set() for _ in range(WORKERS)]

    def body(index):
        for k in range(ROUNDS):
            if index == 0:
                Thing.value = lambda self, k=k: k % 5
            else:
                seen[index].add(things[k % 4].value())

    run(body)
    print("classes", set().union(*seen) <= set(range(5)))


def closures():
    """Each thread makes closures over its own variables and over shared ones."""
    made = []

    def body(index):
        def adder(n):
            def add(x):
                return x + n + index
            return add
        for k in range(200):
            made.append((index, k, adder(k)))

    run(body)
    print("closures", len(made), sum(add(1) - 1 - k - index for index, k, add in made))


def exceptions():
    """An exception in flight belongs to its thread."""
    wrong = []

    def fail(depth, tag):
        if depth == 0:
            raise KeyError(tag)
        try:
            fail(depth - 1, tag)
        finally:
            tag += "."

    def body(index):
        for k in range(200):
            tag = "%d:%d" % (index, k)
            try:
                fail(k % 9, tag)
            except KeyError as error:
                if error.args != (tag,):
                    wrong.append((tag, error.args))
                try:
                    raise ValueError(tag)
                except ValueError as second:
                    if second.__context__ is not error:
                        wrong.append(tag)

    run(body)
    print("exceptions", wrong[:3])


for test in attributes, one_generator, counters, classes_change, closures, exceptions:
    test()
