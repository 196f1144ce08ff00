# The namespace of builtins in the order in which CPython fills it, with the names of the module site, whoever asks.
import builtins
print(hasattr(builtins, "exit"), len(builtins.__dict__), *list(builtins.__dict__)[5:], sep="\n")
print(breakpoint, [c.__name__ for c in Exception.__subclasses__()][:20])
