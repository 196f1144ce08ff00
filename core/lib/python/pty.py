"""Pseudo terminals, which this machine is without."""

import os
import tty

__all__ = ["openpty", "fork", "spawn"]

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = range(3)
CHILD = 0


def openpty():
    """(master, slave)"""
    raise OSError("out of pty devices")


def master_open():
    return openpty()


def slave_open(tty_name):
    raise FileNotFoundError(2, 'No such file or directory', tty_name)


def fork():
    """(process, master)"""
    raise OSError("out of pty devices")


def _read(fd):
    return os.read(fd, 1024)


def spawn(argv, master_read=_read, stdin_read=_read):
    """Run a program in a terminal of its own."""
    fork()
