"""str.translate with tables of all kinds; slices with steps."""
upper = str.maketrans("abc", "ABC")
print("aabbccdd".translate(upper), "".translate(upper), "x".translate(upper))
print("aabbccdd".translate(str.maketrans("a", "b", "cd")), "abc".translate({97: None, 98: None, 99: None}) == "")
print("abcé€😀".translate({ord("a"): "é", ord("é"): "a", ord("€"): None, ord("😀"): "smile"}))
print("abcabc".translate({97: "long text", 98: "", 99: 0x20ac}), "abcabc".translate({97: 0x1f600}), "ab".translate({98: "ÿ"}))
print(ascii("ÿab".translate({255: 0, 97: 127, 98: "\x80"})))
text = "".join(map(chr, range(256))) * 3
for table in ({}, {i: 255 - i for i in range(256)}, {i: None for i in range(0, 256, 2)}, {255: "wide €"}, {255: 256}):
    out = text.translate(table)
    print(len(out), ascii(out[:12]), ascii(out[-4:]), hash(out) == hash("".join(list(out))))
print(len(("x" * 5000 + "y").translate({120: "yz"})), ("x" * 300 + "y").translate({121: "€"})[-2:])
for table in ({97: -1}, {97: 0x110000}, {97: 1.5}, {97: b"x"}, None, 3):
    try:
        print("bab".translate(table))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)


class Missing(dict):
    def __missing__(self, key):
        return chr(key + 1)


class Failing:
    def __getitem__(self, key):
        if key == 98:
            raise LookupError
        if key == 99:
            raise ZeroDivisionError("no c")
        return "<%c>" % key


class Text(str):
    pass


print("hal".translate(Missing()), "ab".translate({97: Text("x")}), Text("abba").translate(upper), type(Text("d").translate(upper)))
print("abab".translate(Failing()))
try:
    "abc".translate(Failing())
except ZeroDivisionError as error:
    print(error)
print("abc".translate(["x"] * 98), "abc".translate("z" * 99), "a".translate({97: True}) == "\x01")
print("abcdefgh"[::-1], "abcdefgh"[6:1:-2], "äöüß"[::-1], "a€b€"[::2], "a€b€"[1::2], "😀a😀b"[::-1], "abc"[5:0:-1], "abc"[::3])
