"""Names with an underscore that other libraries take from the library's modules."""
import concurrent.futures
import csv
import _csv
import dataclasses
import functools
import struct
import typing
import wave
import zipfile

print(concurrent.futures.__author__)
struct.unpack('<H', b'ab')
struct._clearcache()
key = functools._make_key((1, 'a'), {'k': 2}, False)
print(type(key).__name__, hash(key) == key.hashvalue, len(key), key == functools._make_key((1, 'a'), {'k': 2}, False))
print(functools._make_key((1,), {}, False), functools._make_key((1.5,), {}, False), functools._make_key((1,), {}, True), functools._make_key(((1, 2),), {}, False))
print(functools._make_key((1, 2.0), {}, True) == functools._make_key((1.0, 2), {}, True))


@dataclasses.dataclass
class D:
    a: int
    b: dataclasses.InitVar[int]
    c: typing.ClassVar[int] = 3
    d: list = dataclasses.field(default_factory=list)


fields = getattr(D, dataclasses._FIELDS)
print(list(fields), [str(f._field_type) for f in fields.values()], fields['a']._field_type is dataclasses._FIELD)
print(fields['b']._field_type is dataclasses._FIELD_INITVAR, fields['c']._field_type is dataclasses._FIELD_CLASSVAR)
print(getattr(D, dataclasses._PARAMS), dataclasses._POST_INIT_NAME, dataclasses._HAS_DEFAULT_FACTORY)
print(dataclasses._is_dataclass_instance(D(1, 2)), dataclasses._is_dataclass_instance(D), dataclasses._EMPTY_METADATA)
print(isinstance(csv.reader([]), _csv.Reader), _csv.Reader.__name__, _csv.Writer.__name__)
for cls in _csv.Reader, _csv.Writer:
    try:
        print(cls())
    except TypeError as error:
        print(error)
print(wave._byteswap(b'abcdef', 2), wave._byteswap(b'abcdef', 3), wave._byteswap(b'abcdefgh', 4))
extra = struct.pack('<HH3s', 1, 3, b'one') + struct.pack('<HH', 2, 0) + struct.pack('<HH2s', 3, 2, b'xy')
print(zipfile._strip_extra(extra, (1,)), zipfile._strip_extra(extra, (2, 3)), zipfile._strip_extra(b'zz', (1,)), zipfile._strip_extra(extra + b'rest', (9,)))
T = typing.TypeVar('T')
print(typing._type_repr(int), typing._type_repr(typing.List[int]), typing._type_repr(...), typing._collect_parameters((typing.List[T], int, T)))
print(typing._eval_type(typing.List['int'], {}, {}), typing._strip_annotations(typing.List[typing.Annotated[int, 1]]), typing._type_convert(None))
print(typing.Generic._is_protocol, typing.Protocol._is_protocol, getattr(D, '_is_protocol', 'none'))
try:
    typing._type_check(3, 'a type')
except TypeError as error:
    print(error)
