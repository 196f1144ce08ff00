# A profile function hears of the start and the end of each call of a function in C, wherever a slice of the run ends.
import sys
depth = 0
wrong = 0
def listen(frame, event, arg):
    global depth, wrong
    if event == 'c_call':
        depth += 1
    elif event in ('c_return', 'c_exception'):
        depth -= 1
        if depth < 0:
            wrong += 1
            depth = 0
def work():
    values = []
    for i in range(2000):
        values.append(abs(-i))
        len(values); max(i, 3)
        exec('x = len("abc")')
    return sum(values)
sys.setprofile(listen)
total = work()
sys.setprofile(None)
print(total, depth, wrong)

# What was under way when the function was taken away is not told to the next one.
for _ in range(3):
    depth = wrong = 0
    sys.setprofile(listen)
    abs(-1)
    sys.setprofile(None)
    print(depth, wrong)
