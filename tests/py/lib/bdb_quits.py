# BdbQuit comes from the dispatcher that asked, below the line that was traced.
import bdb
import traceback


class Once(bdb.Bdb):
    def user_line(self, frame):
        print('line', frame.f_lineno)
        self.set_quit()

    def user_exception(self, frame, info): self.set_quit()


def traced():
    x = 1
    return x


def told(function, *args):
    try: function(*args)
    except bdb.BdbQuit as quit: print([(name.name, name.line if name.filename.endswith('quits.py') else None) for name in traceback.extract_tb(quit.__traceback__)])


def stops():
    Once().set_trace()
    y = 1
    return y


told(Once().runcall, traced)
told(stops)
told(Once().run, 'x = 1\ny = 2')
