# How __context__ is set, cut and kept from circles.
def chain(e):
    out = []
    while e is not None and len(out) < 10:
        out.append("%s(%s)" % (type(e).__name__, e))
        e = e.__context__
    return " < ".join(out)
def deep(n):
    try:
        if n: deep(n - 1)
        else: raise ValueError(0)
    except Exception as e:
        raise KeyError(n)
try:
    deep(3)
except KeyError as e:
    print(chain(e))
def in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")
try:
    in_finally()
except KeyError as e:
    print(chain(e))
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): raise TypeError("exit")
try:
    with CM(): raise ValueError("body")
except TypeError as e:
    print(chain(e))
try:
    try:
        raise ValueError("a")
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            pass
        raise TypeError("c")
except TypeError as e:
    print(chain(e))
def call_in_handler():
    try:
        raise ValueError("outer")
    except ValueError:
        return helper()
def helper():
    try:
        raise KeyError("inner")
    except KeyError as e:
        return chain(e)
print(call_in_handler())
try:
    raise ValueError("no context")
except ValueError as e:
    print(chain(e))
a, b = ValueError("a"), KeyError("b")
try:
    try:
        raise a
    except ValueError:
        raise b
except KeyError:
    try:
        raise a
    except ValueError as e:
        print(chain(e), "|", repr(a.__context__), repr(b.__context__))
def gen():
    try:
        yield 1
    except ValueError as e:
        yield chain(e)
    try:
        raise TypeError("in gen")
    except TypeError as e:
        yield chain(e)
g = gen()
next(g)
print(g.throw(ValueError("thrown")))
print(next(g))
class Bad:
    def __getattr__(self, n):
        try:
            raise KeyError(n)
        except KeyError:
            raise AttributeError(n)
try:
    Bad().zip
except AttributeError as e:
    print(chain(e))
print(getattr(Bad(), "zip", "default"))
import sys
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exception() is e)
    try:
        raise KeyError
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
    def f(): return sys.exc_info()[0].__name__
    print(f())
print(sys.exc_info())
def swap():
    try:
        raise ValueError(1)
    except ValueError as e:
        e.__context__ = KeyError("put in")
        raise
try:
    swap()
except ValueError as e:
    print(chain(e))
