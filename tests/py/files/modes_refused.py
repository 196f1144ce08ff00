"""Modes and line ends that open() refuses, in CPython's words and order: a file that is missing is told before a wrong newline."""
import csv
import os

for mode in ("rw", "rwx", "r+w", "ax", "", "b", "+", "rr", "r++", "rbt", "U", "rU"):
    try:
        open("/no/such/file", mode)
    except Exception as error:
        print(repr(mode), type(error).__name__, error)
for name in ("/no/such/file", os.devnull):
    try:
        open(name, newline="z")
    except Exception as error:
        print(type(error).__name__, error)
for value in (None, 5):
    try:
        csv.reader([], lineterminator=value)
    except TypeError as error:
        print(error)
