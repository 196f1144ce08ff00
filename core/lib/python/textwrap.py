"""Text in lines of a given width, and indentation."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]

_space = "\t\n\x0b\x0c\r "


def _in_word(c):
    return c.isalnum() or c == "_"


def _dash(text, at):
    """Where a dash of two or more hyphens between words ends; 0: there is none."""
    end = at
    while text[end:end + 1] == "-":
        end += 1
    before = text[at - 1] if at else " "
    return end if end - at > 1 and text[end:end + 1] and _in_word(text[end]) and (_in_word(before) or before in "!\"'&.,?") else 0


def _breaks(text, end):
    """Whether a line may end after the hyphen before `end`."""
    def letters(start, stop):
        part = text[max(start, 0):stop]
        return len(part) == stop - start and all(_in_word(c) and not c.isdecimal() for c in part)

    before = letters(end - 3, end - 1) or (letters(end - 4, end - 3) and text[end - 3] == "-" and letters(end - 2, end - 1))
    return before and (letters(end, end + 2) or letters(end, end + 1) and text[end + 1:end + 2] == "-" and letters(end + 2, end + 3))


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

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate({ord(c): " " for c in _space}) if self.replace_whitespace else text

    def _split(self, text):
        """Words and the spaces between them; words with hyphens and dashes in pieces."""
        if any(map(text.__contains__, _space[:-1])):
            return self._split_mixed(text)
        chunks, gap = [], -1
        for word in text.split(" "):
            gap += 1
            if word:
                if gap:
                    chunks.append(" " * gap)
                    gap = 0
                if "-" in word:
                    chunks += self._split_mixed(word)
                else:
                    chunks.append(word)
        if gap:
            chunks.append(" " * gap)
        return chunks

    def _split_mixed(self, text):
        """The same, whatever the spaces are."""
        chunks = []
        at = 0
        while at < len(text):
            end = at + 1
            if text[at] in _space:
                while end < len(text) and text[end] in _space:
                    end += 1
            elif not self.break_on_hyphens:
                while end < len(text) and text[end] not in _space:
                    end += 1
            elif at and text[at - 1] not in _space and _dash(text, at):
                end = _dash(text, at)
            else:
                while end < len(text) and text[end] not in _space and not _dash(text, end):
                    end += 1
                    if text[end - 1] == "-" and _breaks(text, end):
                        break
            chunks.append(text[at:end])
            at = end
        return chunks

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            end = chunks[i][:-1] if chunks[i][-1:] in ("'", '"') and chunks[i] else chunks[i]
            for word in (chunks[i], end):
                if chunks[i + 1] == " " and len(word) > 1 and word[-1] in ".!?" and "a" <= word[-2] <= "z":
                    chunks[i + 1] = "  "

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """A word longer than a line: cut it, or give it a line of its own."""
        left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            word = reversed_chunks[-1]
            if self.break_on_hyphens and len(word) > left:
                hyphen = word.rfind("-", 0, left)
                if hyphen > 0 and word[:hyphen].strip("-"):
                    left = hyphen + 1
            cur_line.append(word[:left])
            reversed_chunks[-1] = word[left:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """Lines of chunks."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            prefix = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(prefix) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            prefix = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(prefix)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            current, length = [], 0
            while chunks:
                longer = length + len(chunks[-1])
                if longer > room:
                    break
                length = longer
                current.append(chunks.pop())
            if chunks and len(chunks[-1]) > room:
                self._handle_long_word(chunks, current, length, room)
                length = sum(map(len, current))
            if self.drop_whitespace and current and not current[-1].strip():
                length -= len(current.pop())
            if not current:
                continue
            last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or last and length <= room:
                lines.append(prefix + "".join(current))
                continue
            self._end(lines, current, length, prefix, room)
            break
        return lines

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

    def wrap(self, text):
        """The lines of a text."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

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
