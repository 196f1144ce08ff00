"""Objects to files and back: pickle, json, print(file=...)."""
import json
import os
import pickle
import tempfile

os.chdir(tempfile.mkdtemp())
data = {'a': [1, 2.5, None], 'b': {'c': 'é'}}
with open('p', 'wb') as f:
    pickle.dump(data, f)
    pickle.dump((1, 2), f)
with open('p', 'rb') as f:
    print(pickle.load(f), pickle.load(f))
    try:
        pickle.load(f)
    except EOFError as error:
        print(error)
with open('j', 'w') as f:
    json.dump(data, f, indent=1)
with open('j') as f:
    print(json.load(f) == data)
with open('t', 'w') as f:
    print('a', 1, sep='-', end='!\n', file=f)
    print('b', file=f, flush=True)
    f.writelines(['c\n', 'd'])
print(open('t').read(), [line.strip() for line in open('t')])
