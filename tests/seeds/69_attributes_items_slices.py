class O:
    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)
o = O()
o.x = 1
del o.x
d = {"k": 1}
del d["k"]
l = [0, 1, 2, 3, 4]
del l[1:3]
print(d, l)
del l[::2]
print(l)
class I:
    def __delitem__(self, key): print("delitem", key)
i = I()
del i[1], i[1:2], i[..., 3]
