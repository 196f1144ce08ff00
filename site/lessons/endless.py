# Run it, then press Stop:
# the page stays yours.
n = 0
while True:
    n = n + 1
