"""Numbers that select() does not take."""
import select

for lists in ([2000], [], []), ([], [1024], []), ([], [], [-1]), (['x'], [], []), ([1 << 40], [], []), (5, [], []), ([], None, []):
    try:
        print(select.select(*lists, 0))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
poll = select.poll()
for file in -1, 1 << 31, None, 'file':
    try:
        poll.register(file)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
