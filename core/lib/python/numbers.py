"""Abstract base classes of numbers."""

from abc import ABCMeta, abstractmethod

__all__ = ["Complex", "Integral", "Number", "Rational", "Real"]


def _abstract(namespace, unary="", binary=""):
    """Methods that subclasses have to have, by name."""
    for name in unary.split():
        def method(self):
            raise NotImplementedError
        _name(namespace, name, method)
    for name in binary.split():
        def method(self, other):
            raise NotImplementedError
        _name(namespace, name, method)


def _name(namespace, name, method):
    method.__name__ = f"__{name}__"
    method.__qualname__ = f"{namespace['__qualname__']}.__{name}__"
    namespace[method.__name__] = abstractmethod(method)


class Number(metaclass=ABCMeta):
    """All numbers."""

    __slots__ = ()
    __hash__ = None


class Complex(Number):
    """What complex has."""

    __slots__ = ()
    _abstract(locals(), "complex neg pos abs", "add radd mul rmul truediv rtruediv pow rpow eq")

    def __bool__(self):
        return self != 0

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    @abstractmethod
    def conjugate(self):
        raise NotImplementedError

    __hash__ = None


class Real(Complex):
    """What float has, too."""

    __slots__ = ()
    _abstract(locals(), "float trunc floor ceil", "floordiv rfloordiv mod rmod lt le")

    @abstractmethod
    def __round__(self, ndigits=None):
        raise NotImplementedError

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


class Rational(Real):
    """Real numbers that are fractions."""

    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """What int has, too."""

    __slots__ = ()
    _abstract(locals(), "int invert", "lshift rlshift rshift rrshift and rand xor rxor or ror")

    def __index__(self):
        return int(self)

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        raise NotImplementedError

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Complex.register(complex)
Real.register(float)
Integral.register(int)
