# Formatted strings: expressions, conversions, nested specs, debugging.
x, name, pi = 5, "World", 3.14159
print(f"{x}", f"{name!r} {name!s} {name!a}", f"{pi:.2f} {pi:8.3f}| {pi:<8.1f}| {pi:^10.2e}|", f"{x:05d} {x:+} {x:b} {x:#x} {x:o}")
print(f"{x=}", f"{x = }", f"{x+1=:>5}", f"{name=!s}", f"{name = !r:>10}", f"{pi=:.1f}")
print(f"{{}} {{{x}}}", f"{'a' 'b'}", f'{"q"}', f"{x!r:^{x + 5}}", f"{pi:{x}.{2}f}", f"{'%s' % x}")
print(f"{[i for i in range(3)]} {({'a': 1})['a']} {(lambda v: v * 2)(4)} {x if x > 3 else 0}", f"{x:{'>'}{10}}")
print(f"""multi
{x}
line""", f"a{x}b" "c{x}" f"d{name}", rf"\d{x}", fr"\n{name}", F"{x}")
class F:
    def __format__(self, spec): return "spec<%s>" % spec
    def __str__(self): return "str"
    def __repr__(self): return "repr"
print(f"{F()} {F():abc} {F()!s} {F()!r:>6} {F():{x}d}", f"{F():%Y-%m}")
class Bad:
    def __format__(self, spec): return 5
try:
    f"{Bad()}"
except TypeError as e:
    print(e)
for make in (lambda: f"{x:q}", lambda: f"{name:d}", lambda: f"{[]:>5}", lambda: f"{None:5}", lambda: f"{undefined}", lambda: f"{pi:d}", lambda: f"{x:,_}"):
    try:
        print(make())
    except (ValueError, TypeError, NameError) as e:
        print(type(e).__name__, e)
print(f"{1_000_000:,} {1_000_000:_} {255:#_x} {0.5:%} {123456.789:,.2f} {1e10:g} {5:e} {True} {True:d} {None}")
print(f"{'abc':>6}|{'abc':*^9}|{'abc':.2}|{'abc':<5.1}|{'':5}|")
print(f"{x!r}{x}{name[0]}{name[-1]!r}", f"{name.lower()} {name.replace('o', '0')}", f"{dict(a=1)['a']}")
def f(v): return f"{v}" + f"{v!r}"
print(f("q"), f(None), f(1.0), f((1,)), f(b"x"))
d = {"k": "v", 1: 2}
print(f"{d['k']} {d[1]} {d}", f"{'nested ' + f'{x + 1}'}")
order = []
def n(v):
    order.append(v)
    return v
f"{n(1)} {n(2):{n(3)}} {n(4)}"
print(order)
print(f"{x:>{n(8)}}", f"{'a':{'-'}>{3}}", f"{3.0:{''}}", f"{-5:=+5d} {5:= 5d} {5:<+5d}|")
print(f"{x,} {x, name}", f"{x == 5} {x != 5} {x >= 5}", f"{ x }", f"{ {1: 2}[1] }", "no {x} here", f"", f"\N{DIGIT ONE}{x}\t|")
