import weakref


class Config(dict):
    def __getattr__(self, name):
        return self[name]


class Named:
    __name__ = 'a name'


class Own:
    def __init__(self):
        self.__name__ = 'own'


class Number:
    __name__ = 5


def text(made):
    try:
        return repr(weakref.ref(made)).split(' to ')[1].split(' at ')[0] + repr(weakref.ref(made)).rpartition('0x')[2].lstrip('0123456789abcdef')
    except Exception as error:
        return repr(error)


def function():
    pass


for made in Config(), Named(), Own(), Number(), function, Own:
    print(text(made))
