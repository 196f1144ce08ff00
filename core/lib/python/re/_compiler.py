"""Trees of regular expressions as programs of the machine in core/lib/regexmodule.c, which says what each instruction does."""
import _regex

(CHAR, IN, MANY, SPLIT, JUMP, SAVE, SET, LOOP, AT, BACK, LOOK, ATOMIC, IF, DONE, END) = range(15)
_PLACES = ['start', 'line start', 'very end', 'end', 'line end', 'word edge', 'no word edge', 'ascii word edge', 'no ascii word edge']
_MANY_TIMES = 2 ** 31 - 1


class Compiler:
    """Writes the program of a pattern: `code` its words, `tests` the places of its tests in them."""

    def __init__(self, groups):
        self.slots = 2 * groups
        self.code, self.tests = [0, groups] + [0] * 8, []

    def program(self, node):
        running = [iter([node])]
        while running:
            node = next(running[-1], None)
            if node is None:
                running.pop()
            elif parts := getattr(self, 'emit_' + node[0])(*node[1:]):
                running.append(iter(parts))
        self.code.append(END)
        self.code[0] = self.slots
        return _regex.program(self.code, self.tests)

    # Each emit function writes a node, and gives or yields the nodes in it where they are to be written.

    def jump(self, *words):
        """Adds an instruction whose last word is a target; gives the place of that word, for here()."""
        self.code.extend(words)
        self.code.append(None)
        return len(self.code) - 1

    def here(self, place):
        self.code[place] = len(self.code)

    def emit_one(self, test):
        if isinstance(test, int):
            self.code += CHAR, test
            return
        self.tests.append(len(self.code))
        self.code += IN, 13 + 2 * len(test.ranges), test.negated, test.fold, test.kinds, 0, 0, 0, 0, 0, 0, 0, 0
        for bounds in test.ranges:
            self.code += bounds

    def emit_cat(self, nodes):
        return nodes

    def emit_or(self, nodes):
        ends = []
        for node in nodes[:-1]:
            other = self.jump(SPLIT, len(self.code) + 3)
            yield node
            ends.append(self.jump(JUMP))
            self.here(other)
        yield nodes[-1]
        for end in ends:
            self.here(end)

    def emit_repeat(self, low, high, kind, node):
        low, high = min(low, _MANY_TIMES), min(high, _MANY_TIMES)
        if kind == 'possessive':
            end = self.jump(ATOMIC)
            yield 'repeat', low, high, 'greedy', node
            self.code.append(DONE)
            self.here(end)
        elif node[0] == 'one':
            end = self.jump(MANY, low, high, kind == 'greedy')
            yield node
            self.here(end)
        elif high == 1 and low == 0:
            if kind == 'greedy':
                end = self.jump(SPLIT, len(self.code) + 3)
            else:
                self.code += SPLIT, None, len(self.code) + 3
                end = len(self.code) - 2
            yield node
            self.here(end)
        else:
            counter = self.slots
            self.slots += 2
            self.code += SET, counter
            loop = len(self.code)
            end = self.jump(LOOP, counter, low, high, kind == 'greedy')
            yield node
            self.code += JUMP, loop
            self.here(end)

    def emit_group(self, number, node):
        self.code += SAVE, 2 * number
        yield node
        self.code += SAVE, 2 * number + 1

    def emit_atomic(self, node):
        end = self.jump(ATOMIC)
        yield node
        self.code.append(DONE)
        self.here(end)

    def emit_look(self, back, negated, node):
        end = self.jump(LOOK, back, negated)
        yield node
        self.code.append(DONE)
        self.here(end)

    def emit_at(self, name):
        self.code += AT, _PLACES.index(name)

    def emit_back(self, number, fold):
        self.code += BACK, number, fold

    def emit_if(self, number, yes, no):
        otherwise = self.jump(IF, number)
        yield yes
        end = self.jump(JUMP)
        self.here(otherwise)
        yield no
        self.here(end)
