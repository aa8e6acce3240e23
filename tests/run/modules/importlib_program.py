# Imports through importlib: specs of compiled modules, plug-ins found when the program runs, reload, second instances.
import importlib
import importlib.machinery
import importlib.util
import os
import sys

import helper_module
import pkg.sub

def show(f, *args, **kwargs):
    try:
        print(f.__name__, f(*args, **kwargs))
    except BaseException as error:
        print(f.__name__, type(error).__name__, error, getattr(error, "name", None))

here = os.path.dirname(os.path.abspath(__file__))
for module in (helper_module, pkg, pkg.sub):
    spec = module.__spec__
    print(spec.name, os.path.relpath(spec.origin, here), spec.parent, spec.has_location, module.__loader__ is spec.loader,
          module.__package__, os.path.relpath(module.__file__, here),
          spec.submodule_search_locations and [os.path.relpath(p, here) for p in spec.submodule_search_locations],
          hasattr(module, "__path__"), spec.loader.is_package(spec.name), isinstance(spec.loader, importlib.machinery.SourceFileLoader))
    print(spec.loader.get_source(spec.name).split("\n")[0], spec.loader.get_filename(spec.name) == spec.origin,
          len(spec.loader.get_data(spec.origin)) == os.path.getsize(spec.origin))
print(__spec__, type(__loader__).__name__, __package__, __name__)
print(sys.__spec__, sys.__loader__)
print([getattr(f, "__name__", f) for f in sys.meta_path if "distutils" not in repr(f)][-3:])
print(importlib.util.find_spec("helper_module").name, importlib.util.find_spec("no_such"), importlib.util.find_spec("pkg.alpha").parent)
show(importlib.util.find_spec, "helper_module.x")
print(importlib.import_module("pkg.alpha") is pkg.alpha, importlib.import_module(".alpha", "pkg") is pkg.alpha)
show(importlib.import_module, ".alpha")
show(importlib.import_module, "nothing.at.all")
show(importlib.import_module, "pkg.nothing")
show(importlib.import_module, "helper_module.x")
show(__import__, "pkg.nothing")
print(__import__("pkg.alpha").__name__, __import__("pkg.alpha", fromlist=["add"]).__name__)

# reload keeps the object and what others hold of it
helper_module.counter = 77
print(importlib.reload(helper_module) is helper_module, helper_module.counter)

# a second instance: another dictionary, the first one untouched
first = sys.modules.pop("helper_module")
import helper_module as second
second.increment()
print(first is second, first.counter, second.counter, first.increment is second.increment, second.increment.__globals__ is second.__dict__)
sys.modules["helper_module"] = first
spec = importlib.util.find_spec("helper_module")
third = importlib.util.module_from_spec(spec)
print(third.__name__, hasattr(third, "counter"))
spec.loader.exec_module(third)
print(third.increment(), first.counter, third is first)

# plug-ins
folder = '/tmp/importlib_program_%d' % os.getpid()
os.mkdir(folder)
if True:
    def write(name, text):
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    write("plugin_one.py", "'''doc of one'''\nimport sys\nvalue = __name__\ndef f(x):\n    return x / 0\nclass K:\n    def m(self): return super().__repr__\n")
    write("plugin_pack/__init__.py", "from . import inner\nfrom .inner import name\n__all__ = ['inner', 'late']\n")
    write("plugin_pack/inner.py", "name = __name__, __package__\n")
    write("plugin_pack/late.py", "late = True\n")
    write("bad_syntax.py", "x = 1\ny = = 2\n")
    write("bad_run.py", "def f():\n    raise KeyError('inside')\nf()\n")
    write("cycle_a.py", "import cycle_b\nx = 1\n")
    write("cycle_b.py", "from cycle_a import x\n")
    write("cycle_c.py", "import cycle_d\nx = 1\n")
    write("cycle_d.py", "import cycle_c\ncycle_c.x\n")
    write("space/leaf.py", "leaf = __name__\n")
    write("broken_ext.cpython-311-x86_64-linux-gnu.so", "no library")
    sys.path.insert(0, folder)
    import plugin_one
    print(plugin_one.value, plugin_one.__doc__, os.path.basename(plugin_one.__file__), plugin_one.__spec__.loader.__class__.__name__)
    try:
        plugin_one.f(1)
    except ZeroDivisionError as error:
        tb = error.__traceback__.tb_next
        print(os.path.basename(tb.tb_frame.f_code.co_filename), tb.tb_lineno, tb.tb_frame.f_code.co_name)
    from plugin_pack import *
    print(inner.name, late.late, sys.modules["plugin_pack"].name)
    import space.leaf
    print(space.leaf.leaf, type(space.__path__).__name__, space.__spec__.origin)
    for name in ("bad_syntax", "bad_run", "cycle_a", "cycle_c", "broken_ext"):
        try:
            importlib.import_module(name)
        except ImportError as error:
            print(name, type(error).__name__, str(error).replace(folder, "FOLDER") if name != "broken_ext" else "", error.name)
        except SyntaxError as error:
            print(name, type(error).__name__, error.msg, error.lineno, error.offset, error.text)
        except Exception as error:
            print(name, type(error).__name__, str(error).replace(folder, "FOLDER"), name in sys.modules)
    try:
        import bad_run
    except KeyError as error:
        tb, names = error.__traceback__, []
        while tb:
            names.append(os.path.basename(tb.tb_frame.f_code.co_filename))
            tb = tb.tb_next
        print(names)
    write("plugin_one.py", "value = 'changed'\nextra = 1\n")
    os.utime(os.path.join(folder, "plugin_one.py"), (1, 1))
    importlib.invalidate_caches()
    print(importlib.reload(plugin_one).value, plugin_one.extra, hasattr(plugin_one, "f"))
    sys.modules["blocked"] = None
    show(importlib.import_module, "blocked")
    show(__import__, "")
    show(__import__, "x", level=-1)
    show(__import__, "x", {"__package__": "", "__name__": "m"}, level=1)
    show(__import__, "x", {"__package__": None, "__name__": "pkg.sub"}, level=5)
    show(__import__, "alpha", {"__package__": "pkg", "__name__": "pkg.z", "__spec__": None}, None, ["add"], 1)

for top, folders, files in os.walk(folder, topdown=False):
    for name in files:
        os.unlink(os.path.join(top, name))
    os.rmdir(top)

# an importer of the program's own
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith("virtual"):
            return importlib.util.spec_from_loader(name, Loader())
class Loader:
    def create_module(self, spec): return None
    def __repr__(self): return "a loader"
    def exec_module(self, module):
        module.made = "by " + module.__spec__.name
sys.meta_path.insert(0, Finder)
import virtual_module
print(virtual_module.made, virtual_module)
import builtins
real = builtins.__import__
def noisy(name, *args):
    print("import", name, args[2] if len(args) > 2 else None, args[3] if len(args) > 3 else None)
    return real(name, *args)
builtins.__import__ = noisy
import os.path
from os import path as p
builtins.__import__ = real
