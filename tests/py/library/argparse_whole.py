import argparse, sys
sys.stderr = sys.stdout
def run(p, *lines):
    for l in lines:
        try: print(l, '->', p.parse_args(l.split() if isinstance(l,str) else l))
        except SystemExit as e: print(l, 'exit', e.code)
        except Exception as e: print(l, type(e), e)
p=argparse.ArgumentParser(prog='prog', description='A test program that has a rather long description so that it must be wrapped over more than one line of text.', epilog='The end.')
p.add_argument('name', help='the name'); p.add_argument('nums', type=int, nargs='*', help='some numbers')
p.add_argument('-v','--verbose', action='store_true', help='be verbose'); p.add_argument('-q', action='count', default=0); p.add_argument('--level', type=int, default=3, metavar='N', choices=range(5), help='level (default: %(default)s)')
p.add_argument('--out-file', '-o', help='a very long help text for this argument which certainly needs to be wrapped because it is far too long'); p.add_argument('--a-very-long-option-name-here', nargs=2, help='long'); p.add_argument('--tags', nargs='+', default=[]); p.add_argument('--opt', nargs='?', const='C', default='D'); p.add_argument('--app', action='append'); p.add_argument('--version', action='version', version='%(prog)s 1.0')
run(p, 'bob', 'bob 1 2 3', 'bob -v -qq --level 2', 'bob --level 9', 'bob --level x', '', '-h', '--version', 'bob --tags a b --opt', 'bob --opt x -o f --app 1 --app 2', 'bob 1 -v 2', 'bob --foo', 'bob --ver', 'bob --verb', 'bob --level=4 -of', 'bob -vq', 'bob -vx', 'bob --tags', 'bob --out-file', 'bob -- -1 5', '-5', 'bob -1 -2', 'bob --a-very 1', 'bob --verbose=3', 'bob x')
p.print_usage(); print(p)
p=argparse.ArgumentParser(prog='git', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
g=p.add_argument_group('special','special things'); g.add_argument('--x', default=5, help='the x'); m=p.add_mutually_exclusive_group(required=True); m.add_argument('--foo', action='store_true'); m.add_argument('--bar', action='store_false', help='bar!')
p.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='flags')
s=p.add_subparsers(dest='cmd', help='commands', required=False); a=s.add_parser('add', help='add things', aliases=['a']); a.add_argument('files', nargs='+'); b=s.add_parser('rm', help='remove'); b.add_argument('-f', action='store_true', help='force')
run(p,'-h','--foo','--foo --bar','', '--foo add 1 2','--foo add','--foo a x','--foo rm -f --x 3','--foo rm -f','--foo zz','--foo add -h', '--foo --no-flag','--bar rm extra')
p=argparse.ArgumentParser('calc'); p.add_argument('integers', metavar='N', type=int, nargs='+', help='an integer for the accumulator'); p.add_argument('--sum', dest='accumulate', action='store_const', const=sum, default=max, help='sum the integers (default: find the max)')
run(p,'-h','a'); print(p.parse_args(['1','2','3','--sum']).accumulate([1,2,3]))
p=argparse.ArgumentParser('x', add_help=False); p.add_argument('a'); p.add_argument('b', nargs='?'); p.add_argument('c', nargs=argparse.REMAINDER); run(p,'1','1 2','1 2 3 -x 4 --y', '-h')
p=argparse.ArgumentParser('y', exit_on_error=False, prefix_chars='-+'); p.add_argument('+x', type=int); p.add_argument('-e', action='extend', nargs='*'); run(p,'+x 5','+x a','-e 1 2 -e 3')
p=argparse.ArgumentParser('z', usage='%(prog)s [options]', formatter_class=argparse.RawTextHelpFormatter, description='line1\n  line2'); p.add_argument('-f','--file', type=str, required=True, help='a\nb'); p.add_argument('pos', choices=['a','b']); run(p,'-h','a','c -f x','a -fx', 'a -f=x'); print(p.parse_known_args(['a','-f','x','--zz','1']))
def pos(s):
    if int(s)<0: raise argparse.ArgumentTypeError('must be positive')
    return int(s)
p=argparse.ArgumentParser('w'); p.add_argument('-n', type=pos, default='7'); p.set_defaults(fn=5); run(p,'-n -3','-n 3','', '-n=4', '-n4'); print(p.get_default('fn'))
for f in (lambda: p.add_argument('-n'), lambda: p.add_argument('x', required=True), lambda: p.add_argument('--y', action='zz'), lambda: p.add_argument('--y', type=5), lambda: p.add_argument('--y', nargs=0), lambda: p.add_argument('--')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
ns=argparse.Namespace(a=1,b='x'); print(ns, ns==argparse.Namespace(a=1,b='x'), 'a' in ns, vars(ns)); print(p.parse_args([], ns))
p=argparse.ArgumentParser(prog='a_program_with_many_options', description='d')
for i in range(12): p.add_argument(f'--option-{i}', metavar='VAL', help=argparse.SUPPRESS if i==3 else f'option {i}')
p.add_argument('first'); p.add_argument('second', nargs=2, metavar='S'); p.print_help()
parent=argparse.ArgumentParser(add_help=False); parent.add_argument('--par', type=int); c=argparse.ArgumentParser('child', parents=[parent]); c.add_argument('q'); run(c,'--par 5 z','-h')


def attempt(function, *args):
    try:
        print(function(*args))
    except (Exception, SystemExit) as error:
        print(type(error).__name__, str(error).partition(' object at')[0])


parser = argparse.ArgumentParser(prog='PROG')
parser.add_argument('--bar', action=argparse.BooleanOptionalAction, default=True, help='Whether to\n bar\xa0or not')
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument('--foo', action='store_true')
group.add_argument('--spam')
parser.add_argument('badger', nargs='*', default='X')
print(parser.format_help())
sys.stderr = sys.stdout
attempt(parser.parse_intermixed_args, '1 --foo 2 3'.split())
attempt(parser.parse_intermixed_args, '1 2'.split())
sys.stderr = None
attempt(parser.parse_args, ['--nothing'])
sys.stderr = sys.__stderr__
parser.add_mutually_exclusive_group()
attempt(lambda: parser.format_usage()[:5])
other = argparse.ArgumentParser(prog='OTHER')
group = other.add_mutually_exclusive_group()
group.add_argument('--foo')
group.add_argument('more', nargs='*', default='x')
attempt(other.parse_intermixed_args, ['a'])
