# A metaclass's methods: __prepare__, __new__, __init__, __call__, keywords.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", cls.__name__, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)
    def hello(cls): return "hello " + cls.__name__
    @property
    def upper(cls): return cls.__name__.upper()
    def __len__(cls): return 42
    def __iter__(cls): return iter(cls.__name__)
    def __contains__(cls, x): return x == "in"
    def __getitem__(cls, k): return (cls.__name__, k)
    def __getattr__(cls, name):
        if name.startswith("dyn"): return "dynamic " + name
        raise AttributeError(name)
    def __repr__(cls): return "<meta %s>" % cls.__name__
    def __add__(cls, other): return (cls.__name__, other.__name__)
class A(metaclass=Meta, option=1):
    x = 1
    def __init__(self, *a, **k): self.a = (a, k)
class B(A, other=2): pass
print(B(1, k=2).a, B.prepared)
print(A.hello(), B.upper, len(A), list(B), "in" in A, "out" in A, A[1], A.dynamo, A, A + B)
for name in ("hello", "upper", "dynamo"):
    try:
        getattr(A(), name)
    except AttributeError as e:
        print(e)
try:
    A.missing
except AttributeError as e:
    print(e)
print(type(A) is Meta, isinstance(A, Meta), issubclass(Meta, type), type(B).__name__, Meta.__class__)
C = Meta("C", (A,), {"y": 2}, extra=3)
print(C.y, C.__bases__, C.__mro__)
class Other(type): pass
try:
    class Conflict(A, metaclass=Other): pass
except TypeError as e:
    print(e)
class Sub(Meta): pass
class D(A, metaclass=Sub): pass
print(type(D).__name__)
def function_meta(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if k[0] != "_"), kw)
class E(1 and object, metaclass=function_meta, k=5): z = 1
print(E)
class Single(type):
    made = {}
    def __call__(cls, *a):
        if cls not in cls.made: cls.made[cls] = super().__call__(*a)
        return cls.made[cls]
class S(metaclass=Single): pass
print(S() is S(), len(Single.made))
class NotDict(type):
    @classmethod
    def __prepare__(mcs, *a): return 5
try:
    class F(metaclass=NotDict): pass
except TypeError as e:
    print(e)
