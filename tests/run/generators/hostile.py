"""Generators under exceptions: throw, close, delegation, references held only by a suspended frame."""


def keeper(n):
    """Holds fresh objects across every yield."""
    held = []
    for k in range(n):
        fresh = [k, {"k": str(k)}]
        got = yield fresh
        held.append((fresh[1]["k"], got))
    return held


def drive(n):
    generator = keeper(n)
    sent = None
    try:
        while True:
            value = generator.send(sent)
            waste = [[j] for j in range(20)]
            sent = [value[0] * 2, len(waste)]
    except StopIteration as stop:
        return stop.value


print(drive(5), len(drive(2_000)))


def cleanup(log, depth):
    try:
        if depth:
            yield from cleanup(log, depth - 1)
        else:
            while True:
                try:
                    got = yield [depth]
                    log.append(got)
                except KeyError as error:
                    log.append(("caught", error.args))
    except ValueError as error:
        log.append((depth, "value", str(error)))
        raise TypeError([depth]) from error
    except TypeError as error:
        log.append((depth, "type", error.args))
        raise ValueError(depth)
    finally:
        log.append((depth, "finally"))


log = []
generator = cleanup(log, 4)
print(next(generator), generator.send("one"), generator.throw(KeyError("a", ["b"])))
try:
    generator.throw(ValueError("start"))
except (TypeError, ValueError) as error:
    print(type(error).__name__, error, type(error.__context__).__name__, type(error.__cause__).__name__)
for entry in log:
    print(entry)
log = []
generator = cleanup(log, 3)
next(generator)
generator.close()
print(log, list(generator))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


generator = stubborn()
next(generator)
try:
    generator.close()
except RuntimeError as error:
    print(error)


def stops():
    raise StopIteration("inner")
    yield


try:
    next(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    try:
        next(generator)
    except ValueError as error:
        yield str(error)


generator = itself()
print(next(generator))


def pipeline(*stages):
    source = iter(range(50))
    for stage in stages:
        source = stage(source)
    return source


def doubled(source):
    for x in source:
        yield [x, x]


def flat(source):
    for pair in source:
        yield from pair


def windows(source):
    window = []
    for x in source:
        window = (window + [x])[-3:]
        if len(window) == 3:
            yield tuple(window)


print(sum(sum(w) for w in pipeline(doubled, flat, windows)), list(pipeline(doubled, flat, windows))[-1])


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield [depth]
        yield from tree(depth - 1)


print(sum(x[0] for x in tree(10)), [x[0] for x in tree(3)])


def deep(n):
    if n == 0:
        got = yield ["bottom"]
        return [got]
    result = yield from deep(n - 1)
    result.append(n)
    return result


generator = deep(120)
print(next(generator))
try:
    generator.send("down")
except StopIteration as stop:
    print(len(stop.value), stop.value[:3])


def fails_in_middle(n):
    for k in range(n):
        if k == 7:
            raise LookupError([k])
        yield k


total = []
for start in range(3):
    try:
        for x in fails_in_middle(20):
            total.append(x)
    except LookupError as error:
        total.append(error.args)
    else:
        total.append("else")
    finally:
        total.append("|")
print(total)
suspended = [keeper(3) for _ in range(300)]
firsts = [next(g) for g in suspended]
waste = [[k] for k in range(5_000)]
print(all(g.send("x") == [1, {"k": "1"}] for g in suspended), sum(f[0] for f in firsts))


class Context:
    def __init__(self, log, swallow):
        self.log, self.swallow = log, swallow

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind.__name__ if kind else None)
        return self.swallow


def managed(log):
    with Context(log, True):
        with Context(log, False):
            try:
                yield 1
            finally:
                log.append("inner")
        yield 2
    yield 3


log = []
generator = managed(log)
print(next(generator), generator.throw(OSError("x")), log)
print(next(generator, "end"))
