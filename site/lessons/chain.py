# What dies lets go of what it holds.
class Wagon:
    def __init__(self, name, behind):
        self.name = name
        self.behind = behind

third = Wagon("third", None)
second = Wagon("second", third)
train = Wagon("first", second)

del second         # held by the first
print(train.behind.name)

del train          # two go, one stays
print(third.name)
