# What CPython's library leaves behind when it is imported: plain classes that became enumerations.
import gc
gc.collect()
gc.disable()
import signal
print(gc.collect())
import uuid
print(gc.collect())
import ast
print(gc.collect())
print(signal.SIGCLD.__reduce_ex__(2), signal.SIG_DFL.__reduce_ex__(2), uuid.SafeUUID.unknown)
print(list(signal.Handlers), list(signal.Sigmasks), signal.Signals(6), signal.SIGIOT)
