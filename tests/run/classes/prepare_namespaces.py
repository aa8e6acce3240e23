# Class bodies over mappings of the metaclass's own.
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"): print("set", k)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        if not k.startswith("__"): print("get", k)
        return super().__getitem__(k)
    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Log()
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))
outside = 10
class A(metaclass=M):
    x = 1
    y = x + outside
    del x
    def f(self): return self.y
    for i in range(2): pass
print(A.y, A.i, hasattr(A, "x"), A().f())
class Auto(dict):
    def __init__(self): self.n = 0
    def __missing__(self, key):
        if key.startswith("__"): raise KeyError(key)
        self[key] = self.n
        self.n += 1
        return self[key]
class EnumMeta(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Auto()
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))
class Color(metaclass=EnumMeta):
    RED, GREEN, BLUE
    TWO = BLUE
print(Color.RED, Color.GREEN, Color.BLUE, Color.TWO)
class Overload(dict):
    def __setitem__(self, k, v):
        if k in self and callable(v): self.setdefault("_all", {}).setdefault(k, [self[k]]).append(v)
        super().__setitem__(k, v)
class OverloadMeta(type):
    @classmethod
    def __prepare__(mcs, *a): return Overload()
class O(metaclass=OverloadMeta):
    def f(self): return 1
    def f(self): return 2
    def f(self): return 3
print([g(None) for g in O._all["f"]])
try:
    class Bad(metaclass=M):
        print(undefined_here)
except NameError as e:
    print(e)
