# send, throw and close on plain generators.
def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as e:
            got = "caught " + str(e)
g = echo()
print(next(g), g.send(1), g.send("two"), g.throw(ValueError("three")), g.send(None))
g.close()
for act in (lambda: g.send(1), lambda: next(g), lambda: g.throw(KeyError("after"))):
    try:
        act()
    except (StopIteration, KeyError) as e:
        print(type(e).__name__, e)
g = echo()
try:
    g.send(5)
except TypeError as e:
    print(e)
try:
    g.throw(KeyError("unstarted"))
except KeyError as e:
    print(e)
print(list(g))
def cleanup(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("finally")
    log.append("not reached")
log = []
g = cleanup(log)
print(next(g), g.close(), log, g.close())
def ignores():
    for i in range(2):
        try:
            yield
        except GeneratorExit:
            pass
g = ignores()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
def returns_on_exit():
    try:
        yield 1
    except GeneratorExit:
        return 5
g = returns_on_exit()
next(g)
print(g.close())
def raises_on_exit():
    try:
        yield 1
    finally:
        raise KeyError("from finally")
g = raises_on_exit()
next(g)
try:
    g.close()
except KeyError as e:
    print(e, repr(e.__context__))
def value():
    yield 1
    return "result"
g = value()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
def stops():
    yield 1
    raise StopIteration("inner")
g = stops()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__cause__ is e.__context__)
def recursive():
    yield next(g)
g = recursive()
try:
    next(g)
except ValueError as e:
    print(e)
g = echo()
next(g)
for args in ((ValueError,), (ValueError, "text"), (ValueError, ValueError("instance")), (ValueError, None, None), (KeyError, ("a", "b"))):
    try:
        print(g.throw(*args))
    except Exception as e:
        print(type(e).__name__, e.args)
g = echo()
next(g)
for bad in (5, "x", int, ValueError("a")):
    try:
        print(g.throw(bad))
    except TypeError as e:
        print(e)
try:
    g.throw(ValueError("x"), 5)
except TypeError as e:
    print(e)
try:
    g.throw(ValueError, "v", 5)
except TypeError as e:
    print(e)
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom)
def empty():
    return
    yield
print(list(empty()), [*empty()])
def ctx():
    try:
        raise KeyError("k")
    except KeyError:
        yield 1
        try:
            raise ValueError("v")
        except ValueError as e:
            yield repr(e.__context__)
print(list(ctx()))
