"""Options with callbacks: what may be given to them; abbreviations, numbers with prefixes, the end of a parser."""
import gc
import optparse
import weakref


def note(option, opt, value, parser, *args, **kwargs):
    print(opt, value, args, kwargs)


for attributes in ({'callback_args': [1]}, {'callback_kwargs': 5}, {'callback_args': (1, 2), 'callback_kwargs': {'k': 3}}):
    try:
        print(optparse.Option('-c', action='callback', callback=note, **attributes))
    except optparse.OptionError as error:
        print(error)
for name in ('callback_args', 'callback_kwargs'):
    try:
        optparse.Option('-s', action='store', **{name: ()})
    except optparse.OptionError as error:
        print(error)
parser = optparse.OptionParser(prog='p')
parser.add_option('--count', type='int')
parser.add_option('--colour', type='choice', choices=['red', 'blue'])
parser.add_option('-c', action='callback', callback=note, callback_args=(1, 2), callback_kwargs={'k': 3})
values, rest = parser.parse_args(['--cou', '0x1f', '-c', '--col=red', 'rest'])
print(vars(values), rest)
for text in ('0b101', '017', '0', '12'):
    print(parser.parse_args(['--count', text])[0])
for arguments in (['--co', '1'], ['--count', '0xzz'], ['--count', '1.5']):
    try:
        parser.parse_args(arguments)
    except SystemExit as error:
        print('exit', error.code)
try:
    parser.add_option_group(None, 'x')
except TypeError as error:
    print(error)
gone = weakref.ref(parser)
parser.destroy()
gc.disable()
del parser
print(gone())
