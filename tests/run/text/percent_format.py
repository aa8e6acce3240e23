# The % operator on text: conversions, flags, mappings, errors.
print("%s %r %a" % ("x", "\xe9", "\xe9"), "%d %i %u" % (1, 2, 3), "%x %X %o %#x %#o" % (255, 255, 8, 255, 8), "%e %E %f %F %g %G" % ((12345.678,) * 6))
print("%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%.2f|%8.3f|%-8.1f|%08.2f" % ((3.14159,) * 4), "%c%c" % (65, "B"), "%%", "%5s|%-5s|%.2s" % ("a", "b", "cde"))
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%(a)s %(b)05d %(a)r" % {"a": "x", "b": 5}, "%s" % (1,), "%s" % [1, 2], "%s %s" % ((1, 2), 3))
print("%d" % 3.9, "%d" % True, "%x" % 10 ** 20 if False else "%x" % (10 ** 20), "%s" % None, "%s" % {"k": 1}, "%.3s|%10.3s|" % ("abcdef", "abcdef"))
for text, args in (("%d", "x"), ("%d", None), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%c", 1.5), ("%s %s", 1), ("%s", (1, 2)), ("%s", ()), ("%z", 1), ("%5%", ()), ("%-%", 1), ("%", 1), ("%(a)s", 5), ("%(a)s", (1,)), ("%(a)s", {}), ("%(a", {}), ("%f", "x"), ("%*d", ("a", 1)), ("%.*f", (1,)), ("abc", 1), ("abc", (1,)), ("abc", {}), ("abc", []), ("%5", 1), ("%i", []), ("%e", None)):
    try:
        print(repr(text), repr(text % args))
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(repr(text), type(e).__name__, e)
class S:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 1.5
print("%s %r %d %x %f" % ((S(),) * 5))
class M:
    def __getitem__(self, k): return k * 2
print("%(ab)s %(c)5s" % M(), "%(a(b))s" % {"a(b)": 1})
print("%s" % "a" "b", "%s %%s" % 1, "%.0f %.0f %.0f" % (0.5, 1.5, 2.5), "%g %g %g" % (1e-5, 1e16, 100000), "%#.3g %#g" % (1.0, 2.0), "%+.1e" % 0)
print(b"%d %s %b %c %x %a" % (1, b"x", b"y", 65, 255, "q"), b"%5.1f|%-4d|" % (1.25, 3), b"%(k)s" % {b"k": b"v"})
for text, args in ((b"%s", "x"), (b"%b", 5), (b"%c", 256), (b"%d", "x"), (b"%s", ()), (b"%c", b"ab")):
    try:
        print(text % args)
    except (TypeError, OverflowError, ValueError) as e:
        print(text, type(e).__name__, e)
print(bytearray(b"%s-%d") % (b"a", 1))
