"""Shallow and deep copies: copy(x), deepcopy(x[, memo]).

An object says how it is copied by __copy__ and __deepcopy__, else by what __reduce_ex__(4) tells about it.
"""

import types
import weakref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_shared = frozenset({
    type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, bytes, str, tuple, frozenset, type, range,
    slice, property, types.BuiltinFunctionType, types.FunctionType, types.CodeType, weakref.ref,
})
_deeply_shared = _shared - {tuple, frozenset, slice}
_copied_by_method = frozenset({list, dict, set, bytearray})


def copy(x):
    """A new object with the same parts."""
    cls = type(x)
    if cls in _shared:
        return x
    if cls in _copied_by_method:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    recipe = _recipe(x, cls)
    if isinstance(recipe, str):
        return x
    return _reconstruct(x, None, *recipe)


def _recipe(x, cls):
    """What pickling would write about x."""
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    reduce = getattr(x, "__reduce_ex__", None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, "__reduce__", None)
    if reduce is not None:
        return reduce()
    raise Error("un(shallow)copyable object of type %s" % cls)


def deepcopy(x, memo=None, _nil=[]):
    """A new object whose parts are new as well; memo maps ids of what was copied to the copies."""
    if memo is None:
        memo = {}
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    cls = type(x)
    if cls in _deeply_shared:
        return x
    special = _deepcopy_dispatch.get(cls)
    if special is not None:
        result = special(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            result = method(memo)
        else:
            recipe = _deep_recipe(x, cls)
            result = x if isinstance(recipe, str) else _reconstruct(x, memo, *recipe)
    if result is not x:
        memo[key] = result
        _keep_alive(x, memo)
    return result


def _deep_recipe(x, cls):
    try:
        return _recipe(x, cls)
    except Error:
        raise Error("un(deep)copyable object of type %s" % cls) from None


def _keep_alive(x, memo):
    """The memo holds what was copied, so that no id in it is used again."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deep_list(x, memo):
    result = []
    memo[id(x)] = result
    add = result.append
    for item in x:
        add(item if type(item) in _deeply_shared and id(item) not in memo else deepcopy(item, memo))
    return result


def _deep_tuple(x, memo):
    parts = [item if type(item) in _deeply_shared and id(item) not in memo else deepcopy(item, memo) for item in x]
    try:
        return memo[id(x)]  # the tuple was part of itself
    except KeyError:
        pass
    for old, new in zip(x, parts):
        if old is not new:
            return tuple(parts)
    return x


def _deep_dict(x, memo):
    result = {}
    memo[id(x)] = result
    for key, value in x.items():
        if type(value) not in _deeply_shared or id(value) in memo:
            value = deepcopy(value, memo)
        if type(key) not in _deeply_shared or id(key) in memo:
            key = deepcopy(key, memo)
        result[key] = value
    return result


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, types.MethodType: _deep_method}


def _set_state(y, state):
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        y.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(y, name, value)


def _reconstruct(x, memo, make, args, state=None, items=None, pairs=None):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = make(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        _set_state(y, state)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y
