/* The posix module: what its files share.

   posix_support.c  paths, arguments, errors
   posix_files.c    descriptors and calls on paths
   posix_stat.c     stat and its results, scandir
   posix_process.c  processes, identities, the environment, the system
   posix.c          the module: functions in posix.def, constants, types */
#ifndef PYLLC_MODULES_POSIX_H
#define PYLLC_MODULES_POSIX_H

#include "runtime/modules/io.h"
#include "runtime/modules/struct_sequence.h"
#include "runtime/types/containers.h"

/* A path argument as the system takes it. */
typedef struct PosixPath {
    const char *text;                /* NULL: a descriptor was given */
    int descriptor;
    bool is_bytes;
    Value object;                    /* as given, for errors */
    Value keep;                      /* what text points into */
} PosixPath;
enum { PATH_PLAIN = 0, PATH_NULLABLE = 1, PATH_DESCRIPTOR = 2 };
RT bool posix_path(TASK, Value v, const char *function, const char *argument, int flags, PosixPath *path);
RT Value posix_fspath(TASK, Value path);
/* Text that comes from the system; bytes when the path that led there was. */
RT Value posix_text(TASK, const char *text, bool as_bytes);

RT bool posix_int(TASK, Value v, int *result);
RT bool posix_descriptor(TASK, Value v, int *result);        /* an int, or an object with fileno() */
RT bool posix_folder(TASK, Value dir_fd, int *result);       /* None: AT_FDCWD */
RT Value posix_error(TASK);                                  /* OSError of errno */
RT Value posix_path_error(TASK, const PosixPath *path);
RT Value posix_error_two(TASK, Value from, Value to);
/* None, or the error of errno when result is negative. */
RT Value posix_done(TASK, int64_t result);
RT Value posix_path_done(TASK, int64_t result, const PosixPath *path);
/* After a call failed with EINTR: true says that it is to be repeated. */
RT bool posix_interrupted(TASK, bool *failed);

#define POSIX_TYPE(name) extern PyType type_##name; extern Shape shape_##name;
POSIX_TYPE(stat_result) POSIX_TYPE(statvfs_result) POSIX_TYPE(dir_entry) POSIX_TYPE(scandir_iterator)
POSIX_TYPE(terminal_size) POSIX_TYPE(uname_result) POSIX_TYPE(times_result) POSIX_TYPE(sched_param)
#undef POSIX_TYPE
RT bool posix_stat_start(TASK, Value module);
RT bool posix_process_start(TASK, Value module);

#endif
