"""Sockets of one process: what is sent to an address of this machine arrives there, there is no network beyond it.

Each open socket has a number in _open, one without an object is in _held; a stream has a buffer of what has come in. Whoever waits does so on _changed."""

import collections as _collections
import threading as _threading
import weakref as _weakref
from _operator import index as _index

_CONSTANTS = """
AF: ALG=38 APPLETALK=5 ASH=18 ATMPVC=8 ATMSVC=20 AX25=3 BRIDGE=7 CAN=29 ECONET=19 INET=2 INET6=10 IPX=4 IRDA=23 KEY=15 LLC=26
  NETBEUI=13 NETLINK=16 NETROM=6 PACKET=17 PPPOX=24 QIPCRTR=42 RDS=21 ROSE=11 ROUTE=16 SECURITY=14 SNA=22 TIPC=30 UNIX=1 UNSPEC=0
  VSOCK=40 WANPIPE=25 X25=9 DECnet=12
AI: ADDRCONFIG=32 ALL=16 CANONNAME=2 NUMERICHOST=4 NUMERICSERV=1024 PASSIVE=1 V4MAPPED=8
EAI: ADDRFAMILY=-9 AGAIN=-3 BADFLAGS=-1 FAIL=-4 FAMILY=-6 MEMORY=-10 NODATA=-5 NONAME=-2 OVERFLOW=-12 SERVICE=-8 SOCKTYPE=-7
  SYSTEM=-11
INADDR: ALLHOSTS_GROUP=3758096385 ANY=0 BROADCAST=4294967295 LOOPBACK=2130706433 MAX_LOCAL_GROUP=3758096639 NONE=4294967295
  UNSPEC_GROUP=3758096384
IPPORT: RESERVED=1024 USERRESERVED=5000
IPPROTO: AH=51 DSTOPTS=60 EGP=8 ESP=50 FRAGMENT=44 GRE=47 HOPOPTS=0 ICMP=1 ICMPV6=58 IDP=22 IGMP=2 IP=0 IPIP=4 IPV6=41 MPTCP=262
  NONE=59 PIM=103 PUP=12 RAW=255 ROUTING=43 RSVP=46 SCTP=132 TCP=6 TP=29 UDP=17 UDPLITE=136
IPV6: CHECKSUM=7 DONTFRAG=62 DSTOPTS=59 HOPLIMIT=52 HOPOPTS=54 JOIN_GROUP=20 LEAVE_GROUP=21 MULTICAST_HOPS=18 MULTICAST_IF=17
  MULTICAST_LOOP=19 NEXTHOP=9 PATHMTU=61 PKTINFO=50 RECVDSTOPTS=58 RECVHOPLIMIT=51 RECVHOPOPTS=53 RECVPATHMTU=60 RECVPKTINFO=49
  RECVRTHDR=56 RECVTCLASS=66 RTHDR=57 RTHDRDSTOPTS=55 RTHDR_TYPE_0=0 TCLASS=67 UNICAST_HOPS=16 V6ONLY=26
IP: ADD_MEMBERSHIP=35 BIND_ADDRESS_NO_PORT=24 DEFAULT_MULTICAST_LOOP=1 DEFAULT_MULTICAST_TTL=1 DROP_MEMBERSHIP=36 HDRINCL=3
  MAX_MEMBERSHIPS=20 MULTICAST_IF=32 MULTICAST_LOOP=34 MULTICAST_TTL=33 OPTIONS=4 RECVOPTS=6 RECVRETOPTS=7 RECVTOS=13 RETOPTS=7
  TOS=1 TRANSPARENT=19 TTL=2
MSG: CMSG_CLOEXEC=1073741824 CONFIRM=2048 CTRUNC=8 DONTROUTE=4 DONTWAIT=64 EOR=128 ERRQUEUE=8192 FASTOPEN=536870912 MORE=32768
  NOSIGNAL=16384 OOB=1 PEEK=2 TRUNC=32 WAITALL=256
NI: DGRAM=16 MAXHOST=1025 MAXSERV=32 NAMEREQD=8 NOFQDN=4 NUMERICHOST=1 NUMERICSERV=2
SCM: CREDENTIALS=2 RIGHTS=1
SHUT: RD=0 RDWR=2 WR=1
SOCK: CLOEXEC=524288 DGRAM=2 NONBLOCK=2048 RAW=3 RDM=4 SEQPACKET=5 STREAM=1
SOL: ALG=279 CAN_BASE=100 CAN_RAW=101 IP=0 RDS=276 SOCKET=1 TCP=6 TIPC=271 UDP=17
SOMAXCONN: =4096
SO: ACCEPTCONN=30 BINDTODEVICE=25 BROADCAST=6 DEBUG=1 DOMAIN=39 DONTROUTE=5 ERROR=4 INCOMING_CPU=49 KEEPALIVE=9 LINGER=13 MARK=36
  OOBINLINE=10 PASSCRED=16 PASSSEC=34 PEERCRED=17 PEERSEC=31 PRIORITY=12 PROTOCOL=38 RCVBUF=8 RCVLOWAT=18 RCVTIMEO=20 REUSEADDR=2
  REUSEPORT=15 SNDBUF=7 SNDLOWAT=19 SNDTIMEO=21 TYPE=3
TCP: CONGESTION=13 CORK=3 DEFER_ACCEPT=9 FASTOPEN=23 INFO=11 KEEPCNT=6 KEEPIDLE=4 KEEPINTVL=5 LINGER2=8 MAXSEG=2 NODELAY=1
  NOTSENT_LOWAT=25 QUICKACK=12 SYNCNT=7 USER_TIMEOUT=18 WINDOW_CLAMP=10
"""


def _constants():
    prefix = ''
    for word in _CONSTANTS.split():
        if word[-1] == ':':
            prefix = word[:-1]
        else:
            name, _, value = word.partition('=')
            yield (f'{prefix}_{name}' if name else prefix), int(value)


globals().update(_constants())
has_ipv6 = True
error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = 'socket'
_changed = _threading.Condition()
_open = _weakref.WeakValueDictionary()
_held = {}
_bound = {}  # (type, address) -> socket
_default_timeout = None
_NAMES = {'localhost': '127.0.0.1', 'localhost.localdomain': '127.0.0.1'}
_SERVICES = {'echo': 7, 'discard': 9, 'ftp': 21, 'ssh': 22, 'telnet': 23, 'smtp': 25, 'time': 37, 'whois': 43, 'domain': 53, 'tftp': 69,
             'gopher': 70, 'finger': 79, 'http': 80, 'kerberos': 88, 'pop3': 110, 'sunrpc': 111, 'nntp': 119, 'ntp': 123, 'imap2': 143, 'imap': 143,
             'snmp': 161, 'ldap': 389, 'https': 443, 'submission': 587, 'ldaps': 636, 'ftps': 990, 'imaps': 993, 'pop3s': 995,
             'mysql': 3306, 'postgresql': 5432}


# ---- numbers and addresses ----

def _number(value, bits, who):
    import operator
    value = operator.index(value)
    if bits == 16:
        if value < 0:
            raise OverflowError(f"{who}: can't convert negative Python int to C 16-bit unsigned integer")
        if value > 0xFFFF:
            raise OverflowError(f'{who}: Python int too large to convert to C 16-bit unsigned integer')
    elif value < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    elif value > 0xFFFFFFFF:
        raise OverflowError('int larger than 32 bits')
    return value


def _swap(bits, who):
    def convert(x, /):
        return int.from_bytes(_number(x, bits, who).to_bytes(bits // 8, 'little'), 'big')
    convert.__name__ = convert.__qualname__ = who
    convert.__doc__ = f'The {bits} bits in the other order of bytes.'
    return convert


htons, ntohs, htonl, ntohl = _swap(16, 'htons'), _swap(16, 'ntohs'), _swap(32, 'htonl'), _swap(32, 'ntohl')


def inet_aton(ip_addr, /):
    """The four bytes of an address like '1.2.3.4'; '127.1' is '127.0.0.1'."""
    if not isinstance(ip_addr, str):
        raise TypeError(f'inet_aton() argument 1 must be str, not {type(ip_addr).__name__}')
    try:
        parts = [int(part, 8 if part[0] == '0' and part[1:2] not in ('', 'x', 'X') else 0) for part in ip_addr.split('.')]
        if len(parts) > 4 or any(not 0 <= part < 256 for part in parts[:-1]):
            raise ValueError
        return bytes(parts[:-1]) + parts[-1].to_bytes(5 - len(parts), 'big')
    except (ValueError, OverflowError, IndexError):
        raise OSError('illegal IP address string passed to inet_aton') from None


def inet_ntoa(packed_ip, /):
    """The text of four bytes."""
    data = bytes(memoryview(packed_ip))
    if len(data) != 4:
        raise OSError('packed IP wrong length for inet_ntoa')
    return '.'.join(map(str, data))


def inet_pton(address_family, ip_string, /):
    """The bytes of an address of either family."""
    if address_family not in (AF_INET, AF_INET6):
        raise OSError(97, 'Address family not supported by protocol')
    import ipaddress
    try:
        return (ipaddress.IPv4Address if address_family == AF_INET else ipaddress.IPv6Address)(ip_string).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None


def inet_ntop(address_family, packed_ip, /):
    """The text of an address of either family."""
    data = bytes(memoryview(packed_ip))
    if address_family not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {address_family}')
    if len(data) != (4 if address_family == AF_INET else 16):
        raise ValueError('invalid length of packed IP address string')
    import ipaddress
    return str(ipaddress.ip_address(data))


def _resolve(host):
    """The address of a name; only this machine's are known."""
    if host in ('', None):
        return '0.0.0.0'
    if host == '<broadcast>':
        return '255.255.255.255'
    if host in _NAMES or host == gethostname():
        return '127.0.0.1'
    try:
        return inet_ntoa(inet_aton(host)) if host[-1].isdigit() else inet_ntop(AF_INET6, inet_pton(AF_INET6, host))
    except OSError:
        raise gaierror(-3, 'Temporary failure in name resolution') from None


def gethostname():
    return 'localhost'


def sethostname(name, /):
    raise PermissionError(1, 'Operation not permitted')


def gethostbyname(host, /):
    return _resolve(host)


def gethostbyname_ex(host, /):
    return host, [], [_resolve(host)]


def gethostbyaddr(ip, /):
    address = _resolve(ip)
    if not address.startswith('127.') and address != '::1':
        raise herror(1, 'Unknown host')
    return 'localhost', [], [address]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Ways to reach a host: (family, type, proto, name, address)."""
    if host is None:
        host = '0.0.0.0' if flags & AI_PASSIVE else '127.0.0.1'
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(port, str):
        port = int(port) if port.isdigit() else _SERVICES.get(port)
        if port is None:
            raise gaierror(-8, 'Servname not supported for ai_socktype')
    address = _resolve(host)
    kind = AF_INET6 if ':' in address else AF_INET
    if family not in (0, kind):
        raise gaierror(-9, 'Address family for hostname not supported')
    place = (address, port or 0) if kind == AF_INET else (address, port or 0, 0, 0)
    found = [(kind, t, p, '', place) for t, p in ((SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0))
             if type in (0, t) and (proto in (0, p) or not p)]
    if not found:
        raise gaierror(-7, 'ai_socktype not supported')
    return [(k, t, p or proto, n, a) for k, t, p, n, a in found]


def getnameinfo(sockaddr, flags, /):
    host, port = sockaddr[:2]
    name = 'localhost' if host.startswith('127.') and not flags & NI_NUMERICHOST else host
    return name, str(port) if flags & NI_NUMERICSERV else getservbyport(port)


def getservbyname(servicename, protocolname='tcp', /):
    if servicename not in _SERVICES:
        raise OSError('service/proto not found')
    return _SERVICES[servicename]


def getservbyport(port, protocolname='tcp', /):
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError('port/proto not found')


def getprotobyname(protocolname, /):
    known = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17, 'ipv6': 41}
    if protocolname not in known:
        raise OSError('protocol not found')
    return known[protocolname]


def if_nameindex():
    return [(1, 'lo')]


def if_nametoindex(oname, /):
    if oname != 'lo':
        raise OSError(19, 'No such device')
    return 1


def if_indextoname(index, /):
    if index != 1:
        raise OSError(6, 'No such device or address')
    return 'lo'


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = _seconds(timeout)


def _seconds(timeout):
    if timeout is None:
        return None
    if not isinstance(timeout, (int, float)):
        raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
    if timeout < 0:
        raise ValueError('Timeout value out of range')
    return float(timeout)


# ---- sockets ----

class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None)"""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        known = _open.get(fileno) if fileno is not None else None
        if fileno is not None and known is None:
            raise OSError(9, 'Bad file descriptor')
        family, type, proto = map(_index, (family, type, proto))
        self.family = (known.family if known else AF_INET) if family == -1 else family
        self.type = (known.type if known else SOCK_STREAM) if type == -1 else type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self.proto = 0 if proto == -1 else proto
        if self.family not in (AF_INET, AF_INET6, AF_UNIX):
            raise OSError(97, 'Address family not supported by protocol')
        if self.type == SOCK_RAW and self.family != AF_UNIX:
            raise PermissionError(1, 'Operation not permitted')
        self._timeout = _default_timeout if not (type != -1 and type & SOCK_NONBLOCK) else 0.0
        self._options = {}
        self._closed = False
        if known:
            self.__dict__.update((k, v) for k, v in known.__dict__.items() if k in ('_state', '_fd'))
            if _held.pop(fileno, None):
                known._closed = True
            _open[fileno] = self
        else:
            self._fd = next(n for n in range(3, 1 << 20) if n not in _open)
            _open[self._fd] = self
            self._state = _State()

    @property
    def timeout(self):
        return self._timeout

    def fileno(self):
        return -1 if self._closed else self._fd

    def _check(self):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')
        return self._state

    def _wait(self, ready):
        """Wait until ready() is true, as long as the timeout says."""
        if ready():
            return
        if self._timeout == 0:
            raise BlockingIOError(11, 'Resource temporarily unavailable')
        with _changed:
            if not _changed.wait_for(ready, self._timeout):
                raise TimeoutError('timed out')

    def settimeout(self, timeout, /):
        self._timeout = _seconds(timeout)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def setsockopt(self, level, optname, value, optlen=None, /):
        self._check()
        self._options[level, optname] = value

    def getsockopt(self, level, optname, buflen=0, /):
        self._check()
        fixed = {(SOL_SOCKET, SO_TYPE): self.type, (SOL_SOCKET, SO_ERROR): 0, (SOL_SOCKET, SO_DOMAIN): self.family,
                 (SOL_SOCKET, SO_ACCEPTCONN): int(self._state.backlog is not None), (SOL_SOCKET, SO_SNDBUF): 16384,
                 (SOL_SOCKET, SO_RCVBUF): 131072}
        value = self._options.get((level, optname), fixed.get((level, optname), 0))
        if buflen:
            return value if isinstance(value, bytes) else int(value).to_bytes(4, 'little')[:buflen]
        return value if isinstance(value, int) else int.from_bytes(value[:4], 'little')

    def _place(self, address, who):
        """The address in full; what is wrong with it is raised."""
        if self.family == AF_UNIX:
            return address
        if not isinstance(address, tuple):
            raise TypeError(f'{who}(): AF_INET address must be tuple, not {type(address).__name__}')
        if len(address) < 2 or self.family == AF_INET and len(address) != 2:
            raise TypeError(f'{who}(): AF_INET address must be a pair (host, port)' if self.family == AF_INET else
                            f'{who}(): AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])')
        host, port = address[:2]
        if not isinstance(port, int):
            raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
        if not 0 <= port <= 0xFFFF:
            raise OverflowError(f'{who}(): port must be 0-65535.')
        if not isinstance(host, (str, bytes, bytearray)):
            raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')
        host = _resolve(host)
        return (host, port) if self.family == AF_INET else (host, port, *address[2:], *(0, 0)[len(address) - 2:])

    def _key(self, place):
        return self.type, place if self.family == AF_UNIX else place[1]

    def bind(self, address, /):
        state = self._check()
        place = self._place(address, 'bind')
        if state.name:
            raise OSError(22, 'Invalid argument')
        if self.family != AF_UNIX:
            if not place[0].startswith(('127.', '0.0.0.0', '::')):
                raise OSError(99, 'Cannot assign requested address')
            if not place[1]:
                place = (place[0], self._free_port(), *place[2:])
        if self._key(place) in _bound:
            raise OSError(98, 'Address already in use')
        state.name = place
        _bound[self._key(place)] = state

    def _free_port(self):
        return next(port for port in range(32768, 65536) if (self.type, port) not in _bound)

    def listen(self, backlog=128, /):
        state = self._check()
        if not state.name:
            self.bind(('0.0.0.0', 0))
        state.backlog = max(backlog, 1)

    def _accept(self):
        state = self._check()
        if state.backlog is None:
            raise OSError(22, 'Invalid argument')
        self._wait(lambda: state.arrived or self._closed)
        self._check()
        other = state.arrived.popleft()
        made = next(n for n in range(3, 1 << 20) if n not in _open)
        _open[made] = _held[made] = holder = object.__new__(socket)
        holder.__dict__.update(family=self.family, type=self.type, proto=self.proto, _timeout=_default_timeout, _options={},
                               _closed=False, _fd=made, _state=other)
        return made, other.peer_name()

    def connect(self, address, /):
        state = self._check()
        place = self._place(address, 'connect')
        if self.type == SOCK_DGRAM:
            state.target = place
            return
        if state.peer:
            raise OSError(106, 'Transport endpoint is already connected')
        if self.family != AF_UNIX and not place[0].startswith(('127.', '0.0.0.0', '::1')):
            raise OSError(101, 'Network is unreachable')
        listener = _bound.get(self._key(place))
        if listener is None or listener.backlog is None:
            if self.family == AF_UNIX and listener is None:
                raise FileNotFoundError(2, 'No such file or directory')
            raise ConnectionRefusedError(111, 'Connection refused')
        if not state.name and self.family != AF_UNIX:
            state.name = ('127.0.0.1', self._free_port(), *place[2:])
            _bound[self._key(state.name)] = state
        other = _State()
        other.name, other.peer, state.peer = place, state, other
        with _changed:
            listener.arrived.append(other)
            _changed.notify_all()

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as problem:
            if isinstance(problem, gaierror) or problem.errno is None:
                raise
            return problem.errno
        return 0

    def getsockname(self):
        state = self._check()
        return state.name or ('' if self.family == AF_UNIX else ('0.0.0.0', 0) if self.family == AF_INET else ('::', 0, 0, 0))

    def getpeername(self):
        state = self._check()
        if not state.peer and not state.target:
            raise OSError(107, 'Transport endpoint is not connected')
        return state.target or state.peer_name()

    def send(self, data, flags=0, /):
        state = self._check()
        data = bytes(memoryview(data))
        if self.type == SOCK_DGRAM:
            if state.peer:
                return self._deliver(state.peer, data)
            if not state.target:
                raise OSError(89, 'Destination address required')
            return self.sendto(data, state.target)
        if not state.peer:
            raise BrokenPipeError(32, 'Broken pipe')
        if state.peer.gone or state.write_shut or state.peer.read_shut:
            raise BrokenPipeError(32, 'Broken pipe')
        with _changed:
            state.peer.buffer += data
            _changed.notify_all()
        return len(data)

    def sendall(self, data, flags=0, /):
        self.send(data, flags)

    def sendto(self, data, *rest):
        state = self._check()
        place = self._place(rest[-1], 'sendto')
        if not state.name and self.family != AF_UNIX:
            self.bind(('127.0.0.1', 0))
        target = _bound.get(self._key(place))
        data = bytes(memoryview(data))
        return self._deliver(target, data) if target is not None else len(data)

    def _deliver(self, target, data):
        with _changed:
            target.arrived.append((data, self.getsockname() or None))
            _changed.notify_all()
        return len(data)

    def _take(self, size, flags):
        state = self._check()
        if size < 0:
            raise ValueError('negative buffersize in recv')
        if self.type == SOCK_DGRAM:
            self._wait(lambda: state.arrived)
            data, sender = state.arrived[0] if flags & MSG_PEEK else state.arrived.popleft()
            return data[:size], sender
        if not state.peer:
            raise OSError(107, 'Transport endpoint is not connected')
        self._wait(lambda: state.buffer or state.peer.gone or state.peer.write_shut or state.read_shut or self._closed)
        self._check()
        data = bytes(state.buffer[:size])
        if not flags & MSG_PEEK:
            del state.buffer[:size]
        return data, None

    def recv(self, bufsize, flags=0, /):
        return self._take(bufsize, flags)[0]

    def recvfrom(self, bufsize, flags=0, /):
        return self._take(bufsize, flags)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        data = self.recv(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        data, sender = self.recvfrom(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data), sender

    def shutdown(self, how, /):
        state = self._check()
        if not state.peer:
            raise OSError(107, 'Transport endpoint is not connected')
        with _changed:
            state.read_shut |= how in (SHUT_RD, SHUT_RDWR)
            state.write_shut |= how in (SHUT_WR, SHUT_RDWR)
            _changed.notify_all()

    def close(self):
        if not self._closed:
            self._closed = True
            _open.pop(self._fd, None)
            _held.pop(self._fd, None)
            if not any(other._state is self._state for other in list(_open.values())):
                self._leave()

    def __del__(self):
        if not self.__dict__.get('_closed', True):
            self.close()

    def _leave(self):
        state = self._state
        with _changed:
            state.gone = True
            for key in [key for key, other in _bound.items() if other is state]:
                del _bound[key]
            _changed.notify_all()

    def detach(self):
        """The number; the object is closed, what it stands for is not."""
        number = self.fileno()
        if not self._closed:
            self._closed = True
            _open[number] = _held[number] = holder = object.__new__(socket)
            holder.__dict__.update(self.__dict__, _closed=False)
        return number

    def _events(self, read):
        """Whether select() finds it ready."""
        state = self._state
        if not read:
            return self.type == SOCK_DGRAM or bool(state.peer)
        if self.type == SOCK_DGRAM or state.backlog is not None:
            return bool(state.arrived)
        return bool(state.peer and (state.buffer or state.peer.gone or state.peer.write_shut))

    def __repr__(self):
        return (f'<socket object, fd={self.fileno()}, family={int(self.family)}, type={int(self.type)}, proto={self.proto}>')


SocketType = socket


class _State:
    """An end of a connection, or what arrives at an address."""

    def __init__(self):
        self.name = self.peer = self.backlog = self.target = None
        self.buffer, self.arrived = bytearray(), _collections.deque()
        self.gone = self.read_shut = self.write_shut = False

    def peer_name(self):
        return self.peer.name or ''


def socketpair(family=None, type=SOCK_STREAM, proto=0, /):
    """Two connected sockets."""
    a, b = (socket(AF_UNIX if family is None else family, type, proto) for _ in range(2))
    a._state.peer, b._state.peer = b._state, a._state
    return a, b


def close(fd, /):
    if fd not in _open:
        raise OSError(9, 'Bad file descriptor')
    _open[fd].close()


def dup(fd, /):
    if fd not in _open:
        raise OSError(9, 'Bad file descriptor')
    number = next(n for n in range(3, 1 << 20) if n not in _open)
    _open[number] = _held[number] = other = object.__new__(socket)
    other.__dict__.update(_open[fd].__dict__, _fd=number)
    return number
