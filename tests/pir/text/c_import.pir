; declarations of C functions as an immediate
module m globals (crc32)

func f0 <module> qualname <module> args 0 0 0 0 flags 0 line 1 is_module_body {
b0:
  %0 = C_IMPORT "library zlib\ncrc32 crc32 libz.so.1 - u64 3 u64:crc data:buf u32:len uLong crc32(uLong crc, const Bytef *buf, uInt len)\nzlibVersion zlibVersion libz.so.1 l text 0 const char *zlibVersion(void)\n" #1 @1:0-1:28
  %1 = CONST "crc32"
  %2 = RUNTIME.word import_from %0, %1
  RETURN %2
}
