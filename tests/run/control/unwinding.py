"""Ways out of blocks: return, break, continue and raise through finally and with, in loops."""


class Context:
    def __init__(self, name, log, swallow=False, fail=None):
        self.name, self.log, self.swallow, self.fail = name, log, swallow, fail

    def __enter__(self):
        self.log.append("+" + self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return [self.name]

    def __exit__(self, kind, value, traceback):
        self.log.append("-" + self.name + (":" + kind.__name__ if kind else ""))
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.swallow


def ways(how, log):
    for outer in range(3):
        try:
            with Context("a%d" % outer, log) as a, Context("b", log, swallow=how == "swallow"):
                for inner in range(3):
                    try:
                        if inner == 1:
                            if how == "break":
                                break
                            if how == "continue":
                                continue
                            if how == "return":
                                return [outer, inner, a]
                            if how in ("raise", "swallow"):
                                raise KeyError([outer])
                    finally:
                        log.append(inner)
                else:
                    log.append("else")
        except KeyError as error:
            log.append(error.args[0])
            if outer == 1:
                raise LookupError("out") from error
        finally:
            log.append("f%d" % outer)
    return "end"


for how in "plain", "break", "continue", "return", "raise", "swallow":
    log = []
    try:
        print(how, ways(how, log))
    except LookupError as error:
        print(how, repr(error), repr(error.__cause__))
    print("   ", *log)


def overrides(how):
    while True:
        try:
            return ["try"]
        finally:
            if how == "return":
                return ["finally"]
            if how == "break":
                break
            if how == "raise":
                raise IndexError("finally")
    return ["after"]


for how in "none", "return", "break", "raise":
    try:
        print(how, overrides(how))
    except IndexError as error:
        print(how, repr(error))

for place in "enter", "exit":
    log = []
    try:
        with Context("one", log), Context("two", log, fail=place), Context("three", log):
            log.append("body")
            raise ValueError("body")
    except RuntimeError as error:
        print(place, error, repr(error.__context__), log)


def nested(depth, log):
    try:
        if depth == 0:
            raise ZeroDivisionError(["bottom"])
        nested(depth - 1, log)
    except ZeroDivisionError as error:
        if depth % 3 == 0:
            log.append(depth)
            raise
        raise ZeroDivisionError([depth] + error.args[0][:2]) from None
    finally:
        log.append(-depth)


log = []
try:
    nested(10, log)
except ZeroDivisionError as error:
    print(error.args, log)


def chain(n):
    """A long chain of contexts."""
    try:
        if n:
            chain(n - 1)
        else:
            raise OSError("first")
    except OSError as error:
        raise OSError(n) from error


try:
    chain(200)
except OSError as error:
    length = 0
    while error:
        length, error = length + 1, error.__cause__
    print(length)


def handled():
    """The handled exception is restored after an inner one, and its name is unbound."""
    seen = []
    try:
        raise KeyError("outer")
    except KeyError as error:
        for k in range(3):
            try:
                raise IndexError(k)
            except IndexError as inner:
                seen.append((repr(inner), repr(inner.__context__)))
        try:
            raise
        except KeyError as again:
            seen.append(again is error)
    try:
        error
    except NameError as missing:
        seen.append(str(missing))
    return seen


for line in handled():
    print(line)


def loop_else(values, stop):
    for v in values:
        if v == stop:
            found = [v]
            break
    else:
        found = None
    while values:
        if values.pop() == stop:
            break
    else:
        return found, "never"
    return found, values


print(loop_else([1, 2, 3], 2), loop_else([1, 2, 3], 9), loop_else([], 0))


def groups():
    try:
        raise ExceptionGroup("g", [ValueError([1]), TypeError("t"), ExceptionGroup("h", [ValueError(2), KeyError(3)])])
    except* ValueError as group:
        print(repr(group), len(group.exceptions))
    except* (TypeError, KeyError) as group:
        print(repr(group))


groups()
total = 0
for k in range(30_000):
    try:
        if k % 3 == 0:
            raise ValueError(k)
        total += 1
    except ValueError as error:
        total += error.args[0] % 2
    finally:
        total ^= 1
print(total)
