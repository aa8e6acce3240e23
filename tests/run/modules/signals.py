# _signal: handlers, masks, timers, wake-up descriptor, messages. (The signal module's enums need re.)
import os
import time
import _signal
from _signal import *

def show(f, *args, **kwargs):
    try:
        print(f.__name__, f(*args, **kwargs))
    except BaseException as error:
        print(f.__name__, type(error).__name__, error)

print(NSIG, SIGINT, SIGTERM, SIG_DFL, SIG_IGN, SIGRTMIN, SIGRTMAX, ITIMER_REAL)
print(getsignal(SIGINT) is default_int_handler, getsignal(SIGTERM), getsignal(SIGPIPE), getsignal(SIGXFSZ))
seen = []
def handler(number, frame):
    seen.append(number)
    print("handler", number, frame.f_code.co_name, type(frame).__name__)
print(signal(SIGUSR1, handler), signal(SIGUSR2, handler))
def f():
    raise_signal(SIGUSR1)
    os.kill(os.getpid(), SIGUSR2)
    for i in range(10):
        pass
f()
print(seen, getsignal(SIGUSR1) is handler)
print(signal(SIGUSR1, SIG_IGN) is handler)
raise_signal(SIGUSR1)
print(signal(SIGUSR1, SIG_DFL))
def raising(number, frame):
    raise LookupError("from handler")
signal(SIGUSR1, raising)
show(raise_signal, SIGUSR1)
try:
    os.kill(os.getpid(), SIGUSR1)
    time.sleep(5)
except LookupError as error:
    print("sleep ended", error)
show(raise_signal, SIGINT)
show(default_int_handler, 2, None)
show(default_int_handler)

# errors
show(signal, 0, handler)
show(signal, 65, handler)
show(signal, SIGKILL, handler)
show(signal, SIGUSR1, "x")
show(signal, SIGUSR1, None)
show(signal, "a", handler)
show(getsignal, 65)
show(getsignal, -1)
show(raise_signal, 100)
show(strsignal, SIGTERM)
show(strsignal, 0)
show(strsignal, SIGRTMIN + 1)
show(siginterrupt, SIGUSR1, True)
show(siginterrupt, 0, True)
show(alarm, 0)
show(set_wakeup_fd, -1)
r, w = os.pipe()
show(set_wakeup_fd, 10 ** 4)
try:
    set_wakeup_fd(w)
except ValueError as error:
    print(str(error).replace(str(w), "W"))
os.set_blocking(w, False)
show(set_wakeup_fd, w)
signal(SIGUSR1, lambda *a: None)
raise_signal(SIGUSR1)
raise_signal(SIGUSR2)
print(list(os.read(r, 10)))
print(set_wakeup_fd(-1) == w)

# masks
signal(SIGUSR1, handler)
print(pthread_sigmask(SIG_BLOCK, [SIGUSR1, SIGUSR2]))
raise_signal(SIGUSR1)
print("blocked", sorted(sigpending()))
print(sorted(pthread_sigmask(SIG_UNBLOCK, [SIGUSR1])))
print(sorted(pthread_sigmask(SIG_BLOCK, ())), sigpending())
raise_signal(SIGUSR2)
print(sigwait([SIGUSR2]))
os.kill(os.getpid(), SIGUSR2)
info = sigwaitinfo([SIGUSR2])
print(info.si_signo, info.si_pid == os.getpid(), info.si_uid == os.getuid(), type(info), len(info))
print(sigtimedwait([SIGUSR2], 0), sigtimedwait([SIGUSR2], 0.01))
print(sorted(pthread_sigmask(SIG_SETMASK, [])))
show(pthread_sigmask, 99, [])
show(pthread_sigmask, SIG_BLOCK, [0])
show(pthread_sigmask, SIG_BLOCK, [65])
show(pthread_sigmask, SIG_BLOCK, [2 ** 80])
show(pthread_sigmask, SIG_BLOCK, ["a"])
show(pthread_sigmask, SIG_BLOCK, 3)
show(sigtimedwait, [SIGUSR2], -1)
print(len(valid_signals()), SIGINT in valid_signals(), 32 in valid_signals())

# timers
signal(SIGALRM, handler)
print(setitimer(ITIMER_REAL, 0.02), getitimer(ITIMER_REAL)[0] > 0)
pause()
print(getitimer(ITIMER_REAL), getitimer(ITIMER_VIRTUAL))
show(setitimer, 99, 1)
show(getitimer, 99)
show(setitimer, ITIMER_REAL, -1)
print(ItimerError, ItimerError.__mro__[1], setitimer(ITIMER_REAL, 5, 2) , setitimer(ITIMER_REAL, 0)[1])
print(alarm(10), alarm(0) in (9, 10))
import _thread
show(pthread_kill, _thread.get_ident(), SIGUSR2)
show(pthread_kill, _thread.get_ident(), 0)
show(pthread_kill, "a", 0)
def thread():
    try:
        signal(SIGUSR1, handler)
    except ValueError as error:
        print(error)
    try:
        set_wakeup_fd(-1)
    except ValueError as error:
        print(error)
    lock.release()
lock = _thread.allocate_lock()
lock.acquire()
_thread.start_new_thread(thread, ())
lock.acquire()
fd = os.open("/dev/null", os.O_RDONLY)
show(pidfd_send_signal, fd, 0)
show(pidfd_send_signal, fd, 0, 1)
