"""Stacks of all threads as text, for programs that hang or fail. Nothing can fail here in a way that Python does not tell by itself."""

import sys as _sys
import threading as _threading

_enabled = False
_registered = {}


def _out(file):
    if file is None:
        file = _sys.stderr
        if file is None:
            raise RuntimeError('sys.stderr is None')
    if isinstance(file, int):
        if file < 0:
            raise ValueError('file is not a valid file descriptor')
        return _sys.stderr if file == 2 else _sys.stdout if file == 1 else open(file, 'w', closefd=False)
    number = file.fileno()
    if not isinstance(number, int) or number < 0:
        raise RuntimeError('file.fileno() is not a valid file descriptor')
    return file


def _write(frame, head, file):
    print(head, file=file)
    depth = 0
    while frame is not None:
        if depth == 100:
            print('  ...', file=file)
            break
        print(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}', file=file)
        frame, depth = frame.f_back, depth + 1
    file.flush()


def _dump(file, all_threads, frame):
    file = _out(file)
    if not all_threads:
        return _write(frame, 'Stack (most recent call first):', file)
    current = _threading.get_ident()
    for ident, other in sorted(_sys._current_frames().items(), reverse=True):
        if ident == current:
            _write(frame, f'Current thread 0x{ident:016x} (most recent call first):', file)
        else:
            _write(other, f'Thread 0x{ident:016x} (most recent call first):', file)
            print(file=file)


def dump_traceback(file=None, all_threads=True):
    """Write where the threads are."""
    _dump(file, all_threads, _sys._getframe(1))


def enable(file=None, all_threads=True):
    """Write where the threads are when the process fails."""
    global _enabled
    _out(file)
    _enabled = True


def disable():
    """No longer do so; whether it was on."""
    global _enabled
    before, _enabled = _enabled, False
    return before


def is_enabled():
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Write where the threads are after some time; repeatedly; then end the process."""
    global _timer
    if timeout <= 0:
        raise ValueError('timeout must be greater than 0')
    cancel_dump_traceback_later()
    out = _out(file)
    text = f'{int(timeout) // 3600}:{int(timeout) // 60 % 60:02}:{int(timeout) % 60:02}'
    if timeout % 1:
        text += f'.{int(timeout % 1 * 1000000):06}'

    def expired():
        print(f'Timeout ({text})!', file=out)
        for ident, frame in sorted(_sys._current_frames().items(), reverse=True):
            if ident != _threading.get_ident():
                _write(frame, f'Thread 0x{ident:016x} (most recent call first):', out)
        if exit:
            import os
            os._exit(1)
        if repeat:
            dump_traceback_later(timeout, repeat, file)

    _timer = _threading.Timer(timeout, expired)
    _timer.daemon = True
    _timer.start()


_timer = None


def cancel_dump_traceback_later():
    """Not after all."""
    global _timer
    if _timer is not None:
        _timer.cancel()
        _timer = None


def register(signum, file=None, all_threads=True, chain=False):
    """Write where the threads are when the signal comes."""
    import signal
    if signum in (signal.SIGSEGV, signal.SIGFPE, signal.SIGABRT, signal.SIGBUS, signal.SIGILL):
        raise RuntimeError(f'signal {int(signum)} cannot be registered, use enable() instead')
    if not 1 <= signum < signal.NSIG:
        raise ValueError('signal number out of range')
    _out(file)
    before = _registered[signum][0] if signum in _registered else signal.getsignal(signum)

    def handler(number, frame):
        _dump(file, all_threads, frame)
        if chain and callable(before):
            before(number, frame)

    signal.signal(signum, handler)
    _registered[signum] = before, handler


def unregister(signum, /):
    """No longer do so; whether it was registered."""
    import signal
    if signum not in _registered:
        return False
    signal.signal(signum, _registered.pop(signum)[0])
    return True
