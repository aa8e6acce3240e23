# and, or, not, conditional expressions: values, order, truth of objects.
log = []
def n(v):
    log.append(v)
    return v
print(n(0) or n("") or n("last"), n(1) and n([]) and n("never"), log)
log.clear()
print(n(0) and n(1) or n(2), n(1) or n(2) and n(3), not n(0), not not n(5), log)
log.clear()
print(n("yes") if n(True) else n("no"), n("yes") if n(0) else n("no"), log)
print([] or {} or () or None, 1 and 2 and 3, "" and 5, None or 0, (0 or 1) and (1 or 0), 1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 1)
print(not 1 == 2, not (1 and 0), not [] and not {}, 1 or 1 / 0, 0 and 1 / 0, True and False or True)
class T:
    def __init__(self, v): self.v = v
    def __bool__(self):
        log.append("bool %s" % self.v)
        return self.v
    def __repr__(self): return "T(%s)" % self.v
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class Both:
    def __bool__(self): return False
    def __len__(self): return 5
class Bad:
    def __bool__(self): return 1
class Neg:
    def __len__(self): return -1
class Raise:
    def __bool__(self): raise KeyError("bool")
log.clear()
print(T(True) and T(False) or T(True), log)
print(bool(L(0)), bool(L(3)), bool(Both()), bool(object()), bool(T), [bool(v) for v in (0, 0.0, 0j, "", b"", (), [], {}, set(), None, False, range(0), "0", " ", [0], (0,), float("nan"))])
for bad in (Bad(), Neg(), Raise()):
    for act in (lambda: bool(bad), lambda: not bad, lambda: 1 if bad else 2, lambda: bad and 1, lambda: bad or 1, lambda: [x for x in [1] if bad], lambda: all([bad])):
        try:
            act()
            print("no error")
        except (TypeError, ValueError, KeyError) as e:
            print(type(e).__name__, e, end="; ")
    print()
def branches(a, b, c):
    if a and b or c: return "if"
    elif a or b and not c: return "elif"
    else: return "else"
print([branches(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)])
def loops(n):
    out = []
    while n and n % 5 or n > 8:
        n -= 1
        out.append(n)
    return out
print(loops(12), loops(4), loops(5))
x = None
print(x is None, x is not None, x == None, x is x, [] is [], [] is not None, not x is None, x in (None,), "a" in "abc" and "z" not in "abc")
assert 1, "never"
try:
    assert [], "message %d" % 5
except AssertionError as e:
    print(e.args)
try:
    assert 0
except AssertionError as e:
    print(e.args)
try:
    assert (), (1, 2)
except AssertionError as e:
    print(e.args)
print((lambda a, b=n("default") or 5: a and b)(1), [v or "none" for v in (0, 1)], {k: v for k, v in [(1, 0), (2, 3)] if v or k == 1}, f"{0 or 'x'}", (yield_ := 0) or 7)
