"""The context of a thread dies with it, with what its variables hold; that of run() when it is over."""
import contextvars
import threading

variable = contextvars.ContextVar('variable', default='nothing')


class Value:
    def __init__(self, name): self.name = name
    def __del__(self): print('freed', self.name)


def work(name):
    variable.set(Value(name))
    print('in', name, variable.get().name)


variable.set('of the main thread')
for name in 'first', 'second':
    thread = threading.Thread(target=work, args=(name,))
    thread.start()
    thread.join()
    print(variable.get())
context = contextvars.copy_context()
context.run(work, 'in a copy')
print(variable.get(), context[variable].name)
try:
    context.run(context.run, print)
except RuntimeError as error:
    print(str(error)[:21])
print(context.run(variable.get).name)
del context
print('the copy is gone')


class Held(threading.local):
    pass


held = Held()
held.value = [Value('of a local, at the end')]
variable.set([variable])
