# str: indexing, slicing, methods, comparison, all three widths.
s = "hello world"
u = "h\u00e9llo w\u00f6rld"
w = "\u4f60\u597d, world"
e = "smile \U0001F600!"
for t in (s, u, w, e, "", "a"):
    print(repr(t), len(t), t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase())
    print(t[:3], t[3:], t[::-1], t[-2:], t[1:-1:2], t * 2, t + "|" + t)
    print([c for c in t], list(t) == [t[i] for i in range(len(t))])
    print(t.find("o"), t.rfind("o"), t.count("l"), t.startswith("h"), t.endswith(("d", "!")), "lo" in t)
    print(t.split(), t.split("o"), t.replace("l", "L"), t.partition(" "), t.rpartition("o"))
    print(t.center(20, "*"), t.ljust(15) + "|", t.rjust(15), t.zfill(14))
    print(t.isalpha(), t.isdigit(), t.isspace(), t.isupper(), t.islower(), t.isidentifier(), t.isascii())
print("  trim me \t\n".strip() + "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"))
print(",".join(["a", "b", "c"]), "".join([]), "-".join("abc"), " ".join(str(i) for i in range(5)))
print("a\tb\tc".expandtabs(4), "one\ntwo\r\nthree".splitlines(), "x\ny".splitlines(True))
print("a,b,,c".split(","), "a b  c ".split(" "), " a b  c ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1))
print("abc" < "abd", "abc" < "ab", "a" == "a", "Z" < "a", "" < "a", "\u00e9" > "z", max("hello"), min("hello"))
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "abc".index("c"))
print("abc".translate({97: "X", 98: None, 99: 0x1F600}), str.maketrans("ab", "xy"), "aabb".translate(str.maketrans("ab", "xy", "")))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0\u2028\ud800"))
print(ascii("h\u00e9\u4f60\U0001F600"), ord("\u4f60"), chr(20320), chr(0x1F600), ord("a"))
print("%s %d %r %5.2f %x %o %e %g %c %%" % ("s", 42, "r", 3.14159, 255, 8, 12345.678, 0.0001, "c"))
print("%(a)s-%(b)05d" % {"a": 1, "b": 42}, "%-5s|%+d|% d" % ("x", 5, 5), "%.3s" % "abcdef", "%*d" % (5, 42))
print("{} {} {0!r}".format("a", "b") if False else "{0} {1} {0!r}".format("a", "b"), "{:>8}|{:<8}|{:^8}|{:*^9}".format("r", "l", "c", "m"))
print("{:d} {:x} {:#x} {:b} {:o} {:,} {:_} {:+} {:08.3f} {:e} {:g} {:%}".format(42, 255, 255, 5, 8, 1234567, 1234567, 5, 3.14159, 1234.5, 0.00001, 0.25))
print("{a.real} {b[0]} {c[k]}".format(a=5, b=[7], c={"k": "v"}))
name, width = "bob", 10
print(f"{name!r:>{width}} {1 + 1} {name.upper()} {3.14159:.2f} {{}} {width=} {name=!s} {1000000:,}")
print(str(5), str(None), str([1, "a"]), str(b"x"), str(1.5), str(("t",)), str({1: 2}))


def failing(f):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)


failing(lambda: "a"[5])
failing(lambda: s["x"])
failing(lambda: "abc".index("z"))
failing(lambda: "a" + 1)
failing(lambda: "a" * "b")
failing(lambda: "a" < 1)
failing(lambda: ",".join([1]))
failing(lambda: "%d" % "x")
failing(lambda: "%d %d" % (1,))
failing(lambda: "%d" % (1, 2))
failing(lambda: "{}".format())
failing(lambda: "{a}".format())
failing(lambda: "{:d}".format("x"))
failing(lambda: ord("ab"))
failing(lambda: chr(-1))
failing(lambda: "a".split(""))
failing(lambda: "abc".foo)
failing(lambda: "\ud800".encode())
print("h\u00e9".encode(), "h\u00e9".encode("latin-1"), b"h\xc3\xa9".decode(), "\u4f60".encode("utf-8"))
print("x" * 0 == "", "ab" * 3, 3 * "ab", "ab" * -1 == "")
print(hash("") == 0, hash("abc") == hash("ab" + "c"))
total = ""
for i in range(200):
    total += str(i)
print(len(total), total[-9:])
