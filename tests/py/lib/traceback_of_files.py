# a traceback shows the lines of every file, as the file is when the traceback is shown
import os
import sys
import tempfile
import importlib.util

sys.stderr = sys.stdout
folder = tempfile.mkdtemp()
os.chdir(folder)
for name, text in ('one', 'def f():\n    return 1 + None\n'), ('two', 'import one\n\n\ndef g():\n    one.f()\n'):
    with open(name + '.py', 'w') as file:
        file.write(text)
sys.path.insert(0, '')


def shown(function):
    try:
        function()
    except Exception:
        kind, value, traceback = sys.exc_info()
        sys.excepthook(kind, value, traceback.tb_next)


def cleaned(text):
    return text.replace(folder, 'FOLDER').replace(shown.__code__.co_filename, 'HERE')


class Out:
    write = staticmethod(lambda text: sys.__stdout__.write(cleaned(text)))
    flush = staticmethod(sys.__stdout__.flush)


sys.stderr = Out
import two
shown(two.g)
spec = importlib.util.spec_from_file_location('third', 'one.py')
third = importlib.util.module_from_spec(spec)
spec.loader.exec_module(third)
shown(third.f)
shown(lambda: exec(compile('\nx = 1 / 0\n', 'two.py', 'exec')))
with open('one.py', 'w') as file:
    file.write('# changed\n    # since then\n')
shown(two.g)
os.remove('one.py')
shown(two.g)
shown(lambda: exec(compile('x = 1 / 0', '<string>', 'exec')))
shown(lambda: exec(compile('x = 1 / 0', '', 'exec')))
shown(lambda: exec(compile('x = 1 / 0', folder, 'exec')))
