# The names that the site module puts into builtins.
import sys
print('_sitebuiltins' in dir(), repr(exit), repr(quit), exit.name, quit.eof, type(exit).__name__)
print(exit is exit, exit is not quit, callable(help))
print(help)


def leave(how, *args):
    try:
        how(*args)
    except SystemExit as error:
        print(type(error), error.args, error.code)


leave(exit)
leave(quit, 3)
leave(exit, 'words')
print(sys.stdin.closed)
try:
    exist
except NameError as error:
    print(error)
import builtins
del builtins.exit
try:
    exit
except NameError as error:
    print(error)
exit = 5
print(exit)
quit(7)
