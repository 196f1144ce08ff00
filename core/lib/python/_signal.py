"""The module signal's functions, as they are below it."""
import signal as _signal

globals().update((name, value) for name, value in vars(_signal).items()
                 if name[0] != '_' and name not in ('Signals', 'Handlers', 'Sigmasks'))
globals().update((name, int(value)) for name, value in list(globals().items()) if isinstance(value, int) and name[0] != '_')
