"""Where CPython's streams lie: pickles name them."""
from io import BytesIO, StringIO, TextIOWrapper
