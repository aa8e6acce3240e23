"""Classes that misbehave: special methods that raise, return wrong types or change what is used."""


def show(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__ + ":", error)


class Liar:
    def __len__(self):
        return -1

    def __bool__(self):
        return 2

    def __hash__(self):
        return "h"

    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __index__(self):
        return 1.5

    def __iter__(self):
        return 7

    def __contains__(self, item):
        raise LookupError(item)

    def __getattr__(self, name):
        raise AttributeError("no " + name)


liar = Liar()
show("len", lambda: len(liar))
show("bool", lambda: bool(liar))
show("hash", lambda: hash(liar))
show("str", lambda: str(liar))
show("repr", lambda: repr(liar))
show("index", lambda: [1, 2][liar])
show("iter", lambda: list(liar))
show("in", lambda: 3 in liar)
show("attribute", lambda: liar.thing)
show("getattr", lambda: getattr(liar, "thing", "default"))
show("key", lambda: {liar: 1})
show("set", lambda: {1, liar})


class Shrinks:
    """Equality empties the list that is being searched."""
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


items = []
items.extend([Shrinks(items) for _ in range(5)])
show("index", lambda: items.index(1))
items.extend([Shrinks(items) for _ in range(5)])
show("count", lambda: items.count(1))
items.extend([Shrinks(items) for _ in range(5)])
show("remove", lambda: items.remove(1))
items.extend([Shrinks(items) for _ in range(5)])
show("in", lambda: 1 in items)


class BadKey:
    def __init__(self, table, number):
        self.table, self.number = table, number

    def __hash__(self):
        return 1

    def __eq__(self, other):
        for k in range(100):
            self.table[k, self.number] = [k]
        return self is other


table = {}
for number in range(4):
    table[BadKey(table, number)] = number
print(len([k for k in table if type(k) is BadKey]), len(table))


class Compare:
    def __init__(self, fail_at):
        self.left = fail_at

    def key(self, value):
        self.left -= 1
        if self.left == 0:
            raise ZeroDivisionError(value)
        return value


numbers = [5, 3, 8, 1]
show("sort", lambda: numbers.sort(key=Compare(3).key))
print(numbers)


class Weird:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        if other.value == 4:
            raise KeyError(self.value)
        return self.value < other.value


weird = [Weird(k) for k in (3, 1, 4, 2)]
show("sort", weird.sort)
print(sorted(w.value for w in weird))


class Changes:
    """Its class changes while a method of it runs."""
    def run(self):
        before = type(self).__name__
        self.__class__ = Other
        return before, self.run()


class Other:
    def run(self):
        return type(self).__name__, vars(self)


changing = Changes()
changing.field = [1]
print(changing.run())
show("class", lambda: setattr(changing, "__class__", 5))
show("class", lambda: setattr(changing, "__class__", int))


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.made_by = cls.__name__
        return made

    def __getattr__(cls, name):
        return [cls.__name__, name]

    def __len__(cls):
        return 42


class Made(metaclass=Meta):
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = list(args)
        return self


print(Made(1, 2).args, Made().made_by, Made.something, len(Made))


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self.name
        return instance.__dict__.setdefault("_" + self.name, [])

    def __set__(self, instance, value):
        if value is None:
            raise ValueError("%s is None" % self.name)
        instance.__dict__["_" + self.name] = value

    def __delete__(self, instance):
        del instance.__dict__["_" + self.name]


class Uses:
    field = Descriptor()
    other = Descriptor()


uses = Uses()
uses.field.append(1)
uses.other = {"k": uses.field}
print(Uses.field, uses.field, uses.other)
show("set", lambda: setattr(uses, "field", None))
del uses.field
print(vars(uses))
show("delete", lambda: delattr(uses, "field"))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [k.__name__ for k in D.__mro__])
D.__bases__ = (C, B)
print(D().who())
show("bases", lambda: setattr(A, "__bases__", (D,)))
show("mro", lambda: type("X", (A, B), {}))
for turn in range(5):
    A.who = lambda self, turn=turn: [turn]
    print(D().who(), end=" ")
print()


class Many:
    pass


many = Many()
for k in range(300):
    setattr(many, "f%d" % k, [k])
for k in range(0, 300, 2):
    delattr(many, "f%d" % k)
print(len(vars(many)), many.f299, hasattr(many, "f298"), sum(v[0] for v in vars(many).values()))


class Slots:
    __slots__ = ("a", "b")


slots = Slots()
show("slot", lambda: slots.a)
slots.a = [1]
show("slot", lambda: slots.a)
show("slot", lambda: setattr(slots, "c", 1))
