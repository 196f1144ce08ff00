"""Universally unique identifiers (RFC 4122)."""

import os
import sys
from enum import Enum, _simple_enum

__author__ = "Heapscope"
RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = ("reserved for NCS compatibility", "specified in RFC 4122",
                                                               "reserved for Microsoft compatibility", "reserved for future definition")
int_, bytes_ = int, bytes


@_simple_enum(Enum)
class SafeUUID:
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    """A number of 128 bits."""

    __slots__ = ("int", "is_safe", "__weakref__")

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = int_(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = int_.from_bytes(bytes, "big")
        if fields is not None:
            if len(fields) != 6:
                raise ValueError("fields is not a 6-tuple")
            for i, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48))):
                if not 0 <= value < 1 << bits:
                    raise ValueError(f"field {i + 1} out of range (need a{'n 8' if bits == 8 else f' {bits}'}-bit value)")
            low, mid, high, seq_high, seq_low, node = fields
            int = low << 96 | mid << 80 | high << 64 | (seq_high << 8 | seq_low) << 48 | node
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)

    def __getstate__(self):
        state = {"int": self.int}
        if self.is_safe is not SafeUUID.unknown:
            state["is_safe"] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, "int", state["int"])
        object.__setattr__(self, "is_safe", SafeUUID(state["is_safe"]) if "is_safe" in state else SafeUUID.unknown)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __str__(self):
        text = f"{self.int:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    bytes = property(lambda self: self.int.to_bytes(16, "big"))
    fields = property(lambda self: (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low,
                                    self.node))
    time_low = property(lambda self: self.int >> 96)
    time_mid = property(lambda self: self.int >> 80 & 0xFFFF)
    time_hi_version = property(lambda self: self.int >> 64 & 0xFFFF)
    clock_seq_hi_variant = property(lambda self: self.int >> 56 & 0xFF)
    clock_seq_low = property(lambda self: self.int >> 48 & 0xFF)
    time = property(lambda self: (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low)
    clock_seq = property(lambda self: (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low)
    node = property(lambda self: self.int & 0xFFFFFFFFFFFF)
    hex = property(lambda self: f"{self.int:032x}")
    urn = property(lambda self: "urn:uuid:" + str(self))

    @property
    def bytes_le(self):
        data = self.bytes
        return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]

    @property
    def variant(self):
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        return RESERVED_FUTURE if self.int & 0x2000 << 48 else RESERVED_MICROSOFT

    @property
    def version(self):
        return self.int >> 76 & 0xF if self.variant == RFC_4122 else None


_AIX = sys.platform.startswith("aix")
_MAC_DELIM = b":"
_MAC_OMITS_LEADING_ZEROES = False

try:
    import _uuid
    _generate_time_safe, _UuidCreate = _uuid.generate_time_safe, None
    _has_uuid_generate_time_safe = _uuid.has_uuid_generate_time_safe
except ImportError:
    _uuid = _generate_time_safe = _UuidCreate = None
    _has_uuid_generate_time_safe = False


def _load_system_functions():
    """Nothing: what used to load the functions of the system."""


def _get_command_stdout(command, *args):
    """The output of a command, to be read as a file; None: there is no such command."""
    import shutil
    import subprocess
    executable = shutil.which(command) or shutil.which(command, path=os.pathsep.join(("/sbin", "/usr/sbin")))
    if executable is None:
        return None
    try:
        return subprocess.Popen((executable, *args), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}).stdout
    except (OSError, subprocess.SubprocessError):
        return None


def _is_universal(mac):
    """Whether an address was given by the maker of the card."""
    return not mac & 1 << 41


def _lines_of(command, args):
    try:
        output = _get_command_stdout(command, *args.split())
        return output.readlines() if output else []
    except OSError:
        return []


def _first_universal(addresses):
    """The first address that a maker gave; else the first of them, else None."""
    local = None
    for mac in addresses:
        if _is_universal(mac):
            return mac
        local = local or mac
    return local or None


def _find_mac_near_keyword(command, args, keywords, get_word_index):
    """The address that stands beside one of the words in the output of a command."""
    def addresses():
        for line in _lines_of(command, args):
            words = line.lower().rstrip().split()
            for at, word in enumerate(words):
                if word in keywords:
                    try:
                        mac = int(words[get_word_index(at)].replace(_MAC_DELIM, b""), 16)
                    except (ValueError, IndexError):
                        continue
                    if mac:
                        yield mac
    return _first_universal(addresses())


def _parse_mac(word):
    """The number of an address like 52:54:00:9d:0e:67; None: it is none."""
    parts = word.split(_MAC_DELIM)
    if len(parts) != 6:
        return None
    if _MAC_OMITS_LEADING_ZEROES:
        if not all(1 <= len(part) <= 2 for part in parts):
            return None
        parts = [part.rjust(2, b"0") for part in parts]
    elif not all(len(part) == 2 for part in parts):
        return None
    try:
        return int(b"".join(parts), 16)
    except ValueError:
        return None


def _find_mac_under_heading(command, args, heading):
    """The address in the column of a heading of the output of a command."""
    lines = _lines_of(command, args)
    headings = lines[0].rstrip().split() if lines else []
    if heading not in headings:
        return None
    column = headings.index(heading)
    rows = (line.rstrip().split() for line in lines[1:])
    return _first_universal(mac for mac in (_parse_mac(row[column]) for row in rows if column < len(row)) if mac is not None)


def _ifconfig_getnode():
    """The address that ifconfig says."""
    for args in "", "-a", "-av":
        mac = _find_mac_near_keyword("ifconfig", args, (b"hwaddr", b"ether", b"address:", b"lladdr"), lambda at: at + 1)
        if mac:
            return mac
    return None


def _ip_getnode():
    """The address that ip says."""
    return _find_mac_near_keyword("ip", "link", [b"link/ether"], lambda at: at + 1) or None


def _arp_getnode():
    """The address that arp knows for this machine's name."""
    import socket
    try:
        address = os.fsencode(socket.gethostbyname(socket.gethostname()))
    except OSError:
        return None
    for keywords, step in ([address], -1), ([address], 1), ([b"(" + address + b")"], 2):
        mac = _find_mac_near_keyword("arp", "-an", keywords, lambda at: at + step)
        if mac:
            return mac
    return None


def _lanscan_getnode():
    """The address that lanscan says (HP-UX)."""
    return _find_mac_near_keyword("lanscan", "-ai", [b"lan0"], lambda at: 0)


def _netstat_getnode():
    """The address that netstat says."""
    return _find_mac_under_heading("netstat", "-ian", b"Address")


def _unix_getnode():
    """The address in an identifier that the system made; None: the system makes none."""
    return UUID(bytes=_generate_time_safe()[0]).node if _generate_time_safe else None


def _windll_getnode():
    """The address in an identifier that Windows made: None elsewhere."""
    return UUID(bytes_le=_UuidCreate()).node if _UuidCreate else None


def _random_getnode():
    """48 random bits, of which one says that they are no address."""
    import random
    return random.getrandbits(48) | 1 << 40


_OS_GETTERS = [_ip_getnode, _ifconfig_getnode]
_GETTERS = [_unix_getnode, *_OS_GETTERS]
_node = _last_timestamp = None


def getnode():
    """48 bits that stand for this machine."""
    global _node
    if _node is None:
        for getter in [*_GETTERS, _random_getnode]:
            try:
                _node = getter()
            except Exception:
                continue
            if _node is not None and 0 <= _node < 1 << 48:
                return _node
    return _node


def uuid1(node=None, clock_seq=None):
    """Of the time and the machine."""
    if _generate_time_safe is not None and node is clock_seq is None:
        data, safety = _generate_time_safe()
        return UUID(bytes=data, is_safe=SafeUUID(safety) if safety in (0, -1) else SafeUUID.unknown)
    global _last_timestamp
    import time
    timestamp = time.time_ns() // 100 + 0x01B21DD213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        import random
        clock_seq = random.getrandbits(14)
    return UUID(fields=(timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF, clock_seq >> 8 & 0x3F, clock_seq & 0xFF,
                        getnode() if node is None else node), version=1)


def uuid3(namespace, name):
    """Of a name, by MD5."""
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + bytes(name, "utf-8")).digest(), version=3)


def uuid4():
    """Random."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """Of a name, by SHA-1."""
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + bytes(name, "utf-8")).digest()[:16], version=5)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
