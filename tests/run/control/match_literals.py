# match: literals, values, captures, guards, or.
class K:
    RED = 1
    class Inner: BLUE = 2
def f(x):
    match x:
        case 0: return "zero"
        case 1.5: return "float"
        case -3: return "minus three"
        case 2 + 3j: return "complex"
        case "text": return "str"
        case b"by": return "bytes"
        case None: return "None"
        case True: return "True"
        case K.RED: return "red"
        case K.Inner.BLUE: return "blue"
        case 10 | 20 | 30: return "tens"
        case int(n) if n > 100: return "big %d" % n
        case str() as s if len(s) > 3: return "long " + s
        case x if x == (): return "guarded"
        case _: return "other"
for x in (0, False, 0.0, 1.5, -3, 2 + 3j, "text", b"by", None, True, 1, 2, 10, 30, 101, "long", "abc", (), [], object, 20.0):
    print(repr(x), f(x))
def order(x):
    match x:
        case [1, y] | [y, 1]: return "or", y
        case {"a": z} | {"b": z}: return "map", z
        case (str() | bytes()) as t: return t
        case int() | float() as num: return num * 2
for x in ([1, 2], [3, 1], {"a": 5}, {"b": 6}, "s", b"b", 4, 2.5, None): print(order(x))
def binds(x):
    match x:
        case (a, b) if a > b: r = "gt"
        case (a, b): r = "le"
        case a: r = "one"
    return r, a
print(binds((2, 1)), binds((1, 2)), binds(5))
def nomatch(x):
    match x:
        case 1: y = "set"
    try:
        return y
    except UnboundLocalError as e:
        return str(e)
print(nomatch(1), nomatch(2))
class Eq:
    def __eq__(self, other):
        print("eq", other)
        return other == 2
match Eq():
    case 1: print("one")
    case 2: print("two")
log = []
def n(v):
    log.append(v)
    return v
match n(5):
    case 4 if n("no"): pass
    case 5 if not n("first"): pass
    case 5 if n("second"): log.append("hit")
print(log)
match 1, 2:
    case a, b: print(a, b)
match (1,):
    case x,: print(x)
match = case = 3
match match:
    case case: print(match, case)
print(match * case, [match for match in range(2)])
match -0:
    case 0: print("neg zero")
match "a" "b":
    case "ab": print("joined")
    case _: pass
class Raise:
    def __eq__(self, o): raise ValueError("eq fails")
    __hash__ = None
try:
    match Raise():
        case 1: pass
except ValueError as e:
    print(e)
