# Numbers, text, bytes.
set(SCALAR_SOURCES
  siphash.c constructor_arguments.c unicode.c
  int.c int_big.c int_text.c bool.c
  float.c float_text.c complex.c
  str.c str_builder.c str_search.c str_intern.c str_split.c str_case.c str_methods.c str_repr.c message.c
  format.c format_number.c percent.c str_percent.c str_template.c
  buffer.c bytes.c bytes_methods.c bytes_text.c bytes_percent.c item_block.c bytearray.c native_item.c memoryview.c
  codecs.c codecs_encode.c codecs_escape.c codecs_decode.c byte_builder.c)
