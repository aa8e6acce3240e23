from __c__.zlib import crc32, nothing_like_it  # error: ImportError: cannot import 'nothing_like_it' from C library 'zlib': no header declares it
from __c__.no_such_library import f  # error: ImportError: C library 'no_such_library' cannot be imported: 'no_such_library.h' file not found
from __c__.zlib import *  # error: ImportError: import * from '__c__.zlib' is not supported: name what is needed
import __c__.missing  # error: ImportError: C library 'missing' cannot be imported: 'missing.h' file not found
from __c__ import absent  # error: ImportError: C library 'absent' cannot be imported: 'absent.h' file not found
