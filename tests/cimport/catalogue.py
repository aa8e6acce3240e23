# Libraries of the catalogue that are linked for one call each.
from __c__.sqlite3 import sqlite3_libversion, sqlite3_libversion_number, sqlite3_threadsafe, sqlite3_errstr, sqlite3_complete
from __c__.expat import XML_ExpatVersion, XML_ErrorString
from __c__.lzma import lzma_version_string, lzma_crc32, lzma_crc64
from __c__.bz2 import BZ2_bzlibVersion
from __c__.ctype import toupper, isdigit

print(sqlite3_libversion(), sqlite3_libversion_number(), sqlite3_threadsafe(), sqlite3_errstr(1))
print(sqlite3_complete("select 1;"), sqlite3_complete("select"))
print(XML_ExpatVersion(), XML_ErrorString(0), XML_ErrorString(3))
print(lzma_version_string(), lzma_crc32(b"hello", 5, 0), lzma_crc64(b"hello", 5, 0))
print(BZ2_bzlibVersion(), toupper(97), isdigit(48) != 0)
