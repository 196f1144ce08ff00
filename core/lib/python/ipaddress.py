"""Addresses and networks of IPv4 and IPv6."""

import functools

IPV4LENGTH, IPV6LENGTH = 32, 128


class AddressValueError(ValueError):
    """An address is not valid."""


class NetmaskValueError(ValueError):
    """A netmask is not valid."""


def ip_address(address):
    """IPv4Address or IPv6Address, by what fits."""
    for cls in (IPv4Address, IPv6Address):
        try:
            return cls(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 address")


def ip_network(address, strict=True):
    """IPv4Network or IPv6Network, by what fits."""
    for cls in (IPv4Network, IPv6Network):
        try:
            return cls(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 network")


def ip_interface(address):
    """IPv4Interface or IPv6Interface, by what fits."""
    for cls in (IPv4Interface, IPv6Interface):
        try:
            return cls(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 interface")


def _parse_v4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    result = 0
    for part in parts:
        if not part:
            message = "Empty octet not permitted"
        elif not (part.isascii() and part.isdigit()):
            message = f"Only decimal digits permitted in {part!r}"
        elif len(part) > 3:
            message = f"At most 3 characters permitted in {part!r}"
        elif part != "0" and part[0] == "0":
            message = f"Leading zeros are not permitted in {part!r}"
        elif int(part) > 255:
            message = f"Octet {int(part)} (> 255) not permitted"
        else:
            result = result << 8 | int(part)
            continue
        raise AddressValueError(f"{message} in {text!r}")
    return result


def _parse_v6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            last = _parse_v4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts += [f"{last >> 16:x}", f"{last & 0xFFFF:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
    if len(gaps) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if gaps:
        head, tail = parts[:gaps[0]], parts[gaps[0] + 1:]
        if not head[0]:
            head = head[1:]
            if head:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not tail[-1]:
            tail = tail[:-1]
            if tail:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        if len(head) + len(tail) > 7:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = head + ["0"] * (8 - len(head) - len(tail)) + tail
    else:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    result = 0
    for part in parts:
        if not all(c in "0123456789abcdefABCDEF" for c in part):
            raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
        if len(part) > 4:
            raise AddressValueError(f"At most 4 characters permitted in {part!r} in {text!r}")
        result = result << 16 | int(part, 16)
    return result


def _text_v4(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def _text_v6(number):
    if number >> IPV6LENGTH:
        raise ValueError("IPv6 address is too large")
    parts = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    best, start, i = 1, -1, 0
    while i < 8:
        end = i
        while end < 8 and parts[end] == "0":
            end += 1
        if end - i > best:
            best, start = end - i, i
        i = max(end, i + 1)
    if start < 0:
        return ":".join(parts)
    return ":".join(parts[:start]) + "::" + ":".join(parts[start + best:])


class _Base:
    __slots__ = ()

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @property
    def exploded(self):
        return self._exploded(str(self))

    @property
    def compressed(self):
        return str(self)

    def _exploded(self, text):
        if self._version == 4:
            return text
        address, slash, length = text.partition("/")
        number = _parse_v6(address.partition("%")[0])
        return ":".join(f"{number >> shift & 0xFFFF:04x}" for shift in range(112, -1, -16)) + slash + length

    @property
    def reverse_pointer(self):
        if self._version == 4:
            return ".".join(str(self).split("/")[0].split(".")[::-1]) + ".in-addr.arpa"
        return ".".join(self.exploded.partition("/")[0].replace(":", "")[::-1]) + ".ip6.arpa"

    @classmethod
    def _string_from_ip_int(cls, number):
        return cls._text(number)

    @classmethod
    def _prefix_from_prefix_string(cls, text):
        return _prefix_length(cls, text)

    def _check(self, number):
        if number < 0:
            raise AddressValueError(f"{number} (< 0) is not permitted as an IPv{self._version} address")
        if number >> self._max_prefixlen:
            raise AddressValueError(f"{number} (>= 2**{self._max_prefixlen}) is not permitted as an IPv{self._version} address")


@functools.total_ordering
class _Address(_Base):
    """What addresses of both kinds share."""

    __slots__ = ()

    def __init__(self, address):
        if isinstance(address, int):
            self._check(address)
            self._ip = address
        elif isinstance(address, bytes):
            size = self._max_prefixlen // 8
            if len(address) != size:
                raise AddressValueError(f"{address!r} (len {len(address)} != {size}) is not permitted as an IPv{self._version} address")
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            self._ip = self._parse(text)

    @property
    def packed(self):
        return self._ip.to_bytes(self._max_prefixlen // 8, "big")

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        return isinstance(other, _Address) and self._ip == other._ip and self._version == other._version or (
            False if isinstance(other, _Base) else NotImplemented)

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __add__(self, other):
        return self.__class__(int(self) + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(int(self) - other) if isinstance(other, int) else NotImplemented

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return self._text(self._ip)

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def __format__(self, fmt):
        if not fmt or fmt[-1] == "s":
            return format(str(self), fmt)
        kind, body = fmt[-1], fmt[:-1]
        grouped = body.endswith("_")
        body = body.removesuffix("_")
        if kind not in "bnxX" or body not in ("", "#"):
            return super().__format__(fmt)
        if kind == "n":
            kind = "b" if self._version == 4 else "x"
        bits = self._max_prefixlen if kind == "b" else self._max_prefixlen // 4
        width = bits + (bits // 4 - 1 if grouped else 0) + (2 if body else 0)
        return format(int(self), f"{body}0{width}{'_' if grouped else ''}{kind}")

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def _in(self, networks):
        return any(self._ip & mask == network for network, mask in networks)


def _blocks(cls, *texts):
    result = []
    for text in texts:
        address, _, length = text.partition("/")
        bits = cls._max_prefixlen
        result.append((cls._parse(address), (1 << bits) - (1 << bits - int(length))))
    return result


def _kind(*texts, whole=False):
    """A property: whether an address, or both ends of a network, are in certain networks; the whole network in one of them."""
    def test(self):
        cls = IPv4Address if self._version == 4 else IPv6Address
        blocks = _blocks(cls, *texts)
        ends = (self.network_address, self.broadcast_address) if isinstance(self, _Network) else (self,)
        if whole:
            return any(all(end._in([block]) for end in ends) for block in blocks)
        return all(end._in(blocks) for end in ends)
    return property(test)


_private_v4 = ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/29", "192.0.0.170/31",
               "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32")
_private_v6 = ("::1/128", "::/128", "::ffff:0:0/96", "100::/64", "2001::/23", "2001:2::/48", "2001:db8::/32", "2001:10::/28", "fc00::/7",
               "fe80::/10")


class _V4:
    __slots__ = ()
    _version, _max_prefixlen = 4, IPV4LENGTH
    _ALL_ONES = (1 << IPV4LENGTH) - 1
    _parse, _text = staticmethod(_parse_v4), staticmethod(_text_v4)
    is_multicast = _kind("224.0.0.0/4")
    is_private = _kind(*_private_v4, whole=True)
    is_loopback = _kind("127.0.0.0/8")
    is_link_local = _kind("169.254.0.0/16")
    is_reserved = _kind("240.0.0.0/4")
    is_unspecified = _kind("0.0.0.0/32")


class _V6:
    __slots__ = ()
    _version, _max_prefixlen = 6, IPV6LENGTH
    _ALL_ONES = (1 << IPV6LENGTH) - 1
    _parse, _text = staticmethod(_parse_v6), staticmethod(_text_v6)
    is_multicast = _kind("ff00::/8")
    is_private = _kind(*_private_v6, whole=True)
    is_loopback = _kind("::1/128")
    is_link_local = _kind("fe80::/10")
    is_site_local = _kind("fec0::/10")
    is_reserved = _kind("::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3", "A000::/3",
                        "C000::/3", "E000::/4", "F000::/5", "F800::/6", "FE00::/9")
    is_unspecified = _kind("::/128")


class IPv4Address(_V4, _Address):
    """An address of IPv4."""

    __slots__ = ("_ip", "__weakref__")

    @property
    def is_global(self):
        return not self._in(_blocks(IPv4Address, "100.64.0.0/10")) and not self.is_private


class IPv6Address(_V6, _Address):
    """An address of IPv6."""

    __slots__ = ("_ip", "_scope_id", "__weakref__")

    def __init__(self, address):
        self._scope_id = None
        if isinstance(address, str) and "%" in address:
            if "/" in address:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            number, _, scope = address.partition("%")
            if not scope or "%" in scope:
                raise AddressValueError('Invalid IPv6 address: "%r"' % address)
            address, self._scope_id = number, scope
        super().__init__(address)

    scope_id = property(lambda self: self._scope_id)
    is_global = property(lambda self: not self.is_private)

    @property
    def is_private(self):
        mapped = self.ipv4_mapped
        return _V6.is_private.fget(self) if mapped is None else mapped.is_private

    def __eq__(self, other):
        same = super().__eq__(other)
        return same if same is NotImplemented else same and self._scope_id == getattr(other, "_scope_id", None)

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __str__(self):
        text = super().__str__()
        return f"{text}%{self._scope_id}" if self._scope_id else text

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)


def _split_prefix(address):
    """(address, prefix or None)"""
    if isinstance(address, (int, bytes)):
        return address, None
    if isinstance(address, tuple):
        return address if len(address) > 1 else (address[0], None)
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts[0], parts[1] if len(parts) > 1 else None


def _prefix_length(cls, prefix):
    """The length that a prefix says: a number, or a mask, or the opposite of a mask."""
    bits = cls._max_prefixlen
    if prefix is None:
        return bits
    if isinstance(prefix, int):
        if not 0 <= prefix <= bits:
            raise NetmaskValueError(f"{prefix!r} is not a valid netmask")
        return prefix
    text = str(prefix)
    if text.isascii() and text.isdigit():
        if int(text) > bits:
            raise NetmaskValueError(f"{text!r} is not a valid netmask")
        return int(text)
    if cls._version == 4:
        try:
            mask = _parse_v4(text)
        except AddressValueError:
            raise NetmaskValueError(f"{text!r} is not a valid netmask") from None
        for value in (mask, mask ^ 0xFFFFFFFF):
            for length in range(33):
                if value == (1 << 32) - (1 << 32 - length):
                    return length
    raise NetmaskValueError(f"{text!r} is not a valid netmask")


@functools.total_ordering
class _Network(_Base):
    """What networks of both kinds share."""

    def __init__(self, address, strict=True):
        address, prefix = _split_prefix(address)
        self.network_address = self._address_class(address)
        self._prefixlen = _prefix_length(self._address_class, prefix)
        number, mask = int(self.network_address), int(self.netmask)
        if number & mask != number:
            if strict:
                raise ValueError(f"{self} has host bits set")
            self.network_address = self._address_class(number & mask)

    @property
    def prefixlen(self):
        return self._prefixlen

    @property
    def netmask(self):
        bits = self._max_prefixlen
        return self._address_class((1 << bits) - (1 << bits - self._prefixlen))

    @functools.cached_property
    def hostmask(self):
        return self._address_class((1 << self._max_prefixlen - self._prefixlen) - 1)

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @property
    def num_addresses(self):
        return 1 << self._max_prefixlen - self._prefixlen

    is_global = property(lambda self: not self.is_private)
    with_prefixlen = property(lambda self: f"{self.network_address}/{self._prefixlen}")
    with_netmask = property(lambda self: f"{self.network_address}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.network_address}/{self.hostmask}")

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return f"{self.network_address}/{self._prefixlen}"

    def __iter__(self):
        first = int(self.network_address)
        for number in range(first, first + self.num_addresses):
            yield self._address_class(number)

    def hosts(self):
        """The addresses that hosts can have."""
        first, last = int(self.network_address), int(self.broadcast_address)
        if self._prefixlen == self._max_prefixlen:
            return [self._address_class(first)]
        if self._prefixlen == self._max_prefixlen - 1:
            return [self._address_class(first), self._address_class(last)]
        return map(self._address_class, range(first + 1, last + (self._version == 6)))

    def __getitem__(self, n):
        number = int(self.network_address) + n if n >= 0 else int(self.broadcast_address) + n + 1
        if not int(self.network_address) <= number <= int(self.broadcast_address):
            raise IndexError("address out of range")
        return self._address_class(number)

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return False if isinstance(other, _Base) else NotImplemented
        return (self._version, self.network_address, self._prefixlen) == (other._version, other.network_address, other._prefixlen)

    def _get_networks_key(self):
        return self._version, self.network_address, self.netmask

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return (self.network_address, self.netmask) < (other.network_address, other.netmask)

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _Network):
            return False
        return int(other._ip) & int(self.netmask) == int(self.network_address)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def overlaps(self, other):
        return self.network_address in other or self.broadcast_address in other or other.network_address in self or other.broadcast_address in self

    def _within(self, a, b):
        if a._version != b._version:
            raise TypeError(f"{a} and {b} are not of the same version")
        return b.network_address <= a.network_address and b.broadcast_address >= a.broadcast_address

    def subnet_of(self, other):
        return self._within(self, other)

    def supernet_of(self, other):
        return self._within(other, self)

    def _new_length(self, diff, new, sign):
        if new is None:
            return self._prefixlen + sign * diff
        if sign * new < sign * self._prefixlen:
            raise ValueError(f"new prefix must be {'longer' if sign > 0 else 'shorter'}")
        if diff != 1:
            raise ValueError("cannot set prefixlen_diff and new_prefix")
        return new

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that it divides into."""
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is None and prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._new_length(prefixlen_diff, new_prefix, 1)
        if length > self._max_prefixlen:
            raise ValueError(f"prefix length diff {length} is invalid for netblock {self}")
        first = int(self.network_address)
        for number in range(first, first + self.num_addresses, 1 << self._max_prefixlen - length):
            yield self.__class__((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network that it is a part of."""
        if self._prefixlen == 0:
            return self
        length = self._new_length(prefixlen_diff, new_prefix, -1)
        if length < 0:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}")
        return self.__class__((int(self.network_address), length), strict=False)

    def address_exclude(self, other):
        """What is left without another network."""
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        current = self
        while current != other:
            first, second = current.subnets()
            current, rest = (first, second) if other.subnet_of(first) else (second, first)
            yield rest

    def compare_networks(self, other):
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same type")
        mine, others = (self.network_address, self.netmask), (other.network_address, other.netmask)
        return (mine > others) - (mine < others)


class IPv4Network(_V4, _Network):
    """A network of IPv4."""

    _address_class = IPv4Address
    is_global = property(lambda self: not self.is_private and not self.subnet_of(IPv4Network("100.64.0.0/10")))


class IPv6Network(_V6, _Network):
    """A network of IPv6."""

    _address_class = IPv6Address


class _Interface:
    """An address in its network."""

    def __init__(self, address):
        address, prefix = _split_prefix(address)
        super().__init__(address)
        self.network = self._network_class((address, prefix), strict=False)
        self._prefixlen, self.netmask = self.network._prefixlen, self.network.netmask

    @functools.cached_property
    def hostmask(self):
        return self.network.hostmask

    ip = property(lambda self: self._network_class._address_class(self._ip))
    with_prefixlen = property(lambda self: f"{self._text(self._ip)}/{self._prefixlen}")
    with_netmask = property(lambda self: f"{self._text(self._ip)}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self._text(self._ip)}/{self.hostmask}")

    def __str__(self):
        return f"{super().__str__()}/{self._prefixlen}"

    def __eq__(self, other):
        same = super().__eq__(other)
        if same is NotImplemented or not same:
            return same
        return isinstance(other, _Interface) and self.network == other.network

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return less
        if not isinstance(other, _Interface):
            return False
        return self.network < other.network or self.network == other.network and less

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    def __reduce__(self):
        return self.__class__, (str(self),)


class IPv4Interface(_Interface, IPv4Address):
    _network_class = IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    _network_class = IPv6Network
    is_unspecified = property(lambda self: self._ip == 0 and self.network.is_unspecified)
    is_loopback = property(lambda self: self._ip == 1 and self.network.is_loopback)


def _packed(number, size):
    try:
        return number.to_bytes(size, "big")
    except OverflowError:
        raise ValueError(f"Address negative or too large for IPv{4 if size == 4 else 6}") from None


def v4_int_to_packed(address):
    return _packed(address, 4)


def v6_int_to_packed(address):
    return _packed(address, 16)


def _count_righthand_zero_bits(number, bits):
    return min(bits, (number & -number).bit_length() - 1) if number else bits


def _find_address_range(addresses):
    """(first, last) of each run of addresses in an order."""
    run = []
    for address in addresses:
        if run and address._ip != run[-1]._ip + 1:
            yield run[0], run[-1]
            run = []
        run.append(address)
    if run:
        yield run[0], run[-1]


def summarize_address_range(first, last):
    """The networks that cover all from one address to another."""
    if not isinstance(first, _Address) or not isinstance(last, _Address):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    if first.version not in (4, 6):
        raise ValueError("unknown IP version")
    cls = IPv4Network if first.version == 4 else IPv6Network
    low, high, bits = int(first), int(last), first._max_prefixlen
    while low <= high:
        free = min(_count_righthand_zero_bits(low, bits), (high - low + 1).bit_length() - 1)
        yield cls((low, bits - free))
        low += 1 << free


def collapse_addresses(addresses):
    """Networks and addresses in as few networks as can be."""
    ranges, given = [], {}
    kind = None
    for item in addresses:
        if kind is not None and kind.version != item.version:
            raise TypeError(f"{item} and {kind} are not of the same version")
        kind = item
        ends = (item, item) if isinstance(item, _Address) else (item.network_address, item.broadcast_address)
        if isinstance(item, _Network):
            given[int(ends[0]), item.prefixlen] = item
        ranges.append((int(ends[0]), int(ends[1])))
    ranges.sort()
    merged = []
    for low, high in ranges:
        if merged and low <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    cls = IPv4Address if kind is None or kind.version == 4 else IPv6Address
    networks = [network for low, high in merged for network in summarize_address_range(cls(low), cls(high))]
    return iter([given.get((int(network.network_address), network.prefixlen), network) for network in networks])


def get_mixed_type_key(obj):
    """A key to sort addresses and networks together."""
    if isinstance(obj, _Network):
        return obj._version, obj.network_address, obj.netmask
    return (obj._version, obj) if isinstance(obj, _Address) else NotImplemented
