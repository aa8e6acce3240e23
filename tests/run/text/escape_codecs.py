# unicode_escape, raw_unicode_escape and the bytes escapes of _codecs.
import _codecs as codecs


def attempt(function, *args):
    try:
        print(function(*args), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end=" ")


for data in (b"", b"plain \xe9", b"\\x4", b"\\u12", b"\\U0011", b"\\U00110000", b"\\U0010ffff", b"\\N", b"abc\\", b"\\q", b"\\777", b"\\7",
             b"\\8", b"\\xZZ", b"\\u12G4", b"a\\\nb", b"\\\\\\'\\\"\\a\\b\\f\\n\\r\\t\\v\\0", b"\\ud83d\\ude00", b"\\x41\\u20ac\\101"):
    print(data)
    for decode in (codecs.unicode_escape_decode, codecs.raw_unicode_escape_decode):
        for final in (True, False):
            attempt(decode, data, "strict", final)
        for errors in ("replace", "ignore", "backslashreplace"):
            attempt(decode, data, errors)
        print()
    for errors in (None, "strict", "replace", "ignore"):
        attempt(codecs.escape_decode, data, errors)
    print()
text = "\\\n\r\t\0\x7f\x80\xe9\u20ac\U00012345 '\"\ud800"
print(text.encode("unicode_escape"), text.encode("raw_unicode_escape"), text.encode("Unicode-Escape"))
print(codecs.unicode_escape_encode(text), codecs.raw_unicode_escape_encode(text, "strict"))
print(text.encode("unicode_escape").decode("unicode_escape") == text, codecs.escape_encode(b"a'\"\n\t\r\\\x00\xff\x7f"))
print(codecs.unicode_escape_decode("\\x41\u20ac"), codecs.escape_decode("\\x41b"), codecs.unicode_escape_decode(bytearray(b"\\n")))
attempt(codecs.escape_encode, "x")
attempt(codecs.escape_decode, b"\\xq", "other")
attempt(codecs.unicode_escape_encode, b"x")
attempt(b"\\".decode, "unicode_escape")
attempt(b"\\u1".decode, "raw_unicode_escape")
print()
