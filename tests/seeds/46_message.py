import sys
message = "Python Rocks!"
print(message, sys.getrefcount(message))
del message
try:
    print(message)
except NameError as e:
    print(e)
