"""What the objects may refer to: a library stays behind one folder not only by its header (layers.tsv), and what
is inlined into compiled code names nothing that belongs to a thread of the kernel, since a task changes threads.

    objects.py      lists what breaks a rule
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# archives, undefined symbols, objects that may have them
RULES = [
    ("**",         r"GC_\w+",                               "libpyllc_memory.a"),
    ("**",         r"LLVM\w+",                              "libpyllc_irgen.a"),
    ("**",         r"clang_\w+",                            "libpyllc_ffi_import.a"),
    ("**",         r"ffi_\w+",                              "libpyllc_ffi_call.a"),
    ("runtime/**", r"malloc|calloc|realloc|free|strdup|strndup|reallocarray|asprintf|aligned_alloc|posix_memalign",
                                                            "libpyllc_memory.a"),
    ("ffi/call",   r"malloc|calloc|realloc|strdup|reallocarray|aligned_alloc",     ""),
]
# An address of a kernel thread's storage must not be kept across a switch of tasks.
PER_THREAD = r"__errno_location|__tls_get_addr|pthread_self|__h_errno_location"


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def archive_complaints(build):
    for pattern, symbols, home in RULES:
        for path in sorted(glob.glob(os.path.join(build, pattern, "*.a"), recursive=True)):
            if os.path.basename(path) == home:
                continue
            for line in output("llvm-nm-19", "-A", "-u", path).splitlines():
                where, symbol = line.rsplit(":", 1)[0], line.split()[-1]
                if re.fullmatch(symbols, symbol):
                    yield "%s refers to %s, which belongs in %s" % (os.path.relpath(where, build), symbol, home or "no object here")


def thread_complaints(build):
    """No thread-local storage in what is inlined, nor in an object made from Python."""
    text = output("llvm-dis-19", os.path.join(build, "lib", "fast.bc"), "-o", "-")
    for line in text.splitlines():
        if re.search(r"\bthread_local\b", line) or re.match(r"declare .*@(%s)\(" % PER_THREAD, line):
            yield "lib/fast.bc: " + line[:100]
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "object.o")
        output(os.path.join(build, "pyllc"), "build", os.path.join(ROOT, "tests/bench/own/stackvm.py"), "--emit=obj", "-o", made)
        text = output("llvm-readelf-19", "-sW", "-rW", made)
        for line in text.splitlines():
            if re.search(r"\bTLS\b|_TPOFF|_TLSGD|_TLSLD|_GOTTPOFF|\b(%s)\b" % PER_THREAD, line):
                yield "a generated object: " + " ".join(line.split())


def complaints(build=os.path.join(ROOT, "build")):
    yield from archive_complaints(build)
    yield from thread_complaints(build)


if __name__ == "__main__":
    found = list(complaints())
    print("\n".join(found + ["%d found" % len(found)]))
    sys.exit(bool(found))
