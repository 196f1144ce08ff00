# platform.uname(): six values, of which the repr shows five
import copy
import pickle
import platform

info = platform.uname()
print(len(info), info._fields, info.system, info[0], info[-1] == info.processor == platform.processor(), info[4:5] == (info.machine,))
print(list(info)[:1], [name for name, value in zip(info._fields, info) if value == getattr(info, name)])
print('processor' in repr(info), type(info).__mro__[1].__name__, type(info)._make('abcde').machine)
print(copy.copy(info) == info, pickle.loads(pickle.dumps(info)) == info)
system, *rest, processor = info
print(system, len(rest), info == tuple(info), len(info._asdict()))
