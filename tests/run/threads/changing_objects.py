# Attributes, __class__, __dict__ and bases change while others read and write: nobody sees the value of
# stress: 50
# another attribute, and nothing is lost that only one thread writes.
import threading

errors = []


def guarded(work, *args):
    def run():
        try:
            work(*args)
        except Exception as e:
            errors.append(type(e).__name__ + ": " + str(e))
    return run


def run_all(*works):
    threads = [threading.Thread(target=guarded(*w) if isinstance(w, tuple) else guarded(w)) for w in works]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


class Plain:
    pass


class Other:
    kind = "other"

    def who(self):
        return "other"


class Third(Plain):
    kind = "third"

    def who(self):
        return "third"


Plain.kind = "plain"
Plain.who = lambda self: "plain"

NAMES = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]


# Every attribute holds (its own name, number).
def add_and_delete(o, names, rounds):
    for i in range(rounds):
        for name in names:
            setattr(o, name, (name, i))
        for name in names[::2]:
            try:
                delattr(o, name)
            except AttributeError:
                pass


def read(o, rounds):
    for i in range(rounds):
        for name in NAMES:
            value = getattr(o, name, None)
            assert value is None or value[0] == name, (name, value)
        try:
            assert o.alpha[0] == "alpha" and o.beta[0] == "beta"
        except AttributeError:
            pass
        d = dict(o.__dict__)
        for name, value in d.items():
            assert name in ("own", "count") or value[0] == name, (name, value)


o = Plain()
run_all((add_and_delete, o, NAMES[:5], 150), (add_and_delete, o, NAMES[5:], 150), (read, o, 150), (read, o, 150))
print("slots", errors)

# Disjoint names by several writers: nothing is lost.
for attempt in range(20):
    o = Plain()

    def write(prefix):
        for i in range(12):
            setattr(o, prefix + str(i), (prefix, i))

    run_all((write, "a"), (write, "b"), (write, "c"))
    assert len(o.__dict__) == 36, len(o.__dict__)
    assert all(getattr(o, p + str(i)) == (p, i) for p in "abc" for i in range(12))
print("writers", errors)

# __class__ changes under calls.
shared = [Plain() for _ in range(6)]
for s in shared:
    s.own = s


def change_class(rounds):
    for i in range(rounds):
        for k, s in enumerate(shared):
            s.__class__ = (Plain, Other, Third)[(i + k) % 3]
            s.count = ("count", i)


def use(rounds):
    for i in range(rounds):
        for s in shared:
            assert s.who() in ("plain", "other", "third")
            assert s.kind in ("plain", "other", "third")
            assert s.own is s
            c = getattr(s, "count", None)
            assert c is None or c[0] == "count"
            s.mark = ("mark", i)
            assert s.mark[0] == "mark"


run_all((change_class, 120), (use, 120), (use, 120))
print("class", errors)

# __dict__ is replaced under reads and writes.
target = Plain()
target.own = ("own", 0)


def replace_dict(rounds):
    for i in range(rounds):
        target.__dict__ = {"own": ("own", i), "beta": ("beta", i)}
        target.alpha = ("alpha", i)


def use_dict(rounds):
    for i in range(rounds):
        assert target.own[0] == "own"
        for name in ("alpha", "beta", "gamma"):
            v = getattr(target, name, None)
            assert v is None or v[0] == name, (name, v)
        target.gamma = ("gamma", i)
        target.__dict__["delta"] = ("delta", i)
        for k, v in list(target.__dict__.items()):
            assert k == v[0], (k, v)
        target.__dict__.pop("delta", None)


run_all((replace_dict, 200), (use_dict, 200), (use_dict, 200))
print("dict", errors)


# Bases and special methods change.
class BaseA:
    def name(self):
        return "A"

    def __len__(self):
        return 1


class BaseB:
    def name(self):
        return "B"

    def __len__(self):
        return 2

    def __iter__(self):
        return iter([2])


class Derived(BaseA):
    pass


class Leaf(Derived):
    def __eq__(self, other):
        return True
    __hash__ = None


leaf = Leaf()


def change_bases(rounds):
    for i in range(rounds):
        Derived.__bases__ = (BaseB,) if i % 2 else (BaseA,)
        if i % 3 == 0:
            Derived.__bool__ = lambda self: False
        elif i % 3 == 1 and "__bool__" in Derived.__dict__:
            del Derived.__bool__
        if i % 4 == 0:
            Leaf.__getattr__ = lambda self, name: ("missing", name)
        elif i % 4 == 2:
            del Leaf.__getattr__
        BaseA.__len__ = (lambda self: 1) if i % 5 else (lambda self: 3)


def use_bases(rounds):
    for i in range(rounds):
        assert leaf.name() in "AB"
        assert len(leaf) in (1, 2, 3)
        assert bool(leaf) in (True, False)
        assert leaf == i
        v = getattr(leaf, "absent%d" % (i % 50), None)
        assert v is None or v == ("missing", "absent%d" % (i % 50)), v
        assert isinstance(leaf, Derived)
        assert Leaf.__mro__[0] is Leaf


run_all((change_bases, 120), (use_bases, 200), (use_bases, 200))
print("bases", errors)


# Slots and properties of one class.
class Slotted:
    __slots__ = ("a", "b", "c")


s = Slotted()


def slots(rounds, name):
    for i in range(rounds):
        setattr(s, name, (name, i))
        for other in "abc":
            v = getattr(s, other, None)
            assert v is None or v[0] == other
        if i % 3 == 0:
            delattr(s, name)


run_all((slots, 200, "a"), (slots, 200, "b"), (slots, 200, "c"))
print("slotted", errors)
