# Insertion order, first key kept, popitem.
import sys
gs = sys.getsizeof
d = {1: 'a', True: 'b', 1.0: 'c'}; print(d)
d = {'x': 1, 'y': 2, 'z': 3}; d['x'] = 9; del d['y']; d['y'] = 5; print(d, list(reversed(d)), d.popitem(), d.popitem(), d)
