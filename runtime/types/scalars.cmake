# Numbers, text, bytes.
set(SCALAR_SOURCES
  siphash.c)
