# A finder in front is asked for what CPython imports then, not for what it has from its start, nor for modules that only this library has.
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if '.' not in name and name[0] != '_': print('find', name)


sys.meta_path.insert(0, Finder())
import abc, collections, itertools, math, os, random, re, struct, threading, time, typing, warnings
import json
import queue
import colorsys
import string
print(json.dumps([1]), os.path.join('a', 'b'), queue.Queue().empty())
try: import no_such_module
except ModuleNotFoundError as error: print(error)
