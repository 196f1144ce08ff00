message = "Python rocks!"
print(message)

del message        # the name goes,
print(message)     # asking is an error
