# Data and other descriptors: who wins, deletion, on classes and metaclasses.
class Data:
    def __get__(self, obj, cls=None): return ("data", obj is None, cls and cls.__name__)
    def __set__(self, obj, value): obj.__dict__["log"] = value
    def __delete__(self, obj): obj.__dict__["log"] = "deleted"
class NonData:
    def __get__(self, obj, cls=None): return "nondata"
class SetOnly:
    def __set__(self, obj, value): obj.__dict__["s"] = value * 2
class A:
    d = Data()
    n = NonData()
    s = SetOnly()
a = A()
print(a.d, A.d, a.n, A.n, type(a.s).__name__)
a.__dict__.update(d=1, n=2, s=3)
print(a.d, a.n)
a.d = 5
a.s = 7
print(a.log, a.__dict__['s'])
del a.d
print(a.log)
try:
    del a.s
except AttributeError as e:
    print(e)
a.n = "own"
print(a.n)
del a.n
print(a.n)
class GetOnly:
    def __get__(self, obj, cls): return 1
    def __delete__(self, obj): print("delete")
class B:
    g = GetOnly()
b = B()
try:
    b.g = 1
except AttributeError as e:
    print(e)
del b.g
class Raising:
    def __get__(self, obj, cls): raise ValueError("get")
class C: r = Raising()
for o in (C, C()):
    try:
        o.r
    except ValueError as e:
        print(e)
class Meta(type):
    m = Data()
    n = NonData()
class D(metaclass=Meta):
    m = "class attribute"
    n = "class attribute"
print(D.m, D.n, D().m)
class Prop:
    def __init__(self): self._v = 0
    @property
    def v(self):
        "the value"
        return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("negative")
        self._v = x
    ro = property(lambda self: "ro")
    wo = property(None, lambda self, x: setattr(self, "_v", x))
p = Prop()
p.v = 4
p.v += 1
print(p.v, Prop.v.__doc__, Prop.v.fget(p), Prop.v.fdel)
for act in (lambda: setattr(p, "v", -1), lambda: setattr(p, "ro", 1), lambda: p.wo, lambda: delattr(p, "v"), lambda: delattr(p, "ro")):
    try:
        act()
    except (AttributeError, ValueError) as e:
        print(e)
class Sub(Prop):
    @Prop.v.getter
    def v(self): return "sub"
s = Sub()
s.v = 3
print(s.v, s._v)
f = lambda self: self
print(f.__get__(1)(), type(f.__get__(None, int)).__name__, f.__get__(2, int).__self__)
class Instance: pass
i = Instance()
i.d = Data()
print(type(i.d).__name__)
class CallableDescriptor:
    def __get__(self, obj, cls): return lambda *args: ("bound", obj is not None, args)
class E: m = CallableDescriptor()
print(E().m(1), E.m(2))
class ClassGet(type):
    def __get__(cls, obj, owner): return (cls.__name__, obj is None)
class Inner(metaclass=ClassGet): pass
class Holder: inner = Inner
print(Holder.inner, Holder().inner)
