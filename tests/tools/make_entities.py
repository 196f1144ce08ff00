#!/usr/bin/env python3
"""Write core/lib/python/html/_html5.py: the names of characters in HTML 5, from this Python's own list, in its order."""
import html.entities
import os
import sys


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '../../core/lib/python/html/_html5.py')
    words = [f'{name} {"".join(f"{ord(c):x}." for c in chars)[:-1]}' for name, chars in html.entities.html5.items()]
    with open(path, 'w', encoding='utf-8') as out:
        out.write('"""Names and code points of HTML 5, printed by tests/tools/make_entities.py: do not edit."""\n\nNAMES = (\n')
        line = ''
        for word in words + ['']:
            if len(line) + len(word) > 105 or not word:
                out.write(f'    "{line}"\n')
                line = ''
            line += word + ' '
        out.write(')\n')


if __name__ == '__main__':
    main()
