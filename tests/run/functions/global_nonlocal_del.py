# global, nonlocal and del in all places.
x = 1
def set_global():
    global x, fresh
    x = 2
    fresh = 3
set_global()
print(x, fresh)
def del_global():
    global fresh
    del fresh
del_global()
try:
    fresh
except NameError as e:
    print(e)
try:
    del_global()
except NameError as e:
    print(e)
def inner_global():
    x = "local"
    def f():
        global x
        x = "global"
        return x
    return f(), x
print(inner_global(), x)
def for_global():
    global i
    for i in range(3): pass
for_global()
print(i)
def import_global():
    global math
    import math
import_global()
print(math.pi)
def def_global():
    global made, Made
    def made(): return "made"
    class Made: pass
def_global()
print(made(), Made.__qualname__, made.__qualname__)
def except_global():
    global err
    try:
        raise ValueError(1)
    except ValueError as err:
        pass
    return "err" in globals()
print(except_global())
def with_global():
    global w
    class M:
        def __enter__(self): return 5
        def __exit__(self, *a): pass
    with M() as w: pass
with_global()
print(w)
class C:
    global in_class
    in_class = 7
    x = x
print(in_class, "in_class" in C.__dict__, C.x)
def local_del():
    a = 1
    del a
    try:
        return a
    except UnboundLocalError as e:
        return str(e)
print(local_del())
def del_twice():
    a = 1
    del a
    try:
        del a
    except UnboundLocalError as e:
        return str(e)
print(del_twice())
def del_several():
    a, b, c = 1, 2, [1, 2, 3]
    del a, (b), c[0]
    return c, sorted(locals())
print(del_several())
def nonlocal_del():
    a = 1
    def f():
        nonlocal a
        del a
    f()
    try:
        return a
    except NameError as e:
        return type(e).__name__, str(e)
print(nonlocal_del())
def conditional(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(conditional(True), conditional(False))
def aug():
    try:
        x += 1
    except UnboundLocalError as e:
        return str(e)
print(aug())
x = 10
def aug_global():
    global x
    x += 5
    x **= 2
aug_global()
print(x)
d = {"k": [1, 2, 3], "z": 0}
del d["k"][1:], d["z"]
print(d)
class Del:
    def __delattr__(self, name): print("delattr", name)
    def __delitem__(self, key): print("delitem", key)
o = Del()
del o.a, o[1], o[1:2], o[...]
del (o.b, [o.c, o[0]])
try:
    del [].x
except AttributeError as e:
    print(e)
try:
    del (1, 2)[0]
except TypeError as e:
    print(e)
try:
    nothing
except NameError as e:
    print(e, e.name)
