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
rows = []
for length in (0, 1, 3, 7, 8, 15, 16, 40, 100):
    for added in (1, 2, 3, 20):
        for at in (0, length):
            stream = io.BytesIO(bytes(bytearray(length)))
            stream.seek(at)
            stream.write(b'x' * added)
            rows.append(sys.getsizeof(stream))
            stream.write(b'y')
            rows.append(sys.getsizeof(stream))
print(rows)
rows = []
for length in (0, 5, 20, 100):
    stream = io.BytesIO(bytes(bytearray(length)))
    for step in range(12):
        stream.write(b'z' * (step + 1))
        rows.append(sys.getsizeof(stream))
        if step % 4 == 3:
            stream.truncate(length // 2 + step)
            rows.append(sys.getsizeof(stream))
print(rows)
