# Methods of str that look for something.
s = "the cat sat on the mat"
print(s.find("cat"), s.find("the", 1), s.find("dog"), s.find("", 3), s.find("t", -3), s.find("the", 0, 2), s.rfind("the"), s.rfind("at", 0, 8), s.rfind(""), s.find("", 50))
print(s.index("sat"), s.rindex("t"), s.rindex("the", 0, 10), s.count("at"), s.count(""), s.count("the", 1), s.count("aa"), "aaaa".count("aa"))
for call in (lambda: s.index("dog"), lambda: s.rindex("dog"), lambda: s.find(5), lambda: s.count(None), lambda: s.startswith(5), lambda: s.endswith(["a"]), lambda: s.startswith(("a", 5)), lambda: "a" in 5, lambda: 5 in "a", lambda: s.find("a", "b")):
    try:
        print(call())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(s.startswith("the"), s.startswith("cat", 4), s.startswith(("x", "the")), s.startswith(()), s.startswith(""), s.startswith("", 100), s.endswith("mat"), s.endswith("ma", 0, -1), s.endswith(("cat", "at")), s.endswith("", 0, 0))
print("cat" in s, "dog" not in s, "" in "", "a" in "", s.partition("at"), s.rpartition("at"), s.partition("zz"), s.rpartition("zz"), "abc".partition("abc"))
for sep in ("", 5, None):
    try:
        s.partition(sep)
    except (ValueError, TypeError) as e:
        print(e)
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 2), " a  b ".split(), " a  b c ".split(None, 1), " a b c ".rsplit(None, 1), "".split(), "".split(","), "abc".split("abc"), "aXbXc".split("X", 0), "a b".split(maxsplit=1, sep=" "))
for args in (("",), (5,), (",", "x")):
    try:
        "a".split(*args)
    except (ValueError, TypeError) as e:
        print(e)
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "x".splitlines(keepends=False))
print("prefix-x".removeprefix("prefix-"), "x".removeprefix("y"), "file.py".removesuffix(".py"), "x".removesuffix(""), "aa".removesuffix("a"))
print("caf\xe9 \u65e5\u672c\U0001f600".find("\u672c"), "\U0001f600a\U0001f600".rfind("\U0001f600"), "\U0001f600" in "a\U0001f600", "\xe9\xe9".count("\xe9"), "\u65e5-\u672c".split("-"))
