"""Addresses with a zone, interfaces, which networks are private, what sorts with what."""
import copy
import ipaddress
import pickle
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Interface, IPv6Network

plain, zoned = IPv6Address('fe80::7'), IPv6Address('fe80::7%eth0')
print(plain == zoned, hash(plain) == hash(zoned), zoned.scope_id, plain.scope_id, zoned + 1)
print(copy.copy(zoned), pickle.loads(pickle.dumps(zoned)), IPv6Interface('fe80::7%eth0/64'), repr(IPv6Network('fe80::%eth0/10')))
for text in ('fe80::7%', 'fe80::7%a%b', 'fe80::7%a/64', '12345::'):
    try:
        IPv6Address(text)
    except ValueError as error:
        print(type(error).__name__, error)
print(IPv6Interface('::1/128').is_loopback, IPv6Interface('::1/120').is_loopback, IPv6Address('::ffff:10.1.2.3').is_private)
for text in ('0.0.0.0/0', '10.0.0.0/9', '192.0.0.0/29', '100.64.0.0/11', '8.0.0.0/8'):
    network = ipaddress.ip_network(text)
    print(text, network.is_private, network.is_global)
network = IPv4Network('10.1.0.0/30')
print('hostmask' in network.__dict__, network.hostmask, 'hostmask' in network.__dict__)
for attempt in (lambda: network < IPv4Address('10.1.0.0'), lambda: IPv4Address('10.1.0.0') < network,
                lambda: list(network.address_exclude(IPv4Address('10.1.0.1'))), lambda: ipaddress.v4_int_to_packed(-5)):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(list(ipaddress.collapse_addresses([IPv6Network('2001:db8::%x/64'), IPv6Network('2001:db8::%x/48')])))
print(sorted([ipaddress.ip_interface('10.0.0.2/8'), ipaddress.ip_interface('10.0.0.1/16'), ipaddress.ip_interface('9.0.0.1/8')]))
