# Resizing a bytearray that has views
# CPython refuses with BufferError while a memoryview exists. Here nothing counts references, so the
# bytearray is resized and the view keeps what it saw.
data = bytearray(b"abc")
view = memoryview(data)
try:
    data.extend(b"def")
    print("extended", data, bytes(view))
except BufferError as e:
    print("BufferError", e)
