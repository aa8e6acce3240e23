from __c__.zlib import deflate  # error: ImportError: cannot import 'deflate' from C library 'zlib': parameter 1 has type 'z_streamp': such pointers are not supported
from __c__.zlib import deflateInit  # error: ImportError: cannot import 'deflateInit' from C library 'zlib': it is a macro
from __c__.c import printf  # error: ImportError: cannot import 'printf' from C library 'c': it takes a variable number of arguments
from __c__.c import qsort  # error: ImportError: cannot import 'qsort' from C library 'c': parameter 4 has type '__compar_fn_t': callbacks are not supported
from __c__.c import strdup  # error: ImportError: cannot import 'strdup' from C library 'c': its result has type 'char *': such pointers are not supported
from __c__.c import div  # error: ImportError: cannot import 'div' from C library 'c': its result has type 'div_t': structures by value are not supported
from __c__.math import sinl  # error: ImportError: cannot import 'sinl' from C library 'math': its result has type 'long double': no Python value converts to it
import __c__.zlib as z


def f():
    return z.inflate(1)  # error: ImportError: cannot import 'inflate' from C library 'zlib': parameter 1 has type 'z_streamp': such pointers are not supported


z.not_there  # error: ImportError: cannot import 'not_there' from C library 'zlib': no header declares it
