# With a dot or brackets, del asks the
# object to let go of a part.
class Box:
    pass

box = Box()
box.colour = "red"
box.size = [3, 4]
del box.size

ages = {"ann": 31, "bob": 27}
del ages["bob"]

row = ["a", "b", "c", "d", "e"]
del row[0]
del row[1:3]       # row[1:3] = []
print(ages, row)
