#!/usr/bin/env python3.11
"""Random functions full of loops and arithmetic, run as execute.py runs its programs.

    fuzz.py BUILD_DIR [SEED [COUNT]]
"""
import pathlib
import random
import signal
import sys
import tempfile

import execute

ARGUMENTS = ['0', '1', '3', '-2', '7', '2.5', '0.0', '-1.5', 'True', '2**61', '2**61 - 2', '-2**61', '2**63 - 1',
             '2**70', "'ab'", 'None', '[1, 2.5, 3, 4]', 'Number(3)', "float('inf')", '1e300']
USUAL = ['0', '1', '3', '5', '2.5', '1.5', '-2', '7']


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = ['a', 'b', 'c', 'x', 'y', 'z']
        self.counters = 0
        self.generator = False

    def pick(self, *choices):
        return self.random.choice(choices)

    def atom(self):
        r = self.random.random()
        if r < 0.6:
            return self.random.choice(self.names)
        if r < 0.9:
            return self.pick('0', '1', '2', '3', '0.5', '1.5', '10', '-1', '1 << 40', '2.0', 'True')
        return self.pick('h[x]', 'h[0]', 'h[1]', 'f(a)', 'k')

    def expression(self, depth=0):
        r = self.random.random()
        if depth > 2 or r < 0.35:
            return self.atom()
        if r < 0.85:
            op = self.pick('+', '+', '+', '-', '-', '*', '*', '/', '//', '%', '&', '|', '^', '>>', '<<', '**')
            right = self.expression(depth + 1)
            if op in ('<<', '**'):
                right = self.pick('1', '2', '3', '0.5') if op == '**' else self.pick('1', '2', '7')
                return f'({self.atom()} {op} {right})'
            return f'({self.expression(depth + 1)} {op} {right})'
        if r < 0.92:
            return f'(-{self.expression(depth + 1)})'
        return f'({self.expression(depth + 1)} if {self.condition()} else {self.expression(depth + 1)})'

    def condition(self):
        r = self.random.random()
        if r < 0.7:
            return f'{self.expression(2)} {self.pick("<", "<=", ">", ">=", "==", "!=")} {self.expression(2)}'
        if r < 0.8:
            return f'{self.condition()} {self.pick("and", "or")} {self.condition()}'
        return self.atom()

    def block(self, depth, in_loop, indent):
        lines = []
        for _ in range(self.random.randint(1, 4)):
            lines += self.statement(depth, in_loop, indent)
        return lines

    def statement(self, depth, in_loop, indent):
        pad = '    ' * indent
        r = self.random.random()
        name = self.random.choice(self.names)
        if r < 0.3 or depth > 3:
            return [f'{pad}{name} = {self.expression()}']
        if r < 0.5:
            return [f'{pad}{name} {self.pick("+", "-", "*", "+", "/", "//")}= {self.expression(1)}']
        if r < 0.56:
            return [f'{pad}log.append({name})']
        if r < 0.6:
            return [f'{pad}h[{self.pick("0", "1", "x")}] = {self.expression(1)}']
        if r < 0.64 and in_loop:
            return [f'{pad}if {self.condition()}:', f'{pad}    {self.pick("break", "continue")}']
        if r < 0.66 and self.generator:
            return [f'{pad}yield {name}']
        if r < 0.75:
            lines = [f'{pad}if {self.condition()}:'] + self.block(depth + 1, in_loop, indent + 1)
            if self.random.random() < 0.5:
                lines += [f'{pad}else:'] + self.block(depth + 1, in_loop, indent + 1)
            return lines
        if r < 0.79:
            return ([f'{pad}try:'] + self.block(depth + 1, in_loop, indent + 1)
                    + [f'{pad}except {self.pick("Exception", "TypeError", "(ZeroDivisionError, IndexError)")}:']
                    + self.block(depth + 1, in_loop, indent + 1))
        self.counters += 1
        counter = f'i{self.counters}'
        if r < 0.9:
            bounds = self.pick('3', 'b', 'c', '1, 4', 'a, 5', '4, a, -1', 'x', '0, 7, 2', 'len(h)')
            lines = [f'{pad}for {counter} in range({bounds}):', f'{pad}    budget()']
            self.names.append(counter)
            lines += self.block(depth + 1, True, indent + 1)
            self.names.remove(counter)
            return lines
        lines = [f'{pad}{counter} = {self.pick("0", "0", "a", "0.0")}',
                 f'{pad}while {counter} < {self.pick("4", "b", "c", "3.5")}:', f'{pad}    budget()',
                 f'{pad}    {counter} += {self.pick("1", "1", "0.5")}']
        self.names.append(counter)
        lines += self.block(depth + 1, True, indent + 1)
        self.names.remove(counter)
        return lines

    def program(self):
        lines = ['k = 3', 'left = [0]', 'def budget():', '    left[0] -= 1', '    if left[0] < 0:',
                 "        raise KeyError('budget')", 'def f(v):', '    return v']
        for n in range(4):
            self.generator = n == 3
            self.counters = 0
            self.names = ['a', 'b', 'c', 'x', 'y', 'z'][:6 if self.random.random() < 0.8 else 5]
            lines += [f'def fn{n}(a, b, c, h, log):', f'    x = {self.pick("0", "1", "0.0", "a")}',
                      f'    y = {self.pick("0", "1.0", "b")}']
            if 'z' in self.names:
                lines.append(f'    z = {self.pick("1", "0.5", "c")}')
            lines += self.block(0, False, 1) + self.block(0, False, 1)
            lines.append(f'    {"yield" if self.generator else "return"} x, y, a, b, c, h')
            lines += [f'def run{n}(a, b, c, h):', '    log = []', '    left[0] = 60', '    try:',
                      f'        r = {"list" if self.generator else "f"}(fn{n}(a, b, c, h, log))',
                      '    except KeyError:', "        r = 'budget'",
                      '    except Exception as e:', '        r = str(e)',
                      '    return r, log[:100], h']
            for _ in range(14):
                usual = self.random.random() < 0.5
                values = [self.random.choice(USUAL if usual else ARGUMENTS) for _ in range(3)]
                heap = self.pick('[1, 2, 3, 4]', '[0.5, 1.5, 2.5]', "[1, 2.5, 'x', None]")
                lines.append(f'show(run{n}, {", ".join(values)}, {heap})')
        return '\n'.join(lines) + '\n'


class TooLong(BaseException):
    pass


def give_up(*_):
    raise TooLong


def main():
    signal.signal(signal.SIGALRM, give_up)
    build = pathlib.Path(sys.argv[1]).absolute()
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    execute.load_immediates()
    sys.setrecursionlimit(20000)
    sys.set_int_max_str_digits(0)
    failed = 0
    for n in range(seed, seed + count):
        signal.alarm(10)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'program.py'
            text = Maker(n).program()
            path.write_text(text)
            try:
                problem = execute.check(build, path, ['--all'])
            except TooLong:                      # a number grew without bound
                problem = None
        signal.alarm(0)
        if problem:
            failed += 1
            print(f'FAIL seed {n}\n{problem}\n')
    print(f'{count - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
