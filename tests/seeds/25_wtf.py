a = "wtf!"
b = "wtf!"
print(a is b)
c = "".join(["wt", "f"])
print(c is "wtf"[:], c == "wtf")
