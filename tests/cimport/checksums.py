# zlib's checksums; the oracle is CPython's own zlib module.
from __c__.zlib import crc32, adler32, zlibVersion, crc32_combine, compressBound
from __c__ import zlib as z
import __c__.zlib as again

data = bytes(range(256)) * 40
print(zlibVersion(), z.zlibVersion() == zlibVersion())
for n in (0, 1, 7, 256, 10240):
    print(n, crc32(0, data, n), adler32(1, data, n), z.crc32(123, data, n))
a, b = data[:1000], data[1000:]
print(crc32_combine(crc32(0, a, len(a)), crc32(0, b, len(b)), len(b)) == crc32(0, data, len(data)))
print(crc32(0, bytearray(b"hello"), 5), crc32(0, memoryview(b"hello world")[6:], 5), crc32(5, None, 0))
print(again is z, again.crc32 is crc32, compressBound(1000) > 1000)
total = 0
for i in range(2000):
    total = crc32(total, b"abc", 3)
print(total)
