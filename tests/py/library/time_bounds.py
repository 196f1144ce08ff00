"""Parts of a time that are no int of C."""
import time

for place in range(9):
    for number in 1 << 31, -(1 << 31) - 1, 1 << 70, -(1 << 70), 1.5:
        parts = [2024, 1, 1, 0, 0, 0, 0, 1, 0]
        parts[place] = number
        for call in time.mktime, time.asctime, lambda t: time.strftime('%Y', t):
            try:
                print(place, call(tuple(parts)))
            except (OverflowError, TypeError) as error:
                print(place, type(error).__name__, error)
for call in time.mktime, time.asctime:
    try:
        call((-(1 << 31), 1, 1, 0, 0, 0, 0, 1, 0))
    except OverflowError as error:
        print(error)
print(time.mktime((2024, 14, -3, 25, 61, 61, 0, 0, 0)) - time.mktime((2025, 1, 1, 0, 0, 0, 0, 0, 0)))
