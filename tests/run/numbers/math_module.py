# Every function of math, with domain and range errors.
import math
from math import *
def t(s, f, *a):
    try: print(s, repr(f(*a)))
    except Exception as e: print(s, type(e).__name__, e)
t("sqrt",math.sqrt,-1); t("log",math.log,0); t('log',math.log,10**400); t('log2',math.log,8,2); t('l',math.log,2,1); t('exp',exp,1000); t('fact',factorial,-1); t('f',factorial,1.5); t('f',factorial,50); t('comb',comb,-1,2); t('comb',comb,50,25); t('perm',perm,5); t('perm',perm,5,2); t('isqrt',isqrt,10**40); t('isqrt',isqrt,-1); t('gcd',gcd,12,18,24); t('gcd',gcd); t('lcm',lcm,2,3,4); t('dist',dist,[1],[1,2]); t('dist',dist,(1,2),(4,6)); t('hypot',hypot,3,4); t('fsum',fsum,[.1]*10); t('fsum',fsum,['a']); t('prod',prod,[1,2,3.5]); t('prod',prod,[]); t('sqrt',sqrt,'a'); t('floor',floor,'a'); t('floor',floor,2.7); t('ceil',ceil,2.2); t('trunc',trunc,-2.7); t('trunc',trunc,'a'); t('sin',sin); t('sin',sin,1,2); t('pow',math.pow,1); t('hypot',hypot); t('ldexp',ldexp,1,'a'); t('modf',modf,1.5); t('frexp',frexp,8); t('isclose',isclose,1,1.0000000001); t('nan',isnan,nan); t('inf',isinf,-inf); t('cs',copysign,1,-0.0); t('gamma',gamma,5.5); t('lg',lgamma,0); t('ulp',ulp,1); t('na',nextafter,1,2); t('rem',remainder,5,3)
print(isclose(1, 2, rel_tol=1), prod([2, 3], start=5), pi, e, tau, inf, nan, math.__name__, math.__doc__ is not None, math.sin.__name__, sin)
class X:
    def __floor__(self): return 'fl'
    def __ceil__(self): return 'ce'
    def __trunc__(self): return 'tr'
    def __float__(self): return 2.25
    def __index__(self): return 6
print(floor(X()), ceil(X()), trunc(X()), sqrt(X()), factorial(X()), gcd(X(), 4), math.log2(X()))
try: isclose(1)
except TypeError as ex: print(ex)
try: gcd(1.5)
except TypeError as ex: print(ex)
