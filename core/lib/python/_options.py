"""What -X asks for, done before the program is compiled."""

import sys


def _number(name, least):
    text = sys._xoptions[name]
    try:
        number = 1 if text is True else int(text)
    except ValueError:
        number = -1
    if number < least:
        print(f'Fatal Python error: -X {name}: invalid value', file=sys.stderr)
        raise SystemExit(1)
    return number


if 'int_max_str_digits' in sys._xoptions:
    sys.set_int_max_str_digits(_number('int_max_str_digits', 0))
if 'faulthandler' in sys._xoptions or 'dev' in sys._xoptions:
    import faulthandler
    faulthandler.enable()
if 'tracemalloc' in sys._xoptions:
    import tracemalloc
    tracemalloc.start(_number('tracemalloc', 1))
