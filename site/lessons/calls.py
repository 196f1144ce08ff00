# A call has names of its own;
# they go when it returns.
def add_twice(items, value):
    items.append(value)
    copy = list(items)
    copy.append(value)
    return copy

shelf = ["book"]
result = add_twice(shelf, "map")
print(shelf, result)
