# try, except, else, finally: each way in and out.
def f(kind):
    log = []
    try:
        log.append("try")
        if kind == "raise": raise ValueError("v")
        if kind == "other": raise KeyError("k")
        if kind == "return": return log
    except ValueError as e:
        log.append("except %s" % e)
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log
for kind in ("none", "raise", "return", "other"):
    try:
        print(kind, f(kind))
    except KeyError as e:
        print("out", e)
def finally_return():
    try:
        return 1
    finally:
        return 2
def finally_swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"
def finally_break():
    for i in range(3):
        try:
            raise ValueError
        finally:
            break
    return i
def finally_continue():
    n = 0
    for i in range(3):
        try:
            1 / 0
        finally:
            n += 1
            continue
    return n
def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2
def mutable_kept():
    x = [1]
    try:
        return x
    finally:
        x.append(2)
print(finally_return(), finally_swallow(), finally_break(), finally_continue(), value_kept(), mutable_kept())
def nested():
    log = []
    try:
        try:
            try:
                raise KeyError("a")
            except ValueError:
                log.append("wrong")
            finally:
                log.append("f1")
        except KeyError as e:
            log.append("got " + str(e))
            raise TypeError("b")
        finally:
            log.append("f2")
    except TypeError as e:
        log.append(repr(e.__context__))
    return log
print(nested())
def else_raises():
    try:
        pass
    except ValueError:
        return "wrong"
    else:
        raise ValueError("from else")
try:
    else_raises()
except ValueError as e:
    print(e)
def loops():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append("f")
    else:
        out.append("else")
    return out
print(loops())
def while_try():
    n = 0
    while True:
        try:
            n += 1
            if n < 3: raise ValueError
            return n
        except ValueError:
            continue
print(while_try())
for types in ((ValueError, KeyError), (), (LookupError,)):
    try:
        try:
            raise KeyError("t")
        except types as e:
            print("caught by", types)
    except KeyError as e:
        print("not caught by", types)
for bad in (5, "x", (ValueError, 5), int):
    try:
        try:
            1 / 0
        except bad:
            pass
    except TypeError as e:
        print(e)
try:
    try:
        1 / 0
    except undefined_name:
        pass
except NameError as e:
    print(e, repr(e.__context__))
try:
    pass
except 5:
    pass
print("bad clause unused")
def deleted():
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    try:
        e
    except UnboundLocalError as x:
        return str(x)
print(deleted())
def deleted_inside():
    try:
        1 / 0
    except ZeroDivisionError as e:
        del e
    return "fine"
print(deleted_inside())
