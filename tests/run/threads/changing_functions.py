# Functions are rebound, patched and given other defaults, code and attributes while others call them.
# stress: 50
import threading

STOP = threading.Event()
errors = []


def guarded(work):
    def run():
        try:
            work()
        except Exception as e:
            errors.append(repr(e))
    return run


def one(x, y=1):
    return ("one", x, y)


def two(x, y=2):
    return ("two", x, y)


def three(x, y=3, *, z=33):
    return ("three", x, y, z)


def template_a(x, y=10):
    return ("a", x, y)


def template_b(x, y=20):
    return ("b", x, y)


current = one
changing = lambda x, y=10: ("a", x, y)


class Service:
    limit = 100

    def ask(self, x):
        return ("ask", self.name, x)

    def __init__(self, name):
        self.name = name


def other_ask(self, x):
    return ("other", self.name, x)


def wide_ask(self, x, more=5, *rest):
    return ("wide", self.name, x, more, rest)


def static_ask(x):
    return ("static", x)


class CallableAsk:
    def __get__(self, instance, owner):
        return lambda x: ("descriptor", instance.name, x)


shared = [Service("s%d" % i) for i in range(4)]


def rebind():
    global current
    for i in range(400):
        current = (one, two, three)[i % 3]
        if i % 10 == 0:
            changing.__defaults__ = (10 + i,)
        if i % 7 == 0:
            changing.__code__ = (template_a, template_b)[i // 7 % 2].__code__
        if i % 11 == 0:
            changing.__kwdefaults__ = None
        changing.tag = i


def call_current():
    for i in range(400):
        r = current(i)
        assert r in (("one", i, 1), ("two", i, 2), ("three", i, 3, 33)), r
        r = current(i, 7)
        assert r[1:3] == (i, 7), r
        r = current(y=8, x=i)
        assert r[1:3] == (i, 8), r


def call_changing():
    for i in range(400):
        r = changing(i)
        assert r[0] in "ab" and r[1] == i and r[2] % 10 == 0, r
        r = changing(i, y=5)
        assert r[0] in "ab" and r[1:] == (i, 5), r
        tag = getattr(changing, "tag", 0)
        assert isinstance(tag, int)


def patch_class():
    versions = [Service.ask, other_ask, wide_ask, staticmethod(static_ask), CallableAsk(), classmethod(lambda cls, x: ("class", cls.__name__, x))]
    for i in range(300):
        Service.ask = versions[i % len(versions)]
        if i % 5 == 0:
            Service.extra = i
        if i % 5 == 3:
            del Service.extra
        Service.limit = i
    Service.ask = versions[0]


def call_methods():
    for i in range(300):
        for s in shared:
            r = s.ask(i)
            kind = r[0]
            if kind in ("ask", "other", "descriptor"):
                assert r[1:] == (s.name, i), r
            elif kind == "wide":
                assert r[1:] == (s.name, i, 5, ()), r
            elif kind == "static":
                assert r[1:] == (i,), r
            else:
                assert r == ("class", "Service", i), r
        limit = s.limit
        assert isinstance(limit, int)
        extra = getattr(s, "extra", 0)
        assert extra % 5 == 0, extra
        bound = s.ask
        assert bound(3)[-1] in (3, ()), bound(3)


def run_all(*works):
    threads = [threading.Thread(target=guarded(w)) for w in works]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


run_all(rebind, call_current, call_changing, call_current)
run_all(patch_class, call_methods, call_methods)
print(sorted(set(errors)))
print(Service("x").ask(1), one(1), three(2))
