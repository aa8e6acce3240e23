# bytes and bytearray: the methods they share.
for T in (bytes, bytearray):
    b = T(b"the cat sat")
    print(b.find(b"cat"), b.find(97), b.rfind(b"at"), b.index(b"s"), b.rindex(116), b.count(b"at"), b.count(97), b.find(b"zz"), b.startswith(b"the"), b.startswith((b"x", b"t")), b.endswith(b"sat"), b.endswith(b"cat", 0, 7), b.rfind(b"t", 0, 5))
    print(T(b"a,b,,c").split(b","), T(b" a  b ").split(), T(b"a,b,c").split(b",", 1), T(b"a,b,c").rsplit(b",", 1), T(b" a b ").rsplit(None, 1), T(b"a\nb\r\nc").splitlines(), T(b"a\nb").splitlines(True))
    print(b.partition(b" "), b.rpartition(b" "), b.partition(b"zz"), b.rpartition(b"zz"))
    print(T(b"hello World").upper(), T(b"Hello").lower(), T(b"hello world").title(), T(b"hELLO").capitalize(), T(b"hELLO").swapcase())
    print(T(b"x").center(5), T(b"x").ljust(3, b"-"), T(b"x").rjust(3, b"*"), T(b"-5").zfill(4), T(b"a\tb").expandtabs(4))
    print(T(b"  x ").strip(), T(b"xxaxx").lstrip(b"x"), T(b"xxaxx").rstrip(b"x"), T(b"ab").removeprefix(b"a"), T(b"ab").removesuffix(b"b"), T(b"aXbX").replace(b"X", b"--"), T(b"aaa").replace(b"a", b"b", 2), T(b"ab").replace(b"", b"."))
    print([getattr(T(x), n)() for n in ("isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper") for x in (b"a1", b"Ab", b" \t", b"", b"AB", b"12", b"\xff")])
    print(T(b",").join([b"a", bytearray(b"b")]), T(b"abc").translate(bytes(range(1, 256)) + b"\0"), T(b"abc").translate(None, b"b"), T.maketrans(b"ab", b"xy")[97:99], T.fromhex("61 62 63"), T(b"ab").hex(), T(b"abcd").hex("-"), T(b"abcd").hex(":", 2), T(b"abcde").hex(" ", -2))
    print(T(b"\xc3\xa9").decode() == "\xe9", T(b"a\xff").decode("utf-8", "replace") == "a\ufffd", T(b"a\xff").decode("ascii", "ignore"), T(b"\xe9").decode("latin-1") == "\xe9")
    for call in (lambda: T(b"a").find("a"), lambda: T(b"a").index(b"z"), lambda: T(b"a").split(b""), lambda: T(b"a").join(["a"]), lambda: T(b"a").translate(b"x"), lambda: T.fromhex("6"), lambda: T.fromhex("zz"), lambda: T(b"\xff").decode(), lambda: T(b"a").find(256), lambda: T(b"a").center(5, b"ab"), lambda: T(b"a").replace("a", "b"), lambda: T(b"a").startswith("a"), lambda: T(b"a") + "x", lambda: T("x"), lambda: T(-1), lambda: T(["a"]), lambda: T("x", "nope"), lambda: T(b"a")[5], lambda: T(b"ab").hex("--"), lambda: T.maketrans(b"a", b"bc"), lambda: T(b"a").rindex(b"z"), lambda: T(b"a") < "a"):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
    print(T(3), T([1, 2]), T("h\xe9", "utf-8"), T(range(3)), T(b"abc")[0], T(b"abc")[1:], T(b"abc")[::-1], list(T(b"ab")), 97 in T(b"a"), b"bc" in T(b"abc"), T(b"ab") * 2, T(b"a") + b"b", T(b"a") == b"a", T(b"a") < b"b", len(T(b"abc")), repr(T(b"'\"\n\x00\xff")))
