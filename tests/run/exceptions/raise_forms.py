# raise: classes, instances, from, bare, wrong things.
def show(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e.args, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def r1(): raise ValueError
def r2(): raise ValueError("text", 2)
def r3(): raise ValueError from KeyError("cause")
def r4(): raise ValueError from KeyError
def r5(): raise ValueError from None
def r6():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("new")
def r7():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("new") from e
def r8():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("new") from None
def r9():
    try:
        1 / 0
    except ZeroDivisionError:
        raise
def r10(): raise
def r11(): raise 5
def r12(): raise "text"
def r13(): raise None
def r14(): raise int
def r15(): raise ValueError from 5
def r16(): raise ValueError from int
def r17():
    class Bad(Exception):
        def __new__(cls): return 5
    raise Bad
def r18():
    class Bad(Exception):
        def __init__(self): raise KeyError("in init")
    raise Bad
def r19():
    e = ValueError("self")
    try:
        raise e
    except ValueError:
        raise e
def r20():
    e = ValueError("cyc")
    try:
        raise KeyError("k")
    except KeyError as k:
        try:
            raise e
        except ValueError:
            raise k
def r21():
    def inner(): raise
    try:
        raise KeyError("outer")
    except KeyError:
        inner()
def r22():
    try:
        raise KeyError("a")
    except KeyError:
        pass
    raise
def r23():
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError:
            if i: raise
def r24(): raise (ValueError, KeyError)
def r25(): raise ValueError()()
for f in (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23, r24, r25):
    print(f.__name__, end=" ")
    show(f)
e = ValueError("a")
e.__cause__ = KeyError("c")
print(e.__suppress_context__)
for attr, v in (("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("args", 5)):
    try:
        setattr(e, attr, v)
    except TypeError as x:
        print(x)
try:
    del e.__cause__
except TypeError as x:
    print(x)
e.args = [1, 2]
print(e.args, e, repr(e))
print(e.with_traceback(None) is e, e.__traceback__)
