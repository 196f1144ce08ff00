"""What typing has in C."""


def _idfunc(x, /):
    return x
