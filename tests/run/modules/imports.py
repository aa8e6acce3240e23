# Packages, relative imports, cycles of names, shared state, star, errors.
import helper_module
import helper_module as same
from helper_module import increment, counter
print(helper_module is same, increment(), increment(5), helper_module.counter, counter)
helper_module.counter = 100
print(increment(), helper_module.__name__)
import pkg.sub.leaf
from pkg.sub import *
from pkg import renamed, version as v
print(VALUE, add(1), add(2), renamed, v, pkg.alpha.shared is renamed, pkg.sub.leaf.VALUE, "hidden" in globals())
print(pkg.alpha.Thing().where(), pkg.sub.Thing is pkg.alpha.Thing, pkg.__name__, pkg.sub.__package__)
import sys
print("pkg.sub.leaf" in sys.modules, sys.modules["pkg"] is pkg, __name__)


def inside():
    import helper_module as h
    from pkg.alpha import add as plus
    return h.counter, plus(0) > 0


print(inside())
for attempt in ("import missing_module", "from pkg import nothing", "import pkg.nothing"):
    try:
        if attempt.startswith("import m"):
            import missing_module
        elif attempt.startswith("from"):
            from pkg import nothing
        else:
            import pkg.nothing
    except ImportError as e:
        print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    pkg.sub.nowhere
except AttributeError as e:
    print(e)
pkg.sub.leaf.fail(5)
