name = input("Who are you? ")
greeting = "Hello, " + name
print(greeting)
