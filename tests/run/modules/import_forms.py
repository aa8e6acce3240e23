# Forms of import, over modules of this folder and of the library.
import sys
import math, math as m2
from math import floor, ceil as up, pi
from math import (sqrt,
                  cos as _cos,)
print(math is m2, floor(2.5), up(2.5), round(pi, 3), sqrt(4), _cos(0))
import pkg.sub.leaf
import pkg.alpha as alpha
from pkg import sub, alpha as alpha2
from pkg.sub import leaf
print(pkg.sub.leaf is leaf, alpha is alpha2, sub.__name__, leaf.__name__, pkg.__name__, sub.__package__, leaf.__package__, alpha.__package__)
print("pkg.sub.leaf" in sys.modules, sys.modules["pkg"] is pkg, hasattr(pkg, "sub"), type(pkg).__name__)
def inside():
    import math
    from math import e as euler, tau
    import pkg.alpha
    import pkg.sub.leaf as deep
    return math.pi == pi, round(euler, 2), round(tau, 2), pkg.__name__, deep is leaf
print(inside())
class InClass:
    import math
    from math import gcd
print(InClass.math is math, InClass.gcd(12, 18))
for code in ("import no_such_mod", "from no_such_mod import x", "import math.nope", "from math import nope", "from pkg import nope", "import pkg.nope", "from . import x", "from .x import y", "from pkg.alpha import nope"):
    try:
        exec(code, {"__name__": "__main__"})
        print(code, "fine")
    except ImportError as e:
        print(code, "|", type(e).__name__, str(e).replace(sys.path[0], "DIR").split(" (")[0], e.name)
try:
    import no_such_thing_at_all
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
try:
    from math import no_such_name
except ImportError as e:
    print(str(e).split(" (")[0], e.name)
ns = {}
exec("from math import *", ns)
print("sin" in ns, "__name__" in ns, "_x" in ns)
import builtins
print(builtins.len is len, __name__, __spec__, __package__, __builtins__ is builtins)
sys.modules["made_up"] = type(sys)("made_up")
sys.modules["made_up"].value = 5
import made_up
from made_up import value
print(made_up.value, value, made_up)
sys.modules["none_mod"] = None
try:
    import none_mod
except ModuleNotFoundError as e:
    print(e)
mod = type(sys)("m", "the doc")
print(mod.__name__, mod.__doc__, mod.__dict__["__package__"], mod.__loader__, mod.__spec__)
mod.__getattr__ = lambda name: "dynamic " + name if name != "no" else (_ for _ in ()).throw(AttributeError(name))
print(mod.anything, hasattr(mod, "no"))
try:
    made_up.missing
except AttributeError as e:
    print(e)
del made_up.value
print(hasattr(made_up, "value"), value)
for bad in ((), (5,), ("a", "b", "c")):
    try:
        type(sys)(*bad)
    except TypeError as e:
        print(e)
