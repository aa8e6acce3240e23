"""_sre: patterns, matches and scanners as objects, and the messages of what goes wrong."""
# stress: 20
import copy
import re
import _sre


def attempt(function, *args, **keywords):
    try:
        print(ascii(function(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


p = re.compile(r"(?P<first>a)|(?P<second>b)(c)?")
m = p.search("xbc", 1)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), p == re.compile(p.pattern), p == re.compile("a"), p != 3, hash(p) == hash(copy.copy(p)))
print(re.compile(b"\n", re.I | re.L), re.compile("x", re.A | re.S | re.M | re.X), re.compile("y" * 300), re.compile("é\udc80'"))
print(m, m.re is p, m.string, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, m.span(), m.span(1), m.start("second"), m.end(3))
print(m.group(), m.group(0), m.group(1, 2), m.group("second", 3, "first"), m[0], m["first"], m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0))
print(m.expand(r"<\1\2\g<second>\n\g<0>>"), copy.copy(m) is m, copy.deepcopy(p) is p, bool(m), type(p), type(m), type(p.scanner("")))
print(re.Pattern[str], re.Match[bytes], isinstance(m, re.Match), m.regs is m.regs)
for group in 4, -1, "third", 1.5, None, 2 ** 80, -2 ** 80, True, b"first", []:
    attempt(m.group, group)
    attempt(m.start, group)
attempt(m.__getitem__, 9)
attempt(p.match)
attempt(p.match, 3)
attempt(p.match, None)
attempt(p.match, b"x")
attempt(re.compile(b"x").match, "x")
attempt(p.match, "x", "y")
attempt(p.match, "x", 2 ** 70)
attempt(p.match, string="xa", pos=1, endpos=5)
attempt(p.search, "aaa", -5, 1)
attempt(p.search, "aaa", 5)
attempt(p.fullmatch, "xax", 1, 2)
attempt(p.sub, 3, "x")
attempt(p.sub, r"\9", "a")
attempt(p.sub, lambda m: 3, "a")
attempt(p.sub, lambda m: 1 / 0, "a")
attempt(p.sub, "x", b"a")
attempt(setattr, p, "flags", 1)
attempt(setattr, m, "string", 1)
attempt(type(p))
attempt(type(m))
attempt(lambda: p < p)
attempt(re.compile, "(")
attempt(re.compile, 5)

print("-- all matches")
for pattern, text in [("", "abc"), ("b*", "abcb"), ("(a)(b)?", "abaab"), (r"\b", "ab cd"), ("(?<=a)", "aba"), ("x|", "axb"), ("^|$", "a\nb"), ("(?m)^|$", "a\nb"), (r"(\w)*", "ab c")]:
    q = re.compile(pattern)
    print(pattern, q.findall(text), [i.span() for i in q.finditer(text)], q.split(text), q.split(text, 1), q.sub("-", text), q.subn("-", text, 2))
print(re.sub("(a)(x)?", r"[\2\1\g<0>]", "banana"), re.sub("a", lambda m: m.group().upper() if m.start() > 1 else None, "banana"), re.sub("a", "\\\\", "bab"))
print(re.sub(b"a", rb"<\g<0>>", b"banana", 1), re.sub(b"a", b"-", bytearray(b"banana")), re.sub("\u0431", "\U0001f600", "a\u0431a"), re.sub("x", "y", ""))
print(re.findall("b", "abab", 2) if False else re.compile("b").findall("ababab", 2, 4), list(re.compile("b").finditer("ababab", 2, 4)))
print(re.split("(x)|(y)", "axbyc"), re.split(b"-", b"a-b"), re.split("x*", "axbc"), re.split(":", ""), re.compile("x").split("axbxc", maxsplit=1))
s = re.compile("a(b)?").scanner("abaxab", 0, 6)
print(s.match(), s.match(), s.match(), s.match(), s.pattern)
s = re.compile("a(b)?").scanner("abaxab")
print(s.search(), s.search(), s.search(), s.search(), s.search())
print(type(re.finditer("a", "")).__name__, sum(1 for _ in re.finditer("", "x" * 100)))

print(re.match("x*", "x" * 60), re.match(b"x*", b"x" * 60), re.match("'*", "'" * 48 + "\n"))
print("-- bytes-like")
data = bytearray(b"one two")
m = re.match(rb"(\w+) (\w+)", data)
print(m, m.groups(), type(m.string), re.findall(b"o", memoryview(data)))
data[:] = b"ab"
print(m.group(1), m.group(2), m.span(2))
it = re.finditer(b"b", data)
print(list(it))


class Text(str):
    pass


t = Text("abc")
print(re.match("abc", t).group() is t, type(re.match("abc", t).group()), type(re.sub("x", "y", t)), type(re.findall(".*", t)[0]))

print("-- the module")
print(_sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.getcodesize())
print([c for c in range(0x600) if _sre.unicode_iscased(c)][-5:], sum(_sre.ascii_iscased(c) for c in range(300)), sum(_sre.unicode_tolower(c) for c in range(0x11000)))
print(_sre.ascii_tolower(65), _sre.unicode_tolower(0x130), _sre.unicode_tolower(2 ** 21), _sre.unicode_iscased(-1))
attempt(_sre.ascii_iscased, "a")
attempt(_sre.unicode_tolower, 2 ** 31)
for code in [99], [], [1 << 32], [-1], [0], [16], [24, 5, 0], [24, 6, 2, 1, 16, 97, 1, 1], [6, 12, 1], [6, 3, 1], [14, 1, 1], [7, 5, 16, 97, 15, 2, 0, 1], \
        [7, 5, 16, 97, 15, 3, 0, 1], [13, 3, 16, 97, 0, 1], [13, 4, 16, 97, 0, 1], [13, 4, 8, 18, 0, 1], [23, 5, 0, 1, 16, 97, 18, 1], [23, 3, 0, 4294967295, 18, 1], [4, 5, 0, 16, 97, 1, 1], \
        [11, 0, 1], [12, 0, 4, 16, 97, 1], [27, 4, 16, 97, 1, 1], [28, 5, 1, 2, 16, 97, 1, 1], [15, 1, 1], [14, 4, 0, 9, 9, 1], [10, 1, 1], [30, 1], [42, 1, 2, 1]:
    try:
        q = _sre.compile("text", 0, code, 0, {}, ())
        print(code, [q.match(t) for t in ("", "a", "aa")])
    except Exception as e:
        print(code, type(e).__name__, e)
attempt(_sre.compile, 3, 0, [1], 0, {}, ())
attempt(_sre.compile, "a", 0, (1,), 0, {}, ())
attempt(_sre.compile, "a", 0, [1], -1, {}, ())
attempt(_sre.compile, "a", 0, [1], 0, [], ())
attempt(_sre.compile, "a", 0, [1], 0, {}, [])
print(_sre.compile(None, 0, [16, 97, 1], 2, {}, ()).match(b"a"), _sre.compile("", 0, [1], 2, {"x": 1}, (None, "x")).match("q").groupdict())
