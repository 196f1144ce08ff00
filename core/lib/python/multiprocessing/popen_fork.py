"""A child made by fork()."""

import os
import posix
import signal
import time

__all__ = ['Popen']

posix._starts_processes()


class Popen:
    method = 'fork'

    def __init__(self, process_obj):
        from . import util
        util._flush_std_streams()
        self.returncode = None
        self.sentinel, child_end = os.pipe()
        parent_sentinel, self._parent_end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                os.close(self.sentinel)
                os.close(self._parent_end)
                time.sleep(0.001)  # the parent goes on first, as it mostly does elsewhere
                code = process_obj._bootstrap(parent_sentinel=parent_sentinel)
            finally:
                os._exit(code & 255)
        os.close(child_end)
        os.close(parent_sentinel)

    def duplicate_for_child(self, fd):
        return fd

    def poll(self, flag=os.WNOHANG):
        """The exit status, or None."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                return None
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            if timeout is not None:
                from .connection import wait
                if not wait([self.sentinel], timeout):
                    return None
            return self.poll(os.WNOHANG if timeout == 0.0 else 0)
        return self.returncode

    def _send_signal(self, number):
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass

    def terminate(self):
        self._send_signal(signal.SIGTERM)

    def kill(self):
        self._send_signal(signal.SIGKILL)

    def close(self):
        if self.sentinel is not None:
            os.close(self.sentinel)
            os.close(self._parent_end)
            self.sentinel = None
