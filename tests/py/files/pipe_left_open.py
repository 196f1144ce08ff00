# A program ends with both ends of a pipe open, and a file.
import os
r, w = os.pipe()
os.write(w, b"never read")
f = open("left.txt", "w")
os.remove("left.txt")
print("done")
