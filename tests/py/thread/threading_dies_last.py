# threading is of the start in CPython, however late the program imports it: what it holds dies behind what the program's modules hold.
import sys


class Held:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)


module = type(sys)('module')
module.it = Held('in a module')
sys.modules['module'] = module
import threading
threading.it = Held('in threading')
threading.module = module
