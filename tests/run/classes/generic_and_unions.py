# __class_getitem__, types' subscripts, unions with |.
class G:
    def __class_getitem__(cls, item): return (cls.__name__, item)
class H(G): pass
print(G[int], H[1, 2], H["x"])
class Plain: pass
for call in (lambda: Plain[int], lambda: int[str], lambda: G()[0], lambda: Plain()[0]):
    try:
        print(call())
    except TypeError as e:
        print(e)
l = list[int]
print(l, dict[str, int], tuple[int, ...], set[frozenset[str]], type(l).__name__, l.__origin__, l.__args__, l.__parameters__, list[int] == list[int], list[int] == list[str], hash(list[int]) == hash(list[int]), list[int]([1, 2]), l(), type(l()).__name__)
print(list["Forward"], tuple[()], tuple[int,], list[list[int]], type[int], dict[str, list[int]].__args__)
for bad in (lambda: isinstance([], l), lambda: issubclass(list, l), lambda: l[str], lambda: l < l, lambda: l.nope):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
class S(list[int]): pass
print(S.__bases__, S.__orig_bases__, S([1]), S.__mro__[1].__name__)
u = int | str
print(u, int | None, int | str | int, u == str | int, type(u).__name__, u.__args__, isinstance(5, u), isinstance(None, int | None), issubclass(bool, u), hash(u) == hash(str | int), (int | str) | float, list[int] | None, int | list[str])
for bad in (lambda: int | 5, lambda: 5 | int, lambda: u < u, lambda: u[int], lambda: int | "x"):
    try:
        print(bad())
    except TypeError as e:
        print(e)
class M(type):
    def __or__(cls, o): return "meta or"
class K(metaclass=M): pass
print(K | int, None | int, u.__or__(float), repr(Plain | None).replace("__main__.", ""))
class Entries:
    def __mro_entries__(self, bases): return (Plain, G)
class E(Entries()): pass
print([b.__name__ for b in E.__bases__], len(E.__orig_bases__))
class NoEntries:
    def __mro_entries__(self, bases): return ()
class F(NoEntries()): pass
print(F.__bases__)
class BadEntries:
    def __mro_entries__(self, bases): return 5
try:
    class X(BadEntries()): pass
except TypeError as e:
    print(e)
try:
    class Y(5): pass
except TypeError as e:
    print(e)
def f(x: int | None = None, *a: list[str]) -> dict[str, int]: pass
print(f.__annotations__)
