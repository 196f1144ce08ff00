# A traceback that looks for a source file in vain leaves a tuple of three to be used again.
import gc


def grows():
    """0: get_count() finds a tuple to use again, -1: it makes one."""
    return gc.get_count()[0] - gc.get_count()[0]


for name in 'no such file.py', '<string>', '<', '':
    space = {}
    exec(compile('class X:\n  def __del__(self): self.x\ndef drop(): X()', name, 'exec'), space)
    gc.collect()
    space['drop']()
    print(repr(name), grows())
    gc.collect()
    print(grows())
