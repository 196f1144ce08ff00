"""Classes: inheritance, properties, special methods."""
class Account:
    """Money of somebody."""
    rate = 0.02
    made = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.log = []
        Account.made += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('amount must be positive')
        self.balance += amount
        self.log.append(('in', amount))
        return self

    def withdraw(self, amount):
        if amount > self.balance:
            raise RuntimeError(f'{amount - self.balance} short')
        self.balance -= amount

    @property
    def rich(self):
        return self.balance > 1000

    @rich.setter
    def rich(self, value):
        self.balance = 2000 if value else 0

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def is_name(text):
        return text.isalpha()

    def __repr__(self):
        return f'{type(self).__name__}({self.owner!r}, {self.balance})'

class Savings(Account):
    def __init__(self, owner, balance=0, goal=100):
        super().__init__(owner, balance)
        self.goal = goal

    def withdraw(self, amount):
        super().withdraw(amount + 1)

    def interest(self):
        self.deposit(self.balance * self.rate)

a, s = Account('Ann', 50), Savings('Sue', 100, goal=500)
a.deposit(10).deposit(5)
s.withdraw(9)
s.interest()
print(a, s, a.log, isinstance(s, Account), issubclass(Savings, Account), Account.made, Account.is_name('x1'), Savings.empty('E'), str(a))
s.rich = True
print(s.rich, a.rich, s.__dict__, hasattr(a, 'goal'), getattr(a, 'goal', None), Savings.__mro__[1].__name__, Account.__doc__)
try:
    a.withdraw(1000)
except RuntimeError as error:
    print('refused:', error)

class Vector:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __neg__(self):
        return self * -1

    def __bool__(self):
        return bool(self.x or self.y)

    def __str__(self):
        return f'<{self.x}, {self.y}>'

v, w = Vector(3, 4), Vector(1, 0)
print(v + w, -v, v * 2, v == Vector(3, 4), v != w, abs(v), w < v, bool(Vector(0, 0)), sorted([v, w])[0], len({v, w, Vector(1, 0)}))

class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

class Stack:
    def __init__(self, *values):
        self.top, self.size = None, 0
        for value in values:
            self.push(value)

    def push(self, value):
        self.top = Node(value, self.top)
        self.size += 1

    def pop(self):
        if self.top is None:
            raise IndexError('empty stack')
        node, self.top = self.top, self.top.next
        self.size -= 1
        return node.value

    def __len__(self):
        return self.size

    def __iter__(self):
        node = self.top
        while node:
            yield node.value
            node = node.next

    def __getitem__(self, index):
        return list(self)[index]

    def __contains__(self, value):
        return any(value == other for other in self)

stack = Stack(1, 2, 3)
print(list(stack), stack.pop(), len(stack), stack[0], 1 in stack, [n * 2 for n in stack], max(stack), bool(Stack()))

class Tree:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None

    def insert(self, key):
        side = 'left' if key < self.key else 'right'
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(key))
        else:
            child.insert(key)

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.key
        if self.right:
            yield from self.right.walk()

tree = Tree(50)
for key in (30, 70, 20, 40, 60):
    tree.insert(key)
print(list(tree.walk()))

class Shape:
    def area(self):
        raise NotImplementedError

class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    def __call__(self, factor):
        return Square(self.side * factor)

    def __del__(self):
        print('bye', self.side)

shapes = [Square(2), Square(3)]
print(sum(shape.area() for shape in shapes), shapes[0](5).area())
del shapes
