# Closures: cells are shared, late, and rebindable.
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    def reset():
        nonlocal n
        n = 0
    return up, get, reset
up, get, reset = counter()
print(up(), up(5), get(), reset(), get())
other = counter()
print(other[0](), get())

def late():
    def f(): return x
    x = 1
    a = f()
    x = 2
    return a, f()
print(late())

def unbound():
    def f(): return x
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    x = 1
    del x
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        x
    except UnboundLocalError as e:
        print(type(e).__name__, e)
unbound()

fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def make(i): return lambda: i
print([f() for f in map(make, range(3))])
def loop():
    out = []
    for i in range(3):
        def f(): return i
        out.append(f)
    return [f() for f in out]
print(loop())

def deep():
    a = 1
    def b():
        def c():
            def d():
                nonlocal a
                a += 1
                return a
            return d
        return c
    return b()()(), a
print(deep())
def param(x):
    def set(v):
        nonlocal x
        x = v
    set(x * 2)
    return x
print(param(21))
def args_cell(*args, **kw):
    return (lambda: (args, kw))()
print(args_cell(1, k=2))
def comp():
    y = 10
    return [x + y for x in range(3)], {k: y for k in "ab"}, list(y * z for z in (1, 2))
print(comp())
print(up.__closure__[0].cell_contents, len(up.__closure__), up.__code__.co_freevars)
up.__closure__[0].cell_contents = 100
print(get(), up())
print(late.__closure__, make(1).__closure__[0].cell_contents)
def empty():
    def f(): return q
    c = f.__closure__[0]
    try:
        c.cell_contents
    except ValueError as e:
        print(e)
    q = 1
    return c.cell_contents
print(empty())
def class_cell():
    v = 1
    class K:
        w = v
        def m(self): return v
    v = 2
    return K.w, K().m()
print(class_cell())
def shadows():
    v = "outer"
    class K:
        v = "class"
        def m(self): return v
        w = v
        x = [v for _ in range(1)]
    return K().m(), K.w, K.x
print(shadows())
def except_cell():
    try:
        1 / 0
    except ZeroDivisionError as e:
        f = lambda: e
        r = repr(f())
    try:
        f()
    except NameError as e2:
        return r, str(e2)
print(except_cell())
