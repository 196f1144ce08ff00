class T:
    def __init__(self, name): self.name = name
    def __del__(self): print("freed", self.name)
x = T("x")
print("before")
del x
print("after")
y = T("old")
y = T("new")
print("end")
