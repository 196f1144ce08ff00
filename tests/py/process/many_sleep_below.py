# more processes sleep below C code than run above each other: the clock goes on
import os
import time

for number in range(8):
    if not os.fork():
        print(list(map(lambda value: time.sleep(.01) or value, range(3))), flush=True)
        os._exit(0)
for number in range(8):
    os.wait()
print('ok')
