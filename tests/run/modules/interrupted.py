# Ctrl-C that nobody catches: the traceback, and death by the signal.
import os
import _signal
print("before", flush=True)
os.kill(os.getpid(), _signal.SIGINT)
while True:
    pass
