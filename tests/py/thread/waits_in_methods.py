# A thread waits in a method that C code calls; the one that wakes it lies anywhere.
import functools
import threading


class Later:
    """A value that others wait for, however they ask."""

    def __init__(self):
        self.changed = threading.Condition()
        self.value = None

    @property
    def now(self):
        with self.changed:
            while self.value is None:
                self.changed.wait()
            return self.value

    def put(self, value):
        with self.changed:
            self.value = value
            self.changed.notify_all()

    def __call__(self):
        return self.now

    def __getitem__(self, i):
        return self.now + i

    def __add__(self, other):
        return self.now + other

    def __eq__(self, other):
        return self.now == other

    def __iter__(self):
        yield self.now

    def __len__(self):
        return self.now

    def __getattr__(self, name):
        return name, self.now

    def __contains__(self, item):
        return item == self.now


ways = [
    lambda later: later.now,
    lambda later: later(),
    lambda later: later[1],
    lambda later: later + 2,
    lambda later: later == 4,
    lambda later: next(iter(later)),
    lambda later: list(later),
    lambda later: len(later),
    lambda later: later.other,
    lambda later: 9 in later,
    lambda later: sorted([3, 1], key=lambda x: x * later.now),
]


def main():
    asked = [Later() for _ in ways]
    got = []
    threads = [threading.Thread(target=lambda f=f, a=a: got.append(f(a))) for f, a in zip(ways, asked)]
    for thread in threads:
        thread.start()
    for i in range(len(ways)):
        asked[i].put(i)
        threads[i].join()
        print(i, got[i])


main()


class Start:
    """The whole below C code: each round waits for all."""

    def __call__(self, count):
        barrier = threading.Barrier(count)
        rounds = []

        class Meeting:
            def __iter__(self):
                return self

            def __next__(self):
                barrier.wait()
                return len(rounds)

        def work():
            meeting = Meeting()
            for _ in range(3):
                next(meeting)
                rounds.append(barrier.n_waiting < count)

        threads = [threading.Thread(target=work) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(rounds), all(rounds)


print(Start()(4))


class Shared:
    computed = 0

    @functools.cached_property
    def costly(self):
        begin.wait()
        self.computed += 1
        return self.computed


begin = threading.Event()
shared = Shared()
seen = []
threads = [threading.Thread(target=lambda: seen.append(shared.costly)) for _ in range(3)]
for thread in threads:
    thread.start()
begin.set()
for thread in threads:
    thread.join()
print(seen, shared.costly)
