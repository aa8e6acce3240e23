# Numbers, text, bytes.
set(SCALAR_SOURCES
  siphash.c constructor_arguments.c unicode.c
  int.c int_big.c int_text.c bool.c
  float.c float_text.c)
