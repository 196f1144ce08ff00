import contextvars
var, other = contextvars.ContextVar('var', default=5), contextvars.ContextVar('other')
print(var.get(), var.get(6), other.get(None), var.name)
try:
    other.get()
except LookupError as error:
    print(error.args[0] is other)
token = var.set(1)
print(token.old_value, token.var is var, var.get(), contextvars.Token.MISSING)
second = var.set(2)
var.reset(second)
print(var.get(), second.old_value)
context = contextvars.copy_context()
def run(a, b=0):
    other.set((a, b))
    var.set('inside')
    return var.get()
print(context.run(run, 1, b=2), var.get(), context[var], context[other], len(context), list(context.keys()) == [var, other], other in contextvars.copy_context())
for action in (lambda: var.reset(second), lambda: other.reset(token), lambda: context.run(context.run, print), lambda: context.run(var.reset, token), lambda: contextvars.ContextVar(1),
               lambda: contextvars.Token(), lambda: context['x']):
    try:
        action()
    except (RuntimeError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split(' at 0x')[0].split('<')[0])
print(context.get(other), context.get(contextvars.ContextVar('z'), 'none'), context.copy() == context, contextvars.Context() == context)
var.reset(token)
print(var.get(), repr(var).split(' at ')[0])
