"""What modules define and then replace: exceptions that C has, too, classes that became enumerations with a __new__ of their own."""
import gc
gc.collect()
gc.disable()
import pickle
print(gc.collect())
import _pickle
print(_pickle.Pickler is pickle.Pickler, _pickle.loads is pickle.loads, pickle.PicklingError is _pickle.PicklingError,
      pickle.PickleError.__module__, pickle.UnpicklingError.__bases__)
import http
print(gc.collect())
for cls in http.HTTPStatus, http.HTTPMethod, pickle.PickleError:
    print(cls.__name__, {name: type(value).__name__ for name, value in vars(cls).items() if 'new' in name and name != '_custom_new_'})
