# Which part of the line failed is marked as CPython marks it.
import sys


def attempt(f, *args):
    try:
        f(*args)
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


def division(a, b):
    return (a + 1) / (b - 1) + 5


def attribute(x):
    return x.first.second.third


def index(d):
    return d["a"]["b"] ["c"] + 1


def call(f):
    return f(1,
             2) + f(3)


def binary(a):
    value = a + "text" + a
    return value


def multi(a):
    return (a +
            1 +
            None)


def unicode_line(a):
    return "\u4f60\u597d" + "你好" + a.missing


attempt(division, 1, 1)
attempt(attribute, 5)
attempt(index, {"a": {"b": 5}})
attempt(call, lambda x, y: x)
attempt(binary, 5)
attempt(multi, 5)
attempt(unicode_line, 5)
attempt(lambda: undefined)
attempt(lambda x: x, 1, 2)
division(2, 1)
