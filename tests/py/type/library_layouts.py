"""Types of the library as CPython has them in C: sizes, offsets, flags; and instances, with what they hold outside."""
import asyncio
import contextvars
import csv
import ctypes
import datetime
import decimal
import functools
import gc
import hashlib
import io
import mmap
import os
import pickle
import queue
import random
import re
import struct
import sys
import threading
import time
import weakref
import xml.etree.ElementTree as ET
import zlib
import zoneinfo


def layout(cls):
    bits = ''.join(letter for letter, bit in (('h', 9), ('g', 14), ('b', 10), ('i', 8), ('d', 7)) if cls.__flags__ >> bit & 1)
    made = sorted({'__dict__', '__weakref__', '__slots__'} & set(vars(cls)))
    print(f'{cls.__module__}.{cls.__qualname__}', cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, bits,
          sys.getsizeof(cls), gc.is_tracked(cls), made)


def size(label, value):
    try:
        weakref.ref(value)
        weak = 'weak'
    except TypeError:
        weak = ''
    try:
        value.new_name = 1
        answer = 'set'
    except (AttributeError, TypeError) as error:
        answer = str(error)
    print(label, sys.getsizeof(value), gc.is_tracked(value), weak, answer)


class Sub(ctypes.Structure):
    _fields_ = [('a', ctypes.c_int)]


loop = asyncio.new_event_loop()
for cls in (asyncio.Future, asyncio.Task, contextvars.Context, contextvars.ContextVar, contextvars.Token, type(csv.get_dialect('excel')),
            csv.Error, type(csv.reader([])), type(csv.writer(io.StringIO())), ctypes.c_int, ctypes.Structure, ctypes.Union, ctypes.Array,
            ctypes._Pointer, type(Sub.a), Sub, ctypes.c_int * 3, datetime.date, datetime.datetime, datetime.time, datetime.timedelta,
            datetime.timezone, datetime.tzinfo, type(datetime.date(2000, 1, 1).isocalendar()), decimal.Decimal, decimal.Context,
            type(hashlib.md5()), type(hashlib.shake_128()), hashlib.blake2b, hashlib.blake2s, io._io._IOBase, io.IOBase, io.RawIOBase,
            io.FileIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BufferedRWPair, io.TextIOWrapper, io.StringIO, io.BytesIO,
            io.IncrementalNewlineDecoder, os.stat_result, os.terminal_size, type(os.uname()), os.DirEntry, pickle.Pickler, pickle.Unpickler,
            pickle.PickleBuffer, queue.SimpleQueue, random.Random, type(re.compile('')), type(re.match('', '')), struct.Struct,
            type(sys.version_info), type(sys.flags), type(sys.float_info), time.struct_time, ET.Element, ET.TreeBuilder,
            ET.XMLParser, type(zlib.compressobj()), type(zlib.decompressobj()), functools._lru_cache_wrapper, functools.partial):
    if cls not in (decimal.Decimal, decimal.Context, io.TextIOWrapper, mmap.mmap):
        layout(cls)

for text in 'a', '(a)', '(a)(b)', '((a)(b)(c)(d))':
    size('match', re.match(text, 'abcd') or re.match(text[1:-1], 'abcd'))
for text in '', 'i', 'ii', '2s', 'iif', '>3h', '10i', '4x', '1i2i', '20c':
    size(f'Struct {text!r}', struct.Struct(text))
for name in 'md5', 'sha1', 'sha256', 'sha512', 'sha3_256', 'shake_128', 'blake2b', 'blake2s':
    size(name, getattr(hashlib, name)(b'x').copy())
size('SimpleQueue', queue.SimpleQueue())
size('future', asyncio.Future(loop=loop))
element = ET.Element('a')
sizes = [sys.getsizeof(element)]
for i in range(30):
    ET.SubElement(element, 'b')
    sizes.append(sys.getsizeof(element))
del element[3:]
print(sizes, sys.getsizeof(element), end=' ')
element.clear()
print(sys.getsizeof(element), sys.getsizeof(ET.Element('a', {'b': 'c'})), element.get('x'), element.keys(), sys.getsizeof(element),
      element.attrib, sys.getsizeof(element))
read = ET.fromstring('<a x="1"><b/><b/><b/><b/><b/></a>')
print(sys.getsizeof(read), sys.getsizeof(read[0]))
size('element', read)
pickler = pickle.Pickler(io.BytesIO())
sizes = [sys.getsizeof(pickler)]
for value in [1], [[i] for i in range(10)], list(map(str, range(1000))):
    pickler.dump(value)
    sizes.append(sys.getsizeof(pickler))
pickler.clear_memo()
print(sizes, sys.getsizeof(pickler))
file = io.BytesIO(pickle.dumps([[i] for i in range(100)]) * 2)
unpickler = pickle.Unpickler(file)
sizes = [sys.getsizeof(unpickler)]
for _ in range(2):
    unpickler.load()
    sizes.append(sys.getsizeof(unpickler))
print(sizes)
for digits in 1, 19, 75, 76, 77, 95, 96, 101, 200:
    print(sys.getsizeof(decimal.Decimal('7' * digits)), end=' ')
print()
memory = io.BytesIO(b'x' * 100)
sizes = [sys.getsizeof(memory)]
memory.seek(0, 2)
for i in range(5):
    memory.write(b'y' * i * 7)
    sizes.append(sys.getsizeof(memory))
print(sizes)
for value in (ctypes.c_int(), Sub(), (ctypes.c_int * 100)(), ctypes.pointer(ctypes.c_int()), ctypes.byref(ctypes.c_int()), Sub.a,
              ctypes.create_string_buffer(3)):
    size(type(value).__name__, value)
for value in (os.stat('/'), time.gmtime(0), time.struct_time(range(9)), os.uname(), os.terminal_size((1, 2)), sys.flags):
    size(type(value).__name__, value)
for value in contextvars.ContextVar('a'), contextvars.ContextVar('a', default=[]), contextvars.ContextVar('a', default=()):
    size('ContextVar', value)
size('mmap', mmap.mmap(-1, 10))
size('zone', zoneinfo.ZoneInfo('UTC'))
size('finditer', re.finditer('a', 'aa'))
print([found.span() for found in re.finditer('a*', 'baac')], re.compile('a|').sub('-', 'bab'))


# Instances of subclasses begin without values: the class's __new__ is not object's.
for base, arguments in ((datetime.date, (2000, 1, 1)), (decimal.Decimal, ()), (random.Random, ()), (struct.Struct, ('i',)),
                        (queue.SimpleQueue, ()), (ET.Element, ('a',))):
    cls = type('Sub', (base,), {})
    value = cls(*arguments)
    value.name = 1
    print(base.__name__, cls.__basicsize__, cls.__dictoffset__, cls.__weakrefoffset__, sys.getsizeof(value), sys.getsizeof(value.__dict__))
for base in io.StringIO, io.BytesIO, io.RawIOBase, asyncio.Future:
    cls = type('Sub', (base,), {'__slots__': ('a', 'b')})
    value = cls(loop=loop) if base is asyncio.Future else cls()
    print(base.__name__, cls.__basicsize__, cls.__dictoffset__, cls.__weakrefoffset__, sys.getsizeof(cls), sys.getsizeof(value))
for base in re.Match, re.Pattern, contextvars.Token, type(sys.flags), os.stat_result, pickle.PickleBuffer, hashlib.blake2b:
    try:
        type('Sub', (base,), {})
    except TypeError as error:
        print(error)
print(gc.get_referents(datetime.date(2000, 1, 1)), any(value is asyncio.Future for value in gc.get_objects()),
      any(value is datetime.datetime for value in gc.get_referrers(datetime.date)))
loop.close()
