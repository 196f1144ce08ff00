# unicodedata: every character's properties and normal forms (as hashes over a part of them), names both ways, and what is no argument.
import random
import unicodedata as now

STEP = 613
for database in now, now.ucd_3_2_0:
    seen = {}

    def add(name, value):
        seen[name] = hash((seen.get(name, 0), repr(value)))

    for number in [*range(0x250), *range(0x300, 0x110000, STEP), *range(0xac00, 0xac20), 0x2f868, 0x1e9b, 0xfdfa, 0x1d15e]:
        c = chr(number)
        add('class', (database.category(c), database.bidirectional(c), database.east_asian_width(c), database.combining(c), database.mirrored(c)))
        add('parts', database.decomposition(c))
        add('value', (database.decimal(c, None), database.digit(c, None), database.numeric(c, None)))
        add('name', database.name(c, None))
        for form in 'NFC', 'NFD', 'NFKC', 'NFKD':
            normal = database.normalize(form, c)
            add(form, (normal, normal is c, database.is_normalized(form, c)))
    print(database.unidata_version, seen)

dice = random.Random(9)
letters = [chr(c) for c in (*range(0x41, 0x250), *range(0x300, 0x370), *range(0x1100, 0x1180), *range(0xac00, 0xac40), *range(0x1e00, 0x2000))]
total = 0
for _ in range(1500):
    text = ''.join(dice.choice(letters) for _ in range(dice.randrange(1, 9)))
    for form in 'NFC', 'NFD', 'NFKC', 'NFKD':
        total = hash((total, now.normalize(form, text), now.ucd_3_2_0.normalize(form, text), now.is_normalized(form, text)))
print(total)

for name in ('NULL', 'LF', 'bullet', 'Latin Small Letter A', 'HANGUL SYLLABLE GAG', 'hangul syllable gag', 'HANGUL SYLLABLE ', 'CJK UNIFIED IDEOGRAPH-4E00',
             'CJK UNIFIED IDEOGRAPH-4e00', 'cjk compatibility ideograph-f900', 'CJK COMPATIBILITY IDEOGRAPH-FFFF', 'KEYCAP DIGIT ONE', 'SPACE ', '', '-',
             'nushu character-1b170', 'HYPHEN-MINUS', 'x' * 256, 'x' * 257, b'SPACE'):
    for database in now, now.ucd_3_2_0:
        try:
            print(name[:30], ascii(database.lookup(name)))
        except KeyError as error:
            print(name[:30], error)
for function, *args in ((now.category, 'ab'), (now.category, 1), (now.decimal, 'ab'), (now.digit, None), (now.decimal, 'a'), (now.digit, 'a'),
                        (now.numeric, 'a'), (now.name, '\0'), (now.normalize, 1, 'a'), (now.normalize, 'NFC', 1), (now.normalize, 'NFC'), (now.normalize, 'NFX', 'a'),
                        (now.normalize, 'NFX', ''), (now.is_normalized, 'NFX', 'a'), (now.lookup, 1), (now.lookup, bytearray(b'SPACE')), (now.UCD,),
                        (now.decimal,), (now.decimal, 'a', 1, 2)):
    try:
        print(repr(function(*args)))
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(now.unidata_version, type(now.ucd_3_2_0), sorted(name for name in dir(now) if name[0] != '_'))
print('a\u1234\U0001f600\ud800'.encode('ascii', 'namereplace'))
print('-- letters behind modifiers')
for text in '\u02b0abc', '\u0345abc', '\u0345\u03a3', 'a\u1d2cb', '\u2071x \u2071X':
    print(ascii(text.title()), ascii(text.capitalize()), ascii(text.lower()), text.istitle(), text.title().istitle())
