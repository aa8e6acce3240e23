# match: sequences, stars, mappings, rest.
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
def seq(x):
    match x:
        case []: return "empty"
        case [a]: return "one", a
        case [1, 2, *rest]: return "12", rest
        case [first, *_, last] if first == last: return "same ends", first
        case [*init, "end"]: return "end", init
        case [[a, b], [c, d]]: return "nested", a, b, c, d
        case (a, b): return "two", a, b
        case [a, *mid, z]: return "star", a, mid, z
        case _: return "no"
for x in ([], (), [5], [1, 2], [1, 2, 3, 4], [7, 8, 7], ["x", "end"], [[1, 2], (3, 4)], (8, 9), [3, 4, 5, 6], "ab", b"ab", bytearray(b"ab"), {1, 2}, {1: 2}, range(2), range(5), iter([1]), Seq(), None):
    print(x if not isinstance(x, (Seq, type(iter([])))) else type(x).__name__, seq(x))
def mapping(x):
    match x:
        case {"k": 1}: return "k=1"
        case {"k": v, "j": w, **rest}: return "kj", v, w, rest
        case {"k": {"n": n}}: return "nested", n
        case {1: one, None: none}: return "consts", one, none
        case {"only": o, **rest} if not rest: return "only", o
        case {**all}: return "all", all
for x in ({"k": 1, "z": 0}, {"k": 2, "j": 3, "x": 4}, {"k": {"n": 9}}, {1: "a", None: "b"}, {"only": 1}, {"only": 1, "more": 2}, {}, [], "k"):
    print(x, mapping(x))
class M(dict): pass
print(mapping(M(k=1)))
class Missing(dict):
    def __missing__(self, key): return "made"
match Missing():
    case {"absent": v}: print("matched", v)
    case _: print("get is used")
d = {"a": 1}
match d:
    case {"a": a, **rest}:
        rest["b"] = 2
        print(d, rest)
class Key: A = "a"
match d:
    case {Key.A: v}: print(v)
try:
    class Two: X = "a"
    match d:
        case {"a": _, Two.X: _}: pass
except ValueError as e:
    print(e)
class BadLen(list):
    def __len__(self): raise ValueError("len")
try:
    match BadLen([1]):
        case [x]: pass
except ValueError as e:
    print(e)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [e]]]]: print(a, b, c, e)
match {"users": [{"name": "x", "tags": ["p", "q"]}]}:
    case {"users": [{"name": str(name), "tags": [*tags]}, *_]}: print(name, tags)
match [0, 1, 2, 3]:
    case [0, *middle, 3]: print(middle)
match "abc":
    case [*_]: print("sequence")
    case str(s): print("str", s)
