"""Which attributes of builtin types are members and which are computed; sizes and offsets."""
import types

kinds = [object, int, bool, float, complex, str, bytes, list, tuple, dict, set, range, slice, type, property, classmethod, staticmethod, memoryview, types.FunctionType,
         types.MethodType, types.CodeType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.ModuleType, types.TracebackType, types.CellType,
         types.GetSetDescriptorType, types.MemberDescriptorType, types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType]
for kind in kinds:
    print(kind.__name__, kind.__basicsize__, kind.__itemsize__, kind.__dictoffset__, kind.__weakrefoffset__,
          sorted((name, type(value).__name__) for name, value in vars(kind).items() if 'descriptor' in type(value).__name__ and type(value).__name__[:3] in ('mem', 'get')))
for action in (lambda: setattr(type('A', (), {}), '__mro__', ()), lambda: setattr(1j, 'real', 2), lambda: setattr(int.real, '__name__', 'x'), lambda: delattr(1j, 'imag')):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print((1 + 2j).imag, int.real.__objclass__, (1).__add__.__self__, type(int.real).__objclass__.__objclass__)

# The place of a traceback that a program makes is what it said, odd or not.
import sys
import types
for place in 0, 1, 7, 12:
    made = types.TracebackType(None, sys._getframe(), place, 3)
    print(made.tb_lasti, made.tb_lineno, made.tb_next)
