# try in all its paths, chaining, cleanup order, handled state.
import sys


def paths(how):
    out = []
    try:
        out.append("try")
        if how == "value":
            raise ValueError("v")
        if how == "key":
            {}["k"]
        if how == "type":
            raise TypeError
        if how == "return":
            return out
        out.append("end")
    except ValueError as e:
        out.append("value %s" % e)
    except (KeyError, IndexError) as e:
        out.append("lookup %r" % e)
    else:
        out.append("else")
    finally:
        out.append("finally")
    out.append("after")
    return out


for how in ("", "value", "key", "return"):
    print(how, paths(how))
try:
    paths("type")
except TypeError as e:
    print("outer", repr(e))


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    for i in range(3):
        try:
            raise ValueError
        finally:
            continue
    return "swallowed"


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("cleanup")
    except ValueError as e:
        try:
            raise KeyError("second") from e
        except KeyError as k:
            print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
        print(sys.exc_info()[0])
    print(sys.exc_info())


print(override(), swallow())
nested()


def context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("while handling")


try:
    context()
except ValueError as e:
    print(repr(e.__context__), e.__cause__)


class Custom(Exception):
    def __init__(self, code, *rest):
        super().__init__("code %d" % code, *rest)
        self.code = code


class Derived(Custom):
    pass


for cls in (Custom, Derived):
    try:
        raise cls(5, "more")
    except Custom as e:
        print(type(e).__name__, e, e.args, e.code, repr(e))
try:
    e
except NameError as x:
    print(x)


def reraise():
    try:
        raise KeyError("again")
    except KeyError:
        raise


try:
    reraise()
except KeyError as e:
    print(e, e.args)
try:
    raise
except RuntimeError as e:
    print(e)
for bad in (5, "text", None, int):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
try:
    raise ValueError("a") from 5
except TypeError as e:
    print(e)


class Manager:
    def __init__(self, name, swallow=False, fail=False):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail:
            raise OSError("enter " + self.name)
        return self.name

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with Manager("swallow", True):
    raise ValueError("gone")
try:
    with Manager("outer"), Manager("inner"):
        raise KeyError("through")
except KeyError as e:
    print("caught", e)
try:
    with Manager("ok"), Manager("bad", fail=True):
        print("never")
except OSError as e:
    print(e)


def with_return():
    for i in range(3):
        with Manager("loop%d" % i):
            if i == 0:
                continue
            return i


print(with_return())
try:
    with 5:
        pass
except TypeError as e:
    print(e)


def generator_cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


g = generator_cleanup()
next(g)
g.close()
print(isinstance(ValueError(), Exception), issubclass(KeyError, LookupError), ValueError("a", 1).args, str(KeyError("k")), str(ValueError()), repr(OSError(2, "msg")), OSError(2, "No such").errno)
e = ValueError("x")
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e)
try:
    raise StopIteration(5)
except StopIteration as s:
    print(s.value)


def deep(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        deep(n - 1)
    except ValueError:
        if n == 5:
            return
        raise


deep(5)
count = 0
for i in range(1000):
    try:
        if i % 3 == 0:
            raise KeyError(i)
        if i % 3 == 1:
            [][i]
        count += 1
    except KeyError as e:
        count += e.args[0]
    except IndexError:
        count -= 1
print(count)
