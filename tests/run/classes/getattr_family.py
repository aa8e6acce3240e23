# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class A:
    real = "class"
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return "made " + name
a = A()
a.own = 1
print(a.real, a.own, a.anything, hasattr(a, "_no"), getattr(a, "_no", "default"))
class B:
    def __getattribute__(self, name):
        if name == "blocked": raise AttributeError("blocked!")
        if name == "answer": return 42
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return "fallback " + name
b = B()
b.x = 1
print(b.x, b.answer, b.blocked, b.other)
class C:
    def __setattr__(self, name, value):
        if name == "no": raise AttributeError("cannot set")
        object.__setattr__(self, name, (value, "wrapped"))
    def __delattr__(self, name):
        print("deleting", name)
        super().__delattr__(name)
c = C()
c.a = 1
print(c.a, c.__dict__)
try:
    c.no = 1
except AttributeError as e:
    print(e)
del c.a
try:
    del c.a
except AttributeError as e:
    print(e)
class D:
    def __dir__(self): return ["z", "a", "m"]
print(dir(D()))
class E:
    def __dir__(self): return 5
try:
    dir(E())
except TypeError as e:
    print(e)
class F:
    @property
    def p(self): raise AttributeError("inner")
    def __getattr__(self, name): return "via getattr " + name
print(F().p)
class G:
    def __getattribute__(self, name): raise AttributeError("none: " + name)
try:
    G().x
except AttributeError as e:
    print(e)
class H:
    x = 1
try:
    H().y
except AttributeError as e:
    print(e, "|", e.name, type(e.obj).__name__)
for args in ((a,), (a, 1), (a, "x", 1, 2)):
    try:
        getattr(*args)
    except TypeError as e:
        print(e)
try:
    setattr(a, 1, 2)
except TypeError as e:
    print(e)
class I:
    def __getattr__(self, name):
        raise ValueError("not an AttributeError")
try:
    hasattr(I(), "x")
except ValueError as e:
    print(e)
class J: pass
j = J()
j.__getattr__ = lambda n: "instance"
try:
    j.z
except AttributeError as e:
    print(e)
J.__getattr__ = lambda self, n: "patched " + n
print(j.z)
del J.__getattr__
try:
    j.z
except AttributeError as e:
    print(e)
j.__dict__["a b"] = 1
print(getattr(j, "a b"), sorted(vars(j)))
j.__dict__ = {"q": 2}
print(j.q, hasattr(j, "a b"))
try:
    j.__dict__ = 5
except TypeError as e:
    print(e)
class K:
    def __getattr__(self, name): return lambda *a, **k: (name, a, k)
print(K().method(1, x=2), K().other())
try:
    len(K())
except TypeError as e:
    print(e)
