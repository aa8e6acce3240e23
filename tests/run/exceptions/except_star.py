# except*: matching, splitting, re-raising, names, nesting.
def run(exc, body):
    try:
        body(exc)
        print("  completed")
    except BaseException as e:
        print("  out:", repr(e), repr(e.__context__), repr(e.__cause__))
def b1(exc):
    try:
        raise exc
    except* ValueError as e:
        print("  V", repr(e))
    except* (TypeError, KeyError) as e:
        print("  TK", repr(e))
G = ExceptionGroup
for exc in (G("g", [ValueError(1)]), G("g", [ValueError(1), TypeError(2), G("h", [KeyError(3), ValueError(4)])]), G("g", [OSError(5), ValueError(6)]), ValueError("naked"), OSError("naked"), KeyError("naked")):
    print(repr(exc))
    run(exc, b1)
def b3(exc):
    try:
        raise exc
    except* ValueError as e:
        raise
def b4(exc):
    try:
        raise exc
    except* ValueError as e:
        raise e
def b5(exc):
    try:
        raise exc
    except* ValueError:
        pass
    else:
        print("  else")
    finally:
        print("  finally")
for b in (b3, b4, b5):
    print(b.__name__)
    run(G("g", [ValueError(1), TypeError(2)]), b)
def none():
    try:
        pass
    except* ValueError:
        print("wrong")
    else:
        print("else")
    finally:
        print("finally")
none()
def loop():
    out = []
    for i in range(3):
        try:
            raise G("g", [ValueError(i)])
        except* ValueError as e:
            out.append(e.exceptions[0].args[0])
    return out
print(loop())
def nested():
    try:
        try:
            raise G("g", [ValueError(1), KeyError(2)])
        except* ValueError:
            1 / 0
    except* ZeroDivisionError as e:
        print("zero", repr(e))
    except* KeyError as e:
        print("key", repr(e))
nested()
for bad in (ExceptionGroup, 5, (ValueError, BaseExceptionGroup), int):
    try:
        try:
            raise ValueError(1)
        except* bad:
            pass
    except TypeError as e:
        print(e)
def name_gone():
    try:
        raise G("g", [ValueError(1)])
    except* ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as x:
        return str(x)
print(name_gone())
def unmatched_identity():
    exc = G("g", [TypeError(1)])
    try:
        try:
            raise exc
        except* ValueError:
            pass
    except G as e:
        return e is exc, e == exc, repr(e)
print(unmatched_identity())
def base():
    try:
        raise BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)])
    except* KeyboardInterrupt as e:
        print(repr(e))
try:
    base()
except Exception as e:
    print("left", repr(e))
