"""Identifiers that the system makes of its clock and of the address of its network card. This one has no card: the address is local."""

import os as _os
import time as _time

has_uuid_generate_time_safe = 1
_node = bytes.fromhex("02fc00000001")
_last = 0
_sequence = None


def generate_time_safe():
    """(the 16 bytes of an identifier, -1: nothing keeps other processes from making the same one)"""
    global _last, _sequence
    if _sequence is None:
        _sequence = int.from_bytes(_os.urandom(2), "big") & 0x3FFF
    _last = now = max(_time.time_ns() // 100 + 0x01B21DD213814000, _last + 1)
    head = (now & 0xFFFFFFFF) << 32 | (now >> 32 & 0xFFFF) << 16 | now >> 48 & 0x0FFF | 0x1000
    return head.to_bytes(8, "big") + (_sequence | 0x8000).to_bytes(2, "big") + _node, -1
