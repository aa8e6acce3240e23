#!/usr/bin/env python3.11
"""Runs PIR in Python: each execute/*.py is lowered (pir-dump), optimised (pir-opt --all) and executed
here, op by op; what its calls of show() give must equal what CPython gives. Raw ops check their
contracts: an i64 fits 64 bits, UNBOX gets its type, PURE ops never fail.

    execute.py BUILD_DIR [--pass NAME[,NAME]] [filter ...]
"""
import builtins
import math
import operator
import pathlib
import re
import struct
import subprocess
import sys

here = pathlib.Path(__file__).parent
UNBOUND, STOP = type('Unbound', (), {})(), type('Stop', (), {})()
BINARY = {'+': operator.add, '-': operator.sub, '*': operator.mul, '@': operator.matmul, '/': operator.truediv,
          '%': operator.mod, '**': operator.pow, '<<': operator.lshift, '>>': operator.rshift,
          '|': operator.or_, '^': operator.xor, '&': operator.and_, '//': operator.floordiv}
INPLACE = {'+': operator.iadd, '-': operator.isub, '*': operator.imul, '@': operator.imatmul,
           '/': operator.itruediv, '%': operator.imod, '**': operator.ipow, '<<': operator.ilshift,
           '>>': operator.irshift, '|': operator.ior, '^': operator.ixor, '&': operator.iand,
           '//': operator.ifloordiv}
UNARY = {'~': operator.invert, '+': operator.pos, '-': operator.neg}
COMPARE = {'==': operator.eq, '!=': operator.ne, '<': operator.lt, '<=': operator.le, '>': operator.gt, '>=': operator.ge}
I64_MIN, I64_MAX = -2**63, 2**63 - 1


class Number:
    """A number of the user's own, for the programs."""
    def __init__(self, value):
        self.value = value
    def __add__(self, other):
        return Number(self.value + (other.value if isinstance(other, Number) else other))
    __radd__ = __add__
    def __lt__(self, other):
        return self.value < (other.value if isinstance(other, Number) else other)
    def __gt__(self, other):
        return self.value > (other.value if isinstance(other, Number) else other)
    def __repr__(self):
        return f'Number({self.value})'


class Cell:
    def __init__(self, value):
        self.value = value


class Exit(Exception):
    pass


class Ins:
    __slots__ = ('id', 'op', 'imm', 'args', 'targets', 'rep', 'type')


IMMEDIATES = {}


def load_immediates():
    for name, imm in re.findall(r'^OP\((\w+),\s*"[^"]*",\s*\w+,[^"]*"([^"]*)"',
                                (here.parent.parent / 'frontend/pir/ops.def').read_text(), re.M):
        IMMEDIATES[name] = imm


def constant(text, at):
    """The literal at text[at:], and where it ends."""
    if text[at] == '-' and not text[at + 1:at + 2].isalnum():
        return None, at + 1
    depth, i, quoted = 0, at, False
    while i < len(text):
        c = text[i]
        if quoted:
            if c == '\\':
                i += 1
            elif c == '"':
                quoted = False
        elif c == '"':
            quoted = True
        elif c == '(':
            depth += 1
        elif c == ')':
            depth -= 1
        elif c == ' ' and depth == 0:
            break
        i += 1
    source = text[at:i]
    names = {'inf': math.inf, 'nan': math.nan, 'frozenset': lambda *a: frozenset(a)}
    if re.fullmatch(r'\(.+\)', source) and not source.endswith(',)'):
        source = source[:-1] + ',)'
    value = eval(source, names)
    if isinstance(value, str):
        value = value.encode('latin-1').decode('utf-8', 'surrogatepass')
    return value, i


EXACT = {'int', 'float', 'bool', 'None', 'str', 'bytes', 'tuple', 'list', 'dict', 'set', 'function', 'cell',
         'range', 'bytearray', 'bigint', 'other'}


def type_names(text):
    """The set behind `:int|float`; None: nothing known."""
    if not text:
        return None
    names = set(text[1:].split('|'))
    return names | EXACT if 'object' in names else names


def parse_ins(line):
    ins = Ins()
    ins.id, ins.imm, ins.rep, ins.targets = None, [], None, []
    m = re.match(r'%(\d+)(:\S+)? = ', line)
    if m:
        ins.id = int(m[1])
        ins.type = type_names(m[2])
        line = line[m.end():]
    m = re.match(r'(\w+)(?:\.(\w+))?', line)
    ins.op, ins.rep = m[1], m[2]
    rest = line[m.end():]
    for kind in IMMEDIATES[ins.op]:
        rest = rest.lstrip()
        if kind == 'k':
            value, end = constant(rest, 0)
        elif rest.startswith('"'):
            m = re.match(r'"((?:[^"\\]|\\.)*)"', rest)
            value, end = m[1].encode('latin-1').decode('unicode_escape'), m.end()
        else:
            m = re.match(r'\S+', rest)
            value, end = m[0], m.end()
            if kind == 'i':
                value = int(value)
            elif kind == 'f':
                value = float(value)
        ins.imm.append(value)
        rest = rest[end:]
    body, _, targets = rest.partition(' -> ')
    body = re.sub(r' [#@]\S+', '', body)
    targets = re.sub(r' [#@]\S+', '', targets)
    ins.args = [int(a) for a in re.findall(r'%(\d+)', body)]
    for m in re.finditer(r'b(\d+)(?:\(([^)]*)\))?', targets):
        ins.targets.append((int(m[1]), [int(a) for a in re.findall(r'%(\d+)', m[2] or '')]))
    return ins


class Func:
    pass


def parse(text):
    functions, fn, block = {}, None, None
    for line in text.splitlines():
        if line.startswith('func '):
            fn = Func()
            m = re.match(r'func f(\d+) ("[^"]*"|\S+)', line)
            fn.name, fn.blocks, fn.entry = m[2].strip('"'), {}, None
            fn.args = [int(x) for x in re.search(r' args (\d+) (\d+) (\d+) (\d+)', line).groups()]
            fn.flags = int(re.search(r' flags (\d+)', line)[1])
            functions[int(m[1])] = fn
        elif re.match(r'b\d+', line):
            m = re.match(r'b(\d+)(?:\(([^)]*)\))?', line)
            block = Func()
            params = re.findall(r'%(\d+)(:\S+)? (\w+)', m[2] or '')
            block.params = [(int(a), r) for a, _, r in params]
            block.types = {int(a): type_names(t) for a, t, _ in params}
            block.ops = []
            fn.blocks[int(m[1])] = block
            fn.entry = block if fn.entry is None else fn.entry
        elif line.startswith('  '):
            block.ops.append(parse_ins(line.strip()))
    return functions


def i64(value):
    assert type(value) is int and I64_MIN <= value <= I64_MAX, value
    return value


def f64(value):
    assert type(value) is float, value
    return value


def checked(value):
    if not I64_MIN <= value <= I64_MAX:
        raise Exit
    return value


def shift(a, b, left):
    if not 0 <= b <= 63:
        raise Exit
    return checked(a << b) if left else a >> b


def divide(op, a, b):
    if b == 0 or (a == I64_MIN and b == -1):
        raise Exit
    return op(a, b)


def divide_float(a, b):
    if b == 0.0:
        raise Exit
    return a / b


RAW = {
    'ADD_I64': lambda a, b: checked(i64(a) + i64(b)), 'SUB_I64': lambda a, b: checked(i64(a) - i64(b)),
    'MUL_I64': lambda a, b: checked(i64(a) * i64(b)),
    'FLOORDIV_I64': lambda a, b: divide(operator.floordiv, i64(a), i64(b)),
    'MOD_I64': lambda a, b: divide(operator.mod, i64(a), i64(b)),
    'SHL_I64': lambda a, b: shift(i64(a), i64(b), True), 'SHR_I64': lambda a, b: shift(i64(a), i64(b), False),
    'NEG_I64': lambda a: checked(-i64(a)),
    'ADD_I64_WRAP': lambda a, b: i64(i64(a) + i64(b)), 'SUB_I64_WRAP': lambda a, b: i64(i64(a) - i64(b)),
    'MUL_I64_WRAP': lambda a, b: i64(i64(a) * i64(b)),
    'AND_I64': lambda a, b: i64(a) & i64(b), 'OR_I64': lambda a, b: i64(a) | i64(b),
    'XOR_I64': lambda a, b: i64(a) ^ i64(b), 'NOT_I64': lambda a: ~i64(a),
    'ADD_F64': lambda a, b: f64(a) + f64(b), 'SUB_F64': lambda a, b: f64(a) - f64(b),
    'MUL_F64': lambda a, b: f64(a) * f64(b), 'DIV_F64': lambda a, b: divide_float(f64(a), f64(b)),
    'NEG_F64': lambda a: -f64(a), 'ABS_F64': lambda a: abs(f64(a)), 'I64_TO_F64': lambda a: float(i64(a)),
    'BOX_I64': i64, 'BOX_F64': f64,
}


def types_of(value):
    if value is UNBOUND:
        return {'unbound'}
    if value is STOP:
        return {'stop'}
    if type(value) is int:
        return {'int'} if -2**61 <= value < 2**61 else {'bigint'}
    if type(value) is Cell:
        return {'cell'}
    name = 'None' if value is None else type(value).__name__
    return {name if name in EXACT else 'other'}


class Machine:
    def __init__(self, functions):
        self.functions = functions
        self.globals = {}
        self.pending = None

    def run(self, fn, args, callee=None):
        """RETURN gives the value; generators: ('yield', value) is never met, resume() drives."""
        env, block = {}, fn.entry
        assert len(args) == len(block.params), (fn.name, args)
        for (param, _), arg in zip(block.params, args):
            env[param] = arg
        while True:
            taken = None
            for ins in block.ops:
                try:
                    result = self.step(ins, env, callee, fn)
                except Exit:
                    assert pir_exits(ins.op), ins.op
                    taken = ins.targets[1]
                    break
                except AssertionError:
                    raise
                except Exception as error:
                    if not ins.targets:
                        raise
                    self.pending = error
                    taken = ins.targets[-1]
                    break
                if ins.id is not None:
                    env[ins.id] = result
                    assert ins.type is None or types_of(result) <= ins.type, (fn.name, ins.op, ins.type, result)
                if ins.op in ('RETURN', 'GEN_RETURN', 'SUSPEND'):
                    return result
                if ins.op == 'BRANCH':
                    taken = ins.targets[0 if env[ins.args[0]] else 1]
                elif ins.op == 'SWITCH':
                    n = env[ins.args[0]]
                    taken = ins.targets[n if 0 <= n < len(ins.targets) - 1 else -1]
                elif ins.targets:
                    taken = ins.targets[0]
                if taken:
                    break
            assert taken, f'{fn.name}: fell out of a block'
            number, values = taken
            target = fn.blocks[number]
            values = [env[v] for v in values]
            assert len(values) == len(target.params)
            for (param, rep), value in zip(target.params, values):
                known = target.types[param]
                assert known is None or types_of(value) <= known, (fn.name, number, param, known, value)
                assert rep != 'i64' or i64(value) == value
                assert rep != 'f64' or type(value) is float
                assert rep != 'bool' or type(value) is bool
                env[param] = value
            block = target

    def step(self, ins, env, callee, fn):
        a = [env[x] for x in ins.args]
        op = ins.op
        imm = ins.imm
        if op in RAW:
            return RAW[op](*a)
        if op in ('COMPARE_I64', 'COMPARE_F64'):
            for x in a:
                i64(x) if op == 'COMPARE_I64' else f64(x)
            return COMPARE[imm[0]](*a)
        method = getattr(self, 'op_' + op, None)
        if method is None:
            raise AssertionError(f'op {op} is not known here')
        return method(ins, a, imm, callee, fn)

    def op_CONST(self, ins, a, imm, callee, fn): return imm[0]
    op_CONST_I64 = op_CONST_F64 = op_CONST
    def op_CONST_BOOL(self, ins, a, imm, callee, fn): return bool(imm[0])
    def op_UNBOUND(self, ins, a, imm, callee, fn): return UNBOUND
    def op_BOX_BOOL(self, ins, a, imm, callee, fn): return a[0]

    def op_UNBOX_I64(self, ins, a, imm, callee, fn):
        assert types_of(a[0]) == {'int'}, a
        return a[0]

    def op_UNBOX_F64(self, ins, a, imm, callee, fn): return f64(a[0])

    def op_UNBOX_BOOL(self, ins, a, imm, callee, fn):
        assert type(a[0]) is bool
        return a[0]

    def op_IS_TYPE(self, ins, a, imm, callee, fn): return bool(types_of(a[0]) & set(imm[0].split('|')))
    def op_IS(self, ins, a, imm, callee, fn): return a[0] is a[1]
    def op_IS_STOP(self, ins, a, imm, callee, fn): return a[0] is STOP
    def op_IS_UNBOUND(self, ins, a, imm, callee, fn): return a[0] is UNBOUND
    def op_NOT(self, ins, a, imm, callee, fn): return not a[0]
    def op_BINARY(self, ins, a, imm, callee, fn): return BINARY[imm[0]](*a)
    def op_INPLACE(self, ins, a, imm, callee, fn): return INPLACE[imm[0]](*a)
    def op_UNARY(self, ins, a, imm, callee, fn): return UNARY[imm[0]](*a)
    def op_COMPARE(self, ins, a, imm, callee, fn): return COMPARE[imm[0]](*a)
    def op_COMPARE_TRUTH(self, ins, a, imm, callee, fn): return bool(COMPARE[imm[0]](*a))
    def op_CONTAINS(self, ins, a, imm, callee, fn): return a[0] in a[1]
    def op_TRUTH(self, ins, a, imm, callee, fn): return bool(a[0])

    def op_CHECK_BOUND(self, ins, a, imm, callee, fn):
        if a[0] is UNBOUND:
            raise UnboundLocalError(f"cannot access local variable '{imm[0]}' where it is not associated with a value")
        return a[0]

    def op_LOAD_GLOBAL(self, ins, a, imm, callee, fn):
        if imm[0] in self.globals:
            return self.globals[imm[0]]
        if hasattr(builtins, imm[0]):
            return getattr(builtins, imm[0])
        raise NameError(f"name '{imm[0]}' is not defined")

    def op_STORE_GLOBAL(self, ins, a, imm, callee, fn): self.globals[imm[0]] = a[0]
    def op_NEW_CELL(self, ins, a, imm, callee, fn): return Cell(a[0])

    def op_LOAD_CELL(self, ins, a, imm, callee, fn):
        if a[0].value is UNBOUND:
            raise NameError(imm[0])
        return a[0].value

    def op_STORE_CELL(self, ins, a, imm, callee, fn): a[0].value = a[1]
    def op_CALLEE(self, ins, a, imm, callee, fn): return callee
    def op_FREE_VAR(self, ins, a, imm, callee, fn): return a[0].captured[imm[0]]
    def op_LOAD_ATTR(self, ins, a, imm, callee, fn): return getattr(a[0], imm[0])
    def op_STORE_ATTR(self, ins, a, imm, callee, fn): setattr(a[0], imm[0], a[1])
    def op_GET_ITEM(self, ins, a, imm, callee, fn): return a[0][a[1]]
    def op_SET_ITEM(self, ins, a, imm, callee, fn): a[0][a[1]] = a[2]
    def op_DELETE_ITEM(self, ins, a, imm, callee, fn): del a[0][a[1]]
    def op_ITER(self, ins, a, imm, callee, fn): return iter(a[0])
    def op_NEXT(self, ins, a, imm, callee, fn): return next(a[0], STOP)

    def op_UNPACK(self, ins, a, imm, callee, fn):
        items = tuple(a[0])
        if len(items) != imm[0]:
            raise ValueError('unpack')
        return items

    def op_TUPLE_ITEM(self, ins, a, imm, callee, fn): return a[0][imm[0]]
    def op_BUILD_TUPLE(self, ins, a, imm, callee, fn): return tuple(a)
    def op_BUILD_LIST(self, ins, a, imm, callee, fn): return list(a)
    def op_BUILD_SET(self, ins, a, imm, callee, fn): return set(a)
    def op_BUILD_DICT(self, ins, a, imm, callee, fn): return dict(zip(a[::2], a[1::2]))
    def op_BUILD_STRING(self, ins, a, imm, callee, fn): return ''.join(a)

    def op_MAKE_FUNCTION(self, ins, a, imm, callee, fn):
        target = self.functions[int(imm[0][1:])]
        defaults = a[0] if a[0] is not UNBOUND else ()

        def function(*args):
            missing = target.args[0] - len(args)
            args = args + tuple(defaults[len(defaults) - missing:] if missing else ())
            return self.run(target, args, function)
        function.captured = a[3:]
        function.__name__ = target.name
        return function

    def op_CALL(self, ins, a, imm, callee, fn):
        names = imm[0] or ()
        plain = len(a) - len(names)
        return a[0](*a[1:plain], **dict(zip(names, a[plain:])))

    def op_CALL_METHOD(self, ins, a, imm, callee, fn):
        names = imm[1] or ()
        plain = len(a) - len(names)
        return getattr(a[0], imm[0])(*a[1:plain], **dict(zip(names, a[plain:])))

    def op_RUNTIME(self, ins, a, imm, callee, fn):
        name = imm[0]
        if name == 'is_range_type':
            return a[0] is range
        if name == 'slice_new':
            return slice(*[None if x is UNBOUND else x for x in a])
        if name in ('slice_get', 'slice_set'):
            key = slice(*[None if x is UNBOUND else x for x in a[1:4]])
            return (operator.getitem if name == 'slice_get' else operator.setitem)(
                a[0], key, *a[4:])
        if name == 'fast_list_append':
            return a[0].append(a[1])
        if name == 'exception_match':
            return isinstance(a[0], a[1])
        if name in ('exception_enter', 'exception_leave'):
            return None
        if name == 'format_value':
            text = {-1: lambda x: x, ord('r'): repr, ord('s'): str, ord('a'): ascii}[a[1]](a[0])
            return format(text, '' if a[2] is UNBOUND else a[2])
        if name == 'delegate_iter':
            return iter(a[0])
        if name == 'delegate_step':
            return self.delegate(*a)
        if name == 'delegate_result':
            return a[0].result
        raise AssertionError(f'entry {name} is not known here')

    def op_CATCH(self, ins, a, imm, callee, fn): return self.pending

    def op_RAISE(self, ins, a, imm, callee, fn):
        raise a[0]

    def op_RERAISE(self, ins, a, imm, callee, fn):
        raise a[0]

    def op_JUMP(self, ins, a, imm, callee, fn): pass
    op_BRANCH = op_SWITCH = op_POLL = op_COUNT = op_JUMP

    def op_UNREACHABLE(self, ins, a, imm, callee, fn):
        raise AssertionError('reached the unreachable')

    def op_RETURN(self, ins, a, imm, callee, fn): return a[0]

    # generators after the pass
    def op_MAKE_GENERATOR(self, ins, a, imm, callee, fn):
        return Generator(self, self.functions[int(imm[0][1:])], a, imm[1])

    def op_GEN_LOAD(self, ins, a, imm, callee, fn): return a[0].slots[imm[0]]

    def op_GEN_STORE(self, ins, a, imm, callee, fn): a[0].slots[imm[0]] = a[1]
    def op_GEN_STATE(self, ins, a, imm, callee, fn): return a[0].state

    def op_GEN_SENT(self, ins, a, imm, callee, fn):
        if isinstance(a[0], Thrown):
            raise a[0].error
        return a[0]

    def op_SUSPEND(self, ins, a, imm, callee, fn):
        a[0].state = imm[0]
        return a[1]

    def op_GEN_RETURN(self, ins, a, imm, callee, fn):
        a[0].state, a[0].returned = -1, a[1]
        return STOP

    def delegate(self, iterator, sent, generator):
        try:
            if isinstance(sent, Thrown):
                if not hasattr(iterator, 'throw'):
                    raise sent.error
                return iterator.throw(sent.error)
            return next(iterator) if sent is None else iterator.send(sent)
        except StopIteration as stop:
            generator.result = stop.value
            return STOP


class Thrown:
    def __init__(self, error):
        self.error = error


class Generator:
    def __init__(self, machine, resume, first, count):
        self.machine, self.resume = machine, resume
        self.slots = list(first) + [None] * (count - len(first))
        self.state, self.returned = 0, None

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        if self.state < 0:
            raise StopIteration
        if isinstance(value, Thrown) and self.state == 0:
            self.state = -1
            raise value.error
        self.pending = None
        try:
            result = self.machine.run(self.resume, [self, value])
        except BaseException:
            self.state = -1
            raise
        if result is STOP:
            raise StopIteration(self.returned)
        return result

    def throw(self, error):
        return self.send(Thrown(error() if isinstance(error, type) else error))


def pir_exits(op):
    return op in ('DIV_F64', 'SQRT_F64') or (op.endswith('_I64') and op in RAW)


def outcome(call):
    try:
        return call()
    except AssertionError:
        raise
    except Exception as error:
        return type(error).__name__


def describe(value):
    if isinstance(value, float):
        return value.hex() if value == value else 'nan'
    if isinstance(value, (list, tuple)):
        return [type(value).__name__] + [describe(v) for v in value]
    return (type(value).__name__, repr(value))


def record(namespace):
    shown = []
    namespace['Number'] = Number

    def show(call, *args):
        before = re.sub(r'<function .*? at 0x[0-9a-f]+>', 'f', repr(args))[:200]
        shown.append((call.__name__, before, describe(outcome(lambda: call(*args)))))
    namespace['show'] = show
    return shown


def check(build, path, passes):
    source = path.read_text()
    expected_namespace = {}
    expected = record(expected_namespace)
    exec(compile(source, str(path), 'exec'), expected_namespace)
    dumped = subprocess.run([build / 'tools/pir-dump', path], capture_output=True, text=True)
    opt = subprocess.run([build / 'tools/pir-opt', *passes, '-'], input=dumped.stdout, capture_output=True, text=True)
    if dumped.returncode or opt.returncode:
        return dumped.stderr + opt.stderr
    machine = Machine(parse(opt.stdout))
    got = record(machine.globals)
    try:
        machine.run(machine.functions[0], [])
    except AssertionError as error:
        import traceback
        return traceback.format_exc()[-1500:]
    for want, have in zip(expected, got):
        if want != have:
            return f'expected {want}\ngot      {have}'
    if len(expected) != len(got):
        return f'{len(got)} of {len(expected)} calls'
    return None


def main():
    args = sys.argv[1:]
    variants = [['--pass', 'generators'], ['--all']]
    if '--pass' in args:
        at = args.index('--pass')
        variants = [['--pass', args[at + 1]]]
        del args[at:at + 2]
    build, filters = pathlib.Path(args[0]).absolute(), args[1:]
    load_immediates()
    sys.setrecursionlimit(20000)
    failed = passed = 0
    for path in sorted((here / 'execute').glob('*.py')):
        if filters and not any(f in path.name for f in filters):
            continue
        for passes in variants:
            problem = check(build, path, passes)
            if problem:
                failed += 1
                print(f'FAIL {path.name} {" ".join(passes)}\n{problem}\n')
            else:
                passed += 1
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
