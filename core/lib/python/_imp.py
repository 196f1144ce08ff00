"""What importlib has in C. No compiled files of modules are read here, and none are extensions."""
import sys as _sys

_held = 0
check_hash_based_pycs = 'default'


def acquire_lock():
    """The lock of all imports: counted."""
    global _held
    _held += 1


def release_lock():
    global _held
    if not _held:
        raise RuntimeError('not holding the import lock')
    _held -= 1


def lock_held():
    return _held > 0


def is_builtin(name, /):
    return (-1 if name in ('sys', 'builtins') else 1) if name in _sys.builtin_module_names else 0


def is_frozen(name, /):
    return False


def extension_suffixes():
    """How names of files of extensions end."""
    return ['.cpython-311-x86_64-linux-gnu.so', '.abi3.so', '.so']


def create_builtin(spec, /):
    """The module of a spec, if it is one of the interpreter's own."""
    if not is_builtin(spec.name):
        return None
    from importlib import import_module
    return import_module(spec.name)


def exec_builtin(mod, /):
    return 0


create_dynamic = exec_dynamic = None


def is_frozen_package(name, /):
    """Whether a module that is part of the interpreter has others in it."""
    if not is_frozen(name):
        raise ImportError(f'No such frozen object named {name}', name=name)
    return hasattr(_sys.modules.get(name), '__path__')


def _rotated(x, bits):
    return (x << bits | x >> 64 - bits) & 0xffffffffffffffff


def source_hash(key, source):
    """SipHash 1-3 of a source, as files compiled with hashes have it."""
    data = bytes(source)
    mask = 0xffffffffffffffff
    k0, k1 = key & mask, 0
    v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573]

    def round_():
        a, b, c, d = v
        a = a + b & mask
        b = _rotated(b, 13) ^ a
        a = _rotated(a, 32)
        c = c + d & mask
        d = _rotated(d, 16) ^ c
        a = a + d & mask
        d = _rotated(d, 21) ^ a
        c = c + b & mask
        b = _rotated(b, 17) ^ c
        v[:] = a, b, _rotated(c, 32), d

    whole = len(data) & ~7
    last = int.from_bytes(data[whole:], 'little') | (len(data) & 255) << 56
    for word in [int.from_bytes(data[i:i + 8], 'little') for i in range(0, whole, 8)] + [last]:
        v[3] ^= word
        round_()
        v[0] ^= word
    v[2] ^= 255
    for _ in range(3):
        round_()
    return (v[0] ^ v[1] ^ v[2] ^ v[3]).to_bytes(8, 'little')


def _override_frozen_modules_for_tests(override, /):
    """Nothing to choose: no module is frozen."""
