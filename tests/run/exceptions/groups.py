# Exception groups: construction, split, subgroup, derive.
E, V, T = ExceptionGroup, ValueError, TypeError
g = E("msg", [V(1), T("t"), E("inner", [V(2), KeyError("k")])])
print(g, repr(g), g.message, len(g.exceptions), type(g).__mro__[1].__name__)
print(repr(g.subgroup(V)), repr(g.subgroup((V, KeyError))), g.subgroup(OSError))
print([repr(x) for x in g.split(V)])
print([repr(x) for x in g.split(OSError)], [repr(x) for x in g.split(Exception)])
print(repr(g.subgroup(lambda e: isinstance(e, KeyError))), g.subgroup(lambda e: False), g.subgroup(lambda e: True) is g)
print([repr(x) for x in g.split(lambda e: str(e) == "t")])
for args in ((), ("m",), ("m", []), (5, [V()]), ("m", [5]), ("m", 5), ("m", [V], 3), ("m", [V]), ("m", (V(),))):
    try:
        print(repr(E(*args)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
b = BaseExceptionGroup("b", [V(1), KeyboardInterrupt()])
print(type(b).__name__, type(BaseExceptionGroup("b", [V(1)])).__name__)
try:
    E("e", [KeyboardInterrupt()])
except TypeError as e:
    print(e)
class My(ExceptionGroup):
    def derive(self, excs): return My("derived " + self.message, excs)
    extra = 1
m = My("my", [V(1), T(2)])
m.add_note("note") if hasattr(m, "add_note") else None
s = m.subgroup(V)
print(repr(s), type(s).__name__, s.__notes__, s.extra)
class Plain(ExceptionGroup): pass
print(type(Plain("p", [V(1), T(2)]).subgroup(V)).__name__)
class MixedErr(BaseExceptionGroup, V): pass
try:
    MixedErr("x", [KeyboardInterrupt()])
    print("made")
except TypeError as e:
    print(e)
try:
    raise g from KeyError("cause")
except E as e:
    a, rest = e.split(V)
    print(repr(a.__cause__), repr(rest.__cause__), a.__context__, a.__traceback__ is e.__traceback__)
for bad in (5, int, None, (V, 5), [V]):
    try:
        g.split(bad)
    except TypeError as e:
        print(e)
try:
    g.message = "x"
except AttributeError as e:
    print(e)
try:
    g.exceptions = ()
except AttributeError as e:
    print(e)
print(g.args, E("n", (V(),)).args, isinstance(g, Exception), isinstance(b, Exception), E.__class_getitem__(int))
def count(e): return sum(map(count, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1
print(count(g), str(E("one", [V()])), str(E("", [V(), V()])))
