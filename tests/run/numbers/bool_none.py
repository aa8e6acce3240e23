# bool is an int; None; identity; truth of everything; constants in tests.
print(True + True, True * 3, False - 1, True / 2, -True, ~True, True << 3, True & False, True | False, True ^ True)
print(True & 1, 3 & True, True == 1, False == 0.0, True is True, not True, not None, None is None, None == 0)
print(bool([]), bool([0]), bool(""), bool("0"), bool(()), bool({}), bool(0), bool(0.0), bool(2**100), bool(None), bool(range(0)), bool(range(3)))
print(repr(True), str(False), int(True), float(False), hash(True), True.bit_length(), isinstance(True, int), issubclass(bool, int))
print(type(True), type(None), type(1), type(1.5), type("s"), type([]), type(()), type({}), type(print), type(type))
print(1 if None else 2, 1 if [] else 2, 1 if "a" else 2)
print(0 or "b", 1 and "c", None or 0 or [], 1 and 2 and 3, "" and 1, not "" and not [])
a = 5
print(1 < a < 10, 1 < a > 3, 1 > a < 10, 1 < 2 < 3 < 4, 1 < 2 > 3 < 4, a == 5 != 6)


class Loud:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print("bool", self.v)
        return self.v

    def __lt__(self, other):
        print("lt", self.v, other.v)
        return self.v < other.v


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        print("len", self.n)
        return self.n


x = Loud(True) and Loud(False) or Loud(True)
print(x.v)
print(bool(Sized(0)), bool(Sized(2)), not Sized(1))
if Loud(False):
    print("no")
elif Sized(3):
    print("yes")
while Sized(0):
    print("never")
print((Loud(1) < Loud(2) < Loud(0)) if True else None)


class BadBool:
    def __bool__(self):
        return 3


class BadLen:
    def __len__(self):
        return -1


for bad in (BadBool(), BadLen()):
    try:
        bool(bad)
    except Exception as e:
        print(type(e).__name__, e)
print(None.__class__, (1).__class__, None.__repr__(), NotImplemented, Ellipsis, ... is Ellipsis)
