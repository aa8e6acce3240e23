# libm against CPython's math module, which calls it too.
from __c__.libm import sin, cos, atan2, hypot, floor, ldexp, fmod, exp, log, cbrt, fabs, ceil
import __c__.math as m

for x in (0.0, -0.0, 0.5, 1, -3, 1e-300, 1e100, 7.25, True):
    print(x, sin(x), cos(x), floor(x), ceil(x), fabs(x), cbrt(x), m.tanh(x), m.erf(x))
for x, y in ((1, 2), (-1.5, 0.25), (0, -1), (1e200, 1e200)):
    print(atan2(x, y), fmod(x, y), m.copysign(x, y), m.nextafter(x, y))
print(ldexp(0.75, 10), exp(1), log(10.0), m.lgamma(5.5), m.log1p(0.001), m.round(2.5), m.lrint(3.5), m.lround(-2.5))
print(m.fma(2.0, 3.0, 4.0), hypot(3, 4.0), hypot(-5e100, 12e100))
