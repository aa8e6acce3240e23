# __init_subclass__ and __set_name__.
class Base:
    kinds = []
    def __init_subclass__(cls, /, kind="plain", **kw):
        super().__init_subclass__(**kw)
        cls.kind = kind
        Base.kinds.append((cls.__name__, kind))
class A(Base, kind="a"): pass
class B(Base): pass
class C(A, kind="c"): pass
print(Base.kinds, A.kind, hasattr(Base, "kind"))
try:
    class D(Base, other=1): pass
except TypeError as e:
    print(e)
try:
    class D(object, x=1): pass
except TypeError as e:
    print(e)
print(type("T", (Base,), {}, kind="t").kind, Base.kinds[-1])
class Named:
    def __set_name__(self, owner, name):
        self.owner, self.name = owner.__name__, name
    def __get__(self, obj, cls): return (self.owner, self.name)
class E:
    x = Named()
    y = z = Named()
print(E.x, E.y, E.z)
E.late = Named()
try:
    E.late
except AttributeError as e:
    print(e)
class Order:
    log = []
    def __set_name__(self, owner, name): Order.log.append("set_name " + name)
class F(Base):
    a = Order()
    b = Order()
    def __init_subclass__(cls): Order.log.append("init_subclass " + cls.__name__)
class G(F): c = Order()
print(Order.log)
class Bad:
    def __set_name__(self, owner, name): raise ValueError("bad name")
try:
    class H: h = Bad()
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
class Uses(Base):
    def __init_subclass__(cls, **kw):
        cls.seen = sorted(k for k in cls.__dict__ if not k.startswith("_"))
        super().__init_subclass__(**kw)
class I(Uses, kind="i"):
    p = 1
    def q(self): pass
print(I.seen, I.kind)
class Static:
    @staticmethod
    def __init_subclass__(**kw): print("static", kw)
class J(Static, k=1): pass
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        kw.pop("eaten", None)
        return super().__new__(m, name, bases, ns, **kw)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
class K(Base, metaclass=Meta, eaten=1, kind="k"): pass
print(K.kind, Base.__init_subclass__.__self__ is Base)
