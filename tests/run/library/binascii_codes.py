"""binascii: base64, uuencode, hexadecimal, quoted-printable, checksums, and the messages of what goes wrong."""
# stress: 50
import binascii


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


class Random:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % n


r = Random(5)
data = [b"", b"a", b"ab", b"abc", b"abcd", bytes(range(256)), b"\xff" * 45, memoryview(b"a.b"), bytearray(b"xyz")]
for d in data:
    print(binascii.b2a_base64(d), binascii.b2a_base64(d, newline=False), binascii.b2a_hex(d), binascii.crc32(d), binascii.crc_hqx(d, 0))
    print(binascii.a2b_base64(binascii.b2a_base64(d)) == d, binascii.unhexlify(binascii.hexlify(d)) == d)
    attempt(binascii.b2a_uu, d)
    attempt(binascii.b2a_uu, d, backtick=True)
    attempt(binascii.b2a_qp, d)
for i in range(46):
    d = bytes(r(256) for _ in range(i))
    if binascii.a2b_uu(binascii.b2a_uu(d)) != d or binascii.a2b_uu(binascii.b2a_uu(d, backtick=True)) != d:
        print("uu", d)
for text in "", "YQ==", "YQ=", "YQ", "Y", "YWI=", "YWI", "YWJj", "YWJjZ", "=", "==", "=YQ==", "Y=Q==", "YQ==YQ==", "YQ=\n=", "Y Q = =", "YQ==\n", "Y-Q_", "Y\xe9", "YW=J=j", "YWJj====", "A===", "AB=C", "AB=C=":
    attempt(binascii.a2b_base64, text)
    attempt(binascii.a2b_base64, text, strict_mode=True)
for text in "", "00", "fF", "0", "0g", "g0", " 00", "\xe9\xe9", b"\xe9\xe9", 3, None, memoryview(b"4142"):
    attempt(binascii.unhexlify, text)
    attempt(binascii.a2b_hex, text)
attempt(binascii.hexlify, b"abcdefg", ":")
attempt(binascii.hexlify, b"abcdefg", b"-", 2)
attempt(binascii.hexlify, b"abcdefg", sep="_", bytes_per_sep=-3)
attempt(binascii.hexlify, b"abc", "ab")
attempt(binascii.hexlify, b"abc", "\xe9")
attempt(binascii.hexlify, "abc")
for line in b"", b" ", b"#86)C", b"#86)C\n", b"#86)C  \n", b"#86)Cx", b"#8", b"#\n", b"#\x1f", b"#\x61", b"\x00", b"$86)C9", "#86)C", b"!\r\n":
    attempt(binascii.a2b_uu, line)
attempt(binascii.b2a_uu, b"x" * 46)
attempt(binascii.b2a_uu, "x")
for text in b"", b"=", b"==", b"=41", b"=4", b"=4g", b"a=\nb", b"a=\r\nb", b"a= \nb", b"=3D=3d", b"a_b", b"=\r", b"abc=", "=41", b"=XX=41":
    attempt(binascii.a2b_qp, text)
    attempt(binascii.a2b_qp, text, header=True)
alphabet = b"ab.=_ \t\r\n\r\n\x00\x7f\xe9~!"
for i in range(300):
    d = bytes(alphabet[r(len(alphabet))] for _ in range(r(9)))
    if i % 10 == 0:
        d = b"x" * (70 + r(10)) + d + b"y" * r(80) + d
    print(d, [binascii.b2a_qp(d, bool(k & 1), not k & 2, bool(k & 4)) for k in range(8)])
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc32(b"", 7), binascii.crc32(b"x", -1), binascii.crc32(b"x", 2 ** 40 + 3), binascii.crc32(bytes(100001)))
print(binascii.crc_hqx(b"hello", 0), binascii.crc_hqx(b"lo", binascii.crc_hqx(b"hel", 0)), binascii.crc_hqx(b"x", -1), binascii.crc_hqx(b"x", 2 ** 40 + 3))
attempt(binascii.crc32, "x")
attempt(binascii.crc32, b"x", 1.5)
attempt(binascii.crc_hqx, b"x")
attempt(binascii.b2a_base64, "x")
attempt(binascii.a2b_base64, 3)
attempt(binascii.a2b_base64, b"", True)
print(binascii.Error.__mro__, binascii.Incomplete.__mro__, binascii.Error("x"))
