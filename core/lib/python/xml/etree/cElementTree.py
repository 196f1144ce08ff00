"""ElementTree by its old name."""

from xml.etree.ElementTree import *
