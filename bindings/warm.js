/** Has the engine compile the interpreter well before the first program runs. */
import { abi } from './abi.js';
import { Machine } from './wasm.js';

/** A little of all that most programs do, as often as engines want to see it. */
const PROGRAM = new TextEncoder().encode(`
class Shape:
    def __init__(self, size):
        self.size = size
        self.parts = []

    def area(self):
        return self.size * self.size

    @property
    def name(self):
        return f"{self.size}: {self.area():.1f}"


class Square(Shape):
    sides = 4

    def __init__(self, size):
        super().__init__(size)


def numbers(count):
    for number in range(count):
        yield number


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def collect(count, *more, **named):
    table, seen, text = {}, set(), []
    for i, number in enumerate(numbers(count)):
        shape = Square(number % 7 + 0.5)
        shape.parts.append((i, number))
        table[number] = table.get(number - 1, 0) + 1
        table["k" + str(number % 50)] = shape
        seen.add(number % 13)
        text.append(shape.name.upper().replace("0", "o"))
        try:
            if number % 5 == 0:
                raise ValueError(number)
            text[0:1] and table[number]
        except ValueError as error:
            str(error)
        a, b = divmod(number, 3)
        if a > b and isinstance(shape, Shape) or not seen:
            b = min(a, b) + max(a, 1) + len(text[-1]) + int("12") - abs(-b)
    return sorted(text), sorted([i * 37 % 101 for i in range(count)], key=lambda x: -x), ",".join(text).split(","), {k: v for k, v in table.items()}


for turn in range(40):
    collect(100, 1, 2, key=3)
    fib(10)
    "%s %d" % ("a", turn)
`);

const SLICE = 2000; // of fuel: a few milliseconds

/**
 * An engine begins with code that is made quickly, and makes better code in the background of what has run for a while. For the
 * interpreter's loop that takes it a tenth of a second and more, in which a program runs at half the speed. A program on a machine
 * that is thrown away has it begin now: the code belongs to the module.
 * @param {WebAssembly.Module} module @param {boolean} stepping whether programs are to be run in steps
 * @returns {Generator<undefined, string>} to be asked again when there is time again; how the program ended: a name of abi.status
 */
export function* warmUp(module, stepping) {
  const machine = new Machine(module, {
    write: () => {}, input: () => ({ text: '', end: true }), clock: () => 0, pulse: () => {}, stepStop: () => false, read: () => null,
  });
  machine.setStepping(stepping);
  machine.load(PROGRAM, 'warm.py', false);
  for (;;) {
    const status = String(abi.status[machine.run(SLICE)]);
    if (status !== 'fuel') return status;
    yield;
  }
}
