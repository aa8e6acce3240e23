# match: class patterns, __match_args__, builtins.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
def f(o):
    match o:
        case Q(0, y): return "Q0", y
        case P(x=0, y=0): return "origin"
        case P(x, 0): return "on x", x
        case P(0, y=y): return "on y", y
        case P(x, y) if x == y: return "diagonal", x
        case P(): return "P"
for o in (Q(0, 1), Q(1, 0), P(0, 0), P(3, 0), P(0, 4), P(5, 5), P(1, 2), 5): print(f(o))
def b(o):
    match o:
        case bool(v): return "bool", v
        case int(v): return "int", v
        case float(v): return "float", v
        case str(v): return "str", v
        case bytes(v): return "bytes", v
        case list([a, *_]): return "list", a
        case tuple(v): return "tuple", v
        case dict({"k": v}): return "dict", v
        case set(v): return "set", len(v)
        case frozenset() | bytearray(): return "other"
        case complex(real=r, imag=i): return "complex", r, i
        case type(): return "type", o.__name__
for o in (True, 1, 1.5, "s", b"b", [1, 2], [], (1,), {"k": 5}, {}, {1}, frozenset(), bytearray(), 1j, int, None): print(b(o))
class NoArgs: pass
class BadArgs: __match_args__ = ["x"]
class BadItem: __match_args__ = (5,)
class Dup:
    __match_args__ = ("a", "a")
    a = 1
for cls in (NoArgs, BadArgs, BadItem, Dup):
    try:
        match cls():
            case cls(1, 1): print("matched")
            case _: print("none")
    except TypeError as e:
        print(e)
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e:
    print(e)
try:
    match P(1, 2):
        case P(1, x=1): pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e:
    print(e)
five = 5
try:
    match 1:
        case five(): pass
except TypeError as e:
    print(e)
match P(1, 2):
    case P(z=3): print("wrong")
    case P(x=int() as a, y=(1 | 2) as c): print(a, c)
class Prop:
    @property
    def v(self): raise AttributeError("hidden")
    @property
    def w(self): raise ValueError("shown")
match Prop():
    case Prop(v=1): print("wrong")
    case _: print("missing attribute")
try:
    match Prop():
        case Prop(w=1): pass
except ValueError as e:
    print(e)
class Meta(type):
    def __instancecheck__(cls, o): return o == "yes"
class Virtual(metaclass=Meta): pass
for o in ("yes", "no"):
    match o:
        case Virtual(): print("virtual")
        case _: print("not")
class Node:
    __match_args__ = ("l", "v", "r")
    def __init__(self, l, v, r): self.l, self.v, self.r = l, v, r
def depth(t):
    match t:
        case None: return 0
        case Node(None, _, None): return 1
        case Node(l, _, r): return 1 + max(depth(l), depth(r))
print(depth(Node(Node(None, 1, None), 2, Node(Node(None, 3, None), 4, None))))
def ev(e):
    match e:
        case int() | float(): return e
        case ("+", a, b): return ev(a) + ev(b)
        case ("*", a, b): return ev(a) * ev(b)
        case ("-", a): return -ev(a)
        case [op, *_]: return "unknown " + op
print(ev(("+", 1, ("*", 2, ("-", 3)))), ev(("/", 1, 2)))
