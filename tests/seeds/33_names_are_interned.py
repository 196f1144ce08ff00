def one(): return "Hello_world_program"
def two(): return "Hello_world_program"
print(one() is two())
print("Hello" is "Hello")
