# Errors when a dict changes under its iterator.
d = {i: i for i in range(5)}
try:
    for k in d: d[k+10] = 1
except RuntimeError as e: print(e)
d = {i: i for i in range(5)}
try:
    for k in d: del d[k]; d[k+100] = 1
except RuntimeError as e: print(e)
try:
    for k in reversed(d): d['x'] = 1
except RuntimeError as e: print(e)
