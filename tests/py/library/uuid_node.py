import io, uuid
texts = {"a": b"eth0  HWaddr 00-00\neth1 hwaddr 12:34:56:78:90:ab\n", "b": b"Name Address\nx 1:2:3\ny 02:54:00:9d:0e:67\nz 50:54:00:9d:0e:67\n", "c": b""}
uuid._get_command_stdout = lambda command, *args: io.BytesIO(texts[command]) if command in texts else None
print(uuid._find_mac_near_keyword("a", "-x", [b"hwaddr"], lambda i: i + 1))
print(uuid._find_mac_near_keyword("none", "", [b"hwaddr"], lambda i: i + 1))
print(uuid._find_mac_under_heading("b", "", b"Address"), uuid._find_mac_under_heading("b", "", b"Nothing"))
print(uuid._parse_mac(b"01:02:03:04:05:06"), uuid._parse_mac(b"1:02:03:04:05:06"), uuid._parse_mac(b"0x:02:03:04:05:06"))
one, two = uuid.uuid1(), uuid.uuid1()
print(one.version, one.is_safe, one.variant, one.node == two.node, one.clock_seq == two.clock_seq, one.time < two.time)
print(uuid.uuid1(5, 6).node, uuid.uuid1(5, 6).clock_seq, uuid.uuid1(clock_seq=9).version)
print(uuid._random_getnode() >> 40 & 1, 0 < uuid.getnode() < 1 << 48, uuid.getnode() == uuid.getnode())
