"""The package __c__ on CPython, over ctypes: what the programs of this folder are compared with.

    hook.py COMPILER PROGRAM

Signatures are those that `pyllc-compile --c-library NAME` reads from the headers; conversions and
messages are written down here a second time, from the mapping rules. A program with a NAME.cpython.py
beside it is compared with that instead, which knows nothing of headers.
"""
import ctypes
import importlib.abc
import importlib.machinery
import os
import runpy
import subprocess
import sys

INTEGERS = {
    "bool": (ctypes.c_bool, 0, 1, "_Bool"), "char": (ctypes.c_int8, -128, 127, "char"),
    "i8": (ctypes.c_int8, -128, 127, "signed 8-bit integer"), "u8": (ctypes.c_uint8, 0, 255, "unsigned 8-bit integer"),
    "i16": (ctypes.c_int16, -2**15, 2**15 - 1, "signed 16-bit integer"),
    "u16": (ctypes.c_uint16, 0, 2**16 - 1, "unsigned 16-bit integer"),
    "i32": (ctypes.c_int32, -2**31, 2**31 - 1, "signed 32-bit integer"),
    "u32": (ctypes.c_uint32, 0, 2**32 - 1, "unsigned 32-bit integer"),
    "i64": (ctypes.c_int64, -2**63, 2**63 - 1, "signed 64-bit integer"),
    "u64": (ctypes.c_uint64, 0, 2**64 - 1, "unsigned 64-bit integer"),
}
REALS = {"f32": ctypes.c_float, "f64": ctypes.c_double}


class Function:
    def __init__(self, library, line):
        name, symbol, shared, flags, result, count, rest = line.split(" ", 6)
        words = rest.split(" ", int(count))
        self.__name__ = self.__qualname__ = name
        self.__module__ = "__c__." + library
        self.__doc__ = words[-1]
        self.kinds = [w.split(":")[0] for w in words[:-1]]
        self.result = result
        self.function = ctypes.CDLL(shared)[symbol]
        self.function.restype = {"void": None, "text": ctypes.c_char_p}.get(result) or REALS.get(result) or \
            (INTEGERS[result][0] if result in INTEGERS else None)

    def fail(self, i, wanted, value):
        raise TypeError(f"{self.__name__}() argument {i + 1} must be {wanted}, not {type(value).__name__}")

    def integer(self, i, kind, value):
        ctype, low, high, shown = INTEGERS[kind]
        if kind == "char" and isinstance(value, bytes) and len(value) == 1:
            return ctype(value[0])
        if kind == "char" and isinstance(value, str) and len(value) == 1 and value.isascii():
            return ctype(ord(value))
        if not hasattr(type(value), "__index__"):
            self.fail(i, "int, one byte or one ASCII character" if kind == "char" else "int", value)
        value = value.__index__() if not isinstance(value, int) else value
        if not low <= value <= high:
            raise OverflowError(f"{self.__name__}() argument {i + 1}: {value} is out of range for {shown}")
        return ctype(value)

    def convert(self, i, kind, value, keep):
        if kind in INTEGERS:
            return self.integer(i, kind, value)
        if kind in REALS:
            if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
                self.fail(i, "float", value)
            return REALS[kind](float(value))
        if value is None:
            return ctypes.c_void_p(None)
        if kind == "text":
            if isinstance(value, str):
                if "\0" in value:
                    raise ValueError("embedded null character")
                value = value.encode("utf-8", "surrogateescape")
            elif not isinstance(value, bytes):
                self.fail(i, "str, bytes or None", value)
            if b"\0" in value:
                raise ValueError("embedded null byte")
            return ctypes.c_char_p(value)
        if kind == "room":
            if not isinstance(value, (bytearray, memoryview)):
                self.fail(i, "a writable bytes-like object or None", value)
        elif not isinstance(value, (bytes, bytearray, memoryview)):
            self.fail(i, "a bytes-like object or None", value)
        view = memoryview(value)
        if kind == "room" and view.readonly:
            raise TypeError("read-write bytes-like object expected")
        if view.readonly:
            keep.append(bytes(view))
            return ctypes.c_char_p(keep[-1])
        keep.append((ctypes.c_char * view.nbytes).from_buffer(view) if view.nbytes else None)
        return keep[-1]

    def __call__(self, *args, **kwargs):
        if kwargs:
            raise TypeError(f"{self.__name__}() takes no keyword arguments")
        if len(args) != len(self.kinds):
            n = len(self.kinds)
            text = "no arguments" if n == 0 else "exactly one argument" if n == 1 else f"exactly {n} arguments"
            raise TypeError(f"{self.__name__}() takes {text} ({len(args)} given)")
        keep = []
        result = self.function(*[self.convert(i, k, v, keep) for i, (k, v) in enumerate(zip(self.kinds, args))])
        if self.result == "text" and result is not None:
            return result.decode("utf-8", "surrogateescape")
        return result


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, compiler):
        self.compiler = compiler

    def find_spec(self, name, path, target=None):
        if name == "__c__" or name.startswith("__c__."):
            return importlib.machinery.ModuleSpec(name, self, is_package=name == "__c__")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if module.__name__ == "__c__":
            return
        library = module.__name__[6:]
        text = subprocess.run([self.compiler, "--c-library", library], capture_output=True, text=True, check=True).stdout
        for line in text.splitlines():
            if line.split(" ")[0] not in ("library", "file", "header", "refused"):
                function = Function(library, line)
                setattr(module, function.__name__, function)


def main():
    sys.dont_write_bytecode = True
    compiler, program = sys.argv[1:]
    sys.meta_path.insert(0, Finder(compiler))
    sys.argv = [program]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
