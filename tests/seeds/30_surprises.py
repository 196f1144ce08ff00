print("a" * 20 is "aaaaaaaaaaaaaaaaaaaa")
print("a" * 21 is "aaaaaaaaaaaaaaaaaaaaa")
class WTF:
    def __init__(self): print("I")
    def __del__(self): print("D")
print(WTF() is WTF())
print(id(WTF()) == id(WTF()))
