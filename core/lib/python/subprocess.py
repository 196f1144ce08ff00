"""Other programs: there are none here, so that starting one raises OSError."""

__all__ = ['Popen', 'PIPE', 'STDOUT', 'DEVNULL', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """A process that ended with an error: returncode, cmd, output, stderr."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command '{self.cmd}' died with signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output


class TimeoutExpired(SubprocessError):
    """A process that took too long: cmd, timeout, output, stderr."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    """A process that has ended: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        pieces = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        pieces += [f'{name}={value!r}' for name, value in (('stdout', self.stdout), ('stderr', self.stderr)) if value is not None]
        return f"{type(self).__name__}({', '.join(pieces)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class Popen:
    """A process; it cannot be started."""

    def __init__(self, args, *more, **options):
        raise OSError(38, 'Function not implemented')


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    return Popen(*popenargs, **kwargs)


def call(*popenargs, timeout=None, **kwargs):
    return Popen(*popenargs, **kwargs)


def check_call(*popenargs, **kwargs):
    return Popen(*popenargs, **kwargs)


def check_output(*popenargs, timeout=None, **kwargs):
    return Popen(*popenargs, **kwargs)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    return Popen(cmd)


def getoutput(cmd, *, encoding=None, errors=None):
    return Popen(cmd)
