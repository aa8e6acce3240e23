/* Files: the classes of _io, and what other parts do with files without calling Python.

   io_base.c     _IOBase and its three subclasses
   io_file.c     FileIO: a descriptor
   io_buffered.c BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair
   io_bytes.c    BytesIO
   io_text.c     TextIOWrapper       io_newlines.c  newline translation, IncrementalNewlineDecoder
   io_string.c   StringIO
   io_open.c     open, the module, standard streams */
#ifndef PYLLC_MODULES_IO_H
#define PYLLC_MODULES_IO_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"

#define IO_TYPE(name) extern PyType type_##name; extern Shape shape_##name;
IO_TYPE(_IOBase) IO_TYPE(_RawIOBase) IO_TYPE(_BufferedIOBase) IO_TYPE(_TextIOBase)
IO_TYPE(FileIO) IO_TYPE(BufferedReader) IO_TYPE(BufferedWriter) IO_TYPE(BufferedRandom) IO_TYPE(BufferedRWPair)
IO_TYPE(BytesIO) IO_TYPE(TextIOWrapper) IO_TYPE(StringIO) IO_TYPE(IncrementalNewlineDecoder)
#undef IO_TYPE

enum { IO_BUFFER_SIZE = 8192 };

/* file.write(text): at once when file is exactly a TextIOWrapper. */
RT bool io_write(TASK, Value file, Value text);
RT Value io_open(TASK, Value file, Value mode, Value buffering, Value encoding, Value errors, Value newline,
                 Value closefd, Value opener);
/* sys.stdin, stdout, stderr of descriptors 0, 1, 2. */
RT bool io_make_standard_streams(TASK, Value sys);
/* Flushes what is dirty, at exit. */
RT void io_flush_all(TASK);
extern const NativeModule module__io;

/* ---- between the files of this family ---- */

/* io.UnsupportedOperation, made by the module. */
extern Slot io_unsupported;
RT Value io_raise_unsupported(TASK, const char *message);
RT Value io_raise_closed(TASK);                              /* ValueError: I/O operation on closed file. */
RT Value io_raise_os_error(TASK, int error, Value file_name);   /* file_name: zero for none */
/* file.closed, as the object says; -1 failed. */
RT int io_is_closed(TASK, Value file);
/* size argument: None or -1 mean all (-1). */
RT bool io_size(TASK, Value size, int64_t *result);
/* An int result of a method, as seek and write give it; -1 failed. */
RT int64_t io_int_result(TASK, Value result);

typedef struct PyFileIO {
    Object head;
    Slot name, mode_text;
    int32_t descriptor;              /* -1: closed */
    bool readable, writable, created, appending, closes;
    int8_t seekable;                 /* -1 unknown */
} PyFileIO;
RT Value fileio_new(TASK, Value name, const char *mode, bool closes, Value opener, int descriptor);
RT int64_t fileio_read(TASK, PyFileIO *file, void *data, int64_t size);    /* bytes; -1 failed, -2 would block */
RT int64_t fileio_write(TASK, PyFileIO *file, const void *data, int64_t size);

RT Value buffered_new(TASK, PyType *type, Value raw, int64_t size);
RT bool buffered_write_bytes(TASK, Value file, const void *data, int64_t size);   /* BufferedWriter or BufferedRandom */
RT Value text_new(TASK, PyType *type, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
                  bool write_through);

/* ---- newlines ---- */
typedef struct Newlines {
    bool translate;                  /* \r and \r\n become \n */
    bool universal;                  /* lines end at \n, \r and \r\n */
    bool pending_return;             /* a \r at the end of what was decoded so far */
    uint8_t seen;                    /* 1 \r, 2 \n, 4 \r\n */
} Newlines;
RT Value newlines_decode(TASK, Newlines *newlines, Value text, bool is_final);
RT Value newlines_seen(TASK, const Newlines *newlines);
/* End of the line that starts at `start` (past its terminator), or -1 when it is not complete. */
RT int64_t newlines_line_end(TASK, const Newlines *newlines, Value terminator, Value text, int64_t start);

#endif
