# Methods of str that make another one.
for s in ("hello World", "HELLO", "", "\xdf\u01c6", "o'neil's x2y", "\u0130I", "\ufb01x"):
    print(repr(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
print("x".center(5), "x".center(4, "*"), "x".ljust(3, "-"), "x".rjust(3, "-"), "abc".center(2), "-5".zfill(5), "+5".zfill(4), "5".zfill(0), "".zfill(2), "--5".zfill(5))
for call in (lambda: "x".center(5, "ab"), lambda: "x".center("5"), lambda: "x".ljust(5, ""), lambda: "x".rjust(5, 5), lambda: "x".zfill(1.5), lambda: "x".center()):
    try:
        print(call())
    except TypeError as e:
        print(e)
print("  x ".strip(), "|" + "  x ".lstrip() + "|", "|" + "  x ".rstrip() + "|", "xxaxx".strip("x"), "abcba".strip("ab"), "abc".lstrip("cba"), "\t\n x\xa0".strip(), "x".strip(None), "x".strip(""))
print("aXbX".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "abc".replace("x", "y"), "aaa".replace("aa", "b"), "".replace("", "x"), "a".replace("a", ""), "abc".replace("b", "", 0), "a".replace("a", "b", -1))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0), "ab\tc\nd\te".expandtabs(3), "a\tb".expandtabs(tabsize=2))
print(",".join(["a", "b"]), "".join(("x", "y")), "-".join("abc"), ",".join([]), ",".join(["one"]), ", ".join(str(i) for i in range(3)), ",".join({"k": 1}))
for bad in ([1], ["a", None], 5, ["a", b"b"]):
    try:
        ",".join(bad)
    except TypeError as e:
        print(e)
t = str.maketrans("abc", "xyz")
print("aabbcc".translate(t), "abc".translate({97: None, 98: "long", 99: 100}), "abc".translate(str.maketrans({"a": "1", "b": None})), "abcd".translate(str.maketrans("ab", "12", "d")), "abc".translate({}))
for args in (("ab", "c"), (5,), ({"ab": 1},), ({1.5: 2},), ("a", "b", 5)):
    try:
        str.maketrans(*args)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
class T:
    def __getitem__(self, k):
        if k == 97: raise LookupError
        return k + 1
print("abc".translate(T()))
try:
    "a".translate({97: 0x110000})
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
print("a" + "b", "ab" * 3, 2 * "x", "x" * 0, "x" * -1, "a" "b", "abc"[1], "abc"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abc"[5:], "abc"[-100:100])
for call in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * 1.5, lambda: "a" * "b", lambda: "a" - "b", lambda: "abc"[5], lambda: "a" @ 1, lambda: "a" < 1, lambda: -"a"):
    try:
        print(call())
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e)
