"""python3 -m unittest: the tests of names, files or a folder."""
import os
import sys

from .main import main

if sys.argv[0].endswith("__main__.py"):
    sys.argv[0] = f"{os.path.basename(sys.executable)} -m unittest"  # as help and errors show it

__unittest = True

main(module=None)
