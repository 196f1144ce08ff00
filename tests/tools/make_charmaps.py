#!/usr/bin/env python3.11
"""Write core/lib/python/encodings/_tables.py: the encodings of one byte a character that this Python knows, by name and alias.

A table is what a byte from 0x80 on means, the other half only where it is not ASCII; U+FFFE stands for nothing.
"""
import codecs
import encodings
import encodings.aliases
import os
import pkgutil
import sys

OURS = {'ascii', 'latin_1', 'iso8859_1', 'cp1252', 'iso8859_15', 'charmap', 'mbcs', 'oem'}  # codecs has these itself


def table_of(name):
    """256 characters, None if the encoding is of another kind."""
    try:
        info = codecs.lookup(name)
        if not info._is_text_encoding or info.name in OURS:
            return None
        text = ''
        for byte in range(256):
            try:
                char = bytes([byte]).decode(name)
            except UnicodeDecodeError as error:
                if error.encoding != 'charmap':
                    return None
                char = '\ufffe'
            if len(char) != 1:
                return None
            text += char
    except Exception:
        return None
    return text if all(text[i].encode(name) == bytes([i]) for i in range(256) if text.count(text[i]) == 1 and text[i] != '\ufffe') else None


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '../../core/lib/python/encodings/_tables.py')
    lines, names = [], {}
    for module in sorted(module.name for module in pkgutil.iter_modules(encodings.__path__)):
        text = table_of(module) if module not in OURS else None
        if text is None:
            continue
        ascii = ''.join(map(chr, range(128)))
        names[module] = codecs.lookup(module).name
        lines.append(f'    {module!r}: {(text[128:] if text[:128] == ascii else text)!r},')
    aliases = {alias: module for alias, module in encodings.aliases.aliases.items() if module in names}
    with open(path, 'w', encoding='utf-8') as out:
        out.write('"""Encodings of one byte a character, printed by tests/tools/make_charmaps.py: do not edit."""\n\n')
        out.write('TABLES = {\n' + '\n'.join(lines) + '\n}\n')
        out.write('NAMES = {\n' + '\n'.join(f'    {module!r}: {name!r},' for module, name in names.items() if module != name.replace('-', '_')) + '\n}\n')
        out.write('ALIASES = {\n' + '\n'.join(f'    {alias!r}: {module!r},' for alias, module in sorted(aliases.items())) + '\n}\n')


if __name__ == '__main__':
    main()
