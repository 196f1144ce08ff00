"""Text in lines of a given width, and indentation."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]

_space = "\t\n\x0b\x0c\r "


class TextWrapper:
    """Breaks text into lines."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        """Words and the spaces between them; words with hyphens in pieces."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): " " for c in _space})
        chunks = []
        for c in text:
            if chunks and (c in _space) == (chunks[-1][-1] in _space):
                chunks[-1] += c
            else:
                chunks.append(c)
        if not self.break_on_hyphens:
            return chunks
        return [piece for chunk in chunks for piece in self._hyphens(chunk)]

    @staticmethod
    def _hyphens(word):
        start = 0
        for i in range(1, len(word) - 1):
            left, right = word[max(start, i - 2):i], word[i + 1:i + 3]
            if word[i] == "-" and len(left) == 2 and left.isalpha() and len(right) == 2 and right.isalpha():
                yield word[start:i + 1]
                start = i + 1
        yield word[start:]

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        chunks = self._chunks(text)[::-1]
        lines = []
        while chunks:
            prefix = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(prefix)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            current, length = [], 0
            while chunks and length + len(chunks[-1]) <= room:
                length += len(chunks[-1])
                current.append(chunks.pop())
            if chunks and len(chunks[-1]) > room:
                length += self._break(chunks, current, room - length, room)
            if self.drop_whitespace and current and not current[-1].strip():
                length -= len(current.pop())
            if not current:
                continue
            rest = [chunk for chunk in chunks if chunk.strip() or not self.drop_whitespace]
            if self.max_lines is None or len(lines) + 1 < self.max_lines or not rest and length <= room:
                lines.append(prefix + "".join(current))
                continue
            self._end(lines, current, length, prefix, room)
            break
        return lines

    def _break(self, chunks, current, left, room):
        """A word longer than a line: cut it, or give it a line of its own."""
        if self.break_long_words:
            left = max(left, 1)
            current.append(chunks[-1][:left])
            chunks[-1] = chunks[-1][left:]
            return len(current[-1])
        if current:
            return 0
        current.append(chunks.pop())
        return len(current[-1])

    def _end(self, lines, current, length, prefix, room):
        while current:
            if current[-1].strip() and length + len(self.placeholder) <= room:
                lines.append(prefix + "".join(current) + self.placeholder)
                return
            length -= len(current.pop())
        if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
            lines[-1] = lines[-1].rstrip() + self.placeholder
            return
        lines.append(prefix + self.placeholder.lstrip())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Without the white space that all lines begin with."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        spaces = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = spaces
        while not spaces.startswith(margin):
            margin = margin[:-1]
    return "\n".join(line[len(margin):] if line else line for line in lines) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    """The prefix before each line that is not empty."""
    predicate = predicate or str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
