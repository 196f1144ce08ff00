# A name is a label on an object,
# not a box with a value in it.
var1 = 10
var2 = 10          # no second 10 is made

var1 = 20          # the label moves
var2 = 3.14        # to any type of object

var1 = var1 + 1    # makes 21, then moves
print(var1, var2)
