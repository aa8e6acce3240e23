# _warnings without the library: filters by hand, plain output, registries.
import sys
import _warnings

def f():
    _warnings.warn("from f")
    _warnings.warn("from f's caller", UserWarning, 2)
    _warnings.warn("far away", UserWarning, 20)
for i in range(2):
    f()
_warnings.warn("shown once")
_warnings.warn(DeprecationWarning("in main"))
_warnings.warn("silent", ImportWarning)
_warnings.warn("level 0", stacklevel=0)
_warnings.warn("keyword", category=RuntimeWarning, stacklevel=1, source=None)
_warnings.warn_explicit("explicit", UserWarning, "some/file.py", 12)
_warnings.warn_explicit("explicit", UserWarning, "some/file.py", 12)
registry = {}
for i in range(3):
    _warnings.warn_explicit("explicit 2", UserWarning, "file.py", 12 + i // 2, registry=registry)
print(registry)
_warnings.warn_explicit("in module", DeprecationWarning, "x.py", 3, "__main__")
_warnings.warn_explicit("other module", DeprecationWarning, "x.py", 3, "mod")

def show(*args, **kwargs):
    try:
        print(_warnings.warn(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)
def show_explicit(*args, **kwargs):
    try:
        print(_warnings.warn_explicit(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)
show()
show("a", 1)
show("a", int)
show("a", "b")
show("a", UserWarning, "x")
show("a", UserWarning, 1, None, None)
show_explicit("a")
show_explicit("a", UserWarning, 1, 2)
show_explicit("a", UserWarning, "f", "2")
show_explicit("a", UserWarning, "f", 2, registry=3)
show_explicit("a", UserWarning, "f", 2, module_globals=3)
show_explicit("a", int, "f", 2)

saved = _warnings.filters[:]
def set_filters(*items):
    _warnings.filters[:] = items
    _warnings._filters_mutated()
set_filters(("error", None, Warning, None, 0))
show("as error")
show(RuntimeWarning("as runtime error"))
set_filters(("ignore", None, Warning, None, 0))
show("ignored")
set_filters(("always", None, Warning, None, 0))
for i in range(2):
    show("always")
set_filters(("once", None, Warning, None, 0))
for i in range(3):
    show_explicit("once", UserWarning, "a.py", i)
print(_warnings._onceregistry)
set_filters(("module", None, Warning, None, 0))
registry = {}
for i in range(3):
    show_explicit("per module", UserWarning, "a.py", i, "m", registry)
print(registry)
set_filters(("default", "text", Warning, "m", 5), ("error", None, Warning, None, 0))
show_explicit("text", UserWarning, "a.py", 5, "m")
show_explicit("text", UserWarning, "a.py", 6, "m")
class Matcher:
    def __init__(self, what): self.what = what
    def match(self, text):
        print("match", text)
        return self.what in text
set_filters(("ignore", Matcher("blue"), Warning, Matcher("mod"), 0), ("error", None, Warning, None, 0))
show_explicit("blue", UserWarning, "a.py", 5, "mod")
show_explicit("red", UserWarning, "a.py", 5, "mod")
set_filters(("bad action", None, Warning, None, 0))
show("x")
set_filters(("error", None, Warning, None))
show("x")
set_filters((1, None, Warning, None, 0))
show("x")
set_filters(["error", None, Warning, None, 0])
show("x")
set_filters()
show("default action")
_warnings.filters[:] = saved
class Own(UserWarning):
    def __str__(self): return "own text"
show(Own(1, 2))
show(Own)
def gen():
    _warnings.warn("in generator", stacklevel=2)
    yield
list(gen())
class C:
    _warnings.warn("in class")
print(sorted(k for k in globals()["__warningregistry__"] if k == "version"))
exec("import _warnings; _warnings.warn('in exec')")
_warnings.warn("two\nlines")
