# str.format and format_map: fields, indexes, attributes, errors.
class O:
    attr = "A"
    items = [1, {"k": "deep"}]
    def __getitem__(self, k): return "item %r" % (k,)
o = O()
print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0} {x}".format(1, x=2), "{0}{0}".format("z"))
print("{0.attr} {0.items[0]} {0.items[1][k]} {0[key]} {0[5]} {0[-1]}".format(o), "{x.attr}".format(x=o))
print("{!r} {!s} {!a}".format("\xe9", "b", "\xe9"), "{:>5} {:<5}| {:^5}|".format("a", "b", "c"), "{:{}} {:{}.{}}".format("x", 4, 3.14159, 8, 2))
print("{{}} {{{}}}".format(1), "{:d} {:x} {:o} {:b} {:c} {:n}".format(10, 255, 8, 5, 65, 7), "{:,} {:_}".format(12345678, 12345678))
for text, args, kw in (("{}", (), {}), ("{} {1}", (1, 2), {}), ("{1} {}", (1, 2), {}), ("{x}", (), {}), ("{", (), {}), ("}", (), {}), ("{0", (1,), {}), ("{0!x}", (1,), {}), ("{0!}", (1,), {}), ("{0!rr}", (1,), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{0[]}", ([1],), {}), ("{0[a]}", ([1],), {}), ("{0.no}", (1,), {}), ("{5}", (1,), {}), ("{:q}", (1,), {}), ("{:}", (1,), {}), ("{a.b.c}", (), {"a": o}), ("{0:{1:{2}}}", (1, 2, 3), {}), ("{-1}", (1,), {}), ("{ 0}", (1,), {}), ("{0 }", (1,), {}), ("{:}}", (1,), {}), ("{0[0]x}", ([1],), {})):
    try:
        print(repr(text), repr(text.format(*args, **kw)))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as e:
        print(repr(text), type(e).__name__, e)
class Default(dict):
    def __missing__(self, k): return "<%s>" % k
print("{a} {b}".format_map({"a": 1, "b": 2}), "{x} {y:>5}".format_map(Default(x=1)))
for bad in (5, None, [1]):
    try:
        "{a}".format_map(bad)
    except TypeError as e:
        print(e)
print(format(5), format(5, "03"), format("a", ">3"), format(1.5, ".3f"), format(None), format([1]), format(o.__class__) == str(O))
for args in ((5, 5), ([], "x"), (None, "5"), (5, ".2"), ("a", "d"), ("a", "="), (1.5, "d"), (1, "s"), (1, "c5"), (0x110000, "c"), (5, ",d"), (5, ",x"), (1j, "="), ("x", ","), (5, "1" * 30)):
    try:
        print(repr(format(*args)))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print("{:%Y}".format(type("D", (), {"__format__": lambda s, f: "date " + f})()), "{0:}{0:>3}".format(7))
print(format(1234567.891, ",.1f"), format(1e100, "g"), format(0.0001, "g"), format(1 / 3, ".10%"), format(2 ** 70, ",d"), format(-5, "08b"), format(3 + 4j, ".1f"), format(float("nan"), "5"), format(float("inf"), "F"))
