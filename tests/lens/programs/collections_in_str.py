# Since 3.12 a collection that is due starts at the next call or back jump, or where str() and repr() begin, print()'s included.
import collections
import gc
import sys

count, seen = gc.get_count, []


def note():
    seen.append(count())


note()
gc.collect()
gc.set_threshold(1, 100, 100)
note(); print(1); note(); print(1, 2); note(); note(); print((1,)); note(); note(); note()
print('a', end='\n'); note(); print(); note(); note(); print([1], count()); note(); note()
sys.stdout.write('x\n'); note(); note()
print(f'{1} {2}'); note(); print(str(5)); note(); print('%s' % 3); note(); note()
parts = [[1], [2]]; note(); text = repr([[1], [2]]); note(); text = str(([1], [2])); note(); note()
gc.disable()
print(seen[1:])

ordered = collections.OrderedDict(a=1, b=2)
ordered.move_to_end('a')
print(ordered, collections.OrderedDict())


class Box:
    pass


box = Box()
names = vars(box)
box.a = [1]
print(gc.is_tracked(names), gc.is_tracked(box))
names['b'] = [2]
print(gc.is_tracked(names))
