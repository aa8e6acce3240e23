# isinstance, issubclass, type, callable, vars, dir, hash, id.
class A: pass
class B(A): x = 1
b = B(); b.y = 2
print(isinstance(b, A), isinstance(b, (int, A)), isinstance(5, int | str), isinstance(None, int | None), isinstance(True, int), issubclass(B, A), issubclass(A, (B, object)), issubclass(bool, int | str), isinstance(int, type), isinstance(b, ()), isinstance(5, ((int,), str)))
for call in (lambda: isinstance(5, 5), lambda: isinstance(5, (5,)), lambda: issubclass(5, int), lambda: issubclass(int, 5), lambda: isinstance(5, list[int]), lambda: isinstance(5, "int"), lambda: isinstance(5), lambda: type(), lambda: type(1, 2), lambda: type("a", (), {}, 1, 2) if False else type(1, (), {}), lambda: type("X", 5, {}), lambda: type("X", (), 5), lambda: type("X", (5,), {}), lambda: vars(5), lambda: vars(1, 2), lambda: callable()):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(type(5).__name__, type(type), type(b) is B, type(None).__name__, type(...).__name__, type(NotImplemented).__name__, type(print).__name__, type(A.__init__).__name__, type([].append).__name__, type(str.join).__name__, type(lambda: 0).__name__, type(A().__init__).__name__, type(range(1)).__name__, type(iter([])).__name__, type(iter({})).__name__, type({}.keys()).__name__, type(zip()).__name__)
print(vars(b), vars(B)["x"], "x" in dir(b), "y" in dir(b), "__class__" in dir(b), sorted(n for n in dir(A) if n in ("__dict__", "__weakref__", "__module__")), callable(A), callable(b), callable(len), callable(lambda: 0), callable(A().__init__))
T = type("T", (A,), {"v": 5, "m": lambda self: self.v})
print(T, T().m(), T.__mro__[1] is A, T.__module__, T.__qualname__, T.__dict__["v"], T.__name__)
T.__name__ = "Renamed"; T.__qualname__ = "Q.Renamed"; T.__module__ = "mod"
print(T, T.__name__)
for attr, v in (("__name__", 5), ("__qualname__", 5), ("__bases__", 5), ("__dict__", {})):
    try:
        setattr(T, attr, v)
    except (TypeError, AttributeError) as e:
        print(e)
for cls in (int, type(None), list):
    try:
        cls.new = 1
    except TypeError as e:
        print(e)
for make in (lambda: type(None)(5), lambda: bool(1, 2), lambda: object(1), lambda: type(...)(), lambda: NotImplemented(), lambda: object().x, lambda: int.nope, lambda: A.nope):
    try:
        print(make())
    except (TypeError, AttributeError) as e:
        print(e)
class Hook(type):
    def __instancecheck__(cls, o): return "truthy"
    def __subclasscheck__(cls, c): return []
class V(metaclass=Hook): pass
print(isinstance(5, V), issubclass(int, V), isinstance(V(), V))
class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
print(hash(H(5)), hash(H(2 ** 70)) == hash(2 ** 70), hash(H(-1)), hash(H(True)))
for h in ("x", 1.5, None):
    try:
        hash(H(h))
    except TypeError as e:
        print(e)
class E:
    def __eq__(self, o): return True
try:
    hash(E())
except TypeError as e:
    print(e, E.__hash__)
print(object() == object(), object() != 5, A.__eq__(A, 5), object().__hash__() != 0, object.__str__(5), object.__repr__("a").startswith("<str object at"), (5).__class__, A.__subclasshook__(5), object().__dir__() is not None, object.__reduce_ex__ is not None)
print(bool(A()), A() is A(), id(b) == id(b), b.__class__.__name__, b.__module__, B.__doc__, A.__weakref__ is not None, A.__basicsize__ > 0 if hasattr(A, "__basicsize__") else True)
