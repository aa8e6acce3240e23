# super: without arguments, with one, two; in class methods, static, nested, properties.
class A:
    v = "A.v"
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    def __getitem__(self, k): return ("A", k)
class B(A):
    v = "B.v"
    def f(self): return "B" + super().f()
    @classmethod
    def c(cls): return "B" + super().c()
    @staticmethod
    def s(): return "B" + super(B, B).s()
    @property
    def p(self): return "B" + super().p
    def __getitem__(self, k): return super().__getitem__(k) + ("B",)
    def both(self): return super().v, super(B, self).v, super(A, self).__class__ is super(A, self).__class__
    def nested(self):
        def inner(): return super(B, self).f()
        return inner()
    def in_comp(self): return [super(B, self).f() for _ in range(2)]
    def no_getitem(self):
        try:
            return super()[1]
        except TypeError as e:
            return str(e)
    def bad(self): return super().nope
    def rebound(self):
        self = A()
        try:
            return super().f()
        except TypeError as e:
            return str(e)
b = B()
print(b.f(), b.c(), B.c(), b.s(), b.p, b[1], b.both()[:2], b.nested(), b.in_comp(), b.no_getitem(), b.rebound())
try:
    b.bad()
except AttributeError as e:
    print(e)
print(super(B, b).f(), super(B, B).c(), repr(super(B, b)).split(" at")[0], super(B, b).__thisclass__, super(B, b).__self__ is b, super(B, b).__self_class__)
u = super(B)
print(repr(u), u.__self__, type(u.__get__(b)).__name__, u.__get__(b).f())
for args in ((1,), (B, 1), (B, A()), (A, int)):
    try:
        super(*args)
        print("made")
    except TypeError as e:
        print(e)
try:
    super()
except RuntimeError as e:
    print(e)
def function(): return super()
try:
    function()
except RuntimeError as e:
    print(e)
class C(B):
    def f(self, x=1):
        return (lambda: super(C, self).f())() + str(x)
    def gen(self):
        yield super().f()
    def cell(self): return __class__.__name__
    def deleted(self):
        return "kept"
    def starred(*args): return super(C, args[0]).f()
    def starred_bare(*args):
        try:
            return super().f()
        except RuntimeError as e:
            return str(e)
    def __init__(self):
        super().__init__()
        super().__setattr__("made", 1)
c = C()
print(c.f(), list(c.gen()), c.cell(), c.deleted(), c.starred(), c.starred_bare(), c.made)
class D(C):
    f = lambda self: "D" + super().f()
print(D().f())
try:
    super(B, b).new = 1
except AttributeError as e:
    print(e)
b.__class__ = type("B2", (B,), {})
print(b.f())
