# Two threads take a reference and drop it.
# The GIL keeps the count right. What if
# there were none? See below the Close-up.
import sys
from threading import Thread

class Box:
    def __del__(self):
        print("the box is freed")

def take_and_drop():
    for _ in range(4):
        mine = shared
        del mine

shared = Box()
workers = [Thread(target=take_and_drop)
           for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(sys.getrefcount(shared) - 1)
del shared
