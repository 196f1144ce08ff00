"""The statuses and methods of http: every member, what it says, and what others are told."""
import copy
import http
import json
import pickle
from http import HTTPMethod, HTTPStatus


def ask(what, *args):
    """The result or the error of a call, as a text."""
    try:
        return repr(what(*args))
    except Exception as error:
        return f'{type(error).__name__}: {error} {type(error.__context__).__name__}'


print(http.__all__, sorted(name for name in vars(http) if not name.startswith('__')))
for status in HTTPStatus:
    print(repr(status), str(status), f'{status:>5}', status.name, status.value, repr(status.phrase), repr(status.description), vars(status))
for method in HTTPMethod:
    print(repr(method), str(method), f'{method:>9}', method.name, method.value, repr(method.description), vars(method))
for kind in HTTPStatus, HTTPMethod:
    print(kind, kind.__mro__[1:3], kind.__module__, kind.__qualname__, len(kind), list(kind.__members__) == [member.name for member in kind])
    print(sorted(name for name in dir(kind) if name[0] != '_' and name not in kind.__members__))
    print({name: type(vars(kind)[name]).__name__ for name in ('__new__', '__repr__', '__str__', '__format__', '_new_member_') if name in vars(kind)})
    print(kind._member_type_, kind._value_repr_, kind._use_args_, kind._unhashable_values_, len(kind._value2member_map_))
    for value in 200, 404.0, 600, '200', 'GET', 'get', None, 'OK', b'GET', (200, 'OK'), -1, True:
        print(ask(kind, value), ask(kind.__getitem__, value), value in kind.__members__)
    member = next(iter(kind))
    print(pickle.loads(pickle.dumps(member)) is member, copy.copy(member) is member, copy.deepcopy(member) is member, hash(member) == hash(member.value), member == member.value)
    print(ask(setattr, kind, member.name, 1), ask(delattr, kind, member.name), ask(setattr, member, 'value', 1), ask(kind.__new__, kind, 'x'))
    print(json.dumps([member, {member: member}]), isinstance(member, (int, str)))
print(HTTPStatus.OK + 1, HTTPStatus.OK < HTTPStatus.CREATED, HTTPStatus(200) is HTTPStatus.OK, {200: 'a'}[HTTPStatus.OK], '%d %s' % (HTTPStatus.OK, HTTPStatus.OK))
print(HTTPMethod.GET + '!', HTTPMethod.GET.lower(), HTTPMethod('PUT') is HTTPMethod.PUT, {'GET': 1}[HTTPMethod.GET], 'GET' in ['GET', HTTPMethod.PUT], sorted(HTTPMethod)[:2])
print(hasattr(HTTPStatus.OK, 'is_success'), HTTPStatus.NOT_FOUND.__doc__ == HTTPStatus.__doc__, min(HTTPStatus), max(HTTPStatus))
