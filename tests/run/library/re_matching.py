"""_sre: what matches what, with every kind of operation, over text of every width and over bytes."""
# stress: 40
import re


def show(pattern, text, flags=0):
    for name in ("match", "fullmatch", "search"):
        try:
            m = getattr(re, name)(pattern, text, flags)
        except Exception as e:
            print(name, ascii(pattern), type(e).__name__, e)
            continue
        print(name, ascii(pattern), m and (m.span(), m.groups(), m.lastindex))


texts = ["", "a", "ab", "aab", "abab", "aaaa", "abcabc", "ab\n", "a b_c9", "xyz"]
wide = ["\u0430b\u0431", "\U0001f600a\U0001f600", "\xe9\xe8A"]
patterns = [
    r"a", r"a*", r"a+b", r"a??b", r"(a)|b", r"(?:(a)|b)*", r"(a|ab)(c|bcd)?(a?)", r"^a$", r"a$", r"\Aab\Z", r"\ba", r"\Bb",
    r"(?=a)a", r"(?!a).", r"(?<=a)b", r"(?<!a)b", r"(a)?(?(1)b|c)", r"(a)(?(1)b)", r"(.)\1", r"(?>a*)b", r"(?>.*).", r"a*+b", r"a*+a",
    r"(?:ab)*+c?", r"(?:a|ab)++c", r"a{2}", r"a{2,3}", r"a{,2}?b", r"[abc]+", r"[^abc]", r"[^a\n]*", r"\w+\s\w*", r"\d", r"\S+", r"\W",
    r"(?:a?)*?y", r"(?:a?)*+b", r"(a*)*", r"(a*)+", r"(?:(a)|(b)|(c))+", r"((a)(b)?)+", r"(?s:.)+", r"(?m:^)b?", r"(?P<n>a)(?P=n)",
    r"(?i:A)b", r"(?:(?=(a))ab)+", r"(?:(?!(b))a)+b", r"x*|y", r"(|a)+", r"(a|)+b", r"(?:a+)+$",
]
for pattern in patterns:
    for text in texts:
        show(pattern, text)
for pattern in patterns[::3]:
    for text in wide:
        show(pattern, text)
        show(pattern.replace("a", "\u0430").replace("b", "\U0001f600"), text)
    for text in texts[::2]:
        show(pattern.encode(), text.encode())

print("-- case")
for pattern, text in [("K", "\u212a"), ("\u212a", "k"), ("[j-l]", "\u212a"), ("\u017f", "S"), ("[r-t]", "\u017f"), ("\xb5", "\u03bc"),
                      ("\u0130", "i"), ("i", "\u0130"), ("[^i]", "\u0130"), ("STRA\xdfE", "stra\xdfe"), ("\u0431\u0411", "\u0411\u0431"),
                      ("[\u0410-\u0412]", "\u0431"), ("(\u0431)\\1", "\u0431\u0411"), ("\U00010400", "\U00010428"), ("[^x]", "X"),
                      ("\u03c2", "\u03a3"), ("[\U00010400-\U00010405]", "\U00010429"), ("a+\u0431+", "AaA\u0411"), ("\ufb05", "\ufb06")]:
    for flags in re.I, re.I | re.A:
        m = re.fullmatch(pattern, text, flags)
        print(ascii(pattern), ascii(text), flags, m and m.span())
for pattern, text in [(rb"a\w+", b"Abc_1\xe9"), (rb"[a-c]+", b"ABCd"), (rb"[^a-c]+", b"ABCd"), (rb"(a)\1", b"aA"), (rb"\bx\b", b" X "), (rb"\Bx", b"aX")]:
    for flags in 0, re.I, re.L, re.I | re.L:
        m = re.search(pattern, text, flags)
        print(pattern, text, flags, m and m.span())

print("-- categories")
everything = "".join(map(chr, range(0x250))) + "\u0660\u0967\u2003\u2028\u3000\u4e00\U0001d7d8\U00020000\u0300"
for category in r"\d\D\s\S\w\W":
    pass
for category in (r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"[\d_]", r"[^\d]", r"[^\W\d]", r"[\s\d]", r"."):
    for flags in 0, re.A:
        found = re.findall(category, everything, flags)
        print(category, flags, len(found), sum(map(ord, found)))
    found = re.findall(category.encode(), bytes(range(256)))
    print(category, len(found), sum(map(ord, found)))
print(re.findall(r"\b", "ab \u0431\u0432 _"), re.findall(r"(?a)\b", "ab \u0431\u0432 _"), re.findall(r"\B", ""), re.findall(r"\b", ""))

print("-- long texts, deep loops")
n = 100000
print(re.fullmatch("(?:a|b)*", "ab" * n).span(), re.match("(?:a|b)*?c", "ab" * 10000 + "c").span())
print(re.search(".*x", "y" * n), re.search("(?:.)*x", "y" * 300), re.match("(.)*", "ab" * n).groups(), re.match("a*?$", "a" * n).span())
print(re.match("a*b?a", "a" * n).span(), re.match(".*?\u0431", "y" * n + "\u0431").span(), re.search("ab", "a" * n + "b").span())
print(re.search("aaaaaab", "a" * n + "b").span(), re.search("\u0431\u0431\u0432", "\u0431" * n + "\u0432").span(), re.search("[xyz]", "a" * n + "z").span())
print(re.match("(?:" * 60 + "a" + ")?" * 60, "a").span(), re.match("(" * 60 + "a" + ")" * 60, "a").lastindex)
print(re.match(r"(x+x+)+y", "x" * 14), re.match(r"(?>x+x+)+y", "x" * 100), re.match(r"(?:x+)*+y", "x" * 50))
