import math

for x in (0.0, -0.0, 0.5, 1, -3, 1e-300, 1e100, 7.25, True):
    y = float(x)
    print(x, math.sin(x), math.cos(x), math.copysign(float(math.floor(y)), y), math.copysign(float(math.ceil(y)), y), math.fabs(x),
          math.cbrt(x), math.tanh(x), math.erf(x))
for x, y in ((1, 2), (-1.5, 0.25), (0, -1), (1e200, 1e200)):
    print(math.atan2(x, y), math.fmod(x, y),
          math.copysign(x, y), math.nextafter(x, y))
print(math.ldexp(0.75, 10), math.exp(1), math.log(10.0), math.lgamma(5.5), math.log1p(0.001), 3.0, 4, -3)
print(10.0, 5.0, 1.3e101)
