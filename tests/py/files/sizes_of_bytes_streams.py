"""What sys.getsizeof says of a BytesIO: its buffer counts while nobody else has it."""
import io
import sys

stream = io.BytesIO()
sizes = [sys.getsizeof(stream)]
for count in (0, 1, 10, 100, 1000, 5, 300):
    stream.write(b'x' * count)
    sizes.append(sys.getsizeof(stream))
print(sizes)
value = stream.getvalue()
print('shared with a name', sys.getsizeof(stream))
del value
print('its own again', sys.getsizeof(stream))
stream.write(b'yy')
print(sys.getsizeof(stream))
stream.truncate(20)
print(sys.getsizeof(stream))
stream = io.BytesIO(b'abc' * 50)
print('a constant', sys.getsizeof(stream))
stream = io.BytesIO(bytes(bytearray(100)))
print(sys.getsizeof(stream))
stream.close()
print('closed', sys.getsizeof(stream))
