print(type(int), type(type), type(object), type.__bases__, object.__bases__)
class Meta(type): pass
class A(metaclass=Meta): pass
print(type(A), type(Meta), isinstance(A, type))
