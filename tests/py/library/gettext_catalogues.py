# Catalogues of messages: read from .mo files made here, plural forms of many kinds, fallbacks, and broken files.
import gettext
import io
import os
import struct
import tempfile


def mo(messages, order='<', magic=0x950412de, version=0):
    keys = sorted(messages)
    ids, texts, data, start = [], [], b'', 28 + 16 * len(keys)
    for table, items in ((ids, keys), (texts, [messages[key] for key in keys])):
        for item in items:
            item = item.encode()
            table.append((len(item), start + len(data)))
            data += item + b'\0'
    tables = b''.join(struct.pack(order + 'II', *row) for row in ids + texts)
    return struct.pack(order + 'I6I', magic, version, len(keys), 28, 28 + 8 * len(keys), 0, 0) + tables + data


HEAD = ('Project-Id-Version: x\nContent-Type: text/plain; charset=UTF-8\nX-Long: a\n  b\n#-#-#-#-#  c  #-#-#-#-#\n'
        'Plural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;\n')
MESSAGES = {'': HEAD, 'file': 'súbor', 'menu\x04file': 'Súbor', '%d file\0%d files': '%d súbor\0%d súbory\0%d súborov',
            'menu\x04%d item\0%d items': 'a\0b\0c', 'empty': ''}
for order, magic in (('<', 0x950412de), ('>', 0x950412de)):
    t = gettext.GNUTranslations(io.BytesIO(mo(MESSAGES, order, magic)))
    print(t.gettext('file'), t.gettext('none'), t.pgettext('menu', 'file'), t.pgettext('other', 'file'), t.gettext('%d file'), repr(t.gettext('empty')))
    print([t.ngettext('%d file', '%d files', n) for n in (0, 1, 2, 5, 22)], t.ngettext('x', 'xs', 1), t.ngettext('x', 'xs', 2))
    print([t.npgettext('menu', '%d item', '%d items', n) for n in (1, 3, 9)], t.npgettext('m', 'x', 'xs', 3))
    print(t.charset(), t.info(), [t.plural(n) for n in range(8)])
t.add_fallback(gettext.GNUTranslations(io.BytesIO(mo({'': HEAD, 'none': 'žiadny'}))))
t.add_fallback(gettext.GNUTranslations(io.BytesIO(mo({'': HEAD, 'rare': 'vzácny'}))))
print(t.gettext('none'), t.gettext('rare'), t.gettext('unknown'))
t.install(['ngettext', 'nothing'])
print(_('file'), ngettext('%d file', '%d files', 2))
for data in (mo({}, magic=5), mo({}, version=2 << 16), mo({'a': 'b'})[:-3], mo({'a': 'b'}), mo({'': 'Content-Type: text/plain\n'})):
    try:
        print(gettext.GNUTranslations(io.BytesIO(data))._catalog)
    except Exception as error:
        print(repr(error))

for text in ('n', 'n != 1', '(n)', '!n', '!!n', '! n == 0', 'n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2', 'n>1||n==0', '1+2*n-3', 'n/2%3', 'n<2<1', 'n==1==1',
             'n?1:0', 'n?n>1?2:1:0', '', '(n', 'n)', 'n n', 'n +', '2n', 'x', 'n & 1', 'n = 1', '0x1', '1.5', '?', 'n ? 1', ' \t n', 'n\n', '0 || 3', '2 && 3', '()',
             '(' * 25 + 'n' + ')' * 25, '+'.join(['n'] * 600), 'n**2', 'n/0', '-n', '007'):
    try:
        print(repr(text[:40]), [gettext.c2py(text)(n) for n in (0, 1, 2, 5, 11, 21)])
    except Exception as error:
        print(repr(text[:40]), repr(error))

with tempfile.TemporaryDirectory() as folder:
    for language in ('sk', 'cs_CZ'):
        os.makedirs(f'{folder}/{language}/LC_MESSAGES')
        with open(f'{folder}/{language}/LC_MESSAGES/app.mo', 'wb') as file:
            file.write(mo({'': HEAD, 'file': language, language: 'found'}))
    found = gettext.find('app', folder, ['cs_CZ', 'sk', 'C', 'xx'], all=True)
    print([path[len(folder):] for path in found], gettext.find('app', folder, ['xx']), gettext.find('app', folder, ['C', 'sk']))
    t = gettext.translation('app', folder, ['sk', 'cs_CZ'])
    print(t.gettext('file'), t.gettext('cs_CZ'), t is gettext.translation('app', folder, ['sk']), type(gettext.translation('no', folder, fallback=True)).__name__)
    try:
        gettext.translation('no', folder)
    except OSError as error:
        print(repr(error), error.filename)
    os.environ['LANGUAGE'] = 'sk:cs_CZ'
    print(gettext.bindtextdomain('app', folder) == folder, gettext.textdomain(), gettext.textdomain('app'), gettext.gettext('file'))
    print(gettext.dgettext('app', 'cs_CZ'), gettext.dgettext('other', 'file'), gettext.ngettext('a', 'b', 2), gettext.pgettext('c', 'file'))
