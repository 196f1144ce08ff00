"""Copies and pickles of what the library has in C."""
import asyncio
import copy
import csv
import ctypes
import datetime
import decimal
import hashlib
import io
import pickle
import queue
import re
import struct
import sys
import time
import xml.etree.ElementTree as ET
import zlib


class S(ctypes.Structure):
    _fields_ = [('a', ctypes.c_int)]


class Pointing(ctypes.Structure):
    _fields_ = [('a', ctypes.POINTER(ctypes.c_int))]


element = ET.Element('a', x='1')
element.append(ET.Element('b'))
element.text = 'text'
values = {'pattern': re.compile('a'), 'Struct': struct.Struct('i'), 'md5': hashlib.md5(), 'compress': zlib.compressobj(), 'reader': csv.reader([]),
          'dialect': csv.get_dialect('excel'), 'StringIO': io.StringIO('abc'), 'BytesIO': io.BytesIO(b'abc'), 'queue': queue.SimpleQueue(),
          'future': asyncio.Future(loop=asyncio.new_event_loop()), 'c_int': ctypes.c_int(5), 'S': S(3), 'pointing': Pointing(),
          'pointer': ctypes.pointer(ctypes.c_int(1)), 'date': datetime.date(2000, 1, 1), 'Decimal': decimal.Decimal('1.5'),
          'time': time.gmtime(0), 'element': element, 'text': io.TextIOWrapper(io.BytesIO()), 'buffered': io.BufferedReader(io.BytesIO()),
          'version': sys.version_info, 'error': csv.Error('x'), 'empty': queue.Empty('y'), 'PicklingError': pickle.PicklingError('a'),
          'buffer': pickle.PickleBuffer(b'a')}
for name, value in values.items():
    row = [name]
    for make in copy.copy, lambda v: pickle.loads(pickle.dumps(v)), copy.deepcopy:
        try:
            made = make(value)
            row.append('the same' if made is value else type(made).__qualname__)
        except Exception as error:
            row.append(f'{type(error).__name__}: {error}')
    try:
        hash(value)
    except TypeError as error:
        row.append(str(error))
    print(*row, sep=' | ')
again = pickle.loads(pickle.dumps(element))
print(ET.tostring(again), sys.getsizeof(again), pickle.loads(pickle.dumps(S(7))).a, copy.copy(ctypes.c_double(1.5)), repr(values['error']))
for value in values['Decimal'], values['future'], values['date'], values['pattern'], sys.version_info:
    try:
        print(value.__module__)
    except AttributeError as error:
        print(error)

# What needs no copy is looked for in the memo all the same, and values are copied before their keys.
five = 5
print(copy.deepcopy([five, (five, "a"), {five: five}], {id(five): "six"}))


class Told:
    def __init__(self, name):
        self.name = name

    def __deepcopy__(self, memo):
        print(self.name, end=" ")
        return self


print(len(copy.deepcopy({Told(1): Told(2), "k": [Told(3), (Told(4), 1)], Told(5): 6})))
