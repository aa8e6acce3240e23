import zlib

data = bytes(range(256)) * 40
print(zlib.ZLIB_RUNTIME_VERSION, True)
for n in (0, 1, 7, 256, 10240):
    print(n, zlib.crc32(data[:n]), zlib.adler32(data[:n]), zlib.crc32(data[:n], 123))
print(True)
print(zlib.crc32(b"hello"), zlib.crc32(b"world"), 0)
print(True, True, True)
total = 0
for i in range(2000):
    total = zlib.crc32(b"abc", total)
print(total)
