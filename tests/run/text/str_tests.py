# The is... methods over kinds of characters; comparison, hash, ord and chr.
chars = ["", "a", "A", "1", "_", " ", "\t", "ab1", "a b", "Ab", "AB", "aB", "Title Case", "\xe9", "\xb2", "\xbd", "\u0663", "\u2160", "\u65e5", "\x00", "\U0001f600", "\u1e9e", "for", "x-y", "9a", "\u00aa", "\u0300"]
names = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
for c in chars:
    print(ascii(c), "".join("1" if getattr(c, n)() else "0" for n in names))
print("a" < "b", "a" < "B", "abc" < "abd", "a" < "ab", "" < "a", "\xe9" > "z", "\U0001f600" > "\uffff", "a" == "a", "a" != "b", "a" >= "a", max("abc"), min("b", "a"))
print(ord("a"), ord("\u65e5"), ord("\U0001f600"), chr(97), ascii(chr(0x10ffff)), ord(b"x"))
for call in (lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: ord(b"")):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "\n\t\\\r", "\x00\x7f\x80", "\xe9\xad", "\u2028\ud800"[0], "\U0001f600", "\u200b"):
    print(ascii(repr(s)), ascii(s))
print(len("\U0001f600"), len("e\u0301"), "\U0001f600a"[1], list("a\xe9\u65e5\U0001f600") == ["a", "\xe9", "\u65e5", "\U0001f600"], "a\U0001f600b"[::-1] == "b\U0001f600a")
print(str(5), str(None), str(1.5), str([1, "a"]), str(b"x"), str(b"x", "ascii"), str(b"\xc3\xa9", encoding="utf-8") == "\xe9", str(object=5), str())
for args in (("x", "utf-8"), (b"\xff", "utf-8"), (5, "utf-8"), (b"x", "no-such-codec")):
    try:
        str(*args)
    except (TypeError, UnicodeDecodeError, LookupError) as e:
        print(type(e).__name__, e)
class S(str):
    def upper(self): return "own upper"
    def __repr__(self): return "S(%s)" % str(self)
s = S("abc")
print(s, repr(s), s.upper(), type(s.lower()).__name__, type(s + "d").__name__, s == "abc", hash(s) == hash("abc"), {s: 1}["abc"], isinstance(s, str), s[1:], "%s" % s, f"{s}")
class B:
    def __str__(self): return 5
class R:
    def __repr__(self): return None
for f in (lambda: str(B()), lambda: repr(R()), lambda: f"{B()}", lambda: "%r" % R()):
    try:
        f()
    except TypeError as e:
        print(e)
