"""What C of the runtime takes of a small stack. A SMALL row of entries.def is called on any stack with 4 KB
left below the limit word, so it and all that it calls must fit; no frame is above 1,024 bytes, and none is of a
size known only at run time (variable arrays, alloca). Frames and calls are read from the objects' disassembly.

The walk ends at what looks at the stack first (RECURSES rows, callers of the stack check), at what leaves for
the system stack, and at what does not come back. Calls through pointers are not followed.

    stacks.py [NAME ...]      shows the deepest chain of each SMALL entry, or of NAME
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ARCHIVES = ["runtime/%s/libpyllc_%s.a" % (n, n) for n in "abi memory object types sched builtins modules interp".split()]
ARCHIVES += ["ffi/call/libpyllc_ffi_call.a"]
LIMIT, FRAME = 4096, 1024
# Entered, but nothing below counts: they check the stack, leave it, or end the process.
STOPS = {"hook_stack_check", "fatal", "on_system_stack", "sched_on_system_stack", "stack_call_system", "abort", "__assert_fail"}
CHECKS = {"hook_stack_check", "stack_check"}
# libc, measured generously.
LIBRARY = {"memcpy": 128, "memmove": 128, "memset": 128, "memcmp": 128, "memchr": 128, "strlen": 128, "strcmp": 128}
UNKNOWN = 512                     # another library function


class Function:
    def __init__(self, name, unit):
        self.name, self.unit = name, unit
        self.frame, self.dynamic, self.calls, self.tails = 8, False, set(), set()


def disassembly(build):
    for archive in ARCHIVES:
        yield from subprocess.run(["llvm-objdump-19", "-dr", "--no-show-raw-insn", "--no-leading-addr", os.path.join(build, archive)],
                                  capture_output=True, text=True, check=True).stdout.splitlines()


def note_stack(function, name, words):
    """What an instruction does to the frame; a frame is the sum of all that any path takes."""
    if name == "pushq":
        function.frame += 8
    elif name in ("subq", "addq") and words[-1] == "%rsp":
        amount = re.match(r"\$(-?)(0x)?([0-9a-f]+),", words[1])
        if amount is None:
            function.dynamic = True
        elif (name == "subq") != bool(amount[1]):
            function.frame += int(amount[3], 16 if amount[2] else 10)
    elif name == "movq" and words[-1] == "%rsp" and words[1] != "%rbp,":
        function.dynamic = True


def functions(build):
    """(unit, name) -> Function; a unit is an object file."""
    found, unit, function, pending = {}, None, None, None
    for line in disassembly(build):
        words = line.split()
        if "file format" in line:
            unit = line.split(":")[0]
        elif line.startswith("<") and line.endswith(">:"):
            function = found[unit, line[1:-2]] = Function(line[1:-2], unit)
        elif function and words and words[0].startswith("R_X86_64"):
            if pending is not None:
                pending.add(re.sub(r"[-+]0x[0-9a-f]+$", "", words[-1]))
            pending = None
        elif function and words:
            pending = None
            note_stack(function, words[0], words)
            if words[0].startswith(("call", "j")):
                pending = function.calls if words[0].startswith("call") else function.tails
                target = re.search(r"<([\w.$]+)>$", line)
                if target and target[1] != function.name:
                    pending.add(target[1])
    return found


class Walk:
    def __init__(self, found, stops):
        self.found, self.stops, self.known = found, stops, {}
        self.by_name = {}
        for (unit, name), function in found.items():
            self.by_name.setdefault(name, function)

    def resolve(self, function, name):
        return self.found.get((function.unit, name)) or self.by_name.get(name)

    def depth(self, function, path=()):
        """(bytes, chain of functions) below and with this function."""
        if function in self.known:
            return self.known[function]
        if function in path:
            return 0, ["recursion through " + function.name]
        checks = function.name in self.stops or (path and CHECKS & function.calls)
        deepest, chain = function.frame, [function.name]
        for targets, own in ((function.calls, function.frame), (function.tails, 8)) if not checks else ():
            for name in targets:
                callee = self.resolve(function, name)
                if name in STOPS:
                    continue
                if callee:
                    below, names = self.depth(callee, path + (function,))
                else:
                    below, names = LIBRARY.get(name, UNKNOWN), [name]
                if own + below > deepest:
                    deepest, chain = own + below, [function.name] + names
        self.known[function] = deepest, chain
        return self.known[function]

    def reached(self, function, seen):
        if function in seen or function.name in STOPS:
            return seen
        seen.add(function)
        if function.name not in self.stops and not CHECKS & function.calls:
            for name in function.calls | function.tails:
                callee = self.resolve(function, name)
                if callee and name not in STOPS:
                    self.reached(callee, seen)
        return seen


def entries():
    with open(os.path.join(ROOT, "runtime/abi/entries.def")) as f:
        for match in re.finditer(r"^ENTRY\((\w+),.*?\([^)]*\),[^)]*?(\w+)\s*\)", f.read(), re.M):
            yield match[1], match[2]


def walk_of(build):
    rows = dict(entries())
    return rows, Walk(functions(build), {name for name, stack in rows.items() if stack in ("RECURSES", "SYSTEM")})


def complaints(build=os.path.join(ROOT, "build")):
    rows, walk = walk_of(build)
    seen = set()
    for name, stack in rows.items():
        if stack != "SMALL":
            continue
        function = walk.by_name.get(name)
        if not function:
            yield "%s has no code in the runtime" % name
            continue
        size, chain = walk.depth(function)
        if size > LIMIT:
            yield "%s takes %d bytes of stack: %s" % (name, size, " > ".join(chain))
        walk.reached(function, seen)
    for function in sorted(seen, key=lambda f: f.name):
        if function.dynamic:
            yield "%s (%s): a frame of variable size below a SMALL entry" % (function.name, function.unit)
        elif function.frame > FRAME:
            yield "%s (%s): a frame of %d bytes below a SMALL entry" % (function.name, function.unit, function.frame)


def main():
    rows, walk = walk_of(os.path.join(ROOT, "build"))
    for name in sys.argv[1:] or [n for n, stack in rows.items() if stack == "SMALL"]:
        size, chain = walk.depth(walk.by_name[name])
        print("%5d %s" % (size, " > ".join(chain)))


if __name__ == "__main__":
    main()
