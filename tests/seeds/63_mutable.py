items, table, bag = [1], {"a": 1}, {1}
ids = id(items), id(table), id(bag)
items.append(2)
items += [3]
table["b"] = 2
bag.add(2)
print(ids == (id(items), id(table), id(bag)), items, table, bag)
