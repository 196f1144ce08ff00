# Mocks in full: what kind of mock stands for what, signatures, coroutine functions, messages of each assertion, patches that are refused.
import asyncio
import inspect
import pickle
import re
import types
from unittest import mock
from unittest.mock import (ANY, AsyncMock, MagicMock, Mock, NonCallableMagicMock, NonCallableMock, PropertyMock, call, create_autospec,
                           mock_open, patch, seal, sentinel)


def shown(obj):
    return re.sub(r"0x[0-9a-f]+", "0x", re.sub(r"id='\d+'", "id", str(obj)))


def attempt(*functions):
    for function in functions:
        try:
            print(" ", shown(function()))
        except Exception as error:
            print(" ", type(error).__name__, shown(error), "|", type(error.__cause__).__name__)


class Shop:
    """A shop."""
    stock = {"pears": 3}

    def __init__(self, name, *, open=True):
        self.name = name

    def buy(self, what, count=1):
        return self.stock[what] - count

    @classmethod
    def chain(cls, size):
        return [cls] * size

    @staticmethod
    def near(place):
        return place

    async def deliver(self, what):
        return what

    def __len__(self):
        return 1


def plain(a, b=2, *, c=3):
    return a


async def slow(a):
    return a


print("kinds of mocks")
for spec in Shop, Shop("x"), plain, slow, Shop.deliver, [], ["__call__", "deliver"], 3:
    print(" ", [type(made).__name__ for made in (Mock(spec), MagicMock(spec), NonCallableMock(spec), create_autospec(spec))],
          [asyncio.iscoroutinefunction(made) for made in (MagicMock(spec), AsyncMock(spec))])
whole = MagicMock(Shop)
print(type(whole.deliver).__name__, type(whole.buy).__name__, type(whole.__aenter__).__name__ if hasattr(whole, "__aenter__") else None, len(whole))
awaited = AsyncMock(Shop)
print(type(awaited.deliver).__name__, type(awaited.buy).__name__, type(AsyncMock().anything).__name__, type(AsyncMock().__len__).__name__)
print(inspect.iscoroutinefunction(AsyncMock()), AsyncMock().__code__.co_flags, isinstance(AsyncMock(plain), types.FunctionType))
print(type(NonCallableMagicMock().made).__name__, type(NonCallableMock().made).__name__, type(type(MagicMock()).__len__).__name__)

print("signatures")
made = create_autospec(Shop)
print(inspect.signature(made), inspect.signature(made.buy), inspect.signature(made.chain), inspect.signature(create_autospec(plain)))
attempt(lambda: made(), lambda: made("x"), lambda: made("x").buy(), lambda: made("x").buy(1, 2, 3), lambda: made.near(1), lambda: made("x").nothing,
        lambda: made("x")(), lambda: made.stock.nothing, lambda: made.stock["pears"], lambda: create_autospec(plain)(b=1),
        lambda: create_autospec(Shop, instance=True).buy(what=1), lambda: setattr(create_autospec(Shop, spec_set=True), "other", 1))
function = create_autospec(plain, return_value=5)
print(type(function), function.__name__, function(1, b=2), function.call_args, function.mock_calls, function.called)
function.assert_called_once_with(1, 2)
attempt(lambda: function.assert_called_with(1, 3), lambda: function.assert_called_with(), lambda: function.assert_any_call(7),
        lambda: function.assert_has_calls([call(9), call()]), lambda: function.reset_mock(), lambda: function.call_count)


async def deliveries():
    print("awaited")
    one = AsyncMock(side_effect=[1, KeyError("two")], name="one")
    attempt(one.assert_awaited, one.assert_awaited_once, lambda: one.assert_awaited_with(1), lambda: one.assert_any_await(3, k=2),
            lambda: one.assert_has_awaits([call(1)]), lambda: one.assert_has_awaits([call(1)], any_order=True), one.assert_not_awaited)
    print(await one(1, a=2), one.await_count, one.await_args, one.await_args_list)
    for _ in range(2):
        try:
            await one(_)
        except (KeyError, StopAsyncIteration) as error:
            print(repr(error), one.await_count)
    attempt(one.assert_awaited_once, lambda: one.assert_awaited_with(5), lambda: one.assert_awaited_once_with(1), one.assert_not_awaited,
            lambda: one.assert_has_awaits([call(1), call(0)]))
    one.assert_any_await(1, a=2)
    one.reset_mock()
    print(one.await_count, one.await_args, one.await_args_list, one.call_count)
    double = AsyncMock(wraps=slow)
    print(await double(4), await AsyncMock(side_effect=slow)(5), await AsyncMock(return_value=6)())
    keeper = MagicMock()
    keeper.__aenter__.return_value = "inside"
    async with keeper as entered:
        print(entered, keeper.__aexit__.await_count)
    print(keeper.__aexit__.await_args, [item async for item in MagicMock(**{"__aiter__.return_value": [1, 2]})])
    function = create_autospec(slow, return_value=8)
    print(await function(1), function.await_count, asyncio.iscoroutinefunction(function), function.await_args)
    function.assert_awaited_once_with(1)
    attempt(lambda: function.assert_awaited_with(2), lambda: function.assert_not_awaited())
    with patch.object(Shop, "deliver") as put:
        put.return_value = "brought"
        print(type(put).__name__, await Shop("y").deliver("z"))

    @patch("asyncio.sleep", return_value="slept")
    async def decorated(sleep):
        return await asyncio.sleep(100), sleep.await_args

    print(await decorated())
asyncio.run(deliveries())

print("messages")
noted = MagicMock()
attempt(noted.f.assert_called, noted.f.assert_called_once, lambda: noted.assert_called_with(1), lambda: noted.assert_any_call(3, k=2))
noted(1, b=2)
noted.f(3).g.h[4](x=5)
attempt(noted.assert_not_called, lambda: noted.assert_called_with(2), lambda: noted.assert_has_calls([call.g()]),
        lambda: noted.assert_has_calls([call.g()], any_order=True), lambda: noted.assert_called_once_with(9), lambda: noted.mock_calls,
        lambda: noted.method_calls, lambda: noted.f().g.h.mock_calls, lambda: noted.assert_called_once_with(1, b=ANY))
attempt(lambda: Mock().asert_x, lambda: Mock(unsafe=True).asert_x, lambda: Mock(spec=[]).x, lambda: setattr(Mock(spec_set=[]), "x", 1),
        lambda: setattr(Mock(), "__getattr__", 1), lambda: setattr(Mock(spec=[]), "__len__", 1), lambda: Mock(spec=Mock()),
        lambda: create_autospec(slow, instance=True), lambda: create_autospec(Mock()), lambda: create_autospec(Shop, set_spec=1),
        lambda: Mock(name="x").y.z().w, lambda: Mock(spec_set=Shop("q"), name="q"), lambda: MagicMock().__fspath__()[:14])

print("patches")
attempt(lambda: patch("nowhere.x").start(), lambda: patch("x"), lambda: patch(3), lambda: patch.object("os", "x"), lambda: patch("os.nope").start(),
        lambda: patch("os.getcwd", spec=True, autospec=True).start(), lambda: patch("os.getcwd", autospec=True, new=3).start(),
        lambda: patch("os.getcwd", autospec=True, new_callable=3), lambda: patch("os.getcwd", 4, foo=3).start(),
        lambda: patch("os.getcwd", auto_spec=True), lambda: patch.multiple("os"), lambda: patch("os.nope", spec=True, create=True).start(),
        lambda: patch("os.getcwd").stop())
with patch.multiple(Shop, stock={}, near=mock.DEFAULT, buy=mock.DEFAULT) as both:
    print(sorted(both), Shop.stock, both["near"] is Shop.near)
with patch.object(Shop, "name", new_callable=PropertyMock, create=True) as name:
    name.return_value = "painted"
    shop = Shop("plain")
    print(shop.name, name.mock_calls)
with patch(f"{__name__}.Shop", spec=True) as spied:
    print(shown(spied), shown(spied()), type(spied()).__name__)
with patch.dict("os.environ", {"NEW": "1"}, clear=True) as env:
    print(dict(env))
print("NEW" in __import__("os").environ)

print("calls and other things")
print(call.foo, call, call().foo, call.a.b(1)(k=2).call_list(), call.count(1), call(1, a=2).args, call(1, a=2).kwargs)
print(call(1) == ("", (1,), {}), call.x(1) == ("x", (1,)), call.x(1) == ((1,),), call() == (), call(1) == ((2,),), call(ANY) == call(3), call == 4)
print(call.a().b() == call.c().b(), [call(1), call(2)] in mock._CallList([call(0), call(1), call(2)]))
sealed = Mock(**{"a.b.return_value": 1, "c": 4})
seal(sealed)
attempt(lambda: sealed.a.b(), lambda: sealed.a.c, lambda: sealed.d, lambda: sealed(), lambda: setattr(sealed, "e", 1), lambda: sealed.c)
opened = mock_open(read_data="one\ntwo\nthree")
with opened("f") as file:
    print(file.readline(), list(file), file.read(), file.readlines())
with opened("f") as file:
    print(next(file), file.read(3), file.write("x"), opened.mock_calls[-1], len(opened.mock_calls))
print(pickle.loads(pickle.dumps(sentinel.one)) is sentinel.one, sentinel.one, dir(Mock(spec=["a", "b"]))[:2], dir(sealed)[:3])
wrapped = Mock(wraps=Shop("w"))
print(wrapped.buy("pears"), wrapped.buy.call_args, shown(wrapped.stock))
parent, child = Mock(), Mock(return_value=None)
parent.attach_mock(child, "kid")
child(1)
print(parent.mock_calls, shown(child))
del parent.gone
attempt(lambda: parent.gone, lambda: type(MagicMock()).__str__.return_value is mock.DEFAULT, lambda: mock.FILTER_DIR)
