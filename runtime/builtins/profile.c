/* Writes what the counters of section pyllc_profile say (frontend/base/profile.h has the format)
   into a temporary file that is renamed when whole. Only the process that started the program
   writes: a forked child would overwrite the file with its own part. os._exit and death by a
   signal leave no profile. */
#define _GNU_SOURCE
#include "runtime/builtins/profile.h"
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "runtime/abi/layout.h"

extern const ProfileRecord __start_pyllc_profile[] __attribute__((weak, visibility("hidden")));
extern const ProfileRecord __stop_pyllc_profile[] __attribute__((weak, visibility("hidden")));

static char file_name[PATH_MAX + 16];
static pid_t owner;

static void find_file_name(const char *wanted)
{
    char folder[PATH_MAX];
    if (wanted && *wanted == '/') {
        snprintf(file_name, PATH_MAX, "%s", wanted);
    } else if (wanted && *wanted) {          /* the program may change its folder */
        snprintf(file_name, PATH_MAX, "%s/%s", getcwd(folder, sizeof folder) ? folder : ".", wanted);
    } else {
        ssize_t length = readlink("/proc/self/exe", file_name, PATH_MAX);
        strcpy(file_name + (length > 0 ? length : 0), length > 0 ? ".pyprof" : "program.pyprof");
    }
}

void profile_start(bool hides_variable)
{
    if (__start_pyllc_profile == __stop_pyllc_profile)
        return;
    find_file_name(getenv("PYLLC_PROFILE"));
    if (hides_variable)
        unsetenv("PYLLC_PROFILE");
    owner = getpid();
    atexit(profile_write);
}

static void write_records(FILE *out)
{
    const char *module = NULL;
    fputs("pyllc profile 1\n", out);
    for (const ProfileRecord *r = __start_pyllc_profile; r < __stop_pyllc_profile; r++) {
        if (module != r->module)
            fprintf(out, "module %s\n", r->module);
        module = r->module;
        fprintf(out, "function %" PRIx64 " %s\n", r->hash, r->qualname);
        for (int64_t i = 0; i < r->count; i++)
            if (r->counters[i] && r->numbers[i])
                fprintf(out, "%" PRIu32 " %" PRIu64 "\n", r->numbers[i], r->counters[i]);
    }
    fputs("end\n", out);
}

void profile_write(void)
{
    char temporary[sizeof file_name + 32];
    if (!owner || owner != getpid())
        return;
    owner = 0;
    snprintf(temporary, sizeof temporary, "%s.%d.tmp", file_name, (int)getpid());
    FILE *out = fopen(temporary, "w");
    if (out) {
        write_records(out);
        bool is_whole = !ferror(out);
        if ((fclose(out) == 0) & is_whole && rename(temporary, file_name) == 0)
            return;
    }
    fprintf(stderr, "pyllc: cannot write the profile %s: %s\n", file_name, strerror(errno));
    unlink(temporary);
}
