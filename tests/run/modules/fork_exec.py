# _posixsubprocess.fork_exec as subprocess calls it: pipes, environment, folder, errors told by the pipe.
import os
from _posixsubprocess import fork_exec

def run(args, executables=None, cwd=None, env=None, close=True, keep=(), session=False, group=-1, umask=-1, preexec=None, stdin=-1):
    out_read, out_write = os.pipe()
    error_read, error_write = os.pipe()
    process = fork_exec(args, executables or [os.fsencode(args[0])], close, tuple(sorted((error_write, *keep))), cwd, env,
                        stdin, -1, out_read, out_write, -1, -1, error_read, error_write, True, session, group,
                        None, None, None, umask, preexec, True)
    os.close(out_write)
    os.close(error_write)
    out, error = b"", b""
    while piece := os.read(out_read, 1000):
        out += piece
    while piece := os.read(error_read, 1000):
        error += piece
    os.close(out_read)
    os.close(error_read)
    status = os.waitpid(process, 0)[1]
    return out, error, os.waitstatus_to_exitcode(status)

print(run(["/bin/echo", "hello", "wörld"]))
print(run([b"/bin/sh", b"-c", b"echo $X; exit 3"], env=[b"X=set"]))
print(run(["/bin/pwd"], cwd="/"))
print(run(["/bin/pwd"], cwd="/no/such/folder"))
print(run(["/no/such/program"]))
print(run(["echo", "second"], executables=[b"/no/echo", b"/bin/echo"]))
print(run(["/etc/passwd"]))
print(run(["/bin/sh", "-c", "umask"], umask=0o27))
print(run(["/bin/sh", "-c", "ls /proc/self/fd | wc -l"]))
r, w = os.pipe()
os.write(w, b"from the parent\n")
os.close(w)
print(run(["/bin/cat"], stdin=r))
print(run(["/bin/sh", "-c", "test $(ps -o sid= -p $$) = $$ && echo own session"], session=True)[2] in (0, 1, 127))
def hook():
    os.write(1, b"before ")
print(run(["/bin/echo", "exec"], preexec=hook))
def bad():
    raise ValueError
print(run(["/bin/echo", "exec"], preexec=bad))
for arguments in ((), (1,) * 23, (["a"], [b"a"], True, (3, 2), *[None] * 19), (["a"], [b"a"], True, (-1,), *[None] * 19)):
    try:
        fork_exec(*arguments)
    except Exception as error:
        print(type(error).__name__)
