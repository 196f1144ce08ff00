"""The parser of pyexpat by its other name."""

import sys
from pyexpat import *

sys.modules['xml.parsers.expat.model'], sys.modules['xml.parsers.expat.errors'] = model, errors
