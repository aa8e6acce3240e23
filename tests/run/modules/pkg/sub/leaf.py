import pkg.alpha as a
from .. import version
VALUE = 42


def fail(n):
    return a.add(n) / 0
